//! Help that is a palette: all actions with their keys; typing narrows, Enter does it.

use super::action::{ACTIONS, Action};
use super::line::Line;
use crate::names::search::{Candidate, search};

/// The palette.
#[derive(Debug, Clone)]
pub struct Palette {
    /// What was typed.
    pub line: Line,
    /// The actions found, in the order in which they are shown.
    pub found: Vec<Action>,
    /// Which of them is under the cursor.
    pub cursor: usize,
    /// The first one shown.
    pub top: usize,
}

impl Default for Palette {
    fn default() -> Self {
        let mut palette = Self { line: Line::default(), found: Vec::new(), cursor: 0, top: 0 };
        palette.search();
        palette
    }
}

impl Palette {
    /// Finds again what the text means.
    pub fn search(&mut self) {
        let candidates: Vec<Candidate> = ACTIONS.iter().map(|info| Candidate::new([info.help, info.name])).collect();
        self.found =
            search(self.line.text(), &candidates).into_iter().map(|hit| ACTIONS[hit.candidate].action).collect();
        (self.cursor, self.top) = (0, 0);
    }

    /// The action under the cursor.
    pub fn chosen(&self) -> Option<Action> {
        self.found.get(self.cursor).copied()
    }
}
