//! Rank and select over a set of records: how many of its records come before one, and which is the nth.

use super::{Bits, RecordId};

/// Words of 64 records of which the records before them are known.
const BLOCK: usize = 8;

/// A set of records that answers rank and select without passing over it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ranks {
    bits: Bits,
    /// The number of its records before each block.
    before: Vec<u32>,
    len: usize,
}

impl Ranks {
    /// Counts the records of a set.
    pub(crate) fn new(bits: Bits) -> Self {
        let (mut before, mut len) = (Vec::with_capacity(bits.words().len() / BLOCK + 1), 0);
        for block in bits.words().chunks(BLOCK) {
            before.push(len);
            len += block.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        Self { bits, before, len: len as usize }
    }

    /// The set.
    pub(crate) fn bits(&self) -> &Bits {
        &self.bits
    }

    /// The number of records.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The number of records of the set before a number.
    pub(crate) fn rank(&self, number: usize) -> usize {
        let (words, word) = (self.bits.words(), number / 64);
        let Some(&before) = self.before.get(word / BLOCK) else { return self.len };
        let whole: u32 = words[word / BLOCK * BLOCK..word.min(words.len())].iter().map(|word| word.count_ones()).sum();
        let part = words.get(word).map_or(0, |word| (word & ((1 << (number % 64)) - 1)).count_ones());
        (before + whole + part) as usize
    }

    /// The record of this rank.
    pub(crate) fn select(&self, rank: usize) -> Option<RecordId> {
        if rank >= self.len {
            return None;
        }
        let block = self.before.partition_point(|before| *before as usize <= rank).checked_sub(1)?;
        let mut left = rank - self.before[block] as usize;
        for (at, &word) in self.bits.words().iter().enumerate().skip(block * BLOCK) {
            let ones = word.count_ones() as usize;
            if left < ones {
                let rest = (0..left).fold(word, |rest, _| rest & (rest - 1));
                return Some(RecordId(at as u32 * 64 + rest.trailing_zeros()));
            }
            left -= ones;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranks_are_those_of_a_list(len in 0usize..2000, share in 0u32..=10, seed in any::<u32>()) {
            let mixed = |n: &u32| n.wrapping_mul(2_654_435_761).wrapping_add(seed) >> 8;
            let listed: Vec<RecordId> = (0..len as u32).filter(|n| mixed(n) % 10 < share).map(RecordId).collect();
            let bits = Bits::of(len, listed.iter().copied());
            for from in [0, len / 3, len] {
                let split = listed.partition_point(|record| record.index() < from);
                prop_assert!(bits.iter_from(from).eq(listed[split..].iter().copied()));
                prop_assert!(bits.iter_before(from).eq(listed[..split].iter().rev().copied()));
                prop_assert_eq!(bits.count_in(from / 2..from), listed[..split].iter().filter(|record| record.index() >= from / 2).count());
            }
            let ranks = Ranks::new(bits);
            prop_assert_eq!(ranks.len(), listed.len());
            for number in 0..=len {
                prop_assert_eq!(ranks.rank(number), listed.partition_point(|record| record.index() < number));
            }
            for rank in 0..=listed.len() {
                prop_assert_eq!(ranks.select(rank), listed.get(rank).copied());
            }
        }
    }
}
