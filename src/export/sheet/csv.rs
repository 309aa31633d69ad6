//! CSV (RFC 4180, UTF-8): the id of the record, the columns of the sheet, where it comes from; of a grid, a line for each cell.

use std::io::{self, Write};

use super::SheetExport;
use super::lines::Value;
use crate::export::csv::{defused, io_error, provenance_cells, provenance_names};

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    let names = export.names();
    csv.write_record(names.iter().map(|name| &*name.name).chain(provenance_names())).map_err(io_error)?;
    let provenance = provenance_cells(export.export);
    for line in export.lines() {
        let cells = line.into_iter().map(Value::text).chain(provenance.iter().cloned());
        csv.write_record(cells.map(|cell| defused(&cell).into_owned())).map_err(io_error)?;
    }
    csv.flush()
}
