//! What happens to a screen, one step per line: keys, typed and pasted text, clicks, the wheel, sizes, saves of the file. The model
//! of `tests/it/model` says what must hold after each step.

use crate::Target;
use crate::model::{read, take, written};

/// The target.
pub const TARGET: Target = Target { name: "keys", check, words };

/// The most steps that are taken.
const MAX_STEPS: usize = 80;

fn check(input: &[u8]) {
    let mut steps = read(&String::from_utf8_lossy(input));
    steps.truncate(MAX_STEPS);
    if let Err(broken) = take(&steps) {
        panic!("{broken}\nafter these steps:\n\n{}", written(&steps));
    }
}

fn words() -> Vec<String> {
    let keys = demarche::tui::action::all().into_iter().flat_map(|info| info.keys.iter().copied());
    let keys = keys.map(|key| format!("\nkey {key}\n"));
    let lines = [
        "type by:anna",
        "type is:marked",
        "type asof:2025-01-20 ",
        "type in:2025-01",
        "type (kind:talks or ",
        "type opening",
        "type 50%",
        "paste -topic:river",
        "paste a\\n\\tb",
        "click 5 12",
        "click 70 9",
        "wheel 3",
        "wheel -9",
        "resize 80 24",
        "resize 160 40",
        "resize 0 0",
        "resize 3 3",
        "resize 89 13",
        "resize 500 20",
        "save whole",
        "save without 1 2 3",
        "save with 3",
        "save hostile",
        "save cut 50",
        "save broken",
        "save other",
        "save empty",
        "load-failed",
        "answer exists",
        "answer failed",
        "answer written",
    ];
    keys.chain(lines.map(|line| format!("\n{line}\n"))).collect()
}
