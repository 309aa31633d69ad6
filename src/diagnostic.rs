//! Faults in a text: what is wrong, where, and a suggestion.
//!
//! The loader, the query language and the configuration all report [`Fault`]s; only this module turns them into text, in two
//! forms: [`report`] for faults in files (in the style of rustc) and [`underline`] for a line that was just typed.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::sanitize::{self, MAX_LINE, first_chars, last_chars};

/// Severity of a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Information; does not change the exit status.
    Note,
    /// A probable mistake; an error with `--strict`.
    Warning,
    /// The record cannot be used.
    Error,
}

/// A place in one of several texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The index of the text (for a dataset, of its file).
    pub file: u32,
    start: u32,
    end: u32,
}

impl Location {
    /// Bytes of the text with this index. Texts are shorter than 4 GiB.
    pub(crate) fn new(file: u32, span: Range<usize>) -> Self {
        Self { file, start: span.start as u32, end: span.end as u32 }
    }

    /// The bytes concerned.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// An error, warning or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Severity.
    pub severity: Severity,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// Its place, if it has one.
    pub place: Option<Location>,
    /// Another relevant place, with a label.
    pub other: Option<(Location, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether a whole file or folder could not be read because of it; other errors may follow from that.
    pub(crate) whole_file: bool,
}

impl Fault {
    /// An error.
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            place: None,
            other: None,
            help: None,
            whole_file: false,
        }
    }

    /// A warning.
    pub(crate) fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// A note.
    pub(crate) fn note(message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(message) }
    }

    /// Adds the place.
    #[must_use]
    pub(crate) fn at(mut self, place: Location) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds what to do about it; an empty text is ignored.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into()).filter(|help| !help.is_empty());
        self
    }

    /// Marks the fault as one that costs a whole file.
    #[must_use]
    pub(crate) fn of_whole_file(self) -> Self {
        Self { whole_file: true, ..self }
    }

    /// Adds another place.
    #[must_use]
    pub(crate) fn other(mut self, place: Location, label: impl Into<String>) -> Self {
        self.other = Some((place, label.into()));
        self
    }
}

/// A text in which faults are reported.
#[derive(Debug, Clone, Default)]
pub struct FileText {
    /// Its name in reports.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Line and column of a byte offset, both from 1, the column in characters.
pub(crate) fn line_column(text: &str, at: usize) -> (usize, usize) {
    let at = floor(text, at);
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
    (line, text[start..at].chars().count() + 1)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The fault on one line: `events/2025-12.toml:12:9: message`.
pub fn one_line(fault: &Fault, texts: &[FileText]) -> String {
    match fault.place.as_ref().and_then(|place| Some((place, texts.get(place.file as usize)?))) {
        Some((place, text)) => {
            let (line, column) = line_column(&text.text, place.span().start);
            let place = format!("{}:{line}:{column}: ", file_name(&text.name));
            // With the level before it.
            let room = MAX_LINE.saturating_sub(place.chars().count() + 10);
            format!("{place}{}", sanitize::message_within(&fault.message, room))
        }
        None => sanitize::message(&fault.message).into_owned(),
    }
}

/// The longest name of a file in a report, in characters; its end is what tells files apart.
const MAX_NAME: usize = 200;

fn file_name(name: &str) -> String {
    let clean = sanitize::line(name);
    let shown = last_chars(&clean, MAX_NAME);
    if shown.len() < clean.len() { format!("…{shown}") } else { clean.into_owned() }
}

/// The fault in the style of compilers: message, file with line and column, the line with a caret, help.
pub fn report(fault: &Fault, texts: &[FileText], colour: bool) -> String {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = sanitize::message(&fault.message);
    let cut = |place: &Location| texts.get(place.file as usize).map(|text| Excerpt::new(text, &place.span()));
    let main = fault.place.as_ref().and_then(cut);
    let other =
        fault.other.as_ref().and_then(|(place, label)| Some((cut(place)?, sanitize::message_within(label, MAX_SHOWN))));
    let help = fault.help.as_deref().map(sanitize::message);

    let mut group = Group::with_title(level.primary_title(&*message));
    if let Some(excerpt) = &main {
        group = excerpt.add_to(group, AnnotationKind::Primary, None);
    }
    if let Some((excerpt, label)) = &other {
        group = excerpt.add_to(group, AnnotationKind::Context, Some(label));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut report = renderer.render(&[group]);
    for excerpt in main.iter().chain(other.as_ref().map(|(excerpt, _)| excerpt)) {
        report = excerpt.with_column(report);
    }
    report
}

/// The line of a text with a span, sanitized, so that the renderer does not process the whole file.
struct Excerpt {
    name: String,
    source: String,
    first_line: usize,
    span: Range<usize>,
    /// The column in the file, in characters from 1, where the excerpt is not as long as the line.
    column: Option<usize>,
}

impl Excerpt {
    fn new(text: &FileText, span: &Range<usize>) -> Self {
        let all = text.text.as_str();
        let start = floor(all, span.start);
        let end = floor(all, span.end.max(start));
        let from = memchr::memrchr(b'\n', &all.as_bytes()[..start]).map_or(0, |newline| newline + 1);
        // Of a value over several lines the first is shown.
        let to = memchr::memchr(b'\n', &all.as_bytes()[start..]).map_or(all.len(), |newline| start + newline);
        let (first_line, _) = line_column(all, from);
        let to = from + all[from..to].trim_end_matches('\r').len();
        let (start, end) = (start.min(to), end.clamp(start.min(to), to));
        let Shown { before, marked, after } = Shown::new(&all[from..start], &all[start..end], &all[end..to]);
        let span = before.len()..before.len() + marked.len();
        let source = [before, marked, after].concat();
        let column = (source != all[from..to]).then(|| all[from..start].chars().count() + 1);
        Self { name: file_name(&text.name), source, first_line, span, column }
    }

    fn add_to<'s>(&'s self, group: Group<'s>, kind: AnnotationKind, label: Option<&'s str>) -> Group<'s> {
        let annotation = kind.span(self.span.clone());
        let annotation = match label {
            Some(label) => annotation.label(label),
            None => annotation,
        };
        let snippet = Snippet::source(&*self.source).line_start(self.first_line).annotation(annotation);
        group.element(snippet.path(&*self.name))
    }

    /// Corrects the column in a report: the renderer counts it in the excerpt.
    fn with_column(&self, report: String) -> String {
        let place = |column: usize| format!("{}:{}:{column}\n", self.name, self.first_line);
        let shown = self.source[..self.span.start].chars().count() + 1;
        match self.column {
            Some(column) => report.replacen(&place(shown), &place(column), 1),
            None => report,
        }
    }
}

/// So much of a line is shown on either side of a fault, and of the fault itself, in characters: with the number of the line
/// they are less than [`MAX_LINE`].
const MAX_SHOWN: usize = 120;

/// A line with a fault as it is shown: sanitized, with what is too long left out.
struct Shown {
    before: String,
    marked: String,
    after: String,
}

impl Shown {
    fn new(before: &str, marked: &str, after: &str) -> Self {
        // Before escapes are added, which are longer than what they stand for, the texts are shortened: they can be very long.
        let before = sanitize::line(last_chars(before, MAX_SHOWN));
        let after = sanitize::line(first_chars(after, MAX_SHOWN));
        Self {
            before: last_chars(&before, MAX_SHOWN).to_owned(),
            marked: sanitize::message_within(marked, MAX_SHOWN).into_owned(),
            after: first_chars(&after, MAX_SHOWN).to_owned(),
        }
    }
}

/// A typed line with carets below the fault, followed by message and help.
pub(crate) fn underline(typed: &str, fault: &Fault) -> String {
    let span = fault.place.as_ref().map_or(0..0, Location::span);
    let (start, end) = (floor(typed, span.start), floor(typed, span.end));
    let (before, marked, after) = (&typed[..start], &typed[start..end.max(start)], &typed[end.max(start)..]);
    let is_long = |text: &str| text.chars().nth(MAX_SHOWN).is_some();
    let cut = |text: &str| if is_long(text) { "…" } else { "" };
    let (before_cut, after_cut) = (cut(before), cut(after));
    let Shown { before: head, marked, after: tail } = Shown::new(before, marked, after);
    let indent = cells(before_cut) + cells(&head);
    let carets = cells(&marked).max(1);
    let mut out = format!("{before_cut}{head}{marked}{tail}{after_cut}");
    // Reports indent it once more.
    let room = MAX_LINE.saturating_sub(indent + carets + 8);
    let sentence = sentence(fault);
    let said = sanitize::message_within(&sentence, room);
    let _ = write!(out, "\n{}{} {said}", " ".repeat(indent), "^".repeat(carets));
    out
}

/// Message and help as one sentence, sanitized.
pub(crate) fn sentence(fault: &Fault) -> String {
    let message = sanitize::message(&fault.message);
    match &fault.help {
        Some(help) => format!("{message}; {}", sanitize::message(help)),
        None => message.into_owned(),
    }
}

fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn either<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [head @ .., last] => {
            format!("{} or {}", head.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_lines_count_from_one() {
        let text = "a\nПутин x\n";
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, text.find('x').expect("contained")), (2, 7));
        assert_eq!(line_column(text, 999), (3, 1));
        assert_eq!(line_column("", 0), (1, 1));
    }

    #[test]
    fn carets_are_below_wide_and_escaped_text() {
        let typed = "习:\u{1b} ushkov";
        let start = typed.find("ushkov").expect("contained");
        let fault = Fault::error("no").at(Location::new(0, start..typed.len()));
        assert_eq!(underline(typed, &fault), "习:\\u{1b} ushkov\n          ^^^^^^ no");
    }
}
