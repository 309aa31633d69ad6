//! All keys of the palette, the export dialog and the list of problems, and scrolling of lists.

use demarche::config::Settings;
use demarche::workspace;

use crate::support::{Screen, assert_cases, loaded, start};

/// Keys and the expected state; effects are listed after the arrow.
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
    ("e Left Enter", "opening → export datapackage to screen-talks.datapackage.json"),
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
    ("e Shift-Tab Space Enter", "opening → export markdown to screen-talks.md points"),
    ("e Up Space Enter", "opening → export markdown to screen-talks.md points"),
    ("e Up Up Space Enter", "opening → export markdown to screen-talks.md context"),
    ("e `jsonl` Up Space Enter", "opening → export jsonl to screen-talks.jsonl points"),
    ("e `csv` Up Space Enter", "opening → export csv to screen-talks.csv context"),
    ("e Tab Tab Tab Tab Tab Tab Right Enter", "opening → export csv to screen-talks.csv"),
    ("e Tab Space Tab Tab Space Enter", "opening → export markdown to clipboard context"),
    ("e Esc", "opening"),
    ("e Ctrl-c", "opening"),
    ("e Esc j", "anna-open"),
    ("/ `kind:vote` Enter e Enter", "nothing | / kind:vote | 0"),
    ("/ `by:anna` Enter e Enter", "opening | / by:anna | 1 → export markdown to by-anna.md"),
    ("/ `by:anna` Enter \\ e Enter", "opening | / by:anna | filter off → export markdown to screen-talks.md"),
];

#[test]
fn palette_keys() {
    check(PALETTE);
}

#[test]
fn export_dialog_keys() {
    check(EXPORT);
}

/// The first row of the list is ignored, because the dialog may cover it.
fn check(cases: &[Case]) {
    assert_cases(cases.iter().map(|(keys, expected)| {
        let mut screen = Screen::talks();
        screen.press(keys);
        let state: Vec<String> = screen.state().split(" | ").map(ToOwned::to_owned).collect();
        let effects = screen.effect_log();
        let effects: Vec<&str> = effects.lines().filter(|line| !line.starts_with("remember")).collect();
        let actual = [&[state[0].clone()], &state[2..]].concat().join(" | ");
        let actual = if effects.is_empty() { actual } else { format!("{actual} → {}", effects.join(", ")) };
        ((*keys).to_owned(), actual, (*expected).to_owned())
    }));
}

#[test]
fn overwriting_requires_confirmation_for_the_same_file() {
    let effects = |keys: &str| {
        let mut screen = Screen::talks();
        screen.press("e Enter").report_existing_file().press(keys);
        screen.effect_log()
    };
    assert_eq!(effects("Enter"), "export markdown to screen-talks.md overwrite");
    assert_eq!(
        effects("Tab Tab `2` Enter"),
        "export markdown to screen-talks.md2",
        "a new name needs its own confirmation"
    );
    assert_eq!(effects("`csv` Enter"), "export csv to screen-talks.csv", "another format means another file");
    assert_eq!(
        effects("Tab Tab Left Enter"),
        "export markdown to screen-talks.md overwrite",
        "moving the cursor does not change the name"
    );
    assert_eq!(effects("Esc Enter"), "");
}

/// Keys, and the query in the provenance of an export.
const EXPORT_QUERIES: &[(&str, &str)] = &[
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
fn exports_name_the_query_of_the_view() {
    assert_cases(EXPORT_QUERIES.iter().map(|(keys, expected)| {
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

/// Scrolling lists: keys, row under the cursor, another visible row, a row that is not visible.
const SCROLLING: &[(&str, &str, &str, &str)] = &[
    ("p", "▌  Anna Arden", "  Janos Jung", "Karla Kern"),
    ("p PgDn", "▌  Lev Lund", "  Cyril Cole", "  Béla Baker"),
    ("p PgDn Up Up", "▌  Janos Jung", "  Cyril Cole", "  Béla Baker"),
    ("p PgDn PgUp", "▌  Anna Arden", "  Janos Jung", "  Karla Kern"),
    ("p PgDn PgDn", "▌  Nils Nord", "  Fedor Frank", "  Emil Ernst"),
    ("? Down", "▌          k", "move      j", " [ "),
    ("? PgDn", "▌          }", "move      j", " [ "),
    ("? PgDn Down Down Down", "▌          [", "move      G", "j  ↓"),
    ("? PgDn PgDn PgUp PgUp", "▌move      j", " } ", " [ "),
    ("W Down", "▌  Words of Béla", "  All calls", "▌  All calls"),
    ("/ `by:` Down", "▌bela", "karla", "▌anna"),
    ("/ `person:` Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab", "▌mira", "cyril", "  bela"),
    ("/ `person:` Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Shift-Tab", "▌lev", "mira", "  bela"),
    ("/ `person:` Shift-Tab Tab Tab", "▌anna", "fedor", "  nils"),
];

#[test]
fn list_cursor_stays_visible() {
    for (keys, cursor, shown, hidden) in SCROLLING {
        let text = Screen::talks().press(keys).text();
        assert!(text.contains(cursor) && text.contains(shown) && !text.contains(hidden), "{keys}:\n{text}");
    }
}

/// A screen with a dataset that has forty warnings, one per person.
fn faulty() -> Screen {
    let persons: String = (1..=40).map(|n| format!("[person.p{n:02}]\nname = \"P {n}\"\n")).collect();
    let loaded = loaded(&format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"An event\"\nkind = \"talks\"\nwhen = 2025-01-01\n{persons}"
    ));
    Screen::start(workspace::from_loaded(loaded), 100, 20, start(Settings::default()))
}

/// The visible lines of the list of problems.
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
    // A page is the height of the screen minus four rows.
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
        assert_eq!(screen.effect_log(), "", "{closing}");
    }
}
