//! Loaded and reloaded data, and its words when they are indexed. Data with errors never replaces data without.

use crate::names::nearest;
use crate::query::print::print;
use crate::query::{AsOf, Node, QueryError, Value, asof, parse};
use crate::tui::app::{App, InitialView};
use crate::tui::data::{Data, Problems};
use crate::tui::effect::Effect;
use crate::tui::overlay::filter::FilterBar;
use crate::tui::overlay::views::{NamedView, named_views};
use crate::tui::state::State;
use crate::view::View;
use crate::workspace::Workspace;

impl App {
    /// Installs the data of the first load and opens the initial view.
    pub(super) fn first_data(&mut self, workspace: Workspace) -> Vec<Effect> {
        self.state.data = Data::from(workspace);
        self.state.view = View { zoom: self.state.data.default_zoom(), ..View::default() };
        self.state.refresh();
        let initial_view = std::mem::take(&mut self.initial_view);
        if let Err(error) = self.state.open(&initial_view) {
            self.open(FilterBar::with_error(initial_view.query.trim(), error));
        }
        let notices = std::mem::take(&mut self.notices);
        if notices.is_empty() {
            self.state.warn_of_errors();
        } else {
            self.state.warn(notices.join("; "));
        }
        self.words_to_index()
    }

    /// The effect to index the words of new data, if that has been left.
    fn words_to_index(&self) -> Vec<Effect> {
        if self.whole().has_words() { Vec::new() } else { vec![Effect::IndexWords] }
    }

    /// Answers everything again that depends on words. Returns the effects that have waited for them.
    pub(super) fn words_indexed(&mut self) -> Vec<Effect> {
        // They may be those of data that has been replaced since.
        if !self.whole().has_words() {
            return Vec::new();
        }
        self.state.data.snapshots.forget();
        self.state.keep_place(State::refresh);
        self.rebuild_overlay();
        std::mem::take(&mut self.waiting)
    }

    /// Keeps back exports as long as the words are not indexed. Returns the other effects.
    pub(super) fn after_indexing(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        if self.whole().has_words() {
            return effects;
        }
        let (exports, others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Export(_)));
        if !exports.is_empty() {
            self.state.notify("exported when all words are indexed");
            self.waiting = exports;
        }
        others
    }

    /// Installs reloaded data, unless it has more errors than the current data or more files of it cannot be read. Cursor, marks
    /// and query are kept.
    pub(super) fn new_data(&mut self, workspace: Workspace) -> Vec<Effect> {
        let data = Data::from(workspace);
        let current = &self.state.data.problems;
        if data.problems.unread() > current.unread() || data.problems.errors() > current.errors() {
            let first = data.problems.first_error().unwrap_or_default();
            self.state.warn(format!("reload failed, keeping previous data: {first} ({{reload}} shows all)"));
            self.state.failed_reload = Some(data.problems);
            self.rebuild_overlay();
            return Vec::new();
        }
        self.state.failed_reload = None;
        self.state.data = data;
        self.state.data_replaced();
        self.rebuild_overlay();
        self.words_to_index()
    }

    /// Lets the overlay rebuild what it derived from the data, or closes it.
    pub(super) fn rebuild_overlay(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.overlay.reloaded(&mut self.state) {
            self.open = Some(open);
        } else {
            self.state.facets_open = false;
        }
    }
}

impl State {
    /// The problems of the last failed reload, else those of the current data.
    pub(in crate::tui) fn problems(&self) -> Option<&Problems> {
        let shown = Some(&self.data.problems).filter(|problems| !problems.faults.is_empty());
        self.failed_reload.as_ref().or(shown)
    }

    /// Adapts the view to new data.
    fn data_replaced(&mut self) {
        let whole = self.data.snapshots.whole();
        self.marks.retain(|id| whole.find(id).is_some());
        self.notify("reloaded");
        self.keep_place(|state| state.show(state.view.clone()));
    }

    /// Changes what is shown. If the cursor is then on the same record, that stays on its line, and the detail pane where it was.
    fn keep_place(&mut self, change: impl FnOnce(&mut Self)) {
        let id = |state: &Self| state.current().map(|record| state.index().id(record).to_owned());
        let (before, above) = (id(self), self.cursor.saturating_sub(self.top));
        let detail = (self.detail_top, self.link);
        change(self);
        if before.is_none() || id(self) != before {
            return;
        }
        self.top = self.cursor.saturating_sub(above);
        self.scroll_to_cursor();
        // A hidden pane would take it for that of the next record.
        self.detail_from = (self.layout().detail.width > 2).then_some(detail);
    }

    /// Warns that records were left out.
    fn warn_of_errors(&mut self) {
        if self.data.problems.errors() > 0 {
            let records = match self.data.left_out {
                1 => "1 record left out".to_owned(),
                more => format!("{more} records left out"),
            };
            self.warn(format!("the dataset has errors: {records}; {{reload}} shows them"));
        }
    }

    /// Shows the initial view. The error is that of its query.
    fn open(&mut self, initial_view: &InitialView) -> Result<(), QueryError> {
        let query = initial_view.query.trim();
        let mut view = View { query: query.to_owned(), ..self.view.clone() };
        self.ask(&view)?;
        if let Some(name) = &initial_view.view {
            view = self.named_view(name, view);
        }
        if let Some(date) = &initial_view.as_of {
            let query = parse(&view.query).unwrap_or_else(|_| Node::all());
            view.query = print(&asof::with(&query, Some(date)));
        }
        if let Some(date) = &initial_view.since_known {
            let value = Value { span: 0..date.len(), text: date.clone() };
            match AsOf::parse(&value, self.data.snapshots.whole().dataset.about.timezone) {
                Ok(previous) => view.previous = Some(previous),
                Err(error) => self.warn(error.sentence()),
            }
        }
        view.lens = initial_view.lens.unwrap_or(view.lens);
        view.sort = initial_view.sort.clone().or(view.sort);
        view.mode = initial_view.mode.clone().or(view.mode);
        if !initial_view.narrow.is_empty() {
            view.narrow.clone_from(&initial_view.narrow);
        }
        view.levels = initial_view.levels.or(view.levels);
        view.pinned = initial_view.pinned.clone().or(view.pinned);
        view.zoom = initial_view.zoom.unwrap_or(view.zoom);
        view.reverse |= initial_view.latest_first;
        view.threaded |= initial_view.threads;
        view.context &= !initial_view.no_context;
        match self.ask(&view) {
            Ok(answered) => self.show_answered(view, answered),
            Err(error) => self.warn(error.sentence()),
        }
        Ok(())
    }

    /// Finds a view by name or id and adds the query of `other` to it. Returns `other`, with a warning, if there is none.
    fn named_view(&mut self, name: &str, other: View) -> View {
        let views = named_views(self);
        let is_named = |view: &&NamedView| view.id.as_deref() == Some(name) || view.name.eq_ignore_ascii_case(name);
        if let Some(named) = views.iter().find(is_named) {
            let other_query = parse(&other.query).unwrap_or_else(|_| Node::all());
            let mut view = named.view(&other);
            if let Ok(own) = parse(&view.query) {
                view.query = print(&Node::and(vec![own, other_query]));
            }
            return view;
        }
        let known: Vec<&str> = views.iter().map(|view| view.id.as_deref().unwrap_or(&view.name)).collect();
        let near = nearest(name, known.iter().copied(), 2);
        let hint = if near.is_empty() {
            "{open-view} lists the views".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        self.warn(format!("unknown view \"{name}\"; {hint}"));
        other
    }
}
