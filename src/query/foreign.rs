//! The notations of other query languages, recognised in order to be answered: every answer says what is written here instead.

use std::ops::Range;

use super::error::{Cause, FOREIGN, QueryError};
use super::fields::{self, Field, Values};
use super::lexer::{Token, TokenKind};
use super::print::{quoted, value_text};
use crate::model::When;

/// The error for a word that another language would understand; nothing for a word like any other.
pub(super) fn word(word: &str, tokens: &[Token], at: usize, query: &str) -> Option<QueryError> {
    let span = tokens[at].span.clone();
    operator(word, tokens, at, query)
        .or_else(|| comparison(word, &span))
        .or_else(|| quoted_value(word, tokens, at))
        .or_else(|| bracketed(word, tokens, at))
        .or_else(|| single_quotes(word, tokens, at, query))
        .or_else(|| signs(word, &span))
}

fn told(written: &str, span: Range<usize>, message: String, instead: &str) -> QueryError {
    let help = if instead.is_empty() { "take it out".to_owned() } else { format!("write {instead}") };
    QueryError::new(span.clone(), message, help).of(Cause::Foreign(written.to_owned())).suggest(span, instead)
}

/// A known field, by its own name or by one that people bring along.
fn known_field(name: &str) -> Option<&'static Field> {
    let lower = name.to_lowercase();
    let here = FOREIGN.iter().find(|(foreign, _)| *foreign == lower).map(|(_, here)| *here);
    fields::find(here.unwrap_or(&lower))
}

/// `person = ushakov`, `person :ushakov`, `&`.
fn operator(word: &str, tokens: &[Token], at: usize, query: &str) -> Option<QueryError> {
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(at + 1);
    let bare = |token: &Token| match &token.kind {
        TokenKind::Word(word) | TokenKind::Quoted(word) => Some(word.clone()),
        _ => None,
    };
    if let Some(value) = word.strip_prefix(':').filter(|value| !value.is_empty())
        && let Some(before) = before
        && let Some(field) = bare(before).and_then(|name| known_field(&name))
    {
        let span = before.span.start..tokens[at].span.end;
        let instead = format!("{}:{}", field.name, value_text(value));
        return Some(told(word, span, "no space stands before the colon of a field".into(), &instead));
    }
    if !["=", "==", "!=", "<>", "~", ":", ":=", ">", ">=", "<", "<="].contains(&word) {
        return ["&", "+", "^", "*", "%", "=>", "->", ";", "\\"].contains(&word).then(|| {
            let message = format!("\"{word}\" is no sign of this language; conditions side by side must all hold");
            told(word, tokens[at].span.clone(), message, "")
        });
    }
    let (Some(before), Some(after)) = (before, after) else {
        return Some(told(word, tokens[at].span.clone(), format!("\"{word}\" compares nothing"), ""));
    };
    let (name, value) = (bare(before)?, bare(after)?);
    let span = before.span.start..after.span.end;
    let instead = compared(&name, word, &value)?;
    let message = format!("a field is written with a colon, not {}", &query[tokens[at].span.clone()]);
    Some(told(word, span, message, &instead))
}

/// What `NAME SIGN VALUE` is here.
fn compared(name: &str, sign: &str, value: &str) -> Option<String> {
    let field = known_field(name)?;
    let value = value_text(value.trim_matches('\''));
    let dated = matches!(field.values, Values::Dates);
    Some(match sign {
        "!=" | "<>" => format!("-{}:{value}", field.name),
        ">" | ">=" if dated => format!("since:{value}"),
        "<" | "<=" if dated => format!("until:{value}"),
        ">" | ">=" | "<" | "<=" => format!("{}:{sign}{value}", field.name),
        _ => format!("{}:{value}", field.name),
    })
}

/// `person=ushakov`, `date>=2025-12-01`, `stance!=rejects`.
fn comparison(word: &str, span: &Range<usize>) -> Option<QueryError> {
    let from = word.find(['=', '<', '>', '!', '~'])?;
    let rest = &word[from..];
    let signs = rest.len() - rest.trim_start_matches(['=', '<', '>', '!', '~']).len();
    let (name, sign, value) = (&word[..from], &rest[..signs], &rest[signs..]);
    if name.is_empty() || value.is_empty() {
        return None;
    }
    let instead = compared(name, sign, value)?;
    let at = span.start + from..span.start + from + signs;
    let message = format!("a field is written with a colon, not {sign}");
    let mut error = told(sign, span.clone(), message, &instead);
    error.fault.place = Some(crate::diagnostic::Location::new(0, at));
    Some(error)
}

/// `speaker="Yury Ushakov"`.
fn quoted_value(word: &str, tokens: &[Token], at: usize) -> Option<QueryError> {
    let sign = word.trim_start_matches(|c: char| c.is_alphabetic() || c == '-');
    let next = tokens.get(at + 1).filter(|next| next.span.start == tokens[at].span.end)?;
    let TokenKind::Quoted(value) = &next.kind else { return None };
    let instead = compared(word.strip_suffix(sign)?, sign, value).filter(|_| !sign.is_empty())?;
    let span = tokens[at].span.start..next.span.end;
    Some(told(sign, span, format!("a field is written with a colon, not {sign}"), &instead))
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
    to.eq_ignore_ascii_case("to").then(|| told(word, span, "a range is written with two dots".into(), &instead))
}

/// `'direct talks'`.
fn single_quotes(word: &str, tokens: &[Token], at: usize, query: &str) -> Option<QueryError> {
    let opened = word.starts_with('\'');
    let ends = |token: &Token| matches!(&token.kind, TokenKind::Word(word) if word.len() > 1 && word.ends_with('\''));
    let last = opened.then(|| tokens[at..].iter().position(ends)).flatten()? + at;
    let span = tokens[at].span.start..tokens[last].span.end;
    let text = query.get(span.start + 1..span.end - 1)?;
    Some(told(word, span, "a phrase stands in double quotation marks".into(), &quoted(text)))
}

/// `+word`, `word*`, `word~2`: words are looked for by their beginning, and all of them must stand.
fn signs(word: &str, span: &Range<usize>) -> Option<QueryError> {
    let letters = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    let plain = |message: &str, instead: &str| Some(told(word, span.clone(), message.to_owned(), instead));
    if let Some(rest) = word.strip_prefix('+').filter(|rest| letters(rest)) {
        return plain("words side by side must all stand; no + is needed", rest);
    }
    if let Some(rest) = word.strip_suffix('*').filter(|rest| letters(rest)) {
        return plain("a word is looked for by its beginning; no * is needed", rest);
    }
    let (start, _) = word
        .split_once('~')
        .filter(|(start, end)| letters(start) && end.chars().all(|c| c.is_ascii_digit() || c == '.'))?;
    plain("queries are never fuzzy, so that they mean the same tomorrow; pickers are", start)
}

/// `person:(a or b)`: the text after the colon, with the byte at which the parenthesis opens.
pub(super) fn listed(name: &str, query: &str, open: usize) -> Option<QueryError> {
    let close = open + query.get(open..)?.find(')')?;
    let inside = &query[open + 1..close];
    let values: Vec<&str> = inside
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | ','))
        .filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("or"))
        .collect();
    let plain = |value: &&str| !value.contains(['(', '"', ':']) && !value.eq_ignore_ascii_case("and");
    if values.is_empty() || !values.iter().all(plain) {
        return None;
    }
    let instead = values.join(",");
    let message = format!("values of one field stand side by side, with commas: {name}:{instead}");
    let error = QueryError::new(open..close + 1, message, format!("write {name}:{instead}"));
    Some(error.of(Cause::Foreign("(".into())).suggest(open..close + 1, &instead))
}

/// `kind:!call`: what is excluded is the whole condition.
pub(super) fn excluded(field: &Field, values: &[super::Value], span: &Range<usize>) -> Option<QueryError> {
    let value = values.iter().find(|value| {
        let sign = value.text.starts_with('!') || value.text.starts_with('-');
        sign && value.text.len() > 1 && !matches!(field.values, Values::Text | Values::Dates)
    })?;
    let values: Vec<String> =
        values.iter().map(|value| value_text(value.text.trim_start_matches(['!', '-']))).collect();
    let instead = format!("-{}:{}", field.name, values.join(","));
    let message = "the whole condition is excluded, not its value".to_owned();
    let mut error = told(&value.text, span.clone(), message, &instead);
    error.fault.place = Some(crate::diagnostic::Location::new(0, value.span.clone()));
    Some(error)
}
