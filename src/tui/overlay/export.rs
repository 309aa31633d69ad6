//! The export dialogue: format, file or clipboard, what goes in, and the first lines of the result.

mod draw;

use std::path::PathBuf;

use ratatui::layout::Position;

use crate::export::FORMATS;
use crate::tui::action::{self, Action, Context};
use crate::tui::effect::{Done, Effect, ExportRequest};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// What in the dialogue has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// The format.
    Format,
    /// The file, or the clipboard.
    Target,
    /// The name of the file.
    File,
    /// Selected or marked records.
    Records,
    /// Events around selected quotes.
    Context,
}

/// The dialogue.
#[derive(Debug)]
pub struct ExportDialogue {
    /// What has the keys.
    field: Field,
    /// The position of the format among [`FORMATS`].
    format: usize,
    /// Whether the result goes to the clipboard instead of a file.
    to_clipboard: bool,
    /// The name of the file.
    file: Line,
    /// Whether only marked records are written.
    marked: bool,
    /// Whether events around selected quotes are written.
    with_context: bool,
    /// Whether the person was asked, because there is a file of that name; it is replaced then.
    confirm: bool,
    /// The first lines of the result.
    preview: Vec<String>,
    /// What was typed to choose a format by name.
    typed: String,
}

impl ExportDialogue {
    /// The dialogue for what is shown; the file is called after the query, or after the dataset.
    pub fn new(state: &State) -> Self {
        let view = state.view();
        let title = &state.index().dataset.about.title;
        let words = if view.query.is_empty() || !view.filtered { title } else { view.query.as_str() };
        let mut dialogue = Self::with_stem(&stem(words));
        dialogue.preview(state);
        dialogue
    }

    fn preview(&mut self, state: &State) {
        self.preview = state.first_lines(&self.request());
    }

    /// The dialogue with a name for the file, without ending.
    fn with_stem(stem: &str) -> Self {
        Self {
            field: Field::Format,
            format: 0,
            to_clipboard: false,
            file: Line::new(&format!("{stem}.{}", FORMATS[0].extension)),
            marked: false,
            with_context: false,
            confirm: false,
            preview: Vec::new(),
            typed: String::new(),
        }
    }

    /// The fields that there are now.
    fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Format, Field::Target, Field::File, Field::Records, Field::Context];
        fields.retain(|field| *field != Field::File || !self.to_clipboard);
        fields
    }

    /// Moves to the next field, or to the one before.
    fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let to = if forward { at + 1 } else { at + fields.len() - 1 };
        self.field = fields[to % fields.len()];
        self.typed.clear();
    }

    /// Chooses a format; the file's ending follows where it was that of the format before.
    fn choose(&mut self, format: usize) {
        let old = format!(".{}", FORMATS[self.format].extension);
        if let Some(stem) = self.file.text().strip_suffix(&old) {
            self.file = Line::new(&format!("{stem}.{}", FORMATS[format].extension));
        }
        self.format = format;
        self.confirm = false;
    }

    /// Takes a letter that chooses a format by its name.
    fn type_format(&mut self, letter: char) {
        for typed in [format!("{}{letter}", self.typed), letter.to_string()] {
            let lower = typed.to_lowercase();
            let found = FORMATS
                .iter()
                .position(|format| format.name.starts_with(&lower) || format.extension.starts_with(&lower));
            if let Some(format) = found {
                self.typed = typed;
                self.choose(format);
                return;
            }
        }
    }

    /// Takes another value of the field.
    fn change(&mut self, forward: bool, marks: bool) {
        let formats = FORMATS.len();
        match self.field {
            Field::Format => {
                let to = if forward { self.format + 1 } else { self.format + formats - 1 };
                self.choose(to % formats);
            }
            Field::Target => self.to_clipboard = !self.to_clipboard,
            Field::Records => self.marked = !self.marked && marks,
            Field::Context => self.with_context = !self.with_context,
            Field::File => {}
        }
    }

    /// What the dialogue asks for.
    fn request(&self) -> ExportRequest {
        ExportRequest {
            format: FORMATS[self.format].name,
            path: (!self.to_clipboard).then(|| PathBuf::from(expand(self.file.text().trim()))),
            overwrite: self.confirm,
            marked: self.marked,
            with_context: self.with_context,
        }
    }
}

/// `~/` as people write it.
fn expand(path: &str) -> String {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest).display().to_string(),
        _ => path.to_owned(),
    }
}

/// A file name from words: `topic:territory by:putin` becomes `topic-territory-by-putin`.
fn stem(words: &str) -> String {
    let folded = crate::names::fold(words);
    let mut stem = String::new();
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            stem.push(c);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
        if stem.len() >= 40 {
            break;
        }
    }
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "export".into() } else { stem.to_owned() }
}

impl Overlay for ExportDialogue {
    fn contexts(&self) -> &'static [Context] {
        // In the name of the file the keys for values belong to the text.
        match self.field {
            Field::File => &[Context::Export, Context::Overlay],
            _ => &[Context::Export, Context::ExportValue, Context::Overlay],
        }
    }

    fn act(&mut self, action: Action, state: &mut State, _: &View) -> Reply {
        use action::{Export as E, ExportValue as V, Overlay as O};
        match action {
            Action::Overlay(O::Cancel) => return Reply::Restore,
            Action::Overlay(O::Accept) => {
                let request = self.request();
                if request.path.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
                    self.field = Field::File;
                    state.warn("the file needs a name");
                    return Reply::Stay;
                }
                return Reply::Do(vec![Effect::Export(request)]);
            }
            Action::Export(E::NextField) => self.step(true),
            Action::Export(E::PreviousField) => self.step(false),
            Action::ExportValue(V::Next) => self.change(true, !state.marks.is_empty()),
            Action::ExportValue(V::Previous) => self.change(false, !state.marks.is_empty()),
            _ => return Reply::Stay,
        }
        self.preview(state);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        (self.field == Field::File).then_some(&mut self.file)
    }

    fn typed(&mut self, _: &mut State, _: &View) {
        self.confirm = false;
    }

    fn letter(&mut self, letter: char, state: &mut State) -> bool {
        if self.field == Field::Format {
            self.type_format(letter);
            self.preview(state);
        }
        self.field == Field::Format
    }

    fn done(&mut self, done: &Done) -> bool {
        match done {
            Done::Exported(..) => true,
            Done::Exists(_) => {
                self.confirm = true;
                false
            }
            Done::Said(_) | Done::Failed(_) => false,
        }
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        self.preview(state);
        !state.selection().is_empty()
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::{Export as E, ExportValue as V};
        let [accept, cancel] = accept_or_cancel(if self.confirm { "replace the file" } else { "write" });
        let (field, value) = (Action::Export(E::NextField), Action::ExportValue(V::Next));
        vec![accept, Hint::of(field), Hint::of(value), cancel]
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        draw::draw(self, state, areas, paint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_chosen_by_typing_and_the_ending_follows() {
        let mut dialogue = ExportDialogue::with_stem("talks");
        "json".chars().for_each(|letter| dialogue.type_format(letter));
        assert_eq!((FORMATS[dialogue.format].name, dialogue.file.text()), ("json", "talks.json"));
        dialogue.type_format('l');
        assert_eq!(FORMATS[dialogue.format].name, "jsonl");
        "markdown".chars().for_each(|letter| dialogue.type_format(letter));
        assert_eq!((FORMATS[dialogue.format].name, dialogue.file.text()), ("markdown", "talks.md"));
    }

    #[test]
    fn file_names_are_harmless() {
        assert_eq!(stem("topic:territory since:2025-12-02"), "topic-territory-since-2025-12-02");
        assert_eq!(stem("../../Путин"), "putin");
        assert_eq!(stem("???"), "export");
    }
}
