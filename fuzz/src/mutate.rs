//! Changes of an input that keep it a text: of lines, words and characters.

use std::sync::OnceLock;

use fastrand::Rng;

use crate::Target;

/// Characters that are hard to parse, to measure or to draw.
const CHARS: &[char] = &[
    '\0',
    '\t',
    '\n',
    '\r',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{a0}',
    '\u{301}',
    '\u{61c}',
    '\u{200d}',
    '\u{202e}',
    '\u{2028}',
    '\u{2066}',
    '\u{3000}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffff}',
    '\u{e0041}',
    '停',
    'ß',
    'İ',
    'ﬀ',
    'я',
    '👩',
    '“',
    '”',
    '\'',
    '"',
    '`',
    '\\',
    '/',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '<',
    '>',
    '&',
    '|',
    '#',
    '=',
    '+',
    '-',
    '@',
    '~',
    '?',
    '%',
    '*',
    '_',
    ':',
    ';',
    ',',
    '.',
    '!',
    '$',
    '^',
    '0',
    '9',
    ' ',
];

/// Changes an input a little, a few times; `other` is another input, of which parts are taken over.
pub fn mutate(input: &[u8], other: &[u8], words: &[String], rng: &mut Rng) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(input).into_owned();
    let other = String::from_utf8_lossy(other);
    for _ in 0..1 << rng.u32(0..4) {
        match rng.u32(0..10) {
            0..=2 => lines(&mut text, &other, rng),
            3..=5 => word(&mut text, words, rng),
            6 => number(&mut text, rng),
            _ => chars(&mut text, rng),
        }
    }
    let mut bytes = text.into_bytes();
    // Once in a while it is no UTF-8.
    if !bytes.is_empty() && rng.u32(0..200) == 0 {
        let at = rng.usize(0..bytes.len());
        bytes[at] = rng.u8(..);
    }
    bytes
}

/// The same for libFuzzer: the first `size` bytes of a buffer, of which at most `max_size` are used.
pub fn in_place(target: &Target, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let words = WORDS.get_or_init(target.words);
    let input = data[..size].to_vec();
    let mutated = mutate(&input, &input, words, &mut Rng::with_seed(seed.into()));
    let length = mutated.len().min(max_size);
    data[..length].copy_from_slice(&mutated[..length]);
    length
}

/// A random place between two characters.
fn place(text: &str, rng: &mut Rng) -> usize {
    let at = rng.usize(0..=text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Deletes, repeats, moves or takes over lines.
fn lines(text: &mut String, other: &str, rng: &mut Rng) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return;
    }
    let (a, b) = (rng.usize(0..lines.len()), rng.usize(0..lines.len()));
    match rng.u32(0..5) {
        0 => drop(lines.drain(a..(a + 1 + rng.usize(0..4)).min(lines.len()))),
        1 => lines.insert(b, lines[a]),
        2 => lines.swap(a, b),
        3 => {
            let block: Vec<&str> = lines[a..(a + 8).min(lines.len())].to_vec();
            lines.splice(b..b, block);
        }
        _ => {
            let others: Vec<&str> = other.split_inclusive('\n').collect();
            if let Some(from) = (!others.is_empty()).then(|| rng.usize(0..others.len())) {
                let to = (from + 1 + rng.usize(0..8)).min(others.len());
                lines.splice(a..a, others[from..to].iter().copied());
            }
        }
    }
    *text = lines.concat();
}

/// Puts a word that means something in the place of another, or between two characters.
fn word(text: &mut String, words: &[String], rng: &mut Rng) {
    let Some(word) = rng.choice(words) else { return };
    let at = place(text, rng);
    if rng.bool() {
        text.insert_str(at, word);
        return;
    }
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
    let start = text[..at].rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(ends).map_or(text.len(), |length| at + length);
    text.replace_range(start..end, word);
}

/// Changes a number.
fn number(text: &mut String, rng: &mut Rng) {
    let at = place(text, rng);
    let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) else { return };
    let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| start + length);
    let number = match rng.u32(0..5) {
        0 => "0".to_owned(),
        1 => u64::MAX.to_string(),
        2 => format!("{:0width$}", rng.u32(0..100), width = end - start),
        3 => rng.u32(0..10_000).to_string(),
        _ => text[start..end].parse::<u32>().map_or_else(|_| "1".into(), |number| number.wrapping_add(1).to_string()),
    };
    text.replace_range(start..end, &number);
}

/// Deletes, repeats or inserts characters.
fn chars(text: &mut String, rng: &mut Rng) {
    let (a, b) = (place(text, rng), place(text, rng));
    let (from, to) = (a.min(b), a.max(b));
    // Mostly a few characters, not half of the text.
    let to = if rng.u32(0..8) == 0 {
        to
    } else {
        (from..=to).find(|at| at - from > 3 && text.is_char_boundary(*at)).unwrap_or(to)
    };
    match rng.u32(0..4) {
        0 => text.replace_range(from..to, ""),
        1 => {
            let part = text[from..to].to_owned();
            text.insert_str(to, &part);
        }
        _ => text.insert(from, *rng.choice(CHARS).unwrap_or(&' ')),
    }
}
