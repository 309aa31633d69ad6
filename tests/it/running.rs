//! The running program: what it reads again, what reaches the clipboard, the editor and the history, and requests to stop.

use std::path::Path;
use std::time::Duration;

use crate::support::pty::Run;

fn event(title: &str) -> String {
    format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"{title}\"\nkind = \"talks\"\nwhen = 2025-01-01\n"
    )
}

/// A file of this text in a folder of its own, and the program on it.
fn started(text: &str) -> (tempfile::TempDir, Run) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.toml");
    std::fs::write(&file, text).expect("written");
    let run = Run::start(&[file.to_str().expect("a path")]);
    (folder, run)
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join("data.toml")
}

fn quit(mut run: Run) {
    run.press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn a_file_replaced_by_one_of_the_same_length_and_time_is_read_again() {
    let (folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one");
    // As editors do: a new file beside the old one, renamed over it.
    let (old, new) = (path(folder.path()), folder.path().join("new"));
    std::fs::write(&new, event("The title two")).expect("written");
    let modified = std::fs::metadata(&old).expect("a file").modified().expect("a time");
    std::fs::File::options().write(true).open(&new).expect("a file").set_modified(modified).expect("set");
    std::fs::rename(&new, &old).expect("renamed");
    run.wait_for("The title two");
    quit(run);
}

#[test]
fn a_file_of_the_same_length_written_later_is_read_again() {
    let (folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one");
    let modified = std::fs::metadata(path(folder.path())).expect("a file").modified().expect("a time");
    std::fs::write(path(folder.path()), event("The title two")).expect("written");
    let file = std::fs::File::options().write(true).open(path(folder.path())).expect("a file");
    file.set_modified(modified + Duration::from_secs(2)).expect("set");
    run.wait_for("The title two");
    quit(run);
}

#[test]
fn a_new_file_in_the_folder_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(path(folder.path()), event("The first event")).expect("written");
    let mut run = Run::start(&[folder.path().to_str().expect("a path")]);
    run.wait_for("The first event");
    let more = "[[event]]\nid = \"f\"\ntitle = \"Another event\"\nkind = \"talks\"\nwhen = 2025-01-02\n";
    std::fs::write(folder.path().join("more.toml"), more).expect("written");
    run.wait_for("Another event");
    quit(run);
}

/// Whether anything was sent to the terminal's clipboard (OSC 52).
fn copied(run: &Run) -> bool {
    run.raw.windows(5).any(|bytes| bytes == b"\x1b]52;")
}

#[test]
fn what_is_too_long_for_the_terminal_s_clipboard_is_not_sent() {
    for (length, sent) in [(60_000, true), (70_000, false)] {
        let note = "word ".repeat(length / 5);
        let (_folder, mut run) = started(&format!("{}note = \"{note}\"\n", event("A long note")));
        run.wait_for("A long note").wait_for_frame().press("Y").wait_for("record").wait_for_frame();
        assert_eq!(copied(&run), sent, "{length}");
        quit(run);
    }
}

#[test]
fn an_export_reaches_the_clipboard() {
    let (_folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one").press("e\t \r");
    run.wait_until("the clipboard", copied);
    quit(run);
}

#[test]
fn a_signal_to_stop_gives_the_terminal_back_until_it_is_continued() {
    let mut run = Run::start(&[]);
    run.wait_for("help").wait_for_frame();
    for _ in 0..2 {
        run.signal("TSTP");
        run.wait_until("the program to stop", |run| !run.screen.screen().alternate_screen() && run.is_stopped());
        run.raw.clear();
        run.signal("CONT");
        run.wait_for("help").wait_for_frame();
    }
    // Continued it does not stop again by itself: it answers.
    run.press("?").wait_for("Help").wait_for_frame().press("\x1b").wait_for("? help");
    quit(run);
}

#[test]
fn the_editor_gets_the_file_and_the_line() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, editor, told) = (path(folder.path()), folder.path().join("editor"), folder.path().join("told"));
    std::fs::write(&file, event("The title one")).expect("written");
    std::fs::write(&editor, format!("#!/bin/sh\necho \"$@\" > '{}'\n", told.display())).expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("set");
    let mut run = Run::with(&[file.to_str().expect("a path")], &[("VISUAL", &format!("{} --flag", editor.display()))]);
    run.wait_for("The title one").press("E");
    run.wait_until("the editor", |_| std::fs::read_to_string(&told).is_ok_and(|text| text.ends_with('\n')));
    let arguments = std::fs::read_to_string(&told).expect("read");
    assert_eq!(arguments.trim_end(), format!("--flag +3 {}", file.display()));
    run.wait_for("The title one").wait_for_frame();
    quit(run);
}

#[test]
fn queries_and_views_are_kept_for_the_next_run() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(path(folder.path()), event("The title one")).expect("written");
    let state = folder.path().join("state");
    let start = || {
        let file = path(folder.path());
        Run::with(&[file.to_str().expect("a path")], &[("XDG_STATE_HOME", state.to_str().expect("a path"))])
    };
    let mut run = start();
    run.wait_for("The title one").press("/title\r").wait_for("/ title").wait_for_frame();
    run.press("wMine\r").wait_for("Mine").wait_for_frame();
    quit(run);
    let kept = |name: &str| std::fs::read_to_string(state.join("demarche").join(name)).expect("a file");
    assert_eq!(kept("history"), "title\n");
    assert!(kept("views.toml").contains("\"Mine\""));
    let mut run = start();
    run.wait_for("The title one").press("WMine").wait_for("mine").press("\r").wait_for("/ title").wait_for_frame();
    quit(run);
}
