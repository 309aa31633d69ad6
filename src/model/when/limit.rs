//! A moment with which the times of records are compared: on their own clocks, or as an instant.

use super::Stamp;

/// How moments are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// On the wall clock of each: days are civil days, whatever the zones.
    Civil,
    /// As instants.
    Instant,
}

impl Clock {
    /// A moment as a number that this clock orders, in seconds since 1970.
    pub(crate) fn of(self, stamp: Stamp) -> i64 {
        match self {
            Self::Civil => stamp.wall,
            Self::Instant => stamp.utc(),
        }
    }
}

/// A moment: 3 December 00:00 on every record's own clock, or an instant. A reference date is the first moment after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// How it is compared.
    pub(crate) clock: Clock,
    /// Seconds since 1970, on the wall clock or in UTC.
    pub(crate) at: i64,
}

impl Limit {
    /// A moment of the civil calendar, in seconds since 1970 on every wall clock.
    pub fn civil(at: i64) -> Self {
        Self { clock: Clock::Civil, at }
    }

    /// An instant, in seconds since 1970 UTC.
    pub(crate) fn instant(at: i64) -> Self {
        Self { clock: Clock::Instant, at }
    }

    /// Whether the limit is before a moment of a record.
    pub(crate) fn before(self, moment: Stamp) -> bool {
        self.at < self.clock.of(moment)
    }

    /// Whether the limit is after a moment of a record.
    pub(crate) fn after(self, moment: Stamp) -> bool {
        self.at > self.clock.of(moment)
    }

    /// Whether what ends at a moment of a record has ended by this limit.
    pub(crate) fn reached(self, moment: Stamp) -> bool {
        !self.before(moment)
    }

    /// Whether it is before another limit; those of different clocks are not compared.
    pub(crate) fn is_before(self, other: Self) -> bool {
        self.clock != other.clock || self.at < other.at
    }

    /// The last second before it, in seconds since 1970 on its own clock: the one that a reference date includes.
    pub(crate) fn last_second(self) -> i64 {
        self.at - 1
    }

    /// The last day before it, in days since 1970; of an instant, in UTC.
    pub(crate) fn last_day(self) -> i64 {
        (self.at - 1).div_euclid(86_400)
    }

    /// The same a day earlier.
    #[must_use]
    pub fn day_before(self) -> Self {
        Self { at: self.at - 86_400, ..self }
    }
}
