//! Rebinding: if all actions have other keys, every mode shows the new keys and no default key.

use std::collections::BTreeMap;

use demarche::config::Settings;
use demarche::tui::action::{Action, Browse, Context, all};
use demarche::tui::key::Key;
use demarche::tui::keymap::KeyMap;

use crate::support::Screen;

/// A distinct key for every action, none of them a default key.
fn other_keys() -> BTreeMap<String, Vec<String>> {
    let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9').map(|c| format!("Alt-{c}"));
    let functions = (2..=24).map(|n| format!("F{n}")).chain((1..=24).map(|n| format!("Ctrl-F{n}")));
    let keys = letters.chain(functions).chain((1..=24).map(|n| format!("Alt-F{n}")));
    let actions = all();
    let pairs: Vec<(String, String)> = actions.iter().map(|info| info.name.to_owned()).zip(keys).collect();
    assert_eq!(pairs.len(), actions.len(), "not enough keys");
    pairs.into_iter().map(|(name, key)| (name, vec![key])).collect()
}

/// The words on a screen that could be keys.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "·,;()".contains(c)).collect()
}

#[test]
fn every_mode_shows_the_bound_keys() {
    let keys = other_keys();
    let key = |name: &str| keys[name][0].clone();
    let default_names: Vec<String> = all()
        .iter()
        .flat_map(|info| info.keys.iter().filter_map(|name| Key::parse(name)))
        .map(|key| key.to_string())
        .filter(|name| name.chars().count() > 1)
        .collect();
    // Actions that open each mode, and actions whose keys are then visible.
    let modes = [
        ("", vec!["help", "person", "filter"]),
        ("filter", vec!["overlay-accept", "overlay-cancel"]),
        ("filter `person:ushkov`", vec!["filter-complete", "overlay-cancel"]),
        ("filter `person:`", vec!["filter-complete"]),
        ("person", vec!["overlay-accept", "picker-mark", "picker-exclude", "picker-role"]),
        ("topic", vec!["overlay-accept", "picker-mark"]),
        ("help", vec!["overlay-accept", "undo", "facets-choose", "quotes"]),
        ("export", vec!["overlay-accept", "export-next-field", "export-next-value"]),
        ("go-to", vec!["overlay-accept", "overlay-cancel"]),
        ("as-of", vec!["as-of-next", "as-of-previous", "overlay-accept"]),
        ("facets", vec!["facets-choose"]),
        ("save-view", vec!["overlay-accept", "overlay-cancel"]),
        ("open-view", vec!["overlay-accept", "overlay-cancel"]),
        ("right", vec!["help", "back"]),
        ("quotes", vec!["timeline"]),
        ("undo", vec![]),
        ("next-mark", vec!["mark"]),
        ("export-again", vec!["export"]),
        ("filter `kind:vote` overlay-accept", vec!["undo", "filter-off", "remove-last"]),
    ];
    for (path, visible) in modes {
        let mut screen = Screen::with(240, 150, Settings { keys: keys.clone(), ..Settings::default() });
        for (nth, part) in path.split('`').enumerate() {
            if nth % 2 == 1 {
                screen.press(&format!("`{part}`"));
            } else {
                part.split_whitespace().for_each(|name| {
                    screen.press(&key(name));
                });
            }
        }
        let text = screen.text();
        let words = words(&text);
        for name in visible {
            assert!(words.contains(&&*key(name)), "{path}: {name} is not shown as {} in\n{text}", key(name));
        }
        for name in &default_names {
            assert!(!words.contains(&&**name), "{path}: the default key {name} is shown in\n{text}");
        }
    }
}

#[test]
fn every_action_is_bound_to_its_key() {
    let map = KeyMap::with(&other_keys()).expect("keys");
    for info in all() {
        let key = map.keys_of(info.action).next().expect("a key");
        assert_eq!(map.action(&[info.context], key), Some(info.action), "{}", info.name);
    }
    let quit = map.keys_of(Action::Browse(Browse::Quit)).next().expect("a key");
    assert_eq!(map.action(&[Context::Menu, Context::Overlay], quit), None, "it is bound only in the panes");
}
