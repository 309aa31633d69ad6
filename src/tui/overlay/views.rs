//! Saved views, of the dataset and of the user.

use ratatui::layout::{Position, Rect};

use crate::lens;
use crate::model::SavedView;
use crate::model::when::calendar::Zoom;
use crate::names::search::Candidate;
use crate::storage::UserView;
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::menu::Menu;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::search_list::SearchList;
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::{DEFAULT_LENS, View};

/// A view that can be opened.
#[derive(Debug, Clone)]
pub(crate) struct NamedView {
    /// The displayed name.
    pub(crate) name: String,
    /// Its id in the dataset; `None` for the user's views.
    pub(crate) id: Option<String>,
    /// The saved view.
    pub(crate) saved: UserView,
}

impl NamedView {
    /// Creates a view from one of the dataset.
    pub(crate) fn of_dataset(view: &SavedView) -> Self {
        let saved = UserView {
            name: view.title.to_string(),
            query: view.query.to_string(),
            lens: view.lens.as_deref().map(ToOwned::to_owned),
            ..UserView::default()
        };
        Self { name: view.title.to_string(), id: Some(view.id.to_string()), saved }
    }

    /// Creates a view from one saved by the user.
    pub(crate) fn own(saved: &UserView) -> Self {
        Self { name: saved.name.clone(), id: None, saved: saved.clone() }
    }

    /// The view to show. Properties that views of the dataset do not have are taken from the current view.
    pub(crate) fn view(&self, current: &View) -> View {
        let saved = &self.saved;
        let zoom = saved.zoom.as_deref().and_then(|name| Zoom::ALL.into_iter().find(|zoom| zoom.name() == name));
        let lens = saved.lens.as_deref().and_then(lens::find).map_or(DEFAULT_LENS, |lens| lens.name);
        let own = self.id.is_none();
        View {
            previous: None,
            query: saved.query.clone(),
            filtered: true,
            ranged: true,
            marked_only: false,
            quotes_only: saved.quotes_only,
            lens,
            sort: saved.sort.clone(),
            mode: saved.mode.clone(),
            narrow: saved.narrow.clone(),
            levels: saved.levels,
            pinned: saved.pinned.clone(),
            zoom: zoom.unwrap_or(current.zoom),
            reverse: if own { saved.latest_first } else { current.reverse },
            threaded: if own { saved.threads } else { current.threaded },
            context: if own { !saved.no_context } else { current.context },
            current: current.current.clone(),
        }
    }
}

/// Converts a view to its saved form.
pub(crate) fn saved(name: &str, dataset: &str, view: &View) -> UserView {
    UserView {
        name: name.to_owned(),
        dataset: dataset.to_owned(),
        query: view.query.clone(),
        lens: (view.lens != DEFAULT_LENS).then(|| view.lens.to_owned()),
        sort: view.sort.clone(),
        mode: view.mode.clone(),
        narrow: view.narrow.clone(),
        levels: view.levels,
        pinned: view.pinned.clone(),
        zoom: Some(view.zoom.name().to_owned()),
        latest_first: view.reverse,
        threads: view.threaded,
        quotes_only: view.quotes_only,
        no_context: !view.context,
    }
}

/// The views that can be opened: those of the user for this dataset, latest first, then those of the dataset.
pub(crate) fn named_views(state: &State) -> Vec<NamedView> {
    let dataset = &state.data.snapshots.whole().dataset;
    let own = state.saved.iter().rev().filter(|view| *view.dataset == *dataset.about.title).map(NamedView::own);
    own.chain(dataset.views.iter().map(NamedView::of_dataset)).collect()
}

/// The list of views.
#[derive(Debug)]
pub(crate) struct ViewList {
    list: SearchList<NamedView>,
}

impl ViewList {
    /// Creates the list.
    pub(crate) fn new(items: Vec<NamedView>) -> Self {
        let names =
            |item: &NamedView| Candidate::new([&*item.name, &*item.saved.query].into_iter().chain(item.id.as_deref()));
        Self { list: SearchList::new(items, names) }
    }

    /// Shows the view under the cursor behind the list.
    fn preview(&mut self, state: &mut State, before: &View) {
        self.list.menu.reveal(state.layout().views_rows());
        let view = self.list.current().map_or_else(|| before.clone(), |named| named.view(before));
        if let Ok(answered) = state.ask(&view) {
            state.show_answered(view, answered);
        }
    }
}

impl Overlay for ViewList {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply {
        match action {
            Action::Overlay(action::Overlay::Accept) if self.list.current().is_some() => {
                self.preview(state, before);
                return Reply::close();
            }
            Action::Overlay(_) => return Reply::Restore,
            Action::Menu(action) => self.list.act(action),
            _ => return Reply::Stay,
        }
        self.preview(state, before);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.list.menu.line)
    }

    fn typed(&mut self, state: &mut State, before: &View) {
        self.list.search();
        self.preview(state, before);
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        let menu = std::mem::take(&mut self.list.menu);
        *self = Self::new(named_views(state));
        self.list.continue_from(menu);
        self.list.menu.reveal(state.layout().views_rows());
        self.list.total() > 0
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("open").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let area = areas.picker();
        if area.is_empty() {
            return None;
        }
        let inner = paint.boxed(area, "View");
        let theme = paint.theme;
        let found = format!("{} of {} ", self.list.matching().len(), self.list.total());
        let top = Paint::row(inner, 0);
        let from = paint.right(top, 12, &[(&found, theme.dim)]);
        let cursor = edit_line(Rect { width: from, ..top }, &self.list.menu.line, "", None, paint);
        let rows = areas.views_rows().min(usize::from(inner.height.saturating_sub(4)));
        let Menu { top, cursor: current, .. } = self.list.menu;
        for (down, named) in self.list.matching().skip(top).take(rows).enumerate() {
            let line = Paint::row(inner, down as u16 + 2);
            let owner = if named.id.is_some() { "dataset " } else { "mine " };
            let from = paint.right(line, 20, &[(owner, theme.dim)]);
            paint.text(Rect { width: from, ..line }, 3, &named.name, theme.text);
            if top + down == current {
                paint.cursor(line);
            }
        }
        if self.list.matching().len() == 0 {
            paint.text(Paint::row(inner, 2), 2, "no matches", theme.dim);
        }
        if inner.height > 4 {
            let query = self.list.current().map_or("", |named| &named.saved.query);
            paint.text(Paint::row(inner, inner.height - 2), 1, query, theme.quote);
            let hints = hint_text(&self.hints(state), &state.keys);
            paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        }
        cursor
    }
}
