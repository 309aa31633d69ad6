//! Records with resolved references: JSON exports them whole, CSV in columns.

use schemars::JsonSchema;
use serde::Serialize;

use super::keys::Keys;

/// A record for scripts. Empty keys are omitted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Record {
    /// An event.
    Event(Box<EventRecord>),
    /// A quote.
    Quote(Box<QuoteRecord>),
}

impl Record {
    /// The columns by which SQL selects.
    pub(super) fn keys(&self) -> &Keys {
        match self {
            Self::Event(event) => &event.keys,
            Self::Quote(quote) => &quote.keys,
        }
    }
}

/// An id with its name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Ref {
    /// Id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Wikidata item of a person, a party or a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wikidata: Option<String>,
}

impl Ref {
    /// An id with its name, of what has no Wikidata item.
    pub(crate) fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), wikidata: None }
    }
}

/// A time as written, with its bounds.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Time {
    /// In the notation of the data format (extended EDTF).
    pub(crate) raw: String,
    /// In words.
    pub(crate) words: String,
    /// IANA name of the time zone in which it is read.
    pub(crate) zone: String,
    /// Earliest possible start on that wall clock, inclusive; omitted if open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) earliest: Option<String>,
    /// Latest possible end, exclusive; omitted if open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) latest: Option<String>,
    /// Marked as approximate.
    pub(crate) approximate: bool,
    /// Marked as uncertain.
    pub(crate) uncertain: bool,
}

/// A source as cited by a record.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct SourceRecord {
    /// Id.
    pub(crate) id: String,
    /// Publisher or author.
    pub(crate) publisher: String,
    /// Title.
    pub(crate) title: String,
    /// URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// URL of an archived copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) archive: Option<String>,
    /// Publication date, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    /// Class of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<&'static str>,
    /// Reliability, Admiralty code A to F.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reliability: Option<&'static str>,
    /// Credibility of the information, Admiralty code 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credibility: Option<u8>,
    /// Page, paragraph or minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) locator: Option<String>,
    /// Id of the source that it copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<String>,
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:tt $(<$inner:ty>)?,)+ $(..$keys:ident)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, JsonSchema)]
        pub(crate) struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "is_empty")] pub(crate) $field: $type $(<$inner>)?,)+
            $(#[serde(flatten)] pub(crate) keys: $keys,)?
        }
    };
}

/// Values that are omitted if empty.
trait Empty {
    fn is_omitted(&self) -> bool;
}

impl<T> Empty for Option<T> {
    fn is_omitted(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_omitted(&self) -> bool {
        self.is_empty()
    }
}

impl Empty for String {
    fn is_omitted(&self) -> bool {
        false
    }
}

impl Empty for bool {
    fn is_omitted(&self) -> bool {
        !self
    }
}

fn is_empty(value: &impl Empty) -> bool {
    value.is_omitted()
}

record! {
    /// An event for scripts.
    EventRecord {
        /// Id.
        id: String,
        /// Included only because a quote of it is selected.
        context: bool,
        /// Headline.
        title: String,
        /// Kind of the vocabulary.
        kind: String,
        /// Kind defined by the dataset.
        own_kind: Option<Ref>,
        /// Status.
        status: String,
        /// Time.
        when: Option<Time>,
        /// Scheduled time, as written.
        due: Option<String>,
        /// Reported duration.
        duration: Option<String>,
        /// Place.
        place: Option<Ref>,
        /// Country of the place, ISO 3166-1.
        country: Option<String>,
        /// Building or room.
        venue: Option<String>,
        /// How the participants communicated.
        format: Option<String>,
        /// Delegations.
        delegations: Vec<DelegationRecord>,
        /// Other persons present.
        people: Vec<Ref>,
        /// Persons concerned but not present.
        about: Vec<Ref>,
        /// Topics.
        topics: Vec<Ref>,
        /// Proposals discussed.
        proposals: Vec<String>,
        /// Result, in one word.
        result: Option<String>,
        /// Outcome, in a sentence.
        outcome: Option<String>,
        /// Summary.
        summary: Option<String>,
        /// Note.
        note: Option<String>,
        /// Tags.
        tags: Vec<String>,
        /// Ids of the events that led to it.
        follows: Vec<String>,
        /// Id of the event that it is part of.
        part_of: Option<String>,
        /// Ids of related events.
        related: Vec<String>,
        /// When it became public, as written.
        known: Option<String>,
        /// Reports before the final word.
        reports: Vec<ReportRecord>,
        /// Conflicting accounts.
        claims: Vec<ClaimRecord>,
        /// Best credibility among its sources, Admiralty code 1 to 6.
        credibility: Option<u8>,
        /// What to know before relying on it, in words.
        caveats: Vec<String>,
        /// Sources.
        sources: Vec<SourceRecord>,
        ..Keys
    }
}

record! {
    /// A delegation at an event.
    DelegationRecord {
        /// Party.
        party: Ref,
        /// Role at the event.
        role: Option<String>,
        /// Members.
        people: Vec<Ref>,
        /// Id of the head.
        head: Option<String>,
    }
}

record! {
    /// What was reported about an event on a date.
    ReportRecord {
        /// Date, as written.
        on: String,
        /// Reported status.
        status: Option<String>,
        /// Reported time, as written.
        when: Option<String>,
        /// Reported place.
        place: Option<Ref>,
        /// Note.
        note: Option<String>,
        /// Sources of the report.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// A conflicting account of one field.
    ClaimRecord {
        /// Field.
        field: String,
        /// Value according to this account, in words.
        value: String,
        /// Whose account it is, if known.
        by: Option<Ref>,
        /// Sources.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// A quote for scripts.
    QuoteRecord {
        /// The id.
        id: String,
        /// Text.
        text: String,
        /// Text with the punctuation that it may have.
        quotation: String,
        /// Speaker, if named.
        speaker: Option<Ref>,
        /// Description of a speaker who is not named.
        speaker_desc: Option<String>,
        /// Office of the speaker at the time.
        role: Option<String>,
        /// Party of the quote.
        party: Option<Ref>,
        /// Event.
        event: Option<Ref>,
        /// Time.
        when: Option<Time>,
        /// Publication date, as written.
        published: Option<String>,
        /// Place.
        place: Option<Ref>,
        /// Channel.
        channel: Option<String>,
        /// Outlet.
        outlet: Option<String>,
        /// Persons addressed.
        to: Vec<Ref>,
        /// Who relayed it.
        relayed_by: Option<Ref>,
        /// Original language, a BCP 47 tag.
        language: Option<String>,
        /// Original text.
        original: Option<String>,
        /// Who translated it.
        translated: Option<String>,
        /// How closely the text follows the words spoken.
        fidelity: String,
        /// Topics.
        topics: Vec<Ref>,
        /// Stances by topic.
        stances: Vec<StanceRecord>,
        /// Condition of a conditional stance.
        condition: Option<String>,
        /// Speech act.
        act: Option<String>,
        /// Ids of quotes that it disputes.
        disputes: Vec<String>,
        /// Ids of quotes that dispute it.
        disputed_by: Vec<String>,
        /// Ids of quotes that it replies to.
        replies_to: Vec<String>,
        /// Ids of quotes that it corrects.
        corrects: Vec<String>,
        /// Ids of quotes that correct it.
        corrected_by: Vec<String>,
        /// Id of the quote of which this is another rendering.
        rendering_of: Option<String>,
        /// Ids of other renderings of it.
        renderings: Vec<String>,
        /// Best credibility among its sources, Admiralty code 1 to 6.
        credibility: Option<u8>,
        /// What to know before relying on it, in words.
        caveats: Vec<String>,
        /// Proposals that it is about.
        proposals: Vec<String>,
        /// Tags.
        tags: Vec<String>,
        /// Note.
        note: Option<String>,
        /// Sources.
        sources: Vec<SourceRecord>,
        ..Keys
    }
}

/// A stance on one topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct StanceRecord {
    /// The topic.
    pub(crate) topic: Ref,
    /// The stance.
    pub(crate) stance: &'static str,
}

impl Empty for Ref {
    fn is_omitted(&self) -> bool {
        false
    }
}

record! {
    /// A proposal that records cite, with its versions.
    ProposalRecord {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// Other names.
        aliases: Vec<String>,
        /// Kind.
        kind: Option<String>,
        /// Authors.
        by: Vec<Ref>,
        /// Note.
        note: Option<String>,
        /// Versions in chronological order.
        versions: Vec<VersionRecord>,
    }
}

record! {
    /// A version of a proposal.
    VersionRecord {
        /// Id as records cite it: `proposal@version`.
        id: String,
        /// Name.
        name: String,
        /// When it was put forward, as written.
        when: String,
        /// When it became public, as written.
        published: Option<String>,
        /// Authors, if not those of the proposal.
        by: Vec<Ref>,
        /// Ids of the versions that it is based on.
        parents: Vec<String>,
        /// Reported number of points.
        count: Option<u32>,
        /// Summary.
        summary: Option<String>,
        /// Changes from its parents.
        changes: Option<String>,
        /// Status.
        status: Option<String>,
        /// Authenticity.
        authenticity: Option<String>,
        /// Points, as far as they are known.
        points: Vec<PointRecord>,
        /// Sources.
        sources: Vec<SourceRecord>,
    }
}

record! {
    /// A point of a version.
    PointRecord {
        /// Number in this version.
        number: String,
        /// Summary or short quotation.
        text: String,
        /// Topic.
        topic: Option<Ref>,
        /// Numbers of the points in the parent version that it is based on.
        from: Vec<String>,
        /// State.
        state: Option<String>,
    }
}
