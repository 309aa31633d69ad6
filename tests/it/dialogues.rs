//! Every key of the palette, the export dialogue and the list of problems; and that what is under the cursor of a list is in
//! sight.

use demarche::config::Settings;
use demarche::workspace;

use crate::support::{Screen, all_as_expected, loaded, start};

/// Keys, and what the screen is then like; after an arrow what is asked of the world outside.
type Case = (&'static str, &'static str);

const PALETTE: &[Case] = &[
    ("j j ? Enter", "supper"),
    ("j j ? Down Enter", "anna-open"),
    ("j j ? Down Down Up Enter", "anna-open"),
    ("j j ? Up Enter", "supper"),
    ("? Down Down Down Enter", "undated-letter"),
    ("? PgDn Enter", "first-call"),
    ("? PgDn PgDn PgUp Enter", "first-call"),
    ("? `suspend` Enter", "opening → suspend"),
    ("? PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn PgDn Enter", "opening"),
    ("? PgUp Down Enter", "opening"),
    ("? `reverse` Enter", "opening | latest first"),
    ("? `reverse` Esc", "opening"),
    ("? `reverse` Ctrl-c", "opening"),
    ("? `revX` Backspace `erse` Enter", "opening | latest first"),
    ("? `xyzzy` Enter j", "anna-open"),
    ("? `redo` Enter j", "anna-open"),
    ("? `person` Enter `anna` Enter", "opening | / person:anna | 9"),
];

const EXPORT: &[Case] = &[
    ("e Enter", "opening → export markdown to screen-talks.md"),
    ("e Right Enter", "opening → export csv to screen-talks.csv"),
    ("e Space Enter", "opening → export csv to screen-talks.csv"),
    ("e Right Left Enter", "opening → export markdown to screen-talks.md"),
    ("e Left Enter", "opening → export toml to screen-talks.toml"),
    ("e `json` Enter", "opening → export json to screen-talks.json"),
    ("e `jsonl` Enter", "opening → export jsonl to screen-talks.jsonl"),
    ("e `csv` Tab Shift-Tab `t` Enter", "opening → export toml to screen-talks.toml"),
    ("e `md` Enter", "opening → export markdown to screen-talks.md"),
    ("e `x` Enter", "opening → export markdown to screen-talks.md"),
    ("e Tab Space Enter", "opening → export markdown to clipboard"),
    ("e Down Space Enter", "opening → export markdown to clipboard"),
    ("e Tab Right Enter", "opening → export markdown to clipboard"),
    ("e Tab Left Left Enter", "opening → export markdown to screen-talks.md"),
    ("e Tab Tab Ctrl-u `x y.md` Enter", "opening → export markdown to x y.md"),
    ("e Down Down Up Down Ctrl-u `x.md` Enter", "opening → export markdown to x.md"),
    ("e Tab Tab Ctrl-u `x.md` Shift-Tab Shift-Tab `csv` Enter", "opening → export csv to x.csv"),
    ("e Tab Tab Ctrl-u `x.txt` Shift-Tab Shift-Tab `csv` Enter", "opening → export csv to x.txt"),
    ("e Tab Tab Ctrl-u Enter", "opening"),
    ("e Tab Tab Ctrl-u Tab Enter `y` Enter", "opening → export markdown to y"),
    ("e Tab Tab Tab Space Enter", "opening → export markdown to screen-talks.md"),
    ("m e Tab Tab Tab Space Enter", "anna-open → export markdown to screen-talks.md marked"),
    ("m e Tab Tab Tab Space Space Enter", "anna-open → export markdown to screen-talks.md"),
    ("e Tab Tab Tab Tab Space Enter", "opening → export markdown to screen-talks.md context"),
    ("e Tab Tab Tab Tab Right Left Enter", "opening → export markdown to screen-talks.md"),
    ("e Shift-Tab Space Enter", "opening → export markdown to screen-talks.md context"),
    ("e Up Space Enter", "opening → export markdown to screen-talks.md context"),
    ("e Tab Tab Tab Tab Tab Right Enter", "opening → export csv to screen-talks.csv"),
    ("e Tab Space Tab Tab Space Enter", "opening → export markdown to clipboard context"),
    ("e Esc", "opening"),
    ("e Ctrl-c", "opening"),
    ("e Esc j", "anna-open"),
    ("/ `kind:vote` Enter e Enter", "nothing | / kind:vote | 0"),
    ("/ `by:anna` Enter e Enter", "opening | / by:anna | 1 → export markdown to by-anna.md"),
    ("/ `by:anna` Enter \\ e Enter", "opening | / by:anna | filter off → export markdown to screen-talks.md"),
];

#[test]
fn the_palette_takes_its_keys() {
    check(PALETTE);
}

#[test]
fn the_export_dialogue_takes_its_keys() {
    check(EXPORT);
}

/// The first row of the list is left out: the dialogue may stand over it.
fn check(cases: &[Case]) {
    all_as_expected(cases.iter().map(|(keys, expected)| {
        let mut screen = Screen::talks();
        screen.press(keys);
        let state: Vec<String> = screen.state().split(" | ").map(ToOwned::to_owned).collect();
        let asked = screen.asked_outside();
        let asked: Vec<&str> = asked.lines().filter(|line| !line.starts_with("remember")).collect();
        let is = [&[state[0].clone()], &state[2..]].concat().join(" | ");
        let is = if asked.is_empty() { is } else { format!("{is} → {}", asked.join(", ")) };
        ((*keys).to_owned(), is, (*expected).to_owned())
    }));
}

#[test]
fn a_file_is_replaced_only_after_a_second_enter_on_the_same_name() {
    let asked = |keys: &str| {
        let mut screen = Screen::talks();
        screen.press("e Enter").file_exists().press(keys);
        screen.asked_outside()
    };
    assert_eq!(asked("Enter"), "export markdown to screen-talks.md over");
    assert_eq!(asked("Tab Tab `2` Enter"), "export markdown to screen-talks.md2", "another name is asked for anew");
    assert_eq!(asked("`csv` Enter"), "export csv to screen-talks.csv", "another format has another file");
    assert_eq!(asked("Tab Tab Left Enter"), "export markdown to screen-talks.md over", "the cursor changes no name");
    assert_eq!(asked("Esc Enter"), "");
}

/// Keys, and what an export then says that it holds.
const CLAIMED: &[(&str, &str)] = &[
    ("", ""),
    ("/ `by:anna or by:bela` Enter", "by:anna or by:bela"),
    ("/ `by:anna or by:bela` Enter x", "(by:anna or by:bela) is:quote"),
    ("/ `by:anna` Enter x", "by:anna is:quote"),
    ("m '", "is:marked"),
    ("/ `by:anna or by:bela` Enter j m '", "(by:anna or by:bela) is:marked"),
    ("x", "is:quote"),
    ("/ `by:anna in:2025` Enter |", "by:anna"),
    ("/ `by:anna in:2025` Enter \\", "in:2025"),
    ("/ `by:anna in:2025` Enter \\ |", ""),
];

#[test]
fn an_export_claims_what_the_view_shows() {
    all_as_expected(CLAIMED.iter().map(|(keys, expected)| {
        let mut screen = Screen::talks();
        screen.press(keys).press("e `json` Enter");
        let query = screen.written()["provenance"]["query"].as_str().unwrap_or("").to_owned();
        ((*keys).to_owned(), query, (*expected).to_owned())
    }));
    let mut screen = Screen::talks();
    screen.press("j m k / `by:anna or by:bela` Enter e `json` Tab Tab Tab Space Enter");
    let written = screen.written();
    assert_eq!(written["provenance"]["query"], "(by:anna or by:bela) is:marked");
    assert_eq!(written["records"].as_array().map(Vec::len), Some(1));
}

/// Lists that scroll: keys, the row under the cursor, another row in sight, one that is not.
const IN_SIGHT: &[(&str, &str, &str, &str)] = &[
    ("p", "▌  Anna Arden", "  Janos Jung", "Karla Kern"),
    ("p PgDn", "▌  Lev Lund", "  Cyril Cole", "  Béla Baker"),
    ("p PgDn Up Up", "▌  Janos Jung", "  Cyril Cole", "  Béla Baker"),
    ("p PgDn PgUp", "▌  Anna Arden", "  Janos Jung", "  Karla Kern"),
    ("p PgDn PgDn", "▌  Nils Nord", "  Fedor Frank", "  Emil Ernst"),
    ("? Down", "▌          k", "move      j", " [ "),
    ("? PgDn", "▌          }", "move      j", " [ "),
    ("? PgDn Down Down Down", "▌          [", "move      k", "j  ↓"),
    ("? PgDn PgDn PgUp PgUp", "▌move      j", " ] ", " [ "),
    ("W Down", "▌  Words of Béla", "  All calls", "▌  All calls"),
    ("/ `by:` Down", "▌bela", "karla", "▌anna"),
    ("/ `person:` Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab", "▌mira", "cyril", "  bela"),
    ("/ `person:` Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Shift-Tab", "▌lev", "mira", "  bela"),
    ("/ `person:` Shift-Tab Tab Tab", "▌anna", "fedor", "  nils"),
];

#[test]
fn the_cursor_of_a_list_is_in_sight() {
    for (keys, cursor, shown, hidden) in IN_SIGHT {
        let text = Screen::talks().press(keys).text();
        assert!(text.contains(cursor) && text.contains(shown) && !text.contains(hidden), "{keys}:\n{text}");
    }
}

/// A dataset with forty warnings, one for each person, on a screen.
fn faulty() -> Screen {
    let persons: String = (1..=40).map(|n| format!("[person.p{n:02}]\nname = \"P {n}\"\n")).collect();
    let loaded = loaded(&format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"An event\"\nkind = \"talks\"\nwhen = 2025-01-01\n{persons}"
    ));
    Screen::start(workspace::from_loaded(loaded), 100, 20, start(Settings::default()))
}

/// The lines of the list of problems, from its first row on the screen.
fn problem_lines(screen: &Screen) -> Vec<String> {
    let text = screen.text();
    let rows: Vec<&str> = text.lines().collect();
    rows[1..rows.len() - 2].iter().map(|row| row.trim_matches(['│', ' ']).to_owned()).collect()
}

#[test]
fn the_list_of_problems_scrolls_and_closes() {
    let mut whole = faulty();
    whole.resize(100, 400).press("R");
    let mut whole = problem_lines(&whole);
    let last = whole.iter().rposition(|line| !line.is_empty()).expect("a line") + 1;
    whole.truncate(last + 17);
    // A page is a screen without four rows.
    let cases = [
        ("R", 0),
        ("R j", 1),
        ("R Down j", 2),
        ("R j j j k", 2),
        ("R j j Up", 1),
        ("R k", 0),
        ("R PgDn", 16),
        ("R Space", 16),
        ("R PgDn PgDn PgUp", 16),
        ("R j PgUp", 0),
        ("R G", last),
        ("R End", last),
        ("R G g", 0),
        ("R G Home", 0),
        ("R G j j", last),
        ("R G k", last - 1),
        ("R j x", 1),
    ];
    for (keys, first) in cases {
        let mut screen = faulty();
        screen.press(keys);
        assert_eq!(problem_lines(&screen), whole[first..first + 17], "{keys}");
    }
    for closing in ["Esc", "Enter", "q", "R", "Ctrl-c"] {
        let mut screen = faulty();
        screen.press("R j").press(closing);
        assert!(screen.text().contains("An event") && !screen.text().contains("p01"), "{closing}");
        assert_eq!(screen.asked_outside(), "", "{closing}");
    }
}
