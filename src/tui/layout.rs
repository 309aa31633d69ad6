//! Sizes to rectangles, before anything is drawn.
//!
//! ```text
//! wide (facets at the left from 150)   medium or narrow          low (under 14 rows)     tiny (under 6 rows)
//! header                              header                    header                  list
//! filter bar                          filter bar                filter bar
//! strip                               strip                     list or detail
//! rule with titles                    rule
//! columns of a table                  columns
//! list          │ detail              list or detail
//! status                              status                    status
//! ```

use ratatui::layout::Rect;

/// From so many columns list and detail stand side by side.
pub const MIN_WIDTH_TWO_PANES: u16 = 90;
/// From so many columns the facets have a pane of their own.
pub const MIN_WIDTH_FACETS: u16 = 150;
/// So wide is that pane.
const FACET_PANE_WIDTH: u16 = 38;
/// So many completions are shown at once.
const MAX_COMPLETIONS: u16 = 10;
/// From so many rows there is a strip.
const MIN_HEIGHT_STRIP: u16 = 14;
/// From so many rows there is a header.
const MIN_HEIGHT_HEADER: u16 = 9;
/// From so many rows there is more than the list.
const MIN_HEIGHT_BARS: u16 = 4;

/// Where everything is drawn. Empty rectangles are not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// Title and counts.
    pub header: Rect,
    /// The query.
    pub filter: Rect,
    /// What is wrong with the query.
    pub filter_error: Rect,
    /// Density.
    pub strip: Rect,
    /// Titles of the panes.
    pub rule: Rect,
    /// Facets, on wide screens.
    pub facets: Rect,
    /// The titles of a table's columns.
    pub columns: Rect,
    /// The list; empty where the detail pane fills the screen.
    pub list: Rect,
    /// The line between the panes.
    pub divider: Rect,
    /// The detail pane; empty where the list fills the screen.
    pub detail: Rect,
    /// Hints and messages.
    pub status: Rect,
}

impl Areas {
    /// Whether list and detail stand side by side.
    pub fn two_panes(&self) -> bool {
        !self.list.is_empty() && !self.detail.is_empty()
    }

    /// The place of a picker: over the detail pane, or over the lower part of a narrow screen, so that the list behind it is
    /// still seen.
    pub fn picker(&self) -> Rect {
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

    /// How many entries of a picker are on the screen: without border, text field, blank line and hints.
    pub fn picker_rows(&self) -> usize {
        usize::from(self.picker().height.saturating_sub(5)).max(1)
    }

    /// The same for the list of views, which also shows the query of one.
    pub fn views_rows(&self) -> usize {
        usize::from(self.picker().height.saturating_sub(6)).max(1)
    }

    /// The place of the help palette.
    pub fn palette(&self) -> Rect {
        self.centred(84, self.screen.height.saturating_sub(2).max(self.screen.height.min(6)))
    }

    /// How many actions of the help palette are on the screen.
    pub fn palette_rows(&self) -> usize {
        usize::from(self.palette().height.saturating_sub(5)).max(1)
    }

    /// The place of the facet pane: its own on a wide screen, else that of a picker.
    pub fn facet_pane(&self) -> Rect {
        if self.facets.is_empty() { self.picker() } else { self.facets }
    }

    /// How many rows of the facet pane are on the screen; one is taken by hints while it has the keys.
    pub fn facet_rows(&self, open: bool) -> usize {
        let border = if self.facets.is_empty() { 2 } else { 1 };
        usize::from(self.facet_pane().height.saturating_sub(border + u16::from(open))).max(1)
    }

    /// How many completions of the filter bar are on the screen.
    pub fn completion_rows(&self) -> usize {
        usize::from(MAX_COMPLETIONS.min(self.screen.height.saturating_sub(self.filter.bottom() + 2))).max(1)
    }

    /// How many lines of the problems are on the screen: without border and hints.
    pub fn problem_rows(&self) -> usize {
        usize::from(self.screen.height.saturating_sub(3)).max(1)
    }

    /// A box in the middle of the screen, at most so large.
    pub fn centred(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.screen.width), height.min(self.screen.height));
        let (x, y) = ((self.screen.width - width) / 2, (self.screen.height - height) / 2);
        Rect::new(self.screen.x + x, self.screen.y + y, width, height)
    }
}

/// What the layout depends on besides the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutOptions {
    /// Whether one pane is to fill the screen.
    pub one_pane: bool,
    /// Whether that is the detail pane; also on narrow screens.
    pub detail: bool,
    /// The list's share of the width, in per cent.
    pub share: u16,
    /// Whether the query has an error to show.
    pub error: bool,
    /// Whether the list is a table with titles over its columns.
    pub columns: bool,
}

/// Divides a screen of this size.
pub fn areas(width: u16, height: u16, options: LayoutOptions) -> Areas {
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
            areas.strip = cut_top(&mut rest, 3);
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
    if width >= MIN_WIDTH_TWO_PANES && !options.one_pane {
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
    if options.columns && areas.list.height > 1 {
        areas.columns = cut_top(&mut areas.list, 1);
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
        fn areas_lie_on_the_screen_and_apart(width in 0u16..500, height in 0u16..200, one_pane: bool, detail: bool, share in 0u16..100, error: bool, columns: bool) {
            let areas = areas(width, height, LayoutOptions { one_pane, detail, share, error, columns });
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
