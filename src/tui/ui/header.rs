//! The header: title of the dataset and counts.

use ratatui::layout::Rect;

use super::paint::Paint;
use crate::tui::state::State;

pub(super) fn draw(state: &State, area: Rect, paint: &mut Paint<'_>) {
    if area.is_empty() {
        return;
    }
    let theme = paint.theme;
    let selection = state.selection();
    let shown = selection.counted();
    let of = if selection.len() == selection.total { String::new() } else { format!(" of {}", selection.total) };
    let failed = match &state.failed_reload {
        Some(problems) => match problems.first_place() {
            Some(place) => format!("reload failed at {place} · "),
            None => "reload failed · ".to_owned(),
        },
        None => String::new(),
    };
    let left_out = match state.data.left_out {
        0 => String::new(),
        records => format!("{records} left out · "),
    };
    // Period and reference date come before the counts because they determine what is counted.
    let period = match state.period() {
        Some(period) if state.view().ranged => format!("{} · ", period.heading()),
        _ => String::new(),
    };
    let as_of = match state.as_of() {
        Some(as_of) => format!("as of {} · ", readable_date(&as_of.text)),
        None => String::new(),
    };
    let counts = [
        (failed.as_str(), theme.caution),
        (left_out.as_str(), theme.caution),
        (period.as_str(), theme.active),
        (as_of.as_str(), theme.caution),
        (shown.as_str(), theme.text),
        (of.as_str(), theme.dim),
        (" ", theme.dim),
    ];
    let from = paint.right(area, 20, &counts);
    let title = Rect { width: from.saturating_sub(2), ..area };
    paint.text(title, 1, &state.index().dataset.about.title, theme.strong);
}

/// Formats a day for reading; leaves anything else as written.
fn readable_date(text: &str) -> String {
    let day = text.parse::<chrono::NaiveDate>();
    day.map_or_else(|_| text.to_owned(), |day| day.format("%-d %b %Y").to_string())
}
