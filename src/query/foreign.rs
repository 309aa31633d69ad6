//! Recognises the notations of other query languages, so that the error can say how to write the same here.

use std::ops::Range;

use super::ast::{Expr, Node, Value};
use super::error::{ErrorKind, Foreign, Notation, QueryError, Syntax};
use super::fields::Field;
use super::fields::definition::Values;
use super::keys::FieldKey;
use super::lexer::{Token, TokenKind};
use super::print::print;
use super::quoting::{quoted, value_text};
use crate::model::When;

/// The error for a word that has a meaning in another language; nothing for any other word.
pub(super) fn word(word: &str, tokens: &[Token], at: usize, query: &str) -> Option<QueryError> {
    let span = tokens[at].span.clone();
    operator(word, tokens, at)
        .or_else(|| comparison(word, &span))
        .or_else(|| quoted_value(word, tokens, at))
        .or_else(|| bracketed(word, tokens, at))
        .or_else(|| single_quotes(word, tokens, at, query))
        .or_else(|| sign(word, &span))
}

/// The error at `at` for a notation in `span`.
fn error(notation: Notation, at: Range<usize>, span: Range<usize>, instead: impl Into<String>) -> QueryError {
    QueryError::new(at, Foreign { notation, span, instead: instead.into() })
}

/// A field by its own name or by one of another language.
fn known_field(name: &str) -> Option<FieldKey> {
    FieldKey::of_synonym(name).or_else(|| FieldKey::parse(&name.to_lowercase()))
}

/// `person = ushakov`, `person :ushakov`, `&`.
fn operator(word: &str, tokens: &[Token], at: usize) -> Option<QueryError> {
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(at + 1);
    let here = tokens[at].span.clone();
    let bare = |token: &Token| match &token.kind {
        TokenKind::Word(word) | TokenKind::Quoted(word) => Some(word.clone()),
        _ => None,
    };
    if let Some(value) = word.strip_prefix(':').filter(|value| !value.is_empty())
        && let Some(before) = before
        && let Some(field) = bare(before).and_then(|name| known_field(&name))
    {
        let span = before.span.start..here.end;
        let instead = format!("{}:{}", field.name(), value_text(value));
        return Some(error(Notation::SpaceBeforeColon, span.clone(), span, instead));
    }
    if !["=", "==", "!=", "<>", "~", ":", ":=", ">", ">=", "<", "<="].contains(&word) {
        return ["&", "+", "^", "*", "%", "=>", "->", ";", "\\"]
            .contains(&word)
            .then(|| error(Notation::Operator(word.to_owned()), here.clone(), here, ""));
    }
    let (Some(before), Some(after)) = (before, after) else {
        return Some(error(Notation::NoOperands(word.to_owned()), here.clone(), here, ""));
    };
    let (name, value) = (bare(before)?, bare(after)?);
    let span = before.span.start..after.span.end;
    Some(error(Notation::Comparison(word.to_owned()), here, span, compared(&name, word, &value)?))
}

/// What `NAME OPERATOR VALUE` is here.
fn compared(name: &str, operator: &str, value: &str) -> Option<String> {
    let field = known_field(name)?;
    let value = value_text(value.trim_matches('\''));
    let dates = matches!(Field::of(field).values, Values::Dates);
    let name = field.name();
    Some(match operator {
        "!=" | "<>" => format!("-{name}:{value}"),
        ">" | ">=" if dates => format!("since:{value}"),
        "<" | "<=" if dates => format!("until:{value}"),
        ">" | ">=" | "<" | "<=" => format!("{name}:{operator}{value}"),
        _ => format!("{name}:{value}"),
    })
}

/// `person=ushakov`, `date>=2025-12-01`, `stance!=rejects`.
fn comparison(word: &str, span: &Range<usize>) -> Option<QueryError> {
    let operators = ['=', '<', '>', '!', '~'];
    let from = word.find(operators)?;
    let rest = &word[from..];
    let length = rest.len() - rest.trim_start_matches(operators).len();
    let (name, operator, value) = (&word[..from], &rest[..length], &rest[length..]);
    if name.is_empty() || value.is_empty() {
        return None;
    }
    let instead = compared(name, operator, value)?;
    let at = span.start + from..span.start + from + length;
    Some(error(Notation::Comparison(operator.to_owned()), at, span.clone(), instead))
}

/// `speaker="Yury Ushakov"`.
fn quoted_value(word: &str, tokens: &[Token], at: usize) -> Option<QueryError> {
    let operator = word.trim_start_matches(|c: char| c.is_alphabetic() || c == '-');
    let token = &tokens[at].span;
    let next = tokens.get(at + 1).filter(|next| next.span.start == token.end)?;
    let TokenKind::Quoted(value) = &next.kind else { return None };
    let instead = compared(word.strip_suffix(operator)?, operator, value).filter(|_| !operator.is_empty())?;
    let here = token.end - operator.len()..token.end;
    Some(error(Notation::Comparison(operator.to_owned()), here, token.start..next.span.end, instead))
}

/// `[2025-01-01 TO 2025-02-01]`.
fn bracketed(word: &str, tokens: &[Token], at: usize) -> Option<QueryError> {
    let from = word.strip_prefix(['[', '{'])?;
    let TokenKind::Word(to) = &tokens.get(at + 1)?.kind else { return None };
    let TokenKind::Word(last) = &tokens.get(at + 2)?.kind else { return None };
    let last = last.strip_suffix([']', '}'])?;
    let side = |text: &str| if text == "*" { Some(String::new()) } else { When::parse(text).ok().map(|_| text.into()) };
    let instead = format!("{}..{}", side(from)?, side(last)?);
    let span = tokens[at].span.start..tokens[at + 2].span.end;
    let is_range = to.eq_ignore_ascii_case("to") && instead != "..";
    is_range.then(|| error(Notation::BracketedRange, span.clone(), span, instead))
}

/// `'direct talks'`.
fn single_quotes(word: &str, tokens: &[Token], at: usize, query: &str) -> Option<QueryError> {
    let opened = word.starts_with('\'');
    let ends = |token: &Token| matches!(&token.kind, TokenKind::Word(word) if word.len() > 1 && word.ends_with('\''));
    let last = opened.then(|| tokens[at..].iter().position(ends)).flatten()? + at;
    let span = tokens[at].span.start..tokens[last].span.end;
    let text = query.get(span.start + 1..span.end - 1).filter(|text| text.contains(char::is_alphanumeric))?;
    Some(error(Notation::SingleQuotes, span.clone(), span, quoted(text)))
}

/// `+word`, `word*`, `word~2`.
fn sign(word: &str, span: &Range<usize>) -> Option<QueryError> {
    let letters = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    let plain = |notation, text: &str| {
        let instead = print(&Node::new(Expr::Text(text.to_owned()), 0..0));
        Some(error(notation, span.clone(), span.clone(), instead))
    };
    if let Some(rest) = word.strip_prefix('+').filter(|rest| letters(rest)) {
        return plain(Notation::RequiredTerm, rest);
    }
    if let Some(rest) = word.strip_suffix('*').filter(|rest| letters(rest)) {
        return plain(Notation::Wildcard, rest);
    }
    let (start, _) = word
        .split_once('~')
        .filter(|(start, end)| letters(start) && end.chars().all(|c| c.is_ascii_digit() || c == '.'))?;
    plain(Notation::FuzzyTerm, start)
}

/// The error for a field without a value where a parenthesis follows it: `person:(a or b)`.
pub(super) fn list(missing: QueryError, query: &str) -> QueryError {
    match &missing.kind {
        ErrorKind::Syntax(Syntax::MissingValue { .. }) => listed(query, missing.span()).unwrap_or(missing),
        _ => missing,
    }
}

/// `before` is the part of the term before the parenthesis.
fn listed(query: &str, before: Range<usize>) -> Option<QueryError> {
    let inside = query.get(before.end..)?.strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    let values: Vec<&str> = inside
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | ','))
        .filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("or"))
        .collect();
    let plain = |value: &&str| !value.contains(['(', '"', ':']) && !value.eq_ignore_ascii_case("and");
    if values.is_empty() || !values.iter().all(plain) {
        return None;
    }
    let parentheses = before.end..before.end + inside.len() + 2;
    // With the values before the parenthesis: `person:a,(b or c)`.
    let instead = format!("{}{}", &query[before.clone()], values.join(","));
    Some(error(Notation::ListInParentheses, parentheses.clone(), before.start..parentheses.end, instead))
}

/// `kind:!call`: not the value is negated, but the condition.
pub(super) fn negated_value(field: FieldKey, values: &[Value], span: &Range<usize>) -> Option<QueryError> {
    if matches!(Field::of(field).values, Values::Text | Values::Suggested(_) | Values::Dates) {
        return None;
    }
    let negated = values
        .iter()
        .find(|value| (value.text.starts_with('!') || value.text.starts_with('-')) && value.text.len() > 1)?;
    let values: Vec<String> =
        values.iter().map(|value| value_text(value.text.trim_start_matches(['!', '-']))).collect();
    let instead = format!("-{}:{}", field.name(), values.join(","));
    Some(error(Notation::NegatedValue, negated.span.clone(), span.clone(), instead))
}
