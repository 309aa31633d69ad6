//! What is shown, as one value: every change of it can be undone.

use std::sync::Arc;

use crate::index::{Index, RecordId};
use crate::lens::timeline::Layout;
use crate::model::when::calendar::Zoom;

/// A record as one remembers it while the data around it changes: by its id, with its day in case it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    id: Arc<str>,
    day: Option<i64>,
}

impl Anchor {
    /// The spot of a record.
    pub fn of(index: &Index, record: RecordId) -> Self {
        Self { id: index.id(record).into(), day: index.times.day(record) }
    }

    /// The record, if the data has it.
    pub fn record(&self, index: &Index) -> Option<RecordId> {
        index.find(&self.id)
    }

    /// Whether a record stands here or later; of records without a day nothing can be told, and all do.
    pub fn is_by(&self, index: &Index, record: RecordId) -> bool {
        match self.record(index) {
            Some(here) => record >= here,
            None => self.day.is_none_or(|day| index.times.day(record).is_none_or(|other| other >= day)),
        }
    }
}

/// What is shown. The record under the cursor travels with it, so that undo leads back to where one was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The query as it stands in the filter bar.
    pub query: String,
    /// Whether the query is applied, its conditions on time aside.
    pub filtered: bool,
    /// Whether the query's conditions on time are applied.
    pub ranged: bool,
    /// Whether only marked records are shown.
    pub marked_only: bool,
    /// Whether events are left out.
    pub quotes_only: bool,
    /// Whether events are shown around selected quotes.
    pub context: bool,
    /// How finely records are grouped.
    pub zoom: Zoom,
    /// Whether the latest comes first.
    pub reverse: bool,
    /// Whether every quote stands under its event.
    pub threaded: bool,
    /// The record under the cursor.
    pub current: Option<Anchor>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            query: String::new(),
            filtered: true,
            ranged: true,
            marked_only: false,
            quotes_only: false,
            context: true,
            zoom: Zoom::Day,
            reverse: false,
            threaded: false,
            current: None,
        }
    }
}

impl View {
    /// How the list is laid out.
    pub fn layout(&self) -> Layout {
        Layout {
            zoom: self.zoom,
            reverse: self.reverse,
            threaded: self.threaded,
            // Without events, events around quotes would be the only ones.
            context: self.context && !self.quotes_only,
        }
    }

    /// Whether two views show the same, wherever the cursor is.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        Self { current: None, ..self.clone() } == Self { current: None, ..other.clone() }
    }
}

/// Views before and after the one that is shown.
#[derive(Debug, Clone, Default)]
pub struct History {
    before: Vec<View>,
    after: Vec<View>,
}

/// So many steps are remembered.
const MAX_STEPS: usize = 200;

impl History {
    /// Remembers a view that is about to change.
    pub fn push(&mut self, view: View) {
        self.after.clear();
        self.before.push(view);
        if self.before.len() > MAX_STEPS {
            self.before.remove(0);
        }
    }

    /// The view before this one.
    pub fn undo(&mut self, now: View) -> Option<View> {
        let view = self.before.pop()?;
        self.after.push(now);
        Some(view)
    }

    /// The view that was undone.
    pub fn redo(&mut self, now: View) -> Option<View> {
        let view = self.after.pop()?;
        self.before.push(now);
        Some(view)
    }

    /// Whether there is a view before this one.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is a view that was undone.
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
