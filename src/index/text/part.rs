//! The words of some of the records, so that all cores can index at once.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::fold_fields;
use crate::index::RecordId;
use crate::model::{Dataset, RecordRef};
use crate::names::words;

/// The words of consecutive records.
pub(super) struct Part {
    /// The first of the records.
    first: usize,
    /// The words in the order in which they first occur.
    words: Vec<Box<str>>,
    /// The number of each word in each record once, record by record.
    numbers: Vec<u32>,
    /// Where the numbers of each record end.
    ends: Vec<u32>,
}

impl Part {
    /// Folds and splits the texts of these records. `each` is called with every folded text.
    pub(super) fn new(
        dataset: &Dataset,
        records: &[RecordRef],
        range: Range<usize>,
        mut each: impl FnMut(RecordId, &str),
    ) -> Self {
        let (first, mut folded) = (range.start, String::new());
        let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(range.len()));
        // By word: its number, and the last record that contains it.
        let mut known: HashMap<Box<str>, (u32, u32), RandomState> = HashMap::default();
        for number in range {
            fold_fields(&mut folded, dataset, records[number]);
            let record = number as u32;
            each(RecordId(record), &folded);
            for (_, word) in words(&folded) {
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
            ends.push(numbers.len() as u32);
        }
        let mut words = vec![Box::default(); known.len()];
        known.into_iter().for_each(|(word, (id, _))| words[id as usize] = word);
        // It was doubled as it grew; all parts are held at once.
        numbers.shrink_to_fit();
        Self { first, words, numbers, ends }
    }

    /// The number of each word in each record, in the order of the records.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, RecordId)> {
        self.ends.iter().enumerate().flat_map(|(at, &end)| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            let record = RecordId((self.first + at) as u32);
            self.numbers[start as usize..end as usize].iter().map(move |number| (*number, record))
        })
    }
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
