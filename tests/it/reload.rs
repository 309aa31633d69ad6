//! Reloading while the screen is open: cursor, marks, query and reference date.

use demarche::config::Settings;
use demarche::workspace;

use crate::support::{Screen, TALKS, loaded, start};

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
