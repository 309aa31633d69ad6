//! Which characters end a word, and how text that contains them is written.

/// Whether a character ends a word.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|' | '"')
}

/// Whether a character ends a value of a field.
pub(super) fn ends_value(c: char) -> bool {
    ends_word(c) || c == ','
}

/// The text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A value of a field, in quotation marks where it needs them.
pub(super) fn value_text(text: &str) -> String {
    if text.is_empty() || text.contains(ends_value) { quoted(text) } else { text.to_owned() }
}
