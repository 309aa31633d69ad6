//! The output of a lens: rows and, for tables, columns of cells. Cursor, sorting, export and command line work on sheets and
//! need no code for single lenses.

use std::cmp::Ordering;

use super::card::TextRole;
use super::rows::Row;
use crate::index::{Index, RecordId};
use crate::names::fold;
use crate::query::Node;

/// The width of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// A width in cells.
    Fixed(u16),
    /// The remaining width.
    Rest,
}

/// Builds the cell of a record.
pub(crate) type CellOf = fn(&Index, RecordId) -> Cell;
/// Compares two records by a column.
pub(crate) type Compare = fn(&Index, RecordId, RecordId) -> Ordering;

/// A table column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Name on the command line, in exports and in saved views: lower case with hyphens.
    pub(crate) name: &'static str,
    /// Header on the screen.
    pub(crate) title: &'static str,
    /// Width.
    pub(crate) width: Width,
    /// On narrow screens, columns with the highest rank are hidden first; those with rank 0 never are.
    pub(crate) rank: u8,
    /// Builds the cell of a record.
    pub(crate) cell: CellOf,
    /// Sort order; `None` to sort by text.
    pub(crate) compare: Option<Compare>,
}

impl Column {
    /// Compares two records by this column: with [`compare`](Self::compare) if given, else by folded text with empty cells last.
    pub(crate) fn order(&self, index: &Index, a: RecordId, b: RecordId) -> Ordering {
        if let Some(compare) = self.compare {
            return compare(index, a, b);
        }
        let text = |record| fold(&(self.cell)(index, record).text);
        let (a, b) = (text(a), text(b));
        a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(&b))
    }
}

/// A table cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// The text as in the data, not sanitized.
    pub(crate) text: String,
    /// Its role.
    pub(crate) role: TextRole,
    /// The condition that selects records with the same value.
    pub(crate) query: Option<Node>,
}

impl Cell {
    /// Creates a cell of running text.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: TextRole::Plain, query: None }
    }

    /// Creates a cell with a role.
    pub(crate) fn of(role: TextRole, text: impl Into<String>) -> Self {
        Self { text: text.into(), role, query: None }
    }

    /// Sets the condition that selects records with the same value.
    #[must_use]
    pub(crate) fn with_query(mut self, query: Option<Node>) -> Self {
        self.query = query;
        self
    }
}

/// The output of a lens.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The rows in order.
    pub(crate) rows: Vec<Row>,
    /// The columns; empty if it is not a table.
    pub(crate) columns: Vec<Column>,
    /// The index of the sort column, and whether the order is descending.
    pub(crate) sorted: Option<(usize, bool)>,
    /// The message to show if there are no rows although records are selected.
    pub(crate) empty_message: &'static str,
}

impl Sheet {
    /// Creates a sheet without columns.
    pub(crate) fn list(rows: Vec<Row>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Creates a table of records. An unknown sort column is ignored.
    pub(crate) fn table(
        index: &Index,
        mut records: Vec<RecordId>,
        columns: Vec<Column>,
        (sort, descending): (Option<&str>, bool),
    ) -> Self {
        let sorted = sort.and_then(|name| columns.iter().position(|column| column.name == name));
        if let Some(column) = sorted.map(|at| &columns[at]) {
            // Stable, so that ties stay in chronological order in both directions.
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

    /// Sets the message for an empty sheet.
    #[must_use]
    pub(crate) fn with_empty_message(mut self, message: &'static str) -> Self {
        self.empty_message = message;
        self
    }

    /// Builds the cells of a record.
    pub(crate) fn cells(&self, index: &Index, record: RecordId) -> Vec<Cell> {
        self.columns.iter().map(|column| (column.cell)(index, record)).collect()
    }
}
