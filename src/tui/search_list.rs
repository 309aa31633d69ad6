//! A list of items that a text field searches, as in help, the list of views and the choice of a condition.

use super::action::Menu as Move;
use super::menu::Menu;
use crate::names::search::{Candidate, search};

/// Items with the text field that searches them.
#[derive(Debug)]
pub(crate) struct SearchList<T> {
    /// The text field, with the cursor and scroll position among the matching items.
    pub(crate) menu: Menu,
    items: Vec<T>,
    candidates: Vec<Candidate>,
    /// The indices of the matching items, best first.
    found: Vec<usize>,
}

impl<T> SearchList<T> {
    /// Creates a list that shows all items. `candidate` gives the names by which an item is found.
    pub(crate) fn new(items: Vec<T>, candidate: impl Fn(&T) -> Candidate) -> Self {
        let candidates = items.iter().map(candidate).collect();
        let found = (0..items.len()).collect();
        Self { menu: Menu::default(), items, candidates, found }
    }

    /// Searches for the text of the field; the cursor goes to the best match.
    pub(crate) fn search(&mut self) {
        self.found = search(self.menu.line.text(), &self.candidates).into_iter().map(|hit| hit.candidate).collect();
        self.menu.reset();
    }

    /// The number of items, whether they match or not.
    pub(crate) fn total(&self) -> usize {
        self.items.len()
    }

    /// The matching items, best first.
    pub(crate) fn matching(&self) -> impl ExactSizeIterator<Item = &T> {
        self.found.iter().map(|at| &self.items[*at])
    }

    /// A matching item.
    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        self.found.get(at).map(|at| &self.items[*at])
    }

    /// The item under the cursor.
    pub(crate) fn current(&self) -> Option<&T> {
        self.get(self.menu.cursor)
    }

    /// Moves the cursor.
    pub(crate) fn act(&mut self, action: Move) {
        self.menu.act(action, self.found.len());
    }

    /// Takes over the text and the cursor of a list of earlier data.
    pub(crate) fn continue_from(&mut self, menu: Menu) {
        self.menu.line = menu.line;
        self.search();
        self.menu.cursor = menu.cursor.min(self.found.len().saturating_sub(1));
    }
}
