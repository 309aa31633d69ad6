//! (screen, input) → effects. The only way in: nothing else changes the screen.
//!
//! * this file — inputs to actions, and what an overlay answers
//! * [`browse`] — actions of the panes
//! * [`moving`] — the cursor
//! * [`time`] — the period that the query is limited to
//! * [`output`] — clipboard, exports, the command line of the view; [`shell`] — its quoting
//! * [`data`] — data that was read, at the start and later

mod browse;
mod data;
mod moving;
mod output;
mod shell;
mod time;

use super::action::{Action, Browse};
use super::app::{App, Input, Open};
use super::effect::{Done, Effect};
use super::key::Key;
use super::open::Reply;
use super::overlay::export::ExportDialogue;
use crate::sanitize;
use crossterm::event::{KeyCode, KeyModifiers};

impl App {
    /// Takes an input; returns what is to be done outside.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        let effects = if self.first_load.is_some() { self.while_loading(input) } else { self.take(input) };
        self.state.error_line = self.open.as_ref().is_some_and(|open| open.overlay.error_line());
        if self.first_load.is_none() {
            self.state.settle();
        }
        effects
    }

    /// Keys and pastes wait for the first data; what leaves the program or the screen does not.
    fn while_loading(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) if self.leaves_at_once(key).is_some() => self.leaves_at_once(key).into_iter().collect(),
            Input::Key(_) | Input::Paste(_) => {
                if let Some(load) = &mut self.first_load {
                    load.ahead.push(input);
                }
                Vec::new()
            }
            Input::Loading(share) => {
                if let Some(load) = &mut self.first_load {
                    load.share = share;
                }
                Vec::new()
            }
            Input::Loaded(workspace) => {
                let ahead = self.first_load.take().map(|load| load.ahead).unwrap_or_default();
                self.first_data(*workspace);
                ahead.into_iter().flat_map(|input| self.take(input)).collect()
            }
            Input::LoadFailed(message) => vec![Effect::Fail(format!("reading the data failed: {message}"))],
            Input::Resize(..) => self.take(input),
            Input::Click(..) | Input::Wheel(_) | Input::Done(_) => Vec::new(),
        }
    }

    fn take(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => {
                self.state.message = None;
                return self.key(key);
            }
            Input::Paste(text) => self.paste(&text),
            Input::Resize(width, height) => {
                self.state.size = (width, height);
                self.state.scroll_to_cursor();
            }
            Input::Click(x, y) => {
                if self.open.is_none() {
                    self.state.click(x, y);
                }
            }
            Input::Wheel(lines) => self.state.wheel(lines),
            Input::Loading(_) => {}
            Input::Loaded(workspace) => self.new_data(*workspace),
            Input::LoadFailed(message) => {
                self.state.warn(format!("reload failed, keeping previous data: {message}"));
            }
            Input::Done(done) => self.done(done),
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let action = self.state.keys.action(self.contexts(), key);
        let Some(mut open) = self.open.take() else {
            return action.map(|action| self.run(action)).unwrap_or_default();
        };
        // Suspending works over everything that has no other use for its key.
        if action.is_none() && self.suspends(key) {
            self.open = Some(open);
            return self.suspend();
        }
        let reply = if let Some(action) = action {
            open.overlay.act(action, &mut self.state, &open.before)
        } else {
            self.type_into(&mut open, key);
            Reply::Stay
        };
        self.reply(open, reply)
    }

    /// A key that is no action: an editing key of the text field, or a letter.
    fn type_into(&mut self, open: &mut Open, key: Key) {
        if let Some(line) = open.overlay.line() {
            if line.key(key).changed() {
                open.overlay.typed(&mut self.state, &open.before);
            }
        } else if let (KeyCode::Char(letter), KeyModifiers::NONE) = (key.code, key.modifiers) {
            open.overlay.letter(letter, &mut self.state);
        }
    }

    fn paste(&mut self, text: &str) {
        let Some(open) = &mut self.open else { return };
        if let Some(line) = open.overlay.line() {
            line.paste(text);
            open.overlay.typed(&mut self.state, &open.before);
        }
    }

    /// Does what an overlay answers.
    fn reply(&mut self, open: Open, reply: Reply) -> Vec<Effect> {
        let effects = match reply {
            Reply::Stay => {
                self.open = Some(open);
                Vec::new()
            }
            Reply::Do(effects) => {
                self.open = Some(open);
                effects
            }
            Reply::Close(effects) => {
                if !self.state.view.shows_the_same(&open.before) {
                    self.state.history.push(open.before);
                }
                effects
            }
            Reply::Leave => Vec::new(),
            Reply::Restore => {
                if self.state.view == open.before {
                    self.state.top = open.before_top;
                } else {
                    self.state.restore(open.before, open.before_top);
                }
                Vec::new()
            }
            Reply::Run(action) => self.run(action),
        };
        self.state.facets_open = self.open.as_ref().is_some_and(|open| open.overlay.is_facets());
        self.state.scroll_to_cursor();
        effects
    }

    /// Runs an action of the panes, as its key or the palette would.
    pub(super) fn run(&mut self, action: Action) -> Vec<Effect> {
        let info = action.info();
        if let Some(missing) = self.state.missing(info.need) {
            self.state.say(format!("{}: {missing}", info.short));
            return Vec::new();
        }
        match action {
            Action::Browse(action) => self.browse(action),
            Action::Lens(at) => {
                self.state.look_through(at);
                Vec::new()
            }
            // Keys of overlays are listed in the help and mean nothing outside.
            _ => {
                self.state.say(format!("{} is not available here", info.short));
                Vec::new()
            }
        }
    }

    fn done(&mut self, done: Done) {
        let closes = self.open.as_mut().is_some_and(|open| open.overlay.done(&done));
        if closes {
            self.open = None;
        }
        match done {
            Done::Said(message) => self.state.say(message),
            Done::Failed(message) => self.state.warn(message),
            Done::Exported(request, message) => {
                self.state.last_export = Some(request);
                self.state.say(message);
            }
            Done::Exists(request) => {
                // An export repeated by key, to a file that was changed since.
                if self.open.is_none() {
                    self.open(ExportDialogue::asking(&self.state, &request));
                }
                let name = request.path.map(|path| sanitize::path(&path)).unwrap_or_default();
                let text =
                    format!("{name} already exists; {{overlay-accept}} replaces it, {{overlay-cancel}} does not");
                self.state.warn(text);
            }
        }
    }

    /// Suspends the program, as the signal does that a terminal sends for it.
    pub fn suspend(&mut self) -> Vec<Effect> {
        self.run(Action::Browse(Browse::Suspend))
    }
}
