//! Ranges of time as conditions, and moments as texts that sort.
//!
//! The columns hold ISO 8601 texts of one length, so that they compare as texts as they do as times. A date without a zone is
//! compared with the wall clock of the record, an instant with UTC. Open sides are the first and the last second of the calendar.

use chrono::{DateTime, Datelike, Timelike};

use super::predicate::Predicate;
use crate::model::when::{Clock, Limit};
use crate::query::fields::range::TimeRange;

/// 0001-01-01T00:00:00 and 9999-12-31T23:59:59, in seconds since 1970.
const CALENDAR: (i64, i64) = (-62_135_596_800, 253_402_300_799);

/// A moment on a wall clock, in seconds since 1970: `2025-12-02T20:00:00`.
pub(crate) fn civil(seconds: i64) -> String {
    let at = DateTime::from_timestamp(seconds.clamp(CALENDAR.0, CALENDAR.1), 0).unwrap_or_default();
    // Formatting by a pattern would take longer than all else that is done with a record.
    let mut text = *b"0000-00-00T00:00:00";
    let fields = [at.year() as u32, at.month(), at.day(), at.hour(), at.minute(), at.second()];
    for (end, mut field) in [4, 7, 10, 13, 16, 19].into_iter().zip(fields) {
        for digit in text[..end].iter_mut().rev().take_while(|digit| digit.is_ascii_digit()) {
            *digit = b'0' + (field % 10) as u8;
            field /= 10;
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// A moment in UTC: `2025-12-02T17:00:00Z`.
pub(crate) fn instant(seconds: i64) -> String {
    civil(seconds) + "Z"
}

/// The columns of a span of time.
struct Span {
    begin: &'static str,
    end: &'static str,
    begin_utc: &'static str,
    end_utc: &'static str,
}

/// The time of a record, as queries consider it.
const TIME: Span = Span {
    begin: "earliest_widened",
    end: "latest_widened",
    begin_utc: "earliest_widened_utc",
    end_utc: "latest_widened_utc",
};

impl Span {
    fn begin(&self, operator: &'static str, limit: Limit) -> Predicate {
        compare((self.begin, self.begin_utc), operator, limit)
    }

    fn end(&self, operator: &'static str, limit: Limit) -> Predicate {
        compare((self.end, self.end_utc), operator, limit)
    }

    /// Holds for all that has a time.
    fn dated(&self) -> Predicate {
        Predicate::Compare(self.begin, ">=", civil(CALENDAR.0))
    }

    /// All of the conditions that there are, else only that there is a time.
    fn both(&self, conditions: [Option<Predicate>; 2]) -> Predicate {
        let conditions: Vec<Predicate> = conditions.into_iter().flatten().collect();
        if conditions.is_empty() { self.dated() } else { Predicate::And(conditions) }
    }
}

fn compare((wall, utc): (&'static str, &'static str), operator: &'static str, limit: Limit) -> Predicate {
    match limit.clock {
        Clock::Civil => Predicate::Compare(wall, operator, civil(limit.at)),
        Clock::Instant => Predicate::Compare(utc, operator, instant(limit.at)),
    }
}

/// The time may lie in the range.
pub(super) fn may_lie_in(range: &TimeRange) -> Predicate {
    TIME.both([range.to.map(|to| TIME.begin("<", to)), range.from.map(|from| TIME.end(">", from))])
}

/// The time may reach the beginning of the range, or something later.
pub(super) fn since(range: &TimeRange) -> Predicate {
    may_lie_in(&TimeRange { to: None, ..*range })
}

/// The time may begin before the end of the range.
pub(super) fn until(range: &TimeRange) -> Predicate {
    may_lie_in(&TimeRange { from: None, ..*range })
}

/// The time certainly lies within the range.
pub(super) fn within(range: &TimeRange) -> Predicate {
    TIME.both([range.from.map(|from| TIME.begin(">=", from)), range.to.map(|to| TIME.end("<=", to))])
}

/// The record became known in the range; `None` if it has an instant, because there are only columns on the wall clock.
pub(super) fn reported(range: &TimeRange) -> Option<Predicate> {
    let known = Span { begin: "known_from", end: "known_to", begin_utc: "", end_utc: "" };
    let civil = |limit: Option<Limit>| limit.is_none_or(|limit| limit.clock == Clock::Civil);
    (civil(range.from) && civil(range.to))
        .then(|| known.both([range.to.map(|to| known.begin("<", to)), range.from.map(|from| known.end(">", from))]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_texts_of_one_length_that_sort() {
        let moments = [i64::MIN / 4, -62_135_596_800, -1, 0, 1_764_705_600, 253_402_300_799, i64::MAX / 4];
        let texts = moments.map(civil);
        assert_eq!(texts[0], "0001-01-01T00:00:00");
        assert_eq!(texts[2], "1969-12-31T23:59:59");
        assert_eq!(texts[4], "2025-12-02T20:00:00");
        assert_eq!(texts[6], "9999-12-31T23:59:59");
        assert!(texts.is_sorted() && texts.iter().all(|text| text.len() == 19), "{texts:?}");
        assert_eq!(instant(0), "1970-01-01T00:00:00Z");
    }
}
