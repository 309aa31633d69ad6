//! A model of the screen: what a person at it and an editor beside it can do, step by step, and what must hold after every
//! step. `sequences.rs` draws random steps, and so does the fuzzer (`fuzz/src/keys.rs`), which includes this folder.
//!
//! * [`step`] — one step, and its line of text
//! * [`data`] — what is saved in the file: records added, removed, broken
//! * [`screen`] — takes the steps, and remembers what must come back
//! * [`laws`] — what holds on every screen

pub(crate) mod data;
mod laws;
mod screen;
pub(crate) mod step;

use screen::Screen;
use step::Step;

/// Takes all steps on a new screen; the error names the first one after which something did not hold.
pub(crate) fn take(steps: &[Step]) -> Result<(), String> {
    let mut screen = Screen::new();
    for (at, step) in steps.iter().enumerate() {
        let last = at + 1 == steps.len();
        screen.take(step, last).map_err(|broken| format!("step {}, {step}: {broken}", at + 1))?;
    }
    Ok(())
}

/// A digest of all screens that were drawn on this thread: two versions of the program that take the same steps and show the same
/// have the same digest.
#[allow(dead_code, reason = "the fuzzer does not compare versions")]
pub(crate) fn screens() -> u64 {
    laws::SCREENS.get()
}

/// Reads steps, one per line; lines that are none are left out.
pub(crate) fn read(text: &str) -> Vec<Step> {
    text.lines().filter_map(Step::read).collect()
}

/// The steps as text, one per line.
pub(crate) fn written(steps: &[Step]) -> String {
    steps.iter().map(|step| format!("{step}\n")).collect()
}
