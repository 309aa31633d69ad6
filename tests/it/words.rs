//! Free-text search: the texts that are searched, matching of words and phrases, and highlighting.

use demarche::query::{hits::Hits, parse};

use crate::support::{ids, indexed, select};

/// Words of the full dataset, each found only in the records that contain it.
const CASES: &[(&str, &str, &str)] = &[
    ("title of an event", "\"talks in\"", "talks"),
    ("summary", "lamps", "talks"),
    ("outcome", "\"share the well\"", "talks"),
    ("venue", "blue", "talks"),
    ("note of an event", "clock", "talks"),
    ("tag of an event", "round -summit -kind:summit", "talks"),
    ("name of a place", "\"the hall\"", "talks"),
    ("alias of a place", "aula", "talks"),
    ("city of a place", "oslo", "talks"),
    ("name in a delegation", "ernst", "talks race"),
    ("people", "cole", "call talks anna-well"),
    ("about", "drake", "talks"),
    ("alias of a person", "annie", "talks anna-well"),
    ("alias in another script", "Арден", "talks anna-well"),
    ("party of a delegation", "northland", "talks"),
    ("alias of a party", "\"the north\"", "talks anna-well"),
    ("short name of a party", "SL", "talks bela-lent race race#1"),
    ("topic", "trade", "talks bela-lent isle-hope"),
    ("alias of a topic", "ground", "talks bela-lent anna-well"),
    ("proposal", "treaty", "talks"),
    ("alias of a proposal", "paper", "talks"),
    ("publisher of a source", "gazette", "round talks bela-lent isle-hope"),
    ("title of a source", "\"wire on\"", "call talks bela-lent isle-hope isle-hope-2"),
    ("author of a source", "diarist", "anna-well race race#1"),
    ("text of a quote", "lent", "bela-lent"),
    ("original", "brønnen", "anna-well"),
    ("original, folded", "bronnen", "anna-well"),
    ("described speaker", "sailor", "race#1"),
    ("condition", "shared", "anna-well"),
    ("note of a quote", "tape", "anna-well"),
    ("tag of a quote", "water", "anna-well"),
    ("speaker, a party", "isle is:quote", "isle-hope isle-hope-2"),
    ("party of a quote", "ministry", "anna-well"),
    ("outlet is not searched", "herald", ""),
    ("who relayed it is not searched", "drake is:quote", ""),
    ("points are not searched", "lease", ""),
    ("the event's words are not the quote's", "lamps is:quote", ""),
    ("the quote's words are not the event's", "brønnen is:event", ""),
];

#[test]
fn each_text_of_a_record_is_searched() {
    let index = indexed(include_str!("data/full.toml"));
    for (what, query, expected) in CASES {
        assert_eq!(ids(&index, query).join(" "), *expected, "{what}: {query}");
    }
}

/// An index with one event of this title.
fn titled(title: &str) -> demarche::index::Index {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    indexed(&format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"{title}\"\nkind = \"talks\"\nsummary = \"north pole\"\n"
    ))
}

#[test]
fn words_match_prefixes_and_phrases_match_sequences() {
    for (title, query, found) in [
        ("The rivers rose", "river", true),
        ("The rivers rose", "ivers", false),
        ("The rivers rose", "RIVERS", true),
        ("The rivers rose", "\"the rivers rose\"", true),
        ("The rivers rose", "\"the rivers ro\"", true),
        ("The rivers rose", "\"the river rose\"", false),
        ("The rivers rose", "\"rose the\"", false),
        ("The rivers rose", "\"the rose\"", false),
        // Phrases do not match across texts.
        ("The rivers rose", "\"rose north\"", false),
        ("The rivers rose", "\"north pole\"", true),
        ("Trump's plan", "trump", true),
        ("Trump's plan", "trump's", true),
        ("Trump’s plan", "\"trump's plan\"", true),
        ("Trump's plan", "s", false),
        ("A 15-point list", "15-point", true),
        ("A 15-point list", "point-15", false),
        ("A 15 point list", "15-point", true),
        ("Washington D.C. talks", "d.c.", true),
        ("Washington D.C. talks", "dc", false),
        ("Élysée Palace", "elysee", true),
        ("Кремль", "kreml", true),
        ("Kreml", "Кремль", true),
        ("Straße", "strasse", true),
        ("x_y", "y", true),
        ("a2b", "a2", true),
        ("a2b", "2b", false),
    ] {
        let actual = !ids(&titled(title), query).is_empty();
        assert_eq!(actual, found, "{query} in {title}");
    }
}

#[test]
fn weak_alias_is_searchable_but_does_not_identify() {
    let index = indexed(
        "[dataset]\ntitle = \"T\"\n[person.a]\nname = \"Anna Arden\"\naliases = [{ name = \"Starling\", kind = \"weak\" }]\n\
         [[event]]\nid = \"e\"\ntitle = \"T\"\nkind = \"talks\"\npeople = [\"a\"]\n",
    );
    assert_eq!(ids(&index, "starling"), ["e"]);
    assert!(select(&index, "person:starling").is_err());
}

#[test]
fn matches_are_highlighted() {
    let index = indexed(
        "[dataset]\ntitle = \"T\"\n[person.a]\nname = \"Anna Arden\"\naliases = [\"The Envoy\", { name = \"Star\", kind = \"weak\" }]\n",
    );
    let text = "Anna Arden, the envoy and star: ARDEN's river, rivers and a riverbed";
    let shown = |query: &str| {
        let hits = Hits::new(&parse(query).expect(query), &index);
        hits.ranges(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>().join("|")
    };
    for (query, expected) in [
        ("river", "river|river|river"),
        ("riverb", "riverb"),
        ("\"and star\"", "and star"),
        ("\"a riv\"", "a riv"),
        ("person:anna", "Anna Arden|the envoy|ARDEN"),
        ("by:anna", "Anna Arden|the envoy|ARDEN"),
        ("-river", ""),
        ("tag:river", ""),
        ("/r.v/", "riv|riv|riv"),
        ("river rivers", "river|rivers|river"),
        ("envoy or (star person:anna)", "Anna Arden|the envoy|star|ARDEN"),
        ("-person:anna", ""),
    ] {
        assert_eq!(shown(query), expected, "{query}");
    }
    // In the column of speakers, only words are highlighted, not persons.
    let hits = Hits::new(&parse("person:anna river").expect("a query"), &index);
    assert_eq!(hits.word_ranges(text).len(), 3);
}
