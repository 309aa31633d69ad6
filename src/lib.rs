//! demarche: browse the timeline of a negotiation, its events and quotes with their sources, in the terminal.
//!
//! # The tour
//!
//! Data flows one way, from module to module; read them in this order.
//!
//! ```text
//! files ─▶ dataset ─▶ model ─▶ index ─▶ query ─▶ selection ─▶ lens ─▶ tui │ export │ cli
//!              └── diagnostic ──┘           └── diagnostic
//! ```
//!
//! 1. [`model`] — what a negotiation is: events, quotes, persons, time, vocabularies; and what was known of it on a day. Plain
//!    data.
//! 2. [`dataset`] — TOML to the model and back: all faults of all files, each with its place and a suggestion.
//! 3. [`index`] — built once after loading: order, sets of records, words, times, links, catalogs.
//! 4. [`names`] — names in any spelling and script: folded, resolved, searched.
//! 5. [`query`] — the query language: lexer, tree, parser, registry of fields, evaluation, printing, suggestions.
//! 6. [`selection`] — the set of records that all later modules take.
//! 7. [`lens`] — pure views of a selection: rows of the timeline, density, facets, the card of a record, words.
//! 8. [`export`] — the selection as Markdown, CSV, JSON, TOML: one file per format.
//! 9. [`workspace`] — a dataset that is loaded, indexed and checked.
//! 10. [`tui`] — the screen: actions change the state in one place, drawing changes nothing.
//! 11. [`cli`] — the command line: one file per command. [`config`] has the settings.
//!
//! [`audit`] sums up by queries on what the records rest. Shared by several are [`diagnostic`] (faults in a text, for loader and queries alike), [`prose`] (records in words) and
//! [`sanitize`] (text made safe for a terminal).
//!
//! # Where to add
//!
//! * a key of the data format: a line in `dataset/raw` and a field in `model`; the compiler then asks for its lines in
//!   `dataset/build`, `dataset/write`, `model/references` and `export/resolve`, and a test for one in
//!   `tests/it/data/full.toml`
//! * a field of the query language: a constant in `query/fields` and its line in `query/keys.rs`
//! * an export format: a file in `export` and its name in [`export::FORMATS`]
//! * an action: its line in [`tui::action`], its arm in `tui/update`
//!
//! A test (`tests/it/architecture.rs`) checks the direction of dependencies.

pub mod audit;
pub mod cli;
pub mod config;
pub mod dataset;
pub mod diagnostic;
pub mod export;
mod fault_injection;
pub mod files;
pub mod index;
pub mod lens;
pub mod model;
pub mod names;
pub mod prose;
pub mod query;
pub mod sanitize;
pub mod selection;
pub mod storage;
pub mod tui;
pub mod view;
pub mod workspace;
