//! What is shown, as one value, and the one answer to it: list, strip, counts, lenses, facets, completion, exports and the
//! command line all take the same [`Answered`].

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::index::{Bits, Index, RecordId, Snapshots};
use crate::model::when::calendar::Zoom;
use crate::query::{AsOf, Context, Meaning, Node, QueryError, asof, edit, evaluate, parse};
use crate::selection::Selection;

/// A record as it is remembered while the data around it changes: by its id, with its day in case it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    id: Arc<str>,
    day: Option<i64>,
}

impl Anchor {
    /// The anchor of a record.
    pub fn of(index: &Index, record: RecordId) -> Self {
        Self { id: index.id(record).into(), day: index.times.day(record) }
    }

    /// The record, if the data has it.
    pub fn record(&self, index: &Index) -> Option<RecordId> {
        index.find(&self.id)
    }

    /// Whether a record is here or later; records without a day always count as later.
    pub fn is_reached_by(&self, index: &Index, record: RecordId) -> bool {
        match self.record(index) {
            Some(here) => record >= here,
            None => self.day.is_none_or(|day| index.times.day(record).is_none_or(|other| other >= day)),
        }
    }
}

/// The ids of the records marked on the screen.
pub type Marks = BTreeSet<Arc<str>>;

/// What is shown. The record under the cursor travels with it, so that undo leads back to where one was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The query as it is written in the filter bar.
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
    /// The name of the lens, see `lens::LENSES`.
    pub lens: &'static str,
    /// The name of the column by which a table is sorted; nothing for the order of the timeline.
    pub sort: Option<String>,
    /// How finely records are grouped.
    pub zoom: Zoom,
    /// Whether the latest comes first; in a table, whether it is sorted in descending order.
    pub reverse: bool,
    /// Whether every quote is listed under its event, whenever it was said.
    pub threaded: bool,
    /// The reference date before, against which records are new (`is:new`); nothing for the day before.
    pub previous: Option<AsOf>,
    /// The record under the cursor.
    pub current: Option<Anchor>,
}

/// The name of the lens that a view has unless it says otherwise.
pub const DEFAULT_LENS: &str = "timeline";

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
            zoom: Zoom::Day,
            reverse: false,
            threaded: false,
            previous: None,
            current: None,
        }
    }
}

/// The answer to a view.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The data, as known at the reference date.
    pub index: Arc<Index>,
    /// The reference date.
    pub as_of: Option<AsOf>,
    /// The reference date before, see [`View::previous`].
    pub previous: Option<AsOf>,
    /// The query as it was applied: without the conditions that the view switches off.
    pub node: Node,
    /// The records that it selects.
    pub selection: Selection,
    /// Values of the query that mean several names.
    pub meanings: Vec<Meaning>,
    /// The marked records.
    pub marks: Bits,
    quotes_only: bool,
    marked_only: bool,
}

impl View {
    /// Asks for what the view shows. The error is that of its query.
    pub fn ask(&self, data: &Snapshots, marks: &Marks) -> Result<Answered, QueryError> {
        let node = edit::switched(&parse(&self.query)?, self.filtered, self.ranged);
        self.ask_parsed(node, data, marks)
    }

    /// The same with a query that is parsed already, instead of the one that is written.
    pub fn ask_parsed(&self, node: Node, data: &Snapshots, marks: &Marks) -> Result<Answered, QueryError> {
        let as_of = asof::of(&node, data.whole().dataset.about.timezone)?;
        let index = data.at(as_of.as_ref().map(|as_of| as_of.at));
        let marks = Bits::of(index.len(), marks.iter().filter_map(|id| index.find(id)));
        let mut context = Context::new(&index);
        context.marked = Some(&marks);
        context.previous = self.previous.as_ref().map(|previous| previous.at);
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

    /// Whether two views show the same, wherever the cursor is.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        Self { current: None, ..self.clone() } == Self { current: None, ..other.clone() }
    }
}

impl Answered {
    /// The answer in which nothing is selected.
    pub fn empty(index: Arc<Index>) -> Self {
        let none = Bits::none(index.len());
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

    /// Takes out of a set of records what the view leaves out besides the query.
    pub fn narrow(&self, records: &mut Bits) {
        if self.quotes_only {
            records.minus(&self.index.events);
        }
        if self.marked_only {
            records.and(&self.marks);
        }
    }

    /// The records that another query selects in the same data, narrowed by the view likewise; none where it is wrong.
    pub fn records_of(&self, query: &Node) -> Bits {
        let mut context = Context::new(&self.index);
        context.marked = Some(&self.marks);
        context.previous = self.previous.as_ref().map(|previous| previous.at);
        let found = evaluate(query, &context);
        let mut records = found.map_or_else(|_| Bits::none(self.index.len()), |answer| answer.records);
        self.narrow(&mut records);
        records
    }
}
