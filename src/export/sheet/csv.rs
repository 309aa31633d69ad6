//! CSV (RFC 4180, UTF-8): the id of the record, the columns of the sheet, where it comes from; of a grid, a line for each cell.

use std::borrow::Cow;
use std::io::{self, Write};

use super::SheetExport;
use crate::export::columns::provenance;
use crate::export::spreadsheet::CsvWriter;

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = CsvWriter::new(out);
    let names = export.names();
    let provenance = provenance(export.export);
    let last = provenance.iter().map(|(name, _)| *name);
    csv.row(names.iter().map(|name| &*name.name).chain(last).map(Cow::Borrowed))?;
    for line in export.lines() {
        let cells = line.into_iter().map(|value| Cow::Owned(value.text()));
        csv.row(cells.chain(provenance.iter().map(|(_, cell)| Cow::Borrowed(&**cell))))?;
    }
    csv.finish()
}
