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
    /// The groups that have records, in order, if they are few among all; else there is a list for each group.
    few: Option<Vec<u32>>,
    /// Where the list of each group begins, and where the last ends.
    starts: Vec<u32>,
    records: Vec<RecordId>,
}

/// If there are this many times as many groups as pairs, only the groups that have records are stored.
const FEW: usize = 8;

impl Postings {
    /// Builds the lists from pairs in the order of their records. Repeated pairs count once.
    pub(crate) fn new(groups: usize, pairs: &[(u32, RecordId)]) -> Self {
        if pairs.len() < groups / FEW {
            return Lists::few(pairs).into();
        }
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

    /// How many records all groups have together, at most.
    pub(crate) fn len_at_most(&self) -> usize {
        match self.unmade() {
            Some(parts) => parts.other.len_at_most() + parts.anew.len_at_most(),
            None => self.lists().records.len(),
        }
    }

    /// What the lists are made of, if they are not made yet.
    fn unmade(&self) -> Option<&Derived> {
        self.derived.as_deref().filter(|_| self.lists.get().is_none())
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

    /// How many records a group has.
    pub(crate) fn count(&self, group: usize) -> usize {
        self.unmade().map_or_else(|| self.at(group).len(), |parts| parts.records(group).count())
    }

    /// How many records of a group are in a set.
    pub(crate) fn count_in(&self, bits: &Bits, group: usize) -> usize {
        match self.unmade() {
            // To count them, it is not worth making lists.
            Some(parts) => parts.records(group).filter(|record| bits.contains(*record)).count(),
            None => self.at(group).iter().filter(|record| bits.contains(**record)).count(),
        }
    }
}

impl From<Lists> for Postings {
    fn from(lists: Lists) -> Self {
        Self { lists: OnceLock::from(Arc::new(lists)), derived: None }
    }
}

impl Derived {
    /// The records of a group: those that are carried over, then those indexed anew.
    fn records(&self, group: usize) -> impl Iterator<Item = RecordId> {
        let carried = self.other.at(group).iter().filter_map(|record| self.numbers.here(*record));
        carried.chain(self.anew.at(group).iter().map(|at| self.numbers.numbers()[at.index()]))
    }

    fn lists(&self) -> Lists {
        let (other, anew) = (self.other.lists(), self.anew.lists());
        let mut records = Vec::with_capacity(other.records.len() + anew.records.len());
        let mut add = |group: u32| {
            let from = records.len();
            let mut next = anew.at(group as usize).iter().map(|at| self.numbers.numbers()[at.index()]).peekable();
            for record in other.at(group as usize).iter().filter_map(|record| self.numbers.here(*record)) {
                while let Some(before) = next.next_if(|next| *next < record) {
                    records.push(before);
                }
                records.push(record);
            }
            records.extend(next);
            (records.len() > from).then_some(records.len() as u32)
        };
        let (few, starts) = if let (Some(some), Some(others)) = (&other.few, &anew.few) {
            let mut groups: Vec<u32> = some.iter().chain(others).copied().collect();
            groups.sort_unstable();
            groups.dedup();
            let (mut few, mut starts) = (Vec::with_capacity(groups.len()), vec![0]);
            for group in groups {
                if let Some(end) = add(group) {
                    few.push(group);
                    starts.push(end);
                }
            }
            (Some(few), starts)
        } else {
            let groups = other.groups().max(anew.groups());
            let mut starts = Vec::with_capacity(groups as usize + 1);
            starts.push(0);
            for group in 0..groups {
                let end = add(group).or(starts.last().copied());
                starts.extend(end);
            }
            (None, starts)
        };
        records.shrink_to_fit();
        Lists { few, starts, records }
    }
}

impl Lists {
    /// Lists of few groups.
    fn few(pairs: &[(u32, RecordId)]) -> Self {
        let mut pairs = pairs.to_vec();
        // The records of each group stay in order.
        pairs.sort_by_key(|(group, _)| *group);
        pairs.dedup();
        let (mut few, mut starts) = (Vec::new(), Vec::new());
        for (at, (group, _)) in pairs.iter().enumerate() {
            if few.last() != Some(group) {
                few.push(*group);
                starts.push(at as u32);
            }
        }
        starts.push(pairs.len() as u32);
        Self { few: Some(few), starts, records: pairs.into_iter().map(|(_, record)| record).collect() }
    }

    /// A number above all groups that have records.
    fn groups(&self) -> u32 {
        let all = self.starts.len().saturating_sub(1) as u32;
        self.few.as_ref().map_or(all, |few| few.last().map_or(0, |last| last + 1))
    }

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
        Self { few: None, starts, records }
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
        let group = match &self.few {
            None => group,
            Some(few) => few.binary_search(&(group as u32)).unwrap_or(few.len()),
        };
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

    #[test]
    fn few_groups_among_many_hold_the_same() {
        let pairs =
            [(70, 0), (3, 0), (70, 0), (70, 2), (3, 5), (3, 5), (99, 7)].map(|(group, at)| (group, RecordId(at)));
        let (few, all) = (Postings::new(100, &pairs), Postings::new(0, &[]));
        assert!(few.lists().few.is_some() && all.lists().few.is_none());
        assert_eq!(few.at(70), [RecordId(0), RecordId(2)]);
        assert_eq!((few.at(3), few.at(99)), (&[RecordId(0), RecordId(5)][..], &[RecordId(7)][..]));
        assert!([0, 4, 71, 100].iter().all(|group| few.at(*group).is_empty()));
    }
}
