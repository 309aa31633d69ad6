//! The names of everything that a query can name.

use crate::model::{Dataset, PartyId, PersonId, PlaceId, ProposalId, SourceId, TopicId};
use crate::names::NameIndex;

/// The names of everything that a query can name, by table.
#[derive(Debug, Clone)]
pub struct NameIndexes {
    /// Persons.
    pub(crate) persons: NameIndex<PersonId>,
    /// Parties.
    pub(crate) parties: NameIndex<PartyId>,
    /// Places.
    pub(crate) places: NameIndex<PlaceId>,
    /// Topics.
    pub(crate) topics: NameIndex<TopicId>,
    /// Sources.
    pub(crate) sources: NameIndex<SourceId>,
    /// Proposals.
    pub(crate) proposals: NameIndex<ProposalId>,
}

impl NameIndexes {
    /// The names of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        Self {
            persons: NameIndex::new(&dataset.persons),
            parties: NameIndex::new(&dataset.parties),
            places: NameIndex::new(&dataset.places),
            topics: NameIndex::new(&dataset.topics),
            sources: NameIndex::new(&dataset.sources),
            proposals: NameIndex::new(&dataset.proposals),
        }
    }

    /// Builds what finds names, so that the first search need not.
    pub(super) fn prepare(&self) {
        self.persons.prepare();
        self.parties.prepare();
        self.places.prepare();
        self.topics.prepare();
        self.sources.prepare();
        self.proposals.prepare();
    }
}
