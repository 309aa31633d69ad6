//! Whether a record's time may, or must, lie in a range. Approximate times are widened, so that a record is not missed by a
//! narrow margin.

use super::definition::{Definition, Values};
use super::range::TimeRange;
use crate::index::times::TimeSpan;
use crate::index::{Bits, Index, RecordId};
use crate::model::when::{Clock, Limit, Zone};
use crate::query::asof::AsOf;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::{InvalidValue, QueryError};

pub(super) const IN: Definition = Definition {
    help: "may be in that day, month, year, interval or range A..B",
    example: "on:2025-12-02",
    values: Values::Dates,
    select: may_lie_in,
};

pub(super) const SINCE: Definition = Definition {
    help: "may be on that date or later",
    example: "since:2025-12-02",
    values: Values::Dates,
    select: |context, values| any_range(context, values, Lies::Since),
};

pub(super) const UNTIL: Definition = Definition {
    help: "may be on that date or earlier",
    example: "until:2025-12-03",
    values: Values::Dates,
    select: |context, values| any_range(context, values, Lies::Until),
};

pub(super) const WITHIN: Definition = Definition {
    help: "certainly lies within that date, interval or range",
    example: "within:2025-12",
    values: Values::Dates,
    select: |context, values| any_range(context, values, Lies::Within),
};

/// Whether a record's time may lie in any of the ranges.
pub(in crate::query) fn may_lie_in(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    any_range(context, values, Lies::In)
}

fn any_range(context: &Context<'_>, values: &[Value], lies: Lies) -> Result<Bits, QueryError> {
    let ranges = values.iter().map(TimeRange::parse).collect::<Result<Vec<_>, _>>()?;
    Ok(dated(context.index, &ranges, lies))
}

/// How a time lies to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    /// Possibly in it.
    In,
    /// Possibly after its beginning.
    Since,
    /// Possibly before its end.
    Until,
    /// Certainly in it.
    Within,
}

impl Lies {
    fn holds(self, span: &TimeSpan, range: &TimeRange) -> bool {
        match self {
            Self::In => range.overlaps(span.earliest, span.latest),
            Self::Since => range.from.is_none_or(|from| from.before(span.latest)),
            Self::Until => range.to.is_none_or(|to| to.after(span.earliest)),
            Self::Within => range.contains(span.earliest, span.latest),
        }
    }

    /// The records of a range on the civil calendar, from the order of their bounds; `None` for another range.
    fn in_order(self, index: &Index, range: &TimeRange) -> Option<Bits> {
        let civil = |limit: Option<Limit>| match limit {
            Some(limit) if limit.clock == Clock::Civil => Some(Some(limit.at)),
            Some(_) => None,
            None => Some(None),
        };
        let (from, to) = (civil(range.from)?, civil(range.to)?);
        let bounds = index.by_bounds();
        let mut bits = bounds.all().clone();
        if self == Self::In && from.zip(to).is_some_and(|(from, to)| from >= to) {
            bits.clear();
        }
        if let Some(from) = from {
            match self {
                Self::In | Self::Since => bounds.keep_from(&mut bits, &bounds.latest, from + 1),
                Self::Within => bounds.keep_from(&mut bits, &bounds.earliest, from),
                Self::Until => {}
            }
        }
        if let Some(to) = to {
            match self {
                Self::In | Self::Until => bounds.keep_before(&mut bits, &bounds.earliest, to),
                Self::Within => bounds.keep_before(&mut bits, &bounds.latest, to + 1),
                Self::Since => {}
            }
        }
        Some(bits)
    }
}

/// The records whose time lies so to any of the ranges.
fn dated(index: &Index, ranges: &[TimeRange], lies: Lies) -> Bits {
    let mut found = index.none();
    for range in ranges {
        found.or(&lies.in_order(index, range).unwrap_or_else(|| passing(index, range, lies)));
    }
    found
}

/// The same, by passing over all records.
fn passing(index: &Index, range: &TimeRange, lies: Lies) -> Bits {
    let is_there = |record: &RecordId| index.times.get(*record).is_some_and(|span| lies.holds(&span, range));
    index.set(index.all().iter().filter(is_there))
}

pub(super) const LAST: Definition = Definition {
    help: "in the days, weeks, months or years before the reference date or the latest record",
    example: "last:2w",
    values: Values::Suggested(|_| ["1d", "1w", "2w", "1m", "3m", "6m", "1y"].map(ToOwned::to_owned).to_vec()),
    select: |context, values| {
        let Some(ranges) = last_ranges(context.index, values)? else { return Ok(context.index.none()) };
        Ok(dated(context.index, &ranges, Lies::In))
    },
};

/// The ranges of time of `last:`; `None` if there is no date from which to count.
pub(in crate::query) fn last_ranges(index: &Index, values: &[Value]) -> Result<Option<Vec<TimeRange>>, QueryError> {
    let durations = values.iter().map(Duration::parse).collect::<Result<Vec<_>, _>>()?;
    Ok(reference(index).map(|end| durations.iter().filter_map(|duration| duration.before(end)).collect()))
}

/// A number of days, weeks, months or years: `10d`, `2w`, `3m`, `1y`.
struct Duration {
    count: u32,
    unit: char,
}

impl Duration {
    fn parse(value: &Value) -> Result<Self, QueryError> {
        let text = value.text.trim().to_lowercase();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let unit = match text[digits..].trim() {
            "d" | "day" | "days" => Some('d'),
            "w" | "week" | "weeks" => Some('w'),
            "m" | "month" | "months" => Some('m'),
            "y" | "year" | "years" => Some('y'),
            _ => None,
        };
        // The calendar ends before the year 10,000.
        let count = text[..digits].parse::<u32>().ok().filter(|count| (1..=9999).contains(count));
        match (count, unit) {
            (Some(count), Some(unit)) => Ok(Self { count, unit }),
            (count, _) => {
                let meant = match text.trim_start_matches(|c: char| c.is_ascii_digit()).trim().chars().next() {
                    Some(unit @ ('d' | 'w' | 'm' | 'y')) => format!("{}{unit}", count.unwrap_or(1)),
                    _ => format!("{}d", count.unwrap_or(14)),
                };
                let kind = InvalidValue::Duration { text: value.text.clone(), meant };
                Err(QueryError::new(value.span.clone(), kind))
            }
        }
    }

    /// The range that ends at `end`, in seconds on a wall clock.
    fn before(&self, end: i64) -> Option<TimeRange> {
        let last = chrono::DateTime::from_timestamp(end, 0)?.naive_utc();
        let first = match self.unit {
            'd' => last.checked_sub_days(chrono::Days::new(self.count.into())),
            'w' => last.checked_sub_days(chrono::Days::new(u64::from(self.count) * 7)),
            'm' => last.checked_sub_months(chrono::Months::new(self.count)),
            _ => last.checked_sub_months(chrono::Months::new(self.count * 12)),
        };
        Some(TimeRange {
            from: first.map(|first| Limit::civil(first.and_utc().timestamp())),
            to: Some(Limit::civil(end)),
        })
    }
}

/// The end of the reference date on the dataset's wall clock, else the latest end of a record that took place.
fn reference(index: &Index) -> Option<i64> {
    match index.as_of {
        Some(Limit { clock: Clock::Civil, at }) => return Some(at),
        Some(Limit { clock: Clock::Instant, at }) => {
            let zone = index.dataset.about.timezone.unwrap_or(Zone::UTC);
            let instant = chrono::DateTime::from_timestamp(at, 0)?.naive_utc();
            return Some(at + i64::from(zone.offset_at(instant)));
        }
        None => {}
    }
    index.last_end()
}

pub(super) const REPORTED: Definition = Definition {
    help: "became known on a day in that day, month, interval or range A..B",
    example: "reported:2025-11-25",
    values: Values::Dates,
    select: |context, values| {
        let ranges = values.iter().map(days).collect::<Result<Vec<_>, _>>()?;
        let index = context.index;
        Ok(index.by_known_day().select(index.positions(), |day| ranges.iter().any(|range| range.has_day(*day))))
    },
};

/// A range of whole days.
fn days(value: &Value) -> Result<TimeRange, QueryError> {
    let range = TimeRange::parse(value)?;
    if range.is_of_days() {
        return Ok(range);
    }
    Err(QueryError::new(value.span.clone(), InvalidValue::NotDays { text: value.text.clone() }))
}

pub(super) const ASOF: Definition = Definition {
    help: "the reference date: only what was publicly known at the end of that day",
    example: "asof:2025-12-02",
    values: Values::Dates,
    // The reference date chooses the index before anything is selected in it.
    select: |context, values| {
        let zone = context.index.dataset.about.timezone;
        values.iter().try_for_each(|value| AsOf::parse(value, zone).map(|_| ()))?;
        Ok(context.index.all().clone())
    },
};

/// What a range selects in the order of bounds (nothing if it must be compared with each clock), and by passing over all records:
/// for records that may lie in it, since its start, until its end, and within it.
#[cfg(test)]
pub(crate) fn both_ways(index: &Index, text: &str) -> [(Option<Bits>, Bits); 4] {
    let range = TimeRange::parse(&Value::new(text)).expect(text);
    [Lies::In, Lies::Since, Lies::Until, Lies::Within]
        .map(|lies| (lies.in_order(index, &range), passing(index, &range, lies)))
}
