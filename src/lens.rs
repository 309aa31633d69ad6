//! Lenses: ways to present the selected records. Pure functions of an answer and its view that know nothing of the screen.
//!
//! A lens is one file and an entry in [`LENSES`]; keys, command line, saved views and exports use the registry.
//!
//! * [`timeline`], [`quotes`], `positions`, `accounts`, `people`, `proposals` — the lenses
//! * [`sheet`], [`rows`], [`grid`] — the output of a lens: rows and, for tables, columns of cells
//! * [`density`] — the number of records in each period
//! * [`card`] — all fields of a record; [`caveats`] — what to know before relying on it
//! * [`sides`] — the quotes of each period by party
//! * [`facets`] — the values of each category, with the number of records that each would select

mod accounts;
pub mod card;
pub(crate) mod caveats;
pub mod density;
pub mod facets;
pub(crate) mod grid;
mod people;
mod positions;
mod proposals;
pub(crate) mod quotes;
pub(crate) mod rows;
pub(crate) mod sheet;
pub(crate) mod sides;
pub(crate) mod timeline;

use crate::index::RecordId;
use crate::view::{Answered, View};
use sheet::Sheet;

/// A way to present the selected records.
#[derive(Debug)]
pub struct Lens {
    /// Name on the command line and in saved views.
    pub name: &'static str,
    /// Name on the screen.
    pub(crate) title: &'static str,
    /// One line of help.
    pub(crate) help: &'static str,
    /// The names of its columns, for sorting; empty if it is not a table.
    pub columns: &'static [&'static str],
    /// Ways to show it, the default first; empty if there is only one.
    pub(crate) modes: &'static [Mode],
    /// Whether it shows only quotes.
    pub quotes_only: bool,
    /// Builds the sheet for an answer.
    pub(crate) build: fn(&Answered, &View) -> Sheet,
}

/// A way to show a lens.
#[derive(Debug)]
pub(crate) struct Mode {
    /// Name on the command line and in saved views.
    pub(crate) name: &'static str,
    /// Name on the screen, after that of the lens.
    pub(crate) title: &'static str,
    /// One line of help.
    pub(crate) help: &'static str,
    /// The names of its columns, for sorting; empty if they are those of the lens.
    pub(crate) columns: &'static [&'static str],
}

impl Lens {
    /// The names of the columns in the mode of a view, for sorting.
    pub(crate) fn columns_in(&self, view: &View) -> &'static [&'static str] {
        self.mode(view).map(|mode| mode.columns).filter(|columns| !columns.is_empty()).unwrap_or(self.columns)
    }

    /// The mode of a view in this lens; `None` if it has only one.
    pub(crate) fn mode(&self, view: &View) -> Option<&'static Mode> {
        let named = |name: &str| self.modes.iter().find(|mode| mode.name == name);
        view.mode.as_deref().and_then(named).or_else(|| self.modes.first())
    }
}

/// The name of the lens in which the quotes of a cell are opened.
pub(crate) const QUOTES: &str = quotes::LENS.name;

/// All lenses, in the order of their number keys.
pub static LENSES: &[Lens] =
    &[timeline::LENS, quotes::LENS, positions::LENS, accounts::LENS, people::LENS, proposals::LENS];

/// The events through which a sheet of one event steps, each by a record that it shows.
pub(crate) fn event_stops(answered: &Answered) -> Vec<RecordId> {
    accounts::stops(answered)
}

/// Finds a lens by name.
pub fn find(name: &str) -> Option<&'static Lens> {
    LENSES.iter().find(|lens| lens.name == name)
}

/// Builds the sheet for the lens of a view.
pub fn build(answered: &Answered, view: &View) -> Sheet {
    let lens = find(view.lens).unwrap_or(&LENSES[0]);
    (lens.build)(answered, view)
}
