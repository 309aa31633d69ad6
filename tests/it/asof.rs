//! The reference date: which records are hidden or changed, and the prompt.

use std::sync::Arc;

use demarche::index::Index;
use demarche::model::vocabulary::Status;
use demarche::query::{AsOf, Value};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::exports::exported;
use crate::support::{Screen, ids, indexed, select, shipped};

fn as_of(date: &str) -> Index {
    let value = Value { text: date.to_owned(), span: 0..date.len() };
    let as_of = AsOf::parse(&value, shipped().dataset.about.timezone).expect("a date");
    shipped().as_of(as_of.at)
}

fn event<'i>(index: &'i Index, id: &str) -> Option<&'i demarche::model::Event> {
    index.dataset.events.find(id).map(|event| &index.dataset.events[event])
}

#[test]
fn a_meeting_is_planned_until_it_is_cancelled() {
    assert!(event(&as_of("2025-12-01"), "brussels-debrief").is_none(), "not yet reported");
    let before = as_of("2025-12-02");
    let planned = event(&before, "brussels-debrief").expect("known");
    assert_eq!((planned.status, &planned.outcome, planned.claims.len()), (Status::Planned, &None, 0));
    let after = as_of("2025-12-03");
    assert_eq!(event(&after, "brussels-debrief").expect("known").status, Status::Cancelled);
    assert_eq!(ids(shipped(), "asof:2025-12-02 is:planned brussels"), ["brussels-debrief"]);
    assert_eq!(ids(shipped(), "asof:2025-12-03 is:planned brussels"), Vec::<String>::new());
}

#[test]
fn later_records_are_hidden_with_their_quotes() {
    for date in ["2025-10-14", "2025-11-24"] {
        assert!(event(&as_of(date), "witkoff-ushakov-call").is_none(), "{date}");
        assert!(ids(shipped(), &format!("asof:{date} channel:leak until:2025-10-31")).is_empty());
    }
    assert!(event(&as_of("2025-11-25"), "witkoff-ushakov-call").is_some());
    assert_eq!(
        ids(shipped(), "id:kremlin-talks asof:2025-11-01"),
        Vec::<String>::new(),
        "an id that is not yet known is valid"
    );
}

#[test]
fn no_result_before_the_final_word() {
    let before = as_of("2025-12-01");
    let talks = event(&before, "kremlin-talks").expect("announced");
    assert_eq!(talks.status, Status::Planned);
    assert_eq!(
        (talks.result, talks.outcome.is_some(), talks.summary.is_some(), talks.duration()),
        (None, false, false, None)
    );
    assert!(talks.sources.iter().all(|citation| before.dataset.sources[citation.source].published.is_some()));
    assert!(
        ids(shipped(), "asof:2025-12-01 \"28 points to 19\" id:kremlin-talks").is_empty(),
        "text search does not find it either"
    );
}

#[test]
fn known_quote_of_an_unknown_event_is_shown() {
    let index = indexed(
        r#"
[dataset]
title = "T"
timezone = "Europe/Kyiv"
[person.a]
name = "A"
[place.x]
name = "X"
timezone = "Europe/Moscow"
[topic.t]
name = "Topic"
[source.s]
publisher = "S"
title = "S"
published = 2025-01-03
[[event]]
id = "secret"
title = "A secret meeting"
kind = "meeting"
when = 2025-01-01
known = 2025-02-01
place = "x"
topics = ["t"]
sources = ["s"]
[[quote]]
event = "secret"
speaker = "a"
text = "Nothing happened"
published = 2025-01-03
sources = ["s"]
"#,
    );
    let text = |query: &str| ids(&index, query);
    assert_eq!(text("asof:2025-01-02"), Vec::<String>::new());
    assert_eq!(text("asof:2025-01-15"), ["secret#1"]);
    assert_eq!(text("asof:2025-01-15 topic:t place:x on:2025-01-01"), ["secret#1"]);
    assert_eq!(text("asof:2025-01-15 secret"), Vec::<String>::new(), "the event's title is not known");
    assert_eq!(text("asof:2025-02-01"), ["secret", "secret#1"]);
    assert_eq!(text("reported:2025-01-03"), ["secret#1"]);
    assert_eq!(text("reported:2025-02"), ["secret"]);
}

#[test]
fn only_public_versions_are_known() {
    let versions = |date: &str| {
        let index = as_of(date);
        let plan = &index.dataset.proposals[index.dataset.proposals.find("us-plan").expect("the plan")];
        plan.versions.iter().map(|version| version.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(versions("2025-11-20"), Vec::<String>::new());
    assert_eq!(versions("2025-11-21"), ["28"]);
    assert_eq!(versions("2025-11-25"), ["28", "19"]);
    assert!(ids(shipped(), "asof:2025-11-20 proposal:us-plan@19").is_empty());
}

#[test]
fn reference_date_is_part_of_the_view() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `brussels-debrief` Enter a");
    assert!(screen.text().contains("as of 2 Dec 2025"), "{}", screen.text());
    assert_snapshot!("as-of", screen.text());
    screen.press("a");
    assert!(screen.text().contains("as of 3 Dec 2025"));
    screen.press("Esc");
    assert_eq!(screen.view().query, "");
    screen.press("a Ctrl-u `2025-11-20` Enter");
    assert_eq!(screen.view().query, "asof:2025-11-20");
    assert!(screen.app.index().find("kremlin-talks").is_none());
    screen.press("p `ushak` Enter");
    assert_eq!(screen.view().query, "asof:2025-11-20 person:ushakov");
    assert!(screen.shown().iter().all(|id| !id.starts_with("ushakov-briefing")));
    screen.press("u u");
    assert_eq!(screen.app.state().selection().len(), shipped().len());
    assert_eq!(screen.current(), Some("brussels-debrief"), "undo restores the position");
}

#[test]
fn invalid_date_is_reported_and_not_applied() {
    let mut screen = Screen::new(100, 30);
    screen.press("a Ctrl-u `2025-13` Enter");
    assert!(screen.text().contains("invalid month 13"), "{}", screen.text());
    assert_eq!(screen.view().query, "asof:2025", "the last valid date");
    screen.press("Esc");
    assert_eq!(screen.app.state().selection().len(), shipped().len());
}

#[test]
fn exports_as_of_a_day_are_those_of_a_copy_of_what_was_known() {
    let whole = shipped();
    for date in ["2025-02-20", "2025-08-15", "2025-11-21", "2025-12-01", "2026-03-10"] {
        let then = as_of(date);
        let mut copy = Index::new(Arc::new(whole.dataset.as_of(then.as_of.expect("a date"))));
        (copy.as_of, copy.whole) = (then.as_of, Arc::clone(&whole.dataset));
        for format in ["jsonl", "csv", "markdown", "toml"] {
            assert_eq!(exported(&then, format, ""), exported(&copy, format, ""), "{format} as of {date}");
        }
        for query in QUERIES {
            let found = |index: &Index| {
                let selection = select(index, query).expect(query);
                selection.records.iter().map(|record| index.id(record).to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(found(&then), found(&copy), "{query} as of {date}");
        }
    }
}

const QUERIES: &[&str] = &[
    "ceasefire",
    "ceas",
    "s",
    "\"prisoners of war\"",
    "witkoff",
    "person:witkoff not is:quote",
    "mentions:trump",
    "with:ushakov",
    "topic:territory since:2025-08",
    "party:russia place:moscow",
    "kind:talks is:planned",
    "sources:>1",
    "source:tass or source:axios",
    "has:outcome",
    "is:disputed",
    "proposal:us-plan",
    "on:2025-11",
    "stance:rejects",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn known_records_stay_known(day in 0u64..520, later in 1u64..200) {
        let date = |days: u64| (chrono::NaiveDate::from_ymd_opt(2025, 2, 1).expect("a day") + chrono::Days::new(days)).to_string();
        let (then, after) = (as_of(&date(day)), as_of(&date(day + later)));
        for record in then.records() {
            prop_assert!(after.find(then.dataset.record_id(record)).is_some());
        }
        prop_assert!(then.len() <= after.len() && after.len() <= shipped().len());
    }
}
