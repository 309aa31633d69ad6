//! The rows of a sheet: headings and records.

use std::ops::Range;

use super::timeline::rows::TimelineRows;
use crate::index::RecordId;
use crate::model::when::calendar::Zoom;

/// The rows of a sheet, by their numbers.
#[derive(Debug, Clone)]
pub enum Rows {
    /// A list.
    List(Vec<Row>),
    /// The rows of the timeline, each found when it is asked for.
    Timeline(TimelineRows),
}

impl Default for Rows {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<T: IntoIterator<Item = Row>>(rows: T) -> Self {
        Self::List(rows.into_iter().collect())
    }
}

impl Rows {
    /// The number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::List(rows) => rows.len(),
            Self::Timeline(rows) => rows.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row.
    pub fn get(&self, at: usize) -> Option<Row> {
        match self {
            Self::List(rows) => rows.get(at).copied(),
            Self::Timeline(rows) => rows.get(at),
        }
    }

    /// The rows in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = Row> {
        self.range(0..self.len())
    }

    /// The records of the rows in order.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = RecordId> {
        self.iter().filter_map(Row::record)
    }

    /// The rows with these numbers, in order.
    pub(crate) fn range(&self, numbers: Range<usize>) -> impl DoubleEndedIterator<Item = Row> {
        numbers.filter_map(|at| self.get(at))
    }

    /// Whether the cursor can be placed on a row.
    pub fn is_stop(&self, at: usize) -> bool {
        self.get(at).is_some_and(Row::is_stop)
    }

    /// The first row of a record.
    pub(crate) fn row_of(&self, record: RecordId) -> Option<usize> {
        match self {
            Self::List(rows) => rows.iter().position(|row| row.record() == Some(record)),
            Self::Timeline(rows) => rows.row_of(record),
        }
    }

    /// The first row whose record passes a test.
    pub(crate) fn find(&self, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        match self {
            Self::List(rows) => rows.iter().position(|row| row.record().is_some_and(&test)),
            Self::Timeline(rows) => rows.find(test),
        }
    }

    /// The first row whose record passes a test; of a timeline, among those from a record on in the order of the rows, where it
    /// is known that none before passes. The record need not be in a row.
    pub(crate) fn find_from(&self, record: RecordId, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        match self {
            Self::List(_) => self.find(test),
            Self::Timeline(rows) => rows.find_from(record, test),
        }
    }

    /// The next row (the last one before, if not `forward`) whose record passes a test, from a row with a record.
    pub(crate) fn next(&self, at: usize, forward: bool, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        let passes = |at: &usize| self.get(*at).and_then(Row::record).is_some_and(&test);
        match self {
            Self::Timeline(rows) => rows.next(at, forward, test),
            Self::List(_) if forward => (at + 1..self.len()).find(passes),
            Self::List(_) => (0..at.min(self.len())).rev().find(passes),
        }
    }

    /// The next heading from a row on.
    pub(crate) fn heading_from(&self, at: usize) -> Option<usize> {
        match self {
            Self::List(rows) => (at..rows.len()).find(|&at| matches!(rows[at], Row::Heading(_))),
            Self::Timeline(rows) => rows.heading_from(at),
        }
    }

    /// The last heading before a row.
    pub(crate) fn heading_before(&self, at: usize) -> Option<usize> {
        match self {
            Self::List(rows) => (0..at.min(rows.len())).rev().find(|&at| matches!(rows[at], Row::Heading(_))),
            Self::Timeline(rows) => rows.heading_before(at),
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A blank line before a heading.
    Gap,
    /// A heading.
    Heading(Heading),
    /// A record.
    Record {
        /// The record.
        record: RecordId,
        /// Whether it is an event shown only as context of a selected quote.
        context: bool,
        /// Whether it is a quote listed directly under its event.
        nested: bool,
    },
    /// A line of a table whose cells belong to more than a record: its number in [`super::sheet::Sheet::items`], and its
    /// record.
    Item(usize, RecordId),
    /// A row of a grid, by its place.
    Grid(usize),
}

impl Row {
    /// The record, if the row is one.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Self::Record { record, .. } | Self::Item(_, record) => Some(record),
            _ => None,
        }
    }

    /// Whether the cursor can be placed on the row.
    pub fn is_stop(self) -> bool {
        matches!(self, Self::Record { .. } | Self::Item(..) | Self::Grid(_))
    }
}

/// The heading of a group of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// A calendar period, given by any of its days (days since 1970-01-01).
    Period(Zoom, i64),
    /// Records without a date.
    Undated,
}

impl Heading {
    /// The heading as text.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Period(zoom, day) => zoom.heading(day),
            Self::Undated => "undated".into(),
        }
    }
}
