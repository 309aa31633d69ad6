//! Draws the panes without changing the state, one file per pane.
//!
//! * [`paint`] — writes text to cells: truncated, aligned, never outside its area
//! * [`field`], [`hints`] — text fields and key hints
//! * [`header`], [`filter`], [`strip`], [`rule`], [`list`], [`table`], [`detail`], [`facets`], [`status`] — the panes
//! * [`screen`] — the whole screen including the overlay

pub mod detail;
pub mod facets;
pub mod field;
pub mod filter;
pub mod header;
pub mod hints;
pub mod list;
pub mod paint;
pub mod rule;
pub mod screen;
pub mod status;
pub mod strip;
pub mod table;
