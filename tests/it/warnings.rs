//! Warnings, each just below and just above its threshold; duplicates and cycles; and the audit.

use demarche::dataset::audit;
use demarche::diagnostic::Severity;

use crate::support::{faults_at, indexed, loaded};

/// A dataset without warnings, in thirteen lines, before those of a case.
const HEAD: &str = "[dataset]\ntitle = \"T\"\ncoverage = \"2025\"\n\
    [party.n]\nname = \"N\"\n\
    [person.p]\nname = \"P\"\nparty = \"n\"\n\
    [topic.t]\nname = \"T\"\n\
    [source.s]\npublisher = \"S\"\ntitle = \"S\"\n";

/// An event that refers to every row, so that none is unused.
const USES: &str = "[[event]]\nid = \"uses\"\ntitle = \"E\"\nkind = \"talks\"\npeople = [\"p\"]\ntopics = [\"t\"]\nsources = [\"s\"]\n";

/// Text to add, and the number of warnings that it causes.
const CASES: &[(&str, usize)] = &[
    ("", 0),
    // Sources.
    ("EVENT", 0),
    ("[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"", 1),
    ("[[quote]]\nid = \"q\"\nspeaker = \"p\"\ntext = \"T\"", 1),
    ("[[quote]]\nid = \"q\"\nevent = \"uses\"\nspeaker = \"p\"\ntext = \"T\"", 0),
    // A source older than its event.
    ("EVENTwhen = 2025-03-02\nDATED2025-03-01", 1),
    ("EVENTwhen = 2025-03-02\nDATED2025-03-02", 0),
    ("EVENTwhen = 2025-03-02\nDATED2025-03-03", 0),
    ("EVENTwhen = \"2025-03-02~\"\nDATED2025-03-01", 0),
    ("EVENTwhen = \"2025-03-02T20:00\"\nDATED\"2025-03-02T19:00Z\"", 1),
    ("EVENTwhen = \"2025-03-02T20:00\"\nDATED\"2025-03-02T20:30Z\"", 0),
    ("EVENTwhen = \"2025-03-02T20:00\"\nDATED2025-03-02", 0),
    ("EVENTwhen = 2025-03-02\nDATED\"2025-03\"", 0),
    ("EVENTwhen = 2025-04-01\nDATED\"2025-03\"", 1),
    ("EVENTwhen = 2025-03-02\nstatus = \"planned\"\nDATED2025-03-01", 0),
    ("EVENTwhen = 2025-03-02\nstatus = \"cancelled\"\nDATED2025-03-01", 0),
    ("EVENTwhen = 2025-03-02\nstatus = \"ongoing\"\nDATED2025-03-01", 1),
    // The result of an event that did not take place.
    ("EVENTresult = \"partial\"", 0),
    ("EVENTstatus = \"cancelled\"\nresult = \"partial\"", 1),
    ("EVENTstatus = \"cancelled\"", 0),
    // A person in two delegations.
    ("EVENTdelegations = [{ party = \"n\", people = [\"p\"] }, { party = \"n\" }]", 0),
    ("EVENTdelegations = [{ party = \"n\", people = [\"p\"] }, { party = \"n\", people = [\"p\"] }]", 1),
    // Coverage.
    ("EVENTwhen = 2024-12-31", 1),
    ("EVENTwhen = \"2024-12-31~\"", 0),
    ("EVENTwhen = 2025-01-01", 0),
    ("EVENTwhen = 2025-12-31", 0),
    ("EVENTwhen = 2026-01-01", 1),
    ("EVENTwhen = 2026-01-01\nstatus = \"planned\"", 1),
    ("EVENTwhen = \"2024-12-30/2025-01-02\"", 0),
    ("EVENTwhen = \"2025-12-30/2026-01-02\"", 0),
    // Quotes: translation, condition, topic, publication, length.
    ("QUOTEtranslated = \"outlet\"", 1),
    ("QUOTEtranslated = \"outlet\"\nfidelity = \"verbatim\"", 0),
    ("QUOTEtranslated = \"no\"", 0),
    ("QUOTEtopics = [\"t\"]\nstance = \"conditional\"", 1),
    ("QUOTEtopics = [\"t\"]\nstance = { t = \"conditional\" }", 1),
    ("QUOTEtopics = [\"t\"]\nstance = \"conditional\"\ncondition = \"if\"", 0),
    ("QUOTEtopics = [\"t\"]\nstance = \"open\"", 0),
    ("QUOTEstance = \"open\"", 1),
    ("QUOTEevent = \"uses\"\nstance = \"open\"", 0),
    ("QUOTEwhen = 2025-03-02\npublished = 2025-03-01", 1),
    ("QUOTEwhen = 2025-03-02\npublished = 2025-03-02", 0),
    ("QUOTEwhen = 2025-03-02\npublished = 2025-03-03", 0),
    ("QUOTEpublished = 2025-03-01", 0),
    ("[[quote]]\nid = \"q\"\nspeaker = \"p\"\nsources = [\"s\"]\ntext = \"SIXTY\"", 0),
    ("[[quote]]\nid = \"q\"\nspeaker = \"p\"\nsources = [\"s\"]\ntext = \"SIXTY more\"", 1),
    // URLs.
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"https://example.org/\"\nUSED", 0),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"http://x\"\nUSED", 0),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"https://\"\nUSED", 1),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"ftp://example.org\"\nUSED", 1),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"https://example.org/a b\"\nUSED", 1),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\narchive = \"file:///a\"\nUSED", 1),
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"\"\nUSED", 0),
    // Unused rows.
    ("[source.a]\npublisher = \"A\"\ntitle = \"A\"", 1),
    ("[person.x]\nname = \"X\"", 1),
    ("[party.x]\nname = \"X\"", 1),
    ("[place.x]\nname = \"X\"", 1),
    ("[topic.x]\nname = \"X\"", 1),
    ("[proposal.x]\nname = \"X\"", 1),
    ("[topic.x]\nname = \"X\"\nparent = \"t\"", 1),
    ("[topic.x]\nname = \"X\"\n[topic.y]\nname = \"Y\"\nparent = \"x\"", 1),
];

fn written(case: &str) -> String {
    let event = "[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"s\"]\n";
    let dated = event.replace("[\"s\"]", "[\"d\"]");
    let quote = "[[quote]]\nid = \"q\"\nspeaker = \"p\"\ntext = \"T\"\nsources = [\"s\"]\n";
    let body = match case.split_once("DATED") {
        Some((rest, date)) => {
            let rest = rest.replace("EVENT", &dated);
            format!("{rest}[source.d]\npublisher = \"D\"\ntitle = \"D\"\npublished = {date}")
        }
        None => case.replace("EVENT", event),
    };
    let used = "[[event]]\nid = \"u\"\ntitle = \"U\"\nkind = \"talks\"\nsources = [\"a\"]";
    let body = body.replace("QUOTE", quote).replace("USED", used).replace("SIXTY", "word ".repeat(60).trim());
    format!("{HEAD}{USES}{body}\n")
}

#[test]
fn warnings_at_their_thresholds() {
    for (case, expected) in CASES {
        let text = written(case);
        assert_eq!(faults_at(&text, Severity::Error), "", "{case}");
        let found = faults_at(&text, Severity::Warning);
        assert_eq!(found.split_whitespace().count(), *expected, "{case}: {found}");
    }
}

#[test]
fn many_first_of_month_dates_are_suspicious() {
    let event = |n: usize, when: &str| {
        format!("[[event]]\nid = \"e{n}\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"s\"]\nwhen = \"{when}\"\n")
    };
    let warned = |firsts: usize, others: usize, first: &str| {
        let events =
            (0..firsts).map(|n| event(n, first)).chain((firsts..firsts + others).map(|n| event(n, "2025-03-14")));
        let text = format!("{HEAD}{USES}{}", events.collect::<String>());
        faults_at(&text, Severity::Warning) == "-"
    };
    assert!(warned(5, 0, "2025-03-01"));
    assert!(!warned(4, 0, "2025-03-01"), "a few are plausible");
    assert!(warned(5, 19, "2025-03-01"), "more than a fifth");
    assert!(!warned(5, 20, "2025-03-01"), "a fifth");
    assert!(!warned(9, 0, "2025-03"), "a month is not a day");
    assert!(!warned(9, 0, "2025-03-01~"), "an approximate date is not precise");
    assert!(!warned(9, 0, "2025-03-01T10:00"), "the time of day is known");
    assert!(!warned(9, 0, "2025-03-01/2025-03-04"));
}

#[test]
fn duplicate_urls_are_reported_at_the_second_source() {
    let source = |id: &str, url: &str| format!("[source.{id}]\npublisher = \"A\"\ntitle = \"A\"\nurl = \"{url}\"\n");
    let uses = "[[event]]\nid = \"u\"\ntitle = \"U\"\nkind = \"talks\"\nsources = [\"a\", \"b\", \"c\"]\n";
    let text = |b: &str, c: &str| {
        format!("{HEAD}{USES}{uses}{}{}{}", source("a", "https://x/1"), source("b", b), source("c", c))
    };
    assert_eq!(faults_at(&text("https://x/2", "https://x/3"), Severity::Warning), "");
    assert_eq!(faults_at(&text("https://x/2", "https://x/1"), Severity::Warning), "34:9");
    assert_eq!(faults_at(&text("https://x/1", "https://x/1"), Severity::Warning), "30:9 34:9");
}

#[test]
fn duplicates_are_errors_at_the_second_occurrence() {
    for (text, place) in [
        ("[party.x]\nname = \"X\"\n[person.x]\nname = \"X\"\n", "16:9"),
        (
            "[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = \"\"\n[[view]]\nid = \"v\"\ntitle = \"W\"\nquery = \"\"\n",
            "19:6",
        ),
        (
            "[[quote]]\nid = \"q\"\nspeaker = \"p\"\ntext = \"T\"\n[[quote]]\nid = \"q\"\nspeaker = \"p\"\ntext = \"T\"\n",
            "19:6",
        ),
        (
            "[proposal.x]\nname = \"X\"\n[[proposal.x.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n\
             [[proposal.x.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n",
            "21:6",
        ),
        (
            "[proposal.x]\nname = \"X\"\n[[proposal.x.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n\
             [[proposal.x.version.point]]\nnumber = 1\ntext = \"T\"\n[[proposal.x.version.point]]\nnumber = 1\ntext = \"T\"\n",
            "24:10",
        ),
        // The generated id is already in use.
        (
            "[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n[[quote]]\nid = \"e#1\"\nspeaker = \"p\"\ntext = \"T\"\n\
             [[quote]]\nevent = \"e\"\nspeaker = \"p\"\ntext = \"T\"\n",
            "22:1",
        ),
    ] {
        assert_eq!(faults_at(&format!("{HEAD}{text}"), Severity::Error), place, "{text}");
    }
    assert_eq!(
        faults_at("[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n", Severity::Error),
        "-",
        "no [dataset]"
    );
}

#[test]
fn cyclic_references_are_errors_at_their_first_member() {
    let event = |id: &str, key: &str| format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\nkind = \"talks\"\n{key}\n");
    let quote = |id: &str, of: &str| {
        format!("[[quote]]\nid = \"{id}\"\nspeaker = \"p\"\ntext = \"T\"\nrendering-of = \"{of}\"\n")
    };
    let version = |id: &str, parent: &str| {
        format!(
            "[proposal.{id}]\nname = \"X\"\n[[proposal.{id}.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\nparents = [\"{parent}@1\"]\n"
        )
    };
    let party = |id: &str, parent: &str| format!("[party.{id}]\nname = \"X\"\nparent = \"{parent}\"\n");
    let topic = |id: &str, parent: &str| format!("[topic.{id}]\nname = \"X\"\nparent = \"{parent}\"\n");
    let source = |id: &str, via: &str| format!("[source.{id}]\ntitle = \"X\"\npublisher = \"X\"\nvia = \"{via}\"\n");
    for (text, place) in [
        (party("a", "b") + &party("b", "a"), "14:1"),
        (topic("a", "a"), "14:1"),
        (source("a", "b") + &source("b", "c") + &source("c", "a"), "14:1"),
        (event("a", "part-of = \"b\"") + &event("b", "part-of = \"a\""), "14:1"),
        (event("z", "") + &event("a", "follows = [\"b\", \"z\"]") + &event("b", "follows = [\"z\", \"a\"]"), "19:1"),
        (quote("a", "b") + &quote("b", "a"), "14:1"),
        (version("a", "b") + &version("b", "a"), "14:1"),
    ] {
        // Only lines are compared, because table headers are located at the name within them.
        let found = faults_at(&format!("{HEAD}{text}"), Severity::Error);
        let line = |place: &str| place.split(':').next().unwrap_or("").to_owned();
        assert_eq!((line(&found), found.split(' ').count()), (line(place), 1), "{text}: {found}");
    }
    let chain = topic("a", "b") + &topic("b", "c") + "[topic.c]\nname = \"C\"\n";
    assert_eq!(faults_at(&format!("{HEAD}{chain}"), Severity::Error), "", "a chain is not a cycle");
}

/// Four sources: b is a copy of a, and c is a copy of b.
const SOURCING: &str = "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n\
    [source.a]\npublisher = \"A\"\ntitle = \"A\"\narchive = \"https://x/a\"\n\
    [source.b]\npublisher = \"B\"\ntitle = \"B\"\nvia = \"a\"\n\
    [source.c]\npublisher = \"C\"\ntitle = \"C\"\nvia = \"b\"\n\
    [source.d]\npublisher = \"D\"\ntitle = \"D\"\n";

/// The ids of the records, each with the number of messages about it.
fn audited(records: &[(&str, &str)], what: impl Fn(&demarche::model::Dataset) -> Vec<String>) -> String {
    let record = |(id, sources): &(&str, &str)| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [{sources}]\n")
    };
    let index = indexed(&format!("{SOURCING}{}", records.iter().map(record).collect::<String>()));
    let messages = what(&index.dataset);
    let ids = records.iter().map(|(id, _)| {
        let count = messages.iter().filter(|line| line.contains(&format!("\"{id}\""))).count();
        format!("{id}{count}")
    });
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_of_a_source_count_as_one() {
    let notes = |dataset: &demarche::model::Dataset| {
        audit::audit(dataset).into_iter().map(|fault| fault.message).collect::<Vec<_>>()
    };
    // Notes for a single source, for no archived copy, and for credibility 1 with a single source.
    let records = [
        ("r-a", "\"a\""),
        ("r-d", "\"d\""),
        ("r-ab", "\"a\", \"b\""),
        ("r-bc", "\"b\", \"c\""),
        ("r-ad", "\"a\", \"d\""),
        ("r-cd", "\"c\", \"d\""),
        ("r-none", ""),
        ("r-sure", "{ id = \"a\", credibility = 1 }, \"c\""),
        ("r-sound", "{ id = \"a\", credibility = 1 }, \"d\""),
        ("r-likely", "{ id = \"a\", credibility = 2 }"),
    ];
    assert_eq!(audited(&records, notes), "r-a1 r-d2 r-ab1 r-bc2 r-ad0 r-cd1 r-none0 r-sure2 r-sound0 r-likely1");
    let without = |id: &'static str| {
        move |dataset: &demarche::model::Dataset| {
            let source = dataset.sources.find(id).expect("a source");
            audit::without(dataset, source).into_iter().map(|fault| fault.message).collect::<Vec<_>>()
        }
    };
    let expected = "r-a1 r-d0 r-ab1 r-bc1 r-ad0 r-cd0 r-none0 r-sure1 r-sound0 r-likely1";
    assert_eq!(audited(&records, without("a")), expected, "including its copies");
    let expected = "r-a0 r-d0 r-ab0 r-bc1 r-ad0 r-cd0 r-none0 r-sure0 r-sound0 r-likely0";
    assert_eq!(audited(&records, without("b")), expected, "a copy, including its copies");
    let expected = "r-a0 r-d1 r-ab0 r-bc0 r-ad0 r-cd0 r-none0 r-sure0 r-sound0 r-likely0";
    assert_eq!(audited(&records, without("d")), expected);
}

#[test]
fn one_note_if_nothing_is_archived() {
    let text = SOURCING.replace("archive = \"https://x/a\"\n", "");
    let events: String = (1..=3)
        .map(|n| format!("[[event]]\nid = \"e{n}\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"a\", \"d\"]\n"))
        .collect();
    assert_eq!(audit::audit(&indexed(&format!("{text}{events}")).dataset).len(), 1);
    assert_eq!(audit::audit(&indexed(&format!("{SOURCING}{events}")).dataset).len(), 0);
}

#[test]
fn queries_of_views_are_validated() {
    use demarche::workspace::from_loaded;
    let text = |query: &str| {
        format!(
            "{HEAD}{USES}[[view]]\nid = \"good\"\ntitle = \"G\"\nquery = \"river\"\n[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = \"{query}\"\n"
        )
    };
    let opened = |query: &str| from_loaded(loaded(&text(query)));
    assert!(!opened("person:p").loaded.has_errors());
    let bad = opened("person:nobody");
    let fault = bad.loaded.faults.iter().find(|fault| fault.severity == Severity::Error).expect("a fault");
    let line = demarche::diagnostic::one_line(fault, &bad.loaded.texts);
    assert!(line.starts_with("data.toml:28:17:"), "at the invalid value within the query: {line}");
}
