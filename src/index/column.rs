//! A value for each record of an index. That of an index which is derived from another one shares the values of the other.

use std::sync::Arc;

use super::RecordId;
use super::renumbered::{Place, Renumbered};

/// A value for each record.
#[derive(Debug, Clone)]
pub(crate) struct Column<T> {
    values: Arc<Vec<T>>,
    /// Of a derived index: the values of the records indexed anew, and where each value is.
    derived: Option<Arc<(Vec<T>, Arc<Renumbered>)>>,
}

impl<T: Clone> Column<T> {
    /// A column of these values.
    pub(crate) fn new(values: Vec<T>) -> Self {
        Self { values: Arc::new(values), derived: None }
    }

    /// The column of a derived index, with the values of the records indexed anew. This is that of an index which is not derived.
    pub(crate) fn derived(&self, anew: Vec<T>, numbers: &Arc<Renumbered>) -> Self {
        debug_assert!(self.derived.is_none());
        Self { values: Arc::clone(&self.values), derived: Some(Arc::new((anew, Arc::clone(numbers)))) }
    }

    /// The values of the other index if this one is derived, else all values.
    pub(crate) fn other(&self) -> &[T] {
        &self.values
    }

    /// The value of a record.
    pub(crate) fn get(&self, record: RecordId) -> &T {
        match self.derived.as_deref() {
            None => &self.values[record.index()],
            Some((anew, numbers)) => match numbers.there(record) {
                Place::Other(other) => &self.values[other.index()],
                Place::Anew(at) => &anew[at.index()],
            },
        }
    }
}

impl<T: Clone> Default for Column<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
