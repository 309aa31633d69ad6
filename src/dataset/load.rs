//! Loading a dataset: read the files, build the model, add warnings, leave out faulty records.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::build::{Found, build};
use super::gather::{self, gather};
use super::parts::{self, FileRead, Reading};
use super::versions::{Stamp, Version, Versions};
use super::{builtin, lint};
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::{AnyId, Dataset, Id, PerTable, Subset};
use crate::parallel;

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
    pub texts: Arc<Vec<FileText>>,
    /// All faults: those that cost a whole file, then in order of file and line.
    pub faults: Vec<Fault>,
    /// How many records are left out.
    pub left_out: usize,
    /// The places of the queries of views, in the order of the views.
    pub view_places: Vec<Location>,
    /// How many files were read.
    pub files_read: usize,
    /// The files as they were read, for a reload.
    pub versions: Versions,
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

/// The share of a load that is done after the first pass over all files, by measurement.
const FOUND: f32 = 0.1;
/// The share when all records are read.
const READ: f32 = 0.55;
/// The share when all records are checked.
const CHECKED: f32 = 0.6;

/// A step of a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// The files are read.
    #[default]
    Reading,
    /// References are resolved and records checked.
    Checking,
    /// The index is built.
    Indexing,
}

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Progress {
    /// The current step.
    pub step: Step,
    /// The share of the whole load that is done, 0 to 1.
    pub share: f32,
    /// The number of events read so far.
    pub events: usize,
}

/// Loads a dataset. Never fails; errors are among the faults. `progress` is called with the share done, 0 to 1.
pub fn load(input: &DataFiles, progress: &dyn Fn(f32)) -> Loaded {
    load_in_steps(input, &|now| progress(now.share))
}

/// The same, with `progress` called for every file and step.
pub fn load_in_steps(input: &DataFiles, progress: &dyn Fn(Progress)) -> Loaded {
    let DataFiles::Paths(paths) = input else { return load_texts(builtin::texts()) };
    let (paths, mut faults) = gather(paths);
    if paths.is_empty() {
        return Loaded { faults, ..Loaded::default() };
    }
    // By size; a file that cannot be read is reported when it is its turn.
    let sizes: Vec<u64> = paths.iter().map(|path| std::fs::metadata(path).map_or(0, |file| file.len()) + 1).collect();
    let total = sizes.iter().sum::<u64>();
    let (mut texts, mut found, mut versions) = (Vec::new(), Found::default(), Vec::new());
    let mut done = 0;
    let reading = Reading::new(parallel::cores().div_ceil(paths.len()));
    let read = |at: usize| {
        let stamp = Stamp::of(&paths[at]);
        let (text, unreadable) = gather::read(&paths[at], at as u32);
        let is_text = unreadable.iter().all(|fault| fault.place.is_none());
        let file = if is_text { parts::read_file(&text, at as u32, reading) } else { FileRead::default() };
        let version = Version { stamp, others: file.others(&text) };
        (text, unreadable, file, version)
    };
    parallel::in_turn(0..paths.len(), read, |(text, mut unreadable, file, version)| {
        done += sizes[texts.len()];
        texts.push(text);
        versions.push(version);
        faults.append(&mut unreadable);
        found.append(file);
        progress(Progress { step: Step::Reading, share: FOUND * done as f32 / total as f32, events: 0 });
    });
    let mut loaded = from_found(found, texts, &faults, reading, progress);
    // Names in reports are text; the files themselves can have any name.
    (loaded.dataset.files, loaded.files_read) = (paths, versions.len());
    if !loaded.has_errors() {
        loaded.versions = Versions(versions.into());
    }
    loaded
}

/// Loads a dataset from texts in memory.
pub fn load_texts(texts: Vec<FileText>) -> Loaded {
    load_texts_as(texts, Reading::new(parallel::cores()))
}

/// Loads a dataset from texts in memory, reading them in this way.
pub(crate) fn load_texts_as(texts: Vec<FileText>, reading: Reading) -> Loaded {
    let mut found = Found::default();
    for (at, text) in texts.iter().enumerate() {
        found.append(parts::read_file(text, at as u32, reading));
    }
    from_found(found, texts, &[], reading, &|_| {})
}

/// Builds the model. `unreadable` are the faults of whole files, which come first.
fn from_found(
    mut found: Found,
    texts: Vec<FileText>,
    unreadable: &[Fault],
    reading: Reading,
    progress: &dyn Fn(Progress),
) -> Loaded {
    let mut whole = BTreeSet::new();
    let most = Cell::new(0);
    let mut built = loop {
        found.faults.splice(0..0, unreadable.iter().cloned());
        let total = found.events().max(1);
        let report = |events: usize| {
            // A second attempt begins at the first event again.
            most.set(events.max(most.get()));
            let share = FOUND + (READ - FOUND) * (most.get() as f32 / total as f32).min(1.0);
            progress(Progress { step: Step::Reading, share, events: most.get() });
        };
        match build(found, &texts, &report) {
            Ok(built) => break built,
            Err(files) => {
                whole.extend(files);
                found = read_again(&texts, unreadable, &whole, reading);
            }
        }
    };
    let events = built.dataset.events.len();
    progress(Progress { step: Step::Checking, share: READ, events });
    let mut faults = built.faults;
    mark_dependent(&built.dataset, &mut built.faulty);
    faults.extend(lint::lint(&built.dataset, &built.places, &built.faulty));
    sort(&mut faults);
    let keep = Subset::without(&built.faulty);
    let dropped = keep.left_out();
    let dataset = if dropped == 0 { built.dataset } else { built.dataset.subset(&keep).0 };
    let texts = Arc::new(reported(texts, &faults, &built.places.views));
    progress(Progress { step: Step::Indexing, share: CHECKED, events });
    Loaded {
        dataset,
        texts,
        faults,
        left_out: built.left_out + dropped,
        view_places: built.places.views,
        ..Loaded::default()
    }
}

/// Reads all files again, and these whole.
fn read_again(texts: &[FileText], unreadable: &[Fault], whole: &BTreeSet<u32>, reading: Reading) -> Found {
    let invalid: BTreeSet<u32> = unreadable.iter().filter_map(|fault| fault.place).map(|place| place.file).collect();
    let mut found = Found::default();
    let read = |file: u32| {
        let reading = Reading { whole: reading.whole || whole.contains(&file), ..reading };
        if invalid.contains(&file) {
            FileRead::default()
        } else {
            parts::read_file(&texts[file as usize], file, reading)
        }
    };
    parallel::in_turn(0..texts.len() as u32, read, |file| found.append(file));
    found
}

/// The files without the texts of those to which nothing that is reported can refer.
fn reported(mut texts: Vec<FileText>, faults: &[Fault], views: &[Location]) -> Vec<FileText> {
    if faults.is_empty() && views.is_empty() {
        return Vec::new();
    }
    let mut keep = vec![false; texts.len()];
    let places = faults.iter().flat_map(|fault| fault.place.into_iter().chain(fault.other.iter().map(|other| other.0)));
    places.chain(views.iter().copied()).for_each(|place| keep[place.file as usize] = true);
    for (text, _) in texts.iter_mut().zip(keep).filter(|(_, keep)| !keep) {
        text.text = String::new();
    }
    texts
}

/// Marks records as faulty that depend on a faulty record: an event on its kind, a quote on its event and its speaker.
fn mark_dependent(dataset: &Dataset, faulty: &mut PerTable<Vec<bool>>) {
    if !faulty.iter().any(|(_, rows)| rows.contains(&true)) {
        return;
    }
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
    faults.sort_by_key(|fault| (!fault.whole_file, fault.place, Reverse(fault.severity)));
}
