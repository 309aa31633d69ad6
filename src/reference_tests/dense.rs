//! The records of an index counted in order, so that indexes with other numbers can be compared.

use crate::index::ranks::Ranks;
use crate::index::{Bits, Index, RecordId};

/// The places of records among all of an index.
pub(super) struct Places(Ranks);

impl Places {
    /// Those of this index.
    pub(super) fn new(index: &Index) -> Self {
        Self(Ranks::new(index.all().clone()))
    }

    /// The place of a record.
    pub(super) fn of(&self, record: RecordId) -> usize {
        assert!(self.0.bits().contains(record), "{record:?} is not a record");
        self.0.rank(record.index())
    }

    /// Those of a list.
    pub(super) fn list(&self, records: &[RecordId]) -> Vec<usize> {
        records.iter().map(|record| self.of(*record)).collect()
    }

    /// Those of a set.
    pub(super) fn set(&self, records: &Bits) -> Vec<usize> {
        assert_eq!(records.len(), self.0.bits().len());
        records.iter().map(|record| self.of(record)).collect()
    }
}

/// Every so many records.
pub(super) fn every(index: &Index, step: usize) -> Bits {
    index.set(index.all().iter().step_by(step))
}
