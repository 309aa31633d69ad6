//! A table of cases for every argument of every command.

use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use demarche::cli::Args;

use crate::support::program::demarche;

/// Arguments, exit status, and the expected stdout. After `…` only a part of stdout is given, after `FILE: ` a part of the
/// written file. DATA is the small dataset, BROKEN one with an error, WARNED one with a warning, THERE an existing file;
/// FILE and DIR are in a temporary folder.
type Case = (&'static [&'static str], i32, &'static str);

const ALL: &str = "talks anna-yes talks#3 quote#1 talks#2 called-off race letter";

const CASES: &[Case] = &[
    (&["list", "DATA", "--ids"], 0, ALL),
    (&["list", "DATA", "--ids", "-q", "by:anna"], 0, "anna-yes"),
    (&["list", "DATA", "--ids", "--query", "-is:event"], 0, "anna-yes talks#3 quote#1 talks#2"),
    (&["list", "DATA", "--ids", "--as-of", "2025-06-15", "-q", "id:called-off"], 0, "called-off"),
    (&["list", "DATA", "--ids", "--as-of", "2025-06-14", "-q", "id:called-off"], 0, ""),
    (&["list", "DATA", "--ids", "--as-of", "2025-06-15", "-q", "asof:2025-06-15 status:planned"], 0, "called-off"),
    (&["list", "DATA", "--ids", "--as-of", "2025-06-15", "-q", "asof:2025-06-16"], 2, ""),
    (&["list", "DATA", "--ids", "--as-of", "soon"], 2, ""),
    (&["list", "DATA", "--ids", "--as-of", "2025-06-15", "--since-known", "soon"], 2, ""),
    (&["list", "DATA", "--long", "-q", "id:talks"], 0, "…They agreed on 15-point lists."),
    (&["list", "DATA", "--long", "--ids"], 2, ""),
    (&["list", "BROKEN", "--ids"], 1, ""),
    (&["list", "BROKEN", "--ids", "--lenient"], 0, "valid"),
    (&["export", "DATA", "-f", "jsonl", "-q", "id:race"], 0, "…\"Boats race on the river\""),
    (&["export", "DATA", "--format", "csv", "--query", "id:race"], 0, "…Boats race on the river"),
    (&["export", "DATA", "-f", "markdown", "-q", "by:anna"], 0, "…by:anna"),
    (&["export", "DATA", "-f", "markdown", "-q", "by:anna", "--with-context"], 0, "…### Talks in the hall"),
    (&["export", "DATA", "-f", "jsonl", "--table", "events", "-q", "topic:river"], 0, "…\"talks\""),
    (&["export", "DATA", "-f", "jsonl", "--table", "quotes", "-q", "topic:river"], 0, "…\"anna-yes\""),
    (&["export", "DATA", "-f", "markdown", "-q", "id:talks", "--with-points"], 0, "…## Proposals"),
    (&["export", "DATA", "-f", "csv", "--table", "points", "-q", "topic:river"], 0, "…treaty@2"),
    (&["export", "DATA", "-f", "json", "--as-of", "2025-06-15", "-q", "id:called-off"], 0, "…2025-06-15"),
    (
        &["export", "DATA", "-f", "jsonl", "--as-of", "2025-06-20", "--since-known", "2025-06-14", "-q", "is:new"],
        0,
        "…\"called-off\"",
    ),
    (&["export", "DATA", "-f", "toml", "-q", "id:race"], 0, "…id = \"race\""),
    (&["export", "DATA", "-f", "datapackage", "-q", "id:race"], 0, "…\"path\": \"records.csv\""),
    (&["export", "DATA", "-f", "csv", "-o", "FILE"], 0, "FILE: called-off"),
    (&["export", "DATA", "-f", "csv", "--output", "FILE"], 0, "FILE: called-off"),
    (&["export", "DATA", "-f", "csv", "-o", "THERE"], 1, "THERE: unchanged"),
    (&["export", "DATA", "-f", "csv", "-o", "THERE", "--force"], 0, "THERE: called-off"),
    (&["export", "DATA", "-f", "csv", "-o", "-", "-q", "id:race"], 0, "…Boats race on the river"),
    (&["export", "DATA", "-f", "jsonl", "-q", "id:race"], 0, "…\"query\":\"id:race [1 of 8]\""),
    (&["export", "DATA", "-f", "csv", "-q", "id:race", "--no-provenance"], 0, "…,properties,parts\r\n"),
    (&["export", "DATA", "-f", "jsonl", "-q", "kind:vote", "--no-provenance"], 0, ""),
    (&["export", "DATA", "-f", "json", "--no-provenance"], 2, ""),
    (&["export", "DATA"], 2, ""),
    (&["export", "BROKEN", "-f", "csv"], 1, ""),
    (&["export", "BROKEN", "-f", "csv", "--lenient"], 0, "…valid"),
    (&["sql", "DATA"], 0, "select id from records;"),
    (&["sql", "DATA", "-q", "id:race"], 0, "select id from records where id = 'race';"),
    (&["sql", "DATA", "--query", "-id:race"], 0, "…where not coalesce(id = 'race', false);"),
    (&["sql", "DATA", "--select", "count(*)", "--from", "archive"], 0, "select count(*) from archive;"),
    (&["sql", "DATA", "--from", "a.csv"], 0, "…from read_csv('a.csv', "),
    (&["sql", "DATA", "-q", "boats"], 2, ""),
    (&["sql", "BROKEN"], 1, ""),
    (&["sql", "BROKEN", "--lenient"], 0, "select id from records;"),
    (&["stats", "DATA"], 0, "…person\tanna\tAnna Радова\t4"),
    (&["stats", "DATA", "-q", "by:anna"], 0, "…person\tanna\tAnna Радова\t1"),
    (&["stats", "DATA", "--query", "by:anna"], 0, "…person\tanna\tAnna Радова\t1"),
    (&["stats", "DATA", "--as-of", "2025-06-01"], 0, "…undated\tundated\t1"),
    (&["stats", "DATA", "--since-known", "2025-06-14", "-q", "is:new id:called-off"], 0, "…records\tevents\tevents\t1"),
    (&["stats", "BROKEN"], 1, ""),
    (&["stats", "BROKEN", "--lenient"], 0, "…talks"),
    (&["check", "DATA"], 0, ""),
    (&["check", "DATA", "--audit"], 0, "…  sources:>=3"),
    (&["check", "WARNED", "--all"], 0, "…\"unused\""),
    (&["check", "DATA", "--without", "bulletin"], 0, "…\"race\""),
    (&["check", "DATA", "--without", "bulletins"], 2, ""),
    (&["check", "BROKEN"], 1, "…broken.toml:8:6"),
    (&["check", "WARNED"], 0, "…\"unused\""),
    (&["check", "WARNED", "--strict"], 1, "…\"unused\""),
    (&["schema"], 0, "…\"quote\""),
    (&["schema", "data"], 0, "…\"quote\""),
    (&["schema", "export"], 0, "…\"records\""),
    (&["new", "DIR"], 0, ""),
    (&["new", "FOLDER"], 1, ""),
];

const BROKEN: &str = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"valid\"\ntitle = \"G\"\nkind = \"talks\"\n[[event]]\nid = \"Invalid\"\n";

/// The files of a case, in a temporary folder.
struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        let files = Self(tempfile::tempdir().expect("a folder"));
        let write = |name: &str, text: &str| std::fs::write(files.path(name), text).expect("written");
        write("BROKEN", BROKEN);
        write("WARNED", "[dataset]\ntitle = \"T\"\n[person.unused]\nname = \"U\"\n");
        write("THERE", "unchanged");
        write("FOLDER", "in the way");
        files
    }

    /// Replaces a placeholder with the path.
    fn path(&self, word: &str) -> String {
        let inside = |name: &str| self.0.path().join(name).display().to_string();
        match word {
            "DATA" => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/small.toml").display().to_string(),
            "BROKEN" | "WARNED" => inside(&format!("{}.toml", word.to_lowercase())),
            "FILE" | "THERE" | "DIR" | "FOLDER" => inside(word),
            _ => word.to_owned(),
        }
    }
}

#[test]
fn every_argument_works() {
    let mut failures = Vec::new();
    for (args, status, expected) in CASES {
        let files = Files::new();
        let args: Vec<String> = args.iter().map(|word| files.path(word)).collect();
        let result = demarche(&args.iter().map(String::as_str).collect::<Vec<_>>());
        let out = String::from_utf8(result.stdout).expect("UTF-8");
        let file = expected.split_once(": ").filter(|(name, _)| name.bytes().all(|b| b.is_ascii_uppercase()));
        let matches = match (expected.strip_prefix('…'), file) {
            (Some(part), _) => out.contains(part),
            (None, Some((name, part))) => {
                out.is_empty() && std::fs::read_to_string(files.path(name)).is_ok_and(|text| text.contains(part))
            }
            (None, None) => out.split_whitespace().collect::<Vec<_>>().join(" ") == *expected,
        };
        let has_message = *status == 0 || !result.stderr.is_empty() || !out.is_empty();
        if result.status.code() != Some(*status) || !matches || !has_message {
            let err = String::from_utf8_lossy(&result.stderr).into_owned();
            failures.push(format!(
                "{args:?} exits with {:?}, expected {status} and {expected:?}:\n{out}\n{err}",
                result.status.code()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n----\n"));
}

#[test]
fn optional_output_is_off_by_default() {
    let out = |args: &[&str]| {
        let data = Files::new().path("DATA");
        String::from_utf8(demarche(&[&args[..1], &[&data], &args[1..]].concat()).stdout).expect("UTF-8")
    };
    assert!(!out(&["export", "-f", "markdown", "-q", "by:anna"]).contains("### Talks in the hall"), "context");
    assert!(!out(&["list", "-q", "id:talks"]).contains("They agreed"), "all fields");
    assert!(out(&["export", "-f", "json"]).contains("\"as_of\": null"), "reference date");
    assert_eq!(out(&["check"]), "", "notes on sourcing");
}

#[test]
fn table_option_exports_one_kind_of_record() {
    let lines = |table: &str| {
        let files = Files::new();
        let out = demarche(&["export", &files.path("DATA"), "-f", "jsonl", "--table", table]).stdout;
        String::from_utf8(out).expect("UTF-8").lines().filter(|line| line.contains("\"id\":")).count()
    };
    assert_eq!((lines("events"), lines("quotes")), (4, 4));
}

/// The words of an argument that must occur in the table: its flags and possible values.
fn required_words(arg: &Arg) -> Vec<String> {
    let mut required: Vec<String> = Vec::new();
    required.extend(arg.get_short().map(|short| format!("-{short}")));
    required.extend(arg.get_long().map(|long| format!("--{long}")));
    let takes_a_value = arg.get_num_args().is_none_or(|range| range.takes_values());
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if takes_a_value && !values.is_empty() && values != ["true", "false"] {
        required.extend(values);
    } else if arg.is_positional() {
        required.push(arg.get_id().as_str().to_uppercase());
    }
    required
}

/// The arguments of a command that do not occur in a list of words.
pub(crate) fn missing(command: &Command, words: &[&str]) -> Vec<String> {
    let own = command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str()));
    let required = own.flat_map(required_words).filter(|word| !words.contains(&word.as_str()));
    required.map(|word| format!("{} {word}", command.get_name())).collect()
}

#[test]
fn table_covers_every_argument() {
    let mut command = Args::command();
    command.build();
    let missing: Vec<String> = command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
        .flat_map(|sub| {
            let cases = CASES.iter().filter(|(args, ..)| args[0] == sub.get_name());
            missing(sub, &cases.flat_map(|(args, ..)| args.iter().copied()).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
