//! What an event or a quote says of itself: kind, status, stance, channel, tags.

use super::{Field, TOPIC as TOPICS, Values, entries, resolve, word};
use crate::index::text::Phrase;
use crate::index::{Bits, Index, Postings};
use crate::model::vocabulary::{Act, Channel, EventFormat, Fidelity, Kind, ResultCode, Stance, Status, Vocabulary};
use crate::model::{Event, Quote, RecordRef};
use crate::names::fold;
use crate::query::ast::Value;
use crate::query::error::{Cause, QueryError};
use crate::query::eval::Context;

pub(super) const KIND: Field = Field {
    name: "kind",
    short: Some("k"),
    help: "the event's kind",
    example: "kind:talks,call",
    values: Values::Words(entries::<Kind>),
    select: kind,
};

/// A word of the vocabulary, or a kind of the dataset's own.
fn kind(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let index = context.index;
    let mut bits = Bits::none(index.len());
    for value in values {
        if let Some(own) = index.dataset.kinds.find(&value.text) {
            bits.or(&events(index, |event| event.kind.own == Some(own)));
        } else {
            index.relations.kind.add_to(&mut bits, word::<Kind>(value)? as usize);
        }
    }
    Ok(bits)
}

pub(super) const STATUS: Field = Field {
    name: "status",
    short: None,
    help: "whether the event took place",
    example: "status:cancelled",
    values: Values::Words(entries::<Status>),
    select: |context, values| {
        by_word(context, values, &context.index.relations.status, |status: Status| status as usize)
    },
};

pub(super) const CHANNEL: Field = Field {
    name: "channel",
    short: None,
    help: "the channel of the quote",
    example: "channel:interview",
    values: Values::Words(entries::<Channel>),
    select: |context, values| {
        by_word(context, values, &context.index.relations.channel, |channel: Channel| channel as usize)
    },
};

fn by_word<V: Vocabulary>(
    context: &Context<'_>,
    values: &[Value],
    postings: &Postings,
    group: fn(V) -> usize,
) -> Result<Bits, QueryError> {
    let mut bits = Bits::none(context.index.len());
    for value in values {
        postings.add_to(&mut bits, group(word::<V>(value)?));
    }
    Ok(bits)
}

pub(super) const RESULT: Field = Field {
    name: "result",
    short: None,
    help: "what came of the event, in one word",
    example: "result:no-breakthrough",
    values: Values::Words(entries::<ResultCode>),
    select: |context, values| {
        let words = words::<ResultCode>(values)?;
        Ok(events(context.index, |event| event.result.is_some_and(|result| words.contains(&result))))
    },
};

pub(super) const FORMAT: Field = Field {
    name: "format",
    short: None,
    help: "how those who took part were in touch",
    example: "format:phone",
    values: Values::Words(entries::<EventFormat>),
    select: |context, values| {
        let words = words::<EventFormat>(values)?;
        Ok(events(context.index, |event| event.format.is_some_and(|format| words.contains(&format))))
    },
};

pub(super) const OUTCOME: Field = Field {
    name: "outcome",
    short: None,
    help: "these words stand in the event's outcome",
    example: "outcome:ceasefire",
    values: Values::Text,
    select: |context, values| {
        let phrases: Vec<Phrase> = values.iter().filter_map(|value| Phrase::new(&value.text)).collect();
        Ok(events(context.index, |event| {
            let outcome = event.outcome.as_deref().map(fold);
            outcome.is_some_and(|outcome| phrases.iter().any(|phrase| phrase.ranges(&outcome).next().is_some()))
        }))
    },
};

pub(super) const ACT: Field = Field {
    name: "act",
    short: None,
    help: "what the speaker does by saying it",
    example: "act:threaten",
    values: Values::Words(entries::<Act>),
    select: |context, values| {
        let words = words::<Act>(values)?;
        Ok(quotes(context.index, |quote| quote.act.is_some_and(|act| words.contains(&act))))
    },
};

pub(super) const FIDELITY: Field = Field {
    name: "fidelity",
    short: None,
    help: "how close the text is to the words spoken",
    example: "fidelity:verbatim",
    values: Values::Words(entries::<Fidelity>),
    select: |context, values| {
        let words = words::<Fidelity>(values)?;
        Ok(quotes(context.index, |quote| words.contains(&quote.fidelity)))
    },
};

pub(super) const OUTLET: Field = Field {
    name: "outlet",
    short: None,
    help: "the outlet in or to which it was said, by its whole name",
    example: "outlet:\"Fox News\"",
    values: Values::Text,
    select: |context, values| {
        let names: Vec<String> = values.iter().map(|value| fold(&value.text)).collect();
        Ok(quotes(context.index, |quote| quote.outlet.as_deref().is_some_and(|outlet| names.contains(&fold(outlet)))))
    },
};

pub(super) const LANG: Field = Field {
    name: "lang",
    short: None,
    help: "the language in which it was spoken",
    example: "lang:ru",
    values: Values::Text,
    select: |context, values| {
        let wanted: Vec<String> = values.iter().map(|value| value.text.to_lowercase()).collect();
        Ok(quotes(context.index, |quote| {
            let spoken = quote.language.as_deref().map(str::to_lowercase);
            // `ru` takes `ru-RU`, but not `rue`.
            let takes = |spoken: &str, tag: &String| {
                spoken.strip_prefix(&**tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            spoken.is_some_and(|spoken| wanted.iter().any(|tag| takes(&spoken, tag)))
        }))
    },
};

pub(super) const TAG: Field = Field {
    name: "tag",
    short: None,
    help: "carries the tag",
    example: "tag:leak",
    values: Values::Text,
    select: |context, values| {
        let wanted: Vec<String> = values.iter().map(|value| fold(&value.text)).collect();
        let dataset = &context.index.dataset;
        Ok(context.index.scan(|record| {
            let tags = match record {
                RecordRef::Event(id) => &dataset.events[id].tags,
                RecordRef::Quote(id) => &dataset.quotes[id].tags,
            };
            tags.iter().any(|tag| wanted.contains(&fold(tag)))
        }))
    },
};

pub(super) const ID: Field = Field {
    name: "id",
    short: None,
    help: "exactly that record",
    example: "id:kremlin-talks",
    values: Values::Ids,
    select: |context, values| {
        let index = context.index;
        let mut bits = Bits::none(index.len());
        for value in values {
            let Some(record) = index.find(&value.text) else {
                // A record that was not known yet is not a wrong name.
                if index.whole.find_record(&value.text).is_some() {
                    continue;
                }
                let ids = index.records.iter().map(|record| index.dataset.record_id(*record));
                let near = crate::names::nearest(&value.text, ids, 2);
                let help = if near.is_empty() {
                    String::new()
                } else {
                    format!("did you mean {}?", crate::diagnostic::either(&near))
                };
                let error =
                    QueryError::new(value.span.clone(), format!("no record has the id \"{}\"", value.text), help)
                        .of(Cause::UnknownName { called: "record", value: value.text.clone() });
                return Err(match near.first() {
                    Some(near) => error.suggest(value.span.clone(), &crate::query::print::value_text(near)),
                    None => error,
                });
            };
            bits.insert(record);
        }
        Ok(bits)
    },
};

pub(super) const STANCE: Field = Field {
    name: "stance",
    short: None,
    help: "the quote takes that stance, on any of its topics or (rejects@donbas) on one",
    example: "stance:rejects@donbas",
    values: Values::Words(entries::<Stance>),
    select: stance,
};

fn stance(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let index = context.index;
    let mut bits = Bits::none(index.len());
    for value in values {
        let (name, topic) =
            value.text.split_once('@').map_or((&*value.text, None), |(name, topic)| (name, Some(topic)));
        let at = |text: &str, from: usize| Value {
            text: text.to_owned(),
            span: value.span.start + from..value.span.start + from + text.len(),
        };
        let stance: Stance = word(&at(name, 0))?;
        let topics = match topic {
            Some(topic) => {
                resolve(context, &at(topic, name.len() + 1), (&index.names.topics, &index.dataset.topics, &TOPICS))?
            }
            None => index.dataset.topics.ids().collect(),
        };
        for topic in topics {
            index.relations.stance_on(topic, stance).iter().for_each(|record| bits.insert(*record));
        }
    }
    Ok(bits)
}

fn words<V: Vocabulary>(values: &[Value]) -> Result<Vec<V>, QueryError> {
    values.iter().map(word).collect()
}

/// The events for which a test holds.
pub(super) fn events(index: &Index, test: impl Fn(&Event) -> bool) -> Bits {
    let found = index.dataset.events.iter().filter(|(_, event)| test(event)).map(|(id, _)| index.of_event(id));
    Bits::of(index.len(), found)
}

/// The quotes for which a test holds.
pub(super) fn quotes(index: &Index, test: impl Fn(&Quote) -> bool) -> Bits {
    let found = index.dataset.quotes.iter().filter(|(_, quote)| test(quote)).map(|(id, _)| index.of_quote(id));
    Bits::of(index.len(), found)
}
