//! The proposals lens: what became of each point from version to version, and who said what in between.
//!
//! * [`lineage`] — the versions and the rows of points that come from each other
//! * [`said`] — the quotes between two versions
//! * [`cell`] — the contents of a cell; [`card`] — a cell in full
//! * [`compare`] — two texts word by word

mod card;
mod cell;
mod compare;
mod lineage;
mod said;

use std::sync::Arc;

use super::grid::{Grid, Head};
use super::sheet::Sheet;
use super::{Lens, Mode};
use crate::index::Index;
use crate::model::HasId;
use crate::query::{FieldKey, Node};
use crate::view::{Answered, View};
use cell::{Drafts, FIELDS};
use lineage::Lineage;
use said::Said;

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "proposals",
    title: "Proposals",
    help: "the points of each version of a proposal, what became of them, and who said what in between",
    columns: &["name", "weight"],
    modes: &[
        Mode {
            name: "points",
            title: "by point",
            help: "proposals: the versions whose points are listed",
            columns: &[],
        },
        Mode {
            name: "versions",
            title: "in all versions",
            help: "proposals: all versions, also those without listed points",
            columns: &[],
        },
    ],
    quotes_only: false,
    build,
};

fn build(answered: &Answered, view: &View) -> Sheet {
    let index = &answered.index;
    let said = Said::new(index, &answered.selection.records);
    let lineage = Lineage::new(&index.dataset, &said.cited(index, &answered.selection.records));
    let whole = answered.selection.records.iter().count() == answered.index.len();
    let found = !lineage.versions.is_empty();
    let sheet = Sheet::grid(grid(index, lineage, said, view));
    sheet.with_empty_message(match (found, whole) {
        (true, _) => "No cell for these words; {narrow} changes them.",
        (false, false) => "No proposal is cited in this selection; {filter-off} turns the filter off.",
        (false, true) => "No proposal is cited in this dataset: its records have no `proposals`.",
    })
}

fn grid(index: &Index, lineage: Lineage, said: Said, view: &View) -> Grid {
    let dataset = &index.dataset;
    let mut columns: Vec<Head> = lineage
        .versions
        .iter()
        .enumerate()
        .map(|(number, draft)| {
            let proposal = &dataset.proposals[draft.reference.proposal];
            let id = dataset.proposal_id(draft.reference);
            Head {
                note: draft.version(dataset).when.0.in_short(),
                weight: said.of_proposal(draft.reference.proposal).len(),
                query: Some(Node::field(FieldKey::Proposal, [id.clone()])),
                ..Head::new(number, id, lineage::title(proposal, draft.version(dataset)))
            }
        })
        .collect();
    let mut rows: Vec<Head> = Vec::with_capacity(lineage.rows.len());
    for (number, row) in lineage.rows.iter().enumerate() {
        rows.push(match row.topic {
            _ if row.points.is_empty() => Head {
                role: super::card::TextRole::Strong,
                note: "status and summary".into(),
                ..Head::new(number, "version", "The whole text")
            },
            Some(topic) => Head {
                note: row.label.clone(),
                weight: said.on_topic(topic).len(),
                query: Some(Node::field(FieldKey::Topic, [dataset.topics[topic].id().to_owned()])),
                ..Head::new(number, row.key.clone(), &*dataset.topics[topic].name)
            },
            None => Head { note: row.label.clone(), ..Head::new(number, row.key.clone(), "no topic") },
        });
    }
    if rows.len() > 1 {
        Grid::sort(&mut rows[1..], view.sort.as_deref(), view.reverse);
    }
    let cells = lineage.cells();
    let listed = |head: &Head| !lineage.versions[head.number].version(dataset).points.is_empty();
    let all = LENS.mode(view).is_some_and(|mode| mode.name == "versions") || !columns.iter().any(listed);
    columns.retain(|column| all || listed(column));
    let pinned = view
        .pinned
        .as_ref()
        .and_then(|key| columns.iter().find(|column| column.key == *key))
        .map(|column| column.number);
    let mut grid = Grid::new(["point", "version"], (rows, columns), cells, Arc::new(Drafts { lineage, said, pinned }));
    grid.fields = FIELDS;
    grid.compares = true;
    grid.row_lines = 3;
    grid.widths = (22, 46);
    if !view.narrow.trim().is_empty() {
        grid.narrow(&view.narrow);
        grid.drop_empty();
    }
    grid
}
