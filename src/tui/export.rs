//! The export dialogue: format, file or clipboard, what goes in, and the first lines of the result.

use std::path::PathBuf;

use super::effect::ExportRequest;
use super::line::Line;
use crate::export::FORMATS;

/// What in the dialogue has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
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
#[derive(Debug, Clone)]
pub struct ExportDialogue {
    /// What has the keys.
    pub field: Field,
    /// The position of the format among [`FORMATS`].
    pub format: usize,
    /// Whether the result goes to the clipboard instead of a file.
    pub to_clipboard: bool,
    /// The name of the file.
    pub file: Line,
    /// Whether only marked records are written.
    pub marked: bool,
    /// Whether events around selected quotes are written.
    pub with_context: bool,
    /// Whether the person was told that the file exists; Enter then replaces it.
    pub confirm: bool,
    /// The first lines of the result.
    pub preview: Vec<String>,
    /// What was typed to choose a format by name.
    pub typed: String,
}

impl ExportDialogue {
    /// The dialogue with a name for the file, without ending.
    pub fn new(stem: &str) -> Self {
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
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Format, Field::Target, Field::File, Field::Records, Field::Context];
        fields.retain(|field| *field != Field::File || !self.to_clipboard);
        fields
    }

    /// Moves to the next field, or to the one before.
    pub fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let to = if forward { at + 1 } else { at + fields.len() - 1 };
        self.field = fields[to % fields.len()];
        self.typed.clear();
    }

    /// Chooses a format; the file's ending follows where it was that of the format before.
    pub fn choose(&mut self, format: usize) {
        let old = format!(".{}", FORMATS[self.format].extension);
        if let Some(stem) = self.file.text().strip_suffix(&old) {
            self.file = Line::new(&format!("{stem}.{}", FORMATS[format].extension));
        }
        self.format = format;
        self.confirm = false;
    }

    /// Takes a letter that chooses a format by its name.
    pub fn type_format(&mut self, letter: char) {
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

    /// What the dialogue asks for.
    pub fn request(&self) -> ExportRequest {
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
pub fn stem(words: &str) -> String {
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
        let mut dialogue = ExportDialogue::new("talks");
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
