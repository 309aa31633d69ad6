//! Clipboard, browser, editor, files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;

use super::terminal::Terminal;
use crate::export::{SaveError, save};
use crate::model::Origin;
use crate::selection::counted;
use crate::state::State;
use crate::tui::app::App;
use crate::tui::effect::{Effect, ExportRequest};

/// Terminals drop longer texts, or all that follows them.
const MAX_OSC52: usize = 1 << 16;

/// Does what was asked for, and tells the person what came of it.
pub(super) fn perform(effect: Effect, app: &mut App, terminal: &mut Terminal, state: &State) -> io::Result<()> {
    match effect {
        Effect::Copy { text, what } => {
            let message = copy(&text, &what, terminal)?;
            app.say(message);
        }
        Effect::OpenUrl(url) => match open::that_detached(&url) {
            Ok(()) => app.say(format!("opening {url}")),
            Err(error) => app.warn(format!("cannot open {url}: {}", crate::diagnostic::io_reason(&error))),
        },
        Effect::Export(request) => export(request, app, terminal)?,
        Effect::Edit(origin) => edit(origin, app, terminal)?,
        Effect::Remember(query) => {
            if let Err(error) = state.remember(&query) {
                app.warn(format!("the query cannot be remembered: {}", crate::diagnostic::io_reason(&error)));
            }
        }
        Effect::Subset(view) => match state.keep(&view) {
            Ok(()) => app.say(format!("kept as \"{}\"; W opens it again", view.name)),
            Err(error) => app.warn(format!("the view cannot be kept: {error}")),
        },
        Effect::Reload | Effect::Suspend | Effect::Quit => {}
    }
    Ok(())
}

/// Copies a text twice: by the terminal (OSC 52), which also works at the near end of a remote session, and by the
/// clipboard's own program where there is one.
fn copy(text: &str, what: &str, terminal: &mut Terminal) -> io::Result<String> {
    let here = to_local_clipboard(text);
    if text.len() <= MAX_OSC52 {
        terminal.send(CopyToClipboard::to_clipboard_from(text))?;
    } else if !here {
        return Ok(format!("{what} is too long for the terminal's clipboard; export it to a file"));
    }
    Ok(if here { format!("copied {what}") } else { format!("copied {what} by the terminal (OSC 52)") })
}

/// Programs that put their input on the clipboard, and the variable without which they are useless.
const CLIPBOARDS: [(&str, &[&str], &str); 5] = [
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
    ("pbcopy", &[], ""),
    ("clip.exe", &[], "WSL_DISTRO_NAME"),
];

fn to_local_clipboard(text: &str) -> bool {
    let usable = CLIPBOARDS.iter().filter(|(name, _, variable)| {
        if variable.is_empty() {
            cfg!(target_os = "macos") && *name == "pbcopy"
        } else {
            std::env::var_os(variable).is_some()
        }
    });
    usable.into_iter().any(|(program, args, _)| pipe(program, args, text).is_ok())
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

fn export(request: ExportRequest, app: &mut App, terminal: &mut Terminal) -> io::Result<()> {
    let now = app.now();
    let (events, quotes) = app.export_counts(&request);
    let Some(path) = request.path.clone() else {
        let mut out = Vec::new();
        app.write_export(&request, now, &mut out)?;
        let message = copy(&String::from_utf8_lossy(&out), &counted(events, quotes), terminal)?;
        app.exported(request, Ok(message), false);
        return Ok(());
    };
    let written = save(&path, request.overwrite, |out| app.write_export(&request, now, out));
    let exists = matches!(written, Err(SaveError::Exists(_)));
    let outcome = match written {
        Ok(()) => Ok(format!("Wrote {} to {}", counted(events, quotes), path.display())),
        Err(error) => Err(error.to_string()),
    };
    app.exported(request, outcome, exists);
    Ok(())
}

/// Opens the editor at a record's line, and waits for it.
fn edit(origin: Origin, app: &mut App, terminal: &mut Terminal) -> io::Result<()> {
    let Some(file) = app.index().dataset.files.get(origin.file as usize).map(PathBuf::from) else { return Ok(()) };
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".into());
    let status = terminal.lend(|| run_editor(&editor, &file, origin.line))?;
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => app.warn(format!("{editor} ended with {status}")),
        Err(error) => app.warn(format!("cannot start {editor}: {}; set EDITOR", crate::diagnostic::io_reason(&error))),
    }
    Ok(())
}

/// `EDITOR` may hold arguments; `+LINE` is understood by nearly all editors of terminals, `--goto` by the others.
fn run_editor(editor: &str, file: &Path, line: u32) -> io::Result<std::process::ExitStatus> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let mut command = Command::new(program);
    command.args(words);
    if program.ends_with("code") || program.ends_with("codium") {
        command.arg("--wait").arg("--goto").arg(format!("{}:{line}", file.display()));
    } else {
        command.arg(format!("+{line}")).arg(file);
    }
    command.status()
}
