//! The view: what is shown, as one value. Its answer, [`Answered`], is computed once and shared by list, strip, counts,
//! lenses, facets, completion, exports and the command line.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::index::{Bits, Index, RecordId, Snapshots};
use crate::model::when::calendar::Zoom;
use crate::query::{AsOf, Context, FieldKey, Meaning, NEW, Node, QueryError, asof, edit, evaluate, parse};
use crate::selection::Selection;

/// A record identified across reloads: by its id, or by its day if the record no longer exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    id: Arc<str>,
    day: Option<i64>,
}

impl Anchor {
    /// The anchor of a record.
    pub(crate) fn of(index: &Index, record: RecordId) -> Self {
        Self { id: index.id(record).into(), day: index.times.day(record) }
    }

    /// The record, if it still exists.
    pub(crate) fn record(&self, index: &Index) -> Option<RecordId> {
        index.find(&self.id)
    }

    /// Tells whether a record is at this position or later. Undated records always are.
    pub(crate) fn reached(&self, index: &Index) -> impl Fn(RecordId) -> bool {
        let (here, day) = (self.record(index), self.day);
        move |record| match here {
            Some(here) => record >= here,
            None => day.is_none_or(|day| index.columns.day(record).is_none_or(|other| other >= day)),
        }
    }
}

/// The ids of the records marked on the screen.
pub type Marks = BTreeSet<Arc<str>>;

/// What is shown, including the record under the cursor, so that undo restores the position as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The query as written in the filter bar.
    pub query: String,
    /// Whether the conditions of the query are applied, except those on time.
    pub filtered: bool,
    /// Whether the time conditions of the query are applied.
    pub ranged: bool,
    /// Whether only marked records are shown.
    pub marked_only: bool,
    /// Whether events are left out.
    pub quotes_only: bool,
    /// Whether events are shown around selected quotes.
    pub context: bool,
    /// The name of the lens, see `lens::LENSES`.
    pub lens: &'static str,
    /// The name of the column by which a table is sorted; `None` for chronological order.
    pub sort: Option<String>,
    /// The name of the mode of the lens; `None` for its default.
    pub mode: Option<String>,
    /// The words to which the rows and columns of a grid are narrowed.
    pub narrow: String,
    /// How deep the hierarchy of the columns of a grid is shown; `None` for all of it.
    pub levels: Option<u8>,
    /// The key of the column of a grid that others are compared with.
    pub pinned: Option<String>,
    /// The period by which records are grouped.
    pub zoom: Zoom,
    /// Whether the latest record comes first; in a table, whether the sort order is descending.
    pub reverse: bool,
    /// Whether every quote is listed under its event, regardless of when it was said.
    pub threaded: bool,
    /// The earlier reference date, against which records are new (`is:new`); `None` for the day before.
    pub previous: Option<AsOf>,
    /// The record under the cursor.
    pub current: Option<Anchor>,
}

/// The name of the default lens.
pub(crate) const DEFAULT_LENS: &str = "timeline";

impl Default for View {
    fn default() -> Self {
        Self {
            query: String::new(),
            filtered: true,
            ranged: true,
            marked_only: false,
            quotes_only: false,
            context: true,
            lens: DEFAULT_LENS,
            sort: None,
            mode: None,
            narrow: String::new(),
            levels: None,
            pinned: None,
            zoom: Zoom::Day,
            reverse: false,
            threaded: false,
            previous: None,
            current: None,
        }
    }
}

/// The result of evaluating a view.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The data, as known at the reference date.
    pub index: Arc<Index>,
    /// The reference date.
    pub as_of: Option<AsOf>,
    /// The earlier reference date, see [`View::previous`].
    pub(crate) previous: Option<AsOf>,
    /// The query as applied, without the conditions that the view turns off.
    pub node: Node,
    /// The records that it selects.
    pub selection: Selection,
    /// Values of the query that match several names.
    pub(crate) meanings: Vec<Meaning>,
    /// The marked records.
    pub marks: Bits,
    quotes_only: bool,
    marked_only: bool,
}

impl View {
    /// Evaluates the view. The error is that of its query.
    pub fn ask(&self, data: &Snapshots, marks: &Marks) -> Result<Answered, QueryError> {
        let parsed = parse(&self.query);
        let asked = parsed.and_then(|query| {
            let node = edit::switched(&query, self.filtered, self.ranged);
            self.ask_parsed(node, data, marks)
        });
        asked.map_err(|error| error.with_alternative(&self.query, data.whole()))
    }

    /// Evaluates the view with an already parsed query in place of its own.
    pub(crate) fn ask_parsed(&self, node: Node, data: &Snapshots, marks: &Marks) -> Result<Answered, QueryError> {
        let as_of = asof::of(&node, data.whole().dataset.about.timezone)?;
        let index = data.at(as_of.as_ref().map(|as_of| as_of.at));
        let marks = index.set(marks.iter().filter_map(|id| index.find(id)));
        let context = Context::of_view(&index, &marks, self.previous.as_ref().map(|previous| previous.at));
        let answer = evaluate(&node, &context)?;
        let mut answered = Answered {
            as_of,
            previous: self.previous.clone(),
            node,
            meanings: answer.meanings,
            marks,
            quotes_only: self.quotes_only,
            marked_only: self.marked_only,
            ..Answered::empty(Arc::clone(&index))
        };
        let mut records = answer.records;
        answered.narrow(&mut records);
        answered.selection = Selection::new(&answered.index, records);
        Ok(answered)
    }

    /// Whether two views differ at most in the position of the cursor.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        Self { current: None, ..self.clone() } == Self { current: None, ..other.clone() }
    }

    /// The view without its query and the position of the cursor: all that decides how selected records are laid out.
    pub(crate) fn layout(&self) -> Self {
        Self { query: String::new(), current: None, ..self.clone() }
    }
}

impl Answered {
    /// An answer with an empty selection.
    pub(crate) fn empty(index: Arc<Index>) -> Self {
        let none = index.none();
        Self {
            selection: Selection::new(&index, none.clone()),
            index,
            as_of: None,
            previous: None,
            node: Node::all(),
            meanings: Vec::new(),
            marks: none,
            quotes_only: false,
            marked_only: false,
        }
    }

    /// What is new at the reference date, against the earlier one; nothing without either.
    pub(crate) fn new_records(&self) -> Arc<Bits> {
        if self.as_of.is_none() && self.previous.is_none() {
            return Arc::new(self.index.none());
        }
        self.index.new_since(self.previous.as_ref().map(|previous| previous.at))
    }

    /// The earlier reference date as written, if the query depends on it.
    pub(crate) fn since_known(&self) -> Option<String> {
        let previous = self.previous.as_ref().filter(|_| self.node.has_value(FieldKey::Is, NEW));
        previous.map(|previous| previous.text.clone())
    }

    /// Removes the records that the view hides in addition to the query.
    pub(crate) fn narrow(&self, records: &mut Bits) {
        if self.quotes_only {
            records.minus(&self.index.events);
        }
        if self.marked_only {
            records.and(&self.marks);
        }
    }

    /// The records that another query selects in the same data and under the same view; none if the query is invalid.
    pub(crate) fn records_of(&self, query: &Node) -> Bits {
        let previous = self.previous.as_ref().map(|previous| previous.at);
        let context = Context::of_view(&self.index, &self.marks, previous);
        let found = evaluate(query, &context);
        let mut records = found.map_or_else(|_| self.index.none(), |answer| answer.records);
        self.narrow(&mut records);
        records
    }
}
