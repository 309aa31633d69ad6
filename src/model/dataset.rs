//! A whole dataset, and what can only be answered with more than one record.

use std::path::PathBuf;
use std::sync::Arc;

use super::ids::{EventId, HasId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, QuoteId, SourceId, TopicId};
use super::people::{Actor, Party, Person, Place, Topic};
use super::proposal::{Proposal, ProposalRef, Version};
use super::source::{Citation, Source};
use super::table::Table;
use super::tables::AnyId;
use super::text::Text;
use super::vocabulary::{Kind, Stance};
use super::when::{Bounds, When, Zone};
use super::{Event, Quote, Speaker, Stances};

/// Metadata of the dataset.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The title.
    pub title: Text,
    /// Description.
    pub description: Option<Text>,
    /// Version to cite.
    pub version: Option<Text>,
    /// The time zone of times that have no other.
    pub timezone: Option<Zone>,
    /// Language of the texts, a BCP 47 tag.
    pub language: Option<Text>,
    /// The period that was researched. Outside it, the absence of records means nothing.
    pub coverage: Option<(When, Bounds)>,
    /// Licence, an SPDX identifier.
    pub license: Option<Text>,
    /// The people who maintain it.
    pub curators: Vec<Text>,
    /// Home page.
    pub homepage: Option<Text>,
    /// Criteria for including and excluding records.
    pub selection: Option<Text>,
}

/// A named query that comes with the dataset.
#[derive(Debug, Clone)]
pub struct SavedView {
    /// Id.
    pub id: Text,
    /// Title.
    pub title: Text,
    /// The query.
    pub query: Text,
    /// Name of the lens to open it in.
    pub lens: Option<Text>,
    /// Note.
    pub note: Option<Text>,
}

/// An event kind defined by the dataset.
#[derive(Debug, Clone)]
pub struct OwnKind {
    /// Id.
    pub(crate) id: Text,
    /// Display name.
    pub(crate) name: Text,
    /// The kind of the vocabulary as which it counts.
    pub(crate) like: Kind,
}

impl HasId for OwnKind {
    fn id(&self) -> &str {
        &self.id
    }
}

/// Where a record is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Origin {
    /// The position of the file in [`Dataset::files`].
    pub file: u32,
    /// The line of its header, from 1.
    pub line: u32,
}

/// An event or a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordRef {
    /// An event.
    Event(EventId),
    /// A quote.
    Quote(QuoteId),
}

impl RecordRef {
    /// The record as one of any table.
    pub(crate) fn any(self) -> AnyId {
        match self {
            Self::Event(id) => AnyId::of(id),
            Self::Quote(id) => AnyId::of(id),
        }
    }
}

/// A whole negotiation.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Metadata.
    pub about: About,
    /// Parties.
    pub parties: Table<PartyId, Party>,
    /// Persons.
    pub persons: Table<PersonId, Person>,
    /// Places.
    pub places: Table<PlaceId, Place>,
    /// Topics.
    pub topics: Table<TopicId, Topic>,
    /// Sources.
    pub sources: Table<SourceId, Source>,
    /// Proposals.
    pub proposals: Table<ProposalId, Proposal>,
    /// Event kinds defined by the dataset.
    pub kinds: Table<KindId, OwnKind>,
    /// Events in the order of the files.
    pub events: Table<EventId, Event>,
    /// Quotes in the order of the files.
    pub quotes: Table<QuoteId, Quote>,
    /// Saved views.
    pub views: Vec<SavedView>,
    /// The files, indexed by [`Origin::file`].
    pub files: Vec<PathBuf>,
    /// Where each event is defined.
    pub event_origins: Arc<[Origin]>,
    /// Where each quote is defined.
    pub quote_origins: Arc<[Origin]>,
}

impl Dataset {
    /// The time zone of a place, or of the dataset where the place has none.
    pub(crate) fn home(&self, place: Option<PlaceId>) -> Option<Zone> {
        place.and_then(|place| self.places[place].timezone).or(self.about.timezone)
    }

    /// The event that a quote belongs to.
    pub(crate) fn event_of(&self, quote: &Quote) -> Option<&Event> {
        quote.event.map(|event| &self.events[event])
    }

    /// When the quote was said: its own time, else its event's.
    pub fn quote_when<'a>(&'a self, quote: &'a Quote) -> Option<&'a When> {
        quote.when().or_else(|| self.event_of(quote)?.when())
    }

    /// Where the quote was said: its own place, else its event's.
    pub(crate) fn quote_place(&self, quote: &Quote) -> Option<PlaceId> {
        quote.place.or_else(|| self.event_of(quote)?.place)
    }

    /// The quote's sources: its own, else its event's.
    pub fn quote_sources<'a>(&'a self, quote: &'a Quote) -> &'a [Citation] {
        quote.sources.as_deref().unwrap_or_else(|| self.event_of(quote).map_or(&[], |event| &event.sources))
    }

    /// The quote's topics: its own, else its event's.
    pub fn quote_topics<'a>(&'a self, quote: &'a Quote) -> &'a [TopicId] {
        if quote.topics.is_empty() { self.event_of(quote).map_or(&[], |event| &event.topics) } else { &quote.topics }
    }

    /// The quote's proposals: its own, else its event's.
    pub(crate) fn quote_proposals<'a>(&'a self, quote: &'a Quote) -> &'a [ProposalRef] {
        if quote.proposals().is_empty() {
            self.event_of(quote).map_or(&[], |event| &event.proposals)
        } else {
            quote.proposals()
        }
    }

    /// The time zone in which a record's times are read.
    pub(crate) fn home_of(&self, record: RecordRef) -> Option<Zone> {
        self.home(match record {
            RecordRef::Event(event) => self.events[event].place,
            RecordRef::Quote(quote) => self.quote_place(&self.quotes[quote]),
        })
    }

    /// When a record happened or was said.
    pub(crate) fn when(&self, record: RecordRef) -> Option<&When> {
        match record {
            RecordRef::Event(event) => self.events[event].when(),
            RecordRef::Quote(quote) => self.quote_when(&self.quotes[quote]),
        }
    }

    /// The bounds of a record's time. Times that do not exist in their zone are rejected by the loader.
    pub fn bounds(&self, record: RecordRef) -> Option<Bounds> {
        // A quote that takes the time of its event also takes the zone, whatever its own place.
        let home = match record {
            RecordRef::Quote(quote) if self.quotes[quote].when.is_none() => self.quotes[quote]
                .event
                .map_or_else(|| self.home_of(record), |event| self.home(self.events[event].place)),
            _ => self.home_of(record),
        };
        self.when(record)?.bounds(home).ok()
    }

    /// The sources of a record.
    pub(crate) fn sources_of(&self, record: RecordRef) -> &[Citation] {
        match record {
            RecordRef::Event(event) => &self.events[event].sources,
            RecordRef::Quote(quote) => self.quote_sources(&self.quotes[quote]),
        }
    }

    /// The id of a record.
    pub fn record_id(&self, record: RecordRef) -> &str {
        match record {
            RecordRef::Event(event) => &self.events[event].id,
            RecordRef::Quote(quote) => &self.quotes[quote].id,
        }
    }

    /// The record with an id. Events come before quotes.
    pub(crate) fn find_record(&self, id: &str) -> Option<RecordRef> {
        self.events.find(id).map(RecordRef::Event).or_else(|| self.quotes.find(id).map(RecordRef::Quote))
    }

    /// Whether there is a record at its position.
    pub(crate) fn has_record(&self, record: RecordRef) -> bool {
        match record {
            RecordRef::Event(event) => self.events.has(event),
            RecordRef::Quote(quote) => self.quotes.has(quote),
        }
    }

    /// Where a record is defined.
    pub(crate) fn origin(&self, record: RecordRef) -> Origin {
        match record {
            RecordRef::Event(event) => self.event_origins.get(event.index()).copied().unwrap_or_default(),
            RecordRef::Quote(quote) => self.quote_origins.get(quote.index()).copied().unwrap_or_default(),
        }
    }

    /// The name of a person or party.
    pub(crate) fn actor_name(&self, actor: Actor) -> &str {
        match actor {
            Actor::Person(person) => &self.persons[person].name,
            Actor::Party(party) => &self.parties[party].name,
        }
    }

    /// The name or description of the speaker.
    pub(crate) fn speaker_name<'a>(&'a self, quote: &'a Quote) -> &'a str {
        match &quote.speaker {
            Speaker::Actor(actor) => self.actor_name(*actor),
            Speaker::Described(description) => description,
        }
    }

    /// The party of a quote: the one spoken for, else that of the speaker at that time, else the speaker if it is a party.
    pub(crate) fn quote_party(&self, quote: &Quote, wall: Option<i64>) -> Option<PartyId> {
        quote.on_behalf_of().or_else(|| match quote.speaker.actor()? {
            // Nobody knows which office an undated quote was spoken in.
            Actor::Person(person) if wall.is_none() => self.persons[person].party,
            Actor::Person(person) => self.persons[person].party_at(wall),
            Actor::Party(party) => Some(party),
        })
    }

    /// The quote that a rendering renders, over any number of steps, if it is a rendering.
    pub fn rendered(&self, quote: &Quote) -> Option<QuoteId> {
        std::iter::successors(quote.rendering_of(), |&id| self.quotes[id].rendering_of()).last()
    }

    /// The best credibility among the sources of a record (Admiralty code): 6, which cannot be judged, only without another.
    pub(crate) fn credibility(&self, record: RecordRef) -> Option<u8> {
        let figures = || self.sources_of(record).iter().filter_map(|citation| citation.credibility);
        figures().filter(|figure| *figure != 6).min().or_else(|| figures().next())
    }

    /// The best reliability among the sources of a record (Admiralty code): F, which cannot be judged, only without another.
    pub(crate) fn reliability(&self, record: RecordRef) -> Option<super::vocabulary::Reliability> {
        use super::vocabulary::Reliability;
        let letters =
            || self.sources_of(record).iter().filter_map(|citation| self.sources[citation.source].reliability);
        letters().filter(|letter| *letter != Reliability::F).min().or_else(|| letters().next())
    }

    /// The stances of a quote by topic. An interpretation of somebody else's position has none; a rendering has those of the
    /// quote that it renders.
    pub fn stances(&self, quote: &Quote) -> Vec<(TopicId, Stance)> {
        let coded = self.rendered(quote).map_or(quote, |original| &self.quotes[original]);
        if coded.act == Some(super::vocabulary::Act::Interpret) {
            return Vec::new();
        }
        match &coded.stance {
            None => Vec::new(),
            Some(Stances::All(stance)) => self.quote_topics(coded).iter().map(|&topic| (topic, *stance)).collect(),
            Some(Stances::ByTopic(stances)) => stances.to_vec(),
        }
    }

    /// The version that a reference points to, if it points to one.
    pub(crate) fn version(&self, reference: ProposalRef) -> Option<&Version> {
        self.proposals[reference.proposal].versions.get(reference.version? as usize)
    }

    /// A proposal or version as data and queries refer to it: `us-plan@28`.
    pub(crate) fn proposal_id(&self, reference: ProposalRef) -> String {
        let proposal = &self.proposals[reference.proposal].id;
        self.version(reference).map_or_else(|| proposal.to_string(), |version| format!("{proposal}@{}", version.id))
    }

    /// A topic and its ancestors, nearest first. The loader rejects cycles.
    pub fn topic_and_ancestors(&self, topic: TopicId) -> impl Iterator<Item = TopicId> {
        std::iter::successors(Some(topic), |&topic| self.topics[topic].parent)
    }

    /// A party and its ancestors, nearest first.
    pub(crate) fn party_and_ancestors(&self, party: PartyId) -> impl Iterator<Item = PartyId> {
        std::iter::successors(Some(party), |&party| self.parties[party].parent)
    }

    /// A source and what it copies, over any number of steps (`via`), the original last. The loader rejects cycles.
    pub(crate) fn source_and_originals(&self, source: SourceId) -> impl Iterator<Item = SourceId> {
        std::iter::successors(Some(source), |&source| self.sources[source].via)
    }

    /// The independent origin of a source: what it copies in the end, or the source itself.
    pub(crate) fn original(&self, source: SourceId) -> SourceId {
        self.source_and_originals(source).last().unwrap_or(source)
    }

    /// The display name of an event's kind.
    pub(crate) fn kind_label(&self, event: &Event) -> &str {
        use super::vocabulary::Vocabulary;
        event.kind.own.map_or(event.kind.base.label(), |own| &self.kinds[own].name)
    }
}
