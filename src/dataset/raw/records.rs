//! Events and quotes as written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{At, Blank, Read, Reader, Value};
use super::table;
use super::values::{Date, Lang, Line, NewId, Passage, Publisher, QuoteId, Ref, Tag, Text};
use super::words::OneOf;
use crate::dataset::tree::Content;
use crate::diagnostic::Location;
use crate::model::vocabulary::{
    Act, Channel, ClaimField, DelegationRole, EventFormat, Fidelity, ResultCode, Stance, Status, Translated,
};
use crate::model::when::When;
use crate::model::{self, Duration};

table! {
    /// An event: something that happened, is planned or was cancelled.
    RawEvent {
        /// Id.
        req "id" id: At<NewId>,
        /// Neutral headline.
        req "title" title: Line,
        /// Kind: a word of the vocabulary, or a kind defined by the dataset.
        req "kind" kind: At<Ref>,
        /// Time; omit if unknown.
        opt "when" when: At<When>,
        /// Status; default held.
        opt "status" status: At<OneOf<Status>>,
        /// Scheduled time.
        opt "due" due: At<When>,
        /// Reported duration.
        opt "duration" duration: Duration,
        /// Place.
        opt "place" place: At<Ref>,
        /// Building or room.
        opt "venue" venue: Text,
        /// How the participants communicated.
        opt "format" format: OneOf<EventFormat>,
        /// Delegations.
        list "delegations" delegations: RawDelegation,
        /// Other persons present.
        list "people" people: At<Ref>,
        /// Persons concerned but not present.
        list "about" about: At<Ref>,
        /// Topics.
        list "topics" topics: At<Ref>,
        /// Proposals discussed: proposal or proposal@version.
        list "proposals" proposals: At<Ref>,
        /// Result, in one word.
        opt "result" result: At<OneOf<ResultCode>>,
        /// Outcome, in a sentence.
        opt "outcome" outcome: Text,
        /// Summary of what happened.
        opt "summary" summary: Text,
        /// The curator's note.
        opt "note" note: Text,
        /// Tags, free words.
        list "tags" tags: Tag,
        /// Position among the events of a day whose times are unknown.
        opt "seq" seq: i64,
        /// Events that led to this one.
        list "follows" follows: At<Ref>,
        /// The event that it is part of.
        opt "part-of" part_of: At<Ref>,
        /// Other related events.
        list "related" related: At<Ref>,
        /// When it became public, if later than the event.
        opt "known" known: At<Date>,
        /// Sources.
        list "sources" sources: RawCitation,
        /// Reports before the final word.
        list "report" reports: RawReport,
        /// Conflicting accounts of single fields.
        list "claim" claims: RawClaim,
    }
}

table! {
    /// A delegation at an event.
    RawDelegation {
        /// Party.
        req "party" party: At<Ref>,
        /// Members.
        list "people" people: At<Ref>,
        /// Role at the event.
        opt "role" role: OneOf<DelegationRole>,
        /// Head of the delegation, a person.
        opt "head" head: At<Ref>,
    }
}

table! {
    /// What was publicly reported about the event on a date: one or more of status, when, place and note.
    RawReport {
        /// Date of the report.
        req "on" on: At<Date>,
        /// Reported status.
        opt "status" status: OneOf<Status>,
        /// Reported time.
        opt "when" when: At<When>,
        /// Reported place.
        opt "place" place: At<Ref>,
        /// Note.
        opt "note" note: Text,
        /// Sources of the report.
        list "sources" sources: RawCitation,
    }
}

table! {
    /// A conflicting account of one field. Requires by or sources.
    RawClaim {
        /// Field.
        req "field" field: OneOf<ClaimField>,
        /// Value according to this account, written as in the field.
        req "value" value: At<RawClaimValue>,
        /// The party or person whose account it is.
        opt "by" by: At<Ref>,
        /// Sources.
        list "sources" sources: RawCitation,
    }
}

/// The value of a claim: a string, or an array of persons.
#[derive(Debug, Clone)]
pub(crate) enum RawClaimValue {
    /// Of every field but `people`.
    Text(model::Text),
    /// Of `people`.
    People(Vec<At<Ref>>),
}

impl Read for RawClaimValue {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.content {
            Content::String(_) => Line::read(value, reader).map(|line| Self::Text(line.0)),
            Content::Datetime { .. } | Content::Integer => When::read(value, reader).map(|when| Self::Text(when.raw)),
            Content::Array(_) => Vec::read(value, reader).map(Self::People),
            _ => reader.wrong_type(value, "a string or an array of persons", ""),
        }
    }
}

impl Blank for RawClaimValue {
    fn blank(_: Location) -> Self {
        Self::People(Vec::new())
    }
}

table! {
    /// A quote. Requires speaker or speaker-desc.
    RawQuote {
        /// Text.
        req "text" text: At<Passage>,
        /// Speaker: a person or party.
        opt "speaker" speaker: At<Ref>,
        /// Description of a speaker who is not named.
        opt "speaker-desc" speaker_desc: At<Line>,
        /// Id; default the id of the event with a number.
        opt "id" id: At<QuoteId>,
        /// The event at which it was said, or which it is about.
        opt "event" event: At<Ref>,
        /// When it was said; default the time of the event.
        opt "when" when: At<When>,
        /// When it was published.
        opt "published" published: At<Date>,
        /// Channel.
        opt "channel" channel: OneOf<Channel>,
        /// Outlet.
        opt "outlet" outlet: Publisher,
        /// The party spoken for; default that of the speaker at the time.
        opt "for" on_behalf_of: At<Ref>,
        /// Persons addressed.
        list "to" to: At<Ref>,
        /// Person or party who relayed it.
        opt "relayed-by" relayed_by: At<Ref>,
        /// Original language, a BCP 47 tag.
        opt "language" language: Lang,
        /// Original text, if text is a translation.
        opt "original" original: Text,
        /// Who translated it.
        opt "translated" translated: OneOf<Translated>,
        /// How closely the text follows the words spoken; default verbatim.
        opt "fidelity" fidelity: OneOf<Fidelity>,
        /// Topics; default those of the event.
        list "topics" topics: At<Ref>,
        /// Stance of the speaker: one word for all topics, or a table by topic.
        opt "stance" stance: At<RawStance>,
        /// Condition of a conditional stance.
        opt "condition" condition: Text,
        /// Speech act.
        opt "act" act: OneOf<Act>,
        /// Quotes that it disputes.
        list "disputes" disputes: At<Ref>,
        /// Quotes that it replies to.
        list "replies-to" replies_to: At<Ref>,
        /// Quotes that it corrects.
        list "corrects" corrects: At<Ref>,
        /// The quote of which this is another rendering: the same statement as reported or translated by somebody else.
        opt "rendering-of" rendering_of: At<Ref>,
        /// Place; default that of the event.
        opt "place" place: At<Ref>,
        /// Proposals that it is about.
        list "proposals" proposals: At<Ref>,
        /// Tags, free words.
        list "tags" tags: Tag,
        /// The curator's note.
        opt "note" note: Text,
        /// Sources; default those of the event, an empty list for none.
        opt "sources" sources: Vec<RawCitation>,
    }
}

/// A stance: one word, or a table by topic.
#[derive(Debug, Clone)]
pub(crate) enum RawStance {
    /// The same on all topics of the quote.
    All(Stance),
    /// By topic.
    ByTopic(Vec<(At<Ref>, Stance)>),
}

impl Read for RawStance {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.content {
            Content::String(_) => OneOf::read(value, reader).map(|word| Self::All(word.0)),
            Content::Table(table) => {
                let mut stances = Vec::new();
                for (topic, value) in table.iter() {
                    let at = Ref::of_key(&topic, reader);
                    stances.push((at, OneOf::<Stance>::read(&value, reader)?.0));
                }
                stances.sort_by_key(|(topic, _)| topic.place);
                Some(Self::ByTopic(stances))
            }
            _ => reader.wrong_type(value, "a stance or { topic = stance }", ""),
        }
    }
}

impl JsonSchema for RawStance {
    fn schema_name() -> Cow<'static, str> {
        "stance".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = generator.subschema_for::<OneOf<Stance>>();
        json_schema!({"anyOf": [word, {"type": "object", "additionalProperties": word}]})
    }
}

table! {
    /// A citation of a source.
    RawLongCitation {
        /// Source.
        req "id" id: At<Ref>,
        /// Page, paragraph or minute.
        opt "locator" locator: Text,
        /// Credibility of the information, Admiralty code 1 to 6.
        opt "credibility" credibility: At<u32>,
    }
}

/// A citation: the id of a source, or a table with locator and credibility.
#[derive(Debug, Clone)]
pub(crate) struct RawCitation {
    /// Source.
    pub(crate) id: At<Ref>,
    /// Page, paragraph or minute.
    pub(crate) locator: Option<Text>,
    /// Credibility, Admiralty code.
    pub(crate) credibility: Option<u8>,
}

impl Read for RawCitation {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.content {
            Content::String(_) => At::read(value, reader).map(|id| Self { id, locator: None, credibility: None }),
            Content::Table(_) => {
                let long = RawLongCitation::read(value, reader)?;
                let credibility = match long.credibility {
                    None => None,
                    Some(at @ At { value: 1..=6, .. }) => Some(at.value as u8),
                    Some(at) => {
                        let fault = crate::diagnostic::Fault::error(format!("invalid credibility {}", at.value));
                        reader.note(fault.at(at.place).help("expected 1 (confirmed) to 6 (cannot be judged)"));
                        return None;
                    }
                };
                Some(Self { id: long.id, locator: long.locator, credibility })
            }
            _ => reader.wrong_type(value, "the id of a source or { id, locator, credibility }", ""),
        }
    }
}

macro_rules! either_schema {
    ($($type:ty, $name:literal, $long:ty;)+) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let long = generator.subschema_for::<$long>();
                json_schema!({"anyOf": [{"type": "string", "minLength": 1}, long]})
            }
        }
    )+};
}

either_schema! {
    RawCitation, "citation", RawLongCitation;
    RawClaimValue, "claim-value", Vec<Ref>;
}
