//! What has a card besides records: persons, parties, topics, places, sources, proposals and their versions.

use super::{Card, Options, Section, party, person, proposal, source, topic};
use crate::index::{Bits, Index};
use crate::model::when::Limit;
use crate::model::{Dataset, HasId, PartyId, PersonId, PlaceId, ProposalRef, SourceId, TopicId};
use crate::prose;
use crate::query::{Context, FieldKey, Node, evaluate};

/// Something that records refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A party.
    Party(PartyId),
    /// A topic.
    Topic(TopicId),
    /// A place.
    Place(PlaceId),
    /// A source.
    Source(SourceId),
    /// A proposal, or a version of it.
    Proposal(ProposalRef),
}

impl Subject {
    /// The subject with a written id among those that a field selects by.
    pub(crate) fn find(dataset: &Dataset, field: FieldKey, id: &str) -> Option<Self> {
        match field {
            FieldKey::Person => dataset.persons.find(id).map(Self::Person),
            FieldKey::Party => dataset.parties.find(id).map(Self::Party),
            FieldKey::Topic => dataset.topics.find(id).map(Self::Topic),
            FieldKey::Place => dataset.places.find(id).map(Self::Place),
            FieldKey::Source => dataset.sources.find(id).map(Self::Source),
            FieldKey::Proposal => {
                let (name, version) = id.split_once('@').map_or((id, None), |(name, version)| (name, Some(version)));
                let proposal = dataset.proposals.find(name)?;
                let versions = &dataset.proposals[proposal].versions;
                let version = match version {
                    Some(version) => Some(versions.iter().position(|known| &*known.id == version)? as u32),
                    None => None,
                };
                Some(Self::Proposal(ProposalRef { proposal, version }))
            }
            _ => None,
        }
    }

    /// The field that selects by it.
    pub(crate) fn field(self) -> FieldKey {
        match self {
            Self::Person(_) => FieldKey::Person,
            Self::Party(_) => FieldKey::Party,
            Self::Topic(_) => FieldKey::Topic,
            Self::Place(_) => FieldKey::Place,
            Self::Source(_) => FieldKey::Source,
            Self::Proposal(_) => FieldKey::Proposal,
        }
    }

    /// The id, as written in queries.
    pub(crate) fn id(self, dataset: &Dataset) -> String {
        match self {
            Self::Person(id) => dataset.persons[id].id().to_owned(),
            Self::Party(id) => dataset.parties[id].id().to_owned(),
            Self::Topic(id) => dataset.topics[id].id().to_owned(),
            Self::Place(id) => dataset.places[id].id().to_owned(),
            Self::Source(id) => dataset.sources[id].id().to_owned(),
            Self::Proposal(reference) => dataset.proposal_id(reference),
        }
    }

    /// The name.
    pub(crate) fn name(self, dataset: &Dataset) -> String {
        match self {
            Self::Person(id) => dataset.persons[id].name.to_string(),
            Self::Party(id) => dataset.parties[id].name.to_string(),
            Self::Topic(id) => prose::topic(dataset, id),
            Self::Place(id) => prose::place(dataset, id),
            Self::Source(id) => format!("{}: {}", dataset.sources[id].byline(), dataset.sources[id].title),
            Self::Proposal(reference) => {
                let name = &dataset.proposals[reference.proposal].name;
                let version = dataset.version(reference).filter(|version| version.name != *name);
                version.map_or_else(|| name.to_string(), |version| format!("{name}: {}", version.name))
            }
        }
    }

    /// What it is called on the screen.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Person(_) => "Person",
            Self::Party(_) => "Party",
            Self::Topic(_) => "Topic",
            Self::Place(_) => "Place",
            Self::Source(_) => "Source",
            Self::Proposal(_) => "Document",
        }
    }

    /// The condition that selects its records.
    pub(crate) fn condition(self, dataset: &Dataset) -> Node {
        Node::field(self.field(), [self.id(dataset)])
    }

    /// The records that its condition selects.
    pub(crate) fn records(self, index: &Index) -> Bits {
        let found = evaluate(&self.condition(&index.dataset), &Context::new(index));
        found.map_or_else(|_| index.none(), |answer| answer.records)
    }
}

/// The data that the card of a subject is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The data, as known at the reference date.
    pub(crate) index: &'a Index,
    /// The selected records.
    pub(crate) selected: &'a Bits,
    /// Options.
    pub(crate) options: Options<'a>,
}

impl Scope<'_> {
    /// The moment at which offices are looked up: the reference date, or none for the latest ones.
    pub(super) fn moment(&self) -> Option<i64> {
        self.index.as_of.map(Limit::last_second)
    }

    /// Whether something that begins at a moment (a second) is known. Without a reference date, everything is.
    pub(super) fn is_known(&self, from: i64) -> bool {
        self.moment().is_none_or(|at| from <= at)
    }

    /// A note of the curator, which is written with hindsight and therefore hidden at a reference date.
    pub(super) fn note<'t>(&self, note: Option<&'t str>) -> Option<&'t str> {
        note.filter(|_| self.index.as_of.is_none())
    }
}

/// Builds the card of a subject.
pub(crate) fn subject_card(scope: Scope<'_>, subject: Subject) -> Card {
    let mut sections: Vec<Section> = match subject {
        Subject::Person(id) => person::sections(scope, id),
        Subject::Party(id) => party::sections(scope, id),
        Subject::Topic(id) => topic::sections(scope, id),
        Subject::Place(id) => topic::place_sections(scope, id),
        Subject::Source(id) => source::sections(scope, id),
        Subject::Proposal(reference) => proposal::sections(scope, reference),
    };
    sections.retain(|section| !section.lines.is_empty());
    Card { sections }
}
