//! Folding: one form for all texts that differ only in case, marks, quotation marks, dashes or script.

mod common;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The folded form: composed (NFC), romanised, without marks, in lower case, with plain quotes and dashes. `Путин` and
/// `PUTIN` fold to `putin`, `Radosław` to `radoslaw`. The result is ASCII.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Appends the folded form of a text.
pub(crate) fn fold_into(folded: &mut String, text: &str) {
    let from = folded.len();
    if text.is_ascii() {
        folded.push_str(text);
        folded[from..].make_ascii_lowercase();
    } else if let Some(common) = common::folded(text) {
        folded.push_str(&common);
    } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().for_each(|c| push(folded, c));
    } else {
        text.nfc().for_each(|c| push(folded, c));
    }
}

fn push(folded: &mut String, c: char) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
    } else {
        let from = folded.len();
        folded.push_str(any_ascii::any_ascii_char(c));
        folded[from..].make_ascii_lowercase();
    }
}

/// A folded text that knows which part of the source each of its bytes comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    /// The folded text.
    pub(crate) text: String,
    /// For each byte of it, the first byte of its character in the source; nothing if it is at the same place everywhere.
    from: Option<Box<[u32]>>,
    source_len: usize,
}

impl Folded {
    /// Folds a text and keeps the positions.
    pub(crate) fn new(source: &str) -> Self {
        if source.is_ascii() {
            return Self { text: source.to_ascii_lowercase(), from: None, source_len: source.len() };
        }
        let (mut text, mut from) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
        let mut rest = source.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            // A letter and the marks that follow it fold together, as they would in composed form.
            let mut end = at + c.len_utf8();
            while let Some(&(next, mark)) = rest.peek()
                && unicode_normalization::char::is_combining_mark(mark)
            {
                end = next + mark.len_utf8();
                rest.next();
            }
            fold_into(&mut text, &source[at..end]);
            from.resize(text.len(), at as u32);
        }
        Self { text, from: Some(from.into()), source_len: source.len() }
    }

    /// The bytes of the source from which a range of the folded text comes.
    pub(crate) fn source(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let Some(from) = &self.from else { return range };
        let at = |byte: usize| from.get(byte).map_or(self.source_len, |&at| at as usize);
        // The end is where the next character of the source begins.
        let last = range.end.checked_sub(1).map_or(0, at);
        let end = from[range.end.min(from.len())..].iter().find(|&&from| from as usize > last);
        at(range.start)..end.map_or(self.source_len, |&end| end as usize)
    }
}

/// The words of a folded text with their positions: runs of letters and digits, in which an apostrophe between letters
/// belongs to the word (`trump's`, `zelens'kiy`).
pub(crate) fn words(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = folded.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        if at == bytes.len() {
            return None;
        }
        let start = at;
        while at < bytes.len() {
            let letter = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphabetic);
            let inside = bytes[at].is_ascii_alphanumeric()
                || (bytes[at] == b'\'' && letter(at.wrapping_sub(1)) && letter(at + 1));
            if !inside {
                break;
            }
            at += 1;
        }
        Some((start, &folded[start..at]))
    })
}

/// The spelling key of a run of words: what romanisations of one name have in common. `zelenskiy`, `Zelenski` and
/// `Зеленський` have the key of Zelensky.
pub fn spelling_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    for (_, word) in words(folded) {
        if !key.is_empty() {
            key.push(' ');
        }
        let mut word = word.to_owned();
        replace(&mut word, "'", "");
        for (from, to) in [("kh", "h"), ("ts", "c"), ("tz", "c"), ("ks", "x"), ("w", "v")] {
            replace(&mut word, from, to);
        }
        for from in ["yy", "iy", "ij", "ii", "yi"] {
            replace(&mut word, from, "y");
        }
        if word.ends_with('i') {
            word.pop();
            word.push('y');
        }
        push_undoubled(&mut key, &word);
    }
    key
}

/// A coarser form than the spelling key, for pickers only: letters that romanisations, German, French and Polish spellings
/// confuse are merged.
pub(super) fn skeleton(folded: &str) -> String {
    let mut skeleton = folded.to_owned();
    replace(&mut skeleton, "'", "");
    let pairs = [("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("w", "v"), ("y", "i"), ("j", "i")];
    for (from, to) in pairs.into_iter().chain([("g", "h"), ("ph", "f"), ("ou", "u"), ("x", "ks")]) {
        replace(&mut skeleton, from, to);
    }
    let mut out = String::with_capacity(skeleton.len());
    push_undoubled(&mut out, &skeleton);
    out
}

/// Replaces a part of a text. Most texts do not contain it, and are not copied.
fn replace(text: &mut String, from: &str, to: &str) {
    if text.contains(from) {
        *text = text.replace(from, to);
    }
}

/// Appends a text with doubled letters written once.
fn push_undoubled(out: &mut String, text: &str) {
    let mut last = None;
    for c in text.chars() {
        if last != Some(c) || !c.is_ascii_alphabetic() {
            out.push(c);
        }
        last = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_scripts_fold_away() {
        for (text, folded) in [
            ("Путин", "putin"),
            ("RADOSŁAW", "radoslaw"),
            ("Зеленський", "zelens'kiy"),
            ("й", "y"),
            ("“Né” — d’État", "\"ne\" - d'etat"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(fold(&text.nfd().collect::<String>()), folded, "{text} in decomposed form");
            assert_eq!(Folded::new(text).text, folded);
        }
    }

    #[test]
    fn folded_ranges_lead_back_to_the_source() {
        let source = "Щит Łódź!";
        let folded = Folded::new(source);
        let at = folded.text.find("lodz").expect("it is there");
        assert_eq!(&source[folded.source(at..at + 4)], "Łódź");
        assert_eq!(&source[folded.source(0..1)], "Щ", "one letter of the source, though it folds to several");
        assert_eq!(&source[folded.source(0..folded.text.len())], source);
    }

    #[test]
    fn words_keep_their_apostrophes() {
        let found: Vec<&str> = words("trump's 'quoted' d.c. 15-point o'").map(|(_, word)| word).collect();
        assert_eq!(found, ["trump's", "quoted", "d", "c", "15", "point", "o"]);
    }

    #[test]
    fn romanisations_share_a_key() {
        let key = spelling_key(&fold("Zelensky"));
        for other in ["zelenskiy", "Zelenski", "Зеленський", "Zelenskyy", "Zelenskii"] {
            assert_eq!(spelling_key(&fold(other)), key, "{other}");
        }
        assert_ne!(spelling_key("umerov"), spelling_key("ushakov"));
    }
}
