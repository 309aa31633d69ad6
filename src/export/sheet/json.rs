//! JSON: provenance, then an object for each row with the id of its record and its columns by name.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::SheetExport;

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rows = export.rows().map(|(record, cells)| {
        let mut row = Map::new();
        row.insert("id".into(), export.export.index.id(record).into());
        for (column, cell) in export.sheet.columns.iter().zip(cells) {
            row.insert(column.name.into(), cell.text.into());
        }
        Value::Object(row)
    });
    let document = json!({ "provenance": export.export.provenance(), "rows": rows.collect::<Vec<_>>() });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}
