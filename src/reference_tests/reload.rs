//! A dataset of which some files have been read again, against one loaded anew from the same files.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::as_of::{check, same_catalogs, same_dataset, same_lists, same_order, same_words};
use super::random::{ACTORS, FIRST_DAY, Random};
use crate::dataset::DataFiles;
use crate::dataset::versions::write_at;
use crate::model::when::{Clock, Limit};
use crate::workspace::{Previous, Workspace, open, open_again};

/// The number of files with records, and of events and quotes in each at first.
const FILES: usize = 3;
const EVENTS: usize = 3;
const QUOTES: usize = 4;
/// How many datasets are changed, and how often each.
const SEEDS: u64 = 48;
const EDITS: usize = 4;

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
struct Files {
    folder: tempfile::TempDir,
    /// By file: its records.
    records: Vec<Vec<Row>>,
    /// By file: a comment before the records, and the title of its source.
    heads: Vec<(String, u64)>,
    written: u64,
}

/// A record.
#[derive(Clone)]
struct Row {
    is_quote: bool,
    number: usize,
    /// Determines what it says.
    says: u64,
    /// Determines the event and the quotes and events to which it belongs.
    belongs: u64,
}

impl Files {
    fn new(seed: u64) -> Self {
        let random = &mut Random(seed | 1);
        let rows = |file: usize, random: &mut Random| {
            let mut rows: Vec<Row> = Vec::new();
            let events = (0..EVENTS).map(|nth| (false, file * EVENTS + nth));
            for (is_quote, number) in events.chain((0..QUOTES).map(|nth| (true, file * QUOTES + nth))) {
                let row = Row { is_quote, number, says: random.next(), belongs: random.next() };
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

    fn input(&self) -> DataFiles {
        DataFiles::Paths(vec![self.folder.path().to_owned()])
    }

    /// Writes a file, as if long ago, at another time than before.
    fn write(&mut self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        self.written += 1;
        write_at(&path, text, SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + self.written));
    }

    fn write_records(&mut self, file: usize) {
        self.write(&format!("{}-records.toml", file + 1), &self.text(file));
    }

    fn text(&self, file: usize) -> String {
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
            if belongs.chance(75) {
                let _ = writeln!(out, "event = \"e{}\"", belongs.below(FILES * EVENTS));
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
            if number > 0 && belongs.chance(40) {
                let _ = writeln!(out, "follows = [\"e{}\"]", belongs.below(number));
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

/// Changes a file: what records say, and sometimes more than that.
fn edit(files: &mut Files, random: &mut Random) {
    let file = random.below(FILES);
    let rows = &mut files.records[file];
    for _ in 0..random.below(3) {
        let at = random.below(rows.len());
        rows[at].says = random.next();
    }
    let at = random.below(rows.len());
    match random.below(12) {
        0 => rows[at].belongs = random.next(),
        1 if rows[at].is_quote && !rows[at].number.is_multiple_of(3) => drop(rows.remove(at)),
        2 => rows.swap(at, 0),
        3 => rows
            .insert(at, Row { is_quote: true, number: 101 + 3 * random.below(300), says: random.next(), belongs: 7 }),
        4 => files.heads[file].1 += 1,
        5 | 6 => files.heads[file].0.insert_str(0, "# A line more.\n"),
        _ => {}
    }
    files.write_records(file);
}

/// Holds reloaded data against the same data loaded anew.
fn compare(reloaded: &Workspace, anew: &Workspace, random: &mut Random) {
    let (index, other) = (&reloaded.index, &anew.index);
    assert_eq!(format!("{:?}", reloaded.loaded.faults), format!("{:?}", anew.loaded.faults));
    assert_eq!(reloaded.loaded.left_out, anew.loaded.left_out);
    assert_eq!(index.dataset.files, other.dataset.files);
    assert_eq!(format!("{:?}", index.dataset.views), format!("{:?}", other.dataset.views));
    assert!(Arc::ptr_eq(&index.dataset, &index.whole) && index.as_of.is_none());
    same_dataset(&index.dataset, &other.dataset);
    for (row, same) in index.dataset.events.iter().zip(other.dataset.events.iter()) {
        assert_eq!(row, same);
    }
    for (row, same) in index.dataset.quotes.iter().zip(other.dataset.quotes.iter()) {
        assert_eq!(row, same);
    }
    same_order(index, other);
    same_lists(index, other);
    same_words(index, other);
    same_catalogs(index, other);
    assert_eq!(index.news_days(), other.news_days());
    for clock in [Clock::Civil, Clock::Instant] {
        let at = Limit { clock, at: (FIRST_DAY + random.below(80) as i64) * 86_400 };
        check(index, at);
        let (then, same) = (index.as_of(at), other.as_of(at));
        same_dataset(&then.dataset, &same.dataset);
        same_order(&then, &same);
    }
}

fn previous(workspace: Workspace) -> Previous {
    let Workspace { index, loaded } = workspace;
    Previous { index: Arc::new(index), versions: loaded.versions, faults: loaded.faults, texts: loaded.texts }
}

#[test]
fn a_reload_is_a_load() {
    let (mut reloads, mut in_part, mut warned) = (0, 0, 0);
    for seed in 1..=SEEDS {
        let random = &mut Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut files = Files::new(random.next());
        let mut before = previous(open(&files.input(), &|_| {}));
        for _ in 0..EDITS {
            for _ in 0..=random.below(2) {
                edit(&mut files, random);
            }
            let reloaded = open_again(&files.input(), &before, &|_| {});
            compare(&reloaded, &open(&files.input(), &|_| {}), random);
            reloads += 1;
            let is_part = reloaded.loaded.files_read <= FILES;
            in_part += usize::from(is_part);
            warned += usize::from(is_part && !reloaded.loaded.faults.is_empty());
            before = previous(reloaded);
        }
    }
    assert!(warned > 0, "none with warnings");
    assert!(in_part * 4 > reloads, "{in_part} of {reloads} reloads read only what had changed");
    assert!(in_part * 3 < reloads * 2, "{in_part} of {reloads} reloads read only what had changed");
}

/// How many files a reload reads after each of these changes.
fn read_after(changes: &[&dyn Fn(&mut Files)]) -> Vec<usize> {
    let mut files = Files::new(17);
    let mut before = previous(open(&files.input(), &|_| {}));
    let mut read = Vec::new();
    for change in changes {
        change(&mut files);
        let reloaded = open_again(&files.input(), &before, &|_| {});
        assert!(!reloaded.loaded.has_errors(), "{:?}", reloaded.loaded.faults);
        compare(&reloaded, &open(&files.input(), &|_| {}), &mut Random(5));
        read.push(reloaded.loaded.files_read);
        before = previous(reloaded);
    }
    read
}

#[test]
fn only_changed_files_are_read() {
    let says = |file: usize, at: usize, seed: u64| {
        move |files: &mut Files| {
            files.records[file][at].says = seed;
            files.write_records(file);
        }
    };
    let comment = |files: &mut Files| {
        files.heads[1].0 = "# One\n# Two\n".into();
        files.write_records(1);
    };
    let both = |files: &mut Files| {
        says(0, 2, 4)(files);
        says(2, 3, 5)(files);
    };
    let nothing = |_: &mut Files| {};
    let first: &[&dyn Fn(&mut Files)] = &[&says(0, 1, 2), &says(0, 1, 3), &says(1, 0, 9), &comment, &both, &nothing];
    assert_eq!(read_after(first), [1, 1, 1, 1, 2, 0]);
}

#[test]
fn all_files_are_read_when_more_has_changed_than_what_records_say() {
    let source = |files: &mut Files| {
        files.heads[1].1 = 5;
        files.write_records(1);
    };
    let added = |files: &mut Files| {
        files.records[1].push(Row { is_quote: true, number: 77, says: 5, belongs: 7 });
        files.write_records(1);
    };
    let swapped = |files: &mut Files| {
        files.records[1].reverse();
        files.write_records(1);
    };
    let another = |files: &mut Files| {
        files.write("9-more.toml", "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"]\n");
    };
    let all = FILES + 1;
    assert_eq!(read_after(&[&source, &added, &swapped, &another]), [all, all, all, all + 1]);
}

#[test]
fn a_file_is_read_again_as_long_as_its_time_of_change_does_not_identify_it() {
    let mut files = Files::new(8);
    // Just written, so that it can be written again at the same time.
    write_at(&files.folder.path().join("1-records.toml"), &files.text(0), SystemTime::now());
    let before = previous(open(&files.input(), &|_| {}));
    assert_eq!(open_again(&files.input(), &before, &|_| {}).loaded.files_read, 1);
    files.write_records(0);
    let before = previous(open_again(&files.input(), &before, &|_| {}));
    assert_eq!(open_again(&files.input(), &before, &|_| {}).loaded.files_read, 0);
}

#[test]
fn all_files_are_read_when_the_lines_decide_on_the_order() {
    let event = "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nwhen = 2025-01-05\nsources = [\"s0\"]\n";
    let quote = "[[quote]]\nspeaker = \"anna\"\ntext = \"River\"\nwhen = 2025-01-05\nsources = [\"s0\"]\n";
    let first = |files: &mut Files| files.write("9-more.toml", &format!("{event}{quote}"));
    let other = |files: &mut Files| files.write("9-more.toml", &format!("{quote}{event}"));
    assert_eq!(read_after(&[&first, &other]), [FILES + 2, FILES + 2]);
}

#[test]
fn all_files_are_read_when_a_warning_about_another_file_may_be_settled() {
    let event = "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"]\n";
    let with_topics = format!("{event}topics = [\"t0\"]\n");
    let quote = "[[quote]]\nspeaker = \"anna\"\ntext = \"River\"\nevent = \"more\"\nstance = \"accepts\"\n";
    let before = |files: &mut Files| {
        files.write("8-more.toml", event);
        files.write("9-more.toml", quote);
    };
    let after = |files: &mut Files| files.write("8-more.toml", &with_topics);
    assert_eq!(read_after(&[&before, &after]), [FILES + 3, FILES + 3]);
}
