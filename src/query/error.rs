//! What is wrong with a query. Every error has its place and, where the intent can be guessed, one hint that itself is a
//! query that works.

use std::ops::Range;

use crate::diagnostic::{Fault, Place, either, nearest};

use super::fields::{self, FIELDS};

/// A query that cannot be understood, or names something that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong, where, and what would be right.
    pub fault: Fault,
    /// Whether the query only stops too early, as it does while it is typed.
    pub unfinished: bool,
}

impl QueryError {
    /// An error at these bytes of the query.
    pub fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let fault = Fault::error(message).at(Place::new(0, span)).help(help);
        Self { fault, unfinished: false }
    }

    /// The query ends where something is still expected.
    pub fn unfinished(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { unfinished: true, ..Self::new(span, message, "") }
    }

    /// The bytes at fault.
    pub fn span(&self) -> Range<usize> {
        self.fault.place.as_ref().map_or(0..0, Place::span)
    }

    /// For the command line: the column, the query with carets, the sentence.
    pub fn report(&self, query: &str) -> String {
        let column = query.get(..self.span().start).map_or(0, |before| before.chars().count()) + 1;
        let pointed = crate::diagnostic::underline(query, &self.fault);
        let indented: Vec<String> = pointed.lines().map(|line| format!("    {line}")).collect();
        format!("error in the query, column {column}:\n\n{}\n", indented.join("\n"))
    }

    /// The sentence alone.
    pub fn sentence(&self) -> String {
        crate::diagnostic::sentence(&self.fault)
    }
}

/// Fields of other languages, and what is meant by them here.
const FOREIGN: [(&str, &str); 22] = [
    ("from", "since"),
    ("after", "since"),
    ("before", "until"),
    ("to-date", "until"),
    ("date", "in"),
    ("when", "in"),
    ("day", "on"),
    ("month", "in"),
    ("year", "in"),
    ("speaker", "by"),
    ("author", "by"),
    ("said", "by"),
    ("who", "person"),
    ("name", "person"),
    ("people", "person"),
    ("country", "party"),
    ("side", "party"),
    ("subject", "topic"),
    ("where", "place"),
    ("location", "place"),
    ("type", "kind"),
    ("publisher", "source"),
];

/// The error for a word before a colon that is no field.
pub(super) fn unknown_field(name: &str, name_span: Range<usize>, whole: &str) -> QueryError {
    let lower = name.to_lowercase();
    // Names of one letter are near to everything.
    let known =
        FIELDS.iter().flat_map(|field| [field.name].into_iter().chain(field.short.filter(|short| short.len() > 1)));
    let meant = FOREIGN.iter().find(|(foreign, _)| *foreign == lower).map(|(_, here)| *here);
    let near: Vec<&str> = match meant {
        Some(here) => vec![here],
        None => nearest(&lower, known, 2),
    };
    let quoted = format!("in quotation marks it is text: {}", super::print::quoted(whole));
    let help = if near.is_empty() {
        format!("the fields are {}; {quoted}", fields::names().join(", "))
    } else {
        let near: Vec<String> = near.iter().map(|name| format!("{name}:")).collect();
        format!("did you mean {}? Or {quoted}", either(&near))
    };
    QueryError::new(name_span, format!("there is no field \"{name}\""), help)
}
