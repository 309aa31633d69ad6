//! A target as a program of its own: it checks its corpus, what was wrong once, and random changes of both, for some seconds. It
//! is not led by coverage; libFuzzer is.
//!
//! `TARGET [--seconds N] [--seed N] [--keep-going] [FILE …]`: with files, only those are checked. The first input that fails ends
//! the run, unless it is to keep going.

use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::Target;
use crate::mutate::mutate;

/// The longest input that is made.
const MAX_BYTES: usize = 32_768;

/// The input that is being checked, for the report of a panic.
static INPUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Runs the program.
pub fn main(target: &Target) -> ExitCode {
    let (mut seconds, mut seed, mut keep_going, mut files) = (10, Rng::new().u64(..), false, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|number| number.parse().ok());
        match arg.as_str() {
            "--seconds" => seconds = number().unwrap_or(seconds),
            "--seed" => seed = number().unwrap_or(seed),
            "--keep-going" => keep_going = true,
            _ => files.push(PathBuf::from(arg)),
        }
    }
    keep_what_fails(target);
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let only = !files.is_empty();
    if !only {
        for folder in ["corpus", "regressions"] {
            files.extend(inputs(&home.join(folder).join(target.name)));
        }
    }
    let corpus: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
    let mut faults = corpus.iter().filter(|input| !passes(target, input, keep_going)).count();
    if only || corpus.is_empty() {
        println!("{}: {} inputs, {faults} fail", target.name, corpus.len());
        return if corpus.is_empty() || faults > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let (words, mut rng, begin, mut tried) = ((target.words)(), Rng::with_seed(seed), Instant::now(), 0);
    while begin.elapsed() < Duration::from_secs(seconds) {
        let (base, other) = (&corpus[rng.usize(0..corpus.len())], &corpus[rng.usize(0..corpus.len())]);
        let mut input = mutate(base, other, &words, &mut rng);
        input.truncate(MAX_BYTES);
        faults += usize::from(!passes(target, &input, keep_going));
        tried += 1;
    }
    let (name, inputs) = (target.name, corpus.len());
    println!("{name}: {inputs} inputs and {tried} changes of them in {seconds} s, {faults} fail, seed {seed}");
    if faults > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Whether the input passes; unless the run is to keep going, one that does not ends the program.
fn passes(target: &Target, input: &[u8], keep_going: bool) -> bool {
    input.clone_into(&mut INPUT.lock().unwrap_or_else(PoisonError::into_inner));
    if !keep_going {
        (target.check)(input);
        return true;
    }
    panic::catch_unwind(|| (target.check)(input)).is_ok()
}

/// The files of a folder, in order.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A panic writes its input where libFuzzer would, and says where.
fn keep_what_fails(target: &Target) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target.name);
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let input = INPUT.lock().unwrap_or_else(PoisonError::into_inner);
        let file =
            folder.join(format!("crash-{:016x}", BuildHasherDefault::<DefaultHasher>::default().hash_one(&*input)));
        let kept = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, &*input));
        told(info);
        if kept.is_ok() {
            eprintln!("the input is in {}", file.display());
        }
    }));
}
