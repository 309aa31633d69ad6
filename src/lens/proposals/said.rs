//! The selected quotes by topic and by proposal, and those between two versions.

use std::collections::{BTreeSet, HashMap};

use crate::index::{Bits, Index, RecordId};
use crate::model::{ProposalId, RecordRef, TopicId};

/// The selected quotes on each topic and about each proposal, in order.
#[derive(Debug, Default)]
pub(super) struct Said {
    by_topic: HashMap<TopicId, Vec<RecordId>>,
    by_proposal: HashMap<ProposalId, Vec<RecordId>>,
}

/// A period in days since 1970-01-01: from the first until before the second.
pub(super) type Days = (i64, i64);

impl Said {
    /// Gathers the quotes of a selection. A quote on a topic is also one on the topics above.
    pub(super) fn new(index: &Index, records: &Bits) -> Self {
        let dataset = &index.dataset;
        let mut said = Self::default();
        for record in records.iter() {
            let RecordRef::Quote(id) = index.record(record) else { continue };
            let quote = &dataset.quotes[id];
            let topics = dataset.quote_topics(quote).iter();
            let topics: BTreeSet<TopicId> = topics.flat_map(|&topic| dataset.topic_and_ancestors(topic)).collect();
            for topic in topics {
                said.by_topic.entry(topic).or_default().push(record);
            }
            let proposals = dataset.quote_proposals(quote).iter().map(|reference| reference.proposal);
            for proposal in proposals.collect::<BTreeSet<_>>() {
                said.by_proposal.entry(proposal).or_default().push(record);
            }
        }
        said
    }

    /// The proposals that the records of a selection are about.
    pub(super) fn cited(&self, index: &Index, records: &Bits) -> BTreeSet<ProposalId> {
        let events = records.iter().filter_map(|record| match index.record(record) {
            RecordRef::Event(id) => Some(&index.dataset.events[id].proposals),
            RecordRef::Quote(_) => None,
        });
        let of_events = events.flatten().map(|reference| reference.proposal);
        of_events.chain(self.by_proposal.keys().copied()).collect()
    }

    /// The quotes on a topic or one below it.
    pub(super) fn on_topic(&self, topic: TopicId) -> &[RecordId] {
        self.by_topic.get(&topic).map_or(&[], Vec::as_slice)
    }

    /// The quotes about a proposal in any version.
    pub(super) fn of_proposal(&self, proposal: ProposalId) -> &[RecordId] {
        self.by_proposal.get(&proposal).map_or(&[], Vec::as_slice)
    }
}

/// Those of some records that are dated within a period.
pub(super) fn within(index: &Index, records: &[RecordId], (from, until): Days) -> Vec<RecordId> {
    let dated = |record: &RecordId| index.times.day(*record).is_some_and(|day| from <= day && day < until);
    records.iter().copied().filter(dated).collect()
}
