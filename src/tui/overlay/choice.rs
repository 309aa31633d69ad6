//! What to filter by on an event: its kind, day, place, parties, people or topics.

use ratatui::layout::{Position, Rect};

use crate::names::search::Candidate;
use crate::query::Node;
use crate::query::print::print;
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::search_list::SearchList;
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// A condition on offer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offer {
    /// What it is: `kind`, `person` …
    pub(crate) category: &'static str,
    /// Its name on the screen.
    pub(crate) name: String,
    /// The condition.
    pub(crate) condition: Node,
}

/// The choice.
#[derive(Debug)]
pub(crate) struct Choice {
    list: SearchList<Offer>,
    exclude: bool,
}

impl Choice {
    /// Creates the choice, to filter by one of the offers or to exclude it.
    pub(crate) fn new(offers: Vec<Offer>, exclude: bool) -> Self {
        let names = |offer: &Offer| Candidate::new([offer.name.as_str(), offer.category]);
        Self { list: SearchList::new(offers, names), exclude }
    }
}

impl Overlay for Choice {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        match action {
            Action::Menu(action) => {
                self.list.act(action);
                self.list.menu.reveal(state.layout().picker_rows());
                Reply::Stay
            }
            Action::Overlay(action::Overlay::Accept) => {
                if let Some(offer) = self.list.current() {
                    state.narrow(offer.condition.clone(), self.exclude);
                }
                // The change is in the history already.
                Reply::Leave
            }
            _ => Reply::Restore,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.list.menu.line)
    }

    fn typed(&mut self, _: &mut State, _: &View) {
        self.list.search();
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        *self = Self::new(state.event_choices(), self.exclude);
        self.list.total() > 0
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel(if self.exclude { "exclude" } else { "filter" }).into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let title = if self.exclude { "Exclude" } else { "Filter by" };
        let inner = paint.boxed(areas.picker(), title);
        let theme = paint.theme;
        let cursor = edit_line(Paint::row(inner, 0), &self.list.menu.line, "", None, paint);
        let rows = areas.picker_rows().min(usize::from(inner.height.saturating_sub(3)));
        for (down, offer) in self.list.matching().skip(self.list.menu.top).take(rows).enumerate() {
            let line = Paint::row(inner, down as u16 + 2);
            paint.text(Rect { width: line.width.min(10), ..line }, 2, offer.category, theme.dim);
            let condition = print(&offer.condition);
            let from = paint.right(line, 40, &[(&condition, theme.dim), (" ", theme.dim)]);
            paint.text(Rect { width: from, ..line }, 11, &offer.name, theme.text);
            if self.list.menu.top + down == self.list.menu.cursor {
                paint.cursor(line);
            }
        }
        if self.list.matching().len() == 0 {
            paint.text(Paint::row(inner, 2), 2, "no matches", theme.dim);
        }
        if inner.height > 3 {
            let hints = hint_text(&self.hints(state), &state.keys);
            paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        }
        cursor
    }
}
