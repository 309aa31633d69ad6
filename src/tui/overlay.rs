//! The overlays, one file each: key handling, text field, hints and drawing.
//!
//! At most one overlay is open. [`super::app`] saves the previous view, so that cancelling always restores it.
//!
//! * [`filter`] — the filter bar
//! * [`picker`] — find a person, topic, party, place or source
//! * [`choice`] — what to filter by on an event
//! * [`facets`] — the keys of the facet pane
//! * [`palette`] — help: all actions with their keys
//! * [`views`], [`save_view`] — saved views
//! * [`goto`], [`asof`] — prompts for a position and for the reference date
//! * [`export`] — the export dialog
//! * [`problems`] — the problems of the dataset

pub(crate) mod asof;
pub(crate) mod choice;
pub(crate) mod early_filter;
pub(crate) mod export;
pub(crate) mod facets;
pub(crate) mod filter;
pub(crate) mod goto;
pub(crate) mod narrow;
pub(crate) mod palette;
pub(crate) mod picker;
pub(crate) mod problems;
pub(crate) mod save_view;
pub(crate) mod views;
