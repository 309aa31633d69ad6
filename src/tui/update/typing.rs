//! The filter bar: a query that works while it is typed.

use crossterm::event::KeyCode;

use crate::query::{fields, parse};
use crate::tui::app::{App, Mode};
use crate::tui::filter::FilterBar;
use crate::tui::keys::Key;
use crate::tui::line::{Line, Typed};
use crate::tui::view::View;

/// The part of a query before something unfinished, without an operator at its end.
fn finished(text: &str, end: usize) -> String {
    let mut rest = text.get(..end).unwrap_or("").trim_end();
    while parse(rest).is_err() {
        match rest.char_indices().next_back() {
            Some((at, _)) => rest = rest[..at].trim_end(),
            None => break,
        }
    }
    rest.to_owned()
}

/// So many queries are remembered.
const QUERIES: usize = 100;

impl App {
    /// Shows a view as it was, down to the first row on the screen.
    pub(super) fn show_again(&mut self, view: View, top: usize) {
        self.show(view);
        self.top = top;
        self.scroll_to_cursor();
    }

    pub(super) fn filter_key(&mut self, mut bar: FilterBar, key: Key) {
        match key.code {
            KeyCode::Esc => {
                self.show_again(bar.before, bar.before_top);
                return;
            }
            KeyCode::Enter => {
                self.keep_filter(bar);
                return;
            }
            KeyCode::Up | KeyCode::Down => {
                let last = self.queries.len().checked_sub(1);
                bar.recalled = match (key.code, bar.recalled) {
                    (KeyCode::Up, None) => last.map(|_| 0),
                    (KeyCode::Up, Some(at)) => Some((at + 1).min(last.unwrap_or(0))),
                    (_, Some(at)) => at.checked_sub(1),
                    (_, None) => None,
                };
                let text = bar.recalled.and_then(|at| self.queries.iter().rev().nth(at)).cloned().unwrap_or_default();
                bar.line = Line::new(&text);
            }
            _ => {
                if bar.line.key(key) != Typed::Changed {
                    self.mode = Mode::Filter(bar);
                    return;
                }
            }
        }
        self.mode = Mode::Filter(bar);
        self.apply_filter();
    }

    /// Shows what the bar's text selects. What is unfinished at its end is left out until it is finished; while the text is
    /// wrong, the last that was right stays.
    pub(super) fn apply_filter(&mut self) {
        let Mode::Filter(bar) = &self.mode else { return };
        let text = bar.line.text().trim().to_owned();
        let mut view = self.view.clone();
        (view.filtered, view.ranged) = (true, true);
        // The cursor strives back to where it was, however far typing has led it away.
        view.current.clone_from(&bar.before.current);
        view.query.clone_from(&text);
        let error = match self.select(&view) {
            Ok(selected) if selected.selection.is_empty() => fields::begun(&text),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        if let Some(error) = error.as_ref().filter(|error| error.unfinished) {
            view.query = finished(&text, error.span().start);
        }
        if self.select(&view).is_ok() {
            self.show(view);
        }
        if let Mode::Filter(bar) = &mut self.mode {
            bar.error = error;
        }
    }

    /// Enter: keeps the query if it is right; an unfinished one is kept as far as it was understood.
    fn keep_filter(&mut self, bar: FilterBar) {
        if bar.error.as_ref().is_some_and(|error| !error.unfinished) {
            self.mode = Mode::Filter(bar);
            return;
        }
        if !self.view.query.is_empty() {
            let query = self.view.query.clone();
            self.queries.retain(|known| *known != query);
            self.queries.push(query);
            if self.queries.len() > QUERIES {
                self.queries.remove(0);
            }
        }
        if !self.view.shows_the_same(&bar.before) {
            self.history.push(bar.before);
        }
    }
}
