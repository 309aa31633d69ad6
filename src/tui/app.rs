//! The application: the state of the panes, and at most one overlay. All input goes through [`App::update`].
//!
//! Until the data is loaded for the first time, keys are queued; what works at once is in [`super::update`].

use std::sync::Arc;

use crate::config::{Background, Settings, ThemeName};
use crate::dataset::Progress;
use crate::index::Index;
use crate::model::when::calendar::Zoom;
use crate::storage::UserView;
use crate::view::View;

use super::action::{Action, Browse, Context};
use super::data::Data;
use super::effect::{Effect, Outcome};
use super::key::Key;
use super::keymap::KeyMap;
use super::open::Overlay;
use super::state::{Clock, State};
use crate::workspace::{Previous, Workspace};

/// Input to the application.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The new size of the screen: columns and rows.
    Resize(u16, u16),
    /// A click at this column and row, both from 0.
    Click(u16, u16),
    /// The mouse wheel, in lines; positive is down.
    Wheel(i32),
    /// The background of the terminal.
    Background(Background),
    /// Progress of loading.
    Loading(Progress),
    /// The loaded data.
    Loaded(Box<Workspace>),
    /// The loader panicked with this message.
    LoadFailed(String),
    /// The words of the data have been indexed.
    WordsIndexed,
    /// Indexing them panicked with this message.
    IndexingFailed(String),
    /// The outcome of an effect.
    Done(Outcome),
}

/// The view to open at startup, from the command line.
#[derive(Debug, Clone, Default)]
pub struct InitialView {
    /// The query; it is added to that of the named view.
    pub query: String,
    /// The name of a saved view.
    pub view: Option<String>,
    /// The reference date.
    pub as_of: Option<String>,
    /// The reference date before, for what is new.
    pub since_known: Option<String>,
    /// The lens.
    pub lens: Option<&'static str>,
    /// The sort column of a table.
    pub sort: Option<String>,
    /// The mode of the lens.
    pub mode: Option<String>,
    /// The words to which the rows and columns of a grid are narrowed.
    pub narrow: String,
    /// How deep the hierarchy of the columns of a grid is shown.
    pub levels: Option<u8>,
    /// The column of a grid that others are compared with.
    pub pinned: Option<String>,
    /// The period by which records are grouped.
    pub zoom: Option<Zoom>,
    /// Whether the latest record comes first.
    pub latest_first: bool,
    /// Whether every quote is listed under its event.
    pub threads: bool,
    /// Whether events of selected quotes are hidden.
    pub no_context: bool,
}

/// Everything needed at startup except the data.
pub struct Start {
    /// The view to open.
    pub initial_view: InitialView,
    /// User settings.
    pub settings: Settings,
    /// Key bindings.
    pub keys: KeyMap,
    /// The query history, latest last.
    pub queries: Vec<String>,
    /// The saved views, of all datasets.
    pub saved: Vec<UserView>,
    /// Problems with the configuration and state files.
    pub notices: Vec<String>,
    /// The data arguments of the command line; empty for the built-in dataset.
    pub data_args: Vec<String>,
    /// The clock.
    pub clock: Clock,
}

/// The first load while it is in progress.
#[derive(Debug, Default)]
pub(super) struct FirstLoad {
    /// Progress.
    pub(super) progress: Progress,
    /// Keys and pastes to handle afterwards.
    pub(super) queued: Vec<Input>,
    /// Whether the next key belongs to something that is not shown without data, such as the list of persons.
    pub(super) hidden: bool,
    /// Whether an action is queued that may change the query.
    pub(super) acted: bool,
}

/// An open overlay, with the view from before it was opened.
pub(super) struct Open {
    pub(super) overlay: Box<dyn Overlay>,
    pub(super) before: View,
    pub(super) before_top: usize,
}

/// The application.
pub struct App {
    pub(super) state: State,
    pub(super) open: Option<Open>,
    pub(super) first_load: Option<FirstLoad>,
    pub(super) initial_view: InitialView,
    pub(super) notices: Vec<String>,
    pub(super) data_args: Vec<String>,
    /// Exports to write when the words are indexed: their records may not be known before.
    pub(super) waiting: Vec<Effect>,
}

impl App {
    /// Creates the application before any data is loaded.
    pub fn new(start: Start) -> Self {
        let empty = Workspace::default();
        let mut state = State::new(Data::from(empty), start.settings, start.keys, start.clock);
        state.queries = start.queries;
        state.saved = start.saved;
        Self {
            state,
            open: None,
            first_load: Some(FirstLoad::default()),
            initial_view: start.initial_view,
            notices: start.notices,
            data_args: start.data_args,
            waiting: Vec::new(),
        }
    }

    /// Whether the colours depend on the background of the terminal.
    pub(super) fn follows_background(&self) -> bool {
        self.state.settings.theme == ThemeName::Auto
    }

    /// The state of the panes.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The data, as known at the reference date.
    pub fn index(&self) -> &Index {
        self.state.index()
    }

    /// All data, with and without a reference date.
    pub fn whole(&self) -> Arc<Index> {
        Arc::clone(self.state.data.snapshots.whole())
    }

    /// The current data, as far as a reload can use it.
    pub fn previous(&self) -> Previous {
        let data = &self.state.data;
        let (versions, problems) = (data.versions.clone(), &data.problems);
        let (faults, texts) = (problems.faults.clone(), std::sync::Arc::clone(&problems.texts));
        Previous { index: self.whole(), versions, faults, texts }
    }

    /// Progress of the first load while it is in progress.
    pub(crate) fn loading(&self) -> Option<Progress> {
        self.first_load.as_ref().map(|load| load.progress)
    }

    /// The open overlay.
    pub(crate) fn overlay(&self) -> Option<&dyn Overlay> {
        self.open.as_ref().map(|open| &*open.overlay)
    }

    /// The contexts in which keys are currently looked up.
    pub fn contexts(&self) -> &'static [Context] {
        self.open.as_ref().map_or(&[Context::Browse], |open| open.overlay.contexts())
    }

    /// Opens an overlay. Cancelling it restores the current view.
    pub(super) fn open(&mut self, overlay: impl Overlay + 'static) {
        let (before, before_top) = (self.state.view.clone(), self.state.top);
        self.open_over(overlay, before, before_top);
    }

    /// Opens an overlay that has already changed the view. Cancelling it restores `before`.
    pub(super) fn open_over(&mut self, overlay: impl Overlay + 'static, before: View, before_top: usize) {
        self.state.facets_open = overlay.is_facets();
        self.open = Some(Open { overlay: Box::new(overlay), before, before_top });
    }

    /// Whether a key is bound to suspending the program.
    pub(super) fn is_suspend_key(&self, key: Key) -> bool {
        self.state.keys.action(&[Context::Browse], key) == Some(Action::Browse(Browse::Suspend))
    }
}
