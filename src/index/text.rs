//! Words and phrases: a dictionary of all words with the records that contain them. Phrases are looked for in the texts of the
//! records that contain their words.
//!
//! A record is found by its own text and by the names to which it refers. Names are not copied into each record: a matching name
//! leads to the records that refer to it.

mod dictionary;
mod fields;
mod letters;
mod part;
mod passing;
mod phrase;

use std::sync::{Arc, OnceLock};

use self::dictionary::Words;
use self::fields::push_folded;
pub(crate) use self::fields::{fields, fold_fields};
pub use self::phrase::Phrase;
use super::carried::NameTexts;
use super::renumbered::Renumbered;
use super::{Bits, Index, RecordId};
use crate::model::{Dataset, RecordRef};

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

impl TextIndex {
    /// Folds and indexes all texts. `each` is called with every folded text, and adds to a list what it finds there; the lists are
    /// returned in the order of the records.
    pub(super) fn new<T: Send>(
        dataset: &Dataset,
        records: &[RecordRef],
        each: impl Fn(RecordId, &str, &mut Vec<T>) + Sync,
    ) -> (Self, Vec<Vec<T>>) {
        let (words, found) = Words::new(dataset, records, each);
        (Self { words: Source::Own(words), names: Arc::new(NameTexts::new(dataset)) }, found)
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

    /// The records whose own text contains all words of the phrase.
    fn with_words(&self, phrase: &Phrase) -> Bits {
        match &self.words {
            Source::Own(words) => words.search(phrase),
            Source::Derived { other, anew, dataset, numbers } => {
                let anew = anew.get_or_init(|| Words::new(dataset, numbers.anew(), |_, _, _: &mut Vec<()>| {}).0);
                numbers.carry(&other.with_words(phrase), &anew.search(phrase))
            }
        }
    }
}

impl Index {
    /// The records that match the phrase, in their own text or in a name to which they refer. Builds the index of words like
    /// [`Index::text`].
    pub(crate) fn find_text(&self, phrase: &Phrase) -> Bits {
        let text = self.text();
        let mut found = text.with_words(phrase);
        if !phrase.is_word() {
            // While a phrase is typed, it can only match where what was typed before matches.
            self.cache.matches_of_start(phrase).inspect(|wider| found.and(wider));
            found = self.in_own_text(phrase, &found);
        }
        text.names.find(phrase, |owner| owner.add_records(&self.relations, &mut found));
        found
    }

    /// Those of the records whose own text matches the phrase.
    fn in_own_text(&self, phrase: &Phrase, among: &Bits) -> Bits {
        self.with_field(among, || {
            let (finder, mut folded) = (phrase.finder(), String::new());
            move |field| {
                folded.clear();
                push_folded(&mut folded, field);
                finder.is_in(&folded)
            }
        })
    }
}

impl Default for TextIndex {
    fn default() -> Self {
        Self { words: Source::Own(Words::default()), names: Arc::default() }
    }
}
