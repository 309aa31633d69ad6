//! The cursor and the first row shown.

use super::state::State;
use crate::index::RecordId;
use crate::lens::rows::Row;
use crate::view::Anchor;

impl State {
    /// Puts the cursor on the record of the view if it is still shown, else on the nearest selected one after it, else on the
    /// last. Context is skipped: nobody asked for it. In a table sorted by a column "after" has no meaning; then the first row is
    /// taken.
    pub(in crate::tui) fn place_cursor(&mut self) {
        let index = &self.answered.index;
        let records = || self.rows().iter().enumerate().filter_map(|(at, row)| Some((at, row.record()?)));
        let selected = || records().filter(|(_, record)| self.answered.selection.records.contains(*record));
        let reverse = self.view.reverse;
        let anchor = self.view.current.as_ref();
        let wanted = anchor.and_then(|anchor| anchor.record(index));
        let exact = wanted.and_then(|wanted| records().find(|(_, record)| *record == wanted));
        let sorted = self.sheet.sorted.is_some();
        let after = |(_, record): &(usize, RecordId)| match anchor {
            None => true,
            Some(_) if sorted || wanted == Some(*record) => true,
            Some(anchor) => anchor.is_reached_by(index, *record) != reverse,
        };
        let found = exact.or_else(|| selected().find(after)).or_else(|| selected().next_back());
        let line = || self.rows().iter().position(|row| row.is_stop());
        self.cursor = found.map(|(at, _)| at).or_else(line).unwrap_or(0);
        if let Some((_, record)) = found {
            self.view.current = Some(Anchor::of(&self.answered.index, record));
        }
        self.scroll_after_jump();
    }

    /// How many rows of the list are on the screen.
    pub(in crate::tui) fn list_height(&self) -> usize {
        usize::from(self.layout().list.height).max(1)
    }

    /// Scrolls the list after a jump: a cursor that comes from outside the screen is put a third down, with what is around it.
    pub(in crate::tui) fn scroll_after_jump(&mut self) {
        let height = self.list_height();
        if self.cursor < self.top || self.cursor >= self.top + height {
            self.top = self.cursor.saturating_sub(height / 3);
        }
        self.scroll_to_cursor();
    }

    /// Scrolls the list so that the cursor and the heading above it are on the screen.
    pub(in crate::tui) fn scroll_to_cursor(&mut self) {
        let height = self.list_height();
        let above = (0..self.cursor).rev().take_while(|&at| !self.rows()[at].is_stop()).count();
        let first = self.cursor.saturating_sub(above.min(height.saturating_sub(1)));
        if first < self.top {
            self.top = first;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
        self.top = self.top.min(self.rows().len().saturating_sub(height));
    }

    /// The view remembers the record under the cursor.
    pub(in crate::tui) fn update_anchor(&mut self) {
        if let Some(record) = self.current() {
            self.view.current = Some(Anchor::of(&self.answered.index, record));
        }
    }

    /// Puts the cursor on a row.
    pub(in crate::tui) fn set_cursor(&mut self, at: usize) {
        self.cursor = at;
        self.update_anchor();
        self.scroll_to_cursor();
    }

    /// Puts the cursor on a row that may be far away.
    pub(in crate::tui) fn jump(&mut self, at: usize) {
        self.cursor = at;
        self.update_anchor();
        self.scroll_after_jump();
    }

    /// To the next row with a cursor position for which a test holds, in steps of `by`.
    pub(in crate::tui) fn step(&mut self, by: isize, test: impl Fn(&Self, Row) -> bool) {
        let mut at = self.cursor as isize + by;
        while let Some(&row) = usize::try_from(at).ok().and_then(|at| self.rows().get(at)) {
            if row.is_stop() && test(self, row) {
                self.set_cursor(at as usize);
                return;
            }
            at += by;
        }
    }

    /// The lowest line to which the detail pane scrolls.
    pub(in crate::tui) fn detail_end(&self) -> usize {
        self.detail.lines.len().saturating_sub(usize::from(self.layout().detail.height).max(1))
    }
}
