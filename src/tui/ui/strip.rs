//! The density strip: the number of records in each period, selected and all.
//!
//! ```text
//! 10 Nov 2025     24 Nov  1 Dec   8 Dec        labels of periods
//!           ▂▁▄  ▃▁ ▁▂▇▆▃ ▅█▇▃▂▁ ▂▁            two rows of bars, sixteen levels
//! ```

use chrono::Datelike;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Paint, cells};
use super::sides;
use crate::lens::density::{Bucket, bucket_of};
use crate::model::when::calendar::{Zoom, date};
use crate::tui::state::State;

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// How buckets map to columns.
struct Scale {
    /// The first bucket shown.
    first: usize,
    /// Number of buckets shown.
    shown: usize,
    /// The columns that they share.
    columns: usize,
}

impl Scale {
    /// The first column of a bucket, counted from the first one shown; also of the one after the last.
    fn start(&self, at: usize) -> usize {
        at * self.columns / self.shown.max(1)
    }

    /// The column and width of the bar of a bucket. Wide bars have a space between them.
    fn bar(&self, at: usize) -> (u16, usize) {
        let (from, to) = (self.start(at), self.start(at + 1));
        let width = if self.columns / self.shown.max(1) > 2 { to - from - 1 } else { to - from };
        (1 + from as u16, width.max(1))
    }
}

fn scale(state: &State, area: Rect) -> Scale {
    let (buckets, columns) = (state.buckets.len(), usize::from(area.width.saturating_sub(2)));
    let shown = buckets.min(columns);
    let current = current_bucket(state).unwrap_or(0);
    // If the strip is longer than the screen, the cursor stays in the middle.
    let first = current.saturating_sub(shown / 2).min(buckets - shown);
    Scale { first, shown, columns }
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
    (0..scale.shown).find(|&at| (scale.start(at)..scale.start(at + 1)).contains(&column)).map(|at| scale.first + at)
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
        let (x, width) = scale.bar(at);
        let bottom = area.height - 1;
        match bucket {
            Bucket::Gap { .. } => {
                paint.text(Paint::row(area, bottom), x, &"┄".repeat(width), theme.rule);
            }
            Bucket::Span { .. } if state.sides.is_some() => {
                if let Some(by) = &state.sides {
                    let bar = Rect { x: area.x + x, y: area.y + 1, width: width as u16, height: area.height - 1 };
                    sides::bar(state, by, scale.first + at, bar, paint);
                }
            }
            Bucket::Span { selected, all, .. } => {
                bars(Paint::row(area, 1), Paint::row(area, 2), x, width, (*selected, *all, max), paint);
            }
        }
        if current == Some(scale.first + at) {
            let cells = Rect { x: area.x + x, width: width as u16, y: area.y + 1, height: bottom };
            if state.sides.is_some() {
                // The colours of the bars are those of the parties.
                pointer = Some(x);
            } else if theme.bar_cursor.bg.or(theme.bar_cursor.fg).is_some() {
                paint.style(cells, theme.bar_cursor);
            } else {
                // Without colours, a sign above the bar marks the cursor, because reversed bars would be unreadable.
                pointer = Some(x);
            }
            if matches!(bucket, Bucket::Span { all: 0, .. }) {
                paint.text(Paint::row(area, bottom), x, "·", theme.bar);
            }
        }
    }
    labels(state, area, &scale, paint);
    if let Some(x) = pointer {
        paint.pointer(Rect { x: area.x + x, width: 1, height: 1, ..area });
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

/// Draws as many labels as fit: those that name a year first, then months, then days. Days always name their month, so that they
/// cannot be taken for years.
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
            candidates.push((weight, 1 + scale.start(at), text));
        }
    }
    candidates.sort_by_key(|(weight, x, ..)| (std::cmp::Reverse(*weight), *x));
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    for (weight, x, text) in candidates {
        let cells = x..x + cells(&text) + 1;
        let overlaps = taken.iter().any(|other| other.start < cells.end && cells.start < other.end);
        if overlaps || cells.end > usize::from(area.width) + 1 {
            continue;
        }
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
        Zoom::Year if new_year => (Weight::Year, day.year().to_string()),
        Zoom::Year => (Weight::Day, String::new()),
        Zoom::Quarter if new_year => (Weight::Year, format!("Q{} {}", day.month0() / 3 + 1, day.year())),
        Zoom::Quarter => (Weight::Day, format!("Q{}", day.month0() / 3 + 1)),
        Zoom::Month if new_year => (Weight::Year, day.format("%b %Y").to_string()),
        Zoom::Month => (Weight::Month, day.format("%b").to_string()),
        _ if new_year => (Weight::Year, day.format("%-d %b %Y").to_string()),
        _ if new_month => (Weight::Month, day.format("%-d %b").to_string()),
        Zoom::Week => (Weight::Day, day.format("%-d %b").to_string()),
        // Only Mondays, to mark the weeks.
        Zoom::Day if day.weekday() == chrono::Weekday::Mon => (Weight::Day, day.format("%-d %b").to_string()),
        Zoom::Day => (Weight::Day, String::new()),
    }
}
