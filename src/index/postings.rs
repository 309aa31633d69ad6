//! Lists of records by group, in one allocation.

use super::{Bits, RecordId};
use crate::model::Id;

/// For each group (a person, a topic …) its records, in order.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    starts: Vec<u32>,
    records: Vec<RecordId>,
}

impl Postings {
    /// Builds the lists from pairs in the order of their records. Repeated pairs count once.
    pub(crate) fn new(groups: usize, pairs: &[(u32, RecordId)]) -> Self {
        let mut postings = Self::gathered(groups, || pairs.iter().copied());
        postings.drop_repeats();
        postings
    }

    /// Builds the lists from pairs in the order of their records, none of them repeated, which are produced twice rather than
    /// stored.
    pub(crate) fn gathered<P: Iterator<Item = (u32, RecordId)>>(groups: usize, pairs: impl Fn() -> P) -> Self {
        let mut next = vec![0u32; groups + 1];
        for (group, _) in pairs() {
            next[group as usize + 1] += 1;
        }
        for group in 0..groups {
            next[group + 1] += next[group];
        }
        let starts = next.clone();
        let mut records = vec![RecordId(0); next[groups] as usize];
        for (group, record) in pairs() {
            records[next[group as usize] as usize] = record;
            next[group as usize] += 1;
        }
        Self { starts, records }
    }

    fn drop_repeats(&mut self) {
        let (mut to, mut from) = (0, 0);
        for group in 0..self.starts.len() - 1 {
            let (end, begin) = (self.starts[group + 1] as usize, to);
            while from < end {
                if to == begin || self.records[to - 1] != self.records[from] {
                    self.records[to] = self.records[from];
                    to += 1;
                }
                from += 1;
            }
            self.starts[group] = begin as u32;
        }
        if let Some(last) = self.starts.last_mut() {
            *last = to as u32;
        }
        self.records.truncate(to);
    }

    /// How many records all groups have together.
    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// The records of a group, in order.
    pub fn get(&self, group: impl Id) -> &[RecordId] {
        self.at(group.index())
    }

    /// The records of the group with this index.
    pub(crate) fn at(&self, group: usize) -> &[RecordId] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&start), Some(&end)) => &self.records[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Adds the records of a group to a set.
    pub(crate) fn add_to(&self, bits: &mut Bits, group: usize) {
        self.at(group).iter().for_each(|record| bits.insert(*record));
    }

    /// How many records of a group are in a set.
    pub(crate) fn count_in(&self, bits: &Bits, group: usize) -> usize {
        self.at(group).iter().filter(|record| bits.contains(**record)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_their_records_once_and_in_order() {
        let pairs = [(1, 0), (0, 0), (1, 0), (1, 2), (0, 5), (0, 5)].map(|(group, record)| (group, RecordId(record)));
        let postings = Postings::new(3, &pairs);
        assert_eq!(postings.at(0), [RecordId(0), RecordId(5)]);
        assert_eq!(postings.at(1), [RecordId(0), RecordId(2)]);
        assert!(postings.at(2).is_empty() && postings.at(9).is_empty());
    }
}
