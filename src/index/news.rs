//! When records became known, and what is new against an earlier reference date.

use std::sync::{Arc, OnceLock};

use super::history::History;
use super::{Bits, Index, RecordId};
use crate::model::when::{Clock, Limit};
use crate::model::{Dataset, Id, RecordRef};
use crate::parallel;

/// When the records of a whole dataset became known, gathered when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct News {
    civil: OnceLock<History>,
    instant: OnceLock<History>,
    days: OnceLock<Vec<i64>>,
}

impl News {
    /// The history of the whole dataset on a clock.
    pub(super) fn history(&self, whole: &Dataset, clock: Clock) -> &History {
        let history = match clock {
            Clock::Civil => &self.civil,
            Clock::Instant => &self.instant,
        };
        history.get_or_init(|| History::new(whole, clock))
    }
}

impl Index {
    /// The civil day at whose end a record became known, in days since 1970; nothing if it was always known.
    pub fn known_day(&self, record: RecordId) -> Option<i64> {
        self.news.history(&self.whole, Clock::Civil).known_day(self.record(record))
    }

    /// What is new against an earlier reference date, see [`Dataset::is_new`]; without one, against [`Self::day_before`].
    pub fn new_since(&self, since: Option<Limit>) -> Arc<Bits> {
        let Some(since) = since.or_else(|| self.day_before()) else { return Arc::new(self.none()) };
        let mut last = parallel::lock(&self.last_new);
        if let Some((_, new)) = last.as_ref().filter(|(limit, _)| *limit == since) {
            return Arc::clone(new);
        }
        let new = Arc::new(self.find_new(since));
        *last = Some((since, Arc::clone(&new)));
        new
    }

    /// The records that are new against an earlier reference date.
    fn find_new(&self, since: Limit) -> Bits {
        let is_new = |record| self.whole.is_new(record, since, self.as_of);
        if self.as_of.is_some_and(|by| by.clock != since.clock) {
            return self.scan(is_new);
        }
        // On one clock, the columns tell of most records: they were known, and nothing came after they were final, and nothing at
        // all of quotes.
        let history = self.news.history(&self.whole, since.clock);
        let unknown = |record| !history.is_known(record, since);
        let open = |record| unknown(record) || !history.is_final(&self.whole, record, since);
        let open = self
            .numbers
            .at_positions(|at| open(RecordRef::Event(Id::new(at))), |at| unknown(RecordRef::Quote(Id::new(at))));
        let open = match self.numbers.renumbered() {
            Some(numbers) => numbers.carry(&open, &Bits::all(numbers.anew().len())),
            None => open,
        };
        let open: Vec<RecordId> = open.iter().collect();
        let is_new = |number: &&RecordId| {
            let record = self.record(**number);
            unknown(record) || matches!(record, RecordRef::Event(_)) && is_new(record)
        };
        let new = parallel::ranges(open.len(), |range| open[range].iter().filter(is_new).copied().collect::<Vec<_>>());
        self.set(new.into_iter().flatten())
    }

    /// The reference date a day before that of this index; of everything known, the day before the last with news.
    pub fn day_before(&self) -> Option<Limit> {
        let last = || self.news_days().last().map(|day| Limit::civil((day + 1) * 86_400));
        Some(self.as_of.or_else(last)?.day_before())
    }

    /// Gathers what the first step to an earlier day would have to wait for.
    pub(super) fn prepare_news(&self) {
        self.news_days();
        self.news.history(&self.whole, Clock::Civil).prepare(&self.whole);
    }

    /// The civil days on which there was news of any record of the whole dataset, in order, in days since 1970.
    pub fn news_days(&self) -> &[i64] {
        self.news.days.get_or_init(|| {
            let whole = &self.whole;
            let history = self.news.history(whole, Clock::Civil);
            let of_events = parallel::ranges(whole.events.positions(), |range| {
                let mut days = Vec::new();
                let events = range.map(Id::new).filter(|id| whole.events.has(*id));
                events.map(RecordRef::Event).for_each(|record| whole.news_days(record, |day| days.push(day)));
                days
            });
            let mut days = of_events.concat();
            // Of a quote there is no other news.
            days.extend(whole.quotes.ids().filter_map(|id| history.known_day(RecordRef::Quote(id))));
            days.sort_unstable();
            days.dedup();
            days
        })
    }
}
