//! Parsing text to [`When`]. Every error has a place in the text and, where the intention can be guessed, a suggestion.

use std::ops::Range;

use chrono::{Duration, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Edge, Grain, Mark, Moment, PartOfDay, Shape, When, WrittenZone};
use crate::model::Text;

/// Why a text is not a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenError {
    /// The bytes concerned.
    pub at: Range<usize>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// Seconds of a civil day.
const DAY: u32 = 86_400;

type Parsed<T> = Result<T, WhenError>;

fn error<T>(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Parsed<T> {
    let help = help.into();
    Err(WhenError { at, message: message.into(), help: (!help.is_empty()).then_some(help) })
}

impl When {
    /// Parses the notation of the data format.
    pub fn parse(text: &str) -> Parsed<Self> {
        Self::parse_as(text, || text.into())
    }

    /// The same, with the text kept in this way.
    pub(crate) fn parse_as(text: &str, keep: impl FnOnce() -> Text) -> Parsed<Self> {
        shape(text).map(|shape| Self::new(keep(), shape))
    }
}

fn shape(text: &str) -> Parsed<Shape> {
    if let Some(inner) = text.strip_prefix('[') {
        let Some(inner) = inner.strip_suffix(']') else {
            return error(0..1, "unclosed bracket", "write [2025-12-02..2025-12-04] for once on one of these days");
        };
        let Some((first, last)) = inner.split_once("..") else {
            return error(0..text.len(), "expected a first and a last day", "write [2025-12-02..2025-12-04]");
        };
        let from = moment(first, 1)?;
        let to = moment(last, first.len() + 3)?;
        return in_order(&from, &to, text).map(|()| Shape::OneOf(from, to));
    }
    match split_interval(text) {
        Some((first, last)) => interval(text, first, last),
        None => moment(text, 0).map(Shape::Single),
    }
}

/// Splits at the slash of an interval, ignoring slashes in zone names.
pub(super) fn split_interval(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '/' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

fn interval(text: &str, first: &str, last: &str) -> Parsed<Shape> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.split('/').count() == 3 && text.split('/').all(digits) {
        let help = if first.len() == 4 {
            format!("write {}; a slash separates the ends of an interval", text.replace('/', "-"))
        } else {
            date_hint(text)
        };
        return error(0..text.len(), format!("invalid date \"{text}\""), help);
    }
    let from = edge(first, 0)?;
    let to = edge(last, first.len() + 1)?;
    match (&from, &to) {
        (Edge::At(from), Edge::At(to)) => in_order(from, to, text)?,
        (Edge::At(_), _) | (_, Edge::At(_)) => {}
        _ => {
            return error(
                0..text.len(),
                "an interval needs at least one known end",
                "omit `when` if the time is unknown",
            );
        }
    }
    Ok(Shape::Interval(from, to))
}

fn edge(text: &str, offset: usize) -> Parsed<Edge> {
    match text {
        ".." => Ok(Edge::Open),
        "" => Ok(Edge::Unknown),
        _ => moment(text, offset).map(Edge::At),
    }
}

fn in_order(from: &Moment, to: &Moment, text: &str) -> Parsed<()> {
    let offset = |moment: &Moment| moment.zone.offset.map_or(0, |offset| i64::from(offset.local_minus_utc()));
    let comparable = from.zone.offset.is_some() == to.zone.offset.is_some() && from.zone.named == to.zone.named;
    if comparable && (to.end() - Duration::seconds(offset(to))) <= (from.begin - Duration::seconds(offset(from))) {
        return error(0..text.len(), "end is before start", "");
    }
    Ok(())
}

/// Parses one date or time, at `offset` in the whole text.
fn moment(text: &str, offset: usize) -> Parsed<Moment> {
    let whole = offset..offset + text.len();
    if text.trim() != text || text.is_empty() {
        return error(whole, "expected a date", "write a day as 2025-12-02, a month as 2025-12");
    }
    let (rest, mark) = mark(text);
    if rest.ends_with(['~', '?', '%']) {
        return error(whole, "more than one qualifier", "write ~ for approximate, ? for uncertain, % for both");
    }
    if rest.starts_with(['~', '?', '%']) {
        return error(offset..offset + 1, "misplaced qualifier", format!("write {}{}", &rest[1..], &rest[..1]));
    }
    let (rest, named) = zone_name(rest, offset)?;
    let date_length = clock_start(rest);
    let (date_text, clock_text) = rest.split_at(date_length);
    let date = date(date_text, offset)?;
    let (mut moment, written) = if clock_text.is_empty() {
        (date, None)
    } else {
        if date.grain != Grain::Day {
            return error(
                offset..offset + date_length,
                "time of day without a day",
                "write a full date, as in 2025-12-02 night",
            );
        }
        clock(&date, clock_text, offset + date_length)?
    };
    moment.mark = mark;
    moment.zone = WrittenZone { offset: written, named };
    Ok(moment)
}

/// Where the time of day begins after a date. A lower-case t counts only after a digit, where it is a mistake.
fn clock_start(text: &str) -> usize {
    let after_digit = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit());
    let found = text.char_indices().find(|&(at, c)| matches!(c, 'T' | ' ') || (c == 't' && after_digit(at)));
    found.map_or(text.len(), |(at, _)| at)
}

fn mark(text: &str) -> (&str, Mark) {
    let (rest, approximate, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    (rest, Mark { approximate, uncertain })
}

fn zone_name(text: &str, offset: usize) -> Parsed<(&str, Option<chrono_tz::Tz>)> {
    let Some(open) = text.find('[') else { return Ok((text, None)) };
    let at = offset + open + 1..offset + text.len();
    let Some(name) = text[open + 1..].strip_suffix(']') else {
        return error(at, "unclosed bracket", "write 2025-12-02T20:00[Europe/Moscow]");
    };
    let at = at.start..at.end - 1;
    match super::zone::named(name) {
        Ok(zone) => Ok((&text[..open], Some(zone))),
        Err(message) => {
            let known = || "expected an IANA name such as Europe/Moscow, or UTC".to_owned();
            error(at, message, super::zone::like(name).map_or_else(known, |like| format!("did you mean {like}?")))
        }
    }
}

/// Parses a date of any grain down to the day.
fn date(text: &str, offset: usize) -> Parsed<Moment> {
    let whole = offset..offset + text.len();
    let parts: Vec<&str> = text.split('-').collect();
    let year_text = parts[0];
    let is_digit = |c: char| c.is_ascii_digit();
    if year_text.len() != 4 || !year_text.chars().all(|c| is_digit(c) || c == 'X') {
        return error(whole.clone(), format!("invalid date \"{text}\""), date_hint(text));
    }
    if let Some(known) = year_text.strip_suffix("XX").or_else(|| year_text.strip_suffix('X')) {
        if parts.len() > 1 || known.contains('X') || known.len() < 2 {
            return error(
                whole,
                format!("invalid date \"{text}\""),
                "write 202X for a decade, 20XX for a century, 2025-12-XX for some day in a month",
            );
        }
        let (years, grain) = if known.len() == 3 { (10, Grain::Decade) } else { (100, Grain::Century) };
        let first = known.parse::<i32>().unwrap_or(0) * years;
        let last = (first + years).min(9999);
        return span(first.max(1), 1, last, 1, grain, true, &whole);
    }
    let year: i32 = year_text.parse().unwrap_or(0);
    if !(1..=9998).contains(&year) {
        return error(offset..offset + 4, format!("year {year_text} is out of range"), "expected 0001 to 9998");
    }
    let month_at = offset + 5..offset + 5 + parts.get(1).map_or(0, |part| part.len());
    match parts[1..] {
        [] => span(year, 1, year + 1, 1, Grain::Year, false, &whole),
        ["XX"] | ["XX", "XX"] => span(year, 1, year + 1, 1, Grain::Year, true, &whole),
        [month] | [month, "XX"] => {
            let some = parts.len() == 3;
            match two_digits(month) {
                Some(month @ 1..=12) => {
                    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                    span(year, month, next_year, next, Grain::Month, some, &whole)
                }
                Some(season @ 21..=24) if !some => {
                    let first = (season - 20) * 3;
                    let (next_year, next) = if first == 12 { (year + 1, 3) } else { (year, first + 3) };
                    span(year, first, next_year, next, Grain::Season, false, &whole)
                }
                _ if parts[1..].iter().any(|part| part.len() == 1) => error(month_at, ONE_DIGIT, padded(&parts)),
                _ => error(
                    month_at,
                    format!("invalid month {month}"),
                    "expected 01 to 12, or 21 to 24 for spring, summer, autumn and winter",
                ),
            }
        }
        [_, _] if parts[1..].iter().any(|part| part.len() == 1) => error(whole, ONE_DIGIT, padded(&parts)),
        [month, day] => {
            let day_at = month_at.end + 1..whole.end;
            let Some(month_number @ 1..=12) = two_digits(month) else {
                return error(month_at, format!("invalid month {month}"), "expected year-month-day, as in 2025-12-02");
            };
            let found = two_digits(day).and_then(|day| NaiveDate::from_ymd_opt(year, month_number, day));
            let Some(begin) = found else {
                return error(
                    day_at,
                    format!("{year_text}-{month} has no day {day}"),
                    "expected year-month-day, as in 2025-12-02",
                );
            };
            let begin = begin.and_time(NaiveTime::MIN);
            Ok(Moment {
                begin,
                seconds: DAY,
                grain: Grain::Day,
                some: false,
                mark: Mark::default(),
                zone: WrittenZone::default(),
            })
        }
        _ => error(whole, format!("invalid date \"{text}\""), date_hint(text)),
    }
}

const ONE_DIGIT: &str = "months and days need two digits";

fn padded(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    format!("write {}", parts.join("-"))
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn span(
    year: i32,
    month: u32,
    next_year: i32,
    next_month: u32,
    grain: Grain,
    some: bool,
    at: &Range<usize>,
) -> Parsed<Moment> {
    let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1).map(|day| day.and_time(NaiveTime::MIN));
    match (first(year, month), first(next_year, next_month)) {
        (Some(begin), Some(end)) => Ok(Moment {
            begin,
            seconds: (end - begin).num_seconds() as u32,
            grain,
            some,
            mark: Mark::default(),
            zone: WrittenZone::default(),
        }),
        _ => error(at.clone(), "date is out of range", ""),
    }
}

fn date_hint(text: &str) -> String {
    let numbers: Vec<&str> = text.split(['.', '/', '-']).collect();
    if let [day, month, year] = numbers[..]
        && year.len() == 4
        && [day, month, year].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    {
        return format!("write the year first: {year}-{month:0>2}-{day:0>2}");
    }
    "write a day as 2025-12-02, a month as 2025-12, a year as 2025".into()
}

/// Parses what follows a day: a time of day (`T20:00`, optionally with seconds and offset) or a part of the day (` night`).
fn clock(day: &Moment, text: &str, offset: usize) -> Parsed<(Moment, Option<FixedOffset>)> {
    let whole = offset..offset + text.len();
    let body = &text[1..];
    if text.starts_with(' ') {
        if let Some(part) = PartOfDay::ALL.into_iter().find(|part| part.word() == body) {
            let begin = day.begin + Duration::hours(i64::from(part.first_hour()));
            return Ok((Moment { begin, seconds: DAY / 4, grain: Grain::Part, ..*day }, None));
        }
        let hint = if body.starts_with(|c: char| c.is_ascii_digit()) {
            format!("write T between date and time: {}T{body}", day.begin.date())
        } else {
            "expected night, morning, afternoon or evening".into()
        };
        return error(offset + 1..whole.end, format!("invalid time of day \"{body}\""), hint);
    }
    if text.starts_with('t') {
        return error(offset..offset + 1, "lower-case t before the time", format!("write T{body}"));
    }
    let zone_at = body.find(['+', '-', 'Z', ' ']).unwrap_or(body.len());
    let (time, zone) = body.split_at(zone_at);
    let letters = time.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(time.len());
    if letters < time.len() || zone.starts_with(' ') {
        let at = letters.min(zone_at);
        return error(
            offset + 1 + at..whole.end,
            format!("ambiguous time zone \"{}\"", body[at..].trim()),
            "write [Europe/Moscow], an offset such as +03:00, or Z",
        );
    }
    let (begin, grain) = time_of_day(day.begin.date(), time, offset + 1)?;
    let seconds = if grain == Grain::Second { 1 } else { 60 };
    let written = utc_offset(zone, offset + 1 + zone_at)?;
    Ok((Moment { begin, seconds, grain, ..*day }, written))
}

fn time_of_day(date: NaiveDate, text: &str, offset: usize) -> Parsed<(NaiveDateTime, Grain)> {
    let whole = offset..offset + text.len();
    let fields: Vec<&str> = text.split(':').collect();
    let numbers: Option<Vec<u32>> = fields.iter().map(|field| two_digits(field)).collect();
    let (hour, minute, second) = match numbers.as_deref() {
        Some([hour, minute]) => (*hour, *minute, None),
        Some([hour, minute, second]) => (*hour, *minute, Some(*second)),
        _ => return error(whole, format!("invalid time of day \"{text}\""), "write hours and minutes, as in 20:00"),
    };
    if hour == 24 {
        return error(whole, "hour 24 is out of range", "write T00:00 of the next day");
    }
    if second == Some(60) || minute == 60 {
        return error(whole, "minutes and seconds must be below 60", "");
    }
    match date.and_hms_opt(hour, minute, second.unwrap_or(0)) {
        Some(begin) => Ok((begin, if second.is_some() { Grain::Second } else { Grain::Minute })),
        None => error(whole, format!("invalid time of day \"{text}\""), "expected hours 00 to 23 and minutes 00 to 59"),
    }
}

fn utc_offset(text: &str, offset: usize) -> Parsed<Option<FixedOffset>> {
    let at = offset..offset + text.len();
    match text {
        "" => return Ok(None),
        "Z" => return Ok(FixedOffset::east_opt(0)),
        _ => {}
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let seconds = text[1..].split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60) as i32)
    });
    match seconds.and_then(FixedOffset::east_opt) {
        Some(offset) => Ok(Some(offset)),
        None => error(at, format!("invalid UTC offset \"{text}\""), "write +03:00, or Z for UTC"),
    }
}

/// Moves a moment by months, staying within the calendar.
pub(super) fn months(at: NaiveDateTime, by: i32) -> NaiveDateTime {
    let step = Months::new(by.unsigned_abs());
    if by < 0 { at.checked_sub_months(step) } else { at.checked_add_months(step) }.unwrap_or(at)
}
