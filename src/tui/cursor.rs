//! The cursor and scroll position of the list.

use super::state::State;
use crate::index::RecordId;
use crate::lens::rows::Row;
use crate::view::Anchor;

impl State {
    /// Places the cursor on the anchor record if it is shown, else on the next selected record after it, else on the last one.
    /// Context events are skipped because they were not selected. In a sorted table there is no "after", and the first row is
    /// used.
    pub(in crate::tui) fn place_cursor(&mut self) {
        if self.sheet.grid.is_some() {
            self.place_grid_cursor();
            return;
        }
        let found = self.row_of_anchor();
        self.cursor = found.unwrap_or(0);
        if let Some(record) = found.and_then(|at| self.rows().get(at)).and_then(Row::record) {
            self.view.current = Some(Anchor::of(&self.answered.index, record));
        }
        self.scroll_after_jump();
    }

    /// The row on which to place the cursor.
    fn row_of_anchor(&self) -> Option<usize> {
        let (index, rows) = (&self.answered.index, self.rows());
        let selected = |record| self.answered.selection.records.contains(record);
        let reverse = self.view.reverse;
        let anchor = self.view.current.as_ref();
        let target = anchor.and_then(|anchor| anchor.record(index));
        if let Some(exact) = target.and_then(|target| rows.row_of(target)) {
            return Some(exact);
        }
        let sorted = self.sheet.sorted.is_some();
        let reached = anchor.map(|anchor| anchor.reached(index));
        let after = |record: RecordId| match &reached {
            Some(reached) if !sorted => selected(record) && reached(record) != reverse,
            _ => selected(record),
        };
        let found = match target {
            Some(target) if !sorted => rows.find_from(target, after),
            _ => rows.find(after),
        };
        let last = || (0..rows.len()).rev().find(|at| rows.get(*at).and_then(Row::record).is_some_and(selected));
        found.or_else(last)
    }

    /// Moves the cursor to the first row that is new at the reference date, if there is one.
    pub(in crate::tui) fn go_to_first_new(&mut self) {
        let is_new = |record: RecordId| self.is_new(record) && self.answered.selection.records.contains(record);
        if let Some(at) = self.rows().find(is_new) {
            self.jump(at);
        }
    }

    /// Stores the record under the cursor in the view.
    pub(in crate::tui) fn update_anchor(&mut self) {
        if self.sheet.grid.is_some() {
            self.keep_cell();
        } else if let Some(record) = self.current() {
            self.view.current = Some(Anchor::of(&self.answered.index, record));
        }
    }

    /// Moves the cursor to a row.
    pub(in crate::tui) fn set_cursor(&mut self, at: usize) {
        let before = self.place();
        self.cursor = at;
        self.close_card_after_move(before);
        self.update_anchor();
        self.scroll_to_cursor();
    }

    /// Moves the cursor to a row that may be far away.
    pub(in crate::tui) fn jump(&mut self, at: usize) {
        let before = self.place();
        self.cursor = at;
        self.close_card_after_move(before);
        self.update_anchor();
        self.scroll_after_jump();
    }

    /// Moves the cursor to the next row, or the one before, that can hold it.
    pub(in crate::tui) fn step(&mut self, forward: bool) {
        let (rows, cursor) = (self.rows(), self.cursor);
        let stops = |at: &usize| rows.is_stop(*at);
        let found =
            if forward { (cursor + 1..rows.len()).find(stops) } else { (0..cursor.min(rows.len())).rev().find(stops) };
        if let Some(at) = found {
            self.set_cursor(at);
        }
    }

    /// Moves the cursor to the next row, or the last one before, whose record passes a test.
    pub(in crate::tui) fn step_to(&mut self, forward: bool, test: impl Fn(&Self, RecordId) -> bool) {
        if let Some(at) = self.rows().next(self.cursor, forward, |record| test(self, record)) {
            self.set_cursor(at);
        }
    }

    /// The maximum scroll position of the detail pane.
    pub(in crate::tui) fn detail_end(&self) -> usize {
        self.detail.lines.len().saturating_sub(usize::from(self.layout().detail.height).max(1))
    }
}
