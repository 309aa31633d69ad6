//! Building the model from raw tables: references are resolved, times get their bounds, and every fault is noted.
//!
//! Positions are assigned first; then all records are built, faulty ones too (without their faulty parts), so that one run finds
//! all faults. Faulty records are removed afterwards, with the records that depend on them.
//!
//! * [`ids`] — written ids to positions
//! * [`people`] — persons, parties, places, topics, sources
//! * [`proposals`] — proposals, versions, points
//! * [`records`] — events and quotes
//! * [`repeated`] — short texts that many records have in common
//! * [`cycles`] — cyclic references

mod cycles;
mod depth;
mod ids;
mod people;
mod proposals;
mod records;
mod repeated;

use std::sync::Arc;

use thin_vec::ThinVec;

use super::raw::{At, RawAbout, RawCitation};
use super::read::RawFile;
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::ids::Table;
use crate::model::when::{Bounds, Extent, When, Zone};
use crate::model::{About, Citation, Dataset, Id, Origin, PerTable, SavedView};

use ids::Registers;
use repeated::Repeated;

/// The places of records, for faults that are found after they are built.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The ids of all records (of events and quotes, which may have none, the header), in the order of their table.
    pub(crate) records: PerTable<Vec<Location>>,
    /// The queries of views.
    pub(crate) views: Vec<Location>,
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

/// Builds the model. `texts` are the files, from which the lines of records are counted; `all_read` is whether each could be
/// read.
pub(crate) fn build(mut raw: RawFile, texts: &[FileText], all_read: bool) -> Built {
    let mut builder = Builder { all_read, ..Builder::default() };
    let mut dataset =
        Dataset { files: texts.iter().map(|text| text.name.clone().into()).collect(), ..Dataset::default() };
    dataset.about = builder.about(std::mem::take(&mut raw.abouts));
    builder.registers = Registers::new(&mut raw, &mut builder.faults);
    builder.people(&mut raw, &mut dataset);
    builder.proposals(&mut raw, &mut dataset);
    builder.records(&mut raw, &mut dataset);
    for view in raw.views {
        if view.faulty {
            continue;
        }
        builder.places.views.push(view.query.place);
        let id = view.id.value.0;
        if dataset.views.iter().any(|other| other.id == id) {
            builder.faults.push(Fault::error(format!("duplicate view id \"{id}\"")).at(view.id.place));
            builder.places.views.pop();
            continue;
        }
        dataset.views.push(SavedView {
            id,
            title: view.title.0,
            query: view.query.value.0,
            lens: view.lens.and_then(super::raw::values::Text::filled),
            note: view.note.and_then(super::raw::values::Text::filled),
        });
    }
    cycles::find(&dataset, &builder.places.records, &mut builder.faulty, &mut builder.faults);
    depth::find(&dataset, &builder.places.records, &mut builder.faulty, &mut builder.faults);
    dataset.event_origins = origins(&builder.places.records.events, texts);
    dataset.quote_origins = origins(&builder.places.records.quotes, texts);
    let left_out = raw.left_out;
    Built { dataset, places: builder.places, faulty: builder.faulty, faults: builder.faults, left_out }
}

#[derive(Default)]
struct Builder {
    registers: Registers,
    faults: Vec<Fault>,
    places: Places,
    faulty: PerTable<Vec<bool>>,
    /// Texts that many records have.
    repeated: Repeated,
    /// Whether all files could be read; what seems to be missing is in the others otherwise.
    all_read: bool,
    /// The time zone of the dataset.
    zone: Option<Zone>,
    /// Whether the current record has an error.
    bad: bool,
}

impl Builder {
    /// A short text that many records have.
    fn shared(&mut self, text: Box<str>) -> Arc<str> {
        self.repeated.shared(text)
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

    fn about(&mut self, abouts: Vec<At<Option<RawAbout>>>) -> About {
        let mut found = abouts.into_iter();
        let Some(first) = found.next() else {
            if !self.all_read {
                return untitled();
            }
            self.faults
                .push(Fault::error("missing table [dataset]").help("add [dataset] with a title to one of the files"));
            return untitled();
        };
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
            language: raw.language.map(|lang| lang.0),
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
    fn url(&mut self, at: Option<At<super::raw::values::Text>>) -> Option<Box<str>> {
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
            Some(Citation { source, locator: citation.locator, credibility: citation.credibility })
        })
    }
}

/// File and line of each header.
fn origins(headers: &[Location], texts: &[FileText]) -> Vec<Origin> {
    let mut origins = vec![Origin::default(); headers.len()];
    let mut order: Vec<usize> = (0..headers.len()).collect();
    order.sort_unstable_by_key(|&at| headers[at]);
    let (mut file, mut from, mut line) = (u32::MAX, 0, 1);
    for at in order {
        let place = headers[at];
        if place.file != file {
            (file, from, line) = (place.file, 0, 1);
        }
        let start = place.span().start;
        if let Some(between) = texts.get(file as usize).and_then(|text| text.text.as_bytes().get(from..start)) {
            line += memchr::memchr_iter(b'\n', between).count() as u32;
            from = start;
        }
        origins[at] = Origin { file, line };
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
