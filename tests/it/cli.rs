//! The command line: stdout, stderr and exit status.

use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

use crate::support::program::demarche;
use crate::support::{counted, shipped};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

#[test]
fn list_prints_one_record_per_line() {
    let all = demarche(&["list", "--ids"]);
    assert_eq!((all.status.code(), text(&all.stdout).lines().count()), (Some(0), shipped().len()));
    let some = demarche(&["list", "-q", "by:ushakov since:2025-12-02 until:2025-12-02"]);
    assert_eq!(text(&some.stderr), "");
    let some = demarche(&["list", "-q", "id:kremlin-talks or id:ushakov-useful"]);
    assert_snapshot!(text(&some.stdout));
    let none = demarche(&["list", "-q", "kind:vote"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(0), 0), "no matches is not a failure");
}

#[test]
fn a_long_listing_has_all_fields() {
    assert_snapshot!(text(
        &demarche(&["list", "--long", "-q", "id:brussels-debrief or id:ushakov-not-further"]).stdout
    ));
}

#[test]
fn invalid_query_exits_with_2_and_an_explanation() {
    let invalid = demarche(&["list", "-q", "person:ushkov"]);
    assert_eq!((invalid.status.code(), invalid.stdout.len()), (Some(2), 0));
    assert_snapshot!(text(&invalid.stderr));
    let hyphen = demarche(&["list", "--ids", "-q", "-is:quote"]);
    assert_eq!((hyphen.status.code(), text(&hyphen.stdout).lines().count()), (Some(0), shipped().dataset.events.len()));
}

#[test]
fn check_reports_all_faults_and_exits_with_1() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.toml");
    std::fs::write(
        &file,
        "[dataset]\ntitle = \"T\"\n[person.a]\nname = \"A\"\n[[event]]\nid = \"e\"\nkind = \"talk\"\n",
    )
    .expect("a file");
    let checked = demarche(&["check", path(&file)]);
    assert_eq!(checked.status.code(), Some(1));
    let out = text(&checked.stdout);
    for message in
        ["unknown kind \"talk\"", "missing key \"title\"", "warning: person \"a\" is never referenced", "x.toml:7:8"]
    {
        assert!(out.contains(message), "{message}: {out}");
    }
    assert!(text(&checked.stderr).contains("2 errors, 1 warning"));
    std::fs::write(&file, "[dataset]\ntitle = \"T\"\n[person.a]\nname = \"A\"\n").expect("a file");
    assert_eq!(demarche(&["check", path(&file)]).status.code(), Some(0), "warnings are not errors");
    assert_eq!(demarche(&["check", "--strict", path(&file)]).status.code(), Some(1), "unless --strict is given");
    assert_eq!(demarche(&["check", "--strict"]).status.code(), Some(0), "the built-in dataset has none");
}

#[test]
fn check_lists_what_would_lose_its_last_source() {
    let without = demarche(&["check", "--without", "wion-2025-11-23"]);
    assert!(text(&without.stdout).contains("\"trump-not-final-offer\" would lose its last source"));
    let unknown = demarche(&["check", "--without", "wion-2025-11-24"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("did you mean wion-2025-11-23"));
}

#[test]
fn data_with_errors_is_rejected_unless_lenient() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.toml");
    let valid = "[[event]]\nid = \"valid\"\ntitle = \"G\"\nkind = \"talks\"\n";
    std::fs::write(
        &file,
        format!("[dataset]\ntitle = \"T\"\n{valid}[[event]]\nid = \"invalid\"\ntitle = \"B\"\nkind = \"talk\"\n"),
    )
    .expect("a file");
    let rejected = demarche(&["list", "--ids", path(&file)]);
    assert_eq!((rejected.status.code(), rejected.stdout.len()), (Some(1), 0));
    assert!(text(&rejected.stderr).contains("x.toml:10:8: unknown kind \"talk\""), "{}", text(&rejected.stderr));
    let lenient = demarche(&["list", "--ids", "--lenient", path(&file)]);
    assert_eq!((lenient.status.code(), text(&lenient.stdout).as_str()), (Some(0), "valid\n"));
}

#[test]
fn export_overwrites_files_only_with_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.md");
    let first = demarche(&["export", "-q", "topic:territory", "-o", path(&file)]);
    assert_eq!((first.status.code(), first.stdout.len()), (Some(0), 0));
    assert_eq!(text(&first.stderr), format!("Wrote {} to {}\n", counted("topic:territory"), file.display()));
    let again = demarche(&["export", "-q", "topic:nato", "-f", "markdown", "-o", path(&file)]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("already exists; use --force to overwrite it"));
    assert!(std::fs::read_to_string(&file).expect("read").contains("topic:territory"));
    assert_eq!(demarche(&["export", "-q", "topic:nato", "-o", path(&file), "--force"]).status.code(), Some(0));
    assert!(std::fs::read_to_string(&file).expect("read").contains("topic:nato"));
    let unknown = demarche(&["export", "-f", "markdwon"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("a similar value exists: 'markdown'"));
    let stdout = demarche(&["export", "-f", "json", "-o", "-"]);
    serde_json::from_slice::<serde_json::Value>(&stdout.stdout).expect("JSON on stdout");
}

#[test]
fn new_writes_a_dataset_that_passes_check_strict() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mine");
    assert_eq!(demarche(&["new", path(&dir)]).status.code(), Some(0));
    let checked = demarche(&["check", "--strict", path(&dir)]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    assert!(dir.join("demarche.schema.json").is_file());
    let again = demarche(&["new", path(&dir)]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("already exists"));
}

#[test]
fn schema_covers_every_key_of_the_shipped_files() {
    let schema: serde_json::Value = serde_json::from_slice(&demarche(&["schema"]).stdout).expect("JSON");
    for (name, source) in demarche::dataset::builtin::FILES {
        let file: toml::Table = source.parse().expect(name);
        for (table, value) in &file {
            let known = &schema["properties"][table];
            assert!(known.is_object(), "{name}: {table}");
            let rows: Vec<&toml::Value> = match value {
                toml::Value::Array(rows) => rows.iter().collect(),
                toml::Value::Table(rows) if table != "dataset" => rows.values().collect(),
                toml::Value::Table(_) => vec![value],
                _ => continue,
            };
            let reference = known
                .pointer("/items/$ref")
                .or_else(|| known.pointer("/additionalProperties/$ref"))
                .or_else(|| known.get("$ref"));
            let definition = reference
                .and_then(|reference| reference.as_str())
                .and_then(|reference| schema.pointer(&reference[1..]));
            let definition = definition.unwrap_or_else(|| panic!("{table} has no definition: {known}"));
            for key in rows.iter().filter_map(|row| row.as_table()).flat_map(|row| row.keys()) {
                assert!(definition["properties"][key].is_object(), "{name}: {table}.{key}");
            }
        }
    }
    let export: serde_json::Value = serde_json::from_slice(&demarche(&["schema", "export"]).stdout).expect("JSON");
    assert!(export["properties"]["records"].is_object());
}

#[test]
fn stats_count_selected_records() {
    let stats = text(&demarche(&["stats", "-q", "by:ushakov"]).stdout);
    assert!(stats.contains("records\tquotes\tquotes\t46"), "{stats}");
    assert!(stats.contains("person\tushakov\tYury Ushakov\t46") && stats.contains("month\t2025-12\t2025-12\t"));
}

#[test]
fn closed_pipe_is_not_an_error_in_any_format() {
    use std::io::Read;
    use std::process::Stdio;
    let exports = demarche::export::FORMATS.iter().map(|format| vec!["export", "-f", format.name]);
    for args in exports.chain([
        vec!["list"],
        vec!["list", "--long"],
        vec!["quotes", "-f", "csv"],
        vec!["positions"],
        vec!["proposals", "-f", "json"],
    ]) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(&args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdout.take().expect("a pipe").read_exact(&mut [0; 10]).expect("some bytes");
        let output = child.wait_with_output().expect("exited");
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn long_listing_has_both_wordings_and_no_key_hint() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("small.toml");
    std::fs::write(&file, include_str!("data/small.toml")).expect("a file");
    let long = text(&demarche(&["list", "--long", "-q", "id:anna-yes", path(&file)]).stdout);
    assert!(long.contains("“The river is ours, and Béla's too”\nOriginal: “Река наша”\n"), "{long}");
    assert!(!long.contains("O: original"), "{long}");
}

#[test]
fn help_lists_formats_and_values() {
    let help = text(&demarche(&["export", "--help"]).stdout);
    for format in demarche::export::FORMATS {
        assert!(help.contains(&format!("- {}:", format.name)) && help.contains(format.help), "{}: {help}", format.name);
    }
    let help = text(&demarche(&["quotes", "--help"]).stdout);
    for format in demarche::export::sheet::SHEET_FORMATS.iter() {
        assert!(help.contains(&format!("- {}:", format.name)) && help.contains(format.help), "{}: {help}", format.name);
    }
    let help = text(&demarche(&["--help"]).stdout);
    for name in ["[possible values: year, quarter, month, week, day]", "[possible values: auto, dark, light, mono]"] {
        assert!(help.contains(name), "{name}: {help}");
    }
    let unknown = demarche(&["--zoom", "hour"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("[possible values: year, quarter, month, week, day]"));
}

#[test]
fn export_format_is_derived_from_the_file_extension() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in demarche::export::FORMATS {
        let file = folder.path().join(format!("x.{}", format.extension));
        let stdout = demarche(&["export", "-f", format.name, "-q", "kind:summit"]).stdout;
        assert_eq!(demarche(&["export", "-q", "kind:summit", "-o", path(&file)]).status.code(), Some(0));
        assert_eq!(std::fs::read(&file).expect("written"), stdout, "{}", format.name);
    }
    let unknown = demarche(&["export", "-o", path(&folder.path().join("x.txt"))]);
    assert_eq!(unknown.status.code(), Some(2));
    let names = demarche::export::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let message = format!("error: no format has the extension \".txt\"; use --format with one of {names}\n");
    assert_eq!(text(&unknown.stderr), message);
    let missing = demarche(&["export"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).starts_with("error: no format given; use --format with one of markdown, csv"));
}

#[test]
fn the_screen_needs_a_terminal() {
    let rejected = demarche(&[]);
    assert_eq!(rejected.status.code(), Some(2));
    assert!(text(&rejected.stderr).contains("use `demarche list` or `demarche export`"));
}

#[test]
fn help_lists_every_command() {
    let help = text(&demarche(&["--help"]).stdout);
    for command in ["list", "export", "stats", "check", "schema", "new"] {
        assert!(help.contains(command), "{help}");
    }
}
