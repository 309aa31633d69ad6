//! Everything except events and quotes: metadata, parties, persons, places, topics, sources, proposals, views and kinds.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{At, Blank, Read, Reader, Value};
use super::records::RawCitation;
use super::table;
use super::values::{
    Colour, Country, Date, Lang, Line, NewId, Passage, Publisher, Ref, Sha256, Short, Text, Wikidata, ZoneName,
};
use super::words::OneOf;
use crate::dataset::tree::Content;
use crate::diagnostic::Location;
use crate::model;
use crate::model::vocabulary::{
    AliasKind, Authenticity, Kind, PartyKind, PartyRole, PointState, Precision, ProposalKind, Reliability, SourceClass,
    VersionStatus,
};
use crate::model::when::When;

table! {
    /// Metadata of the dataset.
    RawAbout {
        /// Title.
        req "title" title: Line,
        /// Description.
        opt "description" description: Text,
        /// Version to cite.
        opt "version" version: Text,
        /// IANA time zone of times that have no other.
        opt "timezone" timezone: ZoneName,
        /// Language of the texts, a BCP 47 tag.
        opt "language" language: Lang,
        /// The period that was researched, EDTF. Outside it, the absence of records means nothing.
        opt "coverage" coverage: At<When>,
        /// Licence, an SPDX identifier.
        opt "license" license: Text,
        /// The people who maintain it.
        list "curators" curators: Line,
        /// Home page, a URL.
        opt "homepage" homepage: At<Text>,
        /// Criteria for including and excluding records.
        opt "selection" selection: Text,
    }
}

table! {
    /// A party: a state, organisation or other body.
    RawParty {
        /// Display name.
        req "name" name: Line,
        /// Short name of at most four cells, for columns.
        opt "short" short: Short,
        /// Aliases.
        list "aliases" aliases: RawAlias,
        /// Kind.
        opt "kind" kind: OneOf<PartyKind>,
        /// Country, ISO 3166-1 alpha-2.
        opt "country" country: Country,
        /// The party that it is part of.
        opt "parent" parent: At<Ref>,
        /// Role in the negotiation.
        opt "role" role: OneOf<PartyRole>,
        /// Colour: a terminal colour or #rrggbb.
        opt "color" color: Colour,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
    }
}

table! {
    /// A person.
    RawPerson {
        /// Display name.
        req "name" name: Line,
        /// Name as sorted in lists.
        opt "sort" sort: Text,
        /// Aliases.
        list "aliases" aliases: RawAlias,
        /// Party.
        opt "party" party: At<Ref>,
        /// Office without dates.
        opt "role" role: Text,
        /// Offices with dates.
        list "roles" roles: RawOffice,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
        /// Note.
        opt "note" note: Text,
    }
}

table! {
    /// An office that a person holds or held.
    RawOffice {
        /// Title.
        req "title" title: Line,
        /// The party in which it was held, if not the person's own.
        opt "party" party: At<Ref>,
        /// Start.
        opt "from" from: At<Date>,
        /// End.
        opt "to" to: At<Date>,
    }
}

table! {
    /// An alias with its language and kind.
    RawNamedAlias {
        /// Name.
        req "name" name: Line,
        /// Its language, a BCP 47 tag.
        opt "lang" lang: Lang,
        /// Kind of alias; a weak one does not identify anyone.
        opt "kind" kind: OneOf<AliasKind>,
    }
}

/// An alias: a string, or a table with language and kind.
#[derive(Debug, Clone)]
pub(crate) struct RawAlias {
    /// Name.
    pub(crate) name: model::Text,
    /// Its language, a BCP 47 tag.
    pub(crate) lang: Option<Lang>,
    /// Kind of alias.
    pub(crate) kind: Option<AliasKind>,
}

impl Read for RawAlias {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.content {
            Content::String(_) => Line::read(value, reader).map(|name| Self { name: name.0, lang: None, kind: None }),
            Content::Table(_) => RawNamedAlias::read(value, reader).map(|alias| Self {
                name: alias.name.0,
                lang: alias.lang,
                kind: alias.kind.map(|kind| kind.0),
            }),
            _ => reader.wrong_type(value, "a name or { name, lang, kind }", ""),
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
    /// A place.
    RawPlace {
        /// Display name.
        req "name" name: Line,
        /// Aliases.
        list "aliases" aliases: RawAlias,
        /// City.
        opt "city" city: Text,
        /// Country, ISO 3166-1 alpha-2.
        opt "country" country: Country,
        /// IANA time zone of times at this place.
        opt "timezone" timezone: ZoneName,
        /// Latitude in degrees north, -90 to 90.
        opt "lat" lat: At<f64>,
        /// Longitude in degrees east, -180 to 180.
        opt "lon" lon: At<f64>,
        /// Precision of the coordinates.
        opt "precision" precision: OneOf<Precision>,
        /// Wikidata item.
        opt "wikidata" wikidata: Wikidata,
    }
}

table! {
    /// A topic.
    RawTopic {
        /// Display name.
        req "name" name: Line,
        /// Aliases.
        list "aliases" aliases: RawAlias,
        /// The wider topic.
        opt "parent" parent: At<Ref>,
        /// Definition.
        opt "definition" definition: Text,
        /// What it means to accept.
        opt "for" for_means: Text,
        /// What it means to reject.
        opt "against" against_means: Text,
    }
}

table! {
    /// A source. Requires publisher or author.
    RawSource {
        /// Publisher: an outlet or office.
        opt "publisher" publisher: Publisher,
        /// Author.
        opt "author" author: Text,
        /// Title.
        req "title" title: Line,
        /// URL.
        opt "url" url: At<Text>,
        /// Publication date.
        opt "published" published: At<Date>,
        /// When it was accessed.
        opt "accessed" accessed: Date,
        /// URL of an archived copy.
        opt "archive" archive: At<Text>,
        /// SHA-256 checksum of the archived copy.
        opt "sha256" sha256: Sha256,
        /// Language, a BCP 47 tag.
        opt "language" language: Lang,
        /// Class of publication.
        opt "class" class: OneOf<SourceClass>,
        /// Reliability, Admiralty code A to F.
        opt "reliability" reliability: OneOf<Reliability>,
        /// The source that it copies; both count as one source.
        opt "via" via: At<Ref>,
        /// Note.
        opt "note" note: Text,
    }
}

table! {
    /// A plan, a memorandum or another document, with all its versions.
    RawProposal {
        /// Display name.
        req "name" name: Line,
        /// Aliases.
        list "aliases" aliases: RawAlias,
        /// Kind.
        opt "kind" kind: OneOf<ProposalKind>,
        /// Authors.
        list "by" by: At<Ref>,
        /// Note.
        opt "note" note: Text,
        /// Versions in chronological order.
        list "version" versions: RawVersion,
    }
}

table! {
    /// A version of a proposal; references are written proposal@version.
    RawVersion {
        /// Id, unique within the proposal.
        req "id" id: At<NewId>,
        /// Display name.
        req "name" name: Line,
        /// When it was put forward.
        req "when" when: At<When>,
        /// When it became public, if later.
        opt "published" published: At<Date>,
        /// Authors, if not those of the proposal.
        list "by" by: At<Ref>,
        /// The versions that it is based on, as proposal@version.
        list "parents" parents: At<Ref>,
        /// Reported number of points.
        opt "count" count: u32,
        /// Summary.
        opt "summary" summary: Text,
        /// Changes from its parents.
        opt "changes" changes: Text,
        /// Status.
        opt "status" status: OneOf<VersionStatus>,
        /// Authenticity.
        opt "authenticity" authenticity: OneOf<Authenticity>,
        /// Sources.
        list "sources" sources: RawCitation,
        /// Points.
        list "point" points: RawPoint,
    }
}

table! {
    /// A point of a version.
    RawPoint {
        /// Number in this version.
        req "number" number: At<RawNumber>,
        /// Summary or short quotation.
        req "text" text: Passage,
        /// Topic.
        opt "topic" topic: At<Ref>,
        /// Numbers of the points in the parent version that it is based on.
        list "from" from: At<RawNumber>,
        /// State.
        opt "state" state: OneOf<PointState>,
    }
}

/// The number of a point: an integer, or a string such as `12a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawNumber(pub(crate) model::Text);

impl Read for RawNumber {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.content {
            Content::Integer => Some(Self(reader.keep(reader.written(value.span())))),
            Content::String(_) => Line::read(value, reader).map(|line| Self(line.0)),
            _ => reader.wrong_type(value, "an integer or a string", ""),
        }
    }
}

impl Blank for RawNumber {
    fn blank(_: Location) -> Self {
        Self(model::Text::default())
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
    /// A named query.
    RawView {
        /// Id.
        req "id" id: At<NewId>,
        /// Title.
        req "title" title: Line,
        /// Query.
        req "query" query: At<Text>,
        /// Name of the lens to open it in.
        opt "lens" lens: Text,
        /// Note.
        opt "note" note: Text,
    }
}

table! {
    /// An event kind defined by the dataset.
    RawKind {
        /// Display name.
        req "name" name: Line,
        /// The kind of the vocabulary as which it counts.
        req "like" like: OneOf<Kind>,
    }
}
