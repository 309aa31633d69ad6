//! Indexes, built once after loading, so that queries do not scan all records.
//!
//! Events and quotes are numbered together in the order of the timeline ([`RecordId`]); a set of records is a bitset over these
//! numbers ([`Bits`]). For each person, party, topic, place, kind and source there is a list of its records ([`Postings`]), and
//! for each word the records that contain it ([`TextIndex`]).
//!
//! The index of an earlier day, and that after a reload, is derived from another one: records that are the same keep the places
//! that they have there, so that a step to the next day costs what differs, and some numbers have no record ([`Index::all`] has
//! those that do).
//!
//! * [`order`] — the order of the timeline
//! * [`bits`], [`postings`] — sets of records
//! * [`relations`] — the records of each person, party, topic and so on
//! * `name_indexes` — the names that queries can use
//! * [`text`] — words and phrases; [`carried`] — the names that records carry
//! * `mentions` — the persons named in the text of each record
//! * `history`, `news` — when records became known
//! * [`numbers`] — records by number and the numbers of records
//! * `derived`, `renumbered` — the index of almost the same records, such as those of an earlier day
//! * [`times`] — bounds of all records as columns
//! * `words` — the parts that depend on the texts, which can be built later
//! * `origins` — how many independent origins each record rests on
//! * [`cache`] — what queries have asked for once
//! * `column` — a value for each record
//! * [`columns`] — day, heading and event of each record; [`runs`] — runs of records with the same value
//! * [`ranks`] — the row of a record and the record of a row
//! * `snapshots` — the whole dataset and the earlier day last asked for
//! * [`links`] — which records refer to a record
//! * [`catalog`] — everything of one kind that a query can name

pub(crate) mod bits;
pub(crate) mod cache;
pub(crate) mod carried;
pub mod catalog;
mod column;
pub(crate) mod columns;
mod derived;
mod history;
pub(crate) mod links;
mod mentions;
mod name_indexes;
mod news;
mod numbers;
pub(crate) mod order;
mod origins;
pub(crate) mod postings;
pub(crate) mod ranks;
pub(crate) mod relations;
mod renumbered;
pub(crate) mod runs;
mod snapshots;
pub mod text;
pub(crate) mod times;
mod words;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock};

use crate::model::when::Limit;
use crate::model::{Dataset, EventId, Id, QuoteId, RecordRef, SavedView};
use crate::parallel;

pub use bits::Bits;
use cache::Cache;
pub use catalog::{Catalog, Category};
pub(crate) use columns::Columns;
use derived::Base;
pub(crate) use links::Links;
pub use name_indexes::NameIndexes;
use news::News;
use numbers::{NONE, Numbers};
use origins::Origins;
pub(crate) use postings::Postings;
pub(crate) use relations::Relations;
pub(crate) use renumbered::Chosen;
pub use snapshots::Snapshots;
pub(crate) use text::TextIndex;
use times::Spans;
pub(crate) use times::Times;
use words::WordIndex;

/// The number of a record in the order of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

impl RecordId {
    /// The number.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A dataset with its indexes.
#[derive(Debug)]
pub struct Index {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// The reference date, if the dataset is that of an earlier day.
    pub as_of: Option<Limit>,
    /// The whole dataset, of which `dataset` is a part as of an earlier day; without a reference date, the same.
    pub whole: Arc<Dataset>,
    /// The index from which this one is derived, if it is that of a dataset with files read again.
    base: Option<Arc<Base>>,
    numbers: Numbers,
    all: Bits,
    /// All records in the order in which every quote follows its event, whenever it was said. Of a derived index it is put
    /// together when it is first asked for, from that of the other one.
    threaded: OnceLock<Arc<Vec<RecordId>>>,
    other_threaded: Option<Arc<Vec<RecordId>>>,
    quotes_of_events: Postings,
    /// The times of all records.
    pub times: Times,
    /// What lists and counts need of each record.
    pub(crate) columns: Arc<Columns>,
    /// How many independent origins each record rests on.
    pub(crate) origins: Origins,
    /// When the records of the whole dataset became known.
    news: Arc<News>,
    /// What queries have asked for once.
    pub(crate) cache: Cache,
    /// What was new against the earlier reference date last asked for.
    last_new: Mutex<Option<(Limit, Arc<Bits>)>>,
    /// Reverse references.
    pub links: Links,
    catalogs: Arc<Catalogs>,
    /// The catalog of documents, if it is not among the others because some versions were not public.
    documents: Option<OnceLock<Arc<Catalog>>>,
    /// The records of each person, party, topic and so on.
    pub relations: Relations,
    /// Words, phrases and mentions, see [`Index::text`].
    words: OnceLock<WordIndex>,
    /// Which records are events.
    pub events: Bits,
    /// The names that queries can use.
    pub names: Arc<NameIndexes>,
}

/// The catalogs of all categories.
type Catalogs = [OnceLock<Arc<Catalog>>; Category::ALL.len()];

/// Fewer records than this are indexed on one thread.
const MIN_PARALLEL: usize = 2000;

impl Index {
    /// Builds the index of a dataset.
    pub fn new(dataset: Arc<Dataset>) -> Self {
        Self::build(dataset, true)
    }

    /// Builds the index of a dataset without its words, which are still to be indexed, see [`Index::index_words`].
    pub fn without_words(dataset: Arc<Dataset>) -> Self {
        Self::build(dataset, false)
    }

    fn build(dataset: Arc<Dataset>, with_words: bool) -> Self {
        let spans = Spans::new(&dataset);
        let (numbers, threaded) = order::timeline(&dataset, &spans);
        let records = numbers.other();
        let events = events(records);
        // What follows depends on the order alone.
        let words = || with_words.then(|| WordIndex::new(&dataset, records));
        let others = || {
            let times = Times::new(&spans, records);
            let relations = || Relations::new(&dataset, records, &times);
            let (relations, rest) = parallel::both(relations, || {
                let columns = Columns::new(&dataset, &numbers, &times);
                let quotes_of_events = quotes_of_events(&dataset, records);
                let links = Links::new(&dataset, records);
                let origins = Origins::new(&dataset, records);
                (Arc::new(columns), quotes_of_events, links, origins, NameIndexes::new(&dataset))
            });
            (times, relations, rest)
        };
        let (words, (times, relations, rest)) =
            if records.len() < MIN_PARALLEL { (words(), others()) } else { parallel::both(words, others) };
        let (columns, quotes_of_events, links, origins, names) = rest;
        Self {
            all: numbers.all(),
            numbers,
            threaded: OnceLock::from(Arc::new(threaded)),
            other_threaded: None,
            quotes_of_events,
            times,
            columns,
            origins,
            news: Arc::default(),
            cache: Cache::default(),
            last_new: Mutex::default(),
            links,
            catalogs: Arc::default(),
            documents: None,
            relations,
            words: words.map(OnceLock::from).unwrap_or_default(),
            events,
            names: Arc::new(names),
            as_of: None,
            base: None,
            whole: Arc::clone(&dataset),
            dataset,
        }
    }

    /// Sets the views of the dataset, which nothing in the index depends on.
    pub(crate) fn set_views(&mut self, views: Vec<SavedView>) {
        // The other reference is dropped first, so that the dataset is not copied.
        self.whole = Arc::default();
        Arc::make_mut(&mut self.dataset).views = views;
        self.whole = Arc::clone(&self.dataset);
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.dataset.events.len() + self.dataset.quotes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the highest number of a record. In an index that is derived from another one, some numbers below have no
    /// record.
    pub fn positions(&self) -> usize {
        self.all.len()
    }

    /// All records.
    pub fn all(&self) -> &Bits {
        &self.all
    }

    /// No record.
    pub fn none(&self) -> Bits {
        Bits::none(self.positions())
    }

    /// These records.
    pub fn set(&self, records: impl IntoIterator<Item = RecordId>) -> Bits {
        Bits::of(self.positions(), records)
    }

    /// All records but these.
    pub(crate) fn all_but(&self, records: &Bits) -> Bits {
        let mut others = self.all.clone();
        others.minus(records);
        others
    }

    /// A set of records to be counted in lists and columns.
    pub(crate) fn chosen<'b>(&self, records: &'b Bits) -> Chosen<'b> {
        Chosen::new(records, self.numbers.renumbered())
    }

    /// All records in the order of the timeline.
    pub fn records(&self) -> impl Iterator<Item = RecordRef> {
        self.all.iter().map(|number| self.record(number))
    }

    /// All records in the order in which every quote follows its event, whenever it was said.
    pub fn threaded(&self) -> &[RecordId] {
        self.threaded_shared()
    }

    fn threaded_shared(&self) -> &Arc<Vec<RecordId>> {
        self.threaded.get_or_init(|| {
            let parts = self.other_threaded.as_deref().zip(self.numbers.renumbered());
            Arc::new(parts.map_or_else(Vec::new, |(other, numbers)| order::threaded(self, other, numbers)))
        })
    }

    /// The record with this number.
    pub(crate) fn record(&self, id: RecordId) -> RecordRef {
        self.numbers.record(id)
    }

    /// The number of an event.
    pub fn of_event(&self, event: EventId) -> RecordId {
        self.of(RecordRef::Event(event))
    }

    /// The number of a quote.
    pub(crate) fn of_quote(&self, quote: QuoteId) -> RecordId {
        self.of(RecordRef::Quote(quote))
    }

    /// The quotes of an event, in the order of the timeline.
    pub(crate) fn quotes_of(&self, event: EventId) -> Cow<'_, [RecordId]> {
        self.quotes_of_events.get(event)
    }

    /// The number of a record that is in the dataset.
    pub(crate) fn of(&self, record: RecordRef) -> RecordId {
        self.number_of(record).unwrap_or(NONE)
    }

    /// The number of a record, if this index has it.
    fn number_of(&self, record: RecordRef) -> Option<RecordId> {
        self.numbers.of(record)
    }

    /// The number of the record with a written id.
    pub fn find(&self, id: &str) -> Option<RecordId> {
        self.dataset.find_record(id).map(|record| self.of(record))
    }

    /// The written id of a record.
    pub fn id(&self, record: RecordId) -> &str {
        self.dataset.record_id(self.record(record))
    }

    /// Whether accounts of an event differ, or a quote disputes another or is disputed by one.
    pub(crate) fn is_disputed(&self, record: RecordRef) -> bool {
        match record {
            RecordRef::Event(id) => !self.dataset.events[id].claims.is_empty(),
            RecordRef::Quote(id) => !self.dataset.quotes[id].disputes().is_empty() || !self.links.disputes.is_empty(id),
        }
    }

    /// The catalog of a category, which is built at the first call.
    pub fn catalog(&self, category: Category) -> &Arc<Catalog> {
        let own = self.documents.as_ref().filter(|_| category == Category::Document);
        own.unwrap_or(&self.catalogs[category as usize]).get_or_init(|| Arc::new(Catalog::new(category, self)))
    }

    /// The records for which a test holds, where there is no list of them.
    pub(crate) fn scan(&self, test: impl Fn(RecordRef) -> bool + Sync) -> Bits {
        let records = self.numbers.other();
        let Some(numbers) = self.numbers.renumbered() else {
            return Bits::where_each(records.len(), |number| test(records[number.index()]));
        };
        let (carried, anew) = (numbers.carried(), numbers.anew());
        let other = Bits::where_each(carried.len(), |number| carried.contains(number) && test(records[number.index()]));
        numbers.carry(&other, &Bits::where_each(anew.len(), |at| test(anew[at.index()])))
    }
}

/// Which records are events.
fn events(records: &[RecordRef]) -> Bits {
    Bits::where_each(records.len(), |record| matches!(records[record.index()], RecordRef::Event(_)))
}

/// By event: its quotes.
fn quotes_of_events(dataset: &Dataset, records: &[RecordRef]) -> Postings {
    let quotes = records.iter().enumerate().filter_map(|(number, record)| {
        let RecordRef::Quote(quote) = record else { return None };
        Some((dataset.quotes[*quote].event?.index() as u32, RecordId(number as u32)))
    });
    Postings::new(dataset.events.positions(), &quotes.collect::<Vec<_>>())
}
