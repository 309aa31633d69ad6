//! The facet pane: its keys, and the counts that it shows.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::index::catalog::Category;
use crate::lens::facets::{facet, toggle};
use crate::query::edit;
use crate::tui::app::{App, Mode};
use crate::tui::facets::GroupRows;
use crate::tui::keys::Key;
use crate::tui::line::{Line, Typed};

impl App {
    /// Whether the pane is seen.
    pub(in crate::tui) fn shows_facets(&self) -> bool {
        matches!(self.mode, Mode::Facets) || !self.layout().facets.is_empty()
    }

    /// Counts what each value would leave, where the pane is seen.
    pub(in crate::tui) fn count_facets(&mut self) {
        if !self.shows_facets() {
            return;
        }
        let query = edit::switched(&self.query(), self.view.filtered, self.view.ranged);
        let marks = self.mark_bits();
        let index = std::sync::Arc::clone(&self.index);
        let (quotes_only, marked_only) = (self.view.quotes_only, self.view.marked_only);
        let narrowed = |records: &mut crate::index::Bits| {
            if quotes_only {
                records.minus(&index.events);
            }
            if marked_only {
                records.and(&marks);
            }
        };
        self.facets.groups = Category::ALL
            .into_iter()
            .map(|group| {
                let catalog = std::sync::Arc::clone(index.catalog(group));
                let values = facet(&index, &query, &catalog, &marks, narrowed);
                GroupRows { catalog, values, shown: Vec::new(), hidden: 0 }
            })
            .collect();
        self.facets.height = crate::tui::ui::facets::list_height(self);
        self.facets.lay_out();
        self.scroll_facets();
    }

    fn scroll_facets(&mut self) {
        let rows = crate::tui::ui::facets::list_height(self);
        let facets = &mut self.facets;
        // The heading above the cursor is seen too, where there is room for both.
        let lowest = (facets.cursor + 1).saturating_sub(rows);
        let highest = facets.cursor.saturating_sub(1).max(lowest);
        facets.top = facets.top.clamp(lowest, highest);
    }

    pub(super) fn open_facets(&mut self) {
        self.mode = Mode::Facets;
        self.count_facets();
    }

    pub(super) fn facets_key(&mut self, key: Key) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        self.mode = Mode::Facets;
        if self.facets.typing {
            match key.code {
                KeyCode::Esc => (self.facets.typing, self.facets.line) = (false, Line::default()),
                KeyCode::Enter => {
                    self.choose_facet(false);
                    (self.facets.typing, self.facets.line) = (false, Line::default());
                }
                KeyCode::Down => self.facets.step(1),
                KeyCode::Up => self.facets.step(-1),
                KeyCode::Char('x') if control => self.choose_facet(true),
                _ => {
                    if self.facets.line.key(key) != Typed::Changed {
                        return;
                    }
                }
            }
            self.facets.lay_out();
            self.scroll_facets();
            return;
        }
        match key.code {
            KeyCode::Esc if !self.facets.line.text().is_empty() => {
                self.facets.line = Line::default();
                self.facets.lay_out();
            }
            KeyCode::Esc | KeyCode::Char('f' | 'q') => self.mode = Mode::Browse,
            KeyCode::Char('/') => self.facets.typing = true,
            KeyCode::Down | KeyCode::Char('j') => self.facets.step(1),
            KeyCode::Up | KeyCode::Char('k') => self.facets.step(-1),
            KeyCode::Tab | KeyCode::Right | KeyCode::Char('J' | 'l' | '}') => self.facets.step_group(true),
            KeyCode::BackTab | KeyCode::Left | KeyCode::Char('K' | 'h' | '{') => self.facets.step_group(false),
            KeyCode::Enter | KeyCode::Char(' ' | '.') => self.choose_facet(false),
            KeyCode::Char('!' | 'x') => self.choose_facet(true),
            KeyCode::Char('u') => self.step_history(false),
            KeyCode::Char('r') if control => self.step_history(true),
            _ => {}
        }
        self.scroll_facets();
    }

    /// Chooses the value under the cursor or excludes it; or takes that back.
    fn choose_facet(&mut self, exclude: bool) {
        if self.facets.on_more() {
            self.facets.all = true;
            self.facets.lay_out();
            return;
        }
        let Some((group, entry)) = self.facets.value() else { return };
        let Some(rows) = self.facets.groups.iter().find(|rows| rows.catalog.group == group) else { return };
        let query = toggle(&self.index, &self.query(), &rows.catalog, entry, exclude);
        self.ask(&query);
    }
}
