//! A table in Markdown (GitHub Flavored Markdown), below where it comes from.

use std::io::{self, Write};

use super::SheetExport;
use crate::export::markdown::{code, escaped};

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&export.export.index.dataset.about.title))?;
    for (name, value) in export.export.provenance().lines() {
        let value = if name == "Query" { code(&value) } else { escaped(&value).into_owned() };
        writeln!(out, "- {name}: {value}")?;
    }
    let columns = &export.sheet.columns;
    let titles: Vec<_> = columns.iter().map(|column| escaped(column.title)).collect();
    writeln!(out, "\n| {} |", titles.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(columns.len()))?;
    for (_, cells) in export.rows() {
        let cells: Vec<_> = cells.iter().map(|cell| escaped(&cell.text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
