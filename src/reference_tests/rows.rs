//! The rows of the timeline, which are found when they are asked for, against those listed from the records.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::dense::every;
use super::{indexes, selection};
use crate::dataset::load_texts;
use crate::diagnostic::FileText;
use crate::index::{Index, RecordId};
use crate::lens::density::{Bucket, buckets};
use crate::lens::rows::{Heading, Row};
use crate::lens::timeline::Layout;
use crate::lens::timeline::rows::TimelineRows;
use crate::model::RecordRef;
use crate::model::when::Grain;
use crate::model::when::calendar::Zoom;
use crate::selection::Selection;

/// A dataset in which dates of all granularities are mixed on the same days, with events that have very many quotes, and quotes
/// without event, without date and on other days than their events.
fn synthetic() -> &'static Arc<Index> {
    static INDEX: OnceLock<Arc<Index>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let dates = [
            "\"2024\"",
            "\"2024-01\"",
            "2024-01-01",
            "\"2024-01-01T10:00\"",
            "\"202X\"",
            "\"2024-21\"",
            "2024-03-01",
            "\"2024-03\"",
            "\"2024-03-01 morning\"",
            "2024-12-30",
            "\"2025\"",
            "\"2025-01\"",
            "2025-01-01",
            "\"2024-24\"",
        ];
        let mut text = String::from(
            "[dataset]\ntitle = \"Mixed\"\n[person.a]\nname = \"Ana\"\n[source.s]\ntitle = \"S\"\nkind = \"news\"\n",
        );
        let mut random = 7u32;
        let mut next = |below: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) as usize % below
        };
        for event in 0..160 {
            let mut when = || dates.get(next(dates.len() + 2)).map_or(String::new(), |date| format!("when = {date}\n"));
            _ = write!(text, "[[event]]\nid = \"e{event}\"\ntitle = \"T\"\nkind = \"talks\"\n{}", when());
            let quotes = if event % 40 == 0 { 100 } else { event % 4 };
            for quote in 0..quotes {
                let own = if quote % 3 == 1 { when() } else { String::new() };
                let of = if quote % 11 == 10 { String::new() } else { format!("event = \"e{event}\"\n") };
                _ = write!(text, "[[quote]]\n{of}speaker = \"a\"\ntext = \"Q\"\n{own}");
            }
        }
        let loaded = load_texts(vec![FileText { name: "mixed.toml".into(), text }]);
        let index = Index::new(loaded.dataset.into());
        assert!(index.len() > 600, "{} records, {:?}", index.len(), loaded.faults.first());
        Arc::new(index)
    })
}

/// The rows of the timeline as groups of bundles, each found from the records themselves.
fn plain_rows(index: &Index, selection: &Selection, layout: Layout) -> Vec<Row> {
    let mut shown = selection.records.clone();
    if layout.context {
        shown.or(&selection.context);
    }
    let parent = |record: RecordId| {
        let RecordRef::Quote(quote) = index.record(record) else { return None };
        let quote = &index.dataset.quotes[quote];
        let event = index.of_event(quote.event?);
        let day = |record| index.times.day(record);
        let follows = layout.threaded || quote.when.is_none() || (day(record).is_some() && day(record) == day(event));
        follows.then_some(event)
    };
    let heading = |record: RecordId| {
        let Some(day) = index.times.day(record) else { return Heading::Undated };
        let grain = index.dataset.when(index.record(record)).map_or(Grain::Day, crate::model::When::grain);
        let coarsest = match grain {
            Grain::Century | Grain::Decade | Grain::Year => Zoom::Year,
            Grain::Season => Zoom::Quarter,
            Grain::Month => Zoom::Month,
            Grain::Day | Grain::Part | Grain::Minute | Grain::Second => Zoom::Day,
        };
        let zoom = layout.zoom.min(coarsest);
        Heading::Period(zoom, zoom.start(day))
    };
    let mut groups: Vec<(Heading, Vec<Vec<RecordId>>)> = Vec::new();
    let order: Vec<RecordId> = if layout.threaded {
        index.threaded().iter().copied().filter(|record| shown.contains(*record)).collect()
    } else {
        shown.iter().collect()
    };
    for record in order {
        let parent = parent(record);
        if parent.is_some_and(|event| shown.contains(event))
            && let Some(bundle) = groups.last_mut().and_then(|group| group.1.last_mut())
            && bundle.first() == parent.as_ref()
        {
            bundle.push(record);
            continue;
        }
        let heading = heading(parent.unwrap_or(record));
        match groups.last_mut() {
            Some((last, bundles)) if *last == heading => bundles.push(vec![record]),
            _ => groups.push((heading, vec![vec![record]])),
        }
    }
    if layout.reverse {
        groups.reverse();
        groups.iter_mut().for_each(|group| group.1.reverse());
    }
    let mut rows = Vec::new();
    for (heading, bundles) in groups {
        if !rows.is_empty() {
            rows.push(Row::Gap);
        }
        rows.push(Row::Heading(heading));
        for bundle in bundles {
            rows.extend(bundle.iter().enumerate().map(|(at, &record)| Row::Record {
                record,
                context: !selection.records.contains(record),
                nested: at > 0,
            }));
        }
    }
    rows
}

/// The counts of each period that has records.
fn plain_counts(index: &Index, selection: &Selection, zoom: Zoom) -> Vec<(i64, u32, u32)> {
    let mut counts = BTreeMap::new();
    for record in index.all().iter() {
        let Some(day) = index.times.day(record) else { continue };
        let (selected, all) = counts.entry(zoom.start(day)).or_insert((0, 0));
        *selected += u32::from(selection.records.contains(record));
        *all += 1;
    }
    counts.into_iter().map(|(start, (selected, all))| (start, selected, all)).collect()
}

/// Holds the rows of a selection against those found from the records themselves.
pub(super) fn rows_are_plain(index: &Arc<Index>, selection: &Selection, layout: Layout) {
    let (plain, rows) = (plain_rows(index, selection, layout), TimelineRows::new(index, selection, layout));
    assert!((0..=rows.len()).map(|at| rows.get(at)).eq(plain.iter().copied().map(Some).chain([None])), "{layout:?}");
    let records = plain.iter().enumerate().filter_map(|(at, row)| Some((row.record()?, at)));
    records.for_each(|(record, at)| assert_eq!(rows.row_of(record), Some(at)));
}

/// The same for some layouts of all records and of some.
pub(super) fn all_rows_are_plain(index: &Arc<Index>) {
    let layouts = [(false, false, true), (true, false, false), (false, true, false)].into_iter().cycle();
    for ((reverse, threaded, context), zoom) in layouts.zip(Zoom::ALL.into_iter().cycle()).take(8) {
        let layout = Layout { zoom, reverse, threaded, context };
        let step = if context { 3 } else { 1 };
        rows_are_plain(index, &Selection::new(index, every(index, step)), layout);
    }
}

proptest! {
    #[test]
    fn rows_and_counts_are_those_of_the_records(
        at in 0usize..4, seed in any::<u64>(), share in 0u64..=100, zoom in 0usize..5,
        reverse in any::<bool>(), threaded in any::<bool>(), context in any::<bool>(), fine in any::<bool>(),
    ) {
        let index = indexes().get(at).unwrap_or_else(|| synthetic());
        let mut selection = selection(index, seed, share);
        if fine {
            // Without coarser dates, the groups around them are one.
            let is_coarse = |record: &RecordId| index.columns.zoom(*record, Zoom::Day) != Zoom::Day;
            let mut records = selection.records.clone();
            selection.records.iter().filter(is_coarse).for_each(|record| records.remove(record));
            selection = Selection::new(index, records);
        }
        let zoom = Zoom::ALL[zoom];
        let layout = Layout { zoom, reverse, threaded, context };
        let plain = plain_rows(index, &selection, layout);
        let rows = TimelineRows::new(index, &selection, layout);
        prop_assert_eq!(rows.len(), plain.len());
        for at in 0..plain.len() + 3 {
            let row = plain.get(at).copied();
            prop_assert_eq!(rows.get(at), row, "row {}", at);
            if let Some(record) = row.and_then(Row::record) {
                prop_assert_eq!(rows.row_of(record), Some(at));
            }
            let is_heading = |at: &usize| matches!(plain.get(*at), Some(Row::Heading(_)));
            if at % 7 == 0 || is_heading(&at) {
                prop_assert_eq!(rows.heading_from(at), (at..plain.len()).find(is_heading));
                prop_assert_eq!(rows.heading_before(at), (0..at.min(plain.len())).rev().find(is_heading));
            }
        }
        let shown: BTreeSet<RecordId> = plain.iter().filter_map(|row| row.record()).collect();
        for record in index.all().iter().filter(|record| !shown.contains(record)) {
            prop_assert_eq!(rows.row_of(record), None);
        }
        let event = |record: RecordId| index.events.contains(record);
        let seventh = |record: RecordId| record.0.wrapping_mul(2_654_435_761).is_multiple_of(7);
        for at in (0..plain.len()).filter(|at| plain[*at].record().is_some()).step_by(1 + plain.len() / 200) {
            for test in [&event as &dyn Fn(RecordId) -> bool, &seventh] {
                let passes = |at: &usize| plain[*at].record().is_some_and(test);
                prop_assert_eq!(rows.next(at, true, test), (at + 1..plain.len()).find(passes));
                prop_assert_eq!(rows.next(at, false, test), (0..at).rev().find(passes));
            }
        }
        let first = |test: &dyn Fn(RecordId) -> bool| plain.iter().position(|row| row.record().is_some_and(test));
        for boundary in index.all().iter().step_by(index.len() / 50 + 1) {
            let is_selected = |record| selection.records.contains(record);
            let after = |record| is_selected(record) && (record >= boundary) != reverse;
            prop_assert_eq!(rows.find_from(boundary, after), first(&after));
            let day = index.columns.day(boundary);
            let on = |record| index.columns.day(record) == day;
            prop_assert_eq!(rows.find(on), first(&on));
        }
        let counted = buckets(index, &selection, zoom).into_iter().filter_map(|bucket| match bucket {
            Bucket::Span { start, selected, all } if all > 0 => Some((start, selected, all)),
            _ => None,
        });
        prop_assert_eq!(counted.collect::<Vec<_>>(), plain_counts(index, &selection, zoom));
        let mut events = index.none();
        for record in selection.records.iter() {
            if let RecordRef::Quote(quote) = index.record(record)
                && let Some(event) = index.dataset.quotes[quote].event
                && !selection.records.contains(index.of_event(event))
            {
                events.insert(index.of_event(event));
            }
        }
        prop_assert_eq!(&selection.context, &events);
        prop_assert_eq!(&index.columns.missing_events_on(3, &selection.records), &events);
    }
}
