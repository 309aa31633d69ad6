//! CSV (RFC 4180, UTF-8): the id of the record, the columns of the sheet, where it comes from.

use std::io::{self, Write};

use super::SheetExport;
use crate::export::csv::{defused, io_error, provenance_cells, provenance_names};

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    let names = export.sheet.columns.iter().map(|column| column.name);
    csv.write_record(["id"].into_iter().chain(names).chain(provenance_names())).map_err(io_error)?;
    let provenance = provenance_cells(export.export);
    for (record, cells) in export.rows() {
        let id = export.export.index.id(record).to_owned();
        let cells = cells.into_iter().map(|cell| cell.text).chain(provenance.iter().cloned());
        csv.write_record([id].into_iter().chain(cells).map(|cell| defused(&cell).into_owned())).map_err(io_error)?;
    }
    csv.flush()
}
