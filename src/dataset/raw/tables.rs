//! Everything but events and quotes: persons, parties, places, topics, sources, proposals, views, and the dataset's own
//! words about itself.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::read::{At, Blank, Read, Reader, Value};
use super::records::RawCitation;
use super::table;
use super::values::{Colour, Country, Date, Lang, Line, NewId, OneOf, Ref, Sha256, Short, Text, Wikidata, ZoneName};
use crate::diagnostic::Place;
use crate::model::vocabulary::{
    AliasKind, Authenticity, Kind, PartyKind, PartyRole, PointState, Precision, ProposalKind, Reliability, SourceClass,
    VersionStatus,
};
use crate::model::when::When;

table! {
    /// What is said about the dataset as a whole.
    RawAbout {
        /// The title.
        req "title" title: Line,
        /// What it is about.
        opt "description" description: Text,
        /// The edition to cite.
        opt "version" version: Text,
        /// IANA zone of times without a zone whose place has none.
        opt "timezone" timezone: ZoneName,
        /// BCP 47 tag of the texts in this dataset.
        opt "language" language: Lang,
        /// EDTF; what was looked at, so that silence is not mistaken for absence.
        opt "coverage" coverage: At<When>,
        /// SPDX identifier of the licence.
        opt "license" license: Text,
        /// Who keeps it.
        list "curators" curators: Line,
        /// Where it is published.
        opt "homepage" homepage: At<Text>,
        /// What was taken in and what was left out.
        opt "selection" selection: Text,
    }
}

table! {
    /// A side, a state, an organisation, an outlet.
    RawParty {
        /// The name shown.
        req "name" name: Line,
        /// At most four cells, for columns.
        opt "short" short: Short,
        /// Other names.
        list "aliases" aliases: RawAlias,
        /// What it is.
        opt "kind" kind: OneOf<PartyKind>,
        /// ISO 3166-1 alpha-2.
        opt "country" country: Country,
        /// The party that this one is part of.
        opt "parent" parent: At<Ref>,
        /// Its part in this negotiation.
        opt "role" role: OneOf<PartyRole>,
        /// A terminal colour, or #rrggbb.
        opt "color" color: Colour,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
    }
}

table! {
    /// A person.
    RawPerson {
        /// The name shown.
        req "name" name: Line,
        /// The name as sorted in lists.
        opt "sort" sort: Text,
        /// Other names, spellings and forms.
        list "aliases" aliases: RawAlias,
        /// The party for which the person acts.
        opt "party" party: At<Ref>,
        /// The office, where its dates do not matter.
        opt "role" role: Text,
        /// Offices with dates.
        list "roles" roles: RawOffice,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
        /// A remark.
        opt "note" note: Text,
    }
}

table! {
    /// An office that a person held.
    RawOffice {
        /// The title.
        req "title" title: Line,
        /// The party for which it was held, if another than the person's.
        opt "party" party: At<Ref>,
        /// Since when.
        opt "from" from: At<Date>,
        /// Until when.
        opt "to" to: At<Date>,
    }
}

table! {
    /// Another name, with its language and kind.
    RawNamedAlias {
        /// The name.
        req "name" name: Line,
        /// BCP 47 tag of its language.
        opt "lang" lang: Lang,
        /// What kind of name it is; a weak one never identifies anyone alone.
        opt "kind" kind: OneOf<AliasKind>,
    }
}

/// Another name: a text, or a table with language and kind.
#[derive(Debug, Clone)]
pub struct RawAlias {
    /// The name.
    pub name: Box<str>,
    /// BCP 47 tag of its language.
    pub lang: Option<Box<str>>,
    /// What kind of name it is.
    pub kind: Option<AliasKind>,
}

impl Read for RawAlias {
    const EXPECTED: &'static str = "a name";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(_) => Line::read(value, reader).map(|name| Self { name: name.0, lang: None, kind: None }),
            DeValue::Table(_) => RawNamedAlias::read(value, reader).map(|alias| Self {
                name: alias.name.0,
                lang: alias.lang.map(|lang| lang.0),
                kind: alias.kind.map(|kind| kind.0),
            }),
            _ => reader.wrong_type(value, "a name, or { name, lang, kind }"),
        }
    }
}

impl JsonSchema for RawAlias {
    fn schema_name() -> Cow<'static, str> {
        "alias".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let long = generator.subschema_for::<RawNamedAlias>();
        json_schema!({"anyOf": [{"type": "string", "minLength": 1}, long]})
    }
}

table! {
    /// Where something happened.
    RawPlace {
        /// The name shown.
        req "name" name: Line,
        /// Other names.
        list "aliases" aliases: RawAlias,
        /// The city that it is in.
        opt "city" city: Text,
        /// ISO 3166-1 alpha-2.
        opt "country" country: Country,
        /// IANA zone; times at this place are on its wall clock.
        opt "timezone" timezone: ZoneName,
        /// Degrees north, -90 to 90.
        opt "lat" lat: At<f64>,
        /// Degrees east, -180 to 180.
        opt "lon" lon: At<f64>,
        /// How closely the coordinates fit.
        opt "precision" precision: OneOf<Precision>,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
    }
}

table! {
    /// What is talked about.
    RawTopic {
        /// The name shown.
        req "name" name: Line,
        /// Other names.
        list "aliases" aliases: RawAlias,
        /// The wider topic that this one belongs to.
        opt "parent" parent: At<Ref>,
        /// What belongs to it and what does not.
        opt "definition" definition: Text,
        /// What accepting means here.
        opt "for" for_means: Text,
        /// What rejecting means here.
        opt "against" against_means: Text,
    }
}

table! {
    /// A publication. A publisher or an author is needed.
    RawSource {
        /// The outlet or office that published it.
        opt "publisher" publisher: Text,
        /// Who wrote it.
        opt "author" author: Text,
        /// Its title.
        req "title" title: Line,
        /// Where it is found.
        opt "url" url: At<Text>,
        /// When it was published.
        opt "published" published: At<Date>,
        /// When it was read.
        opt "accessed" accessed: Date,
        /// URL of an archived copy.
        opt "archive" archive: At<Text>,
        /// SHA-256 of the copy.
        opt "sha256" sha256: Sha256,
        /// BCP 47 tag of its language.
        opt "language" language: Lang,
        /// What kind of publication it is.
        opt "class" class: OneOf<SourceClass>,
        /// Admiralty code, A to F.
        opt "reliability" reliability: OneOf<Reliability>,
        /// The source that this one copies; both count as one.
        opt "via" via: At<Ref>,
        /// A remark.
        opt "note" note: Text,
    }
}

table! {
    /// A plan, a counter-proposal, a memorandum, through all its versions.
    RawProposal {
        /// The name shown.
        req "name" name: Line,
        /// Other names.
        list "aliases" aliases: RawAlias,
        /// What it is.
        opt "kind" kind: OneOf<ProposalKind>,
        /// Its authors.
        list "by" by: At<Ref>,
        /// A remark.
        opt "note" note: Text,
        /// Its versions in order of time.
        list "version" versions: RawVersion,
    }
}

table! {
    /// One version of a proposal; referred to as proposal@version.
    RawVersion {
        /// The id, unique within the proposal.
        req "id" id: At<NewId>,
        /// The name shown.
        req "name" name: Line,
        /// When it was put forward.
        req "when" when: At<When>,
        /// When it became public, if later.
        opt "published" published: At<Date>,
        /// Its authors, if others than the proposal's.
        list "by" by: At<Ref>,
        /// The versions that it was made from, proposal@version.
        list "parents" parents: At<Ref>,
        /// How many points it has, as reported.
        opt "count" count: u32,
        /// What it says.
        opt "summary" summary: Text,
        /// What changed against its parents.
        opt "changes" changes: Text,
        /// How far it has come.
        opt "status" status: OneOf<VersionStatus>,
        /// How sure it is that it is what it is said to be.
        opt "authenticity" authenticity: OneOf<Authenticity>,
        /// Where it is known from.
        list "sources" sources: RawCitation,
        /// Its points.
        list "point" points: RawPoint,
    }
}

table! {
    /// One point of a version.
    RawPoint {
        /// The number in this version.
        req "number" number: At<RawNumber>,
        /// A summary in own words, or a short quotation.
        req "text" text: Line,
        /// What it is about.
        opt "topic" topic: At<Ref>,
        /// The numbers in the parent from which it comes.
        list "from" from: At<RawNumber>,
        /// How far it has come.
        opt "state" state: OneOf<PointState>,
    }
}

/// The number of a point: a figure, or a text such as `12a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawNumber(pub Box<str>);

impl Read for RawNumber {
    const EXPECTED: &'static str = "a number";

    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) => Some(Self(reader.written(value.span()).into())),
            DeValue::String(_) => Line::read(value, reader).map(|line| Self(line.0)),
            _ => reader.wrong_type(value, "the number of a point"),
        }
    }
}

impl Blank for RawNumber {
    fn blank(_: Place) -> Self {
        Self("".into())
    }
}

impl JsonSchema for RawNumber {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["integer", "string"]})
    }
}

table! {
    /// A query under a name, for colleagues.
    RawView {
        /// The id.
        req "id" id: At<NewId>,
        /// What it shows.
        req "title" title: Line,
        /// The query.
        req "query" query: At<Text>,
        /// The lens in which it is meant to be seen.
        opt "lens" lens: Text,
        /// A remark.
        opt "note" note: Text,
    }
}

table! {
    /// An event kind of the dataset's own.
    RawKind {
        /// The name shown.
        req "name" name: Line,
        /// The kind that it counts as.
        req "like" like: OneOf<Kind>,
    }
}
