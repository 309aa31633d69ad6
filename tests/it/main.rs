//! What a user relies on, tested from outside: one program, so that it links once.

mod architecture;
mod asof;
mod cli;
mod dataset;
mod export;
mod facets;
mod filter;

mod index;
mod keys;
mod laws;
mod query;
mod readme;
mod references;
mod screen;
mod shipped;
mod spellings;
mod support;
#[cfg(unix)]
mod terminal;
mod when;
