//! Ranges of time as queries write them: a date, an interval, `A..B`.
//!
//! A date without a zone is a civil date and is compared with the record's own wall clock; a time with an offset or a zone is
//! an instant.

use crate::model::When;
use crate::model::when::calendar::Zoom;
use crate::model::when::{Edge, Moment, Shape, Stamp, Zone};
use crate::query::ast::Value;
use crate::query::dates;
use crate::query::error::{InvalidValue, QueryError};
use crate::query::period::Period;

/// One side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Limit {
    /// Seconds since 1970 on the record's own wall clock.
    Civil(i64),
    /// Seconds since 1970 UTC.
    Instant(i64),
}

impl Limit {
    /// Whether the limit is before a moment of a record.
    pub(in crate::query) fn before(self, moment: Stamp) -> bool {
        match self {
            Self::Civil(at) => at < moment.wall,
            Self::Instant(at) => at < moment.utc(),
        }
    }

    /// Whether the limit is after a moment of a record.
    pub(in crate::query) fn after(self, moment: Stamp) -> bool {
        match self {
            Self::Civil(at) => at > moment.wall,
            Self::Instant(at) => at > moment.utc(),
        }
    }
}

/// A half-open range of time; an open side has no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct TimeRange {
    pub(in crate::query) from: Option<Limit>,
    pub(in crate::query) to: Option<Limit>,
}

impl TimeRange {
    /// Reads a date, an interval `A/B` or a range `A..B`.
    pub(in crate::query) fn parse(value: &Value) -> Result<Self, QueryError> {
        let text = value.text.as_str();
        let sides = text.split_once("..").filter(|_| !text.contains('/') && !text.starts_with('['));
        let Some((first, last)) = sides else { return Self::of(text, value, 0) };
        if first.is_empty() && last.is_empty() {
            return Err(QueryError::new(value.span.clone(), InvalidValue::EmptyRange));
        }
        let side =
            |text: &str, from: usize| if text.is_empty() { Ok(None) } else { Self::of(text, value, from).map(Some) };
        let (first, last) = (side(first, 0)?, side(last, first.len() + 2)?);
        Ok(Self { from: first.and_then(|range| range.from), to: last.and_then(|range| range.to) })
    }

    /// Reads a date or an interval that begins at this byte of the value.
    fn of(text: &str, value: &Value, from: usize) -> Result<Self, QueryError> {
        // `2025-Q4` and `2025-W49` are not EDTF.
        if let Some(period) = Period::parse(text).filter(|period| matches!(period.zoom, Zoom::Quarter | Zoom::Week)) {
            return Ok(Self {
                from: Some(Limit::Civil(period.start * DAY)),
                to: Some(Limit::Civil(period.zoom.next(period.start) * DAY)),
            });
        }
        let when = When::parse(text).map_err(|error| dates::invalid(error, text, value, from))?;
        Ok(match &when.shape {
            Shape::Single(moment) => Self { from: Some(begin(moment)), to: Some(end(moment)) },
            Shape::OneOf(first, last) => Self { from: Some(begin(first)), to: Some(end(last)) },
            Shape::Interval(first, last) => Self {
                from: if let Edge::At(moment) = first { Some(begin(moment)) } else { None },
                to: if let Edge::At(moment) = last { Some(end(moment)) } else { None },
            },
        })
    }

    /// Whether the range and a span of time have a common moment.
    pub(in crate::query) fn overlaps(&self, begin: Stamp, end: Stamp) -> bool {
        self.from.is_none_or(|from| from.before(end)) && self.to.is_none_or(|to| to.after(begin))
    }

    /// Whether a span of time is inside the range.
    pub(in crate::query) fn contains(&self, begin: Stamp, end: Stamp) -> bool {
        self.from.is_none_or(|from| !from.after(begin)) && self.to.is_none_or(|to| !to.before(end))
    }
}

/// Seconds.
const DAY: i64 = 86_400;

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
