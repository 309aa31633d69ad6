//! One record with its references resolved: what JSON writes whole, and CSV in columns.

use schemars::JsonSchema;
use serde::Serialize;

/// A record for scripts. Keys that do not apply are left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    /// An event.
    Event(Box<EventRecord>),
    /// A quote.
    Quote(Box<QuoteRecord>),
}

/// An id with the name that it stands for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Ref {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Wikidata item of a person, a party or a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
}

impl Ref {
    /// An id with its name, of what has no Wikidata item.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), wikidata: None }
    }
}

/// A time, as written and as what follows from it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Time {
    /// In the notation of the data format (EDTF and our extensions).
    pub raw: String,
    /// In words.
    pub words: String,
    /// IANA name of the zone on whose wall clock it is read.
    pub zone: String,
    /// Not before this did it start, on that clock, half-open with `latest`; none where the beginning is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Before this it had ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// Marked as approximate.
    pub approximate: bool,
    /// Marked as uncertain.
    pub uncertain: bool,
}

/// A source as one record uses it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceRecord {
    /// The id of the source.
    pub id: String,
    /// Publisher or author.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Where it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// An archived copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// When it was published, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// What kind of publication it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<&'static str>,
    /// Admiralty code, A to F.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<&'static str>,
    /// Admiralty code of this item, 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credibility: Option<u8>,
    /// Page or minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The source that it copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:tt $(<$inner:ty>)?,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, JsonSchema)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "is_empty")] pub $field: $type $(<$inner>)?,)+
        }
    };
}

/// Values that are left out where they say nothing.
trait Empty {
    fn is_nothing(&self) -> bool;
}

impl<T> Empty for Option<T> {
    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for String {
    fn is_nothing(&self) -> bool {
        false
    }
}

impl Empty for bool {
    fn is_nothing(&self) -> bool {
        !self
    }
}

fn is_empty(value: &impl Empty) -> bool {
    value.is_nothing()
}

record! {
    /// An event for scripts.
    EventRecord {
        /// The id.
        id: String,
        /// Shown only because a quote of it is selected.
        context: bool,
        /// The headline.
        title: String,
        /// The kind, of the vocabulary.
        kind: String,
        /// The kind of the dataset's own.
        own_kind: Option<Ref>,
        /// Whether it took place.
        status: String,
        /// When.
        when: Option<Time>,
        /// When it was to begin.
        due: Option<String>,
        /// How long it lasted.
        duration: Option<String>,
        /// Where.
        place: Option<Ref>,
        /// ISO 3166-1 code of the place.
        country: Option<String>,
        /// The building or room.
        venue: Option<String>,
        /// How those who took part were in touch.
        format: Option<String>,
        /// Who took part, by side.
        delegations: Vec<DelegationRecord>,
        /// Others who were there.
        people: Vec<Ref>,
        /// Concerned and not there.
        about: Vec<Ref>,
        /// What it was about.
        topics: Vec<Ref>,
        /// Texts that it dealt with.
        proposals: Vec<String>,
        /// What came of it, in one word.
        result: Option<String>,
        /// What came of it, in a sentence.
        outcome: Option<String>,
        /// What happened.
        summary: Option<String>,
        /// A remark.
        note: Option<String>,
        /// Free words.
        tags: Vec<String>,
        /// Ids of events that it follows from.
        follows: Vec<String>,
        /// The id of the event that it is part of.
        part_of: Option<String>,
        /// Ids of related events.
        related: Vec<String>,
        /// When it became public, as written.
        known: Option<String>,
        /// What was reported before the final word.
        reports: Vec<ReportRecord>,
        /// Rival accounts.
        claims: Vec<ClaimRecord>,
        /// Where it is known from.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// One side of an event.
    DelegationRecord {
        /// The side.
        party: Ref,
        /// Its part in the event.
        role: Option<String>,
        /// Its members.
        people: Vec<Ref>,
        /// The id of its head.
        head: Option<String>,
    }
}

record! {
    /// What was reported of an event on a date.
    ReportRecord {
        /// The date, as written.
        on: String,
        /// The status then.
        status: Option<String>,
        /// The time then, as written.
        when: Option<String>,
        /// The place then.
        place: Option<Ref>,
        /// In words.
        note: Option<String>,
        /// Who reported it.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// A rival account of one field.
    ClaimRecord {
        /// The field.
        field: String,
        /// What the account says, in words.
        value: String,
        /// Whose account it is.
        by: Option<Ref>,
        /// Where it is known from.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// A quote for scripts.
    QuoteRecord {
        /// The id.
        id: String,
        /// The words.
        text: String,
        /// The words with the punctuation that they may carry.
        quotation: String,
        /// Who said them; without an id where the speaker is described and not named.
        speaker: Option<Ref>,
        /// The description of a speaker who is not named.
        speaker_desc: Option<String>,
        /// The office that the speaker held then.
        role: Option<String>,
        /// The party spoken for.
        party: Option<Ref>,
        /// The event.
        event: Option<Ref>,
        /// When they were said.
        when: Option<Time>,
        /// When they were published, as written.
        published: Option<String>,
        /// Where.
        place: Option<Ref>,
        /// Through which channel.
        channel: Option<String>,
        /// In or to which outlet.
        outlet: Option<String>,
        /// The persons addressed.
        to: Vec<Ref>,
        /// Who passed them on.
        relayed_by: Option<Ref>,
        /// BCP 47 tag of the words as spoken.
        language: Option<String>,
        /// The words as spoken.
        original: Option<String>,
        /// Who translated them.
        translated: Option<String>,
        /// How close the text is to the words spoken.
        fidelity: String,
        /// What they are about.
        topics: Vec<Ref>,
        /// Where the speaker stands, by topic.
        stances: Vec<StanceRecord>,
        /// The condition of a conditional stance.
        condition: Option<String>,
        /// What the speaker does by saying it.
        act: Option<String>,
        /// Ids of quotes that it contradicts.
        disputes: Vec<String>,
        /// Ids of quotes that it answers.
        replies_to: Vec<String>,
        /// Ids of quotes that it corrects.
        corrects: Vec<String>,
        /// The id of the quote of which this is the same utterance in other words.
        rendering_of: Option<String>,
        /// Texts that it is about.
        proposals: Vec<String>,
        /// Free words.
        tags: Vec<String>,
        /// A remark.
        note: Option<String>,
        /// Where it is known from.
        sources: Vec<SourceRecord>,
    }
}

/// A stance on one topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StanceRecord {
    /// The topic.
    pub topic: Ref,
    /// The stance.
    pub stance: &'static str,
}

impl Empty for Ref {
    fn is_nothing(&self) -> bool {
        false
    }
}
