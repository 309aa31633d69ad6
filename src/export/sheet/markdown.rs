//! A table in Markdown (GitHub Flavored Markdown), below where it comes from.

use std::io::{self, Write};

use super::SheetExport;
use super::lines::Value;
use crate::export::markdown::{code, escaped};

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&export.export.index.dataset.about.title))?;
    for (name, value) in export.export.provenance().lines() {
        let value = if name == "Query" { code(&value) } else { escaped(&value).into_owned() };
        writeln!(out, "- {name}: {value}")?;
    }
    // Ids are for programs; a reader of a table of records does not need them, but those of a cell are its references.
    let skipped = usize::from(export.sheet.grid.is_none());
    let names = export.names();
    let titles: Vec<_> = names.iter().skip(skipped).map(|name| escaped(&name.title)).collect();
    writeln!(out, "\n| {} |", titles.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(titles.len()))?;
    for line in export.lines() {
        let cells: Vec<String> = line.into_iter().skip(skipped).map(Value::text).collect();
        let cells: Vec<_> = cells.iter().map(|cell| escaped(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}
