//! Fast paths against plain ones: what the index and the lenses answer from columns, words and ranges is what passing over
//! every record gives.

mod as_of;
mod dense;
mod random;
mod reload;
mod rows;

use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;
use proptest::prelude::*;

use crate::dataset::{DataFiles, load, load_texts};
use crate::diagnostic::FileText;
use crate::index::cache::Number;
use crate::index::text::{Phrase, fields};
use crate::index::{Index, Postings, RecordId};
use crate::model::people::HasNames;
use crate::model::when::Limit;
use crate::model::{Id, PersonId, RecordRef, Table};
use crate::names::fold;
use crate::query::{Context, Expr, Node, evaluate, range_both_ways};
use crate::selection::Selection;

/// The shipped dataset, whole and as of a day, and one with names that are hard to find in texts.
fn indexes() -> &'static [Arc<Index>] {
    static INDEXES: OnceLock<Vec<Arc<Index>>> = OnceLock::new();
    INDEXES.get_or_init(|| {
        let whole = Index::new(load(&DataFiles::Builtin, &|_| {}).dataset.into());
        let middle = whole.columns.days().map_or(0, |(first, last)| first.midpoint(last));
        let hard = FileText { name: "names.toml".into(), text: NAMES.into() };
        let hard = Index::new(load_texts(vec![hard]).dataset.into());
        vec![whole.as_of(Limit::civil(middle * 86_400)), whole, hard].into_iter().map(Arc::new).collect()
    })
}

const NAMES: &str = r#"
[dataset]
title = "Names"
[person.a]
name = "J. D. O'Brien-Vance"
aliases = ["Ваня", "(Van)", "the o'", "--"]
[person.b]
name = "Vance"
[person.c]
name = "Ana Brien's"
[[event]]
id = "e1"
title = "Vance's talks: O'Brien, J. D. O'Brien-Vance's and d'Ana Brien's; (van) vans VANCE'"
kind = "talks"
summary = "ваня, Ваня's, --, the o' clock, J.D. O'Brien-Vance, ana brien's'"
[[quote]]
event = "e1"
speaker = "a"
text = "o'van 'vance' vance'x x'vance vance1 1vance (van)s"
"#;

fn selection(index: &Index, seed: u64, share: u64) -> Selection {
    let mut random = seed | 1;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    Selection::new(index, index.set(index.all().iter().filter(|_| next() % 100 < share)))
}

/// The folded text of a record, as it is searched.
fn folded(index: &Index, record: RecordId) -> String {
    let mut text = String::new();
    fields(&index.dataset, index.record(record), |field| {
        text.push_str(&fold(field).replace('\n', " "));
        text.push('\n');
    });
    text
}

/// Whether a record refers to a name that matches the phrase.
fn named(index: &Index, phrase: &Phrase, record: RecordId) -> bool {
    fn any<I: Id, T: HasNames>(table: &Table<I, T>, of: &Postings, phrase: &Phrase, record: RecordId) -> bool {
        table.iter().any(|(id, row)| {
            let aliases = row.aliases().iter().map(|alias| &*alias.name);
            let mut names = [row.name()].into_iter().chain(aliases).chain(row.handles());
            of.get(id).contains(&record) && names.any(|name| phrase.ranges(&fold(name)).next().is_some())
        })
    }
    let (dataset, named) = (&index.dataset, &index.relations.named);
    any(&dataset.persons, &named.persons, phrase, record)
        || any(&dataset.parties, &named.parties, phrase, record)
        || any(&dataset.topics, &named.topics, phrase, record)
        || any(&dataset.places, &named.places, phrase, record)
        || any(&dataset.proposals, &named.proposals, phrase, record)
        || any(&dataset.sources, &index.relations.source, phrase, record)
}

/// Whether a match in a folded text consists of whole words, possibly followed by a possessive.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: char| c.is_alphanumeric();
    let mut after = text[end..].chars();
    !text[..start].chars().next_back().is_some_and(inside)
        && match (after.next(), after.next(), after.next()) {
            (Some('\''), Some('s'), third) => !third.is_some_and(inside),
            (Some(next), ..) => !inside(next),
            (None, ..) => true,
        }
}

#[test]
fn persons_are_mentioned_where_an_automaton_of_all_names_finds_them() {
    for index in indexes() {
        let persons = &index.dataset.persons;
        let last = |at: PersonId| crate::names::words(&fold(&persons[at].name)).last().map(|(_, word)| word.to_owned());
        let lasts: Vec<Option<String>> = persons.ids().map(last).collect();
        for (id, person) in persons.iter() {
            let aliases = person.aliases.iter().filter(|alias| !alias.is_weak()).map(|alias| fold(&alias.name));
            let mut names: Vec<String> = aliases.chain([fold(&person.name)]).collect();
            let own = &lasts[id.index()];
            names.extend(own.clone().filter(|_| lasts.iter().filter(|last| *last == own).count() == 1));
            names.retain(|name| name.contains(|c: char| c.is_ascii_alphanumeric()));
            let automaton = AhoCorasick::new(&names).expect("an automaton");
            let all = index.all().iter();
            let expected: Vec<RecordId> = all
                .filter(|record| {
                    let text = folded(index, *record);
                    automaton.find_overlapping_iter(&text).any(|found| is_whole(&text, found.start(), found.end()))
                })
                .collect();
            assert_eq!(*index.mentions().get(id), expected, "{}", person.name);
        }
    }
}

#[test]
fn records_by_value_are_those_that_have_it() {
    for index in indexes() {
        let scan = |test: &(dyn Fn(RecordRef) -> bool + Sync)| index.scan(test);
        let mut seen = 0;
        for (property, of) in [
            (
                Number::Reliability,
                &(|record| index.dataset.reliability(record).map(|letter| letter as u32)) as &(dyn Fn(_) -> _ + Sync),
            ),
            (Number::Credibility, &|record| index.dataset.credibility(record).map(u32::from)),
            (Number::Origins, &|record| Some(index.origins.of(index.of(record)))),
        ] {
            for value in 0..8 {
                let plain = scan(&|record| of(record) == Some(value));
                assert_eq!(
                    index.by_number(property).select(index.positions(), |known| *known == value),
                    plain,
                    "{property:?}"
                );
                seen += plain.count();
            }
        }
        assert!(seen > 0);
        let stances = |record: RecordRef| match record {
            RecordRef::Quote(id) => index.dataset.stances(&index.dataset.quotes[id]),
            RecordRef::Event(_) => Vec::new(),
        };
        for value in 0..8 {
            let plain = scan(&|record| stances(record).iter().any(|(_, stance)| *stance as u32 == value));
            assert_eq!(index.set(index.relations.any_stance.at(value as usize).iter().copied()), plain);
        }
        let days = index.columns.days().map_or(0..0, |(first, last)| first..last + 1);
        for day in days.step_by(9) {
            let known = |record: RecordRef| index.known_day(index.of(record)) == Some(day);
            assert_eq!(index.by_known_day().select(index.positions(), |known| *known == day), scan(&known));
        }
        assert!(index.ids().iter().eq(index.records().map(|record| index.dataset.record_id(record))));
    }
}

#[test]
fn bounds_in_order_keep_what_comparing_every_record_keeps() {
    for index in indexes() {
        let bounds = index.by_bounds();
        let records = || index.all().iter();
        let span = |record: RecordId| index.times.get(record);
        assert_eq!(*bounds.all(), index.set(records().filter(|record| span(*record).is_some())));
        let moments = records().filter_map(span).step_by(7).flat_map(|span| [span.earliest.wall, span.latest.wall]);
        for at in moments.flat_map(|wall| [wall - 1, wall, wall + 1]).chain([i64::MIN, 0, i64::MAX]) {
            for early in [true, false] {
                let order = if early { &bounds.earliest } else { &bounds.latest };
                let wall = |record| span(record).map(|span| if early { span.earliest.wall } else { span.latest.wall });
                let (mut from, mut before) = (bounds.all().clone(), bounds.all().clone());
                bounds.keep_from(&mut from, order, at);
                bounds.keep_before(&mut before, order, at);
                let plain =
                    |test: &dyn Fn(i64) -> bool| index.set(records().filter(|record| wall(*record).is_some_and(test)));
                assert_eq!(from, plain(&|wall| wall >= at));
                assert_eq!(before, plain(&|wall| wall < at));
            }
        }
    }
}

proptest! {
    #[test]
    fn words_and_phrases_are_found_where_the_texts_have_them(
        at in 0usize..3, record in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), length in 1usize..24,
    ) {
        let index = &indexes()[at];
        let text = folded(index, index.all().iter().nth(record.index(index.len())).expect("a record"));
        let from = from.index(text.len());
        let part: String = text[from..].chars().take(length).collect();
        let Some(phrase) = Phrase::new(&part) else { return Ok(()) };
        // Typed letter by letter: what was found for a start narrows what is looked through.
        for end in part.char_indices().map(|(at, _)| at) {
            let typed = Node::new(Expr::Text(part[..end].to_owned()), 0..end);
            evaluate(&typed, &Context::new(index)).expect("a text has no error");
        }
        let found = index.find_text(&phrase);
        // As a query, and once more from the cache.
        let query = Node::new(Expr::Text(part.clone()), 0..part.len());
        for _ in 0..2 {
            let answer = evaluate(&query, &Context::new(index)).expect("a text has no error");
            prop_assert_eq!(&found, &answer.records);
        }
        for record in index.all().iter() {
            let in_text = phrase.ranges(&folded(index, record)).next().is_some();
            prop_assert!(!in_text || found.contains(record), "{part:?} in {}", index.id(record));
            if !in_text && found.contains(record) {
                prop_assert!(named(index, &phrase, record), "{part:?} not in {}", index.id(record));
            }
        }
    }
}

#[test]
fn ranges_in_the_order_of_bounds_select_what_passing_over_all_records_selects() {
    let days =
        ["2025", "2025-11", "2025-11-25", "2025-11~", "2025-11-25T10:00", "2025-11..", "..2025-11-24", "2025-Q4"];
    for index in indexes() {
        for text in days.into_iter().chain(["1900", "2025-11-24/2025-11-25"]) {
            for (in_order, passing) in range_both_ways(index, text) {
                assert_eq!(in_order.as_ref(), Some(&passing), "{text}");
            }
        }
    }
    let [(instant, records), ..] = range_both_ways(&indexes()[1], "2025-11-25T10:00Z");
    assert_eq!(instant, None, "an instant is compared with each clock");
    assert!(records.count() > 0);
}
