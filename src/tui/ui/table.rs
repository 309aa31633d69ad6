//! Tables: column headers and one row per record. Only the visible rows are formatted.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list;
use super::paint::Paint;
use crate::config::Theme;
use crate::lens::card::TextRole;
use crate::lens::rows::Row;
use crate::lens::sheet::{Column, Width};
use crate::sanitize;
use crate::tui::layout::Areas;
use crate::tui::state::State;

/// The screen column at which the first table column starts.
const LEFT: u16 = 3;
/// Minimum width of the flexible column.
const MIN_REST: u16 = 24;

pub(super) fn draw(state: &State, stale: bool, areas: &Areas, paint: &mut Paint<'_>) {
    let widths = widths(&state.sheet.columns, areas.list.width);
    titles(state, &widths, areas.columns, paint);
    let area = areas.list;
    if state.rows().is_empty() {
        list::draw(state, stale, area, paint);
        return;
    }
    for down in 0..area.height {
        let at = state.top + usize::from(down);
        let Some(row) = state.rows().get(at) else { break };
        let line = Paint::row(area, down);
        if let Row::Record { record, .. } = row {
            if state.is_marked(*record) {
                list::mark(line, paint);
            }
            let cells = state.sheet.cells(state.index(), *record);
            for (cell, (from, width)) in cells.iter().zip(&widths) {
                let field = Rect { width: line.width.min(from + width), ..line };
                let text = sanitize::line(&cell.text);
                let style = style_of(state, cell.role, &paint.theme);
                let hits = if cell.role == TextRole::Quote { state.hits.ranges(&text) } else { Vec::new() };
                let hit = paint.theme.hit;
                if *width > 0 {
                    paint.marked(field, *from, &text, style, &hits, hit);
                }
            }
        }
        if at == state.cursor {
            list::cursor(state, line, paint);
        }
    }
    if stale {
        let style = paint.theme.stale;
        paint.style(area, style);
    }
}

/// The style of a role.
pub(super) fn style_of(state: &State, role: TextRole, theme: &Theme) -> Style {
    match role {
        TextRole::Plain => theme.text,
        TextRole::Strong => theme.strong,
        TextRole::Dim => theme.dim,
        TextRole::Quote => theme.quote,
        TextRole::Caution => theme.caution,
        TextRole::Side(party) => theme.side(state.index().dataset.parties[party].color.as_deref()),
    }
}

/// Draws the column headers, with an arrow for the sort column.
fn titles(state: &State, widths: &[(u16, u16)], area: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    for (at, (column, (from, width))) in state.sheet.columns.iter().zip(widths).enumerate() {
        let sorted = state.sheet.sorted.filter(|(by, _)| *by == at);
        let title = match sorted {
            Some((_, descending)) => format!("{} {}", column.title, if descending { "▾" } else { "▴" }),
            None => column.title.to_owned(),
        };
        let style = if sorted.is_some() { theme.active } else { theme.heading };
        if *width > 0 {
            paint.text(Rect { width: area.width.min(from + width), ..area }, *from, &title, style);
        }
    }
}

/// The start and width of each column; the width of hidden ones is 0.
fn widths(columns: &[Column], available: u16) -> Vec<(u16, u16)> {
    let fixed = |column: &Column| match column.width {
        Width::Fixed(width) => width + 2,
        Width::Rest => MIN_REST,
    };
    let mut rank = columns.iter().map(|column| column.rank).max().unwrap_or(0);
    let needed = |rank: u8| LEFT + columns.iter().filter(|column| column.rank <= rank).map(fixed).sum::<u16>();
    while rank > 0 && needed(rank) > available {
        rank -= 1;
    }
    let spare = available.saturating_sub(needed(rank));
    let mut from = LEFT;
    let place = |column: &Column| {
        if column.rank > rank {
            return (0, 0);
        }
        let width = match column.width {
            Width::Fixed(width) => width,
            Width::Rest => MIN_REST + spare,
        };
        let place = (from, width);
        from += width + 2;
        place
    };
    columns.iter().map(place).collect()
}
