//! Holds reloaded data against the same data loaded anew: everything that does not depend on the positions of records.

use std::sync::Arc;

use crate::export::{self, Export};
use crate::index::{Bits, Index, Postings};
use crate::model::references::{References, Rewrite};
use crate::model::when::{Clock, Limit};
use crate::model::{Dataset, Id, RecordRef, TableName};
use crate::reference_tests::as_of::{
    check, lists_of_names, outcomes_are_found, same_catalogs, same_dataset, same_groups, same_order, same_stances,
    same_text, same_words,
};
use crate::reference_tests::dense::{Places, every};
use crate::reference_tests::random::{FIRST_DAY, Random};
use crate::selection::Selection;
use crate::workspace::Workspace;

/// Compares all that a user can see.
pub(super) fn compare(reloaded: &Workspace, anew: &Workspace, random: &mut Random) {
    let (index, other) = (&reloaded.index, &anew.index);
    assert_eq!(format!("{:?}", reloaded.loaded.faults), format!("{:?}", anew.loaded.faults));
    assert_eq!(reloaded.loaded.left_out, anew.loaded.left_out);
    assert_eq!(index.dataset.files, other.dataset.files);
    assert_eq!(format!("{:?}", index.dataset.views), format!("{:?}", other.dataset.views));
    assert!(Arc::ptr_eq(&index.dataset, &index.whole) && index.as_of.is_none());
    same(index, other);
    same_rows(&index.dataset, &other.dataset);
    same_words(index, other);
    same_catalogs(index, other);
    outcomes_are_found(index);
    assert_eq!(index.news_days(), other.news_days());
    for clock in [Clock::Civil, Clock::Instant] {
        let at = Limit { clock, at: (FIRST_DAY + random.below(80) as i64) * 86_400 };
        check(index, at);
        let (then, other) = (index.as_of(at), other.as_of(at));
        same(&then, &other);
        same_rows(&then.dataset, &other.dataset);
    }
}

/// The same records in the same order, with the same lists and exports.
fn same(index: &Index, other: &Index) {
    same_dataset(&index.dataset, &other.dataset);
    same_order(index, other);
    let (here, there) = (Places::new(index), Places::new(other));
    for (list, same) in lists_of_names(index).iter().zip(&lists_of_names(other)) {
        same_groups((index, &here, list), (other, &there, same), 0);
    }
    same_links(index, other);
    same_stances(index, other);
    for format in ["toml", "jsonl"] {
        for (text, same) in exported(index, format).iter().zip(&exported(other, format)) {
            same_text(text, same);
        }
    }
}

/// All records in a format, and every third in the same.
fn exported(index: &Index, format: &str) -> Vec<String> {
    let some = every(index, 3);
    let text = |records: Bits| {
        let export = Export {
            index,
            selection: &Selection::new(index, records),
            query: String::new(),
            as_of: None,
            since_known: None,
            with_points: true,
            with_provenance: true,
            with_context: true,
            part: None,
            at: chrono::DateTime::UNIX_EPOCH,
        };
        let mut text = Vec::new();
        (export::find(format).expect("a format").write)(&export, &mut text).expect("written");
        String::from_utf8(text).expect("UTF-8")
    };
    vec![text(index.all().clone()), text(some)]
}

/// Every row with references to the same records.
fn same_rows(dataset: &Dataset, other: &Dataset) {
    let mut to = To { from: dataset, to: other };
    for ((_, row), (_, same)) in dataset.events.iter().zip(other.events.iter()) {
        let mut row = row.clone();
        row.rewrite(&mut to);
        assert_eq!(row, *same);
    }
    for ((_, row), (_, same)) in dataset.quotes.iter().zip(other.quotes.iter()) {
        let mut row = row.clone();
        row.rewrite(&mut to);
        assert_eq!(row, *same);
    }
}

/// The positions in another dataset.
struct To<'d> {
    from: &'d Dataset,
    to: &'d Dataset,
}

impl Rewrite for To<'_> {
    fn id<I: Id>(&mut self, id: I) -> Option<I> {
        let at = match I::TABLE {
            TableName::Events => self.to.events.find(&self.from.events[Id::new(id.index())].id)?.index(),
            TableName::Quotes => self.to.quotes.find(&self.from.quotes[Id::new(id.index())].id)?.index(),
            _ => id.index(),
        };
        Some(I::new(at))
    }
}

/// The records that refer to each event and quote.
fn same_links(index: &Index, other: &Index) {
    let lists = |index: &Index| -> [Postings; 7] {
        let links = &index.links;
        let of_events = [&links.parts, &links.followers, &links.related].map(Clone::clone);
        let of_quotes = [&links.replies, &links.disputes, &links.corrections, &links.renderings].map(Clone::clone);
        let mut all = of_events.into_iter().chain(of_quotes);
        std::array::from_fn(|_| all.next().expect("seven"))
    };
    let (lists, others) = (lists(index), lists(other));
    let (places, same_places) = (Places::new(index), Places::new(other));
    for (here, record) in index.records().zip(other.records()) {
        for nth in if matches!(record, RecordRef::Event(_)) { 0..3 } else { 3..7 } {
            let list = places.list(&lists[nth].at(here.any().index));
            assert_eq!(list, same_places.list(&others[nth].at(record.any().index)), "list {nth} of {record:?}");
        }
        if let (RecordRef::Event(event), RecordRef::Event(same)) = (here, record) {
            assert_eq!(places.list(&index.quotes_of(event)), same_places.list(&other.quotes_of(same)));
        }
    }
    // Nothing refers to records that are not there.
    let len = |dataset: &Dataset, list: Postings| {
        let positions = dataset.events.positions().max(dataset.quotes.positions());
        (0..positions).map(|group| list.count(group)).sum::<usize>()
    };
    assert_eq!(lists.map(|list| len(&index.dataset, list)), others.map(|list| len(&other.dataset, list)));
}
