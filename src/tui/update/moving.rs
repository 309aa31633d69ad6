//! Moving through the list, the detail pane and the density strip.

use crate::index::RecordId;
use crate::lens;
use crate::lens::density::{Bucket, bucket_of};
use crate::model::RecordRef;
use crate::tui::state::{Focus, State};
use crate::view::{Anchor, DEFAULT_LENS};

impl State {
    /// Moves to the next or previous record, or link in the detail pane.
    pub(super) fn down(&mut self, by: isize) {
        if self.focus == Focus::Detail {
            self.next_link(by > 0);
        } else {
            self.step(by > 0);
        }
    }

    /// Moves by a fraction of a page; a whole page overlaps by one row.
    pub(super) fn page(&mut self, sign: isize, parts: isize) {
        let areas = self.layout();
        let rows = if self.focus == Focus::Detail { usize::from(areas.detail.height) } else { self.list_height() };
        let page = rows.max(2) as isize;
        self.scroll_rows(sign * if parts == 1 { page - 1 } else { page / parts });
    }

    /// Moves the cursor by a number of lines, to a record. The detail pane is scrolled instead if focused.
    pub(super) fn scroll_rows(&mut self, by: isize) {
        if self.focus == Focus::Detail {
            self.detail_top = self.detail_top.saturating_add_signed(by).min(self.detail_end());
            self.link = None;
            return;
        }
        self.move_rows(by);
    }

    /// Moves the cursor by a number of rows, to a record, whichever pane has the focus.
    pub(super) fn move_rows(&mut self, by: isize) {
        let Some(last) = self.rows().len().checked_sub(1) else { return };
        let at = self.row_at_distance(by);
        let records = |at: &usize| self.rows().is_stop(*at);
        let found = if by > 0 {
            (at..=last).find(records).or_else(|| (0..=at).rev().find(records))
        } else {
            (0..=at).rev().find(records).or_else(|| (at..=last).find(records))
        };
        if let Some(at) = found {
            self.set_cursor(at);
        }
    }

    /// Moves to the first record under the next heading.
    pub(super) fn next_group(&mut self) {
        let heading = self.rows().heading_from(self.cursor);
        if let Some(at) = heading.and_then(|from| (from..self.rows().len()).find(|&at| self.rows().is_stop(at))) {
            self.set_cursor(at);
        }
    }

    /// Moves to the first record of the current group, or from there to that of the previous group.
    pub(super) fn previous_group(&mut self) {
        let heading_above = |from: usize| self.rows().heading_before(from);
        let Some(own) = heading_above(self.cursor) else { return };
        let first_of = |heading: usize| (heading..self.rows().len()).find(|&at| self.rows().is_stop(at));
        let target =
            if first_of(own) == Some(self.cursor) { heading_above(own).and_then(first_of) } else { first_of(own) };
        if let Some(at) = target {
            self.set_cursor(at);
        }
    }

    /// Moves to the next or previous period on the strip with selected records.
    pub(super) fn step_bucket(&mut self, forward: bool) {
        let Some(day) = self.current().and_then(|record| self.index().times.day(record)) else { return };
        let Some(here) = bucket_of(&self.buckets, day) else { return };
        let full = |at: &usize| matches!(self.buckets[*at], Bucket::Span { selected, .. } if selected > 0);
        let found = if forward { (here + 1..self.buckets.len()).find(full) } else { (0..here).rev().find(full) };
        if let Some(at) = found {
            let (from, to) = (self.buckets[at].start(), self.buckets.get(at + 1).map_or(i64::MAX, Bucket::start));
            self.go_to_day(from, to);
        }
    }

    /// Moves to the first record from one day until before another. Returns whether there is one.
    pub(in crate::tui) fn go_to_day(&mut self, from: i64, to: i64) -> bool {
        let day = |record| self.index().columns.day(record);
        let found = self.rows().find(|record| day(record).is_some_and(|day| from <= day && day < to));
        found.is_some_and(|at| {
            self.jump(at);
            true
        })
    }

    /// Moves the cursor to a record. If it is hidden, turns the filter off, which can be undone.
    pub(in crate::tui) fn go_to_record(&mut self, record: RecordId) {
        let shown = self.rows().row_of(record);
        if let Some(at) = shown {
            self.jump(at);
            return;
        }
        self.history.push(self.view.clone());
        self.view.current = Some(Anchor::of(self.index(), record));
        if self.sheet.grid.is_some() {
            self.view.lens = if self.index().events.contains(record) { DEFAULT_LENS } else { lens::QUOTES };
            (self.view.sort, self.view.mode) = (None, None);
            self.view.narrow.clear();
            if self.selection().records.contains(record) {
                self.refresh();
                self.notify("{undo} returns to the table");
                return;
            }
        }
        (self.view.filtered, self.view.ranged, self.view.marked_only) = (false, false, false);
        if matches!(self.index().record(record), RecordRef::Event(_)) {
            self.view.quotes_only = false;
        }
        self.refresh();
        self.notify("record hidden by the filter; filter turned off, {undo} to undo");
    }

    /// Selects the next or previous link of the detail pane if it is visible or almost; else scrolls by a line.
    fn next_link(&mut self, forward: bool) {
        let height = usize::from(self.layout().detail.height).max(1);
        let (top, end) = (self.detail_top, self.detail_top + height);
        let links = &self.detail.links;
        let next = match (self.link, forward) {
            (Some(link), true) => (link + 1 < links.len()).then_some(link + 1),
            (Some(link), false) => link.checked_sub(1),
            (None, true) => links.iter().position(|(_, line)| *line >= top),
            (None, false) => links.iter().rposition(|(_, line)| *line < end),
        };
        match next {
            // Distant links are approached line by line, so that no text is skipped.
            Some(link) if links[link].1 < end + 1 && links[link].1 + 1 > top.saturating_sub(1) => {
                let line = links[link].1;
                self.link = Some(link);
                if line >= end {
                    self.detail_top = line + 1 - height;
                } else if line < top {
                    self.detail_top = line;
                }
            }
            _ if forward => self.detail_top = (self.detail_top + 1).min(self.detail_end()),
            _ => self.detail_top = self.detail_top.saturating_sub(1),
        }
    }

    /// Handles a click.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let areas = self.layout();
        let inside = |area: ratatui::layout::Rect| area.contains(ratatui::layout::Position { x, y });
        if inside(areas.list) {
            self.focus = Focus::List;
            if let Some(column) = self.column_at(x) {
                self.grid_cursor.column = column;
            }
            let line = usize::from(y - areas.list.y);
            let row = self
                .visible_rows(self.lines_per_row())
                .into_iter()
                .find(|row| (row.line..row.line + row.height).contains(&line));
            if let Some(row) = row.filter(|row| self.rows().is_stop(row.at)) {
                self.set_cursor(row.at);
            }
        } else if inside(areas.detail) {
            self.focus = Focus::Detail;
        } else if inside(areas.strip)
            && let Some(bucket) = crate::tui::ui::strip::bucket_at(self, x)
        {
            let (from, to) =
                (self.buckets[bucket].start(), self.buckets.get(bucket + 1).map_or(i64::MAX, Bucket::start));
            self.go_to_day(from, to);
        }
    }

    /// Handles the mouse wheel, for the focused pane.
    pub(super) fn wheel(&mut self, lines: i32) {
        if self.focus == Focus::Detail {
            self.detail_top = self.detail_top.saturating_add_signed(lines as isize).min(self.detail_end());
        } else {
            for _ in 0..lines.abs() {
                self.step(lines > 0);
            }
        }
    }
}
