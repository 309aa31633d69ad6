//! The rules of the architecture: which module may use which, and how long a file may be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module with the modules that it may use. Data flows from files to the screen; nothing points back.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("sanitize", &[]),
    ("diagnostic", &["sanitize"]),
    ("names", &["model"]),
    ("prose", &["model"]),
    ("dataset", &["model", "names", "diagnostic", "sanitize"]),
    ("index", &["model", "names", "prose", "sanitize"]),
    ("query", &["model", "names", "prose", "index", "diagnostic", "sanitize"]),
    ("selection", &["model", "index"]),
    ("view", &["model", "index", "query", "selection"]),
    ("lens", &["model", "names", "prose", "index", "query", "selection", "view", "sanitize"]),
    (
        "export",
        &["model", "names", "prose", "index", "query", "selection", "lens", "dataset", "diagnostic", "sanitize"],
    ),
    ("workspace", &["dataset", "diagnostic", "index", "query"]),
    ("config", &["model", "diagnostic"]),
    ("storage", &["diagnostic"]),
    (
        "tui",
        &[
            "model",
            "names",
            "prose",
            "index",
            "query",
            "selection",
            "view",
            "lens",
            "export",
            "workspace",
            "config",
            "storage",
            "dataset",
            "diagnostic",
            "sanitize",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "names",
            "prose",
            "index",
            "query",
            "selection",
            "view",
            "lens",
            "export",
            "workspace",
            "config",
            "storage",
            "dataset",
            "diagnostic",
            "sanitize",
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

fn module(file: &Path) -> String {
    let inside = file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = inside.components().next().expect("a name").as_os_str().to_str().expect("a name");
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a file names, in code and in the tests beside it: `crate::module`, also in a list of them.
fn named(text: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with('$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or("");
            modules.extend(list.split(',').map(|item| word(item.trim())));
        } else {
            modules.push(word(rest));
        }
    }
    modules
}

#[test]
fn modules_depend_on_each_other_in_one_direction() {
    let allowed: BTreeMap<&str, &[&str]> = MODULES.iter().copied().collect();
    for (module, uses) in MODULES {
        for used in *uses {
            assert!(!allowed[used].contains(module), "{module} and {used} use each other");
        }
    }
    let mut wrong = Vec::new();
    for file in sources() {
        let module = module(&file);
        let Some(uses) = allowed.get(module.as_str()) else {
            assert!(["main", "lib"].contains(&module.as_str()), "{module} is not in the list of modules");
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a file");
        // Macros name their own module through `$crate`.
        for used in named(&text) {
            if used != module && allowed.contains_key(used.as_str()) && !uses.contains(&used.as_str()) {
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
        let may = ["/tui/runtime", "/dataset/", "/cli", "/export/save.rs", "/config/file.rs", "/storage.rs", "main.rs"];
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

#[test]
fn signals_are_handled_by_one_version_of_one_crate() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("a lock file");
    assert_eq!(lock.matches("name = \"signal-hook\"\n").count(), 1);
}
