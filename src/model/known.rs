//! When a record became publicly known, from when the final word on an event holds, and what came in between two reference
//! dates. A page may be dated later than the words on it became public, so words spoken in public count from the day on which
//! they were spoken, and an event from its end.

use super::vocabulary::{Channel, Kind};
use super::when::{Bounds, Clock, Limit, Stamp};
use super::{Citation, Dataset, Event, Quote, RecordRef, Version};

/// When something became known: at the end of a day, month or minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known(Stamp);

impl Known {
    /// Whether it was known at a reference date.
    pub fn by(self, limit: Limit) -> bool {
        limit.reached(self.0)
    }

    /// The moment.
    pub(crate) fn stamp(self) -> Stamp {
        self.0
    }

    /// The civil day at whose end it was known (of a month its last), in days since 1970; nothing where it has no end.
    pub fn day(self) -> Option<i64> {
        self.0.is_bounded().then(|| Stamp { wall: self.0.wall - 1, ..self.0 }.day())
    }
}

/// From when the final word on an event holds.
pub(crate) struct FinalWord {
    /// From when; nothing if always.
    pub(crate) from: Option<Stamp>,
    /// Whether a source brought it, rather than the passing of time.
    published: bool,
}

impl FinalWord {
    /// Whether it holds at a reference date.
    pub(super) fn by(&self, limit: Limit) -> bool {
        self.from.is_none_or(|from| limit.reached(from))
    }
}

/// The end of a time, or its start if the end is open.
fn end_of(bounds: &Bounds) -> Stamp {
    if bounds.e1.is_bounded() { bounds.e1 } else { bounds.s1 }
}

fn earliest(stamps: impl Iterator<Item = Stamp>, clock: Clock) -> Option<Stamp> {
    stamps.min_by_key(|stamp| clock.of(*stamp))
}

fn latest(stamps: impl Iterator<Item = Stamp>, clock: Clock) -> Option<Stamp> {
    stamps.max_by_key(|stamp| clock.of(*stamp))
}

impl Dataset {
    /// When a record became known, by civil days; `None` if it was always known.
    pub fn known(&self, record: RecordRef) -> Option<Known> {
        self.known_on(record, Clock::Civil).map(Known)
    }

    /// Whether a record was known at a reference date.
    pub fn known_by(&self, record: RecordRef, limit: Limit) -> bool {
        self.known_on(record, limit.clock).is_none_or(|known| limit.reached(known))
    }

    /// The moment at which a record became known; `None` if it was always known.
    pub(crate) fn known_on(&self, record: RecordRef, clock: Clock) -> Option<Stamp> {
        match record {
            RecordRef::Event(id) => self.event_known(record, &self.events[id], clock),
            RecordRef::Quote(id) => self.quote_known(record, &self.quotes[id], clock),
        }
    }

    fn event_known(&self, record: RecordRef, event: &Event, clock: Clock) -> Option<Stamp> {
        self.written_known(event).or_else(|| {
            let reported = event.reports.iter().map(|report| report.on.1.e1);
            let ended = self.bounds(record).as_ref().map(end_of);
            earliest(reported.chain(self.published(&event.sources)).chain(ended), clock)
        })
    }

    fn quote_known(&self, record: RecordRef, quote: &Quote, clock: Clock) -> Option<Stamp> {
        if let Some((_, published)) = quote.published() {
            return Some(published.e1);
        }
        let said = || self.bounds(record).as_ref().map(end_of);
        let told = earliest(self.published(self.quote_sources(quote)), clock);
        let known =
            if self.is_public(quote) { earliest(said().into_iter().chain(told), clock) } else { told.or_else(said) };
        // What was said at a secret event, or under an embargo, is known with the event.
        let held_back =
            self.event_of(quote).filter(|_| quote.when.is_none()).and_then(|event| self.written_known(event));
        latest(known.into_iter().chain(held_back), clock)
    }

    /// The end of the day on which an event became public, where that is written.
    fn written_known(&self, event: &Event) -> Option<Stamp> {
        event.known()?.bounds(self.about.timezone).ok().map(|bounds| bounds.e1)
    }

    /// Whether the words were spoken in public: by their channel, else by the kind of their event.
    fn is_public(&self, quote: &Quote) -> bool {
        match quote.channel {
            Some(
                Channel::Briefing
                | Channel::Remarks
                | Channel::Speech
                | Channel::Post
                | Channel::Readout
                | Channel::Statement
                | Channel::JointStatement
                | Channel::Testimony,
            ) => true,
            Some(Channel::Interview | Channel::Call | Channel::Letter | Channel::Document | Channel::Leak) => false,
            None => self.event_of(quote).is_some_and(|event| {
                matches!(
                    event.kind.base,
                    Kind::Statement | Kind::Briefing | Kind::Speech | Kind::Post | Kind::Readout | Kind::JointStatement
                )
            }),
        }
    }

    /// The ends of the days on which sources were published. Those without a date say nothing.
    fn published(&self, citations: &[Citation]) -> impl Iterator<Item = Stamp> {
        citations.iter().filter_map(|citation| Some(self.sources[citation.source].published.as_ref()?.1.e1))
    }

    /// When a version of a proposal became known.
    pub(crate) fn version_known(version: &Version) -> Known {
        let (_, bounds) = version.published.as_ref().unwrap_or(&version.when);
        Known(end_of(bounds))
    }

    /// From when the final word on an event (its own keys) holds: the first publication among its own sources that is neither
    /// before its last report nor before its start; else its end or its last report, whichever is later.
    pub(crate) fn final_word(&self, event: &Event, clock: Clock) -> FinalWord {
        let last = latest(event.reports.iter().map(|report| report.on.1.e1), clock);
        let bounds = event.when.as_ref().and_then(|when| when.bounds(self.home(event.place)).ok());
        let told = self.published(&event.sources).filter(|at| {
            last.is_none_or(|last| clock.of(*at) >= clock.of(last))
                && bounds.as_ref().is_none_or(|bounds| clock.of(*at) > clock.of(bounds.s0))
        });
        if let Some(told) = earliest(told, clock) {
            return FinalWord { from: Some(told), published: true };
        }
        let from = latest(bounds.as_ref().map(end_of).into_iter().chain(last), clock);
        FinalWord { from, published: false }
    }

    /// Whether a record is new at a reference date (nothing: everything is known) against an earlier one: it became known in
    /// between, or it is an event of which a report, or a source that brings the final word, came in between. The passing of
    /// time alone makes nothing new.
    pub fn is_new(&self, record: RecordRef, since: Limit, by: Option<Limit>) -> bool {
        if by.is_some_and(|by| !self.known_by(record, by)) {
            return false;
        }
        if !self.known_by(record, since) {
            return true;
        }
        let came = |stamp: Stamp| !since.reached(stamp) && by.is_none_or(|by| by.reached(stamp));
        match record {
            RecordRef::Event(id) => {
                let event = &self.events[id];
                let word = self.final_word(event, by.map_or(since.clock, |by| by.clock));
                event.reports.iter().any(|report| came(report.on.1.e1))
                    || (word.published && word.from.is_some_and(came))
            }
            RecordRef::Quote(_) => false,
        }
    }

    /// The civil days on which there was news of a record: on which it became known and, of an event, on which a report or
    /// the source of the final word came. In days since 1970.
    pub(crate) fn news_days(&self, record: RecordRef, mut each: impl FnMut(i64)) {
        let known = self.known(record);
        known.and_then(Known::day).into_iter().for_each(&mut each);
        if let RecordRef::Event(id) = record {
            let event = &self.events[id];
            let word = self.final_word(event, Clock::Civil);
            let told = word.from.filter(|_| word.published);
            let later = event.reports.iter().map(|report| report.on.1.e1).chain(told);
            let not_before = |stamp: &Stamp| known.is_none_or(|known| known.0.wall <= stamp.wall);
            later.filter(not_before).filter_map(|stamp| Known(stamp).day()).for_each(each);
        }
    }
}
