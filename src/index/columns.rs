//! What lists and counts need of each record, as columns: they pass over all records for every key.

use std::ops::Range;
use std::sync::OnceLock;

use super::order::Order;
use super::renumbered::{Place, Renumbered};
use super::runs::{self, Run};
use super::{Bits, RecordId, Times};
use crate::model::when::Grain;
use crate::model::when::calendar::{Zoom, date};
use crate::model::{Dataset, Id, RecordRef};
use crate::parallel;

/// No day.
const UNDATED: i64 = i64::MIN;
/// No event.
const NONE: RecordId = RecordId(u32::MAX);

/// Fewer records than this are passed over before threads have started.
const MIN_PARALLEL: usize = 500_000;

/// Day, heading and event of each record, in the order of the timeline.
#[derive(Debug)]
pub(crate) struct Columns {
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
    periods: [OnceLock<Vec<Period>>; Zoom::ALL.len()],
    /// The runs of the timeline, and those of the list in which quotes follow their events.
    runs: [[OnceLock<Vec<Run>>; Zoom::ALL.len()]; 2],
    /// The place of each record in the order in which quotes follow their events.
    places: OnceLock<Vec<u32>>,
}

/// The records of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its first day, in days since 1970-01-01.
    pub(crate) start: i64,
    /// Where its records begin among those by day.
    from: u32,
    /// Where they end.
    to: u32,
    /// Whether the numbers of its records are consecutive.
    consecutive: bool,
}

impl Period {
    /// The number of its records.
    pub(crate) fn count(&self) -> u32 {
        self.to - self.from
    }
}

impl Columns {
    /// The columns of a derived index.
    pub(super) fn derived(&self, dataset: &Dataset, order: &Order, times: &Times, numbers: &Renumbered) -> Self {
        let carried = |other: RecordId| if other == NONE { NONE } else { numbers.here(other).unwrap_or(NONE) };
        let mut gathered = Self::for_records(numbers.len());
        for (number, place) in numbers.places().enumerate() {
            match place {
                Place::Other(other) => gathered.push(
                    self.days[other.index()],
                    self.coarsest[other.index()],
                    (carried(self.events[other.index()]), carried(self.parents[other.index()])),
                ),
                Place::Anew(at) => {
                    gathered.add(dataset, order, numbers.anew()[at.index()], RecordId(number as u32), times);
                }
            }
        }
        let days = &gathered.days;
        let mut anew: Vec<RecordId> = numbers.numbers().to_vec();
        anew.retain(|record| days[record.index()] != UNDATED);
        let place = |record: &RecordId| (days[record.index()], *record);
        anew.sort_unstable_by_key(place);
        let (mut by_day, mut anew) = (Vec::with_capacity(numbers.len()), anew.into_iter().peekable());
        for record in self.by_day.iter().filter_map(|record| numbers.here(*record)) {
            while let Some(before) = anew.next_if(|next| place(next) < place(&record)) {
                by_day.push(before);
            }
            by_day.push(record);
        }
        by_day.extend(anew);
        Self { by_day, ..gathered }
    }

    /// Gathers the columns.
    pub(super) fn new(dataset: &Dataset, order: &Order, times: &Times) -> Self {
        let len = order.records.len();
        let mut gathered = Self::for_records(len);
        for (at, &record) in order.records.iter().enumerate() {
            gathered.add(dataset, order, record, RecordId(at as u32), times);
        }
        let days = &gathered.days;
        let mut by_day: Vec<RecordId> =
            (0..len).filter(|&at| days[at] != UNDATED).map(|at| RecordId(at as u32)).collect();
        // Nearly in order already: quotes are listed with their event, whatever their own day.
        by_day.sort_by_key(|record| days[record.index()]);
        Self { by_day, ..gathered }
    }

    /// Columns with room for so many records.
    fn for_records(len: usize) -> Self {
        Self {
            days: Vec::with_capacity(len),
            coarsest: Vec::with_capacity(len),
            events: Vec::with_capacity(len),
            parents: Vec::with_capacity(len),
            by_day: Vec::new(),
            periods: Default::default(),
            runs: Default::default(),
            places: OnceLock::new(),
        }
    }

    /// Adds the values of the next record; its event comes with that which it follows in the timeline.
    fn push(&mut self, day: i64, coarsest: Zoom, (event, parent): (RecordId, RecordId)) {
        self.days.push(day);
        self.coarsest.push(coarsest);
        self.events.push(event);
        self.parents.push(parent);
    }

    /// Adds the next record.
    fn add(&mut self, dataset: &Dataset, order: &Order, record: RecordRef, number: RecordId, times: &Times) {
        let day = times.day(number).unwrap_or(UNDATED);
        self.push(day, coarsest_of(dataset, record), event_of(dataset, order, record, number, times));
    }

    /// The civil day under which a record is listed, in days since 1970-01-01, if it has a time.
    pub(crate) fn day(&self, record: RecordId) -> Option<i64> {
        Some(self.days[record.index()]).filter(|day| *day != UNDATED)
    }

    /// The grouping by which a record is listed if the list is grouped by `zoom`: a date coarser than that has a heading of its
    /// own.
    pub(crate) fn zoom(&self, record: RecordId, zoom: Zoom) -> Zoom {
        zoom.min(self.coarsest[record.index()])
    }

    /// The event of a quote.
    pub(crate) fn event(&self, record: RecordId) -> Option<RecordId> {
        Some(self.events[record.index()]).filter(|event| *event != NONE)
    }

    /// The events of quotes in a set that are not in it themselves.
    pub(crate) fn missing_events(&self, records: &Bits) -> Bits {
        self.missing_events_on(if self.days.len() < MIN_PARALLEL { 1 } else { parallel::cores() }, records)
    }

    /// The same, found by so many threads.
    pub(crate) fn missing_events_on(&self, threads: usize, records: &Bits) -> Bits {
        let missing = |numbers: Range<usize>| {
            let chosen = records.iter_from(numbers.start).take_while(|record| record.index() < numbers.end);
            let events = chosen.filter_map(|record| self.event(record));
            // Most quotes are next to others of their event.
            let mut missing: Vec<RecordId> = events.filter(|event| !records.contains(*event)).collect();
            missing.dedup();
            missing
        };
        Bits::of(self.days.len(), parallel::split(self.days.len(), threads, missing).into_iter().flatten())
    }

    /// The event under which a quote is listed; every quote with an event, if `threaded`.
    pub(crate) fn parent(&self, record: RecordId, threaded: bool) -> Option<RecordId> {
        let parents = if threaded { &self.events } else { &self.parents };
        Some(parents[record.index()]).filter(|event| *event != NONE)
    }

    /// The periods that have records, in order.
    pub(crate) fn periods(&self, zoom: Zoom) -> &[Period] {
        self.periods[zoom as usize].get_or_init(|| {
            let (mut periods, mut starts): (Vec<Period>, _) = (Vec::new(), Starts::new(zoom));
            for (at, record) in self.by_day.iter().enumerate() {
                let (start, at) = (starts.of(self.days[record.index()]), at as u32);
                match periods.last_mut() {
                    Some(last) if last.start == start => {
                        last.consecutive &= self.by_day[last.to as usize - 1].0 + 1 == record.0;
                        last.to = at + 1;
                    }
                    _ => periods.push(Period { start, from: at, to: at + 1, consecutive: true }),
                }
            }
            periods
        })
    }

    /// The records of a period.
    pub(crate) fn records(&self, period: &Period) -> &[RecordId] {
        &self.by_day[period.from as usize..period.to as usize]
    }

    /// How many of these records are in a period.
    pub(crate) fn count_in(&self, period: &Period, records: &Bits) -> usize {
        match self.records(period) {
            [first, .., last] if period.consecutive => records.count_in(first.index()..last.index() + 1),
            listed => listed.iter().filter(|record| records.contains(**record)).count(),
        }
    }

    /// The runs of records under one heading in a list grouped by `zoom`; in this order if `threaded`, else in that of the
    /// timeline.
    pub(crate) fn runs(&self, zoom: Zoom, threaded: Option<&[RecordId]>) -> &[Run] {
        let runs = &self.runs[usize::from(threaded.is_some())][zoom as usize];
        runs.get_or_init(|| runs::runs(self, self.days.len(), zoom, threaded))
    }

    /// The place of each record in an order, that in which quotes follow their events.
    pub(crate) fn places(&self, threaded: &[RecordId]) -> &[u32] {
        self.places.get_or_init(|| {
            let mut places = vec![0; threaded.len()];
            threaded.iter().zip(0..).for_each(|(record, place)| places[record.index()] = place);
            places
        })
    }
}

/// The first days of periods, for days of which most are in the period of the one before.
#[derive(Debug)]
pub(crate) struct Starts {
    zoom: Zoom,
    /// The last period.
    from: i64,
    to: i64,
}

impl Starts {
    /// For periods of this length.
    pub(crate) fn new(zoom: Zoom) -> Self {
        Self { zoom, from: 0, to: 0 }
    }

    /// The first day of the period that contains a day.
    pub(crate) fn of(&mut self, day: i64) -> i64 {
        if !(self.from..self.to).contains(&day) {
            self.from = self.zoom.start(day);
            // A day beyond the calendar is a period of its own.
            self.to = if date(day).is_some() { self.zoom.next(self.from) } else { day.saturating_add(1) };
        }
        self.from
    }
}

/// The event of a quote, and again if the quote follows it in the timeline.
fn event_of(
    dataset: &Dataset,
    order: &Order,
    record: RecordRef,
    number: RecordId,
    times: &Times,
) -> (RecordId, RecordId) {
    let RecordRef::Quote(id) = record else { return (NONE, NONE) };
    let quote = &dataset.quotes[id];
    let Some(event) = quote.event.map(|event| order.events[event.index()]) else { return (NONE, NONE) };
    let day = times.day(number);
    let follows = quote.when.is_none() || (day.is_some() && day == times.day(event));
    (event, if follows { event } else { NONE })
}

/// The finest grouping in which the time of a record is exact.
fn coarsest_of(dataset: &Dataset, record: RecordRef) -> Zoom {
    coarsest_zoom(dataset.when(record).map_or(Grain::Day, crate::model::When::grain))
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
