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
use crate::lens::calendar::{Zoom, date};
use crate::lens::density::{Bucket, bucket_of};
use crate::tui::app::App;

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

fn scale(app: &App, area: Rect) -> Scale {
    let (buckets, columns) = (app.buckets.len(), usize::from(area.width.saturating_sub(2)));
    if buckets == 0 || columns == 0 {
        return Scale { first: 0, width: 1, shown: 0 };
    }
    let width = (columns / buckets).clamp(1, 6);
    let shown = (columns / width).min(buckets);
    let here = cursor(app).unwrap_or(0);
    // The cursor stays in the middle where the strip is longer than the screen.
    let first = here.saturating_sub(shown / 2).min(buckets - shown);
    Scale { first, width, shown }
}

/// The bucket of the record under the cursor.
fn cursor(app: &App) -> Option<usize> {
    let day = app.current().and_then(|record| app.index().times.day(record))?;
    bucket_of(&app.buckets, day)
}

/// The bucket in a column of the screen.
pub fn bucket_at(app: &App, x: u16) -> Option<usize> {
    let area = app.layout().strip;
    let scale = scale(app, area);
    let column = usize::from(x.checked_sub(area.x + 1)?);
    let at = column / scale.width;
    (at < scale.shown).then(|| scale.first + at)
}

pub(super) fn draw(app: &App, area: Rect, paint: &mut Paint<'_>) {
    let scale = scale(app, area);
    if area.height < 3 || scale.shown == 0 {
        return;
    }
    let theme = paint.theme;
    let most = app
        .buckets
        .iter()
        .map(|bucket| if let Bucket::Span { all, .. } = bucket { *all } else { 0 })
        .max()
        .unwrap_or(1)
        .max(1);
    let here = cursor(app);
    let mut pointer = None;
    for at in 0..scale.shown {
        let bucket = &app.buckets[scale.first + at];
        let x = 1 + (at * scale.width) as u16;
        let width = if scale.width > 2 { scale.width - 1 } else { scale.width };
        match bucket {
            Bucket::Silence { .. } => {
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
    labels(app, area, &scale, paint);
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

/// Years, months and days where they begin, as many as there is room for.
fn labels(app: &App, area: Rect, scale: &Scale, paint: &mut Paint<'_>) {
    let theme = paint.theme;
    let row = Paint::row(area, 0);
    let mut free = 1;
    let mut before: Option<chrono::NaiveDate> = None;
    for at in 0..scale.shown {
        let bucket = &app.buckets[scale.first + at];
        let Some(day) = date(bucket.start()) else { continue };
        let x = 1 + at * scale.width;
        let (strong, text) = label(app.view().zoom, day, before);
        before = Some(day);
        let silence = matches!(bucket, Bucket::Silence { .. });
        if text.is_empty() || silence || x < free || x + cells(&text) > usize::from(area.width) {
            continue;
        }
        paint.text(row, x as u16, &text, if strong { theme.text } else { theme.dim });
        free = x + cells(&text) + 1;
    }
}

/// The label of a stretch: what of the date is new. Stronger where a year or month begins.
fn label(zoom: Zoom, day: chrono::NaiveDate, before: Option<chrono::NaiveDate>) -> (bool, String) {
    let new_year = before.is_none_or(|before| before.year() != day.year());
    let new_month = new_year || before.is_some_and(|before| before.month() != day.month());
    match zoom {
        _ if new_year && zoom == Zoom::Year => (true, day.year().to_string()),
        Zoom::Year => (false, String::new()),
        Zoom::Quarter if new_year => (true, day.year().to_string()),
        Zoom::Quarter => (false, format!("Q{}", day.month0() / 3 + 1)),
        _ if new_year => (true, day.format("%b %Y").to_string()),
        _ if new_month => (true, day.format("%b").to_string()),
        Zoom::Month => (false, day.format("%b").to_string()),
        Zoom::Week => (false, day.format("%-d").to_string()),
        // Mondays tell the weeks apart.
        Zoom::Day if day.weekday() == chrono::Weekday::Mon => (false, day.format("%-d").to_string()),
        Zoom::Day => (false, String::new()),
    }
}
