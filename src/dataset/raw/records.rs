//! Events and quotes as they are written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::read::{At, Blank, Read, Reader, Value};
use super::table;
use super::values::{Date, Lang, Line, NewId, OneOf, QuoteId, Ref, Text};
use crate::diagnostic::Location;
use crate::model::Duration;
use crate::model::vocabulary::{
    Act, Channel, ClaimField, DelegationRole, EventFormat, Fidelity, ResultCode, Stance, Status, Translated,
};
use crate::model::when::When;

table! {
    /// Something that happened, is to happen, or was called off.
    RawEvent {
        /// The id.
        req "id" id: At<NewId>,
        /// A neutral headline.
        req "title" title: Line,
        /// What it is: a word of the vocabulary, or a kind of the dataset's own.
        req "kind" kind: At<Ref>,
        /// When; left out if unknown.
        opt "when" when: At<When>,
        /// Whether it took place; held if nothing is said.
        opt "status" status: At<OneOf<Status>>,
        /// When it was to begin or happen.
        opt "due" due: At<When>,
        /// How long it lasted, as reported.
        opt "duration" duration: Duration,
        /// Where.
        opt "place" place: At<Ref>,
        /// The building or room, in words.
        opt "venue" venue: Text,
        /// How those who took part were in touch.
        opt "format" format: OneOf<EventFormat>,
        /// Who took part, by side.
        list "delegations" delegations: RawDelegation,
        /// Others who were present.
        list "people" people: At<Ref>,
        /// Persons concerned who were not there.
        list "about" about: At<Ref>,
        /// What it was about.
        list "topics" topics: At<Ref>,
        /// The texts that it dealt with: proposal, or proposal@version.
        list "proposals" proposals: At<Ref>,
        /// What came of it, in one word.
        opt "result" result: At<OneOf<ResultCode>>,
        /// What came of it, in a sentence.
        opt "outcome" outcome: Text,
        /// What happened.
        opt "summary" summary: Text,
        /// A remark of the curator.
        opt "note" note: Text,
        /// Free words.
        list "tags" tags: Line,
        /// Order within one day without inventing hours.
        opt "seq" seq: i64,
        /// The events that this one follows from.
        list "follows" follows: At<Ref>,
        /// The event that this one is part of.
        opt "part-of" part_of: At<Ref>,
        /// Other events that a reader will want to see.
        list "related" related: At<Ref>,
        /// When it became public, if later than it happened.
        opt "known" known: At<Date>,
        /// Where it is known from.
        list "sources" sources: RawCitation,
        /// What was reported of it before the final word.
        list "report" reports: RawReport,
        /// Rival accounts of single fields.
        list "claim" claims: RawClaim,
    }
}

table! {
    /// One side of an event.
    RawDelegation {
        /// The side.
        req "party" party: At<Ref>,
        /// Its members.
        list "people" people: At<Ref>,
        /// Its part in the event.
        opt "role" role: OneOf<DelegationRole>,
        /// Its head, a person.
        opt "head" head: At<Ref>,
    }
}

table! {
    /// What was publicly reported of the event at that date. One or more of status, when, place and note.
    RawReport {
        /// The date of the report.
        req "on" on: At<Date>,
        /// The status then reported.
        opt "status" status: OneOf<Status>,
        /// The time then reported.
        opt "when" when: At<When>,
        /// The place then reported.
        opt "place" place: At<Ref>,
        /// In words.
        opt "note" note: Text,
        /// Who reported it.
        list "sources" sources: RawCitation,
    }
}

table! {
    /// A rival account of one field. Somebody whose account it is, or a source, is needed.
    RawClaim {
        /// The field.
        req "field" field: OneOf<ClaimField>,
        /// What the account says, written as in the field.
        req "value" value: At<RawClaimValue>,
        /// The party or person whose account it is.
        opt "by" by: At<Ref>,
        /// Where it is known from.
        list "sources" sources: RawCitation,
    }
}

/// The value of a claim: a text, or a list of persons.
#[derive(Debug, Clone)]
pub enum RawClaimValue {
    /// Of every field but `people`.
    Text(Box<str>),
    /// Of `people`.
    People(Vec<At<Ref>>),
}

impl Read for RawClaimValue {
    const EXPECTED: &'static str = "a text";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => Line::read(value, reader).map(|line| Self::Text(line.0)),
            DeValue::Datetime(_) | DeValue::Integer(_) => When::read(value, reader).map(|when| Self::Text(when.raw)),
            DeValue::Array(_) => Vec::read(value, reader).map(Self::People),
            _ => reader.wrong_type(value, "a text, or a list of persons"),
        }
    }
}

impl Blank for RawClaimValue {
    fn blank(_: Location) -> Self {
        Self::People(Vec::new())
    }
}

table! {
    /// Words that somebody said. A speaker or a speaker-desc is needed.
    RawQuote {
        /// The words.
        req "text" text: At<Line>,
        /// Who said them: a person or a party.
        opt "speaker" speaker: At<Ref>,
        /// Who said them, where the speaker is described and not named.
        opt "speaker-desc" speaker_desc: At<Line>,
        /// The id; else the event's id and a number.
        opt "id" id: At<QuoteId>,
        /// The event that they were said at or are about.
        opt "event" event: At<Ref>,
        /// When they were said; else the event's time.
        opt "when" when: At<When>,
        /// When they were published.
        opt "published" published: At<Date>,
        /// Through which channel.
        opt "channel" channel: OneOf<Channel>,
        /// In or to which outlet.
        opt "outlet" outlet: Text,
        /// The party spoken for; else the speaker's at that time.
        opt "for" on_behalf_of: At<Ref>,
        /// The persons addressed.
        list "to" to: At<Ref>,
        /// Who passed the words on.
        opt "relayed-by" relayed_by: At<Ref>,
        /// BCP 47 tag of the words as spoken.
        opt "language" language: Lang,
        /// The words as spoken, where the text is a translation.
        opt "original" original: Text,
        /// Who translated them.
        opt "translated" translated: OneOf<Translated>,
        /// How close the text is to the words spoken; verbatim if nothing is said.
        opt "fidelity" fidelity: OneOf<Fidelity>,
        /// What it is about; else the event's topics.
        list "topics" topics: At<Ref>,
        /// Where the speaker stands: one word for all topics, or a table by topic.
        opt "stance" stance: At<RawStance>,
        /// The condition of a conditional stance.
        opt "condition" condition: Text,
        /// What the speaker does by saying it.
        opt "act" act: OneOf<Act>,
        /// Ids of quotes that it contradicts.
        list "disputes" disputes: At<Ref>,
        /// Ids of quotes that it answers.
        list "replies-to" replies_to: At<Ref>,
        /// Ids of quotes that it corrects.
        list "corrects" corrects: At<Ref>,
        /// The quote of which this is the same utterance in other words.
        opt "rendering-of" rendering_of: At<Ref>,
        /// Where it was said; else the event's place.
        opt "place" place: At<Ref>,
        /// The texts that it is about.
        list "proposals" proposals: At<Ref>,
        /// Free words.
        list "tags" tags: Line,
        /// A remark of the curator.
        opt "note" note: Text,
        /// Where it is known from; else the event's sources.
        list "sources" sources: RawCitation,
    }
}

/// A stance: one word, or a table by topic.
#[derive(Debug, Clone)]
pub enum RawStance {
    /// The same on all topics of the quote.
    All(Stance),
    /// By topic.
    ByTopic(Vec<(At<Ref>, Stance)>),
}

impl Read for RawStance {
    const EXPECTED: &'static str = "a stance";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => OneOf::read(value, reader).map(|word| Self::All(word.0)),
            DeValue::Table(table) => {
                let mut stances = Vec::new();
                for (topic, value) in table {
                    let at = At { value: Ref(topic.get_ref().as_ref().into()), place: reader.place(topic.span()) };
                    stances.push((at, OneOf::<Stance>::read(value, reader)?.0));
                }
                stances.sort_by_key(|(topic, _)| topic.place);
                Some(Self::ByTopic(stances))
            }
            _ => reader.wrong_type(value, "a stance, or { topic = stance }"),
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
    /// One use of a source.
    RawLongCitation {
        /// The source.
        req "id" id: At<Ref>,
        /// Page, paragraph or minute.
        opt "locator" locator: Text,
        /// Admiralty code of this item, 1 to 6.
        opt "credibility" credibility: At<u32>,
    }
}

/// A use of a source: its id, or a table with locator and credibility.
#[derive(Debug, Clone)]
pub struct RawCitation {
    /// The source.
    pub id: At<Ref>,
    /// Page, paragraph or minute.
    pub locator: Option<Box<str>>,
    /// Admiralty code of this item.
    pub credibility: Option<u8>,
}

impl Read for RawCitation {
    const EXPECTED: &'static str = "a source";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => At::read(value, reader).map(|id| Self { id, locator: None, credibility: None }),
            DeValue::Table(_) => {
                let long = RawLongCitation::read(value, reader)?;
                let credibility = match long.credibility {
                    None => None,
                    Some(at @ At { value: 1..=6, .. }) => Some(at.value as u8),
                    Some(at) => {
                        let fault = crate::diagnostic::Fault::error(format!("there is no credibility {}", at.value));
                        reader.note(fault.at(at.place).help("1 is confirmed, 5 improbable, 6 cannot be judged"));
                        return None;
                    }
                };
                Some(Self { id: long.id, locator: long.locator.and_then(Text::filled), credibility })
            }
            _ => reader.wrong_type(value, "the id of a source, or { id, locator, credibility }"),
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
