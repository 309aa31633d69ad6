//! The list: headings, events and quotes. Only the visible rows are formatted.
//!
//! ```text
//!   Tue 2 December 2025
//! ▌  20:00~   ● Putin receives Witkoff and Kushner in the Kremlin   US Witkoff, Kushner · RU Putin, …
//!  ✓ night      ❝ Ushakov      +  “useful, constructive and highly substantive”  RIA Novosti
//!               ❝ Rubio           “some progress”  CNN                                              !
//! ```

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::Paint;
use crate::index::RecordId;
use crate::lens::caveats::doubt;
use crate::lens::rows::Row;
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::when::calendar::Zoom;
use crate::model::{Actor, Dataset, Event, EventId, Quote, QuoteId, RecordRef, Speaker};
use crate::prose;
use crate::sanitize;
use crate::tui::layout::Visible;
use crate::tui::row::{Columns, DOUBT_WIDTH, RowText, SIGN, TIME};
use crate::tui::state::{Focus, State};

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
    if let Some(heading) = state.sticky_heading() {
        let style = paint.theme.heading;
        paint.text(Paint::row(area, 0), 1, &heading.text(), style);
    }
    let lines = state.lines_per_row();
    for Visible { at, line, height } in state.visible_rows(lines) {
        let top = line as u16;
        let rows = Rect { y: area.y + top, height: (height as u16).min(area.height - top), ..area };
        match state.rows().get(at) {
            None | Some(Row::Gap | Row::Item(..) | Row::Grid(_)) => {}
            Some(Row::Heading(heading)) => {
                let style = paint.theme.heading;
                paint.text(rows, 1, &heading.text(), style);
            }
            Some(Row::Record { context, nested, .. }) => {
                let text = state.row_text(at, lines);
                draw_record(state, at, (context, nested), &text, rows, paint);
            }
        }
        if at == state.cursor && state.rows().is_stop(at) {
            cursor(state, rows, paint);
        }
    }
}

/// The sign of a marked record.
pub(crate) const MARK: &str = "✓";
/// The sign of a record that is new at the reference date.
pub(crate) const NEW: &str = "★";
/// The sign of a doubtful record.
pub(crate) const DOUBT: &str = "!";
/// The sign of a quote with different stances on several topics.
pub(crate) const MIXED: &str = "⊙";

/// Minimum width of the list to show the sign of doubt.
const MIN_WIDTH_DOUBT: u16 = 30;

/// Draws the sign of a marked record.
pub(super) fn mark(line: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.hit.remove_modifier(Modifier::UNDERLINED);
    paint.text(line, 1, MARK, style);
}

/// Draws the sign of a record that is new at the reference date, beside that of a mark.
pub(super) fn new(state: &State, record: RecordId, line: Rect, paint: &mut Paint<'_>) {
    if state.is_new(record) {
        let style = paint.theme.active;
        paint.text(line, if state.is_marked(record) { 2 } else { 1 }, NEW, style);
    }
}

/// Draws the cursor over a row of the list.
pub(super) fn cursor(state: &State, line: Rect, paint: &mut Paint<'_>) {
    let focused = state.focus() == Focus::List;
    let style = if focused { paint.theme.cursor } else { paint.theme.cursor_away };
    paint.style(line, style);
    let sign = paint.theme.active;
    for down in 0..line.height {
        paint.text(Paint::row(line, down), 0, "▌", sign.patch(style));
    }
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
    let above = at.checked_sub(1).and_then(|above| state.rows().get(above)).and_then(Row::record);
    state.view().zoom != Zoom::Day && (at == state.top || above.is_none_or(|above| day(above) != day(record)))
}

fn draw_record(
    state: &State,
    at: usize,
    (context, nested): (bool, bool),
    text: &RowText,
    rows: Rect,
    paint: &mut Paint<'_>,
) {
    let Some(record) = state.rows().get(at).and_then(Row::record) else { return };
    let theme = paint.theme;
    if state.is_marked(record) {
        mark(rows, paint);
    }
    new(state, record, rows, paint);
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
        paint.text(Rect { width: rows.width.min(SIGN), ..rows }, TIME, &time, theme.dim);
    }
    if rows.width > MIN_WIDTH_DOUBT && doubt(state.index(), reference).is_some() {
        paint.text(rows, rows.width - 1, DOUBT, theme.caution);
    }
    match reference {
        RecordRef::Event(id) => event(state, id, context, text, rows, paint),
        RecordRef::Quote(id) => quote(state, id, nested, text, rows, paint),
    }
}

/// Draws the lines of a text from a column on. Returns the line of the suffix and the column after the last line.
pub(super) fn lines(
    text: &RowText,
    column: u16,
    style: Style,
    hits: &[Range<usize>],
    rows: Rect,
    paint: &mut Paint<'_>,
) -> (u16, u16) {
    let hit = paint.theme.hit;
    let mut after = column;
    let last = text.lines.len().saturating_sub(1);
    for (down, line) in text.lines.iter().enumerate() {
        let row = Paint::row(rows, down as u16);
        let on_line = hits.iter().filter(|range| range.start < line.end && line.start < range.end);
        let on_line =
            on_line.map(|range| range.start.max(line.start) - line.start..range.end.min(line.end) - line.start);
        after = paint.marked(row, column, &text.text[line.clone()], style, &on_line.collect::<Vec<_>>(), hit);
        if down == last && text.is_cut {
            after = paint.text(row, after, "…", style);
        }
    }
    let last = last as u16;
    if text.suffix_below { (last + 1, column) } else { (last, after + 2) }
}

fn event(state: &State, id: EventId, context: bool, text: &RowText, rows: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let event: &Event = &state.index().dataset.events[id];
    let off = matches!(event.status, Status::Cancelled | Status::Postponed | Status::Denied);
    let sign =
        if event.status.entry().glyph.is_empty() { event.kind.base.entry().glyph } else { event.status.entry().glyph };
    let (style, sign_style): (Style, Style) = match (context, off) {
        (true, _) => (theme.dim, theme.dim),
        (false, true) => (theme.strong, theme.caution),
        (false, false) => (theme.strong, theme.dim),
    };
    paint.text(rows, SIGN, sign, sign_style);
    let hits = if context { Vec::new() } else { state.hits.ranges(&text.text) };
    let (down, after) = lines(text, SIGN + 2, style, &hits, rows, paint);
    let row = Paint::row(rows, down);
    let mut after = after;
    if !text.suffix.is_empty() {
        after = paint.text(row, after, &text.suffix, if off { theme.caution } else { theme.dim }) + 2;
    }
    if let Some(delegations) = &text.delegations {
        let row =
            Rect { width: rows.width.saturating_sub(DOUBT_WIDTH), ..Paint::row(rows, rows.height.saturating_sub(1)) };
        paint.text(row, SIGN + 2, delegations, theme.dim);
    } else if rows.width > 70 && rows.height == 1 && !event.delegations.is_empty() && after + 10 < rows.width {
        let sides = prose::delegations(&state.index().dataset, event);
        paint.text(Rect { width: rows.width.saturating_sub(DOUBT_WIDTH), ..rows }, after, &sides, theme.dim);
    }
}

fn quote(state: &State, id: QuoteId, nested: bool, text: &RowText, rows: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let dataset = &state.index().dataset;
    let quote: &Quote = &dataset.quotes[id];
    let columns = Columns::of(rows.width);
    let indent = if nested { SIGN + 2 } else { SIGN };
    paint.text(rows, indent, "❝", theme.dim);
    let name = match quote.speaker {
        Speaker::Actor(Actor::Person(person)) => dataset.persons[person].last_name(),
        _ => dataset.speaker_name(quote),
    };
    let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
    let side = theme.side(party.and_then(|party| dataset.parties[party].color.as_deref()));
    // The text starts at the same column for quotes under their event and at their own time.
    let name = sanitize::line(name);
    let hits = state.hits.word_ranges(&name);
    let names_end = columns.stance.unwrap_or(columns.words) - 1;
    paint.marked(Rect { width: rows.width.min(names_end), ..rows }, indent + 2, &name, side, &hits, theme.hit);
    if let Some(column) = columns.stance {
        let sign = stance_sign(dataset, quote);
        paint.text(Rect { width: rows.width.min(column + 2), ..rows }, column, sign, theme.text);
    }
    let hits = state.hits.ranges(&text.text);
    let (down, after) = lines(text, columns.words, theme.quote, &hits, rows, paint);
    paint.text(Paint::row(rows, down), after, &text.suffix, theme.dim);
    // In rows of one line, the outlets are in a column of their own.
    if columns.outlet > 0 && text.is_line {
        let row = Rect { height: 1, width: rows.width.saturating_sub(DOUBT_WIDTH), ..rows };
        let outlet = prose::outlet(dataset, quote).unwrap_or_default();
        paint.text(row, row.width.saturating_sub(columns.outlet), outlet, theme.dim);
    }
}

/// The sign of the stances of a quote: empty if it has none.
fn stance_sign(dataset: &Dataset, quote: &Quote) -> &'static str {
    let stances = dataset.stances(quote);
    let mut signs = stances.iter().map(|(_, stance)| stance.entry().glyph);
    let Some(first) = signs.next() else { return "" };
    if signs.all(|sign| sign == first) { first } else { MIXED }
}
