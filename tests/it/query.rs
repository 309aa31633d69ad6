//! The query language: what is selected, and what is said of a query that is wrong.

use demarche::query::{FIELDS, parse, print::print};
use insta::assert_snapshot;

use crate::support::{ids, indexed, select, shipped};

fn small(query: &str) -> Vec<String> {
    ids(&indexed(include_str!("data/small.toml")), query)
}

#[test]
fn fields_select_what_they_say() {
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
fn time_is_civil_and_doubt_counts() {
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
        // 22:00 in Brussels, widened by half an hour, is 19:30 to 20:31 in UTC.
        ("until:2025-06-10T19:29Z", ""),
        ("until:2025-06-10T19:30Z", "talks anna-yes talks#3"),
        ("until:2025-06-10T21:29", ""),
        ("until:2025-06-10T21:30", "talks anna-yes talks#3"),
        // 01:00 at +02:00 is 02:00 on the clock of the dataset's zone, and so it is read.
        ("in:2025-06-11T02:00 is:quote -is:approximate", "quote#1"),
        ("in:2025-06-10T23:00Z -is:approximate", "quote#1"),
    ];
    for (query, expected) in cases {
        assert_eq!(small(query).join(" "), expected, "{query}");
    }
}

#[test]
fn words_begin_and_phrases_stand_in_a_row() {
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
fn names_resolve_in_strict_steps() {
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
    assert!(select(&index, "person:star").is_err(), "a weak alias identifies nobody");
    assert!(select(&index, "person:nna").is_err(), "queries are not fuzzy");
}

#[test]
fn the_same_man_by_every_name() {
    let by_id = ids(shipped(), "person:ushakov");
    assert!(by_id.len() > 20);
    for query in
        ["person:Ушаков", "person:\"Yuri Ushakov\"", "p:ushak", "person:УШАКОВ", "person:Ouchakov", "person:usha"]
    {
        assert_eq!(ids(shipped(), query), by_id, "{query}");
    }
}

#[test]
fn meanings_are_told_where_a_value_means_several() {
    let index = indexed(include_str!("data/small.toml"));
    let node = parse("party:o").expect("a query");
    let answer = demarche::query::evaluate(&node, &demarche::query::Context::new(&index)).expect("an answer");
    assert!(answer.meanings.is_empty());
    let node = parse("person:a,b").expect("a query");
    let answer = demarche::query::evaluate(&node, &demarche::query::Context::new(&index)).expect("an answer");
    assert!(answer.meanings.is_empty());
    let node = parse("source:ta").expect("a query");
    let answer = demarche::query::evaluate(&node, &demarche::query::Context::new(&index)).expect("an answer");
    assert_eq!(answer.meanings[0].sentence(), "\"ta\" means 2 sources: Gazette, Copyist");
}

/// Queries that are wrong or not finished, as people type them.
const WRONG: &[&str] = &[
    "person:",
    "person:ushkov topic:territory",
    "person:\"ushakov",
    "person:ushakov,",
    "topic:terratory",
    "by:trmup",
    "party:frnace",
    "place:moskow",
    "source:novoya",
    "proposal:us-plan@99",
    "proposal:them-plan",
    "kind:talk",
    "kind:xyz",
    "status:canceled",
    "stance:against",
    "stance:rejects@donbus",
    "stance:no@donbas",
    "channel:tv",
    "is:evnt",
    "has:qoutes",
    "reliability:>=Z",
    "credibility:7",
    "on:yesterday",
    "on:2025-13",
    "on:2025-12-02T20:00MSK",
    "since:02.12.2025",
    "in:2025-12-04/2025-12-02",
    "id:kremlin-talk",
    "speaker:putin",
    "from:2025-12-01",
    "before:2025-12-01",
    "foo:bar",
    "http://example.org",
    "persn:putin",
    "(",
    "()",
    "(putin",
    "putin)",
    "or putin",
    "putin or",
    "putin or or trump",
    "putin and",
    "and",
    "not",
    "-",
    "-(",
    "\"",
    "\"open",
    "...",
    "..",
    "2025-12-01..tomorrow",
    "yes..no",
    "!!!",
    "?",
    "putin || ",
    "putin | | trump",
    "topic:()",
    "with:putin,ushkov",
    "person:(putin or trump)",
    "Путин or персон:x",
    "person=putin",
    "person == putin",
    "person != putin topic:nato",
    "person :putin",
    "speaker=\"Yury Ushakov\"",
    "date>=2025-12-01",
    "date < 2025-12-01",
    "reliability>=B",
    "+putin -trump",
    "sanct* tariff",
    "witkof~ or putin~2",
    "'direct talks' putin",
    "[2025-11-01 TO 2025-11-30] putin",
    "putin & trump",
    "kind:!call",
    "topic:-nato person:putin",
    "since:>2025-12-01",
    "in:2025/12/2",
    "in:2025-12-2..2025-12-9",
    "after:2025-12-01 before:2025-12-10",
    "published:2025-12-01",
    "last:week",
    "last:0d",
    "last:99999y",
    "asof:2025-11-01..2025-12-01",
    "asof:2025-12-01 asof:2025-12-02",
    "(asof:2025-12-01 putin)  or trump",
    "-asof:2025-12-01",
    "asof:soon",
    "/a(b/",
    "/[z-a]/ putin",
    "/never ends",
    "/a{99999}{99999}/",
    "reported:tomorrow",
    "mentions:ushkov",
    "„open",
    "canceled:yes",
];

/// What is written for what was probably meant.
#[test]
fn mends_are_queries_that_work() {
    let mut fixed_query = String::new();
    for query in WRONG {
        let Err(error) = asked(query) else { continue };
        let Some(text) = error.fixed_query(query, asked) else { continue };
        fixed_query += &format!("{query:<40} -> {text}\n");
        let again = parse(&text).unwrap_or_else(|error| panic!("{}", error.report(&text)));
        assert_eq!(parse(&print(&again)).expect("printed"), again);
    }
    assert_snapshot!(fixed_query);
}

/// Asks as the program does: the reference date first.
fn asked(query: &str) -> Result<(), demarche::query::QueryError> {
    let node = parse(query)?;
    demarche::query::asof::of(&node, None)?;
    select(shipped(), query).map(|_| ())
}

#[test]
fn wrong_queries_are_told_with_place_and_hint() {
    let told = WRONG.iter().map(|query| {
        let Err(error) = asked(query) else { return format!("{query}: NO ERROR") };
        let state = if error.unfinished { " (unfinished)" } else { "" };
        format!("{}{state}", error.report(query).trim_end())
    });
    let told: Vec<String> = told.collect();
    assert!(told.len() >= 60);
    assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn an_error_is_found_wherever_it_stands() {
    for query in [
        "person:zzz and -person:putin",
        "nothing-at-all person:zzz",
        "putin or person:zzz",
        "-(putin (trump or person:zzz))",
    ] {
        assert!(select(shipped(), query).is_err(), "{query}");
    }
}

#[test]
fn every_field_has_an_example_that_works_and_a_line_of_help() {
    for field in FIELDS {
        let node = parse(field.example).unwrap_or_else(|error| panic!("{}", error.report(field.example)));
        assert!(select(shipped(), field.example).is_ok() || field.example.contains("donbas"), "{}", field.example);
        assert!(!field.help.is_empty() && !field.help.ends_with('.'));
        assert_eq!(parse(&print(&node)).expect("printed"), node);
    }
}
