//! Writes changed cells in few bytes: blanks are erased in one go (EL, ECH), short gaps between changed cells of one style are
//! written again where that is shorter than to move the cursor, and in a line the cursor moves by its column (CHA).
//!
//! Positions are absolute, as the width of some characters depends on the terminal.

use std::io::{self, Write};
use std::iter::Peekable;

use crossterm::cursor::{MoveTo, MoveToColumn};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, SetBackgroundColor, SetForegroundColor, SetUnderlineColor};
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// The longest gap that is written again.
const MAX_GAP: u16 = 4;
/// The fewest changed blanks that are erased instead of written: to the end of the line, and elsewhere.
const MIN_ERASED: (usize, usize) = (4, 12);

/// How cells are written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    text: Color,
    background: Color,
    underline: Color,
    modifier: Modifier,
}

/// How a terminal writes after a reset.
const PLAIN: Pen =
    Pen { text: Color::Reset, background: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() };

/// Each modifier with its attribute.
const ATTRIBUTES: &[(Modifier, Attribute)] = &[
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { text: cell.fg, background: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

/// Whether a cell looks like an erased one.
fn is_blank(cell: &Cell) -> bool {
    // Of a blank nothing is seen but these.
    let visible = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(visible)
}

/// Writes the changed cells of a screen, which are in the order of lines and columns. `screen` has them already.
pub(super) fn write<'c, W: Write>(
    out: &mut W,
    changed: impl Iterator<Item = (u16, u16, &'c Cell)>,
    screen: &Buffer,
) -> io::Result<()> {
    let mut writer = Writer { out, screen, pen: PLAIN, at: None };
    let mut changed = changed.peekable();
    while let Some((x, y, cell)) = changed.next() {
        if is_blank(cell) && writer.erase(x, y, &mut changed)? {
            continue;
        }
        writer.go_to(x, y, Pen::of(cell))?;
        writer.cell(x, y, cell)?;
    }
    writer.use_pen(PLAIN)
}

struct Writer<'w, W> {
    out: &'w mut W,
    screen: &'w Buffer,
    pen: Pen,
    /// Where the terminal writes next, if that is certain.
    at: Option<Position>,
}

impl<W: Write> Writer<'_, W> {
    fn cell(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        self.use_pen(Pen::of(cell))?;
        queue!(self.out, Print(cell.symbol()))?;
        // At the end of a line, and after a wide character, terminals differ.
        let is_certain = cell.cell_width() == 1 && x + 1 < self.screen.area.right();
        self.at = is_certain.then_some(Position { x: x + 1, y });
        Ok(())
    }

    /// Moves to a cell that is written with this pen.
    fn go_to(&mut self, x: u16, y: u16, next: Pen) -> io::Result<()> {
        match self.at {
            Some(at) if at == (Position { x, y }) => return Ok(()),
            Some(at) if at.y == y && at.x < x => {
                let screen = self.screen;
                let is_like = |cell: &Cell| Pen::of(cell) == next && cell.cell_width() == 1 && cell.symbol().len() == 1;
                if x - at.x <= MAX_GAP && self.pen == next && (at.x..x).all(|x| is_like(&screen[(x, y)])) {
                    for x in at.x..x {
                        self.cell(x, y, &screen[(x, y)])?;
                    }
                    return Ok(());
                }
                queue!(self.out, MoveToColumn(x))?;
            }
            _ => queue!(self.out, MoveTo(x, y))?,
        }
        self.at = Some(Position { x, y });
        Ok(())
    }

    /// Erases a run of blanks that begins here, if enough of them have changed; then takes the changed cells in it.
    fn erase<'c>(
        &mut self,
        x: u16,
        y: u16,
        changed: &mut Peekable<impl Iterator<Item = (u16, u16, &'c Cell)>>,
    ) -> io::Result<bool> {
        let right = self.screen.area.right();
        let end = (x..right).find(|x| !is_blank(&self.screen[(*x, y)])).unwrap_or(right);
        let min = if end == right { MIN_ERASED.0 } else { MIN_ERASED.1 };
        if usize::from(end - x) < min {
            return Ok(false);
        }
        self.go_to(x, y, PLAIN)?;
        // Some terminals erase with the current background.
        self.use_pen(PLAIN)?;
        if end == right {
            queue!(self.out, Clear(ClearType::UntilNewLine))?;
        } else {
            write!(self.out, "\x1b[{}X", end - x)?;
        }
        while changed.next_if(|(next, line, _)| *line == y && *next < end).is_some() {}
        Ok(true)
    }

    fn use_pen(&mut self, pen: Pen) -> io::Result<()> {
        if self.pen == pen {
            return Ok(());
        }
        // An attribute cannot be turned off alone everywhere: the sequence for bold also turns off dim.
        if pen == PLAIN || !pen.modifier.contains(self.pen.modifier) {
            queue!(self.out, SetAttribute(Attribute::Reset))?;
            self.pen = PLAIN;
        }
        for (modifier, attribute) in ATTRIBUTES {
            if pen.modifier.contains(*modifier) && !self.pen.modifier.contains(*modifier) {
                queue!(self.out, SetAttribute(*attribute))?;
            }
        }
        if self.pen.text != pen.text {
            queue!(self.out, SetForegroundColor(pen.text.into_crossterm()))?;
        }
        if self.pen.background != pen.background {
            queue!(self.out, SetBackgroundColor(pen.background.into_crossterm()))?;
        }
        if self.pen.underline != pen.underline {
            queue!(self.out, SetUnderlineColor(pen.underline.into_crossterm()))?;
        }
        self.pen = pen;
        Ok(())
    }
}
