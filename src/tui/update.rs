//! Handling of input: (application, input) → effects. Nothing else changes the application.
//!
//! * this file — dispatches input to actions and to the overlay
//! * [`browse`] — actions of the panes
//! * [`moving`] — moving the cursor; [`goto`] — to a date, percentage or id
//! * [`idle`] — why a key did nothing
//! * [`time`] — the period of the query
//! * [`output`] — clipboard, exports, the command line for a view; [`shell`] — its quoting
//! * [`data`] — loaded and reloaded data; [`loading`] — keys during the first load
//! * [`facets`] — counting facets in parts

mod browse;
mod data;
mod facets;
pub(super) mod goto;
mod idle;
mod loading;
mod moving;
mod output;
mod shell;
mod time;

use super::action::{Action, Browse};
use super::app::{App, Input, Open};
use super::data::Problems;
use super::effect::{Effect, Outcome};
use super::key::Key;
use super::open::Reply;
use super::overlay::export::ExportDialog;
use crate::sanitize;
use crossterm::event::{KeyCode, KeyModifiers};

impl App {
    /// Handles an input. Returns the effects to perform.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        let effects = self.answer(input);
        self.settle();
        effects
    }

    /// Computes what [`answer`](Self::answer) has left: completions and the counts of facets.
    pub fn settle(&mut self) {
        while self.is_pending() {
            self.settle_in_part();
        }
        if self.first_load.is_none() {
            self.state.prepare_facets();
        }
    }

    /// Computes a part of it, so that a key can come before the next part. Returns whether what is shown may have changed.
    pub fn settle_in_part(&mut self) -> bool {
        if let Some(open) = self.open.as_mut().filter(|open| open.overlay.is_pending()) {
            open.overlay.settle(&self.state);
            return !open.overlay.is_pending();
        }
        if self.first_load.is_none() {
            self.state.prepare_facets_in_part();
        }
        !self.is_pending()
    }

    /// Whether [`settle`](Self::settle) has anything to do.
    pub fn is_pending(&self) -> bool {
        let overlay = self.open.as_ref().is_some_and(|open| open.overlay.is_pending());
        overlay || (self.first_load.is_none() && self.state.facets_pending())
    }

    /// Handles an input up to what the list, the strip and the detail pane show. What is slower is left for after the frame,
    /// where the next key can come before it. Returns the effects to perform.
    pub fn answer(&mut self, input: Input) -> Vec<Effect> {
        // Only the keys of the facet pane depend on what it shows.
        if self.first_load.is_none() && self.state.facets_open {
            self.state.prepare_facets();
        }
        let height = self.state.list_height();
        let effects = if self.first_load.is_some() { self.while_loading(input) } else { self.handle(input) };
        let effects = self.after_indexing(effects);
        self.state.error_line = self.open.as_ref().is_some_and(|open| open.overlay.error_line());
        if self.first_load.is_none() {
            // The error line takes a row, and gives it back.
            if self.state.list_height() != height {
                self.state.scroll_to_cursor();
            }
            self.state.prepare_detail();
            self.state.keep_facets_valid();
        }
        effects
    }

    fn handle(&mut self, input: Input) -> Vec<Effect> {
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
            Input::Background(background) => self.state.background = Some(background),
            Input::Loading(_) => {}
            Input::Loaded(workspace) => return self.new_data(*workspace),
            Input::WordsIndexed => return self.words_indexed(),
            Input::IndexingFailed(message) => return vec![Effect::Fail(format!("indexing failed: {message}"))],
            Input::LoadFailed(message) => {
                self.state.warn(format!("reload failed, keeping previous data: {message}"));
                self.state.failed_reload = Some(Problems::of(message));
                self.rebuild_overlay();
            }
            Input::Done(done) => self.done(done),
        }
        Vec::new()
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let action = self.state.keys.action(self.contexts(), key);
        let Some(mut open) = self.open.take() else {
            if let Some(action) = action {
                return self.run_or_explain(action);
            }
            self.state.notify(format!("{key} has no action; {{help}} lists the keys"));
            return Vec::new();
        };
        // Suspending works in every overlay that does not bind its key.
        if action.is_none() && self.is_suspend_key(key) {
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

    /// Handles a key without an action: an editing key, or a character.
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

    /// Carries out the reply of an overlay.
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
                self.restore(open);
                Vec::new()
            }
            Reply::Card(subject) => {
                if !open.overlay.is_facets() {
                    self.restore(open);
                }
                self.state.open_card(subject);
                Vec::new()
            }
            Reply::Run(action) => self.run(action),
        };
        self.state.facets_open = self.open.as_ref().is_some_and(|open| open.overlay.is_facets());
        self.state.scroll_to_cursor();
        effects
    }

    /// Restores the view from before an overlay was opened.
    fn restore(&mut self, open: Open) {
        if self.state.view == open.before {
            self.state.top = open.before_top;
        } else {
            self.state.restore(open.before, open.before_top);
        }
    }

    /// Runs an action of the panes, from a key or from the palette.
    pub(super) fn run(&mut self, action: Action) -> Vec<Effect> {
        let info = action.info();
        if let Some(missing) = self.state.missing(info.need) {
            self.state.notify(format!("{}: {missing}", info.short));
            return Vec::new();
        }
        match action {
            Action::Browse(action) => self.browse(action),
            Action::Lens(at) => {
                self.state.select_lens(at);
                Vec::new()
            }
            // The palette lists the actions of overlays as well.
            _ => {
                self.state.notify(format!("{} is not available here", info.short));
                Vec::new()
            }
        }
    }

    fn done(&mut self, outcome: Outcome) {
        let closes = self.open.as_mut().is_some_and(|open| open.overlay.done(&outcome));
        if closes {
            self.open = None;
        }
        match outcome {
            Outcome::Succeeded(message) => self.state.notify(message),
            Outcome::Failed(message) => self.state.warn(message),
            Outcome::Exported(request, message) => {
                self.state.last_export = Some(request);
                self.state.notify(message);
            }
            Outcome::Exists(request) => {
                // A repeated export, to a file that has changed since.
                if self.open.is_none() {
                    self.open(ExportDialog::confirming(&self.state, &request));
                }
                let name = request.path.map(|path| sanitize::path(&path)).unwrap_or_default();
                let text =
                    format!("{name} already exists; {{overlay-accept}} to overwrite, {{overlay-cancel}} to cancel");
                self.state.warn(text);
            }
        }
    }

    /// Suspends the program, as on SIGTSTP.
    pub(crate) fn suspend(&mut self) -> Vec<Effect> {
        self.run(Action::Browse(Browse::Suspend))
    }
}
