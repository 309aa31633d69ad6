//! A text field with a list that it filters, as in pickers, help and the list of views.

use super::action::Menu as Move;
use super::line::Line;

/// Number of entries to move by page.
const PAGE: usize = 10;

/// A text field with the cursor and scroll position of the list that it filters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Menu {
    /// The text field.
    pub(crate) line: Line,
    /// The index of the entry under the cursor.
    pub(crate) cursor: usize,
    /// The index of the first entry shown.
    pub(crate) top: usize,
}

impl Menu {
    /// Moves the cursor in a list with this number of entries.
    pub(crate) fn act(&mut self, action: Move, entries: usize) {
        let last = entries.saturating_sub(1);
        self.cursor = match action {
            Move::Down => (self.cursor + 1).min(last),
            Move::Up => self.cursor.saturating_sub(1),
            Move::PageDown => (self.cursor + PAGE).min(last),
            Move::PageUp => self.cursor.saturating_sub(PAGE),
        };
    }

    /// Moves the cursor to the first entry, as after every change of the text.
    pub(crate) fn reset(&mut self) {
        (self.cursor, self.top) = (0, 0);
    }

    /// Scrolls so that the cursor is visible in a list of this height.
    pub(crate) fn reveal(&mut self, rows: usize) {
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(rows.max(1)), self.cursor);
    }
}
