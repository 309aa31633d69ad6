//! Small integer ids, and the tables that they index.
//!
//! In the files, records refer to each other by their written ids (`"kremlin-talks"`); once loaded, they refer by position, so
//! that a reference takes four bytes and cannot dangle. Each kind of record has its own id type: the position of a person
//! cannot be used to look up a place.

use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::Index;
use std::sync::Arc;

use super::references::{References, Rewrite};
use super::tables::{AnyId, TableName};

/// A position in a [`Table`], kept as a number from 1, so that an optional id takes no more space.
pub trait Id: Copy + Eq + Ord {
    /// The table whose records it numbers.
    const TABLE: TableName;

    /// The id of the record at this position.
    fn new(index: usize) -> Self;
    /// The position, counted from 0.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $table:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU32);

        impl Id for $name {
            const TABLE: TableName = TableName::$table;

            fn new(index: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(index as u32))
            }
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl References for $name {
            fn visit(&self, visit: &mut impl FnMut(AnyId)) {
                visit(AnyId::of(*self));
            }

            fn is_complete(&self, kept: &impl Fn(AnyId) -> bool) -> bool {
                kept(AnyId::of(*self))
            }

            fn rewrite(&mut self, to: &mut impl Rewrite) -> bool {
                let new = to.id(*self);
                new.inspect(|new| *self = *new).is_some()
            }
        }
    )*};
}

ids! {
    /// A party, see [`crate::model::Party`].
    PartyId: Parties,
    /// A person, see [`crate::model::Person`].
    PersonId: Persons,
    /// A place, see [`crate::model::Place`].
    PlaceId: Places,
    /// A topic, see [`crate::model::Topic`].
    TopicId: Topics,
    /// A source, see [`crate::model::Source`].
    SourceId: Sources,
    /// A proposal, see [`crate::model::Proposal`].
    ProposalId: Proposals,
    /// An event kind defined by the dataset, see [`crate::model::OwnKind`].
    KindId: Kinds,
    /// An event, see [`crate::model::Event`].
    EventId: Events,
    /// A quote, see [`crate::model::Quote`].
    QuoteId: Quotes,
}

/// A record with a written id.
pub trait HasId {
    /// The id as written, unique within its table.
    fn id(&self) -> &str;
}

/// All records of one kind in the order of the files, found by position or by written id.
///
/// A table as of an earlier day shares the rows of the whole one: it has a row at some of the positions only, and rows of its
/// own at a few of them. So does a table of which a few rows have been read again. Positions are those of the whole table, so that references need not be renumbered.
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
        let at = self.by_name.binary_search_by(|&row| self.rows[row as usize].id().cmp(name)).ok()?;
        Some(I::new(self.by_name[at] as usize)).filter(|id| self.has(*id))
    }
}

/// The first bytes of an id as a number of the same order.
fn beginning(id: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = id.len().min(bytes.len());
    bytes[..length].copy_from_slice(&id.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

impl<I: Id, T> Table<I, T> {
    /// The rows of this table at the positions where `present` holds, of which some are replaced. A replacement has the
    /// written id of the row that it replaces.
    pub(crate) fn part(&self, present: Vec<bool>, replaced: impl IntoIterator<Item = (I, T)>) -> Self
    where
        T: Clone,
    {
        let (mut places, mut changed) = match &self.part {
            Some(part) => (part.places.clone(), part.changed.clone()),
            None => (vec![UNCHANGED; self.rows.len()], Vec::new()),
        };
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
        let part = Some(Arc::new(Part { present, len, places, changed }));
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
        self.rows.len()
    }

    /// Whether there is a record at a position.
    pub(crate) fn has(&self, id: I) -> bool {
        self.part.as_ref().is_none_or(|part| part.present[id.index()])
    }

    /// All records with their ids, in the order of the files.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        self.ids().map(|id| (id, &self[id]))
    }

    /// All ids, in the order of the files.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + Clone {
        (0..self.rows.len()).map(I::new).filter(|id| self.has(*id))
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
}
