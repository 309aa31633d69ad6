//! What several tests need: datasets, the shipped one, a screen driven by keys.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use demarche::config::{Settings, ThemeName};
use demarche::dataset::{Input, Loaded, load_texts};
use demarche::diagnostic::Text;
use demarche::index::Index;
use demarche::query::{Context, QueryError, asof, evaluate, parse};
use demarche::selection::Selection;
use demarche::tui::app::App;
use demarche::tui::effect::Effect;
use demarche::tui::keys::{Key, KeyMap};
use demarche::tui::ui;
use demarche::tui::update::Happening;
use demarche::workspace;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The time at which all tests take place.
pub(crate) fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).expect("2026-01-01T00:00:00Z")
}

/// A dataset from the text of one file, faults and all.
pub(crate) fn loaded(text: &str) -> Loaded {
    load_texts(vec![Text { name: "data.toml".into(), text: text.into() }])
}

/// The index of a dataset that has no errors.
pub(crate) fn indexed(text: &str) -> Index {
    let loaded = loaded(text);
    let errors: Vec<_> =
        loaded.faults.iter().filter(|fault| fault.severity == demarche::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    Index::new(Arc::new(loaded.dataset))
}

/// The shipped dataset.
pub(crate) fn shipped() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| workspace::open(&Input::Builtin, &|_| {}).index)
}

/// What a query selects.
pub(crate) fn select(index: &Index, query: &str) -> Result<Selection, QueryError> {
    let node = parse(query)?;
    evaluate(&node, &Context::new(index)).map(|answer| Selection::new(index, answer.records))
}

/// How many events and quotes of the shipped dataset a query selects, as the program words it.
pub(crate) fn counted(query: &str) -> String {
    let shipped = shipped();
    let selected = ids(shipped, query);
    let events = selected.iter().filter(|id| shipped.dataset.events.find(id).is_some()).count();
    format!("{events} events and {} quotes", selected.len() - events)
}

/// The ids that a query selects, in order, as of its reference date.
pub(crate) fn ids(index: &Index, query: &str) -> Vec<String> {
    let told = |error: QueryError| -> String { panic!("{}", error.report(query)) };
    let node = parse(query).map_err(told).expect("a query");
    let as_of = asof::of(&node, index.dataset.about.timezone).map_err(told).expect("a reference date");
    let earlier = as_of.map(|as_of| index.as_of(as_of.at));
    let index = earlier.as_ref().unwrap_or(index);
    let selection = select(index, query).map_err(told).expect("a query");
    selection.records.iter().map(|record| index.id(record).to_owned()).collect()
}

/// A screen without a terminal, driven by keys.
pub(crate) struct Screen {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    size: (u16, u16),
}

impl Screen {
    /// The shipped dataset on a screen of this size.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Settings::default())
    }

    /// The same with other settings.
    pub(crate) fn with(width: u16, height: u16, settings: Settings) -> Self {
        let index = workspace::open(&Input::Builtin, &|_| {}).index;
        Self::of(index, width, height, settings)
    }

    /// Another dataset.
    pub(crate) fn of(index: Index, width: u16, height: u16, settings: Settings) -> Self {
        let app = App::new(index, settings, KeyMap::default(), "", clock);
        let mut screen = Self { app, effects: Vec::new(), size: (width, height) };
        screen.resize(width, height);
        screen
    }

    /// Presses keys: names of keys between spaces, and words typed letter by letter in backquotes.
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
        let key = Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
        self.effects.extend(self.app.take(Happening::Key(key)));
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.app.take(Happening::Resize(width, height));
        self
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).expect("a screen in memory");
        terminal.draw(|frame| ui::draw(&self.app, frame)).expect("drawing in memory");
        let buffer = terminal.backend().buffer();
        let rows = (0..self.size.1).map(|y| {
            let row: String = (0..self.size.0).map(|x| buffer[(x, y)].symbol()).collect();
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The ids of the records shown, in the order of the timeline.
    pub(crate) fn shown(&self) -> Vec<String> {
        let index = self.app.index();
        self.app.selection().records.iter().map(|record| index.id(record).to_owned()).collect()
    }

    /// The id of the record under the cursor.
    pub(crate) fn current(&self) -> Option<&str> {
        self.app.current().map(|record| self.app.index().id(record))
    }
}

/// Settings with a theme.
pub(crate) fn themed(theme: ThemeName, ascii: bool) -> Settings {
    Settings { theme, ascii, ..Settings::default() }
}
