//! What a full load would report of a dataset with files read again.

use std::collections::HashSet;

use super::Before;
use crate::dataset::build::has_sound_hierarchies;
use crate::dataset::lint::{lint_dates, lint_records};
use crate::model::{AnyId, Dataset, Event, EventId, Quote, RecordRef, Stances, Subset};

impl Before<'_> {
    /// Whether no record of another file refers to one that has been removed.
    pub(super) fn keeps_references(&self) -> bool {
        let mut removed = self.again().filter(|record| self.positions.is_removed(*record));
        removed.all(|record| (self.referring)(record).into_iter().all(|other| self.is_again(other)))
    }

    /// The records that were defined in the files read again.
    fn again(&self) -> impl Iterator<Item = RecordRef> {
        let (events, quotes) = (self.dataset.events.ids(), self.dataset.quotes.ids());
        let records = events.map(RecordRef::Event).chain(quotes.map(RecordRef::Quote));
        records.filter(|record| self.is_again(*record))
    }

    /// Whether there is neither a fault nor a warning about the records that differ or have been removed.
    pub(super) fn is_sound(&self, new: &Dataset, differ: &[RecordRef]) -> bool {
        let old = self.dataset;
        let removed = self.again().filter(|record| !new.has_record(*record));
        let before: Vec<RecordRef> =
            differ.iter().copied().filter(|record| old.has_record(*record)).chain(removed).collect();
        let has_higher = |record: &RecordRef| self.has_other_higher(new, *record);
        let events = |records: &[RecordRef]| {
            let event = |record: &RecordRef| if let RecordRef::Event(id) = record { Some(*id) } else { None };
            records.iter().filter_map(event).collect::<Vec<_>>()
        };
        let when = |dataset: &Dataset, id: EventId| {
            dataset.events.has(id).then(|| &dataset.events[id]).and_then(|event| event.when.clone())
        };
        let mut all = events(&before).into_iter().chain(events(differ));
        let dates_differ = all.any(|id| when(old, id) != when(new, id));
        events(differ).into_iter().all(|id| self.keeps_quotes(id, new))
            && (!differ.iter().any(has_higher) || has_sound_hierarchies(new))
            && lint_records(new, differ).is_empty()
            && lint_records(old, &before).is_empty()
            && (!dates_differ || lint_dates(new).is_empty())
            && same_referenced((old, &before), (new, differ))
    }

    /// Whether a record is below another one in a hierarchy than before.
    fn has_other_higher(&self, new: &Dataset, record: RecordRef) -> bool {
        let old = self.dataset;
        match record {
            RecordRef::Event(id) => {
                let higher = |event: &Event| (event.part_of(), event.follows.clone());
                let now = higher(&new.events[id]);
                let before = old.events.has(id).then(|| higher(&old.events[id]));
                now != before.unwrap_or_default()
            }
            RecordRef::Quote(id) => {
                let before = old.quotes.has(id).then(|| old.quotes[id].rendering_of());
                new.quotes[id].rendering_of() != before.flatten()
            }
        }
    }

    /// Whether the quotes of an event in other files, whose stances and times have been checked by the topics and the zone of the
    /// event, need not be checked again.
    fn keeps_quotes(&self, id: EventId, new: &Dataset) -> bool {
        let old = self.dataset;
        let others = self.other_quotes_of(id);
        let (Some(_), true) = (others.first(), old.events.has(id)) else { return true };
        let (event, before) = (&new.events[id], &old.events[id]);
        let is_same = event.topics == before.topics && event.place == before.place;
        is_same || !others.into_iter().any(|quote| depends_on_event(&old.quotes[quote]))
    }
}

/// Whether what a quote says has been checked with its event.
fn depends_on_event(quote: &Quote) -> bool {
    let stances = quote.topics.is_empty() && matches!(quote.stance, Some(Stances::ByTopic(_)));
    stances || (quote.place.is_none() && quote.when.is_some())
}

/// Whether the same persons, sources, topics … are referred to at all.
fn same_referenced((old, before): (&Dataset, &[RecordRef]), (new, after): (&Dataset, &[RecordRef])) -> bool {
    let references = |dataset: &Dataset, records: &[RecordRef]| {
        let mut found = HashSet::new();
        for record in records {
            dataset.visit_references(record.any(), &mut |to: AnyId| {
                found.extend((!to.table.is_timeline()).then_some(to));
            });
        }
        found
    };
    let (before, after) = (references(old, before), references(new, after));
    // What only one of them refers to is also referred to elsewhere.
    let missing = |of: &HashSet<AnyId>, than: &HashSet<AnyId>| of.difference(than).copied().collect();
    refers_to_all(new, missing(&before, &after)) && refers_to_all(old, missing(&after, &before))
}

/// Whether each of these is referred to by any record.
fn refers_to_all(dataset: &Dataset, mut missing: HashSet<AnyId>) -> bool {
    let all = Subset::all(dataset);
    let mut records = all.ids();
    while let Some(record) = records.next().filter(|_| !missing.is_empty()) {
        dataset.visit_references(record, &mut |to| {
            missing.remove(&to);
        });
    }
    missing.is_empty()
}
