//! The picker: find a person, a topic, a party, a place or a source by a few letters of any spelling.

use super::line::Line;
use super::view::View;
use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::model::PartyId;
use crate::names::search::{Candidate, Match, search};
use crate::query::fields::{self, Field};
use crate::query::{Node, edit};

/// As what a person is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonRole {
    /// In whatever part.
    Anywhere,
    /// Speaking.
    Speaking,
    /// Taking part.
    TakingPart,
}

impl PersonRole {
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
    /// How many of the selected records it has, as [`PersonRole::Anywhere`], speaking, taking part.
    pub counts: [usize; 3],
}

/// The picker while it is open.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is picked.
    pub kind: Category,
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
    pub role: PersonRole,
    /// The view from before, and its first row on the screen: Esc leads back to exactly that.
    pub before: View,
    /// See `before`.
    pub before_top: usize,
    base: Node,
}

impl Picker {
    /// Opens a picker over a view: `base` is its query, `selected` its records.
    pub fn new(
        kind: Category,
        index: &Index,
        (before, before_top): (View, usize),
        base: Node,
        selected: &Bits,
    ) -> Self {
        let catalog = index.catalog(kind);
        let mut counts: Vec<[usize; 3]> =
            catalog.counts(index, selected).into_iter().map(|count| [count, 0, 0]).collect();
        if kind == Category::Person {
            for (at, counts) in counts.iter_mut().enumerate() {
                counts[1] = index.relations.speaker.count_in(selected, at);
                counts[2] = index.relations.takes_part.count_in(selected, at);
            }
        }
        let items = catalog.entries.iter().cloned().zip(counts);
        let items = items.map(|(entry, counts)| Item {
            id: entry.id,
            name: entry.name,
            party: entry.party,
            about: entry.about,
            counts,
        });
        let (items, candidates) = (items.collect(), catalog.candidates.clone());
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
            role: PersonRole::Anywhere,
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
            Category::Person => "Person",
            Category::Topic => "Topic",
            Category::Party => "Party",
            Category::Place => "Place",
            Category::Source => "Source",
            Category::Kind => "Kind",
            Category::Stance => "Stance",
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
        if self.kind == Category::Person {
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
        let condition = if self.role == PersonRole::TakingPart {
            // All values of `with:` are wanted; here any of the marked persons will do.
            Node::or(ids.map(|id| Node::field(self.field(), [id])).collect())
        } else {
            Node::field(self.field(), ids)
        };
        edit::narrow(&self.base, if exclude { condition.negated() } else { condition })
    }

    fn field(&self) -> &'static Field {
        let named = |name| fields::find(name).unwrap_or(&fields::FIELDS[0]);
        match (self.kind, self.role) {
            (Category::Person, PersonRole::Speaking) => named("by"),
            (Category::Person, PersonRole::TakingPart) => named("with"),
            (kind, _) => kind.field(),
        }
    }
}
