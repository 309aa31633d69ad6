//! Help: all actions with their keys, narrowed by typing.

use ratatui::layout::{Position, Rect};

use super::filter::edit_line;
use super::paint::Paint;
use crate::tui::app::App;
use crate::tui::layout::Areas;
use crate::tui::palette::Palette;

const WIDTH: u16 = 84;
/// The border, the line typed into, a blank line, the hints.
const FRAME_ROWS: u16 = 5;

fn area(app: &App) -> Rect {
    let areas = app.layout();
    areas.centred(WIDTH, areas.screen.height.saturating_sub(2).max(areas.screen.height.min(6)))
}

/// How many rows of the list are in sight.
pub fn list_height(app: &App) -> usize {
    usize::from(area(app).height.saturating_sub(FRAME_ROWS)).max(1)
}

pub(super) fn draw(app: &App, palette: &Palette, _: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
    let area = area(app);
    if area.is_empty() {
        return None;
    }
    let inner = paint.boxed(area, "Help: type to search");
    let theme = paint.theme;
    let cursor = edit_line(Paint::row(inner, 0), &palette.line, "", None, paint);
    let rows = list_height(app).min(usize::from(inner.height.saturating_sub(3)));
    let mut group = None;
    for down in 0..rows {
        let at = palette.top + down;
        let Some(action) = palette.found.get(at) else { break };
        let info = action.info();
        let line = Paint::row(inner, down as u16 + 2);
        // The name of a group stands before its first action in sight.
        if group != Some(info.group) {
            paint.text(Rect { width: line.width.min(9), ..line }, 1, info.group.name(), theme.heading);
            group = Some(info.group);
        }
        let keys: Vec<String> = app.keys.keys_of(*action).map(|key| key.to_string()).collect();
        let style = if info.is_available(app) { theme.text } else { theme.dim };
        paint.text(Rect { width: line.width.min(24), ..line }, 10, &keys.join("  "), theme.key);
        paint.text(line, 25, info.help, style);
        if at == palette.cursor {
            paint.style(line, theme.cursor);
            paint.text(line, 0, "▌", theme.active.patch(theme.cursor));
        }
    }
    if palette.found.is_empty() {
        paint.text(Paint::row(inner, 2), 2, "nothing is called that", theme.dim);
    }
    if inner.height > 3 {
        paint.text(Paint::row(inner, inner.height - 1), 1, "Enter do it · Esc back", theme.dim);
    }
    cursor
}
