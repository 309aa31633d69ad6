//! The rows of the timeline, found by rank and select over the selected records, so that they are not listed for every key.
//!
//! Records are counted by their ranks among those shown, in the order of the list. Where the headings stand is all that is
//! listed. Quotes stand directly after their event in both orders; with it they are a bundle, which stays together if the
//! latest record comes first.

use std::ops::Range;
use std::sync::Arc;

use super::Layout;
use crate::index::ranks::Ranks;
use crate::index::{Bits, Index, RecordId};
use crate::lens::rows::{Heading, Row};
use crate::selection::Selection;

/// The rows of a selection in a layout.
#[derive(Debug, Clone)]
pub struct TimelineRows {
    index: Arc<Index>,
    layout: Layout,
    selected: Bits,
    /// The records that are shown, by their places in the order of the list.
    shown: Ranks,
    /// The groups, the earliest first.
    groups: Vec<Group>,
}

/// The records under a heading.
#[derive(Debug, Clone, Copy)]
struct Group {
    heading: Heading,
    /// The rank of the earliest record.
    first: usize,
}

impl TimelineRows {
    /// The rows of a selection.
    pub(crate) fn new(index: &Arc<Index>, selection: &Selection, layout: Layout) -> Self {
        let mut shown = selection.records.clone();
        if layout.context {
            shown.or(&selection.context);
        }
        let threaded = layout.threaded.then(|| index.threaded());
        if let Some(order) = threaded {
            shown = Bits::in_order(order, &shown);
        }
        let shown = Ranks::new(shown);
        let runs = index.columns.runs(layout.zoom, threaded);
        let mut groups: Vec<Group> = Vec::new();
        let mut first = 0;
        for (at, run) in runs.iter().enumerate() {
            let end = runs.get(at + 1).map_or(shown.len(), |next| shown.rank(next.first as usize));
            let heading = run.period.map_or(Heading::Undated, |(zoom, day)| Heading::Period(zoom, day));
            // Runs of one heading are one group if no record between them is shown.
            if end > first && groups.last().is_none_or(|group| group.heading != heading) {
                groups.push(Group { heading, first });
            }
            first = end;
        }
        Self { index: Arc::clone(index), layout, selected: selection.records.clone(), shown, groups }
    }

    /// The number of rows: headings, records, and a blank line between groups.
    pub(crate) fn len(&self) -> usize {
        (self.shown.len() + 2 * self.groups.len()).saturating_sub(1)
    }

    /// A row.
    pub(crate) fn get(&self, at: usize) -> Option<Row> {
        let (group, heading) = self.group_at(at)?;
        let ranks = self.ranks(group);
        match (at - heading).checked_sub(1) {
            None => Some(Row::Heading(self.groups[group].heading)),
            Some(down) if down < ranks.len() => self.record_row(self.mirrored(&ranks, ranks.start + down)),
            Some(_) => (at < self.len()).then_some(Row::Gap),
        }
    }

    /// The row of a record.
    pub(crate) fn row_of(&self, record: RecordId) -> Option<usize> {
        let place = self.place(record);
        self.shown.bits().contains(RecordId(place as u32)).then(|| self.row_at_rank(self.shown.rank(place)))
    }

    /// The first row whose record passes a test.
    pub(crate) fn find(&self, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        let end = self.places();
        if self.layout.reverse { self.find_before(end, test) } else { self.find_after(0, end, test) }
    }

    /// The first row whose record passes a test, where no record before (after, if the latest comes first) this one does.
    pub(crate) fn find_from(&self, record: RecordId, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        // The numbers of records are not their places if quotes follow their events.
        if self.layout.threaded {
            return self.find(test);
        }
        let place = record.index();
        if self.layout.reverse {
            self.find_before(place + 1, test)
        } else {
            self.find_after(place, self.places(), test)
        }
    }

    /// The next row (the last one before, if not `forward`) whose record passes a test, from that of a record.
    pub(crate) fn next(&self, at: usize, forward: bool, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        let here = self.place(self.get(at)?.record()?);
        let bundle = if self.layout.reverse { self.bundle(here) } else { 0..self.places() };
        if forward {
            let inside = self.find_after(here + 1, bundle.end, &test);
            return inside.or_else(|| self.layout.reverse.then(|| self.find_before(bundle.start, &test)).flatten());
        }
        let passes = |place: &usize| test(self.record(*place));
        let before = |place: usize| self.shown.bits().iter_before(place).map(RecordId::index);
        let inside = before(here).take_while(|place| *place >= bundle.start).find(passes);
        let found = inside.or_else(|| {
            // The last row of the next bundle that has any.
            let later = self.shown.bits().iter_from(bundle.end).map(RecordId::index).find(passes)?;
            before(self.bundle(later).end).find(passes)
        })?;
        Some(self.row_at_rank(self.shown.rank(found)))
    }

    /// The next heading from a row on.
    pub(crate) fn heading_from(&self, at: usize) -> Option<usize> {
        let next = self.partition(|heading| heading < at);
        (next < self.groups.len()).then(|| self.heading_row(next))
    }

    /// The last heading before a row.
    pub(crate) fn heading_before(&self, at: usize) -> Option<usize> {
        let last = self.partition(|heading| heading < at).checked_sub(1)?;
        Some(self.heading_row(last))
    }

    /// The first row of a record with a place among these that passes a test, with the earliest first.
    fn find_after(&self, from: usize, to: usize, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        let places = self.shown.bits().iter_from(from).map(RecordId::index).take_while(|place| *place < to);
        let found = places.into_iter().find(|place| test(self.record(*place)))?;
        Some(self.row_at_rank(self.shown.rank(found)))
    }

    /// The first row of a record with a place before this one that passes a test, with the latest first: the first one of the
    /// latest bundle that has any.
    fn find_before(&self, to: usize, test: impl Fn(RecordId) -> bool) -> Option<usize> {
        let mut places = self.shown.bits().iter_before(to).map(RecordId::index);
        let last = places.find(|place| test(self.record(*place)))?;
        self.find_after(self.bundle(last).start, last + 1, test)
    }

    /// One more than the last place in the order of the list.
    fn places(&self) -> usize {
        if self.layout.threaded { self.index.threaded().len() } else { self.index.positions() }
    }

    /// The place of a record in the order of the list.
    fn place(&self, record: RecordId) -> usize {
        if self.layout.threaded {
            self.index.columns.places(self.index.threaded())[record.index()] as usize
        } else {
            record.index()
        }
    }

    /// The record at a place in the order of the list.
    fn record(&self, place: usize) -> RecordId {
        if self.layout.threaded { self.index.threaded()[place] } else { RecordId(place as u32) }
    }

    /// The place of the event under which a record is listed directly.
    fn above(&self, record: RecordId) -> Option<usize> {
        let event = self.index.columns.parent(record, self.layout.threaded)?;
        Some(self.place(event)).filter(|place| self.shown.bits().contains(RecordId(*place as u32)))
    }

    /// The places of the bundle with the record at a place, which is shown.
    fn bundle(&self, place: usize) -> Range<usize> {
        let start = self.above(self.record(place)).unwrap_or(place);
        let event = self.record(start);
        let follows = |rank: usize| {
            let record = self.shown.select(rank).map(|place| self.record(place.index()));
            record.is_some_and(|record| self.index.columns.parent(record, self.layout.threaded) == Some(event))
        };
        // By doubling steps: most bundles are small, some are not.
        let (mut inside, mut step) = (self.shown.rank(start), 1);
        while follows(inside + step) {
            inside += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            if follows(inside + step) {
                inside += step;
            }
        }
        start..self.shown.select(inside).map_or(start, RecordId::index) + 1
    }

    /// The row of the record of a rank.
    fn row_at_rank(&self, rank: usize) -> usize {
        let group = self.groups.partition_point(|group| group.first <= rank).saturating_sub(1);
        let ranks = self.ranks(group);
        let heading = self.heading_row(if self.layout.reverse { self.groups.len() - 1 - group } else { group });
        heading + 1 + self.mirrored_back(&ranks, rank) - ranks.start
    }

    /// The rank of the record that takes the place of another when the bundles of its group are reversed, if they are.
    fn mirrored(&self, group: &Range<usize>, rank: usize) -> usize {
        if !self.layout.reverse {
            return rank;
        }
        let mirrored = group.start + (group.end - 1 - rank);
        let bundle = self.ranks_of_bundle(mirrored);
        bundle.start + (bundle.end - 1 - mirrored)
    }

    /// The rank whose place a record takes when the bundles of its group are reversed, if they are.
    fn mirrored_back(&self, group: &Range<usize>, rank: usize) -> usize {
        if !self.layout.reverse {
            return rank;
        }
        let bundle = self.ranks_of_bundle(rank);
        group.start + (group.end - bundle.end) + (rank - bundle.start)
    }

    /// The ranks of the bundle with the record of a rank.
    fn ranks_of_bundle(&self, rank: usize) -> Range<usize> {
        let Some(place) = self.shown.select(rank) else { return rank..rank + 1 };
        let bundle = self.bundle(place.index());
        self.shown.rank(bundle.start)..self.shown.rank(bundle.end)
    }

    /// The row of the record of a rank, as it is shown.
    fn record_row(&self, rank: usize) -> Option<Row> {
        let record = self.record(self.shown.select(rank)?.index());
        let nested = self.above(record).is_some();
        Some(Row::Record { record, context: !self.selected.contains(record), nested })
    }

    /// The ranks of the records of a group.
    fn ranks(&self, group: usize) -> Range<usize> {
        self.groups[group].first..self.groups.get(group + 1).map_or(self.shown.len(), |next| next.first)
    }

    /// The row of a heading, counted as shown.
    fn heading_row(&self, heading: usize) -> usize {
        let records = if self.layout.reverse {
            let below = self.groups.len() - heading;
            self.shown.len() - self.groups.get(below).map_or(self.shown.len(), |group| group.first)
        } else {
            self.groups[heading].first
        };
        records + 2 * heading
    }

    /// The number of headings whose rows pass a test, which all before one that does not pass.
    fn partition(&self, test: impl Fn(usize) -> bool) -> usize {
        let (mut from, mut to) = (0, self.groups.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if test(self.heading_row(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The group of a row, and the row of its heading.
    fn group_at(&self, at: usize) -> Option<(usize, usize)> {
        let heading = self.partition(|heading| heading <= at).checked_sub(1)?;
        let group = if self.layout.reverse { self.groups.len() - 1 - heading } else { heading };
        Some((group, self.heading_row(heading)))
    }
}
