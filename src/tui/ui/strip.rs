//! The density strip: how many records each stretch of time holds, selected against all.
//!
//! ```text
//! Nov 2025  17     24      Dec 1    8          where stretches begin
//!           ▂▁▄  ▃▁ ▁▂▇▆▃ ▅█▇▃▂▁ ▂▁            two rows of bars, sixteen steps
//! ```

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Paint, cells};
use crate::lens::density::{Bucket, bucket_of};
use crate::model::when::calendar::{Zoom, date};
use crate::tui::state::State;

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How the strip is laid over its columns.
struct Scale {
    /// The first bucket shown.
    first: usize,
    /// How many columns a bucket takes.
    width: usize,
    /// How many buckets are shown.
    shown: usize,
}

fn scale(state: &State, area: Rect) -> Scale {
    let (buckets, columns) = (state.buckets.len(), usize::from(area.width.saturating_sub(2)));
    if buckets == 0 || columns == 0 {
        return Scale { first: 0, width: 1, shown: 0 };
    }
    let width = (columns / buckets).clamp(1, 6);
    let shown = (columns / width).min(buckets);
    let here = cursor(state).unwrap_or(0);
    // The cursor stays in the middle where the strip is longer than the screen.
    let first = here.saturating_sub(shown / 2).min(buckets - shown);
    Scale { first, width, shown }
}

/// The bucket of the record under the cursor.
fn cursor(state: &State) -> Option<usize> {
    let day = state.current().and_then(|record| state.index().times.day(record))?;
    bucket_of(&state.buckets, day)
}

/// The bucket in a column of the screen.
pub fn bucket_at(state: &State, x: u16) -> Option<usize> {
    let area = state.layout().strip;
    let scale = scale(state, area);
    let column = usize::from(x.checked_sub(area.x + 1)?);
    let at = column / scale.width;
    (at < scale.shown).then(|| scale.first + at)
}

pub(super) fn draw(state: &State, area: Rect, paint: &mut Paint<'_>) {
    let scale = scale(state, area);
    if area.height < 3 || scale.shown == 0 {
        return;
    }
    let theme = paint.theme;
    let most = state
        .buckets
        .iter()
        .map(|bucket| if let Bucket::Span { all, .. } = bucket { *all } else { 0 })
        .max()
        .unwrap_or(1)
        .max(1);
    let here = cursor(state);
    let mut pointer = None;
    for at in 0..scale.shown {
        let bucket = &state.buckets[scale.first + at];
        let x = 1 + (at * scale.width) as u16;
        let width = if scale.width > 2 { scale.width - 1 } else { scale.width };
        match bucket {
            Bucket::Gap { .. } => {
                paint.text(Paint::row(area, 2), x, &"┄".repeat(width), theme.rule);
            }
            Bucket::Span { selected, all, .. } => {
                bars(Paint::row(area, 1), Paint::row(area, 2), x, width, (*selected, *all, most), paint);
            }
        }
        if here == Some(scale.first + at) {
            let cells = Rect { x: area.x + x, width: width as u16, y: area.y + 1, height: 2 };
            match theme.bar_cursor.bg {
                Some(_) => paint.style(cells, theme.bar_cursor),
                // Without colours a sign above the bar says where the cursor is; reversed, bars could not be read.
                None => pointer = Some(x),
            }
            if matches!(bucket, Bucket::Span { all: 0, .. }) {
                paint.text(Paint::row(area, 2), x, "·", theme.bar);
            }
        }
    }
    labels(state, area, &scale, paint);
    if let Some(x) = pointer {
        paint.text(Paint::row(area, 0), x, "▾", theme.bar_cursor);
    }
}

/// Two rows of bars: the selected in front, all behind, where they rise above.
fn bars(upper: Rect, lower: Rect, x: u16, width: usize, (selected, all, most): (u32, u32, u32), paint: &mut Paint<'_>) {
    let theme = paint.theme;
    // A root shows that there is something where little is; equal steps would hide it.
    let steps = |count: u32| {
        let share = (f64::from(count) / f64::from(most)).sqrt();
        if count == 0 { 0 } else { ((share * 16.0).round() as usize).clamp(1, 16) }
    };
    let (chosen, whole) = (steps(selected), steps(all));
    for (row, from) in [(lower, 0usize), (upper, 8)] {
        let (front, back) = (chosen.saturating_sub(from).min(8), whole.saturating_sub(from).min(8));
        let (sign, style): (&str, Style) =
            if front > 0 { (BARS[front], theme.bar) } else { (BARS[back], theme.bar_all) };
        // Behind bars that fill a cell in part, those of all records fill the rest.
        let style = match theme.bar_all.fg {
            Some(colour) if front > 0 && front < 8 && back == 8 => style.bg(colour),
            _ => style,
        };
        if sign != " " {
            paint.text(row, x, &sign.repeat(width), style);
        }
    }
}

/// Years, months and days where they begin, as many as there is room for: years before months before days, so that none of the
/// weightier is crowded out.
fn labels(state: &State, area: Rect, scale: &Scale, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let mut wanted = Vec::new();
    let mut before: Option<chrono::NaiveDate> = None;
    for at in 0..scale.shown {
        let bucket = &state.buckets[scale.first + at];
        let (Some(day), Bucket::Span { .. }) = (date(bucket.start()), bucket) else { continue };
        let (weight, text) = label(state.view().zoom, day, before);
        before = Some(day);
        if !text.is_empty() {
            wanted.push((weight, 1 + at * scale.width, text, (day.year(), day.month())));
        }
    }
    wanted.sort_by_key(|(weight, x, ..)| (std::cmp::Reverse(*weight), *x));
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    let mut named = Vec::new();
    let months_named = state.view().zoom >= Zoom::Week;
    for (weight, x, text, month) in wanted {
        let cells = x..x + cells(&text) + 1;
        let overlaps = taken.iter().any(|other| other.start < cells.end && cells.start < other.end);
        // A number of a day says nothing where its month has no label.
        let orphan = months_named && weight == Weight::Day && !named.contains(&month);
        if orphan || overlaps || cells.end > usize::from(area.width) + 1 {
            continue;
        }
        named.push(month);
        let style = if weight > Weight::Day { theme.text } else { theme.dim };
        paint.text(Paint::row(area, 0), x as u16, &text, style);
        taken.push(cells);
    }
}

/// What begins where a label stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Day,
    Month,
    Year,
}

/// The label of a stretch: what of the date is new.
fn label(zoom: Zoom, day: chrono::NaiveDate, before: Option<chrono::NaiveDate>) -> (Weight, String) {
    let new_year = before.is_none_or(|before| before.year() != day.year());
    let new_month = new_year || before.is_some_and(|before| before.month() != day.month());
    match zoom {
        Zoom::Year | Zoom::Quarter if new_year => (Weight::Year, day.year().to_string()),
        Zoom::Year => (Weight::Day, String::new()),
        Zoom::Quarter => (Weight::Day, format!("Q{}", day.month0() / 3 + 1)),
        _ if new_year => (Weight::Year, day.format("%b %Y").to_string()),
        _ if new_month => (Weight::Month, day.format("%b").to_string()),
        Zoom::Month => (Weight::Day, day.format("%b").to_string()),
        Zoom::Week => (Weight::Day, day.format("%-d").to_string()),
        // Mondays tell the weeks apart.
        Zoom::Day if day.weekday() == chrono::Weekday::Mon => (Weight::Day, day.format("%-d").to_string()),
        Zoom::Day => (Weight::Day, String::new()),
    }
}
