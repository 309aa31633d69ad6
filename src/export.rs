//! Exporting exactly the selected records.
//!
//! Every format is one file with one [`Format`], named in [`FORMATS`]; all take the same [`Export`] and none filters by itself.
//! They share [`report`] (what is exported and where it comes from), [`record`] and `resolve` (one record with its references
//! resolved).

mod csv;
mod json;
mod markdown;
pub(crate) mod record;
pub(crate) mod report;
mod resolve;
pub mod sheet;
mod toml;

use std::io::{self, Write};

pub use report::{Export, RecordKind};

/// A format in which a selection can be written.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub help: &'static str,
    /// Writes records. Errors are those of the writer.
    pub write: fn(&Export<'_>, &mut dyn Write) -> io::Result<()>,
    /// Writes the table of a lens, if the format supports tables.
    pub sheet: Option<sheet::WriteSheet>,
}

/// All formats, in the order in which they are offered. Command line, dialog, help and error messages read this list.
pub static FORMATS: &[Format] = &[markdown::MARKDOWN, csv::CSV, json::JSON, json::JSON_LINES, toml::TOML];

/// The format with this name or file extension.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).or_else(|| FORMATS.iter().find(|format| format.extension == name))
}

/// The JSON Schema of what `export -f json` writes.
pub(crate) fn schema() -> serde_json::Value {
    schemars::schema_for!(json::Document).to_value()
}
