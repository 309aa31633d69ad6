//! The registry of fields: parser, completion, errors and documentation all read it.
//!
//! A new field is a constant in one of the files below and its line in the list of [`super::keys`]:
//!
//! * `people.rs` — persons and parties in their roles
//! * `subject.rs` — topics, places, proposals
//! * `record.rs` — properties of events, tags, ids; `quote.rs` — properties of quotes
//! * `sources.rs` — sources and what they are worth
//! * `time.rs` — dates and times
//! * `state.rs` — `is:` and `has:`
//!
//! They share `definition.rs` (what a field consists of), `names.rs` (values that are names) and `words.rs` (values that are
//! words of a vocabulary). A file imports these by name and never through this one, which is above them all.

pub(super) mod definition;
pub(super) mod names;
pub(super) mod people;
mod quote;
pub(super) mod range;
mod record;
pub(super) mod sources;
pub(super) mod state;
mod subject;
pub(super) mod time;
pub(super) mod words;

pub use definition::{Field, Values};
pub(crate) use state::{NEW, words_of_records};

use super::keys::{FieldKey, fields};
use crate::index::Index;
use crate::index::catalog::Category;

macro_rules! table {
    ($($key:ident $name:literal $($short:literal)? = $($definition:ident)::+;)+) => {
        /// All fields, in the order of the documentation.
        pub static FIELDS: &[Field] = &[$(Field::new(FieldKey::$key, &$($definition)::+)),+];
    };
}
fields!(table);

/// Gathers what the first query of a field, or the first key of completion, would have to wait for. For a thread of its own,
/// after a load.
pub fn prepare(index: &Index) {
    index.prepare();
    state::prepare(index);
    for field in FIELDS {
        if let Values::Suggested(values) = field.values {
            index.cache.suggested.get(field.name, || values(index));
        }
    }
}

impl Field {
    /// The field of a key.
    pub(crate) fn of(key: FieldKey) -> &'static Self {
        // Keys and table are made from one list.
        &FIELDS[key as usize]
    }
}

impl Category {
    /// The field that selects by values of this category.
    pub fn field(self) -> FieldKey {
        match self {
            Self::Person => FieldKey::Person,
            Self::Party => FieldKey::Party,
            Self::Topic => FieldKey::Topic,
            Self::Kind => FieldKey::Kind,
            Self::Place => FieldKey::Place,
            Self::Source => FieldKey::Source,
            Self::Stance => FieldKey::Stance,
            Self::Document => FieldKey::Proposal,
        }
    }
}
