//! Ranges of time as queries write them: a date, an interval, `A..B`.
//!
//! Dates are widened where they are approximate (`~`). A date without a zone is a civil date and is compared with the record's own
//! wall clock; a time with an offset or a zone is an instant.

use crate::model::When;
use crate::model::when::calendar::Zoom;
use crate::model::when::{Clock, Edge, Limit, Moment, Shape, Stamp, WhenError, Zone};
use crate::query::ast::Value;
use crate::query::dates;
use crate::query::error::{InvalidValue, QueryError};
use crate::query::period::Period;

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
        let (begin, end) = (side(first, 0)?, side(last, first.len() + 2)?);
        let range = Self { from: begin.and_then(|range| range.from), to: end.and_then(|range| range.to) };
        let swapped = || InvalidValue::Reversed { swapped: format!("{last}..{first}") };
        range.in_order().ok_or_else(|| QueryError::new(value.span.clone(), swapped()))
    }

    /// The range, unless it ends before it starts for every record.
    fn in_order(self) -> Option<Self> {
        let offsets = [-MAX_OFFSET, MAX_OFFSET];
        offsets.into_iter().any(|offset| self.starts_before_end(offset)).then_some(self)
    }

    /// Whether the range has a moment for a record with this offset from UTC. Between a civil date and an instant that depends
    /// on the record.
    fn starts_before_end(&self, offset: i64) -> bool {
        let (Some(from), Some(to)) = (self.from, self.to) else { return true };
        match (from.clock, to.clock) {
            (Clock::Civil, Clock::Civil) | (Clock::Instant, Clock::Instant) => from.at < to.at,
            (Clock::Civil, Clock::Instant) => from.at - offset < to.at,
            (Clock::Instant, Clock::Civil) => from.at < to.at - offset,
        }
    }

    /// Reads a date or an interval that begins at this byte of the value.
    fn of(text: &str, value: &Value, from: usize) -> Result<Self, QueryError> {
        // `2025-Q4` and `2025-W49` are not EDTF.
        if let Some(period) = Period::parse(text).filter(|period| matches!(period.zoom, Zoom::Quarter | Zoom::Week)) {
            return Ok(Self {
                from: Some(Limit::civil(period.start * DAY)),
                to: Some(Limit::civil(period.zoom.next(period.start) * DAY)),
            });
        }
        let when = When::parse(text).map_err(|error| dates::invalid(error, text, value, from))?;
        let range = match &when.shape() {
            Shape::Single(moment) => Self { from: Some(begin(moment)), to: Some(end(moment)) },
            Shape::OneOf(first, last) => Self { from: Some(begin(first)), to: Some(end(last)) },
            Shape::Interval(first, last) => Self {
                from: if let Edge::At(moment) = first { Some(begin(moment)) } else { None },
                to: if let Edge::At(moment) = last { Some(end(moment)) } else { None },
            },
        };
        let error = || WhenError { at: 0..text.len(), message: "end is before start".into(), help: None };
        range.in_order().ok_or_else(|| dates::invalid(error(), text, value, from))
    }

    /// Whether the range consists of whole days of the civil calendar.
    pub(super) fn is_of_days(&self) -> bool {
        let is_day = |limit: Limit| limit.clock == Clock::Civil && limit.at.rem_euclid(DAY) == 0;
        self.from.is_none_or(is_day) && self.to.is_none_or(is_day)
    }

    /// Whether a civil day, in days since 1970, is inside a range of days.
    pub(super) fn has_day(&self, day: i64) -> bool {
        self.from.is_none_or(|from| from.at <= day * DAY) && self.to.is_none_or(|to| day * DAY < to.at)
    }

    /// Whether the range and a span of time have a common moment.
    pub(in crate::query) fn overlaps(&self, begin: Stamp, end: Stamp) -> bool {
        self.from.is_none_or(|from| from.before(end))
            && self.to.is_none_or(|to| to.after(begin))
            && self.starts_before_end(begin.offset.into())
    }

    /// Whether a span of time is inside the range.
    pub(in crate::query) fn contains(&self, begin: Stamp, end: Stamp) -> bool {
        self.from.is_none_or(|from| !from.after(begin)) && self.to.is_none_or(|to| !to.before(end))
    }
}

/// Seconds.
const DAY: i64 = 86_400;

/// Offsets from UTC are below a day.
const MAX_OFFSET: i64 = DAY;

/// The beginning of a date; `~` widens it as it does in the data.
fn begin(moment: &Moment) -> Limit {
    limit(moment, moment.widened().0)
}

fn end(moment: &Moment) -> Limit {
    limit(moment, moment.widened().1)
}

fn limit(moment: &Moment, at: chrono::NaiveDateTime) -> Limit {
    let wall = at.and_utc().timestamp();
    let zone = moment.zone;
    match (zone.offset, zone.named) {
        (Some(offset), _) => Limit::instant(wall - i64::from(offset.local_minus_utc())),
        (None, Some(named)) => Limit::instant(wall - i64::from(Zone::Named(named).offset_on_wall(at).lenient())),
        (None, None) => Limit::civil(wall),
    }
}
