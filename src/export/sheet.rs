//! The sheet of a lens as it is shown: a table for terminals, CSV, JSON, Markdown.

mod csv;
mod json;
mod markdown;
mod table;

use std::io::{self, Write};

use super::Export;
use crate::index::RecordId;
use crate::lens::sheet::{Cell, Sheet};

/// A sheet with everything that an export must say about it.
pub struct SheetExport<'a> {
    /// The selection that the sheet is made of, and where it comes from.
    pub export: &'a Export<'a>,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// How many cells wide a terminal is; nothing where the output is none.
    pub width: Option<usize>,
}

impl SheetExport<'_> {
    /// The records of the rows with their cells.
    fn rows(&self) -> impl Iterator<Item = (RecordId, Vec<Cell>)> {
        let records = self.sheet.rows.iter().filter_map(|row| row.record());
        records.map(|record| (record, self.sheet.cells(self.export.index, record)))
    }
}

/// A form in which a sheet can be written.
pub struct SheetFormat {
    /// The name under which it is asked for.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Writes a sheet. Errors are those of the writer.
    pub write: fn(&SheetExport<'_>, &mut dyn Write) -> io::Result<()>,
}

/// All formats; the first is the default.
pub static SHEET_FORMATS: &[SheetFormat] = &[
    SheetFormat { name: "table", extension: "txt", write: table::write },
    SheetFormat { name: "csv", extension: "csv", write: csv::write },
    SheetFormat { name: "json", extension: "json", write: json::write },
    SheetFormat { name: "markdown", extension: "md", write: markdown::write },
];
