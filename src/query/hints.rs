//! What is said about an error: its message, a hint and suggestions, all derived here from its kind, and nowhere else.
//!
//! A suggestion is a change of the query's text; a hint shows the suggestions, an example or the values that are expected.

use std::ops::Range;

use super::error::{Asof, ErrorKind, Foreign, InvalidValue, Notation, QueryError, Syntax};
use super::fields::Field;
use super::fields::definition::Values;
use super::keys::FieldKey;
use super::quoting::{quoted, value_text};
use super::suggestion::Suggestion;
use super::{dates, limits};
use crate::diagnostic::either;
use crate::index::text::Phrase;
use crate::model::When;
use crate::model::vocabulary::synonym;
use crate::names::nearest;

/// What is said about an error.
pub(super) struct Explanation {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) suggestions: Vec<Suggestion>,
}

impl Explanation {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: String::new(), suggestions: Vec::new() }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// With another suggestion; the first is the one that is applied unless another is chosen.
    fn suggest(mut self, span: &Range<usize>, text: impl Into<String>) -> Self {
        self.suggestions.push(Suggestion { span: span.clone(), text: text.into() });
        self
    }
}

/// Message, hint and suggestions for an error.
pub(super) fn explain(error: &QueryError) -> Explanation {
    let span = error.span();
    if let Some(suggestion) = &error.alternative {
        let message = explain_kind(error, &span).message;
        return Explanation::new(message)
            .hint(did_you_mean(&[&suggestion.text]))
            .suggest(&suggestion.span, suggestion.text.clone());
    }
    explain_kind(error, &span)
}

fn explain_kind(error: &QueryError, span: &Range<usize>) -> Explanation {
    match &error.kind {
        ErrorKind::Syntax(kind) => syntax(kind, span),
        ErrorKind::Foreign(kind) => foreign(kind),
        ErrorKind::Value(kind) => value(kind, span),
        ErrorKind::Asof(kind) => asof(kind, span),
        ErrorKind::Regex { pattern, reason, span } => {
            let explanation = Explanation::new(format!("invalid regular expression: {reason}"));
            or_text(explanation, span, pattern)
        }
        ErrorKind::RegexTooLarge => Explanation::new("regular expression too large"),
        ErrorKind::UnknownField { name, term } => unknown_field(name, term, error.compared, span),
        ErrorKind::FieldPrefix { word, fields } => {
            let fields: Vec<String> = fields.iter().map(|name| format!("{name}:")).collect();
            Explanation::new(format!("no match for \"{word}\""))
                .hint(format!("fields that begin with it: {}", fields.join(" ")))
        }
        ErrorKind::UnknownName { noun, value, near } => unknown_name(noun, value, near, span),
        ErrorKind::UnknownVersion { version, known } => {
            let explanation = Explanation::new(format!("unknown version \"{version}\""));
            if known.is_empty() { explanation } else { explanation.hint(expected(known)) }
        }
        ErrorKind::UnknownWord { noun, value, words } => unknown_word(noun, value, words, span),
    }
}

fn syntax(kind: &Syntax, span: &Range<usize>) -> Explanation {
    match kind {
        Syntax::TooLong { characters } => Explanation::new(format!("query too long: {characters} characters"))
            .hint(format!("at most {} are allowed", limits::MAX_CHARACTERS)),
        Syntax::TooManyTerms { terms } => Explanation::new(format!("too many terms: {terms}"))
            .hint(format!("at most {} are allowed", limits::MAX_TERMS)),
        Syntax::TooDeep => Explanation::new("parentheses nested too deeply")
            .hint(format!("at most {} levels are allowed", limits::MAX_DEPTH)),
        Syntax::UnclosedQuote => Explanation::new("unclosed quotation mark"),
        Syntax::UnclosedRegex => Explanation::new("unclosed regular expression").hint("add the closing /"),
        Syntax::UnclosedParenthesis => Explanation::new("unclosed parenthesis"),
        Syntax::UnmatchedParenthesis => Explanation::new("unmatched parenthesis").hint("remove it").suggest(span, ""),
        Syntax::EmptyParentheses => Explanation::new("empty parentheses").hint("remove them").suggest(span, ""),
        Syntax::MissingValue { field } => Explanation::new(format!("{field}: needs a value")),
        Syntax::MissingTerm { after, before } => missing_term(after.as_deref(), before.as_deref(), span),
        Syntax::NoWord { text } => Explanation::new(format!("\"{text}\" contains no searchable word")),
        Syntax::RangeWithoutDate => empty_range(),
        Syntax::InvalidRange { side, range, span } => {
            let explanation =
                Explanation::new(format!("invalid date \"{side}\"")).hint("a range is written 2025-12-01..2025-12-05");
            or_text(explanation, span, range)
        }
    }
}

fn empty_range() -> Explanation {
    Explanation::new("a range needs a date on at least one side").hint("for example 2025-12-01..2025-12-05")
}

fn missing_term(after: Option<&str>, before: Option<&str>, span: &Range<usize>) -> Explanation {
    let explanation = Explanation::new(match (after, before) {
        (Some(after), Some(before)) => format!("expected a term between \"{after}\" and \"{before}\""),
        (Some(after), None) => format!("expected a term after \"{after}\""),
        (None, Some(before)) => format!("expected a term before \"{before}\""),
        (None, None) => "expected a term".to_owned(),
    });
    match before {
        Some(operator) => or_text(explanation, span, operator),
        None => explanation,
    }
}

/// With the suggestion to search for the text of these bytes, if it has a word.
fn or_text(mut explanation: Explanation, span: &Range<usize>, text: &str) -> Explanation {
    if Phrase::new(text).is_none() {
        return explanation;
    }
    let quoted = quoted(text);
    let hint = format!("to search for the text: {quoted}");
    explanation.hint = and_then(&explanation.hint, &hint);
    explanation.suggest(span, quoted)
}

fn foreign(Foreign { notation, span, instead }: &Foreign) -> Explanation {
    let message = match notation {
        Notation::SpaceBeforeColon => "no space is allowed before the colon of a field".to_owned(),
        Notation::Comparison(operator) => format!("expected \":\" after the field, found \"{operator}\""),
        Notation::Operator(operator) => {
            format!("\"{operator}\" is not an operator; terms side by side must all match")
        }
        Notation::NoOperands(operator) => format!("\"{operator}\" has no operands"),
        Notation::BracketedRange => "a range is written with two dots".to_owned(),
        Notation::SingleQuotes => "a phrase needs double quotation marks".to_owned(),
        Notation::RequiredTerm => "\"+\" is not needed: terms side by side must all match".to_owned(),
        Notation::Wildcard => "\"*\" is not needed: a word matches the beginning of words".to_owned(),
        Notation::FuzzyTerm => "fuzzy search is not supported in queries".to_owned(),
        Notation::ListInParentheses => "values of a field are separated by commas".to_owned(),
        Notation::NegatedValue => "a value cannot be negated, only the whole condition".to_owned(),
    };
    let hint = if instead.is_empty() { "remove it".to_owned() } else { format!("write {instead}") };
    Explanation::new(message).hint(hint).suggest(span, instead)
}

fn value(kind: &InvalidValue, span: &Range<usize>) -> Explanation {
    match kind {
        InvalidValue::Date { text, message, help, span } => {
            let explanation = Explanation::new(message);
            if let Some(duration) = dates::duration_of_relative(text) {
                return explanation
                    .hint(format!("relative dates are written last:{duration} and end with the latest record"));
            }
            match dates::rewritten(text) {
                Some(date) => explanation.hint(did_you_mean(&[&date])).suggest(span, date),
                None => explanation.hint(help),
            }
        }
        InvalidValue::IncompleteDate { text } => Explanation::new(format!("incomplete date \"{text}\"")),
        InvalidValue::EmptyRange => empty_range(),
        InvalidValue::Reversed { swapped } => {
            Explanation::new("end is before start").hint(did_you_mean(&[swapped])).suggest(span, swapped)
        }
        InvalidValue::NotDays { text } => {
            let explanation = Explanation::new(format!("\"{text}\" is not a day"));
            let hint = "records become known by the day; what was known at a time of day: asof:2025-12-02T20:00";
            let is_single = When::parse(text).is_ok_and(|when| when.is_single());
            match text.split(['T', ' ', '[']).next().filter(|_| is_single) {
                Some(day) => explanation.hint(and_then(&did_you_mean(&[day]), hint)).suggest(span, day),
                None => explanation.hint(hint),
            }
        }
        InvalidValue::NotOnScale { grade } => Explanation::new(format!(
            "{grade} means \"cannot be judged\" and is neither better nor worse than another grade"
        ))
        .hint(did_you_mean(&[grade]))
        .suggest(span, grade),
        InvalidValue::Duration { text, meant } => Explanation::new(format!("invalid duration \"{text}\""))
            .hint(and_then(&did_you_mean(&[meant]), "expected days, weeks, months or years: 10d, 2w, 3m, 1y"))
            .suggest(span, meant),
        InvalidValue::Credibility { text } => Explanation::new(format!("invalid credibility \"{text}\""))
            .hint("expected 1 (confirmed) to 5 (improbable), or 6 (cannot be judged)"),
    }
}

fn asof(kind: &Asof, span: &Range<usize>) -> Explanation {
    match kind {
        Asof::Interval => Explanation::new("the reference date must be a single date").hint("for example 2025-12-02"),
        Asof::Marked { date } => {
            Explanation::new("the reference date must be certain").hint(did_you_mean(&[date])).suggest(span, date)
        }
        Asof::Duplicate => Explanation::new("duplicate reference date").hint("only one is allowed"),
        Asof::Nested => Explanation::new("asof: is not allowed inside parentheses or with \"or\" and \"not\"")
            .hint("write it beside the other conditions"),
    }
}

fn unknown_field(name: &str, term: &str, tried: bool, span: &Range<usize>) -> Explanation {
    let explanation = Explanation::new(format!("unknown field \"{name}\""));
    let whole = span.start..span.start + term.len();
    let value = term.split_once(':').map_or("", |(_, value)| value);
    let is_date = When::parse(value).is_ok();
    let takes_it = |field: &&FieldKey| matches!(Field::of(**field).values, Values::Dates) == is_date;
    let synonyms = FieldKey::of_synonyms(name);
    if let Some(field) = synonyms.iter().find(takes_it).filter(|_| !tried) {
        let meant = format!("{}:{value}", field.name());
        return explanation.hint(did_you_mean(&[&meant])).suggest(&whole, meant);
    }
    if !synonyms.is_empty() {
        let fields: Vec<String> =
            synonyms.iter().map(|field| format!("{}: with {}", field.name(), takes(*field))).collect();
        return explanation.hint(format!("write {}", either(&fields)));
    }
    // Second names of one letter are near to everything.
    let names = FieldKey::ALL
        .iter()
        .flat_map(|field| [field.name()].into_iter().chain(field.short().filter(|short| short.len() > 1)));
    let near = nearest(&name.to_lowercase(), names, 2);
    if near.is_empty() {
        let names: Vec<&str> = FieldKey::ALL.iter().map(|field| field.name()).collect();
        let explanation = or_text(explanation, &whole, term);
        let hint = and_then(&explanation.hint, &format!("the fields are {}", names.join(", ")));
        return explanation.hint(hint);
    }
    let meant: Vec<String> = near.iter().map(|name| format!("{name}:")).collect();
    let explanation = near.iter().fold(explanation, |explanation, name| explanation.suggest(span, *name));
    or_text(explanation.hint(did_you_mean(&meant)), &whole, term)
}

/// What the values of a field are, in two words.
fn takes(field: FieldKey) -> &'static str {
    match Field::of(field).values {
        Values::Dates => "a date",
        Values::Words(_) | Values::Stances(_) => "a word",
        Values::Ids => "an id",
        Values::Suggested(_) | Values::Text => "a text",
        Values::Persons
        | Values::Actors
        | Values::Parties
        | Values::Topics
        | Values::Places
        | Values::Sources
        | Values::Proposals => "a name",
    }
}

fn unknown_name(noun: &str, value: &str, near: &[(String, String)], span: &Range<usize>) -> Explanation {
    let explanation = Explanation::new(format!("unknown {noun} \"{value}\""));
    if near.is_empty() {
        return explanation;
    }
    let meant: Vec<String> =
        near.iter().map(|(id, name)| if name.is_empty() { id.clone() } else { format!("{id} ({name})") }).collect();
    // First the one whose id is nearest to what was typed.
    let mut ids: Vec<&str> = near.iter().map(|(id, _)| id.as_str()).collect();
    ids.sort_by_key(|id| strsim::osa_distance(id, &value.to_lowercase()));
    let suggestions = ids.into_iter().map(|id| Suggestion { span: span.clone(), text: value_text(id) }).collect();
    Explanation { suggestions, ..explanation.hint(did_you_mean(&meant)) }
}

fn unknown_word(noun: &str, value: &str, words: &[&str], span: &Range<usize>) -> Explanation {
    let explanation = Explanation::new(format!("invalid {noun} \"{value}\""));
    let lower = value.to_lowercase();
    // What is near to "not X" is its opposite.
    let is_negated = lower.starts_with("not ") || lower.starts_with("no ");
    let near = || nearest(&lower, words.iter().copied(), 1).first().copied().filter(|_| !is_negated);
    match synonym(&lower, words.iter().copied()).or_else(near) {
        Some(meant) => explanation.hint(and_then(&did_you_mean(&[meant]), &expected(words))).suggest(span, meant),
        None => explanation.hint(expected(words)),
    }
}

/// Two hints as one, the second as a new sentence after a question.
fn and_then(first: &str, second: &str) -> String {
    let mut letters = second.chars();
    match (first, letters.next()) {
        ("", _) | (_, None) => format!("{first}{second}"),
        (_, Some(letter)) if first.ends_with('?') => format!("{first} {}{}", letter.to_uppercase(), letters.as_str()),
        _ => format!("{first}; {second}"),
    }
}

fn did_you_mean<S: AsRef<str>>(meant: &[S]) -> String {
    format!("did you mean {}?", either(meant))
}

fn expected<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    format!("expected one of {}", words.join(", "))
}
