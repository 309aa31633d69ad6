//! The records with a word that begins with a letter, for each letter: the first key of a search selects most of them, by
//! thousands of words.

use crate::index::{Bits, MIN_PARALLEL, Postings};
use crate::parallel;

/// By the letter or digit that words begin with.
#[derive(Debug, Default)]
pub(super) struct Letters(Vec<(char, Bits)>);

impl Letters {
    /// Gathers the records of the words of a sorted dictionary; `len` is the number of records.
    pub(super) fn new(dictionary: &[Box<str>], postings: &Postings, len: usize) -> Self {
        let letters: Vec<char> = ('0'..='9').chain('a'..='z').collect();
        let records = |at: usize| {
            let mut bits = Bits::none(len);
            let from = dictionary.partition_point(|word| **word < *letters[at].encode_utf8(&mut [0; 4]));
            let words = dictionary[from..].iter().take_while(|word| word.starts_with(letters[at])).count();
            (from..from + words).for_each(|word| postings.add_to(&mut bits, word));
            (letters[at], bits)
        };
        if len < MIN_PARALLEL {
            return Self((0..letters.len()).map(records).collect());
        }
        let mut all = Vec::with_capacity(letters.len());
        parallel::in_turn(0..letters.len(), records, |records| all.push(records));
        Self(all)
    }

    /// The records with a word that begins with a text, if the text is one letter.
    pub(super) fn get(&self, start: &str) -> Option<&Bits> {
        let mut letters = start.chars();
        let letter = letters.next().filter(|_| letters.next().is_none())?;
        self.0.iter().find(|(known, _)| *known == letter).map(|(_, records)| records)
    }
}
