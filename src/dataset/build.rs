//! Raw tables to the model: references resolved, times bounded, and every fault of every record noted.
//!
//! Each record gets its position first, then all are built, faulty ones too (without what was wrong in them), so that one
//! run finds the faults of all. What is faulty is then taken out again, together with what cannot stand without it.
//!
//! * [`ids`] — written ids to positions
//! * [`people`] — persons, parties, places, topics, sources
//! * [`proposals`] — proposals, versions, points
//! * [`records`] — events and quotes
//! * [`cycles`] — references that lead back to where they began

mod cycles;
mod ids;
mod people;
mod proposals;
mod records;

use super::raw::{At, RawAbout, RawCitation};
use super::read::RawFile;
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::ids::Table;
use crate::model::when::{Bounds, When, Zone};
use crate::model::{About, Citation, Dataset, Id, Origin, PerTable, SavedView};

use ids::Registers;

/// Where the records are defined, for faults that are found when everything is built.
#[derive(Debug, Default)]
pub struct Places {
    /// The ids of all records (of events and quotes, which may have none, the header), in the order of their table.
    pub records: PerTable<Vec<Location>>,
    /// The queries of views.
    pub views: Vec<Location>,
}

/// Everything that was built, faulty records included.
pub struct Built {
    /// The dataset.
    pub dataset: Dataset,
    /// Where its records stand.
    pub places: Places,
    /// Which records have faults.
    pub faulty: PerTable<Vec<bool>>,
    /// The faults.
    pub faults: Vec<Fault>,
    /// Records that could not be built at all.
    pub left_out: usize,
}

/// Builds the model. `texts` are the files, for the lines on which records stand.
pub fn build(mut raw: RawFile, texts: &[FileText]) -> Built {
    let mut builder = Builder::default();
    let mut dataset = Dataset { files: texts.iter().map(|text| text.name.clone()).collect(), ..Dataset::default() };
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
            builder.faults.push(Fault::error(format!("there are two views \"{id}\"")).at(view.id.place));
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
    /// The zone of times that have no other.
    zone: Option<Zone>,
    /// Whether the record at hand has a fault.
    bad: bool,
}

impl Builder {
    fn error(&mut self, place: Location, message: impl Into<String>, help: impl Into<String>) {
        self.note(Fault::error(message).at(place).help(help));
    }

    fn note(&mut self, fault: Fault) {
        self.bad |= fault.severity == Severity::Error;
        self.faults.push(fault);
    }

    /// Builds one record and tells whether it has a fault.
    fn watched<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        self.bad = false;
        let built = build(self);
        (built, std::mem::take(&mut self.bad))
    }

    fn about(&mut self, abouts: Vec<At<Option<RawAbout>>>) -> About {
        let mut found = abouts.into_iter();
        let Some(first) = found.next() else {
            self.faults.push(
                Fault::error("no file says what this dataset is")
                    .help("add a table [dataset] with a title to one of the files"),
            );
            return About::default();
        };
        for another in found {
            let fault = Fault::error("the table [dataset] stands twice").at(another.place);
            self.faults.push(fault.other(first.place, "first here"));
        }
        let Some(raw) = first.value else { return About::default() };
        self.zone = raw.timezone.map(|zone| zone.0);
        let text = |text: Option<super::raw::values::Text>| text.and_then(super::raw::values::Text::filled);
        About {
            title: raw.title.0,
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

    /// A time with its bounds; a clock time that the zone does not have is noted.
    fn bounded(&mut self, at: At<When>, home: Option<Zone>) -> Option<(When, Bounds)> {
        at.value.leading()?;
        match at.value.bounds(home) {
            Ok(bounds) if bounds.e1 <= bounds.s0 => {
                self.error(at.place, "the end lies before the start", "");
                None
            }
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

    /// An address, with a warning where it is none that a browser opens safely.
    fn url(&mut self, at: Option<At<super::raw::values::Text>>) -> Option<Box<str>> {
        let At { value, place } = at?;
        let url = value.filled()?;
        let good = ["http://", "https://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
        if !good || url.chars().any(|c| c.is_whitespace() || crate::sanitize::is_hostile(c)) {
            self.note(Fault::warning("this is no http(s) address").at(place).help("it is shown, and cannot be opened"));
        }
        Some(url)
    }

    fn citations(&mut self, raw: Vec<RawCitation>) -> Vec<Citation> {
        let cite = |citation: RawCitation| {
            let source = self.source(&citation.id)?;
            Some(Citation { source, locator: citation.locator, credibility: citation.credibility })
        };
        raw.into_iter().filter_map(cite).collect()
    }
}

/// The file and line of each header.
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

/// A table whose rows were built in the order of their positions.
fn table<I: Id, T: crate::model::HasId>(rows: Vec<T>) -> Table<I, T> {
    Table::new(rows)
}
