//! Data read again while the screen is open: what stays where it was, by id, and what goes with records that are gone.

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
fn the_cursor_stays_on_its_record_or_goes_to_what_stood_after_it() {
    let reloaded = |keys: &str, gone: &[&str]| {
        let mut screen = Screen::talks();
        screen.press(keys).reload(&without(gone));
        (screen.current().unwrap_or("").to_owned(), screen.query().to_owned(), screen.shown().len())
    };
    let at = |id: &str, query: &str, shown: usize| (id.to_owned(), query.to_owned(), shown);
    assert_eq!(reloaded(": `pilots` Enter", &["supper"]), at("pilots", "", 34));
    assert_eq!(reloaded(": `supper` Enter", &["supper"]), at("first-call", "", 34));
    assert_eq!(reloaded("r : `supper` Enter", &["supper"]), at("opening", "", 34));
    assert_eq!(reloaded("/ `by:anna` Enter", &["supper"]), at("opening", "by:anna", 1));
    let last = reloaded(": `farewell` Enter", &["farewell", "undated-letter"]);
    assert_eq!(last, at("bela-pen", "", 33), "nothing stood after it");
}

#[test]
fn marks_of_records_that_are_gone_are_gone() {
    let mut screen = Screen::talks();
    screen.press(": `supper` Enter m : `pilots` Enter m").reload(&without(&["supper"])).press("'");
    assert_eq!(screen.shown(), ["pilots"]);
    screen.reload(TALKS);
    assert_eq!(screen.shown(), ["pilots"], "a record that comes back is not marked");
    screen.reload(&without(&["pilots"])).press("' g n");
    assert_eq!(screen.current(), Some("opening"), "there is no mark to go to");
}

#[test]
fn a_query_that_names_something_gone_is_switched_off_and_kept() {
    let mut screen = Screen::talks();
    screen.press("/ `id:supper` Enter").reload(&without(&["supper"]));
    assert_eq!(screen.state(), "first-call | 6 – 12 January 2025 | / id:supper | 34 | filter off | time off");
    screen.reload(TALKS).press("\\ |");
    assert_eq!(screen.shown(), ["supper"], "the query is still there");
}

#[test]
fn broken_data_leaves_the_old_on_the_screen() {
    let mut screen = Screen::talks();
    screen.press(": `pilots` Enter");
    let before = screen.state();
    screen.reload("[dataset]\ntitle = \"Broken\"\n[[event]]\nid = \"x\"\n");
    assert_eq!(screen.state(), before);
    screen.press("R");
    assert!(screen.text().contains("data.toml:3:1"), "{}", screen.text());
    screen.press("Esc").reload(&without(&["supper"]));
    assert_eq!((screen.current(), screen.shown().len()), (Some("pilots"), 34), "better data comes in");
}

#[test]
fn data_with_errors_is_not_replaced_by_worse() {
    let faulty = format!("{TALKS}\n[[event]]\nid = \"x\"\n");
    let mut screen = Screen::talks();
    screen.reload(&faulty);
    assert!(screen.text().contains("reload failed at data.toml:"), "{}", screen.text());
    // As it opens: records at fault are left out, and a half of a file replaces nothing either.
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
fn links_that_were_followed_lead_back_past_records_that_are_gone() {
    let mut screen = Screen::talks();
    screen.press(": `first-call` Enter l j j j j j j Enter");
    assert_eq!(screen.current(), Some("opening"));
    screen.reload(&without(&["first-call", "cyril-call"])).press("Backspace");
    assert_eq!(screen.current(), Some("opening"));
}

#[test]
fn the_reference_date_holds_for_the_new_data() {
    let mut screen = Screen::talks();
    screen.press("a Ctrl-u `2025-01-10` Enter");
    assert_eq!(screen.shown().len(), 5);
    screen.reload(&without(&["supper"]));
    assert_eq!(screen.shown().len(), 4);
}
