//! When a record became publicly known, and from when the final word on an event holds.

use super::when::{Bounds, Stamp};
use super::{Dataset, Event, RecordRef, Version};

/// When something became known: a day, month or minute. It counts as known from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The beginning of that day, month or minute.
    pub(crate) begin: Stamp,
    /// The moment after it.
    pub(crate) end: Stamp,
}

impl Known {
    fn new(bounds: &Bounds) -> Self {
        Self { begin: bounds.s0, end: bounds.e1 }
    }

    /// The end of a time, or its start if the end is open.
    fn end_of(bounds: &Bounds) -> Self {
        if bounds.e1.is_bounded() {
            // The last day of it only.
            let begin = Stamp { wall: (bounds.e1.wall - 1).div_euclid(86_400) * 86_400, ..bounds.e1 };
            Self { begin: std::cmp::max_by_key(begin, bounds.s0, |stamp| stamp.utc()), end: bounds.e1 }
        } else {
            Self { begin: bounds.s0, end: bounds.s1 }
        }
    }

    /// The second (UTC) from which it counts.
    pub(crate) fn from(self) -> i64 {
        self.end.utc()
    }
}

impl Dataset {
    /// When a record became known; `None` if it was always known.
    pub fn known(&self, record: RecordRef) -> Option<Known> {
        let event = match record {
            RecordRef::Event(id) => &self.events[id],
            RecordRef::Quote(id) => {
                let quote = &self.quotes[id];
                let published = quote.published.as_ref().map(|(_, bounds)| Known::new(bounds));
                let first = published.or_else(|| self.first_published(self.quote_sources(quote)));
                return first.or_else(|| self.bounds(record).as_ref().map(Known::end_of));
            }
        };
        if let Some(bounds) = event.known.as_ref().and_then(|known| known.bounds(self.about.timezone).ok()) {
            return Some(Known::new(&bounds));
        }
        let reported = event.reports.iter().map(|report| Known::new(&report.on.1));
        let first = reported.chain(self.first_published(&event.sources)).min_by_key(|known| known.from());
        first.or_else(|| self.bounds(record).as_ref().map(Known::end_of))
    }

    /// When a version of a proposal became known.
    pub(crate) fn version_known(version: &Version) -> Known {
        let (_, bounds) = version.published.as_ref().unwrap_or(&version.when);
        if version.published.is_some() { Known::new(bounds) } else { Known::end_of(bounds) }
    }

    fn first_published(&self, citations: &[super::Citation]) -> Option<Known> {
        let published = citations.iter().filter_map(|citation| self.sources[citation.source].published.as_ref());
        published.map(|(_, bounds)| Known::new(bounds)).min_by_key(|known| known.from())
    }

    /// The second (UTC) from which the final word on an event (its own keys) holds: the first publication among its own
    /// sources that is not before its last report or its start; else its end or its last report, whichever is later.
    pub(super) fn final_from(&self, event: &Event) -> i64 {
        let last = event.reports.iter().map(|report| report.on.1.e1.utc()).max().unwrap_or(Stamp::PAST.wall);
        let bounds = event.when.as_ref().and_then(|when| when.bounds(self.home(event.place)).ok());
        let begin = bounds.as_ref().map_or(Stamp::PAST.wall, |bounds| bounds.s0.utc());
        let sources = event.sources.iter().filter_map(|citation| self.sources[citation.source].published.as_ref());
        let published = sources.map(|(_, bounds)| bounds.e1.utc()).filter(|at| *at >= last && *at > begin).min();
        published.unwrap_or_else(|| {
            let end = bounds.map_or(Stamp::PAST.wall, |bounds| Known::end_of(&bounds).from());
            end.max(last)
        })
    }
}
