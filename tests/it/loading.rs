//! Reading files: what is left out and counted, where a fault stands, how the progress of a load is told; and output for
//! people beside that for pipes.

use demarche::dataset::{DataFiles, load};
use demarche::diagnostic::{Severity, one_line, report};
use demarche::workspace::from_loaded;

use crate::support::loaded;

#[test]
fn what_cannot_be_read_is_counted() {
    for (text, left_out) in [
        ("", 0),
        ("[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\n", 0),
        ("event = [1, 2]\n", 2),
        ("quote = [true]\n", 1),
        ("[[event]]\nid = \"e\"\n[[event]]\nid = \"f\"\n", 2),
    ] {
        // Keys of the file stand before its tables.
        let (keys, tables) = if text.starts_with('[') { ("", text) } else { (text, "") };
        let read = loaded(&format!("{keys}[dataset]\ntitle = \"T\"\n{tables}"));
        assert_eq!(read.left_out, left_out, "{text}");
    }
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.toml"), "[dataset]\ntitle = \"T\"\n").expect("written");
    std::fs::write(folder.path().join("b.toml"), b"# one line\ntitle = \"a\xffb\"\n").expect("written");
    let read = load(&DataFiles::new(vec![folder.path().into()]), &|_| {});
    let fault = read.faults.iter().find(|fault| fault.severity == Severity::Error).expect("a fault");
    assert!(one_line(fault, &read.texts).contains("b.toml:2:11:"), "{}", one_line(fault, &read.texts));
    let report = report(fault, &read.texts, false);
    assert_eq!(report.matches('^').count(), 1, "it is one sign: {report}");
}

#[test]
fn progress_grows_from_file_to_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let event = |n: usize| format!("[[event]]\nid = \"e{n}\"\ntitle = \"E\"\nkind = \"talks\"\n");
    std::fs::write(folder.path().join("a.toml"), "[dataset]\ntitle = \"T\"\n").expect("written");
    for n in 0..4 {
        std::fs::write(folder.path().join(format!("b{n}.toml")), event(n)).expect("written");
    }
    let shares = std::cell::RefCell::new(Vec::new());
    load(&DataFiles::new(vec![folder.path().into()]), &|share| shares.borrow_mut().push(share));
    let shares = shares.into_inner();
    assert!(shares.len() >= 5, "{shares:?}");
    assert!(shares.windows(2).all(|pair| pair[0] <= pair[1]), "{shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    let steps: std::collections::BTreeSet<u32> = shares.iter().map(|share| (share * 1000.0) as u32).collect();
    assert!(steps.len() >= 5, "each file is a step: {shares:?}");
    assert!(shares[shares.len() - 1] > 0.5, "and most is done when all are read: {shares:?}");
}

/// Where the fault of a view's query is placed.
fn placed(query: &str) -> String {
    let text = format!("[dataset]\ntitle = \"T\"\n[[view]]\nid = \"v\"\ntitle = \"V\"\nquery = {query}\n");
    let opened = from_loaded(loaded(&text));
    let fault = opened.loaded.faults.iter().find(|fault| fault.severity == Severity::Error).expect("a fault");
    let line = one_line(fault, &opened.loaded.texts);
    line.split(':').skip(1).take(2).collect::<Vec<_>>().join(":")
}

#[test]
fn the_fault_of_a_query_in_a_file_is_placed_inside_where_it_is_written_plainly() {
    assert_eq!(placed("\"person:nobody\""), "6:17");
    assert_eq!(placed("\"river person:nobody\""), "6:23");
    // With escapes or other quotation marks the bytes are others; the whole is pointed at.
    assert_eq!(placed("\"person:\\\"nobody\\\"\""), "6:9");
    assert_eq!(placed("\"\"\"person:nobody\"\"\""), "6:9");
    assert_eq!(placed("'person:nobody'"), "6:17");
}

#[cfg(unix)]
#[test]
fn a_terminal_gets_columns_and_a_pipe_gets_tabs() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/data/screen.toml");
    let shown = |args: &[&str]| {
        let mut run = crate::support::pty::Run::start(&[args, &[data]].concat());
        assert_eq!(run.exit_status(), 0);
        while let Ok(bytes) = run.output.recv_timeout(std::time::Duration::from_secs(2)) {
            run.feed(&bytes);
        }
        run.screen.screen().contents()
    };
    let list = shown(&["list", "-q", "in:2025-01"]);
    assert!(list.lines().all(|line| line.chars().count() <= 100), "{list}");
    insta::assert_snapshot!("columns-list", list);
    insta::assert_snapshot!("columns-stats", shown(&["stats", "-q", "by:anna,bela"]));
}
