//! What a full load would report of a dataset with files read again.

use std::collections::HashSet;

use super::Before;
use crate::dataset::lint::{lint_dates, lint_records};
use crate::model::{AnyId, Dataset, Event, EventId, Quote, RecordRef, Stances, TableName};
use crate::parallel;

impl Before<'_> {
    /// Whether no record of another file refers to one that has been removed.
    pub(super) fn keeps_references(&self) -> bool {
        let mut removed = self.reread.iter().copied().filter(|record| self.positions.is_removed(*record));
        removed.all(|record| (self.referring)(record).into_iter().all(|other| self.is_reread(other)))
    }

    /// Whether there is neither a fault nor a warning about the records that differ or have been removed.
    pub(super) fn is_sound<'d>(&'d self, new: &'d Dataset, differ: &[RecordRef]) -> bool {
        let old = self.dataset;
        let removed = self.reread.iter().copied().filter(|record| !new.has_record(*record));
        let before: Vec<RecordRef> =
            differ.iter().copied().filter(|record| old.has_record(*record)).chain(removed).collect();
        let events = |records: &[RecordRef]| {
            let event = |record: &RecordRef| if let RecordRef::Event(id) = record { Some(*id) } else { None };
            records.iter().filter_map(event).collect::<Vec<_>>()
        };
        let mut all = events(&before).into_iter().chain(events(differ));
        let when = |event: &'d Event| event.when.as_deref();
        let dates_differ = all.any(|id| old.events.get(id).and_then(when) != new.events.get(id).and_then(when));
        events(differ).into_iter().all(|id| self.keeps_quotes(id, new))
            && self.has_sound_hierarchies(new, differ)
            && lint_records(new, differ).is_empty()
            && lint_records(old, &before).is_empty()
            && (!dates_differ || lint_dates(new).is_empty())
            && self.same_referenced(&before, (new, differ))
    }

    /// Whether the quotes of an event in other files, whose stances and times have been checked by the topics and the zone of the
    /// event, need not be checked again.
    fn keeps_quotes(&self, id: EventId, new: &Dataset) -> bool {
        let old = self.dataset;
        let others = self.other_quotes_of(id);
        let (Some(_), Some(before)) = (others.first(), old.events.get(id)) else { return true };
        let event = &new.events[id];
        let is_same = event.topics == before.topics && event.place == before.place;
        is_same || !others.into_iter().any(|quote| depends_on_event(&old.quotes[quote]))
    }

    /// Whether the same persons, sources, topics … are referred to at all.
    fn same_referenced(&self, before: &[RecordRef], (new, after): (&Dataset, &[RecordRef])) -> bool {
        let (before, after) = (references(self.dataset, before), references(new, after));
        // What only one of them refers to is also referred to elsewhere. Without warnings it was before.
        let missing = |of: &HashSet<AnyId>, than: &HashSet<AnyId>| of.difference(than).copied().collect();
        refers_to_all(new, &self.reread, missing(&before, &after))
            && (!self.has_warnings || refers_to_all(self.dataset, &self.reread, missing(&after, &before)))
    }
}

/// Whether what a quote says has been checked with its event.
fn depends_on_event(quote: &Quote) -> bool {
    let stances = quote.topics.is_empty() && matches!(quote.stance, Some(Stances::ByTopic(_)));
    stances || (quote.place.is_none() && quote.when.is_some())
}

/// What these records refer to in other tables.
fn references(dataset: &Dataset, records: &[RecordRef]) -> HashSet<AnyId> {
    let mut found = HashSet::new();
    for record in records {
        dataset.visit_references(record.any(), &mut |to: AnyId| found.extend((!to.table.is_timeline()).then_some(to)));
    }
    found
}

/// Whether each of these is referred to by any record: probably by those that are tried `first`.
fn refers_to_all(dataset: &Dataset, first: &[RecordRef], mut missing: HashSet<AnyId>) -> bool {
    let first = first.iter().filter(|record| dataset.has_record(**record));
    remove_referenced(dataset, first.map(|record| record.any()), &mut missing);
    for table in TableName::ALL {
        if missing.is_empty() {
            return true;
        }
        let present = dataset.in_order(*table);
        let found = parallel::ranges(present.len(), |range| {
            let mut missing = missing.clone();
            let records = present[range].iter().map(|&index| AnyId { table: *table, index });
            remove_referenced(dataset, records, &mut missing);
            missing
        });
        // What is missing in all parts.
        missing.retain(|id| found.iter().all(|missing| missing.contains(id)));
    }
    missing.is_empty()
}

/// Removes from a set what these records refer to, until nothing is left.
fn remove_referenced(dataset: &Dataset, mut records: impl Iterator<Item = AnyId>, missing: &mut HashSet<AnyId>) {
    while let Some(record) = records.next().filter(|_| !missing.is_empty()) {
        dataset.visit_references(record, &mut |to| {
            missing.remove(&to);
        });
    }
}
