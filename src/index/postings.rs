//! Lists of records by group, in one allocation.

use std::sync::{Arc, OnceLock};

use super::renumbered::Renumbered;
use super::{Bits, RecordId};
use crate::model::Id;

/// For each group (a person, a topic …) its records, in order.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    lists: OnceLock<Arc<Lists>>,
    derived: Option<Arc<Derived>>,
}

/// What the lists of a derived index are made of when they are first asked for.
#[derive(Debug)]
struct Derived {
    other: Postings,
    /// The lists of the records indexed anew, by their places.
    anew: Postings,
    numbers: Arc<Renumbered>,
}

#[derive(Debug, Default)]
struct Lists {
    starts: Vec<u32>,
    records: Vec<RecordId>,
}

impl Postings {
    /// Builds the lists from pairs in the order of their records. Repeated pairs count once.
    pub(crate) fn new(groups: usize, pairs: &[(u32, RecordId)]) -> Self {
        let mut lists = Lists::gathered(groups, || pairs.iter().copied());
        lists.drop_repeats();
        lists.into()
    }

    /// Builds the lists from pairs in the order of their records, none of them repeated, which are produced twice rather than
    /// stored.
    pub(crate) fn gathered<P: Iterator<Item = (u32, RecordId)>>(groups: usize, pairs: impl Fn() -> P) -> Self {
        Lists::gathered(groups, pairs).into()
    }

    /// The lists of a derived index: these without the records that are not carried over, and those of the records indexed
    /// anew. They are made when they are first asked for.
    pub(crate) fn derived(&self, anew: Self, numbers: &Arc<Renumbered>) -> Self {
        // Lists that are made already need not what they were made of.
        let made = self.lists.get().map(|lists| Self { lists: OnceLock::from(Arc::clone(lists)), derived: None });
        let other = made.unwrap_or_else(|| self.clone());
        let derived = Derived { other, anew, numbers: Arc::clone(numbers) };
        Self { lists: OnceLock::new(), derived: Some(Arc::new(derived)) }
    }

    fn lists(&self) -> &Lists {
        self.lists.get_or_init(|| Arc::new(self.derived.as_ref().map_or_else(Lists::default, |parts| parts.lists())))
    }

    /// The records of a group, in order.
    pub fn get(&self, group: impl Id) -> &[RecordId] {
        self.at(group.index())
    }

    /// The records of the group with this index.
    pub(crate) fn at(&self, group: usize) -> &[RecordId] {
        self.lists().at(group)
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

impl From<Lists> for Postings {
    fn from(lists: Lists) -> Self {
        Self { lists: OnceLock::from(Arc::new(lists)), derived: None }
    }
}

impl Derived {
    fn lists(&self) -> Lists {
        let (other, anew) = (self.other.lists(), self.anew.lists());
        let groups = other.starts.len().max(anew.starts.len()).saturating_sub(1);
        let mut starts = Vec::with_capacity(groups + 1);
        let mut records = Vec::with_capacity(other.records.len() + anew.records.len());
        starts.push(0);
        for group in 0..groups {
            let mut next = anew.at(group).iter().map(|at| self.numbers.numbers()[at.index()]).peekable();
            for record in other.at(group).iter().filter_map(|record| self.numbers.here(*record)) {
                while let Some(before) = next.next_if(|next| *next < record) {
                    records.push(before);
                }
                records.push(record);
            }
            records.extend(next);
            starts.push(records.len() as u32);
        }
        records.shrink_to_fit();
        Lists { starts, records }
    }
}

impl Lists {
    fn gathered<P: Iterator<Item = (u32, RecordId)>>(groups: usize, pairs: impl Fn() -> P) -> Self {
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

    fn at(&self, group: usize) -> &[RecordId] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&start), Some(&end)) => &self.records[start as usize..end as usize],
            _ => &[],
        }
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
