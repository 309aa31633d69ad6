//! The detail pane: the whole record, wrapped beforehand.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::Paint;
use crate::config::Theme;
use crate::lens::card::TextRole;
use crate::tui::app::{App, Focus};
use crate::tui::layout::Areas;
use crate::tui::wrap::{DetailLine, TextRun};

pub(super) fn draw(app: &App, areas: &Areas, paint: &mut Paint<'_>) {
    let area = areas.detail;
    if area.width < 3 || area.height == 0 {
        return;
    }
    let inner = Rect { x: area.x + 1, width: area.width - 2, ..area };
    if app.current().is_none() {
        return;
    }
    let detail = &app.detail;
    let indent = if detail.labels > 0 { detail.labels as u16 + 2 } else { 0 };
    for down in 0..area.height {
        let Some(line) = detail.lines.get(app.detail_top + usize::from(down)) else { break };
        let row = Paint::row(inner, down);
        match line {
            DetailLine::Blank => {}
            DetailLine::Section(title) => {
                let style = paint.theme.heading;
                paint.text(row, 0, title, style);
            }
            DetailLine::Text { label, spans } => {
                let style = paint.theme.dim;
                paint.text(row, 0, label, style);
                // Paragraphs of sections without labels begin at the left edge.
                let from = if spans_are_indented(app, app.detail_top + usize::from(down)) { indent } else { 0 };
                let pieces: Vec<(&str, Style)> =
                    spans.iter().map(|span| (span.text.as_str(), style_of(app, span, &paint.theme))).collect();
                paint.spans(row, from, &pieces);
            }
        }
    }
    more(app, area, paint);
}

/// Whether a line belongs to a section with labels.
fn spans_are_indented(app: &App, at: usize) -> bool {
    let lines = &app.detail.lines;
    let section = |line: &DetailLine| matches!(line, DetailLine::Blank | DetailLine::Section(_));
    let from = (0..at).rev().find(|&above| section(&lines[above])).map_or(0, |above| above + 1);
    let to = (at..lines.len()).find(|&below| section(&lines[below])).unwrap_or(lines.len());
    lines[from..to].iter().any(|line| matches!(line, DetailLine::Text { label, .. } if !label.is_empty()))
}

fn style_of(app: &App, span: &TextRun, theme: &Theme) -> Style {
    let style = match span.role {
        TextRole::Plain => theme.text,
        TextRole::Strong => theme.strong,
        TextRole::Dim => theme.dim,
        TextRole::Quote => theme.quote,
        TextRole::Caution => theme.caution,
        TextRole::Side(party) => theme.side(app.index().dataset.parties[party].color.as_deref()),
    };
    let style = if span.hit { style.patch(theme.hit) } else { style };
    let here = app.focus() == Focus::Detail && span.link.is_some() && span.link == app.link;
    if here { style.patch(theme.cursor).add_modifier(ratatui::style::Modifier::UNDERLINED) } else { style }
}

/// Signs at the right edge where there is more above or below.
fn more(app: &App, area: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.dim;
    let edge = Rect { x: area.right() - 1, width: 1, ..area };
    if app.detail_top > 0 {
        paint.text(Paint::row(edge, 0), 0, "↑", style);
    }
    if app.detail_top + usize::from(area.height) < app.detail.lines.len() {
        paint.text(Paint::row(edge, area.height - 1), 0, "↓", style);
    }
}
