//! A dataset of which some files have been read again, against one loaded anew from the same files.

mod compare;
mod files;

use std::sync::Arc;
use std::time::SystemTime;

use super::random::Random;
use super::rows::all_rows_are_plain;
use crate::dataset::versions::write_at;
use crate::workspace::{Previous, Workspace, open, open_again};
use compare::compare;
use files::{FILES, Files, Row, edit};

/// How many datasets are changed, and how often each.
const SEEDS: u64 = 48;
const EDITS: usize = 6;

fn previous(workspace: Workspace) -> Previous {
    let Workspace { index, loaded } = workspace;
    let index = Arc::new(index);
    all_rows_are_plain(&index);
    Previous { index, versions: loaded.versions, faults: loaded.faults, texts: loaded.texts }
}

#[test]
fn a_reload_is_a_load() {
    let (mut reloads, mut in_part, mut warned, mut renewed) = (0, 0, 0, 0);
    for seed in 1..=SEEDS {
        let random = &mut Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut files = Files::new(random.next());
        let mut before = previous(open(&files.input(), &|_| {}));
        for _ in 0..EDITS {
            let records = files.records.clone();
            for _ in 0..=random.below(2) {
                edit(&mut files, random);
            }
            let reloaded = open_again(&files.input(), &before, &|_| {});
            compare(&reloaded, &open(&files.input(), &|_| {}), random);
            reloads += 1;
            let is_part = reloaded.loaded.files_read <= FILES;
            in_part += usize::from(is_part);
            warned += usize::from(is_part && !reloaded.loaded.faults.is_empty());
            let positions = |table: &crate::model::Dataset| table.events.positions() + table.quotes.positions();
            let whole = &reloaded.index.whole;
            renewed += usize::from(is_part && positions(whole) > whole.events.len() + whole.quotes.len());
            // Whoever made a mistake takes it back.
            if reloaded.loaded.has_errors() {
                files.records = records;
                (0..FILES).for_each(|file| files.write_records(file));
                before = previous(open(&files.input(), &|_| {}));
            } else {
                before = previous(reloaded);
            }
        }
    }
    assert!(warned > 0, "none with warnings");
    assert!(renewed * 4 > reloads, "{renewed} of {reloads} have positions without records");
    assert!(in_part * 2 > reloads, "{in_part} of {reloads} reloads read only what had changed");
    assert!(in_part * 10 < reloads * 9, "{in_part} of {reloads} reloads read only what had changed");
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
fn only_changed_files_are_read_when_records_are_added_removed_or_moved() {
    let pushed = |file: usize, row: Row| {
        move |files: &mut Files| {
            files.records[file].push(row.clone());
            files.write_records(file);
        }
    };
    let removed = |file: usize, number: usize| {
        move |files: &mut Files| {
            files.records[file].retain(|row| row.number != number);
            files.write_records(file);
        }
    };
    let row =
        |is_quote: bool, number: usize, event: Option<usize>| Row { is_quote, number, says: 5, belongs: 7, event };
    let first = |files: &mut Files| {
        files.records[1].insert(0, row(false, 103, None));
        files.records[1].insert(1, row(true, 103, Some(103)));
        files.write_records(1);
    };
    let moved = |files: &mut Files| {
        let row = files.records[1].remove(0);
        files.records[2].push(row);
        files.write_records(1);
        files.write_records(2);
    };
    let reversed = |files: &mut Files| {
        files.records[1].reverse();
        files.write_records(1);
    };
    let [event, quote] = [row(false, 100, None), row(true, 101, Some(100))];
    let changes: &[&dyn Fn(&mut Files)] = &[
        &pushed(2, event.clone()),
        // Its id is automatic.
        &pushed(0, quote),
        &first,
        &moved,
        &reversed,
        &removed(0, 101),
        &removed(2, 100),
        // At the position that it had.
        &pushed(1, event),
        &removed(1, 103),
    ];
    assert_eq!(read_after(changes), [1, 1, 1, 2, 1, 1, 1, 1, 1]);
}

#[test]
fn numbers_of_quotes_in_other_files_are_kept_right() {
    let quote = |text: &str, event: &str| {
        format!("[[quote]]\nspeaker = \"anna\"\ntext = \"{text}\"\n{event}sources = [\"s0\"]\n")
    };
    let of_all = "event = \"all\"\n";
    let both = |text: &str| quote(text, of_all) + &quote(text, "");
    let first = |files: &mut Files| {
        files.write("8-more.toml", &both("River"));
        files.write("9-more.toml", &both("Same").repeat(3));
    };
    let more = |files: &mut Files| files.write("8-more.toml", &both("River").repeat(3));
    let none = |files: &mut Files| files.write("8-more.toml", &quote("River", of_all));
    let all = FILES + 3;
    assert_eq!(read_after(&[&first, &more, &none, &more]), [all, 1, 1, 1]);
    // An id that is taken is an error, whether its quote keeps its number or would get that number.
    let taken = |id: &str| format!("{}id = \"{id}\"\n", quote("River", of_all));
    for text in [taken("all#2") + &quote("River", ""), both("River") + &taken("all#3")] {
        let mut files = Files::new(17);
        first(&mut files);
        let before = previous(open(&files.input(), &|_| {}));
        files.write("8-more.toml", &text);
        let reloaded = open_again(&files.input(), &before, &|_| {});
        assert!(reloaded.loaded.has_errors() && reloaded.loaded.files_read == all);
        compare(&reloaded, &open(&files.input(), &|_| {}), &mut Random(5));
    }
}

#[test]
fn all_files_are_read_when_a_record_is_missing_or_there_twice() {
    let event = |id: &str, more: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"]\n{more}")
    };
    let quote = |id: &str, more: &str| {
        format!("[[quote]]\nid = \"{id}\"\nspeaker = \"anna\"\ntext = \"River\"\nsources = [\"s0\"]\n{more}")
    };
    let events = ["a", "b", "c", "d"].map(|id| event(id, "")).concat();
    let quotes = ["q", "r", "s", "t"].map(|id| quote(id, "")).concat();
    let other = [
        event("e", "part-of = \"a\"\nfollows = [\"b\"]\nrelated = [\"c\"]\n"),
        quote(
            "u",
            "event = \"d\"\nreplies-to = [\"q\"]\ndisputes = [\"r\"]\ncorrects = [\"s\"]\nrendering-of = \"t\"\n",
        ),
        quote("v", "rendering-of = \"u\"\n"),
    ];
    let without =
        |id: &str| format!("{events}{quotes}").replace(&format!("id = \"{id}\""), &format!("id = \"{id}{id}\""));
    let with = |more: &str| format!("{events}{quotes}{more}");
    let mut faulty: Vec<String> = ["a", "b", "c", "d", "q", "r", "s", "t"].map(without).to_vec();
    faulty
        .extend([event("a", ""), event("q", ""), event("e", ""), event("u", ""), quote("u", "")].map(|row| with(&row)));
    faulty.extend([quote("e", ""), quote("a", "")].map(|row| with(&row)));
    // One level too many.
    faulty.push(with("").replace("id = \"c\"", "id = \"c\"\npart-of = \"d\""));
    // Cycles with the other file.
    faulty.push(with("").replace("id = \"a\"", "id = \"a\"\npart-of = \"e\""));
    faulty.push(with("").replace("id = \"b\"", "id = \"b\"\nfollows = [\"e\"]"));
    faulty.push(with("").replace("id = \"t\"", "id = \"t\"\nrendering-of = \"v\""));
    let mut files = Files::new(17);
    let level = |nth: usize| match nth {
        1 => event("level1", "part-of = \"c\"\n"),
        _ => event(&format!("level{nth}"), &format!("part-of = \"level{}\"\n", nth - 1)),
    };
    files.write("9-more.toml", &other.into_iter().chain((1..=100).map(level)).collect::<String>());
    for text in faulty {
        files.write("8-more.toml", &with(""));
        let before = previous(open(&files.input(), &|_| {}));
        assert!(!before.faults.iter().any(|fault| fault.severity == crate::diagnostic::Severity::Error));
        files.write("8-more.toml", &text);
        let reloaded = open_again(&files.input(), &before, &|_| {});
        assert!(reloaded.loaded.has_errors() && reloaded.loaded.files_read == FILES + 3, "{text}");
        compare(&reloaded, &open(&files.input(), &|_| {}), &mut Random(5));
    }
}

#[test]
fn renderings_of_a_rendering_follow_what_it_renders() {
    let quote = |id: &str, more: &str| {
        format!("[[quote]]\nid = \"{id}\"\nspeaker = \"anna\"\ntext = \"River\"\nsources = [\"s0\"]\n{more}")
    };
    let originals = [("q", "accepts"), ("r", "rejects")]
        .map(|(id, stance)| quote(id, &format!("topics = [\"t0\"]\nstance = \"{stance}\"\n")))
        .concat();
    let rendering = |of: &str| quote("s", &format!("rendering-of = \"{of}\"\n"));
    let first = |files: &mut Files| {
        files.write("7-more.toml", &originals);
        files.write("8-more.toml", &rendering("q"));
        files.write("9-more.toml", &quote("t", "rendering-of = \"s\"\n"));
    };
    let other = |files: &mut Files| files.write("8-more.toml", &rendering("r"));
    assert_eq!(read_after(&[&first, &other]), [FILES + 4, 1]);
}

#[test]
fn all_files_are_read_when_a_reference_is_the_first_or_the_last() {
    let event = |source: &str| {
        format!("[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"{source}]\n")
    };
    let first = |files: &mut Files| {
        files
            .write("8-more.toml", "[source.only]\npublisher = \"Gazette\"\ntitle = \"Only\"\npublished = 2025-01-01\n");
        files.write("9-more.toml", &event(""));
    };
    let with = |files: &mut Files| files.write("9-more.toml", &event(", \"only\""));
    let without = |files: &mut Files| files.write("9-more.toml", &event(""));
    let removed = |files: &mut Files| files.write("9-more.toml", &event("").replace("\"more\"", "\"other\""));
    let all = FILES + 3;
    // That the source is never referred to is a warning.
    assert_eq!(read_after(&[&first, &with, &without, &with, &removed]), [all; 5]);
}

#[test]
fn all_files_are_read_when_a_quote_in_another_file_depends_on_a_changed_event() {
    let event = |topic: &str| {
        let head = "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"]\n";
        format!("{head}topics = [\"{topic}\"]\n")
    };
    let quote = "[[quote]]\nspeaker = \"anna\"\ntext = \"River\"\nevent = \"more\"\nstance = { t1 = \"accepts\" }\n";
    let mut files = Files::new(17);
    files.write("8-more.toml", &event("t1"));
    files.write("9-more.toml", quote);
    let before = previous(open(&files.input(), &|_| {}));
    files.write("8-more.toml", &event("t0"));
    let reloaded = open_again(&files.input(), &before, &|_| {});
    assert!(reloaded.loaded.has_errors(), "{:?}", reloaded.loaded.faults);
    compare(&reloaded, &open(&files.input(), &|_| {}), &mut Random(5));
}

#[test]
fn all_files_are_read_when_other_tables_have_changed() {
    let source = |files: &mut Files| {
        files.heads[1].1 = 5;
        files.write_records(1);
    };
    let another = |files: &mut Files| {
        files.write("9-more.toml", "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nsources = [\"s0\"]\n");
    };
    let all = FILES + 1;
    assert_eq!(read_after(&[&source, &another]), [all, all + 1]);
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
fn lines_decide_on_the_order() {
    let event = "[[event]]\nid = \"more\"\ntitle = \"More\"\nkind = \"call\"\nwhen = 2025-01-05\nsources = [\"s0\"]\n";
    let quote = "[[quote]]\nspeaker = \"anna\"\ntext = \"River\"\nwhen = 2025-01-05\nsources = [\"s0\"]\n";
    let first = |files: &mut Files| files.write("9-more.toml", &format!("{event}{quote}"));
    let other = |files: &mut Files| files.write("9-more.toml", &format!("{quote}{event}"));
    assert_eq!(read_after(&[&first, &other, &first]), [FILES + 2, 1, 1]);
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
