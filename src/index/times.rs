//! The bounds of all records' times as columns, computed once.

use std::sync::Arc;

use super::RecordId;
use super::column::Column;
use super::renumbered::Renumbered;
use crate::model::when::{Bounds, Stamp};
use crate::model::{Dataset, Id, QuoteId, RecordRef};
use crate::parallel;

/// The bounds of a record's time, on its own wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeSpan {
    /// Where it stands in the order: the earliest possible start, as written; of a time without a beginning, that of its end.
    pub(crate) place: Stamp,
    /// End of the possible ends, as written.
    pub(crate) e1: Stamp,
    /// The earliest possible start, widened if it is approximate.
    pub(crate) earliest: Stamp,
    /// `e1`, widened if it is approximate.
    pub(crate) latest: Stamp,
}

impl From<&Bounds> for TimeSpan {
    fn from(bounds: &Bounds) -> Self {
        let place = if bounds.s0.is_bounded() { bounds.s0 } else { bounds.e0 };
        Self { place, e1: bounds.e1, earliest: bounds.earliest, latest: bounds.latest }
    }
}

impl TimeSpan {
    /// The civil day under which the time is listed, in days since 1970.
    pub(crate) fn day(&self) -> i64 {
        self.place.day()
    }
}

/// The spans of events and quotes by their position in the dataset, before they are sorted.
#[derive(Debug)]
pub(crate) struct Spans {
    events: Vec<Option<TimeSpan>>,
    quotes: Vec<Option<TimeSpan>>,
}

impl Spans {
    /// The spans of all records.
    pub(crate) fn new(dataset: &Dataset) -> Self {
        let span = |record| dataset.bounds(record).as_ref().map(TimeSpan::from);
        let events = parallel::map(dataset.events.positions(), |at| span(RecordRef::Event(Id::new(at))));
        let quotes = parallel::map(dataset.quotes.positions(), |at| {
            let quote = &dataset.quotes[QuoteId::new(at)];
            match quote.event {
                Some(event) if quote.when.is_none() => events[event.index()],
                _ => span(RecordRef::Quote(QuoteId::new(at))),
            }
        });
        Self { events, quotes }
    }

    /// The span of a record.
    pub(crate) fn get(&self, record: RecordRef) -> Option<TimeSpan> {
        match record {
            RecordRef::Event(id) => self.events[id.index()],
            RecordRef::Quote(id) => self.quotes[id.index()],
        }
    }
}

/// The times of all records, in the order of the timeline.
#[derive(Debug)]
pub struct Times {
    spans: Column<Option<TimeSpan>>,
}

impl Times {
    /// The spans in the order of the records.
    pub(crate) fn new(spans: &Spans, records: &[RecordRef]) -> Self {
        Self::of(records.iter().map(|record| spans.get(*record)).collect())
    }

    /// These spans.
    pub(super) fn of(spans: Vec<Option<TimeSpan>>) -> Self {
        Self { spans: Column::new(spans) }
    }

    /// The spans of a derived index, with those of the records indexed anew.
    pub(super) fn derived(&self, anew: Vec<Option<TimeSpan>>, numbers: &Arc<Renumbered>) -> Self {
        Self { spans: self.spans.derived(anew, numbers) }
    }

    /// The span of a record, if it has a time.
    pub(crate) fn get(&self, record: RecordId) -> Option<TimeSpan> {
        *self.spans.get(record)
    }

    /// The civil day under which a record is listed, in days since 1970, if it has a time.
    pub(crate) fn day(&self, record: RecordId) -> Option<i64> {
        self.get(record).map(|span| span.day())
    }
}
