//! Tables: column headers and one row per record. Only the visible rows are formatted.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list;
use super::paint::{Paint, cells};
use crate::config::Theme;
use crate::lens::card::TextRole;
use crate::lens::sheet::{Column, Width};
use crate::sanitize;
use crate::tui::layout::{Areas, Visible};
use crate::tui::row::RowText;
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
    let lines = state.lines_per_row();
    for Visible { at, line, height } in state.visible_rows(lines) {
        let top = line as u16;
        let line = Rect { y: area.y + top, height: (height as u16).min(area.height - top), ..area };
        if let Some(row) = state.rows().get(at)
            && let Some(record) = row.record()
        {
            if state.is_marked(record) {
                list::mark(line, paint);
            }
            list::new(state, record, line, paint);
            let cells = state.sheet.cells(state.index(), row);
            for ((cell, column), (from, width)) in cells.iter().zip(&state.sheet.columns).zip(&widths) {
                let field = Rect { width: line.width.min(from + width), ..line };
                let style = style_of(state, cell.role, &paint.theme);
                if *width == 0 {
                    continue;
                }
                match column.width {
                    Width::Fixed(_) => _ = paint.text(field, *from, &sanitize::line(&cell.text), style),
                    Width::Before => before(field, (*from, *width), &cell.text, style, paint),
                    Width::Rest => {
                        let text = RowText::of(&cell.text, usize::from(*width), lines);
                        let hits =
                            if cell.role == TextRole::Quote { state.hits.ranges(&text.text) } else { Vec::new() };
                        list::lines(&text, *from, style, &hits, field, paint);
                    }
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

/// Draws the end of a text at the right edge of a column.
fn before(field: Rect, (from, width): (u16, u16), text: &str, style: Style, paint: &mut Paint<'_>) {
    let text = sanitize::line(text);
    let text = text.trim_end();
    let mut start = text.len();
    let mut used = 0;
    for (at, letter) in text.char_indices().rev() {
        used += unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if used + 1 > usize::from(width) {
            break;
        }
        start = at;
    }
    // Cut at a word, as everywhere.
    let whole = start == 0;
    if !whole {
        start += text[start..].find(' ').map_or(0, |space| space + 1);
    }
    let shown = if whole { text.to_owned() } else { format!("…{}", &text[start..]) };
    let indent = usize::from(width).saturating_sub(cells(&shown)) as u16;
    paint.text(field, from + indent, &shown, style);
}

/// The number of lines of a row, of which the columns with the remaining width may need several.
pub(crate) fn row_height(state: &State, at: usize, lines: usize) -> usize {
    let widths = widths(&state.sheet.columns, state.layout().list.width);
    let cells = state.rows().get(at).map_or_else(Vec::new, |row| state.sheet.cells(state.index(), row));
    let rest = cells
        .iter()
        .zip(&state.sheet.columns)
        .zip(&widths)
        .filter(|((_, column), (_, width))| column.width == Width::Rest && *width > 0);
    let heights = rest.map(|((cell, _), (_, width))| RowText::of(&cell.text, usize::from(*width), lines).height());
    heights.max().unwrap_or(1)
}

/// The style of a role.
pub(super) fn style_of(state: &State, role: TextRole, theme: &Theme) -> Style {
    match role {
        TextRole::Plain => theme.text,
        TextRole::Strong => theme.strong,
        TextRole::Dim => theme.dim,
        TextRole::Quote => theme.quote,
        TextRole::Caution => theme.caution,
        TextRole::Inserted => theme.inserted,
        TextRole::Deleted => theme.deleted,
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
        Width::Rest | Width::Before => MIN_REST,
    };
    let mut rank = columns.iter().map(|column| column.rank).max().unwrap_or(0);
    let needed = |rank: u8| LEFT + columns.iter().filter(|column| column.rank <= rank).map(fixed).sum::<u16>();
    while rank > 0 && needed(rank) > available {
        rank -= 1;
    }
    let shared =
        columns.iter().filter(|column| column.rank <= rank && !matches!(column.width, Width::Fixed(_))).count();
    let spare = available.saturating_sub(needed(rank)) / (shared.max(1) as u16);
    let mut from = LEFT;
    let place = |column: &Column| {
        if column.rank > rank {
            return (0, 0);
        }
        let width = match column.width {
            Width::Fixed(width) => width,
            Width::Rest | Width::Before => MIN_REST + spare,
        };
        let place = (from, width);
        from += width + 2;
        place
    };
    columns.iter().map(place).collect()
}
