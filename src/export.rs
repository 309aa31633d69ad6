//! Exporting exactly the selected records.
//!
//! Every format is one file with one [`Format`], named in [`FORMATS`]; all take the same [`Export`] and none filters by itself.
//! They share [`report`] (what is exported and where it comes from), [`record`] and `resolve` (one record with its references
//! resolved), `columns` (the flat table of records), `keys` (the columns by which SQL selects) and `spreadsheet` (how a table is written as CSV).

mod columns;
mod csv;
mod datapackage;
mod json;
mod keys;
mod markdown;
mod points;
pub(crate) mod record;
pub(crate) mod report;
mod resolve;
pub mod sheet;
mod spreadsheet;
pub mod sql;
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
pub static FORMATS: &[Format] =
    &[markdown::MARKDOWN, csv::CSV, json::JSON, json::JSON_LINES, toml::TOML, datapackage::DATA_PACKAGE];

/// The format with this name or file extension.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name).or_else(|| FORMATS.iter().find(|format| format.extension == name))
}

/// The format of a file with this name. A longer extension precedes a shorter one; a file can also be named by it alone, like
/// `datapackage.json`.
pub(crate) fn of_file(name: &str) -> Option<&'static Format> {
    let matches = |format: &&Format| {
        let stem = name.strip_suffix(format.extension);
        stem.is_some_and(|stem| stem.ends_with('.') || (stem.is_empty() && format.extension.contains('.')))
    };
    FORMATS.iter().filter(matches).max_by_key(|format| format.extension.len())
}

/// Whether a format repeats the provenance in the last columns of every row, because it has no other place for it.
pub(crate) fn repeats_provenance(format: &Format) -> bool {
    [csv::CSV.name, json::JSON_LINES.name].contains(&format.name)
}

/// The JSON Schema of what `export -f json` writes.
pub(crate) fn schema() -> serde_json::Value {
    schemars::schema_for!(json::Document).to_value()
}
