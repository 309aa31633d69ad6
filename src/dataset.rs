//! Reading and writing datasets in TOML.
//!
//! Loading takes these steps:
//!
//! * [`mod@gather`] — find the files and read their text
//! * [`chunks`] — split a file between records
//! * [`scan`] — where a chunk has events and quotes, and their ids
//! * [`tree`] — TOML to a tree of keys and values
//! * [`raw`] — the keys of every table, with their types and places
//! * [`mod@read`] — text to raw tables
//! * [`parts`] — a file in two passes: first its ids and other tables, then its events and quotes
//! * [`mod@build`] — raw tables to the model, with references resolved
//! * [`mod@lint`] — warnings about probable mistakes
//! * [`mod@load`] — all of these in order
//! * [`mod@reload`] — the same for files that have changed, by their [`versions`]
//!
//! [`mod@write`] goes the other way. [`builtin`] is the built-in dataset, [`countries`] the codes
//! of ISO 3166-1.

pub(crate) mod build;
pub mod builtin;
pub(crate) mod chunks;
pub(crate) mod countries;
pub mod gather;
pub(crate) mod lint;
pub mod load;
pub(crate) mod parts;
#[cfg(test)]
mod passes_tests;
pub(crate) mod raw;
pub(crate) mod read;
pub(crate) mod reload;
pub(crate) mod scan;
pub mod schema;
pub(crate) mod starter;
pub(crate) mod tree;
mod unquoted;
pub(crate) mod versions;
pub mod write;

pub use load::{DataFiles, Loaded, Progress, Step, load, load_in_steps, load_texts};
pub use versions::Versions;
