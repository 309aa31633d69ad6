//! Properties of quotes: stance, act, channel, fidelity, outlet, language.

use super::definition::{Definition, Values};
use super::names::{TOPIC, resolve};
use super::record::{by_word, numbered};
use super::words::{entries, word, words};
use crate::index::cache::Number;
use crate::index::{Bits, Index};
use crate::model::Quote;
use crate::model::vocabulary::{Act, Channel, Fidelity, Stance};
use crate::names::fold;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::QueryError;

pub(super) const STANCE: Definition = Definition {
    help: "quotes that take the stance on any topic, or on one: rejects@donbas",
    example: "stance:rejects@donbas",
    values: Values::Stances(entries::<Stance>),
    select: stance,
};

fn stance(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let index = context.index;
    let mut bits = index.none();
    for value in values {
        let (name, topic) =
            value.text.split_once('@').map_or((&*value.text, None), |(name, topic)| (name, Some(topic)));
        let at = |text: &str, from: usize| Value {
            text: text.to_owned(),
            span: value.span.start + from..value.span.start + from + text.len(),
        };
        let stance: Stance = word(&at(name, 0))?;
        let Some(topic) = topic else {
            index.relations.any_stance.add_to(&mut bits, stance as usize);
            continue;
        };
        let topics = (&index.names.topics, &index.dataset.topics, &TOPIC);
        for topic in resolve(context, &at(topic, name.len() + 1), topics)? {
            index.relations.stance_on(topic, stance).iter().for_each(|record| bits.insert(*record));
        }
    }
    Ok(bits)
}

pub(super) const ACT: Definition = Definition {
    help: "quotes by which the speaker does this: threatens, promises …",
    example: "act:threaten",
    values: Values::Words(entries::<Act>),
    select: |context, values| Ok(numbered(context, Number::Act, &words::<Act>(values)?, |word| word as u32)),
};

pub(super) const CHANNEL: Definition = Definition {
    help: "quotes from that channel: interview, post …",
    example: "channel:interview",
    values: Values::Words(entries::<Channel>),
    select: |context, values| {
        by_word(context, values, &context.index.relations.channel, |channel: Channel| channel as usize)
    },
};

pub(super) const FIDELITY: Definition = Definition {
    help: "quotes whose text is this close to the words spoken",
    example: "fidelity:verbatim",
    values: Values::Words(entries::<Fidelity>),
    select: |context, values| Ok(numbered(context, Number::Fidelity, &words::<Fidelity>(values)?, |word| word as u32)),
};

pub(super) const OUTLET: Definition = Definition {
    help: "quotes given to or published by the outlet, by its full name",
    example: "outlet:\"Fox News\"",
    values: Values::Suggested(|index| of_quotes(index, Quote::outlet)),
    select: |context, values| {
        let names: Vec<String> = values.iter().map(|value| fold(&value.text)).collect();
        let index = context.index;
        Ok(index.by_outlet().select(index.positions(), |outlet| names.iter().any(|name| **name == **outlet)))
    },
};

pub(super) const LANG: Definition = Definition {
    help: "quotes spoken in the language (BCP 47)",
    example: "lang:ru",
    values: Values::Suggested(|index| of_quotes(index, |quote| quote.language.as_deref())),
    select: |context, values| {
        let tags: Vec<String> = values.iter().map(|value| value.text.to_lowercase()).collect();
        // `ru` takes `ru-RU`, but not `rue`.
        let takes = |spoken: &str, tag: &String| {
            spoken.strip_prefix(&**tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let index = context.index;
        Ok(index.by_language().select(index.positions(), |spoken| tags.iter().any(|tag| takes(spoken, tag))))
    },
};

/// The texts that quotes have, each once, in alphabetical order.
fn of_quotes(index: &Index, text: fn(&Quote) -> Option<&str>) -> Vec<String> {
    let texts = index.dataset.quotes.iter().filter_map(|(_, quote)| text(quote));
    let texts: std::collections::BTreeSet<&str> = texts.collect();
    texts.into_iter().map(ToOwned::to_owned).collect()
}

/// The quotes that pass a test.
pub(super) fn quotes(index: &Index, test: impl Fn(&Quote) -> bool) -> Bits {
    let found = index.dataset.quotes.iter().filter(|(_, quote)| test(quote)).map(|(id, _)| index.of_quote(id));
    index.set(found)
}
