//! The classes of the tokens of a query, for syntax highlighting.

use std::ops::Range;

use super::lexer::{TokenKind, lex};

/// The class of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenClass {
    /// The name of a field, with its colon.
    Field,
    /// `and`, `or`, `not`, `-`, parentheses.
    Operator,
    /// A phrase or a regular expression.
    Quoted,
}

/// The tokens that are not plain text, in order. A query that cannot be read has none.
pub(crate) fn parts(query: &str) -> Vec<(Range<usize>, TokenClass)> {
    let tokens = lex(query).unwrap_or_default();
    let mut parts = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Open | TokenKind::Close | TokenKind::Or | TokenKind::And | TokenKind::Not => {
                parts.push((token.span, TokenClass::Operator));
            }
            TokenKind::Field { name_span, .. } => parts.push((name_span.start..name_span.end + 1, TokenClass::Field)),
            TokenKind::Quoted(_) | TokenKind::Regex(_) => parts.push((token.span, TokenClass::Quoted)),
            TokenKind::Word(_) => {}
        }
    }
    parts
}
