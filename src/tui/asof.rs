//! The prompt for the reference date: typed, or stepped from one day on which something became known to the next.

use chrono::NaiveDate;

use super::line::Line;
use super::view::View;
use crate::index::{Index, RecordId};
use crate::model::when::calendar::{date, number};
use crate::query::QueryError;

/// The prompt while it is open.
#[derive(Debug, Clone)]
pub struct AsOfPrompt {
    /// The date as typed; empty for everything known.
    pub line: Line,
    /// What is wrong with it.
    pub error: Option<QueryError>,
    /// The days on which something became known, in order, counted from 1970-01-01.
    days: Vec<i64>,
    /// The view from before, and its first row on the screen.
    pub before: View,
    /// See `before`.
    pub before_top: usize,
}

impl AsOfPrompt {
    /// A prompt with the reference date of the view, else with the day on which the current record became known.
    pub fn new(index: &Index, current: Option<RecordId>, as_of: Option<&str>, before: (View, usize)) -> Self {
        let mut days: Vec<i64> = index.records.iter().filter_map(|record| known_day(index, *record)).collect();
        days.sort_unstable();
        days.dedup();
        let text = match (as_of, current) {
            (Some(text), _) => text.to_owned(),
            (None, Some(record)) => {
                known_day(index, index.record(record)).and_then(date).map_or_else(String::new, text)
            }
            (None, None) => String::new(),
        };
        Self { line: Line::new(&text), error: None, days, before: before.0, before_top: before.1 }
    }

    /// The next day on which something became known, or the one before.
    pub fn step(&mut self, forward: bool) {
        let here = self.line.text().trim().parse::<NaiveDate>().ok().map(number);
        let found = match (here, forward) {
            (None, true) => self.days.first(),
            (None, false) => self.days.last(),
            (Some(here), true) => self.days.iter().find(|day| **day > here),
            (Some(here), false) => self.days.iter().rev().find(|day| **day < here),
        };
        if let Some(day) = found.copied().and_then(date) {
            self.line = Line::new(&text(day));
        }
    }
}

fn text(day: NaiveDate) -> String {
    day.to_string()
}

/// The day from whose end a record counts as known.
fn known_day(index: &Index, record: crate::model::RecordRef) -> Option<i64> {
    let known = index.whole.known(record)?;
    known.end.is_bounded().then(|| crate::model::when::Stamp { wall: known.end.wall - 1, ..known.end }.day())
}
