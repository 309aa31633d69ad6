//! The one set of records that list, counts, density strip, lenses and exports all take.

use crate::index::{Bits, Index, RecordId};
use crate::model::RecordRef;

/// The records that a view shows, and the events shown around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The selected records.
    pub records: Bits,
    /// Events that are not selected and have a selected quote: drawn dimmed, not counted, not exported unless asked for.
    pub context: Bits,
    /// How many events are selected.
    pub events: usize,
    /// How many quotes are selected.
    pub quotes: usize,
    /// How many records there are in all.
    pub of: usize,
}

impl Selection {
    /// A selection of these records.
    pub fn new(index: &Index, records: Bits) -> Self {
        let events = records.count_and(&index.events);
        let quotes = records.count() - events;
        let mut context = Bits::none(index.len());
        for record in records.iter() {
            if let RecordRef::Quote(quote) = index.record(record)
                && let Some(event) = index.dataset.quotes[quote].event
            {
                let event = index.of_event(event);
                if !records.contains(event) {
                    context.insert(event);
                }
            }
        }
        Self { records, context, events, quotes, of: index.len() }
    }

    /// How many records are selected.
    pub fn len(&self) -> usize {
        self.events + self.quotes
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `31 events and 58 quotes`, with what there is none of left out.
    pub(crate) fn counted(&self) -> String {
        counted(self.events, self.quotes)
    }

    /// The records in the order of the timeline, with the events around them if wanted; of those it is told that they are.
    pub(crate) fn in_order(&self, with_context: bool) -> impl Iterator<Item = (RecordId, bool)> {
        let mut all = self.records.clone();
        if with_context {
            all.or(&self.context);
        }
        let marked: Vec<_> = all.iter().map(|record| (record, !self.records.contains(record))).collect();
        marked.into_iter()
    }
}

/// `31 events and 58 quotes`, `1 quote`, `no records`.
pub(crate) fn counted(events: usize, quotes: usize) -> String {
    let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (events, quotes) {
        (0, 0) => "no records".into(),
        (events, 0) => of(events, "event"),
        (0, quotes) => of(quotes, "quote"),
        (events, quotes) => format!("{} and {}", of(events, "event"), of(quotes, "quote")),
    }
}
