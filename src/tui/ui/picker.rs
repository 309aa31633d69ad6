//! The picker: what was typed, and what was found by it, with the letters that matched.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::filter::edit_line;
use super::paint::{Paint, cells};
use crate::index::catalog::Category;
use crate::tui::app::App;
use crate::tui::picker::Picker;

/// Lines around the list: the border, the line typed into, a blank line, the hints.
const FRAME_ROWS: u16 = 5;

/// How many rows of the list are in sight.
pub fn list_height(app: &App) -> usize {
    usize::from(app.layout().picker().height.saturating_sub(FRAME_ROWS)).max(1)
}

pub(super) fn draw(app: &App, picker: &Picker, area: Rect, paint: &mut Paint<'_>) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let title = match picker.kind {
        Category::Person => format!("{}, {}", picker.title(), picker.role.label()),
        _ => picker.title().to_owned(),
    };
    let inner = paint.boxed(area, &title);
    let theme = paint.theme;
    let found = format!("{} of {} ", picker.found.len(), picker.items.len());
    let top = Paint::row(inner, 0);
    let from = paint.right(top, 12, &[(&found, theme.dim)]);
    let cursor = edit_line(Rect { width: from, ..top }, &picker.line, "", None, paint);
    let rows = list_height(app).min(usize::from(inner.height.saturating_sub(3)));
    for down in 0..rows {
        let at = picker.top + down;
        let Some(hit) = picker.found.get(at) else { break };
        let line = Paint::row(inner, down as u16 + 2);
        item(app, picker, hit.candidate, &hit.positions, hit.name, line, paint);
        if at == picker.cursor {
            paint.style(line, theme.cursor);
            paint.text(line, 0, "▌", theme.active.patch(theme.cursor));
        }
    }
    if picker.found.is_empty() {
        paint.text(Paint::row(inner, 2), 2, "nobody and nothing of that name", theme.dim);
    }
    if inner.height > 3 {
        let role = if picker.kind == Category::Person { " · Ctrl-t role" } else { "" };
        let hints = format!("Enter keep · Tab mark · Ctrl-x exclude{role} · Esc");
        paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
    }
    cursor
}

/// A row: mark, name with the matched letters, side, what tells it from others, count.
fn item(app: &App, picker: &Picker, at: usize, positions: &[usize], name: usize, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let item = &picker.items[at];
    let count = picker.count(at);
    let style = if count == 0 { theme.dim } else { theme.text };
    if picker.chosen.contains(&at) {
        paint.text(line, 1, "◆", theme.active);
    }
    let shown = format!("{count:>5} ");
    let from = paint.right(line, 12, &[(&shown, style)]);
    let room = Rect { width: from, ..line };
    let name_width = (usize::from(line.width) * 2 / 5).clamp(12, 30) as u16;
    let column = Rect { width: room.width.min(3 + name_width), ..room };
    // Letters that matched in another spelling are not those of the name shown.
    let hits: Vec<_> = if name == 0 {
        let end = |at: usize| item.name[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        positions
            .iter()
            .filter(|at| item.name.is_char_boundary(**at) && **at < item.name.len())
            .map(|&at| at..end(at))
            .collect()
    } else {
        Vec::new()
    };
    let name_style: Style = if count == 0 { theme.dim } else { theme.strong };
    paint.marked(column, 3, &item.name, name_style, &hits, theme.hit);
    let mut after = 3 + name_width + 1;
    if let Some(party) = item.party {
        let party = &app.index().dataset.parties[party];
        let label = party.label();
        let side = if count == 0 { theme.dim } else { theme.side(party.color.as_deref()) };
        paint.text(Rect { width: room.width.min(after + 4), ..room }, after, &label, side);
        after += 5;
    }
    if cells(&item.about) > 0 {
        paint.text(room, after, &item.about, theme.dim);
    }
}
