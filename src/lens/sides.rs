//! Who spoke when: the selected quotes of each period by party.

use super::density::{Bucket, bucket_of};
use crate::index::Index;
use crate::model::{Id, PartyId, RecordRef};
use crate::prose;
use crate::selection::Selection;

/// Maximum number of parties told apart; the rest are one group.
pub(crate) const MAX_PARTIES: usize = 4;

/// The selected quotes of each period by party.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    /// The parties with most quotes, most first. Parts of a party count as the party.
    pub(crate) parties: Vec<PartyId>,
    /// For each bucket the number of quotes of each of these parties, and at the end of all others.
    pub(crate) counts: Vec<Vec<u32>>,
}

impl Sides {
    /// Counts the selected quotes in the buckets of the density strip. Undated quotes are not counted.
    pub(crate) fn new(index: &Index, selection: &Selection, buckets: &[Bucket]) -> Self {
        let dataset = &index.dataset;
        let mut said: Vec<(usize, Option<PartyId>)> = Vec::new();
        let mut totals = vec![0u32; dataset.parties.positions()];
        for record in selection.records.iter() {
            let reference = index.record(record);
            let RecordRef::Quote(id) = reference else { continue };
            let Some(bucket) = index.times.day(record).and_then(|day| bucket_of(buckets, day)) else { continue };
            let party = dataset.quote_party(&dataset.quotes[id], prose::moment(dataset, reference));
            let party = party.and_then(|party| dataset.party_and_ancestors(party).last());
            if let Some(party) = party {
                totals[party.index()] += 1;
            }
            said.push((bucket, party));
        }
        let mut parties: Vec<PartyId> = dataset.parties.ids().filter(|party| totals[party.index()] > 0).collect();
        parties.sort_by_key(|party| std::cmp::Reverse(totals[party.index()]));
        parties.truncate(MAX_PARTIES);
        let mut counts = vec![vec![0; parties.len() + 1]; buckets.len()];
        for (bucket, party) in said {
            let at = party.and_then(|party| parties.iter().position(|known| *known == party)).unwrap_or(parties.len());
            counts[bucket][at] += 1;
        }
        Self { parties, counts }
    }

    /// Whether there are quotes of other parties.
    pub(crate) fn has_others(&self) -> bool {
        self.counts.iter().any(|counts| counts.last().is_some_and(|count| *count > 0))
    }

    /// Divides a bar of so many units among the groups of a bucket by their share, each with quotes at least one unit as long as
    /// there is room, in the order of the parties. The height of the bar grows with the square root of the number of quotes.
    pub(crate) fn stack(&self, bucket: usize, units: usize) -> Vec<usize> {
        let sum = |counts: &[u32]| counts.iter().sum::<u32>();
        let max = self.counts.iter().map(|counts| sum(counts)).max().unwrap_or(0);
        let Some(counts) = self.counts.get(bucket).filter(|counts| sum(counts) > 0) else { return Vec::new() };
        let total = sum(counts);
        let height = ((f64::from(total) / f64::from(max)).sqrt() * units as f64).round() as usize;
        let groups: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
        let height = height.clamp(1, units).max(groups.len().min(units));
        // Each group gets one unit, the largest first; the rest is divided by share (largest remainder).
        let mut shares = vec![0usize; counts.len()];
        let mut by_size = groups.clone();
        by_size.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
        by_size.iter().take(height).for_each(|at| shares[*at] = 1);
        let exact = |at: usize| f64::from(counts[at]) / f64::from(total) * height as f64;
        while shares.iter().sum::<usize>() < height {
            let lacking = |at: &usize| exact(*at) - shares[*at] as f64;
            let next = groups.iter().copied().max_by(|a, b| lacking(a).total_cmp(&lacking(b)).then(b.cmp(a)));
            let Some(next) = next else { break };
            shares[next] += 1;
        }
        let stacked = shares.iter().enumerate().flat_map(|(at, share)| std::iter::repeat_n(at, *share));
        stacked.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_divided_by_share_and_nobody_is_left_out() {
        let sides =
            Sides { parties: Vec::new(), counts: vec![vec![8, 1, 0], vec![1, 0, 0], vec![0, 0, 0], vec![4, 4, 1]] };
        assert_eq!(sides.stack(0, 8), [0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(sides.stack(1, 8), [0, 0, 0]);
        assert_eq!(sides.stack(2, 8), Vec::<usize>::new());
        assert_eq!(sides.stack(3, 8), [0, 0, 0, 0, 1, 1, 1, 2]);
        assert_eq!(sides.stack(3, 2), [0, 1], "the largest two");
    }
}
