//! CSV: the id of the record, the columns of the sheet, where it comes from.

use std::borrow::Cow;
use std::io::{self, Write};

use super::SheetExport;
use crate::export::columns::provenance;
use crate::export::spreadsheet::CsvWriter;

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = CsvWriter::new(out);
    let names = export.sheet.columns.iter().map(|column| column.name);
    let provenance = provenance(export.export);
    let last = provenance.iter().map(|(name, _)| *name);
    csv.row(["id"].into_iter().chain(names).chain(last).map(Cow::Borrowed))?;
    for (record, cells) in export.rows() {
        let id = Cow::Borrowed(export.export.index.id(record));
        let cells = cells.into_iter().map(|cell| Cow::Owned(cell.text));
        csv.row([id].into_iter().chain(cells).chain(provenance.iter().map(|(_, cell)| Cow::Borrowed(&**cell))))?;
    }
    csv.finish()
}
