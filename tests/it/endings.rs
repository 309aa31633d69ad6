//! The terminal is given back in every ending, in every mode, with the right status and the right last words.

use crate::support::pty::Run;

/// Keys that lead to a mode, and what is then on the screen.
const MODES: &[(&str, &str)] = &[
    ("", "? help"),
    ("/", "Enter apply"),
    ("p", "Person, anywhere"),
    ("?", "Help: type to search"),
    ("e", "First lines"),
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
fn signals_end_the_program_in_every_mode() {
    for (nth, (keys, seen)) in MODES.iter().enumerate() {
        let (name, number) = [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)][nth % 4];
        let run = opened(keys, seen);
        run.signal(name);
        assert_eq!(run.ended(), 128 + number, "{name} in {keys:?}");
    }
}

#[test]
fn suspending_works_in_every_mode() {
    for (keys, seen) in MODES {
        let mut run = opened(keys, seen);
        run.press("\x1a").wait_until("suspended", |run| !run.screen.screen().alternate_screen() && run.is_stopped());
        assert!(!run.is_raw(), "the shell gets its line discipline back in {keys:?}");
        run.signal("CONT");
        run.wait_until("continued", |run| run.screen.screen().alternate_screen()).wait_for(seen);
        run.signal("TERM");
        assert_eq!(run.ended(), 128 + 15, "{keys:?}");
    }
}

#[test]
fn after_a_stop_the_terminal_is_taken_again_whatever_was_done_to_it() {
    let mut run = opened("", "? help");
    let taken = b"\x1b[?1049h";
    let before = run.count(taken);
    run.signal("STOP");
    run.wait_until("stopped", Run::is_stopped);
    run.sane();
    run.signal("CONT");
    run.wait_until("taken again", |run| run.count(taken) > before).wait_for("? help");
    run.press("p")
        .wait_for("Person, anywhere")
        .press("\x1b")
        .wait_until("closed", |run| !run.shows("Person, anywhere"));
    run.press("q");
    // What is left is what `stty sane` made of it, so the modes of the beginning are not asked for.
    assert_eq!(run.status(), 0);
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_what_happened() {
    for place in ["draw", "loop"] {
        let mut run = Run::with(&["--mouse"], &[("DEMARCHE_FAULT", place)]);
        run.wait_until("ended", |run| String::from_utf8_lossy(&run.raw).contains("injected fault"));
        let words = Run::last_words(&run.raw);
        assert!(words.contains(&format!("injected fault: {place}")), "{words}");
        assert_eq!(run.ended(), 101, "{place}");
    }
}

#[test]
fn a_loader_that_fails_ends_the_program_with_a_sentence() {
    let mut run = Run::with(&[], &[("DEMARCHE_FAULT", "load")]);
    run.wait_until("ended", |run| String::from_utf8_lossy(&run.raw).contains("injected fault"));
    let words = Run::last_words(&run.raw);
    assert!(words.contains("reading the data failed: injected fault: load"), "{words}");
    assert_eq!(run.ended(), 1);
}

#[test]
fn a_terminal_that_can_show_nothing_gets_no_sequences() {
    let mut run = Run::with(&[], &[("TERM", "dumb")]);
    run.wait_for("TERM=dumb");
    assert!(!run.raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&run.raw));
    assert_eq!(run.ended(), 2);
}

#[test]
fn a_pasted_megabyte_is_taken_as_far_as_a_query_goes() {
    let mut run = opened("/", "Enter apply");
    let paste = format!("\x1b[200~{}\x1b[201~", "peace talks ".repeat(90_000));
    let mut input = std::mem::replace(&mut run.input, Box::new(std::io::sink()));
    // The terminal takes the text only as fast as the program reads it.
    let writer = std::thread::spawn(move || {
        input.write_all(paste.as_bytes()).expect("the program reads");
        input
    });
    run.wait_for("too long");
    run.input = writer.join().expect("written");
    run.press("\x1b").wait_until("closed", |run| !run.shows("too long"));
    run.press("q");
    assert_eq!(run.ended(), 0);
}

#[test]
fn more_keys_than_a_buffer_holds_are_all_read() {
    let mut run = opened("", "231 events");
    run.press(&"j".repeat(3000)).press("gp").wait_for("Person, anywhere");
    run.press("\x1b").wait_until("closed", |run| !run.shows("Person, anywhere"));
    // With a resize among them.
    run.press(&"j".repeat(1500));
    run.master
        .resize(portable_pty::PtySize { rows: 28, cols: 90, pixel_width: 0, pixel_height: 0 })
        .expect("another size");
    run.press(&format!("{}?", "k".repeat(1500))).wait_for("type to search");
    run.press("\x1b").wait_until("closed", |run| !run.shows("type to search"));
    run.press("q");
    assert_eq!(run.ended(), 0);
}
