//! A dataset. Its text is that of one file, or of several with a line `#file` between them; bytes that are no UTF-8 are read from
//! a file.
//!
//! * Every fault has its place inside the text, and no report holds anything that a terminal would act upon.
//! * What loaded is written as a dataset that loads without errors to the same records in the same order, and is written again
//!   as the same text.

use std::fs;
use std::sync::Arc;

use demarche::dataset::{DataFiles, Loaded, load, load_texts, write};
use demarche::diagnostic::{FileText, Severity, one_line, report};
use demarche::index::Index;
use demarche::sanitize::is_hostile;
use demarche::workspace::{self, Workspace};

use crate::Target;

/// The target.
pub const TARGET: Target = Target { name: "load", check, words };

/// The most faults of a dataset of which the reports are made.
const MAX_REPORTS: usize = 40;

fn check(input: &[u8]) {
    let loaded = match std::str::from_utf8(input) {
        Ok(text) if !text.starts_with('\u{feff}') => load_texts(files(text)),
        _ => from_files(input),
    };
    faults(&loaded);
    let workspace = workspace::from_loaded(loaded);
    faults(&workspace.loaded);
    written_and_read_back(&workspace);
}

/// The files of an input.
pub(crate) fn files(text: &str) -> Vec<FileText> {
    let parts = text.split("#file\n").enumerate();
    parts.map(|(nth, text)| FileText { name: format!("{nth}.toml"), text: text.to_owned() }).collect()
}

fn from_files(input: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, part) in input.split(|byte| *byte == 0xff).enumerate() {
        fs::write(folder.path().join(format!("{nth:03}.toml")), part).expect("written");
    }
    load(&DataFiles::Paths(vec![folder.path().to_owned()]), &|_| {})
}

/// Every fault is inside its text, and harmless when it is reported.
fn faults(loaded: &Loaded) {
    for fault in &loaded.faults {
        for place in fault.place.iter().chain(fault.other.as_ref().map(|(place, _)| place)) {
            let text = &loaded.texts[place.file as usize].text;
            assert!(text.get(place.span()).is_some(), "{fault:?} is outside its text of {} bytes", text.len());
        }
    }
    for fault in loaded.faults.iter().take(MAX_REPORTS) {
        for text in [report(fault, &loaded.texts, false), one_line(fault, &loaded.texts)] {
            let hostile: Vec<char> = text.chars().filter(|c| is_hostile(*c) && *c != '\n').collect();
            assert!(hostile.is_empty(), "{hostile:?} in {text:?}");
            assert!(!text.trim().is_empty());
        }
        assert!(!one_line(fault, &loaded.texts).contains('\n'));
    }
}

fn written_and_read_back(workspace: &Workspace) {
    let index = &workspace.index;
    let written = write::write(&index.dataset, &[]);
    let again = load_texts(vec![FileText { name: "written.toml".into(), text: written.clone() }]);
    let errors: Vec<String> = again
        .faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .map(|fault| report(fault, &again.texts, false))
        .collect();
    assert!(errors.is_empty(), "what was written does not load:\n{}\n{written}", errors.join("\n"));
    let again = Index::new(Arc::new(again.dataset));
    assert_eq!(ids(&again), ids(index), "{written}");
    assert_eq!(write::write(&again.dataset, &[]), written);
}

/// The ids of all records, in order.
pub(crate) fn ids(index: &Index) -> Vec<&str> {
    index.records().map(|record| index.dataset.record_id(record)).collect()
}

/// Tables, keys and values of the data format, from its schema and the tests' datasets.
pub(crate) fn words() -> Vec<String> {
    let mut words = Vec::new();
    collect(&demarche::dataset::schema::schema(), &mut words);
    let tables = words.clone().into_iter().map(|word| format!("\n[{word}.x]\n"));
    let arrays = ["event", "quote", "view", "event.claim", "event.report", "proposal.treaty.version"];
    let arrays = arrays.map(|word| format!("\n[[{word}]]\n"));
    let values = [
        "\"2025-12-02\"",
        "2025-12-02",
        "2025-12-02T10:00:00Z",
        "\"2025-12-02T20:00[Europe/Moscow]\"",
        "\"2025-12~/..\"",
        "\"[2025-01..2025-03]\"",
        "\"\"",
        "\"\"\"",
        "'''",
        "[]",
        "{}",
        "[{ }]",
        "true",
        "1",
        "1e400",
        "nan",
        "\\u202e",
        "\\u0000",
        "\\u001b[31m",
        "\n#file\n",
        "[dataset]\n",
        "timezone = \"Pacific/Apia\"\n",
        "id = \"talks\"\n",
        "parent = \"river\"\n",
        "event = \"talks\"\n",
        "follows = [\"race\"]\n",
        "format = 2\n",
    ];
    let values = values.map(ToOwned::to_owned);
    let tables: Vec<String> = tables.collect();
    words.into_iter().chain(tables).chain(arrays).chain(values).collect()
}

/// The names of properties and the values of vocabularies in a schema.
fn collect(schema: &serde_json::Value, words: &mut Vec<String>) {
    match schema {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if key == "properties"
                    && let Some(properties) = value.as_object()
                {
                    words.extend(properties.keys().cloned());
                }
                if matches!(key.as_str(), "enum" | "const") {
                    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    words.extend(values.iter().filter_map(|value| value.as_str()).map(ToOwned::to_owned));
                }
                collect(value, words);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}
