//! The numbers of the records of an index that is derived from another one. Records carried over have the same entries in both and
//! keep their order; those indexed anew are inserted between them. The records of the other index that are not carried over keep their
//! places too, so that a number says by itself where an entry is: nothing is as long as the other index but sets of records.

use std::sync::Arc;

use super::ranks::Ranks;
use super::{Bits, RecordId};
use crate::model::RecordRef;

/// Which record of an index has which number in the index derived from it.
#[derive(Debug)]
pub(crate) struct Renumbered {
    /// The records of the other index that are carried over, by their numbers there.
    carried: Bits,
    /// The records indexed anew, in order.
    anew: Vec<RecordRef>,
    /// For each of them, how many numbers of the other index are before it.
    before: Vec<u32>,
    /// For each 64 numbers of the other index, how many of the records indexed anew are before the first.
    blocks: Vec<u32>,
    /// The numbers in this index of the records indexed anew.
    numbers: Vec<RecordId>,
    inserted: Ranks,
    /// The numbers that records have.
    all: Bits,
}

impl Renumbered {
    /// Inserts records indexed anew between those carried over. Each of the former comes with how many numbers of the other
    /// index are before it, ascending.
    pub(crate) fn new(carried: Bits, anew: Vec<(usize, RecordRef)>) -> Self {
        let before: Vec<u32> = anew.iter().map(|(before, _)| *before as u32).collect();
        let numbers: Vec<RecordId> = before.iter().zip(0..).map(|(before, nth)| RecordId(before + nth)).collect();
        let inserted = Bits::of(carried.len() + anew.len(), numbers.iter().copied());
        let mut all = carried.spread(&inserted);
        all.or(&inserted);
        let mut passed = 0;
        let blocks = (0..carried.len().div_ceil(64)).map(|block| {
            while before.get(passed).is_some_and(|before| *before as usize <= block * 64) {
                passed += 1;
            }
            passed as u32
        });
        let blocks = blocks.collect();
        let anew = anew.into_iter().map(|(_, record)| record).collect();
        Self { carried, anew, before, blocks, numbers, inserted: Ranks::new(inserted), all }
    }

    /// The numbers of all records of this index.
    pub(crate) fn all(&self) -> &Bits {
        &self.all
    }

    /// The records carried over, by their numbers in the other index.
    pub(crate) fn carried(&self) -> &Bits {
        &self.carried
    }

    /// The number in this index of a record of the other one, if it is carried over.
    pub(crate) fn here(&self, record: RecordId) -> Option<RecordId> {
        self.carried.contains(record).then(|| self.place_of(record))
    }

    /// The place in this index of a record of the other one, whether it is carried over or not.
    pub(crate) fn place_of(&self, record: RecordId) -> RecordId {
        let block = record.index() / 64;
        let from = self.blocks[block] as usize;
        let to = self.blocks.get(block + 1).map_or(self.before.len(), |to| *to as usize);
        let inside = self.before[from..to].partition_point(|before| *before <= record.0);
        RecordId(record.0 + (from + inside) as u32)
    }

    /// Where the entry of a record of this index is.
    pub(crate) fn there(&self, record: RecordId) -> Place {
        let inserted = self.inserted.rank(record.index()) as u32;
        if self.inserted.bits().contains(record) {
            Place::Anew(RecordId(inserted))
        } else {
            Place::Other(RecordId(record.0 - inserted))
        }
    }

    /// The records indexed anew, in order.
    pub(crate) fn anew(&self) -> &[RecordRef] {
        &self.anew
    }

    /// The numbers in this index of the records indexed anew.
    pub(crate) fn numbers(&self) -> &[RecordId] {
        &self.numbers
    }

    /// For each record indexed anew, in order, how many numbers of the other index are before it.
    pub(crate) fn before(&self) -> &[u32] {
        &self.before
    }

    /// The number in this index of the record indexed anew at a place among them.
    pub(crate) fn number(&self, at: RecordId) -> RecordId {
        self.numbers[at.index()]
    }

    /// A set of records of the other index as far as they are carried over, and a set of places among those indexed anew.
    pub(crate) fn carry(&self, other: &Bits, anew: &Bits) -> Bits {
        let mut carried = other.spread(self.inserted.bits());
        anew.iter().for_each(|at| carried.insert(self.number(at)));
        carried.and(&self.all);
        carried
    }

    /// Those of a set of records of this index that are carried over, by their numbers in the other one.
    pub(crate) fn back(&self, records: &Bits) -> Bits {
        records.gathered(self.inserted.bits())
    }
}

/// A set of records, as it is counted in an index and in the one from which it is derived.
#[derive(Debug)]
pub(crate) struct Chosen<'b> {
    records: &'b Bits,
    /// Of a derived index: those carried over, by their numbers in the other one.
    carried: Option<Bits>,
}

impl<'b> Chosen<'b> {
    /// A set of records of an index, with its numbers if it is derived.
    pub(crate) fn new(records: &'b Bits, numbers: Option<&Arc<Renumbered>>) -> Self {
        Self { records, carried: numbers.map(|numbers| numbers.back(records)) }
    }

    /// Whether the set contains a record.
    pub(crate) fn contains(&self, record: RecordId) -> bool {
        self.records.contains(record)
    }

    /// The set.
    pub(crate) fn records(&self) -> &'b Bits {
        self.records
    }

    /// Of a derived index: those carried over, by their numbers in the other one.
    pub(crate) fn carried(&self) -> Option<&Bits> {
        self.carried.as_ref()
    }
}

/// Where the entry of a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the other index, under this number.
    Other(RecordId),
    /// Among the entries of the records indexed anew, at this place.
    Anew(RecordId),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{EventId, Id};

    proptest! {
        #[test]
        fn numbers_and_entries_lead_to_each_other(len in 0usize..400, dropped in prop::collection::vec(0u32..400, 0..80), mut before in prop::collection::vec(0usize..400, 0..60)) {
            before.iter_mut().for_each(|before| *before = (*before).min(len));
            before.sort_unstable();
            let mut carried = Bits::all(len);
            dropped.iter().filter(|number| (**number as usize) < len).for_each(|number| carried.remove(RecordId(*number)));
            let record = |at: usize| RecordRef::Event(EventId::new(at));
            let anew: Vec<_> = before.iter().enumerate().map(|(at, before)| (*before, record(at))).collect();
            let numbers = Renumbered::new(carried.clone(), anew);
            let mut expected = Vec::new();
            for other in 0..=len {
                let inserted = before.iter().enumerate().filter(|(_, before)| **before == other);
                expected.extend(inserted.map(|(at, _)| Place::Anew(RecordId(at as u32))));
                if other < len {
                    expected.push(Place::Other(RecordId(other as u32)));
                }
            }
            for (number, place) in expected.iter().enumerate() {
                let number = RecordId(number as u32);
                prop_assert_eq!(numbers.there(number), *place);
                match place {
                    Place::Anew(at) => prop_assert_eq!(numbers.number(*at), number),
                    Place::Other(other) => {
                        prop_assert_eq!(numbers.place_of(*other), number);
                        prop_assert_eq!(numbers.here(*other), carried.contains(*other).then_some(number));
                    }
                }
                let is_record = match place {
                    Place::Anew(_) => true,
                    Place::Other(other) => carried.contains(*other),
                };
                prop_assert_eq!(numbers.all().contains(number), is_record);
            }
            prop_assert_eq!(numbers.back(numbers.all()), carried.clone());
            prop_assert_eq!(numbers.carry(&Bits::all(len), &Bits::all(before.len())), numbers.all().clone());
            prop_assert_eq!(numbers.carry(&Bits::none(len), &Bits::none(before.len())).count(), 0);
        }
    }
}
