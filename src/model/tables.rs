//! The tables of a dataset by name, and one value for each of them.
//!
//! What is done to every table alike (keeping part of it, marking faulty records, following references) is written once,
//! over [`TableName`], [`AnyId`] and [`PerTable`].

use std::ops::{Index, IndexMut};

use super::Dataset;
use super::ids::Id;
use super::references::References;

/// Declares the tables: their field in [`Dataset`] and [`PerTable`], and what one record of them is called.
macro_rules! tables {
    ($($(#[doc = $doc:literal])+ $field:ident $name:ident $singular:literal;)+) => {
        /// A table of a dataset.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TableName {
            $($(#[doc = $doc])+ $name),+
        }

        impl TableName {
            /// All tables.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What one record of the table is called in messages.
            pub fn singular(self) -> &'static str {
                match self {
                    $(Self::$name => $singular),+
                }
            }
        }

        /// One value per table.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct PerTable<T> {
            $($(#[doc = $doc])+ pub(crate) $field: T),+
        }

        impl<T> PerTable<T> {
            /// Makes the value of each table.
            pub(crate) fn new(mut make: impl FnMut(TableName) -> T) -> Self {
                Self { $($field: make(TableName::$name)),+ }
            }
        }

        impl<T> Index<TableName> for PerTable<T> {
            type Output = T;
            fn index(&self, table: TableName) -> &T {
                match table {
                    $(TableName::$name => &self.$field),+
                }
            }
        }

        impl<T> IndexMut<TableName> for PerTable<T> {
            fn index_mut(&mut self, table: TableName) -> &mut T {
                match table {
                    $(TableName::$name => &mut self.$field),+
                }
            }
        }

        impl Dataset {
            /// For each position of a table, whether there is a record.
            pub(crate) fn present(&self, table: TableName) -> Vec<bool> {
                match table {
                    $(TableName::$name => {
                        (0..self.$field.positions()).map(|at| self.$field.has(Id::new(at))).collect()
                    })+
                }
            }

            /// The positions of the records of a table in the order of the files.
            pub(crate) fn in_order(&self, table: TableName) -> Vec<usize> {
                match table {
                    $(TableName::$name => self.$field.ids().map(Id::index).collect()),+
                }
            }

            /// The written id of a record.
            pub fn written_id(&self, id: AnyId) -> &str {
                match id.table {
                    $(TableName::$name => &self.$field[Id::new(id.index)].id),+
                }
            }

            /// Calls `visit` with every reference of a record.
            pub(crate) fn visit_references(&self, id: AnyId, visit: &mut impl FnMut(AnyId)) {
                match id.table {
                    $(TableName::$name => self.$field[Id::new(id.index)].visit(visit)),+
                }
            }

            /// Whether all required references of a record are kept.
            pub(crate) fn is_complete(&self, id: AnyId, kept: &impl Fn(AnyId) -> bool) -> bool {
                match id.table {
                    $(TableName::$name => self.$field[Id::new(id.index)].is_complete(kept)),+
                }
            }
        }
    };
}

tables! {
    /// Parties.
    parties Parties "party";
    /// Persons.
    persons Persons "person";
    /// Places.
    places Places "place";
    /// Topics.
    topics Topics "topic";
    /// Sources.
    sources Sources "source";
    /// Proposals.
    proposals Proposals "proposal";
    /// Event kinds defined by the dataset.
    kinds Kinds "kind";
    /// Events.
    events Events "event";
    /// Quotes.
    quotes Quotes "quote";
}

impl TableName {
    /// Whether its records are on the timeline (events and quotes).
    pub fn is_timeline(self) -> bool {
        matches!(self, Self::Events | Self::Quotes)
    }
}

/// The position of a record in any table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId {
    /// The table.
    pub table: TableName,
    /// The position in it, counted from 0.
    pub index: usize,
}

impl AnyId {
    /// An id of a known table.
    pub fn of<I: Id>(id: I) -> Self {
        Self { table: I::TABLE, index: id.index() }
    }
}

impl<T> PerTable<T> {
    /// All values with their tables.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TableName, &T)> {
        TableName::ALL.iter().map(|&table| (table, &self[table]))
    }
}
