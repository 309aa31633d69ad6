//! The query language: which records are selected, names, limits.

use demarche::query::print::print;
use demarche::query::{Context, FIELDS, FieldKey, evaluate, parse};

use crate::support::{ids, indexed, select, shipped};

fn small(query: &str) -> Vec<String> {
    ids(&indexed(include_str!("data/small.toml")), query)
}

#[test]
fn fields_select_matching_records() {
    let index = indexed(include_str!("data/small.toml"));
    let cases = [
        ("", "talks anna-yes talks#3 quote#1 talks#2 called-off race letter"),
        ("person:anna", "talks anna-yes called-off letter"),
        ("p:bela", "talks anna-yes talks#2 called-off race"),
        ("by:anna", "anna-yes"),
        ("by:south", "quote#1"),
        ("with:anna", "talks anna-yes talks#3 talks#2"),
        ("with:anna,bela", "talks anna-yes talks#3 talks#2"),
        ("with:anna,cyril is:event", "talks"),
        ("to:bela", "anna-yes"),
        ("for:south", "talks#3 quote#1 talks#2"),
        ("party:north", "talks anna-yes called-off race"),
        ("party:office", "anna-yes"),
        ("topic:land", "talks anna-yes talks#3 talks#2"),
        ("topic:river", "talks anna-yes talks#3"),
        ("t:trade", "talks#2 race"),
        ("place:hall", "talks anna-yes talks#3 talks#2"),
        ("place:BE is:event", "talks"),
        ("place:brussels is:event", "talks"),
        ("kind:talks", "talks"),
        ("kind:meeting", "called-off race"),
        ("kind:regatta", "race"),
        ("status:cancelled", "called-off"),
        ("result:partial", "talks"),
        ("outcome:15-point", "talks"),
        ("stance:rejects", "talks#2"),
        ("stance:rejects@land", "talks#2"),
        ("stance:rejects@trade", ""),
        ("stance:leans-for@land", "anna-yes talks#3"),
        ("act:interpret", "quote#1"),
        ("channel:briefing", "anna-yes"),
        ("fidelity:fragment", "talks#2"),
        ("outlet:\"morning radio\"", "talks#2"),
        ("lang:ru", "anna-yes"),
        ("lang:r", ""),
        ("source:gazette", "talks anna-yes talks#3"),
        ("source:\"Talks in the hall\"", "talks anna-yes talks#3"),
        ("class:official", "quote#1 talks#2 called-off race letter"),
        ("reliability:>=B is:event", "talks called-off race letter"),
        ("reliability:<A is:event", "talks"),
        ("reliability:F", ""),
        ("credibility:1", "talks anna-yes talks#3"),
        ("credibility:>1", ""),
        ("proposal:treaty is:event", "talks"),
        ("proposal:treaty@2 is:event", "talks"),
        ("proposal:treaty@1", ""),
        ("tag:\"ROUND 1\"", "talks"),
        ("id:talks,quote#1", "talks quote#1"),
        ("is:quote", "anna-yes talks#3 quote#1 talks#2"),
        ("is:quotes", "anna-yes talks#3 quote#1 talks#2"),
        ("is:rendering", "talks#3"),
        ("is:cancelled", "called-off"),
        ("is:approximate", "talks anna-yes talks#3"),
        ("is:undated", "letter"),
        ("is:disputed", "talks anna-yes talks#2"),
        ("is:anonymous", "talks#3"),
        ("is:translated", "anna-yes"),
        ("has:original", "anna-yes"),
        ("has:quote", "talks"),
        ("has:claim", "talks"),
        ("has:report", "called-off"),
        ("has:archive", "quote#1 talks#2 called-off race letter"),
    ];
    for (query, expected) in cases {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn time_is_local_and_includes_uncertainty() {
    let cases = [
        ("on:2025-06-10", "talks anna-yes talks#3"),
        ("on:2025-06-11", "talks anna-yes talks#3 quote#1"),
        ("within:2025-06-10", ""),
        ("within:2025-06-10/2025-06-11", "talks anna-yes talks#3 quote#1"),
        ("on:2025-07-15", "race"),
        ("within:2025-07", "race"),
        ("since:2025-06-12 until:2025-06-20", "talks#2 called-off"),
        ("2025-06-12..2025-06-20", "talks#2 called-off"),
        ("2025-07..", "race"),
        ("..2025-06-10", "talks anna-yes talks#3"),
        // 22:00 in Brussels, widened by half an hour: 19:30 to 20:31 UTC.
        ("until:2025-06-10T19:29Z", ""),
        ("until:2025-06-10T19:30Z", "talks anna-yes talks#3"),
        ("until:2025-06-10T21:29", ""),
        ("until:2025-06-10T21:30", "talks anna-yes talks#3"),
        // 01:00 at +02:00 is 02:00 in the zone of the dataset.
        ("in:2025-06-11T02:00 is:quote -is:approximate", "quote#1"),
        ("in:2025-06-10T23:00Z -is:approximate", "quote#1"),
    ];
    for (query, expected) in cases {
        assert_eq!(small(query).join(" "), expected, "{query}");
    }
}

#[test]
fn quarters_and_weeks_are_intervals() {
    for field in ["in", "within", "since", "until", "reported"] {
        for (period, interval) in [("2025-Q4", "2025-10/2025-12"), ("2025-w49", "2025-12-01/2025-12-07")] {
            let found = ids(shipped(), &format!("{field}:{period}"));
            assert_eq!(found, ids(shipped(), &format!("{field}:{interval}")), "{field}:{period}");
            assert!(!found.is_empty() && found.len() < shipped().len(), "{field}:{period}");
        }
    }
}

#[test]
fn words_match_prefixes_and_phrases_match_sequences() {
    let cases = [
        ("riv", "talks anna-yes talks#3 race"),
        ("iver", ""),
        ("\"land\"", "talks#2"),
        ("\"not sell the la\"", "talks#2"),
        ("\"sell not\"", ""),
        ("15-point", "talks"),
        ("\"lists copy\"", ""),
        ("река", "anna-yes"),
        ("REKA", "anna-yes"),
        ("béla's", "anna-yes"),
        ("szabo -by:bela", "talks anna-yes called-off race"),
        ("star", "talks anna-yes called-off race letter"),
        ("gazette", "talks anna-yes talks#3"),
        ("\"treaty of\"", "talks"),
        ("20:00", ""),
        ("clerk or boats", "talks#3 race"),
        ("river -(talks or clerk)", "race"),
        ("not river", "quote#1 talks#2 called-off letter"),
    ];
    for (query, expected) in cases {
        assert_eq!(small(query).join(" "), expected, "{query}");
    }
}

#[test]
fn names_are_resolved_in_steps() {
    let index = indexed(include_str!("data/small.toml"));
    for name in ["anna", "Anna Радова", "\"Anna Radova\"", "Радова", "radova", "\"АННА РАДОВА\"", "Анну", "rad"]
    {
        assert_eq!(
            ids(
                &index,
                &format!(
                    "person:{}",
                    if name.contains(' ') && !name.starts_with('"') { format!("\"{name}\"") } else { name.into() }
                )
            ),
            ids(&index, "person:anna"),
            "{name}"
        );
    }
    for name in ["zelenskiy", "Zelenski", "Зеленський", "zelenskyy"] {
        assert_eq!(ids(&index, &format!("person:{name}")), ["talks"], "{name}");
    }
    assert!(select(&index, "person:star").is_err(), "weak aliases do not identify");
    assert!(select(&index, "person:nna").is_err(), "queries are not fuzzy");
}

#[test]
fn every_spelling_selects_the_same_person() {
    let by_id = ids(shipped(), "person:ushakov");
    assert!(by_id.len() > 20);
    for query in
        ["person:Ушаков", "person:\"Yuri Ushakov\"", "p:ushak", "person:УШАКОВ", "person:Ouchakov", "person:usha"]
    {
        assert_eq!(ids(shipped(), query), by_id, "{query}");
    }
}

#[test]
fn ambiguous_values_are_reported() {
    let index = indexed(include_str!("data/small.toml"));
    let node = parse("party:o").expect("a query");
    let answer = evaluate(&node, &Context::new(&index)).expect("an answer");
    assert!(answer.meanings.is_empty());
    let node = parse("person:a,b").expect("a query");
    let answer = evaluate(&node, &Context::new(&index)).expect("an answer");
    assert!(answer.meanings.is_empty());
    let node = parse("source:ta").expect("a query");
    let answer = evaluate(&node, &Context::new(&index)).expect("an answer");
    assert_eq!(answer.meanings[0].sentence(), "\"ta\" matches 2 sources: Gazette, Copyist");
}

#[test]
fn every_field_has_a_valid_example_and_help() {
    for field in FIELDS {
        let node = parse(field.example).unwrap_or_else(|error| panic!("{}", error.report(field.example)));
        assert!(select(shipped(), field.example).is_ok() || field.example.contains("donbas"), "{}", field.example);
        assert!(!field.help.is_empty() && !field.help.ends_with('.'));
        assert_eq!((FieldKey::parse(field.name), field.name), (Some(field.key), field.key.name()));
        assert!(field.short.is_none_or(|short| FieldKey::parse(short) == Some(field.key)));
        assert_eq!(parse(&print(&node)).expect("printed"), node);
    }
}

#[test]
fn query_size_is_limited() {
    let message = |query: &str| parse(query).map_err(|error| error.sentence());
    let words = |count: usize| vec!["a"; count].join(" ");
    assert!(parse(&words(500)).is_ok());
    let error = "too many terms: 501; at most 500 are allowed".to_owned();
    assert_eq!(message(&words(501)), Err(error.clone()));
    assert_eq!(message(&format!("tag:{}", vec!["a"; 501].join(","))), Err(error), "each value counts");
    let long = "я".repeat(10_000);
    assert!(parse(&long).is_ok());
    let error = parse(&format!("{long}яя")).expect_err("too long");
    assert_eq!(error.sentence(), "query too long: 10002 characters; at most 10000 are allowed");
    assert_eq!((error.span(), error.unfinished), (20_000..20_004, false));
    assert!(
        message(&format!("{}a", "(".repeat(65))).expect_err("too deep").starts_with("parentheses nested too deeply")
    );
    assert!(parse(&format!("{}a{}", "(".repeat(64), ")".repeat(64))).is_ok());
}

#[test]
fn white_space_of_any_kind_separates_words() {
    let index = indexed(include_str!("data/small.toml"));
    for space in ["\u{a0}", "\u{3000}", "\u{2028}", "\t", "\u{2009} "] {
        assert_eq!(ids(&index, &format!("river{space}clerk")), ids(&index, "river clerk"), "{space:?}");
    }
}
