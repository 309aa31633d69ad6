//! A calendar period as a condition: `in:2025`, `in:2025-Q4`, `in:2025-12`, `in:2025-W49`, `in:2025-12-02`. From each there are
//! steps to the next finer or coarser one, and to the next or previous one of the same length.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::when::calendar::{Zoom, date, number};
use crate::query::ast::{Expr, Node};
use crate::query::edit;
use crate::query::keys::FieldKey;

/// A year, quarter, month, week or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    /// How long it is.
    pub(crate) zoom: Zoom,
    /// Its first day, in days since 1970-01-01.
    pub(crate) start: i64,
}

impl Period {
    /// The period of this length that contains a day.
    pub(crate) fn around(zoom: Zoom, day: i64) -> Self {
        Self { zoom, start: zoom.start(day) }
    }

    /// The period of a query: the value of its only `in:` condition, if it is a period.
    pub(crate) fn of(query: &Node) -> Option<Self> {
        let mut found = query.parts().iter().filter_map(value);
        found.next().filter(|_| found.next().is_none()).and_then(Self::parse)
    }

    /// Reads a period as written in a query.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: i32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(number);
        let (zoom, start) = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => (Zoom::Year, day(year, 1, 1)?),
            (Some(part), None, _) => match part.split_at_checked(1) {
                Some(("Q" | "q", quarter)) => {
                    (Zoom::Quarter, day(year, quarter.parse::<u32>().ok()?.checked_mul(3)?.checked_sub(2)?, 1)?)
                }
                Some(("W" | "w", week)) => {
                    (Zoom::Week, number(NaiveDate::from_isoywd_opt(year, week.parse().ok()?, Weekday::Mon)?))
                }
                _ => (Zoom::Month, day(year, part.parse().ok().filter(|_| part.len() == 2)?, 1)?),
            },
            (Some(month), Some(of_month), None) => {
                (Zoom::Day, day(year, month.parse().ok()?, of_month.parse().ok().filter(|_| of_month.len() == 2)?)?)
            }
            _ => return None,
        };
        Some(Self { zoom, start })
    }

    /// As written in a query.
    pub(crate) fn text(self) -> String {
        let Some(first) = date(self.start) else { return String::new() };
        match self.zoom {
            Zoom::Year => format!("{:04}", first.year()),
            Zoom::Quarter => format!("{:04}-Q{}", first.year(), first.month0() / 3 + 1),
            Zoom::Month => first.format("%Y-%m").to_string(),
            Zoom::Week => format!("{:04}-W{:02}", first.iso_week().year(), first.iso_week().week()),
            Zoom::Day => first.to_string(),
        }
    }

    /// As shown: `December 2025`.
    pub(crate) fn heading(self) -> String {
        self.zoom.heading(self.start)
    }

    /// The next period of the same length, or the one before.
    #[must_use]
    pub(crate) fn along(self, forward: bool) -> Self {
        let start = if forward { self.zoom.next(self.start) } else { self.zoom.previous(self.start) };
        Self { start, ..self }
    }

    /// The next finer period: the one that contains `day` if this one does, else the first.
    #[must_use]
    pub(crate) fn finer(self, day: Option<i64>) -> Option<Self> {
        let inside = |day: &i64| (self.start..self.zoom.next(self.start)).contains(day);
        Some(Self::around(self.zoom.finer()?, day.filter(inside).unwrap_or(self.start)))
    }

    /// The next coarser period around this one.
    #[must_use]
    pub(crate) fn coarser(self) -> Option<Self> {
        Some(Self::around(self.zoom.coarser()?, self.start))
    }

    /// The query with this period instead of its own, or without a period.
    #[must_use]
    pub(crate) fn keep(query: &Node, period: Option<Self>) -> Node {
        let others = query.parts().iter().filter(|part| value(part).and_then(Self::parse).is_none()).cloned().collect();
        let others = Node::and(others);
        match period {
            Some(period) => edit::narrow(&others, Node::field(FieldKey::In, [period.text()])),
            None => others,
        }
    }
}

/// The only value of a condition `in:`.
fn value(condition: &Node) -> Option<&str> {
    match &condition.expr {
        Expr::Field(term) if term.field == FieldKey::In => match &term.values[..] {
            [only] => Some(&only.text),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{parser::parse, print::print};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_period_is_read_back_and_stepping_comes_back(day in -20_000i64..60_000) {
            for zoom in Zoom::ALL {
                let period = Period::around(zoom, day);
                prop_assert_eq!(Period::parse(&period.text()), Some(period));
                prop_assert_eq!(period.along(true).along(false), period);
                prop_assert!(period.finer(Some(day)).is_none_or(|finer| (finer.start..finer.zoom.next(finer.start)).contains(&day)));
            }
        }
    }

    #[test]
    fn a_period_is_one_condition_of_the_query() {
        let query = parse("topic:nato in:2025-Q4 person:rubio").expect("a query");
        let period = Period::of(&query).expect("a period");
        assert_eq!((period.heading().as_str(), period.text().as_str()), ("4th quarter 2025", "2025-Q4"));
        assert_eq!(print(&Period::keep(&query, period.finer(None))), "topic:nato person:rubio in:2025-10");
        assert_eq!(print(&Period::keep(&query, None)), "topic:nato person:rubio");
        assert_eq!(Period::of(&parse("in:2025-11/2025-12").expect("a query")), None);
        assert_eq!(Period::of(&parse("in:2025 in:2026").expect("a query")), None);
    }
}
