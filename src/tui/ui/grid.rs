//! Grids: heads of rows and columns that stay in place, and as many cells as fit. Only the visible cells are formatted.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Paint, cells};
use super::table::style_of;
use super::{list, table};
use crate::lens::grid::{Grid, Head};
use crate::sanitize;
use crate::tui::grid::{Columns, GAP, LEFT};
use crate::tui::layout::Areas;
use crate::tui::state::{Focus, State};

pub(super) fn draw(state: &State, grid: &Grid, stale: bool, areas: &Areas, paint: &mut Paint<'_>) {
    let area = areas.list;
    if grid.rows.is_empty() || grid.columns.is_empty() {
        list::draw(state, stale, area, paint);
        return;
    }
    let columns = state.grid_columns(grid);
    titles(state, grid, columns, areas.columns, paint);
    let lines = state.row_lines() as u16;
    for nth in 0..area.height.div_ceil(lines) {
        let row = state.top + usize::from(nth);
        let Some(head) = grid.rows.get(row) else { break };
        let at = |line: u16| Paint::row(area, nth * lines + line);
        row_head(state, head, columns, &at, paint);
        for (place, column) in state.visible_columns(grid).enumerate() {
            let from = columns.start(place);
            for (line, pieces) in (0..lines).zip(grid.lines(state.index(), (row, column), columns.width)) {
                let field = at(line);
                let field = Rect { width: field.width.min(from + columns.width), ..field };
                let spans: Vec<(&str, Style)> = pieces
                    .iter()
                    .map(|piece| (piece.text.as_str(), style_of(state, piece.role, &paint.theme)))
                    .collect();
                paint.spans(field, from, &spans);
            }
        }
        if row == state.cursor {
            cursor(state, columns, (0..lines).map(at), paint);
        }
    }
    if stale {
        let style = paint.theme.stale;
        paint.style(area, style);
    }
}

/// Draws the heads of the columns: text and note; arrows where there are more columns.
fn titles(state: &State, grid: &Grid, columns: Columns, area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let visible = state.visible_columns(grid);
    if area.is_empty() {
        return;
    }
    let of = format!("{}–{} of {}", visible.start + 1, visible.end, grid.columns.len());
    if visible.len() < grid.columns.len() {
        let field = Rect { width: area.width.min(LEFT + columns.heads), ..area };
        let arrows =
            [if visible.start > 0 { "‹" } else { " " }, if visible.end < grid.columns.len() { "›" } else { "" }];
        paint.spans(
            field,
            LEFT,
            &[(&of, theme.dim), (" ", theme.dim), (arrows[0], theme.active), (arrows[1], theme.active)],
        );
    }
    for (place, column) in visible.enumerate() {
        let head = &grid.columns[column];
        let from = columns.start(place);
        let pinned = state.view().pinned.as_deref() == Some(&*head.key);
        let style = if column == state.grid_cursor.column { theme.active } else { theme.heading };
        let notes = [if pinned { "◆ " } else { "" }, head.text.as_str()];
        let width = columns.width.min(area.width.saturating_sub(from));
        let lines = wrapped(&sanitize::line(&notes.concat()), usize::from(width), usize::from(area.height));
        let mut used = 0;
        for line in &lines {
            let row = Paint::row(area, used);
            paint.text(Rect { width: row.width.min(from + columns.width), ..row }, from, line, style);
            used += 1;
        }
        let row = Paint::row(area, used);
        if !row.is_empty() {
            paint.text(Rect { width: row.width.min(from + columns.width), ..row }, from, &head.note, theme.dim);
        }
    }
}

/// Breaks a text into at most so many lines; the last one has all that is left.
fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let lines = textwrap::wrap(text, width.max(1));
    if lines.len() <= most {
        return lines.into_iter().map(std::borrow::Cow::into_owned).collect();
    }
    let mut kept: Vec<String> =
        lines.iter().take(most.saturating_sub(1)).map(|line| line.clone().into_owned()).collect();
    kept.push(lines.iter().skip(most.saturating_sub(1)).map(|line| line.trim()).collect::<Vec<_>>().join(" "));
    kept
}

/// Draws the head of a row. It takes a second line of the row for the rest of its text, else for its note.
fn row_head(state: &State, head: &Head, columns: Columns, at: &impl Fn(u16) -> Rect, paint: &mut Paint<'_>) {
    let indent = LEFT + 2 * head.depth.min(4);
    let field = |line: u16| {
        let row = at(line);
        Rect { width: row.width.min(LEFT + columns.heads), ..row }
    };
    let style = style_of(state, head.role, &paint.theme);
    let lines = state.row_lines();
    let text = sanitize::line(&head.text);
    let room = usize::from((LEFT + columns.heads).saturating_sub(indent));
    let shown = if cells(&text) > room { wrapped(&text, room, lines) } else { vec![text.into_owned()] };
    for (line, text) in shown.iter().enumerate() {
        paint.text(field(line as u16), indent, text, style);
    }
    if shown.len() < lines {
        let dim = paint.theme.dim;
        paint.text(field(shown.len() as u16), indent, &head.note, dim);
    }
}

/// Draws the cursor: a sign at the row, and the cell.
fn cursor(state: &State, columns: Columns, lines: impl Iterator<Item = Rect>, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let style = if state.focus() == Focus::List { theme.cursor } else { theme.cursor_away };
    let from = columns.start(state.grid_cursor.column.saturating_sub(state.grid_cursor.first));
    for line in lines.filter(|line| !line.is_empty()) {
        let x = line.x + from.saturating_sub(1).min(line.width);
        let right = (line.x + from + columns.width + GAP - 1).min(line.right());
        paint.style(Rect { x, width: right.saturating_sub(x), ..line }, style);
        paint.text(line, 0, "▌", theme.active);
    }
}

/// Draws the sheet of a lens that has columns.
pub(super) fn draw_table(state: &State, stale: bool, areas: &Areas, paint: &mut Paint<'_>) {
    match &state.sheet.grid {
        Some(grid) => draw(state, grid, stale, areas, paint),
        None => table::draw(state, stale, areas, paint),
    }
}
