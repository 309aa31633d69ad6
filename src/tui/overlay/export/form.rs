//! The fields of the export form.

use std::path::PathBuf;

use crate::export::FORMATS;
use crate::tui::effect::{ExportRequest, Overwrite};
use crate::tui::line::Line;
use crate::tui::state::State;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The format.
    Format,
    /// File or clipboard.
    Target,
    /// The file name.
    File,
    /// All selected or only marked records.
    Records,
    /// Events of selected quotes.
    Context,
}

/// The fields of the form.
#[derive(Debug)]
pub(super) struct ExportForm {
    /// The focused field.
    pub(super) field: Field,
    /// The index of the format in [`FORMATS`].
    pub(super) format: usize,
    /// Whether to export to the clipboard instead of a file.
    pub(super) to_clipboard: bool,
    /// The file name.
    pub(super) file: Line,
    /// Whether to export only marked records.
    pub(super) marked: bool,
    /// Whether to include the events of selected quotes.
    pub(super) with_context: bool,
    /// Whether the file exists and accepting the dialog will overwrite it.
    pub(super) confirm: bool,
    /// The preview.
    pub(super) preview: Vec<String>,
    /// The characters typed to choose a format by name.
    pub(super) typed: String,
}

impl ExportForm {
    /// Creates the form for the current view. The file is named after the query, or after the dataset.
    pub(super) fn new(state: &State) -> Self {
        let view = state.view();
        let title = &state.index().dataset.about.title;
        let text = if view.query.is_empty() || !view.filtered { title } else { view.query.as_str() };
        let mut form = Self::with_stem(&stem(text));
        form.preview(state);
        form
    }

    /// Creates the form for a request that has to be confirmed because its file exists.
    pub(super) fn confirming(state: &State, request: &ExportRequest) -> Self {
        let path = request.path.as_ref().map(|path| path.display().to_string());
        let mut form = Self {
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
        form.preview(state);
        form
    }

    pub(super) fn preview(&mut self, state: &State) {
        self.preview = state.first_lines(&self.request());
    }

    /// Creates the form with a file name without extension.
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

    /// The visible fields.
    pub(super) fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Format, Field::Target, Field::File, Field::Records, Field::Context];
        fields.retain(|field| *field != Field::File || !self.to_clipboard);
        fields
    }

    /// Moves to the next or previous field.
    pub(super) fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let to = if forward { at + 1 } else { at + fields.len() - 1 };
        self.field = fields[to % fields.len()];
        self.typed.clear();
    }

    /// Chooses a format. Changes the file extension, if it was that of the previous format.
    pub(super) fn choose(&mut self, format: usize) {
        let old = format!(".{}", FORMATS[self.format].extension);
        if let Some(stem) = self.file.text().strip_suffix(&old) {
            self.file = Line::new(&format!("{stem}.{}", FORMATS[format].extension));
        }
        self.format = format;
        self.confirm = false;
    }

    /// Handles a character typed to choose a format by name.
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

    /// Changes the value of the focused field.
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

    /// The request.
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

/// Expands `~/`.
fn expand(path: &str) -> String {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest).display().to_string(),
        _ => path.to_owned(),
    }
}

/// Derives a file name from a text: `topic:territory by:putin` becomes `topic-territory-by-putin`.
fn stem(text: &str) -> String {
    let folded = crate::names::fold(text);
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
    fn typing_chooses_the_format_and_changes_the_extension() {
        let mut form = ExportForm::with_stem("talks");
        "json".chars().for_each(|letter| form.type_format(letter));
        assert_eq!((FORMATS[form.format].name, form.file.text()), ("json", "talks.json"));
        form.type_format('l');
        assert_eq!(FORMATS[form.format].name, "jsonl");
        "markdown".chars().for_each(|letter| form.type_format(letter));
        assert_eq!((FORMATS[form.format].name, form.file.text()), ("markdown", "talks.md"));
    }

    #[test]
    fn file_names_are_safe() {
        assert_eq!(stem("topic:territory since:2025-12-02"), "topic-territory-since-2025-12-02");
        assert_eq!(stem("../../Путин"), "putin");
        assert_eq!(stem("???"), "export");
    }
}
