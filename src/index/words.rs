//! The part of the index that depends on the texts of the records. It takes longest, so it can be built after the rest, which
//! is enough to show and select records by everything else.

use super::{Index, Postings, TextIndex, mentions};
use crate::model::{Dataset, RecordRef};

/// The words of the records, and the persons named in them.
#[derive(Debug)]
pub(super) struct Words {
    text: TextIndex,
    mentions: Postings,
}

impl Words {
    /// Indexes all texts.
    pub(super) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        let text = TextIndex::new(dataset, records);
        let mentions = mentions::find(dataset, &text);
        Self { text, mentions }
    }
}

impl Index {
    /// Words and phrases. Builds the index of words if there is none yet, or waits for it if another thread is building it.
    pub fn text(&self) -> &TextIndex {
        &self.words().text
    }

    /// By person: the records whose text names the person. Builds the index of words like [`Index::text`].
    pub fn mentions(&self) -> &Postings {
        &self.words().mentions
    }

    /// The same, unless the index of words is still to be built.
    pub(crate) fn mentions_if_indexed(&self) -> Option<&Postings> {
        self.words.get().map(|words| &words.mentions)
    }

    /// Whether the index of words has been built, so that nothing has to wait for it.
    pub fn has_words(&self) -> bool {
        self.words.get().is_some()
    }

    /// Builds the index of words if there is none yet. Queries on other threads do not wait for it.
    pub fn index_words(&self) {
        self.words();
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(&self.dataset, &self.records))
    }
}
