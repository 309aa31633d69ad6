//! Performs effects: clipboard, browser, editor, files.

mod clipboard;
mod programs;

use std::io;

use super::terminal::Terminal;
use crate::files::{SaveError, Stamp, save};
use crate::sanitize;
use crate::selection::counted;
use crate::storage::Storage;
use crate::tui::app::App;
use crate::tui::effect::{Effect, ExportRequest, Outcome, Overwrite};

/// Performs an effect. Returns its outcome, if it is to be reported.
pub(super) fn perform(
    effect: Effect,
    app: &App,
    terminal: &mut Terminal,
    storage: &Storage,
) -> io::Result<Option<Outcome>> {
    Ok(match effect {
        Effect::Copy { text, what } => Some(clipboard::copy(&text, &what, terminal)?),
        Effect::OpenUrl(url) => Some(programs::open_url(&url)),
        Effect::Export(request) => Some(export(request, app, terminal)?),
        Effect::Edit(origin) => programs::edit(origin, app, terminal)?,
        Effect::Remember(query) => match storage.remember(&query) {
            Ok(aside) => aside.map(Outcome::Failed),
            Err(message) => Some(Outcome::Failed(format!("query history not saved: {message}"))),
        },
        Effect::SaveView(view) => Some(match storage.save_view(&view) {
            Ok(None) => Outcome::Succeeded(format!("saved as \"{}\"; {{open-view}} opens it", view.name)),
            Ok(Some(aside)) => Outcome::Failed(format!("saved as \"{}\"; {aside}", view.name)),
            Err(message) => Outcome::Failed(format!("view not saved: {message}")),
        }),
        Effect::IndexWords | Effect::Reload | Effect::Suspend | Effect::Quit | Effect::Fail(_) => None,
    })
}

fn export(request: ExportRequest, app: &App, terminal: &mut Terminal) -> io::Result<Outcome> {
    let state = app.state();
    let now = state.now();
    let (events, quotes) = state.export_counts(&request);
    let Some(path) = request.path.clone() else {
        let mut out = Vec::new();
        state.write_export(&request, now, &mut out)?;
        let copied = clipboard::copy(&String::from_utf8_lossy(&out), &counted(events, quotes), terminal)?;
        return Ok(match copied {
            Outcome::Succeeded(message) => Outcome::Exported(request, message),
            failed => failed,
        });
    };
    let overwrite = match &request.overwrite {
        Overwrite::Never => false,
        Overwrite::Confirmed => true,
        // Written by this run and not changed since, so there is no need to ask.
        Overwrite::Unchanged(stamp) => Stamp::of(&path).is_none_or(|now| now == *stamp),
    };
    Ok(match save(&path, overwrite, |out| state.write_export(&request, now, out)) {
        Ok(()) => {
            let message = format!("Wrote {} to {}", counted(events, quotes), sanitize::path(&path));
            // A repeated export overwrites the file as long as it is unchanged.
            let overwrite = Stamp::of(&path).map_or(Overwrite::Never, Overwrite::Unchanged);
            Outcome::Exported(ExportRequest { overwrite, ..request }, message)
        }
        Err(SaveError::Exists(_)) => Outcome::Exists(request),
        Err(error) => Outcome::Failed(error.to_string()),
    })
}
