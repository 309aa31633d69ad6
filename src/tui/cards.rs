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

    /// What the detail pane shows: the open card, else the record under the cursor.
    pub(in crate::tui) fn shown(&self) -> Option<Shown> {
        self.open_subject().map(Shown::Subject).or_else(|| self.current().map(Shown::Record))
    }

    /// Builds the card in the detail pane.
    pub(in crate::tui) fn build_card(&self, shown: Shown, options: Options<'_>) -> Card {
        match shown {
            Shown::Record(record) => card(self.index(), record, options),
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
        let record = self.current().map(|record| Anchor::of(self.index(), record));
        let (top, link) = (self.detail_top, self.link);
        self.visited.push(Visited { record, card: self.card.take(), top, link });
    }

    /// Goes back to where the last link was followed from.
    pub(in crate::tui) fn go_back(&mut self) {
        let Some(visited) = self.visited.pop() else { return };
        if let Some(record) = visited.record.and_then(|anchor| anchor.record(self.index()))
            && self.current() != Some(record)
        {
            self.go_to_record(record);
        }
        self.card = visited.card;
        self.detail_key = None;
        self.detail_from = Some((visited.top, visited.link));
    }

    /// Closes the open card when the cursor is on another record.
    pub(in crate::tui) fn close_card_after_move(&mut self, before: Option<RecordId>) {
        if self.current() != before {
            self.card = None;
        }
    }
}
