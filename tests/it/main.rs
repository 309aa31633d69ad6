//! What a user relies on, tested from outside: one program, so that it links once.

mod asof;
mod cli;
mod dataset;
mod export;
mod facets;
mod filter;
mod house;
mod laws;
mod query;
mod readme;
mod rulebook;
mod screen;
mod shipped;
mod spellings;
mod support;
#[cfg(unix)]
mod terminal;
mod when;
