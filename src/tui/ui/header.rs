//! The first line: what the dataset is, and how much of it is shown.

use ratatui::layout::Rect;

use super::paint::Paint;
use crate::tui::app::App;

pub(super) fn draw(app: &App, area: Rect, paint: &mut Paint<'_>) {
    if area.is_empty() {
        return;
    }
    let theme = paint.theme;
    let selection = app.selection();
    let shown = selection.counted();
    let of = if selection.len() == selection.of { String::new() } else { format!(" of {}", selection.of) };
    let left_out = match app.left_out() {
        0 => String::new(),
        records => format!("{records} left out · "),
    };
    let counts =
        [(left_out.as_str(), theme.caution), (shown.as_str(), theme.text), (of.as_str(), theme.dim), (" ", theme.dim)];
    let from = paint.right(area, 20, &counts);
    let title = Rect { width: from.saturating_sub(2), ..area };
    paint.text(title, 1, &app.index().dataset.about.title, theme.strong);
}
