//! Short texts that many records have in common: publishers, languages, tags.

use std::collections::HashSet;
use std::sync::Arc;

/// Each text once.
#[derive(Debug, Default)]
pub(super) struct Repeated(HashSet<Arc<str>>);

impl Repeated {
    /// The text, shared with all that are equal to it.
    pub(super) fn shared(&mut self, text: Box<str>) -> Arc<str> {
        if let Some(known) = self.0.get(&*text) {
            return Arc::clone(known);
        }
        let text: Arc<str> = text.into();
        self.0.insert(Arc::clone(&text));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_one() {
        let mut repeated = Repeated::default();
        let [first, second, other] = ["Gazette", "Gazette", "Courier"].map(|text| repeated.shared(text.into()));
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!((&*second, &*other), ("Gazette", "Courier"));
    }
}
