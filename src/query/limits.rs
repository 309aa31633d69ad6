//! How large a query may be, so that no text that is pasted or read from a file can occupy the program for long.

use super::error::{QueryError, Syntax};
use super::lexer::{Token, TokenKind};

/// The longest query, in characters.
pub(super) const MAX_CHARACTERS: usize = 10_000;

/// The most terms; each value of a field counts as one.
pub(super) const MAX_TERMS: usize = 500;

/// The most levels of parentheses and negation. It bounds the stack.
pub(super) const MAX_DEPTH: usize = 64;

/// Refuses a text that is too long, before it is read.
pub(super) fn check_length(query: &str) -> Result<(), QueryError> {
    match query.char_indices().nth(MAX_CHARACTERS) {
        None => Ok(()),
        Some((end, _)) => {
            let characters = MAX_CHARACTERS + query[end..].chars().count();
            Err(QueryError::new(end..query.len(), Syntax::TooLong { characters }))
        }
    }
}

/// Refuses a query with too many terms, before any of them is parsed.
pub(super) fn check_terms(tokens: &[Token]) -> Result<(), QueryError> {
    let terms = |token: &Token| match &token.kind {
        TokenKind::Field { values, .. } => values.len(),
        TokenKind::Word(_) | TokenKind::Quoted(_) | TokenKind::Regex(_) => 1,
        TokenKind::Open | TokenKind::Close | TokenKind::Or | TokenKind::And | TokenKind::Not => 0,
    };
    let mut before = 0;
    let excess = tokens.iter().find(|token| {
        before += terms(token);
        before > MAX_TERMS
    });
    match excess {
        None => Ok(()),
        Some(token) => {
            let terms = tokens.iter().map(terms).sum();
            Err(QueryError::new(token.span.clone(), Syntax::TooManyTerms { terms }))
        }
    }
}
