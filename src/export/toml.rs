//! TOML: a dataset with the selected records and everything that they need.
//!
//! A quote whose event is not exported gets the time, place, sources, topics and proposals that it takes from the event. What the
//! query names is included, so that the query means the same in the file.

use std::io::{self, Write};

use super::{Export, Format};
use crate::dataset::write;
use crate::model::{AnyId, Dataset, Id, Subset};
use crate::names::Found;
use crate::prose;
use crate::query::{Expr, Field, Node, Values};

/// The data format of demarche.
pub(super) const TOML: Format =
    Format { name: "toml", extension: "toml", help: "a dataset that demarche loads again", write, sheet: None };

fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let dataset = &*report.index.dataset;
    let mut keep = Subset::none(dataset);
    for (record, _) in report.records() {
        keep.insert_record(report.index.record(record));
    }
    for id in report.proposals() {
        keep.insert(AnyId::of(id));
    }
    if let Ok(query) = crate::query::parse(&report.query) {
        keep_named(report, &query, &mut keep);
    }
    keep.add_needed(dataset);
    let (mut subset, dropped) = dataset.subset(&keep);
    // Views may name what is not in the export.
    subset.views.clear();
    let mut head: Vec<String> =
        report.provenance().lines().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if dropped > 0 {
        head.push(format!("Omitted: {} to records that are not in this file", prose::count(dropped, "reference")));
    }
    head.extend(lost(report, &subset));
    out.write_all(write::write(&subset, &head).as_bytes())
}

/// The caveats that rest on quotes which are not in the file: nothing else in it says them.
fn lost(report: &Export<'_>, subset: &Dataset) -> Vec<String> {
    let (index, dataset) = (report.index, &report.index.dataset);
    let mut lines = Vec::new();
    for (id, quote) in dataset.quotes.iter().filter(|(_, quote)| subset.quotes.find(&quote.id).is_some()) {
        let mut add = |label: &str, other: &str| {
            if subset.quotes.find(other).is_none() {
                lines.push(format!("Caveat: {} {label} {other}, which is not in this file", quote.id));
            }
        };
        let (disputed, corrected) = (index.links.disputes.get(id), index.links.corrections.get(id));
        let disputed = disputed.iter().map(|record| ("is disputed by", index.id(*record)));
        let corrected = corrected.iter().map(|record| ("is corrected by", index.id(*record)));
        let disputes = quote.disputes().iter().map(|id| ("disputes", &*dataset.quotes[*id].id));
        let rendered = dataset.rendered(quote).map(|id| ("is another rendering of", &*dataset.quotes[id].id));
        disputed.chain(corrected).chain(disputes).chain(rendered).for_each(|(label, other)| add(label, other));
    }
    lines
}

/// Keeps what the query names.
fn keep_named(report: &Export<'_>, node: &Node, keep: &mut Subset) {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| keep_named(report, node, keep)),
        Expr::Not(inner) => keep_named(report, inner, keep),
        Expr::Field(term) => {
            let names = &report.index.names;
            for value in &term.values {
                let name = value.text.split('@').next().unwrap_or(&value.text);
                let after = value.text.split('@').nth(1).unwrap_or("");
                match Field::of(term.field).values {
                    Values::Persons => mark(names.persons.find(name), keep),
                    Values::Actors => {
                        mark(names.persons.find(name), keep);
                        mark(names.parties.find(name), keep);
                    }
                    Values::Parties => mark(names.parties.find(name), keep),
                    Values::Topics => mark(names.topics.find(name), keep),
                    Values::Places => mark(names.places.find(name), keep),
                    Values::Sources => mark(names.sources.find(name), keep),
                    Values::Proposals => mark(names.proposals.find(name), keep),
                    Values::Stances(_) => mark(names.topics.find(after), keep),
                    Values::Words(_) | Values::Dates | Values::Ids | Values::Suggested(_) | Values::Text => {}
                }
            }
        }
        Expr::All | Expr::Range(_) | Expr::Text(_) | Expr::Regex(_) => {}
    }
}

fn mark<I: Id>(found: Found<I>, keep: &mut Subset) {
    if let Found::Some(ids) = found {
        ids.into_iter().for_each(|id| {
            keep.insert(AnyId::of(id));
        });
    }
}
