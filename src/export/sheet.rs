//! The sheet of a lens as it is shown: a table for terminals, CSV, JSON, Markdown.

pub(super) mod csv;
pub(super) mod json;
mod lines;
pub(super) mod markdown;
mod matrix;
mod table;

use std::io::{self, Write};
use std::sync::LazyLock;

use super::{Export, FORMATS, Format};
use crate::lens::sheet::Sheet;

/// A sheet with everything that an export must say about it.
pub struct SheetExport<'a> {
    /// The selection that the sheet is made of, and where it comes from.
    pub export: &'a Export<'a>,
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Width of the terminal in cells, if the output is one.
    pub width: Option<usize>,
}

/// Writes a sheet. Errors are those of the writer.
pub(crate) type WriteSheet = fn(&SheetExport<'_>, &mut dyn Write) -> io::Result<()>;

/// A format in which a sheet can be written.
#[derive(Debug, Clone, Copy)]
pub struct SheetFormat {
    /// Name on the command line.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub help: &'static str,
    /// Writes a sheet. Errors are those of the writer.
    pub write: WriteSheet,
}

/// All formats of sheets: a table for terminals, which is the default, and the [`FORMATS`] that support tables.
pub static SHEET_FORMATS: LazyLock<Vec<SheetFormat>> = LazyLock::new(|| {
    let formats = FORMATS.iter().filter_map(|&Format { name, extension, help, sheet, .. }| {
        Some(SheetFormat { name, extension, help, write: sheet? })
    });
    std::iter::once(table::TABLE).chain(formats).collect()
});
