//! What a value of a query means. The first step that finds anything decides: the exact id, name or alias; a prefix at any word
//! of a name; the same spelling key. Otherwise nothing is found, and the nearest names are returned. Never fuzzy.

use std::collections::HashSet;

use super::fold::{fold, spelling_key, words};
use super::nearest::nearest;
use crate::model::people::HasNames;
use crate::model::{Id, Table};

/// The names of all rows of a table.
#[derive(Debug, Clone)]
pub struct NameIndex<I> {
    /// Folded names with their row: names, aliases that are not weak, and other handles.
    names: Vec<(Box<str>, I)>,
    ids: Vec<(Box<str>, I)>,
}

/// What a value means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<I> {
    /// These rows, at least one.
    Some(Vec<I>),
    /// Nothing; the ids of the nearest names.
    NotFound(Vec<Box<str>>),
}

impl<I: Id> NameIndex<I> {
    /// Gathers the names of a table.
    pub fn new<T: HasNames>(table: &Table<I, T>) -> Self {
        let (mut names, mut ids) = (Vec::new(), Vec::with_capacity(table.len()));
        for (id, row) in table.iter() {
            ids.push((row.id().into(), id));
            names.push((fold(row.name()).into(), id));
            for name in row.other_names() {
                names.push((fold(name).into(), id));
            }
        }
        Self { names, ids }
    }

    /// The rows that the value means.
    pub fn find(&self, value: &str) -> Found<I> {
        let (_, found) = self.steps(value);
        if found.is_empty() { Found::NotFound(self.near(&squeeze(&fold(value)))) } else { Found::Some(found) }
    }

    /// The step at which the value is found: 1 exactly, 2 by prefix, 3 by spelling, 4 not at all. Where a value may be in
    /// either of two tables, the earlier step decides.
    pub fn step(&self, value: &str) -> u8 {
        self.steps(value).0
    }

    fn steps(&self, value: &str) -> (u8, Vec<I>) {
        let folded = squeeze(&fold(value));
        let exact_ids = self.ids.iter().filter(|(id, _)| **id == *value);
        let exact = unique(exact_ids.chain(self.names.iter().filter(|(name, _)| **name == *folded)));
        if !exact.is_empty() {
            return (1, exact);
        }
        let begins = |name: &str| words(name).any(|(at, _)| name[at..].starts_with(&folded));
        let prefix = unique(self.names.iter().filter(|(name, _)| !folded.is_empty() && begins(name)));
        if !prefix.is_empty() {
            return (2, prefix);
        }
        let key = spelling_key(&folded);
        let same = unique(self.names.iter().filter(|(name, _)| !key.is_empty() && has_run(&spelling_key(name), &key)));
        if same.is_empty() { (4, same) } else { (3, same) }
    }

    /// The ids of the rows whose names are nearest to a folded text.
    fn near(&self, folded: &str) -> Vec<Box<str>> {
        let parts = self.names.iter().flat_map(|(name, _)| words(name).map(|(_, word)| word).chain([&**name]));
        let near: HashSet<&str> = nearest(folded, parts, 3).into_iter().collect();
        let mut found: Vec<I> = Vec::new();
        let likely = nearest(folded, near.iter().copied(), 3);
        for part in likely {
            let of = self.names.iter().filter(|(name, _)| **name == *part || words(name).any(|(_, word)| word == part));
            for (_, id) in of {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        found.into_iter().take(3).map(|id| self.ids[id.index()].0.clone()).collect()
    }
}

/// Without white space at the ends, and with single spaces elsewhere.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each row once, in order of appearance.
fn unique<'a, I: Id + 'a>(names: impl Iterator<Item = &'a (Box<str>, I)>) -> Vec<I> {
    let mut seen = std::collections::BTreeSet::new();
    names.map(|(_, id)| *id).filter(|id| seen.insert(*id)).collect()
}

/// Whether a key contains another as a run of whole words.
fn has_run(key: &str, run: &str) -> bool {
    let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1));
    starts
        .into_iter()
        .any(|at| key[at..].strip_prefix(run).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}
