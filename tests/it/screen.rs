//! The screen, controlled by keys and read as text.

use demarche::config::{Settings, ThemeName};
use demarche::tui::app::Input;
use demarche::tui::effect::{Effect, Outcome, Overwrite};
use demarche::tui::state::Focus;
use insta::assert_snapshot;

use crate::support::{Screen, ids, indexed, shipped, themed};

#[test]
fn the_first_screen_at_three_sizes() {
    assert_snapshot!("first-80x24", Screen::new(80, 24).text());
    assert_snapshot!("first-120x36", Screen::new(120, 36).text());
    assert_snapshot!("first-200x50", Screen::new(200, 50).text());
}

#[test]
fn ascii_mode_draws_only_ascii_symbols() {
    let mut screen = Screen::with(100, 30, themed(ThemeName::Mono, true));
    screen.press(": `brussels-debrief` Enter");
    let text = screen.text();
    assert!(text.chars().all(|c| c.is_ascii() || c.is_alphabetic()), "{text}");
    assert_snapshot!(text);
}

#[test]
fn person_is_found_with_four_letters_and_exported() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut screen = Screen::new(width, height);
        screen.press("p `usha`");
        assert_eq!(screen.shown(), ids(shipped(), "person:ushakov"), "the list narrows before Enter");
        screen.press("Enter");
        assert_eq!(screen.view().query, "person:ushakov");
        screen.press("e `markdown` Enter");
        let Some(Effect::Export(request)) = screen.effects.pop() else { panic!("no export at {width}x{height}") };
        let mut out = Vec::new();
        screen.app.state().write_export(&request, crate::support::clock(), &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        let quotes = text.lines().filter(|line| line.starts_with("> —")).count();
        let events = text.lines().filter(|line| line.starts_with("### ")).count();
        assert_eq!((events, quotes), (screen.app.state().selection().events, screen.app.state().selection().quotes));
        assert!(text.contains("- Query: `person:ushakov`"));
    }
}

#[test]
fn picker_shows_counts_parties_and_offices() {
    let mut screen = Screen::new(120, 36);
    screen.press("p");
    assert_snapshot!("picker-empty", screen.text());
    screen.press("`мерц`");
    assert_snapshot!("picker-none", screen.text());
    screen.press("Ctrl-u `zelenski`");
    assert_eq!(screen.view().query, "person:zelensky", "any spelling");
    screen.press("Ctrl-t");
    assert_eq!(screen.view().query, "by:zelensky");
    screen.press("Ctrl-x");
    assert_eq!(screen.view().query, "-by:zelensky");
    screen.press("u");
    assert_eq!(screen.view().query, "");
}

#[test]
fn escape_restores_the_screen() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `topic:territory` Enter j j j");
    let before = (screen.text(), screen.view().clone());
    for keys in [
        "p `putin` Down Tab Esc",
        "/ ` by:putin` Esc",
        "t `nato` Esc",
        "? `quit` Esc",
        "e Tab Tab Esc",
        ": `50%` Esc",
        "/ Ctrl-u `person:` Esc",
    ] {
        screen.press(keys);
        assert_eq!((screen.text(), screen.view().clone()), before, "{keys}");
    }
}

#[test]
fn several_marked_items_are_alternatives() {
    let mut screen = Screen::new(120, 36);
    screen.press("p `ushakov` Tab Ctrl-u `peskov` Tab Enter");
    assert_eq!(screen.view().query, "person:ushakov,peskov");
    assert_eq!(screen.shown(), ids(shipped(), "person:ushakov,peskov"));
}

#[test]
fn unfinished_query_keeps_the_last_valid_result() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `topic:territory`");
    let valid = screen.shown();
    screen.press("` person:`");
    assert_eq!(screen.shown(), valid);
    assert_snapshot!("filter-unfinished", screen.text());
    screen.press("`ushkov`");
    assert_eq!(screen.shown(), ids(shipped(), "topic:territory person:ush"), "the last valid result is kept");
    assert_snapshot!("filter-invalid", screen.text());
    screen.press("Enter");
    assert!(screen.text().contains("unknown person"), "an invalid query cannot be applied");
    screen.press("Backspace Backspace Backspace Backspace `hakov` Enter");
    assert_eq!(screen.view().query, "topic:territory person:ushakov");
}

#[test]
fn the_cursor_stays_on_its_record_while_it_matches() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `kremlin-talks` Enter");
    assert_eq!(screen.current(), Some("kremlin-talks"));
    screen.press("/ `topic:territory`");
    assert_eq!(screen.current(), Some("kremlin-talks"));
    screen.press("` by:peskov`");
    assert_ne!(screen.current(), Some("kremlin-talks"));
    screen.press("Ctrl-w Ctrl-w Ctrl-w Ctrl-w Ctrl-w");
    assert_eq!(screen.current(), Some("kremlin-talks"), "deleting the condition restores the position");
}

#[test]
fn every_change_of_the_view_can_be_undone() {
    let mut screen = Screen::new(120, 36);
    let first = screen.text();
    screen.press("/ `by:putin` Enter - r v x c");
    let last = screen.text();
    screen.press("u u u u u u");
    assert_eq!(screen.text(), first);
    screen.press("Ctrl-r Ctrl-r Ctrl-r Ctrl-r Ctrl-r Ctrl-r");
    assert_eq!(screen.text(), last);
}

#[test]
fn filter_by_this_edits_the_query() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `ushakov-useful` Enter .");
    assert_eq!(screen.view().query, "by:ushakov");
    screen.press("u !");
    assert_eq!(screen.view().query, "-by:ushakov");
    screen.press("u : `kremlin-talks` Enter l j j .");
    assert!(
        screen.view().query.starts_with("place:") || screen.view().query.starts_with("person:"),
        "{}",
        screen.view().query
    );
    screen.press("D");
    assert_eq!(screen.view().query, "");
}

#[test]
fn links_are_followed_and_jumped_back() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `ushakov-useful` Enter l");
    for _ in 0..30 {
        screen.press("j");
        if matches!(screen.app.state().current_link(), Some(demarche::lens::card::Link::Record(_))) {
            break;
        }
    }
    screen.press("Enter");
    assert_eq!(screen.current(), Some("ushakov-briefing"));
    screen.press("Backspace");
    assert_eq!(screen.current(), Some("ushakov-useful"));
}

#[test]
fn copied_text_has_a_citation() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `ushakov-useful` Enter y Y C");
    assert_snapshot!(screen.copies().join("\n-----\n"));
    screen.press("o");
    assert!(matches!(screen.effects.last(), Some(Effect::OpenUrl(url)) if url.starts_with("https://novayagazeta.eu/")));
}

#[test]
fn time_zone_changes_clock_times_but_not_days() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `kremlin-talks` Enter");
    assert!(screen.text().contains("20:00~"));
    screen.press("T");
    let text = screen.text();
    assert!(text.contains("17:00~") && text.contains("Tue 2 December 2025"), "{text}");
    screen.press("T T");
    assert!(screen.text().contains("20:00~"));
}

#[test]
fn go_to_date_percentage_or_id() {
    let mut screen = Screen::new(120, 36);
    screen.press(": `2025-12-07` Enter");
    assert!(screen.current().is_some_and(|id| ids(shipped(), "on:2025-12-07").contains(&id.to_owned())));
    screen.press(": `100%` Enter");
    assert_eq!(screen.current(), ids(shipped(), "").last().map(String::as_str));
    screen.press(": `nonsense` Enter");
    assert!(screen.text().contains("is not a date"));
    screen.press("/ `topic:nato` Enter : `kremlin-talks` Enter");
    assert_eq!(screen.current(), Some("kremlin-talks"), "the filter is turned off to show the record");
    screen.press("u");
    assert_eq!(screen.shown(), ids(shipped(), "topic:nato"));
}

#[test]
fn marked_records_can_be_filtered() {
    let mut screen = Screen::new(120, 36);
    screen.press("m j m '");
    assert_eq!(screen.app.state().selection().len(), 2);
    screen.press("' /");
    screen.press("`is:marked` Enter");
    assert_eq!(screen.app.state().selection().len(), 2);
}

#[test]
fn the_zoom_changes_groups_and_strip() {
    let mut screen = Screen::new(120, 36);
    screen.press("-");
    assert_snapshot!("by-month", screen.text());
}

#[test]
fn help_lists_and_runs_actions() {
    let mut screen = Screen::new(120, 60);
    screen.press("?");
    assert_snapshot!("help", screen.text());
    screen.press("`latest first` Enter");
    assert!(screen.view().reverse);
}

#[test]
fn export_dialog_previews_and_confirms_overwriting() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `id:kremlin-talks` Enter e `csv`");
    assert_snapshot!("export-csv", screen.text());
    screen.press("Enter");
    let Some(Effect::Export(request)) = screen.effects.pop() else { panic!("no export") };
    assert_eq!(request.overwrite, Overwrite::Never);
    screen.update(Input::Done(Outcome::Exists(request)));
    assert!(screen.text().contains("Enter to overwrite"));
    screen.press("Enter");
    assert!(matches!(screen.effects.pop(), Some(Effect::Export(request)) if request.overwrite == Overwrite::Confirmed));
}

#[test]
fn narrow_screens_show_one_pane_at_a_time() {
    let mut screen = Screen::new(80, 24);
    assert_eq!(screen.app.state().focus(), Focus::List);
    screen.press(": `kremlin-talks` Enter Enter");
    assert_snapshot!("detail-80x24", screen.text());
    screen.press("Esc");
    assert!(screen.text().contains("Timeline by week"));
}

#[test]
fn no_mode_panics_at_any_size() {
    let modes = [
        "",
        "l",
        "z l",
        "/ `person:ush",
        "/ `person:",
        "p `usha",
        "t",
        "P",
        "L",
        "s `nov",
        "?",
        "? `und",
        "e",
        "e Tab Tab Tab",
        ": `2025",
        "R",
        "/ `kind:vote` Enter",
    ];
    for mode in modes {
        let mut screen = Screen::new(120, 36);
        screen.press(&if mode.matches('`').count() % 2 == 1 { format!("{mode}`") } else { mode.to_owned() });
        for (width, height) in
            [(0, 0), (1, 1), (2, 3), (5, 2), (20, 5), (30, 10), (89, 13), (90, 14), (110, 24), (400, 100), (500, 200)]
        {
            screen.resize(width, height);
            let text = screen.text();
            assert_eq!(text.split('\n').count().max(1), usize::from(height).max(1), "{mode} at {width}x{height}");
        }
    }
}

#[test]
fn hostile_text_is_not_drawn() {
    let hostile = "[dataset]\ntitle = \"T\\u001b[2J\"\n[person.p]\nname = \"P\\u202eQ\"\n\
                   [[event]]\nid = \"e\"\ntitle = \"Title\\u0007 with\\nline\\tbreaks\"\nkind = \"talks\"\nwhen = 2025-01-01\n\
                   [[quote]]\nevent = \"e\"\nspeaker = \"p\"\ntext = \"a\\u009bb\\u200fc\"\n";
    let mut screen = Screen::of(indexed(hostile), 120, 36, Settings::default());
    for keys in ["", "j", "l", "Esc p", "Esc e"] {
        let text = screen.press(keys).text();
        assert!(!text.chars().any(|c| c != '\n' && demarche::sanitize::is_hostile(c)), "{keys}: {text:?}");
    }
}

#[test]
fn empty_dataset_and_empty_result_show_advice() {
    let empty = Screen::of(indexed("[dataset]\ntitle = \"Empty\"\n"), 80, 24, Settings::default());
    assert!(empty.text().contains("This dataset has no records."));
    let mut none = Screen::new(80, 24);
    none.press("/ `kind:vote` Enter");
    assert!(none.text().contains("No matches.") && none.text().contains("undo the last change"));
    none.press("j k g G J K } { ] [ Enter y o m n . ! u");
    assert_eq!(none.app.state().selection().len(), none.app.index().len());
}
