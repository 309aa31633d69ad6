//! How many records fall into each stretch of time, selected and in all. Long silences are one marked gap.

use crate::index::{Index, RecordId};
use crate::model::when::calendar::{Zoom, date};
use crate::selection::Selection;
use chrono::Datelike;

/// A stretch of time on the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bucket {
    /// A stretch that is shown.
    Span {
        /// Its first day, counted from 1970-01-01.
        start: i64,
        /// Selected records.
        selected: u32,
        /// All records.
        all: u32,
    },
    /// Stretches without any record, left out.
    Gap {
        /// The first day without.
        start: i64,
        /// How many stretches.
        length: i64,
    },
}

impl Bucket {
    /// Its first day.
    pub fn start(&self) -> i64 {
        match self {
            Self::Span { start, .. } | Self::Gap { start, .. } => *start,
        }
    }
}

/// So many stretches without a record in a row are drawn as they are; more are one gap.
const MAX_EMPTY_BUCKETS: i64 = 5;

/// The strip of a selection. Undated records are on no strip.
pub fn buckets(index: &Index, selection: &Selection, zoom: Zoom) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::new();
    // Quotes that follow their event can stand before or after their own day, so days are sorted here.
    let records = (0..index.len() as u32).map(RecordId);
    let mut days: Vec<(i64, bool)> = records
        .filter_map(|record| Some((zoom.start(index.times.day(record)?), selection.records.contains(record))))
        .collect();
    days.sort_unstable();
    for (start, chosen) in days {
        if let Some(Bucket::Span { start: last, selected, all }) = buckets.last_mut()
            && *last == start
        {
            *all += 1;
            *selected += u32::from(chosen);
            continue;
        }
        if let Some(before) = buckets.last().map(Bucket::start) {
            fill(&mut buckets, zoom, before, start);
        }
        buckets.push(Bucket::Span { start, selected: u32::from(chosen), all: 1 });
    }
    buckets
}

/// The stretches between two that have records.
fn fill(buckets: &mut Vec<Bucket>, zoom: Zoom, before: i64, until: i64) {
    let first = zoom.next(before);
    // Few at first, then a guess by length: nobody walks day by day through centuries.
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

/// How many stretches lie between two days that each begin one.
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

/// The bucket in which a day lies.
pub fn bucket_of(buckets: &[Bucket], day: i64) -> Option<usize> {
    buckets.partition_point(|bucket| bucket.start() <= day).checked_sub(1)
}
