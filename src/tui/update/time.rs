//! Time: the period that the query keeps to, the reference date, the switch of conditions on time.

use crossterm::event::KeyCode;

use crate::model::when::calendar::Zoom;
use crate::query::period::Period;
use crate::query::print::print;
use crate::query::{QueryError, Value, asof};
use crate::tui::action::Action;
use crate::tui::app::{App, Mode};
use crate::tui::asof::AsOfPrompt;
use crate::tui::keys::Key;
use crate::tui::line::Typed;

impl App {
    /// Narrows, widens or steps the period that the query keeps to.
    pub(super) fn change_period(&mut self, action: Action) {
        let query = self.query();
        let period = Period::of(&query);
        let day = self.current().and_then(|record| self.index.times.day(record));
        let around = |zoom| day.map(|day| Period::around(zoom, day));
        let next = match (action, period) {
            (Action::PeriodIn, None) => around(Zoom::Year),
            (Action::PeriodIn, Some(period)) => Some(period.finer(day).unwrap_or(period)),
            (Action::PeriodOut, period) => period.and_then(Period::coarser),
            (_, None) => around(Zoom::Month),
            (action, Some(period)) => Some(period.along(action == Action::PeriodNext)),
        };
        if next == period {
            return;
        }
        self.ask(&Period::keep(&query, next));
        match next {
            Some(period) => self.say(period.heading()),
            None => self.say("all of the time"),
        }
    }

    /// Opens the prompt for the reference date, and shows at once what it would show.
    pub(super) fn ask_as_of(&mut self) {
        let as_of = self.as_of.as_ref().map(|as_of| as_of.text.clone());
        let before = (self.view.clone(), self.top);
        let prompt = AsOfPrompt::new(&self.whole, self.spot_in_whole(), as_of.as_deref(), before);
        self.mode = Mode::AsOf(prompt);
        self.preview_as_of();
    }

    fn spot_in_whole(&self) -> Option<crate::index::RecordId> {
        self.view.current.as_ref().and_then(|spot| spot.record(&self.whole))
    }

    pub(super) fn as_of_key(&mut self, mut prompt: AsOfPrompt, key: Key) {
        match key.code {
            KeyCode::Esc => {
                self.show_again(prompt.before, prompt.before_top);
                return;
            }
            KeyCode::Enter => {
                if prompt.error.is_some() {
                    self.mode = Mode::AsOf(prompt);
                    return;
                }
                if !self.view.shows_the_same(&prompt.before) {
                    self.history.push(prompt.before);
                }
                return;
            }
            KeyCode::Down | KeyCode::Char('a') => prompt.step(true),
            KeyCode::Up | KeyCode::Char('A') => prompt.step(false),
            _ => {
                if prompt.line.key(key) != Typed::Changed {
                    self.mode = Mode::AsOf(prompt);
                    return;
                }
            }
        }
        self.mode = Mode::AsOf(prompt);
        self.preview_as_of();
    }

    /// Shows the data as of the date in the prompt; a date that is none yet changes nothing.
    pub(super) fn preview_as_of(&mut self) {
        let Mode::AsOf(prompt) = &self.mode else { return };
        let text = prompt.line.text().trim().to_owned();
        let parsed = (!text.is_empty()).then(|| {
            let value = Value { span: 0..text.len(), text: text.clone() };
            asof::AsOf::parse(&value, self.whole.dataset.about.timezone)
        });
        let error: Option<QueryError> = parsed.and_then(Result::err);
        let mut view = prompt.before.clone();
        if error.is_none() {
            let query = crate::query::parse(&view.query).unwrap_or_else(|_| self.query());
            view.query = print(&asof::with(&query, Some(text.as_str()).filter(|text| !text.is_empty())));
            if self.select(&view).is_ok() {
                self.show(view);
            }
        }
        if let Mode::AsOf(prompt) = &mut self.mode {
            prompt.error = error;
        }
    }
}
