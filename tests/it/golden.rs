//! Whole files: a dataset that holds every key once, each with a value of its own, in every format. Columns or keys that are
//! swapped, lost or made up show.

use std::collections::BTreeSet;

use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::export::FORMATS;
use insta::assert_snapshot;
use serde_json::Value;

use crate::cli::demarche;
use crate::support::ids;

const FULL: &str = include_str!("data/full.toml");
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/data/full.toml");

fn out(args: &[&str]) -> String {
    let ran = demarche(args);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("UTF-8")
}

#[test]
fn every_format_writes_the_whole_dataset() {
    for format in FORMATS {
        // The program's version is not what is compared.
        let text = out(&["export", PATH, "-f", format.name]).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        assert_snapshot!(format!("golden-{}", format.name), text.replace('\r', "␍"));
    }
}

#[test]
fn a_long_listing_and_the_counts_tell_the_whole_dataset() {
    assert_snapshot!("golden-long", out(&["list", PATH, "--long"]));
    assert_snapshot!("golden-short", out(&["list", PATH]));
    assert_snapshot!("golden-stats", out(&["stats", PATH]));
}

#[test]
fn what_is_written_as_toml_is_the_same_dataset() {
    let written = out(&["export", PATH, "-f", "toml"]);
    let loaded = load_texts(vec![FileText { name: "again.toml".into(), text: written.clone() }]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.faults);
    let file: toml::Table = written.parse().expect("TOML");
    let whole: toml::Table = FULL.parse().expect("TOML");
    for (table, value) in &whole {
        // Views of the whole may name what is not in a part.
        if table != "view" {
            assert_eq!(without_order(value), without_order(&file[table]), "{table}");
        }
    }
    let index = demarche::index::Index::new(std::sync::Arc::new(loaded.dataset));
    assert_eq!(ids(&index, ""), ids(&crate::support::indexed(FULL), ""));
}

/// A value with its records in the order of their ids, and dates and numbers as text: an export writes records in the order of
/// time, and of two ways to write the same the shorter.
fn without_order(value: &toml::Value) -> toml::Value {
    match value {
        toml::Value::Array(rows) => {
            let mut rows: Vec<toml::Value> = rows.iter().map(without_order).collect();
            for row in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
                // Without an id it is counted; what is written has it.
                if row.contains_key("text") && row.contains_key("fidelity") && !row.contains_key("id") {
                    row.insert("id".into(), "race#1".into());
                }
            }
            rows.sort_by_key(|row| row.get("id").map(ToString::to_string));
            toml::Value::Array(rows)
        }
        toml::Value::Table(table) => {
            toml::Value::Table(table.iter().map(|(key, value)| (key.clone(), without_order(value))).collect())
        }
        toml::Value::Datetime(_) | toml::Value::Integer(_) => toml::Value::String(value.to_string()),
        _ => value.clone(),
    }
}

/// All keys below a value of the file, as the path of their tables.
fn keys(value: &toml::Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, inner) in table {
                found.insert(format!("{at}.{key}"));
                keys(inner, &format!("{at}.{key}"), found);
            }
        }
        toml::Value::Array(rows) => rows.iter().for_each(|row| keys(row, at, found)),
        _ => {}
    }
}

#[test]
fn the_dataset_holds_every_key_of_the_format() {
    let schema: Value = serde_json::from_str(&out(&["schema"])).expect("JSON");
    let file: toml::Value = toml::Value::Table(FULL.parse().expect("TOML"));
    let mut held = BTreeSet::new();
    keys(&file, "", &mut held);
    // Keys by their own name: the tables that hold them are named in the schema as its types are.
    let held: BTreeSet<&str> = held.iter().filter_map(|path| path.rsplit('.').next()).collect();
    let mut missing = Vec::new();
    let tables = schema["$defs"].as_object().expect("tables").iter().map(|(name, table)| (name.as_str(), table));
    for (name, table) in tables.chain([("the file", &schema)]) {
        for key in table["properties"].as_object().into_iter().flat_map(serde_json::Map::keys) {
            if !held.contains(key.as_str()) && !key.starts_with('$') {
                missing.push(format!("{name}: {key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_column_is_empty_in_the_whole_dataset() {
    let text = out(&["export", PATH, "-f", "csv", "--with-context", "-q", "-id:talks"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let all = out(&["export", PATH, "-f", "csv"]);
    let mut all = csv::Reader::from_reader(all.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.into_iter().chain(all.records().map(|row| row.expect("a row"))).collect();
    let empty: Vec<&str> = headers
        .iter()
        .enumerate()
        .filter(|(column, _)| rows.iter().all(|row| row[*column].is_empty()))
        .map(|(_, name)| name)
        .collect();
    assert_eq!(empty, Vec::<&str>::new());
}
