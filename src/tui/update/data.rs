//! Data that was read: the first, and what replaces it. Good data is never replaced by broken data.

use crate::names::nearest;
use crate::query::print::print;
use crate::query::{AsOf, Node, QueryError, Value, asof, parse};
use crate::tui::app::{App, Opening};
use crate::tui::data::{Data, Problems};
use crate::tui::overlay::filter::FilterBar;
use crate::tui::overlay::views::{NamedView, named_views};
use crate::tui::state::State;
use crate::view::View;
use crate::workspace::Workspace;

impl App {
    /// Takes the first data, and opens the view that the command line asks for.
    pub(super) fn first_data(&mut self, workspace: Workspace) {
        self.state.data = Data::from(workspace);
        self.state.view = View { zoom: self.state.data.fitting_zoom(), ..View::default() };
        self.state.refresh();
        let opening = std::mem::take(&mut self.opening);
        if let Err(error) = self.state.open(&opening) {
            self.open(FilterBar::with_error(opening.query.trim(), error));
        }
        let notices = std::mem::take(&mut self.notices);
        if notices.is_empty() {
            self.state.notice_errors();
        } else {
            self.state.warn(notices.join("; "));
        }
    }

    /// Takes newly read data. Cursor, marks and query stay where they were, by id. Data with errors never replaces data without.
    pub(super) fn new_data(&mut self, workspace: Workspace) {
        let data = Data::from(workspace);
        if data.problems.errors() > 0 && self.state.data.problems.errors() == 0 {
            let first = data.problems.first_error().unwrap_or_default();
            self.state.warn(format!("reload failed, keeping previous data: {first} ({{reload}} shows all)"));
            self.state.failed = Some(data.problems);
            self.rebuild_overlay();
            return;
        }
        self.state.failed = None;
        self.state.data = data;
        self.state.replaced();
        self.rebuild_overlay();
    }

    /// What is open took names and counts from the old data; it takes them anew, or closes.
    fn rebuild_overlay(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.overlay.reloaded(&mut self.state) {
            self.open = Some(open);
        } else {
            self.state.facets_open = false;
        }
    }
}

impl State {
    /// What is wrong with the files: those that were read last, else those that are shown.
    pub(in crate::tui) fn problems(&self) -> Option<&Problems> {
        let shown = Some(&self.data.problems).filter(|problems| !problems.faults.is_empty());
        self.failed.as_ref().or(shown)
    }

    /// The data is another.
    fn replaced(&mut self) {
        let whole = self.data.snapshots.whole();
        self.marks.retain(|id| whole.find(id).is_some());
        if self.ask(&self.view).is_ok() {
            self.say("reloaded");
        } else {
            (self.view.filtered, self.view.ranged) = (false, false);
            self.warn("the query names something that the new data does not have; the filter is off");
        }
        self.refresh();
    }

    /// Says that records were left out.
    fn notice_errors(&mut self) {
        if self.data.problems.errors() > 0 {
            let records = match self.data.left_out {
                1 => "1 record is left out".to_owned(),
                more => format!("{more} records are left out"),
            };
            self.warn(format!("the data has errors: {records}; {{reload}} shows them"));
        }
    }

    /// Shows the view that the command line asks for; the error is that of its query.
    fn open(&mut self, opening: &Opening) -> Result<(), QueryError> {
        let query = opening.query.trim();
        let mut view = View { query: query.to_owned(), ..self.view.clone() };
        self.ask(&view)?;
        if let Some(wanted) = &opening.view {
            view = self.named(wanted, view);
        }
        if let Some(date) = &opening.as_of {
            let query = parse(&view.query).unwrap_or_else(|_| Node::all());
            view.query = print(&asof::with(&query, Some(date)));
        }
        if let Some(date) = &opening.since_known {
            let value = Value { span: 0..date.len(), text: date.clone() };
            match AsOf::parse(&value, self.data.snapshots.whole().dataset.about.timezone) {
                Ok(previous) => view.previous = Some(previous),
                Err(error) => self.warn(error.sentence()),
            }
        }
        view.lens = opening.lens.unwrap_or(view.lens);
        view.sort = opening.sort.clone().or(view.sort);
        view.zoom = opening.zoom.unwrap_or(view.zoom);
        view.reverse |= opening.latest_first;
        view.threaded |= opening.threads;
        view.context &= !opening.no_context;
        match self.ask(&view) {
            Ok(answered) => self.show_answered(view, answered),
            Err(error) => self.warn(error.sentence()),
        }
        Ok(())
    }

    /// A view by its name, narrowed by the query of another; that one where there is none of the name.
    fn named(&mut self, wanted: &str, other: View) -> View {
        let views = named_views(self);
        let names = |view: &&NamedView| view.id.as_deref() == Some(wanted) || view.name.eq_ignore_ascii_case(wanted);
        if let Some(named) = views.iter().find(names) {
            let beside = parse(&other.query).unwrap_or_else(|_| Node::all());
            let mut view = named.view(&other);
            if let Ok(own) = parse(&view.query) {
                view.query = print(&Node::and(vec![own, beside]));
            }
            return view;
        }
        let known: Vec<&str> = views.iter().map(|view| view.id.as_deref().unwrap_or(&view.name)).collect();
        let near = nearest(wanted, known.iter().copied(), 2);
        let hint = if near.is_empty() {
            "{open-view} lists the views".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        self.warn(format!("unknown view \"{wanted}\"; {hint}"));
        other
    }
}
