//! The backend of the screen: writes few bytes for a frame, which matters over a slow connection.
//!
//! Ratatui writes every cell that has changed; when a list scrolls by a line, that is nearly all of them. This backend keeps a
//! copy of what the terminal shows. If many cells of a frame have changed, it looks for lines that have only moved
//! ([`shift`]), lets the terminal move them, and writes what then still differs ([`cells`]).
//!
//! Lines are moved with a scrolling region (DECSTBM) and by deleting or inserting lines in it (DL, IL), which terminals have
//! had since the VT102; SU and SD do not work on the Linux console. A region always has the whole width, so a pane beside the
//! list moves with it and is repaired; [`shift`] counts that.

mod cells;
mod shift;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect, Size};

use shift::Shift;

/// Frames with fewer changed cells are not searched for lines that have moved.
const MIN_CHANGED: usize = 400;

/// The backend. Until the terminal is first cleared, it is taken to be blank.
#[derive(Debug)]
pub struct Output<W: Write> {
    inner: CrosstermBackend<W>,
    /// What the terminal shows.
    shown: Buffer,
    /// Whether to do more than Ratatui's own backend.
    enabled: bool,
}

impl<W: Write> Output<W> {
    /// For a blank terminal of this size. If not `enabled`, cells are written as Ratatui does, for terminals that do not know
    /// all of the sequences.
    pub fn new(out: W, size: Size, enabled: bool) -> Self {
        Self { inner: CrosstermBackend::new(out), shown: blank(size), enabled }
    }

    /// Copies a cell to what the terminal shows.
    fn record(&mut self, x: u16, y: u16, cell: &Cell) {
        self.shown[(x, y)].clone_from(cell);
        // The cells behind a wide character are not written; they look like it, also when it is gone.
        for x in (x + 1..self.shown.area.right()).take(usize::from(cell.cell_width()).saturating_sub(1)) {
            let behind = &mut self.shown[(x, y)];
            behind.reset();
            behind.set_style(cell.style());
        }
    }

    /// Moves the lines that have only moved, and writes what then still differs.
    fn scroll(&mut self, changed: &[(u16, u16, &Cell)]) -> io::Result<()> {
        let before = self.shown.clone();
        changed.iter().for_each(|(x, y, cell)| self.record(*x, *y, cell));
        let Some(shift) = shift::find(&before, &self.shown) else {
            return cells::write(&mut self.inner, changed.iter().copied(), &self.shown);
        };
        let mut moved = before;
        shift.apply(&mut moved);
        self.inner.write_all(sequence(&shift).as_bytes())?;
        cells::write(&mut self.inner, moved.diff_iter(&self.shown), &self.shown)
    }
}

/// The control sequences for a shift: set the region, delete or insert lines at its top, reset the region.
fn sequence(Shift { rows, up, by }: &Shift) -> String {
    let (first, last) = (rows.start + 1, rows.end);
    let letter = if *up { 'M' } else { 'L' };
    format!("\x1b[{first};{last}r\x1b[{first}H\x1b[{by}{letter}\x1b[r")
}

fn blank(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width, size.height))
}

impl<W: Write> Backend for Output<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if !self.enabled {
            return self.inner.draw(content);
        }
        let changed: Vec<(u16, u16, &Cell)> = content.collect();
        let is_known = |(x, y, _): &(u16, u16, &Cell)| self.shown.area.contains((*x, *y).into());
        if !changed.iter().all(is_known) {
            // The terminal has become larger and has not been cleared yet.
            self.shown = Buffer::default();
            return self.inner.draw(changed.into_iter());
        }
        if changed.len() >= MIN_CHANGED {
            return self.scroll(&changed);
        }
        changed.iter().for_each(|(x, y, cell)| self.record(*x, *y, cell));
        cells::write(&mut self.inner, changed.into_iter(), &self.shown)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears the screen. After a part of it was cleared, it is not known what the terminal shows, until all of it is.
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.shown = match clear_type {
            ClearType::All => blank(self.inner.size()?),
            _ => Buffer::default(),
        };
        self.inner.clear_region(clear_type)
    }

    fn append_lines(&mut self, lines: u16) -> io::Result<()> {
        self.shown = Buffer::default();
        self.inner.append_lines(lines)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}
