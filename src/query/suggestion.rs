//! A change of a query's text.

use std::ops::Range;

/// A change of the query's text that takes an error away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The bytes to replace.
    pub span: Range<usize>,
    /// What to write instead; empty where they are to be removed.
    pub text: String,
}

impl Suggestion {
    /// The query with the change.
    pub fn apply(&self, query: &str) -> Option<String> {
        let (before, after) = (query.get(..self.span.start)?, query.get(self.span.end..)?);
        // Removing a word leaves one space, not two.
        let joined = self.text.is_empty() && (before.is_empty() || before.ends_with(char::is_whitespace));
        let after = if joined { after.trim_start() } else { after };
        Some(format!("{before}{}{after}", self.text).trim().to_owned())
    }
}
