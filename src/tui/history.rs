//! Views before and after the one that is shown, for undo and redo.

use crate::view::View;

/// Views before and after the one that is shown.
#[derive(Debug, Clone, Default)]
pub struct History {
    before: Vec<View>,
    after: Vec<View>,
}

/// So many steps can be undone.
const MAX_STEPS: usize = 200;

impl History {
    /// Remembers a view that is about to change.
    pub fn push(&mut self, view: View) {
        self.after.clear();
        self.before.push(view);
        if self.before.len() > MAX_STEPS {
            self.before.remove(0);
        }
    }

    /// The view before this one.
    pub fn undo(&mut self, now: View) -> Option<View> {
        let view = self.before.pop()?;
        self.after.push(now);
        Some(view)
    }

    /// The view that was undone.
    pub fn redo(&mut self, now: View) -> Option<View> {
        let view = self.after.pop()?;
        self.before.push(now);
        Some(view)
    }

    /// Whether there is a view before this one.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is a view that was undone.
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
