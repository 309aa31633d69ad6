//! Passing over the texts of records, for conditions that the index of words cannot answer alone.

use std::hint::black_box;

use super::fields;
use crate::index::{Bits, Index, RecordId};
use crate::model::{Id, RecordRef};
use crate::parallel;

/// How many records are fetched from memory together.
const BATCH: usize = 16;

impl Index {
    /// Those of the records of which a text passes a test. `test` returns a test for each thread.
    pub(crate) fn with_field<T: FnMut(&str) -> bool>(&self, among: &Bits, test: impl Fn() -> T + Sync) -> Bits {
        let records = self.in_order_of_tables(among);
        let parts = parallel::ranges(records.len(), |range| {
            let (mut test, mut found) = (test(), Vec::new());
            for batch in records[range].chunks(BATCH) {
                // Texts are all over the memory. When all of a batch are touched first, the processor waits for them at once
                // instead of one after the other, and a phrase is found in four fifths of the time.
                let mut touched = 0;
                for record in batch {
                    fields(&self.dataset, *record, |text| touched ^= text.as_bytes().first().copied().unwrap_or(0));
                }
                black_box(touched);
                let matching = batch.iter().filter(|record| self.any_field(**record, &mut test));
                found.extend(matching.map(|record| self.of(*record)));
            }
            found
        });
        self.set(parts.into_iter().flatten())
    }

    fn any_field(&self, record: RecordRef, mut test: impl FnMut(&str) -> bool) -> bool {
        let mut found = false;
        fields(&self.dataset, record, |field| found = found || test(field));
        found
    }

    /// The records in the order of their tables, in which most of them have been allocated.
    fn in_order_of_tables(&self, records: &Bits) -> Vec<RecordRef> {
        let events = self.dataset.events.positions();
        let place = |record: RecordId| match self.record(record) {
            RecordRef::Event(id) => id.index(),
            RecordRef::Quote(id) => events + id.index(),
        };
        let places = records.iter().map(|record| RecordId(place(record) as u32));
        let record = |place: RecordId| match place.index().checked_sub(events) {
            Some(quote) => RecordRef::Quote(Id::new(quote)),
            None => RecordRef::Event(Id::new(place.index())),
        };
        Bits::of(events + self.dataset.quotes.positions(), places).iter().map(record).collect()
    }
}
