//! The registry of fields: parser, completion, error texts and documentation all read it.
//!
//! A new field is a constant in one of these files and its line in [`FIELDS`]:
//!
//! * [`people`] — persons and parties in their several parts
//! * [`subject`] — topics, places, proposals
//! * [`record`] — what an event or a quote says of itself
//! * [`sources`] — where it is known from
//! * [`time`] — when; `dates.rs` has the notations of dates that people bring along
//! * [`state`] — `is:` and `has:`

pub(super) mod dates;
pub mod people;
pub mod record;
pub mod sources;
pub mod state;
pub mod subject;
pub mod time;

use super::ast::Value;
use super::error::{Cause, QueryError};
use super::eval::{Context, Meaning};
use crate::diagnostic::either;
use crate::index::catalog::Category;
use crate::index::{Bits, Postings};
use crate::model::people::HasNames;
use crate::model::vocabulary::{Vocabulary, Word};
use crate::model::{Id, Table};
use crate::names::{Found, NameIndex};

/// How a field selects records by its values.
pub type Select = fn(&Context<'_>, &[Value]) -> Result<Bits, QueryError>;

/// A field of the query language.
pub struct Field {
    /// The name, as printed.
    pub name: &'static str,
    /// A shorter or another name.
    pub short: Option<&'static str>,
    /// What it selects, in one line.
    pub help: &'static str,
    /// A query with it.
    pub example: &'static str,
    /// What its values are.
    pub values: Values,
    /// How it selects.
    pub select: Select,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
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
    /// Dates, times, intervals.
    Dates,
    /// Ids of events and quotes.
    Ids,
    /// Anything.
    Text,
}

/// All fields, in the order in which they are explained.
pub static FIELDS: &[Field] = &[
    people::PERSON,
    people::BY,
    people::WITH,
    people::TO,
    people::FOR,
    people::PARTY,
    people::MENTIONS,
    subject::TOPIC,
    subject::PLACE,
    subject::PROPOSAL,
    record::KIND,
    record::STATUS,
    record::RESULT,
    record::FORMAT,
    record::OUTCOME,
    record::STANCE,
    record::ACT,
    record::CHANNEL,
    record::FIDELITY,
    record::OUTLET,
    record::LANG,
    sources::SOURCE,
    sources::CLASS,
    sources::RELIABILITY,
    sources::CREDIBILITY,
    record::TAG,
    record::ID,
    time::IN,
    time::SINCE,
    time::UNTIL,
    time::WITHIN,
    time::LAST,
    time::REPORTED,
    time::ASOF,
    state::IS,
    state::HAS,
];

/// The field of a name, in any case.
pub fn find(name: &str) -> Option<&'static Field> {
    let lower = name.to_ascii_lowercase();
    FIELDS.iter().find(|field| field.name == lower || field.short == Some(&*lower))
}

/// Whether a query that finds nothing ends in what may be the beginning of a field: it is then unfinished rather than
/// without result, and says which fields begin so.
pub fn begun(query: &str) -> Option<QueryError> {
    let start = query.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
    let word = query[start..].trim_start_matches(['-', '!']);
    let lower = word.to_ascii_lowercase();
    let names: Vec<String> =
        FIELDS.iter().filter(|field| field.name.starts_with(&lower)).map(|field| format!("{}:", field.name)).collect();
    if lower.len() < 2 || names.is_empty() {
        return None;
    }
    let span = query.len() - word.len()..query.len();
    Some(QueryError::unfinished(span, format!("nothing is found for \"{word}\"; a field? {}", names.join(" "))))
}

impl Category {
    /// The field of the query language that asks for them.
    pub fn field(self) -> &'static Field {
        let name = match self {
            Self::Person => "person",
            Self::Party => "party",
            Self::Topic => "topic",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Source => "source",
            Self::Stance => "stance",
        };
        find(name).unwrap_or(&FIELDS[0])
    }
}

/// The names of all fields.
pub fn names() -> Vec<&'static str> {
    FIELDS.iter().map(|field| field.name).collect()
}

/// The records of whichever of the values; what each means is found in a book.
fn any_named<I: Id, T: HasNames>(
    context: &Context<'_>,
    values: &[Value],
    names: (&NameIndex<I>, &Table<I, T>, &Called),
    postings: &[&Postings],
) -> Result<Bits, QueryError> {
    let mut bits = Bits::none(context.index.len());
    for value in values {
        for id in resolve(context, value, names)? {
            postings.iter().for_each(|postings| postings.add_to(&mut bits, id.index()));
        }
    }
    Ok(bits)
}

/// What the things of a book are called in messages.
struct Called {
    one: &'static str,
    many: &'static str,
}

const PERSON: Called = Called { one: "person", many: "persons" };
const PARTY: Called = Called { one: "party", many: "parties" };
const TOPIC: Called = Called { one: "topic", many: "topics" };
const PLACE: Called = Called { one: "place", many: "places" };
const SOURCE: Called = Called { one: "source", many: "sources" };
const PROPOSAL: Called = Called { one: "proposal", many: "proposals" };

/// Whom or what a value means; a value that means several is noted.
fn resolve<I: Id, T: HasNames>(
    context: &Context<'_>,
    value: &Value,
    (book, table, called): (&NameIndex<I>, &Table<I, T>, &Called),
) -> Result<Vec<I>, QueryError> {
    match book.find(&value.text) {
        Found::Some(ids) => {
            if ids.len() > 1 {
                let names = ids.iter().map(|&id| table[id].name().to_owned()).collect();
                context.means(Meaning { value: value.text.clone(), called: called.many, names });
            }
            Ok(ids)
        }
        Found::NotFound(near) => Err(nobody(value, called.one, &described(&near, table))),
    }
}

/// Ids with the names that they stand for: `ushakov (Yury Ushakov)`.
fn described<I: Id, T: HasNames>(near: &[Box<str>], table: &Table<I, T>) -> Vec<String> {
    let describe =
        |id: &str| table.find(id).map_or_else(|| id.to_string(), |found| format!("{id} ({})", table[found].name()));
    near.iter().map(|id| describe(id)).collect()
}

fn nobody(value: &Value, one: &'static str, near: &[String]) -> QueryError {
    let verb = if matches!(one, "person" | "party" | "topic" | "place" | "person or party") {
        "is called"
    } else {
        "is found under"
    };
    let help = if near.is_empty() { String::new() } else { format!("did you mean {}?", either(near)) };
    let error = QueryError::new(value.span.clone(), format!("no {one} {verb} \"{}\"", value.text), help)
        .of(Cause::UnknownName { called: one, value: value.text.clone() });
    // Of the nearest names the one whose id is nearest to what was typed.
    let ids = near.iter().filter_map(|near| near.split(' ').next());
    match ids.min_by_key(|id| strsim::osa_distance(id, &value.text.to_lowercase())) {
        Some(id) => error.suggest(value.span.clone(), id),
        None => error,
    }
}

/// The word of a vocabulary.
fn word<V: Vocabulary>(value: &Value) -> Result<V, QueryError> {
    V::parse(&value.text.to_lowercase()).or_else(|| V::parse(&value.text.to_uppercase())).ok_or_else(|| {
        let words: Vec<&str> = V::all().iter().map(|word| word.word()).collect();
        let near = crate::names::nearest(&value.text.to_lowercase(), words.iter().copied(), 1);
        unknown_word(value, V::NAME, &format!("is no {}", V::NAME), near.first().copied(), &words)
    })
}

/// Words that people use for those of the vocabularies.
const SYNONYMS: [(&str, &str); 18] = [
    ("for", "accepts"),
    ("yes", "accepts"),
    ("agrees", "accepts"),
    ("against", "rejects"),
    ("no", "rejects"),
    ("refuses", "rejects"),
    ("neutral", "open"),
    ("undecided", "open"),
    ("negotiation", "talks"),
    ("phone-call", "call"),
    ("telephone", "phone"),
    ("online", "video"),
    ("canceled", "cancelled"),
    ("happened", "held"),
    ("tweet", "post"),
    ("press-conference", "briefing"),
    ("agency", "wire"),
    ("tv", "broadcaster"),
];

/// A word that its vocabulary does not have.
fn unknown_word(
    value: &Value,
    vocabulary: &'static str,
    is_no: &str,
    near: Option<&str>,
    words: &[&str],
) -> QueryError {
    let lower = value.text.to_lowercase();
    let synonym = SYNONYMS.iter().find(|(word, here)| *word == lower && words.contains(here)).map(|(_, here)| *here);
    let meant = synonym.or(near);
    let error = QueryError::new(value.span.clone(), format!("\"{}\" {is_no}", value.text), words_hint(meant, words))
        .of(Cause::UnknownWord { vocabulary, value: value.text.clone() });
    match meant {
        Some(meant) => error.suggest(value.span.clone(), meant),
        None => error,
    }
}

/// The word that is probably meant, and all that there are.
fn words_hint(meant: Option<&str>, words: &[&str]) -> String {
    let words = words.join(", ");
    meant.map_or_else(
        || format!("the words are {words}"),
        |meant| format!("did you mean {meant}? The words are {words}"),
    )
}

/// The words of a vocabulary, for [`Values::Words`].
fn entries<V: Vocabulary>() -> Vec<&'static Word> {
    V::all().iter().map(|word| word.entry()).collect()
}
