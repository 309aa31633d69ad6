//! The card in the detail pane: that of the record under the cursor, or that of a person, party, topic, place, source or
//! document opened instead of it; and the way back along followed links.

use super::detail::{Shown, SubjectKey, Visited};
use super::state::{Focus, State};
use crate::index::RecordId;
use crate::lens::card::{Card, Options, Scope, Subject, card, subject_card};
use crate::view::Anchor;

impl State {
    /// The subject whose card is open.
    pub(in crate::tui) fn open_subject(&self) -> Option<Subject> {
        self.card.as_ref()?.find(&self.index().dataset)
    }

    /// What the detail pane shows: the open card, else the cell or record under the cursor.
    pub(in crate::tui) fn shown(&self) -> Option<Shown> {
        let opened = self.focus == Focus::Detail;
        let cell = || self.current_cell().map(|(_, (row, column))| Shown::Cell(row, column, opened));
        let here = || cell().or_else(|| self.current().map(Shown::Record));
        self.open_subject().map(Shown::Subject).or_else(here)
    }

    /// Builds the card in the detail pane.
    pub(in crate::tui) fn build_card(&self, shown: Shown, options: Options<'_>) -> Card {
        match shown {
            Shown::Record(record) => card(self.index(), record, options),
            Shown::Cell(row, column, _) => {
                let grid = self.sheet.grid.as_ref();
                grid.map_or_else(Card::default, |grid| grid.card(self.index(), (row, column), options))
            }
            Shown::Subject(subject) => {
                let scope = Scope { index: self.index(), selected: &self.selection().records, options };
                subject_card(scope, subject)
            }
        }
    }

    /// Opens the card of a subject in the detail pane.
    pub(in crate::tui) fn open_card(&mut self, subject: Subject) {
        self.leave();
        self.card = Some(SubjectKey::of(&self.index().dataset, subject));
        self.focus = Focus::Detail;
    }

    /// Follows a link to a record.
    pub(in crate::tui) fn follow(&mut self, record: RecordId) {
        self.leave();
        self.card = None;
        self.go_to_record(record);
    }

    /// Remembers the place in the detail pane before leaving it for another card or record.
    fn leave(&mut self) {
        let grid = self.sheet.grid.is_some().then(|| self.view.clone());
        let record = self.current().filter(|_| grid.is_none()).map(|record| Anchor::of(self.index(), record));
        let (top, link) = (self.detail_top, self.link);
        self.visited.push(Visited { grid, record, card: self.card.take(), top, link });
    }

    /// Goes back to where the last link was followed from.
    pub(in crate::tui) fn go_back(&mut self) {
        let Some(visited) = self.visited.pop() else { return };
        if let Some(view) = visited.grid.filter(|view| !self.view.shows_the_same(view)) {
            self.history.push(self.view.clone());
            self.show(view);
        }
        if let Some(record) = visited.record.and_then(|anchor| anchor.record(self.index()))
            && self.current() != Some(record)
        {
            self.go_to_record(record);
        }
        self.card = visited.card;
        self.detail_key = None;
        self.detail_from = Some((visited.top, visited.link));
    }

    /// Closes the open card when the cursor is on another row or column.
    pub(in crate::tui) fn close_card_after_move(&mut self, before: (usize, usize)) {
        if self.place() != before {
            self.card = None;
        }
    }

    /// The row and, in a grid, the column under the cursor.
    pub(in crate::tui) fn place(&self) -> (usize, usize) {
        (self.cursor, self.grid_cursor.column)
    }
}
