//! Getting records out: the export dialogue's keys, its preview, and what an export says that it holds.

use crossterm::event::KeyCode;

use crate::export::{self, Export, FORMATS};
use crate::index::RecordId;
use crate::query::edit;
use crate::query::print::print;
use crate::selection::Selection;
use crate::tui::app::{App, Mode};
use crate::tui::effect::{Effect, ExportRequest};
use crate::tui::export::{ExportDialogue, Field};
use crate::tui::keys::Key;
use crate::tui::line::Typed;

impl App {
    pub(super) fn export_key(&mut self, mut dialogue: ExportDialogue, key: Key) -> Vec<Effect> {
        let other = FORMATS.len();
        match key.code {
            KeyCode::Esc => return Vec::new(),
            KeyCode::Enter => {
                if dialogue.request().path.is_some_and(|path| path.as_os_str().is_empty()) {
                    dialogue.field = Field::File;
                    self.warn("the file needs a name");
                    self.mode = Mode::Export(dialogue);
                    return Vec::new();
                }
                let request = dialogue.request();
                self.mode = Mode::Export(dialogue);
                return vec![Effect::Export(request)];
            }
            KeyCode::Tab | KeyCode::Down => dialogue.step(true),
            KeyCode::BackTab | KeyCode::Up => dialogue.step(false),
            KeyCode::Left | KeyCode::Right | KeyCode::Char(' ') if dialogue.field != Field::File => {
                let back = key.code == KeyCode::Left;
                match dialogue.field {
                    Field::Format => {
                        let to = if back { dialogue.format + other - 1 } else { dialogue.format + 1 };
                        dialogue.choose(to % other);
                    }
                    Field::Target => dialogue.to_clipboard = !dialogue.to_clipboard,
                    Field::Records => dialogue.marked = !dialogue.marked && self.has_marks(),
                    Field::Context => dialogue.with_context = !dialogue.with_context,
                    Field::File => {}
                }
            }
            KeyCode::Char(letter) if dialogue.field == Field::Format => dialogue.type_format(letter),
            _ => {
                if dialogue.field == Field::File && dialogue.file.key(key) == Typed::Changed {
                    dialogue.confirm = false;
                }
            }
        }
        self.mode = Mode::Export(dialogue);
        self.preview_export();
        Vec::new()
    }

    /// Writes the first lines of the result into the dialogue.
    pub(super) fn preview_export(&mut self) {
        let Mode::Export(dialogue) = &self.mode else { return };
        let request = dialogue.request();
        let mut first = FirstLines::new(usize::from(self.size.1));
        // The writer refuses once it has enough, which is no fault.
        let _ = self.write_export(&request, self.now(), &mut first);
        let preview = first.lines();
        if let Mode::Export(dialogue) = &mut self.mode {
            dialogue.preview = preview;
        }
    }

    /// Writes what a request asks for.
    pub fn write_export(
        &self,
        request: &ExportRequest,
        at: chrono::DateTime<chrono::Utc>,
        out: &mut dyn std::io::Write,
    ) -> std::io::Result<()> {
        let mut records = self.selection.records.clone();
        if request.marked {
            records.and(&self.mark_bits());
        }
        let selection = Selection::new(&self.index, records);
        let report = Export {
            index: &self.index,
            selection: &selection,
            query: self.export_query(request.marked),
            as_of: self.as_of.as_ref().map(|as_of| as_of.text.clone()),
            with_context: request.with_context,
            part: None,
            at,
        };
        let format = export::find(request.format).ok_or_else(|| std::io::Error::other("unknown format"))?;
        (format.write)(&report, out)
    }

    /// What an export says that it selected: the query, and what the view leaves out besides.
    fn export_query(&self, marked: bool) -> String {
        let mut parts = Vec::new();
        let query = edit::switched(&self.query(), self.view.filtered, self.view.ranged);
        if !matches!(query.expr, crate::query::Expr::All) {
            let alone = !matches!(query.expr, crate::query::Expr::Or(_))
                || !(self.view.quotes_only || self.view.marked_only || marked);
            parts.push(if alone { print(&query) } else { format!("({})", print(&query)) });
        }
        parts.extend(self.view.quotes_only.then(|| "is:quote".to_owned()));
        parts.extend((self.view.marked_only || marked).then(|| "is:marked".to_owned()));
        parts.join(" ")
    }

    /// How many events and quotes a request writes.
    pub fn export_counts(&self, request: &ExportRequest) -> (usize, usize) {
        if !request.marked {
            return (self.selection.events, self.selection.quotes);
        }
        let mut records = self.selection.records.clone();
        records.and(&self.mark_bits());
        let selection = Selection::new(&self.index, records);
        (selection.events, selection.quotes)
    }

    /// After an export: closes the dialogue, or asks before a file is replaced.
    pub fn exported(&mut self, request: ExportRequest, outcome: Result<String, String>, exists: bool) {
        match outcome {
            Ok(message) => {
                self.last_export = Some(request);
                self.mode = Mode::Browse;
                self.say(message);
            }
            Err(_) if exists => {
                if let Mode::Export(dialogue) = &mut self.mode {
                    dialogue.confirm = true;
                }
                self.warn("there is a file of that name; Enter replaces it, Esc does not");
            }
            Err(message) => self.warn(message),
        }
    }

    /// A record as a Markdown brief of its own.
    pub(super) fn markdown_of(&self, record: RecordId) -> String {
        let selection = Selection::new(&self.index, crate::index::Bits::of(self.index.len(), [record]));
        let query = format!("id:{}", self.index.id(record));
        let report = Export {
            index: &self.index,
            selection: &selection,
            query,
            as_of: self.as_of.as_ref().map(|as_of| as_of.text.clone()),
            with_context: false,
            part: None,
            at: self.now(),
        };
        let mut out = Vec::new();
        if let Some(format) = export::find("markdown") {
            // Writing to memory does not fail.
            let _ = (format.write)(&report, &mut out);
        }
        String::from_utf8(out).unwrap_or_default()
    }
}

/// A writer that keeps the first lines and then refuses, so that a preview of a large export costs little.
struct FirstLines {
    text: Vec<u8>,
    most: usize,
}

impl FirstLines {
    fn new(most: usize) -> Self {
        Self { text: Vec::new(), most }
    }

    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8_lossy(&self.text);
        text.lines().take(self.most).map(|line| crate::sanitize::line(line).chars().take(400).collect()).collect()
    }
}

impl std::io::Write for FirstLines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let lines = memchr::memchr_iter(b'\n', &self.text).count();
        if lines > self.most || self.text.len() > 1 << 16 {
            return Err(std::io::Error::other("enough"));
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
