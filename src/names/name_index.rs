//! What a value of a query means. The first step that finds anything decides: the exact id, name or alias; a prefix at any word
//! of a name; the same spelling key. Otherwise nothing is found, and the nearest names are returned. Never fuzzy.

mod places;

use std::sync::OnceLock;

use super::fold::{fold, spelling_key, words};
use super::nearest::nearest;
use crate::model::people::HasNames;
use crate::model::{Id, Table};
use places::Places;

/// If one of this many names is meant, or more, names are marked rather than sorted.
const MANY: usize = 32;

/// The names of all rows of a table.
#[derive(Debug, Clone)]
pub struct NameIndex<I> {
    /// Folded names with their row: names, aliases that are not weak, and other handles.
    names: Vec<(Box<str>, I)>,
    ids: Vec<(Box<str>, I)>,
    /// What finds them without passing over all of them; built at the first use.
    sorted: OnceLock<Sorted>,
    /// The names by spelling key; built at the first use.
    spellings: OnceLock<Spellings>,
}

/// The names and ids in alphabetical order, by position.
#[derive(Debug, Clone)]
struct Sorted {
    ids: Vec<u32>,
    names: Vec<u32>,
    /// The words of all names.
    words: Places,
}

/// The spelling keys of all names.
#[derive(Debug, Clone)]
struct Spellings {
    keys: Vec<Box<str>>,
    words: Places,
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
        Self { names, ids, sorted: OnceLock::new(), spellings: OnceLock::new() }
    }

    /// Builds what finds names, so that the first search need not.
    pub(crate) fn prepare(&self) {
        self.sorted();
        self.spellings();
    }

    /// The rows that the value means.
    pub fn find(&self, value: &str) -> Found<I> {
        let (_, found) = self.steps(value);
        if found.is_empty() { Found::NotFound(self.near(&squeeze(&fold(value)))) } else { Found::Some(found) }
    }

    /// The rows that the value means; without the nearest names where there are none.
    pub(crate) fn meant(&self, value: &str) -> Vec<I> {
        self.steps(value).1
    }

    /// The step at which the value is found: 1 exactly, 2 by prefix, 3 by spelling, 4 not at all. Where a value may be in
    /// either of two tables, the earlier step decides.
    pub fn step(&self, value: &str) -> u8 {
        self.steps(value).0
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| Sorted {
            ids: in_order(&self.ids),
            names: in_order(&self.names),
            words: Places::new(self.names.len(), |at| &self.names[at].0, |name| words(name).map(|(start, _)| start)),
        })
    }

    fn spellings(&self) -> &Spellings {
        self.spellings.get_or_init(|| {
            let keys: Vec<Box<str>> = self.names.iter().map(|(name, _)| spelling_key(name).into()).collect();
            let words = Places::new(
                keys.len(),
                |at| &keys[at],
                |key| std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1)),
            );
            Spellings { keys, words }
        })
    }

    fn steps(&self, value: &str) -> (u8, Vec<I>) {
        let folded = squeeze(&fold(value));
        let sorted = self.sorted();
        let mut exact: Vec<I> = Vec::new();
        for id in same(&self.ids, &sorted.ids, value).map(|at| self.ids[at as usize].1) {
            if !exact.contains(&id) {
                exact.push(id);
            }
        }
        let mut named = self.rows(same(&self.names, &sorted.names, &folded));
        named.retain(|id| !exact.contains(id));
        exact.append(&mut named);
        if !exact.is_empty() {
            return (1, exact);
        }
        if !folded.is_empty() {
            let prefix = self.rows(sorted.words.texts_with(|at| &self.names[at].0, &folded));
            if !prefix.is_empty() {
                return (2, prefix);
            }
        }
        let key = spelling_key(&folded);
        if key.is_empty() {
            return (4, Vec::new());
        }
        // A key is contained in another as a run of whole words.
        let spellings = self.spellings();
        let runs = spellings.words.beginning(|at| &spellings.keys[at], &key);
        let whole = runs.filter(|(_, rest)| rest[key.len()..].is_empty() || rest[key.len()..].starts_with(' '));
        let same = self.rows(whole.map(|(at, _)| at));
        if same.is_empty() { (4, same) } else { (3, same) }
    }

    /// The rows of names, by position, in the order of the names and each once.
    fn rows(&self, names: impl Iterator<Item = u32>) -> Vec<I> {
        let mut names: Vec<u32> = names.collect();
        if names.len() < self.names.len() / MANY {
            names.sort_unstable();
        } else {
            // To mark very many is faster than to sort them.
            let mut marked = vec![false; self.names.len()];
            names.drain(..).for_each(|at| marked[at as usize] = true);
            names.extend((0..).zip(&marked).filter(|(_, marked)| **marked).map(|(at, _)| at));
        }
        // The names of a row follow each other.
        let mut rows: Vec<I> = names.into_iter().map(|at| self.names[at as usize].1).collect();
        rows.dedup();
        rows
    }

    /// The ids of the rows whose names are nearest to a folded text.
    fn near(&self, folded: &str) -> Vec<Box<str>> {
        let sorted = self.sorted();
        let name = |at: usize| &*self.names[at].0;
        let first_word = |rest: &'_ str| words(rest).next().map_or(0, |(_, word)| word.len());
        // In alphabetical order, most of the words that are repeated follow each other.
        let mut last = "";
        let distinct = sorted.words.all(name).filter_map(|(_, rest)| {
            let word = &rest[..first_word(rest)];
            (std::mem::replace(&mut last, word) != word).then_some(word)
        });
        let likely = nearest(folded, distinct.chain(self.names.iter().map(|(name, _)| &**name)), 3);
        let mut found: Vec<I> = Vec::new();
        for part in likely {
            let with_word = sorted.words.beginning(name, part).filter(|(_, rest)| first_word(rest) == part.len());
            let of = with_word.map(|(at, _)| at).chain(same(&self.names, &sorted.names, part));
            for id in self.rows(of) {
                if !found.contains(&id) {
                    found.push(id);
                }
                if found.len() == 3 {
                    break;
                }
            }
        }
        found.into_iter().take(3).map(|id| self.ids[id.index()].0.clone()).collect()
    }
}

/// The positions of texts in alphabetical order.
fn in_order<I>(texts: &[(Box<str>, I)]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..texts.len() as u32).collect();
    order.sort_by(|a, b| texts[*a as usize].0.cmp(&texts[*b as usize].0));
    order
}

/// The positions of those that are equal to a text.
fn same<'a, I>(texts: &'a [(Box<str>, I)], order: &'a [u32], text: &'a str) -> impl Iterator<Item = u32> + 'a {
    let first = order.partition_point(|at| *texts[*at as usize].0 < *text);
    order[first..].iter().copied().take_while(move |at| *texts[*at as usize].0 == *text)
}

/// Without white space at the ends, and with single spaces elsewhere.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Place, PlaceId};
    use proptest::prelude::*;

    /// Each row once, in order of appearance.
    fn unique<I: Id>(rows: impl Iterator<Item = I>) -> Vec<I> {
        let mut seen = std::collections::BTreeSet::new();
        rows.filter(|id| seen.insert(*id)).collect()
    }

    /// Whether a key contains another as a run of whole words.
    fn has_run(key: &str, run: &str) -> bool {
        let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1));
        let is_run = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        starts.into_iter().any(|at| key[at..].strip_prefix(run).is_some_and(is_run))
    }

    /// The steps, each by passing over all names.
    fn plain(index: &NameIndex<PlaceId>, value: &str) -> (u8, Vec<PlaceId>) {
        let folded = squeeze(&fold(value));
        let key = spelling_key(&folded);
        let named = |test: &dyn Fn(&str) -> bool| -> Vec<PlaceId> {
            index.names.iter().filter(|(name, _)| test(name)).map(|(_, id)| *id).collect()
        };
        let ids = index.ids.iter().filter(|(id, _)| **id == *value).map(|(_, id)| *id);
        let exact = unique(ids.chain(named(&|name| *name == *folded)));
        let begins = |name: &str| words(name).any(|(at, _)| name[at..].starts_with(&folded));
        let prefix = unique(named(&|name| !folded.is_empty() && begins(name)).into_iter());
        let spelling = unique(named(&|name| !key.is_empty() && has_run(&spelling_key(name), &key)).into_iter());
        match [exact, prefix, spelling] {
            [exact, ..] if !exact.is_empty() => (1, exact),
            [_, prefix, _] if !prefix.is_empty() => (2, prefix),
            [.., spelling] if !spelling.is_empty() => (3, spelling),
            _ => (4, Vec::new()),
        }
    }

    /// An index of places with these names, all in one city.
    fn of(names: &[String]) -> NameIndex<PlaceId> {
        let place = |(at, name): (usize, &String)| Place {
            id: format!("a{at}").into(),
            name: name.as_str().into(),
            city: Some("Zone".into()),
            ..Place::default()
        };
        NameIndex::new(&Table::new(names.iter().enumerate().map(place).collect()))
    }

    #[test]
    fn few_and_many_rows_are_in_the_order_of_the_table() {
        // In alphabetical order they are the other way round.
        let name = |at: usize| format!("{} zone {:04} zone", if at < 4 { "First first" } else { "Other" }, 9999 - at);
        let index = of(&(0..32 * MANY).map(name).collect::<Vec<_>>());
        for (value, count) in [("first", 4), ("other", 32 * MANY - 4), ("zone", 32 * MANY), ("zon", 32 * MANY)] {
            let rows = index.meant(value);
            assert_eq!(rows.len(), count, "{value}: each once");
            assert!(rows.is_sorted(), "{value}");
        }
    }

    proptest! {
        #[test]
        fn values_mean_what_passing_over_all_names_finds(
            names in prop::collection::vec("([abвyi']{1,3}[ '-]){0,3}[abйy]{1,3}", 1..80),
            value in "[abвyi]{0,2}|([abyi']{1,3}[ '-]){0,2}[abйyi]{0,3}",
        ) {
            let index = of(&names);
            for value in [&value, &names[0], &"a1".to_owned()] {
                prop_assert_eq!(index.steps(value), plain(&index, value), "{}", value);
            }
        }
    }
}
