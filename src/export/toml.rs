//! TOML: a dataset with the selected records and everything that they need.
//!
//! A quote whose event is not exported gets the time, place, sources, topics and proposals that it takes from the event. What the
//! query names is included, so that the query means the same in the file.

use std::io::{self, Write};

use super::{Export, Format};
use crate::dataset::write;
use crate::model::{AnyId, Id, Subset};
use crate::names::Found;
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
        let references = if dropped == 1 { "1 reference".into() } else { format!("{dropped} references") };
        head.push(format!("Omitted: {references} to records that are not in this file"));
    }
    out.write_all(write::write(&subset, &head).as_bytes())
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
