//! The cursor of a list that is moved through while text is typed: pickers, help, views.

use super::action::Menu as Move;
use super::line::Line;

/// Rows that a page leaves out of sight.
const PAGE: usize = 10;

/// A line of text with the list that it narrows.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// What was typed.
    pub line: Line,
    /// Which of the entries found is under the cursor.
    pub cursor: usize,
    /// The first one shown.
    pub top: usize,
}

impl Menu {
    /// Moves the cursor among so many entries.
    pub fn act(&mut self, action: Move, entries: usize) {
        let last = entries.saturating_sub(1);
        self.cursor = match action {
            Move::Down => (self.cursor + 1).min(last),
            Move::Up => self.cursor.saturating_sub(1),
            Move::PageDown => (self.cursor + PAGE).min(last),
            Move::PageUp => self.cursor.saturating_sub(PAGE),
        };
    }

    /// Back to the first entry, as after every change of the text.
    pub fn reset(&mut self) {
        (self.cursor, self.top) = (0, 0);
    }

    /// Scrolls so that the cursor is among so many rows.
    pub fn reveal(&mut self, rows: usize) {
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(rows.max(1)), self.cursor);
    }
}
