//! The measurements behind the targets: `cargo bench --bench targets -- EVENTS` prints one table.
//!
//! Beside each figure stands the limit measured in the same run (reading the files, passing over their bytes, the same records
//! from JSON), because absolute figures move with the machine. The dataset is synthetic, see `examples/generate.rs`; it is
//! written once per size and kept in the build folder. `cargo test` runs it too, with a small size, and judges no times.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement that stops at the first error")]

#[path = "../examples/generate/dataset.rs"]
mod dataset;
#[path = "targets/exports.rs"]
mod exports;
#[path = "targets/limits.rs"]
mod limits;
#[path = "targets/load.rs"]
mod load;
#[path = "targets/persons.rs"]
mod persons;
#[path = "targets/queries.rs"]
mod queries;
#[path = "targets/reload.rs"]
mod reload;
#[path = "targets/screen.rs"]
mod screen;
#[path = "targets/start.rs"]
mod start;
#[path = "targets/table.rs"]
mod table;

use std::path::{Path, PathBuf};

use table::Table;

/// The size measured if none is given.
const DEFAULT: usize = 1000;
/// The size with which the tests check that everything still runs.
const TEST: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // A test runner asks for the names of the tests first.
    if arguments.iter().any(|argument| argument == "--list") {
        if !arguments.iter().any(|argument| argument == "--ignored") {
            println!("targets: test");
        }
        return;
    }
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|size| size.replace('_', "").parse().ok()).collect();
    if sizes.is_empty() {
        // Cargo says so when it measures, and nothing when it tests.
        let measuring = arguments.iter().any(|argument| argument == "--bench");
        sizes.push(if measuring { DEFAULT } else { TEST });
    }
    sizes.into_iter().for_each(measure);
}

fn measure(events: usize) {
    let folder = folder(events);
    let limits = limits::measure(&folder);
    let mut table = Table::new(events, &limits);
    start::measure(&folder, &limits, &mut table);
    let workspace = load::measure(&folder, &limits, &mut table);
    queries::measure(&workspace.index, &mut table);
    exports::measure(&workspace.index, &mut table);
    screen::measure(workspace, &folder, &mut table);
    persons::measure(events, &mut table);
    println!("{table}");
}

/// The folder with the dataset of this size, written at the first call.
fn folder(events: usize) -> PathBuf {
    written(&format!("synthetic-{events}"), |folder| dataset::write(events, 1, folder))
}

/// The folder of this name, written at the first call.
fn written(name: &str, write: impl FnOnce(&Path) -> std::io::Result<dataset::Written>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let complete = folder.join(".complete");
    if !complete.exists() {
        let written = write(&folder).unwrap();
        std::fs::write(complete, format!("{written:?}")).unwrap();
    }
    folder
}
