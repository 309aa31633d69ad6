//! Large datasets are shown before their words are indexed: what is shown until then, and that nothing differs afterwards.

use std::fmt::Write as _;
use std::sync::Arc;

use demarche::config::Settings;
use demarche::dataset::{DataFiles, Loaded};
use demarche::index::Index;
use demarche::tui::app::Input;
use demarche::tui::effect::Effect;
use demarche::workspace::{self, Workspace};

use crate::support::{Screen, TALKS, assert_cases, indexed, loaded, start};

/// What the status bar says meanwhile.
const NOTE: &str = "indexing words";
const UNFILTERED: &str = "the list is not filtered by words yet";

fn without_words() -> Workspace {
    let index = Index::without_words(Arc::new(loaded(TALKS).dataset));
    Workspace { index, loaded: Loaded::default() }
}

/// A screen whose words are not indexed, as it is after a first load.
fn early() -> Screen {
    let mut screen = Screen::start(without_words(), 100, 20, start(Settings::default()));
    assert_eq!(std::mem::take(&mut screen.effects), [Effect::IndexWords]);
    screen
}

/// Does what the program does in the background.
fn index_words(screen: &mut Screen) {
    screen.app.whole().index_words();
    screen.update(Input::WordsIndexed);
}

/// The screen without its last line, and that line.
fn parts(screen: &Screen) -> (String, String) {
    let text = screen.text();
    let (above, status) = text.rsplit_once('\n').expect("lines");
    (above.to_owned(), status.to_owned())
}

#[test]
fn records_are_shown_before_and_the_status_bar_says_what_is_missing() {
    let (mut screen, whole) = (early(), Screen::talks());
    let (above, status) = parts(&screen);
    assert_eq!(above, parts(&whole).0);
    assert!(status.ends_with(NOTE), "{status}");
    screen.press("/ `river`");
    assert_eq!(screen.shown(), whole.shown(), "all of them may contain the word");
    assert!(parts(&screen).1.contains(UNFILTERED), "{}", screen.text());
    screen.press("Enter");
    assert!(parts(&screen).1.contains(UNFILTERED), "{}", screen.text());
    screen.resize(70, 20);
    assert!(parts(&screen).1.contains("not filtered by them yet"), "{}", screen.text());
    index_words(&mut screen);
    assert!(!screen.text().contains(NOTE));
}

/// Queries, and how many of the records are shown before the words are indexed.
const QUERIES: &[(&str, usize)] = &[
    ("river", 35),
    ("-river", 35),
    ("by:anna river", 1),
    ("by:anna or river", 35),
    ("kind:talks -(river or by:bela)", 7),
    ("-(river kind:talks)", 35),
    ("mentions:anna", 35),
    ("-mentions:anna", 35),
    ("is:quote \"of the\"", 13),
    ("asof:2025-01-10 river", 5),
    ("/river/", 13),
    ("by:anna", 1),
];

#[test]
fn a_query_shows_all_records_that_may_match_and_then_those_that_do() {
    assert_cases(QUERIES.iter().map(|(query, before)| {
        let keys = format!("/ `{query}` Enter");
        let (mut screen, mut whole) = (early(), Screen::talks());
        screen.press(&keys);
        whole.press(&keys);
        let shown = screen.shown();
        let none_is_missing = whole.shown().iter().all(|id| shown.contains(id));
        index_words(&mut screen);
        let same = (screen.text() == whole.text(), screen.shown() == whole.shown());
        let is = format!("{} before, none missing: {none_is_missing}, same after: {same:?}", shown.len());
        ((*query).to_owned(), is, format!("{before} before, none missing: true, same after: (true, true)"))
    }));
}

#[test]
fn an_unknown_name_is_an_error_at_once() {
    let mut screen = early();
    screen.press("/ `river mentions:nobody`");
    assert!(screen.text().contains("unknown person \"nobody\""), "{}", screen.text());
}

#[test]
fn position_and_overlays_stay_when_the_words_are_indexed() {
    for keys in [
        "j j PgDn",
        ": `pilots` Enter l j j",
        "l PgDn PgDn",
        "/ `by:bel`",
        "/ `riv`",
        "p `bel`",
        "? `late`",
        "f j",
        "e",
        ": `pil`",
        "W Down",
        "2",
        "a Ctrl-u `2025-02-10`",
        "w `Mine`",
    ] {
        let (mut screen, mut whole) = (early(), Screen::talks());
        screen.press(keys);
        index_words(&mut screen);
        whole.press(keys);
        assert_eq!(screen.text(), whole.text(), "{keys}");
        let link = |screen: &Screen| screen.app.state().current_link_text();
        assert_eq!(link(&screen), link(&whole), "{keys}");
        screen.press("Esc j");
        whole.press("Esc j");
        assert_eq!(screen.state(), whole.state(), "{keys}");
    }
}

#[test]
fn exports_wait_for_the_words() {
    let mut screen = early();
    screen.press("/ `river` Enter");
    screen.effects.clear();
    screen.press("e `csv` Enter");
    assert_eq!(screen.effect_log(), "");
    assert!(screen.text().contains("exported when all words are indexed"), "{}", screen.text());
    screen.press("Enter");
    assert_eq!(screen.effect_log(), "", "it is asked for once");
    index_words(&mut screen);
    let request = match &screen.effects[..] {
        [Effect::Export(request)] => request.clone(),
        other => panic!("one export, not {other:?}"),
    };
    let mut whole = Screen::talks();
    whole.press("/ `river` Enter");
    let written = |screen: &Screen| {
        let mut out = Vec::new();
        screen.app.state().write_export(&request, crate::support::clock(), &mut out).expect("memory does not fail");
        out
    };
    assert_eq!(written(&screen), written(&whole));
}

#[test]
fn words_of_data_that_was_replaced_change_nothing() {
    let mut screen = early();
    screen.press("/ `river` Enter");
    screen.update(Input::Loaded(Box::new(without_words())));
    assert_eq!(screen.effects.last(), Some(&Effect::IndexWords));
    // Those of the first data.
    screen.update(Input::WordsIndexed);
    assert!(screen.text().contains(NOTE));
    index_words(&mut screen);
    assert!(!screen.text().contains(NOTE));
    assert_eq!(screen.shown().len(), 13);
}

#[test]
fn a_failure_ends_the_program_with_its_message() {
    let mut screen = early();
    screen.update(Input::IndexingFailed("no memory".to_owned()));
    assert_eq!(screen.effect_log(), "fail indexing failed: no memory");
}

/// A dataset so large that its words are indexed later on the screen.
fn large() -> String {
    (0..2100).fold("[dataset]\ntitle = \"T\"\n".to_owned(), |mut text, n| {
        let _ = write!(text, "[[event]]\nid = \"e{n}\"\ntitle = \"Event {n}\"\nkind = \"talks\"\n");
        text
    })
}

#[test]
fn only_the_screen_leaves_words_for_later() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), large()).expect("written");
    let files = DataFiles::new(vec![folder.path().into()]);
    assert!(workspace::open(&files, &|_| {}).index.has_words());
    assert!(!workspace::open_without_words(&files, &|_| {}).index.has_words());
    assert!(indexed(TALKS).has_words());
    let small = DataFiles::Builtin;
    assert!(workspace::open_without_words(&small, &|_| {}).index.has_words(), "nobody would see a difference");
}

#[cfg(unix)]
#[test]
fn the_program_indexes_words_and_then_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), large()).expect("written");
    let path = folder.path().to_str().expect("a path");
    let mut run = crate::support::pty::Run::start(&[path, "-q", "event 1999"]);
    run.wait_for("1 event").wait_for("Event 1999").press("q");
    assert_eq!(run.wait_for_exit(), 0);
    let mut run = crate::support::pty::Run::with(&[path], &[("DEMARCHE_FAULT", "words")]);
    run.wait_until("ended", |run| String::from_utf8_lossy(&run.raw).contains("injected fault"));
    assert!(crate::support::pty::Run::final_output(&run.raw).contains("indexing failed: injected fault: words"));
    assert_eq!(run.wait_for_exit(), 1);
}
