//! Changing the period of the query.

use crate::model::when::calendar::Zoom;
use crate::query::period::Period;
use crate::tui::action::Browse;
use crate::tui::state::State;

impl State {
    /// Narrows, widens or shifts the period of the query.
    pub(super) fn change_period(&mut self, action: Browse) {
        let query = self.query();
        let period = Period::of(&query);
        let day = self.current().and_then(|record| self.index().times.day(record));
        let around = |zoom| day.map(|day| Period::around(zoom, day));
        let next = match (action, period) {
            (Browse::PeriodIn, None) => around(Zoom::Year),
            (Browse::PeriodIn, Some(period)) => Some(period.finer(day).unwrap_or(period)),
            (Browse::PeriodOut, period) => period.and_then(Period::coarser),
            (_, None) => around(Zoom::Month),
            (action, Some(period)) => Some(period.along(action == Browse::PeriodNext)),
        };
        if next == period {
            return;
        }
        self.set_query(&Period::keep(&query, next));
        match next {
            Some(period) => self.notify(period.heading()),
            None => self.notify("all dates"),
        }
    }
}
