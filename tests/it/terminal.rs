//! Runs in a real pseudo-terminal: finding, exporting, copying, reloading.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::support::pty::{PATIENCE, Run};
use crate::support::{counted, ids, shipped};

#[test]
fn quitting_gives_the_terminal_back() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_person_is_found_and_exported_from_the_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("talks.md");
    let mut run = Run::start(&["--mouse"]);
    let found = counted("person:ushakov");
    run.wait_for(&counted("")).press("p").wait_for("Person, anywhere").press("usha").wait_for("person:ushakov");
    run.press("\r").wait_for(&found).press("e").wait_for("First lines").press("markdown\t\t\x15");
    run.press(file.to_str().expect("a path")).press("\r").wait_for(&format!("Wrote {found}"));
    run.press("q");
    assert_eq!(run.ended(), 0);
    let text = std::fs::read_to_string(file).expect("the file");
    let quotes = ids(shipped(), "person:ushakov is:quote").len();
    assert_eq!(text.lines().filter(|line| line.starts_with("> —")).count(), quotes);
}

#[test]
fn signals_end_the_program_and_give_the_terminal_back() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        let mut run = Run::start(&[]);
        run.wait_for("Timeline by week");
        run.signal(name);
        assert_eq!(run.ended(), 128 + number, "{name}");
    }
}

#[test]
fn stopping_gives_the_terminal_back_until_it_is_continued() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week").press("\x1a");
    let end = Instant::now() + PATIENCE;
    // Continued before it has stopped, it would stop afterwards and stay so.
    while run.screen.screen().alternate_screen() || !run.is_stopped() {
        assert!(Instant::now() < end, "the terminal was not given back");
        if let Ok(bytes) = run.output.recv_timeout(Duration::from_millis(50)) {
            run.take(&bytes);
        }
    }
    run.signal("CONT");
    run.wait_for("Timeline by week").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn copying_reaches_the_terminal_s_clipboard() {
    let mut run = Run::start(&["-q", "id:ushakov-useful"]);
    run.wait_for(&format!("1 quote of {}", shipped().len())).press("jy").wait_for("copied the quote");
    // OSC 52: clipboard, base64.
    assert!(run.raw.windows(7).any(|bytes| bytes == b"\x1b]52;c;"));
    run.press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_changed_file_is_read_again() {
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
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_wrong_query_opens_the_bar_with_its_error() {
    let mut run = Run::start(&["-q", "person:ushkov"]);
    run.wait_for("unknown person").press("\x1b");
    run.wait_for("? help").press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let mut run = Run::start(&[]);
    run.wait_for("Timeline by week");
    let Run { mut child, master, mut input, output, .. } = run;
    // The window is closed. The reader holds it open until it has nobody to pass on to what the next key draws.
    drop(output);
    input.write_all(b"j").expect("the program reads");
    drop((master, input));
    let end = Instant::now() + PATIENCE;
    while child.try_wait().expect("it can be asked").is_none() {
        if Instant::now() > end {
            child.kill().expect("it can be ended");
            panic!("the program lives on without a terminal");
        }
        std::thread::yield_now();
    }
}
