//! The running program in a pseudo-terminal: reloading, clipboard, editor, state files, and SIGTSTP.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::pty::Run;

fn event(title: &str) -> String {
    format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"{title}\"\nkind = \"talks\"\nwhen = 2025-01-01\n"
    )
}

/// Writes a file to a temporary folder and starts the program with it.
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
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn replaced_file_with_the_same_size_and_time_is_reloaded() {
    let (folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one");
    // As editors do: write a new file, then rename it over the old one.
    let (old, new) = (path(folder.path()), folder.path().join("new"));
    std::fs::write(&new, event("The title two")).expect("written");
    let modified = std::fs::metadata(&old).expect("a file").modified().expect("a time");
    std::fs::File::options().write(true).open(&new).expect("a file").set_modified(modified).expect("set");
    std::fs::rename(&new, &old).expect("renamed");
    run.wait_for("The title two");
    quit(run);
}

#[test]
fn rewritten_file_with_the_same_size_is_reloaded() {
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
fn new_file_in_the_folder_is_loaded() {
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
fn long_text_is_not_sent_to_the_terminal_clipboard() {
    for (length, sent) in [(60_000, true), (70_000, false)] {
        let note = "word ".repeat(length / 5);
        let (_folder, mut run) = started(&format!("{}note = \"{note}\"\n", event("A long note")));
        run.wait_for("A long note").wait_for_frame().press("Y").wait_for("record").wait_for_frame();
        assert_eq!(copied(&run), sent, "{length}");
        quit(run);
    }
}

#[test]
fn export_is_copied_to_the_clipboard() {
    let (_folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one").press("e\t \r");
    wait_until(&mut run, copied);
    quit(run);
}

#[test]
fn sigtstp_restores_the_terminal_until_sigcont() {
    let mut run = Run::start(&[]);
    run.wait_for("help").wait_for_frame();
    for _ in 0..2 {
        run.signal("TSTP");
        wait_until(&mut run, |run| !run.screen.screen().alternate_screen() && run.is_stopped());
        run.raw.clear();
        run.signal("CONT");
        run.wait_for("help").wait_for_frame();
    }
    // After resuming it keeps running and handles keys.
    run.press("?").wait_for("Help").wait_for_frame().press("\x1b").wait_for("? help");
    quit(run);
}

fn wait_until(run: &mut Run, condition: impl Fn(&Run) -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !condition(run) {
        assert!(Instant::now() < end, "timed out:\n{}", run.screen.screen().contents());
        run.read_output();
    }
}

#[test]
fn editor_gets_file_and_line() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, editor, log) = (path(folder.path()), folder.path().join("editor"), folder.path().join("log"));
    std::fs::write(&file, event("The title one")).expect("written");
    std::fs::write(&editor, format!("#!/bin/sh\necho \"$@\" > '{}'\n", log.display())).expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("set");
    let mut run = Run::with(&[file.to_str().expect("a path")], &[("VISUAL", &format!("{} --flag", editor.display()))]);
    run.wait_for("The title one").press("E");
    wait_until(&mut run, |_| std::fs::read_to_string(&log).is_ok_and(|text| text.ends_with('\n')));
    let arguments = std::fs::read_to_string(&log).expect("read");
    assert_eq!(arguments.trim_end(), format!("--flag +3 {}", file.display()));
    run.wait_for("The title one").wait_for_frame();
    quit(run);
}

#[test]
fn queries_and_views_persist_between_runs() {
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
    let stored = |name: &str| std::fs::read_to_string(state.join("demarche").join(name)).expect("a file");
    assert_eq!(stored("history"), "title\n");
    assert!(stored("views.toml").contains("\"Mine\""));
    let mut run = start();
    run.wait_for("The title one").press("WMine").wait_for("mine").press("\r").wait_for("/ title").wait_for_frame();
    quit(run);
}

#[test]
fn deleted_file_is_an_error_until_it_is_back() {
    let (folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one");
    let away = folder.path().join("away");
    std::fs::rename(path(folder.path()), &away).expect("renamed");
    run.wait_for("reload failed").wait_for("The title one");
    run.press("R").wait_for("no such file or directory");
    run.press("\x1b").wait_until("closed", |run| !run.shows("no such file or directory") && run.shows("The title one"));
    std::fs::rename(&away, path(folder.path())).expect("renamed");
    run.wait_until("reloaded", |run| !run.shows("reload failed"));
    quit(run);
}

#[test]
fn incomplete_file_is_loaded_once_it_is_complete() {
    let (folder, mut run) = started(&event("The title one"));
    run.wait_for("The title one");
    let whole = event("The title two");
    std::fs::write(path(folder.path()), &whole[..whole.len() - 20]).expect("written");
    run.wait_for("reload failed at data.toml:").wait_for("The title one");
    std::fs::write(path(folder.path()), &whole).expect("written");
    run.wait_for("The title two").wait_until("reloaded", |run| !run.shows("reload failed"));
    quit(run);
}
