//! The numbers of the records of an index that is derived from another one: most records have the same entries in both, under
//! other numbers. What is listed by number in the other index is carried over; only the rest is indexed anew.

use std::sync::Arc;

use super::{Bits, RecordId};
use crate::model::RecordRef;

/// No number.
const NONE: u32 = u32::MAX;

/// Which record of an index has which number in the index derived from it. Records carried over keep their order.
#[derive(Debug)]
pub(crate) struct Renumbered {
    /// By number in the other index: the number in this one, or [`NONE`].
    here: Vec<u32>,
    /// By number in this index: the number in the other one; of a record indexed anew, its place among them, counted from the
    /// number of records of the other index.
    there: Vec<u32>,
    /// The records indexed anew, in order.
    anew: Vec<RecordRef>,
    /// Their numbers in this index.
    numbers: Vec<RecordId>,
}

impl Renumbered {
    /// Merges records indexed anew into those carried over (by their numbers in an index of `len` records, ascending). Each of
    /// the former comes with how many of the latter are before it, ascending.
    pub(crate) fn merged(len: usize, carried: &[RecordId], anew: Vec<(usize, RecordRef)>) -> Self {
        let (mut here, mut there) = (vec![NONE; len], Vec::with_capacity(carried.len() + anew.len()));
        let mut numbers = Vec::with_capacity(anew.len());
        let mut next = anew.iter().map(|(before, _)| *before).peekable();
        for at in 0..=carried.len() {
            while next.next_if_eq(&at).is_some() {
                let place = len + numbers.len();
                numbers.push(RecordId(there.len() as u32));
                there.push(place as u32);
            }
            if let Some(record) = carried.get(at) {
                here[record.index()] = there.len() as u32;
                there.push(record.0);
            }
        }
        Self { here, there, anew: anew.into_iter().map(|(_, record)| record).collect(), numbers }
    }

    /// How many records there are in this index.
    pub(crate) fn len(&self) -> usize {
        self.there.len()
    }

    /// The number in this index of a record of the other one, if it is carried over.
    pub(crate) fn here(&self, record: RecordId) -> Option<RecordId> {
        Some(RecordId(self.here[record.index()])).filter(|number| number.0 != NONE)
    }

    /// Where the entry of a record of this index is.
    pub(crate) fn there(&self, record: RecordId) -> Place {
        let at = self.there[record.index()];
        match (at as usize).checked_sub(self.here.len()) {
            None => Place::Other(RecordId(at)),
            Some(at) => Place::Anew(RecordId(at as u32)),
        }
    }

    /// The places of all records, in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        (0..self.len() as u32).map(|number| self.there(RecordId(number)))
    }

    /// The records indexed anew, in order.
    pub(crate) fn anew(&self) -> &[RecordRef] {
        &self.anew
    }

    /// The numbers in this index of the records indexed anew.
    pub(crate) fn numbers(&self) -> &[RecordId] {
        &self.numbers
    }

    /// A set of records of the other index that are carried over, and a set of places among those indexed anew.
    pub(crate) fn carry(&self, other: &Bits, anew: &Bits) -> Bits {
        let carried = other.iter().filter_map(|record| self.here(record));
        Bits::of(self.len(), carried.chain(anew.iter().map(|at| self.numbers[at.index()])))
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

/// A value for each record.
#[derive(Debug)]
pub(crate) struct Column<T> {
    values: Arc<[T]>,
    /// Of a derived index: the values of the records indexed anew, and where each value is.
    derived: Option<(Vec<T>, Arc<Renumbered>)>,
}

impl<T: Clone> Column<T> {
    /// A column of these values.
    pub(crate) fn new(values: Vec<T>) -> Self {
        Self { values: values.into(), derived: None }
    }

    /// The column of a derived index, with the values of the records indexed anew.
    pub(crate) fn derived(&self, anew: Vec<T>, numbers: &Arc<Renumbered>) -> Self {
        let values = match &self.derived {
            None => Arc::clone(&self.values),
            Some((_, own)) => (0..own.len() as u32).map(|number| self.get(RecordId(number)).clone()).collect(),
        };
        Self { values, derived: Some((anew, Arc::clone(numbers))) }
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.derived.as_ref().map_or(self.values.len(), |(_, numbers)| numbers.len())
    }

    /// The value of a record.
    pub(crate) fn get(&self, record: RecordId) -> &T {
        match &self.derived {
            None => &self.values[record.index()],
            Some((anew, numbers)) => match numbers.there(record) {
                Place::Other(other) => &self.values[other.index()],
                Place::Anew(at) => &anew[at.index()],
            },
        }
    }

    /// All values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len() as u32).map(|number| self.get(RecordId(number)))
    }
}

impl<T: Clone> Default for Column<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
