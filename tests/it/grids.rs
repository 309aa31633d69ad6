//! Grids on the screen: a cursor by cell, columns that page beside heads that stay, narrowing, levels, modes, marks.

use demarche::config::{Settings, ThemeName};
use demarche::tui::state::Focus;
use insta::assert_snapshot;

use crate::support::{Screen, counted, key_of, themed};

/// The shipped dataset in a lens.
fn opened(lens: &str, width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(width, height);
    screen.press(&key_of(lens));
    screen
}

/// The lines of the screen from the heads of the columns on.
fn grid(screen: &Screen) -> Vec<String> {
    screen.text().lines().skip_while(|line| !line.contains("1 Timeline")).skip(1).map(ToOwned::to_owned).collect()
}

#[test]
fn lenses_at_all_sizes() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        for lens in ["positions", "proposals"] {
            let mut screen = opened(lens, width, height);
            assert_snapshot!(format!("{lens}-{width}x{height}"), screen.press("j l").text());
        }
    }
}

#[test]
fn ascii_mode_has_signs_for_stances_and_changes() {
    for lens in ["positions", "proposals"] {
        let mut screen = Screen::with(100, 30, themed(ThemeName::Mono, true));
        screen.press(&key_of(lens)).press("j l");
        let text = screen.text();
        // Letters of names are not replaced.
        assert_snapshot!(format!("{lens}-ascii"), text);
    }
}

#[test]
fn heads_stay_while_columns_page_and_nothing_is_wider_than_the_screen() {
    for width in [1, 5, 20, 40, 66, 80, 100, 133, 200] {
        for lens in ["positions", "proposals"] {
            let mut screen = opened(lens, width, 30);
            screen.press(if lens == "proposals" { "M" } else { "" });
            for keys in ["l", "}", "} } } } } } } } } } } } } } } } } } }", "h", "{", "G", "g"] {
                screen.press(keys);
                let text = screen.text();
                assert!(text.lines().all(|line| line.chars().count() <= usize::from(width)), "{width} {keys}\n{text}");
                let head = if lens == "positions" { "Russia" } else { "The whole text" };
                assert!(width < 80 || keys == "G" || text.contains(head), "{width} {keys}\n{text}");
            }
        }
    }
}

#[test]
fn the_cursor_moves_by_cell_and_enter_opens_the_quotes_in_order() {
    let mut screen = opened("positions", 120, 36);
    screen.press("j l");
    assert!(screen.text().contains("Russia · Conduct of the talks › Leaders' meeting"), "{}", screen.text());
    screen.press("Enter");
    assert_eq!(screen.app.state().focus(), Focus::Detail);
    screen.press("j");
    let first = screen.current().expect("a quote").to_owned();
    screen.press("j");
    let second = screen.current().expect("a quote").to_owned();
    let number = |id: &str| screen.app.index().dataset.quotes.find(id).expect("a quote");
    let day = |id: &str| {
        screen.app.index().dataset.bounds(demarche::model::RecordRef::Quote(number(id))).map(|bounds| bounds.s0)
    };
    assert!(first != second && day(&first) <= day(&second), "{first} {second}");
    // Following a quote opens it in the quotes, and undo returns.
    screen.press("Enter");
    assert_eq!((screen.view().lens, screen.current()), ("quotes", Some(&*second)));
    screen.press("u");
    assert_eq!(screen.view().lens, "positions");
    assert!(screen.press("Esc").text().contains("Russia · Conduct of the talks › Leaders' meeting"));
}

#[test]
fn a_cell_is_filtered_by_its_party_and_topic() {
    let mut screen = opened("positions", 120, 36);
    screen.press("j l .");
    assert_eq!(screen.query(), "for:ru topic:leaders-meeting");
    assert!(
        screen.text().contains(&counted("for:ru topic:leaders-meeting").replace("0 events and ", "")),
        "{}",
        screen.text()
    );
    screen.press("u");
    assert_eq!(screen.query(), "");
}

#[test]
fn rows_and_columns_are_narrowed_by_typing() {
    let mut screen = opened("positions", 120, 36);
    screen.press("& `russia ceasefire`");
    let rows = grid(&screen);
    assert!(rows[0].contains("Ceasefire") && rows[3].contains("Russia"), "{}", screen.text());
    assert!(screen.text().contains("1 rows, 1 columns"), "{}", screen.text());
    screen.press("Esc");
    assert_eq!(screen.view().narrow, "");
    screen.press("& `nowhere` Enter");
    assert!(screen.text().contains("No cell for these words; & changes them."), "{}", screen.text());
    assert!(screen.press("u").text().contains("United States"));
}

#[test]
fn modes_levels_and_order_can_be_undone_and_are_in_the_command() {
    let mut screen = opened("positions", 120, 36);
    screen.press("- -");
    assert_eq!(screen.view().levels, Some(1));
    assert!(screen.text().contains("Conduct of the talks"), "{}", screen.text());
    screen.press("M S S");
    let command = screen.app.command();
    assert!(command.contains("--lens positions --sort tree --mode people"), "{command}");
    screen.press("u u u u u");
    assert_eq!(
        (screen.view().levels, screen.view().mode.as_deref(), screen.view().sort.as_deref()),
        (None, None, None)
    );
    screen.press("M M M");
    assert!(screen.text().contains("Positions that changed"), "{}", screen.text());
    assert!(screen.text().contains("Speaker"), "{}", screen.text());
}

#[test]
fn the_quotes_of_a_cell_are_marked_together() {
    let mut screen = opened("positions", 120, 36);
    screen.press("m '");
    let marked = screen.shown();
    assert!(marked.len() > 5, "{marked:?}");
    screen.press("' m '");
    assert_eq!(screen.shown().len(), 0);
}

#[test]
fn the_cursor_stays_on_its_cell_when_the_grid_changes() {
    let mut screen = opened("positions", 120, 36);
    screen.press("j j l l");
    let cell = |screen: &Screen| {
        screen.text().lines().find(|line| line.contains(" · ") && line.contains("statement")).map(ToOwned::to_owned)
    };
    let before = cell(&screen).expect("a cell");
    let title = |line: &str| line.split("  ").next().unwrap_or_default().to_owned();
    screen.press("/ `since:2025-06` Enter");
    assert_eq!(title(&cell(&screen).expect("a cell")), title(&before));
    screen.press("S");
    assert_eq!(title(&cell(&screen).expect("a cell")), title(&before));
}

#[test]
fn without_coded_stances_the_lens_says_what_it_needs() {
    let mut screen = Screen::new(80, 24);
    screen.press("/ `kind:vote or by:nobody-at-all` Esc / `is:event` Enter").press(&key_of("positions"));
    assert!(
        screen.text().contains("No stance is coded in this selection; \\ turns the filter off."),
        "{}",
        screen.text()
    );
    assert!(screen.press("\\").text().contains("United States"), "{}", screen.text());
    let none = Screen::of(crate::support::indexed("[dataset]\ntitle = \"T\"\n"), 80, 24, Settings::default());
    let mut none = none;
    assert!(none.press(&key_of("positions")).text().contains("This dataset has no records."), "{}", none.text());
}
