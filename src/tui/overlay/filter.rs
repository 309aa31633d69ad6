//! The filter bar: a query that is applied while it is typed, with completion, a suggestion where it is wrong, and the history
//! of queries.

mod completion;

use ratatui::layout::{Position, Rect};

use crate::index::Bits;
use crate::query::complete::Completion;
use crate::query::{QueryError, Scope, parse, typing};
use crate::storage::append;
use crate::tui::action::{self, Action, Context};
use crate::tui::effect::Effect;
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::{edit_line, query_text};
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::{Paint, cells};
use crate::view::View;

/// The filter bar while it is typed into.
#[derive(Debug)]
pub struct FilterBar {
    line: Line,
    /// What is wrong with the text; the list then shows the last query that was right.
    error: Option<QueryError>,
    /// The query that was probably meant, where it is wrong.
    suggestion: Option<String>,
    /// Which entry of the history is shown, counted from the last.
    recalled: Option<usize>,
    completion: Completion,
}

impl FilterBar {
    /// The bar with a query.
    pub fn new(query: &str) -> Self {
        // A space is wanted next more often than not; it costs nothing when it is not.
        let text = if query.is_empty() { String::new() } else { format!("{query} ") };
        Self {
            line: Line::new(&text),
            error: None,
            suggestion: None,
            recalled: None,
            completion: Completion::default(),
        }
    }

    /// The bar with a query that is wrong.
    pub fn with_error(query: &str, error: QueryError) -> Self {
        Self { line: Line::new(query), error: Some(error), ..Self::new("") }
    }

    fn wrong(&self) -> Option<&QueryError> {
        self.error.as_ref().filter(|error| !error.unfinished)
    }

    /// Works out what can be written at the cursor.
    fn complete(&mut self, state: &State, asked: bool) {
        let answered = &state.answered;
        let narrow = |records: &mut Bits| answered.narrow(records);
        let previous = answered.previous.as_ref().map(|previous| previous.at);
        let scope = Scope { index: &answered.index, marked: &answered.marks, previous, narrow: &narrow };
        self.completion = Completion::new(self.line.text(), self.line.cursor(), &scope, asked);
    }

    /// Writes the next completion into the line, or the one before.
    fn choose(&mut self, state: &State, forward: bool) {
        self.completion.step(forward);
        let (text, cursor) = self.completion.text();
        self.line = Line::with_cursor(&text, cursor);
        let rows = state.layout().completion_rows();
        if let Some(at) = self.completion.chosen {
            self.completion.top = self.completion.top.clamp((at + 1).saturating_sub(rows), at);
        }
    }

    /// An older query of the history, or a newer one.
    fn recall(&mut self, state: &State, older: bool) {
        let last = state.queries.len().checked_sub(1);
        self.recalled = match (older, self.recalled) {
            (true, None) => last.map(|_| 0),
            (true, Some(at)) => Some((at + 1).min(last.unwrap_or(0))),
            (false, Some(at)) => at.checked_sub(1),
            (false, None) => None,
        };
        let text = self.recalled.and_then(|at| state.queries.iter().rev().nth(at)).cloned().unwrap_or_default();
        self.line = Line::new(&text);
        self.completion = Completion::default();
    }

    /// Shows what the text selects. What is unfinished at its end is left out until it is finished; while the text is wrong,
    /// the last that was right stays.
    fn apply(&mut self, state: &mut State, before: &View) {
        let text = self.line.text().trim().to_owned();
        let mut view = state.view().clone();
        (view.filtered, view.ranged) = (true, true);
        // The cursor goes back to where it was, however far typing has led it away.
        view.current.clone_from(&before.current);
        view.query.clone_from(&text);
        self.error = match state.ask(&view) {
            Ok(answered) if answered.selection.is_empty() && typing::field_prefix(&text).is_some() => {
                typing::field_prefix(&text)
            }
            Ok(answered) => {
                state.show_answered(view.clone(), answered);
                None
            }
            Err(error) => Some(typing::partial_date(error, &text)),
        };
        if let Some(error) = self.error.as_ref().filter(|error| error.unfinished) {
            view.query = finished(&text, error.span().start);
            if let Ok(answered) = state.ask(&view) {
                state.show_answered(view, answered);
            }
        }
        self.suggestion = self.wrong().and_then(|error| {
            error.fixed_query(&text, |text| {
                state.ask(&View { query: text.to_owned(), ..state.view().clone() }).map(|_| ())
            })
        });
    }

    fn accept(&mut self, state: &mut State, before: &View) -> Reply {
        let chosen = self.completion.chosen.map(|at| &self.completion.items[at]);
        if chosen.is_some_and(|offer| offer.text.ends_with(':')) {
            self.complete(state, true);
            self.apply(state, before);
            return Reply::Stay;
        }
        if self.wrong().is_some() {
            return Reply::Stay;
        }
        Reply::Close(remember_query(state))
    }

    fn cancel(&mut self, state: &mut State, before: &View) -> Reply {
        // Who went into the completion comes out of it first.
        if self.completion.chosen.take().is_none() {
            return Reply::Restore;
        }
        let (text, cursor) = self.completion.text();
        self.line = Line::with_cursor(&text, cursor);
        self.completion = Completion::default();
        self.apply(state, before);
        Reply::Stay
    }

    fn tab(&mut self, state: &State, forward: bool) {
        if self.completion.is_empty() {
            if forward && let Some(text) = self.suggestion.take() {
                self.line = Line::new(&text);
                self.complete(state, false);
                return;
            }
            self.complete(state, true);
        }
        self.choose(state, forward);
    }
}

/// Puts the query at the end of the history, once, and has it remembered for the next time.
pub fn remember_query(state: &mut State) -> Vec<Effect> {
    let query = state.view().query.trim().to_owned();
    if query.is_empty() {
        return Vec::new();
    }
    append(&mut state.queries, &query);
    vec![Effect::Remember(query)]
}

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

impl Overlay for FilterBar {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Filter, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply {
        use action::Filter;
        match action {
            Action::Overlay(action::Overlay::Accept) => return self.accept(state, before),
            Action::Overlay(action::Overlay::Cancel) => return self.cancel(state, before),
            Action::Filter(Filter::Complete) => self.tab(state, true),
            Action::Filter(Filter::CompleteBack) => self.tab(state, false),
            Action::Filter(Filter::Down) if self.recalled.is_none() && !self.completion.is_empty() => {
                self.choose(state, true);
            }
            Action::Filter(Filter::Up) if self.completion.chosen.is_some() => self.choose(state, false),
            Action::Filter(Filter::Up | Filter::Older) => self.recall(state, true),
            Action::Filter(Filter::Down | Filter::Newer) => self.recall(state, false),
            _ => return Reply::Stay,
        }
        self.apply(state, before);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn typed(&mut self, state: &mut State, before: &View) {
        self.recalled = None;
        self.complete(state, false);
        self.apply(state, before);
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        let before = state.view().clone();
        self.complete(state, false);
        self.apply(state, &before);
        true
    }

    fn error_line(&self) -> bool {
        self.error.is_some()
    }

    fn is_stale(&self) -> bool {
        self.wrong().is_some()
    }

    fn place(&self) -> Place {
        Place::FilterBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        let [accept, cancel] = accept_or_cancel("apply");
        let complete = Action::Filter(action::Filter::Complete);
        match self.wrong() {
            Some(_) if self.completion.is_empty() && self.suggestion.is_some() => {
                vec![Hint::word(complete, "apply suggestion"), cancel]
            }
            Some(_) => vec![cancel],
            None => vec![accept, cancel],
        }
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let theme = paint.theme;
        let selection = state.selection();
        let counts = format!("{} of {}, {} hidden", selection.len(), selection.of, selection.of - selection.len());
        let hints = if areas.filter.width >= 70 {
            format!("{counts}   {} ", hint_text(&self.hints(state), &state.keys))
        } else {
            format!("{counts} ")
        };
        let from = paint.right(areas.filter, 20, &[(&hints, theme.dim)]);
        let area = Rect { width: from.saturating_sub(1), ..areas.filter };
        let span = self.wrong().map(QueryError::span);
        let cursor = edit_line(area, &self.line, "/ ", span.clone(), paint);
        // Colours only where the whole line is visible and right; an error is shown alone.
        let text = self.line.text();
        if span.is_none() && cells(text) + 4 < usize::from(area.width) {
            query_text(area, 3, text, paint);
        }
        if let Some(error) = &self.error {
            let style = if error.unfinished { theme.dim } else { theme.caution };
            let indent = 3 + text.get(..error.span().start).map_or(0, cells) as u16;
            // Under the error if the sentence fits there, else from the left.
            let sentence = error.sentence();
            let room = areas.filter_error.width.saturating_sub(indent);
            let indent = if cells(&sentence) <= usize::from(room) { indent } else { 3 };
            paint.text(areas.filter_error, indent, &sentence, style);
        }
        completion::draw(&self.completion, state, areas, paint);
        cursor
    }
}
