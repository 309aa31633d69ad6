//! Suggestions never mislead: what is suggested works, for keys of files, for queries and for commands.

use demarche::diagnostic::{Severity, report};
use demarche::view::{Marks, View};
use demarche::workspace;

use crate::support::program::run;
use crate::support::{Screen, counted, ids, indexed, loaded, shipped, snapshots};

/// The messages and suggestions of the errors of a dataset.
fn errors(text: &str) -> Vec<(String, String)> {
    let loaded = loaded(text);
    let errors = loaded.faults.iter().filter(|fault| fault.severity == Severity::Error);
    errors.map(|fault| (fault.message.clone(), fault.help.clone().unwrap_or_default())).collect()
}

/// Tables with their required keys, into which a line can be added.
const TABLES: [(&str, &str); 10] = [
    ("dataset", "[dataset]\ntitle = \"T\"\n"),
    ("party", "[dataset]\ntitle = \"T\"\n[party.p]\nname = \"P\"\n"),
    ("person", "[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n"),
    ("place", "[dataset]\ntitle = \"T\"\n[place.p]\nname = \"P\"\n"),
    ("topic", "[dataset]\ntitle = \"T\"\n[topic.p]\nname = \"P\"\n"),
    ("source", "[dataset]\ntitle = \"T\"\n[source.p]\npublisher = \"P\"\ntitle = \"T\"\n"),
    (
        "version",
        "[dataset]\ntitle = \"T\"\n[proposal.p]\nname = \"P\"\n[[proposal.p.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n",
    ),
    ("event", "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\nkind = \"talks\"\n"),
    (
        "report",
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"T\"\nkind = \"talks\"\n[[event.report]]\non = 2025\nnote = \"n\"\n",
    ),
    ("quote", "[dataset]\ntitle = \"T\"\n[[quote]]\nspeaker-desc = \"an official\"\ntext = \"Words\"\n"),
];

/// The help for a line in a table.
fn helped(table: &str, line: &str) -> String {
    let (_, start) = TABLES.iter().find(|(name, _)| *name == table).expect(table);
    let errors = errors(&format!("{start}{line}\n"));
    assert_eq!(errors.len(), 1, "{table}: {line}: {errors:?}");
    assert!(errors[0].0.starts_with("unknown key"), "{errors:?}");
    errors[0].1.clone()
}

#[test]
fn keys_of_other_formats_are_answered_with_the_key_for_that_value() {
    for (table, line, help) in [
        ("event", "date = 1977-11-20", "did you mean when?"),
        ("event", "Date = \"1977-11\"", "did you mean when?"),
        ("quote", "date = 1977-11-20", "did you mean when?"),
        ("source", "date = 1977-11-20", "did you mean published?"),
        ("event", "start = 1977-11-20", "did you mean when? An interval is one value: when = \"START/END\""),
        ("event", "end = 1977-11-21", "an interval is one value: when = \"START/END\""),
        ("event", "time = \"20:00\"", "a time of day is part of when: when = \"2025-12-02T20:00\""),
        ("event", "time = 1977-11-20T20:00:00", "did you mean when?"),
        ("event", "location = \"geneva\"", "did you mean place?"),
        ("event", "who = [\"anna\"]", "did you mean people?"),
        ("event", "who = \"anna\"", "did you mean people = [\"anna\"]?"),
        ("quote", "who = \"anna\"", "did you mean speaker?"),
        ("event", "text = \"They met\"", "did you mean summary?"),
        ("event", "description = \"They met\"", "did you mean summary?"),
        ("topic", "description = \"Land\"", "did you mean definition?"),
        ("person", "description = \"A diplomat\"", "did you mean note?"),
        (
            "event",
            "url = \"https://example.org\"",
            "a URL belongs to a source: [source.ID] with url, cited by sources = [\"ID\"]",
        ),
        (
            "quote",
            "url = \"https://example.org\"",
            "a URL belongs to a source: [source.ID] with url, cited by sources = [\"ID\"]",
        ),
        ("source", "link = \"https://example.org\"", "did you mean url?"),
        ("quote", "source = \"s\"", "did you mean sources = [\"s\"]?"),
        ("event", "topic = \"land\"", "did you mean topics = [\"land\"]?"),
        ("quote", "quote = \"Words\"", "expected one of text, speaker"),
        ("event", "vennue = \"Hall\"", "did you mean venue?"),
        // Near by spelling, but the value does not fit.
        ("event", "statuss = 12", "expected one of id, title"),
        ("event", "dur = [1]", "expected one of id, title"),
    ] {
        let found = helped(table, line);
        let matches = if help.starts_with("expected") { found.starts_with(help) } else { found == help };
        assert!(matches, "{table}: {line}: {found}");
    }
    // A key that the table has already is not suggested again.
    assert!(helped("event", "when = 2025\ndate = 2025").starts_with("expected one of"));
}

/// Every key of other formats in every table with values of every type: what is suggested reads without an unknown key or a wrong
/// type.
#[test]
fn a_suggested_key_takes_the_value() {
    let names = [
        "date",
        "time",
        "start",
        "end",
        "location",
        "who",
        "text",
        "url",
        "description",
        "author",
        "name",
        "type",
        "link",
        "label",
        "topics",
        "sourcs",
        "stauts",
        "titel",
        "placee",
        "year",
        "city",
        "begin",
        "content",
        "quote",
        "lat",
        "country",
        "known",
        "published",
        "person",
        "people",
        "note",
        "when",
        "summery",
        "parnt",
        "langauge",
        "langage",
        "colour",
        "vesion",
        "rol",
    ];
    let values = [
        "1977-11-20",
        "\"1977-11-20/1977-11-21\"",
        "\"20:00\"",
        "\"geneva\"",
        "[\"anna\"]",
        "12",
        "1.5",
        "true",
        "\"\"",
        "{ a = 1 }",
        "\"UA\"",
        "\"https://example.org\"",
    ];
    let mut suggested = 0;
    for (table, start) in TABLES {
        for name in names {
            for value in values {
                let unknown = |line: &str| {
                    let errors = errors(&format!("{start}{line}\n"));
                    errors.into_iter().find(|(message, _)| message.starts_with("unknown key"))
                };
                let Some((_, help)) = unknown(&format!("{name} = {value}")) else { continue };
                let Some(rest) = help.strip_prefix("did you mean ") else { continue };
                let meant = rest.split_once('?').expect("a question").0;
                for meant in meant.split(" or ") {
                    suggested += 1;
                    let line = if meant.contains('=') { meant.to_owned() } else { format!("{meant} = {value}") };
                    let wrong: Vec<_> = errors(&format!("{start}{line}\n"))
                        .into_iter()
                        // What a reference refers to is another question.
                        .filter(|(message, _)| {
                            !["person", "party", "place", "source", "topic", "event", "quote", "proposal"]
                                .iter()
                                .any(|noun| message.starts_with(&format!("unknown {noun}")))
                        })
                        .collect();
                    let misleads = wrong.iter().any(|(message, _)| {
                        message.starts_with("unknown")
                            || message.starts_with("expected")
                            || message.starts_with("invalid")
                            || message.contains("duplicate")
                    });
                    assert!(!misleads, "{table}: {name} = {value}: {help}: {wrong:?}");
                }
            }
        }
    }
    assert!(suggested > 100, "{suggested}");
}

#[test]
fn values_without_quotation_marks_are_told_so() {
    for (line, value) in [
        ("when = 2025-12-02/2025-12-03", "2025-12-02/2025-12-03"),
        ("when = 2025-12-02T20:00~", "2025-12-02T20:00~"),
        ("status = held", "held"),
    ] {
        let found = errors(&format!("{}{line}\n", TABLES[7].1));
        assert!(found[0].0.starts_with("invalid TOML"), "{found:?}");
        assert_eq!(found[0].1, format!("put it in quotation marks: \"{value}\""));
    }
    assert_eq!(errors(&format!("{}when = \"2025-12-02/2025-12-03\"\n", TABLES[7].1)), []);
}

#[test]
fn what_the_screen_shows_for_a_value_is_accepted_in_queries_and_suggested_in_files() {
    for (shown, word) in [
        ("act:praises", "act:praise"),
        ("act:\"sets an ultimatum\"", "act:ultimatum"),
        ("result:\"no breakthrough\"", "result:no-breakthrough"),
        ("channel:\"joint statement\"", "channel:joint-statement"),
        ("stance:\"leans for\"", "stance:leans-for"),
        ("format:\"in person\"", "format:in-person"),
        ("kind:\"Joint Statement\",leak", "kind:joint-statement,leak"),
        ("status:CANCELLED", "status:cancelled"),
    ] {
        assert_eq!(ids(shipped(), shown), ids(shipped(), word), "{shown}");
        assert_ne!(counted(word), "0 events and 0 quotes", "{word}");
    }
    for field in ["act:praises", "result:\"no breakthrough\"", "channel:\"joint statement\"", "stance:\"leans for\""] {
        assert!(!ids(shipped(), field).is_empty(), "{field}");
    }
    for (line, help) in [
        ("result = \"no breakthrough\"", "write \"no-breakthrough\""),
        ("format = \"in person\"", "write \"in-person\""),
        ("status = \"canceled\"", "did you mean cancelled? Expected one of"),
    ] {
        let found = errors(&format!("{}{line}\n", TABLES[7].1));
        assert!(found[0].1.starts_with(help), "{found:?}");
    }
    let found = errors(&format!("{}act = \"praises\"\n", TABLES[9].1));
    assert_eq!(found[0], ("unknown act \"praises\"".to_owned(), "write \"praise\"".to_owned()));
    assert_eq!(errors("[dataset]\ntitle = \"T\"\n[party.k]\nname = \"Kosovo\"\ncountry = \"XK\"\n"), []);
}

/// The sentence for a query on the shipped dataset, and the query that it suggests.
fn answer(query: &str) -> (String, Option<String>) {
    let ask = |query: &str| {
        let view = View { query: query.to_owned(), ..View::default() };
        view.ask(snapshots(), &Marks::default()).map(|_| ())
    };
    let error = ask(query).expect_err(query);
    (error.sentence(), error.fixed_query(query, ask))
}

#[test]
fn the_value_decides_which_field_was_meant() {
    for (query, fixed) in [
        ("from:ushakov", "by:ushakov"),
        ("from:\"Юрий Ушаков\"", "by:\"Юрий Ушаков\""),
        ("from:2025-12", "since:2025-12"),
        ("after:2025-12", "since:2025-12"),
        ("after:ushakov,putin", "by:ushakov,putin"),
        ("before:2025-12-02", "until:2025-12-02"),
        ("before:ushakov", "person:ushakov"),
        ("to:2025-12", "until:2025-12"),
        ("to:russia", "party:russia"),
        ("date:putin", "person:putin"),
        ("since:ushakov", "by:ushakov"),
        ("in:kyiv", "place:kyiv"),
        ("by:2025-12", "in:2025-12"),
        ("person:russia", "party:russia"),
        ("topic:putin", "person:putin"),
        ("country:UA", "party:UA"),
        ("status:no-breakthrough", "result:no-breakthrough"),
        ("persn:ushakov", "person:ushakov"),
    ] {
        let (sentence, found) = answer(query);
        assert_eq!(found.as_deref(), Some(fixed), "{query}: {sentence}");
        assert!(sentence.ends_with(&format!("did you mean {fixed}?")), "{sentence}");
        // Beside other conditions too.
        let (_, found) = answer(&format!("is:quote -({query})"));
        assert_eq!(found, Some(format!("is:quote -({fixed})")));
    }
    // Nothing is suggested that does not work.
    for (query, hint) in [
        ("from:xyzzy", "write since: with a date or by: with a name"),
        ("said:constructive", "write by: with a name"),
        ("is:\"not translated\"", "expected one of event, quote"),
    ] {
        let (sentence, found) = answer(query);
        assert!(sentence.contains(hint) && found.is_none(), "{query}: {sentence} {found:?}");
    }
    // The same on the command line and on the screen.
    let (_, _, said) = run(&["list", "-q", "from:ushakov"]);
    assert!(said.contains("did you mean by:ushakov?"));
    let mut screen = Screen::new(120, 36);
    screen.press("/ `from:ushakov`");
    assert!(screen.text().contains("did you mean by:ushakov?"), "{}", screen.text());
}

#[test]
fn no_fault_prints_a_line_of_more_than_400_characters() {
    let long = "x".repeat(3000);
    let names: String = (0..60).map(|at| format!("[topic.topic-{at}-{}]\nname = \"N\"\n", "y".repeat(200))).collect();
    let texts = [
        format!("{}kind2 = \"{long}\"\n{long} = 1\nstatus = \"{long}\"\ntopics = [\"{long}\"]\n", TABLES[7].1),
        format!("{}when = {long}\n", TABLES[7].1),
        format!("{}title2 = \"\u{202e}{}\"\n", TABLES[7].1, "\u{202e}".repeat(500)),
        format!("{}kind = \"{long}\"\n", TABLES[7].1.replace("kind = \"talks\"\n", "")),
        format!("{}kind = \"joint-statemen\"\n", TABLES[7].1.replace("kind = \"talks\"\n", "")),
        format!("{}topics = [\"topic-1-{}\"]\n{names}", TABLES[7].1, "y".repeat(199)),
        format!("{}[[event]] # {long}\nid = \"e\" # {long}\ntitle = \"T\"\nkind = \"talks\"\n", TABLES[7].1),
        format!("[dataset]\ntitle = \"T\"\n[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = \"{long}:{long}\"\n"),
        format!("[dataset]\ntitle = \"T\"\n[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = \"person:{long}\"\n"),
    ];
    for text in texts {
        let workspace = workspace::from_loaded(loaded(&text));
        assert!(!workspace.loaded.faults.is_empty(), "{}", &text[..200]);
        for fault in &workspace.loaded.faults {
            let lines = report(fault, &workspace.loaded.texts, false);
            let one = demarche::diagnostic::one_line(fault, &workspace.loaded.texts);
            for line in lines.lines().chain([one.as_str()]) {
                assert!(line.chars().count() <= 400, "{} characters: {line}", line.chars().count());
            }
        }
    }
    let index = indexed("[dataset]\ntitle = \"T\"\n");
    for query in [
        format!("{long}:{long}"),
        format!("{} person:{long} {}", "a ".repeat(150), "b ".repeat(150)),
        format!("kind:joint-statemen {long}"),
        format!("{} kind:{long}", "a ".repeat(400)),
        format!("in:{long}"),
        format!("/{long}(/"),
        "nofield:x".to_owned(),
    ] {
        let error = crate::support::select(&index, &query).expect_err("an error");
        for line in error.report(&query).lines() {
            assert!(line.chars().count() <= 400, "{} characters: {line}", line.chars().count());
        }
    }
}

#[test]
fn a_mistyped_command_is_not_taken_for_a_file() {
    let rejected = |args: &[&str]| {
        let (status, out, said) = run(args);
        assert!(out.is_empty(), "{args:?}");
        (status, said)
    };
    for (args, near) in [
        (&["exprot"][..], "did you mean `demarche export`?"),
        (&["exprot", "-f", "markdown", "-o", "x.md"], "did you mean `demarche export`?"),
        (&["chek", "data"], "did you mean `demarche check`?"),
        (&["--ascii", "lst"], "did you mean `demarche list`?"),
        (&["quote", "-q", "nato"], "did you mean `demarche quotes`?"),
        (&["completions"], "the commands are list, export, sql, stats"),
    ] {
        let (status, said) = rejected(args);
        assert_eq!(status, Some(2), "{args:?}: {said}");
        assert!(said.contains("is neither a command nor a file") && said.contains(near), "{args:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    // What looks like a path is one, and what exists is data.
    for args in [&["exprot.toml"][..], &["./exprot"], &["tests"]] {
        let (_, said) = rejected(args);
        assert!(!said.contains("command nor"), "{args:?}: {said}");
    }
}
