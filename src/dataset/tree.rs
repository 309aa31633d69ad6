//! A TOML text as a tree that is cheap to build, to read and to drop.
//!
//! The tree of the `toml` crate has a map for every table and a string for every key; most of the time of loading went into
//! making these. Here all values of a text are in one vector, linked to their siblings, and keys and strings are places in the
//! text, unless they have escapes. Lexing, parsing and decoding are those of `toml_parser`, on which the `toml` crate is built
//! as well.
//!
//! * [`parse`](build::parse) — a text to a tree
//! * [`Value`] — what the reader sees: values with their places, tables, arrays
//! * [`nodes`] — how the tree is stored; [`tables`] — what may be added to a table; [`strings`] — keys and scalars
//!
//! What is valid, the keys and their order, the values and their places are those of `toml::de::DeTable`, which tests compare.
//! Of a text that is not valid only that is known; `DeTable` tells where and why.

mod build;
#[cfg(test)]
mod documents;
mod nodes;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use build::parse;
pub(crate) use value::{Content, Key, Table, Value};
