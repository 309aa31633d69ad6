//! A query's text to tokens.
//!
//! `/REGEX/` is a regular expression. A word is a run of characters other than white space and `( ) | "`; a word that begins
//! with letters or hyphens and a colon is a field, whose values are separated by commas. The part of `20:00` before the colon
//! is not a name, so the whole is text.

use std::ops::Range;

use super::ast::Value;
use super::error::{QueryError, Syntax};
use super::quoting::{ends_value, ends_word};

/// A token with its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// The bytes of the query.
    pub(super) span: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `or`, `|`, `||`
    Or,
    /// `and`, `&&`
    And,
    /// `not`, or `-` or `!` before a term
    Not,
    /// `NAME:VALUE,VALUE`
    Field {
        /// The name as typed.
        name: String,
        /// Its bytes.
        name_span: Range<usize>,
        /// The values; one or more.
        values: Vec<Value>,
    },
    /// A bare word.
    Word(String),
    /// A text in quotation marks.
    Quoted(String),
    /// A regular expression between slashes, as written there.
    Regex(String),
}

/// Reads all tokens of a query.
pub(super) fn lex(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { query, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'q> {
    query: &'q str,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.query[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        let rest = &self.query[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn next(&mut self) -> Result<Option<Token>, QueryError> {
        self.skip_space();
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let kind = match first {
            '(' => self.sign(1, TokenKind::Open),
            ')' => self.sign(1, TokenKind::Close),
            '|' => self.sign(if self.query[start..].starts_with("||") { 2 } else { 1 }, TokenKind::Or),
            '"' => TokenKind::Quoted(self.quoted()?),
            '“' | '„' | '«' => TokenKind::Quoted(self.typeset()?),
            '/' => TokenKind::Regex(self.regex()?),
            '-' | '!' if self.begins_term(start) => self.sign(1, TokenKind::Not),
            _ => self.word()?,
        };
        Ok(Some(Token { kind, span: start..self.at }))
    }

    fn sign(&mut self, length: usize, kind: TokenKind) -> TokenKind {
        self.at += length;
        kind
    }

    /// Whether a term follows the `-` or `!` at this byte. The operator `!=` of other languages is a word.
    fn begins_term(&self, at: usize) -> bool {
        let rest = &self.query[at..];
        let starts = |c: char| !c.is_whitespace() && !matches!(c, ')' | '|');
        let not_equal = rest.strip_prefix("!=").is_some_and(|rest| rest.starts_with(char::is_whitespace));
        !not_equal && rest[1..].starts_with(starts)
    }

    /// A text in quotation marks, in which `\"` and `\\` are escapes.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let mut text = String::new();
        let mut chars = self.query[start..].char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + at + 1;
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                    Some((_, other)) => text.extend(['\\', other]),
                    None => break,
                },
                _ => text.push(c),
            }
        }
        Err(QueryError::unfinished(start..self.query.len(), Syntax::UnclosedQuote))
    }

    /// A text in typographic quotation marks, as pasted from a page.
    fn typeset(&mut self) -> Result<String, QueryError> {
        let rest = &self.query[self.at..];
        let inside = rest.chars().next().map_or(0, char::len_utf8);
        match rest[inside..].find(['”', '“', '»']).map(|end| inside + end) {
            Some(end) => {
                let text = rest[inside..end].to_owned();
                self.at += end + rest[end..].chars().next().map_or(0, char::len_utf8);
                Ok(text)
            }
            None => Err(QueryError::unfinished(self.at..self.query.len(), Syntax::UnclosedQuote)),
        }
    }

    /// The text between two slashes, in which a backslash escapes a slash.
    fn regex(&mut self) -> Result<String, QueryError> {
        let start = self.at;
        let mut escaped = false;
        for (at, c) in self.query[start..].char_indices().skip(1) {
            match c {
                '/' if !escaped => {
                    self.at = start + at + 1;
                    return Ok(self.query[start + 1..start + at].to_owned());
                }
                _ => escaped = c == '\\' && !escaped,
            }
        }
        Err(QueryError::unfinished(start..self.query.len(), Syntax::UnclosedRegex))
    }

    fn run(&mut self, ends: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        let rest = &self.query[start..];
        self.at += rest.find(ends).unwrap_or(rest.len());
        &self.query[start..self.at]
    }

    fn word(&mut self) -> Result<TokenKind, QueryError> {
        let start = self.at;
        let name: usize = self.query[start..].find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(0);
        let named = name > 0 && !self.query[start..].starts_with('-');
        if named && self.query[start + name..].starts_with(':') {
            let name_span = start..start + name;
            let name = self.query[name_span.clone()].to_owned();
            self.at = name_span.end + 1;
            let values = self.values(&name, start)?;
            return Ok(TokenKind::Field { name, name_span, values });
        }
        let word = self.run(ends_word).to_owned();
        Ok(match word.to_ascii_lowercase().as_str() {
            "and" | "&&" => TokenKind::And,
            "or" => TokenKind::Or,
            "not" => TokenKind::Not,
            _ => TokenKind::Word(word),
        })
    }

    fn values(&mut self, name: &str, start: usize) -> Result<Vec<Value>, QueryError> {
        let mut values = Vec::new();
        loop {
            self.skip_space();
            let from = self.at;
            let text = if self.peek() == Some('"') { self.quoted()? } else { self.run(ends_value).to_owned() };
            if text.is_empty() && self.at == from {
                let error = QueryError::new(start..from, Syntax::MissingValue { field: name.to_owned() });
                return Err(error.unfinished_if(from == self.query.len()));
            }
            values.push(Value { text, span: from..self.at });
            let rest = self.query[self.at..].trim_start();
            if !rest.starts_with(',') {
                return Ok(values);
            }
            self.at = self.query.len() - rest.len() + 1;
        }
    }
}
