//! Datasets in three files that can be changed, and random changes of them.

use std::fmt::Write;
use std::time::{Duration, SystemTime};

use crate::dataset::DataFiles;
use crate::dataset::versions::write_at;
use crate::reference_tests::random::{ACTORS, Random};

/// The number of files with records, and of events and quotes in each at first.
pub(super) const FILES: usize = 3;
const EVENTS: usize = 3;
const QUOTES: usize = 4;

/// Everything that has no records but [`ACTORS`], and an event that refers to all of it.
const NAMES: &str = r#"
[dataset]
title = "Random"
timezone = "Europe/Kyiv"
[source.s0]
publisher = "Gazette"
title = "Talks at the river"
published = 2025-03-01
[source.s1]
publisher = "Courier"
title = "Memoir"
via = "s0"
[proposal.p0]
name = "Plan"
[[proposal.p0.version]]
id = "0"
name = "First"
when = 2025-01-10
sources = ["s0"]
[[proposal.p0.version]]
id = "1"
name = "Second"
when = 2025-01-20
sources = ["s1"]
[[view]]
id = "anna"
title = "Anna"
query = "by:anna or tag:ferry"
[[event]]
id = "all"
title = "All that is named"
kind = "talks"
when = 2025-01-09
place = "x0"
delegations = [{ party = "ministry", people = ["anna", "bela"] }]
topics = ["t0", "t1"]
proposals = ["p0"]
sources = ["s0", "s1", "own0", "own1", "own2"]
tags = ["ferry"]
[[event.report]]
on = 2025-01-08
place = "x1"
status = "planned"
[[event.report]]
on = 2025-01-07
place = "x2"
"#;

/// Files of which each record is determined by its number and its seeds.
pub(super) struct Files {
    pub(super) folder: tempfile::TempDir,
    /// By file: its records.
    pub(super) records: Vec<Vec<Row>>,
    /// By file: a comment before the records, and the title of its source.
    pub(super) heads: Vec<(String, u64)>,
    written: u64,
}

/// A record.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) is_quote: bool,
    pub(super) number: usize,
    /// Determines what it says.
    pub(super) says: u64,
    /// Determines the event and the quotes and events to which it belongs.
    pub(super) belongs: u64,
    /// The event of a quote, if it is this one in any case.
    pub(super) event: Option<usize>,
}

impl Files {
    pub(super) fn new(seed: u64) -> Self {
        let random = &mut Random(seed | 1);
        let rows = |file: usize, random: &mut Random| {
            let mut rows: Vec<Row> = Vec::new();
            let events = (0..EVENTS).map(|nth| (false, file * EVENTS + nth));
            for (is_quote, number) in events.chain((0..QUOTES).map(|nth| (true, file * QUOTES + nth))) {
                let row = Row { is_quote, number, says: random.next(), belongs: random.next(), event: None };
                rows.insert(random.below(rows.len() + 1), row);
            }
            rows
        };
        let records = (0..FILES).map(|file| rows(file, random)).collect();
        let heads = vec![(String::new(), 0); FILES];
        let folder = tempfile::tempdir().expect("a folder");
        let mut files = Self { folder, records, heads, written: 0 };
        files.write("0-names.toml", &format!("{ACTORS}{NAMES}"));
        (0..FILES).for_each(|file| files.write_records(file));
        files
    }

    pub(super) fn input(&self) -> DataFiles {
        DataFiles::Paths(vec![self.folder.path().to_owned()])
    }

    /// Writes a file, as if long ago, at another time than before.
    pub(super) fn write(&mut self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        self.written += 1;
        write_at(&path, text, SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + self.written));
    }

    pub(super) fn write_records(&mut self, file: usize) {
        self.write(&format!("{}-records.toml", file + 1), &self.text(file));
    }

    pub(super) fn text(&self, file: usize) -> String {
        let (comment, title) = &self.heads[file];
        let mut out = format!(
            "{comment}[source.own{file}]\npublisher = \"Gazette\"\ntitle = \"Own {title}\"\npublished = 2025-02-20\n"
        );
        for row in &self.records[file] {
            row.write(&mut out);
        }
        out
    }
}

impl Row {
    fn write(&self, out: &mut String) {
        let (says, belongs) = (&mut Random(self.says | 1), &mut Random(self.belongs | 1));
        let number = self.number;
        let source = says.one(&["s0", "s1", "own0", "own1"]);
        if self.is_quote {
            let id = if number.is_multiple_of(3) || belongs.chance(50) {
                format!("id = \"q{number}\"\n")
            } else {
                String::new()
            };
            let (speaker, text) = (says.one(&["anna", "bela", "north"]), says.words());
            let _ = write!(out, "[[quote]]\n{id}speaker = \"{speaker}\"\ntext = \"{text}\"\n");
            let _ = writeln!(out, "sources = [\"{source}\"]");
            let any = belongs.chance(75).then(|| belongs.below(FILES * EVENTS));
            if let Some(event) = self.event.or(any) {
                let _ = writeln!(out, "event = \"e{event}\"");
            }
            for (random, percent, key) in [(&mut *belongs, 30, "rendering-of"), (&mut *says, 30, "disputes")] {
                if number > 0 && random.chance(percent) {
                    let other = format!("\"q{}\"", random.below(number.min(FILES * QUOTES).div_ceil(3)) * 3);
                    let list = if key == "disputes" { format!("[{other}]") } else { other };
                    let _ = writeln!(out, "{key} = {list}");
                }
            }
        } else {
            let (title, kind) = (says.words(), says.one(&["talks", "statement", "meeting", "call"]));
            let _ = write!(out, "[[event]]\nid = \"e{number}\"\ntitle = \"{title}\"\nkind = \"{kind}\"\n");
            // A warning, if it has none.
            if !belongs.chance(3) {
                let _ = writeln!(out, "sources = [\"{source}\"]");
            }
            for (percent, key) in [(40, "follows"), (20, "part-of")] {
                if number > 0 && belongs.chance(percent) {
                    let other = format!("\"e{}\"", belongs.below(number.min(FILES * EVENTS)));
                    let list = if key == "follows" { format!("[{other}]") } else { other };
                    let _ = writeln!(out, "{key} = {list}");
                }
            }
        }
        if says.chance(70) {
            let _ = writeln!(out, "topics = [\"t{}\"]", says.below(2));
            if self.is_quote && says.chance(50) {
                let _ = writeln!(out, "stance = \"{}\"", says.one(&["accepts", "rejects"]));
            }
        } else if self.is_quote && says.chance(2) {
            // A fault if it has no event, or that is on something else.
            out.push_str("stance = { t1 = \"accepts\" }\n");
        }
        let mut maybe = |percent: usize, key: &str, value: &dyn Fn(&mut Random) -> String| {
            if says.chance(percent) {
                let _ = writeln!(out, "{key} = {}", value(says));
            }
        };
        maybe(if self.is_quote { 30 } else { 85 }, "when", &|random| format!("\"{}\"", random.when()));
        maybe(40, "place", &|random| format!("\"x{}\"", random.below(2)));
        maybe(20, "tags", &|_| "[\"ferry\", \"ice\"]".into());
        maybe(30, "note", &|random| format!("\"{}\"", random.words()));
        maybe(30, "proposals", &|random| format!("[\"p0@{}\"]", random.below(2)));
        if self.is_quote {
            maybe(20, "outlet", &|random| format!("\"{}\"", random.one(&["Gazette", "Courier"])));
        } else {
            maybe(30, "outcome", &|random| format!("\"{}\"", random.words()));
            maybe(30, "summary", &|random| format!("\"{}\"", random.words()));
            maybe(15, "status", &|random| format!("\"{}\"", random.one(&["planned", "cancelled"])));
            maybe(20, "seq", &|random| random.below(4).to_string());
            maybe(40, "delegations", &|_| "[{ party = \"ministry\", people = [\"anna\"] }]".into());
            if says.chance(30) {
                let _ = write!(out, "[[event.report]]\non = {}\nplace = \"x{}\"\n", says.day(), says.below(2));
            }
        }
    }
}

/// A row that nothing refers to yet.
pub(super) fn added(random: &mut Random, is_quote: bool, event: Option<usize>) -> Row {
    let number = 100 + random.below(900);
    Row { is_quote, number, says: random.next(), belongs: random.next(), event }
}

/// Changes a file, or two: records are changed, added, removed, moved, split; sometimes more than that.
pub(super) fn edit(files: &mut Files, random: &mut Random) {
    let (file, other) = (random.below(FILES), random.below(FILES));
    let rows = &mut files.records[file];
    for _ in 0..random.below(3) {
        let at = random.below(rows.len());
        rows[at].says = random.next();
    }
    let (at, last) = (random.below(rows.len()), rows.len() - 1);
    let is_quote = random.chance(60);
    match random.below(26) {
        0 => rows[at].belongs = random.next(),
        1 | 2 if last > 3 => drop(rows.remove(at)),
        3 if last > 3 => drop(rows.remove(last)),
        4 if last > 3 => drop(rows.remove(0)),
        5 | 6 => rows.swap(at, 0),
        7 | 8 => rows.insert(at, added(random, is_quote, None)),
        9 => rows.insert(0, added(random, is_quote, None)),
        10 => rows.push(added(random, is_quote, None)),
        // An event with its quotes.
        11 | 12 => {
            let event = added(random, false, None);
            let quotes = [(); 2].map(|()| added(random, true, Some(event.number)));
            rows.splice(at..at, [event].into_iter().chain(quotes));
        }
        // Another quote of an event that has some.
        13 | 14 => {
            let event = random.below(FILES * EVENTS);
            rows.insert(at, added(random, true, Some(event)));
        }
        // A record is split in two.
        15 | 16 => {
            let half = Row { number: 100 + random.below(900), says: random.next(), ..rows[at].clone() };
            rows.insert(at + 1, half);
        }
        // To another file.
        17..=19 if last > 3 => {
            let row = rows.remove(at);
            let rows = &mut files.records[other];
            rows.insert(random.below(rows.len() + 1), row);
        }
        // An id twice.
        20 if random.chance(30) => {
            let row = rows[at].clone();
            files.records[other].push(row);
        }
        21 if random.chance(30) => files.heads[file].1 += 1,
        22 => rows.reverse(),
        23 => files.heads[file].0.insert_str(0, "# A line more.\n"),
        _ => {}
    }
    files.write_records(file);
    if other != file {
        files.write_records(other);
    }
}
