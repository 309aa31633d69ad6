//! Rules of the architecture: allowed dependencies between modules, and the length of files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module with the modules that it may use. Data flows in one direction, from files to the screen.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &["parallel"]),
    ("sanitize", &[]),
    ("parallel", &[]),
    ("fault_injection", &[]),
    ("files", &["fault_injection", "sanitize"]),
    ("diagnostic", &["sanitize"]),
    ("names", &["model", "parallel"]),
    ("prose", &["model"]),
    ("dataset", &["model", "names", "files", "diagnostic", "sanitize", "parallel"]),
    ("index", &["model", "names", "prose", "sanitize", "parallel"]),
    ("query", &["model", "names", "prose", "index", "diagnostic", "sanitize", "parallel"]),
    ("audit", &["model", "index", "query", "diagnostic"]),
    ("selection", &["model", "index", "prose"]),
    ("view", &["model", "index", "query", "selection"]),
    ("lens", &["model", "names", "prose", "index", "query", "selection", "view", "sanitize"]),
    (
        "export",
        &["model", "names", "prose", "index", "query", "selection", "lens", "dataset", "diagnostic", "sanitize"],
    ),
    (
        "reference_tests",
        &["model", "names", "dataset", "diagnostic", "index", "selection", "lens", "query", "export", "workspace"],
    ),
    ("workspace", &["model", "dataset", "diagnostic", "index", "query"]),
    ("config", &["model", "files", "diagnostic"]),
    ("storage", &["files", "diagnostic", "sanitize"]),
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
            "files",
            "fault_injection",
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
            "files",
            "fault_injection",
            "dataset",
            "diagnostic",
            "sanitize",
            "audit",
            "tui",
        ],
    ),
];

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                pending.push(entry);
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

/// The modules that a file refers to as `crate::module`, including its unit tests.
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
    let mut violations = Vec::new();
    for file in sources() {
        let module = module(&file);
        let Some(uses) = allowed.get(module.as_str()) else {
            assert!(["main", "lib"].contains(&module.as_str()), "{module} is not in the list of modules");
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a file");
        for used in named(&text) {
            if used != module && allowed.contains_key(used.as_str()) && !uses.contains(&used.as_str()) {
                violations.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(violations.is_empty(), "{violations:#?}");
}

/// Modules without circular imports between their files.
const ACYCLIC: &[&str] = &["names", "query", "tui"];

/// The code of a file without comments and unit tests, which may use everything.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths after `crate::` or `super::`, in `use` declarations and elsewhere, as segments relative to the crate. `module`
/// is the path of the file's own module.
fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let is_path_start = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c));
    for (at, root) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        // `pub(in crate::query)` is not an import.
        if !is_path_start(at) || code[..at].ends_with("(in ") {
            continue;
        }
        let mut base = if root == "super::" { module.to_vec() } else { Vec::new() };
        let mut rest = &code[at..];
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
        expand(&base, rest.strip_prefix("crate::").unwrap_or(rest), &mut found);
    }
    found
}

/// Adds the paths of a use tree: `a::b`, `a::{b, c::d}`, `{self, a}`. Returns the text after it.
fn expand<'t>(base: &[String], tree: &'t str, found: &mut Vec<Vec<String>>) -> &'t str {
    let mut path = base.to_vec();
    let mut rest = tree.trim_start();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            rest = group;
            loop {
                rest = expand(&path, rest, found).trim_start();
                match rest.strip_prefix(',') {
                    Some(next) if !next.trim_start().starts_with('}') => rest = next,
                    Some(next) => rest = next.trim_start(),
                    None => break,
                }
            }
            return rest.strip_prefix('}').unwrap_or(rest);
        }
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        rest = &rest[name.len()..];
        if !name.is_empty() && name != "self" {
            path.push(name);
        }
        match rest.strip_prefix("::") {
            Some(next) => rest = next,
            None => break,
        }
    }
    // `a as b`
    rest = rest
        .strip_prefix(" as ")
        .map_or(rest, |renamed| renamed.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'));
    found.push(path);
    rest
}

/// The import graph of the files. A path refers to the deepest module on it. A module also imports the modules that it
/// declares with `mod`, so that importing a re-export from an ancestor counts as circular.
fn imports(files: &[(Vec<String>, String)]) -> BTreeMap<String, Vec<String>> {
    let exists = |path: &[String]| files.iter().any(|(module, _)| module == path);
    let mut graph = BTreeMap::new();
    for (module, text) in files {
        let code = code(text);
        let mut named = paths(&code, module);
        let declared = code.lines().filter_map(|line| line.trim().strip_suffix(';')?.rsplit_once("mod "));
        named.extend(declared.map(|(_, name)| module.iter().cloned().chain([name.to_owned()]).collect()));
        let modules = named.iter().filter_map(|path| {
            let depth = (1..=path.len()).rev().find(|depth| exists(&path[..*depth]))?;
            Some(path[..depth].join("::"))
        });
        let mut modules: Vec<String> = modules.filter(|other| *other != module.join("::")).collect();
        modules.sort_unstable();
        modules.dedup();
        graph.insert(module.join("::"), modules);
    }
    graph
}

/// Finds an import cycle.
fn cycle(graph: &BTreeMap<String, Vec<String>>) -> Option<Vec<String>> {
    fn visit<'g>(
        at: &'g str,
        graph: &'g BTreeMap<String, Vec<String>>,
        stack: &mut Vec<&'g str>,
        done: &mut Vec<&'g str>,
    ) -> Option<Vec<String>> {
        if let Some(start) = stack.iter().position(|module| *module == at) {
            return Some(stack[start..].iter().chain([&at]).map(ToString::to_string).collect());
        }
        if done.contains(&at) {
            return None;
        }
        stack.push(at);
        let found = graph.get(at)?.iter().find_map(|next| visit(next, graph, stack, done));
        stack.pop();
        done.push(at);
        found
    }
    graph.keys().find_map(|start| visit(start, graph, &mut Vec::new(), &mut Vec::new()))
}

#[test]
fn imports_within_a_module_are_acyclic() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in ACYCLIC {
        let files: Vec<(Vec<String>, String)> = sources()
            .into_iter()
            .map(|file| {
                let inside = file.strip_prefix(&src).expect("below src").with_extension("");
                let path = inside.iter().map(|part| part.to_str().expect("a name").to_owned()).collect();
                (path, std::fs::read_to_string(&file).expect("a file"))
            })
            .filter(|(path, _): &(Vec<String>, String)| path[0] == *module)
            .collect();
        let graph = imports(&files);
        assert!(graph.values().map(Vec::len).sum::<usize>() >= files.len(), "{module}: too few imports found");
        if let Some(cycle) = cycle(&graph) {
            panic!("circular imports: {}", cycle.join(" → "));
        }
    }
}

#[test]
fn circular_imports_are_detected() {
    let of = |files: &[(&str, &str)]| {
        let path = |name: &str| name.split("::").map(ToOwned::to_owned).collect();
        let files: Vec<_> = files.iter().map(|(name, text)| (path(name), (*text).to_owned())).collect();
        cycle(&imports(&files)).map(|cycle| cycle.join(" "))
    };
    let root = ("q", "mod a;\npub mod b;\npub use a::A;");
    assert_eq!(of(&[root, ("q::a", "use super::b::{self, B as C};"), ("q::b", "pub struct B;")]), None);
    let cycle = of(&[root, ("q::a", "use crate::q::{b::{B, D}};"), ("q::b", "fn f() { super::a::A::new(); }")]);
    assert_eq!(cycle.as_deref(), Some("q::a q::b q::a"));
    let re_export = of(&[root, ("q::a", "pub struct A;"), ("q::b", "use super::A;")]);
    assert_eq!(re_export.as_deref(), Some("q q::b q"), "re-exports are imported from the file that re-exports them");
    let in_tests =
        "//! [`crate::q::b`]\npub(in crate::q) struct A;\n#[cfg(test)]\nmod tests { use super::super::b::B; }";
    assert_eq!(
        of(&[root, ("q::a", in_tests), ("q::b", "use super::a;")]),
        None,
        "comments, visibility and tests are not imports"
    );
}

#[test]
fn drawing_has_no_side_effects() {
    for file in sources() {
        let path = file.display().to_string();
        let text = std::fs::read_to_string(&file).expect("a file");
        if path.contains("/tui/ui") {
            assert!(!text.contains("&mut App") && !text.contains("&mut self.app"), "{path}");
        }
        let forbidden = ["std::fs", "std::env", "Utc::now", "std::process"];
        let allowed = [
            "/tui/runtime",
            "/dataset/",
            "/cli",
            "/files",
            "/fault_injection.rs",
            "/config/file.rs",
            "/storage.rs",
            "main.rs",
        ];
        if !allowed.iter().any(|place| path.contains(place)) {
            for name in forbidden {
                assert!(!text.contains(name), "{path} uses {name}");
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
fn every_file_has_a_module_comment() {
    for file in sources() {
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.starts_with("//! "), "{} has no module comment", file.display());
    }
}

#[test]
fn only_one_version_of_signal_hook_is_used() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("a lock file");
    assert_eq!(lock.matches("name = \"signal-hook\"\n").count(), 1);
}
