//! The quotes as a table and as a concordance, chosen columns, wrapped rows, and the strip by side.

use demarche::config::{Settings, ThemeName};

use crate::support::csv::CsvTable;
use crate::support::program::stdout;
use crate::support::{Screen, ids, indexed, shipped, themed};

/// The rows of a CSV that the command line prints, each with the cells of these columns.
fn table(args: &[&str], columns: &[&str]) -> Vec<Vec<String>> {
    let table = CsvTable::read(&stdout(&[&["quotes", "-f", "csv"], args].concat()));
    let cells =
        |row: &csv::StringRecord| columns.iter().map(|column| table.cell(row, column).to_owned()).collect::<Vec<_>>();
    table.rows.iter().map(cells).collect()
}

const QUERY: &str = "guarantees is:quote";

#[test]
fn a_concordance_has_a_row_for_every_match_in_the_words_of_a_quote() {
    let rows = table(&["-q", QUERY, "--mode", "concordance"], &["id", "before", "match", "after"]);
    assert!(rows.len() > 10, "{}", rows.len());
    let dataset = &shipped().dataset;
    for row in &rows {
        let text = &dataset.quotes[dataset.quotes.find(&row[0]).expect("a quote")].text;
        // Cells that spreadsheets would evaluate begin with an apostrophe.
        let (before, after) = (row[1].trim_start_matches('\''), row[3].trim_start_matches('\''));
        assert!(row[2].to_lowercase().starts_with("guarantee"), "{row:?}");
        let joined = [before.trim(), &row[2], after.trim()].concat().replace(char::is_whitespace, "");
        let text = text.replace(char::is_whitespace, "");
        assert!(text.contains(&joined) || before.len() + after.len() > 400, "{joined} in {text}");
    }
    // Quotes that are found by their topic or a name only have no row; the others have at least one.
    let found = ids(shipped(), QUERY);
    assert!(rows.iter().all(|row| found.contains(&row[0])));
    for id in &found {
        let text = dataset.quotes[dataset.quotes.find(id).expect("a quote")].text.to_lowercase();
        let count = rows.iter().filter(|row| row[0] == *id).count();
        assert_eq!(count > 0, text.contains("guarantees"), "{id}: {text}");
    }
}

#[test]
fn a_concordance_is_sorted_by_the_words_next_to_the_match() {
    let next = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.next().unwrap_or("").to_lowercase()
    };
    let last = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.next_back().unwrap_or("").to_lowercase()
    };
    let after = table(&["-q", QUERY, "--mode", "concordance", "--sort", "after"], &["after"]);
    let after: Vec<String> = after.iter().map(|row| next(&row[0])).filter(|word| word.is_ascii()).collect();
    let mut sorted = after.clone();
    // Matches at the end of a quote come last.
    sorted.sort_by_key(|word| (word.is_empty(), word.clone()));
    assert_eq!(after, sorted);
    let before = table(&["-q", QUERY, "--mode", "concordance", "--sort", "before"], &["before"]);
    let before: Vec<String> = before.iter().map(|row| last(&row[0])).filter(|word| word.is_ascii()).collect();
    let mut sorted = before.clone();
    sorted.sort_by_key(|word| (word.is_empty(), word.clone()));
    assert_eq!(before, sorted);
}

#[test]
fn without_words_a_concordance_says_what_it_needs() {
    let mut screen = Screen::new(120, 36);
    assert!(screen.press("2 M").text().contains("No words in the query."), "{}", screen.text());
    screen.press("/ `guarantees` Enter");
    let text = screen.text();
    assert!(text.contains("Match") && text.contains("guarantees"), "{text}");
}

#[test]
fn columns_are_chosen_and_ordered_by_name() {
    let text = stdout(&["quotes", "-q", "by:ushakov in:2025-12", "-f", "csv", "--narrow", "act date words"]);
    let head = text.lines().next().unwrap_or("").to_owned();
    assert!(head.starts_with("id,act,date,words,"), "{head}");
    let mut screen = Screen::new(200, 40);
    let all = screen.press("2").text();
    assert!(all.contains("Speaker") && all.contains("Stance"), "{all}");
    let text = screen.press("& `cred words` Enter").text();
    assert!(text.contains("Cred.") && !text.contains("Speaker"), "{text}");
    let text = screen.press("& Ctrl-u `nothing` Enter").text();
    assert!(text.contains("Speaker"), "words that name no column are ignored: {text}");
    // What is chosen is part of the view.
    assert!(screen.press("u").text().contains("Cred."));
}

#[test]
fn every_coding_is_a_column_that_sorts() {
    for column in ["topics", "act", "channel", "credibility", "outlet", "side", "stance", "speaker"] {
        let rows = table(&["--sort", column], &[column]);
        let cells: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        let empty = cells.iter().position(|cell| cell.is_empty()).unwrap_or(cells.len());
        assert!(cells[empty..].iter().all(|cell| cell.is_empty()), "{column}: empty cells are last");
        assert!(empty > 20, "{column} is filled");
    }
}

#[test]
fn rows_of_the_table_wrap_like_the_list() {
    let mut screen = Screen::new(120, 36);
    screen.press("/ `is:quote` Enter 2");
    let quotes = |screen: &Screen| screen.list_rows().iter().filter(|row| row.contains('“')).count();
    let one = quotes(&screen);
    screen.press("V");
    let three = quotes(&screen);
    assert!(three < one, "{three} of {one}");
    assert!(screen.text().contains("lines per record: up to three"));
}

#[test]
fn the_strip_by_side_shows_who_spoke_when() {
    let data = "[dataset]\ntitle = \"T\"\ntimezone = \"UTC\"\n\
        [party.n]\nname = \"North\"\nshort = \"N\"\n[party.s]\nname = \"South\"\nshort = \"S\"\n\
        [person.a]\nname = \"Anna\"\nparty = \"n\"\n[person.b]\nname = \"Bela\"\nparty = \"s\"\n";
    let quote = |day: u32, who: &str, nth: u32| {
        format!(
            "[[quote]]\nid = \"{who}{day}-{nth}\"\nspeaker = \"{who}\"\nwhen = \"2025-01-{day:02}\"\ntext = \"T\"\n"
        )
    };
    let mut text = data.to_owned();
    for nth in 0..4 {
        text += &quote(6, "a", nth);
        text += &quote(7, "b", nth);
        text += &quote(8, if nth < 2 { "a" } else { "b" }, nth);
    }
    let mut screen = Screen::of(indexed(&text), 80, 30, themed(ThemeName::Mono, false));
    let strip = |screen: &Screen| {
        let area = screen.app.state().layout().strip;
        screen
            .text()
            .lines()
            .skip(usize::from(area.y) + 1)
            .take(usize::from(area.height) - 1)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(strip(&screen).contains('█'));
    screen.press("B");
    assert!(screen.text().contains("N N") && screen.text().contains("S S"), "the legend: {}", screen.text());
    let lines: Vec<String> = strip(&screen).lines().map(|line| line.trim().to_owned()).collect();
    // Three days of four quotes each: North, South, and both; the bars are as high as the strip.
    assert_eq!(lines.len(), 4);
    let bottom: String = lines[3].split_whitespace().map(|bar| &bar[..1]).collect();
    let top: String = lines[0].split_whitespace().map(|bar| &bar[..1]).collect();
    assert_eq!((bottom.as_str(), top.as_str()), ("NSN", "NSS"));
    // It follows the filter, and is there in every lens.
    screen.press("/ `by:anna` Enter");
    assert!(!strip(&screen).contains('S'), "{}", screen.text());
    for lens in ["2", "3", "4", "5", "6"] {
        assert!(strip(screen.press(lens)).contains('N'), "{lens}: {}", screen.text());
    }
    screen.press("1 B");
    assert!(strip(&screen).contains('█'), "{}", screen.text());
}

#[test]
fn the_strip_by_side_uses_the_colours_of_the_parties() {
    let mut screen = Screen::with(120, 36, Settings { theme: ThemeName::Dark, ..Settings::default() });
    let area = |screen: &Screen| screen.app.state().layout().strip;
    screen.press("B");
    let area = area(&screen);
    let strip: String =
        screen.text().lines().skip(usize::from(area.y) + 1).take(usize::from(area.height) - 1).collect();
    // Two units of a bar share a cell.
    assert!(strip.contains('▀') && strip.contains('▄'), "{strip}");
    assert!(strip.chars().all(|c| " ▀▄█·┄".contains(c)), "{strip}");
}
