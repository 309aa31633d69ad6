//! A few runs in a real pseudo-terminal: the terminal is given back in all ways to end.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::support::{counted, ids, shipped};

/// The program in a terminal of 100 columns and 30 rows.
struct Run {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

fn parser() -> vt100::Parser {
    let size = |cells| std::num::NonZero::new(cells).expect("a size");
    vt100::Parser::new(size(30), size(100), 0)
}

/// Long enough for a slow machine; waiting ends as soon as what is waited for is there.
const PATIENCE: Duration = Duration::from_secs(30);

impl Run {
    fn start(args: &[&str]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_demarche"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", std::env::temp_dir().join("demarche-no-config"));
        command.env("XDG_STATE_HOME", std::env::temp_dir().join("demarche-no-state"));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let input = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, _master: pair.master, input, output, screen: parser(), raw: Vec::new() }
    }

    fn wait_for(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            assert!(Instant::now() < end, "{text:?} never came:\n{}", self.screen.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&bytes);
            }
        }
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).expect("the program reads");
        self.input.flush().expect("the program reads");
        self
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let status = std::process::Command::new("kill").args(["-s", name, &id]).status().expect("kill");
        assert!(status.success());
    }

    /// Whether the program is stopped, as the shell's jobs would say.
    fn is_stopped(&self) -> bool {
        let id = self.child.process_id().expect("it runs").to_string();
        if let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) {
            return stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'));
        }
        let state = std::process::Command::new("ps").args(["-o", "state=", "-p", &id]).output().expect("ps");
        state.stdout.trim_ascii_start().starts_with(b"T")
    }

    /// Waits for the end; returns the exit status, and checks that the terminal is as it was.
    fn ended(mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().expect("it can be asked") {
                Some(status) => break status,
                None if Instant::now() > end => {
                    self.child.kill().expect("it can be ended");
                    panic!("the program did not end:\n{}", self.screen.screen().contents());
                }
                None => {
                    if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                        self.take(&bytes);
                    }
                }
            }
        };
        drop(self.input);
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_secs(2)) {
            self.screen.process(&bytes);
            self.raw.extend_from_slice(&bytes);
        }
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are not bracketed any more");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is let go");
        status.exit_code()
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_person_is_found_and_exported_from_the_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("talks.md");
    let mut run = Run::start(&["--mouse"]);
    let found = counted("person:ushakov");
    run.wait_for(&counted("")).press("p").wait_for("Person, anywhere").press("usha").wait_for("person:ushakov");
    run.press("\r").wait_for(&found).press("e").wait_for("First lines").press("markdown\t\t\x15");
    run.press(file.to_str().expect("a path")).press("\r").wait_for(&format!("Wrote {found}"));
    run.press("q");
    assert_eq!(run.ended(), 0);
    let text = std::fs::read_to_string(file).expect("the file");
    let quotes = ids(shipped(), "person:ushakov is:quote").len();
    assert_eq!(text.lines().filter(|line| line.starts_with("> —")).count(), quotes);
}

#[test]
fn signals_end_the_program_and_give_the_terminal_back() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut run = Run::start(&[]);
        run.wait_for("Timeline by week");
        run.signal(name);
        assert_eq!(run.ended(), 128 + number, "{name}");
    }
}

#[test]
fn stopping_gives_the_terminal_back_until_it_is_continued() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("\x1a");
    let end = Instant::now() + PATIENCE;
    // Continued before it has stopped, it would stop afterwards and stay so.
    while run.screen.screen().alternate_screen() || !run.is_stopped() {
        assert!(Instant::now() < end, "the terminal was not given back");
        if let Ok(bytes) = run.output.recv_timeout(Duration::from_millis(50)) {
            run.take(&bytes);
        }
    }
    run.signal("CONT");
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn copying_reaches_the_terminal_s_clipboard() {
    let mut run = Run::start(&["-q", "id:ushakov-useful"]);
    run.wait_for(&format!("1 quote of {}", shipped().len())).press("jy").wait_for("copied the quote");
    // OSC 52: clipboard, base64.
    assert!(run.raw.windows(7).any(|bytes| bytes == b"\x1b]52;c;"));
    run.press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_changed_file_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.toml");
    let event = |title: &str| {
        format!(
            "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"{title}\"\nkind = \"talks\"\nwhen = 2025-01-01\n"
        )
    };
    std::fs::write(&file, event("The first title")).expect("a file");
    let mut run = Run::start(&[file.to_str().expect("a path")]);
    run.wait_for("The first title");
    std::fs::write(&file, event("Another, longer title")).expect("a file");
    run.wait_for("Another, longer title");
    std::fs::write(&file, event("A third title, that is not closed").replace("closed\"", "closed")).expect("a file");
    run.wait_for("the old data stays").wait_for("Another, longer title").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_wrong_query_opens_the_bar_with_its_error() {
    let mut run = Run::start(&["-q", "person:ushkov"]);
    run.wait_for("no person is called").press("\x1b");
    run.wait_for("? help").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week");
    let Run { mut child, _master: master, mut input, output, .. } = run;
    // The window is closed. The reader holds it open until it has nobody to pass on to what the next key draws.
    drop(output);
    input.write_all(b"j").expect("the program reads");
    drop((master, input));
    let end = Instant::now() + PATIENCE;
    while child.try_wait().expect("it can be asked").is_none() {
        if Instant::now() > end {
            child.kill().expect("it can be ended");
            panic!("the program lives on without a terminal");
        }
        std::thread::yield_now();
    }
}
