//! The order of the timeline.
//!
//! Records are sorted by the civil day of their start in their own time zone; on one day coarser times come first (a month before
//! its first day), parts of a day and clock times are sorted by instant; then by end; then by `seq`; then in the order of the
//! files. Records without a time come last. A quote on the day of its event, or without a time of its own, follows its event.

use std::cmp::Ordering;

use crate::index::RecordId;
use crate::index::times::{Spans, TimeSpan};
use crate::model::when::Grain;
use crate::model::{Dataset, EventId, Id, Origin, QuoteId, RecordRef};
use crate::parallel;

/// The two orders of a dataset.
pub(crate) struct Order {
    /// The order of the timeline: quotes on another day than their event come at their own time.
    pub(crate) records: Vec<RecordRef>,
    /// The order in which every quote follows its event.
    pub(crate) threaded: Vec<RecordId>,
    /// The number of each event in the order of the timeline.
    pub(crate) events: Vec<RecordId>,
    /// The number of each quote.
    pub(crate) quotes: Vec<RecordId>,
}

/// The sort key of a record by its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    undated: bool,
    day: i64,
    grain: Grain,
    instant: i64,
    end: i64,
    seq: i64,
    /// Where it is defined.
    file: Origin,
}

impl Key {
    fn new(span: Option<TimeSpan>, grain: Grain, seq: Option<i64>, file: Origin) -> Self {
        // Days and coarser times are compared on the civil calendar, finer ones as instants: days do not move with time zones.
        let fine = grain > Grain::Day;
        let seq = seq.unwrap_or(0);
        match span {
            None => Self { undated: true, day: 0, grain: Grain::Day, instant: 0, end: 0, seq, file },
            Some(span) => Self {
                undated: false,
                day: span.day(),
                grain: grain.min(Grain::Part),
                instant: if fine { span.place.utc() } else { 0 },
                end: if fine { span.e1.utc() } else { span.e1.wall },
                seq,
                file,
            },
        }
    }

    fn tuple(self) -> (bool, i64, Grain, i64, i64, i64, Origin) {
        (self.undated, self.day, self.grain, self.instant, self.end, self.seq, self.file)
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.tuple().cmp(&other.tuple())
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn key(dataset: &Dataset, spans: &Spans, record: RecordRef) -> Key {
    let span = spans.get(record);
    let grain = dataset.when(record).map_or(Grain::Day, crate::model::When::grain);
    let seq = match record {
        RecordRef::Event(id) => dataset.events[id].seq(),
        RecordRef::Quote(_) => None,
    };
    Key::new(span, grain, seq, dataset.origin(record))
}

/// The sort key of a record when quotes follow their events: that of the event, the event before its quotes, the own key.
type Slot = (Key, Option<EventId>, bool, Key);

/// Sorts all records of a dataset.
pub(crate) fn timeline(dataset: &Dataset, spans: &Spans) -> Order {
    let event_key = |at| key(dataset, spans, RecordRef::Event(EventId::new(at)));
    let quote_key = |at| key(dataset, spans, RecordRef::Quote(QuoteId::new(at)));
    let (event_keys, quote_keys) =
        (parallel::map(dataset.events.len(), event_key), parallel::map(dataset.quotes.len(), quote_key));
    let slots = |follows: &(dyn Fn(QuoteId, EventId) -> bool + Sync)| {
        let events = dataset.events.ids().map(|id| {
            let key = event_keys[id.index()];
            ((key, Some(id), false, key), RecordRef::Event(id))
        });
        let quotes = dataset.quotes.iter().map(|(id, quote)| {
            let own = quote_keys[id.index()];
            let slot: Slot = match quote.event.filter(|event| follows(id, *event)) {
                Some(event) => (event_keys[event.index()], Some(event), true, own),
                None => (own, None, true, own),
            };
            (slot, RecordRef::Quote(id))
        });
        let mut all: Vec<(Slot, RecordRef)> = events.chain(quotes).collect();
        all.sort_unstable_by(|(a, x), (b, y)| compare(a, b).then_with(|| x.cmp(y)));
        all.into_iter().map(|(_, record)| record).collect::<Vec<_>>()
    };
    let same_day = |quote: QuoteId, event: EventId| {
        let (quote, event, own) = (quote_keys[quote.index()], event_keys[event.index()], &dataset.quotes[quote].when);
        own.is_none() || (!quote.undated && !event.undated && quote.day == event.day)
    };
    let (records, threaded) = parallel::both(|| slots(&same_day), || slots(&|_, _| true));
    let (mut events, mut quotes) = (vec![RecordId(0); event_keys.len()], vec![RecordId(0); quote_keys.len()]);
    for (number, record) in records.iter().enumerate() {
        match record {
            RecordRef::Event(id) => events[id.index()] = RecordId(number as u32),
            RecordRef::Quote(id) => quotes[id.index()] = RecordId(number as u32),
        }
    }
    let number = |record: &RecordRef| match record {
        RecordRef::Event(id) => events[id.index()],
        RecordRef::Quote(id) => quotes[id.index()],
    };
    Order { threaded: threaded.iter().map(number).collect(), records, events, quotes }
}

fn compare(a: &Slot, b: &Slot) -> Ordering {
    // At the same time, an event comes before quotes that do not follow an event.
    a.0.cmp(&b.0).then_with(|| a.1.is_none().cmp(&b.1.is_none())).then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
}
