//! Tables of records, in which they are found by position or by written id.

use std::marker::PhantomData;
use std::ops::Index;
use std::sync::Arc;

use super::ids::{HasId, Id};

/// All records of one kind in the order of the files, found by position or by written id.
///
/// A table as of an earlier day shares the rows of the whole one: it has a row at some of the positions only, and rows of its
/// own at a few of them. So does a table of which a few rows have been read again; rows added then have positions after all
/// others. Positions are those of the whole table, so that references need not be renumbered, and a position is always that of
/// records with the same id.
#[derive(Debug, Clone)]
pub struct Table<I, T> {
    rows: Arc<Vec<T>>,
    by_name: Arc<Vec<u32>>,
    part: Option<Arc<Part<T>>>,
    id: PhantomData<I>,
}

/// Which rows of a table there are, and which of them differ from those of the whole table.
#[derive(Debug)]
struct Part<T> {
    /// By position: whether there is a row.
    present: Vec<bool>,
    /// How many rows there are.
    len: usize,
    /// By position: where the row is in `changed`, or [`UNCHANGED`].
    places: Vec<u32>,
    changed: Vec<T>,
    added: Arc<Added>,
}

/// What is different once rows have been added.
#[derive(Debug, Default)]
struct Added {
    /// The positions after those of the whole table, by written id.
    by_name: Vec<u32>,
    /// The positions in the order of the files, if that is another one.
    order: Option<Vec<u32>>,
}

/// The place of a row that is that of the whole table.
const UNCHANGED: u32 = u32::MAX;

impl<I: Id, T: HasId> Table<I, T> {
    /// Makes a table of records whose written ids differ from each other.
    pub(crate) fn new(rows: Vec<T>) -> Self {
        let id = |at: u32| rows[at as usize].id();
        // By the beginnings of ids first, which lie side by side.
        let mut order: Vec<(u128, u32)> = (0..rows.len() as u32).map(|at| (beginning(id(at)), at)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))));
        let by_name = order.into_iter().map(|(_, at)| at).collect::<Vec<u32>>();
        Self { rows: Arc::new(rows), by_name: Arc::new(by_name), part: None, id: PhantomData }
    }

    /// The record with this written id.
    pub fn find(&self, name: &str) -> Option<I> {
        self.position_of(name).filter(|id| self.has(*id))
    }

    /// The position of records with this written id, whether there is one now or not.
    pub(crate) fn position_of(&self, name: &str) -> Option<I> {
        let added = || among(&self.part.as_ref()?.added.by_name, name, |at| self[I::new(at as usize)].id());
        among(&self.by_name, name, |at| self.rows[at as usize].id()).or_else(added)
    }

    /// The whole table with some rows read again, and with a row at these positions only, in the order of the files. A row at a
    /// position that there is already has the written id of that position; the other positions follow each other.
    pub(crate) fn with(&self, rows: Vec<(I, T)>, order: &[I]) -> Self
    where
        T: Clone,
    {
        let positions = rows.iter().map(|(id, _)| id.index() + 1).max().unwrap_or_default().max(self.positions());
        let mut present = vec![false; positions];
        order.iter().for_each(|id| present[id.index()] = true);
        let mut table = self.part(present, rows);
        let mut by_name: Vec<u32> = (self.rows.len() as u32..positions as u32).collect();
        by_name.sort_unstable_by(|a, b| table[I::new(*a as usize)].id().cmp(table[I::new(*b as usize)].id()));
        let order = (!order.is_sorted()).then(|| order.iter().map(|id| id.index() as u32).collect());
        if let Some(part) = table.part.as_mut().and_then(Arc::get_mut) {
            part.added = Arc::new(Added { by_name, order });
        }
        table
    }
}

/// The position of a written id among positions by written id.
fn among<'t, I: Id>(by_name: &[u32], name: &str, id: impl Fn(u32) -> &'t str) -> Option<I> {
    let at = by_name.binary_search_by(|&at| id(at).cmp(name)).ok()?;
    Some(I::new(by_name[at] as usize))
}

/// The first bytes of a text as a number. Texts are in the order of these numbers, unless they begin alike.
pub(crate) fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

impl<I: Id, T> Table<I, T> {
    /// The rows of this table at the positions where `present` holds, of which some are replaced. A replacement has the
    /// written id of the row that it replaces.
    pub(crate) fn part(&self, present: Vec<bool>, replaced: impl IntoIterator<Item = (I, T)>) -> Self
    where
        T: Clone,
    {
        let (mut places, mut changed, added) = match &self.part {
            Some(part) => (part.places.clone(), part.changed.clone(), Arc::clone(&part.added)),
            None => (vec![UNCHANGED; self.rows.len()], Vec::new(), Arc::default()),
        };
        places.resize(present.len(), UNCHANGED);
        for (id, row) in replaced {
            let place = &mut places[id.index()];
            if let Some(old) = changed.get_mut(*place as usize) {
                *old = row;
            } else {
                *place = changed.len() as u32;
                changed.push(row);
            }
        }
        let len = present.iter().filter(|present| **present).count();
        let part = Some(Arc::new(Part { present, len, places, changed, added }));
        Self { rows: Arc::clone(&self.rows), by_name: Arc::clone(&self.by_name), part, id: PhantomData }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.part.as_ref().map_or(self.rows.len(), |part| part.len)
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many positions there are: the index of every id is below. There may be no record at some of them.
    pub(crate) fn positions(&self) -> usize {
        self.part.as_ref().map_or(self.rows.len(), |part| part.present.len())
    }

    /// Whether there is a record at a position, which may be one after all others.
    pub(crate) fn has(&self, id: I) -> bool {
        let at = id.index();
        self.part.as_ref().map_or(at < self.rows.len(), |part| part.present.get(at).is_some_and(|present| *present))
    }

    /// The record at a position, if there is one.
    pub(crate) fn get(&self, id: I) -> Option<&T> {
        self.has(id).then(|| &self[id])
    }

    /// All records with their ids, in the order of the files.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        self.ids().map(|id| (id, &self[id]))
    }

    /// All ids, in the order of the files.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + Clone {
        let order = self.part.as_ref().and_then(|part| part.added.order.as_deref());
        let count = order.map_or(self.positions(), <[u32]>::len);
        let id = move |at: usize| I::new(order.map_or(at, |order| order[at] as usize));
        (0..count).map(id).filter(|id| self.has(*id))
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Arc::default(), by_name: Arc::default(), part: None, id: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        let changed = self.part.as_ref().and_then(|part| part.changed.get(part.places[id.index()] as usize));
        changed.unwrap_or_else(|| &self.rows[id.index()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventId;

    impl HasId for &str {
        fn id(&self) -> &str {
            self
        }
    }

    #[test]
    fn records_are_found_by_ids_with_the_same_beginning() {
        let ids = ["2025-02-12-talks-b", "2025-02-12-talks-a", "a", "", "2025-02-12-talks-", "2025-02-12-talk", "a\0"];
        let table: Table<EventId, &str> = Table::new(ids.to_vec());
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(table.find(id), Some(EventId::new(at)), "{id}");
        }
        assert_eq!(table.find("2025-02-12-talks"), None);
    }

    #[test]
    fn rows_are_added_after_the_others_and_listed_in_the_order_of_the_files() {
        let at = EventId::new;
        let loaded: Table<EventId, &str> = Table::new(vec!["b", "a", "c"]);
        let once = loaded.with(vec![(at(3), "e"), (at(4), "d")], &[at(4), at(0), at(3), at(2)]);
        let listed = |table: &Table<EventId, &str>| table.iter().map(|(_, row)| row.to_string()).collect::<String>();
        assert_eq!((listed(&once), once.len(), once.positions()), ("dbec".into(), 4, 5));
        assert_eq!(
            ["a", "b", "d", "e", "f"].map(|id| once.find(id)),
            [None, Some(at(0)), Some(at(4)), Some(at(3)), None]
        );
        // A position is kept for its id.
        assert_eq!(once.position_of("a"), Some(at(1)));
        let twice = once.with(vec![(at(1), "a")], &[at(0), at(1), at(2), at(4)]);
        assert_eq!((listed(&twice), twice.find("e"), twice.position_of("e")), ("bacd".into(), None, Some(at(3))));
        let then = once.part(vec![true, false, false, true, true], []);
        assert_eq!((listed(&then), then.find("d"), then.find("c")), ("dbe".into(), Some(at(4)), None));
    }
}
