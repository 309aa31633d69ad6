//! Writes a synthetic dataset of any size, for measurements: `cargo run --release --example generate -- EVENTS FOLDER [SEED]`.
//!
//! The same size and seed always give the same files. Nothing in it is real: names, places and texts are random syllables.

#[path = "generate/dataset.rs"]
mod dataset;

use std::path::PathBuf;
use std::process::ExitCode;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let events = arguments.next().and_then(|events| events.replace('_', "").parse().ok());
    let (Some(events), Some(folder)) = (events, arguments.next().map(PathBuf::from)) else {
        eprintln!("usage: generate EVENTS FOLDER [SEED]");
        return ExitCode::from(2);
    };
    let seed = arguments.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    match dataset::write(events, seed, &folder) {
        Ok(written) => {
            let (files, bytes) = (written.files, written.bytes);
            println!("{events} events and {} quotes: {files} files, {bytes} bytes", written.quotes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write to {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
