//! Takes steps on a screen without a terminal, and checks what each must leave as it was: undo and redo, cancelling, marks,
//! reloads. What holds on every screen is in [`laws`].

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use demarche::config::Settings;
use demarche::index::Snapshots;
use demarche::sanitize::is_hostile;
use demarche::tui::action::{Action, Browse, Context};
use demarche::tui::app::{App, InitialView, Input, Start};
use demarche::tui::effect::{Effect, ExportRequest, Outcome, Overwrite};
use demarche::tui::key::Key;
use demarche::tui::keymap::KeyMap;
use demarche::view::{Marks, View};

use super::data::{Saved, snapshots, workspace};
use super::laws;
use super::step::{Answer, Step};

/// What did not hold, in words.
type Checked = Result<(), String>;

/// Fails with this text unless the condition holds.
macro_rules! hold {
    ($condition:expr, $($text:tt)+) => {
        if !$condition {
            return Err(format!($($text)+));
        }
    };
}
pub(super) use hold;

/// A screen with what the model knows of it.
pub(crate) struct Screen {
    app: App,
    keys: KeyMap,
    /// The file as it is shown, and whether it has errors.
    text: String,
    errors: bool,
    /// The same data, read and indexed once more.
    again: Rc<Snapshots>,
    /// How often other data came.
    generation: usize,
    /// The view and the data when the overlay was opened that is open.
    opened: Option<(View, usize)>,
    /// Whether that is the help.
    is_help: bool,
    exported: Option<ExportRequest>,
}

fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_225_600, 0).expect("2026-01-01T00:00:00Z")
}

/// Whether the cursor is on a cell, which stands for several records; after a change it may be on another record of it.
fn is_cell(view: &View) -> bool {
    !["timeline", "quotes"].contains(&view.lens) || view.mode.as_deref() == Some("concordance")
}

impl Screen {
    /// The dataset of the tests, on a screen of the usual size.
    pub(crate) fn new() -> Self {
        let start = Start {
            initial_view: InitialView::default(),
            keys: KeyMap::default(),
            settings: Settings::default(),
            queries: vec!["by:anna".into(), "kind:talks trade".into()],
            saved: Vec::new(),
            notices: Vec::new(),
            data_args: vec!["data.toml".into()],
            clock,
        };
        let text = Saved::Whole.text();
        let mut app = App::new(start);
        app.update(Input::Resize(100, 30));
        app.update(Input::Loaded(Box::new(workspace(&text).0)));
        Self {
            app,
            keys: KeyMap::default(),
            again: snapshots(&text),
            text,
            errors: false,
            generation: 0,
            opened: None,
            is_help: false,
            exported: None,
        }
    }

    /// Takes a step. What is costly to check is checked after some steps, and after the last.
    pub(crate) fn take(&mut self, step: &Step, last: bool) -> Checked {
        match step {
            Step::Key(name) => {
                if let Some(key) = Key::parse(name) {
                    self.key(key)?;
                }
            }
            Step::Type(text) => {
                for letter in text.chars().take(200) {
                    let name = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
                    if let Some(key) = Key::parse(&name) {
                        self.key(key)?;
                    }
                }
            }
            Step::Paste(text) => self.input(Input::Paste(text.clone()))?,
            Step::Click(x, y) => self.input(Input::Click(*x, *y))?,
            Step::Wheel(lines) => {
                self.input(Input::Wheel(*lines))?;
                // The wheel moves the cursor under an overlay; what that changes leads back to before or after it.
                self.opened = None;
            }
            Step::Resize(width, height) => self.input(Input::Resize(*width, *height))?,
            Step::Save(saved) => self.save(saved)?,
            Step::LoadFailed => {
                let before = self.app.state().view().clone();
                self.input(Input::LoadFailed("no such file".into()))?;
                hold!(*self.app.state().view() == before, "a failed load changed the view");
            }
            Step::Answer(answer) => self.answer(*answer)?,
        }
        laws::check(&self.app, &self.again)?;
        if last {
            laws::check_exports(&self.app, &self.again)?;
        }
        if last || matches!(step, Step::Resize(..)) {
            laws::check_drawing(&self.app)?;
        }
        Ok(())
    }

    /// Whether an overlay is open.
    fn is_open(&self) -> bool {
        self.app.contexts() != [Context::Browse]
    }

    /// Whether the lens is a grid, whose cells stand for several records.
    fn in_grid(&self) -> bool {
        let view = self.app.state().view();
        let is_table = view.mode.as_deref() == Some("changes");
        ["positions", "accounts", "people", "proposals"].contains(&view.lens) && !is_table
    }

    fn view(&self) -> View {
        self.app.state().view().clone()
    }

    fn input(&mut self, input: Input) -> Checked {
        for effect in self.app.update(input) {
            match effect {
                // Other texts, and URLs, are sanitized where the effect is performed; this one is quoted for a shell instead.
                Effect::Copy { text, what } if what == "the command line" => {
                    hold!(!text.contains(is_hostile), "copied: {text:?}");
                }
                Effect::Export(request) => self.exported = Some(request),
                Effect::Fail(message) => return Err(format!("ended: {message}")),
                Effect::Copy { .. }
                | Effect::OpenUrl(_)
                | Effect::Edit(_)
                | Effect::Remember(_)
                | Effect::SaveView(_)
                | Effect::IndexWords
                | Effect::Reload
                | Effect::Suspend
                | Effect::Quit => {}
            }
        }
        Ok(())
    }

    /// Takes a key, and sees whether what it changed can be undone.
    fn key(&mut self, key: Key) -> Checked {
        let (before, marks) = (self.view(), self.app.state().marks().clone());
        let was_open = self.is_open();
        let current = self.current();
        let action = self.keys.action(&[Context::Browse], key).filter(|_| !was_open);
        self.input(Input::Key(key))?;
        match (was_open, self.is_open()) {
            (false, true) => {
                // The facet pane applies each choice at once.
                self.is_help = action == Some(Action::Browse(Browse::Help));
                self.opened =
                    Some((before, self.generation)).filter(|_| !self.app.contexts().contains(&Context::Facets));
            }
            (true, false) => {
                let opened = self.opened.take();
                // Help runs what was chosen in it.
                if std::mem::take(&mut self.is_help) {
                    return Ok(());
                }
                if let Some((view, generation)) = opened
                    && generation == self.generation
                {
                    self.closed(key, &view)?;
                }
            }
            (false, false) => match action {
                // All records of the cell are marked.
                Some(Action::Browse(Browse::Mark)) if is_cell(self.app.state().view()) => return Ok(()),
                Some(Action::Browse(Browse::Mark)) => {
                    let mut expected = marks;
                    if self.in_grid() {
                        // All records of a cell are marked together.
                        hold!(*self.app.state().marks() != expected || current.is_none(), "the key marked nothing");
                        return Ok(());
                    }
                    if let Some(id) = current
                        && !expected.remove(&*id)
                    {
                        expected.insert(id.into());
                    }
                    hold!(*self.app.state().marks() == expected, "the key marked other records");
                    return Ok(());
                }
                Some(Action::Browse(Browse::Undo)) => self.steps_back("Ctrl-r", "u", &before)?,
                _ => self.steps_back("u", "Ctrl-r", &before)?,
            },
            (true, true) => {}
        }
        hold!(*self.app.state().marks() == marks, "marks changed");
        Ok(())
    }

    /// An overlay is closed: cancelled, it leaves nothing; else the change can be undone.
    fn closed(&mut self, key: Key, before: &View) -> Checked {
        if Some(key) == Key::parse("Esc") {
            hold!(self.view() == *before, "cancelling left {:?}, not {before:?}", self.view());
        }
        self.steps_back("u", "Ctrl-r", before)
    }

    /// One key leads back to the view from before, if what is shown has changed, and another to that after.
    fn steps_back(&mut self, back: &str, forth: &str, before: &View) -> Checked {
        let after = self.view();
        if after.shows_the_same(before) {
            return Ok(());
        }
        for (name, expected) in [(back, before), (forth, &after)] {
            self.input(Input::Key(Key::parse(name).expect("a key")))?;
            let same = self.view() == *expected || is_cell(expected) && self.view().shows_the_same(expected);
            hold!(same, "{name} led to {:?}, not {expected:?}", self.view());
        }
        Ok(())
    }

    fn current(&self) -> Option<String> {
        let record = self.app.state().current()?;
        Some(self.app.index().id(record).to_owned())
    }

    /// Saves the file and has it read: good data comes in, broken data does not replace it, and what is still there stays.
    fn save(&mut self, saved: &Saved) -> Checked {
        let text = saved.text();
        let (data, errors) = workspace(&text);
        let (before, marks, current) = (self.view(), self.app.state().marks().clone(), self.current());
        let old = Arc::clone(&self.app.index().whole);
        let same = text == self.text;
        self.input(Input::Loaded(Box::new(data)))?;
        let view = self.view();
        if errors && !self.errors {
            hold!(Arc::ptr_eq(&old, &self.app.index().whole), "broken data replaced good data");
            hold!(view == before, "broken data changed the view to {view:?} from {before:?}");
            hold!(*self.app.state().marks() == marks, "broken data changed the marks");
            return Ok(());
        }
        self.again = snapshots(&text);
        (self.text, self.errors) = (text, errors);
        self.generation += 1;
        let whole = self.again.whole();
        let kept: Marks = marks.into_iter().filter(|id| whole.find(id).is_some()).collect();
        hold!(*self.app.state().marks() == kept, "marks are {:?}, not {kept:?}", self.app.state().marks());
        if same {
            hold!(view == before, "the same data changed the view to {view:?} from {before:?}");
        }
        if !self.is_open() && !is_cell(&view) {
            hold!(view.query == before.query, "the query is {:?}, not {:?}", view.query, before.query);
            let index = self.app.index();
            let still = current.and_then(|id| index.find(&id));
            // The record of a cell is its last one, and the data may have brought another.
            let in_list = still.filter(|_| !self.in_grid());
            if let Some(record) = in_list.filter(|record| self.app.state().selection().records.contains(*record)) {
                hold!(self.app.state().current() == Some(record), "the cursor left {}", index.id(record));
            }
        }
        Ok(())
    }

    fn answer(&mut self, answer: Answer) -> Checked {
        let Some(request) = self.exported.clone() else { return Ok(()) };
        let done = match answer {
            Answer::Exists => Outcome::Exists(ExportRequest { overwrite: Overwrite::Never, ..request }),
            Answer::Failed => Outcome::Failed("no space left on device".into()),
            Answer::Written => {
                let path = Some(PathBuf::from("out.md"));
                Outcome::Exported(ExportRequest { path, overwrite: Overwrite::Confirmed, ..request }, "written".into())
            }
        };
        self.input(Input::Done(done))?;
        // The dialogue can open by itself here, or close.
        self.opened = None;
        Ok(())
    }
}
