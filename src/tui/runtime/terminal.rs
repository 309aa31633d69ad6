//! The terminal taken over, and given back: on return, on error, in a panic, before the program stops.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::backend::CrosstermBackend;

/// Whether the terminal is ours at this moment. The panic hook must know, and has nothing else to ask.
static CLAIMED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The name of the thread that reads the data. A panic there is reported by the thread itself, on the screen.
pub(super) const LOADER: &str = "loader";

/// A buffer for one frame: without it each cell would be a write of its own.
const BUFFER: usize = 1 << 16;

type Screen = ratatui::Terminal<CrosstermBackend<Synchronized>>;

fn screen() -> io::Result<Screen> {
    ratatui::Terminal::new(CrosstermBackend::new(Synchronized::new()))
}

/// Buffered output in which everything up to a flush is one synchronised update, so that half a frame is never seen. The
/// update begins with the first byte: a panic while a frame is composed has then begun nothing.
struct Synchronized {
    out: BufWriter<Stdout>,
    begun: bool,
}

impl Synchronized {
    fn new() -> Self {
        Self { out: BufWriter::with_capacity(BUFFER, stdout()), begun: false }
    }
}

impl Write for Synchronized {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.begun {
            self.begun = true;
            queue!(self.out, BeginSynchronizedUpdate)?;
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.begun {
            self.begun = false;
            queue!(self.out, EndSynchronizedUpdate)?;
        }
        self.out.flush()
    }
}

/// The terminal while it is ours. Dropping it gives it back.
pub(super) struct Terminal {
    screen: Screen,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over.
    pub(super) fn claim(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if std::thread::current().name() != Some(LOADER) {
                    restore();
                    before(panic);
                }
            }));
        });
        enter(mouse)?;
        match screen() {
            Ok(screen) => Ok(Self { screen, mouse }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Draws one frame.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.screen.draw(draw).map(|_| ())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.screen.size()?;
        Ok((size.width, size.height))
    }

    /// Lends the terminal to another program: an editor, the shell.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let result = to();
        self.reclaim()?;
        Ok(result)
    }

    /// Takes the terminal over again, whatever was done to it meanwhile.
    pub(super) fn reclaim(&mut self) -> io::Result<()> {
        // Raw mode is only set again after it was left.
        disable_raw_mode()?;
        enter(self.mouse)?;
        // A new screen draws every cell again; clearing the old one would ask the terminal for its cursor position, and wait.
        self.screen = screen()?;
        Ok(())
    }

    /// Writes a control sequence of ours outside the screen, such as one for the clipboard.
    pub(super) fn send(&mut self, command: impl crossterm::Command) -> io::Result<()> {
        execute!(self.screen.backend_mut(), command)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    CLAIMED.store(true, Ordering::SeqCst);
    let mut out = stdout();
    let entered = execute!(out, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, cursor::Hide)
        .and_then(|()| if mouse { execute!(out, EnableMouseCapture) } else { Ok(()) });
    if entered.is_err() {
        restore();
    }
    entered
}

/// Gives the terminal back as it was. Does nothing if it is not ours; an error could not be reported any more.
fn restore() {
    restore_to(stdout());
}

/// The same from another thread while the first may hold stdout and never release it: through the terminal itself.
#[cfg(unix)]
pub(super) fn restore_through_tty() {
    match std::fs::OpenOptions::new().write(true).open("/dev/tty") {
        Ok(terminal) => restore_to(terminal),
        // A terminal that is gone needs nothing back.
        Err(_) => CLAIMED.store(false, Ordering::SeqCst),
    }
}

fn restore_to(mut out: impl Write) {
    if CLAIMED.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            out,
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = disable_raw_mode();
    }
}
