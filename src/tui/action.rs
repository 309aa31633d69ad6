//! Everything that a person can do on the screen, declared once: name, group, help, keys, and when it can be done.
//!
//! The key map, the hints in the status bar, the help palette, the `[keys]` of the configuration and the table in the
//! README all read this list.

use super::app::{App, Focus};

/// A group of actions, as help shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Getting it out.
    Out,
    /// The program.
    App,
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
            Self::App => "program",
        }
    }
}

/// What there is to know about an action.
pub struct Info {
    /// The action.
    pub action: Action,
    /// Its name, as in the configuration.
    pub name: &'static str,
    /// Its group.
    pub group: ActionGroup,
    /// What it does, in a few words.
    pub help: &'static str,
    /// Its keys if nothing else is configured; the first is shown in hints.
    pub keys: &'static [&'static str],
    /// Whether it can be done now.
    pub available: fn(&App) -> bool,
}

macro_rules! actions {
    ($($action:ident, $name:literal, $group:ident, $help:literal, [$($key:literal),*] $(, $available:expr)?;)+) => {
        /// Something that a person can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $help] $action),+
        }

        /// All actions, in the order in which help lists them.
        pub static ACTIONS: &[Info] = &[$(Info {
            action: Action::$action,
            name: $name,
            group: ActionGroup::$group,
            help: $help,
            keys: &[$($key),*],
            available: actions!(@available $($available)?),
        }),+];

        impl Action {
            /// What there is to know about it.
            pub fn info(self) -> &'static Info {
                &ACTIONS[self as usize]
            }
        }
    };
    (@available) => { |_| true };
    (@available $available:expr) => { $available };
}

actions! {
    Down, "down", Move, "next record", ["j", "Down"];
    Up, "up", Move, "previous record", ["k", "Up"];
    First, "first", Move, "first record", ["g", "Home"];
    Last, "last", Move, "last record", ["G", "End"];
    HalfDown, "half-down", Move, "half a page down", ["Ctrl-d"];
    HalfUp, "half-up", Move, "half a page up", ["Ctrl-u"];
    PageDown, "page-down", Move, "a page down", ["PgDn", "Space"];
    PageUp, "page-up", Move, "a page up", ["PgUp"];
    NextEvent, "next-event", Move, "next event", ["J"];
    PreviousEvent, "previous-event", Move, "previous event", ["K"];
    NextGroup, "next-day", Move, "next day, or whatever the list is grouped by", ["}"];
    PreviousGroup, "previous-day", Move, "previous day", ["{"];
    NextBucket, "next-bucket", Move, "next stretch of the strip with records", ["]"];
    PreviousBucket, "previous-bucket", Move, "previous stretch with records", ["["];
    GoTo, "go-to", Move, "go to a date, a percentage or an id", [":"];

    NextPane, "next-pane", Panes, "the other pane", ["Tab"];
    PreviousPane, "previous-pane", Panes, "the other pane", ["Shift-Tab"];
    Right, "right", Panes, "into the detail pane", ["l", "Right"];
    Left, "left", Panes, "back to the list", ["h", "Left"];
    Open, "open", Panes, "open the record, or follow the link", ["Enter"];
    Back, "back", Panes, "back to the list", ["Esc"];
    Narrower, "narrower", Panes, "make the list narrower", ["<"], |app| app.layout().two_panes();
    Wider, "wider", Panes, "make the list wider", [">"], |app| app.layout().two_panes();
    ZoomPane, "zoom-pane", Panes, "one pane fills the screen, and back", ["z"];

    Filter, "filter", Filter, "type a query", ["/"];
    PickPerson, "person", Filter, "find a person", ["p"];
    PickTopic, "topic", Filter, "find a topic", ["t"];
    PickParty, "party", Filter, "find a party", ["P"];
    PickPlace, "place", Filter, "find a place", ["L"];
    PickSource, "source", Filter, "find a source", ["s"];
    Facets, "facets", Filter, "facets: what each person, party, topic … would leave", ["f"];
    KeepThis, "keep-this", Filter, "only records like this: the speaker, or the link in the detail pane", ["."], |app| app.example().is_some();
    ExcludeThis, "exclude-this", Filter, "no records like this", ["!"], |app| app.example().is_some();
    QuotesOnly, "quotes-only", Filter, "quotes without their events, and back", ["x"];
    Context, "context", Filter, "events around selected quotes, shown or not", ["c"];
    MarkedOnly, "marked-only", Filter, "marked records only, and back", ["'"];
    FilterOff, "filter-off", Filter, "the filter off, and on again; conditions on time stay", ["\\"], |app| !app.view().query.is_empty();
    RangeOff, "range-off", Filter, "the conditions on time off, and on again", ["|"], |app| !app.view().query.is_empty();
    DropLast, "drop-last", Filter, "without the last condition", ["D"], |app| !app.view().query.is_empty();

    AsOf, "as-of", View, "what was known on a day; a again steps from report to report", ["a"];
    PeriodIn, "period-narrower", View, "keep to the year of this record, then quarter, month, week, day", ["i"], |app| app.current().is_some() || app.period().is_some();
    PeriodOut, "period-wider", View, "the next longer period, in the end all of the time", ["I"], |app| app.period().is_some();
    PeriodNext, "period-next", View, "the next period of the same length", [")"], |app| app.current().is_some() || app.period().is_some();
    PeriodPrevious, "period-previous", View, "the period before", ["("], |app| app.current().is_some() || app.period().is_some();
    ZoomIn, "finer", View, "finer: down to the day", ["+", "="], |app| app.view().zoom.finer().is_some();
    ZoomOut, "coarser", View, "coarser: up to the year", ["-"], |app| app.view().zoom.coarser().is_some();
    Reverse, "reverse", View, "latest first, and back", ["r"];
    Threads, "threads", View, "quotes at their own time, or all under their event", ["v"];
    KeepView, "keep-view", View, "keep this view under a name", ["w"];
    OpenView, "open-view", View, "open a view kept under a name, or one of the dataset", ["W"];
    Undo, "undo", View, "undo the last change of the view", ["u"], App::can_undo;
    Redo, "redo", View, "redo it", ["Ctrl-r"], App::can_redo;
    BackLink, "back-link", View, "back along followed links", ["Backspace"], App::can_go_back;

    Mark, "mark", Record, "mark, or unmark", ["m"], |app| app.current().is_some();
    NextMark, "next-mark", Record, "next marked record", ["n"], App::has_marks;
    PreviousMark, "previous-mark", Record, "previous marked record", ["N"], App::has_marks;
    CopyQuote, "copy-quote", Record, "copy the quote with its citation", ["y"], |app| app.current_quote().is_some();
    CopyRecord, "copy-record", Record, "copy the record as Markdown", ["Y"], |app| app.current().is_some();
    OpenSource, "open-source", Record, "open the source in the browser", ["o"], |app| app.source_url().is_some();
    Original, "original", Record, "the words as spoken, and as translated", ["O"];
    Edit, "edit", Record, "edit the record in $EDITOR", ["E"], |app| app.current().is_some();

    Export, "export", Out, "export what is shown", ["e"];
    ExportAgain, "export-again", Out, "repeat the last export", ["Ctrl-e"], App::has_exported;
    CopyCommand, "copy-command", Out, "copy the command line that opens this view", ["C"];

    Help, "help", App, "all keys; type to search, Enter does it", ["?", "F1"];
    Zone, "zone", App, "clock times local to the event, in UTC, or in my zone", ["T"];
    Reload, "reload", App, "read the files again and show their faults", ["R"];
    Suspend, "suspend", App, "to the shell; fg comes back", ["Ctrl-z"], |_| cfg!(unix);
    Quit, "quit", App, "quit", ["q", "Ctrl-c"];
}

impl Info {
    /// Whether the action can be done now.
    pub fn is_available(&self, app: &App) -> bool {
        (self.available)(app)
    }
}

/// The actions hinted at in the status bar, the most needed first.
pub fn hints(app: &App) -> Vec<Action> {
    use Action::{
        AsOf, Back, BackLink, CopyQuote, Export, Facets, Filter, Help, KeepThis, Open, OpenSource, OpenView,
        PickPerson, PickTopic, Undo,
    };
    let wanted: &[Action] = match app.focus() {
        Focus::List => &[Help, PickPerson, Filter, Facets, Export, Undo, CopyQuote, PickTopic, OpenView, AsOf, Open],
        Focus::Detail => &[Help, Back, Open, KeepThis, OpenSource, CopyQuote, BackLink, Undo],
    };
    wanted.iter().copied().filter(|action| action.info().is_available(app)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_declared_in_its_place() {
        for (at, info) in ACTIONS.iter().enumerate() {
            assert_eq!(info.action as usize, at);
            assert!(!info.help.is_empty() && !info.help.ends_with('.'), "{}", info.name);
            assert!(info.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", info.name);
            assert_eq!(ACTIONS.iter().filter(|other| other.name == info.name).count(), 1, "{}", info.name);
        }
    }
}
