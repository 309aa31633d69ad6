//! Settings, from defaults, the configuration file, the environment and flags; later ones take precedence.
//!
//! * [`theme`] — the style of each role on dark, light and monochrome terminals
//! * [`mod@file`] — the configuration file
//!
//! Key bindings are stored as written; `tui::keymap` parses them.

pub(crate) mod file;
pub(crate) mod theme;

use std::collections::BTreeMap;

use crate::model::Zone;

pub(crate) use theme::Theme;
pub use theme::ThemeName;

/// User settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Theme.
    pub theme: ThemeName,
    /// Whether to draw with ASCII characters only.
    pub ascii: bool,
    /// Whether the mouse is enabled.
    pub mouse: bool,
    /// Key bindings that differ from the defaults, by action name.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The user's own time zone.
    pub home: Zone,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: ThemeName::Dark, ascii: false, mouse: false, keys: BTreeMap::new(), home: Zone::UTC }
    }
}
