//! Records by number, and the numbers of records.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::column::Column;
use super::renumbered::Renumbered;
use super::{Bits, RecordId};
use crate::model::{Dataset, EventId, Id, QuoteId, RecordRef};
use crate::parallel;

/// The number of a record that is not there.
pub(crate) const NONE: RecordId = RecordId(u32::MAX);

/// The records in the order of the timeline.
#[derive(Debug)]
pub(crate) struct Numbers {
    records: Column<RecordRef>,
    /// By position: the number of each event, [`NONE`] where there is none; those of the other index if this one is derived.
    events: Arc<Vec<RecordId>>,
    /// The same for quotes.
    quotes: Arc<Vec<RecordId>>,
    /// Of a derived index: the numbers of the records indexed anew, and of all others.
    derived: Option<(HashMap<RecordRef, RecordId, RandomState>, Arc<Renumbered>)>,
}

impl Numbers {
    /// Numbers records in this order.
    pub(crate) fn new(dataset: &Dataset, records: Vec<RecordRef>) -> Self {
        let mut events = vec![NONE; dataset.events.positions()];
        let mut quotes = vec![NONE; dataset.quotes.positions()];
        for (number, record) in records.iter().enumerate() {
            match record {
                RecordRef::Event(id) => events[id.index()] = RecordId(number as u32),
                RecordRef::Quote(id) => quotes[id.index()] = RecordId(number as u32),
            }
        }
        Self { records: Column::new(records), events: Arc::new(events), quotes: Arc::new(quotes), derived: None }
    }

    /// The records of a derived index.
    pub(crate) fn derived(&self, numbers: &Arc<Renumbered>) -> Self {
        let anew = numbers.anew().iter().copied().zip(numbers.numbers().iter().copied()).collect();
        Self {
            records: self.records.derived(numbers.anew().to_vec(), numbers),
            events: Arc::clone(&self.events),
            quotes: Arc::clone(&self.quotes),
            derived: Some((anew, Arc::clone(numbers))),
        }
    }

    /// What is different from the other index, if this one is derived.
    pub(crate) fn renumbered(&self) -> Option<&Arc<Renumbered>> {
        self.derived.as_ref().map(|(_, numbers)| numbers)
    }

    /// The numbers that records have.
    pub(crate) fn all(&self) -> Bits {
        self.renumbered().map_or_else(|| Bits::all(self.records.other().len()), |numbers| numbers.all().clone())
    }

    /// The records of the other index by number if this one is derived, else all records.
    pub(crate) fn other(&self) -> &[RecordRef] {
        self.records.other()
    }

    /// The record with this number; where there is none, one that is not in the dataset or has another number.
    pub(crate) fn record(&self, number: RecordId) -> RecordRef {
        *self.records.get(number)
    }

    /// The records for which a test of their positions holds, by their numbers in the other index if this one is derived. Tables
    /// are passed over in their order, in which what is known by position is read.
    pub(crate) fn at_positions(
        &self,
        events: impl Fn(usize) -> bool + Sync,
        quotes: impl Fn(usize) -> bool + Sync,
    ) -> Bits {
        let len = self.other().len();
        let parts = parallel::ranges(self.events.len() + self.quotes.len(), |range| {
            let mut found = Bits::none(len);
            let split = self.events.len();
            let of_events = range.start.min(split)..range.end.min(split);
            let of_quotes = range.start.max(split) - split..range.end.max(split) - split;
            let of = |numbers: &[RecordId], at: usize| Some(numbers[at]).filter(|number| *number != NONE);
            let events = of_events.filter(|at| events(*at)).filter_map(|at| of(&self.events, at));
            let quotes = of_quotes.filter(|at| quotes(*at)).filter_map(|at| of(&self.quotes, at));
            events.chain(quotes).for_each(|number| found.insert(number));
            found
        });
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| Bits::none(len));
        parts.for_each(|part| all.or(&part));
        all
    }

    /// The number of a record, if it is there.
    pub(crate) fn of(&self, record: RecordRef) -> Option<RecordId> {
        let known = match record {
            RecordRef::Event(EventId { .. }) => self.events.get(record.any().index),
            RecordRef::Quote(QuoteId { .. }) => self.quotes.get(record.any().index),
        };
        let known = known.copied().filter(|number| *number != NONE);
        match &self.derived {
            None => known,
            Some((anew, numbers)) => {
                anew.get(&record).copied().or_else(|| known.and_then(|number| numbers.here(number)))
            }
        }
    }
}
