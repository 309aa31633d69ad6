//! What is open over the panes: one file each, with its keys, its text field, its hints and its drawing.
//!
//! At most one is open. [`super::app`] remembers the view from before, so that cancelling always leads back to exactly that.
//!
//! * [`filter`] — the filter bar
//! * [`picker`] — find a person, topic, party, place or source
//! * [`facets`] — the keys of the facet pane
//! * [`palette`] — help: all actions with their keys
//! * [`views`], [`save_view`] — saved views
//! * [`goto`], [`asof`] — prompts for where to go and for the reference date
//! * [`export`] — the export dialogue
//! * [`problems`] — what is wrong with the dataset

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
