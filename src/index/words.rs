//! The part of the index that depends on the texts of the records. It takes longest, so it can be built after the rest, which
//! is enough to show and select records by everything else.

use std::sync::{Arc, OnceLock};

use super::mentions::{Mentions, Names};
use super::renumbered::Renumbered;
use super::{Index, Postings, TextIndex};
use crate::model::{Dataset, RecordRef};

/// The words of the records, and the persons named in them.
#[derive(Debug)]
pub(super) struct WordIndex {
    text: Arc<TextIndex>,
    mentions: Arc<Mentions>,
}

impl WordIndex {
    /// Indexes all texts.
    pub(super) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let persons = Names::new(dataset);
        let (text, found) =
            TextIndex::new(dataset, records, |record, text, pairs| persons.find_in(record, text, pairs));
        Self { text: Arc::new(text), mentions: Arc::new(Mentions::new(dataset, &found)) }
    }

    /// The words of a derived index.
    fn derived(&self, dataset: &Arc<Dataset>, numbers: &Arc<Renumbered>) -> Self {
        Self {
            text: Arc::new(TextIndex::derived(&self.text, dataset, numbers)),
            mentions: Arc::new(Mentions::derived(&self.mentions, numbers)),
        }
    }
}

impl Index {
    /// Words and phrases. Builds the index of words if there is none yet, or waits for it if another thread is building it.
    pub fn text(&self) -> &TextIndex {
        &self.words().text
    }

    /// By person: the records whose text names the person. Builds the index of words like [`Index::text`].
    pub fn mentions(&self) -> &Postings {
        let words = self.words();
        words.mentions.get(&self.dataset)
    }

    /// The same, unless the index of words is still to be built.
    pub(crate) fn mentions_if_indexed(&self) -> Option<&Postings> {
        self.has_words().then(|| self.mentions())
    }

    /// Whether the index of words has been built, so that nothing has to wait for it.
    pub fn has_words(&self) -> bool {
        self.words.get().is_some()
    }

    /// Builds the index of words if there is none yet. Queries on other threads do not wait for it.
    pub fn index_words(&self) {
        self.words();
    }

    fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| {
            // A derived index has no words of its own only if it is of an earlier day and the words of the whole are not indexed yet.
            let words = WordIndex::new(&self.whole, self.numbers.other());
            match self.numbers.renumbered() {
                Some(numbers) => words.derived(&self.dataset, numbers),
                None => words,
            }
        })
    }

    /// The words of an index derived from this one; none yet if those of this one are still to be indexed.
    pub(super) fn derived_words(&self, dataset: &Arc<Dataset>, numbers: &Arc<Renumbered>) -> OnceLock<WordIndex> {
        self.words.get().map(|words| OnceLock::from(words.derived(dataset, numbers))).unwrap_or_default()
    }
}
