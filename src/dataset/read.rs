//! Reading a text into raw tables, noting every fault.

use std::collections::HashSet;

use toml::de::DeTable;

use super::chunks::Chunk;
use super::raw::read::Value;
use super::raw::unknown;
use super::raw::values::NewId;
use super::raw::{
    At, RawAbout, RawEvent, RawKind, RawParty, RawPerson, RawPlace, RawProposal, RawQuote, RawSource, RawTopic,
    RawView, Read, Reader,
};
use super::tree::{self, Content, Table};
use super::unquoted;
use crate::diagnostic::{Fault, Location};

/// The newest version of the data format that is supported.
pub(crate) const FORMAT: i64 = 1;

/// A record with the id of its table header.
#[derive(Debug)]
pub(crate) struct Keyed<T> {
    /// The id and its place.
    pub(crate) id: At<NewId>,
    /// The record.
    pub(crate) row: T,
    /// Whether the id is invalid.
    pub(crate) faulty: bool,
}

/// Raw tables, of a chunk, a file or all files. Events and quotes are taken out of those of a chunk.
#[derive(Debug, Default)]
pub(crate) struct RawFile {
    pub(super) abouts: Vec<At<Option<RawAbout>>>,
    pub(super) parties: Vec<Keyed<RawParty>>,
    pub(super) persons: Vec<Keyed<RawPerson>>,
    pub(super) places: Vec<Keyed<RawPlace>>,
    pub(super) topics: Vec<Keyed<RawTopic>>,
    pub(super) sources: Vec<Keyed<RawSource>>,
    pub(super) proposals: Vec<Keyed<RawProposal>>,
    pub(super) kinds: Vec<Keyed<RawKind>>,
    pub(super) events: Vec<RawEvent>,
    pub(super) quotes: Vec<RawQuote>,
    pub(super) views: Vec<RawView>,
    /// How many records are not tables at all.
    pub(super) left_out: usize,
}

impl RawFile {
    /// Appends the tables of the next file.
    pub(crate) fn append(&mut self, mut next: Self) {
        self.abouts.append(&mut next.abouts);
        self.parties.append(&mut next.parties);
        self.persons.append(&mut next.persons);
        self.places.append(&mut next.places);
        self.topics.append(&mut next.topics);
        self.sources.append(&mut next.sources);
        self.proposals.append(&mut next.proposals);
        self.kinds.append(&mut next.kinds);
        self.events.append(&mut next.events);
        self.quotes.append(&mut next.quotes);
        self.views.append(&mut next.views);
        self.left_out += next.left_out;
    }

    /// Where in the file tables begin: the offsets of ids in headers, and of the headers of views.
    pub(super) fn begins(&self) -> HashSet<usize> {
        fn ids<T>(rows: &[Keyed<T>]) -> impl Iterator<Item = usize> {
            rows.iter().map(|row| row.id.place.span().start)
        }
        let views = self.views.iter().map(|view| view.header.span().start);
        let people = ids(&self.parties).chain(ids(&self.persons)).chain(ids(&self.places)).chain(ids(&self.topics));
        let others = ids(&self.sources).chain(ids(&self.proposals)).chain(ids(&self.kinds));
        people.chain(others).chain(views).collect()
    }
}

/// Which tables a text can have at its top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// Any.
    All,
    /// Events and quotes.
    Timeline,
    /// Known ones other than events and quotes.
    Others,
}

impl Tables {
    fn has(self, key: &str) -> bool {
        let is_timeline = ["event", "quote"].contains(&key);
        match self {
            Self::All => true,
            Self::Timeline => is_timeline,
            Self::Others => !is_timeline && ROOT.iter().any(|known| known.name == key),
        }
    }
}

/// Reads a chunk of a file. Nothing if it has other tables than `tables`; an error if it is not valid TOML.
pub(super) fn read_chunk(chunk: Chunk<'_>, file: u32, tables: Tables) -> Result<Option<(RawFile, Vec<Fault>)>, Fault> {
    let tree = tree::parse(chunk.text).ok_or_else(|| invalid(chunk, file))?;
    let root = Table::root(&tree);
    if !root.iter().all(|(key, _)| tables.has(key.text)) {
        return Ok(None);
    }
    let mut reader = Reader::new(file, chunk.base, chunk.text);
    let mut raw = RawFile::default();
    read_root(root, &mut raw, &mut reader);
    Ok(Some((raw, reader.into_faults())))
}

/// The error of a chunk that is not valid TOML, as the `toml` crate words and places it.
fn invalid(chunk: Chunk<'_>, file: u32) -> Fault {
    let error = DeTable::parse(chunk.text).err();
    let span = error.as_ref().and_then(toml::de::Error::span).unwrap_or(0..0);
    let place = Location::new(file, chunk.base + span.start..chunk.base + span.end);
    // There is an error: tests hold that the tree and the crate accept the same texts.
    let message = error.as_ref().map_or("cannot be read", toml::de::Error::message);
    let fault = Fault::error(format!("invalid TOML: {message}")).at(place).of_whole_file();
    fault.help(unquoted::help(chunk.text, span.start).unwrap_or_default())
}

/// The top-level keys.
const ROOT: [unknown::Key; 12] = [
    unknown::Key { name: "format", fits: unknown::fits::<i64> },
    table_key("dataset"),
    table_key("party"),
    table_key("person"),
    table_key("place"),
    table_key("topic"),
    table_key("source"),
    table_key("proposal"),
    table_key("event"),
    table_key("quote"),
    table_key("view"),
    table_key("kind"),
];

/// The key of tables, whatever is in them.
const fn table_key(name: &'static str) -> unknown::Key {
    unknown::Key { name, fits: |value, _| unknown::is_tables(value) }
}

fn read_root(root: Table<'_>, raw: &mut RawFile, reader: &mut Reader<'_>) {
    for (key, value) in root.iter() {
        let value = &value;
        match key.text {
            "format" => read_format(value, reader),
            "dataset" => {
                let place = reader.place(value.span());
                raw.abouts.push(At { value: RawAbout::read(value, reader), place });
            }
            "party" => keyed(value, &mut raw.parties, &mut raw.left_out, reader),
            "person" => keyed(value, &mut raw.persons, &mut raw.left_out, reader),
            "place" => keyed(value, &mut raw.places, &mut raw.left_out, reader),
            "topic" => keyed(value, &mut raw.topics, &mut raw.left_out, reader),
            "source" => keyed(value, &mut raw.sources, &mut raw.left_out, reader),
            "proposal" => keyed(value, &mut raw.proposals, &mut raw.left_out, reader),
            "kind" => keyed(value, &mut raw.kinds, &mut raw.left_out, reader),
            "event" => listed("event", value, &mut raw.events, &mut raw.left_out, reader),
            "quote" => listed("quote", value, &mut raw.quotes, &mut raw.left_out, reader),
            "view" => listed("view", value, &mut raw.views, &mut raw.left_out, reader),
            _ => unknown::note(key, value, root, &ROOT, reader),
        }
    }
}

fn read_format(value: &Value<'_>, reader: &mut Reader<'_>) {
    match i64::read(value, reader) {
        Some(format) if format > FORMAT => {
            let message = format!("unsupported format {format}; this version of demarche reads formats up to {FORMAT}");
            reader.error(value, message, "use a newer version of demarche");
        }
        Some(format) if format < 1 => reader.error(value, format!("invalid format {format}"), "write format = 1"),
        _ => {}
    }
}

/// Reads tables with ids, `[person.ID]`, in the order in which they are written.
fn keyed<T: Read>(value: &Value<'_>, rows: &mut Vec<Keyed<T>>, left_out: &mut usize, reader: &mut Reader<'_>) {
    let Some(table) = reader.table(value) else { return };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let read = At::<NewId>::read(&key.value(), reader);
        let faulty = read.is_none();
        let unread =
            |reader: &mut Reader<'_>| At { value: NewId(reader.keep(key.text)), place: reader.place(key.span()) };
        let id = read.unwrap_or_else(|| unread(reader));
        match T::read(&value, reader) {
            Some(row) => rows.push(Keyed { id, row, faulty }),
            None => *left_out += 1,
        }
    }
}

/// Reads arrays of tables, `[[event]]`.
fn listed<T: Read>(key: &str, value: &Value<'_>, rows: &mut Vec<T>, left_out: &mut usize, reader: &mut Reader<'_>) {
    let Content::Array(items) = value.content else {
        let help = format!("write the header in double brackets: [[{key}]]");
        reader.wrong_type::<()>(value, "an array of tables", help);
        return;
    };
    for item in items.iter() {
        match T::read(&item, reader) {
            Some(row) => rows.push(row),
            None => *left_out += 1,
        }
    }
}
