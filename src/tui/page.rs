//! Which rows of the list are on the screen. Rows have different heights, so the position is that of a row, the first one
//! shown, and only the heights of rows near it are ever computed, however long the list is.

use super::layout::{Visible, Wrapping};
use super::state::State;
use crate::lens::rows::{Heading, Row};
use crate::lens::sheet::Width;
use crate::tui::ui::table::row_height;

/// Minimum height of the list to repeat the heading of the first row above it.
const MIN_HEIGHT_STICKY: usize = 4;

impl State {
    /// The height of the list, at least one line.
    pub(in crate::tui) fn list_height(&self) -> usize {
        usize::from(self.layout().list.height).max(1)
    }

    /// The maximum number of lines of text per row.
    pub(in crate::tui) fn lines_per_row(&self) -> usize {
        let height = self.list_height();
        // A row must fit below the heading together with a line for delegations and one for an outlet.
        let whole = height.saturating_sub(3).max(1);
        // Matches and their context stand in one line each.
        let has_context = self.sheet.columns.iter().any(|column| column.width == Width::Before);
        if self.sheet.grid.is_some() || has_context {
            return 1;
        }
        match self.wrapping {
            Wrapping::One => 1,
            Wrapping::Three => whole.min(3),
            Wrapping::Whole => whole,
            Wrapping::Fit => {
                let fits = |lines: usize| {
                    let mut left = height;
                    self.rows().len() <= height
                        && (0..self.rows().len()).all(|at| {
                            let rest = left.checked_sub(self.row_height(at, lines));
                            left = rest.unwrap_or(0);
                            rest.is_some()
                        })
                };
                [whole, whole.min(3), whole.min(2)].into_iter().find(|&lines| fits(lines)).unwrap_or(1)
            }
        }
    }

    /// The number of lines of a row.
    fn row_height(&self, at: usize, lines: usize) -> usize {
        if matches!(self.rows().get(at), Some(Row::Grid(_))) {
            return self.row_lines();
        }
        // With one line of text, all rows have one line.
        match lines {
            1 => 1,
            _ if self.sheet.is_table() => row_height(self, at, lines),
            _ => self.row_text(at, lines).height(),
        }
    }

    /// Whether a heading is repeated above the first row: if that is a record, and the list has headings.
    fn has_sticky_heading(&self, top: usize) -> bool {
        matches!(self.rows().get(top), Some(Row::Record { .. }))
            && matches!(self.rows().get(0), Some(Row::Heading(_)))
            && self.list_height() >= MIN_HEIGHT_STICKY
    }

    /// The heading that is repeated above the first row.
    pub(in crate::tui) fn sticky_heading(&self) -> Option<Heading> {
        let above = self.has_sticky_heading(self.top).then(|| self.rows().heading_before(self.top)).flatten()?;
        if let Some(Row::Heading(heading)) = self.rows().get(above) { Some(heading) } else { None }
    }

    /// The rows on the screen, with at most this many lines of text each.
    pub(in crate::tui) fn visible_rows(&self, lines: usize) -> Vec<Visible> {
        let height = self.list_height();
        let mut line = usize::from(self.has_sticky_heading(self.top));
        let mut visible = Vec::new();
        for at in self.top..self.rows().len() {
            if line >= height {
                break;
            }
            let row = Visible { at, line, height: self.row_height(at, lines) };
            line += row.height;
            visible.push(row);
        }
        visible
    }

    /// The smallest first row with which a row is completely visible.
    fn first_top(&self, bottom: usize, height: usize, lines: usize) -> usize {
        let (mut used, mut found) = (0, bottom);
        for at in (0..=bottom).rev() {
            used += self.row_height(at, lines);
            if used > height {
                break;
            }
            let sticky = usize::from(self.has_sticky_heading(at));
            // A blank line at the top would be wasted.
            if used + sticky <= height && self.rows().get(at) != Some(Row::Gap) {
                found = at;
            }
        }
        found
    }

    /// Scrolls after a jump. A cursor outside the visible rows is placed a third of the way down, to show its surroundings.
    pub(in crate::tui) fn scroll_after_jump(&mut self) {
        if self.rows().is_empty() {
            self.top = 0;
            return;
        }
        let (height, lines) = (self.list_height(), self.lines_per_row());
        if self.cursor < self.top || self.first_top(self.cursor, height, lines) > self.top {
            self.top = self.first_top(self.cursor, (height / 3).max(1), lines);
        }
        self.scroll_to_cursor();
    }

    /// Scrolls as little as possible so that the cursor and the heading directly above it are visible, and so that no space is
    /// left below the last row.
    pub(in crate::tui) fn scroll_to_cursor(&mut self) {
        self.scroll_to_column();
        let Some(last) = self.rows().len().checked_sub(1) else {
            self.top = 0;
            return;
        };
        let (height, lines) = (self.list_height(), self.lines_per_row());
        let lowest = self.first_top(self.cursor.min(last), height, lines);
        let headings =
            self.rows().range(0..self.cursor.min(last)).rev().take_while(|row| matches!(row, Row::Heading(_)));
        let first = self.cursor.min(last) - headings.count();
        self.top = self.top.min(first).max(lowest).min(self.first_top(last, height, lines));
        if self.rows().get(self.top) == Some(Row::Gap) {
            self.top += 1;
        }
    }

    /// The row that is this many lines below the cursor, or above it.
    pub(in crate::tui) fn row_at_distance(&self, by: isize) -> usize {
        let last = self.rows().len().saturating_sub(1);
        if by.unsigned_abs() > last.saturating_mul(self.list_height()) {
            return if by > 0 { last } else { 0 };
        }
        let (mut left, mut at) = (by.unsigned_abs(), self.cursor.min(last));
        let lines = self.lines_per_row();
        while left > 0 {
            let next = if by > 0 { Some(at + 1).filter(|next| *next <= last) } else { at.checked_sub(1) };
            let Some(next) = next else { break };
            // A step of one line always leaves the row.
            let height = self.row_height(if by > 0 { at } else { next }, lines);
            if height > left && left < by.unsigned_abs() {
                break;
            }
            left = left.saturating_sub(height);
            at = next;
        }
        at
    }
}
