//! The screen: its state, and at most one overlay over it. [`App::update`] is the only way in.
//!
//! Until the first data is there, keys are kept and taken when it is; only leaving and suspending work at once.

use crate::config::Settings;
use crate::index::Index;
use crate::model::when::calendar::Zoom;
use crate::storage::UserView;
use crate::view::View;

use super::action::{Action, Browse, Context};
use super::data::Data;
use super::effect::{Done, Effect};
use super::key::Key;
use super::keymap::KeyMap;
use super::open::Overlay;
use super::state::{Clock, State};
use crate::workspace::Workspace;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The screen has another size: columns and rows.
    Resize(u16, u16),
    /// A click, in cells from the top left.
    Click(u16, u16),
    /// The wheel, in lines; down is positive.
    Wheel(i32),
    /// So much of the first data is read, 0 to 1.
    Loading(f32),
    /// The data is read.
    Loaded(Box<Workspace>),
    /// Reading the data failed in a way that is a defect of the program; the message says how.
    LoadFailed(String),
    /// An effect is done.
    Done(Done),
}

/// With what view the screen opens, as the command line says it.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// The query; it narrows the view, if one is named.
    pub query: String,
    /// A view by its name.
    pub view: Option<String>,
    /// The reference date.
    pub as_of: Option<String>,
    /// The reference date before, for what is new.
    pub since_known: Option<String>,
    /// The lens.
    pub lens: Option<&'static str>,
    /// The column by which a table is sorted.
    pub sort: Option<String>,
    /// How finely records are grouped.
    pub zoom: Option<Zoom>,
    /// Whether the latest comes first.
    pub latest_first: bool,
    /// Whether every quote is listed under its event.
    pub threads: bool,
    /// Whether events around selected quotes are left out.
    pub no_context: bool,
}

/// What the screen is started with, besides the data.
pub struct Start {
    /// The view to begin with.
    pub opening: Opening,
    /// What the person has chosen.
    pub settings: Settings,
    /// Which key does what.
    pub keys: KeyMap,
    /// The queries of earlier runs, the latest last.
    pub queries: Vec<String>,
    /// The saved views, of all datasets.
    pub saved: Vec<UserView>,
    /// What is wrong with the configuration and the state files.
    pub notices: Vec<String>,
    /// How the data was named on the command line; nothing for the built-in dataset.
    pub data_args: Vec<String>,
    /// Tells the time.
    pub clock: Clock,
}

/// The first load, while it goes on.
#[derive(Debug, Default)]
pub(super) struct FirstLoad {
    /// How much of it is done, 0 to 1.
    pub(super) share: f32,
    /// What was typed meanwhile.
    pub(super) ahead: Vec<Input>,
}

/// The overlay that is open, with what was shown before it.
pub(super) struct Open {
    pub(super) overlay: Box<dyn Overlay>,
    pub(super) before: View,
    pub(super) before_top: usize,
}

/// The whole screen.
pub struct App {
    pub(super) state: State,
    pub(super) open: Option<Open>,
    pub(super) first_load: Option<FirstLoad>,
    pub(super) opening: Opening,
    pub(super) notices: Vec<String>,
    pub(super) data_args: Vec<String>,
}

impl App {
    /// The screen before any data is read.
    pub fn new(start: Start) -> Self {
        let empty = Workspace::default();
        let mut state = State::new(Data::from(empty), start.settings, start.keys, start.clock);
        state.queries = start.queries;
        state.saved = start.saved;
        Self {
            state,
            open: None,
            first_load: Some(FirstLoad::default()),
            opening: start.opening,
            notices: start.notices,
            data_args: start.data_args,
        }
    }

    /// The state without what is open over it.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The data, as known at the reference date.
    pub fn index(&self) -> &Index {
        self.state.index()
    }

    /// How much of the first data is read, while it is read.
    pub fn loading(&self) -> Option<f32> {
        self.first_load.as_ref().map(|load| load.share)
    }

    /// What is open over the panes.
    pub fn overlay(&self) -> Option<&dyn Overlay> {
        self.open.as_ref().map(|open| &*open.overlay)
    }

    /// The contexts in which keys are looked up now.
    pub(super) fn contexts(&self) -> &'static [Context] {
        self.open.as_ref().map_or(&[Context::Browse], |open| open.overlay.contexts())
    }

    /// Opens an overlay; what is shown now is what cancelling leads back to.
    pub(super) fn open(&mut self, overlay: impl Overlay + 'static) {
        let (before, before_top) = (self.state.view.clone(), self.state.top);
        self.open_over(overlay, before, before_top);
    }

    /// Opens an overlay that shows another view already.
    pub(super) fn open_over(&mut self, overlay: impl Overlay + 'static, before: View, before_top: usize) {
        self.state.facets_open = overlay.is_facets();
        self.open = Some(Open { overlay: Box::new(overlay), before, before_top });
    }

    /// Whether a key suspends the program.
    pub(super) fn suspends(&self, key: Key) -> bool {
        self.state.keys.action(&[Context::Browse], key) == Some(Action::Browse(Browse::Suspend))
    }

    /// What has to be left at once, whatever is open: only while the first data is read.
    pub(super) fn leaves_at_once(&self, key: Key) -> Option<Effect> {
        match self.state.keys.action(&[Context::Browse], key) {
            Some(Action::Browse(Browse::Quit)) => Some(Effect::Quit),
            Some(Action::Browse(Browse::Suspend)) => Some(Effect::Suspend),
            _ => None,
        }
    }
}
