//! Draws the panes, and changes nothing: one small file a pane.
//!
//! * [`paint`] — text into cells: cut, aligned, never outside its area
//! * [`field`], [`hints`] — text fields, keys with what they do
//! * [`header`], [`filter`], [`strip`], [`rule`], [`list`], [`table`], [`detail`], [`facets`], [`status`] — the panes
//! * [`screen`] — all of them together, with what is open over them

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
