//! TOML to model and back.
//!
//! A load goes through these rooms in turn:
//!
//! * [`files`] — which files, and their text
//! * [`chunks`] — a text cut at the headers of its records
//! * [`raw`] — the keys of every table, their types and their places
//! * [`mod@read`] — one file to raw tables
//! * [`mod@build`] — raw tables to the model, references resolved
//! * [`mod@lint`] — what is probably a slip
//! * [`mod@load`] — all of it in order, for everybody outside
//!
//! [`mod@write`] goes the other way. [`builtin`] is the dataset inside the program, [`countries`] the codes of ISO 3166-1.

pub mod audit;
pub mod build;
pub mod builtin;
pub mod chunks;
pub mod countries;
pub mod files;
pub mod lint;
pub mod load;
pub mod raw;
pub mod read;
pub mod schema;
pub mod starter;
pub mod write;

pub use load::{DataFiles, Loaded, load, load_texts};
