//! The timeline lens: events and quotes under headings of the chosen zoom. Quotes are listed under their event or at their own
//! time.

use super::Lens;
use super::rows::{Heading, Row};
use super::sheet::Sheet;
use crate::index::columns::Starts;
use crate::index::{Bits, Index, RecordId};
use crate::model::when::calendar::Zoom;
use crate::selection::Selection;
use crate::view::View;

/// Layout options of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The period by which records are grouped.
    pub(crate) zoom: Zoom,
    /// Whether the latest record comes first.
    pub(crate) reverse: bool,
    /// Whether every quote is listed under its event, regardless of when it was said.
    pub(crate) threaded: bool,
    /// Whether the events of selected quotes are shown as context.
    pub(crate) context: bool,
}

impl Layout {
    /// The layout options of a view.
    pub(crate) fn of(view: &View) -> Self {
        Self {
            zoom: view.zoom,
            reverse: view.reverse,
            threaded: view.threaded,
            // With quotes only, the context would be the only events.
            context: view.context && !view.quotes_only,
        }
    }
}

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: crate::view::DEFAULT_LENS,
    title: "Timeline",
    help: "events and quotes in chronological order",
    columns: &[],
    modes: &[],
    quotes_only: false,
    build: |answered, view| Sheet::list(rows(&answered.index, &answered.selection, Layout::of(view))),
};

/// Builds the rows of a selection.
pub(crate) fn rows(index: &Index, selection: &Selection, layout: Layout) -> Vec<Row> {
    let mut shown = selection.records.clone();
    if layout.context {
        shown.or(&selection.context);
    }
    let mut rows = Rows {
        index,
        selection,
        shown: &shown,
        layout,
        made: Vec::new(),
        heading: None,
        bundle: None,
        starts: Zoom::ALL.map(Starts::new),
    };
    // Headings and blank lines are few.
    rows.made.reserve(shown.count() + shown.count() / 8);
    if layout.threaded {
        index.threaded.iter().copied().filter(|record| shown.contains(*record)).for_each(|record| rows.add(record));
    } else {
        shown.iter().for_each(|record| rows.add(record));
    }
    if layout.reverse { reversed(&rows.made) } else { rows.made }
}

/// The rows so far.
struct Rows<'a> {
    index: &'a Index,
    selection: &'a Selection,
    shown: &'a Bits,
    layout: Layout,
    made: Vec<Row>,
    /// The last heading.
    heading: Option<Heading>,
    /// The first record of the last bundle: an event and the quotes directly under it.
    bundle: Option<RecordId>,
    starts: [Starts; Zoom::ALL.len()],
}

impl Rows<'_> {
    fn add(&mut self, record: RecordId) {
        let parent = self.index.columns.parent(record, self.layout.threaded);
        let nested =
            parent.is_some() && parent == self.bundle && parent.is_some_and(|event| self.shown.contains(event));
        if !nested {
            let heading = self.heading_of(parent.unwrap_or(record));
            if self.heading != Some(heading) {
                if !self.made.is_empty() {
                    self.made.push(Row::Gap);
                }
                self.made.push(Row::Heading(heading));
                self.heading = Some(heading);
            }
            self.bundle = Some(record);
        }
        let context = !self.selection.records.contains(record);
        self.made.push(Row::Record { record, context, nested });
    }

    /// The heading of a record. A date coarser than the zoom gets a heading of its own granularity.
    fn heading_of(&mut self, record: RecordId) -> Heading {
        let Some(day) = self.index.columns.day(record) else { return Heading::Undated };
        let zoom = self.index.columns.zoom(record, self.layout.zoom);
        Heading::Period(zoom, self.starts[zoom as usize].of(day))
    }
}

/// The rows with the latest first: groups are reversed, and in them bundles rather than rows, so that quotes still follow
/// their event.
fn reversed(rows: &[Row]) -> Vec<Row> {
    let mut reversed = Vec::with_capacity(rows.len());
    for group in rows.split(|row| *row == Row::Gap).rev() {
        let Some((heading, records)) = group.split_first() else { continue };
        if !reversed.is_empty() {
            reversed.push(Row::Gap);
        }
        reversed.push(*heading);
        let mut end = records.len();
        for (at, row) in records.iter().enumerate().rev() {
            if matches!(row, Row::Record { nested: false, .. }) {
                reversed.extend_from_slice(&records[at..end]);
                end = at;
            }
        }
    }
    reversed
}

/// The event under which a record is listed.
pub(crate) fn parent_event(index: &Index, record: RecordId, threaded: bool) -> Option<RecordId> {
    index.columns.parent(record, threaded)
}

/// The heading of a record. A date coarser than the zoom gets a heading of its own granularity.
pub(crate) fn heading(index: &Index, record: RecordId, zoom: Zoom) -> Heading {
    let Some(day) = index.columns.day(record) else { return Heading::Undated };
    let zoom = index.columns.zoom(record, zoom);
    Heading::Period(zoom, zoom.start(day))
}
