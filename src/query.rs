//! The query language: one predicate on records, the same on the screen, on the command line, in saved views and in what an
//! export says about itself.
//!
//! Text goes through these rooms in turn:
//!
//! * [`lexer`] — text to tokens with their places
//! * [`parser`] — tokens to a tree ([`ast`]); fields are looked up in the registry, names are not yet; `foreign.rs` answers the
//!   notations of other languages
//! * [`eval`] — the tree to a set of records: each field resolves its values and selects, and every branch is looked at, so
//!   that a wrong name is found
//!
//!   wherever it stands; [`regex`] looks at the texts as written
//! * [`asof`] — the reference date, which is no predicate and decides of which day's knowledge the query is asked
//!
//! and back: [`mod@print`] writes a tree canonically, [`edit`] changes trees for pickers and keys. [`highlight`] tells its parts apart. [`fields`] is the registry from
//! which parser, completion, errors and documentation all read. Queries are never fuzzy: they must mean the same tomorrow.

pub mod asof;
pub mod ast;
pub mod complete;
pub mod edit;
pub mod error;
pub mod eval;
pub mod fields;
mod foreign;
pub mod highlight;
pub mod hits;
pub mod lexer;
pub mod parser;
pub mod period;
pub mod print;
pub mod regex;
pub mod toggle;

pub use asof::AsOf;
pub use ast::{Expr, FieldTerm, Node, Value};
pub use error::QueryError;
pub use eval::{Answer, Context, Meaning, evaluate};
pub use fields::{FIELDS, Field};
pub use parser::parse;
