//! The rules of the house: which room may use which, and how long a file may be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use. Data flows from files to the screen; nothing points back.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("plain", &[]),
    ("diagnostic", &["plain"]),
    ("names", &["model", "diagnostic"]),
    ("dataset", &["model", "diagnostic", "plain"]),
    ("index", &["model", "names"]),
    ("query", &["model", "names", "index", "diagnostic"]),
    ("selection", &["model", "index"]),
    ("lens", &["model", "names", "index", "query", "selection", "plain"]),
    ("export", &["model", "names", "index", "query", "selection", "lens", "dataset", "plain"]),
    ("workspace", &["dataset", "diagnostic", "index", "query"]),
    ("config", &["model", "diagnostic", "dataset"]),
    (
        "tui",
        &[
            "model",
            "names",
            "index",
            "query",
            "selection",
            "lens",
            "export",
            "workspace",
            "config",
            "dataset",
            "diagnostic",
            "plain",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "index",
            "query",
            "selection",
            "lens",
            "export",
            "workspace",
            "config",
            "dataset",
            "diagnostic",
            "plain",
            "tui",
        ],
    ),
];

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(entry);
            }
        }
    }
    found
}

fn room(file: &Path) -> String {
    let inside = file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = inside.components().next().expect("a name").as_os_str().to_str().expect("a name");
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a file names, in code and in the tests beside it: `crate::room`, also in a list of them.
fn named(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with('$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or("");
            rooms.extend(list.split(',').map(|item| word(item.trim())));
        } else {
            rooms.push(word(rest));
        }
    }
    rooms
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    for (room, uses) in ROOMS {
        for used in *uses {
            assert!(!allowed[used].contains(room), "{room} and {used} use each other");
        }
    }
    let mut wrong = Vec::new();
    for file in sources() {
        let room = room(&file);
        let Some(uses) = allowed.get(room.as_str()) else {
            assert!(["main", "lib"].contains(&room.as_str()), "{room} is no room of the house");
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a file");
        // Macros name their own room through `$crate`.
        for used in named(&text) {
            if used != room && allowed.contains_key(used.as_str()) && !uses.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn drawing_changes_no_state_and_touches_no_file() {
    for file in sources() {
        let path = file.display().to_string();
        let text = std::fs::read_to_string(&file).expect("a file");
        if path.contains("/tui/ui") {
            assert!(!text.contains("&mut App") && !text.contains("&mut self.app"), "{path}");
        }
        let outside = ["std::fs", "std::env", "Utc::now", "std::process"];
        let may =
            ["/tui/runtime", "/dataset/", "/cli", "/export/save.rs", "/config/file.rs", "/config/state.rs", "main.rs"];
        if !may.iter().any(|place| path.contains(place)) {
            for name in outside {
                assert!(!text.contains(name), "{path} reaches outside by {name}");
            }
        }
    }
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    for file in sources() {
        let lines = std::fs::read_to_string(&file).expect("a file").lines().count();
        assert!(lines <= 500, "{} has {lines} lines", file.display());
    }
}

#[test]
fn every_module_says_why_it_exists() {
    for file in sources() {
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.starts_with("//! "), "{} has no header", file.display());
    }
}
