//! Reading files in two passes, so that events and quotes are never all held as written.
//!
//! The first pass reads all tables that events and quotes refer to, and of events and quotes only where they are and their ids
//! ([`super::scan`]). With these, references can be resolved: the second pass parses each part, and what is made of it replaces
//! what was written.
//!
//! The result is that of parsing every chunk whole, which is also what is done where the first pass cannot be sure. Of a part
//! with other tables between events, each kind is parsed with the other blank; that every run of them begins with a header
//! which is really one, and not inside a string, shows that they can be told apart by their lines.

use super::chunks::{self, Chunk};
use super::raw::{RawEvent, RawQuote};
use super::read::{self, RawFile, Tables};
use super::scan::{self, Contents, Expected};
use super::versions;
use crate::diagnostic::{Fault, FileText, Location};
use crate::parallel;

/// A file after the first pass.
#[derive(Debug, Default)]
pub(crate) struct FileRead {
    /// Its tables, without events and quotes.
    pub(crate) tables: RawFile,
    /// Its parts, which make up the whole file.
    pub(crate) parts: Vec<Part>,
    /// The faults found. Those of a part that is not parsed yet follow in the second pass.
    pub(crate) faults: Vec<Fault>,
}

/// A part of a file, with events and quotes or without.
#[derive(Debug)]
pub(crate) struct Part {
    /// The number of the file.
    pub(crate) file: u32,
    /// Its offset in bytes.
    base: usize,
    /// Its end.
    end: usize,
    /// The number of its first line; while the file is being read, how many lines it has.
    lines: usize,
    /// Its events and quotes.
    pub(crate) rows: Rows,
}

/// The events and quotes of a part.
#[derive(Debug)]
pub(crate) enum Rows {
    /// As written.
    Read(Vec<RawEvent>, Vec<RawQuote>),
    /// What the second pass must find.
    Expected(Contents),
}

impl Rows {
    /// How many events and quotes there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        match self {
            Self::Read(events, quotes) => (events.len(), quotes.len()),
            Self::Expected(contents) => (contents.events.len(), contents.quotes.len()),
        }
    }
}

/// Events and quotes as written, with the faults found in them.
pub(crate) type Written = (Vec<RawEvent>, Vec<RawQuote>, Vec<Fault>);

impl Part {
    /// Its offset in the file, and the number of its first line.
    pub(crate) fn start(&self) -> (usize, usize) {
        (self.base, self.lines)
    }

    /// Its text.
    pub(crate) fn text<'t>(&self, file: &'t FileText) -> &'t str {
        &file.text[self.base..self.end]
    }

    /// The second pass: events and quotes as written. Nothing if they are not what the first pass expected; the file must then be
    /// read whole.
    pub(crate) fn read(&mut self, file: &FileText) -> Option<Written> {
        let text = self.text(file);
        let expected = match &mut self.rows {
            Rows::Read(events, quotes) => return Some((std::mem::take(events), std::mem::take(quotes), Vec::new())),
            Rows::Expected(expected) => expected,
        };
        let only = Chunk { base: self.base, text: &expected.timeline_of(text) };
        let (mut raw, faults) = read::read_chunk(only, self.file, Tables::Timeline).ok()??;
        let is_id = |expected: &Expected, place: Location, id: &str| {
            expected.id.is_some_and(|expected| expected == place && written(file, place) == Some(id))
        };
        let same_event = |(event, expected): (&RawEvent, &Expected)| {
            event.header.span().start == expected.header && is_id(expected, event.id.place, &event.id.value)
        };
        let same_quote = |(quote, expected): (&RawQuote, &Expected)| {
            let same_id = quote.id.as_ref().map_or(expected.id.is_none(), |id| is_id(expected, id.place, &id.value));
            quote.header.span().start == expected.header && same_id
        };
        let is_expected = raw.left_out == 0
            && raw.events.len() == expected.events.len()
            && raw.quotes.len() == expected.quotes.len()
            && raw.events.iter().zip(&expected.events).all(same_event)
            && raw.quotes.iter().zip(&expected.quotes).all(same_quote)
            && (!expected.has_others() || are_placed(&faults));
        if !is_expected {
            return None;
        }
        raw.events.iter_mut().zip(&expected.events).for_each(|(event, same)| event.faulty |= same.is_duplicate);
        raw.quotes.iter_mut().zip(&expected.quotes).for_each(|(quote, same)| quote.faulty |= same.is_duplicate);
        Some((raw.events, raw.quotes, faults))
    }
}

/// The id at a place, if it is written in plain quotation marks there.
pub(crate) fn written(file: &FileText, place: Location) -> Option<&str> {
    let (first, last) = (place.span().start + 1, place.span().end.checked_sub(1)?);
    file.text.get(first..last)
}

/// Whether each fault has a place of its own, by which it is sorted among those of the other tables of its chunk.
fn are_placed(faults: &[Fault]) -> bool {
    faults.iter().all(|fault| fault.place.is_some_and(|place| !place.span().is_empty()))
}

/// How the first pass reads files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// At most this many threads for one file.
    pub(crate) threads: usize,
    /// Records per chunk.
    pub(crate) records: usize,
    /// Whether every chunk is parsed at once, and whole.
    pub(crate) whole: bool,
}

impl Reading {
    /// Reads on this many threads, in two passes.
    pub(crate) fn new(threads: usize) -> Self {
        Self { threads, records: chunks::RECORDS, whole: false }
    }
}

/// Large files are read on all cores; this many chunks are worth a thread.
const CHUNKS_PER_THREAD: usize = 32;

/// Reads one file. Of a file that is not valid TOML, only its first error is kept.
pub(crate) fn read_file(text: &FileText, file: u32, reading: Reading) -> FileRead {
    let chunks = chunks::split(&text.text, reading.records);
    match read_chunks(&chunks, file, reading) {
        Ok(read) => read,
        Err(_) if chunks.len() > 1 => {
            let whole = [Chunk { base: 0, text: &text.text }];
            let reading = Reading { threads: 1, whole: true, ..reading };
            read_chunks(&whole, file, reading).unwrap_or_else(invalid)
        }
        Err(fault) => invalid(fault),
    }
}

fn invalid(fault: Fault) -> FileRead {
    FileRead { faults: vec![fault], ..FileRead::default() }
}

fn read_chunks(chunks: &[Chunk<'_>], file: u32, reading: Reading) -> Result<FileRead, Fault> {
    let threads = reading.threads.min(chunks.len() / CHUNKS_PER_THREAD);
    let shares = parallel::split(chunks.len(), threads, |range| {
        let mut read = FileRead::default();
        chunks[range].iter().try_for_each(|&chunk| read.add_chunk(chunk, file, reading)).map(|()| read)
    });
    let mut all = FileRead::default();
    for share in shares {
        let mut share = share?;
        all.tables.append(share.tables);
        all.parts.append(&mut share.parts);
        all.faults.append(&mut share.faults);
    }
    let mut line = 1;
    for part in &mut all.parts {
        let lines = std::mem::replace(&mut part.lines, line);
        line += lines;
    }
    Ok(all)
}

impl FileRead {
    /// A hash of what the file has besides events and quotes; nothing if that cannot be told apart by its lines.
    pub(crate) fn others(&self, text: &FileText) -> Option<u64> {
        let mut others = Vec::new();
        for part in &self.parts {
            match &part.rows {
                Rows::Expected(contents) => others.extend(contents.others_in(part.text(text))),
                Rows::Read(events, quotes) if events.is_empty() && quotes.is_empty() => others.push(part.text(text)),
                Rows::Read(..) => return None,
            }
        }
        Some(versions::hash(others.into_iter()))
    }

    /// Reads the next chunk.
    fn add_chunk(&mut self, chunk: Chunk<'_>, file: u32, reading: Reading) -> Result<(), Fault> {
        let contents = if reading.whole { None } else { scan::contents(chunk, file).filter(Contents::has_timeline) };
        let rows = match contents {
            Some(contents) if self.add_others(&contents, chunk, file) => Rows::Expected(contents),
            _ => {
                let read = read::read_chunk(chunk, file, Tables::All)?;
                let (mut tables, mut faults) = read.unwrap_or_default();
                let rows = Rows::Read(std::mem::take(&mut tables.events), std::mem::take(&mut tables.quotes));
                self.tables.append(tables);
                self.faults.append(&mut faults);
                rows
            }
        };
        let lines = memchr::memchr_iter(b'\n', chunk.text.as_bytes()).count();
        self.parts.push(Part { file, base: chunk.base, end: chunk.base + chunk.text.len(), lines, rows });
        Ok(())
    }

    /// Reads the other tables of a chunk with events and quotes; whether they can be told apart.
    fn add_others(&mut self, contents: &Contents, chunk: Chunk<'_>, file: u32) -> bool {
        if !contents.has_others() {
            return true;
        }
        let only = Chunk { base: chunk.base, text: &contents.others_of(chunk.text) };
        let Ok(Some((tables, mut faults))) = read::read_chunk(only, file, Tables::Others) else { return false };
        let begins = tables.begins();
        let is_expected = contents.begins.iter().all(|begin| begins.contains(begin)) && are_placed(&faults);
        if is_expected {
            self.tables.append(tables);
            self.faults.append(&mut faults);
        }
        is_expected
    }
}
