//! Ways in which the program ends, in every mode: the terminal is restored, with the right status and message.

use crate::support::pty::Run;

/// Keys that open a mode, and text that is then visible.
const MODES: &[(&str, &str)] = &[
    ("", "? help"),
    ("/", "Enter apply"),
    ("p", "Person (any role)"),
    ("?", "Help: type to search"),
    ("e", "Preview"),
    (":", "go to"),
    ("a", "as of"),
    ("f", "Facets"),
    ("W", "View"),
    ("w", "save as"),
    ("l", "Detail"),
    ("2", "Speaker"),
];

fn opened(keys: &str, seen: &str) -> Run {
    let mut run = Run::start(&["--mouse"]);
    run.wait_for("? help").press(keys).wait_for(seen);
    run
}

#[test]
fn signals_terminate_the_program_in_every_mode() {
    for (nth, (keys, seen)) in MODES.iter().enumerate() {
        let (name, number) = [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)][nth % 4];
        let run = opened(keys, seen);
        run.signal(name);
        assert_eq!(run.wait_for_exit(), 128 + number, "{name} in {keys:?}");
    }
}

#[test]
fn suspending_works_in_every_mode() {
    for (keys, seen) in MODES {
        let mut run = opened(keys, seen);
        run.press("\x1a").wait_until("suspended", |run| !run.screen.screen().alternate_screen() && run.is_stopped());
        assert!(!run.is_raw(), "the line discipline is restored in {keys:?}");
        run.signal("CONT");
        run.wait_until("resumed", |run| run.screen.screen().alternate_screen()).wait_for(seen);
        run.signal("TERM");
        assert_eq!(run.wait_for_exit(), 128 + 15, "{keys:?}");
    }
}

#[test]
fn terminal_is_reclaimed_after_sigstop() {
    let mut run = opened("", "? help");
    let enter_alternate_screen = b"\x1b[?1049h";
    let before = run.count(enter_alternate_screen);
    run.signal("STOP");
    run.wait_until("stopped", Run::is_stopped);
    run.stty_sane();
    run.signal("CONT");
    run.wait_until("reclaimed", |run| run.count(enter_alternate_screen) > before).wait_for("? help");
    run.press("p")
        .wait_for("Person (any role)")
        .press("\x1b")
        .wait_until("closed", |run| !run.shows("Person (any role)"));
    run.press("q");
    // The terminal modes are those set by `stty sane`, so they are not compared with the original ones.
    assert_eq!(run.exit_status(), 0);
}

#[test]
fn panic_restores_the_terminal_and_prints_its_message() {
    for place in ["draw", "loop"] {
        let mut run = Run::with(&["--mouse"], &[("DEMARCHE_FAULT", place)]);
        run.wait_until("ended", |run| String::from_utf8_lossy(&run.raw).contains("injected fault"));
        let output = Run::final_output(&run.raw);
        assert!(output.contains(&format!("injected fault: {place}")), "{output}");
        assert_eq!(run.wait_for_exit(), 101, "{place}");
    }
}

#[test]
fn loader_panic_exits_with_a_message() {
    let mut run = Run::with(&[], &[("DEMARCHE_FAULT", "load")]);
    run.wait_until("ended", |run| String::from_utf8_lossy(&run.raw).contains("injected fault"));
    let output = Run::final_output(&run.raw);
    assert!(output.contains("loading failed: injected fault: load"), "{output}");
    assert_eq!(run.wait_for_exit(), 1);
}

#[test]
fn dumb_terminal_gets_no_escape_sequences() {
    let mut run = Run::with(&[], &[("TERM", "dumb")]);
    run.wait_for("TERM=dumb");
    assert!(!run.raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&run.raw));
    assert_eq!(run.wait_for_exit(), 2);
}

#[test]
fn long_paste_is_truncated() {
    let mut run = opened("/", "Enter apply");
    let paste = format!("\x1b[200~{}\x1b[201~", "peace talks ".repeat(90_000));
    let mut input = std::mem::replace(&mut run.input, Box::new(std::io::sink()));
    // Writing blocks until the program reads.
    let writer = std::thread::spawn(move || {
        input.write_all(paste.as_bytes()).expect("the program reads");
        input
    });
    run.wait_for("too long");
    run.input = writer.join().expect("written");
    run.press("\x1b").wait_until("closed", |run| !run.shows("too long"));
    run.press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

#[test]
fn fast_typing_loses_no_keys() {
    let mut run = opened("", "231 events");
    run.press(&"j".repeat(3000)).press("gp").wait_for("Person (any role)");
    run.press("\x1b").wait_until("closed", |run| !run.shows("Person (any role)"));
    // Again, with a resize in between.
    run.press(&"j".repeat(1500));
    run.master
        .resize(portable_pty::PtySize { rows: 28, cols: 90, pixel_width: 0, pixel_height: 0 })
        .expect("another size");
    run.press(&format!("{}?", "k".repeat(1500))).wait_for("type to search");
    run.press("\x1b").wait_until("closed", |run| !run.shows("type to search"));
    run.press("q");
    assert_eq!(run.wait_for_exit(), 0);
}
