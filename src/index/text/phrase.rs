//! A phrase that is searched, and where it is in folded texts.

use std::ops::Range;

use memchr::memmem;

use crate::names::{fold, words};

/// Consecutive words, of which the last may be the start of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    words: Vec<Box<str>>,
}

impl Phrase {
    /// The phrase of a typed text, if it contains a word.
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<Box<str>> = words(&folded).map(|(_, word)| word.into()).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The ranges of a folded text that match the phrase.
    pub(crate) fn ranges<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        folded
            .split_inclusive('\n')
            .scan(0, |from, field| {
                let base = *from;
                *from += field.len();
                Some((base, field))
            })
            .flat_map(|(base, field)| self.in_field(field).map(move |range| base + range.start..base + range.end))
    }

    fn in_field<'t>(&'t self, field: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let all: Vec<(usize, &str)> = words(field).collect();
        (0..all.len()).filter_map(move |at| self.range_at(field, &all[at..]))
    }

    /// The first word, folded.
    pub(crate) fn first_word(&self) -> &str {
        &self.words[0]
    }

    /// Whether it is one word.
    pub(in crate::index) fn is_word(&self) -> bool {
        self.words.len() == 1
    }

    /// The range of the phrase if it begins with the first of these words (with their places) of a folded text.
    pub(crate) fn range_at(&self, folded: &str, from: &[(usize, &str)]) -> Option<Range<usize>> {
        let row = from.get(..self.words.len())?;
        let (last, before) = self.words.split_last()?;
        let (first, end) = (row.first()?.0, row.last()?);
        let is_here = before.iter().zip(row).all(|(word, (_, found))| **word == **found) && end.1.starts_with(&**last);
        let range = first..end.0 + last.len();
        (is_here && !folded[range.clone()].contains('\n')).then_some(range)
    }

    /// The words, folded.
    pub(super) fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// Whether every text that matches the other phrase matches this one too, because the other goes on where this one ends.
    pub(in crate::index) fn is_start_of(&self, other: &Self) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        other.words.get(before.len()).is_some_and(|word| word.starts_with(&**last)) && other.words.starts_with(before)
    }

    /// Whether a folded text matches the phrase.
    pub(crate) fn matches(&self, folded: &str) -> bool {
        self.finder().is_in(folded)
    }

    /// What finds the phrase in many texts.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { phrase: self, first: memmem::Finder::new(self.first_word()) }
    }

    /// Whether a folded text that begins with a word begins with the phrase.
    pub(in crate::index) fn is_at(&self, folded: &str) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let mut found = words(folded);
        before.iter().all(|word| found.next().is_some_and(|(_, found)| *found == **word))
            && found.next().is_some_and(|(at, found)| {
                found.starts_with(&**last) && !folded.as_bytes()[..at + last.len()].contains(&b'\n')
            })
    }
}

/// Finds a phrase in texts by its first word.
pub(super) struct Finder<'p> {
    phrase: &'p Phrase,
    first: memmem::Finder<'p>,
}

impl Finder<'_> {
    /// Whether a folded text matches the phrase.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        let begins = |at: usize| begins_word(folded.as_bytes(), at) && self.phrase.is_at(&folded[at..]);
        self.first.find_iter(folded.as_bytes()).any(begins)
    }
}

/// Whether a word begins at a byte of a folded text, if a letter or digit is there.
fn begins_word(folded: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    // An apostrophe between letters belongs to the word.
    let letter = |at: usize| folded.get(at).is_some_and(u8::is_ascii_alphabetic);
    let inside = folded[before] == b'\'' && letter(at) && before.checked_sub(1).is_some_and(letter);
    !folded[before].is_ascii_alphanumeric() && !inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_the_start_of_what_matches_less() {
        let phrase = |text: &str| Phrase::new(text).expect(text);
        for (start, longer) in [("coal", "coalition"), ("coalition", "coalition of"), ("of the w", "of the willing to")]
        {
            assert!(phrase(start).is_start_of(&phrase(longer)), "{start}");
            assert!(!phrase(longer).is_start_of(&phrase(start)), "{longer}");
        }
        for (start, other) in [("coal mine", "coalition mine"), ("и", "й"), ("the w", "of the w")] {
            assert!(!phrase(start).is_start_of(&phrase(other)), "{start}");
        }
    }
}
