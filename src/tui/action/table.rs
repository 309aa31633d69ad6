//! The table of actions.

use super::kinds::{ActionGroup, Context, Need};

/// The declaration of an action.
#[derive(Debug, Clone, Copy)]
pub struct Info {
    /// The action.
    pub action: Action,
    /// Name in the configuration.
    pub name: &'static str,
    /// Context of its keys.
    pub context: Context,
    /// Group in the help.
    pub group: ActionGroup,
    /// Help text.
    pub help: &'static str,
    /// Short label for hints.
    pub(crate) short: &'static str,
    /// Default keys; the first is shown in hints.
    pub keys: &'static [&'static str],
    /// Requirement.
    pub(crate) need: Need,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $context:ident { $($action:ident, $name:literal, $group:ident, $help:literal, $short:literal, [$($key:literal),*] $(, $need:ident)?;)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            pub enum $context {
                $(#[doc = $help] $action),+
            }
        )+

        /// An action of the user.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $context($context),)+
            /// Switch to a lens, by index in the registry.
            Lens(usize),
        }

        /// All actions except those of the lenses, in the order of the help.
        pub(super) static DECLARED: &[Info] = &[$($(Info {
            action: Action::$context($context::$action),
            name: $name,
            context: Context::$context,
            group: ActionGroup::$group,
            help: $help,
            short: $short,
            keys: &[$($key),*],
            need: actions!(@need $($need)?),
        },)+)+];
    };
    (@need) => { Need::Nothing };
    (@need $need:ident) => { Need::$need };
}

actions! {
    /// Actions in the panes.
    Browse {
        Down, "down", Move, "next record", "next", ["j", "Down"];
        Up, "up", Move, "previous record", "previous", ["k", "Up"];
        First, "first", Move, "first record", "first", ["g", "Home"];
        Last, "last", Move, "last record", "last", ["G", "End"];
        HalfDown, "half-down", Move, "half a page down", "half down", ["Ctrl-d"];
        HalfUp, "half-up", Move, "half a page up", "half up", ["Ctrl-u"];
        PageDown, "page-down", Move, "page down", "page down", ["PgDn", "Space", "Ctrl-f"];
        PageUp, "page-up", Move, "page up", "page up", ["PgUp", "Ctrl-b"];
        NextEvent, "next-event", Move, "next event", "next event", ["J"];
        PreviousEvent, "previous-event", Move, "previous event", "previous event", ["K"];
        NextGroup, "next-group", Move, "next group (day, week, month …); in a grid, next page of columns", "next group", ["}"];
        PreviousGroup, "previous-group", Move, "previous group; in a grid, previous page of columns", "previous group", ["{"];
        NextBucket, "next-bucket", Move, "next non-empty period on the strip", "next period", ["]"];
        PreviousBucket, "previous-bucket", Move, "previous non-empty period on the strip", "previous period", ["["];
        NextHit, "next-hit", Move, "next match of the words of the query; without words, next marked record", "next match", ["n"], Hits;
        PreviousHit, "previous-hit", Move, "previous match of the words of the query, or marked record", "previous match", ["N"], Hits;
        GoTo, "go-to", Move, "go to a date, percentage or id, with suggestions; q quits", "go to", [":"];

        NextPane, "next-pane", Panes, "switch panes", "other pane", ["Tab"];
        PreviousPane, "previous-pane", Panes, "switch panes, backwards", "other pane", ["Shift-Tab"];
        Right, "right", Panes, "focus the detail pane; in a grid, next column", "detail", ["l", "Right"];
        Left, "left", Panes, "focus the list; in a grid, previous column", "list", ["h", "Left"];
        Open, "open", Panes, "open the record; in the detail pane, open the card or record of the link", "open", ["Enter"];
        Back, "back", Panes, "return to the list; from there, clear the filter", "back", ["Esc"];
        Narrower, "narrower", Panes, "narrow the list", "narrower", ["<"], TwoPanes;
        Wider, "wider", Panes, "widen the list", "wider", [">"], TwoPanes;
        ZoomPane, "zoom-pane", Panes, "toggle full-screen pane", "full screen", ["z"];

        Filter, "filter", Filter, "edit the query", "filter", ["/"];
        PickPerson, "person", Filter, "filter by person", "person", ["p"];
        PickTopic, "topic", Filter, "filter by topic", "topic", ["t"];
        PickParty, "party", Filter, "filter by party", "party", ["P"];
        PickPlace, "place", Filter, "filter by place", "place", ["L"];
        PickSource, "source", Filter, "filter by source", "source", ["s"];
        PickDocument, "document", Filter, "filter by proposal or version", "document", ["d"];
        Facets, "facets", Filter, "facets: filter by value, with counts", "facets", ["f"];
        FilterByThis, "filter-by-this", Filter, "filter by the speaker or link under the cursor; on an event, choose by what", "filter by this", ["."], Example;
        ExcludeThis, "exclude-this", Filter, "exclude the speaker or link under the cursor; on an event, choose what", "exclude this", ["!"], Example;
        QuotesOnly, "quotes-only", Filter, "toggle quotes only", "quotes only", ["x"];
        Context, "context", Filter, "toggle events of selected quotes", "context", ["c"];
        MarkedOnly, "marked-only", Filter, "toggle marked records only", "marked only", ["'"];
        FilterOff, "filter-off", Filter, "toggle the filter, except time conditions", "filter on/off", ["\\"], Query;
        RangeOff, "range-off", Filter, "toggle time conditions", "time on/off", ["|"], Query;
        RemoveLast, "remove-last", Filter, "remove last condition", "remove last", ["D"], Query;

        AsOf, "as-of", View, "show what was known on a date", "as of", ["a"];
        PeriodIn, "period-narrower", View, "narrow the period: year, quarter, month, week, day", "narrow period", ["i"], PeriodOrRecord;
        PeriodOut, "period-wider", View, "widen the period, up to all dates", "widen period", ["I"], Period;
        PeriodNext, "period-next", View, "next period of the same length", "next period", [")"], PeriodOrRecord;
        PeriodPrevious, "period-previous", View, "previous period of the same length", "previous period", ["("], PeriodOrRecord;
        ZoomIn, "finer", View, "finer groups, down to days; in a grid of topics, more levels", "finer", ["+", "="], Finer;
        ZoomOut, "coarser", View, "coarser groups, up to years; in a grid of topics, fewer levels", "coarser", ["-"], Coarser;
        Reverse, "reverse", View, "toggle latest first, or descending order in a table", "reverse", ["r"];
        Sort, "sort", View, "sort the table by the next column", "sort", ["S"], Table;
        Mode, "mode", View, "next way to show the lens", "mode", ["M"], Modes;
        Narrow, "narrow", View, "narrow the rows and columns of a grid by typing; choose the columns of a table", "narrow table", ["&"], Table;
        Pin, "pin", View, "compare other columns with this one", "compare with", ["b"], Versions;
        Threads, "threads", View, "toggle listing all quotes under their event", "threads", ["v"];
        BySide, "by-side", View, "toggle the strip by side: who spoke when", "by side", ["B"];
        Wrap, "wrap", View, "cycle lines per record: as many as fit, up to three, all, one", "lines", ["V"];
        SaveView, "save-view", View, "save view", "save view", ["w"];
        OpenView, "open-view", View, "open a saved view", "views", ["W"];
        Undo, "undo", View, "undo the last change of the view", "undo", ["u"], Undo;
        Redo, "redo", View, "redo", "redo", ["Ctrl-r"], Redo;
        BackLink, "back-link", View, "go back after following a link or opening a card", "jump back", ["Backspace"], Visited;

        Mark, "mark", Record, "toggle mark; in a grid, of all records of the cell", "mark", ["m"], Record;
        CopyQuote, "copy-quote", Record, "copy quote with citation", "copy quote", ["y"], Quote;
        CopyRecord, "copy-record", Record, "copy record as Markdown", "copy record", ["Y"], Record;
        OpenSource, "open-source", Record, "open source in browser", "open source", ["o"], Source;
        Original, "original", Record, "toggle the original wording of translated quotes", "original", ["O"];
        Edit, "edit", Record, "edit record in $EDITOR", "edit", ["E"], Record;

        Export, "export", Out, "export the selected records", "export", ["e"];
        ExportAgain, "export-again", Out, "repeat last export", "export again", ["Ctrl-e"], Exported;
        CopyCommand, "copy-command", Out, "copy the command line for this view", "copy command", ["C"];

        Help, "help", Program, "list all keys; type to search, {overlay-accept} to run", "help", ["?", "F1"];
        Zone, "zone", Program, "cycle clock times: event's time zone, UTC, yours", "time zone", ["T"];
        Reload, "reload", Program, "reload files, show dataset problems", "reload", ["R"];
        Suspend, "suspend", Program, "suspend (fg resumes)", "suspend", ["Ctrl-z"], Suspend;
        Quit, "quit", Program, "quit", "quit", ["q", "Ctrl-c"];
    }

    /// Actions in overlays.
    Overlay {
        Accept, "overlay-accept", Overlays, "apply, run or open", "apply", ["Enter"];
        Cancel, "overlay-cancel", Overlays, "cancel and restore the previous view", "cancel", ["Esc", "Ctrl-c"];
    }

    /// Actions in a list below a text field.
    Menu {
        Down, "menu-down", Overlays, "in a menu: next entry", "next", ["Down", "Ctrl-n"];
        Up, "menu-up", Overlays, "in a menu: previous entry", "previous", ["Up", "Ctrl-p"];
        PageDown, "menu-page-down", Overlays, "in a menu: page down", "page down", ["PgDn"];
        PageUp, "menu-page-up", Overlays, "in a menu: page up", "page up", ["PgUp"];
    }

    /// Actions in the filter bar.
    Filter {
        Complete, "filter-complete", Overlays, "in the filter bar: complete, or apply the suggestion", "complete", ["Tab"];
        CompleteBack, "filter-complete-back", Overlays, "in the filter bar: previous completion", "previous", ["Shift-Tab"];
        Down, "filter-down", Overlays, "in the filter bar: next completion, or newer query", "next", ["Down"];
        Up, "filter-up", Overlays, "in the filter bar: previous completion, or older query", "previous", ["Up"];
        Older, "filter-older", Overlays, "in the filter bar: older query", "older query", ["Ctrl-p"];
        Newer, "filter-newer", Overlays, "in the filter bar: newer query", "newer query", ["Ctrl-n"];
    }

    /// Actions in a picker.
    Picker {
        Mark, "picker-mark", Overlays, "in a picker: mark several", "mark", ["Tab"];
        MarkBack, "picker-mark-back", Overlays, "in a picker: mark and move up", "mark", ["Shift-Tab"];
        Exclude, "picker-exclude", Overlays, "in a picker: exclude instead of filtering", "exclude", ["Ctrl-x"];
        Card, "picker-card", Overlays, "in a picker: open the card instead of filtering", "card", ["Ctrl-o"];
        Role, "picker-role", Overlays, "in the person picker: any role, speaker or participant", "role", ["Ctrl-t"];
    }

    /// Actions in the export dialog.
    Export {
        NextField, "export-next-field", Overlays, "in the export dialog: next field", "next field", ["Tab", "Down"];
        PreviousField, "export-previous-field", Overlays, "in the export dialog: previous field", "previous field", ["Shift-Tab", "Up"];
    }

    /// Actions in a field of the export dialog that is not a text field.
    ExportValue {
        Next, "export-next-value", Overlays, "in the export dialog: next value", "change", ["Right", "Space"];
        Previous, "export-previous-value", Overlays, "in the export dialog: previous value", "change", ["Left"];
    }

    /// Actions in the as-of prompt.
    AsOf {
        Next, "as-of-next", Overlays, "in the as-of prompt: next day with news", "next news", ["a", "Down"];
        Previous, "as-of-previous", Overlays, "in the as-of prompt: previous day with news", "previous news", ["A", "Up"];
    }

    /// Actions in the facet pane.
    Facets {
        Down, "facets-down", Overlays, "in the facets: next value", "next", ["j", "Down"];
        Up, "facets-up", Overlays, "in the facets: previous value", "previous", ["k", "Up"];
        NextGroup, "facets-next-group", Overlays, "in the facets: next category", "next category", ["Tab", "Right", "J", "l", "}"];
        PreviousGroup, "facets-previous-group", Overlays, "in the facets: previous category", "previous category", ["Shift-Tab", "Left", "K", "h", "{"];
        Choose, "facets-choose", Overlays, "in the facets: toggle filtering by the value", "choose", ["Enter", "Space", "."];
        Exclude, "facets-exclude", Overlays, "in the facets: toggle excluding the value", "exclude", ["!", "x"];
        Card, "facets-card", Overlays, "in the facets: open the card of the value", "card", ["Ctrl-o", "o"];
        Search, "facets-search", Overlays, "in the facets: search the category", "search", ["/"];
        Undo, "facets-undo", Overlays, "in the facets: undo", "undo", ["u"];
        Redo, "facets-redo", Overlays, "in the facets: redo", "redo", ["Ctrl-r"];
        Close, "facets-close", Overlays, "in the facets: close", "close", ["Esc", "f", "q", "Ctrl-c"];
    }

    /// Actions in the list of problems.
    Problems {
        Down, "problems-down", Overlays, "in the problems: next line", "scroll", ["j", "Down"];
        Up, "problems-up", Overlays, "in the problems: previous line", "scroll", ["k", "Up"];
        PageDown, "problems-page-down", Overlays, "in the problems: page down", "page down", ["PgDn", "Space"];
        PageUp, "problems-page-up", Overlays, "in the problems: page up", "page up", ["PgUp"];
        First, "problems-first", Overlays, "in the problems: first line", "first", ["g", "Home"];
        Last, "problems-last", Overlays, "in the problems: last line", "last", ["G", "End"];
        Close, "problems-close", Overlays, "in the problems: close", "close", ["Esc", "Enter", "q", "R", "Ctrl-c"];
    }
}
