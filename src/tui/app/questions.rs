//! The questions that drawing, availability of actions and exports ask of the state.

use crate::index::{Bits, Index, RecordId};
use crate::lens::card::Link;
use crate::model::when::Zone;
use crate::model::{Quote, RecordRef};
use crate::query::period::Period;
use crate::query::{AsOf, Expr, FieldKey, Node, parse};
use crate::selection::Selection;
use crate::tui::view::View;

use super::{App, ClockZone, Focus, Message, Mode, marked};

impl App {
    /// What is shown.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The data and its index.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The records shown.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What has the keys.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The pane that has the keys.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// What is said to the person.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The record under the cursor, if it is shown.
    pub fn current(&self) -> Option<RecordId> {
        self.rows.get(self.cursor).and_then(|row| row.record())
    }

    /// The quote under the cursor.
    pub fn current_quote(&self) -> Option<&Quote> {
        match self.index.record(self.current()?) {
            RecordRef::Quote(id) => Some(&self.index.dataset.quotes[id]),
            RecordRef::Event(_) => None,
        }
    }

    /// The link under the cursor of the detail pane.
    pub fn current_link(&self) -> Option<&Link> {
        self.link.and_then(|link| self.detail.links.get(link)).map(|(link, _)| link)
    }

    /// The query as a tree; everything where it is wrong.
    pub fn query(&self) -> Node {
        parse(&self.view.query).unwrap_or_else(|_| Node::new(Expr::All, 0..0))
    }

    /// What `.` and `!` filter by: the link under the cursor, or the speaker of a quote, or the kind of an event.
    pub fn example(&self) -> Option<Node> {
        use crate::model::vocabulary::Vocabulary;
        let dataset = &self.index.dataset;
        let term =
            |field: &str, value: &str| FieldKey::parse(field).map(|field| Node::field(field, [value.to_owned()]));
        if self.focus == Focus::Detail
            && let Some(link) = self.current_link()
        {
            return match link {
                Link::Record(record) => term("id", self.index.id(*record)),
                Link::Person(id) => term("person", &dataset.persons[*id].id),
                Link::Party(id) => term("party", &dataset.parties[*id].id),
                Link::Topic(id) => term("topic", &dataset.topics[*id].id),
                Link::Place(id) => term("place", &dataset.places[*id].id),
                Link::Source(id) => term("source", &dataset.sources[*id].id),
                Link::Word(field, word) => term(field, word),
            };
        }
        match self.index.record(self.current()?) {
            RecordRef::Event(id) => term("kind", dataset.events[id].kind.base.word()),
            RecordRef::Quote(id) => match dataset.quotes[id].speaker.actor() {
                Some(crate::model::Actor::Person(person)) => term("by", &dataset.persons[person].id),
                Some(crate::model::Actor::Party(party)) => term("by", &dataset.parties[party].id),
                None => term("is", "anonymous"),
            },
        }
    }

    /// The address of the source under the cursor, else of the record's first source that has one that can be opened.
    pub fn source_url(&self) -> Option<String> {
        let dataset = &self.index.dataset;
        let openable = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        if let Some(Link::Source(id)) = self.current_link().filter(|_| self.focus == Focus::Detail) {
            return dataset.sources[*id].url.as_deref().filter(openable).map(ToOwned::to_owned);
        }
        let citations = dataset.sources_of(self.index.record(self.current()?));
        citations
            .iter()
            .find_map(|citation| dataset.sources[citation.source].url.as_deref().filter(openable))
            .map(ToOwned::to_owned)
    }

    /// The marked records.
    pub fn mark_bits(&self) -> Bits {
        marked(&self.index, &self.marks)
    }

    /// Whether a record is marked.
    pub fn is_marked(&self, record: RecordId) -> bool {
        self.marks.contains(self.index.id(record))
    }

    /// The period that the query keeps to.
    pub(crate) fn period(&self) -> Option<Period> {
        Period::of(&self.query())
    }

    /// The reference date.
    pub fn as_of(&self) -> Option<&AsOf> {
        self.as_of.as_ref()
    }

    /// Whether any record is marked.
    pub fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Whether a change can be undone.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether an undone change can be done again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Whether a link was followed.
    pub fn can_go_back(&self) -> bool {
        !self.visited.is_empty()
    }

    /// Whether anything was exported.
    pub fn has_exported(&self) -> bool {
        self.last_export.is_some()
    }

    /// The zone in which clock times are shown; nothing for that of each place.
    pub fn shown_zone(&self) -> Option<Zone> {
        match self.zone {
            ClockZone::Local => None,
            ClockZone::Utc => Some(Zone::UTC),
            ClockZone::Mine => Some(self.settings.home),
        }
    }

    /// The time now.
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        (self.clock)()
    }

    /// How many records were left out because of errors.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}
