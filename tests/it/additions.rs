//! What it takes to add a lens, an export format and a field of the query language: a file of its own and its lines in one other.
//! A copy of the sources gets a toy of each; it must build, and the program must offer it everywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use demarche::tui::action::{Action, all};

use crate::support::pty::Run;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A file to add, and lines to add before others in files that are there.
struct Addition {
    file: &'static str,
    text: &'static str,
    /// Path, the text before which it goes, what is inserted.
    lines: &'static [(&'static str, &'static str, &'static str)],
}

const LENS: Addition = Addition {
    file: "src/lens/toy.rs",
    text: r#"//! A toy.

use super::Lens;
use super::sheet::{Cell, Column, Sheet, Width};

pub(super) const LENS: Lens = Lens {
    name: "toy",
    title: "Toys",
    help: "a table of ids",
    columns: &["id"],
    modes: &[],
    quotes_only: false,
    build: |answered, view| {
        let id = Column {
            name: "id",
            title: "Id of a toy",
            width: Width::Rest,
            rank: 0,
            cell: |index, record| Cell::plain(index.id(record)),
            compare: None,
        };
        let records = answered.selection.records.iter().collect();
        Sheet::table(&answered.index, records, vec![id], (view.sort.as_deref(), view.reverse))
    },
};
"#,
    lines: &[("src/lens.rs", "use crate::view::", "mod toy;\n\n"), ("src/lens.rs", "];\n", ", toy::LENS")],
};

const FORMAT: Addition = Addition {
    file: "src/export/toy.rs",
    text: r#"//! A toy.

use std::io::{self, Write};

use super::{Export, Format};

pub(super) const TOY: Format =
    Format { name: "toys", extension: "toy", help: "bare ids, one a line", write, sheet: None };

fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    export.records().try_for_each(|(record, _)| writeln!(out, "{}", export.index.id(record)))
}
"#,
    lines: &[("src/export.rs", "use std::io", "mod toy;\n\n"), ("src/export.rs", "];\n", ", toy::TOY")],
};

const FIELD: Addition = Addition {
    file: "src/query/fields/toy.rs",
    text: r#"//! A toy.

use super::definition::{Definition, Values};

pub(in crate::query) const TOY: Definition = Definition {
    help: "the id begins with these letters",
    example: "toy:a",
    values: Values::Text,
    select: |context, values| {
        let index = context.index;
        Ok(index.scan(|record| {
            let id = index.dataset.record_id(record);
            values.iter().any(|value| id.starts_with(&value.text))
        }))
    },
};
"#,
    lines: &[
        ("src/query/fields.rs", "pub use definition", "mod toy;\n\n"),
        ("src/query/keys.rs", "            Asof \"asof\"", "            Toy \"toy\" = toy::TOY;\n"),
    ],
};

/// The sources with additions, as a package of another name, so that its program is built next to the real one.
fn copy_with(additions: &[&Addition], to: &Path) -> BTreeSet<&'static str> {
    for name in ["src", "data"] {
        let copied = Command::new("cp").arg("-R").arg(Path::new(ROOT).join(name)).arg(to).status();
        assert!(copied.expect("cp").success());
    }
    for name in ["Cargo.toml", "Cargo.lock"] {
        let text = fs::read_to_string(Path::new(ROOT).join(name)).expect("a file");
        let renamed = text.replacen("name = \"demarche\"\n", "name = \"demarche-toys\"\n", 1);
        assert_ne!(text, renamed);
        // The fuzz targets are not copied.
        let renamed = renamed.replacen("[workspace]\nmembers = [\"fuzz\"]\n", "", 1);
        let library = if name == "Cargo.toml" { "\n[lib]\nname = \"demarche\"\n" } else { "" };
        fs::write(to.join(name), renamed.split("\n[[bench]]").next().expect("a text").to_owned() + library)
            .expect("written");
    }
    let mut touched = BTreeSet::new();
    for addition in additions {
        fs::write(to.join(addition.file), addition.text).expect("written");
        for (path, before, line) in addition.lines {
            let text = fs::read_to_string(to.join(path)).expect("a file");
            let at = text.find(before).unwrap_or_else(|| panic!("{path} has no {before:?}"));
            fs::write(to.join(path), format!("{}{line}{}", &text[..at], &text[at..])).expect("written");
            touched.insert(*path);
        }
    }
    touched
}

/// Builds a copy in the target folder of this build, whose dependencies are built.
fn build(copy: &Path) -> PathBuf {
    let target = std::env::current_exe().expect("a path").ancestors().nth(3).expect("the target folder").to_owned();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(copy)
        .output()
        .expect("cargo");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    target.join("debug/demarche-toys")
}

#[test]
fn a_lens_a_format_and_a_field_take_a_file_each_and_their_lines_in_a_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let touched = copy_with(&[&LENS, &FORMAT, &FIELD], folder.path());
    assert_eq!(
        touched.into_iter().collect::<Vec<_>>(),
        ["src/export.rs", "src/lens.rs", "src/query/fields.rs", "src/query/keys.rs"]
    );
    let program = build(folder.path());
    let text = |output: Output| {
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8(said).expect("UTF-8")
    };
    let run = |args: &[&str]| text(Command::new(&program).args(args).output().expect("it runs"));

    // The command line, its help and its errors.
    let query = ["-q", "toy:kremlin-talks"];
    let ids = run(&["list", "--ids", query[0], query[1]]);
    assert!(ids.starts_with("kremlin-talks") && ids.lines().all(|id| id.starts_with("kremlin-talks")), "{ids}");
    assert_eq!(run(&["export", "-f", "toys", query[0], query[1]]), ids);
    let csv = run(&["toy", "-f", "csv", query[0], query[1]]);
    let first = |line: &str| line.split(',').next().map(ToOwned::to_owned);
    assert_eq!(csv.lines().skip(1).filter_map(first).collect::<Vec<_>>(), ids.lines().collect::<Vec<_>>(), "{csv}");
    assert!(run(&["--help"]).contains("a table of ids"));
    assert!(run(&["export", "--help"]).contains("bare ids, one a line"));
    assert!(
        run(&["list", "-q", "tooy:kremlin"]).contains("did you mean toy:"),
        "{}",
        run(&["list", "-q", "tooy:kremlin"])
    );
    assert!(run(&["export", "-f", "tois"]).contains("toys"));

    // The screen: key, title, completion, export dialogue.
    let lenses = all().into_iter().filter(|info| matches!(info.action, Action::Lens(_))).count();
    let mut screen = Run::of(&program, &[], &[]);
    screen
        .wait_for("help")
        .press(&(lenses + 1).to_string())
        .wait_for("Id of a toy")
        .press("/to")
        .wait_for("the id begins with these letters");
    screen.press("\x1b").wait_until("closed", |run| !run.shows("the id begins with these letters"));
    screen
        .press("e")
        .wait_for("toys")
        .press("toys")
        .wait_for("bare ids, one a line")
        .press("\x1b")
        .wait_until("closed", |run| !run.shows("bare ids"));
    screen.press("q");
    assert_eq!(screen.wait_for_exit(), 0);
}
