//! The filter bar during the first load: the query is edited, and applied when there is data.

use ratatui::layout::{Position, Rect};

use crate::tui::action::{Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The filter bar without data.
#[derive(Debug)]
pub(crate) struct EarlyFilter {
    line: Line,
}

impl EarlyFilter {
    /// Creates the bar with a query, as the filter bar will be with it.
    pub(crate) fn new(query: &str) -> Self {
        let text = if query.is_empty() { String::new() } else { format!("{query} ") };
        Self { line: Line::new(&text) }
    }
}

impl Overlay for EarlyFilter {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Filter, Context::Overlay]
    }

    fn act(&mut self, _: Action, _: &mut State, _: &View) -> Reply {
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        false
    }

    fn place(&self) -> Place {
        Place::FilterBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        Vec::new()
    }

    fn draw(&self, _: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let style = paint.theme.dim;
        let from = paint.right(areas.filter, 20, &[("applied when the records are read ", style)]);
        let area = Rect { width: from.saturating_sub(1), ..areas.filter };
        edit_line(area, &self.line, "/ ", None, paint)
    }
}
