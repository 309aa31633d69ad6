//! Persons and parties: who speaks, who takes part, who is mentioned.

use super::definition::{Definition, Values};
use super::names::{PARTY as PARTY_NOUN, PERSON as PERSON_NOUN, any_named, described, resolve, unknown_name};
use crate::index::{Bits, Postings};
use crate::model::{Id, PartyId, PersonId};
use crate::names::Found;
use crate::query::ast::Value;
use crate::query::context::Context;
use crate::query::error::QueryError;

pub(super) const PERSON: Definition = Definition {
    help: "the person takes part, is concerned, speaks, is addressed or passed it on",
    example: "person:ushakov",
    values: Values::Persons,
    select: |context, values| person(context, values, &context.index.relations.person),
};

pub(super) const BY: Definition = Definition {
    help: "quotes spoken by the person or party",
    example: "by:ushakov",
    values: Values::Actors,
    select: by,
};

/// Persons and parties together: the earlier of the two steps of resolution decides.
fn by(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let relations = &context.index.relations;
    let mut bits = context.index.none();
    for value in values {
        let (persons, parties) = speakers(context, value)?;
        persons.into_iter().for_each(|id| relations.speaker.add_to(&mut bits, id.index()));
        parties.into_iter().for_each(|id| relations.party_speaker.add_to(&mut bits, id.index()));
    }
    Ok(bits)
}

/// The persons and parties that a value of `by:` means.
pub(in crate::query) fn speakers(
    context: &Context<'_>,
    value: &Value,
) -> Result<(Vec<PersonId>, Vec<PartyId>), QueryError> {
    let (names, dataset) = (&context.index.names, &context.index.dataset);
    let (persons, parties) = (names.persons.find(&value.text), names.parties.find(&value.text));
    if let (Found::NotFound(persons), Found::NotFound(parties)) = (&persons, &parties) {
        let mut near = [described(persons, &dataset.persons), described(parties, &dataset.parties)].concat();
        near.truncate(3);
        return Err(unknown_name(value, "person or party", near));
    }
    let (persons_step, parties_step) = (names.persons.step(&value.text), names.parties.step(&value.text));
    let persons = match persons {
        Found::Some(_) if persons_step <= parties_step => {
            resolve(context, value, (&names.persons, &dataset.persons, &PERSON_NOUN))?
        }
        _ => Vec::new(),
    };
    let parties = match parties {
        Found::Some(_) if parties_step <= persons_step => {
            resolve(context, value, (&names.parties, &dataset.parties, &PARTY_NOUN))?
        }
        _ => Vec::new(),
    };
    Ok((persons, parties))
}

pub(super) const WITH: Definition = Definition {
    help: "all of these persons took part in the event, or in the event of the quote",
    example: "with:putin,witkoff",
    values: Values::Persons,
    select: |context, values| {
        let mut bits = context.index.all().clone();
        for value in values {
            bits.and(&person(context, std::slice::from_ref(value), &context.index.relations.takes_part)?);
        }
        Ok(bits)
    },
};

pub(super) const TO: Definition = Definition {
    help: "quotes addressed to the person",
    example: "to:zelensky",
    values: Values::Persons,
    select: |context, values| person(context, values, &context.index.relations.addressee),
};

pub(super) const MENTIONS: Definition = Definition {
    help: "the record's own words mention the person",
    example: "mentions:putin",
    values: Values::Persons,
    select: |context, values| match context.index.mentions_if_indexed() {
        Some(mentions) => person(context, values, mentions),
        // Only the values are checked; see `evaluate`.
        None => person(context, values, &Postings::new(context.index.dataset.persons.len(), &[])),
    },
};

pub(super) const FOR: Definition = Definition {
    help: "quotes spoken on behalf of the party",
    example: "for:us",
    values: Values::Parties,
    select: |context, values| {
        let mut bits = party(context, values)?;
        bits.minus(&context.index.events);
        Ok(bits)
    },
};

pub(super) const PARTY: Definition = Definition {
    help: "the party or one of its parts has a delegation, or the quote is spoken for it",
    example: "party:us",
    values: Values::Parties,
    select: party,
};

fn person(context: &Context<'_>, values: &[Value], postings: &Postings) -> Result<Bits, QueryError> {
    let index = context.index;
    any_named(context, values, (&index.names.persons, &index.dataset.persons, &PERSON_NOUN), postings)
}

fn party(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let index = context.index;
    let names = (&index.names.parties, &index.dataset.parties, &PARTY_NOUN);
    any_named(context, values, names, &index.relations.party)
}
