//! The index of a dataset most of whose records are those of another index, derived from that index: what is the same is shared or
//! carried over under new numbers, and only the other records are indexed anew.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

use super::cache::Cache;
use super::renumbered::Renumbered;
use super::times::TimeSpan;
use super::{Bits, Columns, Index, Links, Origins, Relations, Times, events, order, quotes_of_events};
use crate::model::when::Limit;
use crate::model::{Dataset, Id, RecordRef};
use crate::parallel;

/// As many records, and an eighth of all in larger datasets, are indexed anew when files have been read again.
const MAX_ANEW: usize = 2000;

/// What the index of a dataset with files read again is derived from.
#[derive(Debug)]
pub(super) struct Base {
    /// The index of the dataset as it was loaded.
    index: Arc<Index>,
    differ: Differing,
}

/// The records whose entries are not those of another index.
#[derive(Debug, Clone)]
struct Differing {
    /// Those which that index has, whether they are still there or not.
    other: Bits,
    /// Those which it has not.
    added: BTreeSet<RecordRef>,
}

impl Differing {
    /// No record.
    fn none(index: &Index) -> Self {
        Self { other: index.none(), added: BTreeSet::new() }
    }

    fn insert(&mut self, record: RecordRef, index: &Index) {
        match index.number_of(record) {
            Some(number) => self.other.insert(number),
            None => drop(self.added.insert(record)),
        }
    }

    /// The records of the other index that a dataset has too, with the same entries, and those of the dataset that are indexed
    /// anew.
    fn split(self, index: &Index, dataset: &Dataset) -> (Bits, Vec<RecordRef>) {
        let Self { other: mut anew, added } = self;
        let (events, quotes) = (&dataset.events, &dataset.quotes);
        let mut carried = index.numbers.at_positions(|at| events.has(Id::new(at)), |at| quotes.has(Id::new(at)));
        anew.and(&carried);
        carried.minus(&anew);
        let added = added.into_iter().filter(|record| dataset.has_record(*record));
        (carried, anew.iter().map(|record| index.record(record)).chain(added).collect())
    }
}

impl Index {
    /// The index of what was known at a reference date.
    #[must_use]
    pub fn as_of(&self, at: Limit) -> Self {
        if self.as_of.is_some() {
            return Self::new(Arc::clone(&self.whole)).as_of(at);
        }
        let then = self.news.history(&self.whole, at.clock).at(&self.whole, at);
        let dataset = Arc::new(self.whole.part_as_of(at, &then));
        // Always from an index built from all records, so that nothing has to be looked up through several.
        let (base, mut differ) = match &self.base {
            Some(base) => (&*base.index, base.differ.clone()),
            None => (self, Differing::none(self)),
        };
        // The events whose rows differ, with their quotes, which take times, places and sources from them.
        for event in &then.events {
            differ.insert(RecordRef::Event(*event), base);
            base.quotes_of(*event).iter().for_each(|quote| differ.other.insert(*quote));
        }
        then.quotes.iter().for_each(|quote| differ.insert(RecordRef::Quote(*quote), base));
        let (carried, anew) = differ.split(base, &dataset);
        let documents = (!then.proposals.is_empty()).then(OnceLock::new);
        Self {
            as_of: Some(at),
            whole: Arc::clone(&self.whole),
            news: Arc::clone(&self.news),
            documents,
            ..base.derived(&dataset, &carried, &anew)
        }
    }

    /// The index of a whole dataset with files read again, by that of the one before: these events and quotes have other rows, or
    /// another place among the rest, or have been added, or belong to such an event; others may have been removed; the rest
    /// differs at most in its lines in the files. Nothing if it takes less time to build the index.
    pub(crate) fn reloaded(this: &Arc<Self>, dataset: Arc<Dataset>, differ: Vec<RecordRef>) -> Option<Self> {
        let (base, mut all) = match &this.base {
            Some(base) => (&base.index, base.differ.clone()),
            None => (this, Differing::none(this)),
        };
        for record in differ {
            all.insert(record, base);
            if let RecordRef::Quote(quote) = record
                && this.number_of(record).is_some()
            {
                // Renderings are listed under what all of them render in the end.
                let rendered = this.dataset.rendered(&this.dataset.quotes[quote]).unwrap_or(quote);
                let renderings = this.links.renderings.get(rendered);
                renderings.iter().for_each(|number| all.insert(this.record(*number), base));
            }
        }
        let removed = base.scan(|record| !dataset.has_record(record)).count();
        let count = all.other.count() + all.added.len() + removed;
        if count > MAX_ANEW.max(base.len() / 8) || !base.has_words() {
            return None;
        }
        let (carried, anew) = all.clone().split(base, &dataset);
        let derived = base.derived(&dataset, &carried, &anew);
        let base = Some(Arc::new(Base { index: Arc::clone(base), differ: all }));
        Some(Self { base, whole: dataset, news: Arc::default(), ..derived })
    }

    /// The index of a dataset that differs from that of this index in some events and quotes only, and in which all others
    /// have the same positions. Records are carried over if their rows are the same, as are those of the event of a quote and
    /// of the quotes that it renders; the others are indexed anew.
    fn derived(&self, dataset: &Arc<Dataset>, carried: &Bits, anew: &[RecordRef]) -> Self {
        let span = |at: usize| dataset.bounds(anew[at]).as_ref().map(TimeSpan::from);
        let spans = parallel::map(anew.len(), span);
        let inserted = order::inserted(dataset, self, carried, (anew, &spans));
        let spans: Vec<Option<TimeSpan>> = inserted.iter().map(|(_, place)| spans[*place]).collect();
        let inserted = inserted.into_iter().map(|(before, place)| (before, anew[place])).collect();
        let renumbered = &Arc::new(Renumbered::new(carried.clone(), inserted));
        let anew = renumbered.anew();
        let times = self.times.derived(spans.clone(), renumbered);
        let relations = || Relations::new(dataset, anew, &Times::of(spans));
        let (relations, (numbers, columns, origins)) = parallel::both(relations, || {
            let numbers = self.numbers.derived(renumbered);
            let columns = Columns::derived(&self.columns, dataset, &numbers, &times);
            (numbers, columns, Origins::new(dataset, anew))
        });
        let events = renumbered.carry(&self.events, &events(anew));
        Self {
            dataset: Arc::clone(dataset),
            as_of: None,
            base: None,
            whole: Arc::clone(&self.whole),
            all: numbers.all(),
            threaded: OnceLock::new(),
            other_threaded: Some(Arc::clone(self.threaded_shared())),
            quotes_of_events: self.quotes_of_events.derived(quotes_of_events(dataset, anew), renumbered),
            columns: Arc::new(columns),
            numbers,
            times,
            origins: self.origins.derived(&origins, renumbered),
            news: Arc::clone(&self.news),
            cache: Cache::default(),
            last_new: Mutex::default(),
            links: self.links.derived(Links::new(dataset, anew), renumbered),
            catalogs: Arc::clone(&self.catalogs),
            documents: None,
            relations: self.relations.derived(relations, renumbered),
            words: self.derived_words(dataset, renumbered),
            events,
            names: Arc::clone(&self.names),
        }
    }
}
