//! The points of the proposals that records cite, as a table: one row for each point, one for each version of which no point is
//! known.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Export;
use super::columns::{join, provenance, sources, urls};
use super::record::{PointRecord, ProposalRecord, VersionRecord};
use super::resolve::Resolver;
use super::spreadsheet::CsvWriter;

/// The columns; those of the provenance follow.
const COLUMNS: [&str; 17] = [
    "version_id",
    "proposal",
    "version",
    "when",
    "published",
    "parents",
    "status",
    "authenticity",
    "count",
    "number",
    "text",
    "topic",
    "from",
    "state",
    "summary",
    "sources",
    "urls",
];

/// Writes the table.
pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = CsvWriter::new(out);
    let provenance = provenance(export);
    csv.row(COLUMNS.into_iter().chain(provenance.iter().map(|(name, _)| *name)).map(Cow::Borrowed))?;
    let resolver = Resolver::new(export.index);
    for id in export.proposals() {
        let proposal = resolver.proposal(id);
        for version in &proposal.versions {
            let points = version.points.iter().map(Some);
            let none = version.points.is_empty().then_some(None);
            for point in points.chain(none) {
                let cells = row(&proposal, version, point).into_iter().map(Cow::Owned);
                csv.row(cells.chain(provenance.iter().map(|(_, cell)| Cow::Borrowed(&**cell))))?;
            }
        }
    }
    csv.finish()
}

fn row(proposal: &ProposalRecord, version: &VersionRecord, point: Option<&PointRecord>) -> [String; 17] {
    let of = |part: fn(&PointRecord) -> String| point.map(part).unwrap_or_default();
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        version.id.clone(),
        proposal.name.clone(),
        version.name.clone(),
        version.when.clone(),
        some(&version.published),
        join(version.parents.iter().cloned()),
        some(&version.status),
        some(&version.authenticity),
        version.count.map(|count| count.to_string()).unwrap_or_default(),
        of(|point| point.number.clone()),
        of(|point| point.text.clone()),
        of(|point| point.topic.as_ref().map(|topic| topic.name.clone()).unwrap_or_default()),
        of(|point| point.from.join("; ")),
        of(|point| point.state.clone().unwrap_or_default()),
        some(&version.summary),
        sources(&version.sources),
        urls(&version.sources),
    ]
}
