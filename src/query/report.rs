//! An error in words: for the command line, for the screen, and as a query that works.

use super::error::{ErrorKind, QueryError};
use super::hints::{Explanation, explain};
use super::suggestion::Suggestion;
use crate::diagnostic::{self, Fault, Location};

/// How many suggestions in a row are applied to a query with several errors.
const MAX_SUGGESTIONS: usize = 4;

impl QueryError {
    /// What is wrong, as a clause without a capital and a full stop.
    pub fn message(&self) -> String {
        explain(self).message
    }

    /// Changes of the query that take the error away, the most probable first.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        explain(self).suggestions
    }

    /// Message, place and hint for [`crate::diagnostic`].
    pub(crate) fn fault(&self) -> Fault {
        let Explanation { message, hint, .. } = explain(self);
        Fault::error(message).at(Location::new(0, self.span())).help(hint)
    }

    /// Message and hint in one sentence.
    pub fn sentence(&self) -> String {
        diagnostic::sentence(&self.fault())
    }

    /// For the command line: the column, the query with carets, and the sentence.
    pub fn report(&self, query: &str) -> String {
        let column = query.get(..self.span().start).map_or(0, |before| before.chars().count()) + 1;
        let underlined = diagnostic::underline(query, &self.fault());
        let indented: Vec<String> = underlined.lines().map(|line| format!("    {line}")).collect();
        format!("error in the query, column {column}:\n\n{}\n", indented.join("\n"))
    }

    /// The query that was probably meant: suggestions are applied until `check` finds no error.
    pub fn fixed_query(&self, query: &str, check: impl Fn(&str) -> Result<(), Self>) -> Option<String> {
        let apply = |error: &Self, query: &str| error.suggestions().first()?.apply(query);
        let mut text = apply(self, query)?;
        for _ in 0..MAX_SUGGESTIONS {
            match check(&text) {
                Ok(()) => return Some(text),
                // If the suggested field does not have the value, it was not the field that was meant.
                Err(error)
                    if matches!(
                        (&self.kind, &error.kind),
                        (ErrorKind::UnknownField { .. }, ErrorKind::UnknownName { .. })
                    ) =>
                {
                    return None;
                }
                Err(error) => text = apply(&error, &text)?,
            }
        }
        None
    }
}
