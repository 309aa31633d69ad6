//! Words and phrases: a dictionary of all words with the records that contain them, and the folded texts, in which phrases are
//! checked.
//!
//! A record is found by its own text and by the names to which it refers. Names are not copied into each record: a matching name
//! leads to the records that refer to it.

use std::collections::HashMap;
use std::ops::Range;

use super::carried::NameTexts;
use super::{Bits, Postings, RecordId, Relations};
use crate::model::{Dataset, RecordRef, Speaker};
use crate::names::{fold, words};

/// The words of all records.
#[derive(Debug, Default)]
pub struct TextIndex {
    /// All words, sorted.
    dictionary: Vec<Box<str>>,
    /// For each word its records.
    postings: Postings,
    /// The folded texts of all records, fields separated by line breaks.
    folded: String,
    /// The offset of each record's text, and the end of the last.
    starts: Vec<usize>,
    /// The names that records carry.
    names: NameTexts,
}

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
    pub(super) fn is_word(&self) -> bool {
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

    /// Whether a folded text matches the phrase.
    pub(super) fn matches(&self, folded: &str) -> bool {
        self.ranges(folded).next().is_some()
    }
}

impl TextIndex {
    /// Folds and indexes all texts.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let (mut folded, mut starts) = (String::new(), Vec::with_capacity(records.len() + 1));
        let mut known: HashMap<Box<str>, u32> = HashMap::new();
        let mut pairs: Vec<(u32, RecordId)> = Vec::new();
        for (number, record) in records.iter().enumerate() {
            let start = folded.len();
            starts.push(start);
            fields(dataset, *record, |field| {
                folded.push_str(&fold(field).replace('\n', " "));
                folded.push('\n');
            });
            for (_, word) in words(&folded[start..]) {
                let next = known.len() as u32;
                let id = match known.get(word) {
                    Some(&id) => id,
                    None => *known.entry(word.into()).or_insert(next),
                };
                pairs.push((id, RecordId(number as u32)));
            }
        }
        starts.push(folded.len());
        let mut dictionary: Vec<(Box<str>, u32)> = known.into_iter().collect();
        dictionary.sort_unstable();
        let mut sorted = vec![0; dictionary.len()];
        for (at, (_, id)) in dictionary.iter().enumerate() {
            sorted[*id as usize] = at as u32;
        }
        pairs.iter_mut().for_each(|(word, _)| *word = sorted[*word as usize]);
        let postings = Postings::new(dictionary.len(), &pairs);
        let dictionary = dictionary.into_iter().map(|(word, _)| word).collect();
        Self { dictionary, postings, folded, starts, names: NameTexts::new(dataset) }
    }

    /// The folded texts of all records in order, each with its number.
    pub(super) fn records(&self) -> impl Iterator<Item = (RecordId, &str)> {
        (0..self.starts.len().saturating_sub(1) as u32).map(|number| (RecordId(number), self.of(RecordId(number))))
    }

    /// The records that match the phrase, in their own text or in a name to which they refer.
    pub(crate) fn find(&self, phrase: &Phrase, relations: &Relations) -> Bits {
        let len = self.starts.len() - 1;
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
                for record in candidates {
                    if !phrase.matches(self.of(record)) {
                        found.remove(record);
                    }
                }
            }
        }
        self.names.find(phrase, |owner| owner.add_records(relations, &mut found));
        found
    }

    /// The folded text of a record, fields separated by line breaks.
    pub(super) fn of(&self, record: RecordId) -> &str {
        &self.folded[self.starts[record.index()]..self.starts[record.index() + 1]]
    }

    fn word(&self, word: &str, found: &mut Bits) {
        if let Ok(at) = self.dictionary.binary_search_by(|known| (**known).cmp(word)) {
            self.postings.add_to(found, at);
        }
    }

    fn prefix(&self, start: &str, found: &mut Bits) {
        let from = self.dictionary.partition_point(|known| **known < *start);
        for (at, _) in self.dictionary.iter().enumerate().skip(from).take_while(|(_, known)| known.starts_with(start)) {
            self.postings.add_to(found, at);
        }
    }
}

/// Calls `each` with every text of a record that is searched.
pub(crate) fn fields<'d>(dataset: &'d Dataset, record: RecordRef, mut each: impl FnMut(&'d str)) {
    match record {
        RecordRef::Event(id) => {
            let event = &dataset.events[id];
            each(&event.title);
            let texts = [&event.summary, &event.outcome, &event.venue, &event.note];
            texts.into_iter().flatten().chain(&event.tags).for_each(|text| each(text));
        }
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            each(&quote.text);
            if let Speaker::Described(description) = &quote.speaker {
                each(description);
            }
            let texts = [&quote.original, &quote.condition, &quote.note];
            texts.into_iter().flatten().chain(&quote.tags).for_each(|text| each(text));
        }
    }
}
