//! Properties of events: kind, status, result, format, outcome; tags and ids of all records.

use super::definition::{Definition, Values};
use super::names::unknown_name;
use super::words::{entries, word, words};
use crate::index::cache::Number;
use crate::index::text::Phrase;
use crate::index::{Bits, Index, Postings};
use crate::model::vocabulary::{EventFormat, Kind, ResultCode, Status, Vocabulary};
use crate::model::{Event, Id};
use crate::names::{fold, nearest};
use crate::parallel;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::QueryError;

pub(super) const KIND: Definition = Definition {
    help: "events of that kind",
    example: "kind:talks,call",
    values: Values::Words(entries::<Kind>),
    select: kind,
};

/// A word of the vocabulary, or a kind that the dataset defines.
fn kind(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let index = context.index;
    let mut bits = index.none();
    for value in values {
        if let Some(own) = index.dataset.kinds.find(&value.text) {
            let own = own.index() as u32;
            bits.or(&index.by_number(Number::OwnKind).select(index.positions(), |kind| *kind == own));
        } else {
            index.relations.kind.add_to(&mut bits, word::<Kind>(value)? as usize);
        }
    }
    Ok(bits)
}

pub(super) const STATUS: Definition = Definition {
    help: "events with that status: held, cancelled …",
    example: "status:cancelled",
    values: Values::Words(entries::<Status>),
    select: |context, values| {
        by_word(context, values, &context.index.relations.status, |status: Status| status as usize)
    },
};

/// The records with any of these words, by the number of a word.
pub(super) fn numbered<V: Vocabulary>(
    context: &Context<'_>,
    property: Number,
    words: &[V],
    number: fn(V) -> u32,
) -> Bits {
    let words: Vec<u32> = words.iter().map(|word| number(*word)).collect();
    context.index.by_number(property).select(context.index.positions(), |word| words.contains(word))
}

/// The records of words that have a posting list each.
pub(super) fn by_word<V: Vocabulary>(
    context: &Context<'_>,
    values: &[Value],
    postings: &Postings,
    group: fn(V) -> usize,
) -> Result<Bits, QueryError> {
    let mut bits = context.index.none();
    for value in values {
        postings.add_to(&mut bits, group(word::<V>(value)?));
    }
    Ok(bits)
}

pub(super) const RESULT: Definition = Definition {
    help: "events with that result",
    example: "result:no-breakthrough",
    values: Values::Words(entries::<ResultCode>),
    select: |context, values| Ok(numbered(context, Number::Result, &words::<ResultCode>(values)?, |word| word as u32)),
};

pub(super) const FORMAT: Definition = Definition {
    help: "events in that format: in person, by phone …",
    example: "format:phone",
    values: Values::Words(entries::<EventFormat>),
    select: |context, values| Ok(numbered(context, Number::Format, &words::<EventFormat>(values)?, |word| word as u32)),
};

pub(super) const OUTCOME: Definition = Definition {
    help: "events whose outcome contains these words",
    example: "outcome:ceasefire",
    values: Values::Text,
    select: |context, values| {
        let phrases: Vec<Phrase> = values.iter().filter_map(|value| Phrase::new(&value.text)).collect();
        Ok(context.index.with_outcome(&phrases))
    },
};

pub(super) const TAG: Definition = Definition {
    help: "has the tag",
    example: "tag:leak",
    values: Values::Suggested(|index| {
        let events = index.dataset.events.iter().flat_map(|(_, event)| event.tags());
        let tags = events.chain(index.dataset.quotes.iter().flat_map(|(_, quote)| quote.tags()));
        let tags: std::collections::BTreeSet<&str> = tags.map(|tag| &**tag).collect();
        tags.into_iter().map(ToOwned::to_owned).collect()
    }),
    select: |context, values| {
        let wanted: Vec<String> = values.iter().map(|value| fold(&value.text)).collect();
        let index = context.index;
        Ok(index.by_tag().select(index.positions(), |tag| wanted.iter().any(|wanted| **wanted == **tag)))
    },
};

pub(super) const ID: Definition = Definition {
    help: "the record with that id",
    example: "id:kremlin-talks",
    values: Values::Ids,
    select: |context, values| {
        let index = context.index;
        let mut bits = index.none();
        for value in values {
            if let Some(record) = index.find(&value.text) {
                bits.insert(record);
                continue;
            }
            // A record that was not known yet is not an unknown id.
            if index.whole.find_record(&value.text).is_none() {
                let ids = index.ids();
                let near = parallel::ranges(index.len(), |range| nearest(&value.text, range.map(|at| ids.get(at)), 2));
                let near = nearest(&value.text, near.into_iter().flatten(), 2).into_iter();
                return Err(unknown_name(value, "id", near.map(|id| (id.to_owned(), String::new())).collect()));
            }
        }
        Ok(bits)
    },
};

/// The events that pass a test.
pub(super) fn events(index: &Index, test: impl Fn(&Event) -> bool) -> Bits {
    let found = index.dataset.events.iter().filter(|(_, event)| test(event)).map(|(id, _)| index.of_event(id));
    index.set(found)
}
