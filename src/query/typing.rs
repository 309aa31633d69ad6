//! Errors that are different while the query is still being typed.

use super::error::{ErrorKind, InvalidValue, QueryError};
use super::keys::FieldKey;
use super::quoting::ends_word;

/// The error for a query that selects nothing and ends in what may be the beginning of a field: it is unfinished rather than
/// without a match.
pub(crate) fn field_prefix(query: &str) -> Option<QueryError> {
    let start = query.char_indices().rfind(|(_, c)| ends_word(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let word = query[start..].trim_start_matches(['-', '!']);
    let lower = word.to_ascii_lowercase();
    let fields: Vec<&str> =
        FieldKey::ALL.iter().map(|field| field.name()).filter(|name| name.starts_with(&lower)).collect();
    if lower.len() < 2 || fields.is_empty() {
        return None;
    }
    let span = query.len() - word.len()..query.len();
    Some(QueryError::unfinished(span, ErrorKind::FieldPrefix { word: word.to_owned(), fields }))
}

/// The error of a query that is being typed: a date at its end of which digits are missing is unfinished rather than invalid.
pub(crate) fn partial_date(error: QueryError, query: &str) -> QueryError {
    match &error.kind {
        ErrorKind::Value(InvalidValue::Date { text, .. }) if is_partial(text) && query.ends_with(text.as_str()) => {
            QueryError::unfinished(error.span(), InvalidValue::IncompleteDate { text: text.clone() })
        }
        _ => error,
    }
}

fn is_partial(date: &str) -> bool {
    date.len() < "2025-12-02".len() && date.chars().all(|c| c.is_ascii_digit() || "-/.T:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_field_is_unfinished_after_white_space_of_any_kind() {
        for space in [" ", "\t", "\u{a0}", "\u{3000}", "\u{2028}", "("] {
            let query = format!("停火{space}-pers");
            let error = field_prefix(&query).expect("the beginning of a field");
            assert_eq!((error.span(), error.unfinished), (query.len() - "pers".len()..query.len(), true), "{space:?}");
            assert_eq!(field_prefix(&format!("deal{space}zzz")), None, "{space:?}");
        }
    }

    #[test]
    fn a_date_is_incomplete_only_at_the_end_of_the_query() {
        let error = |query: &str| {
            let span = 3..8;
            let (message, help) = (String::new(), String::new());
            let kind = InvalidValue::Date { text: "2025-".into(), message, help, span: span.clone() };
            partial_date(QueryError::new(span, kind), query).unfinished
        };
        assert!(error("in:2025-"));
        assert!(!error("in:2025- putin"));
    }
}
