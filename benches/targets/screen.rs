//! Keys on the screen: from the key to the bytes for the terminal, without the terminal itself.

use std::cell::Cell;
use std::fmt;
use std::path::Path;
use std::rc::Rc;

use chrono::DateTime;
use demarche::config::Settings;
use demarche::model::{AnyId, TableName};
use demarche::tui::app::{App, InitialView, Input, Start};
use demarche::tui::key::Key;
use demarche::tui::keymap::KeyMap;
use demarche::tui::output::Output;
use demarche::tui::ui::screen::draw;
use demarche::workspace::Workspace;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::exports::Counter;
use crate::table::{Table, Times};

/// The times of keys.
#[derive(Default)]
pub(crate) struct Keys {
    /// From the key to the last byte of the frame.
    frame: Times,
    /// What follows if no other key comes: completions and facets, and the frame with them.
    after: Times,
    /// The longest part of it, for which a key may have to wait.
    parts: Times,
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.frame)?;
        if self.after.is_empty() { Ok(()) } else { write!(f, ", then {} in parts of {}", self.after, self.parts) }
    }
}

/// Writes as the program does, to nowhere.
type Backend = Output<Counter>;

pub(crate) struct Screen {
    pub(crate) app: App,
    terminal: Terminal<Backend>,
    written: Rc<Cell<usize>>,
}

impl Screen {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        let settings = Settings::default();
        let start = Start {
            initial_view: InitialView::default(),
            keys: KeyMap::with(&settings.keys).unwrap(),
            settings,
            queries: Vec::new(),
            saved: Vec::new(),
            notices: Vec::new(),
            data_args: Vec::new(),
            clock: || DateTime::UNIX_EPOCH,
        };
        let mut app = App::new(start);
        app.update(Input::Resize(width, height));
        let written = Rc::default();
        Self { app, terminal: terminal(width, height, &written, true), written }
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.resize_for(width, height, true);
    }

    /// Resizes, and writes few bytes or what Ratatui's own backend does.
    fn resize_for(&mut self, width: u16, height: u16, few: bool) {
        self.app.update(Input::Resize(width, height));
        self.terminal = terminal(width, height, &self.written, few);
        self.draw();
    }

    /// Handles an input and draws; what is left for after the frame is timed apart.
    pub(crate) fn input(&mut self, input: Input) -> Keys {
        let mut keys = Keys::default();
        keys.frame.time(|| {
            self.app.answer(input);
            self.draw();
        });
        if self.app.is_pending() {
            let mut parts = Times::default();
            keys.after.time(|| {
                while self.app.is_pending() {
                    parts.time(|| self.app.settle_in_part());
                }
                self.draw();
            });
            keys.parts.add_longest(&parts);
        }
        keys
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| draw(&self.app, frame)).unwrap();
    }

    pub(crate) fn key(&mut self, name: &str) -> Keys {
        self.input(Input::Key(Key::parse(name).unwrap()))
    }

    fn bytes(&self) -> usize {
        self.written.get()
    }

    /// Presses keys, separated by spaces, and times each.
    pub(crate) fn press(&mut self, keys: &str) -> Keys {
        let mut all = Keys::default();
        for key in keys.split(' ') {
            let keys = self.key(key);
            all.frame.append(keys.frame);
            all.after.append(keys.after);
            all.parts.append(keys.parts);
        }
        all
    }

    /// Types a text into the open prompt, timing each letter.
    pub(crate) fn typed(&mut self, text: &str) -> Keys {
        let names = text.chars().map(|letter| if letter == ' ' { "Space".to_owned() } else { letter.to_string() });
        self.press(&names.collect::<Vec<_>>().join(" "))
    }
}

fn terminal(width: u16, height: u16, written: &Rc<Cell<usize>>, few: bool) -> Terminal<Backend> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    let backend = Output::new(Counter(Rc::clone(written)), Size { width, height }, few);
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}

/// Measures keys, drawing and reloads.
pub(crate) fn measure(workspace: Workspace, folder: &Path, table: &mut Table) {
    let mut screen = Screen::new(200, 60);
    let first = |table| workspace.index.dataset.written_id(AnyId { table, index: 0 }).to_owned();
    let [person, topic] = [TableName::Persons, TableName::Topics].map(first);
    let rows = screen.input(Input::Loaded(Box::new(workspace)));
    table.add("loaded data to first rows", rows, "", "");

    let texts = [
        "ceasefire".to_owned(),
        format!("person:{person} topic:{topic}"),
        "sta since:2020".to_owned(),
        "reliability:>=B in:2020-05".to_owned(),
        "id:e77 reported:2020-05".to_owned(),
    ];
    for text in texts {
        screen.key("/");
        table.add(format!("type {text:?}, a letter"), screen.typed(&text), "", "1 / 2 / 5 / 16");
        table.add("  delete it, a letter", screen.press(&["Backspace"; 6].join(" ")), "", "");
        table.add("  cancel", screen.press("Esc"), "", "");
    }
    for (text, letter) in [("person:", "s"), ("by:", "s"), ("source:", "g"), ("in:", "2"), ("reported:", "2")] {
        screen.key("/");
        screen.typed(text);
        table.add(format!("the first letter after {text}"), screen.typed(letter), "", "1 / 2 / 5 / 16");
        screen.press("Esc");
    }
    screen.key("/");
    screen.typed("ceasefire");
    table.add("apply a filter", screen.press("Enter"), "", "");
    table.add("undo it", screen.press("u"), "", "");
    table.add("leave a prompt unused", screen.press(": Esc : Esc"), "", "");

    table.add("scroll a line", screen.press(&["j"; 400].join(" ")), "", "1.5, 99 % 5");
    [(200, 60), (80, 24)].into_iter().for_each(|(width, height)| output(&mut screen, width, height, table));
    screen.resize(200, 60);
    table.add("last, first record", screen.press("G g G g"), "", "");
    table.add("next group", screen.press(&["}"; 20].join(" ")), "", "");
    table.add("zoom and back", screen.press("- + - +"), "", "");
    table.add("reverse", screen.press("r r"), "", "");
    table.add("threads", screen.press("v v"), "", "");
    table.add("quotes only", screen.press("x x"), "", "");
    table.add("other lens", screen.press("2 1"), "", "");
    table.add("mark", screen.press("m m"), "", "");

    screen.key("p");
    table.add("person picker, a letter", screen.typed("shatu"), "", "1.5 (1,000 persons)");
    table.add("  move in it", screen.press("Down Down Up"), "", "");
    table.add("  leave", screen.press("Esc"), "", "");
    table.add("open the facets", screen.press("f"), "", "");
    table.add("  choose and undo", screen.press("Enter u Enter u"), "", "");
    screen.key("Esc");

    // About half of all records were known then.
    screen.press("a Ctrl-u 2 0 2 0 - 0 5 - 0 1");
    table.add("as of: next report", screen.press("a a a"), "", "a keystroke");
    table.add("as of: previous report", screen.press("A A A"), "", "");
    screen.key("Esc");

    for (width, height, target) in [(80, 24, "0.4"), (200, 60, "1.0"), (400, 120, "2.5")] {
        screen.resize(width, height);
        let times = Times::repeat(30, || screen.draw());
        table.add(format!("draw {width}×{height}"), times, "", target);
    }
    screen.resize(200, 60);
    crate::reload::measure(&mut screen, folder, table);
}

/// What keys do, the key that leads to where they are measured, how often another one moves on from there, the keys, and the
/// most bytes that each may take.
const OUTPUT: &[(&str, &str, usize, &str, &str)] = &[
    ("move the cursor", "g", 3, "j j j j j j j j", "1 kB"),
    ("scroll a line", "g", 120, "j j j j j j j j j j j j", "4 kB"),
    ("scroll back", "G", 120, "k k k k k k k k k k k k", "4 kB"),
    ("scroll half a page", "g", 0, "Ctrl-d Ctrl-d Ctrl-d Ctrl-d Ctrl-u Ctrl-u", ""),
    ("type a letter", "/", 0, "c e a s e f", ""),
];

/// How many bytes keys write to a terminal of this size; in the column of limits, those of Ratatui's own backend.
fn output(screen: &mut Screen, width: u16, height: u16, table: &mut Table) {
    for (what, to, times, keys, target) in OUTPUT {
        let [plain, few] = [false, true].map(|few| {
            screen.resize_for(width, height, few);
            screen.press(to);
            (0..*times).for_each(|_| drop(screen.key(&keys[..1])));
            let mut bytes: Vec<usize> = Vec::new();
            for key in keys.split(' ') {
                let before = screen.bytes();
                screen.key(key);
                bytes.push(screen.bytes() - before);
            }
            screen.press("Esc");
            bytes.sort_unstable();
            format!("{} (most {})", bytes[bytes.len() / 2], bytes[bytes.len() - 1])
        });
        table.add(format!("bytes to {what}, {width}×{height}"), few, format!("{plain} by Ratatui"), target);
    }
}
