//! Everything that a person can do on the screen, declared once: name, context, group, help, short name, keys, and what it
//! needs.
//!
//! The key map, the hints, the help palette, the `[keys]` of the configuration and the table in the README all read
//! [`all`]. A key is looked up in the contexts that are active: those of the overlay that is open, else [`Context::Browse`]. Texts that
//! name a key write the action's name in braces (`{undo}`), see [`super::keymap::KeyMap::fill`].

mod table;

use crate::lens::LENSES;

pub use table::{AsOf, Browse, Export, ExportValue, Facets, Filter, Menu, Overlay, Picker, Problems};

/// Where a key does what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Browse,
    /// Whatever is open over the panes.
    Overlay,
    /// A list that is moved through while text is typed.
    Menu,
    /// The filter bar.
    Filter,
    /// A picker.
    Picker,
    /// The export dialogue.
    Export,
    /// A field of the export dialogue that is not text.
    ExportValue,
    /// The prompt for the reference date.
    AsOf,
    /// The facet pane.
    Facets,
    /// The problems of the dataset.
    Problems,
}

impl Context {
    /// The contexts that are active together; no key may do two things within one of them.
    pub const ACTIVE: [&'static [Self]; 8] = [
        &[Self::Browse],
        &[Self::Filter, Self::Overlay],
        &[Self::Picker, Self::Menu, Self::Overlay],
        &[Self::Menu, Self::Overlay],
        &[Self::Export, Self::ExportValue, Self::Overlay],
        &[Self::AsOf, Self::Overlay],
        &[Self::Facets],
        &[Self::Problems],
    ];
}

/// A group of actions, as help shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionGroup {
    /// Moving through the list.
    Move,
    /// Panes.
    Panes,
    /// Narrowing what is shown.
    Filter,
    /// How it is shown.
    View,
    /// The record under the cursor.
    Record,
    /// Export and clipboard.
    Out,
    /// The program.
    Program,
    /// Keys of overlays: filter bar, pickers, dialogues.
    Overlays,
}

impl ActionGroup {
    /// The name of the group.
    pub fn name(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Panes => "panes",
            Self::Filter => "filter",
            Self::View => "view",
            Self::Record => "record",
            Self::Out => "out",
            Self::Program => "program",
            Self::Overlays => "overlays",
        }
    }
}

/// What an action needs to be available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// List and detail pane side by side.
    TwoPanes,
    /// A record under the cursor.
    Record,
    /// A quote under the cursor.
    Quote,
    /// Something under the cursor that a query can ask for.
    Example,
    /// A query.
    Query,
    /// A period that the query is limited to.
    Period,
    /// Such a period, or a record to take it from.
    PeriodOrRecord,
    /// A finer grouping than the present one.
    Finer,
    /// A coarser grouping than the present one.
    Coarser,
    /// A change of the view to undo.
    Undo,
    /// An undone change of the view.
    Redo,
    /// A followed link.
    Visited,
    /// A marked record.
    Marks,
    /// A source with a URL that can be opened.
    Source,
    /// An export before this one.
    Exported,
    /// A table that can be sorted.
    Table,
    /// A system on which programs can be suspended.
    Suspend,
}

/// An action as it is declared.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// The action.
    pub action: Action,
    /// Its name, as in the configuration.
    pub name: &'static str,
    /// Where its keys count.
    pub context: Context,
    /// Its group in help.
    pub group: ActionGroup,
    /// What it does, in a few words.
    pub help: &'static str,
    /// The same in a word or two, for hints.
    pub short: &'static str,
    /// Its keys if nothing else is configured; the first is shown in hints.
    pub keys: &'static [&'static str],
    /// What it needs to be available.
    pub need: Need,
}

/// Something that a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// In the panes.
    Browse(Browse),
    /// Look through a lens, by its position in the registry.
    Lens(usize),
    /// In whatever is open over the panes.
    Overlay(Overlay),
    /// In a list under a text field.
    Menu(Menu),
    /// In the filter bar.
    Filter(Filter),
    /// In a picker.
    Picker(Picker),
    /// In the export dialogue.
    Export(Export),
    /// In a field of the export dialogue that is not text.
    ExportValue(ExportValue),
    /// In the prompt for the reference date.
    AsOf(AsOf),
    /// In the facet pane.
    Facets(Facets),
    /// In the list of problems.
    Problems(Problems),
}

impl Action {
    /// How it is declared.
    pub fn info(self) -> Info {
        match self {
            Self::Lens(at) => lens_info(at),
            _ => table::DECLARED.iter().find(|info| info.action == self).copied().unwrap_or(table::DECLARED[0]),
        }
    }
}

/// Keys of the lenses, by their position.
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

/// All actions, in the order in which help lists them.
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
    fn every_action_is_declared_once_and_explained() {
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
