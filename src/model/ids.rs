//! Small integer ids.
//!
//! In the files, records refer to each other by their written ids (`"kremlin-talks"`); once loaded, they refer by position, so
//! that a reference takes four bytes and cannot dangle. Each kind of record has its own id type: the position of a person
//! cannot be used to look up a place.

use std::num::NonZeroU32;

use super::references::{References, Rewrite};
use super::tables::{AnyId, TableName};

/// A position in a [`super::Table`], kept as a number from 1, so that an optional id takes no more space.
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
