//! The words of some of the records, so that all cores can index at once.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::fields;
use crate::index::RecordId;
use crate::model::{Dataset, RecordRef};
use crate::names::{fold_into, words};

/// The texts and words of consecutive records.
pub(super) struct Part {
    /// The first of the records.
    first: usize,
    pub(super) texts: Texts,
    /// The words in the order in which they first occur.
    words: Vec<Box<str>>,
    /// The number of each word in each record once, record by record.
    numbers: Vec<u32>,
    /// Where the numbers of each record end.
    ends: Vec<usize>,
}

/// The folded texts of consecutive records, fields separated by line breaks.
#[derive(Debug, Default)]
pub(super) struct Texts {
    folded: String,
    /// Where the text of each record ends.
    ends: Vec<usize>,
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at a position.
    pub(super) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[at]]
    }
}

impl Part {
    /// Folds and splits the texts of these records.
    pub(super) fn new(dataset: &Dataset, records: &[RecordRef], range: Range<usize>) -> Self {
        let (first, mut texts) = (range.start, Texts::default());
        let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(range.len()));
        // By word: its number, and the last record that contains it.
        let mut known: HashMap<Box<str>, (u32, u32), RandomState> = HashMap::default();
        for number in range {
            let start = texts.folded.len();
            fields(dataset, records[number], |field| push_field(&mut texts.folded, field));
            texts.ends.push(texts.folded.len());
            for (_, word) in words(&texts.folded[start..]) {
                let record = number as u32;
                if let Some((id, last)) = known.get_mut(word) {
                    if *last != record {
                        *last = record;
                        numbers.push(*id);
                    }
                } else {
                    let id = known.len() as u32;
                    known.insert(word.into(), (id, record));
                    numbers.push(id);
                }
            }
            ends.push(numbers.len());
        }
        let mut words = vec![Box::default(); known.len()];
        known.into_iter().for_each(|(word, (id, _))| words[id as usize] = word);
        texts.folded.shrink_to_fit();
        Self { first, texts, words, numbers, ends }
    }

    /// The number of each word in each record, in the order of the records.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, RecordId)> {
        self.ends.iter().enumerate().flat_map(|(at, &end)| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            let record = RecordId((self.first + at) as u32);
            self.numbers[start..end].iter().map(move |number| (*number, record))
        })
    }
}

/// Appends a folded field and a line break, of which it contains no other.
fn push_field(folded: &mut String, field: &str) {
    let from = folded.len();
    fold_into(folded, field);
    if folded.as_bytes()[from..].contains(&b'\n') {
        let line = folded[from..].replace('\n', " ");
        folded.replace_range(from.., &line);
    }
    folded.push('\n');
}

/// The words of all parts, sorted, and for each part the positions of its words among them.
pub(super) fn merged(parts: &[Part]) -> (Vec<Box<str>>, Vec<Vec<u32>>) {
    let mut all: Vec<(&str, usize, usize)> = Vec::with_capacity(parts.iter().map(|part| part.words.len()).sum());
    for (at, part) in parts.iter().enumerate() {
        all.extend(part.words.iter().enumerate().map(|(nth, word)| (&**word, at, nth)));
    }
    all.sort_unstable();
    let mut numbers: Vec<Vec<u32>> = parts.iter().map(|part| vec![0; part.words.len()]).collect();
    let mut dictionary: Vec<Box<str>> = Vec::new();
    for (word, part, nth) in all {
        if dictionary.last().is_none_or(|last| **last != *word) {
            dictionary.push(word.into());
        }
        numbers[part][nth] = dictionary.len() as u32 - 1;
    }
    (dictionary, numbers)
}
