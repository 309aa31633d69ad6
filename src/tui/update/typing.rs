//! The filter bar: a query that works while it is typed, completes itself, mends itself, and remembers those before.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::index::Bits;
use crate::query::complete::Completion;
use crate::query::{Scope, parse, typing};
use crate::state::append;
use crate::tui::app::{App, Mode};
use crate::tui::effect::Effect;
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

impl App {
    /// Shows a view as it was, down to the first row on the screen.
    pub(super) fn show_again(&mut self, view: View, top: usize) {
        self.show(view);
        self.top = top;
        self.scroll_to_cursor();
    }

    pub(super) fn filter_key(&mut self, mut bar: FilterBar, key: Key) -> Vec<Effect> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => {
                // One who went into the completion comes out of it first.
                if bar.completion.chosen.take().is_none() {
                    self.show_again(bar.before, bar.before_top);
                    return Vec::new();
                }
                let (text, cursor) = bar.completion.text();
                bar.line = Line::with_cursor(&text, cursor);
                bar.completion = Completion::default();
            }
            KeyCode::Enter => {
                let chosen = bar.completion.chosen.map(|at| &bar.completion.items[at]);
                if chosen.is_none_or(|offer| !offer.text.ends_with(':')) {
                    return self.keep_filter(bar);
                }
                self.complete(&mut bar, true);
            }
            KeyCode::Tab if bar.completion.is_empty() && Self::apply_suggestion(&mut bar) => {
                self.complete(&mut bar, false);
            }
            KeyCode::Tab | KeyCode::BackTab => {
                if bar.completion.is_empty() {
                    self.complete(&mut bar, true);
                }
                self.choose(&mut bar, key.code == KeyCode::Tab);
            }
            KeyCode::Down if bar.recalled.is_none() && !bar.completion.is_empty() => self.choose(&mut bar, true),
            KeyCode::Up if bar.completion.chosen.is_some() => self.choose(&mut bar, false),
            KeyCode::Up | KeyCode::Down => self.recall(&mut bar, key.code == KeyCode::Up),
            KeyCode::Char('p' | 'n') if control => self.recall(&mut bar, key.code == KeyCode::Char('p')),
            _ => match bar.line.key(key) {
                Typed::Changed => {
                    bar.recalled = None;
                    self.complete(&mut bar, false);
                }
                Typed::Moved | Typed::Other => {
                    self.mode = Mode::Filter(bar);
                    return Vec::new();
                }
            },
        }
        self.mode = Mode::Filter(bar);
        self.apply_filter();
        Vec::new()
    }

    /// Works out what can be written at the cursor.
    fn complete(&self, bar: &mut FilterBar, asked: bool) {
        let marked = self.mark_bits();
        let narrow = |records: &mut Bits| self.narrow(records, &marked);
        let scope = Scope { index: &self.index, marked: &marked, narrow: &narrow };
        bar.completion = Completion::new(bar.line.text(), bar.line.cursor(), &scope, asked);
    }

    /// Writes the next offer into the line, or the one before.
    fn choose(&self, bar: &mut FilterBar, forward: bool) {
        bar.completion.step(forward);
        let (text, cursor) = bar.completion.text();
        bar.line = Line::with_cursor(&text, cursor);
        let rows = crate::tui::ui::completion::list_height(self);
        if let Some(at) = bar.completion.chosen {
            bar.completion.top = bar.completion.top.clamp((at + 1).saturating_sub(rows), at);
        }
    }

    /// Writes what was probably meant, where the query is wrong and that can be told.
    fn apply_suggestion(bar: &mut FilterBar) -> bool {
        bar.suggestion.take().is_some_and(|text| {
            bar.line = Line::new(&text);
            true
        })
    }

    /// An older query of the history, or a newer one.
    fn recall(&self, bar: &mut FilterBar, older: bool) {
        let last = self.queries.len().checked_sub(1);
        bar.recalled = match (older, bar.recalled) {
            (true, None) => last.map(|_| 0),
            (true, Some(at)) => Some((at + 1).min(last.unwrap_or(0))),
            (false, Some(at)) => at.checked_sub(1),
            (false, None) => None,
        };
        let text = bar.recalled.and_then(|at| self.queries.iter().rev().nth(at)).cloned().unwrap_or_default();
        bar.line = Line::new(&text);
        bar.completion = Completion::default();
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
            Ok(selected) if selected.selection.is_empty() => typing::field_prefix(&text),
            Ok(_) => None,
            Err(error) => Some(typing::partial_date(error, &text)),
        };
        if let Some(error) = error.as_ref().filter(|error| error.unfinished) {
            view.query = finished(&text, error.span().start);
        }
        if self.select(&view).is_ok() {
            self.show(view);
        }
        let suggestion = error.as_ref().filter(|error| !error.unfinished).and_then(|error| {
            error.fixed_query(&text, |text| {
                self.select(&View { query: text.to_owned(), ..self.view.clone() }).map(|_| ())
            })
        });
        if let Mode::Filter(bar) = &mut self.mode {
            (bar.error, bar.suggestion) = (error, suggestion);
        }
    }

    /// Enter: keeps the query if it is right; an unfinished one is kept as far as it was understood.
    fn keep_filter(&mut self, bar: FilterBar) -> Vec<Effect> {
        if bar.error.as_ref().is_some_and(|error| !error.unfinished) {
            self.mode = Mode::Filter(bar);
            return Vec::new();
        }
        if !self.view.shows_the_same(&bar.before) {
            self.history.push(bar.before);
        }
        self.remember_query()
    }

    /// Puts the query at the end of the history, once, and has it kept for the next time.
    pub(super) fn remember_query(&mut self) -> Vec<Effect> {
        let query = self.view.query.trim().to_owned();
        if query.is_empty() {
            return Vec::new();
        }
        append(&mut self.queries, &query);
        vec![Effect::Remember(query)]
    }
}
