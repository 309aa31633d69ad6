//! The state of the facet pane: groups of values, each with the number of records that it would select.

use std::sync::{Arc, Weak};

use crate::index::Index;
use crate::index::catalog::{Catalog, Category};
use crate::lens::facets::{FacetValue, facet};
use crate::model::Dataset;
use crate::names::search::search;
use crate::view::Answered;

/// Number of values shown for a group without the cursor.
const MAX_COLLAPSED: usize = 5;
/// Minimum number of values shown for the group under the cursor.
const MIN_EXPANDED: usize = 8;
/// Maximum number of values when all are shown.
const MAX_ALL: usize = 5000;

/// A group of values.
#[derive(Debug, Clone)]
pub(crate) struct GroupRows {
    /// The catalog of its category.
    pub(crate) catalog: Arc<Catalog>,
    /// Its values with counts, in the order of the catalog.
    pub(crate) values: Vec<FacetValue>,
    /// Indices of the values shown, in order.
    pub(crate) shown: Vec<usize>,
    /// Number of values with records that are not shown.
    pub(crate) hidden: usize,
}

/// A row of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FacetRow {
    /// The heading of a group, by index.
    Heading(usize),
    /// A value: index of the group, index in its catalog.
    Value(usize, usize),
    /// The number of hidden values of a group, by index.
    More(usize),
    /// A blank line between groups.
    Gap,
}

/// The facet pane.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facets {
    /// All groups; empty until they are first counted.
    pub(crate) groups: Vec<GroupRows>,
    /// The groups that are counted anew, as far as they are.
    counting: Vec<GroupRows>,
    /// All rows.
    pub(crate) rows: Vec<FacetRow>,
    /// The row under the cursor.
    pub(crate) cursor: usize,
    /// The first row shown.
    pub(crate) top: usize,
    /// The search text for the group under the cursor.
    pub(crate) search: String,
    /// Whether all values of the group under the cursor are shown.
    pub(crate) all: bool,
    /// The height of the pane in rows.
    pub(crate) height: usize,
    /// Whether the counts are those of an earlier view.
    pub(crate) stale: bool,
    /// The data that was counted.
    pub(crate) counted: Weak<Index>,
    /// The whole dataset to whose catalogs the values belong.
    pub(crate) dataset: Weak<Dataset>,
}

impl Facets {
    /// Recounts the values of the next category, of an answer that stays the same until all are counted. What is shown changes
    /// when all are counted.
    pub(crate) fn count_next(&mut self, answered: &Answered) {
        let index = &answered.index;
        if let Some(category) = Category::FACETS.get(self.counting.len()) {
            let catalog = Arc::clone(index.catalog(*category));
            let values = facet(answered, &catalog);
            self.counting.push(GroupRows { catalog, values, shown: Vec::new(), hidden: 0 });
            return;
        }
        self.counted = Arc::downgrade(index);
        self.dataset = Arc::downgrade(&index.whole);
        self.groups = std::mem::take(&mut self.counting);
        self.stale = false;
        self.lay_out();
        self.reveal();
    }

    /// Marks the counts as those of an earlier view.
    pub(crate) fn outdate(&mut self) {
        self.stale = true;
        self.counting.clear();
    }

    /// Shows all values of the group under the cursor.
    pub(crate) fn show_all(&mut self) {
        self.all = true;
        self.lay_out();
    }

    /// The group under the cursor.
    pub(crate) fn group(&self) -> Option<usize> {
        match self.rows.get(self.cursor)? {
            FacetRow::Heading(group) | FacetRow::Value(group, _) | FacetRow::More(group) => Some(*group),
            FacetRow::Gap => None,
        }
    }

    /// Whether the cursor is on a row with the number of hidden values.
    pub(crate) fn on_more(&self) -> bool {
        matches!(self.rows.get(self.cursor), Some(FacetRow::More(_)))
    }

    /// The category and value under the cursor.
    pub(crate) fn value(&self) -> Option<(Category, usize)> {
        match self.rows.get(self.cursor)? {
            FacetRow::Value(group, entry) => Some((self.groups[*group].catalog.category, *entry)),
            _ => None,
        }
    }

    /// Rebuilds the rows. The cursor stays on its value or nearby.
    pub(crate) fn lay_out(&mut self) {
        let (group, value) = (self.group().unwrap_or(0), self.rows.get(self.cursor).copied());
        let heading_of = |rows: &[FacetRow]| rows.iter().position(|row| *row == FacetRow::Heading(group));
        let distance = heading_of(&self.rows).map_or(0, |at| self.cursor.saturating_sub(at));
        let open = if self.all || !self.search.is_empty() { MAX_ALL } else { MIN_EXPANDED.max(self.height / 2) };
        for (at, rows) in self.groups.iter_mut().enumerate() {
            rows.order(
                if at == group { self.search.as_str() } else { "" },
                if at == group { open } else { MAX_COLLAPSED },
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
        let heading = heading_of(&self.rows);
        // Where the number of hidden values was, the first of them is now.
        let revealed = heading.map(|at| at + distance);
        let revealed = revealed.filter(|at| {
            matches!(value, Some(FacetRow::More(_)))
                && matches!(self.rows.get(*at), Some(FacetRow::Value(of, _)) if *of == group)
        });
        let first =
            heading.map(|at| if matches!(self.rows.get(at + 1), Some(FacetRow::Value(..))) { at + 1 } else { at });
        self.cursor = same.or(revealed).or(first).unwrap_or(0).min(self.rows.len().saturating_sub(1));
    }

    /// Scrolls so that the cursor is visible, if possible with the row above it.
    pub(crate) fn reveal(&mut self) {
        let lowest = (self.cursor + 1).saturating_sub(self.height);
        let highest = self.cursor.saturating_sub(1).max(lowest);
        self.top = self.top.clamp(lowest, highest);
    }

    /// Moves the cursor to the next or previous value.
    pub(crate) fn step(&mut self, by: isize) {
        let mut at = self.cursor as isize + by.signum();
        while let Some(row) = usize::try_from(at).ok().and_then(|at| self.rows.get(at)) {
            if matches!(row, FacetRow::Value(..) | FacetRow::More(_)) {
                self.go_to(at as usize);
                return;
            }
            at += by.signum();
        }
    }

    /// Moves the cursor to the first value of the next or previous group.
    pub(crate) fn step_group(&mut self, forward: bool) {
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

    /// Moves the cursor. Entering another group expands it and clears the search.
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
    /// Determines which values to show: chosen and excluded ones first, then by number of records; topics below their parent.
    /// A search text filters by any spelling.
    fn order(&mut self, search_text: &str, limit: usize) {
        let is_active = |entry: usize| self.values[entry].chosen || self.values[entry].excluded;
        let mut shown: Vec<usize> = if search_text.trim().is_empty() {
            (0..self.values.len()).filter(|entry| self.values[*entry].count > 0 || is_active(*entry)).collect()
        } else {
            search(search_text, &self.catalog.candidates).into_iter().map(|hit| hit.candidate).collect()
        };
        let tree = self.catalog.category == Category::Topic && limit > MAX_COLLAPSED;
        // The tree is shown whole or reduced to top-level topics; cutting it in the middle would be misleading.
        let limit = if tree { MAX_ALL } else { limit };
        if self.catalog.category == Category::Topic && !tree {
            // Collapsed, it shows only top-level topics.
            shown.retain(|entry| self.catalog.entries[*entry].depth == 0 || is_active(*entry));
        }
        self.hidden = shown.len().saturating_sub(limit);
        if search_text.trim().is_empty() && !tree {
            // Equals in the order of the catalog.
            let place = |entry: &usize| (!is_active(*entry), std::cmp::Reverse(self.values[*entry].count), *entry);
            if self.hidden > 0 {
                // Of very many, only the first are put in order.
                shown.select_nth_unstable_by_key(limit, place);
                shown.truncate(limit);
            }
            shown.sort_unstable_by_key(place);
        }
        shown.truncate(limit);
        self.shown = shown;
    }
}
