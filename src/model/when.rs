//! Time, kept exactly as certain as it is written.
//!
//! One notation for every time in a dataset and in a query: EDTF (ISO 8601-2:2019, level 1) for days and coarser, with
//! clock times, IANA zones, parts of a day and marks after clock times as our extensions. A [`When`] is what was written,
//! taken apart; [`Bounds`] are what follows from it: the start lies in `[s0, s1)`, the end in `[e0, e1)`.
//!
//! * [`parse`] — text to [`When`], with a place and a hint for every fault
//! * [`bounds`] — the four bounds on the record's own wall clock, widened where the time is approximate
//! * [`zone`] — zones, and moments that the clocks of a zone skip or repeat
//! * [`show`] — words and short forms for readers

pub mod bounds;
pub mod calendar;
pub mod parse;
pub mod show;
pub mod zone;

use chrono::{FixedOffset, NaiveDateTime};

pub use bounds::{Bounds, Stamp};
pub use parse::WhenError;
pub use zone::Zone;

/// How fine a time is known. Finer grains compare greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// `20XX`
    Century,
    /// `202X`
    Decade,
    /// `2025`
    Year,
    /// `2025-21`: spring, summer, autumn, winter of the northern half
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
pub enum PartOfDay {
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
    pub const ALL: [Self; 4] = [Self::Night, Self::Morning, Self::Afternoon, Self::Evening];

    /// As written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The hour at which it begins; it lasts six.
    pub fn first_hour(self) -> u32 {
        self as u32 * 6
    }
}

/// The marks of EDTF: `~` approximate, `?` uncertain, `%` both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Mark {
    /// The value is near the truth; filters widen it.
    pub approximate: bool,
    /// The source is in doubt; shown, and widens nothing.
    pub uncertain: bool,
}

/// The zone written with a time, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenZone {
    /// `+03:00` or `Z`
    pub offset: Option<FixedOffset>,
    /// `[Europe/Moscow]`
    pub named: Option<chrono_tz::Tz>,
}

/// One end of a time: a span of the civil calendar that is as long as its grain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The first moment, on the wall clock of the zone written with it, else of the record.
    pub begin: NaiveDateTime,
    /// The first moment after it.
    pub end: NaiveDateTime,
    /// How fine it is.
    pub grain: Grain,
    /// Whether digits were written as `X` (some day of that month, rather than the month).
    pub some: bool,
    /// Approximate, uncertain, both or neither.
    pub mark: Mark,
    /// The zone written with it.
    pub zone: WrittenZone,
}

impl Moment {
    /// The part of the day, where the grain is that.
    pub fn part(&self) -> Option<PartOfDay> {
        use chrono::Timelike;
        (self.grain == Grain::Part).then(|| PartOfDay::ALL[(self.begin.hour() / 6) as usize])
    }
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// A known time.
    At(Moment),
    /// `..`: it goes on, or always was.
    Open,
    /// Nothing is written: there is an end, and it is not known.
    Unknown,
}

/// The three ways in which a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One moment or one span of the calendar, at some time within it.
    Single(Moment),
    /// `A/B`: from A to B; it lasted.
    Interval(Edge, Edge),
    /// `[A..B]`: once, between A and B.
    OneOf(Moment, Moment),
}

/// A time as written, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Exactly as written.
    pub raw: Box<str>,
    /// What it says.
    pub shape: Shape,
}

impl When {
    /// The moment from which the time gets its grain and its place in the order: the start, or the end of a time without one.
    pub fn leading(&self) -> Option<&Moment> {
        match &self.shape {
            Shape::Single(moment)
            | Shape::OneOf(moment, _)
            | Shape::Interval(Edge::At(moment), _)
            | Shape::Interval(_, Edge::At(moment)) => Some(moment),
            Shape::Interval(..) => None,
        }
    }

    /// The last moment that is written, where there are two.
    pub fn trailing(&self) -> Option<&Moment> {
        match &self.shape {
            Shape::OneOf(_, moment) | Shape::Interval(_, Edge::At(moment)) => Some(moment),
            Shape::Single(_) | Shape::Interval(..) => None,
        }
    }

    /// The grain of the start.
    pub fn grain(&self) -> Grain {
        self.leading().map_or(Grain::Century, |moment| moment.grain)
    }

    /// Whether it is one date or time rather than an interval or a choice.
    pub fn is_single(&self) -> bool {
        matches!(self.shape, Shape::Single(_))
    }

    /// Whether either end is approximate (`~` or `%`).
    pub fn approximate(&self) -> bool {
        self.moments().any(|moment| moment.mark.approximate)
    }

    /// Whether either end is uncertain (`?` or `%`).
    pub fn uncertain(&self) -> bool {
        self.moments().any(|moment| moment.mark.uncertain)
    }

    fn moments(&self) -> impl Iterator<Item = &Moment> {
        self.leading().into_iter().chain(self.trailing())
    }
}
