//! Dates as people bring them along: quarters and weeks of a year, which are understood; notations of other countries and
//! languages, which are told how to be written here.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::query::ast::Value;
use crate::query::error::{Cause, QueryError};

/// `2025-Q4` and `2025-W49` as the interval that they mean.
pub(in crate::query) fn period(text: &str) -> Option<String> {
    let (year, part) = text.split_once('-')?;
    let year: i32 = year.parse().ok().filter(|_| year.len() == 4)?;
    let number = |of: &str| of.parse::<u32>().ok();
    if let Some(quarter) = part.strip_prefix(['Q', 'q']).and_then(number).filter(|quarter| (1..=4).contains(quarter)) {
        return Some(format!("{year}-{:02}/{year}-{:02}", quarter * 3 - 2, quarter * 3));
    }
    let week = part.strip_prefix(['W', 'w']).and_then(number)?;
    let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    let sunday = monday.checked_add_days(chrono::Days::new(6))?;
    Some(format!("{monday}/{sunday}"))
}

/// Words for days that move with the reader's, and what to ask instead.
const RELATIVE: [(&str, &str); 12] = [
    ("today", "1d"),
    ("yesterday", "2d"),
    ("now", "1d"),
    ("week", "1w"),
    ("this-week", "1w"),
    ("last-week", "2w"),
    ("month", "1m"),
    ("this-month", "1m"),
    ("last-month", "2m"),
    ("year", "1y"),
    ("this-year", "1y"),
    ("last-year", "2y"),
];

/// The error for a date that is none, with what was probably meant.
pub(in crate::query) fn wrong(error: QueryError, text: &str, value: &Value, from: usize) -> QueryError {
    let error = error.of(Cause::Value(text.to_owned()));
    let plain = value.span.len() == value.text.len();
    let at = value.span.start + from;
    let span = if plain { at..at + text.len() } else { value.span.clone() };
    if let Some((_, back)) = RELATIVE.iter().find(|(word, _)| *word == text.to_lowercase()) {
        let help = format!("days do not move with the reader here; last:{back} counts back from the latest record");
        let mut relative = error;
        relative.fault.help = Some(help);
        return relative;
    }
    match rewritten(text) {
        Some(date) => {
            let mut fixed_query = error.suggest(span, &date);
            fixed_query.fault.help = Some(format!("write {date}"));
            fixed_query
        }
        None => error,
    }
}

/// `2025/12/2`, `2.12.2025`, `2025-12-2` and `>2025-12-02` as they are written here. Days and months in the American order
/// are not guessed.
fn rewritten(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['>', '<', '=']);
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let date = match parts[..] {
        [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 && text.contains('.') => (number(year)?, number(month)?, number(day)?),
        [year, month] if year.len() == 4 => {
            let (year, month) = (number(year)?, number(month)?);
            return (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}"));
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(date.0 as i32, date.1, date.2)?;
    Some(format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
}
