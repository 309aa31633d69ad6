//! The go-to prompt: a date, a percentage or an id, with the records that it could mean.

use ratatui::layout::{Position, Rect};

use crate::tui::action::{self, Action, Context};
use crate::tui::effect::Effect;
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::menu::Menu;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::tui::update::goto::Target;
use crate::view::View;

/// Maximum number of targets shown at once.
const MAX_ROWS: usize = 8;

/// The go-to prompt.
#[derive(Debug, Default)]
pub(crate) struct GoTo {
    menu: Menu,
    targets: Vec<Target>,
}

impl GoTo {
    /// The number of targets shown.
    fn rows(&self, areas: &Areas) -> usize {
        self.targets.len().min(MAX_ROWS).min(usize::from(areas.screen.height.saturating_sub(3)))
    }
}

impl Overlay for GoTo {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Menu, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        match action {
            Action::Menu(action) => {
                self.menu.act(action, self.targets.len());
                self.menu.reveal(self.rows(&state.layout()));
                Reply::Stay
            }
            Action::Overlay(action::Overlay::Accept) => {
                let text = self.menu.line.text().trim().to_owned();
                match self.targets.get(self.menu.cursor) {
                    Some(Target::Quit) => Reply::Close(vec![Effect::Quit]),
                    Some(target) => {
                        state.go_to(*target, &text);
                        Reply::Leave
                    }
                    None if text.is_empty() => Reply::Restore,
                    None => {
                        state.warn(format!("\"{text}\" is not a date, percentage or id"));
                        Reply::Leave
                    }
                }
            }
            _ => Reply::Restore,
        }
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.menu.line)
    }

    fn typed(&mut self, state: &mut State, _: &View) {
        self.targets = state.targets(self.menu.line.text());
        self.menu.reset();
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        self.targets = state.targets(self.menu.line.text());
        self.menu.reset();
        true
    }

    fn place(&self) -> Place {
        Place::StatusBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        accept_or_cancel("go").into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let rows = self.rows(areas);
        if rows > 0 && areas.status.y > rows as u16 + 1 {
            let height = rows as u16 + 2;
            let width = areas.screen.width.min(100);
            let title = match self.targets.len() {
                1 => "Go to".to_owned(),
                count => format!("Go to: {} of {count}", self.menu.cursor + 1),
            };
            let area = Rect { x: areas.status.x, y: areas.status.y - height, width, height };
            let inner = paint.boxed(area, &title);
            for (down, (at, target)) in self.targets.iter().enumerate().skip(self.menu.top).take(rows).enumerate() {
                let line = Paint::row(inner, down as u16);
                let (date, title) = state.target_label(*target);
                let theme = paint.theme;
                paint.text(Rect { width: line.width.min(14), ..line }, 2, &date, theme.dim);
                paint.text(line, 15, &title, theme.text);
                if at == self.menu.cursor {
                    paint.cursor(line);
                }
            }
        }
        let hint = format!("date, 50%, id or q · {} ", hint_text(&self.hints(state), &state.keys));
        let from = paint.right(areas.status, 24, &[(&hint, paint.theme.dim)]);
        edit_line(Rect { width: from, ..areas.status }, &self.menu.line, "go to ", None, paint)
    }
}
