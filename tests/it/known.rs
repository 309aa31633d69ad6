//! The reference date, for each key of the data: the period during which a value was publicly known.

use chrono::NaiveDate;
use demarche::export::Export;
use demarche::index::Index;
use demarche::query::{AsOf, Value, parse, print::print};
use serde_json::Value as Json;

use crate::support::exports::{export_of, written};
use crate::support::{date, ids, indexed, select};

fn data() -> Index {
    indexed(include_str!("data/known.toml"))
}

/// Key; a query that matches its value; the record; the first day on which it matches, and the first on which it no longer
/// does.
const KEYS: &[(&str, &str, &str, &str, &str)] = &[
    ("the event", "id:talks", "talks", "2025-06-01", ""),
    ("known", "id:walk", "walk", "2025-08-15", ""),
    ("title", "walk", "walk", "2025-08-15", ""),
    ("status of the first report", "status:planned", "talks", "2025-06-01", "2025-06-05"),
    ("status of the second report", "status:postponed", "talks", "2025-06-05", "2025-06-20"),
    ("status", "status:held", "talks", "2025-06-20", ""),
    ("place of the first report", "place:yard", "talks", "2025-06-01", "2025-06-05"),
    ("place", "place:hall", "talks", "2025-06-05", ""),
    ("when of the first report", "on:2025-06-08", "talks", "2025-06-01", "2025-06-05"),
    ("when", "on:2025-06-10", "talks", "2025-06-05", ""),
    ("result", "result:partial", "talks", "2025-06-20", ""),
    ("result, whether there is one", "has:result", "talks", "2025-06-20", ""),
    ("outcome", "outcome:lamps", "talks", "2025-06-20", ""),
    ("outcome, whether there is one", "has:outcome", "talks", "2025-06-20", ""),
    ("outcome, in words", "lamps", "talks", "2025-06-20", ""),
    ("summary, in words", "stove", "talks", "2025-06-20", ""),
    ("note", "has:note", "talks", "2025-06-20", ""),
    ("note, in words", "diary", "talks", "2025-06-20", ""),
    ("claim", "has:claim", "talks", "2025-06-20", ""),
    ("sources, the first", "source:announcement", "talks", "2025-06-01", ""),
    ("sources, of the final word", "source:account", "talks", "2025-06-20", ""),
    ("sources, a later one", "source:memoir", "talks", "2025-08-01", ""),
    ("sources, one without a date", "source:undated", "talks", "2025-06-20", ""),
    ("sources, their titles in words", "\"told at last\"", "talks", "2025-08-01", ""),
    ("delegations", "person:anna", "talks", "2025-06-01", ""),
    ("topics", "topic:river", "talks", "2025-06-01", ""),
    ("proposals", "proposal:plan@1", "talks", "2025-06-01", ""),
    ("published of a version", "proposal:plan@2", "talks", "2025-07-01", ""),
    ("summary, at the end of the event if no source is dated", "pond", "walk", "2025-09-01", ""),
    ("sources, at the end of the event if no source is dated", "source:undated", "walk", "2025-09-01", ""),
    ("status, planned until the day", "status:planned", "walk", "2025-08-15", "2025-09-01"),
    ("status, held after the day", "status:held", "walk", "2025-09-01", ""),
    ("status, planned until reported otherwise", "status:planned", "dinner", "2025-09-15", "2025-10-01"),
    ("status, cancelled", "status:cancelled", "dinner", "2025-10-01", ""),
    ("published of a quote", "burned", "secret", "2025-07-15", ""),
    ("sources of a quote", "source:account", "spoken", "2025-06-20", ""),
    ("sources of a quote, a later one", "source:memoir", "secret", "2025-08-01", ""),
    ("a quote, by its source", "good", "spoken", "2025-06-20", ""),
];

#[test]
fn each_key_is_visible_from_the_day_it_became_known() {
    let index = data();
    let first = NaiveDate::from_ymd_opt(2025, 5, 28).expect("a day");
    for (key, query, record, from, until) in KEYS {
        for day in first.iter_days().take(140).map(|day| day.to_string()) {
            let found = ids(&index, &format!("asof:{day} {query}")).iter().any(|id| id == record);
            let expected = day.as_str() >= *from && (until.is_empty() || day.as_str() < *until);
            assert_eq!(found, expected, "{key} on {day}");
        }
        assert_eq!(
            ids(&index, query).iter().any(|id| id == record),
            until.is_empty(),
            "{key} without a reference date"
        );
    }
}

#[test]
fn an_event_is_ongoing_between_its_start_and_its_end() {
    let index = data();
    let status = |time: &str| {
        ["planned", "ongoing", "held"]
            .into_iter()
            .filter(|status| !ids(&index, &format!("asof:2025-09-01{time} id:walk status:{status}")).is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(status("T09:58"), "planned");
    assert_eq!(status("T10:01"), "ongoing");
    assert_eq!(status("T15:58"), "ongoing");
    assert_eq!(status("T16:00"), "held");
    assert_eq!(status(""), "held");
}

/// A record in JSON, exported as of a date.
fn exported(date: &str, id: &str) -> Json {
    let whole = data();
    let index = whole.as_of(self::date(date));
    let selection = select(&index, &format!("id:{id}")).expect("a query");
    let query = print(&parse(&format!("id:{id}")).expect("a query"));
    let export = Export { as_of: Some(date.to_owned()), ..export_of(&index, &selection, &query) };
    let export = written(&export, "json");
    let export: Json = serde_json::from_str(&export).expect("JSON");
    export["records"][0].clone()
}

#[test]
fn fields_are_not_exported_before_they_were_known() {
    // On the day before the final word, and on that day.
    for key in ["duration", "outcome", "result", "summary", "note"] {
        assert!(exported("2025-06-19", "talks").get(key).is_none_or(Json::is_null), "{key}");
        assert!(exported("2025-06-20", "talks").get(key).is_some_and(|value| !value.is_null()), "{key}");
    }
    let count = |date: &str, key: &str| exported(date, "talks")[key].as_array().map_or(0, Vec::len);
    assert_eq!(
        [count("2025-06-01", "reports"), count("2025-06-04", "reports"), count("2025-06-05", "reports")],
        [1, 1, 2]
    );
    // One of the claims has a later source.
    assert_eq!(
        [count("2025-06-19", "claims"), count("2025-06-20", "claims"), count("2025-08-01", "claims")],
        [0, 1, 2]
    );
    assert_eq!(
        [count("2025-06-01", "sources"), count("2025-06-20", "sources"), count("2025-08-01", "sources")],
        [1, 3, 4]
    );
}

#[test]
fn only_published_versions_are_listed() {
    let whole = data();
    let versions = |date: &str| {
        let as_of = AsOf::parse(&Value { text: date.to_owned(), span: 0..date.len() }, None).expect("a date");
        let index = whole.as_of(as_of.at);
        let plan = index.dataset.proposals.find("plan").expect("the plan");
        index.dataset.proposals[plan]
            .versions
            .iter()
            .map(|version| version.id.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(["2025-04-30", "2025-05-01", "2025-06-30", "2025-07-01"].map(versions), ["", "1", "1", "1 2"]);
}

#[test]
fn reference_date_includes_its_whole_period() {
    let index = data();
    for (date, known) in [
        ("2025-05", 0),
        ("2025-06", 2),
        ("2025-06-01T23:58", 0),
        ("2025-06-01T23:59", 1),
        ("2025-06-02T01:59+02:00", 1),
        ("2025-06-02T01:58+02:00", 0),
        ("2025", 5),
        ("2024", 0),
    ] {
        assert_eq!(ids(&index, &format!("asof:{date}")).len(), known, "{date}");
    }
}
