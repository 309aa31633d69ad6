//! The cache of queries: what they have asked for once and will ask for again. These are records by value, for fields without a
//! list of their own; records in the order of their bounds; sets of records by name; the last answers. All of it is gathered at
//! the first use.

mod bounds;
mod groups;
mod ids;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock};

pub(crate) use bounds::ByBounds;
pub(crate) use groups::Groups;
pub(crate) use ids::Ids;

use super::text::Phrase;
use super::{Bits, Category, Index, RecordId};
use crate::model::RecordRef;
use crate::model::when::calendar::Zoom;
use crate::names::fold;
use crate::parallel;

/// The most answers in the cache.
const MAX_ANSWERS: usize = 48;

/// What has been gathered, by field.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    tags: OnceLock<Groups<Box<str>>>,
    outlets: OnceLock<Groups<Box<str>>>,
    languages: OnceLock<Groups<Box<str>>>,
    known: OnceLock<Groups<i64>>,
    ids: OnceLock<Ids>,
    numbers: [OnceLock<Groups<u32>>; Number::COUNT],
    bounds: OnceLock<ByBounds>,
    last_end: OnceLock<Option<i64>>,
    outcomes: OnceLock<Vec<(RecordId, Box<str>)>>,
    /// By the words of `is:`.
    pub(crate) properties: ByName<Bits>,
    /// By the words of `has:`.
    pub(crate) parts: ByName<Bits>,
    /// What fields suggest, by their names.
    pub(crate) suggested: ByName<Vec<String>>,
    answers: Mutex<VecDeque<(Box<str>, Arc<Bits>)>>,
}

/// A property of records with few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// The act of a quote.
    Act,
    /// The fidelity of a quote.
    Fidelity,
    /// The result of an event.
    Result,
    /// The format of an event.
    Format,
    /// The kind of an event that the dataset defines, by position.
    OwnKind,
    /// The best reliability of a source.
    Reliability,
    /// The best credibility.
    Credibility,
    /// The number of independent origins.
    Origins,
}

impl Number {
    /// All of them.
    const ALL: [Self; 8] = [
        Self::Act,
        Self::Fidelity,
        Self::Result,
        Self::Format,
        Self::OwnKind,
        Self::Reliability,
        Self::Credibility,
        Self::Origins,
    ];
    const COUNT: usize = Self::ALL.len();

    /// The value of a record, if it has one.
    fn of(self, index: &Index, id: RecordId, record: RecordRef) -> Option<u32> {
        let dataset = &index.dataset;
        let event = |id| &dataset.events[id];
        let quote = |id| &dataset.quotes[id];
        match (self, record) {
            (Self::Act, RecordRef::Quote(id)) => quote(id).act.map(|act| act as u32),
            (Self::Fidelity, RecordRef::Quote(id)) => Some(quote(id).fidelity as u32),
            (Self::Result, RecordRef::Event(id)) => event(id).result.map(|result| result as u32),
            (Self::Format, RecordRef::Event(id)) => event(id).format.map(|format| format as u32),
            (Self::OwnKind, RecordRef::Event(id)) => event(id).kind.own.map(|own| crate::model::Id::index(own) as u32),
            (Self::Reliability, record) => dataset.reliability(record).map(|letter| letter as u32),
            (Self::Credibility, record) => dataset.credibility(record).map(u32::from),
            (Self::Origins, _) => Some(index.origins.of(id)),
            _ => None,
        }
    }
}

/// What is gathered once, by name.
#[derive(Debug)]
pub(crate) struct ByName<T>(Mutex<HashMap<&'static str, Arc<T>>>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> ByName<T> {
    /// What is in the cache under this name.
    pub(crate) fn get(&self, name: &'static str, gather: impl FnOnce() -> T) -> Arc<T> {
        if let Some(known) = parallel::lock(&self.0).get(name) {
            return Arc::clone(known);
        }
        // Without the lock, so that another thread can read the others meanwhile.
        let gathered = Arc::new(gather());
        Arc::clone(parallel::lock(&self.0).entry(name).or_insert(gathered))
    }
}

impl Cache {
    /// The key of the answer to a word or phrase.
    pub(crate) fn key_of_text(text: &str) -> String {
        format!("\"{text}")
    }

    fn text_of_key(key: &str) -> Option<&str> {
        key.strip_prefix('"')
    }

    /// The answer to a part of a query, by its text, if it is one of the last.
    pub(crate) fn answer(&self, text: &str) -> Option<Arc<Bits>> {
        parallel::lock(&self.answers).iter().find(|(known, _)| **known == *text).map(|(_, records)| Arc::clone(records))
    }

    /// The records that match a phrase with which this one begins, if one of the last answers is of such a phrase.
    pub(super) fn matches_of_start(&self, phrase: &Phrase) -> Option<Arc<Bits>> {
        let answers = parallel::lock(&self.answers);
        let is_start =
            |text: &str| Self::text_of_key(text).and_then(Phrase::new).is_some_and(|start| start.is_start_of(phrase));
        answers.iter().find(|(known, _)| is_start(known)).map(|(_, records)| Arc::clone(records))
    }

    /// Adds an answer.
    pub(crate) fn add_answer(&self, text: String, records: &Bits) {
        let mut answers = parallel::lock(&self.answers);
        answers.truncate(MAX_ANSWERS - 1);
        answers.push_front((text.into(), Arc::new(records.clone())));
    }
}

impl Index {
    /// The records of each tag, folded.
    pub(crate) fn by_tag(&self) -> &Groups<Box<str>> {
        self.cache.tags.get_or_init(|| {
            Groups::gather(self, |_, record, each| {
                let tags = match record {
                    RecordRef::Event(id) => self.dataset.events[id].tags(),
                    RecordRef::Quote(id) => self.dataset.quotes[id].tags(),
                };
                tags.iter().for_each(|tag| each(fold(tag).into()));
            })
        })
    }

    /// The quotes of each outlet, folded.
    pub(crate) fn by_outlet(&self) -> &Groups<Box<str>> {
        self.cache.outlets.get_or_init(|| {
            Groups::gather(self, |_, record, each| {
                let RecordRef::Quote(id) = record else { return };
                self.dataset.quotes[id].outlet().iter().for_each(|outlet| each(fold(outlet).into()));
            })
        })
    }

    /// The quotes of each language, in lower case.
    pub(crate) fn by_language(&self) -> &Groups<Box<str>> {
        self.cache.languages.get_or_init(|| {
            Groups::gather(self, |_, record, each| {
                let RecordRef::Quote(id) = record else { return };
                self.dataset.quotes[id].language.iter().for_each(|language| each(language.to_lowercase().into()));
            })
        })
    }

    /// The ids of all records, in their order.
    pub(crate) fn ids(&self) -> &Ids {
        self.cache.ids.get_or_init(|| Ids::new(self.records().map(|record| self.dataset.record_id(record))))
    }

    /// The records that became known on each day.
    pub(crate) fn by_known_day(&self) -> &Groups<i64> {
        self.cache
            .known
            .get_or_init(|| Groups::gather(self, |id, _, each| self.known_day(id).into_iter().for_each(each)))
    }

    /// The records of each value of a property.
    pub(crate) fn by_number(&self, property: Number) -> &Groups<u32> {
        self.cache.numbers[property as usize].get_or_init(|| {
            Groups::gather(self, |id, record, each| property.of(self, id, record).into_iter().for_each(each))
        })
    }

    /// The records by their bounds.
    pub(crate) fn by_bounds(&self) -> &ByBounds {
        self.cache.bounds.get_or_init(|| ByBounds::new(&self.times, &self.all))
    }

    /// The latest end of a record that took place, on its wall clock, in seconds since 1970.
    pub(crate) fn last_end(&self) -> Option<i64> {
        *self.cache.last_end.get_or_init(|| {
            let took_place = |number: &RecordId| match self.record(*number) {
                RecordRef::Event(id) => self.dataset.events[id].status.took_place(),
                RecordRef::Quote(_) => true,
            };
            let records = self.all.iter().filter(took_place);
            let ends = records.filter_map(|number| self.times.get(number)).map(|span| span.e1);
            ends.filter(|end| end.is_bounded()).map(|end| end.wall).max()
        })
    }

    /// The events whose outcome matches any of these phrases.
    pub(crate) fn with_outcome(&self, phrases: &[Phrase]) -> Bits {
        let outcomes = self.cache.outcomes.get_or_init(|| {
            parallel::ranges(self.dataset.events.positions(), |range| {
                let ids = range.map(crate::model::Id::new).filter(|id| self.dataset.events.has(*id));
                let folded = ids.filter_map(|id| {
                    Some((self.of_event(id), fold(self.dataset.events[id].outcome.as_deref()?).into()))
                });
                folded.collect::<Vec<_>>()
            })
            .concat()
        });
        let matches = |outcome: &str| phrases.iter().any(|phrase| phrase.matches(outcome));
        let found = outcomes.iter().filter(|(_, outcome)| matches(outcome));
        self.set(found.map(|(record, _)| *record))
    }

    /// Gathers what the first query of a field would have to wait for. For a thread of its own, after a load.
    pub(crate) fn prepare(&self) {
        self.by_bounds();
        for property in Number::ALL {
            self.by_number(property);
        }
        self.last_end();
        self.by_known_day();
        self.prepare_news();
        self.ids();
        self.by_tag();
        self.by_outlet();
        self.by_language();
        self.names.prepare();
        for category in Category::ALL {
            self.catalog(category);
        }
        for zoom in Zoom::ALL {
            self.columns.periods(zoom);
        }
    }
}
