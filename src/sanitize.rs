//! Making text safe for a terminal.
//!
//! Text from datasets, file names and queries must not be able to move the cursor, change colours or reverse the direction of the
//! text around it. Everything that is written to a terminal goes through here.

use std::borrow::Cow;
use std::path::Path;

use unicode_width::UnicodeWidthChar;

/// Whether a character can affect a terminal or the text around it: controls (C0, DEL, C1), bidirectional embeddings, overrides,
/// isolates and marks, line and paragraph separators, byte-order marks, tags.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// The text on one line: line breaks and tabs become spaces, hostile characters are escaped as `\\u{…}`.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, |c| matches!(c, '\n' | '\t').then_some(' '))
}

/// The text with its line breaks: tabs become spaces, hostile characters are escaped as `\\u{…}`.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    clean(text, |c| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        _ => None,
    })
}

/// The longest line of a report on a fault, in characters.
pub(crate) const MAX_LINE: usize = 400;

/// The longest message, in characters: a line with `warning: ` or `= help: ` before it.
const MAX_MESSAGE: usize = MAX_LINE - 15;

/// A message on one line, of limited length: it can quote ids, values and cycles of any length. The middle is left out.
pub fn message(text: &str) -> Cow<'_, str> {
    message_within(text, MAX_MESSAGE)
}

/// A text on one line with at most so many characters (at least three), of which the middle is left out.
pub(crate) fn message_within(text: &str, max: usize) -> Cow<'_, str> {
    let clean = line(text);
    if clean.chars().nth(max).is_none() {
        return clean;
    }
    let half = max.saturating_sub(3) / 2;
    let head = first_chars(&clean, half);
    Cow::Owned(format!("{head} … {}", last_chars(&clean, half)))
}

/// The first characters of a text.
pub fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last characters of a text.
pub(crate) fn last_chars(text: &str, count: usize) -> &str {
    match count.checked_sub(1) {
        Some(nth) => text.char_indices().rev().nth(nth).map_or(text, |(at, _)| &text[at..]),
        None => "",
    }
}

/// A path on one line, as it is shown: bytes that are not UTF-8 become U+FFFD.
pub fn path(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

/// The most combining marks in a row, as in the Stream-Safe Text Format of Unicode (UAX #15).
const MAX_MARKS: usize = 30;

/// Tells of each character of a text whether it is a mark beyond those.
fn excess() -> impl FnMut(char) -> bool {
    let mut marks = 0;
    move |c| {
        let is_mark = !c.is_ascii() && UnicodeWidthChar::width(c) == Some(0);
        marks = if is_mark { marks + 1 } else { 0 };
        marks > MAX_MARKS
    }
}

fn clean(text: &str, keep: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let mut is_excess = excess();
    if !text.chars().any(|c| is_excess(c) || is_hostile(c)) {
        return Cow::Borrowed(text);
    }
    let mut is_excess = excess();
    let mut clean = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        let is_excess = is_excess(c);
        match (is_hostile(c), keep(c)) {
            (false, _) if is_excess => {}
            (false, _) => clean.push(c),
            (true, Some(kept)) => clean.push(kept),
            (true, None) if c == '\r' => {}
            (true, None) => clean.push_str(&format!("\\u{{{:x}}}", c as u32)),
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_escaped() {
        assert_eq!(line("a\u{1b}[31mb\u{202e}c\r\nd\te\u{9b}"), "a\\u{1b}[31mb\\u{202e}c d e\\u{9b}");
        assert_eq!(path(Path::new("a\nb\u{85}")), "a b\\u{85}");
        assert_eq!(lines("a\nb\u{7}"), "a\nb\\u{7}");
        assert!(matches!(line("Putin: “да”"), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_without_end_are_cut() {
        let heap = |marks: usize| format!("Z{}, a", "\u{301}".repeat(marks));
        assert_eq!(line(&heap(400_000)), heap(MAX_MARKS));
        assert!(matches!(line("e\u{301}ẹ\u{302} हिन्दी 👨‍👩‍👧"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_messages_lose_their_middle() {
        let long = format!("unknown topic \"{}\"", "ы".repeat(30_000));
        let short = message(&long);
        assert!(short.starts_with("unknown topic \"ы") && short.contains("ы … ы") && short.ends_with("ы\""));
        assert!((MAX_MESSAGE - 1..=MAX_MESSAGE).contains(&short.chars().count()));
        assert!(matches!(message("unknown topic"), Cow::Borrowed(_)));
    }
}
