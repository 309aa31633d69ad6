//! Words of a closed vocabulary.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{Blank, Read, Reader, Value};
use crate::diagnostic::Location;
use crate::model::vocabulary::{Vocabulary, synonym};
use crate::names::nearest;

/// A word of a closed vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OneOf<V>(pub(crate) V);

impl<V: Vocabulary> Read for OneOf<V> {
    fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text(value)?;
        if let Some(word) = V::parse(text) {
            return Some(Self(word));
        }
        let (message, help) = unknown_word::<V>(text, V::all().iter().map(|word| word.word()));
        reader.error(value, message, help);
        None
    }
}

impl<V: Vocabulary> Blank for OneOf<V> {
    fn blank(_: Location) -> Self {
        Self(V::all()[0])
    }
}

/// Message and help for a word that is not in a vocabulary: the word whose label it is, else the nearest, and all `words`.
pub(crate) fn unknown_word<'a, V: Vocabulary>(
    found: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> (String, String) {
    let message = format!("unknown {} \"{found}\"", V::NAME);
    if let Some(meant) = V::meant(found) {
        return (message, format!("write \"{}\"", meant.word()));
    }
    let folded = found.trim().to_lowercase().replace([' ', '_'], "-");
    let near = synonym(&folded, words.clone()).or_else(|| nearest(&folded, words.clone(), 1).first().copied());
    let all = words.collect::<Vec<_>>().join(", ");
    let help = near
        .map_or_else(|| format!("expected one of {all}"), |near| format!("did you mean {near}? Expected one of {all}"));
    (message, help)
}

impl<V: Vocabulary> JsonSchema for OneOf<V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        V::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // With `oneOf` each word carries its definition, which editors show beside it; `enum` has no place for one.
        let words = V::all().iter().map(|word| word.entry());
        let words: Vec<_> =
            words.map(|entry| serde_json::json!({"const": entry.word, "description": entry.definition})).collect();
        json_schema!({"oneOf": words})
    }
}
