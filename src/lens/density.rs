//! The number of selected and of all records in each period. Long runs of empty periods are merged into one gap.

use crate::index::Index;
use crate::model::when::calendar::{Zoom, date};
use crate::selection::Selection;
use chrono::Datelike;

/// A period on the density strip, or a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bucket {
    /// A period.
    Span {
        /// Its first day, in days since 1970-01-01.
        start: i64,
        /// Selected records.
        selected: u32,
        /// All records.
        all: u32,
    },
    /// A run of periods without records.
    Gap {
        /// Its first day, in days since 1970-01-01.
        start: i64,
        /// Number of periods.
        length: i64,
    },
}

impl Bucket {
    /// Its first day.
    pub(crate) fn start(&self) -> i64 {
        match self {
            Self::Span { start, .. } | Self::Gap { start, .. } => *start,
        }
    }
}

/// Longest run of empty periods that is not merged into a gap.
const MAX_EMPTY_BUCKETS: i64 = 5;

/// Counts the records of each period. Undated records are not counted.
pub fn buckets(index: &Index, selection: &Selection, zoom: Zoom) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::new();
    let everything = selection.len() == selection.total;
    let chosen = index.chosen(&selection.records);
    for period in index.columns.periods(zoom) {
        if let Some(previous) = buckets.last().map(Bucket::start) {
            fill(&mut buckets, zoom, previous, period.start);
        }
        let selected = if everything { period.count } else { index.columns.count_in(period, &chosen) as u32 };
        buckets.push(Bucket::Span { start: period.start, selected, all: period.count });
    }
    buckets
}

/// Adds the empty periods between two that have records.
fn fill(buckets: &mut Vec<Bucket>, zoom: Zoom, previous: i64, until: i64) {
    let first = zoom.next(previous);
    // Bounded, so that a gap of centuries is not walked day by day.
    let mut empty = Vec::new();
    let mut start = first;
    while start < until && empty.len() as i64 <= MAX_EMPTY_BUCKETS {
        empty.push(start);
        start = zoom.next(start);
    }
    if start < until || empty.len() as i64 > MAX_EMPTY_BUCKETS {
        buckets.push(Bucket::Gap { start: first, length: between(zoom, first, until) });
    } else {
        buckets.extend(empty.into_iter().map(|start| Bucket::Span { start, selected: 0, all: 0 }));
    }
}

/// The number of periods between two days that are both the first of their period.
fn between(zoom: Zoom, from: i64, to: i64) -> i64 {
    let months = |day: i64| date(day).map_or(0, |date| i64::from(date.year()) * 12 + i64::from(date.month0()));
    match zoom {
        Zoom::Day => to - from,
        Zoom::Week => (to - from) / 7,
        Zoom::Month => months(to) - months(from),
        Zoom::Quarter => (months(to) - months(from)) / 3,
        Zoom::Year => (months(to) - months(from)) / 12,
    }
}

/// The index of the bucket that contains a day.
pub(crate) fn bucket_of(buckets: &[Bucket], day: i64) -> Option<usize> {
    buckets.partition_point(|bucket| bucket.start() <= day).checked_sub(1)
}
