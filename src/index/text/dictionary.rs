//! The dictionary of all words of some records.

use super::Phrase;
use super::letters::Letters;
use super::part::{Part, merged};
use crate::index::{Bits, Postings, RecordId};
use crate::model::{Dataset, RecordRef};
use crate::parallel;

/// The words of records, by their places among these records.
#[derive(Debug, Default)]
pub(in crate::index) struct Words {
    /// All words, sorted.
    dictionary: Vec<Box<str>>,
    /// For each word its records.
    postings: Postings,
    letters: Letters,
    /// How many records there are.
    len: usize,
}

impl Words {
    /// Folds and indexes the texts of these records. `each` is called with every folded text, and adds to a list of its part what
    /// it finds there; the lists are returned in the order of the records.
    pub(super) fn new<T: Send>(
        dataset: &Dataset,
        records: &[RecordRef],
        each: impl Fn(RecordId, &str, &mut Vec<T>) + Sync,
    ) -> (Self, Vec<Vec<T>>) {
        let parts = parallel::ranges(records.len(), |range| {
            let mut found = Vec::new();
            let part = Part::new(dataset, records, range, |record, text| each(record, text, &mut found));
            (part, found)
        });
        let (parts, found): (Vec<Part>, Vec<Vec<T>>) = parts.into_iter().unzip();
        let (dictionary, numbers) = merged(&parts);
        let pairs = || {
            let parts = parts.iter().zip(&numbers);
            parts.flat_map(|(part, words)| part.pairs().map(|(number, record)| (words[number as usize], record)))
        };
        let postings = Postings::gathered(dictionary.len(), pairs);
        drop(parts);
        let letters = Letters::new(&dictionary, &postings, records.len());
        (Self { dictionary, postings, letters, len: records.len() }, found)
    }

    /// The records that contain all words of the phrase, wherever they are.
    pub(super) fn search(&self, phrase: &Phrase) -> Bits {
        let len = self.len;
        let mut found = Bits::none(len);
        match phrase.words() {
            [] => {}
            [word] => self.prefix(word, &mut found),
            [before @ .., last] => {
                self.prefix(last, &mut found);
                for word in before {
                    let mut with = Bits::none(len);
                    self.word(word, &mut with);
                    found.and(&with);
                }
            }
        }
        found
    }

    fn word(&self, word: &str, found: &mut Bits) {
        if let Ok(at) = self.dictionary.binary_search_by(|known| (**known).cmp(word)) {
            self.postings.add_to(found, at);
        }
    }

    fn prefix(&self, start: &str, found: &mut Bits) {
        if let Some(records) = self.letters.get(start) {
            found.or(records);
            return;
        }
        let from = self.dictionary.partition_point(|known| **known < *start);
        for (at, _) in self.dictionary.iter().enumerate().skip(from).take_while(|(_, known)| known.starts_with(start)) {
            self.postings.add_to(found, at);
        }
    }
}
