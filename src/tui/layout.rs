//! Divides the screen into areas. Of a grid, which needs the whole width, the detail pane is below the list.
//!
//! ```text
//! wide (facets on the left from 150)  medium or narrow          low (under 14 rows)     tiny (under 4 rows)
//! header                              header                    header                  list
//! filter bar                          filter bar                filter bar
//! strip                               strip                     list or detail
//! rule with titles                    rule
//! columns of a table                  columns
//! list          │ detail              list or detail
//! status                              status                    status
//! ```

use ratatui::layout::Rect;

/// Minimum width to show list and detail side by side.
pub(crate) const MIN_WIDTH_TWO_PANES: u16 = 90;
/// Minimum width to always show the facet pane.
pub(crate) const MIN_WIDTH_FACETS: u16 = 150;
/// Width of the facet pane.
const FACET_PANE_WIDTH: u16 = 38;
/// Maximum number of completions shown at once.
const MAX_COMPLETIONS: u16 = 10;
/// Minimum height to show the density strip.
const MIN_HEIGHT_STRIP: u16 = 14;
/// Minimum height to give the density strip by side two more rows.
const MIN_HEIGHT_SIDES: u16 = 24;
/// Minimum height to show header and rule.
const MIN_HEIGHT_HEADER: u16 = 9;
/// Minimum height to show the detail pane below the list.
const MIN_HEIGHT_STACKED: u16 = 16;
/// Minimum height to show filter bar and status bar.
const MIN_HEIGHT_BARS: u16 = 4;

/// The areas of the screen. Empty areas are not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// Title and counts.
    pub header: Rect,
    /// The filter bar.
    pub(crate) filter: Rect,
    /// The error in the query.
    pub(crate) filter_error: Rect,
    /// The density strip.
    pub strip: Rect,
    /// The rule with the titles of the panes.
    pub(crate) rule: Rect,
    /// The facet pane, on wide screens.
    pub(crate) facets: Rect,
    /// The column headers of a table.
    pub(crate) columns: Rect,
    /// The list; empty if the detail pane fills the screen.
    pub list: Rect,
    /// The line between the panes.
    pub divider: Rect,
    /// The detail pane; empty if the list fills the screen.
    pub detail: Rect,
    /// The status bar with hints and messages.
    pub(crate) status: Rect,
}

impl Areas {
    /// Whether list and detail are side by side.
    pub fn two_panes(&self) -> bool {
        !self.list.is_empty() && !self.detail.is_empty()
    }

    /// Whether the detail pane is below the list.
    pub fn is_stacked(&self) -> bool {
        self.two_panes() && self.detail.y > self.list.y
    }

    /// The area of a picker: over the detail pane, or over the lower part of a narrow screen, so that the list stays visible.
    pub(crate) fn picker(&self) -> Rect {
        if self.is_stacked() {
            return Rect { height: self.divider.height + self.detail.height, ..self.divider };
        }
        if self.two_panes() {
            let top = self.rule;
            return Rect::new(
                self.divider.x,
                top.y,
                self.divider.width + self.detail.width,
                top.height + self.divider.height,
            );
        }
        let body = if self.list.is_empty() { self.detail } else { self.list };
        let height = (body.height * 2 / 3).max(body.height.min(6));
        Rect::new(body.x, body.y + body.height - height, body.width, height)
    }

    /// The number of visible entries of a picker, which also has a border, a text field, a blank line and hints.
    pub(crate) fn picker_rows(&self) -> usize {
        usize::from(self.picker().height.saturating_sub(5)).max(1)
    }

    /// The number of visible entries in the list of views, which has one more line for a query.
    pub(crate) fn views_rows(&self) -> usize {
        usize::from(self.picker().height.saturating_sub(6)).max(1)
    }

    /// The area of the help palette.
    pub(crate) fn palette(&self) -> Rect {
        self.centred(84, self.screen.height.saturating_sub(2).max(self.screen.height.min(6)))
    }

    /// The number of visible actions in the help palette.
    pub(crate) fn palette_rows(&self) -> usize {
        usize::from(self.palette().height.saturating_sub(5)).max(1)
    }

    /// The area of the facet pane: its own on wide screens, else that of a picker.
    pub(crate) fn facet_pane(&self) -> Rect {
        if self.facets.is_empty() { self.picker() } else { self.facets }
    }

    /// The number of visible rows in the facet pane; with focus, one row less because of the hints.
    pub(crate) fn facet_rows(&self, open: bool) -> usize {
        let border = if self.facets.is_empty() { 2 } else { 1 };
        usize::from(self.facet_pane().height.saturating_sub(border + u16::from(open))).max(1)
    }

    /// The number of visible completions.
    pub(crate) fn completion_rows(&self) -> usize {
        usize::from(MAX_COMPLETIONS.min(self.screen.height.saturating_sub(self.filter.bottom() + 2))).max(1)
    }

    /// The number of visible lines in the list of problems, which also has a border and hints.
    pub(crate) fn problem_rows(&self) -> usize {
        usize::from(self.screen.height.saturating_sub(3)).max(1)
    }

    /// An area in the middle of the screen with at most this size.
    pub(crate) fn centred(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.screen.width), height.min(self.screen.height));
        let (x, y) = ((self.screen.width - width) / 2, (self.screen.height - height) / 2);
        Rect::new(self.screen.x + x, self.screen.y + y, width, height)
    }
}

/// A row on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visible {
    /// The index of the row.
    pub(crate) at: usize,
    /// Its first line, counted from the top of the list.
    pub(crate) line: usize,
    /// Its number of lines.
    pub(crate) height: usize,
}

/// The maximum number of lines of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wrapping {
    /// The most that lets all rows fit on the screen, else one.
    #[default]
    Fit,
    /// One line.
    One,
    /// Up to three lines of text.
    Three,
    /// As many as the text needs.
    Whole,
}

impl Wrapping {
    /// The next one, in a cycle.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Fit => Self::Three,
            Self::Three => Self::Whole,
            Self::Whole => Self::One,
            Self::One => Self::Fit,
        }
    }

    /// A message about it.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Fit => "lines per record: as many as fit the screen",
            Self::One => "lines per record: one",
            Self::Three => "lines per record: up to three",
            Self::Whole => "lines per record: all",
        }
    }
}

/// What the layout depends on, apart from the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LayoutOptions {
    /// Whether one pane fills the screen.
    pub(crate) one_pane: bool,
    /// Whether that is the detail pane, if there is room for only one.
    pub(crate) detail: bool,
    /// Whether the list needs the whole width, so that the detail pane is below it where there is room.
    pub(crate) stacked: bool,
    /// The width, or the height, of the list in per cent.
    pub(crate) share: u16,
    /// Whether the density strip shows who spoke.
    pub(crate) by_side: bool,
    /// Whether the query has an error to show.
    pub(crate) error: bool,
    /// The number of lines of the column headers, if the list is a table.
    pub(crate) columns: u16,
}

/// Divides a screen of this size into areas.
pub(crate) fn areas(width: u16, height: u16, options: LayoutOptions) -> Areas {
    let mut rest = Rect::new(0, 0, width, height);
    let mut areas = Areas { screen: rest, ..Areas::default() };
    if height >= MIN_HEIGHT_BARS {
        areas.status = cut_bottom(&mut rest, 1);
        if height >= MIN_HEIGHT_HEADER {
            areas.header = cut_top(&mut rest, 1);
        }
        areas.filter = cut_top(&mut rest, 1);
        if options.error {
            areas.filter_error = cut_top(&mut rest, 1);
        }
        if height >= MIN_HEIGHT_STRIP {
            areas.strip = cut_top(&mut rest, if options.by_side && height >= MIN_HEIGHT_SIDES { 5 } else { 3 });
        }
        if height >= MIN_HEIGHT_HEADER {
            areas.rule = cut_top(&mut rest, 1);
        }
    }
    if width >= MIN_WIDTH_FACETS && height >= MIN_HEIGHT_HEADER && !options.one_pane {
        let pane = FACET_PANE_WIDTH;
        areas.facets = Rect { x: rest.x, y: areas.rule.y, width: pane, height: areas.rule.height + rest.height };
        areas.rule = Rect { x: areas.rule.x + pane, width: areas.rule.width - pane, ..areas.rule };
        rest = Rect { x: rest.x + pane, width: rest.width - pane, ..rest };
    }
    if options.stacked && width >= MIN_WIDTH_TWO_PANES && rest.height >= MIN_HEIGHT_STACKED && !options.one_pane {
        let share = u32::from(options.share.clamp(25, 75));
        let list = (u32::from(rest.height) * share / 100) as u16;
        areas.list = Rect { height: list, ..rest };
        areas.divider = Rect { y: rest.y + list, height: 1, ..rest };
        areas.detail = Rect { y: rest.y + list + 1, height: rest.height - list - 1, ..rest };
    } else if width >= MIN_WIDTH_TWO_PANES && !options.one_pane {
        let width = rest.width;
        let share = u32::from(options.share.clamp(25, 75));
        let list = (u32::from(width) * share / 100) as u16;
        areas.list = Rect { width: list, ..rest };
        areas.divider = Rect { x: rest.x + list, width: 1, ..rest };
        areas.detail = Rect { x: rest.x + list + 1, width: rest.width - list - 1, ..rest };
    } else if options.detail {
        areas.detail = rest;
    } else {
        areas.list = rest;
    }
    if areas.list.height > options.columns {
        areas.columns = cut_top(&mut areas.list, options.columns);
    }
    areas
}

fn cut_top(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    let cut = Rect { height: rows, ..*rest };
    rest.y += rows;
    rest.height -= rows;
    cut
}

fn cut_bottom(rest: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rest.height);
    rest.height -= rows;
    Rect { y: rest.y + rest.height, height: rows, ..*rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn areas_tile_the_screen(width in 0u16..500, height in 0u16..200, one_pane: bool, detail: bool, share in 0u16..100, error: bool, columns in 0u16..4, stacked: bool, by_side: bool) {
            let areas = areas(width, height, LayoutOptions { one_pane, detail, stacked, share, by_side, error, columns });
            let parts = [areas.header, areas.filter, areas.filter_error, areas.strip, areas.rule, areas.facets, areas.columns, areas.list, areas.divider, areas.detail, areas.status];
            let mut cells = 0;
            for (at, part) in parts.iter().enumerate() {
                prop_assert!(u32::from(part.x) + u32::from(part.width) <= u32::from(width));
                prop_assert!(u32::from(part.y) + u32::from(part.height) <= u32::from(height));
                cells += part.area();
                for other in &parts[..at] {
                    prop_assert!(!part.intersects(*other) || part.is_empty() || other.is_empty());
                }
            }
            prop_assert_eq!(cells, areas.screen.area());
            let picker = areas.picker();
            prop_assert!(picker.right() <= width && picker.bottom() <= height);
            let facets = areas.facet_pane();
            prop_assert!(facets.right() <= width && facets.bottom() <= height);
        }
    }
}
