//! Writing files: atomically, never overwriting unless requested, and keeping the properties of existing files.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use demarche::files::{SaveError, save, save_all};

use crate::support::pty::{Run, TIMEOUT};

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("readable")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn demarche(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn writes_are_atomic_and_overwrite_only_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.md");
    save(&path, false, |out| out.write_all(b"first")).expect("written");
    assert!(matches!(save(&path, false, |out| out.write_all(b"second")), Err(SaveError::Exists(_))));
    assert_eq!(text(&path), "first");
    let failed = save(&path, true, |out| {
        out.write_all(b"half")?;
        Err(std::io::Error::other("disk full"))
    });
    assert!(matches!(failed, Err(SaveError::Io(..))));
    assert_eq!(text(&path), "first", "a failure leaves the old file");
    save(&path, true, |out| out.write_all(b"second")).expect("written");
    assert_eq!(text(&path), "second");
    assert_eq!(names(folder.path()), ["x.md"], "no temporary files are left");
    let nowhere = save(&folder.path().join("no/such/x.md"), false, |_| Ok(())).expect_err("no folder");
    assert!(nowhere.to_string().contains("no such file or directory"), "{nowhere}");
}

#[test]
fn overwritten_file_keeps_mode_and_links() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for mode in [0o600, 0o664, 0o755] {
        fs::write(at("plain"), "old, and longer than what is written").expect("written");
        fs::set_permissions(at("plain"), fs::Permissions::from_mode(mode)).expect("a mode");
        save(&at("plain"), true, |out| out.write_all(b"new")).expect("written");
        let meta = fs::metadata(at("plain")).expect("there");
        assert_eq!((text(&at("plain")).as_str(), meta.mode() & 0o777), ("new", mode));
    }
    // A hard link shows the new content.
    fs::hard_link(at("plain"), at("other-name")).expect("a link");
    save(&at("plain"), true, |out| out.write_all(b"newer")).expect("written");
    assert_eq!(text(&at("other-name")), "newer");
    // Symbolic links are kept, even dangling ones.
    symlink("plain", at("link")).expect("a link");
    symlink("later", at("dangling")).expect("a link");
    save(&at("link"), true, |out| out.write_all(b"newest")).expect("written");
    assert_eq!(text(&at("plain")), "newest");
    assert!(matches!(save(&at("dangling"), false, |out| out.write_all(b"new")), Err(SaveError::Exists(_))));
    save(&at("dangling"), true, |out| out.write_all(b"made")).expect("written");
    assert_eq!(text(&at("later")), "made");
    assert!([at("link"), at("dangling")].iter().all(|path| path.is_symlink()));
    symlink("circle", at("circle")).expect("a link");
    assert!(save(&at("circle"), true, |_| Ok(())).is_err());
    assert_eq!(names(folder.path()), ["circle", "dangling", "later", "link", "other-name", "plain"]);
}

#[test]
fn special_files_are_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fifo");
    fifo(&path);
    let name = path.to_str().expect("UTF-8");
    // Opening a FIFO would block until there is a reader.
    let error = save(&path, true, |_| Ok(())).expect_err("not a regular file");
    assert_eq!(error.to_string(), format!("{name} is a FIFO, not a regular file"));
    let reader = std::thread::spawn({
        let path = path.clone();
        move || text(&path)
    });
    let result = demarche(&["export", "-f", "json", "-o", name, "--force"]).output().expect("started");
    assert!(result.status.success(), "{}", String::from_utf8_lossy(&result.stderr));
    let export = reader.join().expect("read");
    serde_json::from_str::<serde_json::Value>(&export).expect("the whole export");
    assert!(fs::symlink_metadata(&path).expect("there").file_type().is_fifo());
    assert_eq!(names(folder.path()), ["fifo"]);

    let result = demarche(&["export", "-f", "json", "-o", folder.path().to_str().expect("UTF-8"), "--force"]).output();
    let error = String::from_utf8(result.expect("started").stderr).expect("UTF-8");
    assert!(error.contains("is a folder, not a regular file"), "{error}");
}

#[test]
fn file_descriptors_can_be_written_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("all.json");
    // As redirected by a shell, to a pipe and to a file.
    for name in ["/dev/stdout", "/dev/fd/1"] {
        let piped = demarche(&["export", "-f", "json", "-o", name]).output().expect("started");
        serde_json::from_slice::<serde_json::Value>(&piped.stdout).expect("the whole export");
        fs::write(&file, "").expect("emptied");
        let out = fs::File::options().append(true).open(&file).expect("open");
        let status = demarche(&["export", "-f", "json", "-o", name]).stdout(out).status().expect("started");
        assert!(status.success());
        serde_json::from_str::<serde_json::Value>(&text(&file)).expect("the whole export");
    }
}

#[test]
fn signals_leave_no_temporary_files() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3)] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("x.json");
        let mut child = demarche(&["export", "-f", "json", "-o", file.to_str().expect("UTF-8")])
            .env("DEMARCHE_FAULT", "save")
            .spawn()
            .expect("started");
        let end = Instant::now() + TIMEOUT;
        while names(folder.path()).is_empty() {
            assert!(Instant::now() < end, "no temporary file");
            std::thread::yield_now();
        }
        assert!(names(folder.path())[0].starts_with(".demarche-"));
        let killed = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().expect("kill");
        assert!(killed.success());
        let status = child.wait().expect("exited");
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(number), "{status}");
        assert!(names(folder.path()).is_empty(), "{signal} leaves {:?}", names(folder.path()));
    }
}

#[test]
fn new_files_are_written_all_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("c")).expect("in the way");
    let files = [("a", "1"), ("b", "2"), ("c", "3")];
    assert!(matches!(save_all(folder.path(), &files), Err(SaveError::Exists(_))));
    assert_eq!(names(folder.path()), ["c"]);
    // The largest file exceeds the limit, as on a full disk.
    let dir = folder.path().join("mine");
    let script = format!("trap '' XFSZ; ulimit -f 8; exec {} new {}", env!("CARGO_BIN_EXE_demarche"), dir.display());
    let full = Command::new("sh").args(["-c", &script]).output().expect("sh");
    assert_eq!(full.status.code(), Some(1), "{}", String::from_utf8_lossy(&full.stderr));
    assert!(names(&dir).is_empty(), "{:?}", names(&dir));
}

#[test]
fn repeated_export_overwrites_only_an_unchanged_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("x.md");
    let mut run = Run::start(&[]);
    run.wait_for("? help").press("e").wait_for("Preview").press("\t\t\x15");
    run.press(file.to_str().expect("UTF-8")).press("\r").wait_for("Wrote");
    let first = text(&file);
    // Ctrl-e overwrites the unchanged file, but asks if it has changed.
    run.press("p").wait_for("Person (any role)").press("ushakov").wait_for("Ushakov").press("\r");
    run.wait_until("filtered", |run| !run.shows("Person (any role)")).press("\x05");
    run.wait_until("overwritten", |_| text(&file) != first);
    fs::File::options().append(true).open(&file).expect("open").write_all(b"notes of mine\n").expect("written");
    run.press("\x05").wait_for("already exists");
    assert!(text(&file).ends_with("notes of mine\n"));
    run.press("\r").wait_until("overwritten", |_| !text(&file).ends_with("notes of mine\n"));
    run.wait_until("closed", |run| !run.shows("Preview")).press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn closed_pipe_ends_an_export_quietly() {
    for format in demarche::export::FORMATS {
        let mut child = demarche(&["export", "-f", format.name]).spawn().expect("started");
        let mut start = [0; 10];
        child.stdout.take().expect("a pipe").read_exact(&mut start).expect("some output");
        let result = child.wait_with_output().expect("exited");
        let stderr = String::from_utf8_lossy(&result.stderr).into_owned();
        assert_eq!((result.status.code(), stderr.as_str()), (Some(0), ""), "{}", format.name);
    }
}
