//! Topics, places and proposals.

use super::definition::{Definition, Values};
use super::names::{PLACE as PLACE_NOUN, PROPOSAL as PROPOSAL_NOUN, TOPIC as TOPIC_NOUN, any_named, resolve};
use crate::index::Bits;
use crate::index::text::Phrase;
use crate::model::{Id, ProposalRef, RecordRef, Version};
use crate::names::fold;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::{ErrorKind, QueryError, Syntax};

pub(super) const TOPIC: Definition = Definition {
    help: "has the topic or one of its subtopics",
    example: "topic:territory",
    values: Values::Topics,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.topics, &index.dataset.topics, &TOPIC_NOUN), &index.relations.topic)
    },
};

pub(super) const PLACE: Definition = Definition {
    help: "took place there; by id, name, city or country code",
    example: "place:geneva",
    values: Values::Places,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.places, &index.dataset.places, &PLACE_NOUN), &index.relations.place)
    },
};

pub(super) const PROPOSAL: Definition = Definition {
    help: "is about the proposal, or about one version of it",
    example: "proposal:us-plan@28",
    values: Values::Proposals,
    select: proposal,
};

fn proposal(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let (index, dataset) = (context.index, &context.index.dataset);
    let names = (&index.names.proposals, &dataset.proposals, &PROPOSAL_NOUN);
    let mut bits = index.none();
    for value in values {
        let (name, version) =
            value.text.split_once('@').map_or((&*value.text, None), |(name, version)| (name, Some(version)));
        let name = Value {
            text: name.to_owned(),
            span: value.span.start..value.span.start + name.len().min(value.span.len()),
        };
        let found = resolve(context, &name, names)?;
        let Some(version) = version else {
            found.iter().for_each(|id| index.relations.proposal.add_to(&mut bits, id.index()));
            continue;
        };
        let mut known = Vec::new();
        let mut any = false;
        for id in found {
            let Some(at) = dataset.proposals[id].versions.iter().position(|known| &*known.id == version) else {
                // A version that was not out yet is not an unknown one.
                any |= index.whole.proposals[id].versions.iter().any(|known| &*known.id == version);
                let proposal = &dataset.proposals[id];
                known.extend(proposal.versions.iter().map(|version| format!("{}@{}", proposal.id, version.id)));
                continue;
            };
            any = true;
            for &record in &*index.relations.proposal.get(id) {
                let references = match index.record(record) {
                    RecordRef::Event(event) => &dataset.events[event].proposals[..],
                    RecordRef::Quote(quote) => dataset.quote_proposals(&dataset.quotes[quote]),
                };
                let of_version = |version: Option<u32>| version.map(|version| version as usize) == Some(at);
                if references.iter().any(|reference| reference.proposal == id && of_version(reference.version)) {
                    bits.insert(record);
                }
            }
        }
        if !any {
            let kind = ErrorKind::UnknownVersion { version: version.to_owned(), known };
            return Err(QueryError::new(value.span.clone(), kind));
        }
    }
    Ok(bits)
}

pub(super) const POINT: Definition = Definition {
    help: "cites a version of a proposal with these words in a point or in its summary",
    example: "point:army",
    values: Values::Text,
    select: point,
};

/// Only what a record cites itself: the quotes of an event do not all speak of the documents on its table.
fn point(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let (index, dataset) = (context.index, &context.index.dataset);
    let phrases = values.iter().map(|value| {
        let no_word = || QueryError::new(value.span.clone(), Syntax::NoWord { text: value.text.clone() });
        Phrase::new(&value.text).ok_or_else(no_word)
    });
    let phrases = phrases.collect::<Result<Vec<_>, _>>()?;
    let mut bits = index.none();
    for (id, proposal) in dataset.proposals.iter() {
        let matches = |text: &str| {
            let folded = fold(text);
            phrases.iter().any(|phrase| phrase.ranges(&folded).next().is_some())
        };
        let has = |version: &Version| {
            version.summary.as_deref().is_some_and(matches) || version.points.iter().any(|point| matches(&point.text))
        };
        let found: Vec<bool> = proposal.versions.iter().map(has).collect();
        if !found.contains(&true) {
            continue;
        }
        for &record in &*index.relations.proposal.get(id) {
            let references = match index.record(record) {
                RecordRef::Event(event) => &*dataset.events[event].proposals,
                RecordRef::Quote(quote) => dataset.quotes[quote].proposals(),
            };
            let cites = |reference: &ProposalRef| {
                reference.proposal == id && reference.version.is_some_and(|version| found[version as usize])
            };
            if references.iter().any(cites) {
                bits.insert(record);
            }
        }
    }
    Ok(bits)
}
