//! The people lens: who met whom and how often at the selected events, and who was active when.
//!
//! Two persons met at an event that took place and at which both were present, in whatever delegation. Only pairs that occur
//! are looked at.
//!
//! * [`meetings`] — persons by persons, parties by parties
//! * [`months`] — persons by periods

mod meetings;
mod months;

use super::sheet::Sheet;
use super::{Lens, Mode};
use crate::index::Index;
use crate::lens::grid::Grid;
use crate::view::{Answered, View};

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "people",
    title: "People",
    help: "who met whom and how often, and who was active when",
    columns: &["name", "weight"],
    modes: &[
        Mode { name: "people", title: "who met whom", help: "joint events of people", columns: &[] },
        Mode { name: "parties", title: "by party", help: "joint events of parties", columns: &[] },
        Mode {
            name: "time",
            title: "through time",
            help: "events and quotes of people; finer and coarser periods",
            columns: &[],
        },
    ],
    quotes_only: false,
    build,
};

/// The order of rows and columns without a sort column.
const DEFAULT_ORDER: &str = "weight";

fn build(answered: &Answered, view: &View) -> Sheet {
    let mode = LENS.mode(view).map_or("", |mode| mode.name);
    let index = &answered.index;
    let records = &answered.selection.records;
    let grid = match mode {
        "time" => months::grid(index, records, view),
        "parties" => meetings::of_parties(index, records),
        _ => meetings::of_persons(index, records),
    };
    let empty = grid.rows.is_empty();
    let no_events = records.count_and(&index.events) == 0;
    let grid = if mode == "time" { months::ordered(index, grid, view) } else { ordered(index, grid, view) };
    Sheet::grid(grid).with_empty_message(match mode {
        _ if !empty => "No row or column contains these words; {narrow} changes them.",
        "time" => "Nobody takes part or speaks in this selection; {filter-off} turns the filter off.",
        _ if view.quotes_only => "Quotes alone show no meetings; {quotes-only} includes events.",
        _ if no_events => "No event is selected; {filter-off} turns the filter off.",
        "parties" => "No two parties were at one of these events; {filter-off} turns the filter off.",
        _ => "No two people were at one of these events; {filter-off} turns the filter off.",
    })
}

/// The grid narrowed to the words of the view, and sorted by what is left.
fn ordered(index: &Index, mut grid: Grid, view: &View) -> Grid {
    grid.narrow(&view.narrow);
    grid.drop_empty();
    if !view.narrow.is_empty() {
        grid.weigh(index);
    }
    let by = view.sort.as_deref().or(Some(DEFAULT_ORDER));
    Grid::sort(&mut grid.rows, by, view.reverse);
    Grid::sort(&mut grid.columns, by, view.reverse);
    grid
}
