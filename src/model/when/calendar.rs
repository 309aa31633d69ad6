//! Units of the calendar: days, weeks, months, quarters, years.

use chrono::{Datelike, NaiveDate};

use crate::model::when::{bounds::midnight, show};

/// A unit of time by which records are grouped, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zoom {
    /// Years.
    Year,
    /// Quarters of a year.
    Quarter,
    /// Months.
    Month,
    /// Weeks, Monday to Sunday.
    Week,
    /// Days.
    Day,
}

impl Zoom {
    /// All units.
    pub const ALL: [Self; 5] = [Self::Year, Self::Quarter, Self::Month, Self::Week, Self::Day];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// The next finer unit, if there is one.
    pub(crate) fn finer(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The next coarser unit, if there is one.
    pub(crate) fn coarser(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }

    /// The first day of the unit that contains a day. Days are counted from 1970-01-01.
    pub(crate) fn start(self, day: i64) -> i64 {
        let Some(date) = date(day) else { return day };
        let first = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1).map_or(day, number);
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday.
            Self::Week => day - (day + 3).rem_euclid(7),
            Self::Month => first(date.year(), date.month()),
            Self::Quarter => first(date.year(), date.month0() / 3 * 3 + 1),
            Self::Year => first(date.year(), 1),
        }
    }

    /// The first day of the next unit.
    pub(crate) fn next(self, day: i64) -> i64 {
        let start = self.start(day);
        let days = match self {
            Self::Day => return start + 1,
            Self::Week => return start + 7,
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Year => 366,
        };
        // So many days later it is the next unit, near its start.
        self.start(start + days)
    }

    /// The first day of the unit before.
    pub(crate) fn previous(self, day: i64) -> i64 {
        self.start(self.start(day) - 1)
    }

    /// The heading of a unit: `Tue 2 December 2025`, `1 – 7 December 2025`, `December 2025`, `4th quarter 2025`, `2025`.
    pub(crate) fn heading(self, day: i64) -> String {
        let start = self.start(day);
        let Some(first) = date(start) else { return String::new() };
        match self {
            Self::Day => show::day(first),
            Self::Week => {
                let last = date(start + 6).unwrap_or(first);
                let begin = match (first.year() == last.year(), first.month() == last.month()) {
                    (true, true) => first.format("%-d").to_string(),
                    (true, false) => first.format("%-d %B").to_string(),
                    _ => first.format("%-d %B %Y").to_string(),
                };
                format!("{begin} – {}", last.format("%-d %B %Y"))
            }
            Self::Month => first.format("%B %Y").to_string(),
            Self::Quarter => {
                let nth = ["1st", "2nd", "3rd", "4th"][first.month0() as usize / 3 % 4];
                format!("{nth} quarter {}", first.year())
            }
            Self::Year => first.year().to_string(),
        }
    }
}

/// The date of a day counted from 1970-01-01.
pub fn date(day: i64) -> Option<NaiveDate> {
    midnight(day).map(|at| at.date())
}

/// The day of a date, counted from 1970-01-01.
pub(crate) fn number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_tile_the_calendar(day in -700_000i64..2_900_000) {
            for zoom in Zoom::ALL {
                let (start, next) = (zoom.start(day), zoom.next(day));
                prop_assert!(start <= day && day < next, "{zoom:?}");
                prop_assert_eq!(zoom.start(next), next);
                prop_assert_eq!(zoom.previous(next), start);
                prop_assert_eq!(zoom.heading(day), zoom.heading(start));
            }
            prop_assert_eq!(date(day).map(number), Some(day));
        }
    }

    #[test]
    fn headings_name_the_unit() {
        let day = number(NaiveDate::from_ymd_opt(2025, 12, 2).expect("a date"));
        let headings: Vec<String> = Zoom::ALL.iter().map(|zoom| zoom.heading(day)).collect();
        assert_eq!(
            headings,
            ["2025", "4th quarter 2025", "December 2025", "1 – 7 December 2025", "Tue 2 December 2025"]
        );
    }
}
