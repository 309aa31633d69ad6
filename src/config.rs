//! Settings: defaults, the configuration file, the environment, flags; the later ones win.
//!
//! * [`theme`] — what each role of the screen looks like on dark, light and colourless terminals
//! * [`mod@file`] — the configuration file
//! * [`state`] — what is remembered from one run to the next
//!
//! Keys are kept as they are written: what they do is declared with the actions of the screen.

pub mod file;
pub mod theme;

use std::collections::BTreeMap;

use crate::model::Zone;

pub use theme::{Theme, ThemeName};

/// What a person can choose about the screen.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The colours.
    pub theme: ThemeName,
    /// Whether only ASCII signs are drawn.
    pub ascii: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Keys by the name of their action, where they are not the default ones.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The reader's own zone.
    pub home: Zone,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: ThemeName::Dark, ascii: false, mouse: false, keys: BTreeMap::new(), home: Zone::UTC }
    }
}
