//! CSV: events and quotes as one flat table (RFC 4180, UTF-8), safe to open in a spreadsheet.
//!
//! Spreadsheets run cells that begin with `=`, `+`, `-` or `@` as formulas; such texts get a `'` in front, which an import takes
//! off again. Comments would break most readers, so each row carries where it comes from in its last columns.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Export;
use super::record::{DelegationRecord, EventRecord, QuoteRecord, Record, Ref, SourceRecord, Time};
use super::resolve::Resolver;

/// The columns, in order.
pub(super) const COLUMNS: [&str; 39] = [
    "id",
    "type",
    "context",
    "when",
    "when_in_words",
    "earliest",
    "latest",
    "zone",
    "status",
    "kind",
    "title",
    "text",
    "original",
    "speaker",
    "speaker_id",
    "role",
    "party",
    "parties",
    "people",
    "place",
    "topics",
    "proposals",
    "stance",
    "act",
    "channel",
    "fidelity",
    "translated",
    "language",
    "event_id",
    "result",
    "outcome",
    "summary",
    "note",
    "tags",
    "sources",
    "urls",
    "dataset",
    "query",
    "exported",
];

pub(super) fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS)?;
    let tail = provenance_cells(report);
    let resolver = Resolver(report.index);
    for (record, context) in report.records() {
        let row = match resolver.record(record, context) {
            Record::Event(event) => event_row(&event),
            Record::Quote(quote) => quote_row(&quote),
        };
        csv.write_record(row.iter().chain(&tail).map(|cell| defused(cell).into_owned()))?;
    }
    csv.flush()
}

/// Where an export comes from: dataset with version, query with counts, time.
pub(super) fn provenance_cells(export: &Export<'_>) -> [String; PROVENANCE] {
    let provenance = export.provenance();
    let dataset = match &provenance.version {
        Some(version) => format!("{}, version {version}", provenance.dataset),
        None => provenance.dataset,
    };
    let query = format!("{} [{} of {}]", provenance.query, provenance.events + provenance.quotes, provenance.of);
    [dataset, query.trim_start().to_owned(), provenance.exported]
}

/// A cell that no spreadsheet takes for a formula, and no terminal for a command.
pub(super) fn defused(cell: &str) -> Cow<'_, str> {
    let cell = crate::sanitize::lines(cell);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { cell }
}

const PROVENANCE: usize = 3;

fn event_row(event: &EventRecord) -> [String; COLUMNS.len() - PROVENANCE] {
    let [when, in_words, earliest, latest, zone] = time(event.when.as_ref());
    let people = event.delegations.iter().flat_map(|row: &DelegationRecord| &row.people).chain(&event.people);
    [
        event.id.clone(),
        "event".into(),
        if event.context { "yes".into() } else { String::new() },
        when,
        in_words,
        earliest,
        latest,
        zone,
        event.status.clone(),
        event.own_kind.as_ref().map_or_else(|| event.kind.clone(), |own| own.id.clone()),
        event.title.clone(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        join(event.delegations.iter().map(|row| row.party.name.clone())),
        join(people.map(|person| person.name.clone())),
        name(event.place.as_ref()),
        names(&event.topics),
        join(event.proposals.iter().cloned()),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        some(event.result.as_ref()),
        some(event.outcome.as_ref()),
        some(event.summary.as_ref()),
        some(event.note.as_ref()),
        join(event.tags.iter().cloned()),
        sources(&event.sources),
        urls(&event.sources),
    ]
}

fn quote_row(quote: &QuoteRecord) -> [String; COLUMNS.len() - PROVENANCE] {
    let [when, in_words, earliest, latest, zone] = time(quote.when.as_ref());
    let speaker = quote.speaker.as_ref().map(|speaker| speaker.name.clone());
    [
        quote.id.clone(),
        "quote".into(),
        String::new(),
        when,
        in_words,
        earliest,
        latest,
        zone,
        String::new(),
        String::new(),
        String::new(),
        quote.text.clone(),
        some(quote.original.as_ref()),
        speaker.or_else(|| quote.speaker_desc.clone()).unwrap_or_default(),
        quote.speaker.as_ref().map(|speaker| speaker.id.clone()).unwrap_or_default(),
        some(quote.role.as_ref()),
        name(quote.party.as_ref()),
        String::new(),
        names(&quote.to),
        name(quote.place.as_ref()),
        names(&quote.topics),
        join(quote.proposals.iter().cloned()),
        join(quote.stances.iter().map(|row| format!("{}: {}", row.topic.name, row.stance))),
        some(quote.act.as_ref()),
        some(quote.channel.as_ref()),
        quote.fidelity.clone(),
        some(quote.translated.as_ref()),
        some(quote.language.as_ref()),
        quote.event.as_ref().map(|event| event.id.clone()).unwrap_or_default(),
        String::new(),
        String::new(),
        String::new(),
        some(quote.note.as_ref()),
        join(quote.tags.iter().cloned()),
        sources(&quote.sources),
        urls(&quote.sources),
    ]
}

fn time(time: Option<&Time>) -> [String; 5] {
    time.map_or_else(Default::default, |time| {
        [
            time.raw.clone(),
            time.words.clone(),
            some(time.earliest.as_ref()),
            some(time.latest.as_ref()),
            time.zone.clone(),
        ]
    })
}

fn some(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn name(reference: Option<&Ref>) -> String {
    reference.map(|reference| reference.name.clone()).unwrap_or_default()
}

fn names(references: &[Ref]) -> String {
    join(references.iter().map(|reference| reference.name.clone()))
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

fn sources(sources: &[SourceRecord]) -> String {
    join(sources.iter().map(|source| match &source.published {
        Some(date) => format!("{}, {date}", source.publisher),
        None => source.publisher.clone(),
    }))
}

fn urls(sources: &[SourceRecord]) -> String {
    sources.iter().filter_map(|source| source.url.clone()).collect::<Vec<_>>().join(" ")
}
