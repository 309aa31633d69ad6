//! Property tests of queries, texts and keys.

use demarche::query::{Expr, FieldKey, FieldTerm, Node, Value, parse, print::print};
use demarche::tui::app::Input;
use demarche::tui::key::Key;
use proptest::prelude::*;
use proptest::sample::select as one_of;

use crate::support::program::stdout;
use crate::support::{Screen, ids, select, shipped};

/// Terms that are valid for the shipped dataset.
const TERMS: &[&str] = &[
    "person:ushakov",
    "by:putin",
    "with:witkoff,putin",
    "party:us",
    "topic:territory",
    "kind:talks",
    "status:cancelled",
    "since:2025-12-02",
    "on:2025-12-02",
    "is:quote",
    "has:claim",
    "peace",
    "\"a lot of work\"",
    "2025-11-20..2025-11-25",
    "place:moscow",
    "mentions:witkoff",
    "reported:2025-11-25",
    "last:3m",
    "/sanction.?s/",
    "reliability:>=B",
    "in:2025-Q4",
];

/// Parts of queries, valid and invalid.
const PARTS: &[&str] = &[
    "person",
    "by:",
    "stance:",
    "in",
    "date",
    "foo:",
    "Путин",
    "putin",
    "ushkov",
    "2025-12-02",
    "2.12.2025",
    "yesterday",
    "2w",
    "rejects@",
    "no",
    "\"",
    "“",
    "”",
    "'",
    "/",
    "a(b",
    "(",
    ")",
    "()",
    "[",
    "]",
    " TO ",
    " or ",
    " and ",
    " not ",
    "-",
    "!",
    "+",
    "*",
    "~2",
    "=",
    "!=",
    ">=",
    ":",
    ",",
    "..",
    "|",
    "&",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\\",
    "asof:2025-12-02",
    "proposal:us-plan@9",
];

fn leaf() -> impl Strategy<Value = Node> {
    let known = one_of(TERMS).prop_map(|term| parse(term).expect(term));
    let text = "[ -~а-яé“\"\\\\|(),:!.-]{1,12}"
        .prop_filter("a word", |text| demarche::index::text::Phrase::new(text).is_some());
    let text = text.prop_map(|text| Node::new(Expr::Text(text), 0..0));
    let value = "[ -~а-я]{1,10}".prop_map(|text| {
        Node::new(Expr::Field(FieldTerm { field: FieldKey::Tag, values: vec![Value::new(text)] }), 0..0)
    });
    prop_oneof![3 => known, 2 => text, 1 => value]
}

fn query() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Node::and),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Node::or),
            inner.prop_map(Node::negated),
        ]
    })
}

fn known() -> impl Strategy<Value = String> {
    one_of(TERMS).prop_map(ToOwned::to_owned)
}

proptest! {
    #[test]
    fn printing_and_parsing_are_inverse(node in query()) {
        let text = print(&node);
        let again = parse(&text).map_err(|error| TestCaseError::fail(error.report(&text)))?;
        prop_assert_eq!(&again, &node, "{}", text);
        prop_assert_eq!(print(&again), text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in ".{0,60}") {
        if let Err(error) = select(shipped(), &text) {
            prop_assert!(!error.message().is_empty());
            prop_assert!(error.span().end <= text.len() + 1 || text.is_empty());
            let _ = error.report(&text);
        }
    }

    /// Combinations of parts reach more errors than random text.
    #[test]
    fn every_error_has_a_message_and_applicable_suggestions(parts in prop::collection::vec(one_of(PARTS), 1..8)) {
        let text = parts.concat();
        if let Err(error) = select(shipped(), &text) {
            prop_assert!(!error.sentence().is_empty());
            let _ = error.report(&text);
            for suggestion in error.suggestions() {
                prop_assert!(suggestion.apply(&text).is_some_and(|applied| applied != text), "{}: {:?}", text, suggestion);
            }
            if let Some(fixed) = error.fixed_query(&text, |text| select(shipped(), text).map(|_| ())) {
                prop_assert!(select(shipped(), &fixed).is_ok(), "{} -> {}", text, fixed);
            }
        }
    }

    #[test]
    fn juxtaposition_is_intersection_and_or_is_union(a in known(), b in known()) {
        let all = |query: &str| ids(shipped(), query);
        let (both, either) = (all(&format!("{a} {b}")), all(&format!("{a} or {b}")));
        let (a, b, everything) = (all(&a), all(&b), all(""));
        let filter = |test: &dyn Fn(&String) -> bool| everything.iter().filter(|id| test(id)).cloned().collect::<Vec<_>>();
        prop_assert_eq!(both, filter(&|id| a.contains(id) && b.contains(id)));
        prop_assert_eq!(either, filter(&|id| a.contains(id) || b.contains(id)));
    }

    #[test]
    fn not_is_the_complement_and_cancels_itself(a in known()) {
        let all = |query: &str| ids(shipped(), query);
        let (yes, no) = (all(&a), all(&format!("-({a})")));
        prop_assert_eq!(yes.len() + no.len(), shipped().len());
        prop_assert!(yes.iter().all(|id| !no.contains(id)));
        prop_assert_eq!(all(&format!("not not ({a})")), yes);
    }

    #[test]
    fn within_implies_in(from in 0i64..26, days in 1i64..20) {
        let day = |n: i64| (chrono::NaiveDate::from_ymd_opt(2025, 11, 15).expect("a day") + chrono::Days::new(n as u64)).to_string();
        let range = format!("{}/{}", day(from), day(from + days));
        let (within, overlapping) = (ids(shipped(), &format!("within:{range}")), ids(shipped(), &format!("in:{range}")));
        prop_assert!(within.iter().all(|id| overlapping.contains(id)));
        prop_assert_eq!(&ids(shipped(), &format!("{}..{}", day(from), day(from + days))), &overlapping);
        let both = ids(shipped(), &format!("since:{} until:{}", day(from), day(from + days)));
        prop_assert_eq!(both, overlapping);
    }
}

/// Checks that all parts of the program select the same records for a query.
fn check_agreement(query: &str) -> Result<(), TestCaseError> {
    use demarche::lens::density::{Bucket, buckets};
    use demarche::model::when::calendar::Zoom;
    let expected = ids(shipped(), query);
    let mut screen = Screen::new(120, 40);
    screen.press(&format!("/ `{query}` Enter"));
    prop_assert_eq!(&screen.shown(), &expected, "the screen");
    let selection = screen.app.state().selection();
    prop_assert_eq!(selection.len(), expected.len(), "the counts");
    let index = screen.app.index();
    for zoom in Zoom::ALL {
        let strip: u32 = buckets(index, selection, zoom)
            .iter()
            .map(|bucket| if let Bucket::Span { selected, .. } = bucket { *selected } else { 0 })
            .sum();
        prop_assert_eq!(strip as usize, expected.len(), "the strip by {}", zoom.name());
    }
    let listed = stdout(&["list", "--ids", "-q", query]);
    let listed: Vec<String> = listed.lines().map(ToOwned::to_owned).collect();
    prop_assert_eq!(&listed, &expected, "list --ids");
    let exported = stdout(&["export", "-f", "jsonl", "-q", query]);
    let exported: Vec<String> = exported
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter_map(|record| record["id"].as_str().map(ToOwned::to_owned))
        .collect();
    prop_assert_eq!(&exported, &expected, "the export");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn screen_strip_counts_list_and_export_agree(a in known(), b in known(), as_of in one_of(&["", "asof:2025-11-21 ", "asof:2025-12-02 ", "asof:2026-02 "][..])) {
        check_agreement(&format!("{as_of}({a} or {b})"))?;
        check_agreement(&format!("{as_of}{a} -({b})"))?;
    }
}

/// Keys with and without a binding.
const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "J",
    "K",
    "{",
    "}",
    "[",
    "]",
    "Ctrl-d",
    "Ctrl-u",
    "PgDn",
    "Tab",
    "Enter",
    "Esc",
    "h",
    "l",
    "z",
    "<",
    ">",
    "/",
    "p",
    "t",
    "P",
    "L",
    "s",
    ".",
    "!",
    "x",
    "c",
    "'",
    "\\",
    "D",
    "+",
    "-",
    "r",
    "v",
    "u",
    "Ctrl-r",
    "Backspace",
    "m",
    "n",
    "N",
    "y",
    "Y",
    "o",
    "O",
    "e",
    ":",
    "?",
    "T",
    "R",
    "C",
    "Down",
    "Up",
    "Left",
    "Right",
    "Space",
    "a",
    "w",
    "W",
    "f",
    "i",
    "I",
    ")",
    "|",
    "5",
    "%",
    "\"",
    "(",
    "3",
    "4",
    "M",
    "&",
    "b",
    "S",
    "-",
    "Ctrl-x",
    "Ctrl-t",
    "Ctrl-w",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_and_sizes_make_the_screen_panic(keys in prop::collection::vec(one_of(KEYS), 1..40), sizes in prop::collection::vec((0u16..130, 0u16..50), 1..4)) {
        let mut screen = Screen::new(100, 30);
        let each = keys.len() / sizes.len() + 1;
        for (chunk, (width, height)) in keys.chunks(each).zip(&sizes) {
            for key in chunk {
                screen.update(Input::Key(Key::parse(key).expect("a key")));
            }
            screen.resize(*width, *height);
            let _ = screen.text();
            // Counts and cursor agree with the selection.
            let selection = screen.app.state().selection();
            prop_assert_eq!(selection.records.count(), selection.len());
            prop_assert_eq!(selection.events + selection.quotes, selection.len());
            if let Some(current) = screen.app.state().current() {
                prop_assert!(selection.records.contains(current) || selection.context.contains(current));
            }
        }
    }
}
