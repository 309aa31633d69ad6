//! Times in every notation of the data format.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use fastrand::Rng;

/// The zones that a dataset can name.
pub(super) fn zones() -> Vec<Tz> {
    TZ_VARIANTS.iter().copied().filter(|zone| zone.name().contains('/')).collect()
}

/// A time with a notation chosen at random; `None` for a record without one.
///
/// Every notation occurs; days and clock times are the most frequent, as in real datasets.
pub(super) fn when(rng: &mut Rng, day: NaiveDate, zone: Tz) -> Option<String> {
    let next = day.checked_add_days(Days::new(rng.u64(1..4))).unwrap_or(day);
    let clock = clock(rng);
    let offset = offset(day, &clock, zone);
    let year = day.year();
    let quoted = match rng.u32(..100) {
        0..30 => return Some(format!("{day}")),
        30..44 => format!("{day}T{clock}"),
        44..50 => format!("{day}T{clock}[{zone}]"),
        50..55 => format!("{day}T{clock}{offset}"),
        55..57 => format!("{day}T{clock}{offset}[{zone}]"),
        57..60 => format!("{day}T{clock}:{:02}", rng.u32(..60)),
        60..65 => format!("{day} {}", ["night", "morning", "afternoon", "evening"][rng.usize(..4)]),
        65..68 => format!("{day}~"),
        68..70 => format!("{day}?"),
        70 => format!("{day}%"),
        71..73 => format!("{day}T{clock}~"),
        73..77 => format!("{year}-{:02}", day.month()),
        77 => format!("{year}"),
        78 => format!("{year}-{:02}-XX", day.month()),
        79 => format!("{year}-XX"),
        80 => format!("{}X", year / 10),
        81 => format!("{}XX", year / 100),
        // Winter begins in December and is named after that year.
        82 => match day.month() {
            1 | 2 => format!("{}-24", year - 1),
            month => format!("{year}-{}", 20 + month / 3),
        },
        83..87 => format!("{day}/{next}"),
        87..90 => format!("{day}T{clock}/{next}T{clock}"),
        90 => format!("{day}~/{next}?"),
        91 => format!("{day}/.."),
        92 => format!("../{day}"),
        93 => format!("{day}/"),
        94..97 => format!("[{day}..{next}]"),
        97 => format!("{day}[{zone}]"),
        _ => return None,
    };
    Some(format!("\"{quoted}\""))
}

/// A clock time that exists on every day: clocks change at night.
fn clock(rng: &mut Rng) -> String {
    format!("{:02}:{:02}", rng.u32(6..21), 5 * rng.u32(..12))
}

/// The offset of a zone at this time, `+03:00`.
fn offset(day: NaiveDate, clock: &str, zone: Tz) -> String {
    let time = NaiveTime::parse_from_str(clock, "%H:%M").unwrap_or_default();
    let seconds = zone.offset_from_local_datetime(&day.and_time(time)).earliest();
    let minutes = seconds.map_or(0, |offset| offset.fix().local_minus_utc() / 60);
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
