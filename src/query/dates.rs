//! Dates that cannot be read, and what was probably meant: notations of other countries, and words relative to today.

use std::ops::Range;

use chrono::NaiveDate;

use super::ast::Value;
use super::error::{InvalidValue, QueryError};
use crate::model::When;
use crate::model::when::WhenError;

/// The error for a date (`text`, at byte `from` of the value) that [`crate::model::When::parse`] refused.
pub(super) fn invalid(error: WhenError, text: &str, value: &Value, from: usize) -> QueryError {
    // A quoted value is longer than its text; then the error points at the whole of it.
    let is_quoted = value.span.len() != value.text.len();
    let at = value.span.start + from;
    let within = |span: Range<usize>| if is_quoted { value.span.clone() } else { span };
    let place = within(at + error.at.start..at + error.at.end);
    let kind = InvalidValue::Date {
        text: text.to_owned(),
        message: error.message,
        help: error.help.unwrap_or_default(),
        span: within(at..at + text.len()),
    };
    QueryError::new(place, kind)
}

/// Words for days relative to today, and the duration with which `last:` comes nearest.
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

/// The duration nearest to a word like `yesterday`.
pub(super) fn duration_of_relative(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    RELATIVE.iter().find(|(word, _)| *word == lower).map(|(_, duration)| *duration)
}

/// The date, unless it is not one either, as in the year 0000.
fn valid(date: String) -> Option<String> {
    When::parse(&date).is_ok().then_some(date)
}

/// `2025/12/2`, `2.12.2025`, `2025-12-2` and `>2025-12-02` in our notation. Dates in the American order are not guessed.
pub(super) fn rewritten(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['>', '<', '=']);
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 && text.contains('.') => (number(year)?, number(month)?, number(day)?),
        [year, month] if year.len() == 4 => {
            let (year, month) = (number(year)?, number(month)?);
            return (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}")).and_then(valid);
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?.format("%Y-%m-%d").to_string();
    valid(date)
}
