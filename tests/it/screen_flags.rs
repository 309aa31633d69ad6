//! A table of cases for every argument of the screen, in a pseudo-terminal.

use clap::CommandFactory;
use demarche::cli::Args;

use crate::flags::missing;
use crate::support::pty::Run;

/// Arguments, text that is visible, text that is not. DATA is the small dataset.
const CASES: &[(&[&str], &str, &str)] = &[
    (&["DATA"], "Small talks", "by:anna"),
    (&["DATA", "-q", "by:anna"], "1 quote of 8", "Boats race"),
    (&["DATA", "--query", "by:anna"], "1 quote of 8", "Boats race"),
    (&["DATA", "--as-of", "2025-06-14"], "as of 14 Jun 2025", "Boats race"),
    (&["DATA", "--as-of", "2025-06-20", "--since-known", "2025-06-10", "-q", "is:new"], "A second round", "by:anna"),
    (&["DATA", "--lens", "timeline"], "Boats race", "by:anna"),
    (&["DATA", "--view", "river"], "topic:river", "Boats race"),
    (&["DATA", "--view", "river", "-q", "is:event"], "topic:river is:event", "Boats race"),
    (&["DATA", "--zoom", "year"], "─ Timeline by year", "Timeline by day"),
    (&["DATA", "--zoom", "quarter"], "─ Timeline by quarter", "Timeline by day"),
    (&["DATA", "--zoom", "month"], "─ Timeline by month", "Timeline by day"),
    (&["DATA", "--zoom", "week"], "─ Timeline by week", "Timeline by day"),
    (&["DATA", "--zoom", "day"], "─ Timeline by day", "Timeline by week"),
    (&["DATA", "--no-context", "-q", "by:anna"], "river is ours", "● Talks in the hall"),
    (&["DATA", "--lens", "quotes"], "Speaker         Words", "Boats race"),
    (&["DATA", "--lens", "positions", "--mode", "people"], "Positions of people", "Boats race"),
    (&["DATA", "--lens", "accounts"], "Accounts of one event", "Boats race"),
    (&["DATA", "--lens", "people"], "People who met whom", "Boats race"),
    (&["DATA", "--lens", "positions", "--narrow", "nowhere"], "No cell for these words", "Boats race"),
    (&["DATA", "--lens", "positions", "--levels", "1"], "2 statements", "Boats race"),
    (&["DATA", "--lens", "proposals", "--compare", "treaty@1"], "◆ First draft", "Boats race"),
    (&["DATA", "--ascii"], "- Timeline by day -", "●"),
];

fn opened(args: &[&str]) -> Run {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/data/small.toml");
    let args: Vec<&str> = args.iter().map(|word| if *word == "DATA" { data } else { word }).collect();
    let mut run = Run::start(&args);
    run.wait_for("help").wait_for_frame();
    run
}

#[test]
fn screen_honours_its_arguments() {
    for (args, shown, hidden) in CASES {
        let run = opened(args);
        let text = run.screen.screen().contents();
        assert!(text.contains(shown) && !text.contains(hidden), "{args:?}:\n{text}");
        quit(run);
    }
}

fn quit(mut run: Run) {
    run.press("q");
    assert_eq!(run.wait_for_exit(), 0);
}

/// The rows in which texts are found.
fn rows_of(args: &[&str], texts: [&str; 2]) -> [usize; 2] {
    let run = opened(args);
    let screen = run.screen.screen().contents();
    quit(run);
    texts.map(|text| screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}:\n{screen}")))
}

#[test]
fn latest_first_option() {
    let texts = ["A second round", "Boats race"];
    let [round, race] = rows_of(&["DATA"], texts);
    assert!(round < race);
    let [round, race] = rows_of(&["DATA", "--latest-first"], texts);
    assert!(race < round);
}

#[test]
fn threads_option() {
    let texts = ["we will not sell", "=1+1 is two"];
    let [of_the_talks, another] = rows_of(&["DATA"], texts);
    assert!(another < of_the_talks, "at their own time");
    let [of_the_talks, another] = rows_of(&["DATA", "--threads"], texts);
    assert!(of_the_talks < another);
}

#[test]
fn colours_follow_the_theme() {
    let colours = |args: &[&str]| {
        let run = opened(args);
        let screen = run.screen.screen();
        let cells = (0..30).flat_map(|row| (0..100).map(move |column| (row, column)));
        let colours: Vec<_> = cells
            .filter_map(|(row, column)| screen.cell(row, column))
            .map(|cell| (cell.fgcolor(), cell.bgcolor()))
            .collect();
        quit(run);
        colours
    };
    let plain = (vt100::Color::Default, vt100::Color::Default);
    let (dark, light) = (colours(&["DATA", "--theme", "dark"]), colours(&["DATA", "--theme", "light"]));
    assert!(dark != light && dark.iter().any(|cell| *cell != plain));
    assert!(colours(&["DATA", "--light"]) == light);
    assert!(colours(&["DATA", "--theme", "mono"]).iter().all(|cell| *cell == plain));
}

#[test]
fn mouse_is_captured_only_on_request() {
    let is_captured = |args: &[&str]| {
        let run = opened(args);
        let mode = run.screen.screen().mouse_protocol_mode();
        quit(run);
        mode != vt100::MouseProtocolMode::None
    };
    assert!(!is_captured(&["DATA"]));
    assert!(is_captured(&["DATA", "--mouse"]));
}

#[test]
fn clicks_and_wheel_are_handled() {
    let mut run = opened(&["DATA", "--mouse", "--no-context", "-q", "is:event"]);
    // SGR mouse sequences: 0 is the left button, 65 wheel down; columns and rows start at 1.
    let row = run.screen.screen().contents().lines().position(|line| line.contains("Boats race")).expect("a row") + 1;
    run.press(&format!("\x1b[<0;20;{row}M")).wait_for("The Yard");
    run.press("\x1b[<65;20;9M").wait_for("proposal");
    quit(run);
}

#[test]
fn table_covers_every_argument() {
    let mut command = Args::command();
    command.build();
    let mut words: Vec<&str> = CASES.iter().flat_map(|(args, ..)| args.iter().copied()).collect();
    words.extend([
        "--latest-first",
        "--threads",
        "--theme",
        "auto",
        "dark",
        "light",
        "mono",
        "--light",
        "--mouse",
        "--sort",
    ]);
    assert_eq!(missing(&command, &words), Vec::<String>::new());
}
