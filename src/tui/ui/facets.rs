//! The facet pane.
//!
//! ```text
//! People
//! ✓ Yury Ushakov         ▇▇▇▇   34
//!   Vladimir Putin       ▇▇▇    21
//!   … 12 more
//! ```

use ratatui::layout::{Position, Rect};

use super::field::edit_line;
use super::hints::{fitting, hint_text};
use super::paint::Paint;
use crate::tui::facets::FacetRow;
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::Hint;
use crate::tui::state::State;

/// Maximum width of a bar.
const BAR: usize = 6;

/// Draws the pane; if focused, with hints or the search field. Returns the position of the text cursor.
pub(crate) fn draw(
    state: &State,
    areas: &Areas,
    open: Option<(&[Hint], Option<&Line>)>,
    paint: &mut Paint<'_>,
) -> Option<Position> {
    let area = areas.facet_pane();
    if area.is_empty() {
        return None;
    }
    let theme = paint.theme;
    let inner = if areas.facets.is_empty() {
        paint.boxed(area, "Facets")
    } else {
        let title = if open.is_some() { theme.active } else { theme.dim };
        paint.rule(Rect { height: 1, ..area }, "Facets", title);
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), width: area.width.saturating_sub(1), ..area }
    };
    let rows = Rect { height: inner.height.saturating_sub(u16::from(open.is_some())), ..inner };
    for down in 0..rows.height {
        let at = state.facets.top + usize::from(down);
        let Some(row) = state.facets.rows.get(at) else { break };
        let line = Paint::row(rows, down);
        draw_row(state, *row, line, paint);
        if open.is_some() && at == state.facets.cursor {
            paint.cursor(line);
        }
    }
    let (hints, search) = open.filter(|_| inner.height > 1)?;
    let last = Paint::row(inner, inner.height - 1);
    if let Some(line) = search {
        return edit_line(last, line, "/ ", None, paint);
    }
    let texts: Vec<String> = hints.iter().map(|hint| hint_text(std::slice::from_ref(hint), &state.keys)).collect();
    paint.text(last, 1, &fitting(&texts, usize::from(last.width.saturating_sub(1))), theme.dim);
    None
}

fn draw_row(state: &State, row: FacetRow, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    match row {
        FacetRow::Gap => {}
        FacetRow::Heading(group) => {
            paint.text(line, 1, state.facets.groups[group].catalog.category.plural(), theme.heading);
        }
        FacetRow::More(group) => {
            paint.text(line, 3, &format!("… {} more", state.facets.groups[group].hidden), theme.dim);
        }
        FacetRow::Value(group, entry) => {
            let rows = &state.facets.groups[group];
            let (value, known) = (rows.values[entry], &rows.catalog.entries[entry]);
            let count = format!("{:>5} ", value.count);
            let style = match (value.chosen, value.excluded) {
                (true, _) => theme.strong,
                (_, true) => theme.caution,
                _ if value.count == 0 => theme.dim,
                _ => theme.text,
            };
            let from = paint.right(line, 10, &[(&count, style)]);
            let max = rows.values.iter().map(|value| value.count).max().unwrap_or(1).max(1);
            let filled = (value.count * BAR).div_ceil(max).min(BAR);
            let bars = format!("{}{} ", "▇".repeat(filled), " ".repeat(BAR - filled));
            let room = Rect { width: from, ..line };
            let end = if line.width > 26 { paint.right(room, 12, &[(&bars, theme.bar_all)]) } else { from };
            // A sign, so that the meaning does not depend on colour alone.
            let sign = match (value.chosen, value.excluded) {
                (true, _) => "✓",
                (_, true) => "−",
                _ => "",
            };
            paint.text(line, 1, sign, style);
            let indent = 3 + 2 * known.depth as u16;
            let name = Rect { width: end.saturating_sub(1), ..line };
            let name_style = match known.party {
                Some(party) if value.count > 0 && !value.excluded => {
                    theme.side(state.index().dataset.parties[party].color.as_deref())
                }
                _ => style,
            };
            paint.text(name, indent, &known.name, name_style);
        }
    }
}
