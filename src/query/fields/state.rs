//! `is:` and `has:`: what a record is, and what it has.

use std::sync::Arc;

use super::definition::{Definition, Values};
use super::quote::quotes;
use super::record::events;
use super::words::unknown_word;
use crate::index::{Bits, Index};
use crate::model::vocabulary::{Status, Translated, Word};
use crate::model::when::Stamp;
use crate::model::{Dataset, EventId, RecordRef, Speaker};
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::QueryError;

/// A word of `is:` or `has:`, and the records that it selects.
struct Flag {
    word: Word,
    select: fn(&Context<'_>) -> Bits,
}

impl Flag {
    /// The records that it selects. What depends on the index alone is gathered once.
    fn records(&self, context: &Context<'_>, noun: &'static str) -> Arc<Bits> {
        let word = self.word.word;
        if [MARKED, NEW].contains(&word) {
            return Arc::new((self.select)(context));
        }
        // The words of `is:` and `has:` overlap.
        let sets = if noun == IS_NOUN { &context.index.cache.properties } else { &context.index.cache.parts };
        sets.get(word, || (self.select)(context))
    }
}

macro_rules! flags {
    ($($word:expr, $definition:literal, $select:expr;)+) => {
        &[$(Flag {
            word: Word { word: $word, label: $word, glyph: "", ascii: "", definition: $definition, code: "" },
            select: $select,
        }),+]
    };
}

static IS_FLAGS: &[Flag] = flags! {
    "event", "an event", |context| context.index.events.clone();
    "quote", "a quote", |context| context.index.all_but(&context.index.events);
    "rendering", "another outlet's wording of a quote", |context| quotes(context.index, |quote| quote.rendering_of().is_some());
    "planned", "an event that is planned", |context| status(context.index, Status::Planned);
    "cancelled", "an event that was cancelled", |context| status(context.index, Status::Cancelled);
    "approximate", "its time is approximate (~ or %)", |context| timed(context.index, crate::model::when::When::approximate);
    "uncertain", "its time is uncertain (? or %)", |context| timed(context.index, crate::model::when::When::uncertain);
    "undated", "its time is unknown", |context| context.index.scan(|record| context.index.dataset.when(record).is_none());
    "disputed", "has conflicting claims, or disputes another quote or is disputed by one", |context| context.index.scan(|record| context.index.is_disputed(record));
    "translated", "a quote in translation, or whose original wording is given", |context| {
        quotes(context.index, |quote| quote.original.is_some() || quote.translated.is_some_and(|by| by != Translated::No))
    };
    "anonymous", "a quote whose speaker is described but not named", |context| {
        quotes(context.index, |quote| matches!(quote.speaker, Speaker::Described(_)))
    };
    "reported-late", "an event whose first report or source came more than two days after its end", |context| {
        let dataset = &context.index.dataset;
        context.index.scan(|record| matches!(record, RecordRef::Event(id) if reported_late(dataset, id)))
    };
    NEW, "became known, or was reported anew, since the earlier reference date", |context| {
        (*context.index.new_since(context.previous)).clone()
    };
    MARKED, "marked on the screen", |context| {
        context.marked.cloned().unwrap_or_else(|| context.index.none())
    };
};

static HAS_FLAGS: &[Flag] = flags! {
    "quote", "an event with quotes", |context| {
        let index = context.index;
        let with = index.dataset.quotes.iter().filter_map(|(_, quote)| quote.event);
        index.set(with.map(|event| index.of_event(event)))
    };
    "source", "a source", |context| scan(context.index, |dataset, record| !dataset.sources_of(record).is_empty());
    "archive", "a source with an archived copy", |context| source(context.index, |source| source.archive.is_some());
    "original", "a quote with the original wording", |context| quotes(context.index, |quote| quote.original.is_some());
    "place", "a place", |context| scan(context.index, |dataset, record| match record {
        RecordRef::Event(id) => dataset.events[id].place.is_some(),
        RecordRef::Quote(id) => dataset.quote_place(&dataset.quotes[id]).is_some(),
    });
    "result", "an event with a result", |context| events(context.index, |event| event.result.is_some());
    "outcome", "an event with an outcome", |context| events(context.index, |event| event.outcome.is_some());
    "proposal", "a proposal", |context| scan(context.index, |dataset, record| match record {
        RecordRef::Event(id) => !dataset.events[id].proposals.is_empty(),
        RecordRef::Quote(id) => !dataset.quote_proposals(&dataset.quotes[id]).is_empty(),
    });
    "claim", "an event with conflicting claims", |context| events(context.index, |event| !event.claims.is_empty());
    "report", "an event with earlier reports", |context| events(context.index, |event| !event.reports.is_empty());
    "known", "an event with the date on which it became public", |context| {
        events(context.index, |event| event.known().is_some())
    };
    "note", "a note by the curator", |context| scan(context.index, |dataset, record| match record {
        RecordRef::Event(id) => dataset.events[id].note.is_some(),
        RecordRef::Quote(id) => dataset.quotes[id].note.is_some(),
    });
    "url", "a source with a URL", |context| source(context.index, |source| source.url.is_some());
};

pub(super) const IS: Definition = Definition {
    help: "property of the record: quote, planned, disputed …",
    example: "is:quote",
    values: Values::Words(|| IS_FLAGS.iter().map(|flag| &flag.word).collect()),
    select: |context, values| flagged(context, values, IS_FLAGS, IS_NOUN),
};

pub(super) const HAS: Definition = Definition {
    help: "part that the record has: claim, archive, note …",
    example: "has:original",
    values: Values::Words(|| HAS_FLAGS.iter().map(|flag| &flag.word).collect()),
    select: |context, values| flagged(context, values, HAS_FLAGS, HAS_NOUN),
};

fn flagged(
    context: &Context<'_>,
    values: &[Value],
    flags: &'static [Flag],
    noun: &'static str,
) -> Result<Bits, QueryError> {
    let mut bits = context.index.none();
    for value in values {
        bits.or(&find(value, flags, noun)?.records(context, noun));
    }
    Ok(bits)
}

fn find(value: &Value, flags: &'static [Flag], noun: &'static str) -> Result<&'static Flag, QueryError> {
    let text = value.text.to_lowercase();
    // Many people type the plural.
    let named = |flag: &&Flag| flag.word.word == text || text.strip_suffix('s') == Some(flag.word.word);
    let words = || flags.iter().map(|flag| flag.word.word).collect();
    flags.iter().find(named).ok_or_else(|| unknown_word(value, noun, words()))
}

/// The word of `is:` that a value means.
pub(in crate::query) fn property(value: &Value) -> Result<&'static str, QueryError> {
    find(value, IS_FLAGS, IS_NOUN).map(|flag| flag.word.word)
}

/// The word of `has:` that a value means.
pub(in crate::query) fn part(value: &Value) -> Result<&'static str, QueryError> {
    find(value, HAS_FLAGS, HAS_NOUN).map(|flag| flag.word.word)
}

/// The words of `is:` and of `has:`, each with the records that it selects, for tables of records. What is marked is known to
/// the screen only and left out.
pub(crate) fn words_of_records(index: &Index) -> [Vec<(&'static str, Bits)>; 2] {
    let context = Context::new(index);
    [IS_FLAGS, HAS_FLAGS].map(|flags| {
        let flags = flags.iter().filter(|flag| ![MARKED, NEW].contains(&flag.word.word));
        flags.map(|flag| (flag.word.word, (flag.select)(&context))).collect()
    })
}

/// Gathers the records of all words that depend on the index alone.
pub(in crate::query) fn prepare(index: &Index) {
    let context = Context::new(index);
    for (flags, noun) in [(IS_FLAGS, IS_NOUN), (HAS_FLAGS, HAS_NOUN)] {
        let kept = flags.iter().filter(|flag| ![MARKED, NEW].contains(&flag.word.word));
        kept.for_each(|flag| drop(flag.records(&context, noun)));
    }
}

/// The word for what is marked on the screen.
pub(in crate::query) const MARKED: &str = "marked";
/// The property that a record has only against an earlier reference date.
pub(crate) const NEW: &str = "new";

const IS_NOUN: &str = "value for is:";
const HAS_NOUN: &str = "value for has:";

fn status(index: &Index, status: Status) -> Bits {
    let mut bits = index.none();
    index.relations.status.add_to(&mut bits, status as usize);
    bits
}

fn scan(index: &Index, test: impl Fn(&Dataset, RecordRef) -> bool + Sync) -> Bits {
    index.scan(|record| test(&index.dataset, record))
}

fn timed(index: &Index, test: impl Fn(&crate::model::When) -> bool + Sync) -> Bits {
    index.scan(|record| index.dataset.when(record).is_some_and(&test))
}

fn source(index: &Index, test: impl Fn(&crate::model::Source) -> bool + Sync) -> Bits {
    scan(index, |dataset, record| {
        dataset.sources_of(record).iter().any(|citation| test(&dataset.sources[citation.source]))
    })
}

/// So many days pass before a report of an event is late.
const PROMPT_DAYS: i64 = 2;

/// Whether an event was reported late for certain. Days are compared as days, whatever the time zones: outlets date by their
/// own calendar, which is not recorded. The end is the latest possible one; of an event without a known end, its beginning.
fn reported_late(dataset: &Dataset, id: EventId) -> bool {
    let event = &dataset.events[id];
    let sources = event.sources.iter().filter_map(|citation| dataset.sources[citation.source].published.as_ref());
    let first = sources.chain(event.reports.iter().map(|report| &*report.on)).map(|(_, bounds)| bounds.s0.day()).min();
    let ended = dataset.bounds(RecordRef::Event(id)).and_then(|bounds| {
        let after = if bounds.latest.is_bounded() { bounds.latest } else { bounds.s1 };
        after.is_bounded().then(|| Stamp { wall: after.wall - 1, ..after }.day())
    });
    first.zip(ended).is_some_and(|(first, ended)| first - ended > PROMPT_DAYS)
}
