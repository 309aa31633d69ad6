//! When: whether a record's time may, or must, lie in a range.
//!
//! A date without a zone is a civil date and is compared with the record's own wall clock; a time with an offset or a zone is
//! an instant. Every record's span is widened where it is approximate, so that `may` never loses what is nearly there.

use super::{Field, Values};
use crate::index::times::TimeSpan;
use crate::index::{Bits, Index, RecordId};
use crate::model::When;
use crate::model::when::{Edge, Moment, Shape, Stamp, Zone};
use crate::query::ast::Value;
use crate::query::error::QueryError;
use crate::query::eval::Context;

pub(super) const IN: Field = Field {
    name: "in",
    short: Some("on"),
    help: "its time may lie in that day, month, year, interval or A..B",
    example: "on:2025-12-02",
    values: Values::Dates,
    select: may_lie_in,
};

pub(super) const SINCE: Field = Field {
    name: "since",
    short: None,
    help: "its time may reach that date or later",
    example: "since:2025-12-02",
    values: Values::Dates,
    select: |context, values| {
        any_range(context, values, |span, range| range.from.is_none_or(|from| from.before(span.latest)))
    },
};

pub(super) const UNTIL: Field = Field {
    name: "until",
    short: None,
    help: "its time may reach that date or earlier",
    example: "until:2025-12-03",
    values: Values::Dates,
    select: |context, values| {
        any_range(context, values, |span, range| range.to.is_none_or(|to| to.after(span.earliest)))
    },
};

pub(super) const WITHIN: Field = Field {
    name: "within",
    short: None,
    help: "its whole time lies inside, doubt included",
    example: "within:2025-12",
    values: Values::Dates,
    select: |context, values| {
        any_range(context, values, |span, range| {
            range.from.is_none_or(|from| !from.after(span.earliest))
                && range.to.is_none_or(|to| !to.before(span.latest))
        })
    },
};

pub(super) const LAST: Field = Field {
    name: "last",
    short: None,
    help: "in the days, weeks, months or years before the reference date, else before the latest end of what took place",
    example: "last:2w",
    values: Values::Text,
    select: |context, values| {
        let spans = values.iter().map(Stretch::parse).collect::<Result<Vec<_>, _>>()?;
        let Some(end) = reference(context.index) else { return Ok(Bits::none(context.index.len())) };
        let ranges: Vec<TimeRange> = spans.iter().filter_map(|stretch| stretch.before(end)).collect();
        Ok(dated(context.index, |span| {
            ranges.iter().any(|range| {
                range.from.is_none_or(|from| from.before(span.latest))
                    && range.to.is_none_or(|to| to.after(span.earliest))
            })
        }))
    },
};

/// So long back: `2w`, `10d`, `3m`, `1y`.
struct Stretch {
    count: u32,
    unit: char,
}

impl Stretch {
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
        // Longer than the calendar is no stretch of it.
        let count = text[..digits].parse::<u32>().ok().filter(|count| (1..=9999).contains(count));
        match (count, unit) {
            (Some(count), Some(unit)) => Ok(Self { count, unit }),
            (count, _) => {
                let message = format!("\"{}\" is no length of time", value.text);
                let meant = match text.trim_start_matches(|c: char| c.is_ascii_digit()).trim().chars().next() {
                    Some(unit @ ('d' | 'w' | 'm' | 'y')) => format!("{}{unit}", count.unwrap_or(1)),
                    _ => format!("{}d", count.unwrap_or(14)),
                };
                let help = format!("write {meant}, 2w, 3m or 1y: days, weeks, months or years back");
                Err(QueryError::new(value.span.clone(), message, help).suggest(value.span.clone(), &meant))
            }
        }
    }

    /// The range that ends there (seconds on a wall clock).
    fn before(&self, end: i64) -> Option<TimeRange> {
        let last = chrono::DateTime::from_timestamp(end, 0)?.naive_utc();
        let first = match self.unit {
            'd' => last.checked_sub_days(chrono::Days::new(self.count.into())),
            'w' => last.checked_sub_days(chrono::Days::new(u64::from(self.count) * 7)),
            'm' => last.checked_sub_months(chrono::Months::new(self.count)),
            _ => last.checked_sub_months(chrono::Months::new(self.count * 12)),
        };
        Some(TimeRange {
            from: first.map(|first| Limit::Civil(first.and_utc().timestamp())),
            to: Some(Limit::Civil(end)),
        })
    }
}

/// The end of the reference date on the dataset's wall clock, else the latest end of a record that took place.
fn reference(index: &Index) -> Option<i64> {
    use crate::model::RecordRef;
    if let Some(at) = index.as_of {
        let zone = index.dataset.about.timezone.unwrap_or(Zone::UTC);
        let instant = chrono::DateTime::from_timestamp(at, 0)?.naive_utc();
        return Some(at + i64::from(zone.offset_at(instant)));
    }
    let took_place = |record: &RecordRef| match record {
        RecordRef::Event(id) => index.dataset.events[*id].status.took_place(),
        RecordRef::Quote(_) => true,
    };
    let records = index.records.iter().enumerate().filter(|(_, record)| took_place(record));
    let ends = records.filter_map(|(number, _)| index.times.get(RecordId(number as u32))).map(|span| span.e1);
    ends.filter(|end| end.is_bounded()).map(|end| end.wall).max()
}

pub(super) const REPORTED: Field = Field {
    name: "reported",
    short: None,
    help: "the day on which it became known lies in that day, month, interval or A..B",
    example: "reported:2025-11-25",
    values: Values::Dates,
    select: |context, values| {
        let ranges = values.iter().map(TimeRange::parse).collect::<Result<Vec<_>, _>>()?;
        let index = context.index;
        let all = (0..index.len() as u32).map(RecordId);
        let reported = all.filter(|&record| {
            index.known(record).is_some_and(|known| {
                ranges.iter().any(|range| {
                    range.from.is_none_or(|from| from.before(known.end))
                        && range.to.is_none_or(|to| to.after(known.begin))
                })
            })
        });
        Ok(Bits::of(index.len(), reported))
    },
};

pub(super) const ASOF: Field = Field {
    name: "asof",
    short: None,
    help: "the reference date: what was publicly known through the end of that day",
    example: "asof:2025-12-02",
    values: Values::Dates,
    // It decides of which day's knowledge the query is asked, before anything is selected.
    select: |context, values| {
        let zone = context.index.dataset.about.timezone;
        values.iter().try_for_each(|value| crate::query::AsOf::parse(value, zone).map(|_| ()))?;
        Ok(Bits::all(context.index.len()))
    },
};

/// Whether a record's time may lie in any of the ranges: they have a common moment.
pub(in crate::query) fn may_lie_in(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    any_range(context, values, |span, range| {
        range.from.is_none_or(|from| from.before(span.latest)) && range.to.is_none_or(|to| to.after(span.earliest))
    })
}

fn any_range(
    context: &Context<'_>,
    values: &[Value],
    test: fn(&TimeSpan, &TimeRange) -> bool,
) -> Result<Bits, QueryError> {
    let ranges = values.iter().map(TimeRange::parse).collect::<Result<Vec<_>, _>>()?;
    Ok(dated(context.index, |span| ranges.iter().any(|range| test(span, range))))
}

/// The records with a time for which a test holds.
fn dated(index: &Index, test: impl Fn(&TimeSpan) -> bool) -> Bits {
    let records = (0..index.len() as u32).map(RecordId);
    Bits::of(index.len(), records.filter(|record| index.times.get(*record).is_some_and(|span| test(&span))))
}

/// One side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    /// Seconds since 1970 on the record's own wall clock.
    Civil(i64),
    /// Seconds since 1970 UTC.
    Instant(i64),
}

impl Limit {
    /// Whether the limit lies before a moment of a record.
    fn before(self, moment: Stamp) -> bool {
        match self {
            Self::Civil(at) => at < moment.wall,
            Self::Instant(at) => at < moment.utc(),
        }
    }

    /// Whether the limit lies after a moment of a record.
    fn after(self, moment: Stamp) -> bool {
        match self {
            Self::Civil(at) => at > moment.wall,
            Self::Instant(at) => at > moment.utc(),
        }
    }
}

/// A range of time, half-open; an open side has no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct TimeRange {
    from: Option<Limit>,
    to: Option<Limit>,
}

impl TimeRange {
    /// Reads a date, an interval `A/B` or a range `A..B`.
    fn parse(value: &Value) -> Result<Self, QueryError> {
        let text = value.text.as_str();
        let sides = text.split_once("..").filter(|_| !text.contains('/') && !text.starts_with('['));
        let Some((first, last)) = sides else { return Self::of(text, value, 0) };
        if first.is_empty() && last.is_empty() {
            return Err(QueryError::new(
                value.span.clone(),
                "a range needs a date on one side",
                "write 2025-12-01..2025-12-05",
            ));
        }
        let side =
            |text: &str, from: usize| if text.is_empty() { Ok(None) } else { Self::of(text, value, from).map(Some) };
        let (first, last) = (side(first, 0)?, side(last, first.len() + 2)?);
        Ok(Self { from: first.and_then(|range| range.from), to: last.and_then(|range| range.to) })
    }

    fn of(text: &str, value: &Value, from: usize) -> Result<Self, QueryError> {
        let (period, text) = (super::dates::period(text), text);
        let when = period.map_or_else(|| When::parse(text), |period| When::parse(&period));
        let when = when.map_err(|error| {
            // A quoted value is longer than its text; then the whole of it is pointed at.
            let start = value.span.start + from + error.at.start;
            let end = (value.span.start + from + error.at.end).max(start + 1);
            let span = if value.span.len() == value.text.len() { start..end } else { value.span.clone() };
            super::dates::wrong(QueryError::new(span, error.message, error.help.unwrap_or_default()), text, value, from)
        })?;
        Ok(match &when.shape {
            Shape::Single(moment) => Self { from: Some(begin(moment)), to: Some(end(moment)) },
            Shape::OneOf(first, last) => Self { from: Some(begin(first)), to: Some(end(last)) },
            Shape::Interval(first, last) => Self {
                from: if let Edge::At(moment) = first { Some(begin(moment)) } else { None },
                to: if let Edge::At(moment) = last { Some(end(moment)) } else { None },
            },
        })
    }
}

fn begin(moment: &Moment) -> Limit {
    limit(moment, moment.begin)
}

fn end(moment: &Moment) -> Limit {
    limit(moment, moment.end)
}

fn limit(moment: &Moment, at: chrono::NaiveDateTime) -> Limit {
    let wall = at.and_utc().timestamp();
    let zone = moment.zone;
    match (zone.offset, zone.named) {
        (Some(offset), _) => Limit::Instant(wall - i64::from(offset.local_minus_utc())),
        (None, Some(named)) => Limit::Instant(wall - i64::from(Zone::Named(named).offset_on_wall(at).lenient())),
        (None, None) => Limit::Civil(wall),
    }
}
