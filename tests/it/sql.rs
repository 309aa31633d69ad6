//! Queries as SQL: DuckDB selects the same records from the exported files as the program does.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use demarche::export::sql::{Input, common_columns, statement};
use demarche::index::Index;
use demarche::query::{Context, FIELDS, QueryError, parse, sql};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::csv::CsvTable;
use crate::support::files::{FULL, FULL_FILE};
use crate::support::program::{left_out, stdout};
use crate::support::{ids, indexed, shipped};

fn condition(index: &Index, query: &str) -> Result<sql::Condition, QueryError> {
    sql::condition(&parse(query)?, &Context::new(index))
}

/// The statement of a query that reads a file.
fn from(index: &Index, query: &str, file: &str) -> String {
    let condition = condition(index, query).unwrap_or_else(|error| panic!("{}", error.report(query)));
    statement(&condition, &Input::parse(file), "id")
}

/// The fields that no column can decide, each with a query.
const REFUSED: &[(&str, &str)] = &[
    ("mentions", "mentions:putin"),
    ("outcome", "outcome:ceasefire"),
    ("asof", "asof:2025-12-02"),
    ("point", "point:army"),
];

/// Queries of the shipped dataset, at least one for every other field.
const SHIPPED: &[&str] = &[
    "",
    "person:ushakov",
    "person:Ушаков or p:witkoff",
    "by:putin,lavrov",
    "by:us",
    "with:putin,witkoff",
    "to:trump",
    "for:us",
    "party:us -kind:call",
    "-party:us",
    "topic:territory",
    "(topic:nato or topic:donbas) is:quote",
    "place:geneva",
    "place:ru",
    "kind:talks,call",
    "status:cancelled,postponed has:report",
    "result:no-breakthrough",
    "format:phone",
    "stance:rejects",
    "stance:rejects,open@territory",
    "act:threaten,ultimatum",
    "channel:interview",
    "fidelity:verbatim",
    "outlet:\"fox news\"",
    "lang:ru",
    "-lang:ru,en",
    "source:novaya",
    "class:state-media sources:1",
    "sources:>=2",
    "sources:<2 -reliability:>=B",
    "reliability:B,F",
    "credibility:>=2",
    "credibility:6",
    "tag:leak",
    "id:kremlin-talks",
    "on:2025-12-02",
    "in:2025-Q4 -within:2025-Q4",
    "in:2025-W49",
    "2025-12-02..2025-12-04",
    "since:2025-12-02 until:2025-12-04",
    "until:2025-03",
    "within:2025-12,2026-01",
    "in:2025-12-02T20:00+03:00",
    "within:2025-12-02T12:00Z/2025-12-03",
    "in:2025-06/..",
    "last:2w",
    "last:3m,10d",
    "reported:2025-11-25",
    "-reported:2025",
    "is:approximate,uncertain",
    "is:disputed -is:quote",
    "is:reported-late",
    "has:claim,report",
    "has:original -by:ushakov",
    "proposal:us-plan",
    "proposal:us-plan@28",
    "-(person:putin or topic:nato) has:source",
];

/// Queries of the dataset in which every key has a value: open and missing times, own kinds, tags, stances, versions.
const EVERYTHING: &[&str] = &[
    "",
    "is:undated",
    "-is:undated",
    "in:../2025",
    "in:2025-06/..",
    "since:2025",
    "until:2025-06",
    "-until:2025-06",
    "within:2025/2026",
    "in:2025-06-01T00:00Z/..",
    "kind:regatta",
    "kind:regatta,talks",
    "kind:other",
    "party:isle",
    "by:isle,anna",
    "with:anna",
    "to:bela",
    "topic:trade",
    "stance:open@trade",
    "proposal:treaty@2",
    "-proposal:letter",
    "place:hall",
    "source:wire",
    "class:wire",
    "is:rendering",
    "is:translated,anonymous",
    "has:known,note,url,archive",
    "-has:source",
    "reported:../2025-06-15",
    "sources:0..1",
    "tag:=night",
    "tag:\"Round 1\",water",
    "outlet:\"RADIO morning\"",
];

#[test]
fn every_field_is_written_or_refused() {
    let refused: BTreeSet<&str> = REFUSED.iter().map(|(name, _)| *name).collect();
    let asked = |name: &str, short: Option<&str>| {
        SHIPPED.iter().any(|query| {
            let has = |name: &str| query.contains(&format!("{name}:"));
            has(name) || short.is_some_and(has)
        })
    };
    for field in FIELDS {
        assert_eq!(
            condition(shipped(), field.example).is_err(),
            refused.contains(field.name),
            "{}: the SQL of `{}`",
            field.name,
            field.example
        );
        assert!(refused.contains(field.name) || asked(field.name, field.short), "{} is not compared", field.name);
    }
}

#[test]
fn statements_name_columns_of_both_formats() {
    let common = common_columns();
    for (index, queries) in [(shipped(), SHIPPED), (&indexed(FULL), EVERYTHING)] {
        for query in queries {
            let condition = condition(index, query).expect(query);
            assert!(condition.columns.iter().all(|column| common.contains(column)), "{query}: {:?}", condition.columns);
        }
    }
}

#[test]
fn statements_are_readable() {
    let lines = [
        "party:us topic:territory -kind:call in:2025-12",
        "(by:putin or to:trump) -lang:ru sources:2..3",
        "stance:rejects@donbas proposal:us-plan within:2025-12-02T12:00Z/2025-12-03",
    ];
    let text: Vec<String> = lines.iter().map(|query| from(shipped(), query, "records")).collect();
    assert_snapshot!(text.join("\n"));
    let condition = condition(shipped(), "id:kremlin-talks").expect("a query");
    let whole = statement(&condition, &Input::parse("2025/*.jsonl.gz"), "*");
    assert!(whole.starts_with("select *\nfrom read_json('2025/*.jsonl.gz', format = 'newline_delimited', columns = {"));
    assert!(whole.contains("'type': 'VARCHAR'") && whole.contains("'topics': 'JSON'"), "{whole}");
}

#[test]
fn what_columns_cannot_decide_is_refused_with_its_place() {
    let others = ["ceasefire", "is:quote /peace.*/", "is:marked", "reported:2025-12-02T10:00Z"];
    let queries = REFUSED.iter().map(|(_, query)| *query).chain(others);
    let reports = queries.map(|query| match condition(shipped(), query) {
        Ok(condition) => panic!("{query}: {condition:?}"),
        Err(error) => error.report(query),
    });
    assert_snapshot!(reports.collect::<Vec<_>>().join("\n"));
    assert!(condition(shipped(), "person:nobody-of-this-name").is_err(), "unknown names are errors as everywhere");
    assert!(condition(shipped(), "id:nothing").is_err());
    assert!(condition(shipped(), "proposal:us-plan@99").is_err());
}

#[test]
fn times_in_utc_sort_by_time() {
    let index = shipped();
    let text = stdout(&["export", "-f", "jsonl", "--no-provenance"]);
    let mut rows: Vec<(i64, String, String)> = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let dataset = &index.dataset;
        let id = row["id"].as_str().expect("an id");
        let record = index.records().find(|record| dataset.record_id(*record) == id).expect("a record");
        let bounds = dataset.bounds(record).expect("a time");
        let cell = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        rows.push((bounds.s0.utc(), cell(&row["when"]["earliest"]), cell(&row["earliest_utc"])));
    }
    rows.retain(|(_, local, _)| !local.is_empty());
    let wrong = |text: fn(&(i64, String, String)) -> &String| {
        let pairs = rows.iter().enumerate().flat_map(|(nth, a)| rows[nth + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| text(a).cmp(text(b)) != a.0.cmp(&b.0)).count()
    };
    assert!(wrong(|row| &row.1) >= 10, "wall clocks of several zones do not sort: {}", wrong(|row| &row.1));
    assert_eq!(wrong(|row| &row.2), 0);
    assert!(
        rows.iter()
            .all(|(at, _, utc)| utc.parse::<chrono::DateTime<chrono::Utc>>().is_ok_and(|read| read.timestamp() == *at))
    );
}

#[test]
fn readers_count_as_many_rows_as_records() {
    for format in ["csv", "jsonl"] {
        for provenance in [&[][..], &["--no-provenance"]] {
            let text = stdout(&[&["export", FULL_FILE, "-f", format, "-q", "is:quote"], provenance].concat());
            let rows = if format == "csv" {
                CsvTable::read(&text).rows.len()
            } else {
                text.lines()
                    .filter(|line| serde_json::from_str::<Value>(line).is_ok_and(|row| row.get("id").is_some()))
                    .count()
            };
            let quotes = ids(&indexed(FULL), "is:quote").len();
            assert_eq!(rows, quotes, "{format} {provenance:?}");
            if format == "jsonl" {
                assert_eq!(text.lines().count(), quotes);
            }
            assert_eq!(text.contains("exported"), provenance.is_empty());
        }
    }
}

/// Reads pairs of a query and a statement, and prints for each query the ids that the statement selects.
const SCRIPT: &str = "import duckdb, json, sys\n\
    queries = json.load(sys.stdin)\n\
    json.dump([[name, sorted(row[0] for row in duckdb.sql(sql).fetchall())] for name, sql in queries], sys.stdout)\n";

/// What DuckDB selects by statements in a folder; `None` if it is not installed.
fn duckdb(folder: &Path, statements: &Value) -> Option<Vec<(String, Vec<String>)>> {
    let python = |script: &str| {
        let mut command = Command::new("python3");
        command.args(["-c", script]).current_dir(folder).stdin(Stdio::piped());
        command
    };
    if !python("import duckdb").stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        return None;
    }
    let mut run = python(SCRIPT).stdout(Stdio::piped()).spawn().expect("started");
    let text = statements.to_string();
    run.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("written");
    let result = run.wait_with_output().expect("ended");
    assert!(result.status.success(), "DuckDB failed");
    Some(serde_json::from_slice(&result.stdout).expect("JSON"))
}

#[test]
fn duckdb_selects_the_same_records() {
    let full = indexed(FULL);
    for (data, index, queries) in [(&[][..], shipped(), SHIPPED), (&[FULL_FILE], &full, EVERYTHING)] {
        let folder = tempfile::tempdir().expect("a folder");
        let files = ["records.csv", "records.jsonl"];
        for file in files {
            let path = folder.path().join(file);
            stdout(&[&["export", "-o", path.to_str().expect("UTF-8")], data].concat());
        }
        let pairs = || files.iter().flat_map(|file| queries.iter().map(move |query| (*file, *query)));
        let statements: Vec<Value> = pairs().map(|(file, query)| json!([query, from(index, query, file)])).collect();
        let Some(selected) = duckdb(folder.path(), &Value::Array(statements)) else {
            return left_out("DuckDB (pip install duckdb)");
        };
        assert_eq!(selected.len(), 2 * queries.len());
        let mut nonempty = 0;
        for ((file, query), (_, found)) in pairs().zip(selected) {
            let mut expected = ids(index, query);
            expected.sort();
            assert_eq!(found, expected, "{query:?} in {file}");
            nonempty += usize::from(!found.is_empty());
        }
        assert!(nonempty > queries.len(), "most queries select something: {nonempty}");
    }
}
