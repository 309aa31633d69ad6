//! Words and phrases: a dictionary of all words with the records that contain them, and the folded texts, in which phrases are
//! checked.
//!
//! A record is found by its own text and by the names to which it refers. Names are not copied into each record: a matching name
//! leads to the records that refer to it.

mod dictionary;
mod letters;
mod part;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memmem;

pub(super) use self::dictionary::Words;
use super::carried::NameTexts;
use super::renumbered::Renumbered;
use super::{Bits, Relations};
use crate::model::{Dataset, RecordRef, Speaker};
use crate::names::{fold, words};

/// The words of all records.
#[derive(Debug)]
pub struct TextIndex {
    words: Source,
    /// The names that records carry.
    names: Arc<NameTexts>,
}

/// Where the words of the records are.
#[derive(Debug)]
enum Source {
    /// In an index of their own.
    Own(Words),
    /// In the index of other records, but for those indexed anew.
    Derived { other: Arc<TextIndex>, anew: OnceLock<Words>, dataset: Arc<Dataset>, numbers: Arc<Renumbered> },
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
    pub(crate) fn matches(&self, folded: &str) -> bool {
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
        let words = Source::Own(Words::new(dataset, records));
        Self { words, names: Arc::new(NameTexts::new(dataset)) }
    }

    /// The words of a derived index, whose records carry the same names. Nothing is copied; the texts of the records indexed
    /// anew are folded when they are first asked for.
    pub(super) fn derived(this: &Arc<Self>, dataset: &Arc<Dataset>, numbers: &Arc<Renumbered>) -> Self {
        let words = Source::Derived {
            other: Arc::clone(this),
            anew: OnceLock::new(),
            dataset: Arc::clone(dataset),
            numbers: Arc::clone(numbers),
        };
        Self { words, names: Arc::clone(&this.names) }
    }

    /// The words that are not those of another index: all, or those of the records indexed anew.
    pub(super) fn own(&self) -> &Words {
        match &self.words {
            Source::Own(words) => words,
            Source::Derived { anew, dataset, numbers, .. } => anew.get_or_init(|| Words::new(dataset, numbers.anew())),
        }
    }

    /// The index whose words these are, but for those of the records indexed anew.
    pub(super) fn other(&self) -> &Self {
        match &self.words {
            Source::Own(_) => self,
            Source::Derived { other, .. } => other,
        }
    }

    /// The records that match the phrase, in their own text or in a name to which they refer.
    pub(crate) fn find(&self, phrase: &Phrase, relations: &Relations) -> Bits {
        let mut found = self.search(phrase);
        self.names.find(phrase, |owner| owner.add_records(relations, &mut found));
        found
    }

    /// The records whose own text matches the phrase.
    fn search(&self, phrase: &Phrase) -> Bits {
        let own = self.own().search(phrase);
        match &self.words {
            Source::Own(_) => own,
            Source::Derived { other, numbers, .. } => numbers.carry(&other.search(phrase), &own),
        }
    }
}

impl Default for TextIndex {
    fn default() -> Self {
        Self { words: Source::Own(Words::default()), names: Arc::default() }
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
