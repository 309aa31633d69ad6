//! Topics, places and proposals.

use super::{Field, PLACE as PLACES, PROPOSAL as PROPOSALS, TOPIC as TOPICS, Values, any_named, resolve};
use crate::index::Bits;
use crate::query::ast::Value;
use crate::query::error::QueryError;
use crate::query::eval::Context;

pub(super) const TOPIC: Field = Field {
    name: "topic",
    short: Some("t"),
    help: "carries the topic, or one below it",
    example: "topic:territory",
    values: Values::Topics,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.topics, &index.dataset.topics, &TOPICS), &[&index.relations.topic])
    },
};

pub(super) const PLACE: Field = Field {
    name: "place",
    short: None,
    help: "the place, by id, name, city or country code",
    example: "place:geneva",
    values: Values::Places,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.places, &index.dataset.places, &PLACES), &[&index.relations.place])
    },
};

pub(super) const PROPOSAL: Field = Field {
    name: "proposal",
    short: None,
    help: "concerns the proposal, or one version of it",
    example: "proposal:us-plan@28",
    values: Values::Proposals,
    select: proposal,
};

fn proposal(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let (index, dataset) = (context.index, &context.index.dataset);
    let names = (&index.names.proposals, &dataset.proposals, &PROPOSALS);
    let mut bits = Bits::none(index.len());
    for value in values {
        let (name, version) =
            value.text.split_once('@').map_or((&*value.text, None), |(name, version)| (name, Some(version)));
        let name = Value {
            text: name.to_owned(),
            span: value.span.start..value.span.start + name.len().min(value.span.len()),
        };
        let found = resolve(context, &name, names)?;
        let Some(version) = version else {
            found.iter().flat_map(|&id| index.relations.proposal.get(id)).for_each(|record| bits.insert(*record));
            continue;
        };
        let mut known = Vec::new();
        let mut any = false;
        for id in found {
            let Some(at) = dataset.proposals[id].versions.iter().position(|known| &*known.id == version) else {
                // A version that was not out yet is not a wrong name.
                any |= index.whole.proposals[id].versions.iter().any(|known| &*known.id == version);
                known.extend(
                    dataset.proposals[id]
                        .versions
                        .iter()
                        .map(|version| format!("{}@{}", dataset.proposals[id].id, version.id)),
                );
                continue;
            };
            any = true;
            for &record in index.relations.proposal.get(id) {
                let concerned = match index.record(record) {
                    crate::model::RecordRef::Event(event) => &dataset.events[event].proposals[..],
                    crate::model::RecordRef::Quote(quote) => dataset.quote_proposals(&dataset.quotes[quote]),
                };
                if concerned.iter().any(|reference| reference.proposal == id && reference.version == Some(at as u32)) {
                    bits.insert(record);
                }
            }
        }
        if !any {
            let help = if known.is_empty() { String::new() } else { format!("there are {}", known.join(", ")) };
            return Err(QueryError::new(value.span.clone(), format!("there is no version \"{version}\" of it"), help));
        }
    }
    Ok(bits)
}
