//! The index of a dataset most of whose records are those of another index, derived from that index: what is the same is shared or
//! carried over under new numbers, and only the other records are indexed anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use foldhash::fast::RandomState;

use super::cache::Cache;
use super::times::TimeSpan;
use super::{Bits, Index, Links, Origins, Relations, Times, events, order, quotes_of_events};
use crate::model::when::Limit;
use crate::model::{Dataset, RecordRef};
use crate::parallel;

/// As many records, and an eighth of all in larger datasets, are indexed anew when files have been read again.
const MAX_ANEW: usize = 2000;

/// What the index of a dataset with files read again is derived from.
#[derive(Debug)]
pub(super) struct Base {
    /// The index of the dataset as it was loaded.
    index: Arc<Index>,
    /// The records of that index whose entries differ.
    differ: Bits,
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
            None => (self, Bits::none(self.len())),
        };
        // The events whose rows differ, with their quotes, which take times, places and sources from them.
        for event in &then.events {
            differ.insert(base.of_event(*event));
            base.quotes_of(*event).iter().for_each(|quote| differ.insert(*quote));
        }
        then.quotes.iter().for_each(|quote| differ.insert(base.of_quote(*quote)));
        let mut carried = base.scan(|record| dataset.has_record(record));
        differ.and(&carried);
        carried.minus(&differ);
        let anew = differ.iter().map(|record| base.record(record)).collect();
        let documents = (!then.proposals.is_empty()).then(OnceLock::new);
        Self {
            as_of: Some(at),
            whole: Arc::clone(&self.whole),
            news: Arc::clone(&self.news),
            documents,
            ..base.derived(&dataset, &carried, anew)
        }
    }

    /// The index of a whole dataset that differs from that of this index in the rows of these events and quotes, in their lines
    /// in the files, and in nothing else; no quote has another event or renders another quote. Nothing if it takes less time to
    /// build it.
    pub(crate) fn reloaded(this: &Arc<Self>, dataset: Arc<Dataset>, differ: Vec<RecordRef>) -> Option<Self> {
        let (base, mut all) = match &this.base {
            Some(base) => (&base.index, base.differ.clone()),
            None => (this, Bits::none(this.len())),
        };
        for record in differ {
            all.insert(base.of(record));
            if let RecordRef::Quote(quote) = record {
                base.links.renderings.get(quote).iter().for_each(|quote| all.insert(*quote));
            }
        }
        if all.count() > MAX_ANEW.max(base.len() / 8) || !base.has_words() {
            return None;
        }
        let mut carried = Bits::all(base.len());
        carried.minus(&all);
        let anew = all.iter().map(|record| base.record(record)).collect();
        let derived = base.derived(&dataset, &carried, anew);
        let base = Some(Arc::new(Base { index: Arc::clone(base), differ: all }));
        Some(Self { base, whole: dataset, news: Arc::default(), ..derived })
    }

    /// The index of a dataset that differs from that of this index in some events and quotes only, and in which all records
    /// have the same positions. Records are carried over if their rows are the same, as are those of the event of a quote and
    /// of the quotes that it renders; the others are indexed anew.
    fn derived(&self, dataset: &Arc<Dataset>, carried: &Bits, anew: Vec<RecordRef>) -> Self {
        let span = |at: usize| dataset.bounds(anew[at]).as_ref().map(TimeSpan::from);
        let spans = parallel::map(anew.len(), span);
        let spans: HashMap<RecordRef, Option<TimeSpan>, RandomState> = anew.into_iter().zip(spans).collect();
        let (order, numbers) = order::derived(dataset, self, carried, &spans);
        let numbers = &Arc::new(numbers);
        let anew = numbers.anew();
        let spans: Vec<Option<TimeSpan>> = anew.iter().map(|record| spans[record]).collect();
        let times = self.times.derived(spans.clone(), numbers);
        let relations = || {
            let relations = Relations::new(dataset, anew, &Times::of(spans));
            let quotes = quotes_of_events(dataset, anew);
            let links = Links::new(dataset, anew);
            let origins = Origins::new(dataset, anew);
            (
                self.relations.derived(relations, numbers),
                self.quotes_of_events.derived(quotes, numbers),
                self.links.derived(links, numbers),
                self.origins.derived(&origins, numbers),
            )
        };
        let ((relations, quotes_of_events, links, origins), (columns, events)) = parallel::both(relations, || {
            (self.columns.derived(dataset, &order, &times, numbers), events(&order.records))
        });
        Self {
            dataset: Arc::clone(dataset),
            as_of: None,
            base: None,
            whole: Arc::clone(&self.whole),
            records: order.records,
            threaded: order.threaded,
            event_numbers: order.events,
            quote_numbers: order.quotes,
            quotes_of_events,
            times,
            columns,
            origins,
            news: Arc::clone(&self.news),
            cache: Cache::default(),
            last_new: Mutex::default(),
            links,
            catalogs: Arc::clone(&self.catalogs),
            documents: None,
            relations,
            words: self.derived_words(dataset, numbers),
            events,
            names: Arc::clone(&self.names),
        }
    }
}
