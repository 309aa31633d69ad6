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
