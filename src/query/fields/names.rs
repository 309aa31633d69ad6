//! Values that are names: of persons, parties, topics, places, sources, proposals.

use crate::index::{Bits, Postings};
use crate::model::people::HasNames;
use crate::model::{Id, Table};
use crate::names::{Found, NameIndex};
use crate::query::ast::Value;
use crate::query::context::{Context, Meaning};
use crate::query::error::{ErrorKind, QueryError};

/// What the rows of a table are called in messages.
pub(in crate::query) struct Noun {
    pub(in crate::query) singular: &'static str,
    pub(in crate::query) plural: &'static str,
}

pub(in crate::query) const PERSON: Noun = Noun { singular: "person", plural: "persons" };
pub(in crate::query) const PARTY: Noun = Noun { singular: "party", plural: "parties" };
pub(in crate::query) const TOPIC: Noun = Noun { singular: "topic", plural: "topics" };
pub(in crate::query) const PLACE: Noun = Noun { singular: "place", plural: "places" };
pub(in crate::query) const SOURCE: Noun = Noun { singular: "source", plural: "sources" };
pub(in crate::query) const PROPOSAL: Noun = Noun { singular: "proposal", plural: "proposals" };

/// The names of a table, the table, and what its rows are called.
pub(in crate::query) type Names<'a, I, T> = (&'a NameIndex<I>, &'a Table<I, T>, &'a Noun);

/// The records of any of the values.
pub(super) fn any_named<I: Id, T: HasNames>(
    context: &Context<'_>,
    values: &[Value],
    names: Names<'_, I, T>,
    postings: &Postings,
) -> Result<Bits, QueryError> {
    let mut bits = context.index.none();
    for value in values {
        resolve(context, value, names)?.into_iter().for_each(|id| postings.add_to(&mut bits, id.index()));
    }
    Ok(bits)
}

/// The rows that a value means. Several meanings are noted.
pub(in crate::query) fn resolve<I: Id, T: HasNames>(
    context: &Context<'_>,
    value: &Value,
    (names, table, noun): Names<'_, I, T>,
) -> Result<Vec<I>, QueryError> {
    match names.find(&value.text) {
        Found::Some(ids) => {
            if ids.len() > 1 {
                let first = ids.iter().take(Meaning::MAX_NAMES);
                let names = first.map(|&id| table[id].name().to_owned()).collect();
                context.note(Meaning { value: value.text.clone(), noun: noun.plural, count: ids.len(), names });
            }
            Ok(ids)
        }
        Found::NotFound(near) => Err(unknown_name(value, noun.singular, described(&near, table))),
    }
}

/// Ids with their names.
pub(super) fn described<I: Id, T: HasNames>(near: &[Box<str>], table: &Table<I, T>) -> Vec<(String, String)> {
    let name = |id: &str| table.find(id).map_or_else(String::new, |found| table[found].name().to_owned());
    near.iter().map(|id| (id.to_string(), name(id))).collect()
}

/// The error for a name that nothing has.
pub(super) fn unknown_name(value: &Value, noun: &'static str, near: Vec<(String, String)>) -> QueryError {
    QueryError::new(value.span.clone(), ErrorKind::UnknownName { noun, value: value.text.clone(), near })
}
