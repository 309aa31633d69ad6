//! The cursor and the visible columns of a grid.

use super::state::{Focus, GridCursor, State};
use crate::index::RecordId;
use crate::lens;
use crate::lens::card::Link;
use crate::lens::grid::{Grid, Head};
use crate::model::RecordRef;
use crate::view::Anchor;

/// The screen column at which the heads of the rows start.
pub(crate) const LEFT: u16 = 2;
/// Blanks between two columns.
pub(crate) const GAP: u16 = 2;
/// The least and the greatest width of the heads of the rows.
const HEADS: (u16, u16) = (8, 30);

/// Where the columns of a grid are on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The width of the heads of the rows.
    pub(crate) heads: u16,
    /// The width of a column.
    pub(crate) width: u16,
    /// How many columns are visible.
    pub(crate) count: usize,
}

impl Columns {
    /// Divides a width among the columns of a grid: at least one column is visible, and as many as fit.
    fn of(grid: &Grid, available: u16) -> Self {
        let most = HEADS.1.min(available / 4).max(HEADS.0.min(available));
        let heads = (grid.longest.min(200) as u16).clamp(HEADS.0.min(most), most);
        let rest = available.saturating_sub(LEFT + heads);
        let (least, greatest) = grid.widths;
        let fitting = usize::from(rest / (least + GAP)).max(1);
        let count = fitting.min(grid.columns.len().max(1));
        let width = (rest / count as u16).saturating_sub(GAP).min(greatest);
        Self { heads, width, count }
    }

    /// The screen column at which the `nth` visible column starts.
    pub(crate) fn start(self, nth: usize) -> u16 {
        LEFT + self.heads + GAP + (self.width + GAP) * nth as u16
    }
}

impl State {
    /// Where the columns of the grid are.
    pub(crate) fn grid_columns(&self, grid: &Grid) -> Columns {
        Columns::of(grid, self.layout().list.width)
    }

    /// The columns of the grid that are visible: the first, and the one after the last.
    pub(crate) fn visible_columns(&self, grid: &Grid) -> std::ops::Range<usize> {
        let first = self.grid_cursor.first;
        first..(first + self.grid_columns(grid).count).min(grid.columns.len())
    }

    /// The number of lines of a row on the screen.
    pub(crate) fn row_lines(&self) -> usize {
        self.sheet.grid.as_ref().map_or(1, |grid| usize::from(grid.row_lines).max(1))
    }

    /// Whether the focus is on a grid.
    pub(in crate::tui) fn in_grid(&self) -> bool {
        self.focus == Focus::List && self.sheet.grid.is_some()
    }

    /// The cell under the cursor of a grid: its row and column.
    pub(crate) fn current_cell(&self) -> Option<(&Grid, (usize, usize))> {
        let grid = self.sheet.grid.as_ref()?;
        let at = (self.cursor, self.grid_cursor.column);
        (at.0 < grid.rows.len() && at.1 < grid.columns.len()).then_some((grid, at))
    }

    /// The records of the cell under the cursor of a grid, in order.
    pub(in crate::tui) fn cell_records(&self) -> Vec<RecordId> {
        self.current_cell().map_or_else(Vec::new, |(grid, at)| grid.records(self.index(), at))
    }

    /// The record that stands for the cell under the cursor: the one linked under the cursor of the detail pane, else the
    /// latest.
    pub(in crate::tui) fn cell_record(&self) -> Option<RecordId> {
        if let (Focus::Detail, Some(Link::Record(record))) = (self.focus, self.current_link()) {
            return Some(*record);
        }
        self.grid_cursor.record
    }

    /// Places the cursor of a new grid on the cell with the same keys as before, else on the nearest place that it has.
    pub(in crate::tui) fn place_grid_cursor(&mut self) {
        let Some(grid) = &self.sheet.grid else { return };
        let place = |heads: &[Head], key: Option<&String>, near: usize| {
            let found = key.and_then(|key| heads.iter().position(|head| head.key == *key));
            found.unwrap_or_else(|| near.min(heads.len().saturating_sub(1)))
        };
        let keys = self.grid_cursor.keys.as_ref();
        // A lens that is opened for the first time starts at its first cell.
        let (row, column) = if keys.is_some() { (self.cursor, self.grid_cursor.column) } else { (0, 0) };
        self.cursor = place(&grid.rows, keys.map(|keys| &keys.0), row);
        self.grid_cursor.column = place(&grid.columns, keys.map(|keys| &keys.1), column);
        self.scroll_to_column();
        // Only a move of the cursor changes the record to which other lenses and undo return.
        let exists = |anchor: &Anchor| anchor.record(&self.answered.index).is_some();
        let before = self.view.current.clone().filter(exists);
        self.keep_cell();
        self.view.current = before.or(self.view.current.take());
        self.scroll_after_jump();
    }

    /// Stores the keys of the cell under the cursor.
    pub(in crate::tui) fn keep_cell(&mut self) {
        let Some((grid, (row, column))) = self.current_cell() else {
            self.grid_cursor.record = None;
            return;
        };
        let keys = (grid.rows[row].key.clone(), grid.columns[column].key.clone());
        self.grid_cursor.keys = Some(keys);
        self.grid_cursor.record = self.cell_records().last().copied();
        if let Some(record) = self.grid_cursor.record {
            self.view.current = Some(Anchor::of(&self.answered.index, record));
        }
    }

    /// Moves the cursor of the grid by so many columns.
    pub(in crate::tui) fn move_column(&mut self, by: isize) {
        let Some(grid) = &self.sheet.grid else { return };
        let (last, before) = (grid.columns.len().saturating_sub(1), self.place());
        self.grid_cursor.column = self.grid_cursor.column.saturating_add_signed(by).min(last);
        self.close_card_after_move(before);
        self.scroll_to_column();
        self.keep_cell();
    }

    /// Moves the cursor of the grid by a page of columns.
    pub(in crate::tui) fn page_columns(&mut self, sign: isize) {
        let Some(grid) = &self.sheet.grid else { return };
        let page = self.grid_columns(grid).count as isize;
        self.move_column(sign * page);
    }

    /// Goes to the next or previous event, in a lens that shows one event.
    pub(in crate::tui) fn step_event(&mut self, forward: bool) {
        let stops = lens::event_stops(&self.answered);
        let index = &self.answered.index;
        let here = self.view.current.as_ref().and_then(|anchor| anchor.record(index));
        let event = |record: RecordId| match index.record(record) {
            RecordRef::Quote(quote) => index.dataset.quotes[quote].event.map_or(record, |event| index.of_event(event)),
            RecordRef::Event(_) => record,
        };
        let at = here.map(event).and_then(|here| stops.iter().position(|stop| event(*stop) == here)).unwrap_or(0);
        let next = if forward { at + 1 } else { at.wrapping_sub(1) };
        if let Some(&record) = stops.get(next) {
            self.view.current = Some(Anchor::of(index, record));
            self.grid_cursor = GridCursor::default();
            (self.cursor, self.top) = (0, 0);
            self.refresh();
        }
    }

    /// Scrolls so that the column under the cursor is visible.
    pub(in crate::tui) fn scroll_to_column(&mut self) {
        let Some(grid) = &self.sheet.grid else { return };
        let (columns, count) = (grid.columns.len(), self.grid_columns(grid).count);
        let cursor = &mut self.grid_cursor;
        cursor.column = cursor.column.min(columns.saturating_sub(1));
        if cursor.column < cursor.first {
            cursor.first = cursor.column;
        } else if cursor.column >= cursor.first + count {
            cursor.first = cursor.column + 1 - count;
        }
        cursor.first = cursor.first.min(columns.saturating_sub(count));
    }

    /// The column of the grid at this screen column.
    pub(in crate::tui) fn column_at(&self, x: u16) -> Option<usize> {
        let grid = self.sheet.grid.as_ref()?;
        let columns = self.grid_columns(grid);
        let right = x.checked_sub(self.layout().list.x + columns.start(0))?;
        let nth = usize::from(right / (columns.width + GAP));
        Some(self.grid_cursor.first + nth).filter(|column| self.visible_columns(grid).contains(column))
    }

    /// How deep the hierarchy of the columns is shown and how deep it is, if the lens can collapse it.
    pub(in crate::tui) fn levels(&self) -> Option<(u8, u8)> {
        self.sheet.grid.as_ref()?.levels
    }

    /// Shows one more or one fewer level of the hierarchy of the columns.
    pub(in crate::tui) fn change_levels(&mut self, more: bool) {
        let Some((shown, all)) = self.levels() else { return };
        let levels = if more { shown + 1 } else { shown.saturating_sub(1).max(1) };
        self.change(|view| view.levels = (levels < all).then_some(levels));
    }

    /// Shows the lens in the next way that it has.
    pub(in crate::tui) fn next_mode(&mut self) {
        let Some(lens) = lens::find(self.view.lens) else { return };
        let current =
            lens.mode(&self.view).and_then(|mode| lens.modes.iter().position(|other| other.name == mode.name));
        let next = current.map_or(0, |at| at + 1) % lens.modes.len().max(1);
        let Some(mode) = lens.modes.get(next) else { return };
        self.change(|view| {
            (view.mode, view.sort, view.levels) = ((next > 0).then(|| mode.name.to_owned()), None, None);
        });
        self.notify(mode.help);
    }

    /// Compares other columns with the one under the cursor, or no longer.
    pub(in crate::tui) fn pin(&mut self) {
        let Some((grid, (_, column))) = self.current_cell() else { return };
        let head = &grid.columns[column];
        let (key, text) = (head.key.clone(), head.text.clone());
        let pinned = (self.view.pinned.as_ref() != Some(&key)).then_some(key);
        self.notify(match pinned {
            Some(_) => format!("other columns are compared with {text}"),
            None => "no longer compared with a column of your choice".to_owned(),
        });
        self.change(|view| view.pinned = pinned);
    }
}
