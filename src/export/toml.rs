//! A dataset that loads again: the selected records and just what they need.
//!
//! A quote whose event is not exported takes with it what it had from the event: time, place, sources, topics, texts. Names
//! that the query mentions are kept too, so that the same query means the same in the file.

use std::io::{self, Write};

use super::{Export, Format};
use crate::dataset::write;
use crate::model::{AnyId, Id, Subset};
use crate::names::Found;
use crate::query::fields::Values;
use crate::query::{Expr, Node};

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
    // Views of the whole may name what is not in the part.
    subset.views.clear();
    let mut head: Vec<String> =
        report.provenance().lines().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if dropped > 0 {
        let references = if dropped == 1 { "1 reference".into() } else { format!("{dropped} references") };
        head.push(format!("Left out: {references} to records that are not in this file"));
    }
    out.write_all(write::write(&subset, &head).as_bytes())
}

/// Keeps whom and what the query names.
fn keep_named(report: &Export<'_>, node: &Node, keep: &mut Subset) {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| keep_named(report, node, keep)),
        Expr::Not(inner) => keep_named(report, inner, keep),
        Expr::Field(term) => {
            let books = &report.index.books;
            for value in &term.values {
                let name = value.text.split('@').next().unwrap_or(&value.text);
                let after = value.text.split('@').nth(1).unwrap_or("");
                match term.field.values {
                    Values::Persons => mark(books.persons.find(name), keep),
                    Values::Actors => {
                        mark(books.persons.find(name), keep);
                        mark(books.parties.find(name), keep);
                    }
                    Values::Parties => mark(books.parties.find(name), keep),
                    Values::Topics => mark(books.topics.find(name), keep),
                    Values::Places => mark(books.places.find(name), keep),
                    Values::Sources => mark(books.sources.find(name), keep),
                    Values::Proposals => mark(books.proposals.find(name), keep),
                    Values::Words(_) if !after.is_empty() => mark(books.topics.find(after), keep),
                    Values::Words(_) | Values::Dates | Values::Ids | Values::Text => {}
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
