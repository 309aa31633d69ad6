//! CSV (RFC 4180, UTF-8) that holds no formula, however a spreadsheet separates it. Every table that is written as CSV goes
//! through here.
//!
//! Spreadsheets evaluate cells that begin with `=`, `+`, `-` or `@`, and some also the full-width forms of these. An
//! apostrophe goes before such a text (OWASP, *CSV Injection*). Programs that separate cells by `;` or tab instead of `,` do
//! not honour quotation marks around a part of a line, so that for them a cell begins after each `;`, tab or line break within a
//! text: there the apostrophe goes too. What is a number in whole is left as it is.
//!
//! CSV libraries quote either for the one separator that they write or everything; both are wrong here (see [`quoted`]).
//!
//! Reading it back, one apostrophe is taken away at each of these places where only white space, quotation marks and
//! apostrophes stand between it and one of the characters.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use crate::sanitize;

/// Writes rows of cells.
pub(super) struct CsvWriter<'w>(BufWriter<&'w mut dyn Write>);

impl<'w> CsvWriter<'w> {
    /// Writes to `out`.
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self(BufWriter::new(out))
    }

    /// Writes a row. All rows must have the same number of cells, and more than one.
    pub(super) fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        for (nth, cell) in cells.into_iter().enumerate() {
            if nth > 0 {
                self.0.write_all(b",")?;
            }
            if is_plain(&cell) {
                self.0.write_all(cell.as_bytes())?;
            } else {
                self.0.write_all(quoted(harmless(&cell)).as_bytes())?;
            }
        }
        self.0.write_all(b"\r\n")
    }

    /// Writes what is still in memory.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a cell is written as it is, found in one pass: printable ASCII without separators that begins with a letter or a
/// digit. Most cells are.
fn is_plain(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let printable = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b',' | b';' | b'"');
    let ends = bytes.last().is_none_or(|last| *last != b' ');
    ends && bytes.first().is_none_or(u8::is_ascii_alphanumeric) && bytes.iter().all(printable)
}

/// A cell with quotation marks if it needs them for a program that separates cells by `,`, `;` or tab, or could otherwise lose
/// white space. Empty cells have none, because databases read `""` as a text and not as a missing value.
fn quoted(cell: Cow<'_, str>) -> Cow<'_, str> {
    let separates = cell.contains([',', ';', '\t', '"', '\r', '\n']);
    if separates || cell.starts_with('\'') || cell.trim().len() < cell.len() {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        cell
    }
}

/// The text of a cell that spreadsheets do not evaluate and terminals do not obey.
fn harmless(cell: &str) -> Cow<'_, str> {
    // Tabs and carriage returns are gone after this; a tab is a space.
    let cell = sanitize::lines(cell);
    if !parts(&cell).any(is_formula) {
        return cell;
    }
    Cow::Owned(parts(&cell).map(|part| if is_formula(part) { format!("'{part}") } else { part.to_owned() }).collect())
}

/// The parts of a text that are cells of their own for some program, each with the separator that ends it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([';', '\t', '\r', '\n'])
}

/// Whether a spreadsheet could evaluate a text.
fn is_formula(text: &str) -> bool {
    // A quotation mark can be taken for the beginning of a quoted cell; an apostrophe is skipped so that one that was there before
    // can be told from one that was put here.
    let skipped = |c: char| c.is_whitespace() || c.width().unwrap_or(0) == 0 || matches!(c, '"' | '\'');
    let begins = text.trim_start_matches(skipped).chars().next();
    // Full-width, small and raised forms are equivalent to these by compatibility.
    let sign = begins.is_some_and(|first| matches!(std::iter::once(first).nfkc().next(), Some('=' | '+' | '-' | '@')));
    sign && !is_number(text.trim_end_matches([';', '\n']))
}

/// Whether a text is a decimal number in whole: `-5`, `+1.25`, `-1e6`.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let mantissa = unsigned(mantissa);
    let (whole, fraction) =
        mantissa.split_once('.').map_or((&*mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(|exponent| digits(&unsigned(exponent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_get_an_apostrophe_wherever_a_cell_can_begin() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-1-1", "'-1-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A1", "'＠A1"),
            ("﹦1", "'﹦1"),
            ("\u{a0}\u{3000}\u{2009} =1", "'\u{a0}\u{3000}\u{2009} =1"),
            ("\u{200b}\u{200d}\u{2060}\u{ad}=1", "'\u{200b}\u{200d}\u{2060}\u{ad}=1"),
            ("\t=1", "' =1"),
            ("\r\n=1", "\n'=1"),
            ("x;=1+1;y", "x;'=1+1;y"),
            ("x; =1", "x;' =1"),
            ("x\t=1", "x =1"),
            ("x\n=1\n-y", "x\n'=1\n'-y"),
            ("x;\"=1\"", "x;'\"=1\""),
            ("\"=1", "'\"=1"),
            ("'=1", "''=1"),
            ("-", "'-"),
            ("--5", "'--5"),
            ("-5;-5 apples", "-5;'-5 apples"),
        ] {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }

    #[test]
    fn plain_cells_are_those_that_nothing_changes() {
        let letters = "a0 '=-+@,;\"\t\r\né＝\u{7f}\u{200b}";
        let cells = letters.chars().flat_map(|a| letters.chars().map(move |b| [a, b]));
        let cells = cells.flat_map(|[a, b]| letters.chars().map(move |c| String::from_iter([a, b, c])));
        for cell in cells.chain([String::new()]) {
            assert!(!is_plain(&cell) || quoted(harmless(&cell)) == cell, "{cell:?}");
        }
        assert!(is_plain("2025-12-02T20:00:00Z") && is_plain("it's 5 - 3") && !is_plain("-5") && !is_plain("a;=1"));
    }

    #[test]
    fn cells_are_quoted_if_any_separator_would_divide_them() {
        for (cell, expected) in [
            ("", ""),
            ("a b", "a b"),
            ("-5", "-5"),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("a\tb", "\"a\tb\""),
            ("a\nb", "\"a\nb\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            (" a", "\" a\""),
            ("'=1", "\"'=1\""),
            ("it's", "it's"),
        ] {
            assert_eq!(quoted(Cow::Borrowed(cell)), expected);
        }
    }

    #[test]
    fn numbers_and_other_texts_stay_as_they_are() {
        for text in [
            "", "-5", "+1.25", "-1e6", "-1.5E-3", "5", "x=1", "a - b", "x;-5;+7", "“-”", "'tis", "a, =1", "−5", "3-5",
            "…",
        ] {
            assert!(matches!(harmless(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        for text in ["-5.", "-.5", "+", "-5e", "+1.2.3", "-٥", "-5 ", "+49 30"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
    }
}
