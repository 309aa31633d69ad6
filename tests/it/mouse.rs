//! Mouse, paste, and normalization of keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use demarche::tui::key::Key;

use crate::support::{Screen, assert_cases};

#[test]
fn a_click_selects_the_row_under_it() {
    let clicked = |keys: &str, on: &str| Screen::talks().press(keys).click_on(on).state();
    assert_eq!(clicked("", "Supper at the port"), "supper | 6 – 12 January 2025");
    assert_eq!(clicked("", "13 – 19 January"), "opening | 6 – 12 January 2025", "headings cannot be selected");
    assert_eq!(clicked("G", "Signing in the hall"), "signing | (blank)", "in a scrolled list");
    assert_eq!(clicked("PgDn", "◖ First call"), "first-call | opening");
    assert_eq!(clicked("l", "Supper at the port"), "supper | 6 – 12 January 2025", "a click focuses the list");
    assert_eq!(clicked("", "Béla Baker"), "opening | 6 – 12 January 2025 | detail at Opening of the talks");
    assert_eq!(clicked("", "Screen talks"), "opening | 6 – 12 January 2025", "the header ignores clicks");
}

#[test]
fn clicks_on_the_edges_of_a_pane() {
    let mut screen = Screen::talks();
    let list = screen.app.state().layout().list;
    assert_eq!(screen.click(list.x, list.y + 1).state(), "opening | 6 – 12 January 2025");
    assert_eq!(screen.click(list.right() - 1, list.bottom() - 1).state(), "yard-visit | 6 – 12 January 2025");
    assert_eq!(screen.click(list.x, list.y + 4).state(), "supper | 6 – 12 January 2025");
    let divider = screen.app.state().layout().divider;
    assert_eq!(screen.click(divider.x, divider.y + 2).state(), "supper | 6 – 12 January 2025");
    assert_eq!(screen.click(5000, 5000).state(), "supper | 6 – 12 January 2025");
}

#[test]
fn a_click_on_the_strip_goes_to_its_first_record() {
    // A period is six columns wide; the first one starts in the second column.
    for (keys, x, expected) in [
        ("", 1, "opening | 6 – 12 January 2025"),
        ("", 6, "opening | 6 – 12 January 2025"),
        ("", 7, "first-call | 6 – 12 January 2025"),
        ("", 25, "clerks | forum"),
        ("", 61, "opening | 6 – 12 January 2025"),
        ("", 67, "signing | (blank)"),
        ("", 72, "signing | (blank)"),
        ("", 73, "opening | 6 – 12 January 2025"),
        ("", 0, "opening | 6 – 12 January 2025"),
        ("G", 1, "opening | 6 – 12 January 2025"),
        ("/ `ropers or signing` Enter", 67, "signing | 10 – 16 March 2025 | / ropers or signing | 2"),
        ("/ `ropers or signing` Enter", 13, "ropers | 10 – 16 March 2025 | / ropers or signing | 2"),
    ] {
        let mut screen = Screen::talks();
        let strip = screen.press(keys).app.state().layout().strip;
        assert_eq!(screen.click(x, strip.y + 2).state(), expected, "{keys} at {x}");
    }
}

#[test]
fn long_strip_is_centred_on_the_cursor() {
    let mut screen = Screen::talks_at(30, 20);
    screen.press("+ G K K");
    let strip = screen.app.state().layout().strip;
    screen.click(strip.right() - 2, strip.y + 2);
    assert_eq!(screen.current(), Some("farewell"), "the last day is the last column");
    screen.press("g").click(1, strip.y + 2);
    assert_eq!(screen.current(), Some("opening"), "the first day is the first column");
}

#[test]
fn wheel_scrolls_the_focused_pane() {
    let wheeled = |keys: &str, lines: i32| Screen::talks().press(keys).wheel(lines).state();
    assert_eq!(wheeled("", 3), "supper | 6 – 12 January 2025");
    assert_eq!(wheeled("", -3), "opening | 6 – 12 January 2025");
    assert_eq!(wheeled("G", -2), "bela-pen | (blank)");
    assert_eq!(wheeled("l", 4), "opening | 6 – 12 January 2025 | detail at N        Anna Arden");
    assert_eq!(wheeled("l", 400), "opening | 6 – 12 January 2025 | detail at See also");
    assert_eq!(wheeled("l G", -2), "opening | 6 – 12 January 2025 | detail at Dora Drake  “The ice is thin”");
    assert_eq!(wheeled("l", -3), "opening | 6 – 12 January 2025 | detail at Opening of the talks");
}

#[test]
fn clicks_are_ignored_while_an_overlay_is_open() {
    for keys in ["/ `by:a", "p", "?", "e", ":", "a", "W", "w", "f"] {
        let mut screen = Screen::talks();
        screen.press(&if keys.contains('`') { format!("{keys}`") } else { keys.to_owned() });
        let before = (screen.text(), screen.state());
        for y in 0..20 {
            screen.click(20, y).click(80, y);
        }
        assert_eq!((screen.text(), screen.state()), before, "{keys}");
    }
}

/// Keys before; pasted text; keys after; expected state.
const PASTES: &[(&str, &str, &str, &str)] = &[
    ("", "by:anna", "", "opening | 6 – 12 January 2025"),
    ("/", "by:anna", "", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/", "by:anna", "Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:`", "anna\nriver", "Enter", "opening | 6 – 12 January 2025 | / by:anna river | 1"),
    ("p", "Béla", "", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p", "Béla", "Enter", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("?", "latest first", "Enter", "opening | yard-visit | latest first"),
    (":", "pilots", "Enter", "pilots | karla-masons"),
    ("a Ctrl-u", "2025-02-10", "", "opening | 6 – 12 January 2025 | / asof:2025-02-10 | 16"),
    ("W", "bela", "", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W", "bela", "Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("f /", "bela", "Enter Esc", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("f", "bela", "Enter Esc", "opening | 6 – 12 January 2025 | / person:anna | 9"),
    ("e Tab Tab Ctrl-u", "p q.md", "Enter Esc", "opening | 6 – 12 January 2025 → export markdown to p q.md"),
    ("e", "json", "Enter Esc", "opening | 6 – 12 January 2025 → export markdown to screen-talks.md"),
    ("/ `by:anna` Enter w", "Mine", "Enter", "opening | 6 – 12 January 2025 | / by:anna | 1 → save view Mine: by:anna"),
];

#[test]
fn paste_goes_to_the_text_field() {
    assert_cases(PASTES.iter().map(|(before, pasted, after, expected)| {
        let mut screen = Screen::talks();
        screen.press(before).paste(pasted).press(after);
        let state = screen.state();
        let effects = screen.effect_log();
        let last = effects.lines().rfind(|line| !line.starts_with("remember"));
        let actual = last.map_or(state.clone(), |effect| format!("{state} → {effect}"));
        (format!("{before} “{pasted}” {after}"), actual, (*expected).to_owned())
    }));
}

#[test]
fn key_events_are_normalized() {
    let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
    let (control, alt) = (KeyModifiers::CONTROL, KeyModifiers::ALT);
    let alt_gr = control | alt;
    for (code, modifiers, expected) in [
        (KeyCode::Char('j'), none, "j"),
        (KeyCode::Char('G'), shift, "G"),
        (KeyCode::Char('G'), none, "G"),
        (KeyCode::Char('d'), control, "Ctrl-d"),
        (KeyCode::Char('D'), control, "Ctrl-d"),
        (KeyCode::Char('D'), control | shift, "Ctrl-d"),
        (KeyCode::Char('['), alt_gr, "["),
        (KeyCode::Char('|'), alt_gr, "|"),
        (KeyCode::Char('\\'), alt_gr, "\\"),
        (KeyCode::Char('['), control, "Ctrl-["),
        (KeyCode::Char('.'), alt, "Alt-."),
        (KeyCode::Char('x'), alt, "Alt-x"),
        (KeyCode::Char('x'), alt_gr, "Ctrl-Alt-x"),
        (KeyCode::Char('5'), alt_gr, "Ctrl-Alt-5"),
        (KeyCode::BackTab, shift, "Shift-Tab"),
        (KeyCode::Tab, shift, "Shift-Tab"),
        (KeyCode::Tab, none, "Tab"),
        (KeyCode::Left, control, "Ctrl-←"),
        (KeyCode::F(5), shift, "F5"),
    ] {
        assert_eq!(Key::from(KeyEvent::new(code, modifiers)).to_string(), expected, "{code:?} with {modifiers:?}");
    }
}

#[test]
fn key_names_are_parsed() {
    for (name, shown) in [
        ("ctrl-X", "Ctrl-x"),
        ("CTRL-pgdn", "Ctrl-PgDn"),
        ("alt-Backspace", "Alt-Backspace"),
        ("Ctrl-Left", "Ctrl-←"),
        ("esc", "Esc"),
        ("f24", "F24"),
        ("-", "-"),
        ("Ctrl--", "Ctrl--"),
        ("é", "é"),
        ("Up", "↑"),
    ] {
        assert_eq!(Key::parse(name).map(|key| key.to_string()).as_deref(), Some(shown), "{name}");
    }
    for name in ["", "Ctrl-", "F0", "F25", "Fx", "xy", "Hyper-x", "Ctrl-xy", "Alt-"] {
        assert_eq!(Key::parse(name), None, "{name}");
    }
}
