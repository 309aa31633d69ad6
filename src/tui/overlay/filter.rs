//! The filter bar: a query that is applied while typing, with completion, suggestions for errors, and the query history.

mod completion;

use ratatui::layout::{Position, Rect};

use crate::index::Bits;
use crate::query::complete::{Completion, Unfinished};
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

/// The filter bar with focus.
#[derive(Debug)]
pub(crate) struct FilterBar {
    line: Line,
    /// Whether the text has been edited, so that the view follows it.
    edited: bool,
    /// The error in the text. The list then shows the last valid query.
    error: Option<QueryError>,
    /// A suggested correction.
    suggestion: Option<String>,
    /// The index of the history entry shown, from the latest.
    recalled: Option<usize>,
    completion: Completion,
    /// Whether the completions are those of an earlier text.
    pending: bool,
    /// Those of this text, as far as they are computed.
    unfinished: Option<Unfinished>,
}

impl FilterBar {
    /// Creates the bar with a query.
    pub(crate) fn new(query: &str) -> Self {
        // Usually another term follows; otherwise the space does no harm.
        let text = if query.is_empty() { String::new() } else { format!("{query} ") };
        Self {
            line: Line::new(&text),
            edited: false,
            error: None,
            suggestion: None,
            recalled: None,
            completion: Completion::default(),
            pending: false,
            unfinished: None,
        }
    }

    /// Offers what can follow, before anything is typed.
    pub(crate) fn with_completion(mut self, state: &State) -> Self {
        self.complete(state, true);
        self
    }

    /// Creates the bar with an invalid query.
    pub(crate) fn with_error(query: &str, error: QueryError) -> Self {
        Self { line: Line::new(query), edited: true, error: Some(error), ..Self::new("") }
    }

    /// The error, unless the text is just unfinished.
    fn definite_error(&self) -> Option<&QueryError> {
        self.error.as_ref().filter(|error| !error.unfinished)
    }

    /// Computes the completions at the cursor; `requested` if the user has pressed the key for it.
    fn complete(&mut self, state: &State, requested: bool) {
        self.unfinished = None;
        self.completion =
            in_scope(state, |scope| Completion::new(self.line.text(), self.line.cursor(), scope, requested));
        self.pending = false;
    }

    /// Computes the completions now if they are those of an earlier text.
    fn catch_up(&mut self, state: &State) {
        while self.pending {
            self.settle(state);
        }
    }

    /// Inserts the next or previous completion.
    fn choose(&mut self, state: &State, forward: bool) {
        self.completion.step(forward);
        let (text, cursor) = self.completion.text();
        self.line = Line::with_cursor(&text, cursor);
        let rows = state.layout().completion_rows();
        if let Some(at) = self.completion.chosen {
            self.completion.top = self.completion.top.clamp((at + 1).saturating_sub(rows), at);
        }
    }

    /// Recalls an older or newer query from the history.
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
        self.without_completion();
    }

    /// Offers nothing until a letter is typed.
    fn without_completion(&mut self) {
        (self.completion, self.pending, self.unfinished) = (Completion::default(), false, None);
    }

    /// Applies the text to the view, without an unfinished last term. While the text is invalid, the last valid query stays.
    fn apply(&mut self, state: &mut State, before: &View) {
        let text = self.line.text().trim().to_owned();
        self.edited = true;
        let mut view = state.view().clone();
        (view.filtered, view.ranged) = (true, true);
        // Restore the position from before typing.
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
            view.query = complete_part(&text, error.span().start);
            if let Ok(answered) = state.ask(&view) {
                state.show_answered(view, answered);
            }
        }
        self.suggestion = self.definite_error().and_then(|error| {
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
        if self.definite_error().is_some() {
            return Reply::Stay;
        }
        Reply::Close(remember_query(state))
    }

    fn cancel(&mut self, state: &mut State, before: &View) -> Reply {
        // The first press only leaves the completions.
        if self.completion.chosen.take().is_none() {
            return Reply::Restore;
        }
        let (text, cursor) = self.completion.text();
        self.line = Line::with_cursor(&text, cursor);
        self.without_completion();
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

/// Calls `each` with what completions are computed for: the records of the view.
fn in_scope<T>(state: &State, each: impl FnOnce(&Scope<'_>) -> T) -> T {
    let answered = &state.answered;
    let narrow = |records: &mut Bits| answered.narrow(records);
    let previous = answered.previous.as_ref().map(|previous| previous.at);
    each(&Scope { index: &answered.index, marked: &answered.marks, previous, narrow: &narrow })
}

/// Adds the query to the history.
pub(crate) fn remember_query(state: &mut State) -> Vec<Effect> {
    let query = state.view().query.trim().to_owned();
    if query.is_empty() {
        return Vec::new();
    }
    append(&mut state.queries, &query);
    vec![Effect::Remember(query)]
}

/// The longest valid part of a query that ends before an unfinished term.
fn complete_part(text: &str, end: usize) -> String {
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
        // Only these keys depend on the completions.
        if matches!(action, Action::Filter(Filter::Complete | Filter::CompleteBack | Filter::Down)) {
            self.catch_up(state);
        }
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
        self.completion.chosen = None;
        (self.pending, self.unfinished) = (true, None);
        self.apply(state, before);
    }

    fn is_pending(&self) -> bool {
        self.pending
    }

    fn settle(&mut self, state: &State) {
        let completion = in_scope(state, |scope| {
            let Some(unfinished) = &mut self.unfinished else {
                self.unfinished = Some(Unfinished::new(self.line.text(), self.line.cursor(), scope, false));
                return None;
            };
            unfinished.step(scope)
        });
        if let Some(completion) = completion {
            (self.completion, self.pending, self.unfinished) = (completion, false, None);
        }
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        let before = state.view().clone();
        self.complete(state, false);
        if self.edited {
            self.apply(state, &before);
        } else {
            // New data does not turn on a filter that is off.
            let query = self.line.text().trim().to_owned();
            self.error = state.ask(&View { query, filtered: true, ranged: true, ..before }).err();
        }
        true
    }

    fn error_line(&self) -> bool {
        self.error.is_some()
    }

    fn is_stale(&self) -> bool {
        self.definite_error().is_some()
    }

    fn place(&self) -> Place {
        Place::FilterBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        let [accept, cancel] = accept_or_cancel("apply");
        let complete = Action::Filter(action::Filter::Complete);
        match self.definite_error() {
            Some(_) if self.completion.is_empty() && self.suggestion.is_some() => {
                vec![Hint::labelled(complete, "apply suggestion"), cancel]
            }
            Some(_) => vec![cancel],
            None => vec![accept, cancel],
        }
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let theme = paint.theme;
        let selection = state.selection();
        let counts =
            format!("{} of {}, {} hidden", selection.len(), selection.total, selection.total - selection.len());
        let hints = if areas.filter.width >= 70 {
            format!("{counts}   {} ", hint_text(&self.hints(state), &state.keys))
        } else {
            format!("{counts} ")
        };
        let from = paint.right(areas.filter, 20, &[(&hints, theme.dim)]);
        let area = Rect { width: from.saturating_sub(1), ..areas.filter };
        let span = self.definite_error().map(QueryError::span);
        let cursor = edit_line(area, &self.line, "/ ", span.clone(), paint);
        // Highlighted only if the whole line is visible and valid.
        let text = self.line.text();
        if span.is_none() && cells(text) + 4 < usize::from(area.width) {
            query_text(area, 3, text, paint);
        }
        if let Some(error) = &self.error {
            let style = if error.unfinished { theme.dim } else { theme.caution };
            let indent = 3 + text.get(..error.span().start).map_or(0, cells) as u16;
            // Below the error if the message fits there, else from the left.
            let message = error.sentence();
            let room = areas.filter_error.width.saturating_sub(indent);
            let indent = if cells(&message) <= usize::from(room) { indent } else { 3 };
            paint.text(areas.filter_error, indent, &message, style);
        }
        completion::draw(&self.completion, state, areas, paint);
        cursor
    }
}
