//! Lenses: ways to present the selected records. Pure functions of an answer and its view that know nothing of the screen.
//!
//! A lens is one file and an entry in [`LENSES`]; keys, command line, saved views and exports use the registry.
//!
//! * [`timeline`], [`quotes`] — the lenses
//! * [`sheet`], [`rows`] — the output of a lens: rows and, for tables, columns of cells
//! * [`density`] — the number of records in each period
//! * [`card`] — all fields of a record
//! * [`facets`] — the values of each category, with the number of records that each would select

pub mod card;
pub mod density;
pub mod facets;
pub(crate) mod quotes;
pub(crate) mod rows;
pub(crate) mod sheet;
pub(crate) mod timeline;

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
    /// Whether it shows only quotes.
    pub quotes_only: bool,
    /// Builds the sheet for an answer.
    pub(crate) build: fn(&Answered, &View) -> Sheet,
}

/// All lenses, in the order of their number keys.
pub static LENSES: &[Lens] = &[timeline::LENS, quotes::LENS];

/// Finds a lens by name.
pub fn find(name: &str) -> Option<&'static Lens> {
    LENSES.iter().find(|lens| lens.name == name)
}

/// Builds the sheet for the lens of a view.
pub fn build(answered: &Answered, view: &View) -> Sheet {
    let lens = find(view.lens).unwrap_or(&LENSES[0]);
    (lens.build)(answered, view)
}
