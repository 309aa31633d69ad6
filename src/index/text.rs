//! Words and phrases: a dictionary of all words with the records that contain them, and the folded texts, in which phrases are
//! checked.
//!
//! A record is found by its own text and by the names to which it refers. Names are not copied into each record: a matching name
//! leads to the records that refer to it.

mod letters;
mod part;

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use memchr::memmem;

use super::carried::NameTexts;
use super::{Bits, Postings, RecordId, Relations};
use crate::model::{Dataset, RecordRef, Speaker};
use crate::names::{fold, words};
use crate::parallel;
use letters::Letters;
use part::{Part, Texts, merged};

/// The words of all records.
#[derive(Debug, Default)]
pub struct TextIndex {
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
    /// The names that records carry.
    names: NameTexts,
    /// The last phrases with their records, the latest first.
    found: Mutex<VecDeque<(Phrase, Bits)>>,
}

/// How many phrases are kept with their records.
const MAX_KNOWN: usize = 32;

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
        self.is_in(&memmem::Finder::new(self.first_word()), folded)
    }

    /// Whether a folded text matches the phrase. `first` finds the first word.
    fn is_in(&self, first: &memmem::Finder<'_>, folded: &str) -> bool {
        let begins = |at: &usize| begins_word(folded.as_bytes(), *at) && self.is_at(&folded[*at..]);
        first.find_iter(folded.as_bytes()).any(|at| begins(&at))
    }

    /// Whether a folded text that begins with a word begins with the phrase.
    fn is_at(&self, folded: &str) -> bool {
        let Some((last, before)) = self.words.split_last() else { return false };
        let mut found = words(folded);
        before.iter().all(|word| found.next().is_some_and(|(_, found)| *found == **word))
            && found.next().is_some_and(|(at, found)| {
                found.starts_with(&**last) && !folded.as_bytes()[..at + last.len()].contains(&b'\n')
            })
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

impl TextIndex {
    /// Folds and indexes all texts.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
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
        Self {
            dictionary,
            postings,
            letters,
            folded,
            share,
            len: records.len(),
            names: NameTexts::new(dataset),
            found: Mutex::default(),
        }
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The records that match the phrase, in their own text or in a name to which they refer. Those of the last phrases are
    /// kept: a query is asked again for every key, and only one of its parts is new.
    pub(crate) fn find(&self, phrase: &Phrase, relations: &Relations) -> Bits {
        // A panic elsewhere while the lock was held cannot have left half an entry.
        let known = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = known().iter().find(|(known, _)| known == phrase) {
            return found.clone();
        }
        let found = self.search(phrase, relations);
        let mut known = known();
        known.truncate(MAX_KNOWN - 1);
        known.push_front((phrase.clone(), found.clone()));
        found
    }

    fn search(&self, phrase: &Phrase, relations: &Relations) -> Bits {
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
        self.names.find(phrase, |owner| owner.add_records(relations, &mut found));
        found
    }

    /// The folded text of a record, fields separated by line breaks.
    pub(super) fn of(&self, record: RecordId) -> &str {
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

/// Calls `each` with every text of a record that is searched.
pub(crate) fn fields<'d>(dataset: &'d Dataset, record: RecordRef, mut each: impl FnMut(&'d str)) {
    match record {
        RecordRef::Event(id) => {
            let event = &dataset.events[id];
            each(&event.title);
            let texts = [event.summary.as_deref(), event.outcome.as_deref(), event.venue(), event.note.as_deref()];
            texts.into_iter().flatten().chain(event.tags().iter().map(|tag| &**tag)).for_each(each);
        }
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            each(&quote.text);
            if let Speaker::Described(description) = &quote.speaker {
                each(description);
            }
            let texts = [quote.original.as_deref(), quote.condition(), quote.note.as_deref()];
            texts.into_iter().flatten().chain(quote.tags().iter().map(|tag| &**tag)).for_each(each);
        }
    }
}
