//! The actions, declared once with name, context, group, help, short label, keys and requirement.
//!
//! Key map, hints, help palette, the `[keys]` of the configuration and the table in the README are all derived from [`all`].
//! A key is looked up in the active contexts: those of the open overlay, else [`Context::Browse`]. Messages refer to keys by
//! action name in braces (`{undo}`), see [`super::keymap::KeyMap::fill`].

mod kinds;
mod table;

use crate::lens::LENSES;

pub(crate) use kinds::Need;
pub use kinds::{ActionGroup, Context};
pub use table::{Action, AsOf, Browse, Export, ExportValue, Facets, Filter, Info, Menu, Overlay, Picker, Problems};

impl Action {
    /// Its declaration.
    pub(crate) fn info(self) -> Info {
        match self {
            Self::Lens(at) => lens_info(at),
            _ => table::DECLARED.iter().find(|info| info.action == self).copied().unwrap_or(table::DECLARED[0]),
        }
    }
}

/// Default keys of the lenses, by index.
const LENS_KEYS: [&[&str]; 9] = [&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"], &["8"], &["9"]];

fn lens_info(at: usize) -> Info {
    let lens = &LENSES[at.min(LENSES.len() - 1)];
    Info {
        action: Action::Lens(at),
        name: lens.name,
        context: Context::Browse,
        group: ActionGroup::View,
        help: lens.help,
        short: lens.title,
        keys: LENS_KEYS.get(at).copied().unwrap_or(&[]),
        need: Need::Nothing,
    }
}

/// All actions, in the order of the help.
pub fn all() -> Vec<Info> {
    let mut all: Vec<Info> = table::DECLARED.to_vec();
    all.extend((0..LENSES.len()).map(lens_info));
    all.sort_by_key(|info| info.group);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_declared_once_with_help() {
        let all = all();
        for info in &all {
            assert_eq!(info.action.info().name, info.name);
            assert!(!info.help.is_empty() && !info.help.ends_with('.'), "{}", info.name);
            assert!(!info.short.is_empty() && info.short.chars().count() <= 18, "{}", info.name);
            assert!(info.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", info.name);
            assert_eq!(all.iter().filter(|other| other.name == info.name).count(), 1, "{}", info.name);
            assert!(Context::ACTIVE.iter().any(|active| active.contains(&info.context)), "{}", info.name);
        }
    }
}
