//! The Data Package descriptor: it describes exactly the files that are exported, and the shipped one is up to date.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use serde_json::Value;

use crate::support::csv::CsvTable;
use crate::support::files::{DataFile, FULL_FILE};
use crate::support::program::{left_out, stdout, stdout_of};

/// The descriptor of a dataset.
fn package(data: &[&str]) -> Value {
    let text = stdout(&[&["export", "-f", "datapackage"], data].concat());
    serde_json::from_str(&text).expect("JSON")
}

/// The fields of a resource: name and type.
fn fields(package: &Value, resource: &str) -> Vec<(String, String)> {
    let resources = package["resources"].as_array().expect("resources");
    let resource = resources.iter().find(|found| found["path"] == resource).expect("a resource");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let fields = resource["schema"]["fields"].as_array().expect("fields");
    assert!(fields.iter().all(|field| !text(&field["description"]).is_empty()), "{fields:?}");
    fields.iter().map(|field| (text(&field["name"]), text(&field["type"]))).collect()
}

#[test]
fn shipped_descriptor_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let citation = std::fs::read_to_string(folder.join("CITATION.cff")).expect("a file");
    let released = citation.lines().find_map(|line| line.strip_prefix("date-released: ")).expect("a date");
    let released: NaiveDate = released.parse().expect("a date");
    let time = released.and_hms_opt(0, 0, 0).expect("midnight").and_utc().timestamp().to_string();
    let written = stdout_of(
        Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["export", "-f", "datapackage"])
            .env("SOURCE_DATE_EPOCH", &time)
            .output()
            .expect("started"),
    );
    let shipped = std::fs::read_to_string(folder.join("datapackage.json")).expect("a file");
    assert!(
        written == shipped,
        "run: SOURCE_DATE_EPOCH={time} demarche export -f datapackage -o data/datapackage.json --force"
    );
}

#[test]
fn descriptor_follows_the_standard() {
    let shipped = package(&[]);
    assert_eq!(shipped["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_eq!(shipped["name"], "talks-on-ending-russia-s-war-in-ukraine");
    assert_eq!(shipped["version"], "2.0.0");
    assert_eq!(shipped["licenses"][0]["name"], "CC-BY-4.0");
    assert_eq!(shipped["created"], "2026-01-01T00:00:00Z");
    let filtered = package(&["-q", "by:putin since:2025-12-01"]);
    assert_eq!(filtered["provenance"]["query"], "by:putin since:2025-12-01");
    let file = DataFile::new("[dataset]\ntitle = \"Переговоры (2)!\"\nlicense = \"Open (mine)\"\n");
    let odd = package(&[file.path()]);
    assert_eq!(odd["name"], "peregovory-2");
    assert_eq!(odd["licenses"][0], serde_json::json!({ "name": "Open--mine-", "title": "Open (mine)" }));
    assert!(odd.get("version").is_none() && odd.get("contributors").is_none(), "{odd}");
    let types = "string boolean integer datetime object array".split(' ').collect::<Vec<_>>();
    for resource in ["records.csv", "records.jsonl"] {
        for (name, kind) in fields(&shipped, resource) {
            assert!(types.contains(&&*kind), "{name}: {kind}");
        }
    }
}

#[test]
fn csv_has_the_columns_of_the_descriptor() {
    for data in [&[FULL_FILE][..], &[]] {
        let fields = fields(&package(data), "records.csv");
        let table = CsvTable::read(&stdout(&[&["export", "-f", "csv"], data].concat()));
        assert!(table.headers.iter().eq(fields.iter().map(|(name, _)| name.as_str())));
        for row in &table.rows {
            for ((name, kind), cell) in fields.iter().zip(row) {
                let time = || {
                    cell.parse::<chrono::NaiveDateTime>().is_ok()
                        || cell.parse::<chrono::DateTime<chrono::Utc>>().is_ok()
                };
                match kind.as_str() {
                    "datetime" => assert!(cell.is_empty() || time(), "{name}: {cell}"),
                    "integer" => assert!(cell.is_empty() || cell.parse::<u64>().is_ok(), "{name}: {cell}"),
                    "boolean" => assert!(cell.is_empty() || cell == "yes", "{name}: {cell}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn json_lines_have_the_fields_of_the_descriptor() {
    let mut seen = std::collections::BTreeSet::new();
    for data in [&[FULL_FILE, "--with-context", "-q", "-id:talks"][..], &[FULL_FILE], &[]] {
        let fields: BTreeMap<String, String> = fields(&package(data), "records.jsonl").into_iter().collect();
        for line in stdout(&[&["export", "-f", "jsonl"], data].concat()).lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            for (key, value) in line.as_object().expect("an object") {
                let kind = match value {
                    Value::String(text) if text.parse::<chrono::NaiveDateTime>().is_ok() => "datetime",
                    Value::String(text) if text.parse::<chrono::DateTime<chrono::Utc>>().is_ok() => "datetime",
                    Value::String(_) => "string",
                    Value::Number(_) => "integer",
                    Value::Bool(_) => "boolean",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                    Value::Null => "other",
                };
                assert_eq!(fields.get(key).map(String::as_str), Some(kind), "{key}");
                seen.insert(key.clone());
            }
        }
        // The full dataset has every key.
        if data.len() < 2 && !data.is_empty() {
            let missing: Vec<&String> = fields.keys().filter(|name| !seen.contains(*name)).collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}

#[test]
fn vocabularies_of_the_descriptor_are_complete() {
    let package = package(&[FULL_FILE]);
    for resource in package["resources"].as_array().expect("resources") {
        for field in resource["schema"]["fields"].as_array().expect("fields") {
            let words = |name: &str| {
                let words = field["constraints"]["enum"].as_array().map_or(0, Vec::len);
                (field["name"] == name).then_some(words)
            };
            for (name, count) in [("type", 2), ("status", 7)] {
                assert!(words(name).is_none_or(|words| words == count), "{field}");
            }
            for name in ["act", "channel", "fidelity", "translated", "result"] {
                assert!(words(name).is_none_or(|words| words > 1), "{field}");
            }
        }
    }
}

#[test]
fn frictionless_accepts_an_exported_folder() {
    for data in [&[][..], &[FULL_FILE]] {
        let folder = tempfile::tempdir().expect("a folder");
        for file in ["records.csv", "records.jsonl", "datapackage.json"] {
            let file = folder.path().join(file);
            stdout(&[&["export", "-o", file.to_str().expect("UTF-8")], data].concat());
        }
        let validate = |file: &str| {
            Command::new("frictionless").args(["validate", "--json", file]).current_dir(folder.path()).output()
        };
        let Ok(run) = validate("datapackage.json") else {
            return left_out("Frictionless (pip install 'frictionless[json]')");
        };
        let report = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{report}{}", String::from_utf8_lossy(&run.stderr));
        assert!(report.contains("records.csv") && report.contains("records.jsonl"), "{report}");
        // A control: a wrong cell is found.
        let table = folder.path().join("records.csv");
        let wrong = std::fs::read_to_string(&table).expect("a file").replace(",event,", ",evnet,");
        std::fs::write(&table, wrong).expect("written");
        assert!(!validate("datapackage.json").expect("started").status.success());
    }
}
