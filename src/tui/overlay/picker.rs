//! The picker: finds a person, topic, party, place or source by a few letters in any spelling. The list behind it previews
//! the result.

mod item;

use ratatui::layout::{Position, Rect};

use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::lens::card::Subject;
use crate::names::search::{Candidate, Match, search};
use crate::query::print::print;
use crate::query::{FieldKey, Node, edit};
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::menu::Menu;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;
use item::{Item, PersonRole, Row};

/// A picker.
#[derive(Debug)]
pub(crate) struct Picker {
    category: Category,
    menu: Menu,
    items: Vec<Item>,
    candidates: Vec<Candidate>,
    /// The matches, best first.
    found: Vec<Match>,
    /// The indices of the marked items.
    chosen: Vec<usize>,
    role: PersonRole,
    /// The query to add the condition to.
    base: Node,
}

impl Picker {
    /// Creates a picker for a category.
    pub(crate) fn new(category: Category, state: &State) -> Self {
        let mut picker = Self {
            category,
            menu: Menu::default(),
            items: Vec::new(),
            candidates: Vec::new(),
            found: Vec::new(),
            chosen: Vec::new(),
            role: PersonRole::Any,
            base: state.query(),
        };
        picker.gather(state.index(), &state.selection().records);
        picker
    }

    /// Collects names and counts from the data.
    fn gather(&mut self, index: &Index, selected: &Bits) {
        let catalog = index.catalog(self.category);
        let mut counts: Vec<[usize; 3]> =
            catalog.counts(index, selected).into_iter().map(|count| [count, 0, 0]).collect();
        if self.category == Category::Person {
            let chosen = index.chosen(selected);
            for (at, counts) in counts.iter_mut().enumerate() {
                counts[1] = index.relations.speaker.count_in(&chosen, at);
                counts[2] = index.relations.takes_part.count_in(&chosen, at);
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
        (self.items, self.candidates) = (items.collect(), catalog.candidates.clone());
        self.search();
    }

    fn title(&self) -> &'static str {
        match self.category {
            Category::Person => "Person",
            Category::Topic => "Topic",
            Category::Party => "Party",
            Category::Place => "Place",
            Category::Source => "Source",
            Category::Kind => "Kind",
            Category::Stance => "Stance",
            Category::Document => "Document",
        }
    }

    /// Updates the matches.
    fn search(&mut self) {
        self.found = search(self.menu.line.text(), &self.candidates);
        if self.menu.line.text().trim().is_empty() {
            // Without a text, sort by number of selected records.
            let role = self.role as usize;
            let items = &self.items;
            self.found.sort_by(|a, b| {
                let (a, b) = (&items[a.candidate], &items[b.candidate]);
                b.counts[role].cmp(&a.counts[role]).then_with(|| a.name.cmp(&b.name))
            });
        }
        self.menu.reset();
    }

    fn next_role(&mut self) {
        if self.category == Category::Person {
            self.role = self.role.next();
            let cursor = self.menu.cursor;
            self.search();
            self.menu.cursor = cursor.min(self.found.len().saturating_sub(1));
        }
    }

    /// The item under the cursor.
    fn current(&self) -> Option<usize> {
        self.found.get(self.menu.cursor).map(|hit| hit.candidate)
    }

    /// Toggles the mark of the item under the cursor.
    fn toggle(&mut self) {
        if let Some(item) = self.current() {
            match self.chosen.iter().position(|chosen| *chosen == item) {
                Some(at) => {
                    self.chosen.remove(at);
                }
                None => self.chosen.push(item),
            }
        }
    }

    /// The query with a condition for the marked items, or for the one under the cursor. Without an item, the original query.
    fn query(&self, exclude: bool) -> Node {
        let chosen: Vec<usize> =
            if self.chosen.is_empty() { self.current().into_iter().collect() } else { self.chosen.clone() };
        if chosen.is_empty() {
            return self.base.clone();
        }
        let ids = chosen.into_iter().map(|item| self.items[item].id.clone());
        let condition = if self.role == PersonRole::Participant {
            // `with:` requires all of its values; here any of the marked persons is enough.
            Node::or(ids.map(|id| Node::field(self.field(), [id])).collect())
        } else {
            Node::field(self.field(), ids)
        };
        edit::narrow(&self.base, if exclude { condition.negated() } else { condition })
    }

    fn field(&self) -> FieldKey {
        match (self.category, self.role) {
            (Category::Person, PersonRole::Speaker) => FieldKey::By,
            (Category::Person, PersonRole::Participant) => FieldKey::With,
            (category, _) => category.field(),
        }
    }

    /// Previews the result behind the picker. If nothing has been typed or marked, restores the previous view.
    fn preview(&mut self, state: &mut State, before: &View) {
        self.menu.reveal(state.layout().picker_rows());
        let mut view = before.clone();
        let untouched = self.menu.line.text().is_empty() && self.chosen.is_empty() && self.menu.cursor == 0;
        if !untouched {
            view.query = print(&self.query(false));
            (view.filtered, view.ranged) = (true, true);
        }
        if *state.view() != view {
            state.show(view);
        }
    }

    fn apply(&self, state: &mut State, before: &View, exclude: bool) -> Reply {
        let current = state.view().current.clone();
        state.show(before.clone());
        let mut view = state.view().clone();
        view.query = print(&self.query(exclude));
        (view.filtered, view.ranged) = (true, true);
        if !exclude {
            // Keep the cursor on the record shown in the preview.
            view.current = current.filter(|anchor| anchor.record(state.index()).is_some()).or(before.current.clone());
        }
        state.show(view);
        Reply::close()
    }
}

impl Overlay for Picker {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Picker, Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply {
        use action::{Menu as M, Picker as P};
        match action {
            Action::Overlay(action::Overlay::Accept) => return self.apply(state, before, false),
            Action::Picker(P::Exclude) => return self.apply(state, before, true),
            Action::Picker(P::Card) => {
                let id = self.current().map(|item| self.items[item].id.as_str());
                let dataset = &state.index().dataset;
                let subject = id.and_then(|id| Subject::find(dataset, self.category.field(), id));
                return subject.map_or(Reply::Stay, Reply::Card);
            }
            Action::Overlay(action::Overlay::Cancel) => return Reply::Restore,
            Action::Picker(P::Role) => self.next_role(),
            Action::Picker(P::Mark) => {
                self.toggle();
                self.menu.act(M::Down, self.found.len());
            }
            Action::Picker(P::MarkBack) => {
                self.toggle();
                self.menu.act(M::Up, self.found.len());
            }
            Action::Menu(action) => self.menu.act(action, self.found.len()),
            _ => return Reply::Stay,
        }
        self.preview(state, before);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.menu.line)
    }

    fn typed(&mut self, state: &mut State, before: &View) {
        self.search();
        self.preview(state, before);
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        let cursor = self.menu.cursor;
        self.chosen.clear();
        self.gather(state.index(), &state.selection().records.clone());
        self.menu.cursor = cursor.min(self.found.len().saturating_sub(1));
        self.menu.reveal(state.layout().picker_rows());
        true
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::Picker as P;
        let [accept, cancel] = accept_or_cancel("apply");
        let mut hints = vec![accept];
        hints.extend([P::Mark, P::Exclude, P::Card].map(|action| Hint::of(Action::Picker(action))));
        hints.extend((self.category == Category::Person).then(|| Hint::of(Action::Picker(P::Role))));
        hints.push(cancel);
        hints
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let area = areas.picker();
        if area.is_empty() {
            return None;
        }
        let title = match self.category {
            Category::Person => format!("{} ({})", self.title(), self.role.label()),
            _ => self.title().to_owned(),
        };
        let inner = paint.boxed(area, &title);
        let theme = paint.theme;
        let found = format!("{} of {} ", self.found.len(), self.items.len());
        let top = Paint::row(inner, 0);
        let from = paint.right(top, 12, &[(&found, theme.dim)]);
        let cursor = edit_line(Rect { width: from, ..top }, &self.menu.line, "", None, paint);
        let rows = areas.picker_rows().min(usize::from(inner.height.saturating_sub(3)));
        for down in 0..rows {
            let at = self.menu.top + down;
            let Some(hit) = self.found.get(at) else { break };
            let line = Paint::row(inner, down as u16 + 2);
            let item = &self.items[hit.candidate];
            let row = Row { hit, count: item.counts[self.role as usize], chosen: self.chosen.contains(&hit.candidate) };
            item::draw(item, &row, state, line, paint);
            if at == self.menu.cursor {
                paint.cursor(line);
            }
        }
        if self.found.is_empty() {
            paint.text(Paint::row(inner, 2), 2, "no matches", theme.dim);
        }
        if inner.height > 3 {
            let hints = hint_text(&self.hints(state), &state.keys);
            paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        }
        cursor
    }
}
