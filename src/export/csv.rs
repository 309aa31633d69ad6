//! CSV: events and quotes in one flat table (RFC 4180, UTF-8), safe to open in a spreadsheet.
//!
//! Spreadsheets evaluate cells that begin with `=`, `+`, `-` or `@` as formulas; such texts get a `'` in front. Comments would
//! break most readers, so each row has the provenance in its last columns.

use std::borrow::Cow;
use std::io::{self, Write};

use super::record::{EventRecord, QuoteRecord, Record, Ref, SourceRecord, Time};
use super::report::Provenance;
use super::resolve::Resolver;
use super::{Export, Format, RecordKind, points, sheet};

/// RFC 4180.
pub(super) const CSV: Format = Format {
    name: "csv",
    extension: "csv",
    help: "one flat table, safe to open in a spreadsheet",
    write,
    sheet: Some(sheet::csv::write),
};

/// A column of the table. A cell is empty where the record is of the other kind.
struct Column {
    name: &'static str,
    event: Option<fn(&EventRecord) -> String>,
    quote: Option<fn(&QuoteRecord) -> String>,
}

/// Declares columns: `"name": how an event fills it, how a quote fills it;` with `-` for an empty cell.
macro_rules! columns {
    ($($name:literal: $event:tt, $quote:tt;)+) => {
        &[$(Column { name: $name, event: columns!(@fill $event), quote: columns!(@fill $quote) }),+]
    };
    (@fill -) => { None };
    (@fill ($fill:expr)) => { Some($fill) };
}

/// The columns, in order; those of [`PROVENANCE`] follow.
const COLUMNS: &[Column] = columns! {
    "id": (|event| event.id.clone()), (|quote| quote.id.clone());
    "type": (|_| "event".into()), (|_| "quote".into());
    "context": (|event| if event.context { "yes".into() } else { String::new() }), -;
    "when": (|event| time(event.when.as_ref(), |time| &time.raw)), (|quote| time(quote.when.as_ref(), |time| &time.raw));
    "when_in_words":
        (|event| time(event.when.as_ref(), |time| &time.words)),
        (|quote| time(quote.when.as_ref(), |time| &time.words));
    "earliest":
        (|event| some(event.when.as_ref().and_then(|time| time.earliest.as_ref()))),
        (|quote| some(quote.when.as_ref().and_then(|time| time.earliest.as_ref())));
    "latest":
        (|event| some(event.when.as_ref().and_then(|time| time.latest.as_ref()))),
        (|quote| some(quote.when.as_ref().and_then(|time| time.latest.as_ref())));
    "zone": (|event| time(event.when.as_ref(), |time| &time.zone)), (|quote| time(quote.when.as_ref(), |time| &time.zone));
    "status": (|event| event.status.clone()), -;
    "kind": (|event| event.own_kind.as_ref().map_or_else(|| event.kind.clone(), |own| own.id.clone())), -;
    "title": (|event| event.title.clone()), -;
    "text": -, (|quote| quote.text.clone());
    "original": -, (|quote| some(quote.original.as_ref()));
    "speaker":
        -,
        (|quote| some(quote.speaker.as_ref().map(|speaker| &speaker.name).or(quote.speaker_desc.as_ref())));
    "speaker_id": -, (|quote| some(quote.speaker.as_ref().map(|speaker| &speaker.id)));
    "role": -, (|quote| some(quote.role.as_ref()));
    "party": -, (|quote| name(quote.party.as_ref()));
    "parties": (|event| join(event.delegations.iter().map(|row| row.party.name.clone()))), -;
    "people":
        (|event| {
            let members = event.delegations.iter().flat_map(|row| &row.people);
            join(members.chain(&event.people).map(|person| person.name.clone()))
        }),
        (|quote| names(&quote.to));
    "place": (|event| name(event.place.as_ref())), (|quote| name(quote.place.as_ref()));
    "topics": (|event| names(&event.topics)), (|quote| names(&quote.topics));
    "proposals": (|event| join(event.proposals.iter().cloned())), (|quote| join(quote.proposals.iter().cloned()));
    "stance": -, (|quote| join(quote.stances.iter().map(|row| format!("{}: {}", row.topic.name, row.stance))));
    "act": -, (|quote| some(quote.act.as_ref()));
    "channel": -, (|quote| some(quote.channel.as_ref()));
    "fidelity": -, (|quote| quote.fidelity.clone());
    "translated": -, (|quote| some(quote.translated.as_ref()));
    "language": -, (|quote| some(quote.language.as_ref()));
    "event_id": -, (|quote| some(quote.event.as_ref().map(|event| &event.id)));
    "result": (|event| some(event.result.as_ref())), -;
    "outcome": (|event| some(event.outcome.as_ref())), -;
    "summary": (|event| some(event.summary.as_ref())), -;
    "note": (|event| some(event.note.as_ref())), (|quote| some(quote.note.as_ref()));
    "tags": (|event| join(event.tags.iter().cloned())), (|quote| join(quote.tags.iter().cloned()));
    "credibility": (|event| figure(event.credibility)), (|quote| figure(quote.credibility));
    "caveats": (|event| join(event.caveats.iter().cloned())), (|quote| join(quote.caveats.iter().cloned()));
    "disputes": -, (|quote| join(quote.disputes.iter().cloned()));
    "disputed_by": -, (|quote| join(quote.disputed_by.iter().cloned()));
    "rendering_of": -, (|quote| some(quote.rendering_of.as_ref()));
    "sources": (|event| sources(&event.sources)), (|quote| sources(&quote.sources));
    "urls": (|event| urls(&event.sources)), (|quote| urls(&quote.sources));
};

/// A column with a part of the provenance.
type ProvenanceColumn = (&'static str, fn(&Provenance) -> String);

/// The last columns, the same in every row.
const PROVENANCE: [ProvenanceColumn; 3] = [
    ("dataset", |from| match &from.version {
        Some(version) => format!("{}, version {version}", from.dataset),
        None => from.dataset.clone(),
    }),
    ("query", |from| format!("{} [{} of {}]", from.query, from.events + from.quotes, from.of).trim_start().to_owned()),
    ("exported", |from| from.exported.clone()),
];

fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.part == Some(RecordKind::Points) {
        return points::write(report, out);
    }
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS.iter().map(|column| column.name).chain(provenance_names())).map_err(io_error)?;
    let tail = provenance_cells(report);
    let resolver = Resolver(report.index);
    for (record, context) in report.records() {
        let record = resolver.record(record, context);
        let cell = |column: &Column| match &record {
            Record::Event(event) => column.event.map(|fill| fill(event)),
            Record::Quote(quote) => column.quote.map(|fill| fill(quote)),
        };
        let cells = COLUMNS.iter().map(|column| cell(column).unwrap_or_default());
        csv.write_record(cells.chain(tail.iter().cloned()).map(|cell| defused(&cell).into_owned()))
            .map_err(io_error)?;
    }
    csv.flush()
}

/// The error of the writer itself, by whose kind a closed pipe is recognised.
pub(super) fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The names of the last columns.
pub(super) fn provenance_names() -> [&'static str; 3] {
    PROVENANCE.map(|(name, _)| name)
}

/// The cells of the last columns.
pub(super) fn provenance_cells(export: &Export<'_>) -> [String; 3] {
    let provenance = export.provenance();
    PROVENANCE.map(|(_, fill)| fill(&provenance))
}

/// A cell that spreadsheets do not evaluate and terminals do not obey.
pub(super) fn defused(cell: &str) -> Cow<'_, str> {
    let cell = crate::sanitize::lines(cell);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { cell }
}

fn time(time: Option<&Time>, part: fn(&Time) -> &String) -> String {
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
