//! The overlays, one file each: key handling, text field, hints and drawing.
//!
//! At most one overlay is open. [`super::app`] saves the previous view, so that cancelling always restores it.
//!
//! * [`filter`] — the filter bar
//! * [`picker`] — find a person, topic, party, place or source
//! * [`facets`] — the keys of the facet pane
//! * [`palette`] — help: all actions with their keys
//! * [`views`], [`save_view`] — saved views
//! * [`goto`], [`asof`] — prompts for a position and for the reference date
//! * [`export`] — the export dialog
//! * [`problems`] — the problems of the dataset

pub mod asof;
pub mod export;
pub mod facets;
pub mod filter;
pub mod goto;
pub mod palette;
pub mod picker;
pub mod problems;
pub mod save_view;
pub mod views;
