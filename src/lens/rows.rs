//! The rows of a sheet: headings, records, and lines of a table that are not one record.

use crate::index::RecordId;
use crate::model::when::calendar::Zoom;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The blank line before a heading.
    Gap,
    /// A heading.
    Heading(Heading),
    /// A record.
    Record {
        /// Which.
        record: RecordId,
        /// Whether it is an event shown only because a quote of it is selected.
        context: bool,
        /// Whether it is a quote directly under its event.
        nested: bool,
    },
    /// A line of a table whose cells are built, by its number.
    Line(u32),
}

impl Row {
    /// The record, where the row is one.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Self::Record { record, .. } => Some(record),
            _ => None,
        }
    }

    /// Whether the cursor can be on it.
    pub fn is_stop(self) -> bool {
        matches!(self, Self::Record { .. } | Self::Line(_))
    }
}

/// The heading over a group of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// A period of the calendar, by a day in it (counted from 1970-01-01).
    Period(Zoom, i64),
    /// Records whose time is not known.
    Undated,
}

impl Heading {
    /// The text of the heading.
    pub fn text(self) -> String {
        match self {
            Self::Period(zoom, day) => zoom.heading(day),
            Self::Undated => "undated".into(),
        }
    }
}
