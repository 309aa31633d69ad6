//! What a field of the query language consists of.

use crate::index::{Bits, Index};
use crate::model::vocabulary::Word;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::QueryError;
use crate::query::keys::FieldKey;

/// How a field selects records by its values.
pub(super) type Select = fn(&Context<'_>, &[Value]) -> Result<Bits, QueryError>;

/// What the file of a field says about it; key and names are in the list of [`crate::query::keys`].
pub(super) struct Definition {
    /// What it selects, in one line.
    pub(super) help: &'static str,
    /// A query with it.
    pub(super) example: &'static str,
    /// What its values are.
    pub(super) values: Values,
    /// How it selects.
    pub(super) select: Select,
}

/// A field of the query language.
pub struct Field {
    /// The key.
    pub key: FieldKey,
    /// The name, as printed.
    pub name: &'static str,
    /// The second name: a shorter one, or a synonym.
    pub short: Option<&'static str>,
    /// What it selects, in one line.
    pub help: &'static str,
    /// A query with it.
    pub example: &'static str,
    /// What its values are.
    pub values: Values,
    /// How it selects.
    pub(in crate::query) select: Select,
}

impl Field {
    pub(super) const fn new(key: FieldKey, definition: &Definition) -> Self {
        Self {
            key,
            name: key.name(),
            short: key.short(),
            help: definition.help,
            example: definition.example,
            values: definition.values,
            select: definition.select,
        }
    }
}

/// What the values of a field are, for completion and documentation.
#[derive(Debug, Clone, Copy)]
pub enum Values {
    /// Persons.
    Persons,
    /// Persons and parties.
    Actors,
    /// Parties.
    Parties,
    /// Topics.
    Topics,
    /// Places.
    Places,
    /// Sources.
    Sources,
    /// Proposals and their versions.
    Proposals,
    /// Words of a vocabulary.
    Words(fn() -> Vec<&'static Word>),
    /// Stances, possibly on a topic: `rejects@donbas`.
    Stances(fn() -> Vec<&'static Word>),
    /// Dates, times, intervals.
    Dates,
    /// Ids of events and quotes.
    Ids,
    /// Any text, of which the dataset suggests these.
    Suggested(fn(&Index) -> Vec<String>),
    /// Any text.
    Text,
}
