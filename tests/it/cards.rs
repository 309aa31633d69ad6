//! The cards of persons, parties, topics, places, sources and documents: what they say, and how they are reached and left.

use demarche::config::Settings;
use insta::assert_snapshot;

use crate::support::files::FULL;
use crate::support::{Screen, counted, ids, indexed, shipped};

/// A screen with the full dataset, tall enough for a whole card.
fn full(width: u16) -> Screen {
    Screen::of(indexed(FULL), width, 70, Settings::default())
}

/// The detail pane, with its title.
fn card(screen: &Screen) -> String {
    let title = screen.text().lines().find(|line| line.contains('┬')).map_or_else(String::new, |line| {
        line.split_once('┬').map_or("", |(_, title)| title).trim_matches(['─', ' ']).to_owned()
    });
    format!("[{title}]\n{}", screen.detail_rows().join("\n").trim_end())
}

#[test]
fn cards_have_all_that_is_known() {
    for (name, keys) in [
        ("person", "p `anna` Ctrl-o"),
        ("party", "P `north` Ctrl-o"),
        ("topic", "t `land` Ctrl-o"),
        ("place", "L `hall` Ctrl-o"),
        ("source", "s `gazette` Ctrl-o"),
        ("copied_source", "s `wire` Ctrl-o"),
    ] {
        assert_snapshot!(format!("card_{name}"), card(full(140).press(keys)));
    }
}

#[test]
fn documents_are_reached_from_the_records_that_cite_them() {
    let mut screen = full(140);
    screen.press(": `talks` Enter l");
    follow(&mut screen, "Treaty of the Land: Second draft");
    assert_snapshot!("card_version", card(&screen));
    follow(&mut screen, "Treaty of the Land");
    assert_snapshot!("card_proposal", card(&screen));
}

/// Moves to the link with this text in the detail pane and opens it.
fn follow(screen: &mut Screen, text: &str) {
    for _ in 0..80 {
        if screen.app.state().current_link_text().is_some_and(|link| link == text) {
            screen.press("Enter");
            return;
        }
        screen.press("j");
    }
    panic!("no link {text:?} in\n{}", screen.text());
}

#[test]
fn backspace_returns_along_the_cards_to_the_link() {
    let mut screen = full(140);
    screen.press(": `talks` Enter l");
    follow(&mut screen, "Anna Arden");
    let person = card(&screen);
    assert!(person.starts_with("[Person]\n Anna Arden"), "{person}");
    follow(&mut screen, "Béla Baker");
    assert!(card(&screen).starts_with("[Person]\n Béla Baker"), "{}", screen.text());
    screen.press("Backspace");
    assert_eq!(card(&screen), person);
    assert_eq!(screen.app.state().current_link_text().as_deref(), Some("Béla Baker"));
    screen.press("Backspace");
    assert!(card(&screen).starts_with("[Detail]\n Talks in the hall"), "{}", screen.text());
    assert_eq!(screen.app.state().current_link_text().as_deref(), Some("Anna Arden"));
    assert_eq!(screen.query(), "", "a card changes no filter");
}

#[test]
fn records_are_reached_from_cards_and_back() {
    let mut screen = full(140);
    screen.press("p `cyril` Ctrl-o");
    follow(&mut screen, "A call before");
    assert_eq!(screen.current(), Some("call"));
    assert!(card(&screen).starts_with("[Detail]\n A call before"), "{}", screen.text());
    screen.press("Backspace");
    assert!(card(&screen).starts_with("[Person]\n Cyril Cole"), "{}", screen.text());
}

#[test]
fn cards_are_left_by_moving_and_by_escape() {
    let opened = |keys: &str| {
        let mut screen = full(140);
        card(screen.press("p `anna` Ctrl-o").press(keys)).lines().next().unwrap_or("").to_owned()
    };
    assert_eq!(opened(""), "[Person]");
    assert_eq!(opened("h"), "[Person]", "the card stays beside the list");
    assert_eq!(opened("h j"), "[Detail]", "until the cursor moves");
    assert_eq!(opened("Esc"), "[Detail]");
    assert_eq!(opened("."), "[Person]", "while it filters");
    assert_eq!(opened(". u"), "[Person]");
    assert_eq!(opened("/ `kind:regatta` Enter"), "[Person]", "and when its records are hidden");
}

#[test]
fn pickers_and_facets_open_cards_without_filtering() {
    let mut screen = Screen::new(160, 50);
    let all = screen.shown();
    screen.press("p `ushakov`");
    assert_ne!(screen.shown(), all, "the picker previews its filter");
    screen.press("Ctrl-o");
    assert_eq!((screen.query(), screen.shown()), ("", all.clone()));
    assert!(card(&screen).contains("Yury Ushakov"), "{}", screen.text());
    screen.press(".");
    assert_eq!(screen.query(), "person:ushakov");
    screen.press("u Esc f o");
    assert_eq!((screen.query(), screen.shown()), ("", all));
    assert!(card(&screen).starts_with("[Person]"), "{}", screen.text());
    screen.press("Esc f / `lavr` Ctrl-o");
    assert!(card(&screen).contains("Sergey Lavrov"), "{}", screen.text());
    // Stances are words of a vocabulary.
    screen.press("Esc f Tab Tab Tab o");
    assert!(screen.text().contains("stances have no card"), "{}", screen.text());
}

#[test]
fn counts_are_those_of_the_filter() {
    let index = shipped();
    for (keys, query) in [
        ("p `ushakov` Ctrl-o", "person:ushakov"),
        ("P `russia` Ctrl-o", "party:ru"),
        ("t `ceasefire` Ctrl-o", "topic:ceasefire"),
        ("L `kremlin` Ctrl-o", "place:kremlin"),
    ] {
        let mut screen = Screen::new(160, 60);
        let text = card(screen.press(keys));
        let records = text.lines().find_map(|line| line.trim().strip_prefix("Records")).expect("counts").trim();
        assert_eq!(records, counted(query), "{query}\n{text}");
        // The bars of the months stand for the same records, as all of these have a date.
        let years =
            text.lines().skip_while(|line| line.trim() != "Months").filter(|line| line.trim().starts_with("20"));
        let sum: usize = years.take(2).filter_map(|line| line.split_whitespace().last()?.parse::<usize>().ok()).sum();
        assert_eq!(sum, ids(index, query).len(), "{query}\n{text}");
        // Within a narrower selection, they are set beside the whole.
        let text = card(screen.press("Esc / `in:2025-12` Enter").press(keys));
        let expected = format!("{}, {} in the selection", counted(query), counted(&format!("{query} in:2025-12")));
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(&expected), "{expected}\n{text}");
    }
}

#[test]
fn what_was_not_known_is_not_on_a_card() {
    let at = |day: &str, keys: &str| {
        let mut screen = full(140);
        screen.press(&format!("/ `asof:{day}` Enter")).press(keys);
        card(&screen)
    };
    let anna = at("2024-12-01", "p `anna` Ctrl-o");
    assert!(anna.contains("Clerk") && !anna.contains("Minister ") && !anna.contains("2024-12-31"), "{anna}");
    assert!(!anna.contains("Speaks first"), "notes are written with hindsight\n{anna}");
    assert!(!anna.contains("until"), "{anna}");
    let later = at("2025-06-01", "p `anna` Ctrl-o");
    assert!(later.contains("until 31 Dec 2024") && later.contains("Minister  since 1 Jan 2025"), "{later}");
    let source = at("2025-03-01", "s `gazette` Ctrl-o");
    assert!(source.contains("not published at the reference date") && !source.contains("Gazette"), "{source}");
    let topic = at("2025-02-25", "t `land` Ctrl-o");
    assert!(topic.contains("The land is shared") && !topic.contains("The land is lent"), "{topic}");
}

#[test]
fn text_on_cards_is_harmless() {
    let text = "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"Eve\\u001b[2J\\u202eNam\"\naliases = [\"A\\u0007B\"]\n\
        [[event]]\nid = \"e\"\ntitle = \"E\\u001b]0;x\\u0007\"\nkind = \"talks\"\nwhen = 2025-01-01\npeople = [\"p\"]\n";
    for width in [10, 30, 60, 120] {
        let mut screen = Screen::of(indexed(text), width, 40, Settings::default());
        let shown = screen.press("p Ctrl-o").text();
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }
}

#[test]
fn an_open_card_survives_a_reload_and_a_reference_date() {
    let mut screen = full(140);
    screen.press("p `anna` Ctrl-o");
    let before = card(&screen);
    let moved = FULL.replacen("[person.anna]", "[person.aaron]\nname = \"Aaron\"\n\n[person.anna]", 1);
    assert_eq!(card(screen.reload(&moved)), before);
    screen.press("/ `asof:2025-03-10` Enter");
    assert!(card(&screen).starts_with("[Person]\n Anna Arden"), "{}", screen.text());
    let gone = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n";
    assert!(card(screen.reload(gone)).starts_with("[Detail]"), "{}", screen.text());
}

#[test]
fn documents_are_found_in_a_picker_and_by_id() {
    let mut screen = Screen::new(160, 50);
    screen.press("d `28 points`");
    let row = screen.text().lines().find(|line| line.contains("▌  28 points")).map(ToOwned::to_owned);
    let count = ids(shipped(), "proposal:us-plan@28").len().to_string();
    assert!(row.as_ref().is_some_and(|row| row.trim_end_matches(['│', ' ']).ends_with(&count)), "{count}: {row:?}");
    screen.press("Ctrl-o");
    let shown = card(&screen);
    assert!(shown.starts_with("[Document]\n 28 points") && shown.contains("· 28 points"), "{shown}");
    screen.press("Esc : `us-plan@28` Enter");
    assert_eq!(card(&screen), shown);
    screen.press("Esc : `us-plan@`");
    assert!(
        screen.text().contains("US peace plan: 28 points") && screen.text().contains("document"),
        "{}",
        screen.text()
    );
    screen.press("Esc : `ushakov` Enter");
    assert!(card(&screen).starts_with("[Person]\n Yury Ushakov"), "{}", screen.text());
    screen.press("Esc d `memorandum` Enter");
    assert!(screen.query().starts_with("proposal:"), "{}", screen.query());
    // Versions that were not public are not offered.
    screen.press("u / `asof:2025-11-01` Enter d `28 points`");
    assert!(!screen.text().contains("▌  28 points"), "{}", screen.text());
}

#[test]
fn points_say_where_they_come_from() {
    let mut screen = Screen::new(120, 300);
    screen.press(": `us-plan@20-public` Enter");
    let text = screen.detail_rows().join("\n");
    assert!(text.contains("from 1 of 28 points"), "{text}");
    follow(&mut screen, "from 1 of 28 points");
    assert!(card(&screen).starts_with("[Document]\n 28 points"), "{}", screen.text());
}
