//! The facet pane with focus. Its contents are part of the state, because it is always visible on wide screens.

use ratatui::layout::Position;

use crate::query::toggle::toggle;
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Reply};
use crate::tui::state::State;
use crate::tui::ui::facets::draw;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The focused facet pane.
#[derive(Debug, Default)]
pub(crate) struct FacetPane {
    /// The search field for the category under the cursor, if open.
    search: Option<Line>,
}

impl FacetPane {
    fn lay_out(&self, state: &mut State) {
        if let Some(line) = &self.search {
            line.text().clone_into(&mut state.facets.search);
        }
        state.facets.lay_out();
        state.facets.reveal();
    }

    /// Ends the search and shows all values of the category again.
    fn end_search(&mut self, state: &mut State) {
        self.search = None;
        state.facets.search.clear();
        self.lay_out(state);
    }

    fn search_key(&mut self, action: Action, state: &mut State) -> Reply {
        use action::{Menu as M, Overlay as O, Picker as P};
        match action {
            Action::Overlay(O::Accept) => {
                choose(state, false);
                self.end_search(state);
            }
            Action::Overlay(O::Cancel) => self.end_search(state),
            Action::Picker(P::Exclude) => choose(state, true),
            Action::Menu(M::Down | M::PageDown) => state.facets.step(1),
            Action::Menu(M::Up | M::PageUp) => state.facets.step(-1),
            _ => {}
        }
        // Moving to another category has ended the search.
        if state.facets.search.is_empty() && self.search.as_ref().is_some_and(|line| !line.text().is_empty()) {
            self.search = None;
        }
        state.facets.reveal();
        Reply::Stay
    }
}

/// Toggles choosing or excluding the value under the cursor.
fn choose(state: &mut State, exclude: bool) {
    if state.facets.on_more() {
        state.facets.show_all();
        return;
    }
    let Some((category, entry)) = state.facets.value() else { return };
    let Some(rows) = state.facets.groups.iter().find(|rows| rows.catalog.category == category) else { return };
    let query = toggle(state.index(), &state.query(), &rows.catalog, entry, exclude);
    state.set_query(&query);
}

impl Overlay for FacetPane {
    fn contexts(&self) -> &'static [Context] {
        match self.search {
            Some(_) => &[Context::Picker, Context::Menu, Context::Overlay],
            None => &[Context::Facets],
        }
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        use action::Facets as F;
        let Action::Facets(action) = action else { return self.search_key(action, state) };
        match action {
            F::Down => state.facets.step(1),
            F::Up => state.facets.step(-1),
            F::NextGroup => state.facets.step_group(true),
            F::PreviousGroup => state.facets.step_group(false),
            F::Choose => choose(state, false),
            F::Exclude => choose(state, true),
            F::Search => self.search = Some(Line::default()),
            F::Undo => state.step_history(false),
            F::Redo => state.step_history(true),
            F::Close => return Reply::Leave,
        }
        state.facets.reveal();
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        self.search.as_mut()
    }

    fn typed(&mut self, state: &mut State, _: &View) {
        self.lay_out(state);
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        true
    }

    fn is_facets(&self) -> bool {
        true
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::Facets as F;
        [F::Choose, F::Exclude, F::Search, F::Close].map(|action| Hint::of(Action::Facets(action))).into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        draw(state, areas, Some((&self.hints(state), self.search.as_ref())), paint)
    }
}
