//! The state of the panes; overlays belong to [`super::app`]. The view is one value; everything derived from it is computed
//! by [`State::refresh`].
//!
//! More methods are in [`super::accessors`] (read access), [`super::cursor`] and the submodules of [`super::update`]
//! (actions).

use std::sync::Arc;

use crate::config::Settings;
use crate::index::{Index, RecordId};
use crate::lens::card::{Options, Wording, card};
use crate::lens::density::{self, Bucket};
use crate::lens::rows::Row;
use crate::lens::sheet::Sheet;
use crate::model::when::show::DisplayZone;
use crate::query::edit;
use crate::query::hits::Hits;
use crate::query::print::print;
use crate::query::{Node, QueryError};
use crate::storage::UserView;
use crate::view::{Anchor, Answered, Marks, View};

use super::action::{Action, Browse};
use super::data::{Data, Problems};
use super::effect::ExportRequest;
use super::facets::Facets;
use super::history::History;
use super::keymap::KeyMap;
use super::layout::{Areas, LayoutOptions, areas};
use super::wrap::{Detail, wrap};

/// A pane that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The detail pane.
    Detail,
}

/// A message in the status bar, shown until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// The text.
    pub(crate) text: String,
    /// Whether it is a warning.
    pub(crate) is_warning: bool,
}

/// The time zone of clock times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClockZone {
    /// Local to the place of the record.
    Local,
    /// Coordinated universal time.
    Utc,
    /// The user's.
    Mine,
}

/// Returns the current time; injected for tests.
pub(crate) type Clock = fn() -> chrono::DateTime<chrono::Utc>;

/// The state of the panes.
pub struct State {
    pub(super) data: Data,
    /// The problems of a failed reload; the previous data is still shown.
    pub(super) failed_reload: Option<Problems>,
    pub(super) view: View,
    pub(super) history: History,
    /// The answer to the view.
    pub(super) answered: Answered,
    pub(super) hits: Hits,
    pub(super) sheet: Sheet,
    pub(super) buckets: Vec<Bucket>,
    /// The index of the row under the cursor; a record, if there is any.
    pub(super) cursor: usize,
    /// The first row shown.
    pub(super) top: usize,
    pub(super) detail: Detail,
    pub(super) detail_key: Option<(RecordId, usize, DisplayZone, bool)>,
    pub(super) detail_top: usize,
    pub(super) link: Option<usize>,
    pub(super) visited: Vec<Anchor>,
    pub(super) focus: Focus,
    pub(super) one_pane: bool,
    /// The width of the list, in per cent.
    pub(super) share: u16,
    /// Whether to reserve a line for the error in the query.
    pub(super) error_line: bool,
    pub(super) facets: Facets,
    /// Whether the facet pane has the focus.
    pub(super) facets_open: bool,
    pub(super) marks: Marks,
    pub(super) zone: ClockZone,
    pub(super) original: bool,
    pub(super) message: Option<Message>,
    pub(super) queries: Vec<String>,
    /// The user's saved views, of all datasets.
    pub(super) saved: Vec<UserView>,
    pub(super) last_export: Option<ExportRequest>,
    pub(super) settings: Settings,
    pub(super) keys: KeyMap,
    pub(super) size: (u16, u16),
    pub(super) clock: Clock,
}

impl State {
    /// Creates the state for a dataset, without a filter.
    pub(super) fn new(data: Data, settings: Settings, keys: KeyMap, clock: Clock) -> Self {
        let view = View { zoom: data.default_zoom(), ..View::default() };
        let marks = Marks::default();
        let answered = view.ask_parsed(Node::all(), &data.snapshots, &marks);
        let mut state = Self {
            answered: answered.unwrap_or_else(|_| Answered::empty(Arc::clone(data.snapshots.whole()))),
            data,
            failed_reload: None,
            view,
            history: History::default(),
            hits: Hits::default(),
            sheet: Sheet::default(),
            buckets: Vec::new(),
            cursor: 0,
            top: 0,
            detail: Detail::default(),
            detail_key: None,
            detail_top: 0,
            link: None,
            visited: Vec::new(),
            focus: Focus::List,
            one_pane: false,
            share: 52,
            error_line: false,
            facets: Facets::default(),
            facets_open: false,
            marks,
            zone: ClockZone::Local,
            original: false,
            message: None,
            queries: Vec::new(),
            saved: Vec::new(),
            last_export: None,
            settings,
            keys,
            size: (80, 24),
            clock,
        };
        state.refresh();
        state
    }

    /// Evaluates a view.
    pub(super) fn ask(&self, view: &View) -> Result<Answered, QueryError> {
        view.ask(&self.data.snapshots, &self.marks)
    }

    /// Recomputes everything derived from the view. Does nothing if its query is invalid.
    pub(super) fn refresh(&mut self) {
        if let Ok(answered) = self.ask(&self.view) {
            self.answer(answered);
        }
    }

    fn answer(&mut self, answered: Answered) {
        self.answered = answered;
        self.hits = Hits::new(&self.answered.node, &self.answered.index);
        self.sheet = crate::lens::build(&self.answered, &self.view);
        self.buckets = density::buckets(&self.answered.index, &self.answered.selection, self.view.zoom);
        self.detail_key = None;
        self.place_cursor();
        self.facets.stale = true;
    }

    /// Shows a view that has already been evaluated.
    pub(super) fn show_answered(&mut self, view: View, answered: Answered) {
        self.view = view;
        self.answer(answered);
    }

    /// Shows a view. If its query is not valid for the data, which may have changed since, its filter is turned off.
    pub(super) fn show(&mut self, view: View) {
        if let Ok(answered) = self.ask(&view) {
            self.show_answered(view, answered);
        } else {
            self.view = View { filtered: false, ranged: false, ..view };
            self.warn("the query is not valid for the new data; filter turned off");
            self.refresh();
        }
    }

    /// Shows an earlier view with its scroll position.
    pub(super) fn restore(&mut self, view: View, top: usize) {
        self.show(view);
        self.top = top;
        self.scroll_to_cursor();
    }

    /// Changes the view; this can be undone. Changes nothing if the query is then not valid for the data, as when a filter is
    /// turned on again after a reload.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut View)) {
        let mut view = self.view.clone();
        change(&mut view);
        if view.shows_the_same(&self.view) {
            self.view = view;
            return;
        }
        match self.ask(&view) {
            Ok(answered) => {
                let before = std::mem::replace(&mut self.view, view);
                self.history.push(before);
                self.answer(answered);
            }
            Err(error) => self.warn(error.sentence()),
        }
    }

    /// Sets the query of the view; this can be undone.
    pub(super) fn set_query(&mut self, query: &Node) {
        let text = print(query);
        self.change(|view| {
            view.query = text;
            (view.filtered, view.ranged) = (true, true);
        });
    }

    /// Adds a condition to the query, or its negation.
    pub(super) fn narrow(&mut self, condition: Node, exclude: bool) {
        let condition = if exclude { condition.negated() } else { condition };
        let query = edit::narrow(&self.query(), condition);
        self.set_query(&query);
    }

    /// Undoes or redoes a change of the view.
    pub(super) fn step_history(&mut self, redo: bool) {
        let now = self.view.clone();
        let view = if redo { self.history.redo(now) } else { self.history.undo(now) };
        if let Some(view) = view {
            self.show(view);
        }
    }

    /// Shows a message in the status bar. Action names in braces are replaced with their keys.
    pub(super) fn notify(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.keys.fill(text.as_ref()), is_warning: false });
    }

    /// Shows a warning in the status bar. Action names in braces are replaced with their keys.
    pub(super) fn warn(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.keys.fill(text.as_ref()), is_warning: true });
    }

    /// Wraps the card of the current record for the detail pane, unless it is up to date.
    pub(super) fn prepare_detail(&mut self) {
        let width = usize::from(self.layout().detail.width).saturating_sub(2);
        let zone = self.shown_zone();
        let Some(record) = self.current() else {
            (self.detail, self.detail_key, self.link) = (Detail::default(), None, None);
            return;
        };
        if width == 0 || self.detail_key == Some((record, width, zone, self.original)) {
            return;
        }
        let same_record = self.detail_key.is_some_and(|(of, ..)| of == record);
        let wording = if self.original { Wording::Original } else { Wording::Translation };
        let key = self.keys.hint(Action::Browse(Browse::Original));
        let options = Options { zone, wording, original_key: key.as_deref() };
        self.detail = wrap(&card(self.index(), record, options), width, &self.hits);
        self.detail_key = Some((record, width, zone, self.original));
        if !same_record {
            (self.detail_top, self.link) = (0, None);
        }
        self.detail_top = self.detail_top.min(self.detail_end());
    }

    /// Updates the contents of the detail and facet panes if they are visible.
    pub(super) fn prepare_visible(&mut self) {
        self.prepare_detail();
        let areas = self.layout();
        if !self.facets_open && areas.facets.is_empty() {
            // Recounted when it is shown again.
            self.facets.stale = true;
            return;
        }
        let height = areas.facet_rows(self.facets_open);
        if self.facets.stale || self.facets.height != height {
            self.facets.height = height;
            self.facets.count(&self.answered);
        }
    }

    /// The areas of the screen.
    pub fn layout(&self) -> Areas {
        let options = LayoutOptions {
            one_pane: self.one_pane,
            detail: self.focus == Focus::Detail,
            share: self.share,
            error: self.error_line,
            columns: !self.sheet.columns.is_empty(),
        };
        areas(self.size.0, self.size.1, options)
    }

    /// The rows of the sheet.
    pub(super) fn rows(&self) -> &[Row] {
        &self.sheet.rows
    }

    /// The data, as known at the reference date.
    pub(crate) fn index(&self) -> &Index {
        &self.answered.index
    }
}
