//! The list: headings of days, events, and quotes under their events or at their own time. Only the rows in sight are built.
//!
//! ```text
//! ▌  20:00~   ● Putin receives Witkoff and Kushner in the Kremlin   US Witkoff, Kushner · RU Putin, …
//!  ◆ night      ❝ Ushakov      “useful, constructive and highly substantive”
//! ```

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{Paint, cells};
use crate::index::RecordId;
use crate::lens::timeline::Row;
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::when::calendar::Zoom;
use crate::model::{Actor, Event, EventId, Quote, QuoteId, RecordRef, Speaker};
use crate::prose;
use crate::sanitize;
use crate::tui::app::{App, Focus, Mode};
use crate::tui::layout::Areas;

/// The column in which times stand.
const TIME: u16 = 3;
/// The column in which signs stand.
const SIGN: u16 = 12;
/// So wide is the column of speakers: in a narrow list the words matter more than long names.
fn speaker_width(list: u16) -> u16 {
    if list < 66 { 9 } else { 12 }
}

/// Draws the line above the panes with their titles.
pub(super) fn draw_rule(app: &App, areas: &Areas, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let style = |focus: Focus| if app.focus() == focus { theme.active } else { theme.dim };
    let list =
        format!("Timeline by {}{}", app.view().zoom.name(), if app.view().reverse { ", latest first" } else { "" });
    if areas.rule.is_empty() {
        return;
    }
    if areas.two_panes() {
        paint.rule(Rect { width: areas.list.width, ..areas.rule }, &list, style(Focus::List));
        let right = Rect { x: areas.divider.x, width: areas.divider.width + areas.detail.width, ..areas.rule };
        paint.rule(right, "Detail", style(Focus::Detail));
        paint.text(right, 0, "┬", theme.rule);
        for y in areas.divider.y..areas.divider.bottom() {
            paint.text(Rect { y, height: 1, ..areas.divider }, 0, "│", theme.rule);
        }
    } else if areas.list.is_empty() {
        paint.rule(areas.rule, "Detail", theme.active);
    } else {
        paint.rule(areas.rule, &list, theme.active);
    }
}

pub(super) fn draw(app: &App, area: Rect, paint: &mut Paint<'_>) {
    draw_rows(app, area, paint);
    if stale(app) {
        let style = paint.theme.stale;
        paint.style(area, style);
    }
}

fn draw_rows(app: &App, area: Rect, paint: &mut Paint<'_>) {
    if area.is_empty() {
        return;
    }
    if app.rows.is_empty() {
        empty(app, area, paint);
        return;
    }
    for down in 0..area.height {
        let at = app.top + usize::from(down);
        let Some(row) = app.rows.get(at) else { break };
        let line = Paint::row(area, down);
        match row {
            Row::Gap => {}
            Row::Heading(heading) => {
                let style = paint.theme.heading;
                paint.text(line, 1, &heading.text(), style);
            }
            Row::Record { context, nested, .. } => {
                draw_record(app, at, *context, *nested, line, paint);
                if at == app.cursor {
                    let here = app.focus() == Focus::List;
                    let style = if here { paint.theme.cursor } else { paint.theme.cursor_away };
                    paint.style(line, style);
                    let sign = paint.theme.active;
                    paint.text(line, 0, "▌", sign.patch(style));
                }
            }
        }
    }
}

/// Whether what is shown is that of an earlier query, because the one being typed is wrong.
fn stale(app: &App) -> bool {
    matches!(app.mode(), Mode::Filter(bar) if bar.error.as_ref().is_some_and(|error| !error.unfinished))
}

fn empty(app: &App, area: Rect, paint: &mut Paint<'_>) {
    let style = paint.theme.dim;
    let lines: &[&str] = if app.index().is_empty() {
        &["This dataset has no records."]
    } else {
        &["Nothing matches.", "", "u  undo the last change", "\\  the filter off", "D  without the last condition"]
    };
    for (down, line) in lines.iter().enumerate() {
        paint.text(Paint::row(area, down as u16 + 1), 3, line, style);
    }
}

/// Whether the row tells its day: its heading does not, and the record above it is of another day or out of sight.
fn tells_day(app: &App, at: usize, record: RecordId) -> bool {
    let day = |record: RecordId| app.index().times.day(record);
    let above = at.checked_sub(1).and_then(|above| app.rows[above].record());
    app.view().zoom != Zoom::Day && (at == app.top || above.is_none_or(|above| day(above) != day(record)))
}

fn draw_record(app: &App, at: usize, context: bool, nested: bool, line: Rect, paint: &mut Paint<'_>) {
    let Some(record) = app.rows[at].record() else { return };
    let theme = paint.theme;
    if app.is_marked(record) {
        paint.text(line, 1, "◆", theme.hit.remove_modifier(Modifier::UNDERLINED));
    }
    let dataset = &app.index().dataset;
    let reference = app.index().record(record);
    // A quote under its event has the event's time unless it says another.
    let own_time = match reference {
        RecordRef::Quote(id) => !nested || dataset.quotes[id].when.is_some(),
        RecordRef::Event(_) => true,
    };
    let first = at == app.top && app.view().zoom != Zoom::Day;
    if (own_time || first)
        && let (Some(when), Some(bounds)) = (dataset.when(reference), dataset.bounds(reference))
    {
        let time =
            if tells_day(app, at, record) { when.day_in_column() } else { when.in_column(&bounds, app.shown_zone()) };
        paint.text(Rect { width: line.width.min(SIGN), ..line }, TIME, &time, theme.dim);
    }
    match reference {
        RecordRef::Event(id) => event(app, id, context, line, paint),
        RecordRef::Quote(id) => quote(app, id, nested, line, paint),
    }
}

fn event(app: &App, id: EventId, context: bool, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let event: &Event = &app.index().dataset.events[id];
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
    let hits = if context { Vec::new() } else { app.hits.ranges(&title) };
    let status = if event.status == Status::Held { String::new() } else { format!("  {}", event.status.label()) };
    // A title that is cut still tells that the event did not take place.
    let room = Rect { width: line.width.saturating_sub(cells(&status) as u16), ..line };
    let after = paint.marked(room, SIGN + 2, &title, style, &hits, theme.hit);
    let after = paint.text(line, after, &status, if off { theme.caution } else { theme.dim });
    if line.width > 70 {
        let sides = event.delegations.iter().map(|row| prose::delegation(&app.index().dataset, row));
        let sides = sides.collect::<Vec<_>>().join(" · ");
        if !sides.is_empty() && after + 12 < line.width {
            paint.text(Rect { width: line.width.saturating_sub(1), ..line }, after + 2, &sides, theme.dim);
        }
    }
}

fn quote(app: &App, id: QuoteId, nested: bool, line: Rect, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let dataset = &app.index().dataset;
    let quote: &Quote = &dataset.quotes[id];
    let indent = if nested { SIGN + 2 } else { SIGN };
    paint.text(line, indent, "❝", theme.dim);
    let name = match quote.speaker {
        Speaker::Actor(Actor::Person(person)) => dataset.persons[person].last_name(),
        _ => dataset.speaker_name(quote),
    };
    let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
    let side = theme.side(party.and_then(|party| dataset.parties[party].color.as_deref()));
    // What was said begins in one column, for quotes under their event and for those at their own time.
    let column = SIGN + 4;
    let name = sanitize::line(name);
    let hits = app.hits.word_ranges(&name);
    let text_column = column + speaker_width(line.width) + 1;
    let speaker = Rect { width: line.width.min(text_column - 1), ..line };
    paint.marked(speaker, indent + 2, &name, side, &hits, theme.hit);
    let text = if app.original { prose::original(quote) } else { None }.unwrap_or_else(|| prose::quotation(quote));
    let text = sanitize::line(&text);
    let hits = app.hits.ranges(&text);
    paint.marked(line, text_column, &text, theme.quote, &hits, theme.hit);
}
