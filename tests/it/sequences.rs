//! Random steps on a screen, against the model of it: `DEMARCHE_SEQUENCES` says how many sequences, `DEMARCHE_SEED` which.
//! docs/testing.md has the command for very many.

use std::panic::{self, AssertUnwindSafe};
use std::thread;

use demarche::tui::action;
use proptest::prelude::*;
use proptest::sample::select as one_of;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::model::data::Saved;
use crate::model::step::{Answer, Step};
use crate::model::{read, screens, take, written};

/// How many sequences are tried, unless the environment says more.
const SEQUENCES: u32 = 2_000;

/// The most steps of a sequence.
const MAX_STEPS: usize = 30;

/// Every key of every action, and what every line edits with.
fn keys() -> Vec<String> {
    let edits = ["Left", "Right", "Home", "End", "Delete", "Backspace", "Ctrl-w", "Ctrl-u", "Ctrl-k", "Space", "F5"];
    let declared = action::all().into_iter().flat_map(|info| info.keys.iter().copied());
    declared.chain(edits).map(ToOwned::to_owned).collect()
}

/// Keys that lead somewhere more often than most.
const OFTEN: &[&str] = &["Enter", "Esc", "j", "k", "Tab", "m", "u", "/", "'", "p", "f", "2", "1", "l", "h"];

/// What is typed into whatever is open.
const TEXTS: &[&str] = &[
    "by:anna",
    "kind:talks or ",
    "-topic:river",
    "(trade",
    "is:marked",
    "in:2025-01",
    "asof:2025-01-20 ",
    "2025-01",
    "50%",
    "opening",
    "pers",
    "tag:",
    "ушаков",
    "停火",
    "zzz",
    "\"",
    "id:supper",
    "id:extra-2",
];

fn saved() -> impl Strategy<Value = Saved> {
    prop_oneof![
        4 => Just(Saved::Whole),
        6 => prop::collection::vec(0u16..38, 1..12).prop_map(Saved::Without),
        1 => Just(Saved::Without((0..38).collect())),
        3 => (0u16..12).prop_map(Saved::With),
        2 => Just(Saved::Hostile),
        4 => (0u16..100).prop_map(Saved::Cut),
        3 => Just(Saved::Broken),
        1 => Just(Saved::Other),
        1 => Just(Saved::Empty),
    ]
}

fn size() -> impl Strategy<Value = Step> {
    let any = prop_oneof![
        24 => (20u16..160, 5u16..50),
        8 => (0u16..12, 0u16..12),
        4 => (0u16..=500, 0u16..=30),
        2 => (0u16..=100, 0u16..=200),
        1 => Just((500, 200)),
    ];
    any.prop_map(|(width, height)| Step::Resize(width, height))
}

fn step() -> impl Strategy<Value = Step> {
    let texts = prop_oneof![3 => one_of(TEXTS).prop_map(ToOwned::to_owned), 1 => "[ -~а-я]{1,6}"];
    let pasted = prop_oneof![one_of(TEXTS).prop_map(ToOwned::to_owned), ".{0,30}", "[\n\t\u{1b}a]{1,20}"];
    prop_oneof![
        24 => one_of(keys()).prop_map(Step::Key),
        12 => one_of(OFTEN).prop_map(|name| Step::Key((*name).to_owned())),
        6 => texts.prop_map(Step::Type),
        2 => pasted.prop_map(Step::Paste),
        3 => (0u16..180, 0u16..50).prop_map(|(x, y)| Step::Click(x, y)),
        2 => (-20i32..20).prop_map(Step::Wheel),
        4 => size(),
        8 => saved().prop_map(Step::Save),
        1 => Just(Step::LoadFailed),
        1 => one_of(&[Answer::Exists, Answer::Failed, Answer::Written][..]).prop_map(Step::Answer),
    ]
}

/// Takes the steps; a panic is a failure like others.
fn outcome(steps: &[Step]) -> Result<(), String> {
    panic::catch_unwind(AssertUnwindSafe(|| take(steps))).unwrap_or_else(|_| Err("a panic".to_owned()))
}

/// Tries so many sequences: the digest of all screens. The error is the shortest sequence that fails, as text.
fn explore(seed: u64, thread: u64, sequences: u32) -> Result<u64, String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&thread.to_le_bytes());
    let config = Config { cases: sequences, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let steps = prop::collection::vec(step(), 1..MAX_STEPS);
    let explored = runner.run(&steps, |steps| outcome(&steps).map_err(TestCaseError::fail));
    explored.map(|()| screens()).map_err(|error| match error {
        TestError::Fail(reason, steps) => format!("{reason}\nafter these steps:\n\n{}", written(&steps)),
        TestError::Abort(reason) => reason.to_string(),
    })
}

fn number<N: std::str::FromStr>(variable: &str) -> Option<N> {
    std::env::var(variable).ok()?.replace(['_', ','], "").parse().ok()
}

#[test]
#[allow(clippy::print_stdout, reason = "the digests are asked for with --nocapture")]
fn no_sequence_of_keys_clicks_sizes_and_reloads_breaks_a_law() {
    let sequences = number("DEMARCHE_SEQUENCES").unwrap_or(SEQUENCES);
    let seed = number("DEMARCHE_SEED").unwrap_or_else(rand_seed);
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    let share = sequences.div_ceil(threads);
    let (digests, failures): (Vec<_>, Vec<_>) = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|nth| scope.spawn(move || explore(seed, nth.into(), share))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic is left")).partition(Result::is_ok)
    });
    let failures: Vec<String> = failures.into_iter().filter_map(Result::err).collect();
    println!("{sequences} sequences with seed {seed} on {threads} threads; digests of the screens:");
    digests.into_iter().flatten().for_each(|digest| println!("{digest:016x}"));
    let again = format!("DEMARCHE_SEED={seed} DEMARCHE_SEQUENCES={sequences}");
    assert!(failures.is_empty(), "{again}\n{}", failures.join("\n"));
}

/// Another seed each time.
fn rand_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0)
}

/// Sequences that failed once, shortened: the name says what was wrong.
const FIXED: &[(&str, &str)] = &[
    ("the line of an error in the query hides the cursor", "key G\nkey /\npaste (a\n"),
    ("the list does not scroll back when that line is gone", "resize 100 14\nkey G\nkey /\npaste (a\nkey Ctrl-u\n"),
    ("a percentage leads to a heading while the detail has the focus", "key Tab\nkey :\ntype 50%\nkey Enter\n"),
    (
        "a filter is turned on again that is not valid for the data any more",
        "key /\ntype id:extra-2\nsave with 2\nkey Enter\nsave whole\nkey \\\n",
    ),
    (
        "undo leads to a query that is not valid for the data any more",
        "save with 2\nkey :\ntype extra-2\nkey Enter\nkey /\ntype id:extra-2\nkey Enter\nkey /\nkey Ctrl-u\n\
         type trade\nkey Enter\nsave whole\nkey u\n",
    ),
    (
        "reading the file again under the filter bar turns on a filter that is off",
        "key /\ntype kind:talks\nkey Enter\nkey \\\nkey /\nsave whole\n",
    ),
    (
        "a picker turns on a filter that is not valid for the data any more",
        "type 2025-01\nkey }\nkey j\nkey .\nsave other\ntype -topic:river\nkey Enter\n",
    ),
    ("nothing is drawn between the panes of a low screen", "resize 90 1\n"),
];

#[test]
fn what_was_wrong_once_stays_right() {
    for (what, steps) in FIXED {
        assert_eq!(outcome(&read(steps)), Ok(()), "{what}");
    }
}

proptest! {
    #[test]
    fn steps_are_read_as_they_are_written(steps in prop::collection::vec(step(), 1..8)) {
        // Texts with other controls are typed and pasted in tests alone.
        let plain = |step: &Step| !matches!(step, Step::Paste(text) if text.contains(char::is_control));
        let steps: Vec<Step> = steps.into_iter().filter(plain).collect();
        prop_assert_eq!(read(&written(&steps)), steps);
    }
}
