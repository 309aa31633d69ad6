//! Loading a dataset: read the files, build the model, add warnings, leave out faulty records.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::build::build;
use super::gather::{self, gather};
use super::read::RawFile;
use super::{builtin, lint, read};
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

/// The share of a load that is done when all files are read, by measurement.
const READ: f32 = 0.55;
/// The share when all records are checked.
const CHECKED: f32 = 0.8;

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
    let (mut texts, mut raw, mut invalid) = (Vec::new(), RawFile::default(), Vec::new());
    let (mut done, mut events) = (0, 0);
    let threads = parallel::cores().div_ceil(paths.len());
    let read = |at: usize| {
        let (text, unreadable) = gather::read(&paths[at], at as u32);
        let is_text = unreadable.iter().all(|fault| fault.place.is_none());
        let (file, invalid) =
            if is_text { read::read_file(&text, at as u32, threads) } else { (RawFile::default(), Vec::new()) };
        (text, unreadable, file, invalid)
    };
    parallel::in_turn(paths.len(), read, |(text, mut unreadable, file, mut wrong)| {
        done += sizes[texts.len()];
        events += file.events.iter().map(Vec::len).sum::<usize>();
        texts.push(text);
        raw.append(file);
        faults.append(&mut unreadable);
        invalid.append(&mut wrong);
        progress(Progress { step: Step::Reading, share: READ * done as f32 / total as f32, events });
    });
    progress(Progress { step: Step::Checking, share: READ, events });
    faults.append(&mut invalid);
    let mut loaded = from_raw(raw, texts, faults);
    // Names in reports are text; the files themselves can have any name.
    loaded.dataset.files = paths;
    progress(Progress { step: Step::Indexing, share: CHECKED, events });
    loaded
}

/// Loads a dataset from texts in memory.
pub fn load_texts(texts: Vec<FileText>) -> Loaded {
    let (mut raw, mut faults) = (RawFile::default(), Vec::new());
    for (at, text) in texts.iter().enumerate() {
        let (file, mut wrong) = read::read_file(text, at as u32, parallel::cores());
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
        texts: reported(texts, &faults, &built.places.views),
        faults,
        left_out: built.left_out + dropped,
        view_places: built.places.views,
    }
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
