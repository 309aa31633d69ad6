//! Records by a value of theirs.

use crate::index::{Bits, Index, Postings, RecordId};
use crate::model::RecordRef;
use crate::parallel;

/// The values that occur, and the records of each.
#[derive(Debug)]
pub(crate) struct Groups<V> {
    /// In ascending order.
    values: Vec<V>,
    records: Postings,
}

impl<V: Ord + Clone + Send> Groups<V> {
    /// Gathers the values of all records: `values` passes those of a record on.
    pub(super) fn gather(index: &Index, values: impl Fn(RecordId, RecordRef, &mut dyn FnMut(V)) + Sync) -> Self {
        let parts = parallel::ranges(index.positions(), |range| {
            let mut pairs: Vec<(V, RecordId)> = Vec::new();
            for id in index.all().iter_in(range) {
                values(id, index.record(id), &mut |value| pairs.push((value, id)));
            }
            let mut own: Vec<V> = pairs.iter().map(|(value, _)| value.clone()).collect();
            own.sort_unstable();
            own.dedup();
            (pairs, own)
        });
        let mut values: Vec<V> = parts.iter().flat_map(|(_, own)| own.iter().cloned()).collect();
        values.sort_unstable();
        values.dedup();
        let number = |value: &V| values.partition_point(|known| known < value) as u32;
        let pairs = parts.iter().flat_map(|(pairs, _)| pairs.iter().map(|(value, record)| (number(value), *record)));
        let records = Postings::new(values.len(), &pairs.collect::<Vec<_>>());
        Self { values, records }
    }

    /// The records with a value that passes a test; `len` is the number of all positions.
    pub(crate) fn select(&self, len: usize, test: impl Fn(&V) -> bool) -> Bits {
        let mut bits = Bits::none(len);
        for (at, _) in self.values.iter().enumerate().filter(|(_, value)| test(value)) {
            self.records.add_to(&mut bits, at);
        }
        bits
    }
}
