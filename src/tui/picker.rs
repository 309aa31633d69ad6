//! The picker: find a person, a topic, a party, a place or a source by a few letters of any spelling.

use super::line::Line;
use super::view::View;
use crate::index::{Bits, Index, Postings};
use crate::lens::words;
use crate::model::people::HasNames;
use crate::model::{Id, PartyId, Table};
use crate::names::search::{Candidate, Match, search};
use crate::query::fields::{self, Field};
use crate::query::{Node, edit};

/// What is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// A topic.
    Topic,
    /// A party.
    Party,
    /// A place.
    Place,
    /// A source.
    Source,
}

/// As what a person is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// In whatever part.
    Anywhere,
    /// Speaking.
    Speaking,
    /// Taking part.
    TakingPart,
}

impl Role {
    /// The role in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Speaking => "speaking",
            Self::TakingPart => "taking part",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Anywhere => Self::Speaking,
            Self::Speaking => Self::TakingPart,
            Self::TakingPart => Self::Anywhere,
        }
    }
}

/// Something that can be picked.
#[derive(Debug, Clone)]
pub struct Item {
    /// The written id.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// The side, for persons.
    pub party: Option<PartyId>,
    /// Office, parent, city, title: what tells it from others.
    pub about: String,
    /// How many of the selected records it has, as [`Role::Anywhere`], speaking, taking part.
    pub counts: [usize; 3],
}

/// The picker while it is open.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is picked.
    pub kind: Kind,
    /// What was typed.
    pub line: Line,
    /// Everything that can be picked.
    pub items: Vec<Item>,
    candidates: Vec<Candidate>,
    /// What was found, the best first.
    pub found: Vec<Match>,
    /// Which of the found is under the cursor.
    pub cursor: usize,
    /// The first one shown.
    pub top: usize,
    /// The items marked with Tab, by position.
    pub chosen: Vec<usize>,
    /// As what persons are looked for.
    pub role: Role,
    /// The view from before, and its first row on the screen: Esc leads back to exactly that.
    pub before: View,
    /// See `before`.
    pub before_top: usize,
    base: Node,
}

impl Picker {
    /// Opens a picker over a view: `base` is its query, `selected` its records.
    pub fn new(kind: Kind, index: &Index, (before, before_top): (View, usize), base: Node, selected: &Bits) -> Self {
        let dataset = &index.dataset;
        let relations = &index.relations;
        let one = |postings: &Postings, at: usize| [postings.count_in(selected, at), 0, 0];
        let (items, candidates) = match kind {
            Kind::Person => gather(&dataset.persons, |at, person| {
                let counts = [&relations.person, &relations.speaker, &relations.takes_part];
                (
                    person.party,
                    person.title_at(None).unwrap_or("").to_owned(),
                    counts.map(|of| of.count_in(selected, at)),
                )
            }),
            Kind::Party => gather(&dataset.parties, |at, party| {
                let parent = party.parent.map_or("", |parent| &dataset.parties[parent].name);
                (Some(PartyId::new(at)), parent.to_owned(), one(&relations.party, at))
            }),
            Kind::Topic => gather(&dataset.topics, |at, topic| {
                let wider = topic.parent.map(|parent| words::topic(dataset, parent)).unwrap_or_default();
                (None, wider, one(&relations.topic, at))
            }),
            Kind::Place => gather(&dataset.places, |at, place| {
                let about = [place.city.as_deref(), place.country.as_deref()];
                (None, about.into_iter().flatten().collect::<Vec<_>>().join(", "), one(&relations.place, at))
            }),
            Kind::Source => gather(&dataset.sources, |at, source| {
                let date = words::published(source).map(|date| format!("{date}  ")).unwrap_or_default();
                (None, format!("{date}{}", source.title), one(&relations.source, at))
            }),
        };
        let line = Line::default();
        let mut picker = Self {
            kind,
            line,
            items,
            candidates,
            found: Vec::new(),
            cursor: 0,
            top: 0,
            chosen: Vec::new(),
            role: Role::Anywhere,
            before,
            before_top,
            base,
        };
        picker.search();
        picker
    }

    /// What the picker is called.
    pub fn title(&self) -> &'static str {
        match self.kind {
            Kind::Person => "Person",
            Kind::Topic => "Topic",
            Kind::Party => "Party",
            Kind::Place => "Place",
            Kind::Source => "Source",
        }
    }

    /// Finds again what the text means.
    pub fn search(&mut self) {
        self.found = search(self.line.text(), &self.candidates);
        if self.line.text().trim().is_empty() {
            // Nothing typed yet: who has most of what is selected comes first.
            let role = self.role as usize;
            let items = &self.items;
            self.found.sort_by(|a, b| {
                let (a, b) = (&items[a.candidate], &items[b.candidate]);
                b.counts[role].cmp(&a.counts[role]).then_with(|| a.name.cmp(&b.name))
            });
        }
        (self.cursor, self.top) = (0, 0);
    }

    /// Looks for persons in the next role.
    pub fn next_role(&mut self) {
        if self.kind == Kind::Person {
            self.role = self.role.next();
            let cursor = self.cursor;
            self.search();
            self.cursor = cursor.min(self.found.len().saturating_sub(1));
        }
    }

    /// The item under the cursor.
    pub fn current(&self) -> Option<usize> {
        self.found.get(self.cursor).map(|hit| hit.candidate)
    }

    /// How many of the selected records an item has, in the role looked for.
    pub fn count(&self, item: usize) -> usize {
        self.items[item].counts[self.role as usize]
    }

    /// Marks the item under the cursor, or unmarks it.
    pub fn toggle(&mut self) {
        if let Some(item) = self.current() {
            match self.chosen.iter().position(|chosen| *chosen == item) {
                Some(at) => {
                    self.chosen.remove(at);
                }
                None => self.chosen.push(item),
            }
        }
    }

    /// The query that the picker's choice makes: with the marked items, or else the one under the cursor; without an item
    /// the query from before.
    pub fn query(&self, exclude: bool) -> Node {
        let chosen: Vec<usize> =
            if self.chosen.is_empty() { self.current().into_iter().collect() } else { self.chosen.clone() };
        if chosen.is_empty() {
            return self.base.clone();
        }
        let ids = chosen.into_iter().map(|item| self.items[item].id.clone());
        let condition = if self.role == Role::TakingPart {
            // All values of `with:` are wanted; here any of the marked persons will do.
            Node::or(ids.map(|id| Node::field(self.field(), [id])).collect())
        } else {
            Node::field(self.field(), ids)
        };
        edit::narrow(&self.base, if exclude { condition.negated() } else { condition })
    }

    fn field(&self) -> &'static Field {
        let name = match (self.kind, self.role) {
            (Kind::Person, Role::Anywhere) => "person",
            (Kind::Person, Role::Speaking) => "by",
            (Kind::Person, Role::TakingPart) => "with",
            (Kind::Topic, _) => "topic",
            (Kind::Party, _) => "party",
            (Kind::Place, _) => "place",
            (Kind::Source, _) => "source",
        };
        fields::find(name).unwrap_or(&fields::FIELDS[0])
    }
}

/// What is told of an item besides its name: side, something that tells it from others, counts.
type Told = (Option<PartyId>, String, [usize; 3]);

fn gather<I: Id, T: HasNames>(table: &Table<I, T>, tell: impl Fn(usize, &T) -> Told) -> (Vec<Item>, Vec<Candidate>) {
    let rows = table.iter().map(|(id, row)| {
        let (party, about, counts) = tell(id.index(), row);
        let clean = |text: &str| crate::plain::line(text).into_owned();
        let item = Item { id: row.id().to_owned(), name: clean(row.name()), party, about: clean(&about), counts };
        let aliases = row.aliases().iter().filter(|alias| !alias.is_weak()).map(|alias| &*alias.name);
        let candidate = Candidate::new([&*item.name].into_iter().chain(aliases).chain(row.handles()).chain([row.id()]));
        (item, candidate)
    });
    rows.unzip()
}
