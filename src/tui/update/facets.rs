//! Counts the facets after the frame, in parts between which a key can come.

use std::sync::Arc;

use crate::tui::state::State;

impl State {
    /// The height of the facet pane if its counts or rows are not those of the view.
    fn facets_to_count(&self) -> Option<usize> {
        let areas = self.layout();
        if !self.facets_open && areas.facets.is_empty() {
            return None;
        }
        let height = areas.facet_rows(self.facets_open);
        (self.facets.stale || self.facets.height != height).then_some(height)
    }

    /// Whether the facet pane is visible and must be recounted.
    pub(in crate::tui) fn facets_pending(&self) -> bool {
        self.facets_to_count().is_some()
    }

    /// Recounts the facets if they are visible; else they are recounted when they are shown again.
    pub(in crate::tui) fn prepare_facets(&mut self) {
        while self.facets_pending() {
            self.prepare_facets_in_part();
        }
        if !self.facets_open && self.layout().facets.is_empty() {
            self.facets.outdate();
        }
    }

    /// Recounts a part of the facets if they are visible; a key can come before the next part.
    pub(in crate::tui) fn prepare_facets_in_part(&mut self) {
        let Some(height) = self.facets_to_count() else { return };
        self.facets.height = height;
        self.facets.stale |= self.facets_are_of_other_data();
        if self.facets.stale {
            self.facets.count_next(&self.answered);
        } else {
            // In a pane of another height other values fit.
            self.facets.lay_out();
            self.facets.reveal();
        }
    }

    fn facets_are_of_other_data(&self) -> bool {
        !std::ptr::eq(self.facets.counted.as_ptr(), Arc::as_ptr(&self.answered.index))
    }

    /// Recounts visible facets at once if those counted are of another dataset: an earlier day of the same one has the same values.
    pub(in crate::tui) fn keep_facets_valid(&mut self) {
        let is_same = std::ptr::eq(self.facets.dataset.as_ptr(), Arc::as_ptr(&self.answered.index.whole));
        if self.facets_pending() && !is_same {
            self.prepare_facets();
        }
    }
}
