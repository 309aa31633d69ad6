//! What is wrong with a query: its kind, with the data that belong to it, and its place. The message, the hint and the
//! suggestions are derived from these in [`super::hints`], and nowhere else.

use std::ops::Range;

use super::suggestion::Suggestion;

/// A query that cannot be parsed, or that names something that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Whether the query is only incomplete, as it is while it is typed.
    pub unfinished: bool,
    /// Whether a field was looked for that has such a value, for which an index is needed.
    pub(super) compared: bool,
    /// The term with that field.
    pub(super) alternative: Option<Box<Suggestion>>,
    span: Range<usize>,
}

impl QueryError {
    /// An error in these bytes of the query.
    pub(super) fn new(span: Range<usize>, kind: impl Into<ErrorKind>) -> Self {
        Self { kind: kind.into(), unfinished: false, compared: false, alternative: None, span }
    }

    /// The query ends where something is still expected.
    pub(super) fn unfinished(span: Range<usize>, kind: impl Into<ErrorKind>) -> Self {
        Self { unfinished: true, ..Self::new(span, kind) }
    }

    /// Unfinished if the condition holds.
    pub(super) fn unfinished_if(self, unfinished: bool) -> Self {
        Self { unfinished, ..self }
    }

    /// The bytes that are wrong.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text does not follow the grammar.
    Syntax(Syntax),
    /// The notation of another query language.
    Foreign(Foreign),
    /// An invalid regular expression.
    Regex {
        /// The expression.
        pattern: String,
        /// What is wrong with it.
        reason: String,
        /// Its bytes in the query, with the slashes.
        span: Range<usize>,
    },
    /// A regular expression that takes too much memory.
    RegexTooLarge,
    /// A word before a colon that is not a field.
    UnknownField {
        /// The word.
        name: String,
        /// The whole term.
        term: String,
    },
    /// A word that matches no record and that field names begin with.
    FieldPrefix {
        /// The word.
        word: String,
        /// The fields.
        fields: Vec<&'static str>,
    },
    /// A value that names no person, party, topic ….
    UnknownName {
        /// What was looked for, in the singular.
        noun: &'static str,
        /// The value.
        value: String,
        /// The ids of the nearest names, with the names (empty where the id is the name).
        near: Vec<(String, String)>,
    },
    /// A version that none of the proposals has.
    UnknownVersion {
        /// The version.
        version: String,
        /// The versions that exist, each with its proposal.
        known: Vec<String>,
    },
    /// A word that is not in the closed vocabulary of its field.
    UnknownWord {
        /// What the vocabulary contains, in the singular.
        noun: &'static str,
        /// The word.
        value: String,
        /// The vocabulary.
        words: Vec<&'static str>,
    },
    /// A value that is not a date, not a duration, not a grade.
    Value(InvalidValue),
    /// A reference date in the wrong place, or more than one.
    Asof(Asof),
}

/// Text that does not follow the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// More characters than a query may have.
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// More terms than a query may have.
    TooManyTerms {
        /// How many it has.
        terms: usize,
    },
    /// More levels of parentheses than a query may have.
    TooDeep,
    /// A quotation mark without the closing one.
    UnclosedQuote,
    /// A regular expression without its closing slash.
    UnclosedRegex,
    /// A parenthesis without the closing one.
    UnclosedParenthesis,
    /// A closing parenthesis without the opening one.
    UnmatchedParenthesis,
    /// `()`
    EmptyParentheses,
    /// A field without a value.
    MissingValue {
        /// The field as typed.
        field: String,
    },
    /// An operator without a term.
    MissingTerm {
        /// The token after which the term is missing.
        after: Option<String>,
        /// The token found instead of the term.
        before: Option<String>,
    },
    /// Text to search for in which there is no word.
    NoWord {
        /// The text.
        text: String,
    },
    /// `..` without a date.
    RangeWithoutDate,
    /// A range with a side that is not a date.
    InvalidRange {
        /// The side.
        side: String,
        /// The whole range.
        range: String,
        /// Its bytes in the query.
        span: Range<usize>,
    },
}

/// The notation of another query language, with the same in ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Which notation.
    pub notation: Notation,
    /// The bytes to replace.
    pub span: Range<usize>,
    /// What to write instead; empty where the notation is to be removed.
    pub instead: String,
}

/// Notations of other query languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notation {
    /// `person :putin`
    SpaceBeforeColon,
    /// `person=putin`, with the operator.
    Comparison(String),
    /// `putin & trump`, with the operator.
    Operator(String),
    /// `=` by itself.
    NoOperands(String),
    /// `[2025-01-01 TO 2025-02-01]`
    BracketedRange,
    /// `'direct talks'`
    SingleQuotes,
    /// `+word`
    RequiredTerm,
    /// `word*`
    Wildcard,
    /// `word~2`
    FuzzyTerm,
    /// `person:(putin or trump)`
    ListInParentheses,
    /// `kind:!call`
    NegatedValue,
}

/// Values that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidValue {
    /// Not a date, a time or an interval.
    Date {
        /// The text.
        text: String,
        /// What is wrong with it.
        message: String,
        /// How to write it; possibly empty.
        help: String,
        /// Its bytes in the query, with the quotation marks if there are any.
        span: Range<usize>,
    },
    /// A date of which digits are still missing.
    IncompleteDate {
        /// The text.
        text: String,
    },
    /// A range of dates without a date.
    EmptyRange,
    /// A range that ends before it begins.
    Reversed {
        /// The range with its sides exchanged.
        swapped: String,
    },
    /// A time of day, or a day of another zone, where civil days are compared.
    NotDays {
        /// The text.
        text: String,
    },
    /// Not a duration.
    Duration {
        /// The text.
        text: String,
        /// The duration that was probably meant.
        meant: String,
    },
    /// A grade that is on no scale, after a comparison.
    NotOnScale {
        /// The grade.
        grade: String,
    },
    /// Not a credibility.
    Credibility {
        /// The text.
        text: String,
    },
}

/// What is wrong with a reference date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asof {
    /// An interval.
    Interval,
    /// An approximate or uncertain date.
    Marked {
        /// The date without the qualifier.
        date: String,
    },
    /// More than one.
    Duplicate,
    /// Inside another condition.
    Nested,
}

impl From<Syntax> for ErrorKind {
    fn from(syntax: Syntax) -> Self {
        Self::Syntax(syntax)
    }
}

impl From<Foreign> for ErrorKind {
    fn from(foreign: Foreign) -> Self {
        Self::Foreign(foreign)
    }
}

impl From<InvalidValue> for ErrorKind {
    fn from(value: InvalidValue) -> Self {
        Self::Value(value)
    }
}

impl From<Asof> for ErrorKind {
    fn from(asof: Asof) -> Self {
        Self::Asof(asof)
    }
}
