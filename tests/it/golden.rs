//! Golden files: a dataset in which every key has a distinct value, in every format, to detect swapped, missing or additional
//! columns and keys.

use std::collections::BTreeSet;

use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::export::FORMATS;
use insta::assert_snapshot;
use serde_json::Value;

use crate::support::csv::CsvTable;
use crate::support::files::{FULL, FULL_FILE};
use crate::support::ids;
use crate::support::program::stdout;

#[test]
fn every_format_writes_the_whole_dataset() {
    for format in FORMATS {
        // The snapshot must not depend on the version of the program.
        let text = stdout(&["export", FULL_FILE, "-f", format.name]).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        assert_snapshot!(format!("golden-{}", format.name), text.replace('\r', "␍"));
    }
}

#[test]
fn long_listing_and_counts_of_the_whole_dataset() {
    assert_snapshot!("golden-long", stdout(&["list", FULL_FILE, "--long"]));
    assert_snapshot!("golden-short", stdout(&["list", FULL_FILE]));
    assert_snapshot!("golden-stats", stdout(&["stats", FULL_FILE]));
}

#[test]
fn toml_export_is_the_same_dataset() {
    let written = stdout(&["export", FULL_FILE, "-f", "toml"]);
    let loaded = load_texts(vec![FileText { name: "again.toml".into(), text: written.clone() }]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.faults);
    let file: toml::Table = written.parse().expect("TOML");
    let whole: toml::Table = FULL.parse().expect("TOML");
    for (table, value) in &whole {
        // Views are not exported, because they may refer to records that are not.
        if table != "view" {
            assert_eq!(without_order(value), without_order(&file[table]), "{table}");
        }
    }
    let index = demarche::index::Index::new(std::sync::Arc::new(loaded.dataset));
    assert_eq!(ids(&index, ""), ids(&crate::support::indexed(FULL), ""));
}

/// A value with its records sorted by id, and with dates and numbers as text, because exports are in chronological order and
/// use the shortest notation.
fn without_order(value: &toml::Value) -> toml::Value {
    match value {
        toml::Value::Array(rows) => {
            let mut rows: Vec<toml::Value> = rows.iter().map(without_order).collect();
            for row in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
                // The export writes generated ids.
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

/// All keys below a value, as paths.
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
fn dataset_has_every_key_of_the_format() {
    let schema: Value = serde_json::from_str(&stdout(&["schema"])).expect("JSON");
    let file: toml::Value = toml::Value::Table(FULL.parse().expect("TOML"));
    let mut present = BTreeSet::new();
    keys(&file, "", &mut present);
    // Only the last segment, because tables in the schema have the names of types.
    let present: BTreeSet<&str> = present.iter().filter_map(|path| path.rsplit('.').next()).collect();
    let mut missing = Vec::new();
    let tables = schema["$defs"].as_object().expect("tables").iter().map(|(name, table)| (name.as_str(), table));
    for (name, table) in tables.chain([("the file", &schema)]) {
        for key in table["properties"].as_object().into_iter().flat_map(serde_json::Map::keys) {
            if !present.contains(key.as_str()) && !key.starts_with('$') {
                missing.push(format!("{name}: {key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_csv_column_is_empty() {
    let some = CsvTable::read(&stdout(&["export", FULL_FILE, "-f", "csv", "--with-context", "-q", "-id:talks"]));
    let all = CsvTable::read(&stdout(&["export", FULL_FILE, "-f", "csv"]));
    assert_eq!(some.headers, all.headers);
    let empty: Vec<&str> = all
        .headers
        .iter()
        .enumerate()
        .filter(|(column, _)| some.rows.iter().chain(&all.rows).all(|row| row[*column].is_empty()))
        .map(|(_, name)| name)
        .collect();
    assert_eq!(empty, Vec::<&str>::new());
}
