//! What the most frequent characters fold to, in a table: all texts of a dataset are folded at every load.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Letters of Latin, Greek and Cyrillic, up to the supplement of Cyrillic.
const LETTERS: u32 = 0x530;
/// Dashes, quotation marks and the like, from here on.
const PUNCTUATION: u32 = 0x2010;
/// How many of them are in the table.
const MARKS: u32 = 0x30;

/// What a character folds to: so many of these ASCII characters.
type Short = (u8, [u8; LONGEST]);
/// Characters that fold to more are not in the table. All are copied, and those that are too many cut off: that is faster than
/// to copy as many as there are.
const LONGEST: usize = 8;

/// By character; nothing for characters that are not composed, whatever stands beside them.
static TABLE: LazyLock<Box<[Option<Short>]>> = LazyLock::new(|| {
    let all = (0..LETTERS).chain(PUNCTUATION..PUNCTUATION + MARKS);
    all.map(|number| short(char::from_u32(number)?)).collect()
});

fn short(c: char) -> Option<Short> {
    // Marks follow a letter, with which they may have to be composed, or are in an order of their own.
    if is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes || canonical_combining_class(c) != 0 {
        return None;
    }
    let folded = any_ascii::any_ascii_char(c).to_ascii_lowercase();
    let mut bytes = [0; LONGEST];
    bytes.get_mut(..folded.len())?.copy_from_slice(folded.as_bytes());
    Some((folded.len() as u8, bytes))
}

/// Where a character would be in the table.
fn place(c: char) -> usize {
    let number = u32::from(c);
    (if number < LETTERS { number } else { number.wrapping_sub(PUNCTUATION).saturating_add(LETTERS) }) as usize
}

/// The folded form of a text of which all characters are in the table.
pub(super) fn folded(text: &str) -> Option<String> {
    let table = &**TABLE;
    let mut folded = Vec::with_capacity(text.len() + LONGEST);
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, after) = rest.split_at(ascii_length(rest.as_bytes()));
        let from = folded.len();
        folded.extend_from_slice(ascii.as_bytes());
        folded[from..].make_ascii_lowercase();
        let mut chars = after.chars();
        while let Some(c) = chars.clone().next().filter(|c| !c.is_ascii()) {
            let (length, ascii) = table.get(place(c))?.as_ref()?;
            let end = folded.len() + usize::from(*length);
            folded.extend_from_slice(ascii);
            folded.truncate(end);
            chars.next();
        }
        rest = chars.as_str();
    }
    String::from_utf8(folded).ok()
}

/// How many ASCII characters a text begins with.
fn ascii_length(text: &[u8]) -> usize {
    let blocks: usize = text.chunks(32).take_while(|block| block.is_ascii()).map(<[u8]>::len).sum();
    blocks + text[blocks..].iter().take_while(|byte| byte.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The definition: composed, romanised, in lower case.
    fn plain(text: &str) -> String {
        any_ascii::any_ascii(&text.nfc().collect::<String>()).to_ascii_lowercase()
    }

    #[test]
    fn every_character_folds_as_defined() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            if let Some(folded) = folded(&c.to_string()) {
                assert_eq!(folded, plain(&c.to_string()), "{c:?}");
            }
        }
        for common in ["Ґїщ", "Łß", "“—”", "λ"] {
            assert!(folded(common).is_some(), "{common}");
        }
    }

    proptest! {
        #[test]
        fn texts_fold_as_defined(text in "([ -~]{0,40}|[а-яЇҐé’—]{1,4}|[\u{2f0}-\u{370}аeіµ]{1,3}|[αͿ;΅가각한ᆨ]{1,3}|\\PC){0,8}") {
            prop_assert_eq!(crate::names::fold(&text), plain(&text));
        }
    }
}
