//! The filter bar: the query, live; what is wrong with it below.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::{Paint, cells};
use crate::query::highlight::{self, TokenClass};
use crate::sanitize;
use crate::tui::app::{App, Mode};
use crate::tui::filter::FilterBar;
use crate::tui::layout::Areas;
use crate::tui::line::Line;

/// Draws the bar; returns where the cursor is, if it is typed into.
pub(super) fn draw(app: &App, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
    let area = areas.filter;
    if area.is_empty() {
        return None;
    }
    if let Mode::Filter(bar) = app.mode() {
        return typing(app, bar, areas, paint);
    }
    let theme = paint.theme;
    let view = app.view();
    let mut flags = Vec::new();
    if !view.filtered && !view.query.is_empty() {
        flags.push("filter off");
    }
    if !view.ranged && !view.query.is_empty() {
        flags.push("time off");
    }
    if view.quotes_only {
        flags.push("quotes only");
    }
    if view.marked_only {
        flags.push("marked only");
    }
    let flags = flags.join(" · ");
    let from = paint.right(area, 10, &[(&flags, theme.caution), (" ", theme.dim)]);
    let bar = Rect { width: from, ..area };
    let style = if view.filtered { theme.text } else { theme.dim };
    let at = paint.text(bar, 1, "/ ", if view.query.is_empty() { theme.dim } else { theme.active });
    if view.query.is_empty() {
        paint.text(bar, at, "everything; p finds a person, / asks a query", theme.dim);
    } else {
        let after = if view.filtered && view.ranged {
            coloured(bar, at, &sanitize::line(&view.query), &view.query, paint)
        } else {
            paint.text(bar, at, &view.query, style)
        };
        meaning(app, bar, after + 3, paint);
    }
    None
}

/// A query with its parts told apart; `query` is what `shown` was made of.
fn coloured(area: Rect, at: u16, shown: &str, query: &str, paint: &mut Paint<'_>) -> u16 {
    let theme = paint.theme;
    if shown != query {
        return paint.text(area, at, shown, theme.text);
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

/// Where a value means several, the bar says so.
fn meaning(app: &App, area: Rect, at: u16, paint: &mut Paint<'_>) {
    let style = paint.theme.dim;
    if let Some(meaning) = app.meanings.first() {
        paint.text(area, at, &meaning.sentence(), style);
    }
}

fn typing(app: &App, bar: &FilterBar, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
    let theme = paint.theme;
    let selection = app.selection();
    let counts = format!("{} of {}, {} hidden", selection.len(), selection.of, selection.of - selection.len());
    let wrong = bar.error.as_ref().filter(|error| !error.unfinished);
    let keys = match wrong {
        Some(_) if bar.completion.is_empty() && bar.suggestion.is_some() => "   Tab apply suggestion · Esc back ",
        Some(_) => "   Esc back ",
        None => "   Enter keep · Esc back ",
    };
    let hints = if areas.filter.width >= 70 { format!("{counts}{keys}") } else { format!("{counts} ") };
    let from = paint.right(areas.filter, 20, &[(&hints, theme.dim)]);
    let area = Rect { width: from.saturating_sub(1), ..areas.filter };
    let span = bar.error.as_ref().filter(|error| !error.unfinished).map(crate::query::QueryError::span);
    let cursor = edit_line(area, &bar.line, "/ ", span.clone(), paint);
    // Colours only where the whole line is in sight and right; a fault is shown alone.
    let text = bar.line.text();
    if span.is_none() && cells(text) + 4 < usize::from(area.width) {
        coloured(area, 3, &sanitize::line(text), text, paint);
    }
    if let Some(error) = &bar.error {
        let style = if error.unfinished { theme.dim } else { theme.caution };
        let indent = 3 + bar.line.text().get(..error.span().start).map_or(0, cells) as u16;
        // Under the fault if the sentence fits there, else from the left.
        let sentence = error.sentence();
        let room = areas.filter_error.width.saturating_sub(indent);
        let indent = if cells(&sentence) <= usize::from(room) { indent } else { 3 };
        paint.text(areas.filter_error, indent, &sentence, style);
    }
    cursor
}

/// Draws a line that is typed into, with a fault in it underlined; returns where the cursor is.
pub(super) fn edit_line(
    area: Rect,
    line: &Line,
    prompt: &str,
    fault: Option<std::ops::Range<usize>>,
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
    let hits: Vec<_> =
        fault.into_iter().map(|span| span.start.saturating_sub(from)..span.end.saturating_sub(from)).collect();
    let hits: Vec<_> = hits.into_iter().filter(|span| span.start < span.end && span.end <= shown.len()).collect();
    let wrong = theme.caution.add_modifier(ratatui::style::Modifier::UNDERLINED);
    paint.marked(area, start, &shown, theme.text, &hits, wrong);
    let x = start + line.cursor_cell().saturating_sub(skipped) as u16;
    (x < area.width).then(|| Position { x: area.x + x, y: area.y })
}
