//! The undo history of the view.

use crate::view::View;

/// The views before and after the current one.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    before: Vec<View>,
    after: Vec<View>,
}

/// Maximum number of undo steps.
const MAX_STEPS: usize = 200;

impl History {
    /// Records a view before it changes.
    pub(crate) fn push(&mut self, view: View) {
        self.after.clear();
        self.before.push(view);
        if self.before.len() > MAX_STEPS {
            self.before.remove(0);
        }
    }

    /// Returns the previous view; `now` becomes the next one.
    pub(crate) fn undo(&mut self, now: View) -> Option<View> {
        let view = self.before.pop()?;
        self.after.push(now);
        Some(view)
    }

    /// Returns the view that was undone last; `now` becomes the previous one.
    pub(crate) fn redo(&mut self, now: View) -> Option<View> {
        let view = self.after.pop()?;
        self.before.push(now);
        Some(view)
    }

    /// Whether there is a previous view.
    pub(crate) fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is an undone view.
    pub(crate) fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
