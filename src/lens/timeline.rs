//! The timeline lens: events and quotes under headings of the chosen zoom. Quotes are listed under their event or at their own
//! time.

pub(crate) mod rows;

use self::rows::TimelineRows;
use super::Lens;
use super::rows::{Heading, Rows};
use super::sheet::Sheet;
use crate::index::{Index, RecordId};
use crate::model::when::calendar::Zoom;
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
    build: |answered, view| {
        let rows = TimelineRows::new(&answered.index, &answered.selection, Layout::of(view));
        Sheet::list(Rows::Timeline(rows))
    },
};

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
