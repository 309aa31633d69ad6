//! Quotes: statements with their provenance, as records of their own.

mod details;

use std::sync::Arc;

pub use details::QuoteDetails;
use thin_vec::ThinVec;

use super::ids::{EventId, HasId, PersonId, PlaceId, TopicId};
use super::people::Actor;
use super::source::Citation;
use super::text::Text;
use super::vocabulary::{Act, Channel, Fidelity, Stance, Translated};
use super::when::When;

/// A quote. Time, sources, place, proposals and topics that it does not have itself are taken from its event; see the `quote_…`
/// methods of [`super::Dataset`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Id as written, else `EVENT-ID#N` or `quote#N`, numbered in the order of the files.
    pub id: Text,
    /// Whether the id is written; only then can other records refer to it.
    pub id_is_written: bool,
    /// Text.
    pub text: Text,
    /// Speaker.
    pub speaker: Speaker,
    /// The event at which it was said, or which it is about.
    pub event: Option<EventId>,
    /// When it was said, if not at the time of the event.
    pub when: Option<Box<When>>,
    /// Channel.
    pub channel: Option<Channel>,
    /// Persons addressed.
    pub to: ThinVec<PersonId>,
    /// Original language, a BCP 47 tag.
    pub language: Option<Arc<str>>,
    /// Original text, if `text` is a translation.
    pub original: Option<Text>,
    /// Who translated it.
    pub translated: Option<Translated>,
    /// How closely the text follows the words spoken.
    pub fidelity: Fidelity,
    /// Whether the fidelity is written, rather than the default.
    pub fidelity_is_written: bool,
    /// Own topics; see [`super::Dataset::quote_topics`].
    pub topics: ThinVec<TopicId>,
    /// The speaker's stance.
    pub stance: Option<Stances>,
    /// Speech act.
    pub act: Option<Act>,
    /// Place, if not that of the event.
    pub place: Option<PlaceId>,
    /// The curator's note.
    pub note: Option<Text>,
    /// Sources, if not those of the event; possibly none that is known.
    pub sources: Option<ThinVec<Citation>>,
    /// What few quotes have, if it has any of it.
    pub details: Option<Box<QuoteDetails>>,
}

/// The speaker of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A person or party.
    Actor(Actor),
    /// Somebody described but not named ("a senior US official"); never identified with a person.
    Described(Text),
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
    ByTopic(ThinVec<(TopicId, Stance)>),
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
