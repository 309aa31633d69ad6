//! Shared helpers: datasets, and a screen controlled by keys.

pub(crate) mod cells;
pub(crate) mod csv;
pub(crate) mod exports;
pub(crate) mod files;
mod observe;
pub(crate) mod program;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod records;

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use demarche::config::{Settings, ThemeName};
use demarche::dataset::{DataFiles, Loaded, load_texts};
use demarche::diagnostic::FileText;
use demarche::index::{Index, Snapshots};
use demarche::query::{Context, QueryError, asof, evaluate, parse};
use demarche::selection::Selection;
use demarche::tui::app::{App, InitialView, Input, Start};
use demarche::tui::effect::Effect;
use demarche::tui::key::Key;
use demarche::tui::keymap::KeyMap;
use demarche::tui::ui::screen::draw;
use demarche::view::{Answered, Marks, View};
use demarche::workspace::{self, Workspace};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

pub(crate) use observe::{TALKS, assert_cases};

/// The fixed time of all tests.
pub(crate) fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).expect("2026-01-01T00:00:00Z")
}

/// Loads a dataset from the text of one file.
pub(crate) fn loaded(text: &str) -> Loaded {
    load_texts(vec![FileText { name: "data.toml".into(), text: text.into() }])
}

/// Loads and indexes a dataset without errors.
pub(crate) fn indexed(text: &str) -> Index {
    let loaded = loaded(text);
    let errors: Vec<_> =
        loaded.faults.iter().filter(|fault| fault.severity == demarche::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    Index::new(Arc::new(loaded.dataset))
}

/// Snapshots of the shipped dataset.
pub(crate) fn snapshots() -> &'static Snapshots {
    static SNAPSHOTS: OnceLock<Snapshots> = OnceLock::new();
    SNAPSHOTS.get_or_init(|| Snapshots::new(workspace::open(&DataFiles::Builtin, &|_| {}).index))
}

/// The shipped dataset.
pub(crate) fn shipped() -> &'static Index {
    snapshots().whole()
}

/// Evaluates a query on the shipped dataset.
pub(crate) fn answered(query: &str) -> Answered {
    let view = View { query: query.to_owned(), ..View::default() };
    view.ask(snapshots(), &Marks::default()).expect("a query")
}

/// The selection of a query.
pub(crate) fn select(index: &Index, query: &str) -> Result<Selection, QueryError> {
    let node = parse(query)?;
    evaluate(&node, &Context::new(index)).map(|answer| Selection::new(index, answer.records))
}

/// The number of events and quotes of the shipped dataset that a query selects, as shown by the program.
pub(crate) fn counted(query: &str) -> String {
    let shipped = shipped();
    let selected = ids(shipped, query);
    let events = selected.iter().filter(|id| shipped.dataset.events.find(id).is_some()).count();
    format!("{events} events and {} quotes", selected.len() - events)
}

/// The ids that a query selects, in order, as of its reference date.
pub(crate) fn ids(index: &Index, query: &str) -> Vec<String> {
    let fail = |error: QueryError| -> String { panic!("{}", error.report(query)) };
    let node = parse(query).map_err(fail).expect("a query");
    let as_of = asof::of(&node, index.dataset.about.timezone).map_err(fail).expect("a reference date");
    let earlier = as_of.map(|as_of| index.as_of(as_of.at));
    let index = earlier.as_ref().unwrap_or(index);
    let selection = select(index, query).map_err(fail).expect("a query");
    selection.records.iter().map(|record| index.id(record).to_owned()).collect()
}

/// A screen without a terminal, controlled by keys.
pub(crate) struct Screen {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    size: (u16, u16),
}

impl Screen {
    /// A screen of this size with the shipped dataset.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Settings::default())
    }

    /// A screen with the shipped dataset and these settings.
    pub(crate) fn with(width: u16, height: u16, settings: Settings) -> Self {
        Self::start(workspace::open(&DataFiles::Builtin, &|_| {}), width, height, start(settings))
    }

    /// A screen with another dataset.
    pub(crate) fn of(index: Index, width: u16, height: u16, settings: Settings) -> Self {
        Self::start(Workspace { index, loaded: Loaded::default() }, width, height, start(settings))
    }

    /// A screen of 100 columns and 20 rows whose data is still being loaded.
    pub(crate) fn loading(start: Start) -> Self {
        let mut screen = Self { app: App::new(start), effects: Vec::new(), size: (100, 20) };
        screen.resize(100, 20);
        screen
    }

    /// A screen with any data and start options.
    pub(crate) fn start(workspace: Workspace, width: u16, height: u16, start: Start) -> Self {
        let mut screen = Self { app: App::new(start), effects: Vec::new(), size: (width, height) };
        screen.resize(width, height);
        screen.update(Input::Loaded(Box::new(workspace)));
        screen
    }

    /// Sends an input.
    pub(crate) fn update(&mut self, input: Input) -> &mut Self {
        self.effects.extend(self.app.update(input));
        self
    }

    /// The current view.
    pub(crate) fn view(&self) -> &View {
        self.app.state().view()
    }

    /// Presses keys: key names separated by spaces; text between backquotes is typed character by character.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for (nth, part) in keys.split('`').enumerate() {
            if nth % 2 == 1 {
                for letter in part.chars() {
                    let name = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
                    self.key(&name);
                }
            } else {
                part.split_whitespace().for_each(|name| self.key(name));
            }
        }
        self
    }

    fn key(&mut self, name: &str) {
        let key = Key::parse(name).unwrap_or_else(|| panic!("unknown key {name}"));
        self.update(Input::Key(key));
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.app.update(Input::Resize(width, height));
        self
    }

    /// The cells of the screen, and where the cursor of a text field is; the top left if there is none.
    fn drawn(&self) -> (Buffer, Position) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a screen in memory");
        terminal.draw(|frame| draw(&self.app, frame)).expect("drawing in memory");
        let cursor = terminal.get_cursor_position().expect("a position");
        (terminal.backend().buffer().clone(), cursor)
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        let (buffer, _) = self.drawn();
        let rows = (0..self.size.1).map(|y| {
            let row: String = (0..self.size.0).map(|x| buffer[(x, y)].symbol()).collect();
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The ids of the selected records, in chronological order.
    pub(crate) fn shown(&self) -> Vec<String> {
        let index = self.app.index();
        self.app.state().selection().records.iter().map(|record| index.id(record).to_owned()).collect()
    }

    /// The id of the record under the cursor.
    pub(crate) fn current(&self) -> Option<&str> {
        self.app.state().current().map(|record| self.app.index().id(record))
    }
}

/// Settings with a theme.
pub(crate) fn themed(theme: ThemeName, ascii: bool) -> Settings {
    Settings { theme, ascii, ..Settings::default() }
}

/// The locations of the faults of a severity, as `LINE:COLUMN`; `-` for a fault without a location.
pub(crate) fn faults_at(text: &str, severity: demarche::diagnostic::Severity) -> String {
    let loaded = loaded(text);
    let faults = loaded.faults.iter().filter(|fault| fault.severity == severity);
    let places = faults.map(|fault| {
        let line = demarche::diagnostic::one_line(fault, &loaded.texts);
        let place =
            line.strip_prefix("data.toml:").map(|rest| rest.splitn(3, ':').take(2).collect::<Vec<_>>().join(":"));
        place.unwrap_or_else(|| "-".to_owned())
    });
    places.collect::<Vec<_>>().join(" ")
}

/// Start options with these settings and no stored state.
pub(crate) fn start(settings: Settings) -> Start {
    Start {
        initial_view: InitialView::default(),
        keys: KeyMap::with(&settings.keys).expect("keys"),
        settings,
        queries: Vec::new(),
        saved: Vec::new(),
        notices: Vec::new(),
        data_args: Vec::new(),
        clock,
    }
}

/// The default key of an action.
pub(crate) fn key_of(action: &str) -> String {
    let info = demarche::tui::action::all().into_iter().find(|info| info.name == action);
    info.unwrap_or_else(|| panic!("no action {action}")).keys[0].to_owned()
}

/// A reference date.
pub(crate) fn date(text: &str) -> demarche::model::when::Limit {
    let value = demarche::query::Value { text: text.to_owned(), span: 0..text.len() };
    demarche::query::AsOf::parse(&value, None).expect("a date").at
}
