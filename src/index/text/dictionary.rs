//! The dictionary of all words of some records, and their folded texts.

use memchr::memmem;

use super::Phrase;
use super::letters::Letters;
use super::part::{Part, Texts, merged};
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
    /// The folded texts of all records, by parts.
    folded: Vec<Texts>,
    /// How many records are in a part; the last may have fewer.
    share: usize,
    /// How many records there are.
    len: usize,
}

impl Words {
    /// Folds and indexes the texts of these records.
    pub(super) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let parts = parallel::ranges(records.len(), |range| Part::new(dataset, records, range));
        let (dictionary, numbers) = merged(&parts);
        let pairs = || {
            let parts = parts.iter().zip(&numbers);
            parts.flat_map(|(part, words)| part.pairs().map(|(number, record)| (words[number as usize], record)))
        };
        let postings = Postings::gathered(dictionary.len(), pairs);
        let folded: Vec<Texts> = parts.into_iter().map(|part| part.texts).collect();
        // All parts but the last are of one size.
        let share = folded.first().map_or(1, Texts::len).max(1);
        let letters = Letters::new(&dictionary, &postings, records.len());
        Self { dictionary, postings, letters, folded, share, len: records.len() }
    }

    /// How many records there are.
    pub(in crate::index) fn len(&self) -> usize {
        self.len
    }

    /// The records that match the phrase.
    pub(super) fn search(&self, phrase: &Phrase) -> Bits {
        let len = self.len;
        let mut found = Bits::none(len);
        match &*phrase.words {
            [] => {}
            [word] => self.prefix(word, &mut found),
            [before @ .., last] => {
                self.prefix(last, &mut found);
                for word in before {
                    let mut with = Bits::none(len);
                    self.word(word, &mut with);
                    found.and(&with);
                }
                let candidates: Vec<RecordId> = found.iter().collect();
                let first = memmem::Finder::new(phrase.first_word());
                for record in candidates {
                    if !phrase.is_in(&first, self.of(record)) {
                        found.remove(record);
                    }
                }
            }
        }
        found
    }

    /// The folded text of a record, fields separated by line breaks.
    pub(in crate::index) fn of(&self, record: RecordId) -> &str {
        self.folded[record.index() / self.share].get(record.index() % self.share)
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
