//! The facet pane.
//!
//! ```text
//! People
//! ✓ Yury Ushakov         ▇▇▇▇   34
//!   Vladimir Putin       ▇▇▇    21
//!   … 12 more
//! ```

use ratatui::layout::{Position, Rect};

use super::filter::edit_line;
use super::paint::Paint;
use crate::tui::app::{App, Mode};
use crate::tui::facets::FacetRow;

/// How wide a bar is at most.
const BAR: usize = 6;

/// Where the pane stands: in its own place on a wide screen, else over the list.
pub fn area(app: &App) -> Rect {
    let areas = app.layout();
    if !areas.facets.is_empty() {
        return areas.facets;
    }
    let body = if areas.list.is_empty() { areas.detail } else { areas.list };
    Rect { y: areas.rule.y.min(body.y), height: body.bottom() - areas.rule.y.min(body.y), width: body.width, ..body }
}

/// How many rows are in sight.
pub fn list_height(app: &App) -> usize {
    let area = area(app);
    let border = if app.layout().facets.is_empty() { 3 } else { 1 };
    usize::from(area.height.saturating_sub(border)).max(1)
}

/// Draws the pane, if it is seen; returns where the cursor is, if it is typed into.
pub(super) fn draw(app: &App, paint: &mut Paint<'_>) -> Option<Position> {
    let focused = matches!(app.mode(), Mode::Facets);
    let standing = !app.layout().facets.is_empty();
    let area = area(app);
    if !(focused || standing) || area.is_empty() {
        return None;
    }
    let theme = paint.theme;
    let inner = if standing {
        let title = if focused { theme.active } else { theme.dim };
        paint.rule(Rect { height: 1, ..area }, "Facets", title);
        Rect { y: area.y + 1, height: area.height.saturating_sub(1), width: area.width.saturating_sub(1), ..area }
    } else {
        paint.boxed(area, "Facets")
    };
    let rows = Rect { height: inner.height.saturating_sub(u16::from(focused)), ..inner };
    for down in 0..rows.height {
        let at = app.facets.top + usize::from(down);
        let Some(row) = app.facets.rows.get(at) else { break };
        let line = Paint::row(rows, down);
        draw_row(app, *row, line, paint);
        if focused && at == app.facets.cursor {
            paint.style(line, theme.cursor);
            paint.text(line, 0, "▌", theme.active.patch(theme.cursor));
        }
    }
    if !focused || inner.height < 2 {
        return None;
    }
    let last = Paint::row(inner, inner.height - 1);
    if app.facets.typing {
        return edit_line(last, &app.facets.line, "/ ", None, paint);
    }
    paint.text(last, 1, "Enter choose · ! not · / find · Esc", theme.dim);
    None
}

fn draw_row(app: &App, row: FacetRow, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    match row {
        FacetRow::Gap => {}
        FacetRow::Heading(group) => {
            paint.text(line, 1, app.facets.groups[group].catalog.group.plural(), theme.heading);
        }
        FacetRow::More(group) => {
            paint.text(line, 3, &format!("… {} more", app.facets.groups[group].hidden), theme.dim);
        }
        FacetRow::Value(group, entry) => {
            let rows = &app.facets.groups[group];
            let (value, known) = (rows.values[entry], &rows.catalog.entries[entry]);
            let count = format!("{:>5} ", value.count);
            let style = match (value.chosen, value.excluded) {
                (true, _) => theme.strong,
                (_, true) => theme.caution,
                _ if value.count == 0 => theme.dim,
                _ => theme.text,
            };
            let from = paint.right(line, 10, &[(&count, style)]);
            let most = rows.values.iter().map(|value| value.count).max().unwrap_or(1).max(1);
            let filled = (value.count * BAR).div_ceil(most).min(BAR);
            let bars = format!("{}{} ", "▇".repeat(filled), " ".repeat(BAR - filled));
            let room = Rect { width: from, ..line };
            let until = if line.width > 26 { paint.right(room, 12, &[(&bars, theme.bar_all)]) } else { from };
            // Chosen and excluded are told by a sign, and not by colour alone.
            let sign = match (value.chosen, value.excluded) {
                (true, _) => "✓",
                (_, true) => "−",
                _ => "",
            };
            paint.text(line, 1, sign, style);
            let indent = 3 + 2 * known.depth as u16;
            let name = Rect { width: until.saturating_sub(1), ..line };
            let name_style = match known.party {
                Some(party) if value.count > 0 && !value.excluded => {
                    theme.side(app.index().dataset.parties[party].color.as_deref())
                }
                _ => style,
            };
            paint.text(name, indent, &known.name, name_style);
        }
    }
}
