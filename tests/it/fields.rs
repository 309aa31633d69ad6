//! Every field of the query language and every value of `is:` and `has:`, on the dataset that has every key.

use std::collections::BTreeSet;

use demarche::query::FIELDS;
use demarche::query::Values;

use crate::support::{Screen, ids, indexed, select};

/// Queries and the ids they select.
const CASES: &[(&str, &str)] = &[
    ("person:anna", "talks anna-well"),
    ("p:cyril", "call talks anna-well"),
    ("person:dora", "talks anna-well"),
    ("person:emil", "talks"),
    ("by:isle", "isle-hope isle-hope-2"),
    ("by:anna,bela", "bela-lent anna-well"),
    ("by:south", ""),
    ("with:anna", "talks bela-lent anna-well"),
    ("with:emil", "talks bela-lent anna-well"),
    ("with:cyril,emil", "talks bela-lent anna-well"),
    ("with:dora", ""),
    ("to:cyril", "anna-well"),
    ("for:ministry", "anna-well"),
    ("for:north", "anna-well"),
    ("for:south", "bela-lent race#1"),
    ("for:isle", "isle-hope isle-hope-2"),
    ("party:north", "talks anna-well"),
    ("party:ministry", "anna-well"),
    ("party:south", "talks bela-lent race race#1"),
    ("party:isle", "call isle-hope isle-hope-2"),
    ("topic:land", "talks bela-lent anna-well race race#1"),
    ("t:river", "anna-well race race#1"),
    ("topic:trade", "talks bela-lent isle-hope"),
    ("topic:land,trade", "talks bela-lent anna-well isle-hope race race#1"),
    ("place:hall", "talks bela-lent"),
    ("place:oslo", "talks bela-lent"),
    ("place:NO", "talks bela-lent"),
    ("place:aula", "talks bela-lent"),
    ("place:palermo", "anna-well race race#1"),
    ("kind:talks", "talks"),
    ("k:summit", "round"),
    ("kind:meeting", "race"),
    ("kind:regatta", "race"),
    ("kind:call,leak", "call letter-found"),
    ("status:cancelled", "race"),
    ("status:held", "call round talks letter-found"),
    ("result:partial", "talks"),
    ("format:phone", "call"),
    ("format:in-person", "talks"),
    ("outcome:\"the well\"", "talks"),
    ("outcome:well,nothing", "talks"),
    ("outcome:\"well the\"", ""),
    ("stance:accepts", "anna-well"),
    ("stance:conditional", "anna-well"),
    ("stance:rejects", "bela-lent"),
    ("stance:rejects@land", "bela-lent"),
    ("stance:rejects@river", ""),
    ("stance:open@trade", "isle-hope isle-hope-2"),
    ("stance:accepts@land,open@trade", "anna-well isle-hope isle-hope-2"),
    ("act:announce", "anna-well"),
    ("act:deny,appeal", "bela-lent isle-hope"),
    ("channel:interview", "anna-well"),
    ("channel:briefing,statement", "bela-lent isle-hope"),
    ("fidelity:fragment", "bela-lent"),
    ("fidelity:relayed", "race#1"),
    ("fidelity:verbatim", "anna-well isle-hope-2"),
    ("outlet:\"radio morning\"", "anna-well"),
    ("outlet:radio", ""),
    ("lang:nb", "anna-well"),
    ("lang:n", ""),
    ("source:diary", "anna-well race race#1"),
    ("s:gazette", "round talks bela-lent isle-hope"),
    ("source:\"The diary\"", "anna-well race race#1"),
    ("source:\"A diarist\"", "anna-well race race#1"),
    ("class:wire", "call talks bela-lent isle-hope isle-hope-2"),
    ("class:leak", "anna-well race race#1"),
    ("class:newspaper,leak", "round talks bela-lent anna-well isle-hope race race#1"),
    ("reliability:B", "round talks bela-lent isle-hope"),
    ("reliability:C", "call isle-hope-2"),
    ("reliability:F", "anna-well race race#1"),
    ("reliability:>=B", "round talks bela-lent isle-hope"),
    ("reliability:>B", ""),
    ("reliability:<B", "call isle-hope-2"),
    ("reliability:<=B", "call round talks bela-lent isle-hope isle-hope-2"),
    ("reliability:<=C", "call isle-hope-2"),
    ("reliability:=C", "call isle-hope-2"),
    ("reliability:>=C", "call round talks bela-lent isle-hope isle-hope-2"),
    ("credibility:2", "talks bela-lent"),
    ("credibility:6", "anna-well"),
    ("credibility:>=2", "talks bela-lent"),
    ("credibility:>2", ""),
    ("credibility:<=3", ""),
    ("credibility:<2", ""),
    ("tag:water", "anna-well"),
    ("tag:\"ROUND 1\"", "talks"),
    ("tag:round", ""),
    ("id:talks,race#1", "talks race#1"),
    ("proposal:treaty", "talks bela-lent anna-well"),
    ("proposal:treaty@1", "anna-well"),
    ("proposal:treaty@2", "talks bela-lent"),
    ("proposal:letter", "talks bela-lent"),
    ("proposal:\"the paper\"", "talks bela-lent anna-well"),
    ("in:2025-03-01", "round talks bela-lent"),
    ("on:2025-03-02", "round talks bela-lent anna-well"),
    ("in:2025-07", "race race#1"),
    ("in:2025-W09", "call round talks bela-lent anna-well"),
    ("in:2025-Q3", "race race#1"),
    ("in:2025-02-25T07:00", "call"),
    ("since:2025-03-05", "isle-hope isle-hope-2 race race#1"),
    ("until:2025-02-28", "call"),
    ("within:2025-03", "round talks bela-lent anna-well isle-hope isle-hope-2"),
    ("within:2025-03-01/2025-03-03", "round talks bela-lent anna-well"),
    ("within:2025-07", "race race#1"),
    ("2025-03-03..2025-03-04", "round"),
    ("2025-07..", "race race#1"),
    ("..2025-02", "call"),
    ("is:event", "call round talks race letter-found"),
    ("is:quote", "bela-lent anna-well isle-hope isle-hope-2 race#1"),
    ("is:rendering", "isle-hope-2"),
    ("is:cancelled", "race"),
    ("is:approximate", "talks bela-lent"),
    ("is:uncertain", "race#1"),
    ("is:undated", "letter-found"),
    ("is:disputed", "talks bela-lent anna-well"),
    ("is:translated", "anna-well"),
    ("is:anonymous", "race#1"),
    ("has:quote", "talks race"),
    ("has:source", "call round talks bela-lent anna-well isle-hope isle-hope-2 race race#1"),
    ("has:archive", "round talks bela-lent isle-hope"),
    ("has:original", "anna-well"),
    ("has:place", "talks bela-lent anna-well race race#1"),
    ("has:result", "talks"),
    ("has:outcome", "talks"),
    ("has:proposal", "talks bela-lent anna-well"),
    ("has:claim", "talks"),
    ("has:report", "talks"),
    ("has:note", "talks anna-well"),
    ("has:url", "call round talks bela-lent isle-hope isle-hope-2"),
];

/// Fields that are tested with other datasets.
const ELSEWHERE: &[&str] = &["mentions", "last", "reported", "asof"];

#[test]
fn fields_select_matching_records() {
    let index = indexed(include_str!("data/full.toml"));
    for (query, expected) in CASES {
        assert_eq!(ids(&index, query).join(" "), *expected, "{query}");
    }
}

#[test]
fn table_covers_every_field_and_value() {
    let tested: BTreeSet<&str> =
        CASES.iter().filter_map(|(query, _)| query.split_once(':')).map(|(name, _)| name).collect();
    for field in FIELDS {
        let names = field.short.into_iter().chain([field.name]);
        let missing: Vec<&str> = names.filter(|name| !tested.contains(name) && !ELSEWHERE.contains(name)).collect();
        assert!(missing.is_empty(), "{missing:?} are not tested");
        if let (Values::Words(words), "is" | "has") = (field.values, field.name) {
            for word in words() {
                let query = format!("{}:{}", field.name, word.word);
                let is_tested = CASES.iter().any(|(case, _)| *case == query);
                assert!(is_tested || ["is:marked", "is:planned"].contains(&query.as_str()), "{query} is not tested");
            }
        }
    }
}

/// For each vocabulary, a dataset with one record per value: the value selects only that record.
#[test]
fn each_vocabulary_value_selects_its_records() {
    for (field, record) in [
        ("kind", "[[event]]\nid = \"r-WORD\"\ntitle = \"T\"\nkind = \"WORD\"\n"),
        ("status", "[[event]]\nid = \"r-WORD\"\ntitle = \"T\"\nkind = \"talks\"\nstatus = \"WORD\"\n"),
        ("result", "[[event]]\nid = \"r-WORD\"\ntitle = \"T\"\nkind = \"talks\"\nresult = \"WORD\"\n"),
        ("format", "[[event]]\nid = \"r-WORD\"\ntitle = \"T\"\nkind = \"talks\"\nformat = \"WORD\"\n"),
        ("act", "[[quote]]\nid = \"r-WORD\"\nspeaker = \"p\"\ntext = \"T\"\nact = \"WORD\"\n"),
        ("channel", "[[quote]]\nid = \"r-WORD\"\nspeaker = \"p\"\ntext = \"T\"\nchannel = \"WORD\"\n"),
        ("fidelity", "[[quote]]\nid = \"r-WORD\"\nspeaker = \"p\"\ntext = \"T\"\nfidelity = \"WORD\"\n"),
        ("stance", "[[quote]]\nid = \"r-WORD\"\nspeaker = \"p\"\ntext = \"T\"\ntopics = [\"t\"]\nstance = \"WORD\"\n"),
        (
            "class",
            "[source.s-WORD]\npublisher = \"P\"\ntitle = \"T\"\nclass = \"WORD\"\n[[quote]]\nid = \"r-WORD\"\nspeaker = \"p\"\ntext = \"T\"\nsources = [\"s-WORD\"]\n",
        ),
        (
            "reliability",
            "[source.s-word]\npublisher = \"P\"\ntitle = \"T\"\nreliability = \"WORD\"\n[[quote]]\nid = \"r-word\"\nspeaker = \"p\"\ntext = \"T\"\nsources = [\"s-word\"]\n",
        ),
    ] {
        let (Values::Words(words) | Values::Stances(words)) =
            FIELDS.iter().find(|known| known.name == field).expect(field).values
        else {
            panic!("{field} has no vocabulary")
        };
        let words: Vec<&str> = words().iter().map(|word| word.word).collect();
        let records: String =
            words.iter().map(|word| record.replace("WORD", word).replace("word", &word.to_lowercase())).collect();
        let index =
            indexed(&format!("[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n[topic.t]\nname = \"T\"\n{records}"));
        assert!(words.len() >= 4, "{field}");
        for word in &words {
            let expected = format!("r-{}", word.to_lowercase());
            assert_eq!(ids(&index, &format!("{field}:{word}")), [expected.as_str()], "{field}:{word}");
            assert_eq!(ids(&index, &format!("{field}:{}", word.to_uppercase())), [expected], "in upper case");
        }
        assert_eq!(ids(&index, &format!("{field}:{}", words.join(","))).len(), words.len(), "alternatives");
    }
}

/// The best grade of several sources counts; "cannot be judged" only if there is no other.
#[test]
fn best_source_counts() {
    let quote = |id: &str, sources: &str| {
        format!("[[quote]]\nid = \"{id}\"\nspeaker = \"p\"\ntext = \"T\"\nsources = [{sources}]\n")
    };
    let source = |letter: &str| {
        let id = letter.to_lowercase();
        format!("[source.{id}]\npublisher = \"P\"\ntitle = \"T\"\nreliability = \"{letter}\"\n")
    };
    let text = [
        "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n[source.none]\npublisher = \"P\"\ntitle = \"T\"\n"
            .to_owned(),
        source("A"),
        source("C"),
        source("F"),
        quote("q-a", "{ id = \"a\", credibility = 1 }"),
        quote("q-ca", "{ id = \"c\", credibility = 4 }, { id = \"a\", credibility = 2 }"),
        quote("q-fc", "{ id = \"f\", credibility = 6 }, { id = \"c\", credibility = 3 }"),
        quote("q-f", "{ id = \"f\", credibility = 6 }"),
        quote("q-none", "\"none\""),
    ];
    let index = indexed(&text.concat());
    for (query, expected) in [
        ("reliability:A", "q-a q-ca"),
        ("reliability:C", "q-fc"),
        ("reliability:F", "q-f"),
        ("reliability:>=C", "q-a q-ca q-fc"),
        ("reliability:<A", "q-fc"),
        ("reliability:>B", "q-a q-ca"),
        ("reliability:<=B", "q-fc"),
        ("reliability:c", "q-fc"),
        ("reliability:>=a,F", "q-a q-ca q-f"),
        ("credibility:1", "q-a"),
        ("credibility:2", "q-ca"),
        ("credibility:3", "q-fc"),
        ("credibility:4", ""),
        ("credibility:6", "q-f"),
        ("credibility:>=3", "q-a q-ca q-fc"),
        ("credibility:>3", "q-a q-ca"),
        ("credibility:<2", "q-fc"),
        ("credibility:<=2", "q-ca q-fc"),
        ("credibility:=2,6", "q-ca q-f"),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
    assert!(select(&index, "credibility:0").is_err() && select(&index, "credibility:7").is_err());
}

#[test]
fn by_matches_persons_and_parties() {
    let quote = |id: &str, by: &str| format!("[[quote]]\nid = \"{id}\"\nspeaker = \"{by}\"\ntext = \"T\"\n");
    let index = indexed(&format!(
        "[dataset]\ntitle = \"T\"\n\
         [person.smith]\nname = \"Georgia\"\naliases = [\"G. Smith\"]\n[person.cook]\nname = \"Isle Cook\"\n\
         [party.ge]\nname = \"Georgia\"\n[party.isle]\nname = \"The Isle\"\n{}{}{}{}",
        quote("by-smith", "smith"),
        quote("by-cook", "cook"),
        quote("by-ge", "ge"),
        quote("by-isle", "isle")
    ));
    for (query, expected) in [
        ("by:Georgia", "by-smith by-ge"),
        ("by:geor", "by-smith by-ge"),
        ("by:\"g. smith\"", "by-smith"),
        ("by:ge", "by-ge"),
        // The exact id of the party wins over a prefix of the person's name.
        ("by:isle", "by-isle"),
        ("by:isl", "by-cook by-isle"),
        ("by:cook", "by-cook"),
        ("by:\"the isle\"", "by-isle"),
        ("by:smith,isle", "by-smith by-isle"),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn mentions_matches_the_text_of_the_record() {
    let event = |id: &str, title: &str| format!("[[event]]\nid = \"{id}\"\ntitle = \"{title}\"\nkind = \"talks\"\n");
    let index = indexed(&format!(
        "[dataset]\ntitle = \"T\"\n\
         [person.anna]\nname = \"Anna Arden\"\naliases = [\"The Envoy\", {{ name = \"Star\", kind = \"weak\" }}]\n\
         [person.bob]\nname = \"Bob Baker\"\n[person.cy]\nname = \"Cy Baker\"\n{}{}{}{}{}{}{}{}{}",
        event("whole", "Anna Arden came"),
        event("last", "Talks with Arden"),
        event("owned", "Arden’s letter"),
        event("alias", "The envoy spoke"),
        event("weak", "A star rose"),
        event("part", "The Ardennes"),
        event("first", "Anna came"),
        event("shared", "Baker came"),
        event("full", "Bob Baker's cake"),
    ));
    assert_eq!(ids(&index, "mentions:anna").join(" "), "whole last owned alias");
    assert_eq!(ids(&index, "mentions:bob").join(" "), "full", "the last name alone is ambiguous");
    assert_eq!(ids(&index, "mentions:cy").join(" "), "");
    assert_eq!(ids(&index, "mentions:cy,bob").join(" "), "full");
}

#[test]
fn is_marked_selects_marked_records() {
    let mut screen = Screen::talks();
    screen.press(": `supper` Enter m : `pilots` Enter m / `is:marked` Enter");
    assert_eq!(screen.shown(), ["supper", "pilots"]);
    screen.press("/ Ctrl-u `-is:marked is:event` Enter");
    assert_eq!(screen.shown().len(), 20);
    screen.press(": `first-call` Enter m");
    assert_eq!(screen.shown().len(), 19, "marking updates the list immediately");
}
