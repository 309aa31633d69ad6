//! JSON and JSON Lines: all fields, ids resolved. `demarche schema export` prints the schema.

use std::io::{self, Write};

use serde::Serialize;

use super::record::{ProposalRecord, Record};
use super::report::Provenance;
use super::resolve::Resolver;
use super::{Export, Format, sheet};

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
    let resolver = Resolver(report.index);
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

/// A line with the provenance, then one line per record and, on request, per proposal that they cite: a line is one record
/// for most scripts.
fn write_lines(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct First {
        provenance: Provenance,
    }
    serde_json::to_writer(&mut *out, &First { provenance: report.provenance() })?;
    out.write_all(b"\n")?;
    let resolver = Resolver(report.index);
    for (record, context) in report.records() {
        serde_json::to_writer(&mut *out, &resolver.record(record, context))?;
        out.write_all(b"\n")?;
    }
    let proposals = if report.appends_proposals() { report.proposals() } else { Vec::new() };
    for id in proposals {
        let line = ProposalLine { kind: "proposal", proposal: resolver.proposal(id) };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
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
