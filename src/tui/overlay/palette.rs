//! The help palette: all actions with their keys, to search and run.

use ratatui::layout::{Position, Rect};

use crate::names::search::{Candidate, search};
use crate::tui::action::{self, Action, Context, Info, all};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::menu::Menu;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The help palette.
#[derive(Debug)]
pub(crate) struct Palette {
    menu: Menu,
    actions: Vec<Info>,
    candidates: Vec<Candidate>,
    /// The indices of the matching actions, in the order shown.
    found: Vec<usize>,
}

impl Default for Palette {
    /// Creates a palette that lists all actions.
    fn default() -> Self {
        let actions = all();
        let candidates = actions.iter().map(|info| Candidate::new([info.help, info.name])).collect();
        let found = (0..actions.len()).collect();
        Self { menu: Menu::default(), actions, candidates, found }
    }
}

impl Overlay for Palette {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        match action {
            Action::Menu(action) => {
                self.menu.act(action, self.found.len());
                self.menu.reveal(state.layout().palette_rows());
                Reply::Stay
            }
            Action::Overlay(action::Overlay::Accept) => match self.found.get(self.menu.cursor) {
                Some(at) => Reply::Run(self.actions[*at].action),
                None => Reply::Restore,
            },
            _ => Reply::Restore,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.menu.line)
    }

    fn typed(&mut self, _: &mut State, _: &View) {
        self.found = search(self.menu.line.text(), &self.candidates).into_iter().map(|hit| hit.candidate).collect();
        self.menu.reset();
    }

    fn reloaded(&mut self, _: &mut State) -> bool {
        true
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("run").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let area = areas.palette();
        if area.is_empty() {
            return None;
        }
        let inner = paint.boxed(area, "Help: type to search");
        let theme = paint.theme;
        let cursor = edit_line(Paint::row(inner, 0), &self.menu.line, "", None, paint);
        let rows = areas.palette_rows().min(usize::from(inner.height.saturating_sub(3)));
        let mut group = None;
        for down in 0..rows {
            let at = self.menu.top + down;
            let Some(info) = self.found.get(at).map(|at| &self.actions[*at]) else { break };
            let line = Paint::row(inner, down as u16 + 2);
            // The name of a group is shown before its first visible action.
            if group != Some(info.group) {
                paint.text(Rect { width: line.width.min(10), ..line }, 1, info.group.name(), theme.heading);
                group = Some(info.group);
            }
            let keys: Vec<String> = state.keys.keys_of(info.action).map(|key| key.to_string()).collect();
            let style = if state.is_available(info) { theme.text } else { theme.dim };
            paint.text(Rect { width: line.width.min(25), ..line }, 11, &keys.join("  "), theme.key);
            paint.text(line, 26, &state.keys.fill(info.help), style);
            if at == self.menu.cursor {
                paint.cursor(line);
            }
        }
        if self.found.is_empty() {
            paint.text(Paint::row(inner, 2), 2, "no matches", theme.dim);
        }
        if inner.height > 3 {
            let hints = hint_text(&self.hints(state), &state.keys);
            paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        }
        cursor
    }
}
