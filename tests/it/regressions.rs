//! What the fuzz targets found wrong once, beside the inputs in `fuzz/regressions`; sequences of keys are in `sequences.rs`.

use std::sync::Arc;

use demarche::dataset::{load_texts, write};
use demarche::diagnostic::{FileText, Severity};
use demarche::index::Index;
use demarche::query::complete::Completion;
use demarche::query::{Context, QueryError, Scope, evaluate, parse};
use demarche::sanitize::is_hostile;

use crate::support::{Screen, faults_at, ids, indexed, loaded, select};

fn small() -> Index {
    indexed(include_str!("data/small.toml"))
}

fn error(query: &str) -> QueryError {
    let index = small();
    parse(query).and_then(|node| evaluate(&node, &Context::new(&index)).map(|_| ())).expect_err(query)
}

#[test]
fn suggestions_for_a_range_replace_the_whole_range() {
    // The side that is wrong occurs in the other one too.
    let query = "2025-11-20..2(2025-11-25";
    let suggestion = error(query).suggestions().remove(0);
    assert_eq!(suggestion.apply(query).as_deref(), Some("\"2025-11-20..2\"(2025-11-25"));
}

#[test]
fn no_suggestion_leads_back_to_the_error() {
    for query in ["since:0000-12-02", "asof:0000-06-15", "in:0000-12", "in:0000/12/2"] {
        assert_eq!(error(query).suggestions(), [], "{query}");
    }
}

#[test]
fn errors_point_at_whole_characters() {
    for query in ["since:2025-\u{a0}11-30", "reported:2025-11-\u{3000}25", "/\\p{L}{“}/"] {
        let span = error(query).span();
        assert!(query.get(span.clone()).is_some(), "{span:?} of {query:?}");
    }
}

#[test]
fn messages_about_queries_hold_no_hostile_characters() {
    for query in ["proposal:treaty@2\u{e0041}", "kind:\u{202e}talks", "by:\u{9b}31m"] {
        let sentence = error(query).sentence();
        assert!(!sentence.contains(is_hostile), "{sentence:?}");
    }
}

/// The query with each offer at this byte, and the count beside it.
fn offers(query: &str, cursor: usize) -> Vec<(String, Option<usize>)> {
    let index = small();
    let marked = select(&index, "-is:event -is:quote").expect("a query").records;
    let scope = Scope { index: &index, marked: &marked, previous: None, narrow: &|_| {} };
    let mut completion = Completion::new(query, cursor, &scope, true);
    let mut offers = Vec::new();
    for _ in 0..completion.items.len() {
        completion.step(true);
        offers.push((completion.text().0, completion.chosen.and_then(|at| completion.items[at].count)));
    }
    offers
}

#[test]
fn counts_beside_completions_are_those_of_the_query_that_is_written() {
    let index = small();
    for (query, cursor) in [
        // The list goes on after the cursor.
        ("per , bela", 3),
        ("anna , bela", 4),
        ("by:a , south", 4),
        // Two terms without a space, of which only one is negated.
        ("-has:claim\"river\"", 10),
        ("-tag:\"round 1\"\"river\"", 5),
        // The placeholder of the program, written by the user.
        ("tag:\u{ffff} kind:talks", 16),
        ("kind:ta", 7),
    ] {
        let offers = offers(query, cursor);
        assert!(!offers.is_empty(), "{query}");
        for (written, count) in offers {
            let Some(count) = count else { continue };
            assert_eq!(ids(&index, &written).len(), count, "{query}: {written}");
        }
    }
}

#[test]
fn what_is_left_of_a_dataset_without_title_loads_when_written() {
    for head in ["", "[dataset]\ntitle = \"\"\n", "[dataset]\nversion = \"1\"\n"] {
        let text = format!("{head}[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n");
        let lenient = loaded(&text);
        assert!(!lenient.faults.is_empty(), "{head}");
        let text = write::write(&lenient.dataset, &[]);
        let again = load_texts(vec![FileText { name: "written.toml".into(), text: text.clone() }]);
        assert!(again.faults.iter().all(|fault| fault.severity != Severity::Error), "{text}");
        assert!(Index::new(Arc::new(again.dataset)).find("e").is_some(), "{text}");
    }
}

#[test]
fn versions_after_one_without_a_valid_time_can_have_parents() {
    let version = |id: &str, keys: &str| format!("[[proposal.p.version]]\nid = \"{id}\"\nname = \"V\"\n{keys}\n");
    for (parent, when) in [("p@1", ""), ("p@2", ""), ("p@3", ""), ("p@3", "when = \"soon\"")] {
        let text = format!(
            "[dataset]\ntitle = \"T\"\n[proposal.p]\nname = \"P\"\n{}{}{}",
            version("1", when),
            version("2", "when = 2025-12-02\nparents = [\"p@1\"]"),
            version("3", &format!("when = 2025-12-03\nparents = [\"{parent}\"]")),
        );
        let expected = if when.is_empty() { "5:1" } else { "8:9" };
        assert_eq!(faults_at(&text, Severity::Error), expected, "{text}");
    }
}

#[test]
fn an_event_and_a_quote_cannot_have_the_same_id() {
    let text = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n\
                [[quote]]\nid = \"e\"\nspeaker-desc = \"an aide\"\ntext = \"Yes\"\n";
    assert_eq!(faults_at(text, Severity::Error), "8:6");
}

#[test]
fn parts_of_the_day_fit_their_column() {
    let text = "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n\
                when = \"2025-12-02 afternoon~\"\n[[event]]\nid = \"f\"\ntitle = \"F\"\nkind = \"talks\"\n\
                when = \"2025-12-02 afternoon?\"\n";
    let mut screen = Screen::of(indexed(text), 100, 20, demarche::config::Settings::default());
    screen.press("d");
    let screen = screen.text();
    assert!(screen.contains("aftern.?") || screen.contains("aftern.~"), "{screen}");
}

#[test]
fn panes_side_by_side_are_divided_on_screens_of_any_height() {
    for height in [1, 3, 8, 9, 30] {
        let screen = Screen::talks_at(100, height);
        let divider = screen.text().lines().filter(|line| line.contains('│')).count();
        assert!(divider > 0, "{height}:\n{}", screen.text());
    }
}
