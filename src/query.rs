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
//!
//! * [`sql`] — a tree as an SQL condition on the columns of exported records
//!
//! For the screen there are [`complete`], [`highlight`], [`hits`], [`toggle`] and [`typing`]. Errors are worded in [`hints`] and nowhere
//! else. Queries are never fuzzy: the same query means the same tomorrow.
//!
//! The files below import each other by their own names, never through this module; a test finds cycles.

pub mod asof;
mod ast;
pub(crate) mod complete;
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
mod offers;
mod parser;
pub(crate) mod period;
pub mod print;
mod quoting;
mod regex;
mod report;
pub mod sql;
pub mod toggle;
pub(crate) mod typing;

pub use asof::AsOf;
pub use ast::{Expr, FieldTerm, Node, Value};
pub use context::{Context, Meaning};
pub(crate) use counts::Scope;
pub use error::QueryError;
pub use eval::{Answer, evaluate};
pub(crate) use fields::words_of_records;
pub use fields::{FIELDS, Field, Values};
pub use hints::Suggestion;
pub use keys::FieldKey;
pub(crate) use offers::Offer;
pub use parser::parse;
