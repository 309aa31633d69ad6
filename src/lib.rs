//! demarche: browse the timeline of a negotiation, its events and quotes with their sources, in the terminal.
//!
//! # Overview
//!
//! Data flows one way through the modules, which are best read in this order.
//!
//! ```text
//! files ─▶ dataset ─▶ model ─▶ index ─▶ query ─▶ selection ─▶ lens ─▶ tui │ export │ cli
//!              └── diagnostic ──┘           └── diagnostic
//! ```
//!
//! 1. [`model`] — the data model: events, quotes, persons, time, vocabularies, and what was known on a date. Plain data.
//! 2. [`dataset`] — converts TOML to the model and back; reports every fault in every file with its location and a
//!    suggestion.
//! 3. [`index`] — built after loading: record order, record sets, words, times, links, catalogs. That of an earlier day, or of
//!    data read again, is derived from it.
//! 4. [`names`] — names in any spelling and script: folding, resolution, search.
//! 5. [`query`] — the query language: lexer, syntax tree, parser, field registry, evaluation, printing, suggestions.
//! 6. [`selection`] — the set of records that later modules work on.
//! 7. [`lens`] — pure views of a selection: timeline rows, tables, density, facets, record cards.
//! 8. [`export`] — writes a selection as Markdown, CSV, JSON or TOML, one file per format.
//! 9. [`workspace`] — a loaded, indexed and validated dataset, and reading it again when files have changed.
//! 10. [`tui`] — the interactive screen: actions change the state in one place, drawing changes nothing.
//! 11. [`cli`] — the command line, one file per command. [`config`] has the settings.
//!
//! [`audit`] summarizes what the records rest on, by queries. Shared modules: [`diagnostic`] (faults in a text, used by the
//! loader and by queries), [`prose`] (records as text), [`sanitize`] (makes text safe for a terminal) and `parallel` (work on all cores).
//!
//! # Where to add things
//!
//! * a key of the data format: a line in `dataset/raw` and a field in `model`; compiler errors then point to
//!   `dataset/build`, `dataset/write`, `model/references` and `export/resolve`, and a failing test to
//!   `tests/it/data/full.toml`
//! * a field of the query language: a constant in `query/fields` and a line in `query/keys.rs`
//! * an export format: a file in `export` and an entry in [`export::FORMATS`]
//! * a lens: a file in `lens` and an entry in [`lens::LENSES`]
//! * an action: a line in [`tui::action`] and a match arm in `tui/update`
//!
//! `tests/it/architecture.rs` checks the direction of dependencies.

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
mod parallel;
pub mod prose;
pub mod query;
#[cfg(test)]
mod reference_tests;
pub mod sanitize;
pub mod selection;
pub mod storage;
pub mod tui;
pub mod view;
pub mod workspace;
