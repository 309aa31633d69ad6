//! Ways to look at the selected records: pure functions of one answer and one view, without a screen and without a filter of
//! their own.
//!
//! A lens is one file and its line in [`LENSES`]: keys, command line, saved views and exports read the registry.
//!
//! * [`timeline`], [`quotes`] — the lenses
//! * [`sheet`], [`rows`] — what a lens makes: rows, and for a table columns with cells
//! * [`density`] — how many records fall into each period of time
//! * [`card`] — everything that one record holds
//! * [`facets`] — the values of each category, with the number of records that each would select

pub mod card;
pub mod density;
pub mod facets;
pub mod quotes;
pub mod rows;
pub mod sheet;
pub mod timeline;

use crate::view::{Answered, View};
use sheet::Sheet;

/// A way to look at the selected records.
#[derive(Debug)]
pub struct Lens {
    /// Its name on the command line and in saved views.
    pub name: &'static str,
    /// Its name on the screen.
    pub title: &'static str,
    /// What it shows, in one line.
    pub help: &'static str,
    /// The names of its columns, by which it can be sorted; none where records are listed as in a timeline.
    pub columns: &'static [&'static str],
    /// Whether it shows quotes and leaves events out.
    pub quotes_only: bool,
    /// Makes the sheet of an answer.
    pub build: fn(&Answered, &View) -> Sheet,
}

/// All lenses, in the order of their keys.
pub static LENSES: &[Lens] = &[timeline::LENS, quotes::LENS];

/// The lens of a name.
pub fn find(name: &str) -> Option<&'static Lens> {
    LENSES.iter().find(|lens| lens.name == name)
}

/// The sheet that a view asks for.
pub fn build(answered: &Answered, view: &View) -> Sheet {
    let lens = find(view.lens).unwrap_or(&LENSES[0]);
    (lens.build)(answered, view)
}
