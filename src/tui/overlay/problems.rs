//! The list of dataset problems, as printed by `demarche check`.

use ratatui::layout::Position;

use crate::diagnostic::report;
use crate::tui::action::{self, Action, Context};
use crate::tui::data::Problems;
use crate::tui::layout::Areas;
use crate::tui::open::{Hint, Overlay, Reply};
use crate::tui::state::State;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// Maximum number of problems shown; the rest are counted.
const MAX_SHOWN: usize = 100;

/// The list of problems; the reports are rendered once.
#[derive(Debug)]
pub(crate) struct ProblemList {
    lines: Vec<String>,
    top: usize,
}

impl ProblemList {
    /// Creates the list.
    pub(crate) fn new(problems: &Problems) -> Self {
        let mut lines = Vec::new();
        for fault in problems.faults.iter().take(MAX_SHOWN) {
            lines.extend(report(fault, &problems.texts, false).lines().map(ToOwned::to_owned));
            lines.push(String::new());
        }
        if problems.faults.len() > MAX_SHOWN {
            let more = problems.faults.len() - MAX_SHOWN;
            lines.push(format!("… and {more} more"));
        }
        Self { lines, top: 0 }
    }
}

impl Overlay for ProblemList {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Problems]
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        use action::Problems as P;
        let Action::Problems(action) = action else { return Reply::Stay };
        // Pages overlap by one line.
        let page = state.layout().problem_rows().saturating_sub(1).max(1);
        let last = self.lines.len().saturating_sub(1);
        let top = match action {
            P::Down => self.top + 1,
            P::Up => self.top.saturating_sub(1),
            P::PageDown => self.top + page,
            P::PageUp => self.top.saturating_sub(page),
            P::First => 0,
            P::Last => last,
            P::Close => return Reply::Restore,
        };
        self.top = top.min(last);
        Reply::Stay
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        let Some(problems) = state.problems() else { return false };
        let top = self.top;
        *self = Self::new(problems);
        self.top = top.min(self.lines.len().saturating_sub(1));
        true
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::Problems as P;
        [P::Down, P::Up, P::Close].map(|action| Hint::of(Action::Problems(action))).into()
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let inner = paint.boxed(areas.screen, "Dataset problems");
        let theme = paint.theme;
        if inner.height < 2 {
            return None;
        }
        for (down, line) in self.lines.iter().skip(self.top).take(usize::from(inner.height) - 1).enumerate() {
            let title = ["error", "warning", "note"].iter().any(|word| line.starts_with(word));
            paint.text(Paint::row(inner, down as u16), 1, line, if title { theme.caution } else { theme.text });
        }
        let hints = hint_text(&self.hints(state), &state.keys);
        paint.text(Paint::row(inner, inner.height - 1), 1, &hints, theme.dim);
        None
    }
}
