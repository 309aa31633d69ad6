//! A dataset ready for queries: loaded, indexed, its saved views validated. The command line and the screen start from it.

use std::sync::Arc;

use crate::dataset::reload::reload;
use crate::dataset::{DataFiles, Loaded, Progress, Versions, load_in_steps};
use crate::diagnostic::{Fault, FileText, Location};
use crate::index::Index;
use crate::model::{Dataset, SavedView};
use crate::query::{Context, evaluate, parse};

/// A loaded dataset with its index and its faults.
#[derive(Debug)]
pub struct Workspace {
    /// The dataset and its index.
    pub index: Index,
    /// The faults with the texts they refer to. The dataset itself has been moved into the index.
    pub loaded: Loaded,
}

impl Default for Workspace {
    /// A workspace without data.
    fn default() -> Self {
        Self { index: Index::new(Arc::default()), loaded: Loaded::default() }
    }
}

/// Loads and indexes a dataset. Never fails; faults are recorded. `progress` is called for every file and step.
pub fn open(input: &DataFiles, progress: &dyn Fn(Progress)) -> Workspace {
    from_loaded(load_in_steps(input, progress))
}

/// Data that is loaded, and the files as they were read.
#[derive(Debug, Clone)]
pub struct Previous {
    /// The whole dataset with its index.
    pub index: Arc<Index>,
    /// Its files.
    pub versions: Versions,
    /// Its faults.
    pub faults: Vec<Fault>,
    /// The texts they refer to.
    pub texts: Arc<Vec<FileText>>,
}

/// Loads and indexes a dataset again, with the same result as [`open`]; the positions of records may be others. Only the
/// changed files are read if they have no faults, and nothing has changed in them but events and quotes.
pub fn open_again(input: &DataFiles, previous: &Previous, progress: &dyn Fn(Progress)) -> Workspace {
    changed(input, previous).unwrap_or_else(|| open(input, progress))
}

/// The dataset with what changed in its files. Nothing if that cannot be told from those files alone.
fn changed(input: &DataFiles, previous: &Previous) -> Option<Workspace> {
    let index = &previous.index;
    let referring = |record| index.referring(record);
    let reloaded = reload(input, &index.dataset, &previous.versions, &previous.faults, &referring)?;
    let index = Index::reloaded(index, Arc::new(reloaded.dataset), reloaded.differ)?;
    let is_valid =
        |view: &SavedView| parse(&view.query).and_then(|query| evaluate(&query, &Context::new(&index))).is_ok();
    if !index.dataset.views.iter().all(is_valid) {
        return None;
    }
    let loaded = Loaded {
        faults: previous.faults.clone(),
        texts: Arc::clone(&previous.texts),
        files_read: reloaded.files_read,
        versions: reloaded.versions,
        ..Loaded::default()
    };
    Some(Workspace { index, loaded })
}

/// Datasets with fewer records are indexed at once: nobody would see the difference.
const MIN_LATER: usize = 2000;

/// The same for the screen, which can show records before their words are indexed: for a large dataset that is left to
/// [`Index::index_words`].
pub fn open_without_words(input: &DataFiles, progress: &dyn Fn(Progress)) -> Workspace {
    let loaded = load_in_steps(input, progress);
    let records = loaded.dataset.events.len() + loaded.dataset.quotes.len();
    index(loaded, if records < MIN_LATER { Index::new } else { Index::without_words })
}

/// Indexes a loaded dataset. A view with an invalid query is an error in the dataset, and is left out.
pub fn from_loaded(loaded: Loaded) -> Workspace {
    index(loaded, Index::new)
}

fn index(mut loaded: Loaded, index: fn(Arc<Dataset>) -> Index) -> Workspace {
    let mut dataset = std::mem::take(&mut loaded.dataset);
    let views = std::mem::take(&mut dataset.views);
    let mut index = index(Arc::new(dataset));
    let (mut valid, mut faults) = (Vec::new(), Vec::new());
    for (at, view) in views.into_iter().enumerate() {
        match parse(&view.query).and_then(|query| evaluate(&query, &Context::new(&index))) {
            Ok(_) => valid.push(view),
            Err(error) => {
                let error = error.with_alternative(&view.query, &index);
                let query_fault = error.fault();
                let mut fault = Fault::error(format!("view \"{}\": {}", view.id, query_fault.message));
                fault.help = query_fault.help;
                fault.place =
                    loaded.view_places.get(at).map(|whole| inside(*whole, &view.query, &error.span(), &loaded));
                faults.push(fault);
            }
        }
    }
    index.set_views(valid);
    loaded.left_out += faults.len();
    if !faults.is_empty() {
        loaded.versions = Versions::default();
    }
    faults.into_iter().for_each(|fault| loaded.add(fault));
    Workspace { index, loaded }
}

/// The location of a part of a query in the file, if the query is written there without escapes; else that of the query.
fn inside(whole: Location, query: &str, part: &std::ops::Range<usize>, loaded: &Loaded) -> Location {
    let span = whole.span();
    let written = loaded.texts.get(whole.file as usize).and_then(|text| text.text.get(span.clone()));
    if written.is_some_and(|written| written.len() == query.len() + 2 && written.contains(query)) {
        let start = span.start + 1;
        return Location::new(whole.file, start + part.start..start + part.end.max(part.start + 1));
    }
    whole
}
