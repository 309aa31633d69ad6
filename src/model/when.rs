//! Time, kept exactly as certain as it is written.
//!
//! Datasets and queries share one notation: EDTF (ISO 8601-2:2019, level 1) for days and coarser, extended by clock times, IANA
//! zones, parts of a day and qualifiers after clock times. A [`When`] is the parsed notation; [`Bounds`] are what follows from
//! it: the start is in `[s0, s1)`, the end in `[e0, e1)`.
//!
//! * [`parse`] — text to [`When`]; every error has a place and a suggestion
//! * [`bounds`] — the four bounds on the wall clock of the record, widened if the time is approximate
//! * [`limit`] — a moment with which records are compared, on their own clocks or as an instant
//! * [`zone`] — time zones, and clock times that they skip or repeat
//! * [`calendar`] — days, weeks, months, quarters and years
//! * [`show`] — times in words and in short forms; `written.rs` — as text that means the same in another place

pub(crate) mod bounds;
pub mod calendar;
mod limit;
pub(crate) mod parse;
pub(crate) mod show;
mod written;
pub mod zone;

use chrono::{FixedOffset, NaiveDateTime, TimeDelta};

pub use bounds::{Bounds, Extent, Stamp};
pub use limit::{Clock, Limit};
pub(crate) use parse::WhenError;
pub use zone::Zone;

use super::text::Text;

/// The precision of a time. Finer grains compare greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// `20XX`
    Century,
    /// `202X`
    Decade,
    /// `2025`
    Year,
    /// `2025-21`: spring, summer, autumn or winter of the northern hemisphere
    Season,
    /// `2025-12`
    Month,
    /// `2025-12-02`
    Day,
    /// `2025-12-02 night`
    Part,
    /// `2025-12-02T20:00`
    Minute,
    /// `2025-12-02T20:00:15`
    Second,
}

/// A quarter of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PartOfDay {
    /// 00:00 to 06:00
    Night,
    /// 06:00 to 12:00
    Morning,
    /// 12:00 to 18:00
    Afternoon,
    /// 18:00 to 24:00
    Evening,
}

impl PartOfDay {
    /// The four parts in the order of the day.
    pub(crate) const ALL: [Self; 4] = [Self::Night, Self::Morning, Self::Afternoon, Self::Evening];

    /// As written.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The hour at which it begins; it lasts six hours.
    pub(crate) fn first_hour(self) -> u32 {
        self as u32 * 6
    }
}

/// The qualifiers of EDTF: `~` approximate, `?` uncertain, `%` both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Mark {
    /// The value is approximate; filters widen it.
    pub(crate) approximate: bool,
    /// The value is uncertain; this is shown but widens nothing.
    pub(crate) uncertain: bool,
}

/// The time zone written with a time, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenZone {
    /// `+03:00` or `Z`
    pub(crate) offset: Option<FixedOffset>,
    /// `[Europe/Moscow]`
    pub(crate) named: Option<chrono_tz::Tz>,
}

/// One end of a time: a span of the civil calendar as long as its grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The first moment, on the wall clock of its own zone, else of that of the record.
    pub begin: NaiveDateTime,
    /// How long it is, in seconds; a century is the longest.
    pub(crate) seconds: u32,
    /// Precision.
    pub grain: Grain,
    /// Whether digits are written as `X` (some day in a month, rather than the month).
    pub some: bool,
    /// Qualifier.
    pub mark: Mark,
    /// Own time zone.
    pub zone: WrittenZone,
}

impl Moment {
    /// The first moment after it, on the same clock.
    pub fn end(&self) -> NaiveDateTime {
        self.begin + TimeDelta::seconds(self.seconds.into())
    }

    /// The part of the day, if that is the grain.
    pub(crate) fn part(&self) -> Option<PartOfDay> {
        use chrono::Timelike;
        (self.grain == Grain::Part).then(|| PartOfDay::ALL[(self.begin.hour() / 6) as usize])
    }
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A known time.
    At(Moment),
    /// `..`: open; it continues, or has no beginning.
    Open,
    /// Empty: there is an end, but it is unknown.
    Unknown,
}

/// The three forms of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One moment, or some time within a span of the calendar.
    Single(Moment),
    /// `A/B`: lasting from A to B.
    Interval(Edge, Edge),
    /// `[A..B]`: once, at some time between A and B.
    OneOf(Moment, Moment),
}

/// A [`Shape`] in the form in which it is stored: most times have one moment, and do not pay for a second.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Compact {
    Single(Moment),
    Interval(Box<(Edge, Edge)>),
    OneOf(Box<(Moment, Moment)>),
}

/// A time as written, with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Exactly as written.
    pub raw: Text,
    /// The parsed form; see [`When::shape`].
    compact: Compact,
    /// The zone in which it is read, where that is not the one of its record's place: the time was taken from another record.
    pub clock: Option<Zone>,
}

impl When {
    /// A time as written and parsed.
    pub(crate) fn new(raw: Text, shape: Shape) -> Self {
        let compact = match shape {
            Shape::Single(moment) => Compact::Single(moment),
            Shape::Interval(from, to) => Compact::Interval(Box::new((from, to))),
            Shape::OneOf(from, to) => Compact::OneOf(Box::new((from, to))),
        };
        Self { raw, compact, clock: None }
    }

    /// The parsed form.
    pub fn shape(&self) -> Shape {
        match &self.compact {
            Compact::Single(moment) => Shape::Single(*moment),
            Compact::Interval(edges) => Shape::Interval(edges.0, edges.1),
            Compact::OneOf(moments) => Shape::OneOf(moments.0, moments.1),
        }
    }

    /// The moment that gives the time its grain and its place in the order: the start, or the end if there is no start.
    pub fn leading(&self) -> Option<&Moment> {
        match &self.compact {
            Compact::Single(moment) => Some(moment),
            Compact::OneOf(moments) => Some(&moments.0),
            Compact::Interval(edges) => match &**edges {
                (Edge::At(moment), _) | (_, Edge::At(moment)) => Some(moment),
                _ => None,
            },
        }
    }

    /// The last moment, if two are written.
    pub(crate) fn trailing(&self) -> Option<&Moment> {
        match &self.compact {
            Compact::Single(_) => None,
            Compact::OneOf(moments) => Some(&moments.1),
            Compact::Interval(edges) => match &edges.1 {
                Edge::At(moment) => Some(moment),
                Edge::Open | Edge::Unknown => None,
            },
        }
    }

    /// The grain of the start.
    pub(crate) fn grain(&self) -> Grain {
        self.leading().map_or(Grain::Century, |moment| moment.grain)
    }

    /// Whether it is a single date or time, not an interval or a range of possible dates.
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.compact, Compact::Single(_))
    }

    /// Whether either end is approximate (`~` or `%`).
    pub(crate) fn approximate(&self) -> bool {
        self.moments().any(|moment| moment.mark.approximate)
    }

    /// Whether either end is uncertain (`?` or `%`).
    pub(crate) fn uncertain(&self) -> bool {
        self.moments().any(|moment| moment.mark.uncertain)
    }

    fn moments(&self) -> impl Iterator<Item = &Moment> {
        self.leading().into_iter().chain(self.trailing())
    }
}
