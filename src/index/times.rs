//! The bounds of all records in one place, in the order of the timeline.

use super::RecordId;
use super::order::standing_day;
use crate::model::when::{Bounds, Stamp};
use crate::model::{Dataset, RecordRef};

/// The span that a record's time may fill, on its own wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeSpan {
    /// Not before this does it start, as written.
    pub s0: Stamp,
    /// Before this it has ended, as written.
    pub e1: Stamp,
    /// `s0` widened where it is approximate.
    pub earliest: Stamp,
    /// `e1` widened likewise.
    pub latest: Stamp,
}

impl From<&Bounds> for TimeSpan {
    fn from(bounds: &Bounds) -> Self {
        Self { s0: bounds.s0, e1: bounds.e1, earliest: bounds.earliest, latest: bounds.latest }
    }
}

/// The times of all records.
#[derive(Debug)]
pub struct Times {
    spans: Vec<Option<TimeSpan>>,
}

impl Times {
    /// Gathers the bounds of all records.
    pub fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        Self { spans: records.iter().map(|record| dataset.bounds(*record).as_ref().map(TimeSpan::from)).collect() }
    }

    /// The span of a record; nothing where it has no time.
    pub fn get(&self, record: RecordId) -> Option<TimeSpan> {
        self.spans[record.index()]
    }

    /// The civil day on which a record stands, in days since 1970; nothing without a time.
    pub fn day(&self, record: RecordId) -> Option<i64> {
        self.get(record).map(|span| standing_day(span.s0, span.e1))
    }

    /// The first and the last civil day of all records.
    pub fn days(&self) -> Option<(i64, i64)> {
        let days = (0..self.spans.len()).filter_map(|number| self.day(RecordId(number as u32)));
        days.fold(None, |range, day| match range {
            None => Some((day, day)),
            Some((first, last)) => Some((day.min(first), day.max(last))),
        })
    }
}
