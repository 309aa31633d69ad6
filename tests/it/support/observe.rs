//! What a screen shows, in one line, so that tables of cases can say what keys lead to; and mouse, wheel and paste.

use std::sync::OnceLock;

use demarche::config::Settings;
use demarche::files::Stamp;
use demarche::tui::app::{Input, Start};
use demarche::tui::effect::{Done, Effect, ExportRequest, Overwrite};
use demarche::tui::state::Focus;
use demarche::workspace;

use super::{Screen, indexed, loaded, start};

/// The dataset of most tests of the screen.
pub(crate) const TALKS: &str = include_str!("../data/screen.toml");

/// The words by which a record of [`TALKS`] is known on the screen, with its id.
fn known_words() -> &'static [(String, String)] {
    static WORDS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file: toml::Table = TALKS.parse().expect("TOML");
        let records = |table: &str, words: &str| {
            let rows = file[table].as_array().expect("an array").iter();
            let text = |row: &toml::Value, key: &str| row[key].as_str().expect("text").to_owned();
            rows.map(|row| (text(row, words), text(row, "id"))).collect::<Vec<_>>()
        };
        [records("event", "title"), records("quote", "text")].concat()
    })
}

/// The stamp of a file that does not change.
fn any_stamp() -> Stamp {
    Stamp::of(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").as_ref()).expect("a file")
}

impl Screen {
    /// [`TALKS`] on a screen of 100 columns and 20 rows, of which the list has 13.
    pub(crate) fn talks() -> Self {
        Self::of(indexed(TALKS), 100, 20, Settings::default())
    }

    /// The same dataset on a screen of this size.
    pub(crate) fn talks_at(width: u16, height: u16) -> Self {
        Self::of(indexed(TALKS), width, height, Settings::default())
    }

    /// The same as if the data had been read from a file of this name.
    pub(crate) fn with_file(self, name: &str) -> Self {
        let start = Start { data_args: vec![name.to_owned()], ..start(Settings::default()) };
        Self::start(workspace::from_loaded(loaded(TALKS)), self.size.0, self.size.1, start)
    }

    /// Tells the screen that the export asked for last was written.
    pub(crate) fn exported(&mut self) -> &mut Self {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export was asked for") };
        let overwrite = Overwrite::Unchanged(any_stamp());
        self.update(Input::Done(Done::Exported(ExportRequest { overwrite, ..request }, "written".to_owned())))
    }

    /// What the export asked for last writes, which is JSON.
    pub(crate) fn written(&mut self) -> serde_json::Value {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export was asked for") };
        let mut out = Vec::new();
        self.app.state().write_export(&request, super::clock(), &mut out).expect("memory does not fail");
        serde_json::from_slice(&out).expect("JSON")
    }

    /// Tells the screen that there is a file of the name to which the export asked for last was to go.
    pub(crate) fn file_exists(&mut self) -> &mut Self {
        let Some(Effect::Export(request)) = self.effects.pop() else { panic!("no export was asked for") };
        self.update(Input::Done(Done::Exists(request)))
    }

    /// Reads other data, as if the files had changed.
    pub(crate) fn reload(&mut self, text: &str) -> &mut Self {
        self.update(Input::Loaded(Box::new(workspace::from_loaded(loaded(text)))))
    }

    /// A click on a cell, counted from the top left.
    pub(crate) fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.update(Input::Click(x, y))
    }

    /// A click on the cell where this text begins.
    pub(crate) fn click_on(&mut self, text: &str) -> &mut Self {
        let screen = self.text();
        let found =
            screen.lines().enumerate().find_map(|(y, line)| Some((line[..line.find(text)?].chars().count(), y)));
        let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"));
        self.click(x as u16, y as u16)
    }

    /// The wheel, by so many lines; down is positive.
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

    /// What stands in the first row of the list: the id of a record of [`TALKS`], or a heading.
    pub(crate) fn top(&self) -> String {
        let list = self.app.state().layout().list;
        if list.is_empty() {
            return "(hidden)".to_owned();
        }
        let row = self.first_row(list);
        let known = known_words().iter().find(|(words, _)| row.contains(words.as_str()));
        match known {
            Some((_, id)) => id.clone(),
            None if row.is_empty() => "(blank)".to_owned(),
            None => row,
        }
    }

    /// The ids of the records of the list from first to last, in the order in which they stand.
    pub(crate) fn walked(&mut self) -> Vec<String> {
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

    /// The rows of the list as they are seen, without what is blank at their ends.
    pub(crate) fn list_rows(&self) -> Vec<String> {
        self.rows_of(self.app.state().layout().list)
    }

    /// The rows of the detail pane.
    pub(crate) fn detail_rows(&self) -> Vec<String> {
        self.rows_of(self.app.state().layout().detail)
    }

    fn rows_of(&self, area: ratatui::layout::Rect) -> Vec<String> {
        let (buffer, _) = self.drawn();
        let row = |y: u16| (area.left()..area.right()).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (area.top()..area.bottom()).map(|y| row(y).trim_end().to_owned()).collect()
    }

    /// What stands in the first row of the detail pane.
    pub(crate) fn detail_top(&self) -> String {
        self.first_row(self.app.state().layout().detail)
    }

    fn first_row(&self, area: ratatui::layout::Rect) -> String {
        let row = self.rows_of(area).into_iter().next().unwrap_or_default();
        row.trim().trim_end_matches(['↑', '↓']).trim().to_owned()
    }

    /// All in one line: the current record, the first row, and what is not as at the start: query, number of records, flags
    /// of the view, panes.
    pub(crate) fn state(&self) -> String {
        let view = self.view();
        let detail = self.app.state().focus() == Focus::Detail;
        let detail_top = if detail { format!("detail at {}", self.detail_top()) } else { String::new() };
        let zoom = if view.zoom.name() == "week" { String::new() } else { format!("by {}", view.zoom.name()) };
        let sort = view.sort.as_ref().map_or_else(String::new, |column| format!("sorted by {column}"));
        let areas = self.app.state().layout();
        let width = if areas.two_panes() { format!("list {} wide", areas.list.width) } else { "one pane".to_owned() };
        let flags = [
            (view.lens != "timeline", view.lens),
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
        if shown != known_words().len() {
            parts.push(shown.to_string());
        }
        parts.extend(flags.iter().filter(|(on, word)| *on && !word.is_empty()).map(|(_, word)| (*word).to_owned()));
        parts.join(" | ")
    }

    /// What was asked of the world outside since this was last asked, one line each.
    pub(crate) fn asked_outside(&mut self) -> String {
        let lines = std::mem::take(&mut self.effects).into_iter().map(|effect| match effect {
            Effect::Copy { text, .. } => format!("copy {text}"),
            Effect::OpenUrl(url) => format!("open {url}"),
            Effect::Export(request) => {
                let to = request.path.map_or("clipboard".into(), |path| path.display().to_string());
                let how = [
                    (request.overwrite != Overwrite::Never, " over"),
                    (request.marked, " marked"),
                    (request.with_context, " context"),
                ];
                let how: String = how.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
                format!("export {} to {to}{how}", request.format)
            }
            Effect::Edit(origin) => format!("edit line {}", origin.line),
            Effect::Remember(query) => format!("remember {query}"),
            Effect::SaveView(view) => format!("keep view {}: {}", view.name, view.query),
            Effect::Reload => "reload".to_owned(),
            Effect::Suspend => "suspend".to_owned(),
            Effect::Quit => "quit".to_owned(),
            Effect::Fail(message) => format!("fail {message}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Fails with everything that is not as a table says: what led there, what it led to, what was expected.
pub(crate) fn all_as_expected(cases: impl IntoIterator<Item = (String, String, String)>) {
    let wrong = cases.into_iter().filter(|(_, is, expected)| is != expected);
    let wrong: Vec<String> =
        wrong.map(|(what, is, wanted)| format!("{what}\n  is       {is}\n  expected {wanted}")).collect();
    assert!(wrong.is_empty(), "{} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
