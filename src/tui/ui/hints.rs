//! Key hints.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Paint, cells};
use crate::tui::keymap::KeyMap;
use crate::tui::open::Hint;

/// Formats hints as text: `Enter apply · Esc cancel`. Actions without a key are omitted.
pub(crate) fn hint_text(hints: &[Hint], keys: &KeyMap) -> String {
    let parts = hints.iter().filter_map(|hint| Some(format!("{} {}", keys.hint(hint.action)?, hint.label)));
    parts.collect::<Vec<_>>().join(" · ")
}

/// Texts of hints in a row of `room` cells: as many of the first as fit whole, and the last, which is needed most.
pub(crate) fn fitting(texts: &[String], room: usize) -> String {
    let Some((last, others)) = texts.split_last() else { return String::new() };
    let rows =
        (0..=others.len()).rev().map(|count| [&others[..count], std::slice::from_ref(last)].concat().join(" · "));
    rows.into_iter().find(|row| cells(row) <= room).unwrap_or_default()
}

/// Draws as many hints as fit, with styles for keys and labels.
pub(crate) fn draw(hints: &[Hint], keys: &KeyMap, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let mut at = 1;
    for hint in hints {
        let Some(key) = keys.hint(hint.action) else { continue };
        let width = cells(&key) + 1 + cells(hint.label) + 3;
        if usize::from(at) + width > usize::from(area.width) + 2 {
            break;
        }
        let spans: [(&str, Style); 3] = [(&key, theme.key), (" ", theme.dim), (hint.label, theme.dim)];
        at = paint.spans(area, at, &spans) + 3;
    }
}
