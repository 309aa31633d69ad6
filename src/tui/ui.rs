//! Draws the panes without changing the state, one file per pane.
//!
//! * [`paint`] — writes text to cells: truncated, aligned, never outside its area
//! * [`field`], [`hints`] — text fields and key hints
//! * [`header`], [`filter`], [`strip`], [`rule`], [`list`], [`table`], [`grid`], [`detail`], [`facets`], [`status`] — the panes
//! * [`screen`] — the whole screen including the overlay

pub(crate) mod detail;
pub(crate) mod facets;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod grid;
pub(crate) mod header;
pub(crate) mod hints;
pub(crate) mod list;
pub(crate) mod paint;
pub(crate) mod rule;
pub mod screen;
pub(crate) mod sides;
pub(crate) mod status;
pub(crate) mod strip;
pub(crate) mod table;
