//! Claims the terminal, and restores it on return, on error, on panic, and before the program stops.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::layout::Size;

use crate::tui::output::Output;

/// Whether the terminal is claimed. Global, because the panic hook needs it.
static CLAIMED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The name of the loader thread, which reports its panics itself.
pub(super) const LOADER: &str = "loader";

/// Size of the output buffer, enough for a frame.
const BUFFER: usize = 1 << 16;

type Screen = ratatui::Terminal<Output<Synchronized>>;

/// A screen over a blank terminal.
fn screen() -> io::Result<Screen> {
    let (width, height) = size()?;
    // The old console of Windows does not know all sequences.
    ratatui::Terminal::new(Output::new(Synchronized::new(), Size { width, height }, cfg!(unix)))
}

/// Buffered output in which everything up to a flush is one synchronized update, so that incomplete frames are never shown.
/// The update begins with the first byte, so that a panic while a frame is being composed does not leave one open.
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

/// The claimed terminal. Dropping it restores the terminal.
pub(super) struct Terminal {
    screen: Screen,
    mouse: bool,
}

impl Terminal {
    /// Claims the terminal.
    pub(super) fn claim(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(|| {
            let previous = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if std::thread::current().name() != Some(LOADER) {
                    restore();
                    previous(panic);
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

    /// Restores the terminal while another program uses it, such as an editor or the shell.
    pub(super) fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let result = run();
        self.reclaim()?;
        Ok(result)
    }

    /// Claims the terminal again, whatever its current mode.
    pub(super) fn reclaim(&mut self) -> io::Result<()> {
        // Crossterm enables raw mode only if it is disabled.
        disable_raw_mode()?;
        enter(self.mouse)?;
        // A new screen redraws every cell. Clearing the old one would query the cursor position and wait for the answer.
        self.screen = screen()?;
        Ok(())
    }

    /// Sends a control sequence, such as one for the clipboard.
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

/// Restores the terminal if it is claimed. Errors are ignored because they could not be reported.
fn restore() {
    restore_to(stdout());
}

/// Restores the terminal through `/dev/tty`, for use while another thread may hold the lock on stdout.
#[cfg(unix)]
pub(super) fn restore_through_tty() {
    match std::fs::OpenOptions::new().write(true).open("/dev/tty") {
        Ok(terminal) => restore_to(terminal),
        // The terminal has disappeared.
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
