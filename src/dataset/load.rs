//! Loading a dataset: read the files, build the model, add warnings, leave out faulty records.

use std::path::PathBuf;

use super::build::build;
use super::gather::{self, gather};
use super::read::RawFile;
use super::{builtin, lint, read};
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::{AnyId, Dataset, Id, PerTable, Subset};

/// Where a dataset is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataFiles {
    /// The built-in dataset.
    Builtin,
    /// Files and folders.
    Paths(Vec<PathBuf>),
}

impl DataFiles {
    /// The paths given, or the built-in dataset if there are none.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        if paths.is_empty() { Self::Builtin } else { Self::Paths(paths) }
    }
}

/// A loaded dataset: all records without errors.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The dataset.
    pub dataset: Dataset,
    /// The files, for reporting faults; empty if there are none.
    pub texts: Vec<FileText>,
    /// All faults: those that cost a whole file, then in order of file and line.
    pub faults: Vec<Fault>,
    /// How many records are left out.
    pub left_out: usize,
    /// The places of the queries of views, in the order of the views.
    pub view_places: Vec<Location>,
}

impl Loaded {
    /// Whether any fault is an error.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Adds a fault, in order.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.faults.push(fault);
        sort(&mut self.faults);
    }
}

/// Loads a dataset. Never fails; errors are among the faults. `progress` is called with the share done, 0 to 1.
pub fn load(input: &DataFiles, progress: &dyn Fn(f32)) -> Loaded {
    let (texts, paths, mut faults) = match input {
        DataFiles::Builtin => (builtin::texts(), None, Vec::new()),
        DataFiles::Paths(paths) => {
            let (found, mut faults) = gather(paths);
            let mut texts = Vec::with_capacity(found.len());
            for (at, path) in found.iter().enumerate() {
                let (text, mut wrong) = gather::read(path, at as u32);
                texts.push(text);
                faults.append(&mut wrong);
                progress(0.2 * (at + 1) as f32 / found.len() as f32);
            }
            (texts, Some(found), faults)
        }
    };
    if texts.is_empty() {
        return Loaded { faults, ..Loaded::default() };
    }
    let total: usize = texts.iter().map(|text| text.text.len()).sum::<usize>().max(1);
    let (mut raw, mut done) = (RawFile::default(), 0);
    for (at, text) in texts.iter().enumerate() {
        let unreadable = faults.iter().any(|fault| fault.place.is_some_and(|place| place.file as usize == at));
        if !unreadable {
            let (file, mut wrong) = read::read_file(text, at as u32);
            raw.append(file);
            faults.append(&mut wrong);
        }
        done += text.text.len();
        progress(0.2 + 0.5 * done as f32 / total as f32);
    }
    let mut loaded = from_raw(raw, texts, faults);
    // Names in reports are text; the files themselves can have any name.
    if let Some(paths) = paths {
        loaded.dataset.files = paths;
    }
    loaded
}

/// Loads a dataset from texts in memory.
pub fn load_texts(texts: Vec<FileText>) -> Loaded {
    let (mut raw, mut faults) = (RawFile::default(), Vec::new());
    for (at, text) in texts.iter().enumerate() {
        let (file, mut wrong) = read::read_file(text, at as u32);
        raw.append(file);
        faults.append(&mut wrong);
    }
    from_raw(raw, texts, faults)
}

fn from_raw(raw: RawFile, texts: Vec<FileText>, mut faults: Vec<Fault>) -> Loaded {
    let all_read = faults.iter().all(|fault| fault.severity != Severity::Error);
    let mut built = build(raw, &texts, all_read);
    faults.append(&mut built.faults);
    mark_dependent(&built.dataset, &mut built.faulty);
    faults.extend(lint::lint(&built.dataset, &built.places, &built.faulty));
    sort(&mut faults);
    let keep = Subset::without(&built.faulty);
    let dropped = keep.left_out();
    let dataset = if dropped == 0 { built.dataset } else { built.dataset.subset(&keep).0 };
    Loaded {
        dataset,
        texts: if faults.is_empty() && built.places.views.is_empty() { Vec::new() } else { texts },
        faults,
        left_out: built.left_out + dropped,
        view_places: built.places.views,
    }
}

/// Marks records as faulty that depend on a faulty record: an event on its kind, a quote on its event and its speaker.
fn mark_dependent(dataset: &Dataset, faulty: &mut PerTable<Vec<bool>>) {
    for id in dataset.events.ids() {
        let complete = dataset.is_complete(AnyId::of(id), &|to| !faulty[to.table][to.index]);
        faulty.events[id.index()] |= !complete;
    }
    for (id, quote) in dataset.quotes.iter() {
        let complete = dataset.is_complete(AnyId::of(id), &|to| !faulty[to.table][to.index]);
        let event = quote.event.is_some_and(|event| faulty.events[event.index()]);
        faulty.quotes[id.index()] |= !complete || event;
    }
}

/// Sorts by file and line. Faults that cost a whole file come first, because others may follow from them, then those without a
/// place.
fn sort(faults: &mut [Fault]) {
    let rank = |fault: &Fault| !fault.whole_file;
    faults.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then_with(|| a.place.cmp(&b.place)).then_with(|| b.severity.cmp(&a.severity))
    });
}
