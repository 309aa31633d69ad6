//! Values that lack quotation marks, which TOML requires for intervals, qualified dates and words.

use toml::de::DeTable;

use crate::model::When;

/// How to write the value at the place of a syntax error, if quotation marks are all that it lacks.
pub(super) fn help(text: &str, at: usize) -> Option<String> {
    let value = line_value(text, at).or_else(|| run(text, at))?;
    Some(format!("put it in quotation marks: \"{value}\""))
}

/// The value of `key = value` on the line of the error.
fn line_value(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next()?;
    let (key, value) = line.split_once('=')?;
    let value = value.split(" #").next().unwrap_or(value).trim();
    // An error in an earlier value of the file is not explained by this one.
    let lacks_quotes = DeTable::parse(&format!("{key} = \"{value}\"")).is_ok() && DeTable::parse(line).is_err();
    (lacks_quotes && (When::parse(value).is_ok() || is_word(value))).then_some(value)
}

/// The run of characters around the error that is a date, as in an inline table.
fn run(text: &str, at: usize) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'' | '=' | '{' | '}' | '#');
    let before = text.get(..at)?;
    let from = before.trim_end_matches(|c| !ends(c)).len();
    let to = at + text[at..].find(ends).unwrap_or(text.len() - at);
    let run = text[from..to].trim_end_matches(']');
    let is_quoted = text[..from].ends_with(['"', '\'']);
    (!is_quoted && run.len() >= 4 && When::parse(run).is_ok()).then_some(run)
}

fn is_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c == '-' || c == ' ';
    text.starts_with(char::is_alphabetic)
        && text.chars().all(is_letter)
        && !["true", "false", "inf", "nan"].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helped(text: &str) -> Option<String> {
        let error = DeTable::parse(text).expect_err(text);
        help(text, error.span().unwrap_or_default().start)
    }

    #[test]
    fn white_space_of_any_length_in_bytes_ends_a_value() {
        for space in ["\u{2028}", "\u{a0}", "\u{3000}"] {
            let text = format!("[dataset{space}2025-12-02x\n");
            for at in 0..text.len() {
                let _ = help(&text, at);
            }
        }
    }

    #[test]
    fn values_that_only_lack_quotation_marks_are_shown_with_them() {
        for (text, value) in [
            ("a = 1\nwhen = 2025-12-02/2025-12-03\nb = 2\n", "2025-12-02/2025-12-03"),
            ("when = 2025-12-02T20:00/2025-12-03 # two days", "2025-12-02T20:00/2025-12-03"),
            ("when = 2025-12~", "2025-12~"),
            ("when = 2025-12-02 night", "2025-12-02 night"),
            ("when = ../2025", "../2025"),
            ("status = held", "held"),
            ("result = no breakthrough", "no breakthrough"),
            ("roles = [{ title = \"A\", from = 2025-07~ }]", "2025-07~"),
            ("roles = [{ title = \"A\", from = 2025-07, to = 2026 }]", "2025-07"),
        ] {
            assert_eq!(helped(text), Some(format!("put it in quotation marks: \"{value}\"")), "{text}");
        }
        for text in ["title = \"open", "a = [1, 2", "a = 1 2", "[event", "a = 2025-13-40", "= 3", "a = \"b\" c"] {
            assert_eq!(helped(text), None, "{text}");
        }
    }
}
