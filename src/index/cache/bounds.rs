//! Records in the order of their bounds on the wall clock, so that a condition on civil time is two places in it.

use crate::index::{Bits, RecordId, Times};

/// The dated records.
#[derive(Debug)]
pub(crate) struct ByBounds {
    all: Bits,
    /// By their earliest possible start.
    pub(crate) earliest: InOrder,
    /// By their latest possible end.
    pub(crate) latest: InOrder,
}

/// Records in the order of one bound.
#[derive(Debug)]
pub(crate) struct InOrder {
    /// The bounds, in seconds since 1970, ascending.
    walls: Vec<i64>,
    records: Vec<RecordId>,
}

impl ByBounds {
    /// The dated ones among records.
    pub(super) fn new(times: &Times, records: &Bits) -> Self {
        let dated = || records.iter().filter_map(|record| Some((record, times.get(record)?)));
        Self {
            all: Bits::of(records.len(), dated().map(|(record, _)| record)),
            earliest: InOrder::new(dated().map(|(record, span)| (span.earliest.wall, record)).collect()),
            latest: InOrder::new(dated().map(|(record, span)| (span.latest.wall, record)).collect()),
        }
    }

    /// All dated records.
    pub(crate) fn all(&self) -> &Bits {
        &self.all
    }

    /// Keeps the records whose bound is at this moment or later.
    pub(crate) fn keep_from(&self, bits: &mut Bits, order: &InOrder, at: i64) {
        let place = order.walls.partition_point(|wall| *wall < at);
        self.keep(bits, &order.records[place..], &order.records[..place]);
    }

    /// Keeps the records whose bound is before this moment.
    pub(crate) fn keep_before(&self, bits: &mut Bits, order: &InOrder, at: i64) {
        let place = order.walls.partition_point(|wall| *wall < at);
        self.keep(bits, &order.records[..place], &order.records[place..]);
    }

    /// Keeps one part of all records. Whichever of the parts is smaller is visited.
    fn keep(&self, bits: &mut Bits, kept: &[RecordId], others: &[RecordId]) {
        if kept.len() < others.len() {
            let mut these = self.all.clone();
            these.clear();
            kept.iter().for_each(|record| these.insert(*record));
            bits.and(&these);
        } else {
            others.iter().for_each(|record| bits.remove(*record));
        }
    }
}

impl InOrder {
    fn new(mut records: Vec<(i64, RecordId)>) -> Self {
        // Nearly in order already.
        records.sort();
        let (walls, records) = records.into_iter().unzip();
        Self { walls, records }
    }
}
