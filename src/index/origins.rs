//! How many independent origins each record rests on, counted once: sources that lead to one through `via` are one origin.

use std::sync::Arc;

use super::column::Column;
use super::renumbered::Renumbered;
use super::{Bits, RecordId};
use crate::model::{Dataset, RecordRef, SourceId};
use crate::parallel;

/// The number of independent origins of each record, in the order of the timeline.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    counts: Column<u32>,
}

impl Origins {
    /// Counts the origins of all records.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let count = |record: RecordRef| {
            let originals = dataset.sources_of(record).iter().map(|citation| dataset.original(citation.source));
            let mut originals: Vec<SourceId> = originals.collect();
            originals.sort_unstable();
            originals.dedup();
            originals.len() as u32
        };
        Self { counts: Column::new(parallel::map(records.len(), |at| count(records[at]))) }
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
