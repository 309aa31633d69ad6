//! The facet pane: for each group its values with the records that choosing them would leave.

use std::sync::Arc;

use crate::index::catalog::{Catalog, Category};
use crate::lens::facets::{FacetValue, facet};
use crate::names::search::search;
use crate::view::Answered;

/// So many values of a group are shown while the cursor is elsewhere.
const MAX_CLOSED: usize = 5;
/// So many are shown of the group in which the cursor is, at least.
const MIN_OPEN: usize = 8;
/// So many where all are asked for.
const MAX_ALL: usize = 5000;

/// A group with its values.
#[derive(Debug, Clone)]
pub struct GroupRows {
    /// The names of its values.
    pub catalog: Arc<Catalog>,
    /// What is counted, in the order of the catalog.
    pub values: Vec<FacetValue>,
    /// The values shown, in order.
    pub shown: Vec<usize>,
    /// How many with records are not shown.
    pub hidden: usize,
}

/// A row of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetRow {
    /// The name of a group.
    Heading(usize),
    /// A value of a group: positions of the group and in its catalog.
    Value(usize, usize),
    /// How many more a group has.
    More(usize),
    /// Between groups.
    Gap,
}

/// The pane.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// All groups; empty until they are first wanted.
    pub groups: Vec<GroupRows>,
    /// All rows.
    pub rows: Vec<FacetRow>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// What narrows the values of the category under the cursor.
    pub search: String,
    /// Whether all values of the group under the cursor are shown.
    pub all: bool,
    /// How many rows there are for the pane.
    pub height: usize,
    /// Whether what is counted follows from an earlier view.
    pub stale: bool,
}

impl Facets {
    /// Counts anew what each value would select.
    pub fn count(&mut self, answered: &Answered) {
        let index = &answered.index;
        let group = |category| {
            let catalog = Arc::clone(index.catalog(category));
            let values = facet(answered, &catalog);
            GroupRows { catalog, values, shown: Vec::new(), hidden: 0 }
        };
        self.groups = Category::ALL.into_iter().map(group).collect();
        self.stale = false;
        self.lay_out();
        self.reveal();
    }

    /// Shows all values of the category under the cursor.
    pub fn show_all(&mut self) {
        self.all = true;
        self.lay_out();
    }

    /// The group under the cursor.
    pub fn group(&self) -> Option<usize> {
        match self.rows.get(self.cursor)? {
            FacetRow::Heading(group) | FacetRow::Value(group, _) | FacetRow::More(group) => Some(*group),
            FacetRow::Gap => None,
        }
    }

    /// Whether the cursor is on the row that tells how many more there are.
    pub fn on_more(&self) -> bool {
        matches!(self.rows.get(self.cursor), Some(FacetRow::More(_)))
    }

    /// Category and value under the cursor.
    pub fn value(&self) -> Option<(Category, usize)> {
        match self.rows.get(self.cursor)? {
            FacetRow::Value(group, entry) => Some((self.groups[*group].catalog.category, *entry)),
            _ => None,
        }
    }

    /// Lays the rows out anew; the cursor stays on its value, or near.
    pub fn lay_out(&mut self) {
        let (group, value) = (self.group().unwrap_or(0), self.rows.get(self.cursor).copied());
        let open = if self.all || !self.search.is_empty() { MAX_ALL } else { MIN_OPEN.max(self.height / 2) };
        for (at, rows) in self.groups.iter_mut().enumerate() {
            rows.order(
                if at == group { self.search.as_str() } else { "" },
                if at == group { open } else { MAX_CLOSED },
            );
        }
        self.rows.clear();
        for (at, group) in self.groups.iter().enumerate() {
            if group.catalog.entries.is_empty() {
                continue;
            }
            if !self.rows.is_empty() {
                self.rows.push(FacetRow::Gap);
            }
            self.rows.push(FacetRow::Heading(at));
            self.rows.extend(group.shown.iter().map(|entry| FacetRow::Value(at, *entry)));
            if group.hidden > 0 {
                self.rows.push(FacetRow::More(at));
            }
        }
        let same = value.and_then(|value| self.rows.iter().position(|row| *row == value));
        let heading = self.rows.iter().position(|row| *row == FacetRow::Heading(group));
        let first =
            heading.map(|at| if matches!(self.rows.get(at + 1), Some(FacetRow::Value(..))) { at + 1 } else { at });
        self.cursor = same.or(first).unwrap_or(0).min(self.rows.len().saturating_sub(1));
    }

    /// Scrolls so that the cursor is on the screen, with the heading above it where there is room for both.
    pub fn reveal(&mut self) {
        let lowest = (self.cursor + 1).saturating_sub(self.height);
        let highest = self.cursor.saturating_sub(1).max(lowest);
        self.top = self.top.clamp(lowest, highest);
    }

    /// To the next row that is no gap.
    pub fn step(&mut self, by: isize) {
        let mut at = self.cursor as isize + by.signum();
        while let Some(row) = usize::try_from(at).ok().and_then(|at| self.rows.get(at)) {
            if matches!(row, FacetRow::Value(..) | FacetRow::More(_)) {
                self.go_to(at as usize);
                return;
            }
            at += by.signum();
        }
    }

    /// To the first value of the next group, or of the one before.
    pub fn step_group(&mut self, forward: bool) {
        let Some(here) = self.group() else { return };
        let groups = || {
            self.rows.iter().enumerate().filter_map(|(at, row)| match row {
                FacetRow::Heading(group) => Some((at, *group)),
                _ => None,
            })
        };
        let found = if forward {
            groups().find(|(_, group)| *group > here)
        } else {
            groups().rfind(|(_, group)| *group < here)
        };
        if let Some((at, _)) = found {
            self.go_to((at + 1).min(self.rows.len() - 1));
        }
    }

    /// Moves the cursor; another group than before is opened, and what narrowed the old one is gone.
    fn go_to(&mut self, at: usize) {
        let before = self.group();
        self.cursor = at;
        if self.group() != before {
            self.search.clear();
            self.all = false;
            self.lay_out();
        }
    }
}

impl GroupRows {
    /// Which values are shown: chosen and excluded ones first, then those with most records; a topic stands under its parent.
    /// What is typed narrows by any spelling.
    fn order(&mut self, typed: &str, most: usize) {
        let asked = |entry: usize| self.values[entry].chosen || self.values[entry].excluded;
        let mut shown: Vec<usize> = if typed.trim().is_empty() {
            (0..self.values.len()).filter(|entry| self.values[*entry].count > 0 || asked(*entry)).collect()
        } else {
            search(typed, &self.catalog.candidates).into_iter().map(|hit| hit.candidate).collect()
        };
        let tree = self.catalog.category == Category::Topic && most > MAX_CLOSED;
        // A tree is shown whole or only by its widest topics; cut in the middle it would mislead.
        let most = if tree { MAX_ALL } else { most };
        if typed.trim().is_empty() && !tree {
            shown.sort_by_key(|entry| (!asked(*entry), std::cmp::Reverse(self.values[*entry].count)));
        }
        if self.catalog.category == Category::Topic && !tree {
            // Closed, only the widest topics are told.
            shown.retain(|entry| self.catalog.entries[*entry].depth == 0 || asked(*entry));
        }
        self.hidden = shown.len().saturating_sub(most);
        shown.truncate(most);
        self.shown = shown;
    }
}
