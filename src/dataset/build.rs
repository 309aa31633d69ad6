//! Building the model from raw tables: references are resolved, times get their bounds, and every fault is noted.
//!
//! Positions are assigned first; then all records are built, faulty ones too (without their faulty parts), so that one run finds
//! all faults. Faulty records are removed afterwards, with the records that depend on them.
//!
//! * [`again`] — events and quotes of a file read again, [`positions`] their positions
//! * [`ids`] — written ids to positions
//! * [`people`] — persons, parties, places, topics, sources
//! * [`proposals`] — proposals, versions, points
//! * [`records`] — events and quotes, [`mod@timeline`] all of them, in the second pass over the files
//! * [`repeated`] — short texts that many records have in common
//! * [`cycles`] — cyclic references

mod again;
mod cycles;
mod depth;
mod ids;
mod people;
mod positions;
mod proposals;
mod records;
mod repeated;
mod timeline;

use std::collections::BTreeSet;
use std::sync::Arc;

use thin_vec::ThinVec;

use super::parts::{FileRead, Part};
use super::raw::{At, RawAbout, RawCitation, RawView};
use super::read::RawFile;
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::when::{Bounds, Extent, When, Zone};
use crate::model::{About, AnyId, Citation, Dataset, Id, Origin, PerTable, SavedView, Table, Text};

pub(crate) use again::build_again;
pub(crate) use cycles::cycles_from;
pub(crate) use depth::{MAX_DEPTH, deeper_than};
use ids::Registers;
pub(crate) use positions::Positions;
use repeated::Repeated;
pub(crate) use timeline::Rows;

/// The places of records, for faults that are found after they are built.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The ids of all records (of events and quotes, which may have none, the header), in the order of their table.
    pub(crate) records: PerTable<Vec<Location>>,
    /// The queries of views.
    pub(crate) views: Vec<Location>,
}

impl Places {
    /// The place of a record, if it is known.
    pub(crate) fn of(&self, id: AnyId) -> Location {
        self.records[id.table].get(id.index).copied().unwrap_or(Location::new(0, 0..0))
    }
}

/// The title of a dataset whose own is missing or faulty: an export of the rest is a dataset again.
const UNTITLED: &str = "untitled";

/// The model with its faults, faulty records included.
pub(crate) struct Built {
    /// The dataset.
    pub(crate) dataset: Dataset,
    /// The places of its records.
    pub(crate) places: Places,
    /// Which records have faults.
    pub(crate) faulty: PerTable<Vec<bool>>,
    /// The faults.
    pub(crate) faults: Vec<Fault>,
    /// How many records could not be built at all.
    pub(crate) left_out: usize,
}

/// What the first pass over the files found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// All tables but events and quotes.
    pub(crate) tables: RawFile,
    /// The files in parts.
    pub(crate) parts: Vec<Part>,
    /// The faults found so far.
    pub(crate) faults: Vec<Fault>,
}

impl Found {
    /// Adds the next file.
    pub(crate) fn append(&mut self, mut file: FileRead) {
        self.tables.append(file.tables);
        self.parts.append(&mut file.parts);
        self.faults.append(&mut file.faults);
    }

    /// How many events there are.
    pub(crate) fn events(&self) -> usize {
        self.parts.iter().map(|part| part.rows.counts().0).sum()
    }
}

/// Builds the model, reading events and quotes in a second pass over the files. `progress` is called with the number of events
/// built. An error are the files that must be read whole.
pub(crate) fn build(found: Found, texts: &[FileText], progress: &dyn Fn(usize)) -> Result<Built, BTreeSet<u32>> {
    let Found { tables: mut raw, mut parts, mut faults } = found;
    let none = Registers::default();
    let mut first = Builder::new(&none, None);
    let mut dataset =
        Dataset { files: texts.iter().map(|text| text.name.clone().into()).collect(), ..Dataset::default() };
    let abouts = std::mem::take(&mut raw.abouts);
    let is_described = !abouts.is_empty();
    dataset.about = first.about(abouts);
    let registers = Registers::new(&mut raw, &mut parts, texts, &mut first.faults);
    let mut builder = Builder { faults: first.faults, ..Builder::new(&registers, first.zone) };
    builder.people(&mut raw, &mut dataset);
    builder.proposals(&mut raw, &mut dataset);
    faults.append(&mut builder.records(parts, texts, &mut dataset, progress)?);
    // What seems to be missing can be in a file that could not be read.
    if !is_described && faults.iter().all(|fault| fault.severity != Severity::Error) {
        faults.push(Fault::error("missing table [dataset]").help("add [dataset] with a title to one of the files"));
    }
    builder.views(std::mem::take(&mut raw.views), &mut dataset);
    cycles::find(&dataset, &builder.places.records, &mut builder.faulty, &mut builder.faults);
    depth::find(&dataset, &builder.places.records, &mut builder.faulty, &mut builder.faults);
    faults.append(&mut builder.faults);
    Ok(Built { dataset, places: builder.places, faulty: builder.faulty, faults, left_out: raw.left_out })
}

struct Builder<'r> {
    registers: &'r Registers<'r>,
    faults: Vec<Fault>,
    places: Places,
    faulty: PerTable<Vec<bool>>,
    /// Texts that many records have.
    repeated: Repeated<'r>,
    /// The time zone of the dataset.
    zone: Option<Zone>,
    /// Whether the current record has an error.
    bad: bool,
}

impl<'r> Builder<'r> {
    fn new(registers: &'r Registers<'r>, zone: Option<Zone>) -> Self {
        let (faults, places, faulty) = (Vec::new(), Places::default(), PerTable::default());
        let repeated = Repeated::new(&registers.repeated);
        Self { registers, faults, places, faulty, repeated, zone, bad: false }
    }

    /// A short text that many records have.
    fn shared(&mut self, text: &str) -> Arc<str> {
        self.repeated.shared(text)
    }

    /// A publisher, unless it is blank.
    fn publisher(&mut self, text: &str) -> Option<Arc<str>> {
        (!text.trim().is_empty()).then(|| self.shared(text))
    }

    fn error(&mut self, place: Location, message: impl Into<String>, help: impl Into<String>) {
        self.note(Fault::error(message).at(place).help(help));
    }

    fn note(&mut self, fault: Fault) {
        self.bad |= fault.severity == Severity::Error;
        self.faults.push(fault);
    }

    /// Builds one record, and whether it has an error.
    fn watched<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        self.bad = false;
        let built = build(self);
        (built, std::mem::take(&mut self.bad))
    }

    fn views(&mut self, raw: Vec<RawView>, dataset: &mut Dataset) {
        for view in raw.into_iter().filter(|view| !view.faulty) {
            let id = view.id.value.0;
            if dataset.views.iter().any(|other| other.id == id) {
                self.faults.push(Fault::error(format!("duplicate view id \"{id}\"")).at(view.id.place));
                continue;
            }
            self.places.views.push(view.query.place);
            dataset.views.push(SavedView {
                id,
                title: view.title.0,
                query: view.query.value.0,
                lens: view.lens.and_then(super::raw::values::Text::filled),
                note: view.note.and_then(super::raw::values::Text::filled),
            });
        }
    }

    fn about(&mut self, abouts: Vec<At<Option<RawAbout>>>) -> About {
        let mut found = abouts.into_iter();
        let Some(first) = found.next() else { return untitled() };
        for another in found {
            let fault = Fault::error("duplicate table [dataset]").at(another.place);
            self.faults.push(fault.other(first.place, "first defined here"));
        }
        let Some(raw) = first.value else { return untitled() };
        self.zone = raw.timezone.map(|zone| zone.0);
        let text = |text: Option<super::raw::values::Text>| text.and_then(super::raw::values::Text::filled);
        About {
            title: if raw.title.0.is_empty() { UNTITLED.into() } else { raw.title.0 },
            description: text(raw.description),
            version: text(raw.version),
            timezone: self.zone,
            language: raw.language.map(|lang| (*lang).into()),
            coverage: raw.coverage.and_then(|at| self.bounded(at, self.zone)),
            license: text(raw.license),
            curators: raw.curators.into_iter().map(|name| name.0).collect(),
            homepage: self.url(raw.homepage),
            selection: text(raw.selection),
        }
    }

    /// A time with its bounds. Clock times that do not exist in the zone are noted.
    fn bounded(&mut self, at: At<When>, home: Option<Zone>) -> Option<(When, Bounds)> {
        at.value.leading()?;
        match at.value.bounds(home) {
            Ok(bounds) => Some((at.value, bounds)),
            Err(fault) => {
                self.error(at.place, fault.message, fault.help);
                None
            }
        }
    }

    fn dated(&mut self, at: Option<At<super::raw::values::Date>>) -> Option<(When, Bounds)> {
        let At { value, place } = at?;
        self.bounded(At { value: value.0, place }, self.zone)
    }

    /// A date of publication, with its ends.
    fn published(&mut self, at: Option<At<super::raw::values::Date>>) -> Option<(When, Extent)> {
        self.dated(at).map(|(when, bounds)| (when, bounds.extent()))
    }

    /// A URL, with a warning if it is not an http(s) URL.
    fn url(&mut self, at: Option<At<super::raw::values::Text>>) -> Option<Text> {
        let At { value, place } = at?;
        let url = value.filled()?;
        let good = ["http://", "https://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
        if !good || url.chars().any(|c| c.is_whitespace() || crate::sanitize::is_hostile(c)) {
            self.note(Fault::warning("not an http(s) URL").at(place).help("it is displayed but cannot be opened"));
        }
        Some(url)
    }

    fn citations(&mut self, raw: Vec<RawCitation>) -> ThinVec<Citation> {
        list(raw, |citation| {
            let source = self.source(&citation.id)?;
            Some(Citation {
                source,
                locator: citation.locator.and_then(super::raw::values::Text::filled),
                credibility: citation.credibility,
            })
        })
    }
}

/// File and line of each header in a text that begins at an offset and a line of its file.
fn origins(headers: &[Location], text: &str, (base, first): (usize, usize)) -> Vec<Origin> {
    let mut origins = vec![Origin::default(); headers.len()];
    let mut order: Vec<usize> = (0..headers.len()).collect();
    order.sort_unstable_by_key(|&at| headers[at]);
    let (mut from, mut line) = (0, first as u32);
    for at in order {
        let place = headers[at];
        let start = place.span().start.saturating_sub(base);
        if let Some(between) = text.as_bytes().get(from..start) {
            line += memchr::memchr_iter(b'\n', between).count() as u32;
            from = start;
        }
        origins[at] = Origin { file: place.file, line };
    }
    origins
}

/// A list of what is built from each part, with room for no more.
fn list<R, T>(raw: Vec<R>, build: impl FnMut(R) -> Option<T>) -> ThinVec<T> {
    let mut list = ThinVec::with_capacity(raw.len());
    list.extend(raw.into_iter().filter_map(build));
    list
}

/// A table whose rows were built in the order of their positions.
fn table<I: Id, T: crate::model::HasId>(rows: Vec<T>) -> Table<I, T> {
    Table::new(rows)
}

/// What is known of a dataset without a table `[dataset]`.
fn untitled() -> About {
    About { title: UNTITLED.into(), ..About::default() }
}
