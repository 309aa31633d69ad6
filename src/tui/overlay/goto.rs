//! The go-to prompt: a date, a percentage or an id.

use ratatui::layout::{Position, Rect};

use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The go-to prompt.
#[derive(Debug, Default)]
pub(crate) struct GoTo {
    line: Line,
}

impl Overlay for GoTo {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        match action {
            Action::Overlay(action::Overlay::Accept) => {
                state.go_to(self.line.text());
                Reply::Leave
            }
            _ => Reply::Restore,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        true
    }

    fn place(&self) -> Place {
        Place::StatusBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("go").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let hint = format!("date, 50% or id · {} ", hint_text(&self.hints(state), &state.keys));
        let from = paint.right(areas.status, 24, &[(&hint, paint.theme.dim)]);
        edit_line(Rect { width: from, ..areas.status }, &self.line, "go to ", None, paint)
    }
}
