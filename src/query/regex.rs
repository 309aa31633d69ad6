//! Regular expressions on the texts of a record as written, and on the names that it carries, each by itself.

use ::regex::{Regex, RegexBuilder};

use super::error::{ErrorKind, QueryError};
use crate::index::carried::each_name;
use crate::index::{Bits, Index};

/// The memory that a compiled expression may take, in bytes. It bounds what a query can cost.
const MAX_COMPILED: usize = 1 << 20;

/// Compiles an expression that begins at this byte of the query. Case is ignored.
pub(super) fn compile(pattern: &str, at: usize) -> Result<Regex, QueryError> {
    if let Err(error) = regex_syntax::Parser::new().parse(pattern) {
        let (reason, span) = match &error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span()),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span()),
            _ => (error.to_string(), &WHOLE),
        };
        let start = span.start.offset.min(pattern.len());
        let first = pattern.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let end = span.end.offset.clamp(start, pattern.len()).max(start + first);
        let kind = ErrorKind::Regex { pattern: pattern.to_owned(), reason, span: at - 1..at + pattern.len() + 1 };
        return Err(QueryError::new(at + start..at + end, kind));
    }
    let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(MAX_COMPILED).build();
    built.map_err(|_| QueryError::new(at..at + pattern.len(), ErrorKind::RegexTooLarge))
}

const WHOLE: regex_syntax::ast::Span = {
    let start = regex_syntax::ast::Position { offset: 0, line: 1, column: 1 };
    regex_syntax::ast::Span { start, end: start }
};

/// The records of which a text or a name matches.
pub(super) fn select(pattern: &str, at: usize, index: &Index) -> Result<Bits, QueryError> {
    let regex = compile(pattern, at)?;
    let mut bits = index.with_field(index.all(), || {
        // Threads that share one wait for each other.
        let regex = regex.clone();
        move |text| regex.is_match(text)
    });
    each_name(&index.dataset, |name, owner| {
        if regex.is_match(name) {
            owner.add_records(&index.relations, &mut bits);
        }
    });
    Ok(bits)
}
