//! Invalid queries: location, hint and correction of each error.

use demarche::query::error::ErrorKind;
use demarche::query::print::print;
use demarche::query::{QueryError, asof, parse};
use insta::assert_snapshot;

use crate::support::{select, shipped};

/// Typical invalid and unfinished queries.
const INVALID: &[&str] = &[
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
    "in:2025-1-02",
    "until:2025-Q5",
    "person:a,(b or c)",
    "+and",
    "person != putin or kind!=call",
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

/// The correction offered in the filter bar is a valid query.
#[test]
fn corrected_queries_are_valid() {
    let mut fixed = String::new();
    for query in INVALID {
        let Err(error) = check(query) else { continue };
        let Some(text) = error.fixed_query(query, check) else { continue };
        fixed += &format!("{query:<40} -> {text}\n");
        let again = parse(&text).unwrap_or_else(|error| panic!("{}", error.report(&text)));
        assert_eq!(parse(&print(&again)).expect("printed"), again);
    }
    assert_snapshot!(fixed);
}

/// Applying a suggestion fixes its error. There may still be errors elsewhere, or a value that is invalid for the suggested
/// field.
#[test]
fn every_suggestion_fixes_its_error() {
    let mut seen = 0;
    for query in INVALID {
        let Err(error) = check(query) else { continue };
        for suggestion in error.suggestions() {
            seen += 1;
            let text = suggestion.apply(query).expect("bytes of the query");
            let Err(left) = check(&text) else { continue };
            let of_field = matches!(error.kind, ErrorKind::UnknownField { .. });
            let span = suggestion.span.start..suggestion.span.start + suggestion.text.len();
            let elsewhere = left.span().start >= span.end || left.span().end <= span.start;
            let of_value = of_field && !matches!(left.kind, ErrorKind::UnknownField { .. });
            assert!(elsewhere || of_value, "{query} -> {text}\n{}", left.report(&text));
        }
    }
    assert!(seen >= 60, "{seen}");
}

/// Checks a query including its reference date.
fn check(query: &str) -> Result<(), QueryError> {
    let node = parse(query)?;
    asof::of(&node, None)?;
    select(shipped(), query).map(|_| ())
}

#[test]
fn errors_have_a_location_and_a_hint() {
    let reports = INVALID.iter().map(|query| {
        let Err(error) = check(query) else { return format!("{query}: NO ERROR") };
        let state = if error.unfinished { " (unfinished)" } else { "" };
        format!("{}{state}", error.report(query).trim_end())
    });
    let reports: Vec<String> = reports.collect();
    assert!(reports.len() >= 60);
    assert_snapshot!(reports.join("\n----\n"));
}

#[test]
fn errors_are_found_anywhere() {
    for query in [
        "person:zzz and -person:putin",
        "nothing-at-all person:zzz",
        "putin or person:zzz",
        "-(putin (trump or person:zzz))",
    ] {
        assert!(select(shipped(), query).is_err(), "{query}");
    }
}
