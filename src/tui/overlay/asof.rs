//! The prompt for the reference date, which can also be stepped through the days with new reports.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::model::when::calendar::date;
use crate::query::print::print;
use crate::query::{AsOf, QueryError, Value, asof};
use crate::selection::counted;
use crate::tui::action::{self, Action, Context};
use crate::tui::layout::Areas;
use crate::tui::line::Line;
use crate::tui::open::{Hint, Overlay, Place, Reply, accept_or_cancel};
use crate::tui::state::State;
use crate::tui::ui::field::edit_line;
use crate::tui::ui::hints::{fitting, hint_text};
use crate::tui::ui::paint::{Paint, cells};
use crate::view::View;

/// The width of the text field with its label.
const FIELD: u16 = 24;

/// The as-of prompt.
#[derive(Debug)]
pub(crate) struct AsOfPrompt {
    /// The date as typed; empty for no reference date.
    line: Line,
    /// The error in the date.
    error: Option<QueryError>,
    /// The reference date stepped from; before the first step, the view's.
    from: Option<AsOf>,
    /// What the date brought, or why a step led nowhere; `None` while the date is the one at the start.
    news: Option<String>,
    /// The days that brought news, sorted, in days since 1970-01-01.
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
                whole.known_day(record).and_then(date).map_or_else(String::new, |day| day.to_string())
            }
            (None, None) => String::new(),
        };
        let days = whole.news_days().to_vec();
        Self { line: Line::new(&text), error: None, from: state.as_of().cloned(), news: None, days }
    }

    /// Applies the date to the view, unless it is invalid.
    pub(crate) fn preview(&mut self, state: &mut State, before: &View) {
        let text = self.line.text().trim().to_owned();
        let (as_of, error) = match reference(&text, state) {
            Some(Ok(as_of)) => (Some(as_of), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        self.error = error;
        if self.error.is_none() {
            let mut view = before.clone();
            if as_of.is_none() || as_of != self.from {
                let is_before = |from: &&AsOf| as_of.as_ref().is_some_and(|as_of| from.at.is_before(as_of.at));
                view.previous = self.from.as_ref().filter(is_before).cloned();
            }
            let query = crate::query::parse(&view.query).unwrap_or_else(|_| state.query());
            view.query = print(&asof::with(&query, Some(text.as_str()).filter(|text| !text.is_empty())));
            if let Ok(answered) = state.ask(&view) {
                state.show_answered(view, answered);
            }
        }
    }

    /// Steps to the next or previous day that brought news.
    fn step(&mut self, forward: bool, state: &mut State, before: &View) {
        let from = reference(self.line.text().trim(), state).and_then(Result::ok);
        let current = from.as_ref().map(|from| from.at.last_day());
        let found = match (current, forward) {
            (None, true) => self.days.first(),
            (None, false) => self.days.last(),
            (Some(current), true) => self.days.iter().find(|day| **day > current),
            (Some(current), false) => self.days.iter().rev().find(|day| **day < current),
        };
        let Some(day) = found.copied().and_then(date) else {
            self.news = Some(format!("no {} day with news", if forward { "later" } else { "earlier" }));
            return;
        };
        self.line = Line::new(&day.to_string());
        self.from = from;
        self.preview(state, before);
        // On all days since the one stepped from there was no news.
        self.tell(state, false);
    }

    /// Says what the date brought and moves to the first of it.
    fn tell(&mut self, state: &mut State, with_since: bool) {
        self.news = Some(news(state, with_since)).filter(|_| self.error.is_none());
        state.go_to_first_new();
    }
}

/// What is new at the reference date: `4 Dec · 5 events and 17 quotes new`.
fn news(state: &State, with_since: bool) -> String {
    let short = |as_of: &AsOf| {
        let day = as_of.text.parse::<NaiveDate>();
        day.map_or_else(|_| as_of.text.clone(), |day| day.format("%-d %b").to_string())
    };
    let Some(as_of) = state.as_of() else { return "everything known".to_owned() };
    let mut shown = (*state.news).clone();
    shown.and(&state.selection().records);
    let hidden = state.news.count() - shown.count();
    let events = shown.count_and(&state.index().events);
    let counted = match counted(events, shown.count() - events) {
        _ if state.news.count() == 0 => "nothing".to_owned(),
        counted => counted,
    };
    let since = state.view().previous.as_ref().filter(|_| with_since);
    let since = since.map(|since| format!(" since {}", short(since))).unwrap_or_default();
    let hidden = if hidden == 0 { String::new() } else { format!(", {hidden} more outside the filter") };
    format!("{} · {counted} new{since}{hidden}", short(as_of))
}

/// The date as typed; `None` for no reference date.
fn reference(text: &str, state: &State) -> Option<Result<AsOf, QueryError>> {
    let value = Value { span: 0..text.len(), text: text.to_owned() };
    (!text.is_empty()).then(|| AsOf::parse(&value, state.data.snapshots.whole().dataset.about.timezone))
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
            Action::Overlay(O::Accept) => {
                if let Some(news) = &self.news {
                    state.notify(news);
                }
                return Reply::close();
            }
            Action::AsOf(A::Next) => self.step(true, state, before),
            Action::AsOf(A::Previous) => self.step(false, state, before),
            _ => {}
        }
        Reply::Stay
    }

    fn line(&mut self) -> Option<&mut Line> {
        Some(&mut self.line)
    }

    fn typed(&mut self, state: &mut State, before: &View) {
        self.preview(state, before);
        self.tell(state, true);
    }

    fn reloaded(&mut self, state: &mut State) -> bool {
        self.days = state.data.snapshots.whole().news_days().to_vec();
        let before = state.view().clone();
        self.preview(state, &before);
        true
    }

    fn place(&self) -> Place {
        Place::StatusBar
    }

    fn hints(&self, _: &State) -> Vec<Hint> {
        use action::AsOf as A;
        let mut hints = vec![
            Hint::labelled(Action::AsOf(A::Next), "next day with news"),
            Hint::labelled(Action::AsOf(A::Previous), "previous"),
        ];
        hints.extend(accept_or_cancel("apply"));
        hints
    }

    fn draw(&self, state: &State, areas: &Areas, paint: &mut Paint<'_>) -> Option<Position> {
        let field = Rect { width: areas.status.width.min(FIELD), ..areas.status };
        let cursor = edit_line(field, &self.line, "as of ", None, paint);
        let theme = paint.theme;
        if let Some(error) = &self.error {
            paint.text(areas.status, FIELD + 1, &error.sentence(), theme.caution);
            return cursor;
        }
        let news = self.news.as_ref().map(|news| format!("{news} · ")).unwrap_or_default();
        let hints = self.hints(state);
        let (step, close) = hints.split_at(2);
        let text = |hints: &[Hint]| hint_text(hints, &state.keys);
        let parts = [text(step), text(close), "empty: all known".to_owned()];
        let room = usize::from(areas.status.width.saturating_sub(FIELD + 1)).saturating_sub(cells(&news));
        let hints = fitting(&parts, room);
        let news = if hints.is_empty() { news.trim_end_matches(" · ") } else { news.as_str() };
        paint.spans(areas.status, FIELD + 1, &[(news, theme.text), (&hints, theme.dim)]);
        cursor
    }
}
