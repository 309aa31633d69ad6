//! The order of the timeline.
//!
//! Records are sorted by the civil day of their start in their own time zone; on one day coarser times come first (a month before
//! its first day), parts of a day and clock times are sorted by instant; then by end; then by `seq`; then in the order of the
//! files. Records without a time come last. A quote on the day of its event, or without a time of its own, follows its event.

use std::cmp::Ordering;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::index::renumbered::{Place, Renumbered};
use crate::index::times::{Spans, TimeSpan};
use crate::index::{Bits, Index, RecordId};
use crate::model::when::Grain;
use crate::model::{Dataset, EventId, Id, Origin, QuoteId, RecordRef};
use crate::parallel;

/// The number of a record that is not there.
const NONE: RecordId = RecordId(u32::MAX);

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

fn key(dataset: &Dataset, span: Option<TimeSpan>, record: RecordRef) -> Key {
    let grain = dataset.when(record).map_or(Grain::Day, crate::model::When::grain);
    let seq = match record {
        RecordRef::Event(id) => dataset.events[id].seq(),
        RecordRef::Quote(_) => None,
    };
    Key::new(span, grain, seq, dataset.origin(record))
}

/// The sort key of a record when quotes follow their events: that of the event, the event before its quotes, the own key.
type Slot = (Key, Option<EventId>, bool, Key);

/// The slot of a record, by the keys of records. Quotes follow their events if they were said on the same day, or `threaded`.
fn slot(dataset: &Dataset, key: impl Fn(RecordRef) -> Key, record: RecordRef, threaded: bool) -> Slot {
    let own = key(record);
    let id = match record {
        RecordRef::Event(id) => return (own, Some(id), false, own),
        RecordRef::Quote(id) => id,
    };
    let quote = &dataset.quotes[id];
    let Some((event, at)) = quote.event.map(|event| (event, key(RecordRef::Event(event)))) else {
        return (own, None, true, own);
    };
    let same_day = !own.undated && !at.undated && own.day == at.day;
    if threaded || quote.when.is_none() || same_day { (at, Some(event), true, own) } else { (own, None, true, own) }
}

/// Sorts all records of a dataset.
pub(crate) fn timeline(dataset: &Dataset, spans: &Spans) -> Order {
    let key_of = |record| key(dataset, spans.get(record), record);
    let event_keys = parallel::map(dataset.events.positions(), |at| key_of(RecordRef::Event(EventId::new(at))));
    let quote_keys = parallel::map(dataset.quotes.positions(), |at| key_of(RecordRef::Quote(QuoteId::new(at))));
    let known = |record| match record {
        RecordRef::Event(id) => event_keys[id.index()],
        RecordRef::Quote(id) => quote_keys[id.index()],
    };
    let sorted = |threaded| {
        let events = dataset.events.ids().map(RecordRef::Event);
        let records = events.chain(dataset.quotes.ids().map(RecordRef::Quote));
        let mut all: Vec<(Slot, RecordRef)> =
            records.map(|record| (slot(dataset, known, record, threaded), record)).collect();
        all.sort_unstable_by(compare);
        all.into_iter().map(|(_, record)| record).collect::<Vec<_>>()
    };
    let (records, threaded) = parallel::both(|| sorted(false), || sorted(true));
    let (events, quotes) = numbered(dataset, &records);
    let mut order = Order { records, threaded: Vec::new(), events, quotes };
    order.threaded = threaded.into_iter().map(|record| order.number(record)).collect();
    order
}

impl Order {
    fn number(&self, record: RecordRef) -> RecordId {
        match record {
            RecordRef::Event(id) => self.events[id.index()],
            RecordRef::Quote(id) => self.quotes[id.index()],
        }
    }
}

/// By position: the number of each event and of each quote among records in order.
fn numbered(dataset: &Dataset, records: &[RecordRef]) -> (Vec<RecordId>, Vec<RecordId>) {
    let mut events = vec![NONE; dataset.events.positions()];
    let mut quotes = vec![NONE; dataset.quotes.positions()];
    for (number, record) in records.iter().enumerate() {
        match record {
            RecordRef::Event(id) => events[id.index()] = RecordId(number as u32),
            RecordRef::Quote(id) => quotes[id.index()] = RecordId(number as u32),
        }
    }
    (events, quotes)
}

/// The order of an index derived from another: records of the other (by their numbers there) are carried over in its order,
/// and those indexed anew, with their times, come at their places among them.
pub(crate) fn derived(
    dataset: &Dataset,
    other: &Index,
    carried: &Bits,
    anew: &HashMap<RecordRef, Option<TimeSpan>, RandomState>,
) -> (Order, Renumbered) {
    let span = |record| anew.get(&record).copied().unwrap_or_else(|| other.times.get(other.of(record)));
    // The records indexed anew in order, each with how many of those carried over are before it.
    let merge = |threaded: bool, kept: &[RecordId]| {
        let slot = |record| (slot(dataset, |record| key(dataset, span(record), record), record, threaded), record);
        let mut sorted: Vec<(Slot, RecordRef)> = anew.keys().map(|record| slot(*record)).collect();
        sorted.sort_unstable_by(compare);
        let before = |own: &(Slot, RecordRef)| {
            kept.partition_point(|other_id| compare(&slot(other.record(*other_id)), own) == Ordering::Less)
        };
        let places = parallel::map(sorted.len(), |at| before(&sorted[at]));
        places.into_iter().zip(sorted).map(|(before, (_, record))| (before, record)).collect::<Vec<_>>()
    };
    let in_order = || {
        let kept: Vec<RecordId> = carried.iter().collect();
        let anew = merge(false, &kept);
        let numbers = Renumbered::merged(other.len(), &kept, anew);
        let record = |place| match place {
            Place::Other(id) => other.record(id),
            Place::Anew(at) => numbers.anew()[at.index()],
        };
        let records: Vec<RecordRef> = numbers.places().map(record).collect();
        let (events, quotes) = numbered(dataset, &records);
        (Order { records, threaded: Vec::new(), events, quotes }, numbers)
    };
    let ((mut order, numbers), (kept, anew)) = parallel::both(in_order, || {
        let kept: Vec<RecordId> = other.threaded.iter().copied().filter(|id| carried.contains(*id)).collect();
        let anew = merge(true, &kept);
        (kept, anew)
    });
    let mut threaded = Vec::with_capacity(numbers.len());
    let mut next = anew.into_iter().peekable();
    for (at, id) in kept.iter().enumerate() {
        while let Some((_, record)) = next.next_if(|(before, _)| *before == at) {
            threaded.push(order.number(record));
        }
        threaded.extend(numbers.here(*id));
    }
    threaded.extend(next.map(|(_, record)| order.number(record)));
    order.threaded = threaded;
    (order, numbers)
}

/// Compares records by their slots.
fn compare((a, x): &(Slot, RecordRef), (b, y): &(Slot, RecordRef)) -> Ordering {
    // At the same time, an event comes before quotes that do not follow an event.
    let by_time = a.0.cmp(&b.0).then_with(|| a.1.is_none().cmp(&b.1.is_none()));
    by_time.then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))).then_with(|| x.cmp(y))
}
