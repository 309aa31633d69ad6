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
    /// The folded texts, fields separated by line breaks.
    pub(super) folded: String,
    /// The offset of each record's text in it.
    pub(super) starts: Vec<usize>,
    /// The words in the order in which they first occur.
    words: Vec<Box<str>>,
    /// The number of each word in each record once, in the order of the records.
    pub(super) pairs: Vec<(u32, RecordId)>,
}

impl Part {
    /// Folds and splits the texts of these records.
    pub(super) fn new(dataset: &Dataset, records: &[RecordRef], range: Range<usize>) -> Self {
        let mut folded = String::new();
        let (mut starts, mut pairs) = (Vec::with_capacity(range.len()), Vec::new());
        // By word: its number, and the last record that contains it.
        let mut known: HashMap<Box<str>, (u32, u32), RandomState> = HashMap::default();
        for number in range {
            let start = folded.len();
            starts.push(start);
            fields(dataset, records[number], |field| push_field(&mut folded, field));
            for (_, word) in words(&folded[start..]) {
                let record = number as u32;
                if let Some((id, last)) = known.get_mut(word) {
                    if *last != record {
                        *last = record;
                        pairs.push((*id, RecordId(record)));
                    }
                } else {
                    let id = known.len() as u32;
                    known.insert(word.into(), (id, record));
                    pairs.push((id, RecordId(record)));
                }
            }
        }
        let mut words = vec![Box::default(); known.len()];
        known.into_iter().for_each(|(word, (id, _))| words[id as usize] = word);
        Self { folded, starts, words, pairs }
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
