//! (state, what happened) → effects. The only place where state changes.
//!
//! * this file — keys to actions, actions of the panes
//! * [`moving`] — the cursor
//! * [`typing`] — the filter bar
//! * [`overlays`] — keys of pickers, palette, prompts
//! * [`facets`] — the facet pane
//! * [`views`] — views under a name
//! * [`time`] — the period, the reference date
//! * [`exporting`] — the export dialogue, and what is written

mod exporting;
mod facets;
mod moving;
mod overlays;
mod time;
mod typing;
mod views;

use super::action::Action;
use super::app::{App, ClockZone, Focus, Message, Mode};
use super::effect::Effect;
use super::export::{ExportDialogue, stem};
use super::filter::FilterBar;
use super::keys::Key;
use super::line::Line;
use super::palette::Palette;
use super::picker::Picker;
use super::view::{Anchor, View};
use crate::diagnostic::Severity;
use crate::index::catalog::Category;
use std::sync::Arc;

use crate::index::RecordId;
use crate::lens::card::Link;
use crate::model::RecordRef;
use crate::prose;
use crate::query::print::print;
use crate::query::{FieldKey, Node, edit};
use crate::workspace::Workspace;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The screen has another size.
    Resize(u16, u16),
    /// A click, in cells from the top left.
    Click(u16, u16),
    /// The wheel, in lines; down is positive.
    Wheel(i32),
}

impl App {
    /// Takes what happened; returns what is to be done outside.
    pub fn take(&mut self, happening: Input) -> Vec<Effect> {
        let effects = match happening {
            Input::Key(key) => {
                self.message = None;
                self.key(key)
            }
            Input::Paste(text) => {
                self.paste(&text);
                Vec::new()
            }
            Input::Resize(width, height) => {
                self.size = (width, height);
                self.scroll_to_cursor();
                self.count_facets();
                Vec::new()
            }
            Input::Click(x, y) => {
                self.click(x, y);
                Vec::new()
            }
            Input::Wheel(lines) => {
                self.wheel(lines);
                Vec::new()
            }
        };
        self.prepare_detail();
        effects
    }

    /// Does an action, as its key or the palette would.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        let effects = self.perform(action);
        self.prepare_detail();
        effects
    }

    /// Says something in the status bar.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), wrong: false });
    }

    /// Says that something went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), wrong: true });
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Browse) {
            return self.overlay_key(key);
        }
        match self.keys.action(key) {
            Some(action) if action.info().is_available(self) => self.perform(action),
            Some(action) => {
                self.say(format!("{}: not now", action.info().help));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn perform(&mut self, action: Action) -> Vec<Effect> {
        if self.moved(action) {
            return Vec::new();
        }
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Reload => return self.reload(),
            Action::OpenSource => return self.source_url().map(Effect::OpenUrl).into_iter().collect(),
            Action::CopyQuote | Action::CopyRecord | Action::CopyCommand => return self.copy(action),
            Action::Edit => return self.edit(),
            Action::ExportAgain => {
                let again = self.last_export.clone();
                return again
                    .map(|request| Effect::Export(super::effect::ExportRequest { overwrite: true, ..request }))
                    .into_iter()
                    .collect();
            }
            Action::NextPane | Action::PreviousPane => {
                self.focus = if self.focus == Focus::List { Focus::Detail } else { Focus::List }
            }
            Action::Right => self.focus = Focus::Detail,
            Action::Left => self.focus = Focus::List,
            Action::Back => self.back(),
            Action::Open => self.open(),
            Action::BackLink => {
                if let Some(record) = self.visited.pop().and_then(|spot| spot.record(&self.index)) {
                    self.go_to_record(record);
                }
            }
            Action::Narrower => self.share = self.share.saturating_sub(4).max(25),
            Action::Wider => self.share = (self.share + 4).min(75),
            Action::ZoomPane => self.one_pane = !self.one_pane,
            Action::Filter => self.mode = Mode::Filter(FilterBar::new(&self.view, self.top)),
            Action::PickPerson => self.pick(Category::Person),
            Action::PickTopic => self.pick(Category::Topic),
            Action::PickParty => self.pick(Category::Party),
            Action::PickPlace => self.pick(Category::Place),
            Action::PickSource => self.pick(Category::Source),
            Action::KeepThis => self.by_example(false),
            Action::ExcludeThis => self.by_example(true),
            Action::DropLast => {
                let query = edit::drop_last(&self.query());
                self.ask(&query);
            }
            Action::FilterOff => self.change(|view| view.filtered = !view.filtered),
            Action::RangeOff => self.change(|view| view.ranged = !view.ranged),
            Action::PeriodIn | Action::PeriodOut | Action::PeriodNext | Action::PeriodPrevious => {
                self.change_period(action);
            }
            Action::AsOf => self.ask_as_of(),
            Action::Facets => self.open_facets(),
            Action::KeepView => self.ask_name(),
            Action::OpenView => self.open_views(),
            Action::QuotesOnly => self.change(|view| view.quotes_only = !view.quotes_only),
            Action::Context => self.change(|view| view.context = !view.context),
            Action::MarkedOnly => self.change(|view| view.marked_only = !view.marked_only),
            Action::ZoomIn => self.change(|view| view.zoom = view.zoom.finer().unwrap_or(view.zoom)),
            Action::ZoomOut => self.change(|view| view.zoom = view.zoom.coarser().unwrap_or(view.zoom)),
            Action::Reverse => self.change(|view| view.reverse = !view.reverse),
            Action::Threads => self.change(|view| view.threaded = !view.threaded),
            Action::Undo => self.step_history(false),
            Action::Redo => self.step_history(true),
            Action::Mark => self.mark(),
            Action::Original => {
                self.original = !self.original;
                self.say(if self.original {
                    "words as spoken, where the dataset has them"
                } else {
                    "words as translated"
                });
            }
            Action::Zone => self.next_zone(),
            Action::Help => self.mode = Mode::Palette(Palette::default()),
            Action::GoTo => self.mode = Mode::GoTo(Line::default()),
            Action::Export => self.open_export(),
            _ => {}
        }
        self.scroll_to_cursor();
        Vec::new()
    }

    /// Undoes the last change of the view, or redoes it.
    pub(super) fn step_history(&mut self, redo: bool) {
        let now = self.view.clone();
        let found = if redo { self.history.redo(now) } else { self.history.undo(now) };
        if let Some(view) = found {
            self.show(view);
        }
    }

    /// Shows a view.
    pub(super) fn show(&mut self, view: View) {
        self.view = view;
        self.refresh();
    }

    /// Changes the view; the one before can be had back.
    fn change(&mut self, change: impl FnOnce(&mut View)) {
        let before = self.view.clone();
        change(&mut self.view);
        if !self.view.shows_the_same(&before) {
            self.history.push(before);
            self.refresh();
        }
    }

    /// Asks a query; the view before can be had back.
    pub(super) fn ask(&mut self, query: &Node) {
        let text = print(query);
        self.change(|view| {
            view.query = text;
            (view.filtered, view.ranged) = (true, true);
        });
    }

    fn by_example(&mut self, exclude: bool) {
        if let Some(example) = self.example() {
            let condition = if exclude { example.negated() } else { example };
            let query = edit::narrow(&self.query(), condition);
            self.ask(&query);
        }
    }

    fn pick(&mut self, kind: Category) {
        let base = self.query();
        let picker = Picker::new(kind, &self.index, (self.view.clone(), self.top), base, &self.selection.records);
        self.mode = Mode::Picker(Box::new(picker));
        self.preview_pick();
    }

    fn mark(&mut self) {
        if let Some(record) = self.current() {
            let id = self.index.id(record).to_owned();
            if !self.marks.remove(&*id) {
                self.marks.insert(id.into());
            }
            if self.view.marked_only || self.view.query.contains("marked") {
                self.refresh();
            } else {
                self.step(1, |_| true);
            }
        }
    }

    fn next_zone(&mut self) {
        self.zone = match self.zone {
            ClockZone::Local => ClockZone::Utc,
            ClockZone::Utc => ClockZone::Mine,
            ClockZone::Mine => ClockZone::Local,
        };
        self.say(match self.zone {
            ClockZone::Local => "clock times of the place where it happened".to_owned(),
            ClockZone::Utc => "clock times in UTC; days stay those of the place".to_owned(),
            ClockZone::Mine => format!("clock times in {}; days stay those of the place", self.settings.home),
        });
    }

    /// Enter: into the detail pane, and there along the link.
    fn open(&mut self) {
        if self.focus == Focus::List {
            if self.current().is_some() {
                self.focus = Focus::Detail;
            }
            return;
        }
        match self.current_link().cloned() {
            Some(Link::Record(record)) => {
                self.visited.extend(self.current().map(|record| Anchor::of(&self.index, record)));
                self.go_to_record(record);
            }
            Some(_) => self.by_example(false),
            None => {}
        }
    }

    /// Esc never quits: from the detail pane back to the list, from one pane back to two.
    fn back(&mut self) {
        if self.focus == Focus::Detail {
            self.focus = Focus::List;
        } else {
            self.one_pane = false;
        }
    }

    /// Puts the cursor on a record. One that is not shown is shown again by turning the filter off, which can be undone.
    pub(super) fn go_to_record(&mut self, record: RecordId) {
        let shown = self.rows.iter().position(|row| row.record() == Some(record));
        if let Some(at) = shown {
            self.cursor = at;
            self.remember();
            self.scroll_after_jump();
            return;
        }
        self.history.push(self.view.clone());
        self.view.current = Some(Anchor::of(&self.index, record));
        (self.view.filtered, self.view.ranged, self.view.marked_only) = (false, false, false);
        if matches!(self.index.record(record), RecordRef::Event(_)) {
            self.view.quotes_only = false;
        }
        self.refresh();
        self.say("the record is outside the filter, which is off now; u undoes that");
    }

    fn copy(&mut self, action: Action) -> Vec<Effect> {
        let dataset = &self.index.dataset;
        let copied = match (action, self.current()) {
            (Action::CopyCommand, _) => Some((self.command(), "the command line")),
            (Action::CopyQuote, Some(record)) => match self.index.record(record) {
                RecordRef::Quote(id) => {
                    Some((prose::with_citation(dataset, RecordRef::Quote(id), &dataset.quotes[id]), "the quote"))
                }
                RecordRef::Event(_) => None,
            },
            (Action::CopyRecord, Some(record)) => Some((self.markdown_of(record), "the record")),
            _ => None,
        };
        copied.map(|(text, what)| Effect::Copy { text, what: what.to_owned() }).into_iter().collect()
    }

    /// The command line that opens what is shown.
    pub fn command(&self) -> String {
        let quote = |text: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=@".contains(c);
            if !text.is_empty() && text.chars().all(plain) {
                text.to_owned()
            } else {
                format!("'{}'", text.replace('\'', r"'\''"))
            }
        };
        let view = &self.view;
        let mut query = edit::switched(&self.query(), view.filtered, view.ranged);
        if view.quotes_only {
            query = edit::narrow(&query, Node::field(FieldKey::Is, ["quote".to_owned()]));
        }
        let mut command = "demarche".to_owned();
        for arg in &self.data_args {
            command.push_str(&format!(" {}", quote(arg)));
        }
        let text = print(&query);
        if !text.is_empty() {
            command.push_str(&format!(" -q {}", quote(&text)));
        }
        if view.zoom != self.fitting_zoom() {
            command.push_str(&format!(" --zoom {}", view.zoom.name()));
        }
        for (flag, on) in
            [("--latest-first", view.reverse), ("--threads", view.threaded), ("--no-context", !view.context)]
        {
            if on {
                command.push_str(&format!(" {flag}"));
            }
        }
        command
    }

    fn edit(&mut self) -> Vec<Effect> {
        if self.data_args.is_empty() {
            self.warn(
                "the dataset inside the program cannot be edited; `demarche export -f toml -o my.toml` makes a copy",
            );
            return Vec::new();
        }
        let origin = self.current().map(|record| self.index.dataset.origin(self.index.record(record)));
        origin.map(Effect::Edit).into_iter().collect()
    }

    fn reload(&mut self) -> Vec<Effect> {
        if !self.faults.is_empty() {
            self.mode = Mode::Faults(0);
        }
        if self.data_args.is_empty() {
            if self.faults.is_empty() {
                self.say("the dataset inside the program does not change");
            }
            return Vec::new();
        }
        vec![Effect::Reload]
    }

    fn open_export(&mut self) {
        if self.selection.is_empty() {
            self.warn("nothing is selected, so there is nothing to export");
            return;
        }
        let words = if self.view.query.is_empty() || !self.view.filtered {
            self.index.dataset.about.title.to_string()
        } else {
            self.view.query.clone()
        };
        self.mode = Mode::Export(ExportDialogue::new(&stem(&words)));
        self.preview_export();
    }

    /// Takes newly read data. The cursor, the marks and the query stay where they were, by id. Data with errors where there
    /// were none leaves the old data on the screen.
    pub fn replace(&mut self, workspace: Workspace) {
        let errors = |faults: &[crate::diagnostic::Fault]| faults.iter().any(|fault| fault.severity == Severity::Error);
        let Workspace { index, loaded } = workspace;
        let broken = errors(&loaded.faults) && !errors(&self.faults);
        (self.faults, self.texts) = (loaded.faults, loaded.texts);
        if broken {
            let first = self.faults.iter().find(|fault| fault.severity == Severity::Error);
            let first = first.map(|fault| crate::diagnostic::one_line(fault, &self.texts)).unwrap_or_default();
            self.warn(format!("the old data stays: {first}  (R shows all)"));
            return;
        }
        self.left_out = loaded.left_out;
        self.whole = Arc::new(index);
        self.index = Arc::clone(&self.whole);
        self.marks.retain(|id| self.whole.find(id).is_some());
        if self.select(&self.view).is_err() {
            (self.view.filtered, self.view.ranged) = (false, false);
            self.warn("the query names something that the new data does not have; the filter is off");
        } else {
            self.say("read again");
        }
        self.refresh();
        self.prepare_detail();
    }

    /// The configuration was wrong, or records were left out: says so at the start.
    pub fn notice(&mut self, text: Option<String>) {
        let errors = self.faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        match text {
            Some(text) => self.warn(text),
            None if errors > 0 => {
                let records = if self.left_out == 1 {
                    "1 record is left out".to_owned()
                } else {
                    format!("{} records are left out", self.left_out)
                };
                self.warn(format!("the data has errors: {records}; R shows them"));
            }
            None => {}
        }
    }
}
