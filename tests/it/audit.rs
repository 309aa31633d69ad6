//! `check --audit`: the groups and their numbers, and that each printed query shows exactly the records that were counted.

use demarche::audit::{audit, without};
use demarche::index::Index;

use crate::support::files::{DataFile, FULL};
use crate::support::program::{run, stdout};
use crate::support::{ids, indexed, shipped};

/// Runs `check` with these arguments on a dataset of this text: status, stdout and stderr.
fn check(text: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let file = DataFile::new(text);
    run(&[&["check", file.path()], args].concat())
}

/// The lines of a printed table: name, number, query.
fn groups(out: &str) -> Vec<(String, usize, String)> {
    let cells = |line: &str| {
        let mut cells = line.splitn(2, "  ");
        let (name, rest) = (cells.next()?, cells.next()?.trim_start());
        let (number, query) = rest.split_once("  ")?;
        Some((name.to_owned(), number.parse().ok()?, query.to_owned()))
    };
    out.lines().filter_map(cells).collect()
}

/// One event or quote for each thing that the audit tells apart.
const TEXT: &str = r#"
[dataset]
title = "T"
[person.p]
name = "P"
[source.kremlin]
publisher = "Kremlin"
title = "K"
class = "official"
published = 2025-01-10
[source.tass]
publisher = "TASS"
title = "T"
class = "state-media"
published = 2025-01-10
archive = "https://archive.example.org/tass"
[source.reprint]
publisher = "Paper"
title = "R"
class = "newspaper"
via = "tass"
[source.plain]
publisher = "Plain"
title = "P"
[[event]]
id = "late"
title = "Kept secret"
kind = "talks"
when = 2025-01-01
sources = ["kremlin"]
[[event]]
id = "explained"
title = "Kept secret, and said so"
kind = "talks"
when = 2025-01-01
known = 2025-01-10
sources = ["kremlin", "reprint"]
[[event]]
id = "bare"
title = "Without a source"
kind = "talks"
when = 2025-01-01
[[quote]]
id = "sure"
speaker = "p"
text = "T"
sources = [{ id = "tass", credibility = 1 }, { id = "reprint", credibility = 1 }]
[[quote]]
id = "surer"
speaker = "p"
text = "T"
sources = [{ id = "tass", credibility = 1 }, { id = "kremlin", credibility = 1 }, "plain"]
[[quote]]
id = "plain-words"
speaker = "p"
text = "T"
sources = ["plain"]
"#;

#[test]
fn groups_have_the_numbers_that_follow_from_the_sources() {
    let (status, out, err) = check(TEXT, &["--audit"]);
    assert_eq!(status, Some(0), "{out}{err}");
    let found = groups(&out);
    let found: Vec<(&str, usize)> = found.iter().map(|(name, number, _)| (&**name, *number)).collect();
    let expected = [
        ("none", 1),          // bare
        ("one", 3),           // late, sure, plain-words
        ("two", 1),           // explained
        ("three or more", 1), // surer
        ("official", 3),
        ("official, one origin", 1),
        ("newspaper", 2),
        ("newspaper, one origin", 1),
        ("state media", 3), // also behind the reprint that `explained` cites
        ("state media, one origin", 1),
        ("without a class", 1),
        ("archived copy of a source", 2),
        ("no archived copy", 3),
        ("credibility 1 without two origins", 1),
        ("reported more than two days after the end, without known", 1),
    ];
    assert_eq!(found, expected, "{out}");
    let index = indexed(TEXT);
    let query = |name: &str| groups(&out).into_iter().find(|group| group.0 == name).expect(name).2;
    assert_eq!(ids(&index, &query("credibility 1 without two origins")), ["sure"]);
    assert_eq!(ids(&index, &query("reported more than two days after the end, without known")), ["late"]);
    assert_eq!(ids(&index, &query("without a class")), ["plain-words"]);
    assert_eq!(ids(&index, &query("no archived copy")), ["late", "explained", "plain-words"]);
}

#[test]
fn every_printed_query_shows_exactly_what_was_counted() {
    let tables = [
        (stdout(&["check", "--audit"]), None),
        (check(FULL, &["--audit"]).1, Some(indexed(FULL))),
        (check(TEXT, &["--audit"]).1, Some(indexed(TEXT))),
    ];
    for (out, index) in tables {
        let (groups, index) = (groups(&out), index.as_ref().unwrap_or_else(|| shipped()));
        let table = out.lines().skip_while(|line| !line.starts_with("independent origins"));
        let lines = table.filter(|line| !line.is_empty() && !line.ends_with("records  query")).count();
        assert_eq!(groups.len(), lines, "every line is a group:\n{out}");
        for (name, records, query) in groups {
            assert_eq!(ids(index, &query).len(), records, "{name}: {query}");
        }
    }
}

#[test]
fn a_printed_query_is_one_argument_of_a_command() {
    let out = stdout(&["check", "--audit"]);
    let (_, records, query) =
        groups(&out).into_iter().find(|group| group.0 == "state media, one origin").expect("a group");
    assert_eq!(stdout(&["list", "--ids", "-q", &query]).lines().count(), records);
}

#[test]
fn what_a_source_carries_alone_is_listed_beside_the_sums() {
    let (status, out, _) = check(TEXT, &["--audit", "--without", "tass"]);
    assert_eq!(status, Some(0));
    let lost: Vec<&str> = out.lines().filter(|line| line.contains("would lose its last source")).collect();
    assert_eq!(lost, ["note: \"sure\" would lose its last source without \"tass\""], "its copy is withdrawn with it");
    assert!(out.contains("independent origins"), "{out}");
    let none = check(TEXT, &["--without", "reprint"]).1;
    assert!(!none.contains("would lose") && !none.contains("independent origins"), "all have another source");
}

#[test]
fn an_event_is_reported_late_more_than_two_days_after_its_end() {
    let dated = |id: &str, date: &str| format!("[source.{id}]\npublisher = \"P\"\ntitle = \"T\"\n{date}\n");
    let sources = [
        dated("third", "published = 2025-03-03"),
        dated("fourth", "published = 2025-03-04"),
        dated("march", "published = \"2025-03\""),
        dated("april", "published = \"2025-04\""),
        dated("undated", ""),
    ];
    let event =
        |(id, rest): &(&str, &str)| format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\nkind = \"talks\"\n{rest}\n");
    let events = [
        ("two-days", "when = 2025-03-01\nsources = [\"third\"]"),
        ("three-days", "when = 2025-03-01\nsources = [\"fourth\"]"),
        ("earliest", "when = 2025-03-01\nsources = [\"fourth\", \"third\"]"),
        ("evening", "when = \"2025-03-01T23:59\"\nsources = [\"fourth\"]"),
        ("until-second", "when = \"2025-02-20/2025-03-02\"\nsources = [\"fourth\"]"),
        ("until-first", "when = \"2025-02-20/2025-03-01\"\nsources = [\"fourth\"]"),
        ("about", "when = \"2025-03-01~\"\nsources = [\"fourth\"]"),
        ("one-of", "when = \"[2025-02-20..2025-03-02]\"\nsources = [\"fourth\"]"),
        ("open", "when = \"2025-03-01/..\"\nsources = [\"fourth\"]"),
        ("some-day", "when = \"2025-02\"\nsources = [\"march\"]"),
        ("some-month", "when = \"2025-02\"\nsources = [\"april\"]"),
        ("undated", "sources = [\"fourth\"]"),
        ("no-date", "when = 2025-03-01\nsources = [\"undated\"]"),
        (
            "reported",
            "when = 2025-03-01\nsources = [\"fourth\"]\n[[event.report]]\non = 2025-02-27\nstatus = \"planned\"",
        ),
        ("known", "when = 2025-03-01\nknown = 2025-03-04\nsources = [\"fourth\"]"),
    ];
    let text: String = sources.into_iter().chain(events.iter().map(event)).collect();
    let index = indexed(&format!("[dataset]\ntitle = \"T\"\n{text}"));
    let mut late = ids(&index, "is:reported-late");
    late.sort();
    assert_eq!(late, ["evening", "known", "open", "some-month", "three-days", "until-first"]);
    assert_eq!(ids(&index, "is:reported-late has:known"), ["known"]);
}

#[test]
fn the_first_hundred_problems_are_shown_and_how_to_see_the_rest() {
    let unused = |number: usize| format!("[person.p{number}]\nname = \"P{number}\"\n");
    let people = |count: usize| format!("[dataset]\ntitle = \"T\"\n{}", (0..count).map(unused).collect::<String>());
    let shown = |out: &str| out.lines().filter(|line| line.contains("is never referenced")).count();
    let (status, out, err) = check(&people(150), &[]);
    assert_eq!((status, shown(&out)), (Some(0), 100));
    assert!(out.contains("\n… and 50 more, which --all shows\n"), "{out}");
    assert!(err.starts_with("150 warnings; "), "{err}");
    let (_, all, _) = check(&people(150), &["--all"]);
    assert_eq!(shown(&all), 150);
    let (_, hundred, _) = check(&people(100), &[]);
    assert_eq!(shown(&hundred), 100);
    assert!(!all.contains("--all") && !hundred.contains("--all"));
}

/// Three pages, the second a copy of the first and the third a copy of that; one of its own; what rests on which.
const SOURCING: &str = "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n\
    [source.a]\npublisher = \"A\"\ntitle = \"A\"\narchive = \"https://x/a\"\n\
    [source.b]\npublisher = \"B\"\ntitle = \"B\"\nvia = \"a\"\n\
    [source.c]\npublisher = \"C\"\ntitle = \"C\"\nvia = \"b\"\n\
    [source.d]\npublisher = \"D\"\ntitle = \"D\"\n";

/// The ids of records, each with how often something is said of it.
fn said_of(records: &[(&str, &str)], what: impl Fn(&Index) -> Vec<String>) -> String {
    let record = |(id, sources): &(&str, &str)| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [{sources}]\n")
    };
    let index = indexed(&format!("{SOURCING}{}", records.iter().map(record).collect::<String>()));
    let said = what(&index);
    let ids = records.iter().map(|(id, _)| {
        let times = said.iter().filter(|line| line.contains(&format!("\"{id}\""))).count();
        format!("{id}{times}")
    });
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_of_one_source_fall_with_it() {
    // Once for resting on one source, once for having no archived copy, once for being called confirmed.
    let groups = |index: &Index| {
        let sections = audit(index).expect("queries that work");
        let groups = sections.into_iter().flat_map(|section| section.groups);
        let named = groups
            .filter(|group| ["one", "no archived copy", "credibility 1 without two origins"].contains(&&*group.name));
        named.flat_map(|group| ids(index, &group.query)).map(|id| format!("\"{id}\"")).collect::<Vec<_>>()
    };
    let records = [
        ("r-a", "\"a\""),
        ("r-d", "\"d\""),
        ("r-ab", "\"a\", \"b\""),
        ("r-bc", "\"b\", \"c\""),
        ("r-ad", "\"a\", \"d\""),
        ("r-cd", "\"c\", \"d\""),
        ("r-none", ""),
        ("r-sure", "{ id = \"a\", credibility = 1 }, \"c\""),
        ("r-sound", "{ id = \"a\", credibility = 1 }, \"d\""),
        ("r-likely", "{ id = \"a\", credibility = 2 }"),
    ];
    assert_eq!(said_of(&records, groups), "r-a1 r-d2 r-ab1 r-bc2 r-ad0 r-cd1 r-none0 r-sure2 r-sound0 r-likely1");
    let falling = |id: &'static str| {
        move |index: &Index| {
            let source = index.dataset.sources.find(id).expect("a source");
            without(&index.dataset, source).into_iter().map(|fault| fault.message).collect::<Vec<_>>()
        }
    };
    let falls = "r-a1 r-d0 r-ab1 r-bc1 r-ad0 r-cd0 r-none0 r-sure1 r-sound0 r-likely1";
    assert_eq!(said_of(&records, falling("a")), falls, "with its copies");
    let falls = "r-a0 r-d0 r-ab0 r-bc1 r-ad0 r-cd0 r-none0 r-sure0 r-sound0 r-likely0";
    assert_eq!(said_of(&records, falling("b")), falls, "a copy, with the copies of it");
    let falls = "r-a0 r-d1 r-ab0 r-bc0 r-ad0 r-cd0 r-none0 r-sure0 r-sound0 r-likely0";
    assert_eq!(said_of(&records, falling("d")), falls);
}
