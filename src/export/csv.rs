//! CSV: events and quotes in one flat table.
//!
//! Comments would break most readers, so each row has the provenance in its last columns.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{COLUMNS, provenance_cells, provenance_names};
use super::resolve::Resolver;
use super::spreadsheet::CsvWriter;
use super::{Export, Format, RecordKind, points, sheet};

/// RFC 4180.
pub(super) const CSV: Format = Format {
    name: "csv",
    extension: "csv",
    help: "one flat table, safe to open in a spreadsheet",
    write,
    sheet: Some(sheet::csv::write),
};

fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.part == Some(RecordKind::Points) {
        return points::write(report, out);
    }
    let mut csv = CsvWriter::new(out);
    csv.row(COLUMNS.iter().map(|column| column.name).chain(provenance_names()).map(Cow::Borrowed))?;
    let tail = provenance_cells(report);
    let resolver = Resolver(report.index);
    for (record, context) in report.records() {
        let record = resolver.record(record, context);
        let cells = COLUMNS.iter().map(|column| Cow::Owned(column.cell(&record)));
        csv.row(cells.chain(tail.iter().map(|cell| Cow::Borrowed(&**cell))))?;
    }
    csv.finish()
}
