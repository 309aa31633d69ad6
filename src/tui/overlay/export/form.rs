//! The fields of the export dialogue.

use std::path::PathBuf;

use crate::export::FORMATS;
use crate::tui::effect::{ExportRequest, Overwrite};
use crate::tui::line::Line;
use crate::tui::state::State;

/// What in the dialogue has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
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

/// What the dialogue asks for, field by field.
#[derive(Debug)]
pub(super) struct ExportForm {
    /// What has the keys.
    pub(super) field: Field,
    /// The position of the format among [`FORMATS`].
    pub(super) format: usize,
    /// Whether the result goes to the clipboard instead of a file.
    pub(super) to_clipboard: bool,
    /// The name of the file.
    pub(super) file: Line,
    /// Whether only marked records are written.
    pub(super) marked: bool,
    /// Whether events around selected quotes are written.
    pub(super) with_context: bool,
    /// Whether the person was asked, because there is a file of that name; it is replaced then.
    pub(super) confirm: bool,
    /// The first lines of the result.
    pub(super) preview: Vec<String>,
    /// What was typed to choose a format by name.
    pub(super) typed: String,
}

impl ExportForm {
    /// The dialogue for what is shown; the file is called after the query, or after the dataset.
    pub(super) fn new(state: &State) -> Self {
        let view = state.view();
        let title = &state.index().dataset.about.title;
        let words = if view.query.is_empty() || !view.filtered { title } else { view.query.as_str() };
        let mut dialogue = Self::with_stem(&stem(words));
        dialogue.preview(state);
        dialogue
    }

    /// The dialogue for a request whose file exists, which asks whether to replace it.
    pub(super) fn asking(state: &State, request: &ExportRequest) -> Self {
        let path = request.path.as_ref().map(|path| path.display().to_string());
        let mut dialogue = Self {
            field: Field::File,
            format: FORMATS.iter().position(|format| format.name == request.format).unwrap_or(0),
            to_clipboard: path.is_none(),
            file: Line::new(&path.unwrap_or_default()),
            marked: request.marked,
            with_context: request.with_context,
            confirm: true,
            preview: Vec::new(),
            typed: String::new(),
        };
        dialogue.preview(state);
        dialogue
    }

    pub(super) fn preview(&mut self, state: &State) {
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
    pub(super) fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Format, Field::Target, Field::File, Field::Records, Field::Context];
        fields.retain(|field| *field != Field::File || !self.to_clipboard);
        fields
    }

    /// Moves to the next field, or to the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let to = if forward { at + 1 } else { at + fields.len() - 1 };
        self.field = fields[to % fields.len()];
        self.typed.clear();
    }

    /// Chooses a format; the file's ending follows where it was that of the format before.
    pub(super) fn choose(&mut self, format: usize) {
        let old = format!(".{}", FORMATS[self.format].extension);
        if let Some(stem) = self.file.text().strip_suffix(&old) {
            self.file = Line::new(&format!("{stem}.{}", FORMATS[format].extension));
        }
        self.format = format;
        self.confirm = false;
    }

    /// Takes a letter that chooses a format by its name.
    pub(super) fn type_format(&mut self, letter: char) {
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
    pub(super) fn change(&mut self, forward: bool, marks: bool) {
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
    pub(super) fn request(&self) -> ExportRequest {
        ExportRequest {
            format: FORMATS[self.format].name,
            path: (!self.to_clipboard).then(|| PathBuf::from(expand(self.file.text().trim()))),
            overwrite: if self.confirm { Overwrite::Confirmed } else { Overwrite::Never },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_chosen_by_typing_and_the_ending_follows() {
        let mut dialogue = ExportForm::with_stem("talks");
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
