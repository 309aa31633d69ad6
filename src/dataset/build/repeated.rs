//! Short texts that many records have in common: publishers, languages, tags.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use crate::parallel;

/// The texts of all parts of the files.
pub(super) type Shared = Mutex<HashSet<Arc<str>>>;

/// Each text once.
#[derive(Debug)]
pub(super) struct Repeated<'s> {
    /// The texts of this part, which are looked up without a lock.
    known: HashSet<Arc<str>>,
    /// Those of all parts.
    all: &'s Shared,
}

impl<'s> Repeated<'s> {
    /// Shares the texts of one part with all others.
    pub(super) fn new(all: &'s Shared) -> Self {
        Self { known: HashSet::new(), all }
    }

    /// The text, shared with all that are equal to it.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return Arc::clone(known);
        }
        let mut all = parallel::lock(self.all);
        let text = all.get(text).cloned().unwrap_or_else(|| text.into());
        all.insert(Arc::clone(&text));
        drop(all);
        self.known.insert(Arc::clone(&text));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_of_all_parts_are_one() {
        let all = Shared::default();
        let [first, again, other] = ["Gazette", "Gazette", "Courier"].map(|text| Repeated::new(&all).shared(text));
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!((&*again, &*other), ("Gazette", "Courier"));
    }
}
