//! Tokens to a tree.
//!
//! ```text
//! query := all { ("or" | "|") all }
//! all   := term { ["and"] term }
//! term  := ("-" | "not") term | "(" query ")" | field | range | text
//! ```

use super::ast::{Expr, FieldTerm, Node};
use super::error::{QueryError, unknown_field};
use super::lexer::{Token, TokenKind, lex};
use super::{fields, foreign};
use crate::model::When;

/// Parses a query. The empty text is the query for everything.
pub fn parse(query: &str) -> Result<Node, QueryError> {
    let tokens = lex(query)?;
    if tokens.is_empty() {
        return Ok(Node::new(Expr::All, 0..0));
    }
    let mut parser = Parser { query, tokens, at: 0, depth: 0 };
    let node = parser.query()?;
    match parser.peek() {
        None => Ok(node),
        Some(token) => Err(QueryError::new(token.span.clone(), "this parenthesis was never opened", "take it out")),
    }
}

/// Deeper nesting than anybody types; it bounds the stack.
const MAX_DEPTH: usize = 64;

struct Parser<'q> {
    query: &'q str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, kind: &TokenKind) -> Option<Token> {
        let token = self.peek().filter(|token| token.kind == *kind)?.clone();
        self.at += 1;
        Some(token)
    }

    fn query(&mut self) -> Result<Node, QueryError> {
        let mut any = vec![self.all()?];
        while let Some(or) = self.take(&TokenKind::Or) {
            self.expect_term(&or)?;
            any.push(self.all()?);
        }
        Ok(Node::or(any))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut all = vec![self.term()?];
        loop {
            if let Some(and) = self.take(&TokenKind::And) {
                self.expect_term(&and)?;
            } else if !self.peek().is_some_and(|token| !matches!(token.kind, TokenKind::Or | TokenKind::Close)) {
                return Ok(Node::and(all));
            }
            all.push(self.term()?);
        }
    }

    /// After an operator something must follow.
    fn expect_term(&self, operator: &Token) -> Result<(), QueryError> {
        let written = &self.query[operator.span.clone()];
        match self.peek() {
            None => Err(QueryError::unfinished(operator.span.clone(), format!("something is to follow \"{written}\""))),
            Some(next) if matches!(next.kind, TokenKind::Or | TokenKind::And | TokenKind::Close) => {
                let message =
                    format!("something is to stand between \"{written}\" and \"{}\"", &self.query[next.span.clone()]);
                Err(QueryError::new(next.span.clone(), message, operator_hint(&self.query[next.span.clone()])))
            }
            Some(_) => Ok(()),
        }
    }

    fn term(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.peek().cloned() else {
            return Err(QueryError::unfinished(self.query.len()..self.query.len(), "something is to follow"));
        };
        self.at += 1;
        let span = token.span.clone();
        let expr = match token.kind {
            TokenKind::Not => {
                self.expect_term(&token)?;
                let inner = self.deeper(&token, Self::term)?;
                let span = span.start..inner.span.end;
                return Ok(Node::new(Expr::Not(Box::new(inner)), span));
            }
            TokenKind::Open => {
                if self.peek().is_none() {
                    return Err(QueryError::unfinished(span, "this parenthesis is still open"));
                }
                if self.take(&TokenKind::Close).is_some() {
                    return Err(QueryError::new(
                        span.start..span.end + 1,
                        "nothing stands in these parentheses",
                        "take them out",
                    ));
                }
                let inner = self.deeper(&token, Self::query)?;
                let Some(close) = self.take(&TokenKind::Close) else {
                    return Err(QueryError::unfinished(span, "this parenthesis is still open"));
                };
                return Ok(Node { span: span.start..close.span.end, ..inner });
            }
            TokenKind::Close => return Err(QueryError::new(span, "this parenthesis was never opened", "take it out")),
            TokenKind::Or | TokenKind::And => {
                let written = &self.query[span.clone()];
                return Err(QueryError::new(
                    span,
                    format!("something is to stand before \"{written}\""),
                    operator_hint(written),
                ));
            }
            TokenKind::Field { name, name_span, values } => match fields::find(&name) {
                Some(field) => match foreign::excluded(field, &values, &span) {
                    Some(error) => return Err(error),
                    None => Expr::Field(FieldTerm { field, values }),
                },
                None => return Err(unknown_field(&name, name_span, &self.query[span])),
            },
            TokenKind::Quoted(text) => text_of(text, &span)?,
            TokenKind::Regex(pattern) => {
                super::regex::compile(&pattern, span.start + 1)?;
                Expr::Regex(pattern)
            }
            TokenKind::Word(word) => match foreign::word(&word, &self.tokens, self.at - 1, self.query) {
                Some(error) => return Err(error),
                None if word.contains("..") => range_of(word, &span)?,
                None => text_of(word, &span)?,
            },
        };
        Ok(Node::new(expr, span))
    }

    fn deeper(
        &mut self,
        token: &Token,
        parse: impl FnOnce(&mut Self) -> Result<Node, QueryError>,
    ) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(QueryError::new(token.span.clone(), "this is nested too deeply", ""));
        }
        let node = parse(self)?;
        self.depth -= 1;
        Ok(node)
    }
}

fn operator_hint(written: &str) -> String {
    if written.chars().all(char::is_alphabetic) {
        format!("as a word write \"{written}\" in quotation marks")
    } else {
        String::new()
    }
}

fn text_of(text: String, span: &std::ops::Range<usize>) -> Result<Expr, QueryError> {
    if crate::index::text::Phrase::new(&text).is_some() {
        return Ok(Expr::Text(text));
    }
    let unfinished = text.trim().is_empty() || text == "-" || text == "!";
    let error = QueryError::new(span.clone(), format!("\"{text}\" holds no word to look for"), "");
    Err(QueryError { unfinished, ..error })
}

fn range_of(word: String, span: &std::ops::Range<usize>) -> Result<Expr, QueryError> {
    let (from, to) = word.split_once("..").unwrap_or((&word, ""));
    let side = |text: &str| text.is_empty() || When::parse(text).is_ok();
    if word != ".." && side(from) && side(to) {
        return Ok(Expr::Range(word));
    }
    let (wrong, at) = if side(from) { (to, span.end - to.len()) } else { (from, span.start) };
    let quoted = format!("as text write {}", super::print::quoted(&word));
    if word == ".." {
        return Err(QueryError {
            unfinished: true,
            ..QueryError::new(span.clone(), "a range needs a date on one side", quoted)
        });
    }
    let message = format!("\"{wrong}\" is no date");
    Err(QueryError::new(at..at + wrong.len(), message, format!("a range is written 2025-12-01..2025-12-05; {quoted}")))
}
