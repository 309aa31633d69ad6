//! TOML exports of parts of a dataset: they load again, their query selects the same records, and quotes keep the fields
//! inherited from events that are not included.

use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::index::Index;
use serde_json::Value;

use crate::support::files::{DataFile, FULL_FILE};
use crate::support::program::stdout;
use crate::support::{ids, select};

/// The part of the full dataset that a query selects, with its text.
fn part(query: &str) -> (Index, String) {
    let text = stdout(&["export", FULL_FILE, "-f", "toml", "-q", query]);
    let loaded = load_texts(vec![FileText { name: "part.toml".into(), text: text.clone() }]);
    assert!(!loaded.has_errors(), "{query}: {:#?}\n{text}", loaded.faults);
    (Index::new(std::sync::Arc::new(loaded.dataset)), text)
}

/// The ids in a table of a part.
fn table(text: &str, name: &str) -> String {
    let file: toml::Table = text.parse().expect("TOML");
    file.get(name)
        .and_then(toml::Value::as_table)
        .map_or(String::new(), |rows| rows.keys().cloned().collect::<Vec<_>>().join(" "))
}

#[test]
fn names_used_only_by_the_query_are_included() {
    for query in [
        "id:race -person:dora",
        "id:race -p:anna",
        "id:race -by:isle",
        "id:race -by:bela",
        "id:race -party:ministry",
        "id:race -with:cyril",
        "id:race -to:bela",
        "id:race -for:isle",
        "id:race -mentions:anna",
        "id:race -topic:trade",
        "id:race -place:hall",
        "id:race -proposal:letter",
        "id:race -proposal:treaty@2",
        "id:race -source:wire",
        "id:race -stance:open@trade",
        "id:race (person:dora or -source:wire)",
        "id:race -kind:regatta or place:palermo",
        "is:quote -kind:talks -person:anna,dora",
    ] {
        let (index, text) = part(query);
        assert!(select(&index, query).is_ok(), "{query}:\n{text}");
        let whole = crate::support::indexed(include_str!("data/full.toml"));
        assert_eq!(ids(&index, query), ids(&whole, query), "{query}");
    }
}

#[test]
fn only_referenced_rows_are_included() {
    for (query, tables) in [
        ("id:race", ["south", "emil", "port", "land river", "diary", "", "regatta"]),
        ("id:call", ["isle", "cyril", "", "", "gazette wire", "", ""]),
        ("id:round", ["", "", "", "", "gazette", "", ""]),
        ("id:race#1", ["south", "", "port", "land river", "diary", "", ""]),
        ("id:isle-hope-2", ["isle", "", "", "", "gazette wire", "", ""]),
        (
            "id:anna-well",
            ["isle ministry north south", "anna bela cyril dora", "port", "land river", "diary gazette", "treaty", ""],
        ),
        (
            "id:talks",
            [
                "isle ministry north south",
                "anna bela cyril dora emil",
                "hall port",
                "land river trade",
                "diary gazette wire",
                "letter treaty",
                "",
            ],
        ),
    ] {
        let (_, text) = part(query);
        let found = ["party", "person", "place", "topic", "source", "proposal", "kind"].map(|name| table(&text, name));
        let sorted = found.map(|ids| {
            let mut ids: Vec<&str> = ids.split(' ').collect();
            ids.sort_unstable();
            ids.join(" ")
        });
        assert_eq!(sorted, tables.map(ToOwned::to_owned), "{query}");
    }
}

/// The only record of a part, exported as JSON.
fn record(text: &str) -> Value {
    let file = DataFile::new(text);
    let export: Value = serde_json::from_str(&stdout(&["export", file.path(), "-f", "json"])).expect("JSON");
    export["records"][0].clone()
}

#[test]
fn detached_quote_keeps_inherited_fields() {
    let whole = stdout(&["export", FULL_FILE, "-f", "json", "-q", "id:bela-lent"]);
    let whole: Value = serde_json::from_str(&whole).expect("JSON");
    let whole = &whole["records"][0];
    let alone = record(&part("id:bela-lent").1);
    for key in ["when", "place", "topics", "proposals", "sources", "stances", "text", "party", "act"] {
        assert_eq!(alone[key], whole[key], "{key}");
    }
    assert!(whole["event"].is_object() && alone["event"].is_null());
    // Its own time, written without a zone, is local to the place of the event.
    assert_eq!(alone["when"]["zone"], "Europe/Oslo");
    // Its own place is kept.
    let alone = record(&part("id:anna-well").1);
    assert_eq!(alone["place"]["id"], "port");
    assert_eq!(alone["when"]["raw"], "2025-03-02T09:15");
}

#[test]
fn references_to_omitted_records_are_dropped_and_counted() {
    let counted = |query: &str| {
        let text = part(query).1;
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        // The number is the first word after the colon.
        let left_out = head.iter().find_map(|line| line.split_once(": ").filter(|(name, _)| *name == "# Omitted"));
        left_out.and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok()).unwrap_or(0)
    };
    assert_eq!(counted(""), 0);
    assert_eq!(counted("id:talks"), 3, "follows, part-of and related");
    assert_eq!(counted("id:bela-lent"), 4, "event, disputes, replies-to and corrects");
    assert_eq!(counted("id:isle-hope-2"), 1, "rendering-of");
    assert_eq!(counted("id:talks,call,round,race"), 0);
    assert_eq!(counted("id:race"), 0);
}

#[test]
fn part_has_provenance() {
    let (index, text) = part("topic:river asof:2025-12-01");
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    for expected in ["Full talks", "topic:river", "2025-12-01", "3.1", "CC-BY-4.0", "of 10"] {
        assert!(head.iter().any(|line| line.contains(expected)), "{expected}: {head:#?}");
    }
    assert_eq!(&*index.dataset.about.title, "Full talks");
    assert!(index.dataset.views.is_empty(), "views may refer to records that are not included");
}
