//! What lists and counts need of each record, as columns: they pass over all records for every key.

mod periods;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(crate) use self::periods::{Period, Starts};
use super::numbers::{NONE, Numbers};
use super::renumbered::{Place, Renumbered};
use super::runs::{self, Run};
use super::{Bits, RecordId, Times};
use crate::model::when::Grain;
use crate::model::when::calendar::Zoom;
use crate::model::{Dataset, RecordRef};
use crate::parallel;

/// No day.
const UNDATED: i64 = i64::MIN;

/// Fewer records than this are passed over before threads have started.
const MIN_PARALLEL: usize = 500_000;

/// Day, heading and event of each record, in the order of the timeline.
#[derive(Debug)]
pub(crate) struct Columns {
    /// Of a derived index: of the records indexed anew.
    values: Values,
    /// Of a derived index: the columns of the other one.
    other: Option<(Arc<Self>, Arc<Renumbered>)>,
    periods: [OnceLock<Vec<Period>>; Zoom::ALL.len()],
    /// The runs of the timeline, and those of the list in which quotes follow their events.
    runs: [[OnceLock<Vec<Run>>; Zoom::ALL.len()]; 2],
    /// The place of each record in the order in which quotes follow their events.
    places: OnceLock<Vec<u32>>,
}

/// The values of records, by number or, of those indexed anew, by place among them.
#[derive(Debug)]
struct Values {
    /// The civil day under which the record is listed.
    days: Vec<i64>,
    /// The finest grouping in which it stands under its own day: a month is not a day.
    coarsest: Vec<Zoom>,
    /// The event of a quote.
    events: Vec<RecordId>,
    /// The event of a quote that follows its event in the timeline.
    parents: Vec<RecordId>,
    /// The dated records by day; on one day in order.
    by_day: Vec<RecordId>,
}

impl Columns {
    /// Gathers the columns.
    pub(super) fn new(dataset: &Dataset, numbers: &Numbers, times: &Times) -> Self {
        let records = (0..).map(RecordId).zip(numbers.other().iter().copied());
        Self::of(Values::new(dataset, records, numbers, times), None)
    }

    /// The columns of a derived index.
    pub(super) fn derived(this: &Arc<Self>, dataset: &Dataset, numbers: &Numbers, times: &Times) -> Self {
        let other = numbers.renumbered().map(|renumbered| (Arc::clone(this), Arc::clone(renumbered)));
        let anew = other
            .iter()
            .flat_map(|(_, renumbered)| renumbered.numbers().iter().copied().zip(renumbered.anew().iter().copied()));
        Self::of(Values::new(dataset, anew, numbers, times), other.clone())
    }

    fn of(values: Values, other: Option<(Arc<Self>, Arc<Renumbered>)>) -> Self {
        Self { values, other, periods: Default::default(), runs: Default::default(), places: OnceLock::new() }
    }

    /// The value of a record, and the index in which numbers in it are meant, if it is carried over from there.
    fn value<T: Copy>(&self, record: RecordId, of: impl Fn(&Values) -> &[T]) -> (T, Option<&Renumbered>) {
        let Some((other, numbers)) = &self.other else { return (of(&self.values)[record.index()], None) };
        match numbers.there(record) {
            Place::Other(there) => (of(&other.values)[there.index()], Some(numbers)),
            Place::Anew(at) => (of(&self.values)[at.index()], None),
        }
    }

    /// The number of another record that is the value of a record.
    fn number(&self, record: RecordId, of: impl Fn(&Values) -> &[RecordId]) -> Option<RecordId> {
        match self.value(record, of) {
            (NONE, _) => None,
            (number, None) => Some(number),
            (number, Some(numbers)) => numbers.here(number),
        }
    }

    /// The civil day under which a record is listed, in days since 1970-01-01, if it has a time.
    pub(crate) fn day(&self, record: RecordId) -> Option<i64> {
        Some(self.value(record, |values| &values.days).0).filter(|day| *day != UNDATED)
    }

    /// The grouping by which a record is listed if the list is grouped by `zoom`: a date coarser than that has a heading of its
    /// own.
    pub(crate) fn zoom(&self, record: RecordId, zoom: Zoom) -> Zoom {
        zoom.min(self.value(record, |values| &values.coarsest).0)
    }

    /// The event under which a quote is listed; every quote with an event, if `threaded`.
    pub(crate) fn parent(&self, record: RecordId, threaded: bool) -> Option<RecordId> {
        self.number(record, |values| if threaded { &values.events } else { &values.parents })
    }

    /// The events of quotes in a set that are not in it themselves.
    pub(crate) fn missing_events(&self, records: &Bits) -> Bits {
        self.missing_events_on(if records.len() < MIN_PARALLEL { 1 } else { parallel::cores() }, records)
    }

    /// The same, found by so many threads.
    pub(crate) fn missing_events_on(&self, threads: usize, records: &Bits) -> Bits {
        let Some((other, numbers)) = &self.other else { return self.values.missing_events(threads, records) };
        // No quote carried over has an event that is indexed anew.
        let carried = other.missing_events_on(threads, &numbers.back(records));
        let mut missing = numbers.carry(&carried, &Bits::none(self.values.events.len()));
        for (event, number) in self.values.events.iter().zip(numbers.numbers()) {
            if *event != NONE && records.contains(*number) && !records.contains(*event) {
                missing.insert(*event);
            }
        }
        missing
    }

    /// The first and the last civil day of all records.
    pub(crate) fn days(&self) -> Option<(i64, i64)> {
        let days = self.periods(Zoom::Day);
        Some((days.first()?.start, days.last()?.start))
    }

    /// The runs of records under one heading in a list grouped by `zoom`; in this order if `threaded`, else in that of the
    /// timeline.
    pub(crate) fn runs(&self, zoom: Zoom, threaded: Option<&[RecordId]>) -> &[Run] {
        let runs = &self.runs[usize::from(threaded.is_some())][zoom as usize];
        runs.get_or_init(|| match (threaded, &self.other) {
            (Some(order), _) => runs::runs(self, order.iter().copied(), zoom, true),
            (None, Some((other, numbers))) => runs::derived(self, other.runs(zoom, None), numbers, zoom),
            (None, None) => runs::runs(self, (0..self.values.days.len() as u32).map(RecordId), zoom, false),
        })
    }

    /// The place of each record in an order, that in which quotes follow their events.
    pub(crate) fn places(&self, threaded: &[RecordId]) -> &[u32] {
        self.places.get_or_init(|| {
            let positions = threaded.iter().map(|record| record.index() + 1).max().unwrap_or(0);
            let mut places = vec![u32::MAX; positions];
            threaded.iter().zip(0..).for_each(|(record, place)| places[record.index()] = place);
            places
        })
    }
}

impl Values {
    /// The values of records with these numbers in an index, in order.
    fn new(
        dataset: &Dataset,
        records: impl Iterator<Item = (RecordId, RecordRef)>,
        numbers: &Numbers,
        times: &Times,
    ) -> Self {
        let len = records.size_hint().0;
        let (mut days, mut coarsest) = (Vec::with_capacity(len), Vec::with_capacity(len));
        let (mut events, mut parents) = (Vec::with_capacity(len), Vec::with_capacity(len));
        for (number, record) in records {
            let (event, parent) = event_of(dataset, numbers, record, number, times);
            days.push(times.day(number).unwrap_or(UNDATED));
            coarsest.push(coarsest_zoom(dataset.when(record).map_or(Grain::Day, crate::model::When::grain)));
            events.push(event);
            parents.push(parent);
        }
        let dated = (0..days.len()).filter(|&at| days[at] != UNDATED);
        let mut by_day: Vec<RecordId> = dated.map(|at| RecordId(at as u32)).collect();
        // Nearly in order already: quotes are listed with their event, whatever their own day.
        by_day.sort_by_key(|record| days[record.index()]);
        Self { days, coarsest, events, parents, by_day }
    }

    fn missing_events(&self, threads: usize, records: &Bits) -> Bits {
        let missing = |numbers: Range<usize>| {
            let events = records.iter_in(numbers).map(|record| self.events[record.index()]);
            // Most quotes are next to others of their event.
            let mut missing: Vec<RecordId> =
                events.filter(|event| *event != NONE && !records.contains(*event)).collect();
            missing.dedup();
            missing
        };
        Bits::of(records.len(), parallel::split(records.len(), threads, missing).into_iter().flatten())
    }
}

/// The event of a quote, and again if the quote follows it in the timeline.
fn event_of(
    dataset: &Dataset,
    numbers: &Numbers,
    record: RecordRef,
    number: RecordId,
    times: &Times,
) -> (RecordId, RecordId) {
    let RecordRef::Quote(id) = record else { return (NONE, NONE) };
    let quote = &dataset.quotes[id];
    let event = quote.event.and_then(|event| numbers.of(RecordRef::Event(event)));
    let Some(event) = event else { return (NONE, NONE) };
    let day = times.day(number);
    let follows = quote.when.is_none() || (day.is_some() && day == times.day(event));
    (event, if follows { event } else { NONE })
}

/// The finest grouping in which a time of this grain is exact.
fn coarsest_zoom(grain: Grain) -> Zoom {
    match grain {
        Grain::Century | Grain::Decade | Grain::Year => Zoom::Year,
        Grain::Season => Zoom::Quarter,
        Grain::Month => Zoom::Month,
        Grain::Day | Grain::Part | Grain::Minute | Grain::Second => Zoom::Day,
    }
}
