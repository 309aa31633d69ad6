//! A table of cases for every action with each of its keys: record under the cursor, first row of the list, query, number of
//! records, and whatever else has changed.

use std::collections::BTreeSet;

use demarche::config::Settings;
use demarche::model::when::zone::{Zone, named};
use demarche::tui::action::{Context, Info, all};

use crate::support::{Screen, TALKS, assert_cases, indexed};

/// Action; its keys; keys to press before; keys to press after; expected state.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// The actions of the panes.
fn browsing() -> impl Iterator<Item = Info> {
    all().into_iter().filter(|info| info.context == Context::Browse)
}

const MOVES: &[Case] = &[
    ("down", "j Down", "", "", "anna-open | 6 – 12 January 2025"),
    ("down", "j Down", "j j", "", "supper | 6 – 12 January 2025"),
    ("down", "j Down", "G", "", "undated-letter | 10 – 16 March 2025"),
    ("down", "j Down", "l", ".", "opening | 6 – 12 January 2025 | / kind:talks | 7 | detail at Opening of the talks"),
    ("down", "j Down", "l j", ".", "opening | 6 – 12 January 2025 | / place:hall | 6 | detail at Opening of the talks"),
    ("up", "k Up", "", "", "opening | 6 – 12 January 2025"),
    ("up", "k Up", "j j j", "", "bela-open | 6 – 12 January 2025"),
    ("up", "k Up", "G", "", "farewell | 10 – 16 March 2025"),
    ("up", "k Up", "l j j j", ".", "opening | 6 – 12 January 2025 | / place:hall | 6 | detail at Opening of the talks"),
    ("first", "g Home", "G", "", "opening | 6 – 12 January 2025"),
    ("last", "G End", "", "", "undated-letter | 10 – 16 March 2025"),
    ("last", "G End", "l", "", "opening | 6 – 12 January 2025 | detail at See also"),
    ("half-down", "Ctrl-d", "", "", "first-call | 6 – 12 January 2025"),
    ("half-down", "Ctrl-d", "l", "", "opening | 6 – 12 January 2025 | detail at S        Béla Baker"),
    ("half-up", "Ctrl-u", "G", "", "note-6 | 10 – 16 March 2025"),
    ("page-down", "PgDn Space Ctrl-f", "", "", "greta-walk | 6 – 12 January 2025"),
    (
        "page-down",
        "PgDn Space Ctrl-f",
        "l",
        "",
        "opening | 6 – 12 January 2025 | detail at Anna Arden  “The river is open”",
    ),
    ("page-up", "PgUp Ctrl-b", "G", "", "note-5 | 3 – 9 March 2025"),
    ("page-up", "PgUp Ctrl-b", "j j", "", "opening | 6 – 12 January 2025"),
    ("next-event", "J", "", "", "supper | 6 – 12 January 2025"),
    ("next-event", "J", "j j", "", "supper | 6 – 12 January 2025"),
    ("previous-event", "K", "G", "", "farewell | 10 – 16 March 2025"),
    ("previous-event", "K", "j j", "", "opening | 6 – 12 January 2025"),
    ("next-group", "}", "", "", "first-call | 6 – 12 January 2025"),
    ("next-group", "}", "j", "", "first-call | 6 – 12 January 2025"),
    ("next-group", "}", "G", "", "undated-letter | 10 – 16 March 2025"),
    ("next-group", "}", "+ j", "", "supper | Mon 6 January 2025 | by day"),
    ("previous-group", "{", "G", "", "signing | 10 – 16 March 2025"),
    ("previous-group", "{", "} j", "", "first-call | 6 – 12 January 2025"),
    ("previous-group", "{", "}", "", "opening | 6 – 12 January 2025"),
    ("next-bucket", "]", "", "", "first-call | 6 – 12 January 2025"),
    ("next-bucket", "]", "/ `ropers or signing` Enter", "", "signing | 10 – 16 March 2025 | / ropers or signing | 2"),
    ("next-bucket", "]", "G K K", "", "signing | 10 – 16 March 2025"),
    ("previous-bucket", "[", "G K K", "", "ropers | 10 – 16 March 2025"),
    ("previous-bucket", "[", "} } j", "", "first-call | 6 – 12 January 2025"),
    ("go-to", ":", "", "`pilots` Enter", "pilots | 17 – 23 February 2025"),
    ("go-to", ":", "", "`50%` Enter", "note-2 | 27 January – 2 February 2025"),
    ("go-to", ":", "", "`2025-03-04` Enter", "smiths | 3 – 9 March 2025"),
];

const PANES: &[Case] = &[
    ("next-pane", "Tab", "", "", "opening | 6 – 12 January 2025 | detail at Opening of the talks"),
    ("next-pane", "Tab", "Tab", "", "opening | 6 – 12 January 2025"),
    ("previous-pane", "Shift-Tab", "", "", "opening | 6 – 12 January 2025 | detail at Opening of the talks"),
    ("previous-pane", "Shift-Tab", "l", "", "opening | 6 – 12 January 2025"),
    ("right", "l Right", "", "", "opening | 6 – 12 January 2025 | detail at Opening of the talks"),
    ("left", "h Left", "l", "", "opening | 6 – 12 January 2025"),
    ("open", "Enter", "", "", "opening | 6 – 12 January 2025 | detail at Opening of the talks"),
    ("open", "Enter", "l j j", "", "opening | 6 – 12 January 2025 | detail at The Hall, Helsinki"),
    (
        "open",
        "Enter",
        ": `first-call` Enter l j j j j j j",
        "",
        "opening | 6 – 12 January 2025 | detail at Opening of the talks",
    ),
    ("open", "Enter", "/ `kind:vote` Enter", "", "nothing | (blank) | / kind:vote | 0"),
    ("back", "Esc", "l", "", "opening | 6 – 12 January 2025"),
    ("back", "Esc", "z", "", "opening | 6 – 12 January 2025"),
    ("back", "Esc", "z l", "", "opening | 6 – 12 January 2025 | one pane"),
    ("narrower", "<", "", "", "opening | 6 – 12 January 2025 | list 48 wide"),
    ("narrower", "<", "< < < < < < <", "", "opening | 6 – 12 January 2025 | list 25 wide"),
    ("wider", ">", "", "", "opening | 6 – 12 January 2025 | list 56 wide"),
    ("wider", ">", "> > > > > > >", "", "opening | 6 – 12 January 2025 | list 75 wide"),
    ("zoom-pane", "z", "", "", "opening | 6 – 12 January 2025 | one pane"),
    ("zoom-pane", "z", "l", "", "opening | (hidden) | one pane | detail at Opening of the talks"),
    ("zoom-pane", "z", "z", "", "opening | 6 – 12 January 2025"),
];

const FILTERS: &[Case] = &[
    ("filter", "/", "", "`by:anna` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1 → remember by:anna"),
    ("person", "p", "", "`anna` Enter", "opening | 6 – 12 January 2025 | / person:anna | 9"),
    ("topic", "t", "", "`trade` Enter", "cyril-call | 13 – 19 January 2025 | / topic:trade | 9"),
    ("party", "P", "", "`island` Enter", "opening | 6 – 12 January 2025 | / party:island | 4"),
    ("place", "L", "", "`yard` Enter", "yard-visit | 20 – 26 January 2025 | / place:yard | 2"),
    ("source", "s", "", "`almanac` Enter", "opening | 6 – 12 January 2025 | / source:almanac | 13"),
    ("document", "d", "", "`treaty` Enter", "opening | 6 – 12 January 2025"),
    ("facets", "f", "", "Enter Esc", "opening | 6 – 12 January 2025 | / person:anna | 9"),
    ("filter-by-this", ".", "j", "", "anna-open | 6 – 12 January 2025 | / by:anna | 1"),
    ("filter-by-this", ".", "", "", "opening | 6 – 12 January 2025"),
    ("exclude-this", "!", "j", "", "bela-open | 6 – 12 January 2025 | / -by:anna | 34"),
    (
        "exclude-this",
        "!",
        "l j",
        "",
        "opening | 6 – 12 January 2025 | / -kind:talks | 28 | detail at Opening of the talks",
    ),
    ("quotes-only", "x", "", "", "anna-open | 6 – 12 January 2025 | 13 | quotes only"),
    ("quotes-only", "x", "x", "", "anna-open | 6 – 12 January 2025"),
    ("context", "c", "/ `by:anna` Enter", "g", "anna-open | 6 – 12 January 2025 | / by:anna | 1 | no context"),
    ("context", "c", "/ `by:anna` Enter c", "g", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("marked-only", "'", "m m", "", "anna-open | 6 – 12 January 2025 | 2 | marked only"),
    ("marked-only", "'", "m m '", "", "anna-open | 6 – 12 January 2025"),
    (
        "filter-off",
        "\\",
        "/ `by:bela since:2025-05` Enter",
        "",
        "bela-pen | 5 – 11 May 2025 | / by:bela since:2025-05 | 3 | filter off",
    ),
    (
        "filter-off",
        "\\",
        "/ `by:bela since:2025-05` Enter \\",
        "",
        "bela-pen | 5 – 11 May 2025 | / by:bela since:2025-05 | 1",
    ),
    (
        "filter-off",
        "\\",
        "/ `asof:2025-01-21 by:bela` Enter",
        "",
        "opening | 6 – 12 January 2025 | / asof:2025-01-21 by:bela | 10 | filter off",
    ),
    (
        "range-off",
        "|",
        "/ `asof:2025-01-21 in:2025-01-14` Enter",
        "",
        "first-call | 6 – 12 January 2025 | / asof:2025-01-21 in:2025-01-14 | 10 | time off",
    ),
    (
        "range-off",
        "|",
        "/ `by:bela since:2025-05` Enter",
        "",
        "bela-pen | 6 – 12 January 2025 | / by:bela since:2025-05 | 2 | time off",
    ),
    (
        "range-off",
        "|",
        "/ `by:bela since:2025-05` Enter |",
        "",
        "bela-pen | 5 – 11 May 2025 | / by:bela since:2025-05 | 1",
    ),
    ("remove-last", "D", "/ `by:bela since:2025-05` Enter", "", "bela-pen | 6 – 12 January 2025 | / by:bela | 2"),
];

const VIEWS: &[Case] = &[
    ("as-of", "a", "} }", "Enter", "yard-visit | 6 – 12 January 2025 | / asof:2025-01-21 | 10"),
    ("as-of", "a", "} }", "a Enter", "second-call | 13 – 19 January 2025 | / asof:2025-01-23 | 11"),
    ("period-narrower", "i", "", "", "opening | 6 – 12 January 2025 | / in:2025 | 34"),
    ("period-narrower", "i", "} } i i", "", "yard-visit | 6 – 12 January 2025 | / in:2025-01 | 12"),
    ("period-wider", "I", "i i i", "", "opening | 6 – 12 January 2025 | / in:2025-Q1 | 31"),
    ("period-wider", "I", "i", "", "opening | 6 – 12 January 2025"),
    ("period-next", ")", "i i i", "", "clerks | 3 – 9 February 2025 | / in:2025-02 | 12"),
    ("period-next", ")", "} } }", "", "forum | 13 – 19 January 2025 | / in:2025-01 | 12"),
    ("period-previous", "(", "G K K i i i", "", "nothing | (blank) | / in:2025-04 | 0"),
    ("finer", "+ =", "", "", "opening | Mon 6 January 2025 | by day"),
    ("finer", "+ =", "+", "", "opening | Mon 6 January 2025 | by day"),
    ("coarser", "-", "", "", "opening | January 2025 | by month"),
    ("coarser", "-", "- - -", "", "opening | 2025 | by year"),
    ("reverse", "r", "", "g", "undated-letter | undated | latest first"),
    ("reverse", "r", "r", "", "opening | 6 – 12 January 2025"),
    ("threads", "v", ": `dora-ice` Enter", "", "dora-ice | 6 – 12 January 2025 | threads"),
    ("threads", "v", ": `dora-ice` Enter v", "", "dora-ice | 3 – 9 March 2025"),
    (
        "save-view",
        "w",
        "/ `by:anna` Enter",
        "`Mine` Enter D W `mine` Enter",
        "opening | 6 – 12 January 2025 | / by:anna | 1 → save view Mine: by:anna",
    ),
    ("open-view", "W", "", "`calls` Enter", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("by-side", "B", "", "", "opening | 6 – 12 January 2025"),
    ("wrap", "V", "", "", "opening | 6 – 12 January 2025"),
    ("undo", "u", "/ `by:anna` Enter x", "", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("undo", "u", "/ `by:anna` Enter x u", "", "opening | 6 – 12 January 2025"),
    ("redo", "Ctrl-r", "/ `by:anna` Enter x u u", "", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    (
        "redo",
        "Ctrl-r",
        "/ `by:anna` Enter x u u Ctrl-r",
        "",
        "anna-open | 6 – 12 January 2025 | / by:anna | 1 | quotes only",
    ),
    ("redo", "Ctrl-r", "/ `by:anna` Enter x u u r", "", "opening | 20 – 26 January 2025 | latest first"),
    (
        "back-link",
        "Backspace",
        ": `first-call` Enter l j j j j j j Enter",
        "",
        "first-call | 6 – 12 January 2025 | detail at First call",
    ),
    ("back-link", "Backspace", "", "", "opening | 6 – 12 January 2025"),
];

const RECORDS: &[Case] = &[
    ("mark", "m", "", "'", "opening | 6 – 12 January 2025 | 1 | marked only"),
    ("mark", "m", "m k", "'", "nothing | (blank) | 0 | marked only"),
    ("next-hit", "n", "j m : `pilots` Enter m g", "", "anna-open | 6 – 12 January 2025"),
    ("next-hit", "n", "j m : `pilots` Enter m", "", "janos-pilots | 17 – 23 February 2025"),
    ("previous-hit", "N", "j m : `pilots` Enter m", "", "pilots | 17 – 23 February 2025"),
    ("copy-quote", "y", "j", "", "anna-open | 6 – 12 January 2025 → copy “The river is open”"),
    ("copy-quote", "y", "", "", "opening | 6 – 12 January 2025"),
    ("copy-record", "Y", "j", "", "anna-open | 6 – 12 January 2025 → copy # Screen talks"),
    ("open-source", "o", "", "", "opening | 6 – 12 January 2025 → open https://example.org/bulletin"),
    ("open-source", "o", ": `map` Enter", "", "map | 6 – 12 January 2025"),
    ("original", "O", "j", "", "anna-open | 6 – 12 January 2025"),
    ("edit", "E", "", "", "opening | 6 – 12 January 2025 → edit line 137"),
    ("edit", "E", "j j", "", "bela-open | 6 – 12 January 2025 → edit line 161"),
];

const LENSES: &[Case] = &[
    ("quotes", "2", "", "", "anna-open | anna-open | quotes"),
    ("quotes", "2", "j", "", "anna-open | anna-open | quotes"),
    ("timeline", "1", "2 j", "", "bela-open | 6 – 12 January 2025"),
    ("timeline", "1", "", "", "opening | 6 – 12 January 2025"),
    ("sort", "S", "", "", "opening | 6 – 12 January 2025"),
    ("sort", "S", "2", "", "anna-open | anna-open | quotes | sorted by date"),
    ("sort", "S", "2 S", "", "anna-open | anna-open | quotes | sorted by speaker"),
    ("sort", "S", "2 S r", "", "anna-open | lev-clerks | quotes | sorted by speaker | latest first"),
    ("sort", "S", "2 S S S S S S S S S S S", "", "anna-open | anna-open | quotes"),
    ("positions", "3", "", "", "cyril-call | ▌ South     ⊖ rejects            − leans against | positions"),
    ("accounts", "4", "", "", "nothing | ▌ Opening of     N Arden, Ernst | accounts"),
    ("people", "5", "", "", "nothing | ▌ Anna Arden                  2 ▇▇▇▇▇▇     1 ▇▇▇ | people"),
    ("proposals", "6", "", "", "nothing | (blank) | proposals"),
    ("mode", "M", "3", "", "nothing | ▌ Anna Arden | positions | mode people"),
    ("mode", "M", "2", "", "nothing | (blank) | quotes | mode concordance"),
    ("narrow", "&", "3", "`ri` Enter", "anna-open | South     − leans against | positions | narrowed to ri"),
    ("narrow", "&", "3", "`ri` Esc", "anna-open | South     − leans against | positions"),
    ("pin", "b", "6", "", "nothing | (blank) | proposals"),
    ("pin", "b", "3", "", "cyril-call | ▌ South     ⊖ rejects            − leans against | positions"),
    ("mark", "m", "3", "'", "cyril-call | ▌ South     ⊖ rejects | 1 | positions | marked only"),
    ("reverse", "r", "2", "", "anna-open | emil-ropers | quotes | latest first"),
];

const PROGRAM: &[Case] = &[
    ("export", "e", "", "`csv` Enter Esc", "opening | 6 – 12 January 2025 → export csv to screen-talks.csv"),
    ("export-again", "Ctrl-e", "", "", "opening | 6 – 12 January 2025"),
    (
        "copy-command",
        "C",
        "/ `by:anna` Enter - r",
        "",
        "opening | January 2025 | / by:anna | 1 | by month | latest first → copy demarche talks.toml -q by:anna --zoom month --latest-first",
    ),
    ("help", "? F1", "", "`latest first` Enter", "opening | 20 – 26 January 2025 | latest first"),
    ("zone", "T", "", "", "opening | 6 – 12 January 2025"),
    ("reload", "R", "", "", "opening | 6 – 12 January 2025 → reload"),
    ("suspend", "Ctrl-z", "", "", "opening | 6 – 12 January 2025 → suspend"),
    ("quit", "q Ctrl-c", "", "", "opening | 6 – 12 January 2025 → quit"),
];

fn table() -> impl Iterator<Item = &'static Case> {
    [MOVES, PANES, FILTERS, VIEWS, LENSES, RECORDS, PROGRAM].into_iter().flatten()
}

#[test]
fn every_action_works_with_each_of_its_keys() {
    assert_cases(table().flat_map(|(action, keys, before, after, expected)| {
        keys.split(' ').map(move |key| {
            let mut screen = Screen::talks().with_file("talks.toml");
            screen.press(before);
            screen.effect_log();
            screen.press(key).press(after);
            let (state, effects) = (screen.state(), screen.effect_log());
            let actual = effects.lines().next().map_or(state.clone(), |first| format!("{state} → {first}"));
            (format!("{action}: {before} [{key}] {after}"), actual, (*expected).to_owned())
        })
    }));
}

#[test]
fn table_covers_every_action_and_key() {
    let keys = |keys: &mut dyn Iterator<Item = &'static str>| keys.map(ToOwned::to_owned).collect::<BTreeSet<String>>();
    for info in browsing() {
        let pressed = keys(&mut table().filter(|case| case.0 == info.name).flat_map(|case| case.1.split(' ')));
        assert_eq!(pressed, keys(&mut info.keys.iter().copied()), "the keys of {}", info.name);
    }
    for case in table() {
        assert!(browsing().any(|info| info.name == case.0), "unknown action {}", case.0);
    }
}

/// Actions that only change the display: keys before, key, text that is then visible, text that is not.
const DISPLAY: &[(&str, &str, &str, &str)] = &[
    ("+", "T", "08:00    ● Opening", "10:00    ● Opening"),
    ("+ T", "T", "17:00    ● Opening", "08:00    ● Opening"),
    ("+ T T", "T", "10:00    ● Opening", "17:00    ● Opening"),
    ("j", "O", "❝ Arden     ⊕  “Река открыта”", "❝ Arden     ++ “The river is open”"),
    ("j O", "O", "❝ Arden     ⊕  “The river is open”", "❝ Arden     ++ “Река открыта”"),
];

#[test]
fn time_zone_and_wording_are_toggled() {
    let tokyo = Settings { home: Zone::Named(named("Asia/Tokyo").expect("a zone")), ..Settings::default() };
    for (before, key, shown, hidden) in DISPLAY {
        let mut screen = Screen::of(indexed(TALKS), 100, 20, tokyo.clone());
        let text = screen.press(before).press(key).text();
        assert!(text.contains(shown) && !text.contains(hidden), "{before} [{key}]:\n{text}");
    }
}

#[test]
fn last_export_is_repeated_without_confirmation() {
    let mut screen = Screen::talks();
    screen.press("e `json` Enter").finish_export().press("Ctrl-e");
    assert_eq!(screen.effect_log(), "export json to screen-talks.json overwrite");
}

#[test]
fn two_hundred_changes_can_be_undone() {
    let mut screen = Screen::talks();
    for _ in 0..125 {
        screen.press("r x");
    }
    // The last 200 of 250 changes: what was before them is forgotten.
    let changes = |screen: &mut Screen, key: &str| {
        let before = screen.state();
        screen.press(key).state() != before
    };
    assert_eq!((0..300).take_while(|_| changes(&mut screen, "u")).count(), 200);
    assert_eq!((0..300).take_while(|_| changes(&mut screen, "Ctrl-r")).count(), 200);
}
