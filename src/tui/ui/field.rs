//! Text fields and queries, with cursor, error and syntax highlighting.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::{Paint, cells};
use crate::query::highlight::{self, TokenClass};
use crate::sanitize;
use crate::tui::line::Line;

/// Draws a query with syntax highlighting. Returns the column after it.
pub(crate) fn query_text(area: Rect, at: u16, query: &str, paint: &mut Paint<'_>) -> u16 {
    let theme = paint.theme;
    if sanitize::line(query) != query {
        return paint.text(area, at, query, theme.text);
    }
    let mut spans: Vec<(&str, Style)> = Vec::new();
    let mut from = 0;
    for (part, kind) in highlight::parts(query) {
        let style = match kind {
            TokenClass::Field => theme.key,
            TokenClass::Operator => theme.active,
            TokenClass::Quoted => theme.quote,
        };
        spans.push((&query[from..part.start], theme.text));
        spans.push((&query[part.clone()], style));
        from = part.end;
    }
    spans.push((&query[from..], theme.text));
    spans.retain(|(text, _)| !text.is_empty());
    paint.spans(area, at, &spans)
}

/// Draws a text field with an error underlined. Returns the position of the text cursor.
pub(crate) fn edit_line(
    area: Rect,
    line: &Line,
    prompt: &str,
    fault: Option<Range<usize>>,
    paint: &mut Paint<'_>,
) -> Option<Position> {
    let theme = paint.theme;
    let start = paint.text(area, 1, prompt, theme.active);
    let room = usize::from(area.width.saturating_sub(start));
    if area.is_empty() || room < 2 {
        return None;
    }
    let skip = line.scroll(room - 1);
    let text = line.text();
    let (mut from, mut skipped) = (0, 0);
    for (at, c) in text.char_indices() {
        if skipped >= skip {
            break;
        }
        skipped += cells(c.encode_utf8(&mut [0; 4]));
        from = at + c.len_utf8();
    }
    let shown = sanitize::line(&text[from..]);
    let errors: Vec<_> =
        fault.into_iter().map(|span| span.start.saturating_sub(from)..span.end.saturating_sub(from)).collect();
    let errors: Vec<_> = errors.into_iter().filter(|span| span.start < span.end && span.end <= shown.len()).collect();
    let error_style = theme.caution.add_modifier(ratatui::style::Modifier::UNDERLINED);
    paint.marked(area, start, &shown, theme.text, &errors, error_style);
    let x = start + line.cursor_cell().saturating_sub(skipped) as u16;
    (x < area.width).then(|| Position { x: area.x + x, y: area.y })
}
