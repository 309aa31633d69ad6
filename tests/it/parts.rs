//! Parts of a dataset as TOML: a part loads again, the query that made it means the same in it, and quotes keep what they had
//! from events that are not in it.

use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::index::Index;
use serde_json::Value;

use crate::cli::demarche;
use crate::support::{ids, select};

const FULL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/data/full.toml");

/// The part that a query makes of the dataset that holds every key once, and its text.
fn part(query: &str) -> (Index, String) {
    let ran = demarche(&["export", FULL, "-f", "toml", "-q", query]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = String::from_utf8(ran.stdout).expect("UTF-8");
    let loaded = load_texts(vec![FileText { name: "part.toml".into(), text: text.clone() }]);
    assert!(!loaded.has_errors(), "{query}: {:#?}\n{text}", loaded.faults);
    (Index::new(std::sync::Arc::new(loaded.dataset)), text)
}

/// The ids of one of the tables of a part.
fn table(text: &str, name: &str) -> String {
    let file: toml::Table = text.parse().expect("TOML");
    file.get(name)
        .and_then(toml::Value::as_table)
        .map_or(String::new(), |rows| rows.keys().cloned().collect::<Vec<_>>().join(" "))
}

#[test]
fn names_that_only_the_query_needs_are_kept() {
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
fn what_records_refer_to_is_kept_and_nothing_else() {
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

/// The only record of a part, as it is exported to scripts.
fn record(text: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("part.toml");
    std::fs::write(&file, text).expect("written");
    let ran = demarche(&["export", file.to_str().expect("a path"), "-f", "json"]);
    let export: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    export["records"][0].clone()
}

#[test]
fn a_quote_without_its_event_keeps_what_it_had_from_it() {
    let whole = demarche(&["export", FULL, "-f", "json", "-q", "id:bela-lent"]);
    let whole: Value = serde_json::from_slice(&whole.stdout).expect("JSON");
    let whole = &whole["records"][0];
    let alone = record(&part("id:bela-lent").1);
    for key in ["when", "place", "topics", "proposals", "sources", "stances", "text", "party", "act"] {
        assert_eq!(alone[key], whole[key], "{key}");
    }
    assert!(whole["event"].is_object() && alone["event"].is_null());
    // Its own time is read at the event's place, though it was written without a zone.
    assert_eq!(alone["when"]["zone"], "Europe/Oslo");
    // A place of its own stays its own.
    let alone = record(&part("id:anna-well").1);
    assert_eq!(alone["place"]["id"], "port");
    assert_eq!(alone["when"]["raw"], "2025-03-02T09:15");
}

#[test]
fn references_that_lead_out_of_the_part_are_dropped_and_counted() {
    let counted = |query: &str| {
        let text = part(query).1;
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        // The number is the first word of what stands after the colon.
        let left_out = head.iter().find_map(|line| line.split_once(": ").filter(|(name, _)| *name == "# Omitted"));
        left_out.and_then(|(_, rest)| rest.split(' ').next()?.parse::<usize>().ok()).unwrap_or(0)
    };
    assert_eq!(counted(""), 0);
    assert_eq!(counted("id:talks"), 3, "what it follows, is part of and is related to");
    assert_eq!(counted("id:bela-lent"), 4, "its event, and what it disputes, answers and corrects");
    assert_eq!(counted("id:isle-hope-2"), 1, "what it is a rendering of");
    assert_eq!(counted("id:talks,call,round,race"), 0);
    assert_eq!(counted("id:race"), 0);
}

#[test]
fn a_part_says_what_it_is_a_part_of() {
    let (index, text) = part("topic:river asof:2025-12-01");
    let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    for said in ["Full talks", "topic:river", "2025-12-01", "3.1", "CC-BY-4.0", "of 10"] {
        assert!(head.iter().any(|line| line.contains(said)), "{said}: {head:#?}");
    }
    assert_eq!(&*index.dataset.about.title, "Full talks");
    assert!(index.dataset.views.is_empty(), "views may name what is not in it");
}
