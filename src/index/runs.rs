//! Runs of records under one heading, among all records: a selection has the headings of the runs in which it has records.

use super::RecordId;
use super::columns::{Columns, Starts};
use super::renumbered::Renumbered;
use crate::model::when::calendar::Zoom;

/// Consecutive records under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The place of its first record in the order of the list.
    pub(crate) first: u32,
    /// The period of its heading, by granularity and first day (days since 1970-01-01); `None` if the records are undated.
    pub(crate) period: Option<(Zoom, i64)>,
}

/// The runs of a list grouped by `zoom`; in that in which quotes follow their events if `threaded`.
pub(super) fn runs(columns: &Columns, records: impl Iterator<Item = RecordId>, zoom: Zoom, threaded: bool) -> Vec<Run> {
    let (mut runs, mut periods) = (Runs::default(), Periods::new(columns, zoom));
    for (place, record) in (0..).zip(records) {
        runs.add(place, periods.of(record, threaded));
    }
    runs.0
}

/// The runs of the timeline of a derived index: those of the other index, divided by the records indexed anew.
pub(super) fn derived(columns: &Columns, other: &[Run], numbers: &Renumbered, zoom: Zoom) -> Vec<Run> {
    let (mut runs, mut periods) = (Runs::default(), Periods::new(columns, zoom));
    let first = |run: &Run| numbers.place_of(RecordId(run.first)).0;
    let mut passed = 0;
    for (number, before) in numbers.numbers().iter().zip(numbers.before()) {
        while let Some(run) = other.get(passed).filter(|run| run.first < *before) {
            runs.add(first(run), run.period);
            passed += 1;
        }
        runs.add(number.0, periods.of(*number, false));
        // Where no run begins, that of the other index goes on.
        let goes_on = other.get(passed).is_none_or(|next| next.first > *before);
        if let Some(run) = passed.checked_sub(1).map(|last| &other[last]).filter(|_| goes_on) {
            runs.add(number.0 + 1, run.period);
        }
    }
    other[passed..].iter().for_each(|run| runs.add(first(run), run.period));
    runs.0
}

/// Runs in order, no two of them with the same period next to each other.
#[derive(Default)]
struct Runs(Vec<Run>);

impl Runs {
    /// Adds the beginning of a run. The last one has no records if it begins at the same place.
    fn add(&mut self, first: u32, period: Option<(Zoom, i64)>) {
        self.0.pop_if(|last| last.first == first);
        if self.0.last().is_none_or(|last| last.period != period) {
            self.0.push(Run { first, period });
        }
    }
}

/// The periods of the headings of records.
struct Periods<'c> {
    columns: &'c Columns,
    zoom: Zoom,
    starts: [Starts; Zoom::ALL.len()],
}

impl<'c> Periods<'c> {
    fn new(columns: &'c Columns, zoom: Zoom) -> Self {
        Self { columns, zoom, starts: Zoom::ALL.map(Starts::new) }
    }

    /// The period of the heading under which a record is listed.
    fn of(&mut self, record: RecordId, threaded: bool) -> Option<(Zoom, i64)> {
        // A quote is listed under the heading of its event, even if the event itself is not in the list.
        let record = self.columns.parent(record, threaded).unwrap_or(record);
        // A date coarser than the grouping has a heading of its own granularity.
        let zoom = self.columns.zoom(record, self.zoom);
        self.columns.day(record).map(|day| (zoom, self.starts[zoom as usize].of(day)))
    }
}
