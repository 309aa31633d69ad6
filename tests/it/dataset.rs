//! Loading: valid and invalid data, and how faults are reported.

use demarche::dataset::{DataFiles, builtin, load, load_texts};
use demarche::diagnostic::{FileText, Severity, one_line, report};
use insta::assert_snapshot;

use crate::support::{indexed, loaded};

const SMALL: &str = include_str!("data/small.toml");

fn faults(text: &str) -> String {
    let loaded = loaded(text);
    let reports: Vec<String> = loaded.faults.iter().map(|fault| report(fault, &loaded.texts, false)).collect();
    reports.join("\n\n")
}

/// A minimal dataset plus `rest`.
fn with(rest: &str) -> String {
    format!("[dataset]\ntitle = \"T\"\n{rest}")
}

#[test]
fn the_small_dataset_has_no_faults_and_every_table() {
    let index = indexed(SMALL);
    let dataset = &index.dataset;
    assert_eq!((dataset.events.len(), dataset.quotes.len(), dataset.views.len()), (4, 4, 1));
    assert_eq!((dataset.parties.len(), dataset.persons.len(), dataset.topics.len()), (3, 3, 3));
    assert_eq!((dataset.sources.len(), dataset.proposals.len(), dataset.kinds.len()), (3, 1, 1));
    let warnings: Vec<String> = loaded(SMALL).faults.into_iter().map(|fault| fault.message).collect();
    assert_eq!(warnings, Vec::<String>::new());
}

#[test]
fn quotes_without_an_id_are_numbered_within_their_event() {
    let index = indexed(SMALL);
    let ids: Vec<&str> = index.dataset.quotes.iter().map(|(_, quote)| &*quote.id).collect();
    assert_eq!(ids, ["anna-yes", "talks#2", "talks#3", "quote#1"]);
}

#[test]
fn quotes_inherit_only_missing_fields_from_their_event() {
    let index = indexed(SMALL);
    let dataset = &index.dataset;
    let quote = |id: &str| &dataset.quotes[dataset.quotes.find(id).expect(id)];
    let topics = |id: &str| {
        dataset.quote_topics(quote(id)).iter().map(|&topic| dataset.topics[topic].id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(topics("anna-yes"), ["river"]);
    assert_eq!(topics("talks#2"), ["land", "trade"]);
    assert_eq!(dataset.quote_sources(quote("anna-yes")).len(), 2);
    assert_eq!(dataset.quote_sources(quote("talks#2")).len(), 1);
    assert_eq!(
        dataset.quote_when(quote("anna-yes")).map(|when| &*when.raw),
        Some("2025-06-10T22:00~/2025-06-11 night")
    );
}

#[test]
fn offices_are_those_held_at_the_time() {
    let index = indexed(SMALL);
    let anna = &index.dataset.persons[index.dataset.persons.find("anna").expect("anna")];
    let day = |days: i64| Some(days * 86_400);
    assert_eq!(anna.title_at(day(20_209)), Some("Deputy"), "on 2025-05-01");
    assert_eq!(anna.title_at(day(20_240)), Some("Head"), "on 2025-06-01");
    let office = index.dataset.parties.find("north-office");
    assert_eq!((anna.party_at(day(20_240)), anna.party_at(day(20_209))), (office, index.dataset.parties.find("north")));
}

/// Twenty common mistakes in one file.
const MISTAKES: &str = r#"
[dataset]
title = "Mistakes"
timezone = "MSK"
coverage = "2025-11/2025-12"

[party.ru]
name = "Russia"
kind = "stat"
country = "Russia"
color = "rde"

[person.Putin]
name = "Vladimir Putin"
party = "rus"

[person.ushakov]
nme = "Yury Ushakov"

[person.ushakov]
name = "Another Ushakov"

[place.kremlin]
name = "The Kremlin"
lat = 455.7

[source.a]
title = "A title"
url = "ftp://example.org"
reliability = "Z"

[[event]]
id = "talks"
title = ""
kind = "talk"
when = "2025-12-02 20:00"
duration = "five hours"
place = "kremlin"
topics = "territory"
delegations = [{ party = "ru", people = ["ushakof"] }]
sources = ["b"]

[[event]]
id = "talks"
title = "The same id"
kind = "talks"
when = "2025-12-04/2025-12-02"
part-of = "nothing"

[[quote]]
event = "talks"
text = "A quote without a speaker"
stance = "agrees"

[[quote]]
event = "talk"
speaker = "ushakov"
text = "Of no event"
"#;

#[test]
fn every_mistake_is_reported_with_its_location_and_a_suggestion() {
    let loaded = loaded(MISTAKES);
    let errors = loaded.faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    assert!(errors >= 20, "{errors}");
    assert!(loaded.faults.iter().all(|fault| fault.place.is_some()));
    assert_snapshot!(faults(MISTAKES));
}

#[test]
fn only_faulty_records_are_left_out() {
    let loaded = loaded(&format!(
        "{SMALL}\n[[event]]\nid = \"bad\"\ntitle = \"x\"\nkind = \"talks\"\nwhen = \"soon\"\n[[quote]]\nevent = \"bad\"\nspeaker = \"anna\"\ntext = \"x\"\n"
    ));
    assert_eq!((loaded.dataset.events.len(), loaded.dataset.quotes.len()), (4, 4));
    assert_eq!(loaded.left_out, 2, "the event and its quote");
    assert_eq!(
        loaded.faults.iter().filter(|fault| fault.severity == Severity::Error).count(),
        1,
        "one fault per mistake"
    );
}

#[test]
fn cyclic_references_are_reported_once() {
    let text = with(
        "[topic.a]\nname = \"A\"\nparent = \"b\"\n[topic.b]\nname = \"B\"\nparent = \"a\"\n\
         [[event]]\nid = \"x\"\ntitle = \"X\"\nkind = \"talks\"\nfollows = [\"y\"]\n\
         [[event]]\nid = \"y\"\ntitle = \"Y\"\nkind = \"talks\"\nfollows = [\"x\"]\n",
    );
    let cycles: Vec<String> = loaded(&text)
        .faults
        .into_iter()
        .map(|fault| fault.message)
        .filter(|message| message.contains("cyclic"))
        .collect();
    assert_eq!(cycles, ["cyclic parent: a → b → a", "cyclic follows: x → y → x"]);
}

#[test]
fn probable_mistakes_are_warnings() {
    let text = with(
        "coverage = \"2025-12\"\n\
         [party.p]\nname = \"P\"\n[person.a]\nname = \"A\"\nparty = \"p\"\n[person.unused]\nname = \"U\"\n[topic.t]\nname = \"T\"\n\
         [source.s]\npublisher = \"S\"\ntitle = \"T\"\nurl = \"https://example.org\"\npublished = 2025-11-01\n\
         [source.s2]\npublisher = \"S\"\ntitle = \"T\"\nurl = \"https://example.org\"\npublished = 2025-12-20\n\
         [[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-12-10\nsources = [\"s\", \"s2\"]\n\
         delegations = [{ party = \"p\", people = [\"a\"] }, { party = \"p\", people = [\"a\"] }]\n\
         [[event]]\nid = \"f\"\ntitle = \"F\"\nkind = \"talks\"\nwhen = 2026-02-01\nstatus = \"cancelled\"\nresult = \"partial\"\n\
         [[event]]\nid = \"g\"\ntitle = \"G\"\nkind = \"talks\"\nwhen = 2026-03-02\nsources = [\"s2\"]\n\
         [[quote]]\nevent = \"e\"\nspeaker = \"a\"\nwhen = 2025-12-11\npublished = 2025-12-09\ntext = \"x\u{202e}\"\ntranslated = \"outlet\"\nstance = \"conditional\"\n",
    );
    let text = format!("{text}text2 = \"\"\n").replace("text2 = \"\"\n", "");
    let long = "word ".repeat(61);
    let text = format!("{text}[[quote]]\nevent = \"e\"\nspeaker = \"a\"\ntext = \"{long}\"\ntopics = [\"t\"]\n");
    assert_snapshot!(faults(&text));
}

#[test]
fn invalid_toml_does_not_hide_other_files() {
    let texts = [
        ("a.toml", "[dataset]\ntitle = \"T\"\n"),
        ("b.toml", "[[event]]\nid = \n"),
        ("c.toml", "[person.p]\nnmae = \"P\"\n"),
    ];
    let texts = texts.map(|(name, text)| demarche::diagnostic::FileText { name: name.into(), text: text.into() });
    let loaded = demarche::dataset::load_texts(texts.to_vec());
    let lines: Vec<String> =
        loaded.faults.iter().map(|fault| demarche::diagnostic::one_line(fault, &loaded.texts)).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with("b.toml:2:6: invalid TOML"), "{}", lines[0]);
    assert_eq!(lines[1], "c.toml:1:1: missing key \"name\"");
    assert_eq!(lines[2], "c.toml:2:1: unknown key \"nmae\"");
}

#[test]
fn files_in_folders_are_read_in_bytewise_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write("b.toml", b"\xef\xbb\xbf[dataset]\r\ntitle = \"T\"\r\n");
    write("a/z.toml", b"[[event]]\nid = \"first\"\ntitle = \"1\"\nkind = \"talks\"\n");
    write("a.toml", b"[[event]]\nid = \"second\"\ntitle = \"2\"\nkind = \"talks\"\n");
    write(".hidden.toml", b"not toml at all");
    write("notes.txt", b"not toml at all");
    let loaded = load(&DataFiles::new(vec![folder.path().into()]), &|_| {});
    let ids: Vec<&str> = loaded.dataset.events.iter().map(|(_, event)| &*event.id).collect();
    assert_eq!(ids, ["second", "first"], "a.toml comes before a/z.toml");
    assert!(loaded.faults.iter().all(|fault| fault.severity == Severity::Warning));
    write("broken.toml", b"title = \"\xff\"");
    let loaded = load(&DataFiles::new(vec![folder.path().into()]), &|_| {});
    let fault = loaded.faults.iter().find(|fault| fault.severity == Severity::Error).expect("a fault");
    assert_eq!(fault.message, "invalid UTF-8");
    assert_eq!(loaded.dataset.events.len(), 2, "the other files are read");
}

#[test]
fn a_folder_without_data_and_a_missing_path_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = load(&DataFiles::new(vec![folder.path().into()]), &|_| {});
    assert!(empty.faults[0].message.starts_with("no TOML files in "));
    let missing = load(&DataFiles::new(vec![folder.path().join("nothing")]), &|_| {});
    assert!(missing.faults[0].message.contains("cannot read") && missing.has_errors());
}

#[test]
fn chunked_reading_equals_reading_the_whole_file() {
    let mut text = with("");
    for n in 0..300 {
        text.push_str(&format!("[[event]]\nid = \"e{n}\"\ntitle = \"\"\"\n[[event]]\nnot a header {n}\"\"\"\nkind = \"talks\"\nwhen = 2025-01-01\n"));
    }
    // Chunks are split at table headers, even in strings; parsing then fails, and the file is read as a whole.
    let loaded = loaded(&text);
    assert_eq!(loaded.dataset.events.len(), 300);
    assert_eq!(loaded.dataset.event_origins[299].line, 3 + 299 * 7);
}

#[test]
fn wikidata_items_are_q_and_a_number_for_party_person_and_place() {
    let record = |table: &str, item: &str| with(&format!("[{table}.a]\nname = \"A\"\nwikidata = \"{item}\"\n"));
    for table in ["party", "person", "place"] {
        for item in ["7747", "Q0", "Q07", "Q", "q7747", "Q7747 ", "https://www.wikidata.org/wiki/Q7747"] {
            let reported = faults(&record(table, item));
            assert!(reported.contains(&format!("invalid Wikidata item \"{item}\"")), "{table}: {reported}");
        }
        assert!(!faults(&record(table, "Q7747")).contains("Wikidata"), "{table}");
    }
}

#[test]
fn built_in_files_match_the_data_folder() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (files, faults) = demarche::dataset::gather::gather(std::slice::from_ref(&root));
    assert!(faults.is_empty());
    let names: Vec<String> =
        files.iter().map(|file| file.strip_prefix(&root).expect("below it").display().to_string()).collect();
    let inside: Vec<&str> = builtin::FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(inside, names);
}

#[test]
fn faults_beyond_65535_files_have_the_right_location() {
    let text = |at: usize| {
        match at {
        0 => "[dataset]\ntitle = \"T\"\n".to_owned(),
        69_999 => "[[event]]\nid = \"last\"\ntitle = \"L\"\nkind = \"talk\"\n[[event]]\nid = \"good\"\ntitle = \"G\"\nkind = \"talks\"\n".to_owned(),
        _ => String::new(),
    }
    };
    let texts = (0..70_000).map(|at| FileText { name: format!("{at}.toml"), text: text(at) }).collect();
    let loaded = load_texts(texts);
    let fault = loaded.faults.iter().find(|fault| fault.severity == Severity::Error).expect("a fault");
    assert!(one_line(fault, &loaded.texts).starts_with("69999.toml:4:8: "), "{}", one_line(fault, &loaded.texts));
    let origin = loaded.dataset.event_origins[0];
    assert_eq!((loaded.dataset.files[origin.file as usize].to_str(), origin.line), (Some("69999.toml"), 5));
}

#[test]
fn an_event_of_a_faulty_kind_is_left_out_with_its_quotes() {
    let kind = "[kind.race]\nname = \"race\"\nlike = \"meting\"\n";
    let event = "[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"race\"\n[[event]]\nid = \"other\"\ntitle = \"O\"\nkind = \"talks\"\n";
    let quote = "[[quote]]\nevent = \"e\"\nspeaker-desc = \"an official\"\ntext = \"x\"\n";
    let loaded = loaded(&with(&format!("{kind}{event}{quote}")));
    let ids: Vec<&str> = loaded.dataset.events.iter().map(|(_, event)| &*event.id).collect();
    assert_eq!((ids, loaded.dataset.quotes.len(), loaded.dataset.kinds.len()), (vec!["other"], 0, 0));
    assert_eq!(loaded.left_out, 3);
}

#[test]
fn unused_kind_is_a_warning() {
    let loaded = loaded(&with("[kind.race]\nname = \"race\"\nlike = \"meeting\"\n"));
    let messages: Vec<&str> = loaded.faults.iter().map(|fault| &*fault.message).collect();
    assert_eq!(messages, ["kind \"race\" is never referenced"]);
}

#[test]
fn view_with_an_invalid_query_is_an_error_and_left_out() {
    let text = with(
        "[[view]]\nid = \"bad\"\ntitle = \"B\"\nquery = \"person:nobody\"\n\
         [[view]]\nid = \"good\"\ntitle = \"G\"\nquery = \"kind:talks\"\n",
    );
    let workspace = demarche::workspace::from_loaded(loaded(&text));
    let views: Vec<&str> = workspace.index.dataset.views.iter().map(|view| &*view.id).collect();
    assert_eq!((views, workspace.loaded.left_out), (vec!["good"], 1));
    let fault = &workspace.loaded.faults[0];
    assert_eq!(one_line(fault, &workspace.loaded.texts), "data.toml:6:17: view \"bad\": unknown person \"nobody\"");
}
