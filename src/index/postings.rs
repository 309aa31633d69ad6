//! Lists of records by group, in one allocation.

use std::borrow::Cow;
use std::sync::Arc;

use super::renumbered::{Chosen, Renumbered};
use super::{Bits, RecordId};
use crate::model::Id;

/// For each group (a person, a topic …) its records, in order.
#[derive(Debug, Clone)]
pub struct Postings(Source);

/// Where the lists are.
#[derive(Debug, Clone)]
enum Source {
    /// Here.
    Own(Arc<Lists>),
    /// In another index, but for the records indexed anew.
    Derived(Arc<Derived>),
}

/// Of what the lists of a derived index are made.
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
    /// anew. A list is put together when it is asked for.
    pub(crate) fn derived(&self, anew: Self, numbers: &Arc<Renumbered>) -> Self {
        let derived = Derived { other: self.clone(), anew, numbers: Arc::clone(numbers) };
        Self(Source::Derived(Arc::new(derived)))
    }

    /// How many records all groups have together, at most.
    pub(crate) fn len_at_most(&self) -> usize {
        match &self.0 {
            Source::Own(lists) => lists.records.len(),
            Source::Derived(parts) => parts.other.len_at_most() + parts.anew.len_at_most(),
        }
    }

    /// The records of a group, in order.
    pub fn get(&self, group: impl Id) -> Cow<'_, [RecordId]> {
        self.at(group.index())
    }

    /// The records of the group with this index.
    pub(crate) fn at(&self, group: usize) -> Cow<'_, [RecordId]> {
        match &self.0 {
            Source::Own(lists) => Cow::Borrowed(lists.at(group)),
            Source::Derived(parts) => Cow::Owned(parts.list(group)),
        }
    }

    /// Whether a group has no records.
    pub(crate) fn is_empty(&self, group: impl Id) -> bool {
        self.count(group.index()) == 0
    }

    /// Adds the records of a group to a set.
    pub(crate) fn add_to(&self, bits: &mut Bits, group: usize) {
        match &self.0 {
            Source::Own(lists) => lists.at(group).iter().for_each(|record| bits.insert(*record)),
            Source::Derived(parts) => parts.add_to(bits, group),
        }
    }

    /// How many records a group has.
    pub(crate) fn count(&self, group: usize) -> usize {
        match &self.0 {
            Source::Own(lists) => lists.at(group).len(),
            Source::Derived(parts) => parts.count_in(parts.numbers.carried(), group) + parts.anew.count(group),
        }
    }

    /// How many records of a group are in a set.
    pub(crate) fn count_in(&self, records: &Chosen<'_>, group: usize) -> usize {
        let of = |bits: &Bits, list: &[RecordId]| list.iter().filter(|record| bits.contains(**record)).count();
        match (&self.0, records.carried()) {
            (Source::Derived(parts), Some(carried)) => {
                let anew = parts.anew(group).filter(|record| records.contains(*record)).count();
                parts.count_in(carried, group) + anew
            }
            _ => of(records.records(), &self.at(group)),
        }
    }
}

impl Default for Postings {
    fn default() -> Self {
        Lists::default().into()
    }
}

impl From<Lists> for Postings {
    fn from(lists: Lists) -> Self {
        Self(Source::Own(Arc::new(lists)))
    }
}

impl Derived {
    /// The records of a group: those that are carried over, then those indexed anew.
    fn records(&self, group: usize) -> impl Iterator<Item = RecordId> {
        let list = self.other.at(group);
        let carried = (0..list.len()).filter_map(move |at| self.numbers.here(list[at]));
        carried.chain(self.anew(group))
    }

    /// The records of a group that are indexed anew.
    fn anew(&self, group: usize) -> impl Iterator<Item = RecordId> {
        let list = self.anew.at(group);
        (0..list.len()).map(move |at| self.numbers.number(list[at]))
    }

    /// Adds the records of a group to a set.
    fn add_to(&self, bits: &mut Bits, group: usize) {
        let list = self.other.at(group);
        // Many numbers are sooner found all at once.
        if list.len() < bits.len() / 64 {
            self.records(group).for_each(|record| bits.insert(record));
        } else {
            let of = |len: usize, list: &[RecordId]| Bits::of(len, list.iter().copied());
            let other = of(self.numbers.carried().len(), &list);
            bits.or(&self.numbers.carry(&other, &of(self.numbers.anew().len(), &self.anew.at(group))));
        }
    }

    /// How many records of a group are in a set of records of the other index.
    fn count_in(&self, records: &Bits, group: usize) -> usize {
        self.other.at(group).iter().filter(|record| records.contains(**record)).count()
    }

    /// The records of a group, in order.
    fn list(&self, group: usize) -> Vec<RecordId> {
        let mut list: Vec<RecordId> = self.records(group).collect();
        // Two runs in order, which this merges.
        list.sort();
        list
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
        assert_eq!(*postings.at(0), [RecordId(0), RecordId(5)]);
        assert_eq!(*postings.at(1), [RecordId(0), RecordId(2)]);
        assert!(postings.at(2).is_empty() && postings.at(9).is_empty());
    }

    #[test]
    fn few_groups_among_many_hold_the_same() {
        let pairs =
            [(70, 0), (3, 0), (70, 0), (70, 2), (3, 5), (3, 5), (99, 7)].map(|(group, at)| (group, RecordId(at)));
        let (few, all) = (Postings::new(100, &pairs), Postings::new(0, &[]));
        let lists_few = |postings: &Postings| matches!(&postings.0, Source::Own(lists) if lists.few.is_some());
        assert!(lists_few(&few) && !lists_few(&all));
        assert_eq!(*few.at(70), [RecordId(0), RecordId(2)]);
        assert_eq!((&*few.at(3), &*few.at(99)), (&[RecordId(0), RecordId(5)][..], &[RecordId(7)][..]));
        assert!([0, 4, 71, 100].iter().all(|group| few.at(*group).is_empty()));
    }
}
