//! What the filter bar offers while a query is typed, and what Tab writes.

use insta::assert_snapshot;

use crate::support::Screen;

/// What is typed; a `|` is where the cursor then goes.
const TYPED: &[&str] = &[
    "",
    "pe",
    "p",
    "-pe",
    "!ki",
    "(sta",
    "zzz",
    "ann",
    "river ann",
    "ar",
    "Арден",
    "person:",
    "person:b",
    "person:anna,b",
    "person:\"be",
    "person:anna ",
    "-by:an",
    "by:isl",
    "party:n",
    "topic:br",
    "place:hel",
    "source:al",
    "proposal:",
    "kind:ca",
    "k:ca",
    "kind:xyz",
    "status:",
    "stance:rej",
    "stance:rejects@tr",
    "is:q",
    "has:",
    "id:not",
    "in:",
    "in:2025",
    "in:2025-0",
    "since:2025-05",
    "last:",
    "asof:",
    "tag:",
    "lang:",
    "outlet:",
    "kind:talks or ki",
    "kind:talks (pers",
    "ki| talks",
    "kind:|talks",
];

/// The rows of the box of offers, and the bar after Tab.
fn offered(typed: &str) -> String {
    let mut screen = Screen::talks_at(80, 24);
    let after = typed.split_once('|').map_or(0, |(_, after)| after.chars().count());
    screen.press(&format!("/ `{}`", typed.replace('|', "")));
    for _ in 0..after {
        screen.press("Left");
    }
    let asked = screen.text();
    let bar = |text: &str| text.lines().nth(1).unwrap_or("").split("   ").next().unwrap_or("").trim().to_owned();
    let tabbed = screen.press("Tab").text();
    let rows = |text: &str| {
        let boxed = text.lines().skip(2).filter_map(|line| line.split_once('│')?.1.split_once('│'));
        boxed.map(|(row, _)| format!("    {}\n", row.trim_end())).collect::<String>()
    };
    let offers = if rows(&asked).is_empty() { rows(&tabbed) } else { rows(&asked) };
    let how = if rows(&asked).is_empty() && !offers.is_empty() { " (asked for)" } else { "" };
    format!("{typed:?}{how}\n{offers}  → {}\n", bar(&tabbed))
}

#[test]
fn what_is_offered_fits_what_is_typed() {
    assert_snapshot!(TYPED.iter().map(|typed| offered(typed)).collect::<String>());
}

#[test]
fn a_count_is_what_the_query_then_shows() {
    for typed in ["person:", "kind:", "topic:", "is:", "stance:", "river person:", "-kind:", "kind:talks topic:"] {
        let mut screen = Screen::talks_at(80, 24);
        screen.press(&format!("/ `{typed}` Tab"));
        for _ in 0..6 {
            let text = screen.text();
            let row = text.lines().skip(2).find_map(|line| line.split_once("│▌").map(|(_, row)| row.to_owned()));
            let Some(row) = row else { break };
            let count = row.split('│').next().and_then(|row| row.split_whitespace().last()?.parse::<usize>().ok());
            if let Some(count) = count {
                assert_eq!(count, screen.shown().len(), "{}:\n{text}", screen.query());
            }
            screen.press("Tab");
        }
    }
}

#[test]
fn what_is_offered_can_be_run() {
    for typed in ["by:", "topic:", "place:", "source:", "kind:", "status:", "class:", "is:", "has:", "id:", "in:2025-"]
    {
        let mut screen = Screen::talks_at(80, 24);
        screen.press(&format!("/ `{typed}` Tab Tab"));
        let shown = screen.shown();
        screen.press("Enter");
        assert!(screen.query().starts_with(typed.split('2').next().unwrap_or(typed)), "{typed}: {}", screen.query());
        assert_eq!(screen.shown(), shown, "{typed}");
    }
}
