//! What is written to the terminal: after any keys, the terminal shows what a screen written anew would show.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use demarche::config::{Settings, ThemeName};
use demarche::tui::action;
use demarche::tui::app::{App, Input};
use demarche::tui::output::Output;
use demarche::tui::ui::screen::draw;
use proptest::prelude::*;
use proptest::sample::select as one_of;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crate::support::{Screen, TALKS, indexed, themed};

/// Written bytes.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn emulator(width: u16, height: u16) -> vt100::Parser {
    let size = |cells: u16| std::num::NonZero::new(cells).expect("a size");
    vt100::Parser::new(size(height), size(width), 0)
}

/// A terminal in which each frame is written after the one before.
struct Shown {
    written: Bytes,
    terminal: Terminal<Output<Bytes>>,
    emulator: vt100::Parser,
    size: (u16, u16),
}

impl Shown {
    fn new(width: u16, height: u16) -> Self {
        let written = Bytes::default();
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
        let output = Output::new(written.clone(), Size { width, height }, true);
        let terminal = Terminal::with_options(output, options).expect("memory");
        Self { written, terminal, emulator: emulator(width, height), size: (width, height) }
    }

    /// Draws a frame. Returns how many bytes it took.
    fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> usize {
        self.terminal.draw(render).expect("memory");
        let bytes = std::mem::take(&mut *self.written.0.borrow_mut());
        self.emulator.process(&bytes);
        bytes.len()
    }

    fn cells(&self) -> Vec<String> {
        cells(&self.emulator, self.size)
    }
}

/// The same frame, written to a blank terminal by the backend of Ratatui.
fn written_anew((width, height): (u16, u16), render: impl FnOnce(&mut Frame<'_>)) -> Vec<String> {
    let written = Bytes::default();
    let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, width, height)) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(written.clone()), options).expect("memory");
    terminal.draw(render).expect("memory");
    let mut emulator = emulator(width, height);
    emulator.process(&written.0.borrow());
    cells(&emulator, (width, height))
}

/// What can be seen of every cell, by lines.
fn cells(emulator: &vt100::Parser, (width, height): (u16, u16)) -> Vec<String> {
    let cell = |y, x| {
        let cell = emulator.screen().cell(y, x).expect("a cell");
        let seen = (cell.bgcolor(), cell.inverse(), cell.underline());
        // The emulator has only one of bold and dim, the last.
        let weight = cell.bold() || cell.dim();
        match cell.contents() {
            "" | " " => format!("blank {seen:?}"),
            text => format!("{text} {seen:?} {:?} {weight} {}", cell.fgcolor(), cell.italic()),
        }
    };
    (0..height).map(|y| (0..width).map(|x| cell(y, x)).collect::<Vec<_>>().join("|")).collect()
}

/// The first cell that differs: line, column, what it is, what is expected.
fn difference(is: &[String], expected: &[String]) -> Option<(usize, usize, String, String)> {
    let lines = is.iter().zip(expected).enumerate();
    lines.filter(|(_, (is, expected))| is != expected).find_map(|(line, (is, expected))| {
        let mut cells = is.split('|').zip(expected.split('|')).enumerate();
        let (column, (is, expected)) = cells.find(|(_, (is, expected))| is != expected)?;
        Some((line, column, is.to_owned(), expected.to_owned()))
    })
}

/// What happens to a screen.
#[derive(Debug, Clone)]
enum Step {
    Press(String),
    Type(&'static str),
    Wheel(i32),
    Resize(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    let keys: Vec<&str> = action::all().into_iter().flat_map(|info| info.keys.iter().copied()).collect();
    let moving = vec!["j", "k", "j", "k", "Ctrl-d", "Ctrl-u", "PgDn", "PgUp", "}", "{", "G", "g", "l", "h"];
    prop_oneof![
        8 => one_of(moving).prop_map(|key| Step::Press(key.to_owned())),
        4 => one_of(keys).prop_map(|key| Step::Press(key.to_owned())),
        2 => one_of(vec!["by:anna", "river", "a", "停火"]).prop_map(Step::Type),
        4 => (-9i32..9).prop_map(Step::Wheel),
        1 => (20u16..220, 5u16..70).prop_map(|(width, height)| Step::Resize(width, height)),
    ]
}

/// Takes the steps and compares after each.
fn compare(mut screen: Screen, size: (u16, u16), steps: &[Step]) -> Result<(), TestCaseError> {
    let mut shown = Shown::new(size.0, size.1);
    screen.resize(size.0, size.1);
    for step in std::iter::once(&Step::Wheel(0)).chain(steps) {
        match step {
            Step::Press(key) => drop(screen.press(key)),
            Step::Type(text) => drop(screen.press(&format!("`{text}`"))),
            Step::Wheel(lines) => drop(screen.update(Input::Wheel(*lines))),
            Step::Resize(width, height) => {
                screen.resize(*width, *height);
                shown = Shown::new(*width, *height);
            }
        }
        let app: &App = &screen.app;
        shown.draw(|frame| draw(app, frame));
        let expected = written_anew(shown.size, |frame| draw(app, frame));
        prop_assert_eq!(difference(&shown.cells(), &expected), None, "after {:?}", step);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_what_a_screen_written_anew_would_show(
        size in (20u16..220, 5u16..70),
        theme in one_of(vec![ThemeName::Dark, ThemeName::Light, ThemeName::Mono]),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let screen = Screen::of(indexed(TALKS), 100, 20, themed(theme, false));
        compare(screen, size, &steps)?;
    }

    /// Any cells, not only those that the program draws.
    #[test]
    fn any_frames_are_shown(
        (width, height) in (1u16..60, 1u16..40),
        frames in prop::collection::vec(any_frame(), 1..6),
    ) {
        let mut shown = Shown::new(width, height);
        for frame in &frames {
            shown.draw(|screen| frame.draw(screen));
            let expected = written_anew((width, height), |screen| frame.draw(screen));
            prop_assert_eq!(difference(&shown.cells(), &expected), None);
        }
    }
}

/// Lines of text in two columns, of which the left one scrolls.
#[derive(Debug, Clone)]
struct AnyFrame {
    scrolled: u16,
    right: Vec<String>,
    styled: (u16, u8),
}

fn any_frame() -> impl Strategy<Value = AnyFrame> {
    let right = prop::collection::vec("([a-c ]|停|é|   ){0,20}", 0..40);
    (0u16..12, right, (0u16..40, 0u8..6)).prop_map(|(scrolled, right, styled)| AnyFrame { scrolled, right, styled })
}

impl AnyFrame {
    fn draw(&self, frame: &mut Frame<'_>) {
        use ratatui::style::{Color, Modifier, Style};
        let area = frame.area();
        let styles = [
            Style::new().bg(Color::Blue),
            Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            Style::new().add_modifier(Modifier::DIM),
            Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Style::new().add_modifier(Modifier::UNDERLINED),
            Style::new(),
        ];
        let buffer = frame.buffer_mut();
        for y in 1..area.height.saturating_sub(1) {
            let line = y + self.scrolled;
            buffer.set_stringn(0, y, format!("{line} 停火 line {}", u32::from(line) * 7919 % 1000), 30, Style::new());
            if let Some(text) = self.right.get(usize::from(y)).filter(|_| area.width > 32) {
                buffer.set_stringn(32, y, text, usize::from(area.width - 32), Style::new());
            }
            // After the text, so that both cells of a wide character have one style.
            if line.is_multiple_of(5) {
                buffer.set_style(Rect { y, height: 1, ..area }, styles[usize::from(line) % 6]);
            }
        }
        if self.styled.0 < area.height {
            buffer.set_style(Rect { y: self.styled.0, height: 1, ..area }, styles[usize::from(self.styled.1)]);
        }
    }
}

#[test]
fn scrolling_and_moving_the_cursor_take_few_bytes() {
    for (size, scrolled, moved) in [((200, 60), 4096, 3072), ((80, 24), 1024, 512)] {
        let mut screen = Screen::new(size.0, size.1);
        let mut shown = Shown::new(size.0, size.1);
        let mut bytes = |screen: &mut Screen, key: &str| {
            screen.press(key);
            shown.draw(|frame| draw(&screen.app, frame))
        };
        bytes(&mut screen, "g");
        let median = |mut all: Vec<usize>| {
            all.sort_unstable();
            all[all.len() / 2]
        };
        let moving = median((0..9).map(|_| bytes(&mut screen, "j")).collect());
        assert!(moving <= moved, "{moving} bytes to move the cursor at {size:?}");
        for _ in 0..100 {
            bytes(&mut screen, "j");
        }
        let scrolling = median((0..21).map(|_| bytes(&mut screen, "j")).collect());
        assert!(scrolling <= scrolled, "{scrolling} bytes to scroll at {size:?}");
    }
}

/// Only that is written which differs.
#[test]
fn the_same_frame_again_takes_no_cells() {
    let screen = Screen::with(120, 30, Settings::default());
    let mut shown = Shown::new(120, 30);
    shown.draw(|frame| draw(&screen.app, frame));
    let again = shown.draw(|frame| draw(&screen.app, frame));
    assert!(again < 16, "{again} bytes, of which none are cells");
}
