//! An export: after `query: …` in the first line, the text of a dataset. Each format is read back with a library of its own.
//!
//! * All formats have the records that the query selects, in order.
//! * CSV: every row has the same cells, and none that a spreadsheet would evaluate.
//! * JSON and JSON Lines: what `serde_json` reads, with provenance that counts what is there.
//! * TOML: a dataset without errors, with the same records in the same order.
//! * Markdown: no markup but that of the program; titles and URLs are read as they were written.

mod markdown;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use demarche::dataset::load_texts;
use demarche::diagnostic::{FileText, Severity, report};
use demarche::export::sheet::{SHEET_FORMATS, SheetExport};
use demarche::export::{Export, find};
use demarche::index::{Index, Snapshots};
use demarche::lens::{self, LENSES};
use demarche::query::print::print;
use demarche::view::{Answered, Marks, View};
use demarche::workspace;

use crate::Target;
use crate::load::{files, ids};

/// The target.
pub const TARGET: Target = Target { name: "export", check, words };

fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (first, data) = text.split_once('\n').unwrap_or(("", &text));
    let query = first.strip_prefix("query:").unwrap_or("").trim();
    let data = Snapshots::new(workspace::from_loaded(load_texts(files(data))).index);
    for lens in LENSES {
        let view = View { query: query.to_owned(), lens: lens.name, ..View::default() };
        let everything = View { query: String::new(), ..view.clone() };
        let answered = view.ask(&data, &Marks::default()).or_else(|_| everything.ask(&data, &Marks::default()));
        let Ok(answered) = answered else { return };
        for with_context in [false, true] {
            exported(&answered, with_context);
        }
        if !lens.columns.is_empty() {
            sheets(&answered, &view);
        }
    }
}

fn export(answered: &Answered, with_context: bool) -> Export<'_> {
    Export {
        index: &answered.index,
        selection: &answered.selection,
        query: print(&answered.node),
        as_of: answered.as_of.as_ref().map(|as_of| as_of.text.clone()),
        since_known: None,
        with_points: false,
        with_provenance: true,
        with_context,
        part: None,
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

fn exported(answered: &Answered, with_context: bool) {
    let (export, selection) = (export(answered, with_context), &answered.selection);
    let index = &answered.index;
    let all = index.all().iter();
    let shown = |record: &demarche::index::RecordId| {
        selection.records.contains(*record) || with_context && selection.context.contains(*record)
    };
    let expected: Vec<&str> = all.filter(shown).map(|record| index.id(record)).collect();
    let write = |format: &str| {
        let mut out = Vec::new();
        (find(format).expect(format).write)(&export, &mut out).expect("memory does not fail");
        String::from_utf8(out).expect("exports are UTF-8")
    };
    csv(&write("csv"), Some(&expected));
    json(&write("json"), &write("jsonl"), &expected);
    toml(&write("toml"), &expected);
    let events: Vec<&str> = expected
        .iter()
        .filter_map(|id| index.dataset.events.find(id))
        .map(|id| &*index.dataset.events[id].title)
        .collect();
    markdown::brief(&write("markdown"), &index.dataset.about.title, &events);
}

fn sheets(answered: &Answered, view: &View) {
    let export = export(answered, false);
    let sheet = lens::build(answered, view);
    for width in [None, Some(0), Some(7), Some(80)] {
        let sheet = SheetExport { export: &export, sheet: &sheet, width };
        for format in SHEET_FORMATS.iter() {
            let mut out = Vec::new();
            (format.write)(&sheet, &mut out).expect("memory does not fail");
            let text = String::from_utf8(out).expect("exports are UTF-8");
            match format.name {
                "csv" => csv(&text, None),
                "json" => drop(serde_json::from_str::<serde_json::Value>(&text).expect("JSON")),
                "jsonl" => lines(&text),
                "markdown" => markdown::sheet(&text),
                _ => {}
            }
        }
    }
}

fn csv(text: &str, expected: Option<&[&str]>) {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
    let at = reader.headers().expect("headers").iter().position(|name| name == "id");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("as many cells as columns")).collect();
    if let Some(expected) = expected {
        let found: Vec<&str> = rows.iter().map(|row| &row[at.expect("a column of ids")]).collect();
        // An id that a spreadsheet would evaluate cannot be written as it is.
        let same = |(found, id): (&&str, &&str)| found.strip_prefix('\'').unwrap_or(found) == *id;
        assert!(found.len() == expected.len() && found.iter().zip(expected).all(same), "{found:?}, not {expected:?}");
    }
    for cell in rows.iter().flatten() {
        assert!(!is_formula(cell), "{cell:?}");
    }
}

/// Whether a spreadsheet would evaluate a cell.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
}

fn json(json: &str, jsonl: &str, expected: &[&str]) {
    let document: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let records = document["records"].as_array().expect("records");
    let found: Vec<&str> = records.iter().filter_map(|record| record["id"].as_str()).collect();
    assert_eq!(found, expected);
    let context = records.iter().filter(|record| record["context"] == true).count();
    let count = |key: &str| document["provenance"][key].as_u64().expect(key) as usize;
    assert_eq!(count("events") + count("quotes") + context, expected.len());
    let read = jsonl.lines().map(|line| {
        let mut record = serde_json::from_str::<serde_json::Map<_, _>>(line).expect("JSON");
        // The provenance is in the last keys of each line.
        for key in ["dataset", "query", "exported"] {
            assert!(record.remove(key).is_some(), "{key}");
        }
        serde_json::Value::Object(record)
    });
    assert_eq!(&read.collect::<Vec<_>>(), records);
}

fn lines(text: &str) {
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    }
}

fn toml(text: &str, expected: &[&str]) {
    let again = load_texts(vec![FileText { name: "export.toml".into(), text: text.to_owned() }]);
    let errors = again.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|fault| report(fault, &again.texts, false)).collect();
    assert!(errors.is_empty(), "the export does not load:\n{}\n{text}", errors.join("\n"));
    assert_eq!(ids(&Index::new(Arc::new(again.dataset))), expected, "{text}");
}

fn words() -> Vec<String> {
    let markup = [
        "*x*",
        "_x_",
        "`x`",
        "``",
        "```",
        "~~~",
        "<b>",
        "</b>",
        "<!--",
        "&amp;",
        "&#60;",
        "[x](y)",
        "![x](y)",
        "[^1]",
        "[^1]:",
        "# ",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "1) ",
        "---",
        "===",
        "| a | b |",
        "\\\\",
        "\\n",
        "\\t",
        "\\r",
        "    x",
        "$x$",
        "==x==",
        "https://example.org",
        "www.example.org",
        "<https://example.org>",
        "javascript:x",
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\\u0000",
        "\\u001b",
        "\\u202e",
        "\\u2028",
        ";",
        "\\\"",
        ", ",
        "'",
        "＝1",
        "\n#file\n",
        "query: by:anna\n",
        "query: asof:2025-06-15\n",
    ];
    crate::load::words().into_iter().chain(markup.map(ToOwned::to_owned)).collect()
}
