//! The interactive screen.
//!
//! All input goes through [`app::App::update`]: a key is looked up in the [`keymap`]; its [`action`] changes the [`state`] or
//! is passed to the open overlay. [`ui`] draws the state without changing it. Whatever affects the outside (clipboard,
//! browser, files, the terminal itself) is returned as an [`effect`] and carried out by [`runtime`].
//!
//! * [`action`], [`key`], [`keymap`] — actions and their keys
//! * [`state`], [`data`], [`history`], [`facets`], [`wrap`] — the state of the panes
//! * [`open`], [`overlay`] — the overlay trait, and the overlays, one file each: filter bar, pickers, help, dialogs, prompts
//! * [`app`], [`update`] — panes and overlay together, and the handling of input
//! * [`layout`] — divides the screen into areas
//! * [`mod@line`], [`menu`] — a text field, and a list that it filters

mod accessors;
pub mod action;
pub mod app;
mod cursor;
pub(crate) mod data;
pub mod effect;
pub(crate) mod facets;
pub(crate) mod history;
pub mod key;
pub mod keymap;
pub(crate) mod layout;
pub(crate) mod line;
pub(crate) mod menu;
pub(crate) mod open;
pub(crate) mod overlay;
pub(crate) mod runtime;
pub mod state;
pub mod ui;
pub(crate) mod update;
pub(crate) mod wrap;
