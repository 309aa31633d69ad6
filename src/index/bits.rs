//! A set of records as a bitset.

use std::ops::Range;

use super::RecordId;
use crate::parallel;

/// A set of records. All sets of one index have the same length, the number of its positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// No record of `len`.
    pub(crate) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// All records of `len`.
    pub fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        bits.trim();
        bits
    }

    /// These records.
    pub(crate) fn of(len: usize, records: impl IntoIterator<Item = RecordId>) -> Self {
        let mut bits = Self::none(len);
        records.into_iter().for_each(|record| bits.insert(record));
        bits
    }

    /// Those of `len` records for which a test holds, asked on all cores.
    pub(crate) fn where_each(len: usize, test: impl Fn(RecordId) -> bool + Sync) -> Self {
        let word = |at: usize| {
            let records = at * 64..len.min(at * 64 + 64);
            records.rev().fold(0, |bits, number| bits << 1 | u64::from(test(RecordId(number as u32))))
        };
        let words =
            parallel::split(len.div_ceil(64), parallel::threads_for(len), |range| range.map(&word).collect::<Vec<_>>());
        Self { words: words.concat(), len }
    }

    /// Clears the bits beyond the last record, so that counts are right.
    fn trim(&mut self) {
        let over = self.words.len() * 64 - self.len;
        if let Some(last) = self.words.last_mut() {
            *last &= u64::MAX >> over;
        }
    }

    /// Which places in an order of all records are those of records of a set.
    pub(crate) fn in_order(order: &[RecordId], records: &Self) -> Self {
        Self::where_each(order.len(), |place| records.contains(order[place.index()]))
    }

    /// Adds a record.
    pub(crate) fn insert(&mut self, record: RecordId) {
        self.words[record.index() / 64] |= 1 << (record.index() % 64);
    }

    /// Removes a record.
    pub(crate) fn remove(&mut self, record: RecordId) {
        self.words[record.index() / 64] &= !(1 << (record.index() % 64));
    }

    /// Removes all records.
    pub(crate) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Whether it contains a record.
    pub fn contains(&self, record: RecordId) -> bool {
        self.words.get(record.index() / 64).is_some_and(|word| word >> (record.index() % 64) & 1 == 1)
    }

    /// Keeps only records that are also in the other set.
    pub(crate) fn and(&mut self, other: &Self) {
        debug_assert_eq!(self.len, other.len, "sets of different indexes");
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds the records of the other set.
    pub(crate) fn or(&mut self, other: &Self) {
        debug_assert_eq!(self.len, other.len, "sets of different indexes");
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Removes the records of the other set.
    pub(crate) fn minus(&mut self, other: &Self) {
        debug_assert_eq!(self.len, other.len, "sets of different indexes");
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// One more than the highest number that it can contain.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The set with other numbers, between which some are inserted that it does not contain.
    pub(crate) fn spread(&self, inserted: &Self) -> Self {
        let mut from = 0;
        let spread = |&inserted: &u64| {
            let word = self.word_from(from);
            from += inserted.count_zeros() as usize;
            bits_of(inserted).fold(word, |word, bit| {
                let below = (1 << bit) - 1;
                word & below | (word & !below) << 1
            })
        };
        let mut spread = Self { words: inserted.words.iter().map(spread).collect(), len: inserted.len };
        spread.trim();
        spread
    }

    /// The set with the numbers that those outside of `inserted` had before these were inserted.
    pub(crate) fn gathered(&self, inserted: &Self) -> Self {
        let mut gathered = Self::none(self.len - inserted.count());
        let mut to = 0;
        for (&word, &inserted) in self.words.iter().zip(&inserted.words) {
            // From the last, so that the places of the others stay.
            let mut rest = inserted;
            let mut word = word;
            while let Some(bit) = rest.checked_ilog2() {
                rest &= !(1 << bit);
                let below = (1 << bit) - 1;
                word = word & below | word >> 1 & !below;
            }
            gathered.add_word(to, word);
            to += inserted.count_zeros() as usize;
        }
        gathered
    }

    /// The 64 numbers from one on as a word.
    fn word_from(&self, number: usize) -> u64 {
        let word = |at: usize| self.words.get(at).copied().unwrap_or(0);
        let (at, shift) = (number / 64, number % 64);
        if shift == 0 { word(at) } else { word(at) >> shift | word(at + 1) << (64 - shift) }
    }

    /// Adds the numbers of a word that begins at this number.
    fn add_word(&mut self, number: usize, word: u64) {
        let (at, shift) = (number / 64, number % 64);
        let mut add = |at: usize, word: u64| self.words.get_mut(at).into_iter().for_each(|into| *into |= word);
        add(at, word << shift);
        if shift > 0 {
            add(at + 1, word >> (64 - shift));
        }
    }

    /// The number of records.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The number of records that are in both sets.
    pub(crate) fn count_and(&self, other: &Self) -> usize {
        debug_assert_eq!(self.len, other.len, "sets of different indexes");
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones() as usize).sum()
    }

    /// The number of records with these numbers.
    pub(crate) fn count_in(&self, numbers: Range<usize>) -> usize {
        let Range { start, end } = numbers;
        if start >= end {
            return 0;
        }
        let (first, last) = (start / 64, (end - 1) / 64);
        let (from, to) = (u64::MAX << (start % 64), u64::MAX >> (63 - (end - 1) % 64));
        let words = self.words[first..=last].iter().zip(first..);
        let cut = |word: &u64, at: usize| {
            word & if at == first { from } else { u64::MAX } & if at == last { to } else { u64::MAX }
        };
        words.map(|(word, at)| cut(word, at).count_ones() as usize).sum()
    }

    /// The words of 64 records each.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The records from a number on, in order.
    pub(crate) fn iter_from(&self, number: usize) -> impl Iterator<Item = RecordId> {
        let first = number / 64;
        let cut = move |at: usize, word: u64| if at == first { word & (u64::MAX << (number % 64)) } else { word };
        let words = self.words.iter().enumerate().skip(first);
        words.flat_map(move |(at, &word)| ones(at, cut(at, word)))
    }

    /// The records before a number, the last one first.
    pub(crate) fn iter_before(&self, number: usize) -> impl Iterator<Item = RecordId> {
        let last = number / 64;
        let cut = move |at: usize, word: u64| if at == last { word & ((1 << (number % 64)) - 1) } else { word };
        let words = self.words.iter().enumerate().take(last + 1).rev();
        words.flat_map(move |(at, &word)| {
            let mut rest = cut(at, word);
            std::iter::from_fn(move || {
                let bit = rest.checked_ilog2()?;
                rest &= !(1 << bit);
                Some(RecordId(at as u32 * 64 + bit))
            })
        })
    }

    /// The records with these numbers, in order.
    pub(crate) fn iter_in(&self, numbers: Range<usize>) -> impl Iterator<Item = RecordId> {
        self.iter_from(numbers.start).take_while(move |record| record.index() < numbers.end)
    }

    /// The records in order.
    pub fn iter(&self) -> impl Iterator<Item = RecordId> {
        self.words.iter().enumerate().flat_map(|(at, &word)| ones(at, word))
    }
}

/// The records of a word, by its place.
fn ones(at: usize, word: u64) -> impl Iterator<Item = RecordId> {
    bits_of(word).map(move |bit| RecordId(at as u32 * 64 + bit))
}

/// The bits of a word that are set, the lowest first.
fn bits_of(word: u64) -> impl Iterator<Item = u32> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        (rest != 0).then(|| {
            rest &= rest - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_obey_the_laws_of_sets(len in 0usize..300, a in prop::collection::vec(0u32..300, 0..50), b in prop::collection::vec(0u32..300, 0..50)) {
            let set = |of: &[u32]| Bits::of(len, of.iter().filter(|&&n| (n as usize) < len).map(|&n| RecordId(n)));
            let (a, b) = (set(&a), set(&b));
            let (mut both, mut either, mut only) = (a.clone(), a.clone(), a.clone());
            both.and(&b);
            either.or(&b);
            only.minus(&b);
            prop_assert_eq!(both.count(), a.count_and(&b));
            prop_assert_eq!(either.count() + both.count(), a.count() + b.count());
            prop_assert_eq!(only.count(), a.count() - both.count());
            let mut others = Bits::all(len);
            others.minus(&a);
            prop_assert_eq!(others.count(), len - a.count());
            prop_assert_eq!(others.count_and(&a), 0);
            let listed: Vec<RecordId> = a.iter().collect();
            prop_assert!(listed.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(Bits::of(len, listed), a);
            prop_assert_eq!(Bits::all(len).count(), len);
        }

        #[test]
        fn numbers_are_inserted_and_removed(len in 0usize..300, a in prop::collection::vec(0u32..300, 0..90), b in prop::collection::vec(0u32..300, 0..90), at in 0usize..300) {
            let set = |of: &[u32]| Bits::of(len, of.iter().filter(|&&n| (n as usize) < len).map(|&n| RecordId(n)));
            let (records, inserted) = (set(&a), set(&b));
            let kept: Vec<RecordId> = (0..len as u32).map(RecordId).filter(|number| !inserted.contains(*number)).collect();
            let gathered = records.gathered(&inserted);
            prop_assert_eq!(&gathered, &Bits::where_each(kept.len(), |number| records.contains(kept[number.index()])));
            let mut rest = records.clone();
            rest.minus(&inserted);
            prop_assert_eq!(&gathered.spread(&inserted), &rest);
            prop_assert!(records.iter_in(at / 2..at).eq(records.iter().filter(|record| (at / 2..at).contains(&record.index()))));
        }
    }
}
