//! Hostile input in datasets, file names and queries: it must neither control the terminal nor block the program.

use std::fs;
use std::path::Path;
use std::process::Command;

use demarche::config::Settings;
use demarche::dataset::gather::gather;
use demarche::sanitize::is_hostile;

use crate::support::program::demarche;
use crate::support::{Screen, indexed, loaded};

/// Characters of each class: C0, DEL, C1, bidirectional marks and overrides, separators, tags.
const HOSTILE: &str = "\u{1b}[31m\u{7f}\u{9b}31m\u{85}\u{61c}\u{200e}\u{202e}\u{2066}\u{2028}\u{2029}\u{e0041}";

/// A dataset with hostile text in all free texts, and with errors, so that messages quote it.
fn hostile_toml() -> String {
    // TOML forbids literal ASCII control characters, but neither their escapes nor other control characters.
    let escaped: String = HOSTILE
        .chars()
        .map(|c| if c.is_ascii_control() { format!("\\u{:04x}", c as u32) } else { c.to_string() })
        .collect();
    format!(
        "[dataset]\ntitle = \"T{escaped}\"\n\
         [person.a]\nname = \"A{escaped}\"\nparty = \"x{escaped}\"\n\
         [topic.t]\nname = \"N{escaped}\"\n\
         [source.s]\npublisher = \"P{escaped}\"\ntitle = \"S\"\nurl = \"https://example.org/{escaped}\"\n\
         [[event]]\nid = \"e\"\ntitle = \"E{escaped}\"\nkind = \"talks{escaped}\"\n\
         [[event]]\nid = \"f\"\ntitle = \"F{escaped}\"\nkind = \"talks\"\nwhen = \"2025-{escaped}\"\n\
         [[event]]\nid = \"g\"\ntitle = \"G{escaped}\"\nkind = \"talks\"\nwhen = 2025-01-01\ntopics = [\"t\"]\nsources = [\"s\"]\n\
         \"key{escaped}\" = 1\n\
         [[event]]\nid = \"h\"\ntitle = \"H{escaped}\"\nkind = \"talks\"\nwhen = 2025-01-01\ntopics = [\"t\"]\nsources = [\"s\"]\n\
         [[quote]]\nevent = \"h\"\nspeaker-desc = \"D{escaped}\"\ntext = \"Q{escaped}\"\nstance = \"accepts\"\nproposals = [\"pr\"]\n\
         [proposal.pr]\nname = \"Pr{escaped}\"\n\
         [[proposal.pr.version]]\nid = \"1\"\nname = \"Ve{escaped}\"\nwhen = 2025-01-01\nsummary = \"Su{escaped}\"\n\
         [[proposal.pr.version.point]]\nnumber = \"1\"\ntext = \"Po{escaped}\"\n\
         [[view]]\nid = \"v\"\ntitle = \"V{escaped}\"\nquery = \"by:{escaped}\"\n"
    )
}

/// Checks that output has no hostile characters except line breaks and tabs.
fn assert_harmless(what: &str, bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let hostile: Vec<char> = text.chars().filter(|&c| is_hostile(c) && !matches!(c, '\n' | '\t')).collect();
    assert!(hostile.is_empty(), "{what} has {hostile:?}:\n{text}");
}

#[test]
fn commands_escape_hostile_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("data{}.toml", HOSTILE.replace('\u{7f}', "")));
    fs::write(&file, hostile_toml()).expect("written");
    let name = file.to_str().expect("UTF-8");
    let query = format!("by:{HOSTILE}");
    let commands: &[&[&str]] = &[
        &["check", name],
        &["check", "--audit", name],
        &["list", name],
        &["list", "--lenient", name],
        &["list", "--lenient", "--long", name],
        &["list", "--lenient", "-q", &query, name],
        &["stats", "--lenient", name],
        &["quotes", "--lenient", name],
        &["positions", "--lenient", name],
        &["positions", "--lenient", "--mode", "changes", name],
        &["positions", "--lenient", "--mode", HOSTILE, name],
        &["positions", "--lenient", "--narrow", HOSTILE, name],
        &["positions", "--lenient", "--compare", HOSTILE, name],
        &["proposals", "--lenient", name],
        &["export", "-f", HOSTILE, name],
        &["export", "-f", "csv", "-o", name, "--lenient", name],
        &["list", "--as-of", HOSTILE, "--lenient", name],
        &["list", &format!("{name}/missing")],
        &["new", name],
    ];
    for args in commands {
        let output = demarche(args);
        assert_harmless(&format!("stdout of {args:?}"), &output.stdout);
        assert_harmless(&format!("stderr of {args:?}"), &output.stderr);
        assert!(output.stdout.len() + output.stderr.len() > 0, "{args:?} has no output");
    }
    assert!(String::from_utf8_lossy(&demarche(&["check", name]).stdout).contains("\\u{9b}31m"), "escaped");
}

#[test]
fn length_of_messages_is_limited() {
    let long = "x".repeat(30_000);
    let cycle: String = (0..90)
        .map(|n| {
            format!(
                "[topic.t{n}{}]\nname = \"N\"\nparent = \"t{}{}\"\n",
                "y".repeat(300),
                (n + 1) % 90,
                "y".repeat(300)
            )
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.toml");
    let event =
        format!("[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"{long}\"\ntopics = [\"{long}\"]\nwhen = \"{long}\"\n");
    fs::write(&file, format!("[dataset]\ntitle = \"T\"\n{cycle}{event}\"{long}\" = 1\n")).expect("written");
    let name = file.to_str().expect("UTF-8");
    for args in [&["check", name][..], &["list", name], &["list", "-q", &long], &["list", "-q", &format!("by:{long}")]]
    {
        let output = demarche(args);
        for line in String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8").lines() {
            let chars = line.chars().count();
            assert!(chars <= 400, "a line of {chars} characters: {}", &line[..200]);
        }
    }
}

#[test]
fn copied_command_line_is_a_single_command() {
    let query = "by:putin \"talks\u{3}\rtouch x\r it's $(touch y)\"";
    let mut screen = Screen::new(100, 20);
    screen.press("/").paste(query);
    screen.press("Enter");
    let copied = screen.copied("C");
    assert!(!copied.chars().any(is_hostile), "{copied:?}");
    // Let a shell split it into words.
    let script = format!("demarche() {{ printf '%s\\0' \"$@\"; }}; {copied}");
    if let Ok(read) = Command::new("bash").args(["-c", &script]).output() {
        let words: Vec<String> =
            read.stdout.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
        assert_eq!(words[0], "-q", "{copied}");
        assert_eq!(words.len(), 3, "{words:?}");
        assert!(words[1].contains("touch") && words[1].contains("$(touch"), "{words:?}");
    }
}

#[test]
fn unreadable_folder_does_not_affect_others() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.toml"), "").expect("written");
    fs::create_dir(folder.path().join("sub")).expect("a folder");
    fs::write(folder.path().join("sub/b.toml"), "").expect("written");
    // A path that exceeds the limit of the system, which not even root can read.
    fs::create_dir(folder.path().join("d".repeat(200))).expect("a folder");
    let mut root = folder.path().to_str().expect("UTF-8").to_owned();
    while root.len() < 4000 {
        root.push_str("/.");
    }
    let (files, faults) = gather(&[root.clone().into()]);
    let names: Vec<_> = files.iter().map(|file| file.strip_prefix(&root).expect("below")).collect();
    assert_eq!(names, [Path::new("a.toml"), Path::new("sub/b.toml")]);
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].message.contains("dddd") && faults[0].message.ends_with("file name too long"),
        "{}",
        faults[0].message
    );
}

#[test]
fn special_files_are_rejected() {
    for (path, kind) in [("/dev/zero", "a device"), ("/dev/stdin", "a")] {
        let checked = demarche(&["check", path]);
        let output = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert_eq!(checked.status.code(), Some(1), "{output}");
        assert!(output.contains(&format!("cannot read {path}: it is {kind}")), "{output}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let fifo = folder.path().join("fifo.toml");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
    for path in [fifo.as_path(), folder.path()] {
        let checked = demarche(&["check", path.to_str().expect("UTF-8")]);
        assert!(String::from_utf8_lossy(&checked.stdout).contains("fifo.toml: it is a FIFO, not a regular file"));
    }
    // Nor does it block startup as the configuration file.
    let config = folder.path().join("config/demarche");
    fs::create_dir_all(&config).expect("a folder");
    assert!(Command::new("mkfifo").arg(config.join("config.toml")).status().expect("mkfifo").success());
    let mut run = crate::support::pty::Run::with(
        &[],
        &[("XDG_CONFIG_HOME", folder.path().join("config").to_str().expect("UTF-8"))],
    );
    run.wait_for("it is a FIFO").press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn sizes_are_limited() {
    let with = |more: &str| format!("[dataset]\ntitle = \"T\"\n{more}");
    let event = |more: &str| {
        with(&format!("[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-01\n{more}\n"))
    };
    let message =
        |text: &str| loaded(text).faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>().join("\n");
    assert!(
        message(&event(&format!("summary = \"{}\"", "x".repeat((1 << 20) + 1)))).contains("a text of 1048577 bytes")
    );
    assert!(!message(&event(&format!("summary = \"{}\"", "x".repeat(1 << 20)))).contains("a text of"));
    assert!(message(&event(&format!("venue = \"V\"\ntags = [{}]", "\"t\",".repeat(2001)))).contains("2001 items"));
    assert!(!message(&event(&format!("tags = [{}]", "\"t\",".repeat(2000)))).contains("items"));
    assert!(message(&with(&format!("[topic.t]\nname = \"{}\"\n", "ы".repeat(1001)))).contains("1001 characters"));
    assert!(!message(&with(&format!("[topic.t]\nname = \"{}\"\n", "ы".repeat(1000)))).contains("characters"));
    let chain = |levels: usize| -> String {
        let topic = |n: usize| {
            let parent = if n == 0 { String::new() } else { format!("parent = \"t{}\"\n", n - 1) };
            format!("[topic.t{n}]\nname = \"N\"\n{parent}")
        };
        with(&(0..levels).map(topic).collect::<String>())
    };
    assert!(!message(&chain(101)).contains("levels"));
    assert_eq!(message(&chain(102)).matches("more than 100 levels").count(), 1);
}

#[test]
fn very_long_text_is_truncated_on_the_screen() {
    let text = "peace talks ".repeat(87_000);
    let toml = format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkind = \"talks\"\nwhen = 2025-01-01\nsummary = \"{text}\"\n"
    );
    let mut screen = Screen::of(indexed(&toml), 120, 30, Settings::default());
    // The whole text is searched, highlighted, and exported, but not all of it is wrapped.
    screen.press("/ `peace` Enter l G");
    assert!(screen.text().contains("more characters"), "{}", screen.text());
    let marks = format!(
        "[dataset]\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"Z{}\"\nkind = \"talks\"\n",
        "\u{301}".repeat(990)
    );
    let screen = Screen::of(indexed(&marks), 120, 30, Settings::default()).text();
    assert!(screen.matches('\u{301}').count() < 200, "{}", screen.matches('\u{301}').count());
}
