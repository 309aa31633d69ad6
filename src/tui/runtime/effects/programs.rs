//! Browser and editor. Their arguments cannot be interpreted as options or commands.

use std::io;
use std::path::{Path, absolute};
use std::process::Command;

use crate::files::io_reason;
use crate::model::Origin;
use crate::sanitize;
use crate::tui::app::App;
use crate::tui::effect::Outcome;
use crate::tui::runtime::terminal::Terminal;

/// Opens a web page in the browser.
pub(super) fn open_url(url: &str) -> Outcome {
    if !is_web_url(url) {
        return Outcome::Failed(format!("not an http(s) URL: {}", sanitize::line(url)));
    }
    match open::that_detached(url) {
        Ok(()) => Outcome::Succeeded(format!("opening {url}")),
        Err(error) => Outcome::Failed(format!("cannot open {url}: {}", io_reason(&error))),
    }
}

/// Whether a text is an http(s) URL without white space, control characters and other ASCII characters that RFC 3986 does
/// not allow. Letters of all scripts are left to the browser.
fn is_web_url(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
        && !url.chars().any(|c| c.is_whitespace() || sanitize::is_hostile(c) || "\"<>\\^`{|}'".contains(c))
}

/// Opens the editor at the line of a record, and waits for it to exit.
pub(super) fn edit(origin: Origin, app: &App, terminal: &mut Terminal) -> io::Result<Option<Outcome>> {
    let Some(file) = app.index().dataset.files.get(origin.file as usize).cloned() else {
        return Ok(None);
    };
    let editor =
        ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let editor = editor.unwrap_or_else(|| "vi".into());
    // Split like a shell command, so that paths with spaces can be quoted.
    let Some(words) = shlex::split(&editor).filter(|words| !words.is_empty()) else {
        return Ok(Some(Outcome::Failed(format!("invalid EDITOR: {editor}"))));
    };
    let status = terminal.lend(|| editor_command(&words, &file, origin.line)?.status())?;
    Ok(match status {
        Ok(status) if status.success() => None,
        Ok(status) => Some(Outcome::Failed(format!("{editor} failed ({status})"))),
        Err(error) => Some(Outcome::Failed(format!("cannot start {editor}: {}; set EDITOR", io_reason(&error)))),
    })
}

/// Builds the command for an editor. Nearly all terminal editors support `+LINE`; VS Code has `--goto`. The path is made
/// absolute because a leading `+` or `-` would be an option.
fn editor_command(words: &[String], file: &Path, line: u32) -> io::Result<Command> {
    let (program, args) = words.split_first().map_or(("vi", &[][..]), |(program, args)| (program.as_str(), args));
    let file = absolute(file)?;
    let mut command = Command::new(program);
    command.args(args);
    if program.ends_with("code") || program.ends_with("codium") {
        let mut place = file.into_os_string();
        place.push(format!(":{line}"));
        command.arg("--wait").arg("--goto").arg(place);
    } else {
        command.arg(format!("+{line}")).arg(file);
    }
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_not_options_of_the_editor() {
        for name in ["+!touch x;.toml", "-c:!touch x.toml", "--help", "plain.toml"] {
            for editor in ["vi", "nano -w", "code"] {
                let words: Vec<String> = editor.split(' ').map(ToOwned::to_owned).collect();
                let command = editor_command(&words, Path::new(name), 7).expect("a command");
                let last = command.get_args().last().expect("the file").to_string_lossy().into_owned();
                assert!(last.starts_with(std::path::MAIN_SEPARATOR) && last.contains(name), "{editor} {last}");
            }
        }
    }

    #[test]
    fn only_web_urls_are_opened() {
        for url in ["https://www.kremlin.ru/events/78716", "HTTP://example.org/a?b=c&d=%20#e", "https://пример.рф/"]
        {
            assert!(is_web_url(url), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://example.org/\n--option",
            "https://example.org/\u{1b}[31m",
            "https://example.org/a b",
            "https://example.org/'$(touch x)'",
            "-https://example.org",
            "https:example.org",
        ] {
            assert!(!is_web_url(url), "{url}");
        }
    }
}
