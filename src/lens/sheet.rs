//! The output of a lens: rows and, for tables, columns of cells. Cursor, sorting, export and command line work on sheets and
//! need no code for single lenses.

use std::cmp::Ordering;

use super::card::TextRole;
use super::grid::Grid;
use super::rows::{Row, Rows};
use crate::index::{Index, RecordId};
use crate::names::fold;
use crate::query::Node;

/// The width of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// A width in cells.
    Fixed(u16),
    /// A share of the remaining width.
    Rest,
    /// A share of the remaining width, with the end of the text at its right edge.
    Before,
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
    /// What it is sorted by, if not the text.
    pub(crate) key: Option<String>,
}

impl Cell {
    /// Creates a cell of running text.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: TextRole::Plain, query: None, key: None }
    }

    /// Creates a cell with a role.
    pub(crate) fn of(role: TextRole, text: impl Into<String>) -> Self {
        Self { text: text.into(), role, query: None, key: None }
    }

    /// Sets the condition that selects records with the same value.
    #[must_use]
    pub(crate) fn with_query(mut self, query: Option<Node>) -> Self {
        self.query = query;
        self
    }

    /// Sets what it is sorted by.
    #[must_use]
    pub(crate) fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// The output of a lens.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The rows in order.
    pub(crate) rows: Rows,
    /// The columns; empty if it is not a table.
    pub(crate) columns: Vec<Column>,
    /// The index of the sort column, and whether the order is descending.
    pub(crate) sorted: Option<(usize, bool)>,
    /// The cells of the rows that are [`Row::Item`].
    pub(crate) items: Vec<Vec<Cell>>,
    /// The grid whose rows are [`Row::Grid`].
    pub(crate) grid: Option<Grid>,
    /// Whether it shows only the event under the cursor.
    pub(crate) one_event: bool,
    /// Whether it needs the whole width of the screen.
    pub(crate) wide: bool,
    /// The message to show if there are no rows although records are selected.
    pub(crate) empty_message: &'static str,
}

impl Sheet {
    /// Creates a sheet without columns.
    pub(crate) fn list(rows: Rows) -> Self {
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
        Self { rows: rows.collect(), columns, sorted: sorted.map(|at| (at, descending)), ..Self::default() }
    }

    /// Creates a table of lines, each with its record and a cell for each column. A record may have several lines. An unknown
    /// sort column is ignored.
    pub(crate) fn items(
        lines: Vec<(RecordId, Vec<Cell>)>,
        columns: Vec<Column>,
        (sort, descending): (Option<&str>, bool),
    ) -> Self {
        let sorted = sort.and_then(|name| columns.iter().position(|column| column.name == name));
        let (records, items): (Vec<RecordId>, Vec<Vec<Cell>>) = lines.into_iter().unzip();
        let mut order: Vec<usize> = (0..items.len()).collect();
        if let Some(at) = sorted.filter(|&at| columns[at].compare.is_none()) {
            let text = |item: &usize| {
                items[*item].get(at).map_or_else(String::new, |cell| fold(cell.key.as_deref().unwrap_or(&cell.text)))
            };
            order.sort_by_cached_key(|item| (text(item).is_empty(), text(item)));
        }
        if descending {
            order.reverse();
        }
        let rows = order.into_iter().map(|item| Row::Item(item, records[item])).collect();
        Self { rows, columns, sorted: sorted.map(|at| (at, descending)), items, ..Self::default() }
    }

    /// Creates the sheet of a grid.
    pub(crate) fn grid(mut grid: Grid) -> Self {
        grid.measure();
        Self { rows: (0..grid.rows.len()).map(Row::Grid).collect(), grid: Some(grid), wide: true, ..Self::default() }
    }

    /// Whether it has columns.
    pub(crate) fn is_table(&self) -> bool {
        !self.columns.is_empty() || self.grid.is_some()
    }

    /// Keeps only the columns that the words name by the beginnings of their names, in the order of the words. Words that name
    /// none are ignored; if none is left, all columns stay.
    #[must_use]
    pub(crate) fn with_columns(mut self, words: &str) -> Self {
        let named = |word: &str| self.columns.iter().position(|column| column.name.starts_with(&word.to_lowercase()));
        let mut chosen: Vec<usize> = Vec::new();
        for at in words.split_whitespace().filter_map(named) {
            if !chosen.contains(&at) {
                chosen.push(at);
            }
        }
        if chosen.is_empty() {
            return self;
        }
        self.sorted = self.sorted.and_then(|(by, down)| Some((chosen.iter().position(|at| *at == by)?, down)));
        // What was chosen is not hidden on narrow screens.
        self.columns = chosen.iter().map(|&at| Column { rank: 0, ..self.columns[at].clone() }).collect();
        for item in &mut self.items {
            *item = chosen.iter().filter_map(|&at| item.get(at).cloned()).collect();
        }
        self
    }

    /// Sets the message for an empty sheet.
    #[must_use]
    pub(crate) fn with_empty_message(mut self, message: &'static str) -> Self {
        self.empty_message = message;
        self
    }

    /// Builds the cells of a row; none for headings and the rows of a grid.
    pub(crate) fn cells(&self, index: &Index, row: Row) -> Vec<Cell> {
        match row {
            Row::Record { record, .. } => self.columns.iter().map(|column| (column.cell)(index, record)).collect(),
            Row::Item(item, _) => self.items.get(item).cloned().unwrap_or_default(),
            Row::Gap | Row::Heading(_) | Row::Grid(_) => Vec::new(),
        }
    }
}
