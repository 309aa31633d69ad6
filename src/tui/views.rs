//! Views under a name: the dataset's own and those that the person kept. `w` keeps the view that is shown, `W` opens one.

use super::line::Line;
use super::view::View;
use crate::model::SavedView;
use crate::model::when::calendar::Zoom;
use crate::names::search::{Candidate, search};
use crate::state::KeptView;

/// With what view the screen opens, as the command line says it.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// A view by its name.
    pub view: Option<String>,
    /// The reference date.
    pub as_of: Option<String>,
    /// The step of the ladder.
    pub zoom: Option<Zoom>,
    /// Whether the latest comes first.
    pub latest_first: bool,
    /// Whether every quote stands under its event.
    pub threads: bool,
    /// Whether events around selected quotes are left out.
    pub no_context: bool,
}

/// A view that can be opened.
#[derive(Debug, Clone)]
pub struct NamedView {
    /// The name shown.
    pub name: String,
    /// Its id in the dataset; nothing for one of the person's own.
    pub id: Option<String>,
    /// What it shows, and how.
    pub kept: KeptView,
}

impl NamedView {
    /// A view of the dataset.
    pub fn of_dataset(view: &SavedView) -> Self {
        let kept = KeptView { name: view.title.to_string(), query: view.query.to_string(), ..KeptView::default() };
        Self { name: view.title.to_string(), id: Some(view.id.to_string()), kept }
    }

    /// A view that the person kept.
    pub fn own(kept: &KeptView) -> Self {
        Self { name: kept.name.clone(), id: None, kept: kept.clone() }
    }

    /// What it shows, beginning with how things are shown now.
    pub fn view(&self, now: &View) -> View {
        let kept = &self.kept;
        let zoom = kept.zoom.as_deref().and_then(|name| Zoom::LADDER.into_iter().find(|zoom| zoom.name() == name));
        let own = self.id.is_none();
        View {
            query: kept.query.clone(),
            filtered: true,
            ranged: true,
            marked_only: false,
            quotes_only: kept.quotes_only,
            zoom: zoom.unwrap_or(now.zoom),
            reverse: if own { kept.latest_first } else { now.reverse },
            threaded: if own { kept.threads } else { now.threaded },
            context: if own { !kept.no_context } else { now.context },
            current: now.current.clone(),
        }
    }
}

/// What is kept of a view.
pub fn kept(name: &str, dataset: &str, view: &View) -> KeptView {
    KeptView {
        name: name.to_owned(),
        dataset: dataset.to_owned(),
        query: view.query.clone(),
        zoom: Some(view.zoom.name().to_owned()),
        latest_first: view.reverse,
        threads: view.threaded,
        quotes_only: view.quotes_only,
        no_context: !view.context,
    }
}

/// The list of views while it is open.
#[derive(Debug, Clone)]
pub struct ViewList {
    /// What was typed.
    pub line: Line,
    /// All views.
    pub items: Vec<NamedView>,
    candidates: Vec<Candidate>,
    /// Those found, by position, the best first.
    pub found: Vec<usize>,
    /// Which of the found is under the cursor.
    pub cursor: usize,
    /// The first one shown.
    pub top: usize,
    /// The view from before, and its first row on the screen.
    pub before: View,
    /// See `before`.
    pub before_top: usize,
}

impl ViewList {
    /// A list of these views.
    pub fn new(items: Vec<NamedView>, before: (View, usize)) -> Self {
        let candidates = items
            .iter()
            .map(|item| Candidate::new([&*item.name, &*item.kept.query].into_iter().chain(item.id.as_deref())));
        let candidates = candidates.collect();
        let mut list = Self {
            line: Line::default(),
            items,
            candidates,
            found: Vec::new(),
            cursor: 0,
            top: 0,
            before: before.0,
            before_top: before.1,
        };
        list.search();
        list
    }

    /// Finds again what the text means.
    pub fn search(&mut self) {
        self.found = search(self.line.text(), &self.candidates).into_iter().map(|hit| hit.candidate).collect();
        (self.cursor, self.top) = (0, 0);
    }

    /// The view under the cursor.
    pub fn current(&self) -> Option<&NamedView> {
        self.found.get(self.cursor).map(|at| &self.items[*at])
    }
}
