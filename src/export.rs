//! Exactly the records on the screen, in another form.
//!
//! Every format is one file with one function and its line in [`FORMATS`]; all take the same [`Export`] and none filters by
//! itself. What they share stands in [`report`] (what is exported and where it comes from) and [`record`] and `resolve`
//! (one record with its references resolved). [`mod@save`] writes files so that nothing is ever half written or overwritten unasked.

mod csv;
mod json;
mod markdown;
pub mod record;
pub mod report;
mod resolve;
pub mod save;
pub mod sheet;
mod toml;

use std::io::{self, Write};

pub use report::{Export, RecordKind};
pub use save::{SaveError, save};

/// A form in which a selection can be written.
pub struct Format {
    /// The name under which it is asked for.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub help: &'static str,
    /// Writes a report. Errors are those of the writer.
    pub write: fn(&Export<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All formats, in the order in which they are offered.
pub static FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        extension: "md",
        help: "a brief: grouped by day, quotes as block quotes, numbered sources",
        write: markdown::write,
    },
    Format { name: "csv", extension: "csv", help: "one flat table, safe to open in a spreadsheet", write: csv::write },
    Format { name: "json", extension: "json", help: "all fields, ids resolved, for scripts", write: json::write },
    Format { name: "jsonl", extension: "jsonl", help: "the same, one record a line", write: json::write_lines },
    Format { name: "toml", extension: "toml", help: "a dataset that demarche loads again", write: toml::write },
];

/// The format of a name, or of the ending of a file.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.extension == name)
}

/// The JSON Schema of what `export -f json` writes.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(json::Document).to_value()
}
