//! The program in a pseudo-terminal.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program in a terminal of 100 columns and 30 rows.
pub(crate) struct Run {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    /// The terminal modes before the program was started.
    modes: String,
    pub(crate) input: Box<dyn Write + Send>,
    pub(crate) output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    pub(crate) raw: Vec<u8>,
}

fn parser() -> vt100::Parser {
    let size = |cells| std::num::NonZero::new(cells).expect("a size");
    vt100::Parser::new(size(30), size(100), 0)
}

/// Long enough for slow machines; waiting ends as soon as the condition holds.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

impl Run {
    pub(crate) fn start(args: &[&str]) -> Self {
        Self::with(args, &[])
    }

    /// Starts the program with additional environment variables.
    pub(crate) fn with(args: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::of(env!("CARGO_BIN_EXE_demarche").as_ref(), args, variables)
    }

    /// Another program.
    pub(crate) fn of(program: &Path, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", std::env::temp_dir().join("demarche-no-config"));
        command.env("XDG_STATE_HOME", std::env::temp_dir().join("demarche-no-state"));
        variables.iter().for_each(|(name, value)| command.env(name, value));
        let modes = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).expect("started");
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
        Self { child, master: pair.master, modes, input, output, screen: parser(), raw: Vec::new() }
    }

    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + TIMEOUT;
        while !self.screen.screen().contents().contains(text) {
            assert!(Instant::now() < end, "timed out waiting for {text:?}:\n{}", self.screen.screen().contents());
            self.read_output();
        }
        self
    }

    /// Waits for the end of the frame that is being drawn.
    pub(crate) fn wait_for_frame(&mut self) -> &mut Self {
        let end = Instant::now() + TIMEOUT;
        let last = |raw: &[u8], sequence: &[u8]| raw.windows(sequence.len()).rposition(|bytes| bytes == sequence);
        // Synchronized updates begin with h and end with l.
        while last(&self.raw, b"\x1b[?2026h") > last(&self.raw, b"\x1b[?2026l") {
            assert!(Instant::now() < end, "timed out waiting for the end of the frame");
            self.read_output();
        }
        self
    }

    /// Reads pending output, or waits for it briefly.
    pub(crate) fn read_output(&mut self) {
        if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
            self.feed(&bytes);
        }
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).expect("the program reads");
        self.input.flush().expect("the program reads");
        self
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("running").to_string();
        let status = std::process::Command::new("kill").args(["-s", name, &id]).status().expect("kill");
        assert!(status.success());
    }

    /// Whether the program is stopped by job control.
    pub(crate) fn is_stopped(&self) -> bool {
        let id = self.child.process_id().expect("running").to_string();
        if let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) {
            return stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'));
        }
        let state = std::process::Command::new("ps").args(["-o", "state=", "-p", &id]).output().expect("ps");
        state.stdout.trim_ascii_start().starts_with(b"T")
    }

    /// Waits for the program to exit. Returns its status.
    pub(crate) fn exit_status(&mut self) -> u32 {
        let end = Instant::now() + TIMEOUT;
        loop {
            match self.child.try_wait().expect("waited") {
                Some(status) => return status.exit_code(),
                None if Instant::now() > end => {
                    self.child.kill().expect("killed");
                    panic!("the program did not exit:\n{}", self.screen.screen().contents());
                }
                None => {
                    self.read_output();
                }
            }
        }
    }

    /// Whether a text is visible.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    /// The number of times a sequence was written.
    pub(crate) fn count(&self, sequence: &[u8]) -> usize {
        self.raw.windows(sequence.len()).filter(|bytes| *bytes == sequence).count()
    }

    /// Waits for the program to exit and checks that the terminal is restored. Returns the exit status.
    pub(crate) fn wait_for_exit(mut self) -> u32 {
        let status = self.exit_status();
        drop(std::mem::replace(&mut self.input, Box::new(std::io::sink())));
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_secs(2)) {
            self.screen.process(&bytes);
            self.raw.extend_from_slice(&bytes);
        }
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "alternate screen is left");
        assert!(!screen.hide_cursor(), "cursor is visible");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "mouse capture is off");
        assert_eq!(format!("{:?}", self.master.get_termios()), self.modes, "line discipline is restored");
        // Every synchronized update has ended.
        let last = |sequence: &[u8]| self.raw.windows(sequence.len()).rposition(|bytes| bytes == sequence);
        if self.count(b"\x1b[?2026h") > 0 {
            assert!(last(b"\x1b[?2026l") > last(b"\x1b[?2026h"), "the synchronized update has ended");
        }
        status
    }

    /// The output after leaving the alternate screen.
    pub(crate) fn final_output(raw: &[u8]) -> String {
        let left = b"\x1b[?1049l";
        let at = raw.windows(left.len()).rposition(|bytes| bytes == left).map_or(0, |at| at + left.len());
        String::from_utf8_lossy(&raw[at..]).into_owned()
    }

    /// Runs `stty sane` on the terminal.
    pub(crate) fn stty_sane(&self) {
        let name = self.master.tty_name().expect("a terminal with a name");
        let status = std::process::Command::new("stty").arg("-F").arg(name).arg("sane").status().expect("stty");
        assert!(status.success());
    }

    /// Whether the terminal is in raw mode.
    pub(crate) fn is_raw(&self) -> bool {
        format!("{:?}", self.master.get_termios()) != self.modes
    }

    /// Waits until a condition holds; `what` describes it.
    pub(crate) fn wait_until(&mut self, what: &str, condition: impl Fn(&Self) -> bool) -> &mut Self {
        let end = Instant::now() + TIMEOUT;
        while !condition(self) {
            assert!(Instant::now() < end, "timed out, not {what}:\n{}", self.screen.screen().contents());
            self.read_output();
        }
        self
    }
}
