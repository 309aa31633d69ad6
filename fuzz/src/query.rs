//! A query, asked of the small dataset of the tests.
//!
//! * A query is printed as a query that means the same; what it selects and what its negation selects are all records.
//! * An error has its place inside the text; its suggestions apply and lead somewhere; the query that was probably meant is right.
//! * Completion offers what fits at the cursor, and counts what would be shown with it.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::index::{Index, Snapshots};
use demarche::query::complete::Completion;
use demarche::query::hits::Hits;
use demarche::query::print::print;
use demarche::query::{Context, FIELDS, Node, QueryError, Scope, evaluate, parse};
use demarche::sanitize::is_hostile;
use demarche::view::{Answered, Marks, View};

use crate::Target;

/// The target.
pub const TARGET: Target = Target { name: "query", check, words };

const SMALL: &str = include_str!("../../tests/it/data/small.toml");

fn snapshots() -> &'static Snapshots {
    static SNAPSHOTS: OnceLock<Snapshots> = OnceLock::new();
    SNAPSHOTS.get_or_init(|| {
        let loaded = load_texts(vec![FileText { name: "small.toml".into(), text: SMALL.into() }]);
        Snapshots::new(Index::new(Arc::new(loaded.dataset)))
    })
}

fn ask(query: &str) -> Result<Answered, QueryError> {
    View { query: query.to_owned(), ..View::default() }.ask(snapshots(), &Marks::default())
}

fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    match ask(&text) {
        Ok(answered) => {
            selected(&answered);
            hits(&answered);
        }
        Err(error) => wrong(&text, &error),
    }
    if let Ok(node) = parse(&text) {
        let printed = print(&node);
        let again =
            parse(&printed).unwrap_or_else(|error| panic!("{text:?} is printed as\n{}", error.report(&printed)));
        assert_eq!(again, node, "{text:?} is printed as {printed:?}");
        assert_eq!(print(&again), printed);
        assert!(!printed.contains('\n') || text.contains('\n'), "{printed:?}");
    }
    for share in 0..=4 {
        let cursor = (0..=text.len() * share / 4).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        completed(&text, cursor, share % 2 == 0);
    }
}

/// What a query selects, with what its negation selects, is everything.
fn selected(answered: &Answered) {
    let records = &answered.selection.records;
    let select = |node: &Node| evaluate(node, &Context::new(&answered.index)).expect("it was evaluated").records;
    let as_of = |part: &Node| print(part).starts_with("asof:");
    if answered.node.parts().iter().any(as_of) {
        return;
    }
    let rest = select(&answered.node.clone().negated());
    let once = answered.index.all().iter();
    for record in once {
        assert!(records.contains(record) != rest.contains(record), "{} in both or none", answered.index.id(record));
    }
    assert_eq!(select(&parse(&print(&answered.node)).expect("printed")), *records);
}

/// What is marked as found lies in the text, in order.
fn hits(answered: &Answered) {
    let hits = Hits::new(&answered.node, &answered.index);
    for (_, event) in answered.index.dataset.events.iter() {
        for ranges in [hits.ranges(&event.title), hits.word_ranges(&event.title)] {
            for range in ranges {
                assert!(
                    event.title.get(range.clone()).is_some_and(|hit| !hit.is_empty()),
                    "{range:?} of {:?}",
                    event.title
                );
            }
        }
    }
}

fn wrong(text: &str, error: &QueryError) {
    let span = error.span();
    assert!(
        span.start <= span.end && text.get(span.start..span.end.min(text.len())).is_some(),
        "{error:?} of {text:?}"
    );
    let said = error.report(text) + &error.sentence();
    assert!(!said.chars().any(|c| is_hostile(c) && c != '\n'), "{said:?}");
    assert!(!error.message().is_empty());
    for suggestion in error.suggestions() {
        let applied = suggestion.apply(text).unwrap_or_else(|| panic!("{suggestion:?} does not apply to {text:?}"));
        leads_somewhere(text, applied);
    }
    if let Some(fixed) = error.fixed_query(text, |text| ask(text).map(|_| ())) {
        assert!(ask(&fixed).is_ok(), "{text:?} was to mean {fixed:?}");
    }
}

/// Whoever follows suggestion after suggestion does not come back to a text that was wrong before.
fn leads_somewhere(text: &str, mut applied: String) {
    let mut before = HashSet::from([text.to_owned()]);
    for _ in 0..20 {
        assert!(before.insert(applied.clone()), "suggestions for {text:?} lead to {applied:?} again");
        let Err(error) = ask(&applied) else { return };
        let Some(suggestion) = error.suggestions().into_iter().next() else { return };
        applied = suggestion.apply(&applied).unwrap_or_else(|| panic!("{suggestion:?} does not apply to {applied:?}"));
    }
}

fn completed(text: &str, cursor: usize, asked: bool) {
    static EVERYTHING: OnceLock<Answered> = OnceLock::new();
    let everything = EVERYTHING.get_or_init(|| ask("").expect("no query"));
    let scope = Scope { index: &everything.index, marked: &everything.marks, previous: None, narrow: &|_| {} };
    let mut completion = Completion::new(text, cursor, &scope, asked);
    assert!(text.get(completion.span.clone()).is_some(), "{:?} of {text:?}", completion.span);
    let tail = &text[completion.span.end..];
    for _ in 0..completion.items.len().min(6) {
        completion.step(true);
        let (written, at) = completion.text();
        assert_eq!(written.get(at..), Some(tail), "{written:?} with the cursor at {at}");
        let count = completion.chosen.and_then(|chosen| completion.items[chosen].count);
        if let Some(count) = count
            && !text.contains("asof")
        {
            match ask(&written) {
                Ok(answered) => assert_eq!(count, answered.selection.len(), "{text:?} at {cursor}: {written:?}"),
                Err(error) => {
                    assert!(error.message().contains("parenthesis"), "{text:?} at {cursor}: {}", error.report(&written))
                }
            }
        }
    }
    // From the last offer on there is the text as it was typed, and then the first again.
    completion.chosen = None;
    assert_eq!(completion.text(), (text.to_owned(), completion.span.end));
}

fn words() -> Vec<String> {
    let fields = FIELDS.iter().flat_map(|field| [format!("{}:", field.key.name()), format!(" {}", field.example)]);
    let words = [
        " or ",
        " and ",
        " not ",
        " OR ",
        "-",
        "!",
        "(",
        ")",
        "()",
        "\"",
        "“",
        "”",
        "'",
        "/",
        ":",
        ",",
        "..",
        "@",
        "=",
        "!=",
        ">=",
        "<",
        "*",
        "~2",
        "+",
        "|",
        "&",
        "&&",
        "[",
        "]",
        " TO ",
        " ",
        "\u{a0}",
        "\u{3000}",
        "anna",
        "bela",
        "Анна",
        "ushkov",
        "talks",
        "treaty@2",
        "treaty@9",
        "rejects@land",
        "leans-for",
        "B",
        ">=B",
        "1",
        "2w",
        "1y",
        "9999y",
        "2025",
        "2025-06",
        "2025-06-10",
        "2025-Q2",
        "2025-W24",
        "2.12.2025",
        "yesterday",
        "2025-06-10T22:00Z",
        "2025-06-10..2025-06-12",
        "2025-06-10/2025-06-12",
        "asof:2025-06-15 ",
        "is:marked",
        "is:quote",
        "has:claim",
        "/a.*b/",
        "/(/",
        "/\\p{L}{1000}{1000}/",
        "tag:\"round 1\"",
        "kind:regatta",
    ];
    fields.chain(words.map(ToOwned::to_owned)).collect()
}
