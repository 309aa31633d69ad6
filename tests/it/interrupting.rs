//! What is computed after the frame, in parts: a key between two parts is answered at once, and in the end everything is as if
//! no key had come in between.

use demarche::config::Settings;
use demarche::tui::app::Input;
use demarche::tui::key::Key;
use proptest::prelude::*;

use crate::support::{Screen, indexed};

fn key(name: &str) -> Input {
    Input::Key(Key::parse(name).expect(name))
}

impl Screen {
    /// Presses a key and computes only so many parts of what is left for after the frame.
    fn press_early(&mut self, name: &str, parts: usize) -> &mut Self {
        self.effects.extend(self.app.answer(key(name)));
        for _ in 0..parts {
            if self.app.is_pending() {
                self.app.settle_in_part();
            }
        }
        self
    }
}

#[test]
fn a_key_between_two_parts_is_answered_before_the_rest() {
    // Wide enough for the facets.
    let mut screen = Screen::new(170, 45);
    screen.press("/ `person:`");
    screen.press_early("p", 3);
    assert!(screen.app.is_pending(), "not all offers are counted in three parts");
    assert_eq!(screen.view().query, "person:p");
    screen.press_early("u", 1);
    assert_eq!(screen.view().query, "person:pu", "the list follows at once");
    assert!(screen.app.is_pending());
    let shown = screen.shown();
    screen.app.settle();
    assert!(!screen.app.is_pending());
    assert_eq!(screen.shown(), shown, "what is computed later changes no record");
    let mut other = Screen::new(170, 45);
    other.press("/ `person:pu`");
    assert_eq!(screen.text(), other.text());
}

/// The number of parts in which completion is computed after a letter, among this many sources that match it.
fn parts_of_completion(sources: usize) -> usize {
    let source = |at: usize| format!("[source.s{at}]\npublisher = \"Gazette {at}\"\ntitle = \"T\"\n");
    let event = "[[event]]\nid = \"e\"\ntitle = \"T\"\nkind = \"talks\"\nsources = [\"s1\"]\n";
    let text = format!("[dataset]\ntitle = \"T\"\n{}{event}", (0..sources).map(source).collect::<String>());
    // Too narrow for the facets.
    let mut screen = Screen::of(indexed(&text), 90, 40, Settings::default());
    screen.press("/ `source:`").press_early("g", 0);
    assert_eq!(screen.shown(), ["e"], "the list does not wait for completion");
    let mut parts = 0;
    while screen.app.is_pending() {
        screen.app.settle_in_part();
        parts += 1;
    }
    assert!(screen.text().contains("Gazette 0"), "{}", screen.text());
    parts
}

#[test]
fn more_names_are_searched_in_more_parts() {
    let (few, many) = (parts_of_completion(100), parts_of_completion(50_000));
    assert!(many > few + 2, "{many} parts for 50,000 names, {few} for 100");
}

#[test]
fn facets_wait_for_keys_of_the_list() {
    let mut screen = Screen::new(170, 45);
    screen.press_early("x", 2);
    assert!(screen.app.is_pending(), "not all categories are counted in two parts");
    let before = screen.current().map(ToOwned::to_owned);
    screen.press_early("j", 0);
    assert!(screen.app.is_pending(), "moving the cursor does not need them");
    assert_ne!(screen.current().map(ToOwned::to_owned), before);
    // Their own keys do.
    screen.press_early("f", 0).press_early("Enter", 0);
    screen.app.settle();
    let mut other = Screen::new(170, 45);
    other.press("x j f Enter");
    assert_eq!(screen.view().query, other.view().query);
    assert_eq!(screen.text(), other.text());
}

/// Keys that leave much to compute, and keys that come too early.
const KEYS: &[&str] = &[
    "/",
    "p",
    "e",
    "r",
    ":",
    "s",
    "Space",
    "2",
    "Tab",
    "Down",
    "Up",
    "Enter",
    "Esc",
    "Backspace",
    "x",
    "j",
    "k",
    "u",
    "f",
    "Left",
    "Right",
    "1",
    "2",
    "-",
    "+",
    "v",
    "c",
    "?",
    "P",
    "m",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn keys_that_come_early_show_the_same_in_the_end(
        keys in prop::collection::vec((prop::sample::select(KEYS), 0usize..5), 1..14),
    ) {
        let mut early = Screen::with(170, 45, Settings::default());
        let mut late = Screen::with(170, 45, Settings::default());
        for (name, parts) in keys {
            early.press_early(name, parts);
            late.press(name);
            prop_assert_eq!(early.view(), late.view());
            prop_assert_eq!(early.shown(), late.shown());
        }
        early.app.settle();
        prop_assert!(!early.app.is_pending());
        // The cursor of the facets is where it was when they were last counted.
        early.press("f Esc");
        late.press("f Esc");
        prop_assert_eq!(early.view(), late.view());
    }
}
