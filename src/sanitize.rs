//! Making text safe for a terminal.
//!
//! Text from datasets, file names and queries must not be able to move the cursor, change colours or reverse the direction of the
//! text around it. Everything that is written to a terminal goes through here.

use std::borrow::Cow;
use std::path::Path;

/// Whether a character can affect a terminal or the text around it: controls (C0, DEL, C1), bidirectional embeddings, overrides,
/// isolates and marks, line and paragraph separators, byte-order marks, tags.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// The text on one line: line breaks and tabs become spaces, hostile characters are escaped as `\\u{…}`.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
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

/// A path on one line, as it is shown: bytes that are not UTF-8 become U+FFFD.
pub fn path(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

fn clean(text: &str, keep: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match (is_hostile(c), keep(c)) {
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
        assert_eq!(lines("a\nb\u{7}"), "a\nb\\u{7}");
        assert!(matches!(line("Putin: “да”"), Cow::Borrowed(_)));
    }
}
