//! A time as text that means the same in the record of another place.

use std::borrow::Cow;

use super::parse::split_interval;
use super::{Edge, Grain, Moment, Shape, When, Zone};

impl When {
    /// The notation as written; where the time was taken from a record of another place, with the zone behind each clock time that
    /// has none.
    pub(crate) fn written(&self) -> Cow<'_, str> {
        let (raw, Some(zone)) = (&*self.raw, self.clock) else { return Cow::Borrowed(&self.raw) };
        let at = |text: &str, edge: &Edge| match edge {
            Edge::At(moment) => zoned(text, moment, zone),
            Edge::Open | Edge::Unknown => text.to_owned(),
        };
        Cow::Owned(match &self.shape() {
            Shape::Single(moment) => zoned(raw, moment, zone),
            Shape::Interval(from, to) => match split_interval(raw) {
                Some((first, last)) => format!("{}/{}", at(first, from), at(last, to)),
                None => raw.to_owned(),
            },
            Shape::OneOf(from, to) => {
                match raw.trim_start_matches('[').strip_suffix(']').unwrap_or(raw).split_once("..") {
                    Some((first, last)) => format!("[{}..{}]", zoned(first, from, zone), zoned(last, to, zone)),
                    None => raw.to_owned(),
                }
            }
        })
    }
}

/// A clock time without a zone, with one; the qualifier stays last.
fn zoned(text: &str, moment: &Moment, zone: Zone) -> String {
    if moment.grain < Grain::Minute || moment.zone.offset.is_some() || moment.zone.named.is_some() {
        return text.to_owned();
    }
    let time = text.trim_end_matches(['~', '?', '%']);
    let zone = match zone {
        Zone::Named(_) => format!("[{zone}]"),
        Zone::Fixed(_) => zone.to_string(),
    };
    format!("{time}{zone}{}", &text[time.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_stands_behind_each_clock_time_that_has_none() {
        let zone = Zone::Named(chrono_tz::Europe::Kyiv);
        for (raw, written) in [
            ("2025-12-02", "2025-12-02"),
            ("2025-12-02 night~", "2025-12-02 night~"),
            ("2025-12-02T20:00", "2025-12-02T20:00[Europe/Kyiv]"),
            ("2025-12-02T20:00%", "2025-12-02T20:00[Europe/Kyiv]%"),
            ("2025-12-02T20:00Z?", "2025-12-02T20:00Z?"),
            ("2025-12-02T20:00~/2025-12-03", "2025-12-02T20:00[Europe/Kyiv]~/2025-12-03"),
            ("../2025-12-02T20:00", "../2025-12-02T20:00[Europe/Kyiv]"),
            ("2025-12-02T20:00[Asia/Tokyo]/", "2025-12-02T20:00[Asia/Tokyo]/"),
            ("[2025-12-02T20:00..2025-12-04]", "[2025-12-02T20:00[Europe/Kyiv]..2025-12-04]"),
        ] {
            let when = When { clock: Some(zone), ..When::parse(raw).expect(raw) };
            assert_eq!(when.written(), written);
            let again = When::parse(written).expect(written);
            assert_eq!(again.bounds(Some(zone)), when.bounds(None), "{raw}");
            assert_eq!(When::parse(raw).expect(raw).written(), raw);
        }
    }
}
