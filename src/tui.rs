//! The screen.
//!
//! An input becomes effects in [`app::App::update`] and nowhere else: a key is looked up in the [`keymap`], its [`action`] changes the
//! [`state`] or goes to what is open over it, and the state is drawn by [`ui`], which changes nothing. What reaches outside
//! (clipboard, browser, files, the terminal itself) is an [`effect`], done by [`runtime`].
//!
//! * [`action`], [`key`], [`keymap`] — what can be done, and by which keys
//! * [`state`], [`data`], [`history`], [`facets`], [`wrap`] — what is shown
//! * [`open`], [`overlay`] — what an overlay is, and one file each: filter bar, pickers, help, dialogues, prompts
//! * [`app`], [`update`] — both together, and the only way in
//! * [`layout`] — sizes to rectangles, before drawing
//! * [`line`], [`menu`] — a line that is typed into, and a list that it narrows

mod accessors;
pub mod action;
pub mod app;
mod cursor;
pub mod data;
pub mod effect;
pub mod facets;
pub mod history;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod menu;
pub mod open;
pub mod overlay;
pub mod runtime;
pub mod state;
pub mod ui;
pub mod update;
pub mod wrap;
