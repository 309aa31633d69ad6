//! Reloading while the screen is open: cursor, marks, query and reference date.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

use demarche::config::Settings;
use demarche::dataset::DataFiles;
use demarche::tui::app::Input;
use demarche::workspace;

use crate::support::{Screen, TALKS, assert_cases, loaded, start};

/// [`TALKS`] without some of its records.
fn without(ids: &[&str]) -> String {
    let mut file: toml::Table = TALKS.parse().expect("TOML");
    for table in ["event", "quote"] {
        let rows = file.get_mut(table).and_then(toml::Value::as_array_mut).expect("an array");
        rows.retain(|row| {
            let is = |key: &str| row.get(key).and_then(toml::Value::as_str).is_some_and(|id| ids.contains(&id));
            !is("id") && !is("event")
        });
        for row in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
            row.remove("follows");
            row.remove("related");
        }
    }
    file.to_string()
}

#[test]
fn cursor_stays_on_its_record_or_moves_to_the_next() {
    let reloaded = |keys: &str, gone: &[&str]| {
        let mut screen = Screen::talks();
        screen.press(keys).reload(&without(gone));
        (screen.current().unwrap_or("").to_owned(), screen.query().to_owned(), screen.shown().len())
    };
    let expected = |id: &str, query: &str, shown: usize| (id.to_owned(), query.to_owned(), shown);
    assert_eq!(reloaded(": `pilots` Enter", &["supper"]), expected("pilots", "", 34));
    assert_eq!(reloaded(": `supper` Enter", &["supper"]), expected("first-call", "", 34));
    assert_eq!(reloaded("r : `supper` Enter", &["supper"]), expected("opening", "", 34));
    assert_eq!(reloaded("/ `by:anna` Enter", &["supper"]), expected("opening", "by:anna", 1));
    let last = reloaded(": `farewell` Enter", &["farewell", "undated-letter"]);
    assert_eq!(last, expected("bela-pen", "", 33), "there was no record after it");
}

#[test]
fn marks_of_removed_records_are_cleared() {
    let mut screen = Screen::talks();
    screen.press(": `supper` Enter m : `pilots` Enter m").reload(&without(&["supper"])).press("'");
    assert_eq!(screen.shown(), ["pilots"]);
    screen.reload(TALKS);
    assert_eq!(screen.shown(), ["pilots"], "a record that comes back is not marked");
    screen.reload(&without(&["pilots"])).press("' g n");
    assert_eq!(screen.current(), Some("opening"), "there are no marks");
}

#[test]
fn query_that_became_invalid_is_turned_off_but_kept() {
    let mut screen = Screen::talks();
    screen.press("/ `id:supper` Enter").reload(&without(&["supper"]));
    assert_eq!(screen.state(), "first-call | 6 – 12 January 2025 | / id:supper | 34 | filter off | time off");
    screen.reload(TALKS).press("\\ |");
    assert_eq!(screen.shown(), ["supper"], "the query is kept");
}

#[test]
fn data_with_errors_does_not_replace_the_current_data() {
    let mut screen = Screen::talks();
    screen.press(": `pilots` Enter");
    let before = screen.state();
    screen.reload("[dataset]\ntitle = \"Broken\"\n[[event]]\nid = \"x\"\n");
    assert_eq!(screen.state(), before);
    screen.press("R");
    assert!(screen.text().contains("data.toml:3:1"), "{}", screen.text());
    screen.press("Esc").reload(&without(&["supper"]));
    assert_eq!((screen.current(), screen.shown().len()), (Some("pilots"), 34), "valid data is installed");
}

#[test]
fn data_with_errors_is_not_replaced_by_data_with_more_errors() {
    let faulty = format!("{TALKS}\n[[event]]\nid = \"x\"\n");
    let mut screen = Screen::talks();
    screen.reload(&faulty);
    assert!(screen.text().contains("reload failed at data.toml:"), "{}", screen.text());
    // The same if the first data has errors.
    let data = workspace::from_loaded(loaded(&faulty));
    let mut screen = Screen::start(data, 100, 20, start(Settings::default()));
    let shown = screen.shown().len();
    screen.reload("[dataset]\ntitle = \"T\"\n[[event]]\nid = \"x\"\n[[event]]\nid = \"y\"\n");
    assert_eq!(screen.shown().len(), shown);
    assert!(screen.text().contains("reload failed at data.toml:"), "{}", screen.text());
    screen.reload(TALKS);
    assert!(!screen.text().contains("reload failed") && screen.shown().len() == shown);
}

/// A dataset of two files: names, and the rest.
fn in_two_files(names: &str) -> demarche::dataset::Loaded {
    let start = TALKS.find("[[event]]").expect("an event");
    let text = |name: &str, text: &str| demarche::diagnostic::FileText { name: name.into(), text: text.into() };
    demarche::dataset::load_texts(vec![
        text("a-records.toml", &TALKS[start..]),
        text("b-names.toml", &format!("{}{names}", &TALKS[..start])),
    ])
}

#[test]
fn a_mistake_of_toml_is_named_before_the_errors_that_follow_from_it() {
    let mut screen = Screen::start(workspace::from_loaded(in_two_files("")), 120, 30, start(Settings::default()));
    let shown = screen.shown();
    assert!(!shown.is_empty());
    screen.update(Input::Loaded(Box::new(workspace::from_loaded(in_two_files("\n[person.\n")))));
    assert_eq!(screen.shown(), shown);
    let text = screen.text();
    assert!(text.contains("reload failed at b-names.toml:"), "{text}");
    assert!(text.contains("invalid TOML"), "{text}");
    screen.press("R");
    assert!(screen.text().contains("invalid TOML"), "{}", screen.text());
    // What the dataset is, the file would say.
    let loaded = in_two_files("\n[person.\n");
    assert!(!loaded.faults.iter().any(|fault| fault.message.contains("[dataset]")), "{:#?}", loaded.faults);
}

/// Through every key, and whatever is done meanwhile.
#[test]
fn old_data_stays_and_says_so_until_the_data_is_repaired() {
    let mut screen = Screen::talks();
    screen.press("2 S r / `is:quote -by:bela` Enter g j j");
    let (before, query) = (screen.state(), screen.query().to_owned());
    let view = screen.view().clone();
    let broken = format!("{TALKS}\n[[event]\n");
    screen.reload(&broken);
    for keys in ["j k", "R Esc", "? Esc", "p Esc", "T T T", "l h", "e Esc", "/ Esc"] {
        screen.press(keys);
        // R asks for the files again; as long as they are broken nothing changes.
        screen.reload(&broken);
        assert_eq!((screen.state(), screen.query()), (before.clone(), &*query), "{keys}");
        assert!(screen.text().contains("reload failed at data.toml:"), "{keys}: {}", screen.text());
    }
    screen.press("R");
    assert!(screen.text().contains("invalid TOML"), "{}", screen.text());
    screen.press("Esc");
    screen.reload(TALKS);
    assert_eq!(*screen.view(), view, "view, filter and cursor");
    assert_eq!(screen.state(), before);
    assert!(!screen.text().contains("reload failed"));
    screen.press("R");
    assert_eq!(screen.state(), before, "there are no problems to show");
}

#[test]
fn data_with_errors_is_not_replaced_by_data_of_which_a_file_cannot_be_read() {
    let faulty = format!("{TALKS}\n[[event]]\nid = \"x\"\n[[event]]\nid = \"y\"\n");
    let mut screen = Screen::start(workspace::from_loaded(loaded(&faulty)), 100, 20, start(Settings::default()));
    let shown = screen.shown();
    // Fewer errors, but no records.
    screen.reload("[dataset]\ntitle = \"T\n");
    assert_eq!(screen.shown(), shown);
    assert!(screen.text().contains("reload failed at data.toml:2"), "{}", screen.text());
}

#[test]
fn jumping_back_skips_removed_records() {
    let mut screen = Screen::talks();
    screen.press(": `first-call` Enter l j j j j j j Enter");
    assert_eq!(screen.current(), Some("opening"));
    screen.reload(&without(&["first-call", "cyril-call"])).press("Backspace");
    assert_eq!(screen.current(), Some("opening"));
}

#[test]
fn reference_date_is_kept() {
    let mut screen = Screen::talks();
    screen.press("a Ctrl-u `2025-01-10` Enter");
    assert_eq!(screen.shown().len(), 5);
    screen.reload(&without(&["supper"]));
    assert_eq!(screen.shown().len(), 4);
}

/// Keys before the data is read again, keys after, and what the screen is then like.
const OVERLAYS: &[(&str, &str, &str)] = &[
    ("/ `by:ann`", "`a` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:` Down", "Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("p `bel`", "Enter", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("t `tra`", "Enter", "cyril-call | 13 – 19 January 2025 | / topic:trade | 9"),
    ("f j", "Enter Esc", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("f / `bel`", "Enter Esc", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("W Down", "Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W `bela`", "Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("? `latest`", "Enter", "opening | 20 – 26 January 2025 | latest first"),
    (": `pil`", "`ots` Enter", "pilots | 17 – 23 February 2025"),
    ("a", "a Enter", "supper | 6 – 12 January 2025 | / asof:2025-01-07 | 5"),
    ("a Ctrl-u `2025-02-10`", "Enter", "opening | 6 – 12 January 2025 | / asof:2025-02-10 | 16"),
    ("e `csv`", "Enter Esc", "opening | 6 – 12 January 2025 → export csv to screen-talks.csv"),
    (
        "/ `by:anna` Enter w `Mi`",
        "`ne` Enter",
        "opening | 6 – 12 January 2025 | / by:anna | 1 → save view Mine: by:anna",
    ),
    ("z", "z", "opening | 6 – 12 January 2025"),
];

#[test]
fn open_overlays_stay_open_and_usable() {
    assert_cases(OVERLAYS.iter().map(|(before, after, expected)| {
        let mut screen = Screen::talks();
        screen.press(before).reload(TALKS).press(after);
        let state = screen.state();
        let log = screen.effect_log();
        let log = log.lines().rfind(|line| !line.starts_with("remember"));
        let is = log.map_or(state.clone(), |log| format!("{state} → {log}"));
        (format!("{before} ⟳ {after}"), is, (*expected).to_owned())
    }));
}

#[test]
fn escape_returns_to_the_view_before_a_reload() {
    for keys in ["/ `by:anna`", "p `bela`", "W Down", "a", ": `x`", "? `x`", "e", "w `x`"] {
        let mut screen = Screen::talks();
        screen.press("PgDn");
        let before = screen.state();
        screen.press(keys).reload(TALKS).press("Esc");
        assert_eq!(screen.state(), before, "{keys}");
    }
}

/// Keys that lead to places of all kinds.
const PLACES: &[&str] = &[
    "",
    "PgDn j j",
    "G",
    ": `pilots` Enter",
    "l j j j",
    "l PgDn PgDn",
    ": `first-call` Enter l j j",
    ": `first-call` Enter l j Enter j",
    "r PgDn j",
    "v PgDn j",
    "x j j l j",
    "/ `is:quote -by:bela` Enter PgDn j j",
    "m j m ' j",
    "2 j j",
    "2 j Enter j",
    "3 j l l",
    "4 j j",
    "5 j",
    "6 j l",
    "f j j",
    "f / `bel`",
    "p `bela` Enter l",
    "a Ctrl-u `2025-02-10` Enter PgDn",
    "= PgDn",
    "> > > PgDn",
    "- - j",
    "| j j",
];

/// The screen without the status bar, which says that the data was read again.
fn above_status(screen: &Screen) -> String {
    screen.text().rsplit_once('\n').expect("lines").0.to_owned()
}

#[test]
fn the_same_data_again_changes_nothing_on_the_screen() {
    assert_cases(PLACES.iter().map(|keys| {
        let mut screen = Screen::talks();
        screen.press(keys);
        let link = |screen: &Screen| screen.app.state().current_link_text();
        let (before, view, on) = (above_status(&screen), screen.view().clone(), link(&screen));
        screen.reload(TALKS);
        assert_eq!((screen.view(), link(&screen)), (&view, on), "{keys}");
        ((*keys).to_owned(), above_status(&screen), before)
    }));
}

/// The line of the screen with the cursor of the list.
fn cursor_line(screen: &Screen) -> usize {
    screen.text().lines().position(|line| line.starts_with('▌')).expect("a cursor")
}

#[test]
fn the_cursor_stays_on_its_line_when_records_come_before_it() {
    let more = (1..=9).fold(TALKS.to_owned(), |text, day| {
        let event = format!("\n[[event]]\nid = \"early-{day}\"\ntitle = \"Early {day}\"\nkind = \"talks\"\n");
        text + &event + &format!("when = \"2024-12-0{day}\"\nsources = [\"bulletin\"]\n")
    });
    for keys in ["PgDn j j", ": `pilots` Enter", "G", "r j j j", "l PgDn PgDn", "G k k k k k"] {
        let mut screen = Screen::talks();
        screen.press(keys);
        let (record, line, focus) =
            (screen.current().map(ToOwned::to_owned), cursor_line(&screen), screen.app.state().focus());
        let detail = |screen: &Screen| {
            let text = screen.text();
            text.lines().filter_map(|line| Some(line.split_once('│')?.1.to_owned())).collect::<Vec<_>>()
        };
        let shown = detail(&screen);
        screen.reload(&more);
        assert_eq!(screen.current().map(ToOwned::to_owned), record, "{keys}");
        assert_eq!(cursor_line(&screen), line, "{keys}: {}", screen.text());
        assert_eq!((screen.app.state().focus(), detail(&screen)), (focus, shown), "{keys}");
    }
}

/// Writes a file as if long ago, by its number, so that its time of change identifies it.
fn write_long_ago(path: &Path, text: &str, number: u64) {
    std::fs::write(path, text).expect("written");
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + number);
    File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("set");
}

#[test]
fn place_and_marks_are_kept_when_only_the_changed_file_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let [names, records] = ["a-names.toml", "b-records.toml"].map(|name| folder.path().join(name));
    let start_of_records = TALKS.find("[[event]]").expect("an event");
    let (before, text) = TALKS.split_at(start_of_records);
    write_long_ago(&names, before, 0);
    write_long_ago(&records, text, 1);
    let files = DataFiles::Paths(vec![folder.path().to_owned()]);
    let mut screen = Screen::start(workspace::open(&files, &|_| {}), 100, 20, start(Settings::default()));
    screen.press("PgDn j m j");
    let (view, line, record) = (screen.view().clone(), cursor_line(&screen), screen.current().map(ToOwned::to_owned));
    let titles = text.replace("title = \"", "title = \"Renamed ");
    for (number, (text, renamed)) in [(&*titles, true), (text, false)].into_iter().enumerate() {
        write_long_ago(&records, text, 2 + number as u64);
        let again = workspace::open_again(&files, &screen.app.previous(), &|_| {});
        assert_eq!(again.loaded.files_read, 1, "{:?}", again.loaded.faults);
        screen.update(Input::Loaded(Box::new(again)));
        assert_eq!((screen.view(), cursor_line(&screen)), (&view, line));
        assert_eq!(screen.current().map(ToOwned::to_owned), record);
        assert_eq!(screen.text().contains("Renamed "), renamed, "{}", screen.text());
    }
    // An event and its quotes before all others, and after all others.
    let event = |id: &str, day: &str| {
        let event = format!("[[event]]\nid = \"{id}\"\ntitle = \"Added\"\nkind = \"talks\"\nwhen = \"{day}\"\n");
        let quote = format!("[[quote]]\nevent = \"{id}\"\nspeaker = \"anna\"\ntext = \"Added.\"\n");
        format!("{event}sources = [\"bulletin\"]\n{quote}{quote}")
    };
    let shown = screen.shown().len();
    let (early, late) = (event("early", "2024-12-01"), event("late", "2026-12-01"));
    let texts = [(format!("{early}{text}"), 3), (format!("{early}{text}{late}"), 6), (text.to_owned(), 0)];
    for (number, (text, more)) in texts.into_iter().enumerate() {
        write_long_ago(&records, &text, 4 + number as u64);
        let again = workspace::open_again(&files, &screen.app.previous(), &|_| {});
        assert_eq!(again.loaded.files_read, 1, "{:?}", again.loaded.faults);
        screen.update(Input::Loaded(Box::new(again)));
        assert_eq!(screen.current().map(ToOwned::to_owned), record);
        assert_eq!((cursor_line(&screen), screen.shown().len()), (line, shown + more));
    }
    screen.press("'");
    assert_eq!(screen.shown().len(), 1, "the mark stays");
}
