//! The state of the panes; overlays belong to [`super::app`]. The view is one value; everything derived from it is computed
//! by [`State::refresh`].
//!
//! More methods are in [`super::accessors`] (read access), [`super::cursor`] and the submodules of [`super::update`]
//! (actions).

use std::sync::Arc;

use crate::config::{Background, Settings};
use crate::index::{Bits, Index, RecordId};
use crate::lens::card::{Options, Wording};
use crate::lens::density::{self, Bucket};
use crate::lens::rows::Rows;
use crate::lens::sheet::Sheet;
use crate::lens::sides::Sides;
use crate::query::edit;
use crate::query::hits::Hits;
use crate::query::print::print;
use crate::query::{Node, QueryError};
use crate::storage::UserView;
use crate::view::{Answered, DEFAULT_LENS, Marks, View};

use super::action::{Action, Browse};
use super::data::{Data, Problems};
use super::detail::{DetailKey, Shown, SubjectKey, Visited};
use super::effect::ExportRequest;
use super::facets::Facets;
use super::history::History;
use super::keymap::KeyMap;
use super::layout::{Areas, LayoutOptions, Wrapping, areas};
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

/// The number of records of a cell that are listed until it is opened.
const PREVIEWED: usize = 60;

/// The place of the cursor in a grid, besides its row.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCursor {
    /// The column under the cursor.
    pub(super) column: usize,
    /// The first column shown, after the heads of the rows.
    pub(super) first: usize,
    /// The keys of its row and column, by which it is found again in another grid.
    pub(super) keys: Option<(String, String)>,
    /// The latest record of the cell.
    pub(super) record: Option<RecordId>,
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
    /// The records that are new at the reference date.
    pub(super) news: Arc<Bits>,
    pub(super) sheet: Sheet,
    /// The layout of the sheet and the buckets, once there are any.
    laid_out: Option<View>,
    pub(super) buckets: Vec<Bucket>,
    /// Who spoke when, if the strip shows it.
    pub(super) sides: Option<Sides>,
    /// The index of the row under the cursor; a record, if there is any.
    pub(super) cursor: usize,
    /// The cursor of a grid, besides its row.
    pub(super) grid_cursor: GridCursor,
    /// The first row shown.
    pub(super) top: usize,
    pub(super) detail: Detail,
    /// What it was made from; `None` if it is out of date.
    pub(super) detail_key: Option<DetailKey>,
    /// The card opened instead of that of the record under the cursor.
    pub(super) card: Option<SubjectKey>,
    /// The scroll position and link to restore when the detail pane is next filled.
    pub(super) detail_from: Option<(usize, Option<usize>)>,
    /// What the detail pane showed last.
    pub(super) detail_of: Option<Shown>,
    pub(super) detail_top: usize,
    pub(super) link: Option<usize>,
    pub(super) visited: Vec<Visited>,
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
    pub(super) wrapping: Wrapping,
    pub(super) original: bool,
    pub(super) message: Option<Message>,
    pub(super) queries: Vec<String>,
    /// The user's saved views, of all datasets.
    pub(super) saved: Vec<UserView>,
    pub(super) last_export: Option<ExportRequest>,
    pub(super) settings: Settings,
    /// The background of the terminal, if known.
    pub(super) background: Option<Background>,
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
            news: Arc::default(),
            sheet: Sheet::default(),
            laid_out: None,
            buckets: Vec::new(),
            sides: None,
            cursor: 0,
            grid_cursor: GridCursor::default(),
            top: 0,
            detail: Detail::default(),
            detail_key: None,
            card: None,
            detail_from: None,
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
            wrapping: Wrapping::default(),
            original: false,
            message: None,
            queries: Vec::new(),
            saved: Vec::new(),
            last_export: None,
            settings,
            background: None,
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
        let same_records =
            Arc::ptr_eq(&self.answered.index, &answered.index) && self.answered.selection == answered.selection;
        self.answered = answered;
        self.hits = Hits::new(&self.answered.node, &self.answered.index);
        self.news = self.answered.new_records();
        // Another letter of a word often selects the same records. Other lenses depend on more than on records.
        let layout = self.view.layout();
        let is_timeline = self.view.lens == DEFAULT_LENS;
        if !same_records || !is_timeline || self.laid_out.as_ref() != Some(&layout) {
            self.sheet = crate::lens::build(&self.answered, &self.view);
            self.buckets = density::buckets(&self.answered.index, &self.answered.selection, self.view.zoom);
            if self.sides.is_some() {
                self.count_sides();
            }
            self.laid_out = Some(layout);
        }
        self.detail_key = None;
        self.place_cursor();
        self.facets.outdate();
    }

    /// Counts who spoke when, for the strip by side.
    pub(super) fn count_sides(&mut self) {
        self.sides = Some(Sides::new(&self.answered.index, &self.answered.selection, &self.buckets));
    }

    /// Rebuilds the sheet from the same answer, after a change of the view that does not affect the selection.
    pub(super) fn rebuild_sheet(&mut self) {
        self.sheet = crate::lens::build(&self.answered, &self.view);
        self.detail_key = None;
        self.place_cursor();
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
        let Some(shown) = self.shown() else {
            (self.detail, self.detail_key, self.link) = (Detail::default(), None, None);
            return;
        };
        let key = DetailKey { shown, width, zone, original: self.original };
        if width == 0 || self.detail_key == Some(key) {
            return;
        }
        let same = match shown {
            Shown::Record(_) => self.detail_key.is_some_and(|key| key.shown == shown),
            Shown::Cell(row, column, _) => self.detail_key.is_some_and(
                |key| matches!(key.shown, Shown::Cell(of_row, of_column, _) if (of_row, of_column) == (row, column)),
            ),
            // It can stay open while the selection changes.
            Shown::Subject(_) => self.detail_of == Some(shown),
        };
        let wording = if self.original { Wording::Original } else { Wording::Translation };
        let original_key = self.keys.hint(Action::Browse(Browse::Original));
        // All records of a cell are listed when it is opened, so that moving across cells with very many stays fast.
        let limit = (!matches!(shown, Shown::Cell(.., true))).then_some(PREVIEWED);
        let options = Options { zone, width: width as u16, limit, wording, original_key: original_key.as_deref() };
        self.detail = wrap(&self.build_card(shown, options), width, &self.hits);
        (self.detail_key, self.detail_of) = (Some(key), Some(shown));
        match self.detail_from.take() {
            Some((top, link)) => (self.detail_top, self.link) = (top, link),
            None if !same => (self.detail_top, self.link) = (0, None),
            None => {}
        }
        self.link = self.link.filter(|link| *link < self.detail.links.len());
        self.detail_top = self.detail_top.min(self.detail_end());
    }

    /// The areas of the screen.
    pub fn layout(&self) -> Areas {
        let options = LayoutOptions {
            one_pane: self.one_pane,
            detail: self.focus == Focus::Detail,
            stacked: self.sheet.wide,
            share: self.share,
            error: self.error_line,
            by_side: self.sides.is_some(),
            columns: self.header_lines(),
        };
        areas(self.size.0, self.size.1, options)
    }

    /// The number of lines of the column headers.
    fn header_lines(&self) -> u16 {
        match &self.sheet.grid {
            Some(_) => 3,
            None => u16::from(self.sheet.is_table()),
        }
    }

    /// The rows of the sheet.
    pub(super) fn rows(&self) -> &Rows {
        &self.sheet.rows
    }

    /// The data, as known at the reference date.
    pub(crate) fn index(&self) -> &Index {
        &self.answered.index
    }
}
