//! What is wrong with a query. Every error has its kind, its place and, where the intent can be guessed, one suggestion: the change
//! of the query's text that makes it work.

use std::ops::Range;

use crate::diagnostic::{Fault, Location, either};
use crate::names::nearest;

use super::fields::{self, FIELDS};

/// A query that cannot be understood, or names something that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Why the query cannot be understood.
    pub cause: Cause,
    /// What is wrong, where, and what would be right.
    pub fault: Box<Fault>,
    /// Whether the query only stops too early, as it does while it is typed.
    pub unfinished: bool,
    /// What is to be written instead of which bytes.
    pub suggestion: Option<(Range<usize>, String)>,
}

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Parentheses, quotation marks and operators that do not fit together.
    Syntax,
    /// A word before a colon that is no field.
    UnknownField(String),
    /// A value that names nobody and nothing.
    UnknownName {
        /// What was looked for: `person`, `topic`.
        called: &'static str,
        /// The value.
        value: String,
    },
    /// A word that its closed vocabulary does not have.
    UnknownWord {
        /// The vocabulary.
        vocabulary: &'static str,
        /// The word.
        value: String,
    },
    /// A value that is no date, no length of time, no grade.
    Value(String),
    /// An expression that is no regular expression.
    Regex,
    /// The notation of another query language.
    Foreign(String),
}

/// So many mends in a row are tried before a query counts as past mending.
const MAX_SUGGESTIONS: usize = 4;

impl QueryError {
    /// An error at these bytes of the query.
    pub fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let fault = Fault::error(message).at(Location::new(0, span)).help(help);
        Self { cause: Cause::Syntax, fault: Box::new(fault), unfinished: false, suggestion: None }
    }

    /// With its cause.
    #[must_use]
    pub fn of(mut self, cause: Cause) -> Self {
        self.cause = cause;
        self
    }

    /// With what is to be written instead of these bytes.
    #[must_use]
    pub fn suggest(mut self, span: Range<usize>, instead: &str) -> Self {
        self.suggestion = Some((span, instead.to_owned()));
        self
    }

    /// The query as it was probably meant, if that can be told: one in which `ask` finds no fault any more.
    pub fn fixed_query(&self, query: &str, ask: impl Fn(&str) -> Result<(), Self>) -> Option<String> {
        let apply = |error: &Self, query: &str| {
            let (span, instead) = error.suggestion.as_ref()?;
            let (before, after) = (query.get(..span.start)?, query.get(span.end..)?);
            Some(format!("{before}{instead}{after}").trim().to_owned())
        };
        let mut text = apply(self, query)?;
        for _ in 0..MAX_SUGGESTIONS {
            match ask(&text) {
                Ok(()) => return Some(text),
                // One guess upon another is none.
                Err(error)
                    if matches!((&self.cause, &error.cause), (Cause::UnknownField(_), Cause::UnknownName { .. })) =>
                {
                    return None;
                }
                Err(error) => text = apply(&error, &text)?,
            }
        }
        None
    }

    /// The query ends where something is still expected.
    pub fn unfinished(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { unfinished: true, ..Self::new(span, message, "") }
    }

    /// The bytes at fault.
    pub fn span(&self) -> Range<usize> {
        self.fault.place.as_ref().map_or(0..0, Location::span)
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
pub(super) const FOREIGN: [(&str, &str); 24] = [
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
    ("published", "reported"),
    ("known", "reported"),
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
    let error = |help: String| {
        QueryError::new(name_span.clone(), format!("there is no field \"{name}\""), help)
            .of(Cause::UnknownField(name.to_owned()))
    };
    let Some(first) = near.first() else {
        let start = name_span.start;
        return error(format!("{quoted}. The fields are {}", fields::names().join(", ")))
            .suggest(start..start + whole.len(), &super::print::quoted(whole));
    };
    let names: Vec<String> = near.iter().map(|name| format!("{name}:")).collect();
    error(format!("did you mean {}? Or {quoted}", either(&names))).suggest(name_span.clone(), first)
}
