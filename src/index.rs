//! What is built once after a load, so that a query costs no walk over the records.
//!
//! Events and quotes together are numbered in the order of the timeline ([`RecordId`]); a set of records is a bitset over
//! these numbers ([`Bits`]), which a walk yields in order. For each person, party, topic, place, kind and source the records
//! that it selects are kept as a list ([`Postings`]); the words of all texts lead to the records that have them ([`TextIndex`]).
//!
//! * [`order`] — the order of the timeline
//! * [`bits`], [`postings`] — sets of records
//! * [`relations`] — which records each person, party, topic … selects
//! * [`text`] — words and phrases
//! * `mentions` — whom the words of each record name
//! * [`times`] — bounds of all records in one place

pub mod bits;
pub mod catalog;
mod mentions;
pub mod order;
pub mod postings;
pub mod relations;
mod snapshots;
pub mod text;
pub mod times;

use std::sync::Arc;

use crate::model::{
    Dataset, EventId, Id, PartyId, PersonId, PlaceId, ProposalId, QuoteId, RecordRef, SourceId, TopicId,
};
use crate::names::NameIndex;

pub use bits::Bits;
pub use postings::Postings;
pub use relations::Relations;
pub use snapshots::Snapshots;
pub use text::TextIndex;
pub use times::Times;

/// A record's number in the order of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

impl RecordId {
    /// The number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A dataset with everything that answers questions about it quickly.
#[derive(Debug)]
pub struct Index {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// The second (UTC) before which all was known that the dataset holds, where it is that of an earlier day.
    pub as_of: Option<i64>,
    /// The dataset that knows everything, of which this is the one of an earlier day; else the dataset itself.
    pub whole: Arc<Dataset>,
    /// All records in the order of the timeline.
    pub records: Vec<RecordRef>,
    /// The numbers of all records in the order in which quotes stand under their events, whenever they were said.
    pub threaded: Vec<RecordId>,
    event_numbers: Vec<RecordId>,
    quote_numbers: Vec<RecordId>,
    quotes_of_events: Postings,
    /// Bounds of the records' times.
    pub times: Times,
    /// Which records each person, party, topic … selects.
    pub relations: Relations,
    /// Words and phrases.
    pub text: TextIndex,
    /// By person: the record's own words name him or her.
    pub mentions: Postings,
    /// Which records are events.
    pub events: Bits,
    /// Whom values of queries mean.
    pub books: NameIndexes,
}

/// The names of everything that a query can name.
#[derive(Debug, Clone)]
pub struct NameIndexes {
    /// Persons.
    pub persons: NameIndex<PersonId>,
    /// Parties.
    pub parties: NameIndex<PartyId>,
    /// Places.
    pub places: NameIndex<PlaceId>,
    /// Topics.
    pub topics: NameIndex<TopicId>,
    /// Sources.
    pub sources: NameIndex<SourceId>,
    /// Proposals.
    pub proposals: NameIndex<ProposalId>,
}

impl Index {
    /// Builds the index of a dataset.
    pub fn new(dataset: Arc<Dataset>) -> Self {
        let order = order::timeline(&dataset);
        let mut event_numbers = vec![RecordId(0); dataset.events.len()];
        let mut quote_numbers = vec![RecordId(0); dataset.quotes.len()];
        let mut events = Bits::none(order.records.len());
        for (number, record) in order.records.iter().enumerate() {
            let id = RecordId(number as u32);
            match record {
                RecordRef::Event(event) => {
                    event_numbers[event.index()] = id;
                    events.insert(id);
                }
                RecordRef::Quote(quote) => quote_numbers[quote.index()] = id,
            }
        }
        let books = NameIndexes {
            persons: NameIndex::new(&dataset.persons),
            parties: NameIndex::new(&dataset.parties),
            places: NameIndex::new(&dataset.places),
            topics: NameIndex::new(&dataset.topics),
            sources: NameIndex::new(&dataset.sources),
            proposals: NameIndex::new(&dataset.proposals),
        };
        let times = Times::new(&dataset, &order.records);
        let quotes_of_events = quotes_of_events(&dataset, &order.records);
        let relations = Relations::new(&dataset, &order.records, &times);
        let text = TextIndex::new(&dataset, &order.records);
        let mentions = mentions::find(&dataset, &text);
        let threaded = order.threaded;
        Self {
            records: order.records,
            threaded,
            event_numbers,
            quote_numbers,
            quotes_of_events,
            times,
            relations,
            text,
            mentions,
            events,
            books,
            as_of: None,
            whole: Arc::clone(&dataset),
            dataset,
        }
    }

    /// The index of what was known before this second (UTC).
    #[must_use]
    pub fn as_of(&self, at: i64) -> Self {
        Self { as_of: Some(at), whole: Arc::clone(&self.whole), ..Self::new(Arc::new(self.whole.as_of(at))) }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record with this number.
    pub fn record(&self, id: RecordId) -> RecordRef {
        self.records[id.index()]
    }

    /// The number of an event.
    pub fn of_event(&self, event: EventId) -> RecordId {
        self.event_numbers[event.index()]
    }

    /// The number of a quote.
    pub fn of_quote(&self, quote: QuoteId) -> RecordId {
        self.quote_numbers[quote.index()]
    }

    /// The quotes of an event, in the order of the timeline.
    pub fn quotes_of(&self, event: EventId) -> &[RecordId] {
        self.quotes_of_events.get(event)
    }

    /// The number of a record.
    pub fn of(&self, record: RecordRef) -> RecordId {
        match record {
            RecordRef::Event(event) => self.of_event(event),
            RecordRef::Quote(quote) => self.of_quote(quote),
        }
    }

    /// The number of the record with a written id.
    pub fn find(&self, id: &str) -> Option<RecordId> {
        self.dataset.find_record(id).map(|record| self.of(record))
    }

    /// The written id of a record.
    pub fn id(&self, record: RecordId) -> &str {
        self.dataset.record_id(self.record(record))
    }

    /// The event itself, or the one that a quote belongs to.
    pub fn event_of(&self, record: RecordId) -> Option<EventId> {
        match self.record(record) {
            RecordRef::Event(event) => Some(event),
            RecordRef::Quote(quote) => self.dataset.quotes[quote].event,
        }
    }

    /// The records for which a test holds: for what has no list of its own.
    pub fn scan(&self, test: impl Fn(RecordRef) -> bool) -> Bits {
        let mut bits = Bits::none(self.len());
        for (number, record) in self.records.iter().enumerate() {
            if test(*record) {
                bits.insert(RecordId(number as u32));
            }
        }
        bits
    }
}

fn quotes_of_events(dataset: &Dataset, records: &[RecordRef]) -> Postings {
    let quotes = records.iter().enumerate().filter_map(|(number, record)| {
        let RecordRef::Quote(quote) = record else { return None };
        Some((dataset.quotes[*quote].event?.index() as u32, RecordId(number as u32)))
    });
    Postings::new(dataset.events.len(), &quotes.collect::<Vec<_>>())
}
