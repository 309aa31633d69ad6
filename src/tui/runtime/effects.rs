//! Clipboard, browser, editor, files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;

use super::terminal::Terminal;
use crate::diagnostic::io_reason;
use crate::export::{SaveError, save};
use crate::model::Origin;
use crate::selection::counted;
use crate::storage::Storage;
use crate::tui::app::App;
use crate::tui::effect::{Done, Effect, ExportRequest};

/// Terminals drop longer texts, or all that follows them.
const MAX_OSC52: usize = 1 << 16;

/// Does what was asked for; tells what came of it, where that is to be said.
pub(super) fn perform(
    effect: Effect,
    app: &App,
    terminal: &mut Terminal,
    storage: &Storage,
) -> io::Result<Option<Done>> {
    Ok(match effect {
        Effect::Copy { text, what } => Some(copy(&text, &what, terminal)?),
        Effect::OpenUrl(url) => Some(match open::that_detached(&url) {
            Ok(()) => Done::Said(format!("opening {url}")),
            Err(error) => Done::Failed(format!("cannot open {url}: {}", io_reason(&error))),
        }),
        Effect::Export(request) => Some(export(request, app, terminal)?),
        Effect::Edit(origin) => edit(origin, app, terminal)?,
        Effect::Remember(query) => {
            let failed = |error| Done::Failed(format!("cannot save the query history: {}", io_reason(&error)));
            storage.remember(&query).err().map(failed)
        }
        Effect::SaveView(view) => Some(match storage.save_view(&view) {
            Ok(()) => Done::Said(format!("saved as \"{}\"; {{open-view}} opens it", view.name)),
            Err(error) => Done::Failed(format!("cannot save the view: {error}")),
        }),
        Effect::Reload | Effect::Suspend | Effect::Quit | Effect::Fail(_) => None,
    })
}

/// Copies a text twice: by the terminal (OSC 52), which also works at the near end of a remote session, and by the
/// clipboard's own program where there is one.
fn copy(text: &str, what: &str, terminal: &mut Terminal) -> io::Result<Done> {
    let here = to_local_clipboard(text);
    if text.len() <= MAX_OSC52 {
        terminal.send(CopyToClipboard::to_clipboard_from(text))?;
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

fn export(request: ExportRequest, app: &App, terminal: &mut Terminal) -> io::Result<Done> {
    let state = app.state();
    let now = state.now();
    let (events, quotes) = state.export_counts(&request);
    let Some(path) = request.path.clone() else {
        let mut out = Vec::new();
        state.write_export(&request, now, &mut out)?;
        let copied = copy(&String::from_utf8_lossy(&out), &counted(events, quotes), terminal)?;
        return Ok(match copied {
            Done::Said(message) => Done::Exported(request, message),
            failed => failed,
        });
    };
    Ok(match save(&path, request.overwrite, |out| state.write_export(&request, now, out)) {
        Ok(()) => {
            let message = format!("Wrote {} to {}", counted(events, quotes), path.display());
            Done::Exported(request, message)
        }
        Err(SaveError::Exists(_)) => Done::Exists(request),
        Err(error) => Done::Failed(error.to_string()),
    })
}

/// Opens the editor at a record's line, and waits for it.
fn edit(origin: Origin, app: &App, terminal: &mut Terminal) -> io::Result<Option<Done>> {
    let Some(file) = app.index().dataset.files.get(usize::from(origin.file)).map(PathBuf::from) else {
        return Ok(None);
    };
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".into());
    // Quoted as for a shell, so that a path with blanks can be written.
    let Some(words) = shlex::split(&editor).filter(|words| !words.is_empty()) else {
        return Ok(Some(Done::Failed(format!("cannot read EDITOR: {editor}"))));
    };
    let status = terminal.lend(|| run_editor(&words, &file, origin.line))?;
    Ok(match status {
        Ok(status) if status.success() => None,
        Ok(status) => Some(Done::Failed(format!("{editor} ended with {status}"))),
        Err(error) => Some(Done::Failed(format!("cannot start {editor}: {}; set EDITOR", io_reason(&error)))),
    })
}

/// `+LINE` is understood by nearly all editors of terminals, `--goto` by the others.
fn run_editor(words: &[String], file: &Path, line: u32) -> io::Result<std::process::ExitStatus> {
    let (program, args) = words.split_first().map_or(("vi", &[][..]), |(program, args)| (program.as_str(), args));
    let mut command = Command::new(program);
    command.args(args);
    if program.ends_with("code") || program.ends_with("codium") {
        command.arg("--wait").arg("--goto").arg(format!("{}:{line}", file.display()));
    } else {
        command.arg(format!("+{line}")).arg(file);
    }
    command.status()
}
