//! JSON and JSON Lines: all fields, ids resolved. `demarche schema export` prints the schema.

use std::io::{self, Write};

use serde::Serialize;

use super::record::{ProposalRecord, Record};
use super::report::Provenance;
use super::resolve::Resolver;
use super::{Export, Format, columns, sheet};

/// One JSON document.
pub(super) const JSON: Format = Format {
    name: "json",
    extension: "json",
    help: "all fields, ids resolved, for scripts",
    write,
    sheet: Some(sheet::json::write),
};

/// One object: provenance, then the records, then the proposals that they cite.
fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let resolver = Resolver::new(report.index);
    out.write_all(b"{\n  \"provenance\": ")?;
    let provenance = serde_json::to_string_pretty(&report.provenance())?;
    out.write_all(provenance.replace('\n', "\n  ").as_bytes())?;
    out.write_all(b",\n  \"records\": [")?;
    for (nth, (record, context)) in report.records().enumerate() {
        let text = serde_json::to_string_pretty(&resolver.record(record, context))?;
        out.write_all(if nth == 0 { b"\n    " } else { b",\n    " })?;
        out.write_all(text.replace('\n', "\n    ").as_bytes())?;
    }
    out.write_all(b"\n  ],\n  \"proposals\": [")?;
    for (nth, id) in report.proposals().into_iter().enumerate() {
        let text = serde_json::to_string_pretty(&resolver.proposal(id))?;
        out.write_all(if nth == 0 { b"\n    " } else { b",\n    " })?;
        out.write_all(text.replace('\n', "\n    ").as_bytes())?;
    }
    out.write_all(b"\n  ]\n}\n")
}

/// JSON Lines (<https://jsonlines.org>).
pub(super) const JSON_LINES: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    help: "the same as json, one record per line",
    write: write_lines,
    sheet: None,
};

/// A proposal among records.
#[derive(Serialize)]
struct ProposalLine {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    proposal: ProposalRecord,
}

/// One line per record and, on request, one per proposal that they cite: readers count lines. The provenance is in the last keys
/// of each line.
fn write_lines(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut tail = Vec::new();
    for (name, cell) in columns::provenance(report) {
        write!(tail, ",\"{name}\":")?;
        serde_json::to_writer(&mut tail, &cell)?;
    }
    tail.extend_from_slice(b"}\n");
    let resolver = Resolver::new(report.index);
    // A record is written in one piece, because each piece is a call of a writer that is not known here.
    let mut line = Vec::new();
    for (record, context) in report.records() {
        line.clear();
        serde_json::to_writer(&mut line, &resolver.record(record, context))?;
        line.pop();
        line.extend_from_slice(&tail);
        out.write_all(&line)?;
    }
    let proposals = if report.appends_proposals() { report.proposals() } else { Vec::new() };
    for id in proposals {
        line.clear();
        serde_json::to_writer(&mut line, &ProposalLine { kind: "proposal", proposal: resolver.proposal(id) })?;
        line.pop();
        line.extend_from_slice(&tail);
        out.write_all(&line)?;
    }
    Ok(())
}

/// The schema of a JSON export.
#[derive(schemars::JsonSchema)]
#[schemars(title = "demarche export", description = "What `demarche export -f json` writes")]
#[allow(dead_code, reason = "only its schema is used")]
pub(super) struct Document {
    /// Provenance.
    provenance: Provenance,
    /// Records in the order of the timeline.
    records: Vec<Record>,
    /// The proposals that the records cite, with all versions and points.
    proposals: Vec<ProposalRecord>,
}
