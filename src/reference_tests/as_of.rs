//! The dataset and the index of a reference date, which share what they can with the whole, against copies built anew.

use std::sync::Arc;

use proptest::prelude::*;

use super::dense::{Places, every};
use super::random;
use super::rows::{all_rows_are_plain, rows_are_plain};
use crate::dataset::write::write;
use crate::dataset::{DataFiles, load, load_texts};
use crate::diagnostic::FileText;
use crate::index::columns::Period;
use crate::index::text::Phrase;
use crate::index::{Category, Index, Postings};
use crate::lens::timeline::Layout;
use crate::lens::timeline::rows::TimelineRows;
use crate::model::vocabulary::{Stance, Vocabulary};
use crate::model::when::calendar::Zoom;
use crate::model::when::{Clock, Limit};
use crate::model::{Dataset, Known, RecordRef};
use crate::names::fold;
use crate::query::{Context, FIELDS, Values, evaluate, parse};
use crate::selection::Selection;

fn indexed(text: &str) -> Index {
    let text = FileText { name: "data.toml".into(), text: text.into() };
    let loaded = load_texts(vec![text]);
    assert!(!loaded.has_errors(), "{:?}", loaded.faults);
    Index::new(loaded.dataset.into())
}

/// Holds what an index as of a day shares and carries over against a copy of the dataset and an index built anew.
pub(super) fn check(whole: &Index, at: Limit) {
    let index = Arc::new(whole.as_of(at));
    assert!(Arc::ptr_eq(&index.whole, &whole.dataset) && index.as_of == Some(at));
    same_dataset(&index.dataset, &whole.dataset.as_of(at));
    let mut anew = Index::new(Arc::clone(&index.dataset));
    same_order(&index, &anew);
    all_rows_are_plain(&index);
    same_lists(&index, &anew);
    same_words(&index, &anew);
    outcomes_are_found(&index);
    (anew.as_of, anew.whole) = (Some(at), Arc::clone(&whole.dataset));
    same_answers(&index, &anew);
    same_catalogs(&index, &anew);
    for record in index.all().iter() {
        let known = whole.dataset.known(index.record(record)).and_then(Known::day);
        assert_eq!(index.known_day(record), known, "{}", index.id(record));
    }
    let days_before = [0, 1, 7, 400].map(|days| Limit { at: at.at - days * 86_400, ..at });
    for since in days_before.into_iter().chain([Limit::civil(at.at - 3600), Limit::instant(at.at - 3600)]) {
        let expected = index.scan(|record| whole.dataset.is_new(record, since, Some(at)));
        assert_eq!(*index.new_since(Some(since)), expected);
    }
    let mut days = Vec::new();
    let events = whole.dataset.events.ids().map(RecordRef::Event);
    let records = events.chain(whole.dataset.quotes.ids().map(RecordRef::Quote));
    records.for_each(|record| whole.dataset.news_days(record, |day| days.push(day)));
    days.sort_unstable();
    days.dedup();
    assert_eq!(index.news_days(), days);
}

/// The same lines.
pub(super) fn same_text(text: &str, same: &str) {
    for (nth, (line, same)) in text.lines().zip(same.lines()).enumerate() {
        assert_eq!(line, same, "line {}", nth + 1);
    }
    assert_eq!(text.len(), same.len());
}

/// The same records with the same values, whatever their positions.
pub(super) fn same_dataset(shared: &Dataset, copied: &Dataset) {
    same_text(&write(shared, &[]), &write(copied, &[]));
    let records = |dataset: &Dataset| {
        let events = dataset.events.ids().map(RecordRef::Event);
        let records = events.chain(dataset.quotes.ids().map(RecordRef::Quote));
        let row = |record| (dataset.record_id(record).to_owned(), dataset.bounds(record), dataset.origin(record));
        records.map(row).collect::<Vec<_>>()
    };
    assert_eq!(records(shared), records(copied));
    assert_eq!((shared.events.len(), shared.quotes.len()), (copied.events.len(), copied.quotes.len()));
    for (id, event) in shared.events.iter() {
        assert_eq!(shared.events.find(&event.id), Some(id));
        assert!(copied.events.find(&event.id).is_some());
    }
    for (_, quote) in copied.quotes.iter() {
        assert!(shared.quotes.find(&quote.id).is_some_and(|id| shared.quotes.has(id)));
    }
}

pub(super) fn same_order(index: &Index, anew: &Index) {
    let ids = |index: &Index| -> Vec<(bool, String)> {
        let record =
            |record: RecordRef| (matches!(record, RecordRef::Event(_)), index.dataset.record_id(record).into());
        index.records().map(record).collect()
    };
    assert_eq!(ids(index), ids(anew));
    let (here, there) = (Places::new(index), Places::new(anew));
    assert_eq!(here.list(index.threaded()), there.list(anew.threaded()));
    assert_eq!(here.set(&index.events), there.set(&anew.events));
    assert_eq!(index.len(), index.all().count());
    let (columns, others) = (&index.columns, &anew.columns);
    assert_eq!(columns.days(), others.days());
    for (id, other) in index.all().iter().zip(anew.all().iter()) {
        assert_eq!((index.of(index.record(id)), index.find(index.id(id))), (id, Some(id)));
        assert_eq!(index.times.get(id), anew.times.get(other));
        assert_eq!(index.origins.of(id), anew.origins.of(other));
        assert_eq!(columns.day(id), others.day(other));
        for threaded in [false, true] {
            let parent = columns.parent(id, threaded).map(|parent| here.of(parent));
            assert_eq!(parent, others.parent(other, threaded).map(|parent| there.of(parent)));
        }
        assert_eq!(columns.zoom(id, Zoom::Day), others.zoom(other, Zoom::Day));
    }
    for zoom in Zoom::ALL {
        let counts = |index: &Index, step| {
            let records = every(index, step);
            let (chosen, periods) = (index.chosen(&records), index.columns.periods(zoom));
            let count = |period: &Period| (period.start, period.count, index.columns.count_in(period, &chosen));
            periods.iter().map(count).collect::<Vec<_>>()
        };
        (1..4).for_each(|step| assert_eq!(counts(index, step), counts(anew, step)));
    }
}

/// The records of each person, party and so on.
pub(super) fn lists_of_names(index: &Index) -> Vec<Postings> {
    let relations = &index.relations;
    let named = &relations.named;
    let all = [
        &relations.person,
        &relations.speaker,
        &relations.party_speaker,
        &relations.takes_part,
        &relations.addressee,
        &relations.party,
        &relations.topic,
        &relations.place,
        &relations.kind,
        &relations.status,
        &relations.channel,
        &relations.source,
        &relations.proposal,
        &named.persons,
        &named.parties,
        &named.topics,
        &named.places,
        &named.proposals,
        index.mentions(),
    ];
    all.into_iter().cloned().collect()
}

/// Of two indexes in which records have the same positions.
fn same_lists(index: &Index, anew: &Index) {
    let (here, there) = (Places::new(index), Places::new(anew));
    let lists = |index: &Index| -> Vec<Postings> {
        let links = &index.links;
        let of_events = [&links.parts, &links.followers, &links.related];
        let of_quotes = [&links.replies, &links.disputes, &links.corrections, &links.renderings];
        lists_of_names(index).into_iter().chain(of_events.into_iter().chain(of_quotes).cloned()).collect()
    };
    for (nth, (lists, others)) in lists(index).iter().zip(&lists(anew)).enumerate() {
        same_groups((index, &here, lists), (anew, &there, others), nth);
    }
    for event in index.dataset.events.ids() {
        assert_eq!(here.list(&index.quotes_of(event)), there.list(&anew.quotes_of(event)));
    }
    same_stances(index, anew);
}

/// How many positions there are in the longest table, and more than there are words of a kind.
fn positions(dataset: &Dataset) -> usize {
    let names = [dataset.persons.positions(), dataset.parties.positions(), dataset.topics.positions()];
    let others = [dataset.places.positions(), dataset.sources.positions(), dataset.proposals.positions()];
    let records = [dataset.events.positions(), dataset.quotes.positions(), 64];
    [names, others, records].concat().into_iter().max().unwrap_or_default()
}

/// The records of each group in lists, however they are asked for.
pub(super) fn same_groups(one: (&Index, &Places, &Postings), other: (&Index, &Places, &Postings), nth: usize) {
    let listed = |(index, places, postings): (&Index, &Places, &Postings)| {
        let half = every(index, 2);
        let chosen = index.chosen(&half);
        let of = |group: usize| {
            let (list, count) = (postings.at(group), postings.count(group));
            if count == 0 {
                return (places.list(&list), Vec::new(), 0, 0);
            }
            let mut set = index.none();
            postings.add_to(&mut set, group);
            (places.list(&list), places.set(&set), count, postings.count_in(&chosen, group))
        };
        (0..positions(&index.dataset)).map(of).collect::<Vec<_>>()
    };
    let (mut one, mut other) = (listed(one), listed(other));
    let groups = one.len().max(other.len());
    [&mut one, &mut other].into_iter().for_each(|lists| lists.resize(groups, Default::default()));
    for (group, (one, other)) in one.into_iter().zip(other).enumerate() {
        assert_eq!(one, other, "list {nth}, group {group}");
    }
}

pub(super) fn same_stances(index: &Index, anew: &Index) {
    let (here, there) = (Places::new(index), Places::new(anew));
    for topic in index.dataset.topics.ids() {
        for stance in Stance::all() {
            let on = |index: &Index, places: &Places| places.list(&index.relations.stance_on(topic, *stance));
            assert_eq!(on(index, &here), on(anew, &there));
        }
    }
}

/// Words, beginnings of words, phrases and names, among them those of what is not yet known.
pub(super) fn same_words(index: &Index, anew: &Index) {
    let (here, there) = (Places::new(index), Places::new(anew));
    let whole = &index.whole;
    let texts =
        whole.quotes.iter().map(|(_, quote)| &*quote.text).chain(whole.events.iter().map(|(_, row)| &*row.title));
    let summaries = whole.events.iter().filter_map(|(_, event)| event.summary.as_deref());
    let names = whole.persons.iter().map(|(_, person)| &*person.name);
    let titles = whole.sources.iter().map(|(_, source)| &*source.title);
    let parts = texts.chain(summaries).chain(names).chain(titles).enumerate().step_by(7).map(|(nth, text)| {
        let words: Vec<&str> = text.split(' ').skip(nth % 5).take(1 + nth % 4).collect();
        words.join(" ").chars().take(1 + nth % 23).collect::<String>()
    });
    for text in parts {
        if let Some(phrase) = Phrase::new(&text) {
            let find = |index: &Index, places: &Places| places.set(&index.find_text(&phrase));
            assert_eq!(find(index, &here), find(anew, &there), "{text}");
        }
    }
}

/// The events by words of their outcomes.
pub(super) fn outcomes_are_found(index: &Index) {
    let events: Vec<_> = index.dataset.events.iter().collect();
    let outcome = |record: RecordRef| match record {
        RecordRef::Event(id) => index.dataset.events[id].outcome.as_deref().map(fold),
        RecordRef::Quote(_) => None,
    };
    let words = events.iter().filter_map(|(_, event)| event.outcome.as_deref()?.split(' ').next()).step_by(5);
    for phrase in ["river", "the"].into_iter().chain(words).filter_map(Phrase::new) {
        let expected = index.scan(|record| outcome(record).is_some_and(|outcome| phrase.matches(&outcome)));
        assert_eq!(index.with_outcome(&[phrase]), expected);
    }
}

/// The answers to the example of every field and to every word that a field takes, to their negations, and to regular expressions.
pub(super) fn same_answers(index: &Index, anew: &Index) {
    let mut queries: Vec<String> = ["/the/", "/[0-9]/", "talks", "2025"].map(Into::into).to_vec();
    for field in FIELDS {
        queries.push(field.example.to_owned());
        let (values, others) = match field.values {
            Values::Suggested(values) => (values(index), values(anew)),
            Values::Words(words) => (words().iter().map(|word| word.word.to_owned()).collect(), Vec::new()),
            _ => continue,
        };
        assert!(others.is_empty() || values == others, "{values:?} {others:?}");
        queries.extend(values.iter().map(|value| format!("{}:\"{value}\"", field.name)));
    }
    let (here, there) = (Places::new(index), Places::new(anew));
    for query in queries.iter().flat_map(|query| [query.clone(), format!("-{query}")]) {
        let answer = |index: &Index, places: &Places| {
            let answer = evaluate(&parse(&query).expect(&query), &Context::new(index));
            answer.map(|answer| places.set(&answer.records)).map_err(|error| format!("{error:?}"))
        };
        assert_eq!(answer(index, &here), answer(anew, &there), "{query}");
    }
}

pub(super) fn same_catalogs(index: &Index, anew: &Index) {
    for category in Category::ALL {
        let (catalog, other) = (index.catalog(category), anew.catalog(category));
        let entries = |catalog: &crate::index::Catalog| {
            let rows = catalog.entries.iter();
            rows.map(|entry| (entry.id.clone(), entry.name.clone(), entry.about.clone(), entry.depth))
                .collect::<Vec<_>>()
        };
        assert_eq!(entries(catalog), entries(other));
        for step in [1, 2] {
            let (half, same) = (every(index, step), every(anew, step));
            assert_eq!(catalog.counts(index, &half), other.counts(anew, &same));
        }
    }
}

#[test]
fn shipped_dataset_of_an_earlier_day_is_that_of_a_copy() {
    let whole = Index::new(load(&DataFiles::Builtin, &|_| {}).dataset.into());
    let days: Vec<i64> = whole.news_days().iter().copied().step_by(12).collect();
    for (nth, day) in days.into_iter().enumerate() {
        let limit = if nth % 2 == 0 { Limit::civil } else { Limit::instant };
        check(&whole, limit((day + 1) * 86_400));
    }
}

#[test]
fn every_day_of_small_datasets_is_that_of_a_copy() {
    for text in [include_str!("../../tests/it/data/known.toml"), include_str!("../../tests/it/data/full.toml")] {
        let whole = indexed(text);
        for day in 19_700..20_500 {
            check(&whole, Limit::civil(day * 86_400));
        }
    }
}

/// A date coarser than the grouping, in the middle of the group around it, divides that group while it is the last that was reported.
#[test]
fn records_of_a_day_with_a_coarser_date_are_under_its_heading() {
    let whole = indexed(
        r#"
        [dataset]
        title = "A month within a week"
        [[event]]
        id = "before"
        title = "Before"
        kind = "talks"
        when = 2025-09-30
        [[event]]
        id = "moved"
        title = "Moved"
        kind = "talks"
        when = 2025-11-03
        [[event.report]]
        on = 2025-10-05
        status = "planned"
        when = "2025-10"
        [[event]]
        id = "after"
        title = "After"
        kind = "talks"
        when = 2025-10-02
        "#,
    );
    let then = Arc::new(whole.as_of(Limit::civil(20_370 * 86_400)));
    let ids: Vec<&str> = then.all().iter().map(|record| then.id(record)).collect();
    assert_eq!(ids, ["before", "moved", "after"]);
    let layout = Layout { zoom: Zoom::Week, reverse: false, threaded: false, context: false };
    rows_are_plain(&then, &Selection::new(&then, then.all().clone()), layout);
    let rows = TimelineRows::new(&then, &Selection::new(&then, then.all().clone()), layout);
    assert_eq!(rows.len(), 8, "three headings, three records and two blank lines");
    check(&whole, Limit::civil(20_370 * 86_400));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_dataset_of_an_earlier_moment_is_that_of_a_copy(seed in any::<u64>(), moments in prop::collection::vec(0i64..(40 * 24), 1..12)) {
        let whole = indexed(&random::dataset(seed));
        for hour in moments {
            for clock in [Clock::Civil, Clock::Instant] {
                check(&whole, Limit { clock, at: random::FIRST_DAY * 86_400 + hour * 3600 });
            }
        }
    }
}
