//! The clipboard, by way of the terminal and of the system's own programs.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;

use crate::sanitize;
use crate::tui::effect::Done;
use crate::tui::runtime::terminal::Terminal;

/// Terminals drop longer texts, or all that follows them.
const MAX_OSC52: usize = 1 << 16;

/// The screen waits no longer for a clipboard program, which may ask a server on the other side of the network.
const PATIENCE: Duration = Duration::from_millis(150);

/// Copies a text twice: by the terminal (OSC 52), which also works at the near end of a remote session, and by the
/// clipboard's own program where there is one. Control characters are shown by number, so that pasting into a shell cannot
/// run anything.
pub(super) fn copy(text: &str, what: &str, terminal: &mut Terminal) -> io::Result<Done> {
    let text = sanitize::lines(text);
    let here = to_local_clipboard(&text);
    if text.len() <= MAX_OSC52 {
        terminal.send(CopyToClipboard::to_clipboard_from(&*text))?;
    } else if !here {
        return Ok(Done::Failed(format!("{what} is too long for the terminal's clipboard; export to a file")));
    }
    Ok(Done::Said(if here { format!("copied {what}") } else { format!("copied {what} (OSC 52)") }))
}

/// Programs that put their input on the clipboard, and the variable without which they are useless.
const CLIPBOARDS: [(&str, &[&str], &str); 5] = [
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
    ("pbcopy", &[], ""),
    ("clip.exe", &[], "WSL_DISTRO_NAME"),
];

/// Whether a program took the text, or has not failed to within the time that the screen waits.
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
            // Not received any more where it took long.
            let _ = sender.send(pipe(program, args, &text).is_ok());
        });
        spawned.is_ok() && matches!(receiver.recv_timeout(PATIENCE), Ok(true) | Err(RecvTimeoutError::Timeout))
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
