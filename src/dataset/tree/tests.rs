//! Trees against those of the `toml` crate: the same texts are valid, and have the same keys, values and places in the same order.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use super::value::{Content, Table, Value};
use super::{documents, parse};

/// Whether a text is valid. Fails if the tree differs from that of the crate.
fn same(text: &str) -> Result<bool, String> {
    match (parse(text), DeTable::parse(text)) {
        (None, Err(_)) => Ok(false),
        (Some(tree), Ok(table)) => same_table(Table::root(&tree), table.get_ref()).map(|()| true),
        (None, Ok(_)) => Err("refused, but valid".into()),
        (Some(_), Err(error)) => Err(format!("accepted, but {error}")),
    }
}

fn same_table(table: Table<'_>, expected: &DeTable<'_>) -> Result<(), String> {
    let keys: Vec<_> = table.iter().map(|(key, _)| (key.text, key.span())).collect();
    let expected_keys: Vec<_> = expected.keys().map(|key| (key.get_ref().as_ref(), key.span())).collect();
    if keys != expected_keys {
        return Err(format!("keys {keys:?}, expected {expected_keys:?}"));
    }
    for ((key, value), (_, expected)) in table.iter().zip(expected) {
        if !table.contains_key(key.text) || table.contains_key("absent") {
            return Err(format!("{} is not found, or an absent key is", key.text));
        }
        same_value(&value, expected).map_err(|error| format!("{}: {error}", key.text))?;
    }
    Ok(())
}

fn same_value(value: &Value<'_>, expected: &toml::Spanned<DeValue<'_>>) -> Result<(), String> {
    if value.span() != expected.span() {
        return Err(format!("at {:?}, expected {:?}", value.span(), expected.span()));
    }
    match (value.content, expected.get_ref()) {
        (Content::String(text), DeValue::String(expected)) if text == expected => Ok(()),
        (Content::Integer, DeValue::Integer(_))
        | (Content::Float, DeValue::Float(_))
        | (Content::Boolean, DeValue::Boolean(_)) => Ok(()),
        (Content::Datetime { has_date }, DeValue::Datetime(date)) if has_date == date.date.is_some() => Ok(()),
        (Content::Array(items), DeValue::Array(expected)) if items.len() == expected.len() => {
            if items.iter().count() != items.len() {
                return Err("another number of items".into());
            }
            items.iter().zip(expected).try_for_each(|(item, expected)| same_value(&item, expected))
        }
        (Content::Table(table), DeValue::Table(expected)) => same_table(table, expected),
        (content, expected) => Err(format!("{content:?}, expected {expected:?}")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_documents_have_the_same_tree(seed: u64, changes in prop_oneof![Just(0), 1_usize..4]) {
        let random = &mut fastrand::Rng::with_seed(seed);
        let mut text = documents::document(random);
        (0..changes).for_each(|_| documents::change(&mut text, random));
        if let Err(error) = same(&text) {
            prop_assert!(false, "{}\n{:?}\n{}", error, text, text);
        }
    }

    #[test]
    fn random_characters_have_the_same_tree(text in "(\\[|\\[\\[)?[ab. ='\"\\\\#,{}\\[\\]\n\r\t01e:+\u{e9}\u{7f}-]{0,30}") {
        if let Err(error) = same(&text) {
            prop_assert!(false, "{}\n{:?}", error, text);
        }
    }
}

#[test]
fn many_random_documents_are_valid_and_many_are_not() {
    let is_valid = |seed| same(&documents::document(&mut fastrand::Rng::with_seed(seed))).expect("the same");
    let valid = (0..1000).filter(|seed| is_valid(*seed)).count();
    assert!((200..=800).contains(&valid), "{valid} of 1000");
}

#[test]
fn rules_of_tables() {
    for (text, is_valid) in [
        ("[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3\n", true),
        ("[a]\n[b]\n[a.c]\n[b.c]\n", true),
        ("[a]\nx = 1\n[a]\n", false),
        ("[a]\nb.c = 1\n[a.b]\n", false),
        ("[a]\nb.c = 1\n[a.b.d]\n", true),
        ("[a.b]\n[a]\nb.c.d = 1\n", false),
        ("[a.b.c]\n[a]\nb.d = 1\n", true),
        ("[a.b.c]\n[a]\nb.d = 1\n[a.b]\n", false),
        ("[a.b.c]\n[a]\nb.c.d = 1\n", false),
        ("[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 1\n[[a.c]]\n[[a.c]]\n[a.c.d]\n", true),
        ("[[a]]\n[a]\n", false),
        ("[a.b]\n[[a]]\n", false),
        ("a = []\n[[a]]\n", false),
        ("a = [{}]\n[a.b]\n", false),
        ("a = {}\n[a.b]\n", false),
        ("a = { b.c = 1, b.d = 2 }\n", true),
        ("a = { b = {}, b.d = 2 }\n", false),
        ("a = { b.c = 1, b = 2 }\n", false),
        ("a = 1\na.b = 2\n", false),
        ("a.b = 2\na = 1\n", false),
        ("b = 1\na = 1\nb = 2\n", false),
        ("\"a\" = 1\n'a' = 2\n", false),
        ("\"\\u0061\" = 1\na = 2\n", false),
        ("[[a.b]]\n[a]\nb.c = 1\n", false),
        ("[[a.b]]\n[a]\nb.c.d = 1\n", true),
        ("\u{feff}a = 1\n", true),
        ("a = 1\r\nb = \"\"\"\r\nx\r\n\"\"\"\r\n", true),
        ("a = 1\rb = 2", false),
        ("a = 1 # \u{1}\n", false),
        ("a = { b = 1,\n# comment\nc = 2,\n}\n", true),
    ] {
        assert_eq!(same(text), Ok(is_valid), "{text}");
    }
}

#[test]
fn depth_is_limited() {
    for depth in 78..=84 {
        let is_valid = depth <= 80;
        let nested = |open: &str, close: &str| format!("a = {}{}\n", open.repeat(depth), close.repeat(depth));
        assert_eq!(same(&nested("[", "]")), Ok(is_valid), "arrays {depth}");
        let tables = format!("a = {}1{}\n", "{ a = ".repeat(depth), "}".repeat(depth));
        assert_eq!(same(&tables), Ok(is_valid), "tables {depth}");
        let keys = vec!["a"; depth].join(".");
        for text in [format!("{keys} = 1"), format!("[{keys}]"), format!("[[{keys}]]"), format!("a = {{ {keys} = 1 }}")]
        {
            assert_eq!(same(&text), Ok(is_valid), "{depth} keys: {text}");
        }
    }
}

#[test]
fn tables_with_many_keys_are_searched_as_small_ones() {
    let many = |line: fn(usize) -> String| (0..300).rev().map(line).collect::<String>();
    let headers = many(|n| format!("[a.k{n}.b]\nx = 1\n"));
    let keys = many(|n| format!("k{n} = {{ x = {n} }}\n"));
    for (text, is_valid) in [
        (headers.clone(), true),
        (format!("{headers}[a]\nk = 1\n[a.k7]\n[a.k299]\n[a.k0]\n"), true),
        (format!("{headers}[a.k7.b]\n"), false),
        (format!("{headers}[a.k299.b]\n"), false),
        (format!("[a]\n{keys}"), true),
        (format!("[a]\n{keys}k7 = 1\n"), false),
        (format!("[a]\n{keys}[a.k7]\n"), false),
        (format!("[a]\n{keys}[a.k300]\n[b]\n{keys}[b.k300]\n"), true),
        (format!("a = {{ {} }}", keys.replace('\n', ",\n")), true),
        (many(|n| format!("a.k{n}.b = 1\na.k{n}.c = 1\n")), true),
    ] {
        assert_eq!(same(&text), Ok(is_valid), "{text}");
    }
}

#[test]
fn datasets_have_the_same_tree() {
    let mut files = 0;
    for folder in ["data", "tests/it/data", "examples"] {
        files += in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    }
    assert!(files > 5, "{files} files");
}

fn in_folder(folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files += in_folder(&path);
        } else if path.extension().is_some_and(|extension| extension == "toml")
            && let Ok(text) = fs::read_to_string(&path)
        {
            same(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files += 1;
        }
    }
    files
}
