//! Finds lines of the screen that have only moved up or down.
//!
//! Panes stand side by side, so whole lines are seldom equal. Each line is divided into segments, which are compared by their
//! hashes: a shift is worth what segments it puts in their places, less those that were in their places before.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;
use ratatui::buffer::{Buffer, Cell};

/// The number of columns of a segment.
const SEGMENT: usize = 8;
/// A shift that saves fewer segments is not worth its own bytes.
const MIN_SAVED: i32 = 40;

/// Lines that move within a part of the screen; the lines that they leave become blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shift {
    /// The part of the screen.
    pub(crate) rows: Range<u16>,
    /// Whether they move up.
    pub(crate) up: bool,
    /// By how many lines; fewer than the part has.
    pub(crate) by: u16,
}

impl Shift {
    /// Moves the lines in a copy of the screen.
    pub(crate) fn apply(&self, screen: &mut Buffer) {
        let width = usize::from(screen.area.width);
        let part = usize::from(self.rows.start) * width..usize::from(self.rows.end) * width;
        let by = usize::from(self.by) * width;
        let cells = &mut screen.content[part];
        let left = if self.up {
            cells.rotate_left(by);
            cells.len() - by..cells.len()
        } else {
            cells.rotate_right(by);
            0..by
        };
        cells[left].iter_mut().for_each(Cell::reset);
    }
}

/// The segments of a screen by lines.
struct Segments {
    hashes: Vec<u64>,
    /// How many are in a line.
    count: usize,
    height: usize,
}

impl Segments {
    fn new(screen: &Buffer) -> Self {
        let width = usize::from(screen.area.width);
        // Blank segments are those of the hash 0.
        let hash = |cells: &[Cell]| {
            if cells.iter().all(|cell| *cell == Cell::EMPTY) {
                return 0;
            }
            FixedState::default().hash_one(cells) | 1
        };
        let lines = screen.content.chunks(width);
        let hashes = lines.flat_map(|line| line.chunks(SEGMENT).map(hash)).collect();
        Self { hashes, count: width.div_ceil(SEGMENT), height: usize::from(screen.area.height) }
    }

    fn line(&self, at: usize) -> &[u64] {
        &self.hashes[at * self.count..(at + 1) * self.count]
    }
}

/// The shift from one screen to another of the same size that saves most, if it is worth its own bytes.
pub(crate) fn find(from: &Buffer, to: &Buffer) -> Option<Shift> {
    if from.area != to.area || from.area.is_empty() {
        return None;
    }
    let (old, new) = (Segments::new(from), Segments::new(to));
    let shifts = (1..old.height.div_ceil(2)).flat_map(|by| [(by, true), (by, false)]);
    let all = shifts.filter_map(|(by, up)| best(&old, &new, by, up));
    let (saved, shift) = all.max_by_key(|(saved, _)| *saved)?;
    (saved >= MIN_SAVED).then_some(shift)
}

/// The part of the screen where a shift by so many lines saves most, and how many segments.
fn best(old: &Segments, new: &Segments, by: usize, up: bool) -> Option<(i32, Shift)> {
    let blank = vec![0; old.count];
    // What each line saves if that which is `by` lines away moves to it.
    let saved = |to: usize| {
        let from = if up { to + by } else { to - by };
        compare(old.line(to), old.line(from), new.line(to))
    };
    let (first, end) = if up { (0, old.height - by) } else { (by, old.height) };
    let (mut most, mut part) = (0, 0..0);
    let (mut sum, mut start) = (0, first);
    for to in first..end {
        sum += saved(to);
        if sum <= 0 {
            (sum, start) = (0, to + 1);
        } else if sum > most {
            (most, part) = (sum, start..to + 1);
        }
    }
    // The lines that become blank may have been in their places.
    let left = if up { part.end..part.end + by } else { part.start.checked_sub(by)?..part.start };
    let lost: i32 = left.clone().map(|line| compare(old.line(line), &blank, new.line(line))).sum();
    let rows = part.start.min(left.start) as u16..part.end.max(left.end) as u16;
    (!part.is_empty()).then_some((most + lost.min(0), Shift { rows, up, by: by as u16 }))
}

/// How many more segments of a line are as they are to be in one state than in another.
fn compare(now: &[u64], then: &[u64], wanted: &[u64]) -> i32 {
    let each = now.iter().zip(then).zip(wanted);
    each.map(|((now, then), wanted)| i32::from(then == wanted) - i32::from(now == wanted)).sum()
}
