//! The positions lens: what a cell rests on, the latest stance, changes, and what counts once or not at all.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::support::cells::{Cell, all_ids, cells, cells_of};
use crate::support::{ids, shipped};
use demarche::index::Index;
use demarche::model::{RecordRef, Speaker};

const HEAD: &str = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n\
    [party.a]\nname = \"Alpha\"\n[party.b]\nname = \"Beta\"\n[party.c]\nname = \"Gamma\"\n\
    [person.ann]\nname = \"Ann\"\nparty = \"a\"\n[person.art]\nname = \"Art\"\nparty = \"a\"\n[person.bob]\nname = \"Bob\"\nparty = \"b\"\n\
    [topic.land]\nname = \"Land\"\n[topic.river]\nname = \"River\"\nparent = \"land\"\n[topic.gas]\nname = \"Gas\"\n";

/// A quote with a stance, a day after the one before.
fn quote(day: usize, id: &str, speaker: &str, topics: &[&str], keys: &str) -> String {
    let topics = topics.iter().map(|topic| format!("\"{topic}\"")).collect::<Vec<_>>().join(", ");
    format!(
        "[[quote]]\nid = \"{id}\"\nspeaker = \"{speaker}\"\nwhen = 2025-01-{day:02}\ntext = \"words of {id}\"\n\
         topics = [{topics}]\n{keys}\n"
    )
}

fn stance(stance: &str) -> String {
    format!("stance = \"{stance}\"")
}

fn find<'c>(cells: &'c [Cell], row: &str, column: &str) -> &'c Cell {
    let names = |cell: &&Cell| cell.text("party-id") == row && cell.text("topic-id") == column;
    cells.iter().find(names).unwrap_or_else(|| panic!("no cell {row} × {column}"))
}

#[test]
fn counts_are_those_of_a_discourse_network() {
    // Actor, concept, agreement: a discourse network of plain statements.
    let statements = [
        ("ann", "gas", true),
        ("ann", "gas", true),
        ("art", "gas", false),
        ("bob", "gas", false),
        ("bob", "river", true),
        ("c", "river", false),
        ("ann", "land", false),
    ];
    let mut data = HEAD.to_owned();
    for (day, (speaker, topic, agrees)) in statements.iter().enumerate() {
        let stance = stance(if *agrees { "accepts" } else { "rejects" });
        data += &quote(day + 1, &format!("q{day}"), speaker, &[topic], &stance);
    }
    // Another outlet's rendering is the same statement; an explanation of somebody else's position is none.
    data += &quote(20, "again", "ann", &["gas"], "rendering-of = \"q0\"");
    data += &quote(21, "about", "bob", &["gas"], "act = \"interpret\"");
    data += &quote(22, "uncoded", "bob", &["gas"], "");
    for (mode, of) in
        [("people", |speaker: &str| speaker.to_owned()), ("parties", |speaker: &str| speaker[..1].to_owned())]
            as [(&str, fn(&str) -> String); 2]
    {
        let mut network: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
        for (speaker, topic, agrees) in statements {
            let counts = network.entry((of(speaker), topic.to_owned())).or_default();
            *(if agrees { &mut counts.0 } else { &mut counts.1 }) += 1;
        }
        let cells = cells_of(&data, &["positions", "--mode", mode]);
        let counted: BTreeMap<_, _> = cells
            .iter()
            .map(|cell| {
                ((cell.text("party-id"), cell.text("topic-id")), (cell.number("accepts"), cell.number("rejects")))
            })
            .collect();
        assert_eq!(counted, network, "{mode}");
    }
    let gas = cells_of(&data, &["positions"]);
    let gas = find(&gas, "a", "gas");
    assert_eq!(gas.ids(), ["q0", "q1", "q2", "again"], "a rendering is listed, but not counted");
    assert_eq!((gas.number("statements"), gas.number("changes")), (3, 1));
}

#[test]
fn stances_are_never_averaged() {
    let stances = ["conditional", "ambiguous", "declined", "open", "leans-for", "declined"];
    let mut data = HEAD.to_owned();
    for (day, word) in stances.iter().enumerate() {
        data += &quote(day + 1, &format!("q{day}"), "ann", &["gas"], &stance(word));
    }
    let cells = cells_of(&data, &["positions"]);
    let gas = find(&cells, "a", "gas");
    assert_eq!((gas.text("stance"), gas.text("since")), ("declined".to_owned(), "6 Jan 2025".to_owned()));
    assert_eq!(gas.number("changes"), 5);
    let counts = stances.map(|word| gas.number(word));
    assert_eq!(counts, [1, 1, 2, 1, 1, 2]);
    assert_eq!(["accepts", "rejects", "leans-against"].map(|word| gas.number(word)), [0, 0, 0]);
}

#[test]
fn every_change_is_listed_with_date_speaker_and_words() {
    let mut data = HEAD.to_owned();
    data += &quote(1, "one", "ann", &["gas"], &stance("accepts"));
    data += &quote(2, "two", "bob", &["gas"], &stance("rejects"));
    data += &quote(3, "three", "art", &["gas"], &stance("accepts"));
    data += &quote(4, "four", "art", &["gas", "river"], &stance("rejects"));
    data += &quote(5, "five", "ann", &["river"], &stance("conditional"));
    // Neither a rendering of the first statement nor an interpretation is a change.
    data += &quote(6, "six", "ann", &["gas"], "rendering-of = \"one\"");
    data += &quote(7, "seven", "ann", &["gas"], "act = \"interpret\"");
    let lines = cells_of(&data, &["positions", "--mode", "changes"]);
    let line = |line: &Cell| {
        ["date", "party", "topic", "from", "to", "speaker", "words"].map(|name| line.text(name)).join(" | ")
    };
    assert_eq!(
        lines.iter().map(line).collect::<Vec<_>>(),
        [
            "4 Jan 2025 | Alph | Gas | ⊕ accepts | ⊖ rejects | Art | “words of four”",
            "5 Jan 2025 | Alph | River | ⊖ rejects | § conditional | Ann | “words of five”",
        ]
    );
    let sorted = cells_of(&data, &["positions", "--mode", "changes", "--sort", "to"]);
    assert_eq!(sorted.iter().map(|line| line.text("to")).collect::<Vec<_>>(), ["§ conditional", "⊖ rejects"]);
}

#[test]
fn topics_collapse_without_mixing_their_stances() {
    let mut data = HEAD.to_owned();
    data += &quote(1, "one", "ann", &["river"], &stance("accepts"));
    data += &quote(2, "two", "ann", &["land"], &stance("rejects"));
    let all = cells_of(&data, &["positions"]);
    assert_eq!(all.len(), 2);
    let collapsed = cells_of(&data, &["positions", "--levels", "1"]);
    let [land] = &collapsed[..] else { panic!("{collapsed:?}") };
    assert_eq!((land.text("topic-id"), land.text("stance")), ("land".into(), "land rejects; river accepts".into()));
    assert_eq!((land.number("statements"), land.number("changes")), (2, 0), "another topic is not a change of stance");
}

/// The quotes of a selection with a coded stance, as ids.
fn coded(index: &Index, query: &str) -> BTreeSet<String> {
    let quotes = ids(index, query).into_iter().filter(|id| {
        let quote = index.dataset.quotes.find(id);
        quote.is_some_and(|quote| !index.dataset.stances(&index.dataset.quotes[quote]).is_empty())
    });
    quotes.collect()
}

#[test]
fn cells_hold_exactly_the_coded_quotes_of_the_selection() {
    for query in ["", "topic:ceasefire", "party:us -by:trump", "since:2026-03", "by:peskov or by:umerov"] {
        let coded = coded(shipped(), query);
        assert!(!coded.is_empty(), "{query}");
        for mode in ["parties", "people", "time"] {
            let cells = cells(&["positions", "--mode", mode, "-q", query]);
            assert_eq!(all_ids(&cells), coded, "{query} {mode}");
            // A statement on several topics is in several cells, but once in each.
            for cell in &cells {
                let own: BTreeSet<String> = cell.ids().into_iter().collect();
                assert_eq!(own.len(), cell.ids().len());
                let renderings = own.iter().filter(|id| is_rendering_of_another(id, &own)).count();
                assert_eq!(cell.number("statements"), own.len() - renderings, "{query} {mode} {own:?}");
            }
        }
    }
}

/// Whether a quote renders one of these quotes.
fn is_rendering_of_another(id: &str, ids: &BTreeSet<String>) -> bool {
    let dataset = &shipped().dataset;
    let quote = dataset.quotes.find(id).expect("a quote");
    let original = dataset.rendered(&dataset.quotes[quote]);
    original.is_some_and(|original| ids.contains(dataset.record_id(RecordRef::Quote(original))))
}

#[test]
fn as_of_a_day_only_what_was_known_counts() {
    let query = "asof:2025-12-02";
    let then = cells(&["positions", "-q", query]);
    let known: BTreeSet<String> = ids(shipped(), query).into_iter().collect();
    assert!(all_ids(&then).is_subset(&known) && !then.is_empty());
    let territory = |cells: &[Cell]| find(cells, "ru", "territory").number("statements");
    assert!(territory(&then) < territory(&cells(&["positions"])));
}

/// Five cells, read by hand in the files of the dataset.
#[test]
fn five_cells_of_the_shipped_dataset_are_right() {
    let cells = cells(&["positions"]);
    let of = |party: &str, topic: &str| {
        let cell = find(&cells, party, topic);
        format!("{}, {} statements: {}", cell.text("stance"), cell.number("statements"), cell.text("run"))
    };
    insta::assert_snapshot!(
        [("ru", "ceasefire"), ("us", "ceasefire"), ("ua", "territory"), ("us", "territory"), ("ru", "territory")]
            .map(|(party, topic)| format!("{party} × {topic}: {}", of(party, topic).replace("; ", "\n  ")))
            .join("\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any statements: the latest stance, the number of statements and the number of changes of each cell.
    #[test]
    fn cells_follow_from_the_statements(said in prop::collection::vec((0..3usize, 0..3usize, 0..8usize, 0..6usize), 1..25)) {
        let speakers = ["ann", "art", "bob"];
        let topics = ["land", "river", "gas"];
        let words = ["accepts", "leans-for", "open", "leans-against", "rejects", "conditional", "ambiguous", "declined"];
        let mut data = HEAD.to_owned();
        let mut runs: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
        for (nth, (speaker, topic, word, special)) in said.iter().enumerate() {
            let (id, day) = (format!("q{nth}"), nth + 1);
            let keys = match special {
                // The original of a rendering is the first quote of the same speaker, so that nothing is counted.
                0 if nth > 0 => "rendering-of = \"q0\"".to_owned(),
                1 => "act = \"interpret\"".to_owned(),
                _ => stance(words[*word]),
            };
            data += &quote(day, &id, speakers[*speaker], &[topics[*topic]], &keys);
            if *special > 1 || (*special == 0 && nth == 0) {
                let party = speakers[*speaker][..1].to_owned();
                runs.entry((party, topics[*topic].to_owned())).or_default().push(words[*word]);
            }
        }
        let cells = cells_of(&data, &["positions", "--mode", "parties"]);
        let found: BTreeMap<_, _> = cells.iter().map(|cell| {
            let key = (cell.text("party-id"), cell.text("topic-id"));
            (key, (cell.text("stance"), cell.number("statements"), cell.number("changes")))
        }).collect();
        let expected: BTreeMap<_, _> = runs.into_iter().map(|(key, run)| {
            let changes = run.windows(2).filter(|pair| pair[0] != pair[1]).count();
            (key, (run[run.len() - 1].to_owned(), run.len(), changes))
        }).collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn speakers_without_a_name_have_a_row_of_their_own() {
    let mut data = HEAD.to_owned();
    data += &quote(1, "one", "ann", &["gas"], &stance("accepts"));
    data += "[[quote]]\nid = \"two\"\nspeaker-desc = \"an official\"\nwhen = 2025-01-02\ntext = \"no\"\ntopics = [\"gas\"]\nstance = \"rejects\"\n";
    let index = crate::support::indexed(&data);
    let quote = index.dataset.quotes.find("two").expect("a quote");
    assert!(matches!(index.dataset.quotes[quote].speaker, Speaker::Described(_)));
    for mode in ["parties", "people"] {
        let cells = cells_of(&data, &["positions", "--mode", mode]);
        assert_eq!(find(&cells, "", "gas").ids(), ["two"], "{mode}");
    }
}

#[test]
fn a_cell_lists_all_its_quotes_once_it_is_opened() {
    let mut data = HEAD.to_owned();
    for nth in 0..70 {
        data += &quote(1 + nth / 3, &format!("q{nth}"), "ann", &["gas"], &stance("accepts"));
    }
    let mut screen =
        crate::support::Screen::of(crate::support::indexed(&data), 100, 200, demarche::config::Settings::default());
    screen.press(&crate::support::key_of("positions"));
    assert!(screen.text().contains("… and 10 more") && !screen.text().contains("words of q69"), "{}", screen.text());
    screen.press("Enter");
    assert!(!screen.text().contains("… and") && screen.text().contains("words of q69"), "{}", screen.text());
}
