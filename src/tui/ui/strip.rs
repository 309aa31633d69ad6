//! The density strip: the number of records in each period, selected and all.
//!
//! ```text
//! Nov 2025  17     24      Dec 1    8          labels of periods
//!           ▂▁▄  ▃▁ ▁▂▇▆▃ ▅█▇▃▂▁ ▂▁            two rows of bars, sixteen levels
//! ```

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Paint, cells};
use crate::lens::density::{Bucket, bucket_of};
use crate::model::when::calendar::{Zoom, date};
use crate::tui::state::State;

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How buckets map to columns.
struct Scale {
    /// The first bucket shown.
    first: usize,
    /// Columns per bucket.
    width: usize,
    /// Number of buckets shown.
    shown: usize,
}

fn scale(state: &State, area: Rect) -> Scale {
    let (buckets, columns) = (state.buckets.len(), usize::from(area.width.saturating_sub(2)));
    if buckets == 0 || columns == 0 {
        return Scale { first: 0, width: 1, shown: 0 };
    }
    let width = (columns / buckets).clamp(1, 6);
    let shown = (columns / width).min(buckets);
    let current = current_bucket(state).unwrap_or(0);
    // If the strip is longer than the screen, the cursor stays in the middle.
    let first = current.saturating_sub(shown / 2).min(buckets - shown);
    Scale { first, width, shown }
}

/// The bucket of the record under the cursor.
fn current_bucket(state: &State) -> Option<usize> {
    let day = state.current().and_then(|record| state.index().times.day(record))?;
    bucket_of(&state.buckets, day)
}

/// The bucket at a column of the screen.
pub(crate) fn bucket_at(state: &State, x: u16) -> Option<usize> {
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
    let max = state
        .buckets
        .iter()
        .map(|bucket| if let Bucket::Span { all, .. } = bucket { *all } else { 0 })
        .max()
        .unwrap_or(1)
        .max(1);
    let current = current_bucket(state);
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
                bars(Paint::row(area, 1), Paint::row(area, 2), x, width, (*selected, *all, max), paint);
            }
        }
        if current == Some(scale.first + at) {
            let cells = Rect { x: area.x + x, width: width as u16, y: area.y + 1, height: 2 };
            match theme.bar_cursor.bg {
                Some(_) => paint.style(cells, theme.bar_cursor),
                // Without colours, a sign above the bar marks the cursor, because reversed bars would be unreadable.
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

/// Draws a bar over two rows: selected records in front of all records.
fn bars(upper: Rect, lower: Rect, x: u16, width: usize, (selected, all, max): (u32, u32, u32), paint: &mut Paint<'_>) {
    let theme = paint.theme;
    // On a square-root scale small counts remain visible.
    let level = |count: u32| {
        let share = (f64::from(count) / f64::from(max)).sqrt();
        if count == 0 { 0 } else { ((share * 16.0).round() as usize).clamp(1, 16) }
    };
    let (selected, all) = (level(selected), level(all));
    for (row, from) in [(lower, 0usize), (upper, 8)] {
        let (front, back) = (selected.saturating_sub(from).min(8), all.saturating_sub(from).min(8));
        let (sign, style): (&str, Style) =
            if front > 0 { (BARS[front], theme.bar) } else { (BARS[back], theme.bar_all) };
        // Behind a partially filled cell, the bar of all records fills the rest.
        let style = match theme.bar_all.fg {
            Some(colour) if front > 0 && front < 8 && back == 8 => style.bg(colour),
            _ => style,
        };
        if sign != " " {
            paint.text(row, x, &sign.repeat(width), style);
        }
    }
}

/// Draws as many labels as fit, years first, then months, then days.
fn labels(state: &State, area: Rect, scale: &Scale, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let mut candidates = Vec::new();
    let mut previous: Option<chrono::NaiveDate> = None;
    for at in 0..scale.shown {
        let bucket = &state.buckets[scale.first + at];
        let (Some(day), Bucket::Span { .. }) = (date(bucket.start()), bucket) else { continue };
        let (weight, text) = label(state.view().zoom, day, previous);
        previous = Some(day);
        if !text.is_empty() {
            candidates.push((weight, 1 + at * scale.width, text, (day.year(), day.month())));
        }
    }
    candidates.sort_by_key(|(weight, x, ..)| (std::cmp::Reverse(*weight), *x));
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    let mut labelled_months = Vec::new();
    let needs_month = state.view().zoom >= Zoom::Week;
    for (weight, x, text, month) in candidates {
        let cells = x..x + cells(&text) + 1;
        let overlaps = taken.iter().any(|other| other.start < cells.end && cells.start < other.end);
        // The number of a day is meaningless if its month has no label.
        let orphan = needs_month && weight == Weight::Day && !labelled_months.contains(&month);
        if orphan || overlaps || cells.end > usize::from(area.width) + 1 {
            continue;
        }
        labelled_months.push(month);
        let style = if weight > Weight::Day { theme.text } else { theme.dim };
        paint.text(Paint::row(area, 0), x as u16, &text, style);
        taken.push(cells);
    }
}

/// The unit that starts at a label.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Day,
    Month,
    Year,
}

/// The label of a period: the part of its date that differs from the previous one.
fn label(zoom: Zoom, day: chrono::NaiveDate, previous: Option<chrono::NaiveDate>) -> (Weight, String) {
    let new_year = previous.is_none_or(|previous| previous.year() != day.year());
    let new_month = new_year || previous.is_some_and(|previous| previous.month() != day.month());
    match zoom {
        Zoom::Year | Zoom::Quarter if new_year => (Weight::Year, day.year().to_string()),
        Zoom::Year => (Weight::Day, String::new()),
        Zoom::Quarter => (Weight::Day, format!("Q{}", day.month0() / 3 + 1)),
        _ if new_year => (Weight::Year, day.format("%b %Y").to_string()),
        _ if new_month => (Weight::Month, day.format("%b").to_string()),
        Zoom::Month => (Weight::Day, day.format("%b").to_string()),
        Zoom::Week => (Weight::Day, day.format("%-d").to_string()),
        // Only Mondays, to mark the weeks.
        Zoom::Day if day.weekday() == chrono::Weekday::Mon => (Weight::Day, day.format("%-d").to_string()),
        Zoom::Day => (Weight::Day, String::new()),
    }
}
