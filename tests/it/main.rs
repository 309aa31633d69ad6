//! What a user relies on, tested from outside: one program, so that it links once.

mod actions;
mod architecture;
mod asof;
mod cli;
mod dataset;
mod dialogues;
mod differences;
mod escapes;
mod export;
mod facets;
mod fields;
mod filter;

#[cfg(unix)]
mod endings;
mod flags;
mod golden;
mod index;
mod keys;
mod known;
mod laws;
mod lenses;
mod lexing;
mod mouse;
mod names;
mod order;
mod overlays;
mod parts;
mod public;
mod query;
mod readme;
mod references;
mod reload;
mod remembered;
mod rulebook;
#[cfg(unix)]
mod running;
#[cfg(unix)]
mod saving;
mod screen;
#[cfg(unix)]
mod screen_flags;
mod shipped;
mod spellings;
mod support;
#[cfg(unix)]
mod terminal;
mod times;
mod values;
mod warnings;
mod when;
mod words;
