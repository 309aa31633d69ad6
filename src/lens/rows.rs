//! The rows of a sheet: headings and records.

use crate::index::RecordId;
use crate::model::when::calendar::Zoom;

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
