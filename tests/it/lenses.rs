//! The list and the density strip: headings, quotes under their events, context, gaps; quotation marks and precision of dates.

use demarche::config::Settings;
use demarche::index::Index;
use insta::assert_snapshot;

use crate::support::{Screen, indexed};

/// An index of events with these ids and times.
fn events(times: &[(&str, &str)]) -> Index {
    let event = |(id, when): &(&str, &str)| {
        let when = if when.is_empty() { String::new() } else { format!("when = \"{when}\"\n") };
        format!("[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"talks\"\n{when}")
    };
    indexed(&format!("[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n{}", times.iter().map(event).collect::<String>()))
}

fn screen(index: Index) -> Screen {
    Screen::of(index, 80, 60, Settings::default())
}

#[test]
fn headings_follow_the_zoom_but_are_never_finer_than_the_date() {
    let times = [
        ("century", "20XX"),
        ("decade", "202X"),
        ("year", "2025"),
        ("summer", "2025-22"),
        ("winter", "2025-24"),
        ("month", "2025-12"),
        ("some-day", "2025-12-XX"),
        ("day", "2025-12-02"),
        ("part", "2025-12-02 evening"),
        ("clock", "2025-12-02T21:00"),
        ("week", "2025-12-05"),
        ("new-year", "2026-01-02"),
        ("undated", ""),
    ];
    // From years down to days.
    let mut screen = screen(events(&times));
    screen.press("- - - -");
    let mut shown = String::new();
    for _ in 0..5 {
        let rows = screen.list_rows().join("\n");
        shown += &format!("=== by {}\n{}\n", screen.view().zoom.name(), rows.trim_end());
        screen.press("+ g");
    }
    assert_snapshot!(shown);
}

/// Three events; a quote of the second one was said a day later.
const BUNDLES: &str = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.p]\nname = \"P\"\n\
    [[event]]\nid = \"one\"\ntitle = \"One\"\nkind = \"talks\"\nwhen = 2025-01-01\n\
    [[event]]\nid = \"two\"\ntitle = \"Two\"\nkind = \"talks\"\nwhen = 2025-01-01\n\
    [[event]]\nid = \"three\"\ntitle = \"Three\"\nkind = \"call\"\nwhen = 2025-01-03\n\
    [[quote]]\nid = \"one-a\"\nevent = \"one\"\nspeaker = \"p\"\ntext = \"alpha\"\n\
    [[quote]]\nid = \"one-b\"\nevent = \"one\"\nspeaker = \"p\"\ntext = \"beta\"\n\
    [[quote]]\nid = \"two-a\"\nevent = \"two\"\nspeaker = \"p\"\ntext = \"gamma\"\n\
    [[quote]]\nid = \"two-late\"\nevent = \"two\"\nspeaker = \"p\"\ntext = \"delta\"\nwhen = 2025-01-02\n";

#[test]
fn quotes_follow_their_event_in_reverse_order() {
    let walked = |keys: &str| screen(indexed(BUNDLES)).press(keys).list_ids().join(" ");
    assert_eq!(walked(""), "one one-a one-b two two-a two-late three");
    assert_eq!(walked("r"), "three two-late two two-a one one-a one-b");
    assert_eq!(walked("v"), "one one-a one-b two two-a two-late three");
    assert_eq!(walked("r v"), "three two two-a two-late one one-a one-b");
    assert_eq!(walked("x"), "one-a one-b two-a two-late");
    assert_eq!(walked("x r"), "two-late two-a one-b one-a", "without events, quotes are reversed individually");
}

#[test]
fn context_events_are_shown_but_not_counted() {
    let walked = |keys: &str| {
        let mut screen = screen(indexed(BUNDLES));
        screen.press(keys);
        let selection = screen.app.state().selection().len();
        (screen.list_ids().join(" "), selection)
    };
    assert_eq!(walked("/ `beta or delta` Enter"), ("one one-b two two-late".to_owned(), 2));
    assert_eq!(walked("/ `beta or delta` Enter c"), ("one-b two-late".to_owned(), 2));
    assert_eq!(walked("/ `beta or delta` Enter x"), ("one-b two-late".to_owned(), 2));
    assert_eq!(walked("/ `beta or delta` Enter v"), ("one one-b two two-late".to_owned(), 2));
    assert_eq!(walked("/ `three` Enter"), ("three".to_owned(), 1));
    assert_eq!(walked("/ `one or beta` Enter"), ("one one-b".to_owned(), 2), "a selected event is not context");
}

/// Whether the strip of two events has a gap at a zoom.
fn has_gap(from: &str, to: &str, zoom: &str) -> bool {
    let mut screen = screen(events(&[("from", from), ("to", to)]));
    screen.press("+ + + +");
    for _ in 0..5 {
        if screen.view().zoom.name() == zoom {
            return screen.text().contains('┄');
        }
        screen.press("-");
    }
    panic!("unknown zoom {zoom}");
}

#[test]
fn five_empty_periods_are_drawn_and_six_are_a_gap() {
    for (zoom, from, five, six) in [
        ("day", "2025-01-01", "2025-01-07", "2025-01-08"),
        ("week", "2025-01-06", "2025-02-17", "2025-02-24"),
        ("month", "2025-01-31", "2025-07-01", "2025-08-01"),
        ("quarter", "2024-03-31", "2025-07-01", "2025-10-01"),
        ("year", "2010-12-31", "2016-01-01", "2017-01-01"),
    ] {
        assert!(!has_gap(from, five, zoom), "{zoom}: five");
        assert!(has_gap(from, six, zoom), "{zoom}: six");
    }
}

#[test]
fn stepping_on_the_strip_skips_gaps() {
    let mut screen =
        screen(events(&[("a", "2025-01-01"), ("b", "2025-01-03"), ("c", "2025-03-01"), ("d", "2025-03-02")]));
    screen.press("+ + + +");
    let mut steps = Vec::new();
    for key in ["]", "]", "]", "]", "[", "[", "[", "["] {
        steps.push(screen.press(key).current().unwrap_or("").to_owned());
    }
    assert_eq!(steps.join(" "), "b c d d c b a a");
}

#[test]
fn default_zoom_depends_on_the_time_span() {
    for (days, zoom) in [
        (1, "day"),
        (120, "day"),
        (121, "week"),
        (700, "week"),
        (701, "month"),
        (4000, "month"),
        (4001, "quarter"),
        (15_000, "quarter"),
        (15_001, "year"),
    ] {
        let first = chrono::NaiveDate::from_ymd_opt(1960, 1, 1).expect("a day");
        let last = first + chrono::Days::new(days - 1);
        let screen = screen(events(&[("a", &first.to_string()), ("b", &last.to_string())]));
        assert_eq!(screen.view().zoom.name(), zoom, "{days} days");
    }
}

/// The text of a quote with these keys, in both wordings.
fn wordings(keys: &str) -> String {
    let text = format!(
        "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n[person.p]\nname = \"Peter Piper\"\n\
         [[quote]]\nid = \"q\"\nspeaker = \"p\"\nwhen = 2025-01-01\ntext = \"the words\"\n{keys}\n"
    );
    let mut screen = screen(indexed(&text));
    let plain = screen.list_rows()[1].clone();
    let original = screen.press("O").list_rows()[1].clone();
    let text = |row: &str| row.split_once("Piper").map_or("", |(_, text)| text).trim().to_owned();
    format!("{} | {}", text(&plain), text(&original))
}

#[test]
fn only_verbatim_text_is_in_quotation_marks() {
    for (keys, shown) in [
        ("", "“the words” | “the words”"),
        ("fidelity = \"verbatim\"", "“the words” | “the words”"),
        ("fidelity = \"fragment\"", "“the words” | “the words”"),
        ("original = \"die Worte\"", "“the words” | “die Worte”"),
        ("original = \"die Worte\"\ntranslated = \"outlet\"", "“the words” | “die Worte”"),
    ] {
        assert_eq!(wordings(keys), shown, "{keys}");
    }
    let marked = [
        "fidelity = \"paraphrase\"",
        "fidelity = \"relayed\"",
        "fidelity = \"relayed\"\noriginal = \"die Worte\"",
        "original = \"die Worte\"\ntranslated = \"machine\"",
        "fidelity = \"paraphrase\"\noriginal = \"die Worte\"\ntranslated = \"machine\"",
    ];
    let shown: Vec<String> =
        marked.iter().map(|keys| format!("{}\n  {}", keys.replace('\n', ", "), wordings(keys))).collect();
    // The original is never marked as a machine translation.
    assert!(shown.iter().all(|line| line.rsplit_once('|').is_some_and(|(_, original)| !original.contains("machine"))));
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn source_dates_keep_their_precision() {
    let shown = ["2025-12-02", "2025-12-02~", "2025-12-02?", "2025-12", "2025", "2025-12-02T20:00"].map(|published| {
        let text = format!(
            "[dataset]\ntitle = \"T\"\n[source.s]\npublisher = \"Pub\"\ntitle = \"S\"\npublished = \"{published}\"\n\
             [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"s\"]\n"
        );
        let screen = Screen::of(indexed(&text), 120, 30, Settings::default());
        let row = screen.detail_rows().into_iter().find(|row| row.contains("Pub")).unwrap_or_default();
        format!("{published:<18}{}", row.trim())
    });
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn months_follow_local_time() {
    // 23:30 on 31 January in Honolulu is February in UTC.
    let index = indexed(
        "[dataset]\ntitle = \"T\"\n[place.h]\nname = \"H\"\ntimezone = \"Pacific/Honolulu\"\n\
         [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nplace = \"h\"\nwhen = \"2025-01-31T23:30\"\n",
    );
    let mut screen = screen(index);
    screen.press("- - ");
    assert!(screen.list_rows()[0].contains("January 2025"), "{}", screen.text());
    screen.press("i i i");
    assert_eq!(screen.query(), "in:2025-01");
    assert_eq!(screen.shown(), ["e"]);
}
