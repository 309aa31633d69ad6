//! Contexts, groups and requirements of actions.

/// A context in which keys are bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The panes.
    Browse,
    /// Any overlay except the facet pane and the list of problems.
    Overlay,
    /// A list below a text field.
    Menu,
    /// The filter bar.
    Filter,
    /// A picker.
    Picker,
    /// The export dialog.
    Export,
    /// A field of the export dialog that is not a text field.
    ExportValue,
    /// The prompt for the reference date.
    AsOf,
    /// The facet pane.
    Facets,
    /// The problems of the dataset.
    Problems,
}

impl Context {
    /// The sets of contexts that are active at the same time. No key may have two actions within a set.
    pub(crate) const ACTIVE: [&'static [Self]; 8] = [
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

/// A group of actions in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionGroup {
    /// Moving through the list.
    Move,
    /// Panes.
    Panes,
    /// Filtering.
    Filter,
    /// Presentation.
    View,
    /// The record under the cursor.
    Record,
    /// Export and clipboard.
    Out,
    /// The program.
    Program,
    /// Keys of overlays: filter bar, pickers, dialogs.
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
            Self::Out => "export",
            Self::Program => "program",
            Self::Overlays => "overlays",
        }
    }
}

/// What an action requires to be available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Nothing.
    Nothing,
    /// List and detail pane side by side.
    TwoPanes,
    /// A record under the cursor.
    Record,
    /// A quote under the cursor.
    Quote,
    /// Something under the cursor that can be filtered by.
    Example,
    /// A query.
    Query,
    /// A period in the query.
    Period,
    /// A period in the query, or a record to derive one from.
    PeriodOrRecord,
    /// A finer grouping than the current one.
    Finer,
    /// A coarser grouping than the current one.
    Coarser,
    /// A change of the view to undo.
    Undo,
    /// An undone change of the view.
    Redo,
    /// A followed link.
    Visited,
    /// Words in the query, or a marked record.
    Hits,
    /// A source with a URL that can be opened.
    Source,
    /// A previous export.
    Exported,
    /// A table that can be sorted.
    Table,
    /// A lens that can be shown in several ways.
    Modes,
    /// A table whose columns can be compared.
    Versions,
    /// A platform with job control.
    Suspend,
}
