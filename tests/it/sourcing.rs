//! On what the records rest: independent origins in queries, and the shipped dataset counted a second time from its files.

use std::collections::{BTreeMap, BTreeSet};

use demarche::dataset::builtin;
use demarche::model::when::Limit;

use crate::support::{Screen, ids, indexed, select, shipped};

/// Sources `a` and `b`, the copies `a2` of `a`, `a3` of `a2` and `b2` of `b`, and a quote for each list of sources.
fn copies(quotes: &[(&str, &str)]) -> String {
    let source = |id: &str, rest: &str| {
        format!("[source.{id}]\npublisher = \"{id}\"\ntitle = \"T\"\npublished = 2025-01-02\n{rest}\n")
    };
    let sources = [
        source("a", "class = \"state-media\""),
        source("a2", "via = \"a\"\nclass = \"wire\""),
        source("a3", "via = \"a2\"\nclass = \"newspaper\""),
        source("b", "class = \"official\"").replace("01-02", "01-09"),
        source("b2", "via = \"b\"\nclass = \"newspaper\"").replace("01-02", "01-09"),
    ];
    let quote = |(id, cited): &(&str, &str)| {
        let cited: Vec<String> = cited.split_whitespace().map(|id| format!("\"{id}\"")).collect();
        let cited = cited.join(", ");
        format!(
            "[[quote]]\nid = \"{id}\"\nspeaker = \"p\"\nwhen = 2025-01-01\nchannel = \"leak\"\ntext = \"T\"\nsources = [{cited}]\n"
        )
    };
    let quotes: String = quotes.iter().map(quote).collect();
    format!("[dataset]\ntitle = \"T\"\n[person.p]\nname = \"P\"\n{}{quotes}", sources.concat())
}

const QUOTES: &[(&str, &str)] = &[
    ("none", ""),
    ("one", "a"),
    ("copy", "a3"),
    ("copies", "a a2 a3"),
    ("siblings", "a3 a2"),
    ("both", "a b"),
    ("both-copied", "b2 a3 a2 b"),
    ("other", "b2"),
];

#[test]
fn copies_of_one_source_are_one_origin() {
    let index = indexed(&copies(QUOTES));
    for (query, expected) in [
        ("sources:0", "none"),
        ("sources:1", "one copy copies siblings other"),
        ("sources:2", "both both-copied"),
        ("sources:=2", "both both-copied"),
        ("sources:3", ""),
        ("sources:>=1", "one copy copies siblings both both-copied other"),
        ("sources:>1", "both both-copied"),
        ("sources:<2", "none one copy copies siblings other"),
        ("sources:<=0", "none"),
        ("sources:>2", ""),
        ("sources:0,2", "none both both-copied"),
        ("sources:1..2", "one copy copies siblings both both-copied other"),
        ("sources:2..", "both both-copied"),
        ("sources:..1", "none one copy copies siblings other"),
        ("-sources:1", "none both both-copied"),
        ("sources:4294967295", ""),
        // The original stands behind its copies, so its class is that of what they carry.
        ("class:state-media", "one copy copies siblings both both-copied"),
        ("class:state-media sources:1", "one copy copies siblings"),
        ("class:newspaper", "copy copies siblings both-copied other"),
        ("class:wire", "copy copies siblings both-copied"),
    ] {
        assert_eq!(ids(&index, query).join(" "), expected, "{query}");
    }
}

#[test]
fn a_quote_without_sources_rests_on_those_of_its_event() {
    let text = copies(&[]).replace("[person.p]", "[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nsources = [\"a2\", \"b\"]\n[[quote]]\nid = \"q\"\nevent = \"e\"\nspeaker = \"p\"\ntext = \"T\"\n[person.p]");
    assert_eq!(ids(&indexed(&text), "sources:2"), ["e", "q"]);
}

#[test]
fn on_an_earlier_day_only_what_was_out_counts() {
    let index = indexed(&copies(QUOTES));
    let index = index.as_of(Limit::civil(1_736_208_000)); // 2025-01-07
    assert_eq!(ids(&index, "id:both,both-copied sources:1"), ["both", "both-copied"]);
    assert_eq!(ids(&index, "sources:2"), Vec::<String>::new());
}

#[test]
fn a_wrong_number_of_sources_is_told_with_what_is_right() {
    for (query, place) in [
        ("sources:many", 8..12),
        ("sources:>=", 8..10),
        ("sources:-1", 8..10),
        ("sources:+1", 8..10),
        ("sources:1.5", 8..11),
        ("sources:3..2", 8..12),
        ("sources:..", 8..10),
        ("sources:1..x", 8..12),
        ("sources:<0", 8..10),
        ("sources:1,two", 10..13),
        ("sources:99999999999999999999", 8..28),
    ] {
        let error = select(shipped(), query).expect_err(query);
        assert_eq!(error.span(), place, "{query}");
        assert!(
            error.report(query).contains("expected one of 1, 2, >=2, <3, 1..3")
                || error.report(query).contains("Expected one of"),
            "{query}"
        );
    }
}

#[test]
fn completion_offers_the_numbers_that_occur_with_what_each_would_leave() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `class:state-media sources:`");
    let shown = screen.text();
    for number in ["1", "2", ">=2"] {
        let query = format!("class:state-media sources:{number}");
        let count = ids(shipped(), &query).len().to_string();
        let offered = shown.lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.windows(2).any(|pair| pair == [number, &*count])
        });
        assert!(offered, "{query} leaves {count}:\n{shown}");
    }
}

/// The records of the shipped files with the ids that each cites, and the sources, read as plain TOML.
struct Files {
    sources: BTreeMap<String, toml::Table>,
    cited: BTreeMap<String, Vec<String>>,
}

impl Files {
    fn read() -> Self {
        let (mut sources, mut rows) = (BTreeMap::new(), Vec::new());
        for (name, text) in builtin::FILES {
            let file: toml::Table = text.parse().expect(name);
            for (id, source) in file.get("source").and_then(toml::Value::as_table).into_iter().flatten() {
                sources.insert(id.clone(), source.as_table().expect("a source").clone());
            }
            for table in ["event", "quote"] {
                rows.extend(file.get(table).and_then(toml::Value::as_array).into_iter().flatten().cloned());
            }
        }
        let cited = |row: &toml::Value| -> Vec<String> {
            let list = row.get("sources").and_then(toml::Value::as_array).into_iter().flatten();
            list.map(|entry| entry.get("id").unwrap_or(entry).as_str().expect("an id").to_owned()).collect()
        };
        let id = |row: &toml::Value| row["id"].as_str().expect("an id").to_owned();
        let own: BTreeMap<String, Vec<String>> = rows.iter().map(|row| (id(row), cited(row))).collect();
        let effective = rows.iter().map(|row| {
            let event = row.get("event").and_then(toml::Value::as_str).filter(|_| own[&id(row)].is_empty());
            (id(row), event.map_or_else(|| own[&id(row)].clone(), |event| own[event].clone()))
        });
        Self { cited: effective.collect(), sources }
    }

    /// A source with all that it copies, the original last.
    fn chain(&self, source: &str) -> Vec<String> {
        let mut chain = vec![source.to_owned()];
        while let Some(via) = self.sources[&chain[chain.len() - 1]].get("via") {
            chain.push(via.as_str().expect("an id").to_owned());
        }
        chain
    }

    fn origins(&self, record: &str) -> BTreeSet<String> {
        self.cited[record].iter().filter_map(|source| self.chain(source).pop()).collect()
    }

    /// Whether a source of this class is cited or stands behind one that is.
    fn rests_on(&self, record: &str, class: &str) -> bool {
        let mut behind = self.cited[record].iter().flat_map(|source| self.chain(source));
        behind.any(|source| self.sources[&source].get("class").and_then(toml::Value::as_str) == Some(class))
    }

    fn select(&self, test: impl Fn(&str) -> bool) -> BTreeSet<String> {
        self.cited.keys().filter(|record| test(record)).cloned().collect()
    }
}

fn asked(query: &str) -> BTreeSet<String> {
    ids(shipped(), query).into_iter().collect()
}

#[test]
fn what_rests_on_one_state_medium_is_one_line() {
    let files = Files::read();
    assert_eq!(files.cited.len(), shipped().len());
    let expected = files.select(|record| files.origins(record).len() == 1 && files.rests_on(record, "state-media"));
    assert_eq!(asked("class:state-media sources:1"), expected);
    // Neither condition alone says it, and a page that was only reprinted elsewhere is not overlooked.
    assert!(asked("class:state-media").len() > expected.len() && asked("sources:1").len() > expected.len());
    let reprinted = |record: &&String| {
        !files.cited[*record]
            .iter()
            .any(|source| files.sources[source].get("class").and_then(toml::Value::as_str) == Some("state-media"))
    };
    assert!(expected.iter().filter(reprinted).count() > 10, "{expected:?}");
    let to_fox = asked("class:state-media sources:1 outlet:\"Fox News\"");
    assert!(
        !to_fox.is_empty() && to_fox.is_subset(&expected),
        "what Fox News was told and only a state medium passed on"
    );
}

#[test]
fn origins_of_all_records_are_as_the_files_have_them() {
    let files = Files::read();
    for number in 0..=12 {
        let expected = files.select(|record| files.origins(record).len() == number);
        assert_eq!(asked(&format!("sources:{number}")), expected, "{number}");
        let more = files.select(|record| files.origins(record).len() >= number);
        assert_eq!(asked(&format!("sources:>={number}")), more, "{number} or more");
    }
}
