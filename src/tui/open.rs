//! The interface between [`super::app`] and the overlays in [`super::overlay`].

use ratatui::layout::Position;

use super::action::{Action, Context};
use super::effect::{Effect, Outcome};
use super::layout::Areas;
use super::line::Line;
use super::state::State;
use super::ui::paint::Paint;
use crate::lens::card::Subject;
use crate::view::View;

/// What to do after an overlay has handled a key.
#[derive(Debug)]
pub(crate) enum Reply {
    /// Keep the overlay open.
    Stay,
    /// Keep it open and perform effects.
    Do(Vec<Effect>),
    /// Close it, keep the view and perform effects. If the view has changed, the change can be undone.
    Close(Vec<Effect>),
    /// Close it without adding to the history, which has any changes already.
    Leave,
    /// Close it and restore the previous view.
    Restore,
    /// Close it and run an action of the panes.
    Run(Action),
    /// Close it, restore the previous view and open a card. The facet pane, whose changes have been kept, only closes.
    Card(Subject),
}

impl Reply {
    /// [`Close`](Self::Close) without effects.
    pub(crate) fn close() -> Self {
        Self::Close(Vec::new())
    }
}

/// A hint: an action, shown with its key and a label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint {
    /// The action.
    pub(crate) action: Action,
    /// The label.
    pub(crate) label: &'static str,
}

impl Hint {
    /// Creates a hint with the short label of the action.
    pub(crate) fn of(action: Action) -> Self {
        Self { action, label: action.info().short }
    }

    /// Creates a hint with another label.
    pub(crate) fn labelled(action: Action, label: &'static str) -> Self {
        Self { action, label }
    }
}

/// An overlay over the panes.
pub(crate) trait Overlay {
    /// The contexts in which its keys are looked up, the most specific first.
    fn contexts(&self) -> &'static [Context];

    /// Handles an action of these contexts. `before` is the view from before the overlay was opened.
    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply;

    /// The text field for other keys and pasted text, if there is one at the moment.
    fn line(&mut self) -> Option<&mut Line> {
        None
    }

    /// Called when the text has changed.
    fn typed(&mut self, _state: &mut State, _before: &View) {}

    /// Whether something that follows from the text is left to compute after the frame, see [`settle`](Self::settle).
    fn is_pending(&self) -> bool {
        false
    }

    /// Computes a part of what was left for after the frame; a key can come before the next part.
    fn settle(&mut self, _state: &State) {}

    /// Handles a character when there is no text field. Returns whether it was used.
    fn letter(&mut self, _letter: char, _state: &mut State) -> bool {
        false
    }

    /// Handles the outcome of an effect. Returns whether to close the overlay.
    fn done(&mut self, _outcome: &Outcome) -> bool {
        false
    }

    /// Called after a reload to rebuild what was derived from the data. Returns whether the overlay can stay open.
    fn reloaded(&mut self, state: &mut State) -> bool;

    /// Whether it needs the line below the filter bar for an error.
    fn error_line(&self) -> bool {
        false
    }

    /// Whether the list behind it is outdated because its text is invalid.
    fn is_stale(&self) -> bool {
        false
    }

    /// Where it is drawn.
    fn place(&self) -> Place {
        Place::Over
    }

    /// Whether it is the facet pane, which has an area of its own.
    fn is_facets(&self) -> bool {
        false
    }

    /// Hints, the most important first.
    fn hints(&self, state: &State) -> Vec<Hint>;

    /// Draws the overlay. Returns the position of the text cursor.
    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position>;
}

/// Where an overlay is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Over the panes.
    Over,
    /// Instead of the filter bar.
    FilterBar,
    /// Instead of the status bar.
    StatusBar,
}

/// The hints for accepting, with this label, and cancelling.
pub(crate) fn accept_or_cancel(label: &'static str) -> [Hint; 2] {
    use super::action::Overlay as O;
    [Hint::labelled(Action::Overlay(O::Accept), label), Hint::of(Action::Overlay(O::Cancel))]
}
