//! The list as a page: lines per row, the repeated heading, signs of doubt, and scrolling by rows of different heights.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::support::{Screen, indexed, themed};
use demarche::config::{Settings, ThemeName};

const LONG: &str = "we came to listen and we listened, but nobody on the other side of the table had been given the right to say \
                    anything at all about the bridges, the ropes, the pilots and the price of salt";

/// Events with a long quote each, on successive days from 1 January 2025.
fn quotes(count: usize) -> String {
    let mut text = String::from(
        "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n\
         [party.n]\nname = \"North\"\nshort = \"N\"\n\
         [person.a]\nname = \"Anna Arden\"\nparty = \"n\"\n\
         [topic.t]\nname = \"Bridges\"\nfor = \"Open\"\nagainst = \"Closed\"\n\
         [source.s]\npublisher = \"River News\"\ntitle = \"S\"\n",
    );
    for day in 1..=count {
        let _ = write!(
            text,
            "[[event]]\nid = \"e{day}\"\ntitle = \"Meeting number {day} on the bridges\"\nkind = \"meeting\"\n\
             when = \"2025-01-{day:02}\"\ndelegations = [{{ party = \"n\", people = [\"a\"] }}]\n\
             sources = [{{ id = \"s\", credibility = {credibility} }}]\n\
             [[quote]]\nid = \"q{day}\"\nevent = \"e{day}\"\nspeaker = \"a\"\ntext = \"{day}: {LONG}\"\nfidelity = \"verbatim\"\n\
             topics = [\"t\"]\nstance = \"rejects\"\n",
            credibility = 1 + day % 4,
        );
    }
    text
}

fn screen(count: usize, width: u16, height: u16) -> Screen {
    Screen::of(indexed(&quotes(count)), width, height, Settings::default())
}

#[test]
fn few_results_show_whole_quotes() {
    let few = screen(2, 80, 24);
    let text = few.text().replace('\n', " ");
    assert!(text.contains("price of salt”"), "{}", few.text());
    assert_snapshot!("page-few", few.text());
    assert!(!screen(20, 80, 24).text().contains("price of salt"), "of many, only the beginning is shown");
}

#[test]
fn lines_per_row_are_cycled() {
    let mut screen = screen(20, 80, 24);
    let heights: Vec<usize> = (0..5)
        .map(|_| {
            let rows = screen.list_rows();
            screen.press("V");
            rows.iter().filter(|row| row.contains("Meeting number")).count()
        })
        .collect();
    // As many as fit, which is one line; three; all; one; and as at first.
    assert_eq!(heights[0], heights[3]);
    assert_eq!(heights[0], heights[4]);
    assert!(heights[0] > heights[1] && heights[1] > heights[2], "{heights:?}");
    assert_snapshot!("page-three", screen.text());
}

#[test]
fn the_cursor_is_always_visible_as_a_whole() {
    for wraps in ["", "V", "V V", "V V V"] {
        for (width, height) in [(80, 24), (60, 12), (100, 40), (30, 8), (20, 3)] {
            let mut screen = screen(12, width, height);
            screen.press(wraps);
            for keys in ["G", "k", "k", "k", "PgUp", "PgUp", "g", "j", "j", "PgDn", "PgDn", ": `e7` Enter", "}", "{"] {
                screen.press(keys);
                let current = screen.current().expect("a record").to_owned();
                let number = &current[1..];
                let rows = screen.list_rows();
                let own = rows.iter().position(|row| row.starts_with('▌')).expect("the cursor");
                // The first line of a record names it.
                let (title, words) = (format!("Meeting number {number}"), format!("“{number}:"));
                let shown = width < 40 || rows[own].contains(&title) || rows[own].contains(&words);
                assert!(shown, "{wraps:?} at {width}x{height} after {keys}: {current}\n{}", screen.text());
            }
        }
    }
}

#[test]
fn the_heading_of_the_first_row_is_repeated() {
    let mut screen = screen(20, 80, 24);
    screen.press("- - G k k k k");
    for _ in 0..20 {
        screen.press("k");
        assert!(screen.list_rows()[0].contains("2025"), "{}", screen.text());
    }
    screen.press("V G");
    assert!(screen.list_rows()[0].contains("January 2025"), "{}", screen.text());
}

#[test]
fn doubtful_records_have_a_sign() {
    let mut screen = screen(8, 80, 40);
    for row in screen.press("V V V").list_rows().iter().filter(|row| row.contains("Meeting number")) {
        let number = row.split("number ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("");
        let number: usize = number.parse().expect("a number");
        assert_eq!(row.ends_with('!'), 1 + number % 4 >= 3, "{row}");
    }
    assert!(screen.press("?").press("`doubtful`").text().contains("credibility 3 or worse"));
}

#[test]
fn stance_and_outlet_are_in_the_row() {
    let narrow = screen(20, 80, 24);
    assert!(narrow.list_rows().iter().any(|row| row.contains("Arden        ⊖  “")), "{}", narrow.text());
    assert!(!narrow.text().contains("River News"), "no room in one line");
    let mut wide = screen(20, 240, 24);
    let rows = wide.press("z").list_rows();
    assert!(rows.iter().any(|row| row.contains("“1:") && row.contains("River News")), "{}", wide.text());
    assert!(screen(2, 80, 24).text().contains("River News"), "after the words if they are wrapped");
}

#[test]
fn signs_differ_in_ascii_and_without_colours() {
    for theme in [ThemeName::Mono, ThemeName::Auto] {
        let mut screen = Screen::of(indexed(&quotes(8)), 80, 24, themed(theme, true));
        let text = screen.press("m").text();
        assert!(text.is_ascii(), "{text}");
        assert!(text.contains(" M          * Meeting number 1") && text.contains("N  \"1:"), "{text}");
    }
}

#[test]
fn escape_clears_the_filter_at_last() {
    let mut screen = Screen::talks();
    screen.press("/ `by:anna` Enter x l Esc");
    assert_eq!(screen.query(), "by:anna", "the first press leaves the detail pane");
    let text = screen.press("Esc").text();
    assert_eq!(screen.query(), "");
    assert!(text.contains("filter cleared; u restores it"), "{text}");
    screen.press("u");
    assert_eq!(screen.query(), "by:anna");
    let text = screen.press("u u Esc").text();
    assert!(text.contains("q quits"), "{text}");
}

#[test]
fn n_goes_to_matches_of_the_words() {
    let mut screen = Screen::talks();
    screen.press("/ `river or by:bela` Enter");
    let matches = |screen: &mut Screen, key: &str| {
        let mut ids = Vec::new();
        loop {
            let before = screen.current().map(str::to_owned);
            screen.press(key);
            let now = screen.current().map(str::to_owned);
            if now == before {
                return ids;
            }
            ids.push(now.unwrap_or_default());
        }
    };
    let forward = matches(&mut screen, "n");
    let mut words_only = Screen::talks();
    words_only.press("/ `river` Enter c");
    let expected = words_only.list_ids();
    assert!(!forward.is_empty() && forward.iter().all(|id| expected.contains(id)), "{forward:?} of {expected:?}");
    assert!(screen.text().contains("no later match"), "{}", screen.text());
    let backward = matches(&mut screen, "N");
    assert!(!backward.is_empty() && screen.text().contains("no earlier match"));
}

#[test]
fn go_to_lists_what_it_finds_and_q_quits() {
    let mut screen = Screen::talks();
    let text = screen.press(": `call`").text();
    assert!(text.contains("Go to: 1 of") && text.contains("First call"), "{text}");
    screen.press("Down Enter");
    assert_ne!(screen.current(), Some("first-call"), "the second entry");
    let text = screen.press(": `2025-01-07`").text();
    assert!(text.contains("Supper at the port"), "{text}");
    screen.press("Esc : `no such id` Enter");
    assert!(screen.text().contains("is not a date, percentage or id"));
    screen.effect_log();
    screen.press(": `q` Enter");
    assert!(screen.effect_log().contains("quit"));
}

#[test]
fn the_filter_bar_offers_fields_at_once() {
    let text = Screen::talks_at(100, 30).press("/").text();
    assert!(text.contains("person:") && text.contains("by:"), "{text}");
}

#[test]
fn a_key_that_does_nothing_says_why() {
    for (keys, expected) in [
        ("k", "this is the first record"),
        ("G j", "this is the last record"),
        ("G J J J J", "no later event"),
        ("K", "no earlier event"),
        ("[", "no earlier period"),
        ("G G ] ]", "no later period"),
        ("h", "the list has the focus already"),
        ("l l", "the detail pane has the focus already"),
        ("Esc", "nothing to close"),
        ("1", "this lens is already open"),
        ("F5", "F5 has no action"),
        ("n", "no words in the query and no marked records"),
        ("l G G", "end of the record"),
    ] {
        let text = Screen::talks().press(keys).text();
        let last = text.lines().last().unwrap_or("");
        assert!(last.contains(expected), "{keys}: {last}");
    }
}

#[test]
fn help_wraps_on_narrow_screens() {
    let text = Screen::talks_at(60, 40).press("? `next match`").text();
    let words = text.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("next match of the words of the query;"), "{text}");
    assert!(words.contains("without words, next marked record"), "{text}");
}

#[test]
fn showing_all_values_of_a_facet_keeps_the_cursor() {
    let mut screen = Screen::talks_at(160, 30);
    screen.press("f");
    let row = |screen: &Screen| screen.text().lines().position(|line| line.starts_with('▌')).expect("the cursor");
    while !screen.text().lines().nth(row(&screen)).is_some_and(|line| line.contains("more")) {
        screen.press("j");
    }
    let before = row(&screen);
    screen.press("Enter");
    assert_eq!(row(&screen), before, "{}", screen.text());
    assert!(!screen.text().lines().nth(before).is_some_and(|line| line.contains("more")), "{}", screen.text());
}
