//! Hierarchies in which records that have been read again are below others than before: whether they have cycles or too many
//! levels, which is looked for only where it can be.

use super::Before;
use crate::dataset::build::{MAX_DEPTH, cycles_from, deeper_than};
use crate::model::{Dataset, Event, EventId, Id, Quote, QuoteId, RecordRef};

impl Before<'_> {
    /// Whether there are neither cyclic references nor too many levels. `differ` are the records that differ.
    pub(super) fn has_sound_hierarchies(&self, new: &Dataset, differ: &[RecordRef]) -> bool {
        let old = self.dataset;
        let (mut events, mut quotes) = (Vec::new(), Vec::new());
        for record in differ {
            match *record {
                RecordRef::Event(id) => events.push(id),
                RecordRef::Quote(id) => quotes.push(id),
            }
        }
        // What is left at the positions of removed records is not looked at.
        let whole = |dataset: &Dataset, id: EventId| dataset.events.get(id).and_then(Event::part_of);
        let rendered = |dataset: &Dataset, id: QuoteId| dataset.quotes.get(id).and_then(Quote::rendering_of);
        let is_part =
            |record: RecordRef, of: EventId| matches!(record, RecordRef::Event(id) if whole(old, id) == Some(of));
        let renders =
            |record: RecordRef, of: QuoteId| matches!(record, RecordRef::Quote(id) if rendered(old, id) == Some(of));
        let is_above = |id: EventId| self.refers(RecordRef::Event(id), |record| is_part(record, id));
        let is_rendered = |id: QuoteId| self.refers(RecordRef::Quote(id), |record| renders(record, id));
        let parts = events.iter().copied().filter(|id| whole(new, *id) != whole(old, *id));
        let renderings = quotes.iter().copied().filter(|id| rendered(new, *id) != rendered(old, *id));
        let follows = |dataset: &Dataset, id: EventId| -> Vec<usize> {
            let events = dataset.events.get(id).into_iter().flat_map(|event| &event.follows);
            events.map(|id| id.index()).collect()
        };
        let followers = events.iter().copied().filter(|id| follows(new, *id) != follows(old, *id)).map(Id::index);
        is_tree(parts, new.events.positions(), |id| whole(new, id), is_above)
            && is_tree(renderings, new.quotes.positions(), |id| rendered(new, id), is_rendered)
            && cycles_from(followers, new.events.positions(), |at| follows(new, Id::new(at))).is_empty()
    }

    /// Whether a record for which a test holds referred to this one.
    fn refers(&self, record: RecordRef, test: impl Fn(RecordRef) -> bool) -> bool {
        self.dataset.has_record(record) && (self.referring)(record).into_iter().any(test)
    }
}

/// Whether a hierarchy is a tree with few levels, if some records are below others than before. `is_above` says whether there was
/// anything below a record.
fn is_tree<I: Id>(
    moved: impl Iterator<Item = I>,
    count: usize,
    parent: impl Fn(I) -> Option<I>,
    is_above: impl Fn(I) -> bool,
) -> bool {
    let mut with_others_below = false;
    for record in moved {
        // A cycle has no end.
        if std::iter::successors(parent(record), |id| parent(*id)).nth(MAX_DEPTH).is_some() {
            return false;
        }
        with_others_below |= is_above(record);
    }
    let parent = |at: usize| parent(Id::new(at)).map(Id::index);
    !with_others_below || deeper_than(MAX_DEPTH, count, &vec![false; count], parent).is_empty()
}
