//! The order of the timeline.
//!
//! Records are sorted by the civil day of their start in their own time zone; on one day coarser times come first (a month before
//! its first day), parts of a day and clock times are sorted by instant; then by end; then by `seq`; then in the order of the
//! files. Records without a time come last. A quote on the day of its event, or without a time of its own, follows its event.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::index::numbers::Numbers;
use crate::index::ranks::Ranks;
use crate::index::renumbered::Renumbered;
use crate::index::times::{Spans, TimeSpan};
use crate::index::{Bits, Index, RecordId};
use crate::model::when::Grain;
use crate::model::{Dataset, EventId, Id, Origin, QuoteId, RecordRef};
use crate::parallel;

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

    /// The civil day under which the record is listed; records without one come last.
    fn listed_day(self) -> i64 {
        if self.undated { i64::MAX } else { self.day }
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

/// Sorts all records of a dataset: in the order of the timeline, in which quotes on another day than their event come at their own
/// time, and in that in which every quote follows its event.
pub(crate) fn timeline(dataset: &Dataset, spans: &Spans) -> (Numbers, Vec<RecordId>) {
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
    let numbers = Numbers::new(dataset, records);
    let threaded = threaded.into_iter().filter_map(|record| numbers.of(record)).collect();
    (numbers, threaded)
}

/// Where records indexed anew, with their times, stand in the order among those of another index that are carried over. In order,
/// each by its place in the list of them, and how many numbers of the other index are before it. Between the numbers of those
/// carried over are those of records that are not, which come after the records inserted there, so that the quotes listed under
/// an event stay together.
pub(crate) fn inserted(
    dataset: &Dataset,
    other: &Index,
    carried: &Bits,
    (anew, spans): (&[RecordRef], &[Option<TimeSpan>]),
) -> Vec<(usize, usize)> {
    let places: HashMap<RecordRef, usize, RandomState> = anew.iter().copied().zip(0..).collect();
    let in_other = |record| other.number_of(record).and_then(|number| other.times.get(number));
    let span = |record| places.get(&record).map_or_else(|| in_other(record), |place| spans[*place]);
    let own = |record| (slot(dataset, |record| key(dataset, span(record), record), record, false), record);
    let slots = parallel::map(anew.len(), |place| own(anew[place]));
    let mut sorted: Vec<usize> = (0..anew.len()).collect();
    // Most come in the order of the other index.
    sorted.sort_by(|a, b| compare(&slots[*a], &slots[*b]));
    let carried = &Ranks::new(carried.clone());
    let before = |own_slot: &(Slot, RecordRef)| {
        let is_before = |number| compare(&own(other.record(number)), own_slot) == Ordering::Less;
        // Most stand where they stood.
        if let Some(number) = other.number_of(own_slot.1) {
            let rank = carried.rank(number.index());
            let last = rank.checked_sub(1).and_then(|last| carried.select(last));
            if last.is_none_or(is_before) && !carried.select(rank).is_some_and(is_before) {
                return last.map_or(0, |last| last.index() + 1);
            }
        }
        // By day first, which is listed; the records without a day come last.
        let (day, day_of) = (own_slot.0.0.listed_day(), |number| other.columns.day(number).unwrap_or(i64::MAX));
        let first = partition(carried, 0..carried.len(), |number| day_of(number) < day);
        let end = partition(carried, first..carried.len(), |number| day_of(number) <= day);
        let rank = partition(carried, first..end, is_before);
        rank.checked_sub(1).and_then(|last| carried.select(last)).map_or(0, |last| last.index() + 1)
    };
    parallel::map(sorted.len(), |at| (before(&slots[sorted[at]]), sorted[at]))
}

/// The first rank whose record does not pass a test, which all of lower ranks among these pass.
fn partition(records: &Ranks, ranks: Range<usize>, test: impl Fn(RecordId) -> bool) -> usize {
    let Range { mut start, mut end } = ranks;
    while start < end {
        let middle = usize::midpoint(start, end);
        if records.select(middle).is_some_and(&test) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

/// The order in which every quote follows its event, of an index derived from one with this order.
pub(crate) fn threaded(index: &Index, other: &[RecordId], numbers: &Renumbered) -> Vec<RecordId> {
    let dataset = &index.dataset;
    let span = |record| index.number_of(record).and_then(|number| index.times.get(number));
    let slot = |number: RecordId| {
        let record = index.record(number);
        (slot(dataset, |record| key(dataset, span(record), record), record, true), record)
    };
    let kept: Vec<RecordId> = other.iter().filter_map(|number| numbers.here(*number)).collect();
    let mut anew: Vec<((Slot, RecordRef), RecordId)> =
        numbers.numbers().iter().map(|number| (slot(*number), *number)).collect();
    anew.sort_unstable_by(|a, b| compare(&a.0, &b.0));
    let before = parallel::map(anew.len(), |at| {
        kept.partition_point(|number| compare(&slot(*number), &anew[at].0) == Ordering::Less)
    });
    let mut threaded = Vec::with_capacity(kept.len() + anew.len());
    let mut copied = 0;
    for (before, (_, number)) in before.into_iter().zip(anew) {
        threaded.extend_from_slice(&kept[copied..before]);
        threaded.push(number);
        copied = before;
    }
    threaded.extend_from_slice(&kept[copied..]);
    threaded
}

/// Compares records by their slots.
fn compare((a, x): &(Slot, RecordRef), (b, y): &(Slot, RecordRef)) -> Ordering {
    // At the same time, an event comes before quotes that do not follow an event.
    let by_time = a.0.cmp(&b.0).then_with(|| a.1.is_none().cmp(&b.1.is_none()));
    by_time.then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))).then_with(|| x.cmp(y))
}
