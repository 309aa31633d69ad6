//! What an export carries besides the words: caveats, and the proposals that are cited with their points.

use demarche::config::Settings;
use demarche::dataset::load_texts;
use demarche::diagnostic::FileText;
use demarche::export::{Export, RecordKind};
use demarche::index::Index;
use serde_json::Value;

use crate::support::csv::CsvTable;
use crate::support::exports::{export_of, exported, written};
use crate::support::files::DataFile;
use crate::support::program::{demarche, stdout};
use crate::support::{Screen, ids, indexed, select};

/// Quotes with every caveat, and events with and without.
const DOUBTS: &str = r#"
[dataset]
title = "T"
[person.a]
name = "Anna Arden"
[person.b]
name = "Bela Born"
[source.s]
publisher = "Gazette"
title = "G"
reliability = "B"
[source.t]
publisher = "Diary"
title = "D"
[[event]]
id = "talks"
title = "Talks"
kind = "talks"
when = 2025-06-10
sources = [{ id = "s", credibility = 2 }]
[[event.claim]]
field = "duration"
value = "5h"
by = "b"
[[event]]
id = "rumour"
title = "Rumour"
kind = "leak"
when = 2025-06-11
sources = [{ id = "t", credibility = 6 }]
[[quote]]
id = "first"
event = "talks"
speaker = "a"
text = "We agree"
note = "Not seen again on the cited page at a second reading."
sources = [{ id = "s", credibility = 3 }, { id = "t", credibility = 6 }]
[[quote]]
id = "other-wording"
event = "talks"
speaker = "a"
text = "We concur"
rendering-of = "first"
sources = [{ id = "t", credibility = 4 }]
[[quote]]
id = "denial"
event = "talks"
speaker = "b"
text = "They do not"
disputes = ["first"]
sources = [{ id = "s", credibility = 1 }]
[[quote]]
id = "correction"
event = "talks"
speaker = "a"
text = "We nearly agree"
corrects = ["first"]
sources = [{ id = "s", credibility = 2 }]
"#;

const FIRST: [&str; 5] = [
    "credibility 3, possibly true",
    "disputed by Bela Born (denial)",
    "corrected by Anna Arden (correction)",
    "also rendered as other-wording",
    "Not seen again on the cited page at a second reading.",
];

#[test]
fn copied_quotes_and_records_carry_their_caveats() {
    let mut screen = Screen::of(indexed(DOUBTS), 120, 36, Settings::default());
    screen.press(": `first` Enter");
    for key in ["y", "Y"] {
        let text = screen.copied(key).replace("\\(", "(").replace("\\)", ")");
        for caveat in FIRST {
            assert!(text.contains(caveat), "{key}: {caveat}: {text}");
        }
    }
    assert!(screen.copied("y").contains("Gazette [B3]"));
    screen.press(": `other-wording` Enter");
    assert!(screen.copied("y").contains("Caveat: credibility 4, doubtful; another rendering of first"));
    screen.press(": `denial` Enter");
    let denial = screen.copied("y");
    assert!(denial.contains("Caveat: disputes Anna Arden (first)\n") && !denial.contains("credibility"), "{denial}");
}

#[test]
fn every_export_carries_the_caveats() {
    let index = indexed(DOUBTS);
    for format in ["markdown", "csv", "json", "jsonl"] {
        let text = exported(&index, format, "id:first");
        for caveat in FIRST {
            assert!(text.contains(caveat), "{format}: {caveat}: {text}");
        }
        let text = exported(&index, format, "id:other-wording");
        assert!(text.contains("another rendering of first") && text.contains("credibility 4, doubtful"), "{format}");
        let text = exported(&index, format, "id:denial");
        assert!(text.contains("disputes Anna Arden (first)"), "{format}: {text}");
        assert!(!text.contains("doubtful") && !text.contains("possibly"), "{format}");
        let text = exported(&index, format, "id:talks,rumour");
        let account = if format == "markdown" {
            "Conflicting account of the duration: Bela Born: 5 h"
        } else {
            "conflicting accounts of the duration"
        };
        assert!(text.contains(account), "{format}: {text}");
        assert!(text.contains("credibility 6, cannot be judged"), "{format}: {text}");
    }
    let json: Value = serde_json::from_str(&exported(&index, "json", "id:first")).expect("JSON");
    let first = &json["records"][0];
    assert_eq!(first["credibility"], 3);
    assert_eq!(first["disputed_by"], serde_json::json!(["denial"]));
    assert_eq!(first["corrected_by"], serde_json::json!(["correction"]));
    assert_eq!(first["renderings"], serde_json::json!(["other-wording"]));
    // Where the other quotes are in a TOML file too, their keys say it; else its head does.
    let whole = exported(&index, "toml", "");
    assert!(!whole.contains("# Caveat") && whole.contains("rendering-of = \"first\""), "{whole}");
    let part = exported(&index, "toml", "id:first,other-wording");
    for line in ["first is disputed by denial, which", "first is corrected by correction, which"] {
        assert!(part.contains(&format!("# Caveat: {line} is not in this file")), "{part}");
    }
    assert!(!part.contains("another rendering"), "{part}");
    assert!(
        exported(&index, "toml", "id:other-wording").contains("# Caveat: other-wording is another rendering of first,")
    );
    for line in ["credibility = 3", "Not seen again"] {
        assert!(part.contains(line), "{part}");
    }
}

#[test]
fn the_table_of_quotes_has_a_column_for_caveats() {
    let file = DataFile::new(DOUBTS);
    for format in ["csv", "markdown", "json"] {
        let text = stdout(&["quotes", file.path(), "-q", "id:first", "-f", format]);
        for caveat in FIRST {
            assert!(text.contains(caveat), "{format}: {caveat}: {text}");
        }
    }
}

/// A plan of two versions, one event that cites the first, one that cites the plan, one that cites nothing.
const PLAN: &str = r#"
[dataset]
title = "T"
[party.p]
name = "Party"
[topic.army]
name = "Army"
[source.s]
publisher = "Gazette"
title = "G"
[proposal.plan]
name = "The Plan"
kind = "plan"
by = ["p"]
note = "As reported"
[[proposal.plan.version]]
id = "1"
name = "First draft"
when = 2025-06-01
published = 2025-06-05
count = 28
summary = "Twenty-eight points"
status = "tabled"
authenticity = "leaked"
sources = ["s"]
[[proposal.plan.version.point]]
number = 1
text = "An army of 600,000"
topic = "army"
state = "open"
[[proposal.plan.version.point]]
number = "2a"
text = "=Elections in 100 days"
from = ["2"]
[[proposal.plan.version]]
id = "2"
name = "Second draft"
when = 2025-06-03
parents = ["plan@1"]
summary = "Nineteen points"
changes = "Nine points less"
[proposal.other]
name = "Nobody cites it"
[[event]]
id = "version"
title = "V"
kind = "talks"
when = 2025-06-04
proposals = ["plan@1"]
[[event]]
id = "none"
title = "N"
kind = "talks"
when = 2025-06-05
"#;

fn points(index: &Index, format: &str, query: &str) -> String {
    export(index, format, query, Some(RecordKind::Points))
}

/// An export with the appendix of a brief.
fn export(index: &Index, format: &str, query: &str, part: Option<RecordKind>) -> String {
    let selection = select(index, query).expect(query);
    written(&Export { with_points: true, part, ..export_of(index, &selection, query) }, format)
}

#[test]
fn exports_carry_the_proposals_that_records_cite_with_versions_and_points() {
    let index = indexed(PLAN);
    let json: Value = serde_json::from_str(&exported(&index, "json", "id:version")).expect("JSON");
    let proposals = json["proposals"].as_array().expect("a list");
    assert_eq!(proposals.len(), 1);
    let versions = &proposals[0]["versions"];
    assert_eq!((&versions[0]["id"], &versions[1]["id"]), (&"plan@1".into(), &"plan@2".into()));
    assert_eq!(versions[0]["points"][0]["text"], "An army of 600,000");
    assert_eq!(versions[0]["points"][0]["topic"]["name"], "Army");
    assert_eq!(versions[0]["points"][1]["from"], serde_json::json!(["2"]));
    assert_eq!(versions[1]["parents"], serde_json::json!(["plan@1"]));
    assert_eq!(versions[0]["sources"][0]["publisher"], "Gazette");
    let json: Value = serde_json::from_str(&exported(&index, "json", "id:none")).expect("JSON");
    assert_eq!(json["proposals"], serde_json::json!([]));
    // Line by line it is the same.
    assert_eq!(exported(&index, "jsonl", "").lines().count(), 2, "records, unless asked for more");
    let lines = export(&index, "jsonl", "", None);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
    let mut last = lines[2].clone();
    for key in ["dataset", "query", "exported"] {
        assert!(last.as_object_mut().expect("an object").remove(key).is_some(), "{key}");
    }
    assert_eq!(last.as_object_mut().expect("an object").remove("type"), Some("proposal".into()));
    assert_eq!(last, proposals[0]);

    assert!(!exported(&index, "markdown", "id:version").contains("army"), "only on request");
    let brief = export(&index, "markdown", "id:version", None);
    let appendix = brief.split("## Proposals").nth(1).expect("an appendix");
    let order = [
        "### The Plan",
        "#### First draft[^1]",
        "28 points reported",
        "- 1: An army of 600,000 (Army)",
        "- 2a:",
        "#### Second draft",
        "Changes: Nine points less",
        "## Sources",
        "Gazette",
    ];
    let mut from = 0;
    for part in order {
        from += appendix[from..].find(part).unwrap_or_else(|| panic!("{part} after {}: {brief}", &appendix[..from]));
    }
    assert!(!export(&index, "markdown", "id:none", None).contains("Proposals"));

    let again = load_texts(vec![FileText { name: "again".into(), text: exported(&index, "toml", "id:version") }]);
    assert!(!again.has_errors(), "{:#?}", again.faults);
    let again = Index::new(std::sync::Arc::new(again.dataset));
    assert_eq!(again.dataset.proposals.len(), 1);
    assert_eq!(ids(&again, "point:army"), ["version"]);
    assert_eq!(
        exported(&again, "json", "").split("\"proposals\": [\n").nth(1),
        exported(&index, "json", "id:version").split("\"proposals\": [\n").nth(1)
    );
}

#[test]
fn points_are_a_table_of_their_own() {
    let index = indexed(PLAN);
    let table = CsvTable::read(&points(&index, "csv", ""));
    let cell = |row: usize, name: &str| table.cell(&table.rows[row], name).to_owned();
    // A version of which no point is known has a row too.
    let found: Vec<(String, String, String)> =
        (0..table.rows.len()).map(|row| (cell(row, "version_id"), cell(row, "number"), cell(row, "text"))).collect();
    let expected =
        [("plan@1", "1", "An army of 600,000"), ("plan@1", "2a", "'=Elections in 100 days"), ("plan@2", "", "")];
    assert_eq!(found, expected.map(|(version, number, text)| (version.to_owned(), number.to_owned(), text.to_owned())));
    assert_eq!(
        (cell(0, "topic"), cell(0, "state"), cell(1, "from"), cell(2, "summary")),
        ("Army".into(), "open".into(), "2".into(), "Nineteen points".into())
    );
    assert_eq!((cell(0, "sources"), cell(2, "parents")), ("Gazette".into(), "plan@1".into()));
    assert_eq!(points(&index, "csv", "id:none").lines().count(), 1, "nothing is cited");
    // In the other formats the records are left out.
    let json: Value = serde_json::from_str(&points(&index, "json", "")).expect("JSON");
    assert_eq!(
        (json["records"].as_array().map(Vec::len), json["proposals"].as_array().map(Vec::len)),
        (Some(0), Some(1))
    );
    assert!(
        points(&index, "toml", "").contains("An army of 600,000") && !points(&index, "toml", "").contains("[[event]]")
    );
    assert!(points(&index, "markdown", "").contains("An army of 600,000"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("points.csv");
    let name = file.to_str().expect("UTF-8");
    let ran = demarche(&["export", "-q", "proposal:us-plan@28 is:event", "--table", "points", "-o", name]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.starts_with("Wrote ") && said.contains(" points to "), "{said}");
    let written = std::fs::read_to_string(&file).expect("a file");
    assert!(written.contains("us-plan@28,"), "{written}");
}
