//! Pictures of the screen with its styles: every pane overlay and dialog, also at sizes that cut them.

use demarche::config::{Settings, ThemeName};
use insta::assert_snapshot;

use crate::support::{Screen, TALKS, indexed, themed};

#[test]
fn list_strip_and_detail() {
    let mut screen = Screen::talks();
    screen.press("j m : `signing` Enter");
    assert_snapshot!("painted-list", screen.painted());
    screen.press("l j j j j");
    assert_snapshot!("painted-detail", screen.painted());
    screen.press("Esc g / `river or (by:anna open) -kind:vote` Enter x '");
    assert_snapshot!("painted-flags", screen.painted());
}

#[test]
fn filter_bar() {
    let mut screen = Screen::talks();
    screen.press("/ `person:anna topic:riv`");
    assert_snapshot!("painted-completion", screen.painted());
    screen.press("Ctrl-u `kind:talks person:zzz \"the\"`");
    assert_snapshot!("painted-wrong", screen.painted());
    screen.press("Ctrl-u `is:quote (river or land -tag:x`");
    assert_snapshot!("painted-unfinished", screen.painted());
    screen.press("Ctrl-u `kind:talks and a query that is longer than the screen is wide, so that its beginning cannot be seen any more` Left Left Left");
    assert_snapshot!("painted-long-query", screen.painted());
}

#[test]
fn facets_pickers_and_views() {
    let mut screen = Screen::talks();
    screen.press("f Down Enter Down ! Tab");
    assert_snapshot!("painted-facets", screen.painted());
    screen.press("Esc p `er` Tab Down Down");
    assert_snapshot!("painted-picker", screen.painted());
    screen.press("Esc W Down");
    assert_snapshot!("painted-views", screen.painted());
    let mut wide = Screen::talks_at(160, 30);
    wide.press("p `anna` Enter");
    assert_snapshot!("painted-wide", wide.painted());
}

#[test]
fn dialogs_and_prompts() {
    let mut screen = Screen::talks();
    screen.press("m e Tab Tab Tab");
    assert_snapshot!("painted-export", screen.painted());
    screen.press("Esc ? `mark`");
    assert_snapshot!("painted-palette", screen.painted());
    screen.press("Esc : `2025-0`");
    assert_snapshot!("painted-goto", screen.painted());
    screen.press("Esc a Ctrl-u `2025-99`");
    assert_snapshot!("painted-as-of", screen.painted());
    screen.press("Ctrl-u `2025-01-01-22-33-44-55-66-77-88-99`");
    assert_snapshot!("painted-as-of-long", screen.painted());
    screen.press("Esc w `Mine`");
    assert_snapshot!("painted-save-view", screen.painted());
    for length in [30, 60, 75, 76, 77, 78] {
        // The cursor stands behind what is typed, as long as there is room for it.
        let mut screen = Screen::talks();
        screen.press(&format!(": `{}`", "x".repeat(length)));
        let painted = screen.painted();
        let lines: Vec<&str> =
            painted.lines().filter(|line| line.starts_with("cursor") || line.contains("xxx")).collect();
        assert_snapshot!(format!("painted-cursor-{length}"), lines.join("\n"));
    }
}

#[test]
fn tables() {
    for (width, keys) in [(100, "2"), (100, "2 S r j"), (76, "2 l"), (60, "2 S"), (44, "2"), (30, "2"), (16, "2")] {
        let mut screen = Screen::talks_at(width, 14);
        screen.press(keys);
        let keys: String = keys.split(' ').collect();
        assert_snapshot!(format!("painted-table-{width}-{keys}"), screen.painted());
    }
}

#[test]
fn themes() {
    for (name, theme) in [("light", ThemeName::Light), ("mono", ThemeName::Mono)] {
        let mut screen = Screen::of(indexed(TALKS), 100, 14, themed(theme, false));
        screen.press("/ `river` Enter j l j");
        assert_snapshot!(format!("painted-{name}"), screen.painted());
    }
    let mut screen = Screen::of(indexed(TALKS), 100, 14, themed(ThemeName::Mono, true));
    screen.press("/ `river` Enter j p");
    assert_snapshot!("painted-ascii", screen.painted());
}

#[test]
fn narrow_and_low_screens() {
    let mut shown = String::new();
    for (width, height, keys) in [
        (40, 12, ""),
        (40, 12, "p `arden`"),
        (40, 12, "f"),
        (40, 12, "e"),
        (40, 12, "?"),
        (40, 12, "l"),
        (24, 8, "/ `kind:talks person:zz`"),
        (24, 5, ""),
        (91, 10, "l G"),
    ] {
        let mut screen = Screen::talks_at(width, height);
        screen.press(keys);
        shown += &format!("=== {width}x{height} {keys}\n{}\n", screen.text());
    }
    assert_snapshot!("painted-small", shown);
}

/// What is wrapped: long words, wide signs, marks that combine, several links in a line.
const LONG: &str = r#"
[dataset]
title = "Long talks"
[party.n]
name = "North"
short = "N"
color = "green"
[person.a]
name = "Anna-Maria von und zu Arden-Montgomery"
role = "Minister for everything that is long enough to be wrapped in a pane"
party = "n"
[place.h]
name = "The Hall"
[topic.t]
name = "A topic with a name of several words"
[topic.u]
name = "Another topic with a long name"
[source.s]
publisher = "P"
title = "S"
url = "https://example.org/an/address/that/is/much/longer/than/the/pane/is/wide/and/has/no/blanks"
[[event]]
id = "e"
title = "Переговоры 会議室で長い話し合いが行われた and a title that goes on for more than one line of the pane"
kind = "talks"
when = 2025-01-01
place = "h"
delegations = [{ party = "n", people = ["a"], role = "host" }]
topics = ["t", "u"]
summary = "First paragraph with enough words for two lines or three.\n\nSecond paragraph, e\u0301te\u0301 and a-word-with-hyphens-that-may-be-broken-at-them."
sources = ["s"]
[[quote]]
event = "e"
speaker = "a"
text = "Words that are quoted at some length, so that the second line hangs under the first"
"#;

#[test]
fn long_texts_are_wrapped_at_every_width() {
    let mut shown = String::new();
    for width in [90, 100, 120] {
        let mut screen = Screen::of(indexed(LONG), width, 44, Settings::default());
        screen.press("/ `enough or long or person:a` Enter");
        shown += &format!("=== {width}\n{}\n", screen.detail_rows().join("\n").trim_end());
    }
    assert_snapshot!("painted-wrapped", shown);
    let mut screen = Screen::of(indexed(LONG), 92, 44, Settings::default());
    screen.press("/ `enough or montgomery` Enter l j j j j");
    assert_snapshot!("painted-wrapped-hits", screen.painted());
}

#[test]
fn links_are_come_to_line_by_line() {
    // Top row of the pane and what `.` would ask for, after each key.
    let mut screen = Screen::of(indexed(LONG), 92, 16, Settings::default());
    screen.press("l");
    let mut steps = Vec::new();
    for key in ["j"; 26].into_iter().chain(["k"; 26]) {
        screen.press(key);
        let mut asked = Screen::of(indexed(LONG), 92, 16, Settings::default());
        asked
            .press("l")
            .press(&steps.iter().map(|(key, _)| *key).chain([key]).collect::<Vec<_>>().join(" "))
            .press(".");
        steps.push((
            key,
            format!("{key} {:<30} {}", screen.detail_top().chars().take(28).collect::<String>(), asked.query()),
        ));
    }
    assert_snapshot!("painted-links", steps.iter().map(|(_, step)| step.as_str()).collect::<Vec<_>>().join("\n"));
}

#[test]
fn nothing_more_below_is_not_said() {
    let arrows = |keys: &str| {
        let mut screen = Screen::talks();
        screen.press(keys);
        let rows = screen.detail_rows();
        (rows[0].ends_with('↑'), rows[rows.len() - 1].ends_with('↓'))
    };
    assert_eq!(arrows("l"), (false, true));
    assert_eq!(arrows("l G"), (true, false));
    assert_eq!(arrows("l G PgUp"), (true, true));
    assert_eq!(arrows(": `undated-letter` Enter l"), (false, false), "what fits has neither");
}
