//! The positions lens: where each party or person stands on each topic, and when that changed.
//!
//! Only coded stances count. A statement and its renderings are one statement. Stances are never averaged: a cell shows the
//! latest, and conditional, ambiguous and declined are stances like the others.
//!
//! * [`mod@statements`] — the coded statements of a selection, with the changes between them
//! * [`matrix`] — parties or people by topics, and through time
//! * [`cell`] — the contents of a cell
//! * [`changes`] — the list of changes

mod cell;
mod changes;
mod matrix;
mod statements;

use super::sheet::Sheet;
use super::{Lens, Mode};
use crate::view::{Answered, View};
use statements::{By, statements};

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "positions",
    title: "Positions",
    help: "latest stance of each party on each topic, how it was reached, and when it changed",
    columns: &["name", "tree", "weight"],
    modes: &[
        Mode { name: "parties", title: "of parties", help: "positions of parties by topic", columns: &[] },
        Mode { name: "people", title: "of people", help: "positions of people by topic", columns: &[] },
        Mode {
            name: "time",
            title: "through time",
            help: "positions of parties through time; {finer} and {coarser} change the period",
            columns: &["name", "weight"],
        },
        Mode {
            name: "changes",
            title: "that changed",
            help: "every change of stance: from what, to what, when, by whom",
            columns: &["date", "party", "topic", "from", "to", "speaker", "words"],
        },
    ],
    quotes_only: true,
    build,
};

fn build(answered: &Answered, view: &View) -> Sheet {
    let mode = LENS.mode(view).map_or("", |mode| mode.name);
    let by = if mode == "people" { By::Person } else { By::Party };
    let statements = statements(&answered.index, &answered.selection.records, by);
    let coded = !statements.is_empty();
    let whole = answered.selection.quotes == answered.index.dataset.quotes.len();
    let sheet = match mode {
        "changes" => changes::sheet(&answered.index, &statements, view),
        "time" => Sheet::grid(matrix::through_time(&answered.index, statements, view)),
        _ => Sheet::grid(matrix::by_topic(&answered.index, statements, view)),
    };
    sheet.with_empty_message(match (coded, whole) {
        (true, _) if mode == "changes" => "No stance changes in this selection; {mode} shows the stances.",
        (true, _) => "No cell for these words; {narrow} changes them.",
        (false, false) => "No stance is coded in this selection; {filter-off} turns the filter off.",
        (false, true) => "No stance is coded in this dataset: its quotes have no `stance`.",
    })
}
