//! The columns of the flat table of records: names, types, and how a record fills them. CSV writes them, and the Data Package
//! describes them. JSON Lines have the columns of [`KEYS`] and [`PROVENANCE`] too.

use super::Export;
use super::keys::KEYS;
use super::record::Time as TimeRecord;
use super::record::{EventRecord, QuoteRecord, Record, Ref, SourceRecord};
use super::report::Provenance;
use crate::model::vocabulary::{Act, Channel, EventFormat, Fidelity, ResultCode, Status, Translated, Vocabulary};
use Cells::{Flag, Integer, List, Text, Time, Words};

/// The type of the cells of a column. Any cell can be empty.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cells {
    /// Text.
    Text,
    /// Text that is one of these.
    Words(fn() -> Vec<&'static str>),
    /// Texts with a separator between them.
    List(&'static str),
    /// A date with time, ISO 8601.
    Time,
    /// A whole number.
    Integer,
    /// `yes` or nothing.
    Flag,
}

fn words<V: Vocabulary>() -> Vec<&'static str> {
    V::all().iter().map(|word| word.word()).collect()
}

/// A column of the table. A cell is empty where the record is of the other kind.
pub(super) struct Column {
    /// Name.
    pub(super) name: &'static str,
    /// Type of the cells.
    pub(super) cells: Cells,
    /// What it holds.
    pub(super) help: &'static str,
    event: Option<fn(&EventRecord) -> String>,
    quote: Option<fn(&QuoteRecord) -> String>,
}

impl Column {
    /// The cell of a record.
    fn cell(&self, record: &Record) -> String {
        let cell = match record {
            Record::Event(event) => self.event.map(|fill| fill(event)),
            Record::Quote(quote) => self.quote.map(|fill| fill(quote)),
        };
        cell.unwrap_or_default()
    }
}

/// Declares columns: `"name", type, "what it holds": how an event fills it, how a quote fills it;` with `-` for an empty cell.
macro_rules! columns {
    ($($name:literal, $cells:expr, $help:literal: $event:tt, $quote:tt;)+) => {
        &[$(Column {
            name: $name,
            cells: $cells,
            help: $help,
            event: columns!(@fill $event),
            quote: columns!(@fill $quote),
        }),+]
    };
    (@fill -) => { None };
    (@fill ($fill:expr)) => { Some($fill) };
}

/// The first columns, in order; [`KEYS`] and [`PROVENANCE`] follow.
pub(super) const COLUMNS: &[Column] = columns! {
    "id", Text, "Id of the event or quote": (|event| event.id.clone()), (|quote| quote.id.clone());
    "type", Words(|| vec!["event", "quote"]), "Type of the record": (|_| "event".into()), (|_| "quote".into());
    "context", Flag, "Event that is included only because a quote of it is selected": (|event| if event.context { "yes".into() } else { String::new() }), -;
    "when", Text, "Time, in the notation of the data format (extended EDTF)": (|event| time(event.when.as_ref(), |time| &time.raw)), (|quote| time(quote.when.as_ref(), |time| &time.raw));
    "when_in_words", Text, "Time in words":
        (|event| time(event.when.as_ref(), |time| &time.words)),
        (|quote| time(quote.when.as_ref(), |time| &time.words));
    "earliest", Time, "Earliest possible start on the wall clock of the zone, inclusive; empty if open":
        (|event| some(event.when.as_ref().and_then(|time| time.earliest.as_ref()))),
        (|quote| some(quote.when.as_ref().and_then(|time| time.earliest.as_ref())));
    "latest", Time, "Latest possible end on the wall clock of the zone, exclusive; empty if open":
        (|event| some(event.when.as_ref().and_then(|time| time.latest.as_ref()))),
        (|quote| some(quote.when.as_ref().and_then(|time| time.latest.as_ref())));
    "zone", Text, "IANA name of the time zone": (|event| time(event.when.as_ref(), |time| &time.zone)), (|quote| time(quote.when.as_ref(), |time| &time.zone));
    "status", Words(words::<Status>), "Status of the event": (|event| event.status.clone()), -;
    "kind", Text, "Kind of the event: a word of the vocabulary, or the id of a kind that the dataset defines": (|event| event.own_kind.as_ref().map_or_else(|| event.kind.clone(), |own| own.id.clone())), -;
    "title", Text, "Headline of the event": (|event| event.title.clone()), -;
    "text", Text, "Words of the quote": -, (|quote| quote.text.clone());
    "original", Text, "Original words of a translated quote": -, (|quote| some(quote.original.as_ref()));
    "speaker", Text, "Name or description of the speaker":
        -,
        (|quote| some(quote.speaker.as_ref().map(|speaker| &speaker.name).or(quote.speaker_desc.as_ref())));
    "role", Text, "Office of the speaker at the time": -, (|quote| some(quote.role.as_ref()));
    "party", Text, "Party of the quote": -, (|quote| name(quote.party.as_ref()));
    "parties", List("; "), "Parties with a delegation at the event": (|event| join(event.delegations.iter().map(|row| row.party.name.clone()))), -;
    "people", List("; "), "Participants of the event, or the persons whom the quote addresses":
        (|event| {
            let members = event.delegations.iter().flat_map(|row| &row.people);
            join(members.chain(&event.people).map(|person| person.name.clone()))
        }),
        (|quote| names(&quote.to));
    "place", Text, "Place": (|event| name(event.place.as_ref())), (|quote| name(quote.place.as_ref()));
    "topics", List("; "), "Topics": (|event| names(&event.topics)), (|quote| names(&quote.topics));
    "proposals", List("; "), "Proposals, each as `proposal@version`": (|event| join(event.proposals.iter().cloned())), (|quote| join(quote.proposals.iter().cloned()));
    "stance", List("; "), "Stances of the quote, each as `topic: stance`": -, (|quote| join(quote.stances.iter().map(|row| format!("{}: {}", row.topic.name, row.stance))));
    "act", Words(words::<Act>), "Speech act": -, (|quote| some(quote.act.as_ref()));
    "channel", Words(words::<Channel>), "Channel of the quote": -, (|quote| some(quote.channel.as_ref()));
    "fidelity", Words(words::<Fidelity>), "How closely the text follows the words spoken": -, (|quote| quote.fidelity.clone());
    "translated", Words(words::<Translated>), "Who translated the quote": -, (|quote| some(quote.translated.as_ref()));
    "language", Text, "Original language, a BCP 47 tag": -, (|quote| some(quote.language.as_ref()));
    "event_id", Text, "Id of the event of the quote": -, (|quote| some(quote.event.as_ref().map(|event| &event.id)));
    "outlet", Text, "Outlet to which the quote was given, or which published it": -, (|quote| some(quote.outlet.as_ref()));
    "format", Words(words::<EventFormat>), "How the participants of the event communicated": (|event| some(event.format.as_ref())), -;
    "result", Words(words::<ResultCode>), "Result of the event, in one word": (|event| some(event.result.as_ref())), -;
    "outcome", Text, "Outcome of the event, in a sentence": (|event| some(event.outcome.as_ref())), -;
    "summary", Text, "Summary of the event": (|event| some(event.summary.as_ref())), -;
    "note", Text, "Note": (|event| some(event.note.as_ref())), (|quote| some(quote.note.as_ref()));
    "tags", List("; "), "Tags": (|event| join(event.tags.iter().cloned())), (|quote| join(quote.tags.iter().cloned()));
    "credibility", Integer, "Credibility of the information (Admiralty code), 1 confirmed to 6 cannot be judged": (|event| figure(event.credibility)), (|quote| figure(quote.credibility));
    "caveats", List("; "), "What to know before relying on the record": (|event| join(event.caveats.iter().cloned())), (|quote| join(quote.caveats.iter().cloned()));
    "disputes", List("; "), "Ids of the quotes that it contradicts": -, (|quote| join(quote.disputes.iter().cloned()));
    "disputed_by", List("; "), "Ids of the quotes that contradict it": -, (|quote| join(quote.disputed_by.iter().cloned()));
    "rendering_of", Text, "Id of the quote of which it is another wording": -, (|quote| some(quote.rendering_of.as_ref()));
    "sources", List("; "), "Publishers of the sources, with the date of publication": (|event| sources(&event.sources)), (|quote| sources(&quote.sources));
    "urls", List(" "), "URLs of the sources": (|event| urls(&event.sources)), (|quote| urls(&quote.sources));
};

/// The names of the columns, without those of the provenance.
pub(super) fn headers() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name).chain(KEYS.iter().map(|column| column.name))
}

/// The cells of a record, without those of the provenance.
pub(super) fn cells(record: &Record) -> impl Iterator<Item = String> {
    COLUMNS.iter().map(|column| column.cell(record)).chain(KEYS.iter().map(|column| (column.cell)(record.keys())))
}

/// A last column, the same in every row.
pub(super) struct ProvenanceColumn {
    /// Name.
    pub(super) name: &'static str,
    /// Type of the cells.
    pub(super) cells: Cells,
    /// What it holds.
    pub(super) help: &'static str,
    fill: fn(&Provenance) -> String,
}

/// The last columns.
pub(super) const PROVENANCE: [ProvenanceColumn; 3] = [
    ProvenanceColumn {
        name: "dataset",
        cells: Text,
        help: "Title and version of the dataset",
        fill: |from| match &from.version {
            Some(version) => format!("{}, version {version}", from.dataset),
            None => from.dataset.clone(),
        },
    },
    ProvenanceColumn {
        name: "query",
        cells: Text,
        help: "Query that selected the records, with their number and that of all records",
        fill: |from| format!("{} [{} of {}]", from.query, from.events + from.quotes, from.of).trim_start().to_owned(),
    },
    ProvenanceColumn { name: "exported", cells: Time, help: "Time of the export", fill: |from| from.exported.clone() },
];

/// The last columns with their cells; none if the provenance is left out.
pub(super) fn provenance(export: &Export<'_>) -> Vec<(&'static str, String)> {
    if !export.with_provenance {
        return Vec::new();
    }
    let provenance = export.provenance();
    PROVENANCE.iter().map(|column| (column.name, (column.fill)(&provenance))).collect()
}

fn time(time: Option<&TimeRecord>, part: fn(&TimeRecord) -> &String) -> String {
    some(time.map(part))
}

fn some(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn figure(figure: Option<u8>) -> String {
    figure.map(|figure| figure.to_string()).unwrap_or_default()
}

fn name(reference: Option<&Ref>) -> String {
    reference.map(|reference| reference.name.clone()).unwrap_or_default()
}

fn names(references: &[Ref]) -> String {
    join(references.iter().map(|reference| reference.name.clone()))
}

pub(super) fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

pub(super) fn sources(sources: &[SourceRecord]) -> String {
    join(sources.iter().map(|source| match &source.published {
        Some(date) => format!("{}, {date}", source.publisher),
        None => source.publisher.clone(),
    }))
}

pub(super) fn urls(sources: &[SourceRecord]) -> String {
    sources.iter().filter_map(|source| source.url.clone()).collect::<Vec<_>>().join(" ")
}
