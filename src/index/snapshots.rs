//! The index of the whole dataset, and of what was known of it at the reference date last asked for.

use std::sync::{Arc, Mutex};

use super::Index;
use crate::model::when::Limit;
use crate::parallel;

/// The whole dataset and the day of it last asked for. Stepping back and forth between that day and the whole builds nothing.
#[derive(Debug)]
pub struct Snapshots {
    whole: Arc<Index>,
    last: Mutex<Option<(Limit, Arc<Index>)>>,
}

impl Snapshots {
    /// Of a whole dataset.
    pub fn new(whole: Index) -> Self {
        Self { whole: Arc::new(whole), last: Mutex::default() }
    }

    /// Everything known.
    pub fn whole(&self) -> &Arc<Index> {
        &self.whole
    }

    /// Forgets the day last asked for, of which the words may not have been indexed.
    pub(crate) fn forget(&self) {
        *parallel::lock(&self.last) = None;
    }

    /// What was known at a reference date; everything without one.
    pub(crate) fn at(&self, at: Option<Limit>) -> Arc<Index> {
        let Some(at) = at else { return Arc::clone(&self.whole) };
        let mut last = parallel::lock(&self.last);
        match &*last {
            Some((known, index)) if *known == at => Arc::clone(index),
            _ => {
                let index = Arc::new(self.whole.as_of(at));
                *last = Some((at, Arc::clone(&index)));
                index
            }
        }
    }
}
