//! Grids: sheets whose rows and columns a lens chooses (parties and topics, points and versions), and whose cells stand for
//! records. Cursor, paging, narrowing, sorting, detail pane, exports and command line work on grids and need no code for single
//! lenses.

use std::cmp::Reverse;
use std::fmt::Debug;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::card::{Card, Options, Piece, TextRole};
use crate::index::{Index, RecordId};
use crate::names::fold;
use crate::query::Node;

/// The head of a row or column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// Its number in the lens, whatever its place after sorting and narrowing.
    pub(crate) number: usize,
    /// Its id in exports. It also keeps the cursor in place when the grid is rebuilt, so no two heads of an axis share one.
    pub(crate) key: String,
    /// The text as in the data, not sanitized.
    pub(crate) text: String,
    /// Secondary text, shown below.
    pub(crate) note: String,
    /// The role of the text.
    pub(crate) role: TextRole,
    /// The indent, in steps.
    pub(crate) depth: u16,
    /// The number of records, for sorting.
    pub(crate) weight: usize,
    /// The condition that selects its records.
    pub(crate) query: Option<Node>,
}

impl Head {
    /// Creates a head.
    pub(crate) fn new(number: usize, key: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            number,
            key: key.into(),
            text: text.into(),
            note: String::new(),
            role: TextRole::Plain,
            depth: 0,
            weight: 0,
            query: None,
        }
    }
}

/// A value of a cell in exports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(usize),
}

/// The contents of the cells of a lens. Cells are given by the numbers of their row and column.
pub(crate) trait Contents: Debug + Send + Sync {
    /// The records of a cell, in order. Only called for the cell under the cursor and by exports.
    fn records(&self, index: &Index, cell: (usize, usize)) -> Vec<RecordId>;

    /// The lines of a cell, with this many screen columns each. Only called for visible cells.
    fn lines(&self, index: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>>;

    /// The values of a cell in exports, one for each of [`Grid::fields`].
    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value>;

    /// The cell in full, for the detail pane: its records in order, each with a link.
    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card;
}

/// A grid.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// What the rows and the columns are, as names of columns in exports: `["party", "topic"]`.
    pub(crate) axes: [&'static str; 2],
    /// The rows in order.
    pub(crate) rows: Vec<Head>,
    /// The columns in order.
    pub(crate) columns: Vec<Head>,
    /// The names of the values of a cell in exports: lower case with hyphens.
    pub(crate) fields: &'static [&'static str],
    /// The width of the longest head of a row, in cells; set when the sheet is built.
    pub(crate) longest: usize,
    /// The lines of a row on the screen.
    pub(crate) row_lines: u16,
    /// The least and the greatest width of a column on the screen.
    pub(crate) widths: (u16, u16),
    /// Whether its columns can be compared with one that the user chooses.
    pub(crate) compares: bool,
    /// How deep the hierarchy of the columns is shown and how deep it is, if it can be collapsed.
    pub(crate) levels: Option<(u8, u8)>,
    /// By number of row: the numbers of the columns in which it has a cell, in order.
    cells: Vec<Vec<usize>>,
    contents: Arc<dyn Contents>,
}

impl Grid {
    /// Creates a grid with these cells, given by the numbers of their row and column. A cell may have no records and still show
    /// something.
    pub(crate) fn new(
        axes: [&'static str; 2],
        (rows, columns): (Vec<Head>, Vec<Head>),
        cells: impl IntoIterator<Item = (usize, usize)>,
        contents: Arc<dyn Contents>,
    ) -> Self {
        let count = rows.iter().map(|row| row.number + 1).max().unwrap_or(0);
        let mut by_row = vec![Vec::new(); count];
        for (row, column) in cells {
            by_row[row].push(column);
        }
        by_row.iter_mut().for_each(|columns| columns.sort_unstable());
        Self {
            axes,
            rows,
            columns,
            fields: &[],
            longest: 0,
            row_lines: 1,
            widths: (12, 24),
            compares: false,
            levels: None,
            cells: by_row,
            contents,
        }
    }

    /// Measures the heads of the rows.
    pub(super) fn measure(&mut self) {
        let width = |head: &Head| 2 * usize::from(head.depth) + head.text.width();
        self.longest = self.rows.iter().map(width).max().unwrap_or(0);
    }

    /// The numbers of the cell at a place in the grid.
    fn numbers(&self, (row, column): (usize, usize)) -> Option<(usize, usize)> {
        Some((self.rows.get(row)?.number, self.columns.get(column)?.number))
    }

    /// The numbers of the cell at a place in the grid, if it is not empty.
    fn cell(&self, at: (usize, usize)) -> Option<(usize, usize)> {
        let (row, column) = self.numbers(at)?;
        self.cells.get(row)?.binary_search(&column).ok().map(|_| (row, column))
    }

    /// The records of the cell at a place in the grid, in order; none for an empty cell.
    pub(crate) fn records(&self, index: &Index, at: (usize, usize)) -> Vec<RecordId> {
        self.cell(at).map_or_else(Vec::new, |cell| self.contents.records(index, cell))
    }

    /// The lines of the cell at a place in the grid, with this many screen columns each.
    pub(crate) fn lines(&self, index: &Index, at: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        self.cell(at).map_or_else(Vec::new, |cell| self.contents.lines(index, cell, width))
    }

    /// The values in exports of the cell at a place in the grid.
    pub(crate) fn values(&self, index: &Index, at: (usize, usize)) -> Vec<Value> {
        self.numbers(at).map_or_else(Vec::new, |cell| self.contents.values(index, cell))
    }

    /// The cell at a place in the grid in full.
    pub(crate) fn card(&self, index: &Index, at: (usize, usize), options: Options<'_>) -> Card {
        let card = |cell| self.contents.card(index, cell, options);
        let mut card = self.numbers(at).map_or_else(|| Card { sections: Vec::new() }, card);
        card.sections.retain(|section| !section.lines.is_empty());
        card
    }

    /// The places of all cells that are not empty, row by row.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.columns.iter().map(|column| column.number + 1).max().unwrap_or(0);
        let mut places = vec![None; count];
        for (place, column) in self.columns.iter().enumerate() {
            places[column.number] = Some(place);
        }
        self.rows.iter().enumerate().flat_map(move |(row, head)| {
            let cells = self.cells.get(head.number).map_or(&[][..], Vec::as_slice).iter();
            let mut columns: Vec<usize> = cells.filter_map(|column| places.get(*column).copied().flatten()).collect();
            columns.sort_unstable();
            columns.into_iter().map(move |column| (row, column))
        })
    }

    /// The condition that selects the records of the cell at a place in the grid, as far as its heads have one.
    pub(crate) fn query(&self, (row, column): (usize, usize)) -> Option<Node> {
        let heads = [self.rows.get(row), self.columns.get(column)];
        let conditions: Vec<Node> = heads.into_iter().flatten().filter_map(|head| head.query.clone()).collect();
        (!conditions.is_empty()).then(|| Node::and(conditions))
    }

    /// Sorts heads by weight, the heaviest first, or by name; other names leave them as they are.
    pub(crate) fn sort(heads: &mut [Head], by: Option<&str>, descending: bool) {
        match by {
            Some("weight") => heads.sort_by_key(|head| Reverse(head.weight)),
            Some("name") => heads.sort_by_cached_key(|head| fold(&head.text)),
            _ => {}
        }
        if descending {
            heads.reverse();
        }
    }

    /// Keeps the rows and columns whose text contains each word of a text. A word that no row contains is one for columns, so
    /// that "russia donbas" keeps one row and one column; a word that nothing contains leaves nothing.
    pub(crate) fn narrow(&mut self, text: &str) {
        for word in fold(text).split_whitespace() {
            let contains = |head: &Head| fold(&head.text).contains(word) || fold(&head.key).contains(word);
            if !self.rows.iter().any(contains) && self.columns.iter().any(contains) {
                self.columns.retain(contains);
            } else {
                self.rows.retain(contains);
            }
        }
    }

    /// Weighs rows and columns by the number of records in their cells, as far as these are left after narrowing.
    pub(crate) fn weigh(&mut self, index: &Index) {
        let (mut rows, mut columns) = (vec![0; self.rows.len()], vec![0; self.columns.len()]);
        for at in self.filled() {
            let count = self.records(index, at).len();
            rows[at.0] += count;
            columns[at.1] += count;
        }
        self.rows.iter_mut().zip(rows).for_each(|(head, weight)| head.weight = weight);
        self.columns.iter_mut().zip(columns).for_each(|(head, weight)| head.weight = weight);
    }

    /// Removes rows and columns without a cell.
    pub(crate) fn drop_empty(&mut self) {
        let (mut rows, mut columns) = (vec![false; self.rows.len()], vec![false; self.columns.len()]);
        for (row, column) in self.filled() {
            (rows[row], columns[column]) = (true, true);
        }
        let mut kept = rows.into_iter();
        self.rows.retain(|_| kept.next().unwrap_or(false));
        let mut kept = columns.into_iter();
        self.columns.retain(|_| kept.next().unwrap_or(false));
    }
}
