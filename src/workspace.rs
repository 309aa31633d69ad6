//! A dataset ready to be asked: loaded, indexed, its own views checked. What the command line and the screen start from.

use std::sync::Arc;

use crate::dataset::{DataFiles, Loaded, load};
use crate::diagnostic::{Fault, Location};
use crate::index::Index;
use crate::query::{Context, evaluate, parse};

/// A loaded dataset with its index and everything that was found wrong with it.
#[derive(Debug)]
pub struct Workspace {
    /// The dataset and its index.
    pub index: Index,
    /// Faults and the texts that they stand in; the dataset itself has moved into the index.
    pub loaded: Loaded,
}

impl Default for Workspace {
    /// No data at all.
    fn default() -> Self {
        Self { index: Index::new(Arc::default()), loaded: Loaded::default() }
    }
}

/// Loads and indexes a dataset. Never fails; faults are kept. `progress` is told the share done, 0 to 1.
pub fn open(input: &DataFiles, progress: &dyn Fn(f32)) -> Workspace {
    from_loaded(load(input, progress))
}

/// Indexes a loaded dataset. A view whose query is wrong is an error of the dataset, and left out.
pub fn from_loaded(mut loaded: Loaded) -> Workspace {
    let mut dataset = std::mem::take(&mut loaded.dataset);
    let views = std::mem::take(&mut dataset.views);
    let mut index = Index::new(Arc::new(dataset));
    let (mut valid, mut wrong) = (Vec::new(), Vec::new());
    for (at, view) in views.into_iter().enumerate() {
        match parse(&view.query).and_then(|query| evaluate(&query, &Context::new(&index))) {
            Ok(_) => valid.push(view),
            Err(error) => {
                let wrong_query = error.fault();
                let mut fault = Fault::error(format!("view \"{}\": {}", view.id, wrong_query.message));
                fault.help = wrong_query.help;
                fault.place =
                    loaded.view_places.get(at).map(|whole| inside(*whole, &view.query, &error.span(), &loaded));
                wrong.push(fault);
            }
        }
    }
    index.set_views(valid);
    loaded.left_out += wrong.len();
    wrong.into_iter().for_each(|fault| loaded.add(fault));
    Workspace { index, loaded }
}

/// The place of a part of a query inside the file, where the query is written there without escapes.
fn inside(whole: Location, query: &str, part: &std::ops::Range<usize>, loaded: &Loaded) -> Location {
    let span = whole.span();
    let written = loaded.texts.get(whole.file as usize).and_then(|text| text.text.get(span.clone()));
    if written.is_some_and(|written| written.len() == query.len() + 2 && written.contains(query)) {
        let start = span.start + 1;
        return Location::new(whole.file, start + part.start..start + part.end.max(part.start + 1));
    }
    whole
}
