//! JSON: provenance, then an object for each row with the id of its record and its columns by name; of a grid, an object for
//! each cell, with the ids of its records.

use std::io::{self, Write};

use serde_json::{Map, json};

use super::SheetExport;
use super::lines::Value;

pub(in crate::export) fn write(export: &SheetExport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names = export.names();
    let rows = export.lines().map(|line| {
        let values = line.into_iter().map(|value| match value {
            Value::Text(text) => text.into(),
            Value::Number(number) => number.into(),
            Value::Ids(ids) => ids.into(),
        });
        let row: Map<_, _> = names.iter().map(|name| name.name.clone()).zip(values).collect();
        serde_json::Value::Object(row)
    });
    let document = json!({ "provenance": export.export.provenance(), "rows": rows.collect::<Vec<_>>() });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}
