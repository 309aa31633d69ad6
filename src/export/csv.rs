//! CSV: events and quotes in one flat table.
//!
//! Comments would break most readers, and a row of its own would be counted, so each row has the provenance in its last columns.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::{cells, headers, provenance};
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
    let tail = provenance(report);
    csv.row(headers().chain(tail.iter().map(|(name, _)| *name)).map(Cow::Borrowed))?;
    let resolver = Resolver::new(report.index);
    for (record, context) in report.records() {
        let record = resolver.record(record, context);
        csv.row(cells(&record).map(Cow::Owned).chain(tail.iter().map(|(_, cell)| Cow::Borrowed(&**cell))))?;
    }
    csv.finish()
}
