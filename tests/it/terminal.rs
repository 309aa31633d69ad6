//! Whole sessions in a pseudo-terminal: finding, exporting, copying, reloading.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::support::pty::{Run, TIMEOUT};
use crate::support::{counted, ids, shipped};

#[test]
fn quitting_restores_the_terminal() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn a_person_is_found_and_exported_from_the_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("talks.md");
    let mut run = Run::start(&["--mouse"]);
    let found = counted("person:ushakov");
    run.wait_for(&counted("")).press("p").wait_for("Person (any role)").press("usha").wait_for("person:ushakov");
    run.press("\r").wait_for(&found).press("e").wait_for("Preview").press("markdown\t\t\x15");
    run.press(file.to_str().expect("a path")).press("\r").wait_for(&format!("Wrote {found}"));
    run.press("q");
    assert_eq!(run.wait_for_exit(), 0);
    let text = std::fs::read_to_string(file).expect("the file");
    let quotes = ids(shipped(), "person:ushakov is:quote").len();
    assert_eq!(text.lines().filter(|line| line.starts_with("> —")).count(), quotes);
}

#[test]
fn signals_terminate_the_program_and_restore_the_terminal() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        let mut run = Run::start(&[]);
        run.wait_for("Timeline by week");
        run.signal(name);
        assert_eq!(run.wait_for_exit(), 128 + number, "{name}");
    }
}

#[test]
fn suspending_restores_the_terminal_until_resumed() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("\x1a");
    let end = Instant::now() + TIMEOUT;
    // Resumed before it has stopped, the program would stop afterwards and stay stopped.
    while run.screen.screen().alternate_screen() || !run.is_stopped() {
        assert!(Instant::now() < end, "the terminal was not restored");
        if let Ok(bytes) = run.output.recv_timeout(Duration::from_millis(50)) {
            run.feed(&bytes);
        }
    }
    run.signal("CONT");
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn copying_uses_the_terminal_clipboard() {
    let mut run = Run::start(&["-q", "id:ushakov-useful"]);
    run.wait_for(&format!("1 quote of {}", shipped().len())).press("jy").wait_for("copied the quote");
    // OSC 52: clipboard, base64.
    assert!(run.raw.windows(7).any(|bytes| bytes == b"\x1b]52;c;"));
    run.press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn changed_file_is_reloaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.toml");
    let event = |title: &str| {
        format!(
            "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"{title}\"\nkind = \"talks\"\nwhen = 2025-01-01\n"
        )
    };
    std::fs::write(&file, event("The first title")).expect("a file");
    let mut run = Run::start(&[file.to_str().expect("a path")]);
    run.wait_for("The first title");
    std::fs::write(&file, event("Another, longer title")).expect("a file");
    run.wait_for("Another, longer title");
    std::fs::write(&file, event("A third title, that is not closed").replace("closed\"", "closed")).expect("a file");
    run.wait_for("reload failed").wait_for("Another, longer title").press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn invalid_query_opens_the_filter_bar_with_its_error() {
    let mut run = Run::start(&["-q", "person:ushkov"]);
    run.wait_for("unknown person").press("\x1b");
    run.wait_for("? help").press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn closed_terminal_ends_the_program() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week");
    let Run { mut child, master, mut input, output, .. } = run;
    // Close the window. The reader thread keeps it open until it fails to pass on the output of the next key.
    drop(output);
    input.write_all(b"j").expect("the program reads");
    drop((master, input));
    let end = Instant::now() + TIMEOUT;
    while child.try_wait().expect("waited").is_none() {
        if Instant::now() > end {
            child.kill().expect("killed");
            panic!("the program keeps running without a terminal");
        }
        std::thread::yield_now();
    }
}
