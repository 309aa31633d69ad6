//! The clipboard, via the terminal and the clipboard programs of the platform.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;

use crate::sanitize;
use crate::tui::effect::Outcome;
use crate::tui::runtime::terminal::Terminal;

/// Maximum length for OSC 52; terminals discard longer sequences, or what follows them.
const MAX_OSC52: usize = 1 << 16;

/// Maximum time to wait for a clipboard program, which may talk to a remote display server.
const TIMEOUT: Duration = Duration::from_millis(150);

/// Copies a text both through the terminal (OSC 52), which also works in remote sessions, and with the platform's clipboard
/// program, if there is one. Control characters are escaped, so that pasting into a shell cannot run commands.
pub(super) fn copy(text: &str, what: &str, terminal: &mut Terminal) -> io::Result<Outcome> {
    let text = sanitize::lines(text);
    let is_local = to_local_clipboard(&text);
    if text.len() <= MAX_OSC52 {
        terminal.send(CopyToClipboard::to_clipboard_from(&*text))?;
    } else if !is_local {
        return Ok(Outcome::Failed(format!("{what} is too long for the terminal's clipboard; export to a file")));
    }
    Ok(Outcome::Succeeded(if is_local { format!("copied {what}") } else { format!("copied {what} (OSC 52)") }))
}

/// Clipboard programs, each with the environment variable that it needs.
const CLIPBOARDS: [(&str, &[&str], &str); 5] = [
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
    ("pbcopy", &[], ""),
    ("clip.exe", &[], "WSL_DISTRO_NAME"),
];

/// Passes a text to a clipboard program. Returns whether one succeeded, or did not fail before the timeout.
fn to_local_clipboard(text: &str) -> bool {
    let usable = CLIPBOARDS.iter().filter(|(name, _, variable)| {
        if variable.is_empty() {
            cfg!(target_os = "macos") && *name == "pbcopy"
        } else {
            std::env::var_os(variable).is_some()
        }
    });
    usable.into_iter().any(|(program, args, _)| {
        let (sender, receiver) = channel();
        let text = text.to_owned();
        let spawned = std::thread::Builder::new().name("clipboard".into()).spawn(move || {
            // The receiver is gone after a timeout.
            let _ = sender.send(pipe(program, args, &text).is_ok());
        });
        spawned.is_ok() && matches!(receiver.recv_timeout(TIMEOUT), Ok(true) | Err(RecvTimeoutError::Timeout))
    })
}

fn pipe(program: &str, args: &[&str], text: &str) -> io::Result<()> {
    let mut child =
        Command::new(program).args(args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the clipboard program failed")) }
}
