//! The screen.
//!
//! A key becomes an [`action`], an action changes the state ([`app`]) in [`update`] and nowhere else, and the state is drawn
//! by [`ui`], which changes nothing. What reaches outside (clipboard, browser, files, the terminal itself) is an [`effect`],
//! done by [`runtime`].
//!
//! * [`app`], [`view`] — the state: one value says what is shown
//! * [`action`], [`keys`] — what can be done, and by which keys
//! * [`update`] — the only place where state changes
//! * [`filter`], [`picker`], [`palette`], [`export`] — the states of what stands over the list
//! * [`layout`] — sizes to rectangles, before drawing
//! * [`wrap`] — the card of a record as lines of the detail pane

pub mod action;
pub mod app;
pub mod asof;
pub mod effect;
pub mod export;
pub mod facets;
pub mod filter;
pub mod keys;
pub mod layout;
pub mod line;
pub mod palette;
pub mod picker;
pub mod runtime;

pub mod ui;
pub mod update;
pub mod view;
pub mod views;
pub mod wrap;
