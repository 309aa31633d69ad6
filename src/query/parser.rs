//! Tokens to a tree.
//!
//! ```text
//! query := all { ("or" | "|") all }
//! all   := term { ["and"] term }
//! term  := ("-" | "not") term | "(" query ")" | field | range | text
//! ```

use std::ops::Range;

use super::ast::{Expr, FieldTerm, Node};
use super::error::{ErrorKind, QueryError, Syntax};
use super::keys::FieldKey;
use super::lexer::{Token, TokenKind, lex};
use super::{foreign, limits, regex};
use crate::index::text::Phrase;
use crate::model::When;

/// Parses a query. The empty text is the query for everything.
pub fn parse(query: &str) -> Result<Node, QueryError> {
    limits::check_length(query)?;
    let tokens = lex(query).map_err(|error| foreign::list(error, query))?;
    limits::check_terms(&tokens)?;
    if tokens.is_empty() {
        return Ok(Node::new(Expr::All, 0..0));
    }
    let mut parser = Parser { query, tokens, at: 0, depth: 0 };
    let node = parser.query()?;
    match parser.peek() {
        None => Ok(node),
        Some(token) => Err(QueryError::new(token.span.clone(), Syntax::UnmatchedParenthesis)),
    }
}

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

    /// The text of a token.
    fn written(&self, token: &Token) -> String {
        self.query[token.span.clone()].to_owned()
    }

    /// An operator needs a term after it.
    fn expect_term(&self, operator: &Token) -> Result<(), QueryError> {
        let after = Some(self.written(operator));
        match self.peek() {
            None => Err(QueryError::unfinished(operator.span.clone(), Syntax::MissingTerm { after, before: None })),
            Some(next) if matches!(next.kind, TokenKind::Or | TokenKind::And | TokenKind::Close) => {
                let before = Some(self.written(next));
                Err(QueryError::new(next.span.clone(), Syntax::MissingTerm { after, before }))
            }
            Some(_) => Ok(()),
        }
    }

    fn term(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.peek().cloned() else {
            let end = self.query.len();
            return Err(QueryError::unfinished(end..end, Syntax::MissingTerm { after: None, before: None }));
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
            TokenKind::Open => return self.parentheses(&token),
            TokenKind::Close => return Err(QueryError::new(span, Syntax::UnmatchedParenthesis)),
            TokenKind::Or | TokenKind::And => {
                let before = Some(self.written(&token));
                return Err(QueryError::new(span, Syntax::MissingTerm { after: None, before }));
            }
            TokenKind::Field { name, name_span, values } => {
                let Some(field) = FieldKey::parse(&name) else {
                    let kind = ErrorKind::UnknownField { name, term: self.query[span].to_owned() };
                    return Err(QueryError::new(name_span, kind));
                };
                if let Some(error) = foreign::negated_value(field, &values, &span) {
                    return Err(error);
                }
                Expr::Field(FieldTerm { field, values })
            }
            TokenKind::Quoted(text) => text_of(text, &span)?,
            TokenKind::Regex(pattern) => {
                regex::compile(&pattern, span.start + 1)?;
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

    /// The query between this parenthesis and the closing one.
    fn parentheses(&mut self, open: &Token) -> Result<Node, QueryError> {
        let unclosed = || QueryError::unfinished(open.span.clone(), Syntax::UnclosedParenthesis);
        if self.peek().is_none() {
            return Err(unclosed());
        }
        if let Some(close) = self.take(&TokenKind::Close) {
            return Err(QueryError::new(open.span.start..close.span.end, Syntax::EmptyParentheses));
        }
        let inner = self.deeper(open, Self::query)?;
        let close = self.take(&TokenKind::Close).ok_or_else(unclosed)?;
        Ok(Node { span: open.span.start..close.span.end, ..inner })
    }

    fn deeper(
        &mut self,
        token: &Token,
        parse: impl FnOnce(&mut Self) -> Result<Node, QueryError>,
    ) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > limits::MAX_DEPTH {
            return Err(QueryError::new(token.span.clone(), Syntax::TooDeep));
        }
        let node = parse(self)?;
        self.depth -= 1;
        Ok(node)
    }
}

fn text_of(text: String, span: &Range<usize>) -> Result<Expr, QueryError> {
    if Phrase::new(&text).is_some() {
        return Ok(Expr::Text(text));
    }
    let unfinished = text.trim().is_empty() || text == "-" || text == "!";
    Err(QueryError::new(span.clone(), Syntax::NoWord { text }).unfinished_if(unfinished))
}

fn range_of(word: String, span: &Range<usize>) -> Result<Expr, QueryError> {
    if word == ".." {
        return Err(QueryError::unfinished(span.clone(), Syntax::RangeWithoutDate));
    }
    let (from, to) = word.split_once("..").unwrap_or((&word, ""));
    let is_side = |text: &str| text.is_empty() || When::parse(text).is_ok();
    if is_side(from) && is_side(to) {
        return Ok(Expr::Range(word));
    }
    let (side, at) = if is_side(from) { (to, span.end - to.len()) } else { (from, span.start) };
    let place = at..at + side.len();
    Err(QueryError::new(place, Syntax::InvalidRange { side: side.to_owned(), range: word, span: span.clone() }))
}
