//! The query language: a predicate on records, the same on the screen, on the command line, in saved views and in exports.
//!
//! Text passes through these modules, each of which imports only those above it:
//!
//! * [`keys`] — the list of fields; `quoting` — quotation marks; [`error`] — kinds of errors
//! * [`ast`] — the syntax tree; `lexer` — text to tokens; [`mod@print`] — a tree as canonical text; [`edit`] — changes of trees for
//!   pickers and keys; [`period`] — calendar periods as conditions; [`asof`] — the reference date
//! * [`fields`] — the registry of fields: how each selects, and what its values are
//! * [`parser`] — tokens to a tree; `foreign` recognises the notations of other languages, `limits` bounds the size
//! * [`eval`] — a tree to a set of records; every part is evaluated, so that an unknown name is an error anywhere
//! * `alternatives` — the field that has a value which another does not have
//! * [`sql`] — a tree as an SQL condition on the columns of exported records
//!
//! For the screen there are [`complete`], [`highlight`], [`hits`], [`toggle`] and [`typing`]. Errors are worded in [`hints`] and nowhere
//! else. Queries are never fuzzy: the same query means the same tomorrow.
//!
//! # Decisions
//!
//! Where a rule could be otherwise, it is this, and `tests/it/differences.rs` holds it:
//!
//! * `~` and `%` widen a date in a query by one unit of its own, as in the data; `?` widens nothing. `asof:` takes neither.
//! * An undated quote is spoken for its speaker's own `party`, not for that of an office.
//! * Grades that mean "cannot be judged" (`F`, 6) are on no scale: `credibility:6` names one, `credibility:<=6` is an error.
//! * `reported:` and `last:` count civil days; `reported:` with a time of day is an error.
//! * `asof:` may stand in parentheses that only group (`(asof:2025-12-02 talks)`), not below `or` or `not`.
//! * Spellings of other languages that mean the same: `!` for `-`, `||` for `or`, `&&` for `and`, quarters (`2025-Q4`), weeks
//!   (`2025-W49`), and plurals of the words of `is:` and `has:` (`is:events`).
//!
//! The files below import each other by their own names, never through this module; a test finds cycles.

mod alternatives;
pub mod asof;
mod ast;
pub mod complete;
mod context;
mod counts;
mod dates;
pub(crate) mod edit;
pub mod error;
mod eval;
mod fields;
mod foreign;
pub(crate) mod highlight;
mod hints;
pub mod hits;
mod keys;
mod lexer;
mod limits;
mod offer;
mod offered_names;
mod offers;
mod parser;
pub(crate) mod period;
pub mod print;
mod quoting;
mod regex;
mod report;
pub mod sql;
mod suggestion;
pub mod toggle;
pub(crate) mod typing;

pub use asof::AsOf;
pub use ast::{Expr, FieldTerm, Node, Value};
pub use context::{Context, Meaning};
pub use counts::Scope;
pub use error::QueryError;
pub(crate) use eval::waits_for_words;
pub use eval::{Answer, evaluate};
#[cfg(test)]
pub(crate) use fields::time::both_ways as range_both_ways;
pub use fields::{FIELDS, Field, Values, prepare};
pub(crate) use fields::{NEW, words_of_records};
pub use keys::FieldKey;
pub use offer::Offer;
pub use parser::parse;
pub use suggestion::Suggestion;
