//! Random TOML documents for tests, valid and invalid ones.

use fastrand::Rng;

/// Few keys, so that they meet; some are written in more than one way, or are invalid.
const KEYS: [&str; 16] = [
    "a",
    "b",
    "c",
    "d",
    "a",
    "b",
    "c",
    "key-1",
    "\"a\"",
    "'b'",
    "\"\\u0063\"",
    "\"\"",
    "\"é \\t\"",
    "'x.y'",
    "1",
    "-_",
];
const ODD_KEYS: [&str; 6] = ["", "é", "a b", "\"\"\"a\"\"\"", "\"\\q\"", "a/"];

const SCALARS: [&str; 47] = [
    "\"\"",
    "\"text\"",
    "\"it's a \\\"quote\\\" \\\\ \\u00e9 \\U0001F600 \\x41 \\e\"",
    "\"tab\there\"",
    "\"日本 é\"",
    "''",
    "'C:\\path \"x\"'",
    "'tab\t'",
    "\"\"\"\"\"\"",
    "\"\"\"one line\"\"\"",
    "\"\"\"\nfirst\nsecond \"quoted\" \"\" end\"\"\"\"\"",
    "\"\"\"\r\nfirst\r\n\"\"\"",
    "\"\"\"a \\\n   b \\u0062 \\\n\n  c\"\"\"",
    "\"\"\"trailing\\\n  \"\"\"",
    "''''''",
    "'''\nraw \\ 'x' '' end'''''",
    "'''\r\nraw\r\n'''",
    "\"\"\"\n\n# no comment\n[a]\n\"\"\"",
    "0",
    "42",
    "+17",
    "-1_000",
    "0xDEAD_beef",
    "0o755",
    "0b1010",
    "2025",
    "99999999999999999999999",
    "3.14",
    "-0.0",
    "5e+22",
    "6_1.0_1E-2",
    "inf",
    "-inf",
    "+nan",
    "true",
    "false",
    "2025-12-02",
    "2025-12-02T20:00:00Z",
    "2025-12-02 20:00:00.123456+02:00",
    "2025-12-02T20:00",
    "2025-12-02t20:00:00z",
    "20:00",
    "20:00:59.5",
    "[]",
    "{}",
    "[ ]",
    "{ }",
];

const ODD_SCALARS: [&str; 36] = [
    "",
    "text",
    "\"open",
    "'open",
    "\"\"\"open",
    "'''open",
    "\"\\q\"",
    "\"\\u12\"",
    "\"\\ud800\"",
    "\"\\U00110000\"",
    "\"a\u{1}\"",
    "\"a\u{7f}\"",
    "'a\u{7f}'",
    "\"\"\"a\rb\"\"\"",
    "'''a\rb'''",
    "\"\"\"a\u{0}\"\"\"",
    "\"a\" b",
    "01",
    "1__0",
    "_1",
    "1_",
    "0xG",
    "0x",
    "+0x1",
    "1.",
    ".5",
    "1.e5",
    "tru",
    "True",
    "Inf",
    "2025-13-01",
    "2025-02-30",
    "2025-12-02T25:00:00",
    "2025-12",
    "24:00",
    "2025-12-02 x",
];

fn pick<'a>(random: &mut Rng, of: &[&'a str]) -> &'a str {
    of[random.usize(0..of.len())]
}

fn key(random: &mut Rng) -> &'static str {
    if random.u8(0..200) == 0 { pick(random, &ODD_KEYS) } else { pick(random, &KEYS) }
}

fn keys(random: &mut Rng) -> String {
    let mut keys = key(random).to_owned();
    while random.u8(0..3) == 0 {
        keys += pick(random, &[".", ".", " . ", "\t."]);
        keys += key(random);
    }
    keys
}

fn value(random: &mut Rng, depth: usize) -> String {
    match random.u8(0..12) {
        0 | 1 if depth < 4 => array(random, depth),
        2 | 3 if depth < 4 => inline_table(random, depth),
        _ if random.u8(0..150) == 0 => pick(random, &ODD_SCALARS).to_owned(),
        _ => pick(random, &SCALARS).to_owned(),
    }
}

fn array(random: &mut Rng, depth: usize) -> String {
    let mut text = "[".to_owned();
    for _ in 0..random.usize(0..4) {
        text += gap(random);
        text += &value(random, depth + 1);
        text += gap(random);
        text += ",";
    }
    close(text, "]", random)
}

fn inline_table(random: &mut Rng, depth: usize) -> String {
    let mut text = "{".to_owned();
    for _ in 0..random.usize(0..4) {
        text += gap(random);
        text += &format!("{} = {}", keys(random), value(random, depth + 1));
        text += gap(random);
        text += ",";
    }
    close(text, "}", random)
}

/// The closing bracket, with a comma before it or without.
fn close(mut text: String, bracket: &str, random: &mut Rng) -> String {
    if random.bool() && text.ends_with(',') {
        text.pop();
    }
    text += gap(random);
    text + bracket
}

fn gap(random: &mut Rng) -> &'static str {
    pick(random, &["", "", " ", " ", "\t", "\n", " # comment é\n", "\r\n  "])
}

/// A document.
pub(super) fn document(random: &mut Rng) -> String {
    let mut text = String::new();
    if random.u8(0..50) == 0 {
        text.push('\u{feff}');
    }
    for _ in 0..random.usize(0..10) {
        text += pick(random, &["", "", "", "  ", "\t"]);
        text += &match random.u8(0..12) {
            0..=1 => format!("[{}]", keys(random)),
            2..=3 => format!("[[{}]]", keys(random)),
            4 => format!("[ {} ]", keys(random)),
            5 => pick(random, &["", "# comment", "#"]).to_owned(),
            _ => format!("{}{}{}", keys(random), pick(random, &[" = ", "=", "\t=  "]), value(random, 0)),
        };
        text += pick(random, &["", "", "", " ", " # comment", "\t#é"]);
        text += pick(random, &["\n", "\n", "\n", "\n\n", "\r\n"]);
    }
    if random.u8(0..4) == 0 {
        text.truncate(text.trim_end().len());
    }
    text
}

/// Removes, adds, repeats or moves some characters.
pub(super) fn change(text: &mut String, random: &mut Rng) {
    const ODD: [&str; 24] = [
        "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r", "\r\n", "#", "=", ".", ",", "[", "]", "[[", "{", "}", " ", "\t",
        "é", "\u{0}", "\u{7f}", "_", "0",
    ];
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut place = || ends[random.usize(0..ends.len())];
    let (one, other, to) = (place(), place(), place());
    let (from, end) = (one.min(other), one.max(other).min(one.min(other) + 12));
    let end = ends.iter().copied().find(|at| *at >= end).unwrap_or(text.len());
    match random.u8(0..6) {
        0 => text.replace_range(from..end, ""),
        1 => {
            let again = text[from..end].to_owned();
            text.insert_str(to, &again);
        }
        2 => text.truncate(to),
        _ => text.insert_str(to, pick(random, &ODD)),
    }
}
