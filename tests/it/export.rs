//! Exports, read back with libraries for each format.

use std::collections::HashSet;

use demarche::dataset::load_texts;
use demarche::diagnostic::{FileText, Severity};
use demarche::export::{Export, FORMATS, RecordKind, find};
use demarche::index::Index;
use demarche::query::{parse, print::print};
use insta::assert_snapshot;
use serde_json::Value;

use crate::support::csv::CsvTable;
use crate::support::exports::{export_of, written};
use crate::support::{Screen, ids, indexed, select, shipped};

fn export(index: &Index, query: &str, format: &str, with_context: bool, part: Option<RecordKind>) -> String {
    let selection = select(index, query).expect(query);
    let printed = print(&parse(query).expect(query));
    written(&Export { with_context, part, ..export_of(index, &selection, &printed) }, format)
}

fn small() -> Index {
    indexed(include_str!("data/small.toml"))
}

#[test]
fn every_format_has_provenance() {
    for format in FORMATS {
        let text = export(shipped(), "person:ushakov since:2025-12-02", format.name, false, None);
        for part in [
            "Talks on ending Russia's war in Ukraine",
            shipped().dataset.about.version.as_deref().expect("a version"),
            "person:ushakov since:2025-12-02",
            &shipped().len().to_string(),
            "2026-01-01T00:00:00Z",
        ] {
            assert!(text.contains(part), "{} does not contain {part}", format.name);
        }
        assert_eq!(
            text,
            export(shipped(), "person:ushakov since:2025-12-02", format.name, false, None),
            "{} is reproducible",
            format.name
        );
    }
}

#[test]
fn an_empty_selection_is_valid_in_every_format() {
    let query = "kind:vote";
    assert!(ids(shipped(), query).is_empty());
    serde_json::from_str::<Value>(&export(shipped(), query, "json", false, None)).expect("JSON");
    assert_eq!(export(shipped(), query, "jsonl", false, None), "");
    assert_eq!(CsvTable::read(&export(shipped(), query, "csv", false, None)).rows.len(), 0);
    let again =
        load_texts(vec![FileText { name: "x.toml".into(), text: export(shipped(), query, "toml", false, None) }]);
    assert!(!again.has_errors(), "{:?}", again.faults);
}

#[test]
fn json_and_json_lines_have_exactly_the_selected_records() {
    for query in ["", "topic:territory", "by:ushakov or by:peskov", "status:cancelled"] {
        let json: Value = serde_json::from_str(&export(shipped(), query, "json", false, None)).expect("JSON");
        let listed: Vec<&str> = json["records"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|record| record["id"].as_str().expect("an id"))
            .collect();
        assert_eq!(listed, ids(shipped(), query));
        let lines = export(shipped(), query, "jsonl", false, None);
        let record = |line: &str| {
            let mut record: Value = serde_json::from_str(line).expect("a line of JSON");
            for column in ["dataset", "query", "exported"] {
                let removed = record.as_object_mut().and_then(|keys| keys.shift_remove(column));
                assert!(removed.is_some(), "every line has its {column}");
            }
            record
        };
        let records: Vec<Value> = lines.lines().map(record).collect();
        assert_eq!(&Value::Array(records), &json["records"]);
    }
}

#[test]
fn parties_people_and_places_have_wikidata_items() {
    let text = r#"
[dataset]
title = "T"
[party.p]
name = "Party"
wikidata = "Q1"
[person.a]
name = "A"
party = "p"
wikidata = "Q2"
[place.x]
name = "X"
wikidata = "Q3"
[person.none]
name = "None"
[[event]]
id = "e"
title = "E"
kind = "talks"
when = 2025-01-01
place = "x"
delegations = [{ party = "p", people = ["a", "none"] }]
"#;
    let index = indexed(text);
    let json: Value = serde_json::from_str(&export(&index, "", "json", false, None)).expect("JSON");
    let event = &json["records"][0];
    let side = &event["delegations"][0];
    let items = [&side["party"]["wikidata"], &side["people"][0]["wikidata"], &event["place"]["wikidata"]];
    assert_eq!(items, ["Q1", "Q2", "Q3"]);
    assert_eq!(side["people"][1].get("wikidata"), None, "unknown items are omitted");
    let written = export(&index, "", "toml", false, None);
    for item in ["Q1", "Q2", "Q3"] {
        assert!(written.contains(&format!("wikidata = \"{item}\"")), "{item} is missing: {written}");
    }
}

#[test]
fn context_is_exported_only_on_request() {
    let without: Value = serde_json::from_str(&export(shipped(), "by:ushakov", "json", false, None)).expect("JSON");
    let with: Value = serde_json::from_str(&export(shipped(), "by:ushakov", "json", true, None)).expect("JSON");
    let count = |json: &Value, context: bool| {
        json["records"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|record| record["context"].as_bool().unwrap_or(false) == context)
            .count()
    };
    assert_eq!(count(&without, true), 0);
    assert!(count(&with, true) > 0);
    assert_eq!(count(&with, false), count(&without, false));
    assert_eq!(with["provenance"]["context"], count(&with, true));
}

#[test]
fn csv_reads_back_and_contains_no_formula() {
    let table = CsvTable::read(&export(&small(), "", "csv", false, None));
    let read: Vec<&str> = table.rows.iter().map(|row| table.cell(row, "id")).collect();
    assert_eq!(read, ids(&small(), ""));
    for row in &table.rows {
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let formula = table.rows.iter().find(|row| table.cell(row, "id") == "quote#1").expect("the quote");
    assert_eq!(table.cell(formula, "text"), "'=1+1 is two");
    let events = export(&small(), "", "csv", false, Some(RecordKind::Events));
    assert_eq!(CsvTable::read(&events).rows.len(), 4);
}

#[test]
fn toml_loads_again_and_queries_select_the_same() {
    let queries = [
        "",
        "person:ushakov",
        "by:putin topic:territory",
        "party:us -kind:talks",
        "on:2025-12-02",
        "since:2025-12-03 is:quote",
        "status:cancelled,postponed",
        "source:novaya",
        "territory or \"a lot of work\"",
        "proposal:us-plan@19",
        "place:geneva -person:kellogg",
        "has:claim",
    ];
    for query in queries {
        for with_context in [false, true] {
            let text = export(shipped(), query, "toml", with_context, None);
            let again = load_texts(vec![FileText { name: "again.toml".into(), text: text.clone() }]);
            let errors: Vec<_> = again.faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{query}: {errors:#?}");
            let again = Index::new(std::sync::Arc::new(again.dataset));
            let (mut now, mut before) = (ids(&again, query), ids(shipped(), query));
            // Simultaneous records are in file order, which differs in the written file.
            now.sort();
            before.sort();
            assert_eq!(now, before, "{query}, context {with_context}");
        }
    }
}

#[test]
fn whole_dataset_round_trips_through_toml() {
    for index in [&small(), shipped()] {
        let first = demarche::dataset::write::write(&index.dataset, &[]);
        let again = load_texts(vec![FileText { name: "again.toml".into(), text: first.clone() }]);
        assert!(!again.has_errors(), "{:#?}", again.faults);
        assert_eq!(demarche::dataset::write::write(&again.dataset, &[]), first);
        assert_eq!(again.dataset.events.len(), index.dataset.events.len());
        assert_eq!(again.dataset.views.len(), index.dataset.views.len());
    }
}

#[test]
fn markdown_is_a_brief_with_numbered_sources() {
    assert_snapshot!(export(&small(), "", "markdown", false, None));
    let text = export(shipped(), "", "markdown", false, None);
    let defined: HashSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]:")).map(|(number, _)| number).collect();
    let used: HashSet<&str> =
        text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(number, _)| number).collect();
    assert_eq!(defined, used);
}

#[test]
fn only_verbatim_quotes_and_fragments_have_quotation_marks() {
    for (format, quoted, paraphrased) in [
        ("markdown", "“The river is ours, and Béla's too”", "(paraphrase) It went well"),
        ("jsonl", "“The river is ours", "(paraphrase) It went well"),
    ] {
        let text = export(&small(), "", format, false, None);
        assert!(text.contains(quoted) && text.contains(paraphrased), "{format}: {text}");
        assert!(!text.contains("“It went well"), "{format}");
    }
}

#[test]
fn hostile_text_is_escaped() {
    let hostile = "[dataset]\ntitle = \"<b>T</b> `x` *y*\"\n[person.p]\nname = \"P [x](http://evil)\"\n\
                   [[quote]]\nspeaker = \"p\"\ntext = \"\\u001b[31mred\\u202e # <script>alert(1)</script> 1. x\"\n";
    let index = indexed(hostile);
    for format in FORMATS {
        let text = export(&index, "", format.name, false, None);
        assert!(!text.contains('\u{1b}'), "{} contains an escape sequence", format.name);
    }
    let text = export(&index, "", "markdown", false, None);
    assert!(!text.contains("<script>") && !text.contains("<b>") && !text.contains("[x](http"), "{text}");
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn copied_record_is_markdown() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `kremlin-talks` Enter");
    let copied = screen.copied("Y");
    assert!(copied.starts_with("# Talks on ending") && copied.contains("\n### Putin receives Witkoff"), "{copied}");
}

#[test]
fn format_is_found_by_name_and_extension() {
    for format in FORMATS {
        for name in [format.name, format.extension] {
            assert_eq!(find(name).map(|found| found.name), Some(format.name));
        }
    }
    assert!(find("txt").is_none());
}

#[test]
fn csv_columns_have_the_right_fields() {
    let table = CsvTable::read(&export(&small(), "", "csv", false, None));
    let cells = |id: &str| -> Vec<(String, String)> {
        let row = table.rows.iter().find(|row| &row[0] == id).expect(id);
        let cells = table.headers.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    let of = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let from = [("dataset", "Small talks, version 1"), ("query", "[8 of 8]"), ("exported", "2026-01-01T00:00:00Z")];
    let event = [
        ("id", "race"),
        ("type", "event"),
        ("when", "2025-07"),
        ("when_in_words", "July 2025"),
        ("earliest", "2025-07-01T00:00:00"),
        ("latest", "2025-08-01T00:00:00"),
        ("zone", "Europe/Moscow"),
        ("status", "held"),
        ("kind", "regatta"),
        ("title", "Boats race on the river"),
        ("parties", "South; North"),
        ("people", "Béla Szabó; Anna Радова"),
        ("place", "The Yard"),
        ("topics", "Trade"),
        ("sources", "Bulletin"),
        ("earliest_utc", "2025-06-30T21:00:00Z"),
        ("latest_utc", "2025-07-31T21:00:00Z"),
        ("earliest_widened", "2025-07-01T00:00:00"),
        ("latest_widened", "2025-08-01T00:00:00"),
        ("earliest_widened_utc", "2025-06-30T21:00:00Z"),
        ("latest_widened_utc", "2025-07-31T21:00:00Z"),
        ("known_from", "2025-07-31T00:00:00"),
        ("known_to", "2025-08-01T00:00:00"),
        ("kind_id", "regatta"),
        ("place_id", "yard"),
        ("person_ids", "bela"),
        ("participant_ids", "bela"),
        ("party_ids", "south north"),
        ("topic_ids", "trade"),
        ("source_ids", "bulletin"),
        ("source_classes", "official"),
        ("origins", "1"),
        ("best_reliability", "A"),
        ("properties", "event"),
        ("parts", "source archive place"),
    ];
    assert_eq!(cells("race"), of(&[&event[..], &from[..]].concat()));
    let quote = [
        ("id", "talks#2"),
        ("type", "quote"),
        ("when", "2025-06-12"),
        ("when_in_words", "Thu 12 June 2025"),
        ("earliest", "2025-06-12T00:00:00"),
        ("latest", "2025-06-13T00:00:00"),
        ("zone", "Europe/Brussels"),
        ("text", "we will not sell the land"),
        ("speaker", "Béla Szabó"),
        ("role", "Speaker"),
        ("party", "South"),
        ("place", "The Hall, Brussels"),
        ("topics", "Land; Trade"),
        ("proposals", "treaty@2"),
        ("stance", "Land: rejects"),
        ("fidelity", "fragment"),
        ("event_id", "talks"),
        ("outlet", "Morning Radio"),
        ("caveats", "disputes Anna Радова (anna-yes)"),
        ("disputes", "anna-yes"),
        ("sources", "Bulletin"),
        ("earliest_utc", "2025-06-11T22:00:00Z"),
        ("latest_utc", "2025-06-12T22:00:00Z"),
        ("earliest_widened", "2025-06-12T00:00:00"),
        ("latest_widened", "2025-06-13T00:00:00"),
        ("earliest_widened_utc", "2025-06-11T22:00:00Z"),
        ("latest_widened_utc", "2025-06-12T22:00:00Z"),
        ("known_from", "2025-06-12T00:00:00"),
        ("known_to", "2025-06-13T00:00:00"),
        ("place_id", "hall"),
        ("speaker_id", "bela"),
        ("person_ids", "bela"),
        ("participant_ids", "anna bela cyril"),
        ("party_ids", "south"),
        ("topic_ids", "land trade"),
        ("proposal_ids", "treaty@2"),
        ("stance_ids", "land:rejects"),
        ("source_ids", "bulletin"),
        ("source_classes", "official"),
        ("origins", "1"),
        ("best_reliability", "A"),
        ("properties", "quote disputed"),
        ("parts", "source archive place proposal"),
    ];
    assert_eq!(cells("talks#2"), of(&[&quote[..], &from[..]].concat()));
    let talks = cells("talks");
    assert!(
        talks.contains(&("urls".into(), "https://example.org/talks https://example.org/again".into())),
        "{talks:?}"
    );
    let anna = cells("anna-yes");
    for (name, cell) in [
        ("channel", "briefing"),
        ("act", "announce"),
        ("language", "ru-RU"),
        ("translated", "outlet"),
        ("original", "Река наша"),
    ] {
        assert!(anna.contains(&(name.into(), cell.into())), "{name}: {anna:?}");
    }
}
