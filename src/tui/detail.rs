//! What the detail pane shows, and from where it was reached.

use crate::index::RecordId;
use crate::lens::card::Subject;
use crate::model::Dataset;
use crate::model::when::show::DisplayZone;
use crate::query::FieldKey;
use crate::view::{Anchor, View};

/// A subject identified across reloads and reference dates: by the field that selects by it, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SubjectKey {
    field: FieldKey,
    id: String,
}

impl SubjectKey {
    pub(super) fn of(dataset: &Dataset, subject: Subject) -> Self {
        Self { field: subject.field(), id: subject.id(dataset) }
    }

    pub(super) fn find(&self, dataset: &Dataset) -> Option<Subject> {
        Subject::find(dataset, self.field, &self.id)
    }
}

/// What the detail pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The record under the cursor.
    Record(RecordId),
    /// The cell of a grid in this row and column, with all its records or only the first ones.
    Cell(usize, usize, bool),
    /// Something with a card of its own.
    Subject(Subject),
}

/// What the wrapped card in the detail pane was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DetailKey {
    /// The record or subject.
    pub(crate) shown: Shown,
    /// The width in cells.
    pub(crate) width: usize,
    /// The zone of clock times.
    pub(crate) zone: DisplayZone,
    /// Whether it has the original wording.
    pub(crate) original: bool,
}

/// A place in the detail pane from which a link was followed.
#[derive(Debug, Clone)]
pub(crate) struct Visited {
    /// The view, if it was a grid, which following a link to a record leaves.
    pub(crate) grid: Option<View>,
    /// The record under the cursor, if it was not a grid.
    pub(crate) record: Option<Anchor>,
    /// The card that was open.
    pub(crate) card: Option<SubjectKey>,
    /// The scroll position.
    pub(crate) top: usize,
    /// The link.
    pub(crate) link: Option<usize>,
}
