//! The people lens: who met whom, parties, activity through time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use demarche::config::{Settings, ThemeName};
use insta::assert_snapshot;

use crate::support::cells::{all_ids, cells};
use crate::support::{Screen, ids, indexed, shipped, themed};

#[test]
fn a_cell_has_the_events_at_which_both_were() {
    let index = shipped();
    let catalog = index.catalog(demarche::index::Category::Person);
    let persons: Vec<&str> = catalog.entries.iter().map(|entry| entry.id.as_str()).collect();
    for query in ["in:2025-12", "party:tr"] {
        let cells: BTreeMap<(String, String), Vec<String>> = cells(&["people", "-q", query])
            .iter()
            .map(|cell| ((cell.text("person-id"), cell.text("with-id")), cell.ids()))
            .collect();
        assert!(cells.len() > 10, "{query}");
        for a in &persons {
            let of_a = ids(index, &format!("{query} is:event with:{a}"));
            for b in persons.iter().filter(|b| *b != a) {
                let both = if of_a.is_empty() {
                    Vec::new()
                } else {
                    ids(index, &format!("{query} is:event with:{a} with:{b}"))
                };
                let cell = cells.get(&((*a).to_owned(), (*b).to_owned()));
                assert_eq!(cell.cloned().unwrap_or_default(), both, "{query}: {a} and {b}");
            }
        }
    }
}

#[test]
fn parties_meet_where_both_have_delegations() {
    let index = shipped();
    let cells = cells(&["people", "-q", "in:2025", "--mode", "parties"]);
    let most = cells.iter().max_by_key(|cell| cell.number("records")).expect("a cell");
    assert_eq!(
        [most.text("party-id"), most.text("with-id")].map(|id| ["us", "ru", "ua"].contains(&&*id)),
        [true, true]
    );
    for cell in cells {
        let both = format!("in:2025 is:event party:{} party:{}", cell.text("party-id"), cell.text("with-id"));
        let both = ids(index, &both);
        assert!(cell.ids().iter().all(|id| both.contains(id)), "{cell:?}");
    }
}

#[test]
fn counts_through_time_add_up() {
    for query in ["in:2025-11", "topic:territory"] {
        let mut sums: BTreeMap<String, usize> = BTreeMap::new();
        for cell in cells(&["people", "-q", query, "--mode", "time"]) {
            assert_eq!(cell.number("events") + cell.number("quotes"), cell.ids().len());
            *sums.entry(cell.text("person-id")).or_default() += cell.ids().len();
        }
        for entry in &shipped().catalog(demarche::index::Category::Person).entries {
            let selected = ids(shipped(), &format!("{query} person:{}", entry.id)).len();
            assert_eq!(sums.get(&entry.id).copied().unwrap_or(0), selected, "{query}: {}", entry.id);
        }
    }
}

#[test]
fn events_not_yet_known_are_no_meetings() {
    let joint = |args: &[&str]| all_ids(&cells(&[&["people"], args].concat()));
    let then = joint(&["--as-of", "2025-03-01"]);
    let now = joint(&[]);
    assert!(!then.is_empty() && then.len() < now.len());
    let known = ids(shipped(), "asof:2025-03-01");
    assert!(then.iter().all(|id| known.contains(id)));
}

#[test]
fn typing_narrows_and_a_cell_leads_to_its_events() {
    let mut screen = Screen::new(120, 36);
    screen.press("5 & `ushakov` Enter");
    let rows = screen.list_rows();
    assert!(rows[0].contains("Yury Ushakov") && rows[1].trim().is_empty(), "{}", screen.text());
    let before = screen.text();
    assert!(before.contains("Steve") && before.contains("joint events"), "{before}");
    screen.press("Enter j j j Enter");
    assert_eq!(screen.view().lens, "timeline", "{}", screen.text());
    let event = screen.current().expect("an event").to_owned();
    assert!(ids(shipped(), "is:event with:ushakov with:witkoff").contains(&event), "{event}");
    screen.press("Backspace Esc");
    assert_eq!(screen.text(), before);
    screen.press(".");
    assert_eq!(screen.query(), "with:ushakov with:witkoff");
}

#[test]
fn nothing_to_show_says_what_is_missing() {
    let data = "[dataset]\ntitle = \"T\"\n[person.a]\nname = \"A\"\n[person.b]\nname = \"B\"\n\
        [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-01\npeople = [\"a\"]\n\
        [[event]]\nid = \"off\"\ntitle = \"Off\"\nkind = \"talks\"\nwhen = 2025-01-02\nstatus = \"cancelled\"\npeople = [\"a\", \"b\"]\n\
        [[quote]]\nid = \"q\"\nspeaker = \"a\"\ntext = \"x\"\nwhen = 2025-01-01\n";
    let mut screen = Screen::of(indexed(data), 100, 24, Settings::default());
    assert!(screen.press("5").text().contains("No two people were at one of these events"), "{}", screen.text());
    assert!(screen.press("x").text().contains("x includes events"), "{}", screen.text());
    assert!(screen.press("x / `is:quote` Enter").text().contains("No event is selected"), "{}", screen.text());
    assert!(screen.press("M M").text().contains("1 ▇"), "activity needs no meeting");
}

/// A dataset with so many people, each at events with the next ones.
fn crowd(people: usize) -> String {
    let mut data = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n".to_owned();
    for person in 0..people {
        write!(data, "[person.p{person}]\nname = \"Person {person}\"\n").expect("text");
    }
    for event in 0..people {
        let there: Vec<String> = (0..6).map(|nth| format!("\"p{}\"", (event + nth * nth) % people)).collect();
        let day = event % 28 + 1;
        write!(
            data,
            "[[event]]\nid = \"e{event}\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-{day:02}\npeople = [{}]\n",
            there.join(", ")
        )
        .expect("text");
    }
    data
}

#[test]
fn thousands_of_people_are_paged() {
    let mut screen = Screen::of(indexed(&crowd(2000)), 120, 36, Settings::default());
    screen.press("5");
    assert!(screen.text().contains("of 200"), "{}", screen.text());
    screen.press("G } } }");
    assert!(screen.text().contains("Person"), "{}", screen.text());
}

#[test]
fn pictures() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let mut screen = Screen::new(width, height);
        assert_snapshot!(format!("people_{width}x{height}"), screen.press("5 l").text());
    }
    let mut screen = Screen::with(120, 36, themed(ThemeName::Mono, true));
    assert_snapshot!("people_ascii", screen.press("5 l z").text());
    assert_snapshot!("people_time", Screen::new(120, 36).press("5 M M - - z").text());
}
