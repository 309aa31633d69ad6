//! Runs of the program, and other programs that are not installed.

use std::process::{Command, Output};

/// Runs the program with these arguments.
pub(crate) fn demarche(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(args)
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .expect("started")
}

/// What the program prints to stdout with these arguments, with which it succeeds.
pub(crate) fn stdout(args: &[&str]) -> String {
    stdout_of(demarche(args))
}

/// What a run of the program that succeeded has printed to stdout.
pub(crate) fn stdout_of(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The exit status, stdout and stderr of the program with these arguments.
pub(crate) fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let output = demarche(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Prints a message about a check that is left out, past the capture of the test harness, and leaves it out.
pub(crate) fn left_out(program: &str) {
    use std::io::Write;
    let message = format!("{program} is not installed: its reading of exports is not tested\n");
    let _ = std::io::stderr().write_all(message.as_bytes());
}
