//! The prompt for saving the view.

use ratatui::layout::{Position, Rect};

use super::views::saved;
use crate::tui::action::{self, Action, Context};
use crate::tui::effect::Effect;
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The prompt for the name of a view.
#[derive(Debug, Default)]
pub(crate) struct SaveView {
    line: Line,
}

impl Overlay for SaveView {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        let name = self.line.text().trim();
        if action != Action::Overlay(action::Overlay::Accept) || name.is_empty() {
            return Reply::Restore;
        }
        let view = saved(name, &state.data.snapshots.whole().dataset.about.title, state.view());
        state.saved.retain(|known| (&known.name, &known.dataset) != (&view.name, &view.dataset));
        state.saved.push(view.clone());
        Reply::Close(vec![Effect::SaveView(view)])
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
        accept_or_cancel("save").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let hint = format!("view name · {} ", hint_text(&self.hints(state), &state.keys));
        let from = paint.right(areas.status, 24, &[(&hint, paint.theme.dim)]);
        edit_line(Rect { width: from, ..areas.status }, &self.line, "save as ", None, paint)
    }
}
