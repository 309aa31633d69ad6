//! The interactive screen.
//!
//! All input goes through [`app::App::update`]: a key is looked up in the [`keymap`]; its [`action`] changes the [`state`] or
//! is passed to the open overlay. [`ui`] draws the state without changing it. Whatever affects the outside (clipboard,
//! browser, files, the terminal itself) is returned as an [`effect`] and carried out by [`runtime`].
//!
//! * [`action`], [`key`], [`keymap`] — actions and their keys
//! * [`state`], [`data`], [`history`], [`facets`], [`wrap`], `grid` — the state of the panes
//! * [`detail`], [`cards`] — the card in the detail pane, and the way back along followed links
//! * [`open`], [`overlay`] — the overlay trait, and the overlays, one file each: filter bar, pickers, help, dialogs, prompts
//! * [`app`], [`update`] — panes and overlay together, and the handling of input
//! * `page`, [`row`] — which rows are on the screen, and their text
//! * `signs` — the legend
//! * [`output`] — writes few bytes to the terminal
//! * [`layout`] — divides the screen into areas
//! * [`mod@line`], [`menu`], [`search_list`] — a text field, and a list that it filters

mod accessors;
pub mod action;
pub mod app;
mod cards;
mod cursor;
pub(crate) mod data;
mod detail;
pub mod effect;
pub(crate) mod facets;
mod grid;
pub(crate) mod history;
pub mod key;
pub mod keymap;
pub(crate) mod layout;
pub(crate) mod line;
pub(crate) mod menu;
pub(crate) mod open;
pub mod output;
pub(crate) mod overlay;
mod page;
pub(crate) mod row;
pub(crate) mod runtime;
pub(crate) mod search_list;
mod signs;
pub mod state;
pub mod ui;
pub(crate) mod update;
pub(crate) mod wrap;
