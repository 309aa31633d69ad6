//! The README is up to date: keys, fields and examples.

use demarche::query::FIELDS;
use demarche::tui::action::all;
use demarche::tui::keymap::KeyMap;

const README: &str = include_str!("../../README.md");

/// The table of keys, from the declaration of the actions.
fn keys() -> String {
    let map = KeyMap::default();
    let mut table = String::from("| | keys | |\n| --- | --- | --- |\n");
    let mut group = "";
    for info in all() {
        let name = info.group.name();
        let shown = if name == group { "" } else { name };
        group = name;
        let keys: Vec<String> = map.keys_of(info.action).map(|key| format!("`{key}`").replace('|', "\\|")).collect();
        table.push_str(&format!("| {shown} | {} | {} |\n", keys.join(" "), map.fill(info.help)));
    }
    table
}

#[test]
fn key_table_matches_the_actions() {
    assert!(README.contains(&keys()), "the README should contain this table:\n\n{}", keys());
}

#[test]
fn every_field_is_listed() {
    for field in FIELDS {
        assert!(README.contains(&format!("`{}:`", field.name)), "{}", field.name);
    }
}

#[test]
fn example_dataset_has_no_faults() {
    let example = README
        .split("```toml\n")
        .find_map(|part| part.split_once("```").filter(|(text, _)| text.contains("[dataset]")));
    let (text, _) = example.expect("an example");
    let loaded = crate::support::loaded(text);
    let faults: Vec<String> =
        loaded.faults.iter().map(|fault| demarche::diagnostic::one_line(fault, &loaded.texts)).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn example_queries_are_valid() {
    let block =
        README.split("```text\n").find_map(|part| part.split_once("```").filter(|(text, _)| text.contains("person:")));
    let (text, _) = block.expect("the queries");
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let query = line.split("  ").next().expect("a query").trim();
        assert!(crate::support::select(crate::support::shipped(), query).is_ok(), "{query}");
    }
}

#[test]
fn every_promise_of_the_security_policy_names_existing_tests() {
    const POLICY: &str = include_str!("../../SECURITY.md");
    let promises: Vec<&str> = POLICY.split("\n\n").filter(|part| part.starts_with("1. ")).collect();
    let promises: Vec<&str> = promises[0].split('\n').collect();
    let text = promises.join(" ");
    let mut tests = 0;
    // Names up to a link are those of functions in the linked file.
    let mut names: Vec<&str> = Vec::new();
    for part in text.split('`').collect::<Vec<_>>().windows(2) {
        let (word, after) = (part[0], part[1]);
        if word.contains('_') && !word.contains(['/', ' ']) {
            names.push(word);
        }
        if let Some(path) = after.strip_prefix("](").and_then(|rest| rest.split(')').next()) {
            let file = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path);
            assert!(!names.is_empty(), "no test of {path} is named");
            for name in names.drain(..) {
                assert!(file.contains(&format!("fn {name}(")), "{name} is not in {path}");
                tests += 1;
            }
        }
    }
    assert!(tests >= 5 && names.is_empty(), "{tests} tests; without a file: {names:?}");
    for number in 1..=5 {
        assert!(POLICY.contains(&format!("\n{number}. ")), "five promises");
    }
}
