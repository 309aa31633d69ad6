//! Keys of what stands over the panes: the filter bar, pickers, the palette, the export dialogue, the line that asks where
//! to go. Esc always leads back to exactly what was there before.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::export::{FORMATS, Report};
use crate::index::RecordId;
use crate::query::print::print;
use crate::query::{fields, parse};
use crate::selection::Selection;
use crate::tui::app::{App, Mode};
use crate::tui::effect::{Effect, ExportRequest};
use crate::tui::export::{ExportDialogue, Field};
use crate::tui::filter::FilterBar;
use crate::tui::keys::Key;
use crate::tui::line::{Line, Typed};
use crate::tui::palette::Palette;
use crate::tui::picker::Picker;
use crate::tui::view::View;

/// The part of a query before something unfinished, without an operator at its end.
fn finished(text: &str, end: usize) -> String {
    let mut rest = text.get(..end).unwrap_or("").trim_end();
    while parse(rest).is_err() {
        match rest.char_indices().next_back() {
            Some((at, _)) => rest = rest[..at].trim_end(),
            None => break,
        }
    }
    rest.to_owned()
}

/// So many queries are remembered.
const QUERIES: usize = 100;

impl App {
    pub(super) fn overlay_key(&mut self, key: Key) -> Vec<Effect> {
        if key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL {
            return self.overlay_key(Key { code: KeyCode::Esc, modifiers: KeyModifiers::NONE });
        }
        match std::mem::replace(&mut self.mode, Mode::Browse) {
            Mode::Browse => {}
            Mode::Filter(bar) => self.filter_key(bar, key),
            Mode::Picker(picker) => self.picker_key(picker, key),
            Mode::Palette(palette) => return self.palette_key(palette, key),
            Mode::Export(dialogue) => return self.export_key(dialogue, key),
            Mode::GoTo(line) => self.go_to_key(line, key),
            Mode::Faults(top) => self.faults_key(top, key),
        }
        self.scroll_to_cursor();
        Vec::new()
    }

    pub(super) fn paste(&mut self, text: &str) {
        let mut mode = std::mem::replace(&mut self.mode, Mode::Browse);
        match &mut mode {
            Mode::Filter(bar) => bar.line.paste(text),
            Mode::Picker(picker) => picker.line.paste(text),
            Mode::Palette(palette) => palette.line.paste(text),
            Mode::Export(dialogue) if dialogue.field == Field::File => dialogue.file.paste(text),
            Mode::GoTo(line) => line.paste(text),
            Mode::Browse | Mode::Export(_) | Mode::Faults(_) => {}
        }
        self.mode = mode;
        match &mut self.mode {
            Mode::Filter(_) => self.apply_filter(),
            Mode::Picker(picker) => {
                picker.search();
                self.preview_pick();
            }
            Mode::Palette(palette) => palette.search(),
            _ => {}
        }
    }

    /// Shows a view as it was, down to the first row on the screen.
    fn show_again(&mut self, view: View, top: usize) {
        self.show(view);
        self.top = top;
        self.scroll_to_cursor();
    }

    fn filter_key(&mut self, mut bar: FilterBar, key: Key) {
        match key.code {
            KeyCode::Esc => {
                self.show_again(bar.before, bar.before_top);
                return;
            }
            KeyCode::Enter => {
                self.keep_filter(bar);
                return;
            }
            KeyCode::Up | KeyCode::Down => {
                let last = self.queries.len().checked_sub(1);
                bar.recalled = match (key.code, bar.recalled) {
                    (KeyCode::Up, None) => last.map(|_| 0),
                    (KeyCode::Up, Some(at)) => Some((at + 1).min(last.unwrap_or(0))),
                    (_, Some(at)) => at.checked_sub(1),
                    (_, None) => None,
                };
                let text = bar.recalled.and_then(|at| self.queries.iter().rev().nth(at)).cloned().unwrap_or_default();
                bar.line = Line::new(&text);
            }
            _ => {
                if bar.line.key(key) != Typed::Changed {
                    self.mode = Mode::Filter(bar);
                    return;
                }
            }
        }
        self.mode = Mode::Filter(bar);
        self.apply_filter();
    }

    /// Shows what the bar's text selects. What is unfinished at its end is left out until it is finished; while the text is
    /// wrong, the last that was right stays.
    fn apply_filter(&mut self) {
        let Mode::Filter(bar) = &self.mode else { return };
        let text = bar.line.text().trim().to_owned();
        let mut view = self.view.clone();
        view.filtered = true;
        // The cursor strives back to where it was, however far typing has led it away.
        view.current = bar.before.current;
        view.query.clone_from(&text);
        let error = match self.select(&view) {
            Ok((selection, ..)) if selection.is_empty() => fields::begun(&text),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        if let Some(error) = error.as_ref().filter(|error| error.unfinished) {
            view.query = finished(&text, error.span().start);
        }
        if self.select(&view).is_ok() {
            self.show(view);
        }
        if let Mode::Filter(bar) = &mut self.mode {
            bar.error = error;
        }
    }

    /// Enter: keeps the query if it is right; an unfinished one is kept as far as it was understood.
    fn keep_filter(&mut self, bar: FilterBar) {
        if bar.error.as_ref().is_some_and(|error| !error.unfinished) {
            self.mode = Mode::Filter(bar);
            return;
        }
        if !self.view.query.is_empty() {
            let query = self.view.query.clone();
            self.queries.retain(|known| *known != query);
            self.queries.push(query);
            if self.queries.len() > QUERIES {
                self.queries.remove(0);
            }
        }
        if !self.view.shows_the_same(&bar.before) {
            self.history.push(bar.before);
        }
    }

    fn picker_key(&mut self, mut picker: Box<Picker>, key: Key) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let page = 10;
        let last = picker.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => {
                self.show_again(picker.before, picker.before_top);
                return;
            }
            KeyCode::Enter => {
                self.keep_pick(*picker, false);
                return;
            }
            KeyCode::Char('x') if control => {
                self.keep_pick(*picker, true);
                return;
            }
            KeyCode::Char('t') if control => picker.next_role(),
            KeyCode::Tab => {
                picker.toggle();
                picker.cursor = (picker.cursor + 1).min(last);
            }
            KeyCode::BackTab => {
                picker.toggle();
                picker.cursor = picker.cursor.saturating_sub(1);
            }
            KeyCode::Down => picker.cursor = (picker.cursor + 1).min(last),
            KeyCode::Up => picker.cursor = picker.cursor.saturating_sub(1),
            KeyCode::Char('n') if control => picker.cursor = (picker.cursor + 1).min(last),
            KeyCode::Char('p') if control => picker.cursor = picker.cursor.saturating_sub(1),
            KeyCode::PageDown => picker.cursor = (picker.cursor + page).min(last),
            KeyCode::PageUp => picker.cursor = picker.cursor.saturating_sub(page),
            _ => {
                if picker.line.key(key) == Typed::Changed {
                    picker.search();
                }
            }
        }
        self.mode = Mode::Picker(picker);
        self.preview_pick();
    }

    /// Shows behind the picker what Enter would keep. With nothing typed and nothing marked that is the view from before.
    pub(super) fn preview_pick(&mut self) {
        let rows = super::super::ui::picker::list_height(self);
        let Mode::Picker(picker) = &mut self.mode else { return };
        if picker.cursor < picker.top {
            picker.top = picker.cursor;
        } else if picker.cursor >= picker.top + rows {
            picker.top = picker.cursor + 1 - rows;
        }
        let mut view = picker.before.clone();
        let untouched = picker.line.text().is_empty() && picker.chosen.is_empty() && picker.cursor == 0;
        if !untouched {
            view.query = print(&picker.query(false));
            view.filtered = true;
        }
        if self.view != view {
            self.show(view);
        }
    }

    fn keep_pick(&mut self, picker: Picker, exclude: bool) {
        let query = picker.query(exclude);
        let current = self.view.current;
        self.show(picker.before);
        self.ask(&query);
        if !exclude
            && let Some(current) = current.filter(|record| self.rows.iter().any(|row| row.record() == Some(*record)))
        {
            self.go_to_record(current);
        }
    }

    fn palette_key(&mut self, mut palette: Palette, key: Key) -> Vec<Effect> {
        let last = palette.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => return Vec::new(),
            KeyCode::Enter => {
                let Some(action) = palette.chosen() else { return Vec::new() };
                if action.info().is_available(self) {
                    return self.act(action);
                }
                self.say(format!("{}: not now", action.info().help));
                return Vec::new();
            }
            KeyCode::Down => palette.cursor = (palette.cursor + 1).min(last),
            KeyCode::Up => palette.cursor = palette.cursor.saturating_sub(1),
            KeyCode::PageDown => palette.cursor = (palette.cursor + 10).min(last),
            KeyCode::PageUp => palette.cursor = palette.cursor.saturating_sub(10),
            _ => {
                if palette.line.key(key) == Typed::Changed {
                    palette.search();
                }
            }
        }
        let rows = super::super::ui::palette::list_height(self);
        if palette.cursor < palette.top {
            palette.top = palette.cursor;
        } else if palette.cursor >= palette.top + rows {
            palette.top = palette.cursor + 1 - rows;
        }
        self.mode = Mode::Palette(palette);
        Vec::new()
    }

    fn go_to_key(&mut self, mut line: Line, key: Key) {
        match key.code {
            KeyCode::Esc => {}
            KeyCode::Enter => self.go_to(line.text()),
            _ => {
                line.key(key);
                self.mode = Mode::GoTo(line);
            }
        }
    }

    fn faults_key(&mut self, top: usize, key: Key) {
        let page = usize::from(self.size.1).saturating_sub(4).max(1);
        let last = super::super::ui::faults::lines(self).len().saturating_sub(1);
        let top = match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'R') => return,
            KeyCode::Down | KeyCode::Char('j') => top + 1,
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => top + page,
            KeyCode::PageUp => top.saturating_sub(page),
            KeyCode::Home | KeyCode::Char('g') => 0,
            KeyCode::End | KeyCode::Char('G') => last,
            _ => top,
        };
        self.mode = Mode::Faults(top.min(last));
    }

    fn export_key(&mut self, mut dialogue: ExportDialogue, key: Key) -> Vec<Effect> {
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
        let report = Report {
            index: &self.index,
            selection: &selection,
            query: self.export_query(request.marked),
            as_of: None,
            with_context: request.with_context,
            part: None,
            at,
        };
        let format = FORMATS.iter().find(|format| format.name == request.format).unwrap_or(&FORMATS[0]);
        (format.write)(&report, out)
    }

    /// What an export says that it selected: the query, and what the view leaves out besides.
    fn export_query(&self, marked: bool) -> String {
        let mut parts = Vec::new();
        if self.view.filtered && !self.view.query.is_empty() {
            let query = self.query();
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
        let report = Report {
            index: &self.index,
            selection: &selection,
            query,
            as_of: None,
            with_context: false,
            part: None,
            at: self.now(),
        };
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = (FORMATS[0].write)(&report, &mut out);
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
        text.lines().take(self.most).map(|line| crate::plain::line(line).chars().take(400).collect()).collect()
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
