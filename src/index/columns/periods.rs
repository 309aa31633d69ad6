//! The records of each day, week, month, quarter and year.

use std::ops::Range;

use super::{Columns, Values};
use crate::index::renumbered::{Chosen, Renumbered};
use crate::index::{Bits, RecordId};
use crate::model::when::calendar::{Zoom, date};

/// The records of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its first day, in days since 1970-01-01.
    pub(crate) start: i64,
    /// How many records it has.
    pub(crate) count: u32,
    listed: Listed,
    /// Of a derived index: the records indexed anew.
    anew: Listed,
}

/// The records of a period among those by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Listed {
    places: Range<u32>,
    /// Whether their numbers are consecutive.
    consecutive: bool,
}

impl Columns {
    /// The periods that have records, in order.
    pub(crate) fn periods(&self, zoom: Zoom) -> &[Period] {
        self.periods[zoom as usize].get_or_init(|| match &self.other {
            None => self.values.periods(zoom),
            Some((other, numbers)) => self.derived_periods(other, numbers, zoom),
        })
    }

    /// Those of a derived index.
    fn derived_periods(&self, other: &Self, numbers: &Renumbered, zoom: Zoom) -> Vec<Period> {
        let carried = other.periods(zoom).iter().map(|period| Period {
            count: other.values.count_in(&period.listed, numbers.carried()) as u32,
            ..period.clone()
        });
        let anew = self.values.periods(zoom).into_iter().map(|period| Period {
            anew: period.listed,
            listed: Listed::default(),
            ..period
        });
        let mut all: Vec<Period> = carried.filter(|period| period.count > 0).chain(anew).collect();
        all.sort_by_key(|period| period.start);
        all.dedup_by(|anew, carried| {
            let same = anew.start == carried.start;
            if same {
                carried.anew = anew.anew.clone();
                carried.count += anew.count;
            }
            same
        });
        all
    }

    /// How many of a set of records are in a period.
    pub(crate) fn count_in(&self, period: &Period, records: &Chosen<'_>) -> usize {
        match (&self.other, records.carried()) {
            (Some((other, numbers)), Some(carried)) => {
                let anew = self.values.of(&period.anew).iter();
                let anew = anew.filter(|at| records.contains(numbers.number(**at))).count();
                other.values.count_in(&period.listed, carried) + anew
            }
            _ => self.values.count_in(&period.listed, records.records()),
        }
    }
}

impl Values {
    fn periods(&self, zoom: Zoom) -> Vec<Period> {
        let (mut periods, mut starts): (Vec<Period>, _) = (Vec::new(), Starts::new(zoom));
        for (at, record) in (0..).zip(&self.by_day) {
            let start = starts.of(self.days[record.index()]);
            match periods.last_mut() {
                Some(last) if last.start == start => {
                    last.listed.consecutive &= self.by_day[at as usize - 1].0 + 1 == record.0;
                    last.listed.places.end = at + 1;
                    last.count += 1;
                }
                _ => periods.push(Period {
                    start,
                    count: 1,
                    listed: Listed { places: at..at + 1, consecutive: true },
                    anew: Listed::default(),
                }),
            }
        }
        periods
    }

    /// The records of a period.
    fn of(&self, listed: &Listed) -> &[RecordId] {
        &self.by_day[listed.places.start as usize..listed.places.end as usize]
    }

    fn count_in(&self, listed: &Listed, records: &Bits) -> usize {
        match self.of(listed) {
            [first, .., last] if listed.consecutive => records.count_in(first.index()..last.index() + 1),
            listed => listed.iter().filter(|record| records.contains(**record)).count(),
        }
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
