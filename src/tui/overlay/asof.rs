//! The prompt for the reference date, which can also be stepped through the days with new reports.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::index::Index;
use crate::model::RecordRef;
use crate::model::when::Stamp;
use crate::model::when::calendar::{date, number};
use crate::query::print::print;
use crate::query::{QueryError, Value, asof};
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::hint_text;
use crate::tui::ui::paint::Paint;
use crate::view::View;

/// The as-of prompt.
#[derive(Debug)]
pub(crate) struct AsOfPrompt {
    /// The date as typed; empty for no reference date.
    line: Line,
    /// The error in the date.
    error: Option<QueryError>,
    /// The days on which records became known, sorted, in days since 1970-01-01.
    days: Vec<i64>,
}

impl AsOfPrompt {
    /// Creates a prompt with the reference date of the view, else with the day on which the current record became known.
    pub(crate) fn new(state: &State) -> Self {
        let whole = state.data.snapshots.whole();
        let current = state.view().current.as_ref().and_then(|anchor| anchor.record(whole));
        let text = match (state.as_of(), current) {
            (Some(as_of), _) => as_of.text.clone(),
            (None, Some(record)) => {
                known_day(whole, whole.record(record)).and_then(date).map_or_else(String::new, |day| day.to_string())
            }
            (None, None) => String::new(),
        };
        Self { line: Line::new(&text), error: None, days: days(whole) }
    }

    /// Applies the date to the view, unless it is invalid.
    pub(crate) fn preview(&mut self, state: &mut State, before: &View) {
        let text = self.line.text().trim().to_owned();
        let parsed = (!text.is_empty()).then(|| {
            let value = Value { span: 0..text.len(), text: text.clone() };
            asof::AsOf::parse(&value, state.data.snapshots.whole().dataset.about.timezone)
        });
        self.error = parsed.and_then(Result::err);
        if self.error.is_none() {
            let mut view = before.clone();
            let query = crate::query::parse(&view.query).unwrap_or_else(|_| state.query());
            view.query = print(&asof::with(&query, Some(text.as_str()).filter(|text| !text.is_empty())));
            if let Ok(answered) = state.ask(&view) {
                state.show_answered(view, answered);
            }
        }
    }

    /// Steps to the next or previous day on which records became known.
    fn step(&mut self, forward: bool) {
        let current = self.line.text().trim().parse::<NaiveDate>().ok().map(number);
        let found = match (current, forward) {
            (None, true) => self.days.first(),
            (None, false) => self.days.last(),
            (Some(current), true) => self.days.iter().find(|day| **day > current),
            (Some(current), false) => self.days.iter().rev().find(|day| **day < current),
        };
        if let Some(day) = found.copied().and_then(date) {
            self.line = Line::new(&day.to_string());
        }
    }
}

fn days(index: &Index) -> Vec<i64> {
    let mut days: Vec<i64> = index.records.iter().filter_map(|record| known_day(index, *record)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The day at the end of which a record became known.
fn known_day(index: &Index, record: RecordRef) -> Option<i64> {
    let known = index.whole.known(record)?;
    known.end.is_bounded().then(|| Stamp { wall: known.end.wall - 1, ..known.end }.day())
}

impl Overlay for AsOfPrompt {
    fn contexts(&self) -> &'static [Context] {
        &[Context::AsOf, Context::Overlay]
    }

    fn act(&mut self, action: Action, state: &mut State, before: &View) -> Reply {
        use action::{AsOf as A, Overlay as O};
        match action {
            Action::Overlay(O::Cancel) => return Reply::Restore,
            Action::Overlay(O::Accept) if self.error.is_some() => return Reply::Stay,
            Action::Overlay(O::Accept) => return Reply::close(),
            Action::AsOf(A::Next) => self.step(true),
            Action::AsOf(A::Previous) => self.step(false),
            _ => return Reply::Stay,
        }
        self.preview(state, before);
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn typed(&mut self, state: &mut State, before: &View) {
        self.preview(state, before);
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        self.days = days(state.data.snapshots.whole());
        let before = state.view().clone();
        self.preview(state, &before);
        true
    }

    fn place(&self) -> Place {
        Place::StatusBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::AsOf as A;
        let mut hints =
            vec![Hint::labelled(Action::AsOf(A::Next), "next"), Hint::labelled(Action::AsOf(A::Previous), "previous")];
        hints.extend(accept_or_cancel("apply"));
        hints
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let field = Rect { width: areas.status.width.min(28), ..areas.status };
        let cursor = edit_line(field, &self.line, "as of ", None, paint);
        let error = self.error.as_ref().map(QueryError::sentence);
        let style = if error.is_some() { paint.theme.caution } else { paint.theme.dim };
        let hints = || format!("{} · empty: no date", hint_text(&self.hints(state), &state.keys));
        paint.text(areas.status, 29, &error.unwrap_or_else(hints), style);
        cursor
    }
}
