//! Read access to the state, for drawing, exports and the availability of actions.

use super::state::{ClockZone, Focus, Message, State};
use crate::index::RecordId;
use crate::lens;
use crate::lens::card::{Link, Subject};
use crate::lens::rows::{Row, Rows};
use crate::model::vocabulary::Vocabulary;
use crate::model::when::Zone;
use crate::model::when::calendar::date;
use crate::model::{Quote, RecordRef};
use crate::query::period::Period;
use crate::query::{AsOf, FieldKey, Node, parse, waits_for_words};
use crate::selection::Selection;
use crate::tui::action::{Info, Need};
use crate::tui::overlay::choice::Offer;
use crate::tui::wrap::DetailLine;
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
        let row = self.rows().get(self.cursor)?;
        if matches!(row, Row::Grid(_)) { self.cell_record() } else { row.record() }
    }

    /// The rows of the list, the position of the one under the cursor, and that of the first one shown.
    pub fn list(&self) -> (&Rows, usize, usize) {
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

    /// The text of that link, for tests.
    pub fn current_link_text(&self) -> Option<String> {
        let link = self.link?;
        let runs = self.detail.lines.iter().flat_map(|line| match line {
            DetailLine::Text { spans, .. } => spans.as_slice(),
            _ => &[],
        });
        let words: Vec<&str> = runs.filter(|run| run.link == Some(link)).map(|run| run.text.trim()).collect();
        Some(words.join(" "))
    }

    /// The parsed query of the view; one that matches everything if it is invalid.
    pub(in crate::tui) fn query(&self) -> Node {
        parse(&self.view.query).unwrap_or_else(|_| Node::all())
    }

    /// The condition to filter by what is under the cursor: the link, the speaker of a quote, the kind of an event.
    pub(in crate::tui) fn example(&self) -> Option<Node> {
        let dataset = &self.index().dataset;
        let term = |field: FieldKey, value: &str| Some(Node::field(field, [value.to_owned()]));
        if self.focus == Focus::Detail
            && let Some(link) = self.current_link()
        {
            return match link {
                Link::Record(record) => term(FieldKey::Id, self.index().id(*record)),
                Link::Subject(subject) => Some(subject.condition(dataset)),
                Link::Word(field, word) => term(FieldKey::parse(field)?, word),
            };
        }
        if let Some(subject) = self.open_subject() {
            return Some(subject.condition(dataset));
        }
        if let Some((grid, at)) = self.current_cell() {
            return grid.query(at);
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

    /// The conditions that the event under the cursor of the list stands for; empty if there is none.
    pub(in crate::tui) fn event_choices(&self) -> Vec<Offer> {
        // A cell of a grid stands for something else.
        let in_list = self.focus == Focus::List && self.sheet.grid.is_none();
        let Some(record) = self.current().filter(|_| in_list) else { return Vec::new() };
        let RecordRef::Event(id) = self.index().record(record) else { return Vec::new() };
        let (dataset, event) = (&self.index().dataset, &self.index().dataset.events[id]);
        let offer = |category, name: &str, field: FieldKey, value: &str| Offer {
            category,
            name: name.to_owned(),
            condition: Node::field(field, [value.to_owned()]),
        };
        let mut offers = vec![offer("kind", dataset.kind_label(event), FieldKey::Kind, event.kind.base.word())];
        if let Some(day) = self.index().times.day(record).and_then(date) {
            let day = day.format("%Y-%m-%d").to_string();
            offers.push(offer("day", &day, FieldKey::In, &day));
        }
        offers.extend(event.place.map(|place| {
            let place = &dataset.places[place];
            offer("place", &place.name, FieldKey::Place, &place.id)
        }));
        for delegation in &event.delegations {
            let party = &dataset.parties[delegation.party];
            offers.push(offer("party", &party.name, FieldKey::Party, &party.id));
            offers.extend(delegation.people.iter().map(|person| {
                let person = &dataset.persons[*person];
                offer("person", &person.name, FieldKey::Person, &person.id)
            }));
        }
        offers.extend(event.topics.iter().map(|topic| {
            let topic = &dataset.topics[*topic];
            offer("topic", &topic.name, FieldKey::Topic, &topic.id)
        }));
        offers
    }

    /// The URL of the source under the cursor, else of the first source of the record with an http(s) URL.
    pub(in crate::tui) fn source_url(&self) -> Option<String> {
        let dataset = &self.index().dataset;
        let openable = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let linked = match self.current_link().filter(|_| self.focus == Focus::Detail) {
            Some(Link::Subject(Subject::Source(id))) => Some(*id),
            _ => match self.open_subject() {
                Some(Subject::Source(id)) => Some(id),
                _ => None,
            },
        };
        if let Some(id) = linked {
            return dataset.sources[id].url.as_deref().filter(openable).map(ToOwned::to_owned);
        }
        let citations = dataset.sources_of(self.index().record(self.current()?));
        citations
            .iter()
            .find_map(|citation| dataset.sources[citation.source].url.as_deref().filter(openable))
            .map(ToOwned::to_owned)
    }

    /// That the words are still to be indexed, as notes for the status bar of which the first is the most detailed; none if
    /// they are.
    pub(in crate::tui) fn indexing(&self) -> &'static [&'static str] {
        if self.data.snapshots.whole().has_words() {
            &[]
        } else if waits_for_words(&self.answered.node, self.index()) {
            &[" indexing words; the list is not filtered by words yet ", " indexing words; not filtered by them yet "]
        } else {
            &[" indexing words "]
        }
    }

    /// Whether a record is marked.
    pub(in crate::tui) fn is_marked(&self, record: RecordId) -> bool {
        self.answered.marks.contains(record)
    }

    /// Whether a record is new at the reference date.
    pub(in crate::tui) fn is_new(&self, record: RecordId) -> bool {
        self.news.contains(record)
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
            Need::Finer if self.levels().is_some() => {
                (self.levels().is_some_and(|(shown, all)| shown < all), "all levels are shown")
            }
            Need::Coarser if self.levels().is_some() => {
                (self.levels().is_some_and(|(shown, _)| shown > 1), "only the highest level is shown")
            }
            Need::Finer => (self.view.zoom.finer().is_some(), "already grouped by day"),
            Need::Coarser => (self.view.zoom.coarser().is_some(), "already grouped by year"),
            Need::Undo => (self.history.can_undo(), "nothing to undo"),
            Need::Redo => (self.history.can_redo(), "nothing to redo"),
            Need::Visited => (!self.visited.is_empty(), "no link followed yet"),
            Need::Hits => (
                self.query().words().is_some() || !self.marks.is_empty(),
                "no words in the query and no marked records; {mark} marks one",
            ),
            Need::Source => (self.source_url().is_some(), "no source with a URL"),
            Need::Exported => (self.last_export.is_some(), "nothing exported yet; {export} exports"),
            Need::Table => (self.sheet.is_table(), "this lens is not a table"),
            Need::Modes => (
                lens::find(self.view.lens).is_some_and(|lens| !lens.modes.is_empty()),
                "this lens is shown in only one way",
            ),
            Need::Versions => {
                (self.sheet.grid.as_ref().is_some_and(|grid| grid.compares), "only where versions are compared")
            }
            Need::Suspend => (cfg!(unix), "not supported on this platform"),
        };
        (!met).then_some(missing)
    }
}
