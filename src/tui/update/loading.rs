//! Keys during the first load. All of them are kept and handled when the data is there, in order, so that none is lost and
//! none is answered from data that is incomplete. Meanwhile these work:
//!
//! * quitting and suspending, unless the key is part of a text that is being typed
//! * the help, up to choosing an action from it
//! * typing in the filter bar, which is shown but not applied
//!
//! Help and filter bar are shown for the time of the load only: they are opened again with the data, by the same keys.
//! Everything else needs records, names or counts.

use crate::tui::action::{Action, Browse, Context, Overlay as InOverlay};
use crate::tui::app::{App, Input};
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::overlay::early_filter::EarlyFilter;
use crate::tui::overlay::palette::Palette;

impl App {
    /// Handles an input during the first load.
    pub(super) fn while_loading(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => {
                if let Some(effect) = self.key_while_loading(key) {
                    return vec![effect];
                }
                self.keep(Input::Key(key));
            }
            Input::Paste(text) => {
                self.paste(&text);
                self.keep(Input::Paste(text));
            }
            Input::Loading(progress) => {
                if let Some(load) = &mut self.first_load {
                    load.progress = progress;
                }
            }
            Input::Loaded(workspace) => {
                let queued = self.first_load.take().map(|load| load.queued).unwrap_or_default();
                self.open = None;
                let mut effects = self.first_data(*workspace);
                effects.extend(queued.into_iter().flat_map(|input| self.answer(input)));
                return effects;
            }
            Input::LoadFailed(message) => return vec![Effect::Fail(format!("loading failed: {message}"))],
            Input::Resize(..) | Input::Background(_) => return self.handle(input),
            Input::Click(..) | Input::Wheel(_) | Input::Done(_) | Input::WordsIndexed | Input::IndexingFailed(_) => {}
        }
        Vec::new()
    }

    fn keep(&mut self, input: Input) {
        if let Some(load) = &mut self.first_load {
            load.queued.push(input);
        }
    }

    /// Shows what a key does, as far as that is possible without data. Returns its effect if it is not to be kept.
    fn key_while_loading(&mut self, key: Key) -> Option<Effect> {
        let hidden = self.first_load.as_ref().is_some_and(|load| load.hidden);
        if self.open.is_some() {
            return self.key_in_shown(key);
        }
        if hidden {
            let action = self.state.keys.action(&[Context::Overlay], key);
            self.set_hidden(!matches!(action, Some(Action::Overlay(InOverlay::Accept | InOverlay::Cancel))));
            return (action.is_none() && self.is_suspend_key(key)).then_some(Effect::Suspend);
        }
        match self.state.keys.action(&[Context::Browse], key) {
            Some(Action::Browse(Browse::Quit)) => return Some(Effect::Quit),
            Some(Action::Browse(Browse::Suspend)) => return Some(Effect::Suspend),
            Some(Action::Browse(Browse::Help)) => self.open(Palette::default()),
            Some(Action::Browse(Browse::Filter)) if self.knows_query() => {
                self.open(EarlyFilter::new(self.initial_view.query.trim()));
            }
            Some(Action::Browse(action)) => self.act_later(takes_text(action)),
            Some(_) => self.act_later(false),
            None => {}
        }
        None
    }

    /// A key in the help or the filter bar.
    fn key_in_shown(&mut self, key: Key) -> Option<Effect> {
        let action = self.state.keys.action(self.contexts(), key);
        let mut open = self.open.take()?;
        match action {
            Some(Action::Overlay(InOverlay::Cancel)) => {}
            Some(Action::Overlay(_)) => self.act_later(false),
            Some(action @ Action::Menu(_)) => {
                open.overlay.act(action, &mut self.state, &open.before);
                self.open = Some(open);
            }
            // Completions and the history are not shown.
            Some(_) => self.act_later(true),
            None if self.is_suspend_key(key) => {
                self.open = Some(open);
                return Some(Effect::Suspend);
            }
            None => {
                self.type_into(&mut open, key);
                self.open = Some(open);
            }
        }
        None
    }

    fn set_hidden(&mut self, hidden: bool) {
        if let Some(load) = &mut self.first_load {
            load.hidden = hidden;
        }
    }

    /// Notes that an action is queued, and whether what it opens takes the next keys.
    fn act_later(&mut self, hidden: bool) {
        if let Some(load) = &mut self.first_load {
            (load.acted, load.hidden) = (true, hidden);
        }
    }

    /// Whether the filter bar would have the query of the command line: not if that is of a view of the dataset, or if an
    /// action is waiting that may change it.
    fn knows_query(&self) -> bool {
        let acted = self.first_load.as_ref().is_some_and(|load| load.acted);
        self.initial_view.view.is_none() && self.initial_view.as_of.is_none() && !acted
    }
}

/// Whether an action opens something that takes the next keys as text.
fn takes_text(action: Browse) -> bool {
    use Browse as B;
    matches!(
        action,
        B::Filter
            | B::PickPerson
            | B::PickTopic
            | B::PickParty
            | B::PickPlace
            | B::PickSource
            | B::PickDocument
            | B::Facets
            | B::AsOf
            | B::GoTo
            | B::SaveView
            | B::OpenView
            | B::Export
            | B::Narrow
    )
}
