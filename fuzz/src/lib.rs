//! Fuzz targets: each takes a text, has the program work on it, and panics where the result breaks a rule of the target.
//!
//! * [`load`] — a dataset: loaded, reported on, written, loaded again
//! * [`when`] — a time: parsed, bounded, shown
//! * [`query`] — a query: parsed, evaluated, printed, completed, corrected
//! * [`keys`] — keys, pastes, clicks, sizes and reloads, against the model that the tests have
//! * [`export`] — every format, read back with a library of its own
//!
//! All inputs are text, so that the corpora can be read: [`mutate`] changes lines, words and characters rather than bits. Built
//! with `--cfg fuzzing`, a target is a program of libFuzzer, which is led by coverage; built without it, [`plain`] tries its
//! corpus and random changes of it for some seconds, without a C++ compiler and with the artifacts of the other tests.

pub mod export;
pub mod keys;
pub mod load;
pub mod mutate;
pub mod plain;
pub mod query;
pub mod when;

/// The model of the screen that the tests have.
#[path = "../../tests/it/model/mod.rs"]
mod model;

/// A target.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: that of its program and of its folder in the corpus.
    pub name: &'static str,
    /// Checks an input; panics where a rule is broken.
    pub check: fn(&[u8]),
    /// Words that mean something in its inputs.
    pub words: fn() -> Vec<String>,
}

/// The program of a target.
#[macro_export]
macro_rules! fuzz {
    ($name:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| ($crate::$name::TARGET.check)(data));

        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 3 == 0 {
                libfuzzer_sys::fuzzer_mutate(data, size, max_size)
            } else {
                $crate::mutate::in_place(&$crate::$name::TARGET, data, size, max_size, seed)
            }
        });

        #[cfg(not(fuzzing))]
        fn main() -> std::process::ExitCode {
            $crate::plain::main(&$crate::$name::TARGET)
        }
    };
}
