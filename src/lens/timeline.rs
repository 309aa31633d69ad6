//! The timeline lens: events and quotes under headings of the chosen zoom. Quotes are listed under their event or at their own
//! time.

use super::Lens;
use super::rows::{Heading, Row};
use super::sheet::Sheet;
use crate::index::{Bits, Index, RecordId};
use crate::model::RecordRef;
use crate::model::when::Grain;
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
    let groups = groups(index, &shown, layout);
    let mut rows = Vec::with_capacity(shown.count() + 2 * groups.len());
    let add = |group: &(Heading, Vec<Vec<RecordId>>), rows: &mut Vec<Row>| {
        if !rows.is_empty() {
            rows.push(Row::Gap);
        }
        rows.push(Row::Heading(group.0));
        let add_bundle = |bundle: &Vec<RecordId>, rows: &mut Vec<Row>| {
            for (at, &record) in bundle.iter().enumerate() {
                rows.push(Row::Record { record, context: !selection.records.contains(record), nested: at > 0 });
            }
        };
        if layout.reverse {
            group.1.iter().rev().for_each(|bundle| add_bundle(bundle, rows));
        } else {
            group.1.iter().for_each(|bundle| add_bundle(bundle, rows));
        }
    };
    // Bundles are reversed rather than rows, so that quotes still follow their event.
    if layout.reverse {
        groups.iter().rev().for_each(|group| add(group, &mut rows));
    } else {
        groups.iter().for_each(|group| add(group, &mut rows));
    }
    rows
}

/// A heading with its records. An event and the quotes directly under it form a bundle.
type HeadingGroup = (Heading, Vec<Vec<RecordId>>);

fn groups(index: &Index, shown: &Bits, layout: Layout) -> Vec<HeadingGroup> {
    let mut groups: Vec<HeadingGroup> = Vec::new();
    let mut add = |record: RecordId| {
        let parent = parent_event(index, record, layout.threaded);
        let event_is_shown = parent.is_some_and(|event| shown.contains(event));
        if event_is_shown
            && let Some(bundle) = groups.last_mut().and_then(|group| group.1.last_mut())
            && bundle.first() == parent.as_ref()
        {
            bundle.push(record);
            return;
        }
        let heading = heading(index, parent.unwrap_or(record), layout.zoom);
        match groups.last_mut() {
            Some((last, bundles)) if *last == heading => bundles.push(vec![record]),
            _ => groups.push((heading, vec![vec![record]])),
        }
    };
    if layout.threaded {
        index.threaded.iter().copied().filter(|record| shown.contains(*record)).for_each(&mut add);
    } else {
        shown.iter().for_each(&mut add);
    }
    groups
}

/// The event under which a quote is listed.
pub(crate) fn parent_event(index: &Index, record: RecordId, threaded: bool) -> Option<RecordId> {
    let RecordRef::Quote(quote) = index.record(record) else { return None };
    let quote = &index.dataset.quotes[quote];
    let event = index.of_event(quote.event?);
    let follows = threaded
        || quote.when.is_none()
        || (index.times.day(record).is_some() && index.times.day(record) == index.times.day(event));
    follows.then_some(event)
}

/// The heading of a record. A date coarser than the zoom gets a heading of its own granularity.
pub(crate) fn heading(index: &Index, record: RecordId, zoom: Zoom) -> Heading {
    let Some(day) = index.times.day(record) else { return Heading::Undated };
    let grain = index.dataset.when(index.record(record)).map_or(Grain::Day, crate::model::When::grain);
    let coarsest = match grain {
        Grain::Century | Grain::Decade | Grain::Year => Zoom::Year,
        Grain::Season => Zoom::Quarter,
        Grain::Month => Zoom::Month,
        Grain::Day | Grain::Part | Grain::Minute | Grain::Second => Zoom::Day,
    };
    let zoom = zoom.min(coarsest);
    Heading::Period(zoom, zoom.start(day))
}
