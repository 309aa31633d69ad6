//! The accounts lens: what each side says of an event, on the screen and on the command line.

use std::collections::BTreeMap;

use demarche::config::{Settings, ThemeName};
use insta::assert_snapshot;

use crate::support::cells::{Cell, cells, cells_of};
use crate::support::files::{FULL, FULL_FILE};
use crate::support::{Screen, ids, indexed, shipped, themed};

/// How often each record is named by cells for which a test holds.
fn named(cells: &[Cell], test: impl Fn(&Cell) -> bool) -> BTreeMap<String, usize> {
    let mut named = BTreeMap::new();
    for id in cells.iter().filter(|cell| test(cell)).flat_map(Cell::ids) {
        *named.entry(id).or_default() += 1;
    }
    named
}

#[test]
fn every_selected_record_is_named_and_no_other() {
    for query in ["in:2025-12", "topic:ceasefire", "by:ushakov", "kind:talks", "is:quote since:2026", "asof:2025-12-02"]
    {
        let cells = cells(&["accounts", "-q", query]);
        let selected = ids(shipped(), query);
        let all: Vec<String> = named(&cells, |_| true).into_keys().collect();
        let mut expected = selected.clone();
        expected.sort();
        assert_eq!(all, expected, "{query}");
        // A quote stands in one cell.
        let quotes =
            named(&cells, |cell| cell.text("matter") != "event" && !cell.text("account-id").contains("/account/"));
        assert!(quotes.values().all(|count| *count == 1), "{query}");
        let is_event = |id: &String| shipped().dataset.events.find(id).is_some();
        assert_eq!(quotes.len(), selected.iter().filter(|id| !is_event(id)).count(), "{query}");
        // What is shown of other records is called context and names none.
        for cell in cells.iter().filter(|cell| cell.text("context") == "yes") {
            assert_eq!(cell.number("records"), 0, "{query}: {cell:?}");
        }
    }
}

#[test]
fn quotes_of_selected_events_are_context() {
    let cells = cells(&["accounts", FULL_FILE, "-q", "id:talks"]);
    let said: Vec<(String, String)> = cells
        .iter()
        .map(|cell| (cell.text("who"), cell.text("context")))
        .filter(|(who, _)| who.contains("Béla") || who.contains("Anna"))
        .collect();
    assert_eq!(
        said,
        [("Béla Baker", "yes"), ("Anna Arden", "yes")].map(|(who, context)| (who.to_owned(), context.to_owned()))
    );
}

#[test]
fn contradictions_share_a_number() {
    let all = cells(&["accounts", FULL_FILE]);
    let of = |words: &str| {
        let cell = all.iter().find(|cell| cell.text("words").contains(words) && cell.text("matter") != "event");
        cell.unwrap_or_else(|| panic!("{words}")).text("contradictions")
    };
    assert_eq!([of("Lent"), of("The well is ours")], ["≠3", "≠3"], "declared by `disputes`");
    assert_eq!([of("3 h"), of("about 5 h")], ["≠1", "≠1"], "an account that differs from the entry");
    assert_eq!([of("Emil Ernst, Dora Drake"), of("Anna Arden, Béla Baker")], ["≠2", "≠2"]);
    assert_eq!(of("Hope remains"), "");
    // Without the other statement there is no number.
    let alone = cells(&["accounts", FULL_FILE, "-q", "id:bela-lent"]);
    let signs: Vec<String> =
        alone.iter().map(|cell| cell.text("contradictions")).filter(|sign| !sign.is_empty()).collect();
    assert_eq!(signs, ["≠1", "≠1", "≠2", "≠2", "≠"]);
}

#[test]
fn what_one_side_alone_says_is_marked() {
    let alone = |args: &[&str]| {
        let cells = cells(&[&["accounts"], args].concat());
        let alone = cells.iter().filter(|cell| cell.text("alone") == "yes").map(|cell| cell.text("words"));
        alone.collect::<Vec<_>>()
    };
    assert_eq!(
        alone(&[FULL_FILE]),
        ["(relayed) The wind was against us", "“Hope remains for the well”", "(paraphrase) There is hope for the well"]
    );
    assert_eq!(alone(&[FULL_FILE, "-q", "by:anna"]), ["“The well is ours, too”"], "within the selection");
}

#[test]
fn words_spoken_come_before_paraphrases_then_by_time() {
    let event = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[party.a]\nname = \"A\"\n[topic.t]\nname = \"T\"\n\
        [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-01\n";
    let quote = |id: &str, day: &str, more: &str| {
        format!(
            "[[quote]]\nid = \"{id}\"\nevent = \"e\"\nspeaker = \"a\"\ntopics = [\"t\"]\ntext = \"{id}\"\nwhen = {day}\n{more}\n"
        )
    };
    let data = [
        event.to_owned(),
        quote("late", "2025-01-05", ""),
        quote("told", "2025-01-02", "fidelity = \"relayed\""),
        quote("early", "2025-01-03", "fidelity = \"fragment\""),
        quote("sense", "2025-01-01", "fidelity = \"paraphrase\""),
    ];
    let cells = cells_of(&data.concat(), &["accounts", "-q", "is:quote"]);
    let order: Vec<String> = cells.iter().flat_map(Cell::ids).collect();
    assert_eq!(order, ["early", "late", "sense", "told"]);
}

#[test]
fn accounts_not_yet_known_are_left_out() {
    // The accounts of the meeting became known with the final word, in March.
    let accounts = |day: &str| {
        let cells = cells(&["accounts", FULL_FILE, "--as-of", day]);
        cells.iter().filter(|cell| cell.text("account-id").starts_with("talks/account")).count()
    };
    assert_eq!((accounts("2025-02-25"), accounts("2025-06-01")), (0, 4));
}

#[test]
fn narrowing_keeps_the_event_above_its_matters() {
    let rows = |words: &str| {
        let cells = cells(&["accounts", FULL_FILE, "--narrow", words]);
        let mut rows: Vec<String> = cells.iter().map(|cell| cell.text("account")).collect();
        rows.dedup();
        rows.join(" | ")
    };
    assert_eq!(rows("duration"), "Talks in the hall | duration");
    assert_eq!(rows("boats"), "Boats race | River");
    assert_eq!(rows("northland"), "Talks in the hall | Land", "a word for a column");
    assert_eq!(rows("nothing-like-it"), "");
}

/// The keys that open the accounts of an event with contradictions.
const OPEN: &str = ": `witkoff-umerov-miami` Enter 4";

#[test]
fn events_are_stepped_through() {
    let mut screen = Screen::of(indexed(FULL), 140, 80, Settings::default());
    screen.press(": `talks` Enter 4");
    assert!(screen.text().contains("They share the well"), "{}", screen.text());
    screen.press("J");
    assert!(screen.text().contains("Boats race") && !screen.text().contains("They share"), "{}", screen.text());
    screen.press("J J J");
    assert!(
        screen.text().contains("There is hope for the well"),
        "quotes without an event come last\n{}",
        screen.text()
    );
    screen.press("K K K");
    assert!(screen.text().contains("They share the well"), "{}", screen.text());
    screen.press("M");
    assert!(screen.text().contains("They share the well") && screen.text().contains("Boats race"), "{}", screen.text());
}

#[test]
fn a_record_is_reached_from_a_cell_and_back() {
    let mut screen = Screen::new(120, 36);
    screen.press(OPEN);
    let grid = screen.text();
    screen.press("j j Enter j j Enter");
    assert_eq!((screen.view().lens, screen.current()), ("timeline", Some("witkoff-umerov-miami")), "{}", screen.text());
    screen.press("Backspace");
    assert_eq!(screen.view().lens, "accounts");
    screen.press("Esc g");
    assert_eq!(screen.text().lines().skip(5).collect::<Vec<_>>().len(), grid.lines().skip(5).collect::<Vec<_>>().len());
    screen.press("Enter j Enter");
    assert!(screen.text().contains(" Party "), "a side has a card\n{}", screen.text());
}

#[test]
fn nothing_to_show_says_what_is_missing() {
    let data = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-01\n";
    let mut screen = Screen::of(indexed(data), 100, 24, Settings::default());
    assert!(screen.press("4").text().contains("Nobody is quoted on these events"), "{}", screen.text());
    screen.press("/ `kind:talks` Enter");
    assert!(screen.text().contains("\\ turns the filter off"), "{}", screen.text());
    screen.press("u / `kind:vote` Enter");
    assert!(screen.text().contains("No matches."), "{}", screen.text());
}

#[test]
fn pictures() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut screen = Screen::new(width, height);
        assert_snapshot!(format!("accounts_{width}x{height}"), screen.press(OPEN).text());
    }
    let mut screen = Screen::with(120, 36, themed(ThemeName::Mono, true));
    screen.press(OPEN).press("z j j");
    assert_snapshot!("accounts_ascii", screen.text());
    assert!(
        screen.text().lines().skip(9).take(20).all(str::is_ascii) || screen.text().contains('é'),
        "{}",
        screen.text()
    );
}
