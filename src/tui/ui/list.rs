//! The list: headings, events and quotes. Only the visible rows are formatted.
//!
//! ```text
//! ▌  20:00~   ● Putin receives Witkoff and Kushner in the Kremlin   US Witkoff, Kushner · RU Putin, …
//!  ◆ night      ❝ Ushakov      “useful, constructive and highly substantive”
//! ```

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{Paint, cells};
use crate::index::RecordId;
use crate::lens::rows::Row;
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::when::calendar::Zoom;
use crate::model::{Actor, Event, EventId, Quote, QuoteId, RecordRef, Speaker};
use crate::prose;
use crate::sanitize;
use crate::tui::state::{Focus, State};

/// The column of times.
const TIME: u16 = 3;
/// The column of signs.
const SIGN: u16 = 12;
/// The width of the speaker column. In a narrow list, the text matters more than long names.
fn speaker_width(list: u16) -> u16 {
    if list < 66 { 9 } else { 12 }
}

/// Draws the rows; dimmed if `stale`.
pub(super) fn draw(state: &State, stale: bool, area: Rect, paint: &mut Paint<'_>) {
    draw_rows(state, area, paint);
    if stale {
        let style = paint.theme.stale;
        paint.style(area, style);
    }
}

fn draw_rows(state: &State, area: Rect, paint: &mut Paint<'_>) {
    if area.is_empty() {
        return;
    }
    if state.rows().is_empty() {
        draw_empty(state, area, paint);
        return;
    }
    for down in 0..area.height {
        let at = state.top + usize::from(down);
        let Some(row) = state.rows().get(at) else { break };
        let line = Paint::row(area, down);
        match row {
            Row::Gap => {}
            Row::Heading(heading) => {
                let style = paint.theme.heading;
                paint.text(line, 1, &heading.text(), style);
            }
            Row::Record { context, nested, .. } => {
                draw_record(state, at, *context, *nested, line, paint);
            }
        }
        if at == state.cursor && row.is_stop() {
            cursor(state, line, paint);
        }
    }
}

/// Draws the sign of a marked record.
pub(super) fn mark(line: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.hit.remove_modifier(Modifier::UNDERLINED);
    paint.text(line, 1, "◆", style);
}

/// Draws the cursor over a row of the list.
pub(super) fn cursor(state: &State, line: Rect, paint: &mut Paint<'_>) {
    let focused = state.focus() == Focus::List;
    let style = if focused { paint.theme.cursor } else { paint.theme.cursor_away };
    paint.style(line, style);
    let sign = paint.theme.active;
    paint.text(line, 0, "▌", sign.patch(style));
}

fn draw_empty(state: &State, area: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.dim;
    let lines: &[&str] = if state.index().is_empty() {
        &["This dataset has no records."]
    } else if state.selection().is_empty() {
        &[
            "No matches.",
            "",
            "{undo}  undo the last change",
            "{filter-off}  turn the filter off",
            "{remove-last}  remove the last condition",
        ]
    } else {
        &[state.sheet.empty_message]
    };
    for (down, line) in lines.iter().enumerate() {
        paint.text(Paint::row(area, down as u16 + 1), 3, &state.keys.fill(line), style);
    }
}

/// Whether a row shows its day: if its heading does not, and the record above has another day or is not visible.
fn shows_day(state: &State, at: usize, record: RecordId) -> bool {
    let day = |record: RecordId| state.index().times.day(record);
    let above = at.checked_sub(1).and_then(|above| state.rows()[above].record());
    state.view().zoom != Zoom::Day && (at == state.top || above.is_none_or(|above| day(above) != day(record)))
}

fn draw_record(state: &State, at: usize, context: bool, nested: bool, line: Rect, paint: &mut Paint<'_>) {
    let Some(record) = state.rows()[at].record() else { return };
    let theme = paint.theme;
    if state.is_marked(record) {
        mark(line, paint);
    }
    let dataset = &state.index().dataset;
    let reference = state.index().record(record);
    // A quote under its event shows a time only if it has its own.
    let own_time = match reference {
        RecordRef::Quote(id) => !nested || dataset.quotes[id].when.is_some(),
        RecordRef::Event(_) => true,
    };
    let first = at == state.top && state.view().zoom != Zoom::Day;
    if (own_time || first)
        && let (Some(when), Some(bounds)) = (dataset.when(reference), dataset.bounds(reference))
    {
        let time = if shows_day(state, at, record) {
            when.day_in_column()
        } else {
            when.in_column(&bounds, state.shown_zone())
        };
        paint.text(Rect { width: line.width.min(SIGN), ..line }, TIME, &time, theme.dim);
    }
    match reference {
        RecordRef::Event(id) => event(state, id, context, line, paint),
        RecordRef::Quote(id) => quote(state, id, nested, line, paint),
    }
}

fn event(state: &State, id: EventId, context: bool, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let event: &Event = &state.index().dataset.events[id];
    let off = matches!(event.status, Status::Cancelled | Status::Postponed | Status::Denied);
    let sign =
        if event.status.entry().glyph.is_empty() { event.kind.base.entry().glyph } else { event.status.entry().glyph };
    let (style, sign_style): (Style, Style) = match (context, off) {
        (true, _) => (theme.dim, theme.dim),
        (false, true) => (theme.text, theme.caution),
        (false, false) => (theme.text, theme.dim),
    };
    paint.text(line, SIGN, sign, sign_style);
    let title = sanitize::line(&event.title);
    let hits = if context { Vec::new() } else { state.hits.ranges(&title) };
    let status = if event.status == Status::Held { String::new() } else { format!("  {}", event.status.label()) };
    // Reserve room for the status, so that it is visible even if the title is truncated.
    let room = Rect { width: line.width.saturating_sub(cells(&status) as u16), ..line };
    let after = paint.marked(room, SIGN + 2, &title, style, &hits, theme.hit);
    let after = paint.text(line, after, &status, if off { theme.caution } else { theme.dim });
    if line.width > 70 {
        let sides = event.delegations.iter().map(|row| prose::delegation(&state.index().dataset, row));
        let sides = sides.collect::<Vec<_>>().join(" · ");
        if !sides.is_empty() && after + 12 < line.width {
            paint.text(Rect { width: line.width.saturating_sub(1), ..line }, after + 2, &sides, theme.dim);
        }
    }
}

fn quote(state: &State, id: QuoteId, nested: bool, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let dataset = &state.index().dataset;
    let quote: &Quote = &dataset.quotes[id];
    let indent = if nested { SIGN + 2 } else { SIGN };
    paint.text(line, indent, "❝", theme.dim);
    let name = match quote.speaker {
        Speaker::Actor(Actor::Person(person)) => dataset.persons[person].last_name(),
        _ => dataset.speaker_name(quote),
    };
    let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
    let side = theme.side(party.and_then(|party| dataset.parties[party].color.as_deref()));
    // The text starts at the same column for quotes under their event and at their own time.
    let column = SIGN + 4;
    let name = sanitize::line(name);
    let hits = state.hits.word_ranges(&name);
    let text_column = column + speaker_width(line.width) + 1;
    let speaker = Rect { width: line.width.min(text_column - 1), ..line };
    paint.marked(speaker, indent + 2, &name, side, &hits, theme.hit);
    let text = if state.original { prose::original(quote) } else { None }.unwrap_or_else(|| prose::quotation(quote));
    // Process only as much as the row can show, because texts can be very long.
    let text = sanitize::line(sanitize::first_chars(&text, 4 * usize::from(line.width)));
    let hits = state.hits.ranges(&text);
    paint.marked(line, text_column, &text, theme.quote, &hits, theme.hit);
}
