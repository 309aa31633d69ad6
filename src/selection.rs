//! The set of records shared by list, counts, density strip, lenses and exports.

use crate::index::{Bits, Index, RecordId};
use crate::prose::count;

/// The records that a view selects, with the events shown as their context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The selected records.
    pub records: Bits,
    /// Events that are not selected but have a selected quote: drawn dimmed, not counted, exported only on request.
    pub context: Bits,
    /// Number of selected events.
    pub events: usize,
    /// Number of selected quotes.
    pub quotes: usize,
    /// Number of records in the dataset.
    pub total: usize,
}

impl Selection {
    /// Creates a selection of these records.
    pub fn new(index: &Index, records: Bits) -> Self {
        let events = records.count_and(&index.events);
        let quotes = records.count() - events;
        // Without events that are not selected, there is no context.
        let has_context = events < index.dataset.events.len() && quotes > 0;
        let context = if has_context { index.columns.missing_events(&records) } else { index.none() };
        Self { records, context, events, quotes, total: index.len() }
    }

    /// Number of selected records.
    pub fn len(&self) -> usize {
        self.events + self.quotes
    }

    /// Whether no record is selected.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The counts as text; see [`counted`].
    pub(crate) fn counted(&self) -> String {
        counted(self.events, self.quotes)
    }

    /// The records in chronological order, optionally with the context events, each with whether it is context.
    pub(crate) fn in_order(&self, with_context: bool) -> impl Iterator<Item = (RecordId, bool)> {
        (0..self.records.len() as u32).map(RecordId).filter_map(move |record| {
            let selected = self.records.contains(record);
            (selected || with_context && self.context.contains(record)).then_some((record, !selected))
        })
    }
}

/// `31 events and 58 quotes`, `1 quote`, `no records`.
pub(crate) fn counted(events: usize, quotes: usize) -> String {
    match (events, quotes) {
        (0, 0) => "no records".into(),
        (events, 0) => count(events, "event"),
        (0, quotes) => count(quotes, "quote"),
        (events, quotes) => format!("{} and {}", count(events, "event"), count(quotes, "quote")),
    }
}
