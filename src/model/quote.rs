//! A quote: words that somebody said, as a record of its own with its provenance.

use super::ids::{EventId, HasId, PartyId, PersonId, PlaceId, QuoteId, TopicId};
use super::people::Actor;
use super::proposal::ProposalRef;
use super::source::Citation;
use super::vocabulary::{Act, Channel, Fidelity, Stance, Translated};
use super::when::{Bounds, When};

/// Words that somebody said. What a quote lacks (time, sources, place, proposals, topics) it takes from its event; see
/// the `quote_…` methods of [`super::Dataset`].
#[derive(Debug, Clone)]
pub struct Quote {
    /// As written, else `EVENT-ID#N` or `quote#N`, counted in the order of the files.
    pub id: Box<str>,
    /// Whether the id was written; only then may others refer to it.
    pub id_is_written: bool,
    /// The words.
    pub text: Box<str>,
    /// Who said them.
    pub speaker: Speaker,
    /// The event that they were said at or are about.
    pub event: Option<EventId>,
    /// When they were said, if that is not simply the event's time.
    pub when: Option<When>,
    /// When they were published, with the bounds in the dataset's zone.
    pub published: Option<(When, Bounds)>,
    /// Through which channel.
    pub channel: Option<Channel>,
    /// In or to which outlet.
    pub outlet: Option<Box<str>>,
    /// The party spoken for, if not the speaker's.
    pub on_behalf_of: Option<PartyId>,
    /// The persons addressed.
    pub to: Vec<PersonId>,
    /// Who passed the words on.
    pub relayed_by: Option<Actor>,
    /// BCP 47 tag of the language in which they were spoken.
    pub language: Option<Box<str>>,
    /// The words as spoken, where the text is a translation.
    pub original: Option<Box<str>>,
    /// Who translated them.
    pub translated: Option<Translated>,
    /// How close the text is to the words spoken.
    pub fidelity: Fidelity,
    /// Whether the fidelity was written rather than assumed.
    pub fidelity_is_written: bool,
    /// Its own topics; see [`super::Dataset::quote_topics`].
    pub topics: Vec<TopicId>,
    /// Where the speaker stands.
    pub stance: Option<Stances>,
    /// The condition of a conditional stance.
    pub condition: Option<Box<str>>,
    /// What the speaker does by saying it.
    pub act: Option<Act>,
    /// Quotes that this one contradicts.
    pub disputes: Vec<QuoteId>,
    /// Quotes that it answers.
    pub replies_to: Vec<QuoteId>,
    /// Quotes that it corrects.
    pub corrects: Vec<QuoteId>,
    /// The quote of which this is the same utterance in another outlet's or translator's words.
    pub rendering_of: Option<QuoteId>,
    /// Where it was said, if not at the event's place.
    pub place: Option<PlaceId>,
    /// The texts that it is about.
    pub proposals: Vec<ProposalRef>,
    /// Free words.
    pub tags: Vec<Box<str>>,
    /// A remark of the curator.
    pub note: Option<Box<str>>,
    /// Where it is known from, if not simply from the event's sources.
    pub sources: Vec<Citation>,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody named.
    Actor(Actor),
    /// Somebody described and not named ("a senior US official"); never merged with a person.
    Described(Box<str>),
}

impl Speaker {
    /// The person or party, where it is named.
    pub fn actor(&self) -> Option<Actor> {
        match self {
            Self::Actor(actor) => Some(*actor),
            Self::Described(_) => None,
        }
    }
}

/// A stance on all topics of the quote, or one for each of some of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stances {
    /// The same on all topics of the quote.
    All(Stance),
    /// By topic.
    ByTopic(Vec<(TopicId, Stance)>),
}

impl Stances {
    /// Whether there is any stance.
    pub fn says_something(&self) -> bool {
        !matches!(self, Self::ByTopic(stances) if stances.is_empty())
    }
}

impl HasId for Quote {
    fn id(&self) -> &str {
        &self.id
    }
}
