//! demarche: browse the timeline of a negotiation, its events and quotes with their sources, in the terminal.
//!
//! # The tour
//!
//! Data flows one way, from room to room; read them in this order.
//!
//! ```text
//! files ─▶ dataset ─▶ model ─▶ index ─▶ query ─▶ selection ─▶ lens ─▶ tui │ export │ cli
//!              └── diagnostic ──┘           └── diagnostic
//! ```
//!
//! 1. [`model`] — what a negotiation is: events, quotes, persons, time, vocabularies; and what of it was known on a day. Plain
//!    data.
//! 2. [`dataset`] — TOML to the model and back: every fault of every file found, with its place and a hint.
//! 3. [`index`] — built once after a load: sets of records, words, bounds of time.
//! 4. [`names`] — names in any spelling and script: folded, resolved, searched.
//! 5. [`query`] — the query language: lexer, tree, parser, registry of fields, evaluation, printing, mending.
//! 6. [`selection`] — the one set of records that everything after it takes.
//! 7. [`lens`] — pure views of a selection: rows of the timeline, density, facets, the card of a record, words.
//! 8. [`export`] — the selection as Markdown, CSV, JSON, TOML: one file a format.
//! 9. [`workspace`] — a dataset loaded, indexed and checked, ready to be asked.
//! 10. [`tui`] — the screen: actions change the state in one place, drawing changes nothing.
//! 11. [`cli`] — the command line: one file a command. [`config`] holds what a person can choose.
//!
//! Beside them stand [`diagnostic`] (a fault in some text, told with place and hint, for loader and query alike) and
//! [`plain`] (text made safe for a terminal).
//!
//! # Where to add
//!
//! * a key of the data format: its line in `dataset/raw`, its field in `model`, its line in `dataset/build` and
//!   `dataset/write`
//! * a field of the query language: a constant in `query/fields` and its line in `query/keys.rs`
//! * an export format: a file in `export` and its line in [`export::FORMATS`]
//! * an action: its line in [`tui::action`], its arm in `tui/update`
//!
//! A test (`tests/it/house.rs`) holds these arrows.

pub mod cli;
pub mod config;
pub mod dataset;
pub mod diagnostic;
pub mod export;
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
