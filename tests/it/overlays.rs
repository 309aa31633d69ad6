//! All keys of the overlays. The entry under the cursor is visible from the previewed query, or from the effect of Enter.

use crate::support::{Screen, assert_cases};

/// Keys and the expected state.
type Case = (&'static str, &'static str);

const FILTER_BAR: &[Case] = &[
    ("/ `by:anna`", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:anna` Esc", "opening | 6 – 12 January 2025"),
    ("/ `by:anna` Ctrl-c", "opening | 6 – 12 January 2025"),
    ("j j / `by:anna` Esc", "bela-open | 6 – 12 January 2025"),
    ("PgDn / `by:anna` Esc", "greta-walk | opening"),
    ("/ `anna` Home `by:` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `anna` Ctrl-a `by:` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `anna` Ctrl-a `by` End Ctrl-a Right Ctrl-f `:` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:an` Ctrl-a Ctrl-e `na` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:an` Home End `na` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:aXna` Left Left Ctrl-h `n` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:aXna` Ctrl-b Left Backspace `n` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:Xanna` Left Left Left Left Left Delete Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:Xanna` Left Left Left Left Left Ctrl-d Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:anna river` Ctrl-w Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:anna river` Alt-Backspace Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `river by:anna` Ctrl-Left Ctrl-Left Ctrl-u Enter", "opening | 6 – 12 January 2025 | / river by:anna | 1"),
    ("/ `by:anna river` Alt-b Ctrl-k Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    (
        "/ `by:anna river` Alt-b Ctrl-k Home Alt-f Alt-f Ctrl-k Ctrl-y Enter",
        "opening | 6 – 12 January 2025 | / by:anna | 1",
    ),
    (
        "/ `anna` Home `by:` Home Ctrl-Right Ctrl-Right `,bela` Enter",
        "opening | 6 – 12 January 2025 | / by:anna,bela | 3",
    ),
    ("/ `by:be` Tab Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ `by:` Tab Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ `by:` Tab Tab Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `by:` Tab Tab Shift-Tab Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ `by:` Shift-Tab Enter", "nothing | (blank) | / by:north-office | 0"),
    ("/ `by:` Down Down Up Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ `by:` Down Esc Esc", "opening | 6 – 12 January 2025"),
    ("/ `by:` Down Esc `anna` Enter", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("/ `stan` Tab Enter `rej` Tab Enter", "cyril-call | 13 – 19 January 2025 | / stance:rejects | 1"),
    ("/ `kind:call` Enter / Ctrl-u `by:anna` Enter D / Up Enter", "anna-open | 6 – 12 January 2025 | / by:anna | 1"),
    (
        "/ `kind:call` Enter / Ctrl-u `by:anna` Enter D / Ctrl-p Ctrl-p Enter",
        "first-call | 13 – 19 January 2025 | / kind:call | 2",
    ),
    (
        "/ `kind:call` Enter / Ctrl-u `by:anna` Enter D / Up Up Up Down Enter",
        "anna-open | 6 – 12 January 2025 | / by:anna | 1",
    ),
    (
        "/ `kind:call` Enter / Ctrl-u `by:anna` Enter D / Up Up Ctrl-n Enter",
        "anna-open | 6 – 12 January 2025 | / by:anna | 1",
    ),
    ("/ `kind:call` Enter / Ctrl-u `by:anna` Enter D / Up Ctrl-n Enter", "anna-open | 6 – 12 January 2025"),
    ("/ `kind:call` Enter D / Up Home `-` Enter", "first-call | 6 – 12 January 2025 | / -kind:call | 33"),
    ("/ `kind:call` Enter / `-is:event` Enter u", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("/ `kind:call` Enter / Enter u", "opening | 6 – 12 January 2025"),
    ("/ `kind:call or` Enter", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("/ `kind:cal` Enter", "opening | 6 – 12 January 2025"),
    ("/ `kind:cal` Enter Tab Enter", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("\\ / `kind:call` Enter", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("/ `by:bela` Enter \\ | / Space Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ Enter", "opening | 6 – 12 January 2025"),
];

const PICKERS: &[Case] = &[
    ("p", "opening | 6 – 12 January 2025"),
    ("p Down", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p Ctrl-n Ctrl-n", "supper | 6 – 12 January 2025 | / person:cyril | 4"),
    ("p Down Down Up", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p Down Down Ctrl-p", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p Up", "opening | 6 – 12 January 2025"),
    ("p PgDn", "clerks | 3 – 9 February 2025 | / person:lev | 2"),
    ("p PgDn PgDn PgUp", "opening | 6 – 12 January 2025 | / person:dora | 3"),
    ("p PgDn PgDn Down", "yard-visit | 20 – 26 January 2025 | / person:nils | 1"),
    ("p PgUp", "opening | 6 – 12 January 2025"),
    ("p Down Esc", "opening | 6 – 12 January 2025"),
    ("p Down Ctrl-c", "opening | 6 – 12 January 2025"),
    ("PgDn p `anna` Esc", "greta-walk | opening"),
    ("p `bela`", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p `bela` Enter", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p `bela` Enter u", "opening | 6 – 12 January 2025"),
    ("p `bela` Ctrl-x", "opening | 6 – 12 January 2025 | / -person:bela | 27"),
    ("p `bela` Ctrl-t", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("p `bela` Ctrl-t Ctrl-t", "opening | 6 – 12 January 2025 | / with:bela | 8"),
    ("p `bela` Ctrl-t Ctrl-t Ctrl-t", "opening | 6 – 12 January 2025 | / person:bela | 8"),
    ("p Ctrl-t", "opening | 6 – 12 January 2025"),
    ("p Ctrl-t Down", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("p Down Ctrl-t Ctrl-t", "opening | 6 – 12 January 2025 | / with:bela | 8"),
    ("p Tab", "opening | 6 – 12 January 2025 | / person:anna | 9"),
    ("p Tab Tab Enter", "opening | 6 – 12 January 2025 | / person:anna,bela | 14"),
    ("p Tab Up Tab Down Enter", "supper | 6 – 12 January 2025 | / person:cyril | 4"),
    ("p Down Shift-Tab Shift-Tab Enter", "opening | 6 – 12 January 2025 | / person:bela,anna | 14"),
    ("p Tab Tab Ctrl-x", "opening | 6 – 12 January 2025 | / -person:anna,bela | 21"),
    ("p Ctrl-t Ctrl-t Tab Tab Enter", "opening | 6 – 12 January 2025 | / with:anna or with:bela | 12"),
    ("p `xyzzy`", "opening | 6 – 12 January 2025"),
    ("p `xyzzy` Enter", "opening | 6 – 12 January 2025"),
    ("p `xyzzy` Tab Down Up PgDn PgUp Ctrl-t Esc", "opening | 6 – 12 January 2025"),
    ("p `ann` Backspace Backspace Backspace", "opening | 6 – 12 January 2025"),
    ("/ `kind:talks` Enter p `anna` Enter", "opening | 6 – 12 January 2025 | / kind:talks person:anna | 1"),
    ("/ `kind:talks` Enter \\ p `anna` Enter", "opening | 6 – 12 January 2025 | / kind:talks person:anna | 1"),
    ("j p `anna` Enter", "anna-open | 6 – 12 January 2025 | / person:anna | 9"),
    (": `supper` Enter p `bela` Enter", "note-2 | 6 – 12 January 2025 | / person:bela | 8"),
    (": `supper` Enter p `anna` Enter", "supper | 6 – 12 January 2025 | / person:anna | 9"),
    ("t Down Down Enter", "opening | 6 – 12 January 2025 | / topic:bridges | 2"),
    ("t `river` Ctrl-t Enter", "opening | 6 – 12 January 2025 | / topic:river | 16"),
    ("P Down Enter", "opening | 6 – 12 January 2025 | / party:north | 11"),
    ("L `helsinki` Enter", "opening | 6 – 12 January 2025 | / place:hall | 6"),
    ("L `hall` Ctrl-x", "supper | 6 – 12 January 2025 | / -place:hall | 29"),
    ("s `clerk` Enter", "map | 13 – 19 January 2025 | / source:notes | 2"),
];

const PROMPTS: &[Case] = &[
    (": Enter", "opening | 6 – 12 January 2025"),
    (": `   ` Enter", "opening | 6 – 12 January 2025"),
    (": `pilots` Esc", "opening | 6 – 12 January 2025"),
    (": `pilots` Ctrl-c", "opening | 6 – 12 January 2025"),
    (": `pilotsX` Backspace Enter", "pilots | karla-masons"),
    (": `0%` Enter", "opening | 6 – 12 January 2025"),
    (": `100%` Enter", "undated-letter | (blank)"),
    (": `300 %` Enter", "undated-letter | (blank)"),
    (": `2025-02` Enter", "clerks | forum"),
    (": `2025-04-01` Enter", "signing | (blank)"),
    (": `2026` Enter", "undated-letter | (blank)"),
    (": `2025-05-06/2025-05-07` Enter", "signing | (blank)"),
    ("/ `by:anna` Enter : `supper` Enter", "supper | 6 – 12 January 2025 | / by:anna | filter off | time off"),
    ("/ `by:anna` Enter : `supper` Enter u", "opening | 6 – 12 January 2025 | / by:anna | 1"),
    ("x : `supper` Enter", "supper | 6 – 12 January 2025 | filter off | time off"),
    ("x : `bela-open` Enter", "bela-open | 6 – 12 January 2025 | 13 | quotes only"),
    (": `nowhere` Enter", "opening | 6 – 12 January 2025"),
    ("a", "opening | 6 – 12 January 2025 | / asof:2025-01-06 | 4"),
    ("a Esc", "opening | 6 – 12 January 2025"),
    ("a Ctrl-c", "opening | 6 – 12 January 2025"),
    ("a a", "opening | 6 – 12 January 2025 | / asof:2025-01-07 | 5"),
    ("a Down Down", "opening | 6 – 12 January 2025 | / asof:2025-01-14 | 6"),
    ("a a a A", "opening | 6 – 12 January 2025 | / asof:2025-01-07 | 5"),
    ("a a a Up", "opening | 6 – 12 January 2025 | / asof:2025-01-07 | 5"),
    ("a A", "opening | 6 – 12 January 2025 | / asof:2025-01-06 | 4"),
    ("a Ctrl-u a", "opening | 6 – 12 January 2025 | / asof:2025-01-06 | 4"),
    ("a Ctrl-u A", "opening | 6 – 12 January 2025 | / asof:2025-05-08"),
    ("a Ctrl-u `2025-02-10` a", "opening | 6 – 12 January 2025 | / asof:2025-02-11 | 18"),
    ("a Ctrl-u `2025-02-10` A", "opening | 6 – 12 January 2025 | / asof:2025-02-06 | 16"),
    ("a Ctrl-u `2025-03` Enter", "opening | 6 – 12 January 2025 | / asof:2025-03 | 32"),
    ("a Ctrl-u `2025-13` Enter", "opening | 6 – 12 January 2025 | / asof:2025"),
    ("a Ctrl-u `2025-13` Enter Esc", "opening | 6 – 12 January 2025"),
    ("a Ctrl-u Enter", "opening | 6 – 12 January 2025"),
    ("a Enter a Ctrl-u Enter", "opening | 6 – 12 January 2025"),
    ("a Enter a", "opening | 6 – 12 January 2025 | / asof:2025-01-06 | 4"),
    ("a Enter a Enter u", "opening | 6 – 12 January 2025"),
    ("a Enter u", "opening | 6 – 12 January 2025"),
    ("a Left Home `x` Esc", "opening | 6 – 12 January 2025"),
    ("/ `by:anna` Enter a Enter", "opening | 6 – 12 January 2025 | / asof:2025-01-06 by:anna | 1"),
    (": `undated-letter` Enter a", "undated-letter | (blank)"),
    (": `farewell` Enter a Enter : `pilots` Enter", "pilots | karla-masons | / asof:2025-05-08"),
    ("a Enter : `pilots` Enter", "opening | 6 – 12 January 2025 | / asof:2025-01-06 | 4"),
];

const FACETS: &[Case] = &[
    ("f Enter", "opening | person:anna | 9"),
    ("f Space", "opening | person:anna | 9"),
    ("f .", "opening | person:anna | 9"),
    ("f Down Enter", "opening | person:bela | 8"),
    ("f j j Enter", "supper | person:cyril | 4"),
    ("f j j k Enter", "opening | person:bela | 8"),
    ("f j j Up Enter", "opening | person:bela | 8"),
    ("f k Enter", "opening | person:anna | 9"),
    ("f !", "opening | -person:anna | 26"),
    ("f x", "opening | -person:anna | 26"),
    ("f ! !", "opening |  | 35"),
    ("f Enter !", "opening | -person:anna | 26"),
    ("f Enter Enter", "opening |  | 35"),
    ("f Tab Enter", "opening | party:south | 12"),
    ("f Right Enter", "opening | party:south | 12"),
    ("f J Enter", "opening | party:south | 12"),
    ("f l Enter", "opening | party:south | 12"),
    ("f } Enter", "opening | party:south | 12"),
    ("f Tab Tab Shift-Tab Enter", "opening | party:south | 12"),
    ("f Tab Tab Left Enter", "opening | party:south | 12"),
    ("f Tab Tab K Enter", "opening | party:south | 12"),
    ("f Tab Tab h Enter", "opening | party:south | 12"),
    ("f Tab Tab { Enter", "opening | party:south | 12"),
    ("f Shift-Tab Enter", "opening | person:anna | 9"),
    ("f Tab Tab Tab Tab Tab Tab Tab Tab Tab Enter", "opening | source:bulletin | 21"),
    ("f Enter u Esc", "opening |  | 35"),
    ("f Enter u Ctrl-r", "opening | person:anna | 9"),
    ("f Enter Esc j", "anna-open | person:anna | 9"),
    ("f Enter q j", "anna-open | person:anna | 9"),
    ("f Enter f j", "anna-open | person:anna | 9"),
    ("f Enter Ctrl-c j", "anna-open | person:anna | 9"),
    ("f / `bela` Enter", "opening | person:bela | 8"),
    ("f / `bela` Ctrl-x Esc Esc j", "anna-open | -person:bela | 27"),
    ("f / `bela` Esc Enter", "opening | person:bela | 8"),
    ("f / `e` Down Enter", "supper | person:cyril | 4"),
    ("f / `e` Down Up Enter", "opening | person:anna | 9"),
    ("f / `bela` Esc j", "opening |  | 35"),
    ("f / `bela` Esc Esc j", "anna-open |  | 35"),
    ("f j j j j j j j j j Enter", "opening | party:south | 12"),
    ("x f Enter", "bela-open | person:bela | 2"),
    ("f j j ! j Enter", "opening | -person:cyril person:anna | 8"),
    ("f j j Enter j Enter", "supper | person:cyril,anna | 12"),
    ("f Enter Esc f j Enter Esc f ! Esc", "opening | person:anna -person:bela | 6"),
];

const VIEWS: &[Case] = &[
    ("W", "opening | 6 – 12 January 2025"),
    ("W Down", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W Down Down Down", "signing | 5 – 11 May 2025 | / status:cancelled | 1"),
    ("W Down Down Up", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W Ctrl-n Ctrl-n Ctrl-p", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W Up", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    ("W Down Esc", "opening | 6 – 12 January 2025"),
    ("W Down Ctrl-c", "opening | 6 – 12 January 2025"),
    ("PgDn W `bela` Esc", "greta-walk | opening"),
    ("W Down Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("W Down Enter u", "opening | 6 – 12 January 2025"),
    ("W `lost` Enter", "signing | 5 – 11 May 2025 | / status:cancelled | 1"),
    ("W `xyzzy`", "opening | 6 – 12 January 2025"),
    ("W `xyzzy` Enter", "opening | 6 – 12 January 2025"),
    ("W `belaX` Backspace Enter", "opening | 6 – 12 January 2025 | / by:bela | 2"),
    ("/ `by:anna` Enter m W `calls` Enter", "first-call | 13 – 19 January 2025 | / kind:call | 2"),
    (
        "r v c W `calls` Enter",
        "first-call | 20 – 26 January 2025 | / kind:call | 2 | latest first | threads | no context",
    ),
    (
        "- r v x c w `Mine` Enter r v x c + W `mine` Enter",
        "anna-open | February 2025 | 13 | by month | latest first | threads | no context | quotes only",
    ),
    ("w Enter", "opening | 6 – 12 January 2025"),
    ("w `Mine` Esc", "opening | 6 – 12 January 2025"),
    ("w `Mine` Ctrl-c", "opening | 6 – 12 January 2025"),
    ("w ` Mine ` Enter", "opening | 6 – 12 January 2025"),
    (
        "/ `by:anna` Enter w `A` Enter / Ctrl-u `by:bela` Enter w `A` Enter D W Enter",
        "opening | 6 – 12 January 2025 | / by:bela | 2",
    ),
    (
        "/ `by:anna` Enter w `A` Enter / Ctrl-u `by:bela` Enter w `B` Enter D W Down Enter",
        "opening | 6 – 12 January 2025 | / by:anna | 1",
    ),
];

#[test]
fn filter_bar_keys() {
    check(FILTER_BAR);
}

#[test]
fn picker_keys() {
    check(PICKERS);
}

#[test]
fn prompt_keys() {
    check(PROMPTS);
}

#[test]
fn facet_keys() {
    // The first row of the list is ignored, because the pane may cover it.
    assert_cases(FACETS.iter().map(|(keys, expected)| {
        let mut screen = Screen::talks();
        screen.press(keys);
        let actual = format!("{} | {} | {}", screen.current().unwrap_or(""), screen.query(), screen.shown().len());
        ((*keys).to_owned(), actual, (*expected).to_owned())
    }));
}

#[test]
fn facet_group_can_be_expanded() {
    let reaches_the_last = |keys: &str| {
        let mut screen = Screen::talks();
        screen.press(keys);
        (0..14).any(|_| screen.press("j").text().contains("Nils Nord"))
    };
    assert!(!reaches_the_last("f"), "the group is truncated");
    assert!(reaches_the_last("f j j j j j j j j Enter"), "Enter on the number of hidden values shows all");
}

#[test]
fn view_list_keys() {
    check(VIEWS);
}

fn check(cases: &[Case]) {
    assert_cases(cases.iter().map(|(keys, expected)| {
        let mut screen = Screen::talks();
        screen.press(keys);
        ((*keys).to_owned(), screen.state(), (*expected).to_owned())
    }));
}
