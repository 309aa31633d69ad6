//! What a lens makes of the selected records: rows, and for a table the columns with their cells. Cursor, sorting, export and
//! the command line are written once, for sheets.

use std::cmp::Ordering;

use super::card::TextRole;
use super::rows::Row;
use crate::index::{Index, RecordId};
use crate::names::fold;
use crate::query::Node;

/// How wide a column of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many cells.
    Fixed(u16),
    /// What the others leave.
    Rest,
}

/// Makes the cell of a record.
pub type CellOf = fn(&Index, RecordId) -> Cell;
/// Compares two records by a column.
pub type Compare = fn(&Index, RecordId, RecordId) -> Ordering;

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name on the command line, in exports and in saved views: lower case, hyphens.
    pub name: &'static str,
    /// What is written over it.
    pub title: &'static str,
    /// How wide it is.
    pub width: Width,
    /// On a narrow screen the columns with the highest number are left out first; 0 never is.
    pub rank: u8,
    /// Its cell for a record.
    pub cell: CellOf,
    /// How it sorts; nothing where its text decides.
    pub compare: Option<Compare>,
}

impl Column {
    /// Compares two records by this column: by its own order, else by its folded text; empty cells come last.
    pub fn order(&self, index: &Index, a: RecordId, b: RecordId) -> Ordering {
        if let Some(compare) = self.compare {
            return compare(index, a, b);
        }
        let text = |record| fold(&(self.cell)(index, record).text);
        let (a, b) = (text(a), text(b));
        a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(&b))
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The text; not sanitized, as it is in the data.
    pub text: String,
    /// What kind of text it is.
    pub role: TextRole,
    /// The condition that selects records like this one.
    pub query: Option<Node>,
}

impl Cell {
    /// A cell of running text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: TextRole::Plain, query: None }
    }

    /// A cell of another kind of text.
    pub fn of(role: TextRole, text: impl Into<String>) -> Self {
        Self { text: text.into(), role, query: None }
    }

    /// With the condition that selects records like this one.
    #[must_use]
    pub fn with_query(mut self, query: Option<Node>) -> Self {
        self.query = query;
        self
    }
}

/// What a lens makes of the selected records.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The rows in order.
    pub rows: Vec<Row>,
    /// The columns of a table; none where records are drawn as in a timeline.
    pub columns: Vec<Column>,
    /// The column by which it is sorted, and whether in descending order.
    pub sorted: Option<(usize, bool)>,
    /// What the lens needs, to be said where it has nothing to show although records are selected.
    pub empty_message: &'static str,
}

impl Sheet {
    /// Rows without columns.
    pub fn list(rows: Vec<Row>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// A table of records. An unknown column sorts nothing.
    pub fn table(
        index: &Index,
        mut records: Vec<RecordId>,
        columns: Vec<Column>,
        (sort, descending): (Option<&str>, bool),
    ) -> Self {
        let sorted = sort.and_then(|name| columns.iter().position(|column| column.name == name));
        if let Some(column) = sorted.map(|at| &columns[at]) {
            // Equal cells stay in the order of the timeline, in both directions.
            if descending {
                records.sort_by(|a, b| column.order(index, *b, *a));
            } else {
                records.sort_by(|a, b| column.order(index, *a, *b));
            }
        } else if descending {
            records.reverse();
        }
        let rows = records.into_iter().map(|record| Row::Record { record, context: false, nested: false });
        Self { rows: rows.collect(), columns, sorted: sorted.map(|at| (at, descending)), empty_message: "" }
    }

    /// With what the lens needs to have something to show.
    #[must_use]
    pub fn with_empty_message(mut self, message: &'static str) -> Self {
        self.empty_message = message;
        self
    }

    /// The cells of a row of records.
    pub fn cells(&self, index: &Index, record: RecordId) -> Vec<Cell> {
        self.columns.iter().map(|column| (column.cell)(index, record)).collect()
    }
}
