//! The list of views under a name.

use ratatui::layout::{Position, Rect};

use super::filter::edit_line;
use super::paint::Paint;
use crate::tui::app::App;
use crate::tui::views::ViewList;

/// The border, the line typed into, a blank line, the query of the view, the hints.
const FRAME_ROWS: u16 = 6;

/// How many rows of the list are in sight.
pub fn list_height(app: &App) -> usize {
    usize::from(app.layout().picker().height.saturating_sub(FRAME_ROWS)).max(1)
}

pub(super) fn draw(app: &App, list: &ViewList, area: Rect, paint: &mut Paint<'_>) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let inner = paint.boxed(area, "View");
    let theme = paint.theme;
    let found = format!("{} of {} ", list.found.len(), list.items.len());
    let top = Paint::row(inner, 0);
    let from = paint.right(top, 12, &[(&found, theme.dim)]);
    let cursor = edit_line(Rect { width: from, ..top }, &list.line, "", None, paint);
    let rows = list_height(app).min(usize::from(inner.height.saturating_sub(4)));
    for down in 0..rows {
        let Some(named) = list.found.get(list.top + down).map(|at| &list.items[*at]) else { break };
        let line = Paint::row(inner, down as u16 + 2);
        let whose = if named.id.is_some() { "dataset " } else { "mine " };
        let from = paint.right(line, 20, &[(whose, theme.dim)]);
        paint.text(Rect { width: from, ..line }, 3, &named.name, theme.text);
        if list.top + down == list.cursor {
            paint.style(line, theme.cursor);
            paint.text(line, 0, "▌", theme.active.patch(theme.cursor));
        }
    }
    if list.found.is_empty() {
        paint.text(Paint::row(inner, 2), 2, "no view is called that", theme.dim);
    }
    if inner.height > 4 {
        let query = list.current().map_or("", |named| &named.kept.query);
        paint.text(Paint::row(inner, inner.height - 2), 1, query, theme.quote);
        paint.text(Paint::row(inner, inner.height - 1), 1, "Enter open · Esc back", theme.dim);
    }
    cursor
}
