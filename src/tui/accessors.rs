//! Read access to the state, for drawing, exports and the availability of actions.

use super::state::{ClockZone, Focus, Message, State};
use crate::index::RecordId;
use crate::lens::card::Link;
use crate::lens::rows::Row;
use crate::model::when::Zone;
use crate::model::{Quote, RecordRef};
use crate::query::period::Period;
use crate::query::{AsOf, FieldKey, Node, parse};
use crate::selection::Selection;
use crate::tui::action::{Info, Need};
use crate::view::{Marks, View};

impl State {
    /// The current view.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The selected records.
    pub fn selection(&self) -> &Selection {
        &self.answered.selection
    }

    /// The focused pane.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// The message in the status bar.
    pub(crate) fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The record under the cursor.
    pub fn current(&self) -> Option<RecordId> {
        self.rows().get(self.cursor).and_then(|row| row.record())
    }

    /// The rows of the list, the position of the one under the cursor, and that of the first one shown.
    pub fn list(&self) -> (&[Row], usize, usize) {
        (self.rows(), self.cursor, self.top)
    }

    /// The ids of the marked records.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The quote under the cursor.
    pub(in crate::tui) fn current_quote(&self) -> Option<&Quote> {
        match self.index().record(self.current()?) {
            RecordRef::Quote(id) => Some(&self.index().dataset.quotes[id]),
            RecordRef::Event(_) => None,
        }
    }

    /// The link under the cursor of the detail pane.
    pub fn current_link(&self) -> Option<&Link> {
        self.link.and_then(|link| self.detail.links.get(link)).map(|(link, _)| link)
    }

    /// The parsed query of the view; one that matches everything if it is invalid.
    pub(in crate::tui) fn query(&self) -> Node {
        parse(&self.view.query).unwrap_or_else(|_| Node::all())
    }

    /// The condition to filter by what is under the cursor: the link, the speaker of a quote, the kind of an event.
    pub(in crate::tui) fn example(&self) -> Option<Node> {
        use crate::model::vocabulary::Vocabulary;
        let dataset = &self.index().dataset;
        let term = |field: FieldKey, value: &str| Some(Node::field(field, [value.to_owned()]));
        if self.focus == Focus::Detail
            && let Some(link) = self.current_link()
        {
            return match link {
                Link::Record(record) => term(FieldKey::Id, self.index().id(*record)),
                Link::Person(id) => term(FieldKey::Person, &dataset.persons[*id].id),
                Link::Party(id) => term(FieldKey::Party, &dataset.parties[*id].id),
                Link::Topic(id) => term(FieldKey::Topic, &dataset.topics[*id].id),
                Link::Place(id) => term(FieldKey::Place, &dataset.places[*id].id),
                Link::Source(id) => term(FieldKey::Source, &dataset.sources[*id].id),
                Link::Word(field, word) => term(FieldKey::parse(field)?, word),
            };
        }
        match self.index().record(self.current()?) {
            RecordRef::Event(id) => term(FieldKey::Kind, dataset.events[id].kind.base.word()),
            RecordRef::Quote(id) => match dataset.quotes[id].speaker.actor() {
                Some(crate::model::Actor::Person(person)) => term(FieldKey::By, &dataset.persons[person].id),
                Some(crate::model::Actor::Party(party)) => term(FieldKey::By, &dataset.parties[party].id),
                None => term(FieldKey::Is, "anonymous"),
            },
        }
    }

    /// The URL of the source under the cursor, else of the first source of the record with an http(s) URL.
    pub(in crate::tui) fn source_url(&self) -> Option<String> {
        let dataset = &self.index().dataset;
        let openable = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        if let Some(Link::Source(id)) = self.current_link().filter(|_| self.focus == Focus::Detail) {
            return dataset.sources[*id].url.as_deref().filter(openable).map(ToOwned::to_owned);
        }
        let citations = dataset.sources_of(self.index().record(self.current()?));
        citations
            .iter()
            .find_map(|citation| dataset.sources[citation.source].url.as_deref().filter(openable))
            .map(ToOwned::to_owned)
    }

    /// Whether a record is marked.
    pub(in crate::tui) fn is_marked(&self, record: RecordId) -> bool {
        self.answered.marks.contains(record)
    }

    /// Whether any record is marked.
    pub(in crate::tui) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// The period of the query.
    pub(in crate::tui) fn period(&self) -> Option<Period> {
        Period::of(&self.query())
    }

    /// The reference date.
    pub(crate) fn as_of(&self) -> Option<&AsOf> {
        self.answered.as_of.as_ref()
    }

    /// The time zone for clock times; `None` for the local zone of each place.
    pub(in crate::tui) fn shown_zone(&self) -> Option<Zone> {
        match self.zone {
            ClockZone::Local => None,
            ClockZone::Utc => Some(Zone::UTC),
            ClockZone::Mine => Some(self.settings.home),
        }
    }

    /// The current time.
    pub(in crate::tui) fn now(&self) -> chrono::DateTime<chrono::Utc> {
        (self.clock)()
    }

    /// Whether an action is available.
    pub(in crate::tui) fn is_available(&self, info: &Info) -> bool {
        self.missing(info.need).is_none()
    }

    /// Why a requirement is not met, as a message; `None` if it is met.
    pub(in crate::tui) fn missing(&self, need: Need) -> Option<&'static str> {
        let (met, missing) = match need {
            Need::Nothing => return None,
            Need::TwoPanes => (self.layout().two_panes(), "list and detail are not side by side"),
            Need::Record => (self.current().is_some(), "no record under the cursor"),
            Need::Quote => (self.current_quote().is_some(), "no quote under the cursor"),
            Need::Example => (self.example().is_some(), "nothing to filter by under the cursor"),
            Need::Query => (!self.view.query.is_empty(), "no filter"),
            Need::Period => (self.period().is_some(), "no period in the query"),
            Need::PeriodOrRecord => (self.period().is_some() || self.current().is_some(), "no record under the cursor"),
            Need::Finer => (self.view.zoom.finer().is_some(), "already grouped by day"),
            Need::Coarser => (self.view.zoom.coarser().is_some(), "already grouped by year"),
            Need::Undo => (self.history.can_undo(), "nothing to undo"),
            Need::Redo => (self.history.can_redo(), "nothing to redo"),
            Need::Visited => (!self.visited.is_empty(), "no link followed yet"),
            Need::Marks => (!self.marks.is_empty(), "no marked records; {mark} marks one"),
            Need::Source => (self.source_url().is_some(), "no source with a URL"),
            Need::Exported => (self.last_export.is_some(), "nothing exported yet; {export} exports"),
            Need::Table => (!self.sheet.columns.is_empty(), "this lens is not a table"),
            Need::Suspend => (cfg!(unix), "not supported on this platform"),
        };
        (!met).then_some(missing)
    }
}
