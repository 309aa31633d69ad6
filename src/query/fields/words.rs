//! Values that are words of a closed vocabulary.

use crate::model::vocabulary::{Vocabulary, Word};
use crate::query::ast::Value;
use crate::query::error::{ErrorKind, QueryError};

/// The word of a vocabulary, in any case; what the screen shows for it is accepted too.
pub(in crate::query) fn word<V: Vocabulary>(value: &Value) -> Result<V, QueryError> {
    V::meant(&value.text).ok_or_else(|| {
        let words = V::all().iter().map(|word| word.word()).collect();
        unknown_word(value, V::NAME, words)
    })
}

/// The words of a vocabulary, one for each value.
pub(super) fn words<V: Vocabulary>(values: &[Value]) -> Result<Vec<V>, QueryError> {
    values.iter().map(word).collect()
}

/// All words of a vocabulary with their definitions.
pub(super) fn entries<V: Vocabulary>() -> Vec<&'static Word> {
    V::all().iter().map(|word| word.entry()).collect()
}

/// The error for a word that is not in its vocabulary.
pub(super) fn unknown_word(value: &Value, noun: &'static str, words: Vec<&'static str>) -> QueryError {
    QueryError::new(value.span.clone(), ErrorKind::UnknownWord { noun, value: value.text.clone(), words })
}
