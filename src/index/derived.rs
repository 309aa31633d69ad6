//! The index of a dataset most of whose records are those of another index, derived from that index: what is the same is shared or
//! carried over under new numbers, and only the other records are indexed anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use foldhash::fast::RandomState;

use super::kept::Kept;
use super::times::TimeSpan;
use super::{Bits, Index, Links, Origins, Relations, Times, events, order, quotes_of_events};
use crate::model::when::Limit;
use crate::model::{Dataset, RecordRef};
use crate::parallel;

impl Index {
    /// The index of what was known at a reference date.
    #[must_use]
    pub fn as_of(&self, at: Limit) -> Self {
        if self.as_of.is_some() {
            return Self::new(Arc::clone(&self.whole)).as_of(at);
        }
        let then = self.news.history(&self.whole, at.clock).at(&self.whole, at);
        let dataset = Arc::new(self.whole.part_as_of(at, &then));
        // The events whose rows differ, with their quotes, which take times, places and sources from them.
        let mut differ = Bits::none(self.len());
        for event in &then.events {
            differ.insert(self.of_event(*event));
            self.quotes_of(*event).iter().for_each(|quote| differ.insert(*quote));
        }
        then.quotes.iter().for_each(|quote| differ.insert(self.of_quote(*quote)));
        let mut carried = self.scan(|record| dataset.has_record(record));
        differ.and(&carried);
        carried.minus(&differ);
        let anew = differ.iter().map(|record| self.record(record)).collect();
        let documents = (!then.proposals.is_empty()).then(OnceLock::new);
        Self { as_of: Some(at), documents, ..self.derived(&dataset, &carried, anew) }
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
            kept: Kept::default(),
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
