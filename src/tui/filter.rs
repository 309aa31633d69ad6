//! The filter bar: a query that works while it is typed.

use super::line::Line;
use super::view::View;
use crate::query::QueryError;
use crate::query::complete::Completion;

/// The filter bar while it is typed into.
#[derive(Debug, Clone)]
pub struct FilterBar {
    /// The text.
    pub line: Line,
    /// What is wrong with it; the list then shows the last query that was right.
    pub error: Option<QueryError>,
    /// The query that was probably meant, where it is wrong.
    pub suggestion: Option<String>,
    /// The view from before, and its first row on the screen: Esc leads back to exactly that.
    pub before: View,
    /// See `before`.
    pub before_top: usize,
    /// Which entry of the history is shown, counted from the last.
    pub recalled: Option<usize>,
    /// What can be written at the cursor.
    pub(crate) completion: Completion,
}

impl FilterBar {
    /// The bar with the query of a view.
    pub fn new(view: &View, top: usize) -> Self {
        // A space is wanted next more often than not; it costs nothing when it is not.
        let text = if view.query.is_empty() { String::new() } else { format!("{} ", view.query) };
        Self {
            line: Line::new(&text),
            error: None,
            suggestion: None,
            before: view.clone(),
            before_top: top,
            recalled: None,
            completion: Completion::default(),
        }
    }
}
