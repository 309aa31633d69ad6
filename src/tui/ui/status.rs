//! The last line: what was just said, or what can be done; and the line that asks where to go.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::filter::edit_line;
use super::paint::{Paint, cells};
use crate::tui::action::{Action, hints};
use crate::tui::app::{App, ClockZone, Mode};

/// Draws it; returns where the cursor is, if it is typed into.
pub(super) fn draw(app: &App, area: Rect, paint: &mut Paint<'_>) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let theme = paint.theme;
    if let Mode::GoTo(line) = app.mode() {
        let hint = "a date, 50% or an id · Enter go · Esc back ";
        let from = paint.right(area, 24, &[(hint, theme.dim)]);
        return edit_line(Rect { width: from, ..area }, line, "go to ", None, paint);
    }
    if let Mode::KeepView(line) = app.mode() {
        let from = paint.right(area, 24, &[("a name for this view · Enter keep · Esc back ", theme.dim)]);
        return edit_line(Rect { width: from, ..area }, line, "keep as ", None, paint);
    }
    if let Mode::AsOf(prompt) = app.mode() {
        let field = Rect { width: area.width.min(28), ..area };
        let cursor = edit_line(field, &prompt.line, "as of ", None, paint);
        let hint = "a, A next report, last · empty all · Enter · Esc";
        let sentence = prompt.error.as_ref().map(crate::query::QueryError::sentence);
        let style = if sentence.is_some() { theme.caution } else { theme.dim };
        paint.text(area, 29, sentence.as_deref().unwrap_or(hint), style);
        return cursor;
    }
    if let Some(message) = app.message() {
        paint.text(area, 1, &message.text, if message.wrong { theme.caution } else { theme.text });
        return None;
    }
    if matches!(app.mode(), Mode::Browse) {
        let zone = match app.zone {
            ClockZone::Local => String::new(),
            ClockZone::Utc => "UTC ".into(),
            ClockZone::Mine => format!("{} ", app.settings.home),
        };
        let from = paint.right(area, 20, &[(&zone, theme.caution)]);
        draw_hints(app, &hints(app), Rect { width: from, ..area }, paint);
    }
    None
}

/// Keys and what they do, as many as there is room for.
fn draw_hints(app: &App, actions: &[Action], area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let mut at = 1;
    for action in actions {
        let Some(key) = app.keys.hint(*action) else { continue };
        let word = short(*action);
        let width = cells(&key) + 1 + cells(word) + 3;
        if usize::from(at) + width > usize::from(area.width) + 2 {
            break;
        }
        let spans: [(&str, Style); 3] = [(&key, theme.key), (" ", theme.dim), (word, theme.dim)];
        at = paint.spans(area, at, &spans) + 3;
    }
}

/// A word for an action in the hints; its help is too long there.
fn short(action: Action) -> &'static str {
    match action {
        Action::AsOf => "as of a day",
        Action::Facets => "facets",
        Action::OpenView => "views",
        Action::Help => "help",
        Action::PickPerson => "person",
        Action::PickTopic => "topic",
        Action::Filter => "filter",
        Action::Open => "open",
        Action::Export => "export",
        Action::Undo => "undo",
        Action::CopyQuote => "copy quote",
        Action::Back => "back",
        Action::KeepThis => "only this",
        Action::OpenSource => "open source",
        Action::BackLink => "back along links",
        other => other.info().name,
    }
}
