//! The state of the screen, and the questions that drawing and availability ask of it. Nothing here changes anything but
//! what follows from the view: [`super::update`] changes the view, then [`App::refresh`] works out what follows.
//! `questions.rs` answers what drawing and availability ask.

mod questions;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::{Fault, FileText};
use crate::index::{Bits, Index, RecordId};
use crate::lens::card::{Options, Wording, card};
use crate::lens::density::{self, Bucket};
use crate::lens::timeline::{self, Row};
use crate::query::hits::Hits;
use crate::query::{AsOf, Context, Meaning, Node, QueryError, asof, edit, evaluate, parse};
use crate::selection::Selection;
use crate::state::KeptView;

use super::asof::AsOfPrompt;
use super::effect::ExportRequest;
use super::export::ExportDialogue;
use super::facets::Facets;
use super::filter::FilterBar;
use super::keys::KeyMap;
use super::layout::{Areas, LayoutOptions, areas};
use super::line::Line;
use super::palette::Palette;
use super::picker::Picker;
use super::view::{Anchor, History, View};
use super::views::ViewList;
use super::wrap::{Detail, wrap};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The detail pane.
    Detail,
}

/// What has the keys, if not a pane.
#[derive(Debug, Clone)]
pub enum Mode {
    /// The panes.
    Browse,
    /// The filter bar.
    Filter(FilterBar),
    /// A picker.
    Picker(Box<Picker>),
    /// Help.
    Palette(Palette),
    /// The export dialogue.
    Export(ExportDialogue),
    /// The line that asks where to go.
    GoTo(Line),
    /// The line that asks for the reference date.
    AsOf(AsOfPrompt),
    /// The facet pane.
    Facets,
    /// The list of views under a name.
    Views(Box<ViewList>),
    /// The line that asks for the name of a view.
    KeepView(Line),
    /// The faults of the data, scrolled so far down.
    Faults(usize),
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

/// The whole state.
pub struct App {
    /// The data with everything known.
    pub(super) whole: Arc<Index>,
    /// The data as it was known at the reference date; else the whole.
    pub(super) index: Arc<Index>,
    /// The reference date.
    pub(super) as_of: Option<AsOf>,
    /// The data of the day last asked for.
    earlier: RefCell<Option<(i64, Arc<Index>)>>,
    pub(super) faults: Vec<Fault>,
    pub(super) texts: Vec<FileText>,
    pub(super) left_out: usize,
    pub(super) view: View,
    pub(super) history: History,
    pub(super) selection: Selection,
    pub(super) meanings: Vec<Meaning>,
    pub(super) hits: Hits,
    pub(super) rows: Vec<Row>,
    pub(super) buckets: Vec<Bucket>,
    /// The row under the cursor; always a record, if there is any.
    pub(super) cursor: usize,
    /// The first row shown.
    pub(super) top: usize,
    pub(super) detail: Detail,
    pub(super) detail_of: Option<(RecordId, usize, crate::model::when::show::DisplayZone, bool)>,
    pub(super) detail_top: usize,
    pub(super) link: Option<usize>,
    pub(super) visited: Vec<Anchor>,
    pub(super) focus: Focus,
    pub(super) one_pane: bool,
    pub(super) share: u16,
    pub(super) mode: Mode,
    /// The facet pane, and the data of which it has the names.
    pub(super) facets: Facets,
    /// The ids of the marked records.
    pub(super) marks: BTreeSet<Arc<str>>,
    pub(super) zone: ClockZone,
    pub(super) original: bool,
    pub(super) message: Option<Message>,
    pub(super) queries: Vec<String>,
    /// The views that the person kept under a name, of all datasets.
    pub(super) kept: Vec<KeptView>,
    pub(super) last_export: Option<ExportRequest>,
    pub(super) settings: Settings,
    pub(super) keys: KeyMap,
    pub(super) size: (u16, u16),
    /// How the data was named on the command line, for the command that reproduces the view.
    pub(super) data_args: Vec<String>,
    pub(super) clock: Clock,
}

/// What a view selects, of which data.
pub(super) struct Selected {
    pub(super) index: Arc<Index>,
    pub(super) as_of: Option<AsOf>,
    pub(super) selection: Selection,
    meanings: Vec<Meaning>,
    query: Node,
}

fn marked(index: &Index, marks: &BTreeSet<Arc<str>>) -> Bits {
    Bits::of(index.len(), marks.iter().filter_map(|id| index.find(id)))
}

impl App {
    /// The state at the start. A query that is wrong opens the filter bar with its error.
    pub fn new(index: Index, settings: Settings, keys: KeyMap, query: &str, clock: Clock) -> Self {
        let index = Arc::new(index);
        let nothing = Bits::none(index.len());
        let mut app = Self {
            selection: Selection::new(&index, nothing),
            whole: Arc::clone(&index),
            index,
            as_of: None,
            earlier: RefCell::default(),
            faults: Vec::new(),
            texts: Vec::new(),
            left_out: 0,
            view: View::default(),
            history: History::default(),
            meanings: Vec::new(),
            hits: Hits::default(),
            rows: Vec::new(),
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
            mode: Mode::Browse,
            facets: Facets::default(),
            marks: BTreeSet::new(),
            zone: ClockZone::Local,
            original: false,
            message: None,
            queries: Vec::new(),
            kept: Vec::new(),
            last_export: None,
            settings,
            keys,
            size: (80, 24),
            data_args: Vec::new(),
            clock,
        };
        app.view.zoom = app.fitting_zoom();
        app.refresh();
        if !query.trim().is_empty() {
            app.start_with(query);
        }
        app
    }

    fn start_with(&mut self, query: &str) {
        query.trim().clone_into(&mut self.view.query);
        if let Err(error) = self.select(&self.view) {
            self.view.query.clear();
            let mut bar = FilterBar::new(&self.view, 0);
            bar.line = Line::new(query);
            bar.error = Some(error);
            self.mode = Mode::Filter(bar);
        }
        self.refresh();
    }

    /// With the faults that the load found, and the names of its arguments.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<Fault>, texts: Vec<FileText>, left_out: usize) -> Self {
        (self.faults, self.texts, self.left_out) = (faults, texts, left_out);
        self
    }

    /// With the data as it was named on the command line.
    #[must_use]
    pub fn with_data_args(mut self, args: Vec<String>) -> Self {
        self.data_args = args;
        self
    }

    /// The zoom at which all records make a readable strip: days for some weeks, years for a century.
    pub(super) fn fitting_zoom(&self) -> crate::model::when::calendar::Zoom {
        use crate::model::when::calendar::Zoom;
        let days = self.whole.times.days().map_or(0, |(first, last)| last - first + 1);
        match days {
            0..=120 => Zoom::Day,
            121..=700 => Zoom::Week,
            701..=4000 => Zoom::Month,
            4001..=15_000 => Zoom::Quarter,
            _ => Zoom::Year,
        }
    }

    /// What a view selects.
    pub(super) fn select(&self, view: &View) -> Result<Selected, QueryError> {
        let query = edit::switched(&parse(&view.query)?, view.filtered, view.ranged);
        let as_of = asof::of(&query, self.whole.dataset.about.timezone)?;
        let index = self.index_at(as_of.as_ref());
        let marks = marked(&index, &self.marks);
        let mut context = Context::new(&index);
        context.marked = Some(&marks);
        let answer = evaluate(&query, &context)?;
        let mut records = answer.records;
        if view.quotes_only {
            records.minus(&index.events);
        }
        if view.marked_only {
            records.and(&marks);
        }
        let selection = Selection::new(&index, records);
        Ok(Selected { index, as_of, selection, meanings: answer.meanings, query })
    }

    /// The data as it was known at a reference date.
    pub(super) fn index_at(&self, as_of: Option<&AsOf>) -> Arc<Index> {
        let Some(as_of) = as_of else { return Arc::clone(&self.whole) };
        let mut earlier = self.earlier.borrow_mut();
        match &*earlier {
            Some((at, index)) if *at == as_of.at && Arc::ptr_eq(&index.whole, &self.whole.dataset) => Arc::clone(index),
            _ => {
                let index = Arc::new(self.whole.as_of(as_of.at));
                *earlier = Some((as_of.at, Arc::clone(&index)));
                index
            }
        }
    }

    /// Works out everything that follows from the view: selection, rows, strip, cursor. A view whose query is wrong changes
    /// nothing.
    pub(super) fn refresh(&mut self) {
        let Ok(Selected { index, as_of, selection, meanings, query }) = self.select(&self.view) else { return };
        (self.index, self.as_of) = (index, as_of);
        self.hits = Hits::new(&query, &self.index);
        self.rows = timeline::rows(&self.index, &selection, self.view.layout());
        self.buckets = density::buckets(&self.index, &selection, self.view.zoom);
        (self.selection, self.meanings) = (selection, meanings);
        self.detail_of = None;
        self.place_cursor();
        self.count_facets();
    }

    /// Puts the cursor on the record of the view if it is still shown, else on the nearest selected one after it, else on the
    /// last. Context is passed over: nobody asked for it.
    fn place_cursor(&mut self) {
        let records = || self.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.record()?)));
        let selected = || records().filter(|(_, record)| self.selection.records.contains(*record));
        let reverse = self.view.reverse;
        let index = &self.index;
        let spot = self.view.current.as_ref();
        let wanted = spot.and_then(|spot| spot.record(index));
        let exact = wanted.and_then(|wanted| records().find(|(_, record)| *record == wanted));
        let after = |(_, record): &(usize, RecordId)| match spot {
            None => true,
            Some(_) if wanted == Some(*record) => true,
            Some(spot) => spot.is_by(index, *record) != reverse,
        };
        let found = exact.or_else(|| selected().find(after)).or_else(|| selected().next_back());
        self.cursor = found.map_or(0, |(at, _)| at);
        if let Some((_, record)) = found {
            self.view.current = Some(Anchor::of(&self.index, record));
        }
        self.scroll_after_jump();
    }

    /// Scrolls the list after a jump: a cursor that comes from out of sight stands a third down, with what is around it.
    pub(super) fn scroll_after_jump(&mut self) {
        let height = usize::from(self.layout().list.height).max(1);
        if self.cursor < self.top || self.cursor >= self.top + height {
            self.top = self.cursor.saturating_sub(height / 3);
        }
        self.scroll_to_cursor();
    }

    /// Scrolls the list so that the cursor and the heading above it are seen.
    pub(super) fn scroll_to_cursor(&mut self) {
        let height = usize::from(self.layout().list.height).max(1);
        let above = (0..self.cursor).rev().take_while(|&at| self.rows[at].record().is_none()).count();
        let first = self.cursor.saturating_sub(above.min(height.saturating_sub(1)));
        if first < self.top {
            self.top = first;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
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
        let key = self.keys.hint(super::action::Action::Original);
        let options = Options { zone, wording, original_key: key.as_deref() };
        self.detail = wrap(&card(&self.index, record, options), width, &self.hits);
        self.detail_of = Some((record, width, zone, self.original));
        if !same_record {
            (self.detail_top, self.link) = (0, None);
        }
        self.detail_top = self.detail_top.min(self.detail_end());
    }

    /// The lowest line to which the detail pane scrolls.
    pub(super) fn detail_end(&self) -> usize {
        self.detail.lines.len().saturating_sub(usize::from(self.layout().detail.height).max(1))
    }

    /// Where everything is drawn.
    pub fn layout(&self) -> Areas {
        let error = matches!(&self.mode, Mode::Filter(bar) if bar.error.is_some());
        let wishes =
            LayoutOptions { one_pane: self.one_pane, detail: self.focus == Focus::Detail, share: self.share, error };
        areas(self.size.0, self.size.1, wishes)
    }
}
