//! The state of a screen as one line, for tables of cases; and mouse and paste input.

use std::sync::OnceLock;

use demarche::config::Settings;
use demarche::files::Stamp;
use demarche::tui::app::{Input, Start};
use demarche::tui::effect::{Effect, ExportRequest, Outcome, Overwrite};
use demarche::tui::state::Focus;
use demarche::workspace;

use super::{Screen, indexed, loaded, start};

/// The dataset of most screen tests.
pub(crate) const TALKS: &str = include_str!("../data/screen.toml");

/// The displayed text of each record of [`TALKS`], with its id.
fn record_texts() -> &'static [(String, String)] {
    static TEXTS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let file: toml::Table = TALKS.parse().expect("TOML");
        let records = |table: &str, text_key: &str| {
            let rows = file[table].as_array().expect("an array").iter();
            let text = |row: &toml::Value, key: &str| row[key].as_str().expect("text").to_owned();
            rows.map(|row| (text(row, text_key), text(row, "id"))).collect::<Vec<_>>()
        };
        [records("event", "title"), records("quote", "text")].concat()
    })
}

/// The stamp of an unrelated file.
fn any_stamp() -> Stamp {
    Stamp::of(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").as_ref()).expect("a file")
}

impl Screen {
    /// A screen of 100 columns and 20 rows with [`TALKS`]; the list has 13 rows.
    pub(crate) fn talks() -> Self {
        Self::of(indexed(TALKS), 100, 20, Settings::default())
    }

    /// A screen of this size with [`TALKS`].
    pub(crate) fn talks_at(width: u16, height: u16) -> Self {
        Self::of(indexed(TALKS), width, height, Settings::default())
    }

    /// The same screen with data from a file of this name.
    pub(crate) fn with_file(self, name: &str) -> Self {
        let start = Start { data_args: vec![name.to_owned()], ..start(Settings::default()) };
        Self::start(workspace::from_loaded(loaded(TALKS)), self.size.0, self.size.1, start)
    }

    /// Reports the last requested export as written.
    pub(crate) fn finish_export(&mut self) -> &mut Self {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export requested") };
        let overwrite = Overwrite::Unchanged(any_stamp());
        self.update(Input::Done(Outcome::Exported(ExportRequest { overwrite, ..request }, "written".to_owned())))
    }

    /// The texts that were copied, in order.
    pub(crate) fn copies(&self) -> Vec<&str> {
        let copies = self.effects.iter().filter_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        });
        copies.collect()
    }

    /// The text that a key copies.
    pub(crate) fn copied(&mut self, key: &str) -> String {
        self.effects.clear();
        self.press(key);
        (*self.copies().first().expect("a copy")).to_owned()
    }

    /// The JSON that the last requested export writes.
    pub(crate) fn written(&mut self) -> serde_json::Value {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export requested") };
        let mut out = Vec::new();
        self.app.state().write_export(&request, super::clock(), &mut out).expect("memory does not fail");
        serde_json::from_slice(&out).expect("JSON")
    }

    /// Reports that the file of the last requested export exists.
    pub(crate) fn report_existing_file(&mut self) -> &mut Self {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export requested") };
        self.update(Input::Done(Outcome::Exists(request)))
    }

    /// Loads other data, as if the files had changed.
    pub(crate) fn reload(&mut self, text: &str) -> &mut Self {
        self.update(Input::Loaded(Box::new(workspace::from_loaded(loaded(text)))))
    }

    /// Clicks on a cell.
    pub(crate) fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.update(Input::Click(x, y))
    }

    /// Clicks on the start of a text.
    pub(crate) fn click_on(&mut self, text: &str) -> &mut Self {
        let screen = self.text();
        let found =
            screen.lines().enumerate().find_map(|(y, line)| Some((line[..line.find(text)?].chars().count(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"));
        self.click(x as u16, y as u16)
    }

    /// Turns the mouse wheel; positive is down.
    pub(crate) fn wheel(&mut self, lines: i32) -> &mut Self {
        self.update(Input::Wheel(lines))
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.update(Input::Paste(text.to_owned()))
    }

    /// The query of the view.
    pub(crate) fn query(&self) -> &str {
        &self.view().query
    }

    /// The screen as text, each row followed by the styles of its cells as letters, and what the letters mean.
    pub(crate) fn painted(&self) -> String {
        let (buffer, cursor) = self.drawn();
        let mut styles: Vec<String> = Vec::new();
        let mut painted = String::new();
        for (y, row) in self.text().split('\n').enumerate() {
            let letters = (0..buffer.area.width).map(|x| {
                let cell = &buffer[(x, y as u16)];
                let mut style = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier);
                style = style.replace("Modifier(0x0)", "").replace("NONE", "").replace("Reset", "-");
                let style = style.trim().to_owned();
                if style == "- on -" {
                    return ' ';
                }
                let at = styles.iter().position(|known| *known == style).unwrap_or(styles.len());
                if at == styles.len() {
                    styles.push(style);
                }
                char::from(b'a' + at as u8)
            });
            let letters: String = letters.collect();
            painted += &format!("{row}\n");
            if !letters.trim().is_empty() {
                painted += &format!("{}\n", letters.trim_end());
            }
        }
        painted += &format!("cursor at {}, {}\n", cursor.x, cursor.y);
        for (at, style) in styles.iter().enumerate() {
            painted += &format!("{} = {style}\n", char::from(b'a' + at as u8));
        }
        painted
    }

    /// The first row of the list: the id of a record of [`TALKS`], or a heading.
    pub(crate) fn top(&self) -> String {
        let list = self.app.state().layout().list;
        if list.is_empty() {
            return "(hidden)".to_owned();
        }
        let row = self.first_row(list);
        let record = record_texts().iter().find(|(text, _)| row.contains(text.as_str()));
        match record {
            Some((_, id)) => id.clone(),
            None if row.is_empty() => "(blank)".to_owned(),
            None => row,
        }
    }

    /// The ids of the records in the list, from first to last.
    pub(crate) fn list_ids(&mut self) -> Vec<String> {
        self.press("g");
        let mut ids: Vec<String> = self.current().map(ToOwned::to_owned).into_iter().collect();
        loop {
            self.press("j");
            match self.current() {
                Some(id) if ids.last().is_some_and(|last| last != id) => ids.push(id.to_owned()),
                _ => return ids,
            }
        }
    }

    /// The visible rows of the list, without trailing white space.
    pub(crate) fn list_rows(&self) -> Vec<String> {
        self.rows_of(self.app.state().layout().list)
    }

    /// The visible rows of the detail pane.
    pub(crate) fn detail_rows(&self) -> Vec<String> {
        self.rows_of(self.app.state().layout().detail)
    }

    fn rows_of(&self, area: ratatui::layout::Rect) -> Vec<String> {
        let (buffer, _) = self.drawn();
        let row = |y: u16| (area.left()..area.right()).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (area.top()..area.bottom()).map(|y| row(y).trim_end().to_owned()).collect()
    }

    /// The first row of the detail pane.
    pub(crate) fn detail_top(&self) -> String {
        self.first_row(self.app.state().layout().detail)
    }

    fn first_row(&self, area: ratatui::layout::Rect) -> String {
        let row = self.rows_of(area).into_iter().next().unwrap_or_default();
        row.trim().trim_end_matches(['↑', '↓']).trim().to_owned()
    }

    /// The state as one line: current record, first row, and whatever differs from the initial state: query, number of records,
    /// flags of the view, panes.
    pub(crate) fn state(&self) -> String {
        let view = self.view();
        let detail = self.app.state().focus() == Focus::Detail;
        let detail_top = if detail { format!("detail at {}", self.detail_top()) } else { String::new() };
        let zoom = if view.zoom.name() == "week" { String::new() } else { format!("by {}", view.zoom.name()) };
        let sort = view.sort.as_ref().map_or_else(String::new, |column| format!("sorted by {column}"));
        let areas = self.app.state().layout();
        let width = if areas.two_panes() { format!("list {} wide", areas.list.width) } else { "one pane".to_owned() };
        let mode = view.mode.as_ref().map_or_else(String::new, |mode| format!("mode {mode}"));
        let narrow = if view.narrow.is_empty() { String::new() } else { format!("narrowed to {}", view.narrow) };
        let flags = [
            (view.lens != "timeline", view.lens),
            (true, mode.as_str()),
            (true, narrow.as_str()),
            (true, sort.as_str()),
            (true, zoom.as_str()),
            (view.reverse, "latest first"),
            (view.threaded, "threads"),
            (!view.context, "no context"),
            (view.quotes_only, "quotes only"),
            (view.marked_only, "marked only"),
            (!view.filtered, "filter off"),
            (!view.ranged, "time off"),
            (width != "list 52 wide", width.as_str()),
            (detail, detail_top.as_str()),
        ];
        let mut parts = vec![self.current().unwrap_or("nothing").to_owned(), self.top()];
        if !view.query.is_empty() {
            parts.push(format!("/ {}", view.query));
        }
        let shown = self.app.state().selection().len();
        if shown != record_texts().len() {
            parts.push(shown.to_string());
        }
        parts.extend(flags.iter().filter(|(on, word)| *on && !word.is_empty()).map(|(_, word)| (*word).to_owned()));
        parts.join(" | ")
    }

    /// The effects requested since the last call, one per line.
    pub(crate) fn effect_log(&mut self) -> String {
        let lines = std::mem::take(&mut self.effects).into_iter().map(|effect| match effect {
            Effect::Copy { text, .. } => format!("copy {text}"),
            Effect::OpenUrl(url) => format!("open {url}"),
            Effect::Export(request) => {
                let to = request.path.map_or("clipboard".into(), |path| path.display().to_string());
                let how = [
                    (request.overwrite != Overwrite::Never, " overwrite"),
                    (request.marked, " marked"),
                    (request.with_context, " context"),
                    (request.with_points, " points"),
                ];
                let how: String = how.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
                format!("export {} to {to}{how}", request.format)
            }
            Effect::Edit(origin) => format!("edit line {}", origin.line),
            Effect::Remember(query) => format!("remember {query}"),
            Effect::SaveView(view) => format!("save view {}: {}", view.name, view.query),
            Effect::IndexWords => "index words".to_owned(),
            Effect::Reload => "reload".to_owned(),
            Effect::Suspend => "suspend".to_owned(),
            Effect::Quit => "quit".to_owned(),
            Effect::Fail(message) => format!("fail {message}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Checks cases, each given as description, actual and expected value, and reports all failures.
pub(crate) fn assert_cases(cases: impl IntoIterator<Item = (String, String, String)>) {
    let failures = cases.into_iter().filter(|(_, actual, expected)| actual != expected);
    let failures: Vec<String> = failures
        .map(|(case, actual, expected)| format!("{case}\n  actual   {actual}\n  expected {expected}"))
        .collect();
    assert!(failures.is_empty(), "{} cases failed:\n{}", failures.len(), failures.join("\n"));
}
