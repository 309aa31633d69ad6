//! The state of the screen without what is open over it, see [`super::app`]. The view is one value; everything that follows
//! from it is worked out in [`State::refresh`].
//!
//! Further methods are in files of their own: [`super::questions`] (what drawing, availability and exports ask), [`super::cursor`], and
//! those of [`super::update`] that a key runs.

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

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The detail pane.
    Detail,
}

/// What is said to the person in the status bar, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// Whether it is about something that went wrong.
    pub wrong: bool,
}

/// In which zone clock times are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockZone {
    /// Of the place where it happened.
    Local,
    /// Coordinated universal time.
    Utc,
    /// The reader's.
    Mine,
}

/// Tells the time; passed in, so that tests are exact.
pub type Clock = fn() -> chrono::DateTime<chrono::Utc>;

/// The state.
pub struct State {
    pub(super) data: Data,
    /// A reload that failed; what is shown is older.
    pub(super) failed: Option<Problems>,
    pub(super) view: View,
    pub(super) history: History,
    /// The answer to the view.
    pub(super) answered: Answered,
    pub(super) hits: Hits,
    pub(super) sheet: Sheet,
    pub(super) buckets: Vec<Bucket>,
    /// The row under the cursor; a record or a line, if there is any.
    pub(super) cursor: usize,
    /// The first row shown.
    pub(super) top: usize,
    pub(super) detail: Detail,
    pub(super) detail_of: Option<(RecordId, usize, DisplayZone, bool)>,
    pub(super) detail_top: usize,
    pub(super) link: Option<usize>,
    pub(super) visited: Vec<Anchor>,
    pub(super) focus: Focus,
    pub(super) one_pane: bool,
    /// The list's share of the width, in per cent.
    pub(super) share: u16,
    /// Whether the line for what is wrong with the query is wanted.
    pub(super) error_line: bool,
    pub(super) facets: Facets,
    /// Whether the facet pane has the keys.
    pub(super) facets_open: bool,
    pub(super) marks: Marks,
    pub(super) zone: ClockZone,
    pub(super) original: bool,
    pub(super) message: Option<Message>,
    pub(super) queries: Vec<String>,
    /// The views that the person saved, of all datasets.
    pub(super) saved: Vec<UserView>,
    pub(super) last_export: Option<ExportRequest>,
    pub(super) settings: Settings,
    pub(super) keys: KeyMap,
    pub(super) size: (u16, u16),
    pub(super) clock: Clock,
}

impl State {
    /// The state over some data, with everything shown.
    pub(super) fn new(data: Data, settings: Settings, keys: KeyMap, clock: Clock) -> Self {
        let view = View { zoom: data.fitting_zoom(), ..View::default() };
        let marks = Marks::default();
        let answered = view.ask_parsed(Node::all(), &data.snapshots, &marks);
        let mut state = Self {
            answered: answered.unwrap_or_else(|_| Answered::empty(Arc::clone(data.snapshots.whole()))),
            data,
            failed: None,
            view,
            history: History::default(),
            hits: Hits::default(),
            sheet: Sheet::default(),
            buckets: Vec::new(),
            cursor: 0,
            top: 0,
            detail: Detail::default(),
            detail_of: None,
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

    /// What a view would show.
    pub(super) fn ask(&self, view: &View) -> Result<Answered, QueryError> {
        view.ask(&self.data.snapshots, &self.marks)
    }

    /// Works out everything that follows from the view. A view whose query is wrong changes nothing.
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
        self.detail_of = None;
        self.place_cursor();
        self.facets.stale = true;
    }

    /// Shows a view, whose answer is known.
    pub(super) fn show_answered(&mut self, view: View, answered: Answered) {
        self.view = view;
        self.answer(answered);
    }

    /// Shows a view.
    pub(super) fn show(&mut self, view: View) {
        self.view = view;
        self.refresh();
    }

    /// Shows a view as it was, down to the first row on the screen.
    pub(super) fn restore(&mut self, view: View, top: usize) {
        self.show(view);
        self.top = top;
        self.scroll_to_cursor();
    }

    /// Changes the view; the one before can be had back.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut View)) {
        let before = self.view.clone();
        change(&mut self.view);
        if !self.view.shows_the_same(&before) {
            self.history.push(before);
            self.refresh();
        }
    }

    /// Asks a query; the view before can be had back.
    pub(super) fn ask_query(&mut self, query: &Node) {
        let text = print(query);
        self.change(|view| {
            view.query = text;
            (view.filtered, view.ranged) = (true, true);
        });
    }

    /// Narrows the query by a condition, or by its opposite.
    pub(super) fn narrow(&mut self, condition: Node, exclude: bool) {
        let condition = if exclude { condition.negated() } else { condition };
        let query = edit::narrow(&self.query(), condition);
        self.ask_query(&query);
    }

    /// Undoes the last change of the view, or redoes it.
    pub(super) fn step_history(&mut self, redo: bool) {
        let now = self.view.clone();
        let found = if redo { self.history.redo(now) } else { self.history.undo(now) };
        if let Some(view) = found {
            self.show(view);
        }
    }

    /// Says something in the status bar; keys are written as names of actions in braces.
    pub(super) fn say(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.keys.fill(text.as_ref()), wrong: false });
    }

    /// Says that something went wrong.
    pub(super) fn warn(&mut self, text: impl AsRef<str>) {
        self.message = Some(Message { text: self.keys.fill(text.as_ref()), wrong: true });
    }

    /// Wraps the card of the current record for the detail pane, unless that is done already.
    pub(super) fn prepare_detail(&mut self) {
        let width = usize::from(self.layout().detail.width).saturating_sub(2);
        let zone = self.shown_zone();
        let Some(record) = self.current() else {
            (self.detail, self.detail_of, self.link) = (Detail::default(), None, None);
            return;
        };
        if width == 0 || self.detail_of == Some((record, width, zone, self.original)) {
            return;
        }
        let same_record = self.detail_of.is_some_and(|(of, ..)| of == record);
        let wording = if self.original { Wording::Original } else { Wording::Translation };
        let key = self.keys.hint(Action::Browse(Browse::Original));
        let options = Options { zone, wording, original_key: key.as_deref() };
        self.detail = wrap(&card(self.index(), record, options), width, &self.hits);
        self.detail_of = Some((record, width, zone, self.original));
        if !same_record {
            (self.detail_top, self.link) = (0, None);
        }
        self.detail_top = self.detail_top.min(self.detail_end());
    }

    /// Works out what is only needed where it is seen: the detail pane, the facets.
    pub(super) fn settle(&mut self) {
        self.prepare_detail();
        let areas = self.layout();
        if !self.facets_open && areas.facets.is_empty() {
            // What is hidden is counted anew when it is shown again.
            self.facets.stale = true;
            return;
        }
        let height = areas.facet_rows(self.facets_open);
        if self.facets.stale || self.facets.height != height {
            self.facets.height = height;
            self.facets.count(&self.answered);
        }
    }

    /// Where everything is drawn.
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
    pub fn index(&self) -> &Index {
        &self.answered.index
    }
}
