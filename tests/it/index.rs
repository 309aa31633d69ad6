//! Derived data in the index, compared with its definition.

use demarche::index::{Category, Index, RecordId};
use demarche::model::{Dataset, Id, Quote, QuoteId, RecordRef};

use crate::support::{indexed, shipped};

fn small() -> Index {
    indexed(include_str!("data/small.toml"))
}

#[test]
fn catalog_counts_match_queries() {
    for index in [&small(), shipped()] {
        let everything = demarche::index::Bits::all(index.len());
        for category in Category::ALL {
            let catalog = index.catalog(category);
            let counts = catalog.counts(index, &everything);
            for (entry, count) in catalog.entries.iter().zip(counts) {
                let query = format!("{}:{}", category.field().name(), entry.id);
                let found = crate::support::select(index, &query).expect(&query).len();
                assert_eq!(count, found, "{query}");
            }
        }
    }
}

#[test]
fn catalog_is_built_once() {
    let index = small();
    let first = std::sync::Arc::as_ptr(index.catalog(Category::Person));
    assert_eq!(std::sync::Arc::as_ptr(index.catalog(Category::Person)), first);
    assert_eq!(index.catalog(Category::Topic).entries.iter().map(|entry| entry.depth).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn topic_depth_is_the_number_of_ancestors() {
    let catalog = shipped().catalog(Category::Topic);
    let dataset = &shipped().dataset;
    for (id, _) in dataset.topics.iter() {
        assert_eq!(catalog.entries[id.index()].depth, dataset.topic_and_ancestors(id).count() - 1);
    }
}

/// The quotes that satisfy a condition, found by a full scan.
fn scanned(index: &Index, refers: impl Fn(&Dataset, &Quote) -> bool) -> Vec<RecordId> {
    let found = index.records().enumerate().filter(|(_, record)| match record {
        RecordRef::Quote(quote) => refers(&index.dataset, &index.dataset.quotes[*quote]),
        RecordRef::Event(_) => false,
    });
    found.map(|(number, _)| RecordId(number as u32)).collect()
}

#[test]
fn reverse_references_match_a_full_scan() {
    for index in [&small(), shipped()] {
        let (dataset, links) = (&index.dataset, &index.links);
        for id in dataset.events.ids() {
            let events = |refers: &dyn Fn(&demarche::model::Event) -> bool| -> Vec<RecordId> {
                let mut found: Vec<_> =
                    dataset.events.iter().filter(|(_, row)| refers(row)).map(|(at, _)| index.of_event(at)).collect();
                found.sort_unstable();
                found
            };
            assert_eq!(*links.parts.get(id), events(&|row| row.part_of() == Some(id)));
            assert_eq!(*links.followers.get(id), events(&|row| row.follows.contains(&id)));
            assert_eq!(*links.related.get(id), events(&|row| row.related.contains(&id)));
        }
        for id in dataset.quotes.ids() {
            assert_eq!(*links.replies.get(id), scanned(index, |_, row| row.replies_to().contains(&id)));
            assert_eq!(*links.disputes.get(id), scanned(index, |_, row| row.disputes().contains(&id)));
            assert_eq!(*links.corrections.get(id), scanned(index, |_, row| row.corrects().contains(&id)));
            assert_eq!(*links.renderings.get(id), scanned(index, |dataset, row| dataset.rendered(row) == Some(id)));
        }
    }
}

#[test]
fn nested_rendering_has_the_stance_of_the_original() {
    let small = include_str!("data/small.toml").replace(
        "[[view]]",
        "[[quote]]\nid = \"again\"\nevent = \"talks\"\nspeaker = \"bela\"\ntext = \"once more\"\nrendering-of = \"talks#3\"\n[[view]]",
    );
    let small = small
        .replace("speaker-desc = \"a clerk of the South\"", "id = \"clerk\"\nspeaker-desc = \"a clerk of the South\"");
    let index = indexed(&small.replace("rendering-of = \"talks#3\"", "rendering-of = \"clerk\""));
    let dataset = &index.dataset;
    let quote = |id: &str| -> QuoteId { dataset.quotes.find(id).expect(id) };
    let stances = |id: &str| dataset.stances(&dataset.quotes[quote(id)]);
    assert!(!stances("anna-yes").is_empty());
    assert_eq!(stances("again"), stances("anna-yes"));
    let renderings: Vec<&str> =
        index.links.renderings.get(quote("anna-yes")).iter().map(|&record| index.id(record)).collect();
    assert_eq!(renderings, ["clerk", "again"]);
}

#[test]
fn known_date_is_independent_of_the_reference_date() {
    let whole = shipped();
    for (number, record) in whole.all().iter().zip(whole.records()) {
        assert_eq!(whole.known_day(number), whole.dataset.known(record).and_then(demarche::model::Known::day));
    }
    let then = whole.as_of(crate::support::date("2025-12-01"));
    for number in then.all().iter() {
        let id = then.id(number);
        assert_eq!(then.known_day(number), whole.known_day(whole.find(id).expect(id)), "{id}");
    }
}
