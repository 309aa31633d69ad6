//! Where actions count, how help groups them, and what they need.

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
