//! The prompt that narrows the rows and columns of a grid while one types, or chooses the columns of a table.

use ratatui::layout::{Position, Rect};

use crate::lens;
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::{Paint, cells};
use crate::view::View;

/// The prompt for the words.
#[derive(Debug)]
pub(crate) struct Narrow {
    line: Line,
}

impl Narrow {
    /// A prompt with the current words.
    pub(crate) fn new(words: &str) -> Self {
        Self { line: Line::new(words) }
    }
}

impl Overlay for Narrow {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Overlay]
    }

    fn act(&mut self, action: Action, _: &mut State, _: &View) -> Reply {
        if action == Action::Overlay(action::Overlay::Accept) { Reply::close() } else { Reply::Restore }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn typed(&mut self, state: &mut State, _: &View) {
        self.line.text().trim().clone_into(&mut state.view.narrow);
        state.rebuild_sheet();
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        true
    }

    fn place(&self) -> Place {
        Place::StatusBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("keep").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let keys = hint_text(&self.hints(state), &state.keys);
        let hint = if let Some(grid) = &state.sheet.grid {
            format!("{} rows, {} columns · {keys} ", grid.rows.len(), grid.columns.len())
        } else {
            let names = lens::find(state.view().lens).map_or(&[][..], |lens| lens.columns_in(state.view()));
            let names = format!("of {} · {keys} ", names.join(" "));
            if cells(&names) + 24 <= usize::from(areas.status.width) { names } else { format!("columns · {keys} ") }
        };
        let from = paint.right(areas.status, 24, &[(&hint, paint.theme.dim)]);
        edit_line(Rect { width: from, ..areas.status }, &self.line, "& ", None, paint)
    }
}
