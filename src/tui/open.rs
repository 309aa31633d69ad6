//! What an overlay is: the contract between [`super::app`] and the files of [`super::overlay`].

use ratatui::layout::Position;

use super::action::{Action, Context};
use super::effect::{Effect, Outcome};
use super::layout::Areas;
use super::line::Line;
use super::state::State;
use super::ui::paint::Paint;
use crate::view::View;

/// What is to be done after a key.
#[derive(Debug)]
pub enum Reply {
    /// The overlay stays open.
    Stay,
    /// It stays open, and this is to be done outside.
    Do(Vec<Effect>),
    /// It closes, and what is shown stays; a change of the view can be undone.
    Close(Vec<Effect>),
    /// It closes, and nothing else: what was changed meanwhile is in the history already.
    Leave,
    /// It closes, and the view from before is shown again.
    Restore,
    /// It closes, and an action of the panes is run.
    Run(Action),
}

impl Reply {
    /// It closes, with nothing to be done outside.
    pub fn close() -> Self {
        Self::Close(Vec::new())
    }
}

/// A key in a hint with the word for it.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The action.
    pub action: Action,
    /// What it does here, in a word or two.
    pub label: &'static str,
}

impl Hint {
    /// A hint with the action's own short name.
    pub fn of(action: Action) -> Self {
        Self { action, label: action.info().short }
    }

    /// A hint with another word.
    pub fn labelled(action: Action, label: &'static str) -> Self {
        Self { action, label }
    }
}

/// Something open over the panes.
pub trait Overlay {
    /// The contexts in which its keys are looked up, the nearest first.
    fn contexts(&self) -> &'static [Context];

    /// Takes an action of these contexts. `before` is the view from before it was opened.
    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply;

    /// The text field that takes other keys and pasted text, if there is one now.
    fn line(&mut self) -> Option<&mut Line> {
        None
    }

    /// The text is another.
    fn typed(&mut self, _state: &mut State, _before: &View) {}

    /// Takes a letter where there is no text field; tells whether it meant anything.
    fn letter(&mut self, _letter: char, _state: &mut State) -> bool {
        false
    }

    /// An effect that it asked for is done; tells whether the overlay closes.
    fn done(&mut self, _outcome: &Outcome) -> bool {
        false
    }

    /// The data is another: what was taken from the old is to be built anew. Tells whether the overlay can stay open.
    fn reloaded(&mut self, state: &mut State) -> bool;

    /// Whether it needs the line under the filter bar.
    fn error_line(&self) -> bool {
        false
    }

    /// Whether what is shown behind it is not what its text asks for, because that is wrong.
    fn is_stale(&self) -> bool {
        false
    }

    /// Whether it takes the place of the filter bar, or of the status bar.
    fn place(&self) -> Place {
        Place::Over
    }

    /// Whether it is the facet pane, which has a place of its own.
    fn is_facets(&self) -> bool {
        false
    }

    /// Its keys, the most needed first.
    fn hints(&self, state: &State) -> Vec<Hint>;

    /// Draws it; returns the position of the text cursor.
    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position>;
}

/// Where an overlay is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Over the panes.
    Over,
    /// Instead of the filter bar.
    FilterBar,
    /// Instead of the status bar.
    StatusBar,
}

/// The hints of closing an overlay, with the word for applying it.
pub fn accept_or_cancel(label: &'static str) -> [Hint; 2] {
    use super::action::Overlay as O;
    [Hint::labelled(Action::Overlay(O::Accept), label), Hint::of(Action::Overlay(O::Cancel))]
}
