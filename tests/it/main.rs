//! Integration tests, in one binary to link only once.

mod accounts;
mod actions;
#[cfg(unix)]
mod additions;
mod architecture;
mod asof;
mod audit;
mod cards;
mod caveats;
mod cli;
mod completions;
mod datapackage;
mod dataset;
mod dialogs;
mod differences;
mod escapes;
#[cfg(unix)]
mod exit;
mod export;
mod facets;
mod fields;
mod filter;
mod flags;
mod golden;
mod grids;
#[cfg(unix)]
mod hostile;
mod index;
mod interrupting;
mod keys;
mod known;
mod laws;
mod lenses;
mod lexing;
mod loading;
mod loading_keys;
mod model;
mod mouse;
mod names;
mod news;
mod order;
mod output;
mod overlays;
mod page;
mod painted;
mod parts;
mod people;
mod positions;
mod proposals;
mod public;
mod query;
mod query_errors;
mod quotes_lens;
mod readme;
mod references;
mod regressions;
mod reload;
mod rulebook;
#[cfg(unix)]
mod running;
#[cfg(unix)]
mod saving;
mod screen;
#[cfg(unix)]
mod screen_flags;
mod sequences;
mod shipped;
mod sourcing;
mod spellings;
mod spreadsheets;
mod sql;
mod storage;
mod suggestions;
mod support;
mod synthetic;
#[cfg(unix)]
mod terminal;
mod times;
mod values;
mod warnings;
mod when;
mod words;
mod words_later;
