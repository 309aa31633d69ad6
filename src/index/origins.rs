//! How many independent origins each record rests on, counted once: sources that lead to one through `via` are one origin.

use std::sync::Arc;

use super::renumbered::{Column, Renumbered};
use super::{Bits, RecordId};
use crate::model::{Dataset, Id, RecordRef, SourceId};

/// The number of independent origins of each record, in the order of the timeline.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    counts: Column<u32>,
}

impl Origins {
    /// Counts the origins of all records.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let originals: Vec<SourceId> = dataset.sources.ids().map(|source| dataset.original(source)).collect();
        let mut found = Vec::new();
        let count = |record: &RecordRef| {
            found.clear();
            found.extend(dataset.sources_of(*record).iter().map(|citation| originals[citation.source.index()]));
            found.sort_unstable();
            found.dedup();
            found.len() as u32
        };
        Self { counts: Column::new(records.iter().map(count).collect()) }
    }

    /// The counts of a derived index, with those of the records indexed anew.
    pub(super) fn derived(&self, anew: &Self, numbers: &Arc<Renumbered>) -> Self {
        Self { counts: self.counts.derived(anew.counts.other().to_vec(), numbers) }
    }

    /// On how many independent origins a record rests; none without a source.
    pub(crate) fn of(&self, record: RecordId) -> u32 {
        *self.counts.get(record)
    }

    /// The numbers that occur among records, in ascending order.
    pub(crate) fn occurring(&self, records: &Bits) -> Vec<u32> {
        let mut occurring: Vec<u32> = records.iter().map(|record| self.of(record)).collect();
        occurring.sort_unstable();
        occurring.dedup();
        occurring
    }
}
