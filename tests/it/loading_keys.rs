//! Keys during the first load: what works at once, and that all others are handled when the data is there.

use demarche::config::Settings;
use demarche::dataset::{Progress, Step};
use demarche::tui::app::{InitialView, Input, Start};
use demarche::tui::effect::Effect;
use demarche::workspace;

use crate::support::{Screen, TALKS, assert_cases, loaded, start};

fn loading() -> Screen {
    Screen::loading(start(Settings::default()))
}

fn load(screen: &mut Screen) {
    screen.update(Input::Loaded(Box::new(workspace::from_loaded(loaded(TALKS)))));
}

#[test]
fn help_opens_at_once_and_can_be_searched() {
    let mut screen = loading();
    screen.update(Input::Loading(Progress { step: Step::Reading, share: 0.34, events: 61_000 }));
    assert!(screen.text().contains("reading 34 % · 61,000 events"));
    screen.press("?");
    let text = screen.text();
    assert!(text.contains("Help: type to search"), "{text}");
    assert!(text.lines().last().is_some_and(|line| line.contains("reading 34 % · 61,000 events")), "{text}");
    screen.press("`quotation`");
    let searched = screen.text();
    assert_ne!(searched, text);
    // It stays as it is when the data comes.
    load(&mut screen);
    let mut whole = Screen::talks();
    whole.press("? `quotation`");
    assert_eq!(screen.text(), whole.text());
    let mut screen = loading();
    screen.press("? j Esc");
    assert!(!screen.text().contains("Help"), "{}", screen.text());
}

#[test]
fn the_filter_bar_takes_a_query_at_once() {
    let initial_view = InitialView { query: "kind:talks".to_owned(), ..InitialView::default() };
    let mut screen = Screen::loading(Start { initial_view, ..start(Settings::default()) });
    screen.press("/ `river by:nobody` Backspace");
    let text = screen.text();
    assert!(text.contains("/ kind:talks river by:nobod "), "{text}");
    assert!(text.contains("applied when the records are read"), "{text}");
    assert!(!text.contains("unknown"), "nothing is known yet: {text}");
    screen.update(Input::Paste("y".to_owned()));
    assert!(screen.text().contains("by:nobody"), "{}", screen.text());
    load(&mut screen);
    assert!(screen.text().contains("unknown"), "{}", screen.text());
    screen.press("Ctrl-u `by:anna` Enter");
    assert_eq!(screen.query(), "by:anna");
}

/// Keys that may come at any time.
const KEYS: &[&str] = &[
    "/ `by:anna` Enter j j",
    "/ `quarrel`",
    "/ `by:anna` Esc / `river`",
    "/ `by:` Down Enter",
    "? `latest` Enter j",
    "? Down Down Esc p `bela` Enter",
    "p `qbel` Esc 2",
    "p `bela` Enter l",
    ": `pilots` Enter",
    "a Ctrl-u `2025-01-10` Enter",
    "j j j m",
    "x / `the` Enter",
    "f j Enter Esc",
    "e `csv`",
    "t `tra` Enter / `river`",
    "z z z",
];

#[test]
fn keys_lead_to_the_same_screen_as_after_the_load() {
    assert_cases(KEYS.iter().map(|keys| {
        let (mut screen, mut whole) = (loading(), Screen::talks());
        screen.press(keys);
        assert!(screen.effects.is_empty(), "{keys}: {:?}", screen.effects);
        load(&mut screen);
        whole.press(keys);
        ((*keys).to_owned(), screen.text(), whole.text())
    }));
}

#[test]
fn keys_may_come_before_and_after() {
    for keys in KEYS.iter().filter(|keys| !keys.contains('`')) {
        let names: Vec<&str> = keys.split(' ').collect();
        for at in 0..=names.len() {
            let (mut screen, mut whole) = (loading(), Screen::talks());
            screen.press(&names[..at].join(" "));
            load(&mut screen);
            screen.press(&names[at..].join(" "));
            whole.press(keys);
            assert_eq!(screen.text(), whole.text(), "{keys} at {at}");
        }
    }
}

/// Keys of which the last quits, or is part of a text.
const QUITS: &[(&str, bool)] = &[
    ("q", true),
    ("Ctrl-c", true),
    ("j j q", true),
    ("/ q", false),
    ("/ `by:anna` Enter q", true),
    ("/ Esc q", true),
    ("/ Ctrl-c Ctrl-c", true),
    ("? q", false),
    ("? Esc q", true),
    ("p q", false),
    ("p `bela` Enter q", true),
    ("p Ctrl-c Ctrl-c", true),
    (": q", false),
    ("/ Down q", false),
];

#[test]
fn q_quits_unless_it_is_typed() {
    assert_cases(QUITS.iter().map(|(keys, quits)| {
        let mut screen = loading();
        screen.press(keys);
        let is = format!("{}", screen.effects == [Effect::Quit]);
        ((*keys).to_owned(), is, quits.to_string())
    }));
}

#[test]
fn suspending_works_in_everything() {
    for keys in ["", "/ `a`", "?", "p `a`", "2"] {
        let mut screen = loading();
        screen.press(keys).press("Ctrl-z");
        assert_eq!(screen.effects, [Effect::Suspend], "{keys}");
    }
}

#[cfg(unix)]
mod in_a_terminal {
    use crate::support::pty::Run;

    /// A run whose load never ends.
    fn run() -> Run {
        let mut run = Run::with(&[], &[("DEMARCHE_FAULT", "load-forever")]);
        run.wait_for("reading 0 %");
        run
    }

    #[test]
    fn q_and_signals_end_the_program_during_a_load() {
        let mut quit = run();
        quit.press("q");
        assert_eq!(quit.wait_for_exit(), 0);
        for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
            let run = run();
            run.signal(name);
            assert_eq!(run.wait_for_exit(), 128 + number, "{name}");
        }
    }

    #[test]
    fn help_and_filter_bar_are_shown_during_a_load() {
        let mut run = run();
        run.press("/by:putin q").wait_for("/ by:putin q").press("\x1b");
        run.wait_until("closed", |run| !run.shows("by:putin"));
        run.press("?").wait_for("Help: type to search").press("\x1b");
        run.wait_until("closed", |run| !run.shows("Help"));
        run.press("q");
        assert_eq!(run.wait_for_exit(), 0);
    }
}
