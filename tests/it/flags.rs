//! Every argument of every command, on the small dataset: what comes out, and that no argument is missing from the table.

use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use demarche::cli::Args;

use crate::cli::demarche;

/// Arguments, the exit status, and what stdout is or, after `…`, holds; `FILE:` stands before what the file written holds.
/// DATA is the small dataset, BROKEN one with an error, FILE and DIR are in a folder of their own.
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
    (&["list", "DATA", "--long", "-q", "id:talks"], 0, "…They agreed on 15-point lists."),
    (&["list", "DATA", "--long", "--ids"], 2, ""),
    (&["list", "BROKEN", "--ids"], 1, ""),
    (&["list", "BROKEN", "--ids", "--lenient"], 0, "good"),
    (&["export", "DATA", "-f", "jsonl", "-q", "id:race"], 0, "…\"Boats race on the river\""),
    (&["export", "DATA", "--format", "csv", "--query", "id:race"], 0, "…Boats race on the river"),
    (&["export", "DATA", "-f", "markdown", "-q", "by:anna"], 0, "…by:anna"),
    (&["export", "DATA", "-f", "markdown", "-q", "by:anna", "--with-context"], 0, "…### Talks in the hall"),
    (&["export", "DATA", "-f", "jsonl", "--table", "events", "-q", "topic:river"], 0, "…\"talks\""),
    (&["export", "DATA", "-f", "jsonl", "--table", "quotes", "-q", "topic:river"], 0, "…\"anna-yes\""),
    (&["export", "DATA", "-f", "json", "--as-of", "2025-06-15", "-q", "id:called-off"], 0, "…2025-06-15"),
    (&["export", "DATA", "-f", "toml", "-q", "id:race"], 0, "…id = \"race\""),
    (&["export", "DATA", "-f", "csv", "-o", "FILE"], 0, "FILE: called-off"),
    (&["export", "DATA", "-f", "csv", "--output", "FILE"], 0, "FILE: called-off"),
    (&["export", "DATA", "-f", "csv", "-o", "THERE"], 1, "THERE: as it was"),
    (&["export", "DATA", "-f", "csv", "-o", "THERE", "--force"], 0, "THERE: called-off"),
    (&["export", "DATA", "-f", "csv", "-o", "-", "-q", "id:race"], 0, "…Boats race on the river"),
    (&["export", "DATA"], 2, ""),
    (&["export", "BROKEN", "-f", "csv"], 1, ""),
    (&["export", "BROKEN", "-f", "csv", "--lenient"], 0, "…good"),
    (&["stats", "DATA"], 0, "…person\tanna\tAnna Радова\t4"),
    (&["stats", "DATA", "-q", "by:anna"], 0, "…person\tanna\tAnna Радова\t1"),
    (&["stats", "DATA", "--query", "by:anna"], 0, "…person\tanna\tAnna Радова\t1"),
    (&["stats", "DATA", "--as-of", "2025-06-01"], 0, "…undated\tundated\t1"),
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

const BROKEN: &str =
    "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"good\"\ntitle = \"G\"\nkind = \"talks\"\n[[event]]\nid = \"Bad\"\n";

/// The files of one case, in a folder of its own.
struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        let files = Self(tempfile::tempdir().expect("a folder"));
        let write = |name: &str, text: &str| std::fs::write(files.path(name), text).expect("written");
        write("BROKEN", BROKEN);
        write("WARNED", "[dataset]\ntitle = \"T\"\n[person.unused]\nname = \"U\"\n");
        write("THERE", "as it was");
        write("FOLDER", "in the way");
        files
    }

    /// A word of a case as the argument that it stands for.
    fn path(&self, word: &str) -> String {
        let below = |name: &str| self.0.path().join(name).display().to_string();
        match word {
            "DATA" => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/small.toml").display().to_string(),
            "BROKEN" | "WARNED" => below(&format!("{}.toml", word.to_lowercase())),
            "FILE" | "THERE" | "DIR" | "FOLDER" => below(word),
            _ => word.to_owned(),
        }
    }
}

#[test]
fn every_argument_does_what_it_says() {
    let mut wrong = Vec::new();
    for (args, status, expected) in CASES {
        let files = Files::new();
        let args: Vec<String> = args.iter().map(|word| files.path(word)).collect();
        let ran = demarche(&args.iter().map(String::as_str).collect::<Vec<_>>());
        let out = String::from_utf8(ran.stdout).expect("UTF-8");
        let file = expected.split_once(": ").filter(|(name, _)| name.bytes().all(|b| b.is_ascii_uppercase()));
        let right = match (expected.strip_prefix('…'), file) {
            (Some(held), _) => out.contains(held),
            (None, Some((name, held))) => {
                out.is_empty() && std::fs::read_to_string(files.path(name)).is_ok_and(|text| text.contains(held))
            }
            (None, None) => out.split_whitespace().collect::<Vec<_>>().join(" ") == *expected,
        };
        // What is wrong is said on stderr.
        let said = *status == 0 || !ran.stderr.is_empty() || !out.is_empty();
        if ran.status.code() != Some(*status) || !right || !said {
            let err = String::from_utf8_lossy(&ran.stderr).into_owned();
            wrong.push(format!(
                "{args:?} ends with {:?}, not {status}; not {expected:?}:\n{out}\n{err}",
                ran.status.code()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n----\n"));
}

#[test]
fn what_is_not_asked_for_is_left_out() {
    let out = |args: &[&str]| {
        let data = Files::new().path("DATA");
        String::from_utf8(demarche(&[&args[..1], &[&data], &args[1..]].concat()).stdout).expect("UTF-8")
    };
    assert!(!out(&["export", "-f", "markdown", "-q", "by:anna"]).contains("### Talks in the hall"), "context");
    assert!(!out(&["list", "-q", "id:talks"]).contains("They agreed"), "the whole record");
    assert!(out(&["export", "-f", "json"]).contains("\"as_of\": null"), "a reference date");
    assert_eq!(out(&["check"]), "", "notes on sourcing");
}

#[test]
fn a_table_of_one_kind_holds_nothing_of_the_other() {
    let lines = |table: &str| {
        let files = Files::new();
        let out = demarche(&["export", &files.path("DATA"), "-f", "jsonl", "--table", table]).stdout;
        String::from_utf8(out).expect("UTF-8").lines().filter(|line| line.contains("\"id\":")).count()
    };
    assert_eq!((lines("events"), lines("quotes")), (4, 4));
}

/// What of an argument must occur in the table: its spellings, and the words that it takes.
fn wanted(arg: &Arg) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    wanted.extend(arg.get_short().map(|short| format!("-{short}")));
    wanted.extend(arg.get_long().map(|long| format!("--{long}")));
    let takes_a_value = arg.get_num_args().is_none_or(|range| range.takes_values());
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if takes_a_value && !values.is_empty() && values != ["true", "false"] {
        wanted.extend(values);
    } else if arg.is_positional() {
        wanted.push(arg.get_id().as_str().to_uppercase());
    }
    wanted
}

/// The arguments of a command that do not occur among these words.
pub(crate) fn missing(command: &Command, words: &[&str]) -> Vec<String> {
    let own = command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str()));
    let wanted = own.flat_map(wanted).filter(|word| !words.contains(&word.as_str()));
    wanted.map(|word| format!("{} {word}", command.get_name())).collect()
}

#[test]
fn no_argument_is_missing_from_the_table() {
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
