//! The four bounds that follow from a time: the start is in `[s0, s1)`, the end in `[e0, e1)`.
//!
//! Duration is not uncertainty: `A/B` starts within A and ends within B, while of a day, a month or `[A..B]` both start and end
//! are somewhere within it. All comparisons use these numbers; nothing else in the program knows the notation.

use chrono::{DateTime, Days, Duration, NaiveDateTime, NaiveTime, Timelike};

use super::parse::months;
use super::zone::WallOffset;
use super::{Edge, Grain, Moment, Shape, When, Zone};

/// A moment on a wall clock, with its UTC offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Seconds since 1970-01-01T00:00 on the wall clock.
    pub(crate) wall: i64,
    /// Seconds east of UTC.
    pub(crate) offset: i32,
}

impl Stamp {
    /// Before everything: an open or unknown start.
    pub(crate) const PAST: Self = Self { wall: i64::MIN / 4, offset: 0 };
    /// After everything: an open or unknown end.
    pub(crate) const FUTURE: Self = Self { wall: i64::MAX / 4, offset: 0 };

    /// Seconds since 1970-01-01T00:00 UTC.
    pub fn utc(self) -> i64 {
        self.wall - i64::from(self.offset)
    }

    /// Whether it is a moment of the calendar, not an open end.
    pub(crate) fn is_bounded(self) -> bool {
        self != Self::PAST && self != Self::FUTURE
    }

    /// The wall clock, if it is a moment of the calendar.
    pub fn civil(self) -> Option<NaiveDateTime> {
        self.is_bounded().then(|| DateTime::from_timestamp(self.wall, 0)).flatten().map(|at| at.naive_utc())
    }

    /// The instant, if it is a moment of the calendar.
    pub(crate) fn instant(self) -> Option<NaiveDateTime> {
        self.is_bounded().then(|| DateTime::from_timestamp(self.utc(), 0)).flatten().map(|at| at.naive_utc())
    }

    /// Days since 1970-01-01 on the wall clock.
    pub(crate) fn day(self) -> i64 {
        self.wall.div_euclid(86_400)
    }
}

/// What follows from a time in the zone of its record. Half-open: 20:00 is `[20:00, 20:01)`. As instants `s0 < s1 ≤ e1`,
/// `s0 ≤ e0 < e1`, `earliest ≤ s0` and `e1 ≤ latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Earliest possible start.
    pub s0: Stamp,
    /// End of the possible starts.
    pub s1: Stamp,
    /// Earliest possible end.
    pub e0: Stamp,
    /// End of the possible ends.
    pub e1: Stamp,
    /// `s0` widened by one unit of its grain where it is approximate.
    pub earliest: Stamp,
    /// `e1` widened likewise.
    pub latest: Stamp,
    /// The zone of the wall clock.
    pub zone: Zone,
}

/// The two ends of [`Bounds`]: all that is asked of dates of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Earliest possible start.
    pub s0: Stamp,
    /// End of the possible ends.
    pub e1: Stamp,
}

impl Bounds {
    /// The two ends.
    pub(crate) fn extent(&self) -> Extent {
        Extent { s0: self.s0, e1: self.e1 }
    }
}

/// A clock time that does not exist or is ambiguous in its zone, an offset that contradicts the zone, or an end before the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockFault {
    /// What is wrong.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
}

impl When {
    /// The time zone of the wall clock: that of the place or dataset (`home`), else the one written, else UTC. A zone that is
    /// written says which instant is meant, not on which day it is there.
    pub(crate) fn zone(&self, home: Option<Zone>) -> Zone {
        let written = self.leading().map(|moment| moment.zone).unwrap_or_default();
        let written = written.named.map(Zone::Named).or(written.offset.map(Zone::Fixed));
        self.clock.or(home).or(written).unwrap_or(Zone::UTC)
    }

    /// The bounds in that zone. Fails if a clock time does not exist or is ambiguous without an offset, and if the end is before
    /// the start: of times in different zones that shows only here.
    pub fn bounds(&self, home: Option<Zone>) -> Result<Bounds, ClockFault> {
        let zone = self.zone(home);
        let at = |moment: &Moment| span(moment, zone);
        let (first, last) = match &self.shape() {
            Shape::Single(moment) => {
                let span = at(moment)?;
                (Side { from: span.0, to: span.1, widened: widen(moment, span) }, None)
            }
            Shape::OneOf(from, to) => {
                let (from_span, to_span) = (at(from)?, at(to)?);
                let widened = (widen(from, from_span).0, widen(to, to_span).1);
                (Side { from: from_span.0, to: to_span.1, widened }, None)
            }
            Shape::Interval(from, to) => {
                let start = match from {
                    Edge::At(moment) => {
                        at(moment).map(|span| Side { from: span.0, to: span.1, widened: widen(moment, span) })?
                    }
                    Edge::Open | Edge::Unknown => {
                        let latest = if let Edge::At(end) = to { at(end)?.1 } else { Stamp::FUTURE };
                        Side { from: Stamp::PAST, to: latest, widened: (Stamp::PAST, latest) }
                    }
                };
                let end = match to {
                    Edge::At(moment) => {
                        at(moment).map(|span| Side { from: span.0, to: span.1, widened: widen(moment, span) })?
                    }
                    Edge::Open | Edge::Unknown => {
                        Side { from: start.from, to: Stamp::FUTURE, widened: (start.from, Stamp::FUTURE) }
                    }
                };
                (start, Some(end))
            }
        };
        let last = last.unwrap_or(first);
        if last.to.utc() <= first.from.utc() {
            // Each moment exists, but not in this order.
            return Err(ClockFault { message: "end is before start".into(), help: String::new() });
        }
        Ok(Bounds {
            s0: first.from,
            // What starts in December and ends on 2 December starts before the 3rd, and ends not before it starts.
            s1: std::cmp::min_by_key(first.to, last.to, |stamp| stamp.utc()),
            e0: std::cmp::max_by_key(last.from, first.from, |stamp| stamp.utc()),
            e1: last.to,
            earliest: first.widened.0,
            latest: last.widened.1,
            zone,
        })
    }
}

#[derive(Clone, Copy)]
struct Side {
    from: Stamp,
    to: Stamp,
    widened: (Stamp, Stamp),
}

/// The first moment of a span, and the first after it, on the wall clock of `zone`.
fn span(moment: &Moment, zone: Zone) -> Result<(Stamp, Stamp), ClockFault> {
    let own = moment.zone.named.map_or(zone, Zone::Named);
    if moment.grain < Grain::Minute {
        // Civil days are the same in every zone: only clock times are converted.
        let stamp = |wall: NaiveDateTime| Stamp {
            wall: wall.and_utc().timestamp(),
            offset: own.offset_on_wall(wall).lenient(),
        };
        let (begin, end) = (stamp(moment.begin), stamp(moment.end()));
        if end.utc() <= begin.utc() {
            return Err(ClockFault {
                message: format!("{} does not exist in {own}", moment.begin.date()),
                help: "the calendar skipped it there; check the date and the time zone".into(),
            });
        }
        return Ok((begin, end));
    }
    let offset = clock_offset(moment, own)?;
    let utc = moment.begin - Duration::seconds(i64::from(offset));
    let begin = on_wall(utc, zone);
    Ok((begin, Stamp { wall: begin.wall + i64::from(moment.seconds), ..begin }))
}

fn on_wall(utc: NaiveDateTime, zone: Zone) -> Stamp {
    let offset = zone.offset_at(utc);
    Stamp { wall: utc.and_utc().timestamp() + i64::from(offset), offset }
}

fn clock_offset(moment: &Moment, zone: Zone) -> Result<i32, ClockFault> {
    if let Some(written) = moment.zone.offset {
        let written = written.local_minus_utc();
        if let Some(named) = moment.zone.named {
            let there = Zone::Named(named).offset_at(moment.begin - Duration::seconds(i64::from(written)));
            if there != written {
                return Err(ClockFault {
                    message: format!("offset does not match the time zone: {named} was at {}", hours(there)),
                    help: "remove one of them".into(),
                });
            }
        }
        return Ok(written);
    }
    match zone.offset_on_wall(moment.begin) {
        WallOffset::One(offset) => Ok(offset),
        WallOffset::Twice(first, second) => Err(ClockFault {
            message: format!("{} on {} occurs twice in {zone}", clock(moment), moment.begin.date()),
            help: format!("clocks were set back; add an offset, {} or {}", hours(first), hours(second)),
        }),
        WallOffset::Skipped(_) => Err(ClockFault {
            message: format!("{} on {} does not exist in {zone}", clock(moment), moment.begin.date()),
            help: "clocks were set forward; check the time or add an offset".into(),
        }),
    }
}

fn clock(moment: &Moment) -> String {
    format!("{:02}:{:02}", moment.begin.hour(), moment.begin.minute())
}

fn hours(offset: i32) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
}

impl Moment {
    /// Both ends, moved outward by one unit of the grain if it is approximate.
    pub(crate) fn widened(&self) -> (NaiveDateTime, NaiveDateTime) {
        (self.outward(self.begin, -1), self.outward(self.end(), 1))
    }

    fn outward(&self, at: NaiveDateTime, sign: i32) -> NaiveDateTime {
        if !self.mark.approximate {
            return at;
        }
        match self.grain {
            Grain::Century => months(at, sign * 1200),
            Grain::Decade => months(at, sign * 120),
            Grain::Year => months(at, sign * 12),
            Grain::Season => months(at, sign * 3),
            Grain::Month => months(at, sign),
            Grain::Day if sign < 0 => at.checked_sub_days(Days::new(1)).unwrap_or(at),
            Grain::Day => at.checked_add_days(Days::new(1)).unwrap_or(at),
            Grain::Part => at + Duration::hours(6 * i64::from(sign)),
            Grain::Minute | Grain::Second => at + Duration::minutes(30 * i64::from(sign)),
        }
    }
}

/// Both ends of a span, moved outward by one unit of its grain if it is approximate.
fn widen(moment: &Moment, span: (Stamp, Stamp)) -> (Stamp, Stamp) {
    let step = |stamp: Stamp, sign: i32| match stamp.civil() {
        Some(at) => Stamp { wall: moment.outward(at, sign).and_utc().timestamp(), ..stamp },
        None => stamp,
    };
    (step(span.0, -1), step(span.1, 1))
}

/// Midnight at the start of a civil day.
pub(crate) fn midnight(days_since_1970: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(days_since_1970 * 86_400, 0).map(|at| at.naive_utc().date().and_time(NaiveTime::MIN))
}
