//! Runs of records under one heading, among all records: a selection has the headings of the runs in which it has records.

use super::RecordId;
use super::columns::{Columns, Starts};
use crate::model::when::calendar::Zoom;

/// Consecutive records under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The place of its first record in the order of the list.
    pub(crate) first: u32,
    /// The period of its heading, by granularity and first day (days since 1970-01-01); `None` if the records are undated.
    pub(crate) period: Option<(Zoom, i64)>,
}

/// The runs of a list grouped by `zoom`; in this order if `threaded`, else in that of the timeline.
pub(super) fn runs(columns: &Columns, len: usize, zoom: Zoom, threaded: Option<&[RecordId]>) -> Vec<Run> {
    let (mut runs, mut starts): (Vec<Run>, _) = (Vec::new(), Zoom::ALL.map(Starts::new));
    for place in 0..len as u32 {
        let record = threaded.map_or(RecordId(place), |order| order[place as usize]);
        // A quote is listed under the heading of its event, even if the event itself is not in the list.
        let record = columns.parent(record, threaded.is_some()).unwrap_or(record);
        let period = columns.day(record).map(|day| {
            // A date coarser than the grouping has a heading of its own granularity.
            let zoom = columns.zoom(record, zoom);
            (zoom, starts[zoom as usize].of(day))
        });
        if runs.last().is_none_or(|run| run.period != period) {
            runs.push(Run { first: place, period });
        }
    }
    runs
}
