//! Time zones: from wall clock to instant and back, with the clock times that are skipped or repeated.

use std::fmt;

use chrono::offset::MappedLocalTime;
use chrono::{Duration, FixedOffset, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// A zone of the IANA database.
    Named(Tz),
    /// A fixed offset from UTC.
    Fixed(FixedOffset),
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self::Named(Tz::UTC);

    /// Seconds east of UTC at an instant given in UTC.
    pub(crate) fn offset_at(self, utc: NaiveDateTime) -> i32 {
        match self {
            Self::Named(zone) => zone.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
            Self::Fixed(offset) => offset.local_minus_utc(),
        }
    }

    /// Seconds east of UTC at a time on the wall clock, which may be skipped or repeated.
    pub(crate) fn offset_on_wall(self, wall: NaiveDateTime) -> WallOffset {
        let Self::Named(zone) = self else { return WallOffset::One(self.offset_at(wall)) };
        match zone.offset_from_local_datetime(&wall) {
            MappedLocalTime::Single(offset) => WallOffset::One(offset.fix().local_minus_utc()),
            MappedLocalTime::Ambiguous(first, second) => {
                WallOffset::Twice(first.fix().local_minus_utc(), second.fix().local_minus_utc())
            }
            // Clocks change by hours at most, so the offset of the day before is that before the change.
            MappedLocalTime::None => WallOffset::Skipped(self.offset_at(wall - Duration::hours(24))),
        }
    }

    /// The label of the zone at an instant in UTC: `MSK`, `UTC`, `UTC+3`, `UTC+5:30`.
    pub(crate) fn label(self, utc: NaiveDateTime) -> String {
        if let Self::Named(zone) = self
            && let Some(name) = zone.offset_from_utc_datetime(&utc).abbreviation()
            && name.bytes().all(|b| b.is_ascii_alphabetic())
        {
            return name.to_owned();
        }
        offset_label(self.offset_at(utc))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(zone) => f.write_str(zone.name()),
            Self::Fixed(offset) => write!(f, "{offset}"),
        }
    }
}

fn offset_label(seconds: i32) -> String {
    if seconds == 0 {
        return "UTC".into();
    }
    let sign = if seconds < 0 { '−' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    if minutes == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{minutes:02}") }
}

/// How a time on the wall clock maps to instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WallOffset {
    /// It occurs once.
    One(i32),
    /// It occurs twice, because clocks were set back; the first offset comes first.
    Twice(i32, i32),
    /// It does not occur, because clocks were set forward; the offset is that before the change.
    Skipped(i32),
}

impl WallOffset {
    /// An offset for days and longer spans: a day whose midnight is skipped begins at its first moment; of two offsets the first counts.
    pub(crate) fn lenient(self) -> i32 {
        match self {
            Self::One(offset) | Self::Twice(offset, _) | Self::Skipped(offset) => offset,
        }
    }
}

/// The zone with this IANA name. Only names with a slash and UTC are accepted: abbreviations such as EST or CST are ambiguous.
pub fn named(name: &str) -> Result<Tz, String> {
    if !name.contains('/') && name != "UTC" {
        return Err(format!("ambiguous time zone \"{name}\""));
    }
    name.parse().map_err(|_| format!("unknown time zone \"{name}\""))
}

/// The zone whose name is most similar to a mistyped one, if any.
pub(crate) fn like(name: &str) -> Option<&'static str> {
    let similarity = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
    let best = all_names().max_by(|a, b| similarity(a).total_cmp(&similarity(b)))?;
    (similarity(best) >= 0.7).then_some(best)
}

/// The names of all zones.
pub(crate) fn all_names() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/'))
}
