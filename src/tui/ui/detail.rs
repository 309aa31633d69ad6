//! The detail pane: the wrapped card of the current record.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::Paint;
use super::table::style_of as style_of_role;
use crate::config::Theme;
use crate::tui::layout::Areas;
use crate::tui::state::{Focus, State};
use crate::tui::wrap::{DetailLine, TextRun};

pub(super) fn draw(state: &State, areas: &Areas, paint: &mut Paint<'_>) {
    let area = areas.detail;
    if area.width < 3 || area.height == 0 {
        return;
    }
    let inner = Rect { x: area.x + 1, width: area.width - 2, ..area };
    if state.current().is_none() {
        return;
    }
    let detail = &state.detail;
    for down in 0..area.height {
        let Some(line) = detail.lines.get(state.detail_top + usize::from(down)) else { break };
        let row = Paint::row(inner, down);
        match line {
            DetailLine::Blank => {}
            DetailLine::Section(title) => {
                let style = paint.theme.heading;
                paint.text(row, 0, title, style);
            }
            DetailLine::Text { label, indent, spans } => {
                let style = paint.theme.dim;
                paint.text(row, 0, label, style);
                let pieces: Vec<(&str, Style)> =
                    spans.iter().map(|span| (span.text.as_str(), style_of(state, span, &paint.theme))).collect();
                paint.spans(row, *indent, &pieces);
            }
        }
    }
    scroll_arrows(state, area, paint);
}

fn style_of(state: &State, span: &TextRun, theme: &Theme) -> Style {
    let style = style_of_role(state, span.role, theme);
    let style = if span.hit { style.patch(theme.hit) } else { style };
    let is_current = state.focus() == Focus::Detail && span.link.is_some() && span.link == state.link;
    if is_current { style.patch(theme.cursor).add_modifier(ratatui::style::Modifier::UNDERLINED) } else { style }
}

/// Draws arrows at the right edge if there is more above or below.
fn scroll_arrows(state: &State, area: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.dim;
    let edge = Rect { x: area.right() - 1, width: 1, ..area };
    if state.detail_top > 0 {
        paint.text(Paint::row(edge, 0), 0, "↑", style);
    }
    if state.detail_top + usize::from(area.height) < state.detail.lines.len() {
        paint.text(Paint::row(edge, area.height - 1), 0, "↓", style);
    }
}
