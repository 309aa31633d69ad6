//! Quotes: statements with their provenance, as records of their own.

use super::ids::{EventId, HasId, PartyId, PersonId, PlaceId, QuoteId, TopicId};
use super::people::Actor;
use super::proposal::ProposalRef;
use super::source::Citation;
use super::vocabulary::{Act, Channel, Fidelity, Stance, Translated};
use super::when::{Bounds, When};

/// A quote. Time, sources, place, proposals and topics that it does not have itself are taken from its event; see the `quote_…`
/// methods of [`super::Dataset`].
#[derive(Debug, Clone)]
pub struct Quote {
    /// Id as written, else `EVENT-ID#N` or `quote#N`, numbered in the order of the files.
    pub id: Box<str>,
    /// Whether the id is written; only then can other records refer to it.
    pub id_is_written: bool,
    /// Text.
    pub text: Box<str>,
    /// Speaker.
    pub speaker: Speaker,
    /// The event at which it was said, or which it is about.
    pub event: Option<EventId>,
    /// When it was said, if not at the time of the event.
    pub when: Option<When>,
    /// When it was published, with its bounds in the time zone of the dataset.
    pub published: Option<(When, Bounds)>,
    /// Channel.
    pub channel: Option<Channel>,
    /// Outlet.
    pub outlet: Option<Box<str>>,
    /// The party spoken for, if not that of the speaker.
    pub on_behalf_of: Option<PartyId>,
    /// Persons addressed.
    pub to: Vec<PersonId>,
    /// Who relayed it.
    pub relayed_by: Option<Actor>,
    /// Original language, a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// Original text, if `text` is a translation.
    pub original: Option<Box<str>>,
    /// Who translated it.
    pub translated: Option<Translated>,
    /// How closely the text follows the words spoken.
    pub fidelity: Fidelity,
    /// Whether the fidelity is written, rather than the default.
    pub fidelity_is_written: bool,
    /// Own topics; see [`super::Dataset::quote_topics`].
    pub topics: Vec<TopicId>,
    /// The speaker's stance.
    pub stance: Option<Stances>,
    /// Condition of a conditional stance.
    pub condition: Option<Box<str>>,
    /// Speech act.
    pub act: Option<Act>,
    /// Quotes that it disputes.
    pub disputes: Vec<QuoteId>,
    /// Quotes that it replies to.
    pub replies_to: Vec<QuoteId>,
    /// Quotes that it corrects.
    pub corrects: Vec<QuoteId>,
    /// The quote of which this is another rendering: the same statement as reported or translated by somebody else.
    pub rendering_of: Option<QuoteId>,
    /// Place, if not that of the event.
    pub place: Option<PlaceId>,
    /// Proposals that it is about.
    pub proposals: Vec<ProposalRef>,
    /// Tags.
    pub tags: Vec<Box<str>>,
    /// The curator's note.
    pub note: Option<Box<str>>,
    /// Sources, if not those of the event; possibly none that is known.
    pub sources: Option<Vec<Citation>>,
}

/// The speaker of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A person or party.
    Actor(Actor),
    /// Somebody described but not named ("a senior US official"); never identified with a person.
    Described(Box<str>),
}

impl Speaker {
    /// The person or party, unless it is only described.
    pub fn actor(&self) -> Option<Actor> {
        match self {
            Self::Actor(actor) => Some(*actor),
            Self::Described(_) => None,
        }
    }
}

/// The stance of a quote: one for all its topics, or by topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stances {
    /// The same on all topics of the quote.
    All(Stance),
    /// By topic.
    ByTopic(Vec<(TopicId, Stance)>),
}

impl Stances {
    /// Whether it contains any stance.
    pub(crate) fn is_meaningful(&self) -> bool {
        !matches!(self, Self::ByTopic(stances) if stances.is_empty())
    }
}

impl HasId for Quote {
    fn id(&self) -> &str {
        &self.id
    }
}
