//! Valid and invalid values of each key of a dataset. Only the presence of errors is checked here, not their text.

use demarche::diagnostic::Severity;

use crate::support::{faults_at, ids, indexed};

/// A template with the placeholder VALUE, valid values, invalid values.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

const EVENT: &str = "[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n";
const QUOTE: &str = "[[quote]]\ntext = \"T\"\nspeaker = \"p\"\n";

const CASES: &[Case] = &[
    (
        "[[event]]\nid = VALUE\ntitle = \"E\"\nkind = \"talks\"",
        &["\"a\"", "\"1\"", "\"a-b-2\"", "\"a-\"", "\"a--b\""],
        &["\"\"", "\"A\"", "\"-a\"", "\"a_b\"", "\"é\"", "\"a b\"", "\"a#1\"", "1"],
    ),
    (
        "[[quote]]\nid = VALUE\ntext = \"T\"\nspeaker = \"p\"",
        &["\"a\"", "\"a#1\"", "\"a#12\"", "\"quote#3\""],
        &["\"a#0\"", "\"a#-1\"", "\"a#x\"", "\"#1\"", "\"a#1#2\"", "\"A#1\""],
    ),
    (
        "EVENTwhen = VALUE",
        &[
            "2025-01-01",
            "2025-01-01T10:00:00",
            "2025-01-01 10:00:00",
            "2025",
            "\"2025-12\"",
            "\"2025-01-01/2025-01-02\"",
        ],
        &["25", "20250101", "true", "\"soon\"", "[2025]", "\"2025-01-02/2025-01-01\"", "2025.5", "10:00:00", "\"\""],
    ),
    ("EVENTknown = VALUE", &["2025-01-01", "\"2025-01\"", "2025"], &["\"2025-01-01/2025-01-02\"", "\"[2025..2026]\""]),
    (
        "EVENTduration = VALUE",
        &["\"5h\"", "\"1h30m\"", "\"2d\"", "\"1d2h3m\"", "\"~5h\"", "\"<30m\"", "\">90m\"", "\"999d\""],
        &[
            "\"\"",
            "\"5\"",
            "\"h\"",
            "\"~\"",
            "\"30m1h\"",
            "\"5h5h\"",
            "\"1x\"",
            "\"0m\"",
            "\"0h0m\"",
            "\"~~5h\"",
            "\"5 h\"",
            "\"five hours\"",
            "\"99999999999h\"",
            "\"4000000d\"",
            "5",
        ],
    ),
    ("EVENTseq = VALUE", &["0", "-3", "1_000"], &["1.5", "\"1\"", "99999999999999999999"]),
    ("EVENTstatus = VALUE", &["\"held\"", "\"cancelled\""], &["\"Held\"", "\"canceled\"", "\"\"", "1"]),
    ("EVENTtags = VALUE", &["[]", "[\"a\", \"b\"]"], &["\"a\"", "[\"\"]", "[1]"]),
    ("EVENTtopics = VALUE", &["[\"t\"]", "[]"], &["[\"u\"]", "\"t\"", "[\"\"]"]),
    ("EVENTproposals = VALUE", &["[\"plan\"]", "[\"plan@1\"]"], &["[\"plan@2\"]", "[\"other\"]", "[\"plan@\"]"]),
    (
        "EVENTsources = VALUE",
        &[
            "[\"s\"]",
            "[{ id = \"s\" }]",
            "[{ id = \"s\", locator = \"p. 3\" }]",
            "[{ id = \"s\", credibility = 1 }]",
            "[{ id = \"s\", credibility = 6 }]",
        ],
        &[
            "[\"u\"]",
            "[{ locator = \"p. 3\" }]",
            "[{ id = \"s\", credibility = 0 }]",
            "[{ id = \"s\", credibility = 7 }]",
            "[{ id = \"s\", credibility = \"1\" }]",
            "[{ id = \"s\", page = 3 }]",
            "[3]",
        ],
    ),
    (
        "EVENTdelegations = VALUE",
        &[
            "[{ party = \"n\" }]",
            "[{ party = \"n\", people = [\"p\"], head = \"p\", role = \"host\" }]",
            "[{ party = \"n\", people = [\"q\"], head = \"p\" }]",
        ],
        &["[{ people = [\"p\"] }]", "[{ party = \"p\" }]", "[{ party = \"n\", role = \"boss\" }]", "[\"n\"]"],
    ),
    (
        "EVENT[[event.claim]]\nfield = \"duration\"\nby = \"n\"\nvalue = VALUE",
        &["\"5h\"", "\"~1d\""],
        &["\"long\"", "[\"5h\"]", "5"],
    ),
    (
        "EVENT[[event.claim]]\nfield = \"when\"\nby = \"p\"\nvalue = VALUE",
        &["\"2025-01-01\"", "2025-01-01", "2025"],
        &["\"soon\"", "[\"2025\"]", "true"],
    ),
    (
        "EVENT[[event.claim]]\nfield = \"result\"\nby = \"n\"\nvalue = VALUE",
        &["\"partial\""],
        &["\"good\"", "[\"partial\"]"],
    ),
    ("EVENT[[event.claim]]\nfield = \"place\"\nby = \"n\"\nvalue = VALUE", &["\"h\""], &["\"x\"", "[\"h\"]"]),
    ("EVENT[[event.claim]]\nfield = \"outcome\"\nby = \"n\"\nvalue = VALUE", &["\"a word\""], &["\"\"", "[\"a\"]"]),
    (
        "EVENT[[event.claim]]\nfield = \"people\"\nby = \"n\"\nvalue = VALUE",
        &["[\"p\", \"q\"]", "\"p\""],
        &["[\"x\"]", "\"n\"", "3"],
    ),
    (
        "EVENT[[event.report]]\non = 2025-01-01\nVALUE",
        &["status = \"planned\"", "note = \"A\"", "place = \"h\"", "when = 2025"],
        &["", "sources = [\"s\"]"],
    ),
    (
        "EVENT[[event.claim]]\nfield = \"outcome\"\nvalue = \"v\"\nVALUE",
        &["by = \"n\"", "sources = [\"s\"]"],
        &["", "by = \"x\""],
    ),
    (
        "QUOTEVALUE",
        &["for = \"n\"", "to = [\"p\", \"q\"]", "relayed-by = \"n\""],
        &["for = \"p\"", "to = [\"n\"]", "to = \"p\"", "relayed-by = \"x\""],
    ),
    (
        "[[quote]]\ntext = \"T\"\nVALUE",
        &["speaker = \"p\"", "speaker = \"n\"", "speaker-desc = \"a man\""],
        &["", "speaker = \"x\"", "speaker = \"p\"\nspeaker-desc = \"a man\"", "speaker-desc = \"\""],
    ),
    (
        "QUOTEtopics = [\"t\"]\nVALUE",
        &["stance = \"open\"", "stance = { t = \"open\" }", "stance = {}", "act = \"interpret\""],
        &[
            "stance = \"maybe\"",
            "stance = { u = \"open\" }",
            "stance = { t = \"maybe\" }",
            "stance = 3",
            "stance = \"open\"\nact = \"interpret\"",
        ],
    ),
    ("QUOTElanguage = VALUE", &["\"ru\"", "\"uk-Latn\"", "\"ru-RU\""], &["\"\"", "\"russian_\"", "\"r\"", "3"]),
    (
        "[party.x]\nname = \"X\"\nshort = VALUE",
        &["\"A\"", "\"ABCD\"", "\"日本\""],
        &["\"\"", "\"ABCDE\"", "\"日本国\""],
    ),
    (
        "[party.x]\nname = \"X\"\ncountry = VALUE",
        &["\"UA\"", "\"RU\""],
        &["\"ua\"", "\"UK\"", "\"Ukraine\"", "\"ZZ\"", "\"\""],
    ),
    (
        "[party.x]\nname = \"X\"\ncolor = VALUE",
        &["\"red\"", "\"bright-blue\"", "\"#00ff7f\"", "\"#00FF7F\""],
        &["\"rde\"", "\"#0f0\"", "\"#00ff7g\"", "\"00ff7f\"", "\"\""],
    ),
    (
        "[party.x]\nname = \"X\"\nwikidata = VALUE",
        &["\"Q1\"", "\"Q7747\""],
        &["\"7747\"", "\"Q\"", "\"Qx\"", "\"q1\"", "\"Q-1\""],
    ),
    ("[party.x]\nname = VALUE", &["\"X\""], &["\"\"", "\"  \"", "3", "[\"X\"]"]),
    (
        "[person.x]\nname = \"X\"\naliases = [VALUE]",
        &["\"Y\"", "{ name = \"Y\" }", "{ name = \"Y\", lang = \"ru\", kind = \"weak\" }", ""],
        &["3", "{ lang = \"ru\" }", "{ name = \"Y\", kind = \"nick\" }", "{ name = \"Y\", lang = \"_\" }", "\"\""],
    ),
    (
        "[person.x]\nname = \"X\"\nroles = [{ title = \"T\", VALUE }]",
        &[
            "from = 2025-01-01",
            "to = 2025",
            "from = 2025, to = 2025",
            "from = 2025-01-01, to = 2025-01-01",
            "party = \"n\"",
        ],
        &["from = 2025-01-02, to = 2025-01-01", "from = 2026, to = 2025", "party = \"p\"", "from = \"soon\""],
    ),
    (
        "[place.x]\nname = \"X\"\nlat = VALUE",
        &["90.0", "-90.0", "90", "0", "59.9"],
        &["90.1", "-91", "\"59\"", "nan", "inf"],
    ),
    ("[place.x]\nname = \"X\"\nlon = VALUE", &["180.0", "-180", "10.7"], &["180.1", "-181", "true"]),
    (
        "[place.x]\nname = \"X\"\ntimezone = VALUE",
        &["\"Europe/Kyiv\"", "\"UTC\""],
        &["\"Kyiv\"", "\"MSK\"", "\"Europe/Kiyv\"", "\"\""],
    ),
    (
        "[source.x]\ntitle = \"X\"\nVALUE",
        &["publisher = \"P\"", "author = \"A\"", "publisher = \"\"\nauthor = \"A\""],
        &["", "publisher = \"\"", "author = \" \""],
    ),
    (
        "[source.x]\ntitle = \"X\"\npublisher = \"P\"\nsha256 = VALUE",
        &["\"00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF\""],
        &[
            "\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeef\"",
            "\"zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\"",
        ],
    ),
    (
        "[source.x]\ntitle = \"X\"\npublisher = \"P\"\nreliability = VALUE",
        &["\"A\"", "\"F\""],
        &["\"G\"", "\"a\"", "1"],
    ),
    (
        "[proposal.x]\nname = \"X\"\n[[proposal.x.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\nVALUE",
        &["count = 0", "count = 28", "parents = [\"plan@1\"]", "by = [\"n\"]"],
        &["count = -1", "count = 1.5", "parents = [\"plan\"]", "parents = [\"plan@9\"]", "by = [\"p\"]"],
    ),
    (
        "[proposal.x]\nname = \"X\"\n[[proposal.x.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n[[proposal.x.version.point]]\ntext = \"T\"\nnumber = VALUE",
        &["1", "\"1a\""],
        &["1.5", "\"\"", "[1]"],
    ),
    ("[kind.x]\nname = \"X\"\nlike = VALUE", &["\"meeting\""], &["\"gathering\"", "\"\""]),
    ("[[view]]\nid = \"x\"\ntitle = \"X\"\nquery = VALUE", &["\"\"", "\"river\"", "\"person:p\""], &["3"]),
];

/// A dataset for a template and a value, with rows to refer to.
fn dataset(template: &str, value: &str) -> String {
    let known = "[dataset]\ntitle = \"T\"\n[party.n]\nname = \"N\"\n[person.p]\nname = \"P\"\n[person.q]\nname = \"Q\"\n\
                 [place.h]\nname = \"H\"\n[topic.t]\nname = \"T\"\n[topic.u2]\nname = \"U\"\n\
                 [source.s]\npublisher = \"S\"\ntitle = \"S\"\n\
                 [proposal.plan]\nname = \"Plan\"\n[[proposal.plan.version]]\nid = \"1\"\nname = \"V\"\nwhen = 2025\n";
    let template = template.replace("EVENT", EVENT).replace("QUOTE", QUOTE);
    format!("{known}{}\n", template.replace("VALUE", value))
}

#[test]
fn each_key_accepts_only_valid_values() {
    let mut failures = Vec::new();
    for (template, valid, invalid) in CASES {
        for value in *valid {
            let faults = faults_at(&dataset(template, value), Severity::Error);
            if !faults.is_empty() {
                failures.push(format!("{template} rejects {value} at {faults}"));
            }
        }
        for value in *invalid {
            if faults_at(&dataset(template, value), Severity::Error).is_empty() {
                failures.push(format!("{template} accepts {value}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn toml_dates_equal_their_text_form() {
    for (bare, raw) in [
        ("2025-12-02", "2025-12-02"),
        ("2025-12-02T20:00:00", "2025-12-02T20:00"),
        ("2025-12-02 20:00:00", "2025-12-02T20:00"),
        ("2025-12-02t20:00:00", "2025-12-02T20:00"),
        ("2025-12-02T20:00:15", "2025-12-02T20:00:15"),
        ("2025-12-02T00:00:00", "2025-12-02T00:00"),
        ("2025-12-02T20:00:00Z", "2025-12-02T20:00Z"),
        ("2025-12-02T20:00:00z", "2025-12-02T20:00Z"),
        ("2025-12-02T20:00:00+03:00", "2025-12-02T20:00+03:00"),
        ("2025-12-02T20:00:30-03:00", "2025-12-02T20:00:30-03:00"),
        ("2025", "2025"),
    ] {
        let index = indexed(&dataset("EVENTwhen = VALUE", bare));
        let event = index.dataset.events.iter().next().expect("an event").1;
        assert_eq!(event.when.as_ref().map(|when| &*when.raw), Some(raw), "{bare}");
    }
}

#[test]
fn empty_texts_are_ignored() {
    let index = indexed(&dataset("EVENTVALUE", "summary = \"\"\noutcome = \"  \"\nnote = \"\"\nvenue = \"\""));
    for query in ["has:outcome", "has:note"] {
        assert_eq!(ids(&index, query), Vec::<String>::new(), "{query}");
    }
}
