//! Persons and parties: who speaks, who takes part, who is meant.

use super::{Called, Field, PARTY as PARTIES, PERSON as PERSONS, Values, any_named, described, nobody, resolve};
use crate::index::Bits;
use crate::names::Found;
use crate::query::ast::Value;
use crate::query::error::QueryError;
use crate::query::eval::Context;

pub(super) const PERSON: Field = Field {
    name: "person",
    short: Some("p"),
    help: "the person takes part, is concerned, speaks, is addressed or relayed it",
    example: "person:ushakov",
    values: Values::Persons,
    select: |context, values| {
        let index = context.index;
        any_named(context, values, (&index.names.persons, &index.dataset.persons, &PERSONS), &[&index.relations.person])
    },
};

pub(super) const BY: Field = Field {
    name: "by",
    short: None,
    help: "the person or party speaks the quote",
    example: "by:ushakov",
    values: Values::Actors,
    select: by,
};

/// Persons and parties together: the step of resolution that finds either decides for both.
fn by(context: &Context<'_>, values: &[Value]) -> Result<Bits, QueryError> {
    let (names, dataset, relations) = (&context.index.names, &context.index.dataset, &context.index.relations);
    let mut bits = Bits::none(context.index.len());
    for value in values {
        match (names.persons.find(&value.text), names.parties.find(&value.text)) {
            (Found::NotFound(persons), Found::NotFound(parties)) => {
                let mut near = [described(&persons, &dataset.persons), described(&parties, &dataset.parties)].concat();
                near.truncate(3);
                return Err(nobody(value, "person or party", &near));
            }
            (persons, parties) => {
                let (persons_step, parties_step) = (names.persons.step(&value.text), names.parties.step(&value.text));
                if let (Found::Some(_), true) = (&persons, persons_step <= parties_step) {
                    for id in resolve(context, value, (&names.persons, &dataset.persons, &PERSONS))? {
                        relations.speaker.get(id).iter().for_each(|record| bits.insert(*record));
                    }
                }
                if let (Found::Some(_), true) = (&parties, parties_step <= persons_step) {
                    for id in resolve(context, value, (&names.parties, &dataset.parties, &PARTIES))? {
                        relations.party_speaker.get(id).iter().for_each(|record| bits.insert(*record));
                    }
                }
            }
        }
    }
    Ok(bits)
}

pub(super) const WITH: Field = Field {
    name: "with",
    short: None,
    help: "every person listed took part in the event, or in the event of the quote",
    example: "with:putin,witkoff",
    values: Values::Persons,
    select: |context, values| {
        let index = context.index;
        let mut bits = Bits::all(index.len());
        for value in values {
            let names = (&index.names.persons, &index.dataset.persons, &PERSONS);
            bits.and(&any_named(context, std::slice::from_ref(value), names, &[&index.relations.takes_part])?);
        }
        Ok(bits)
    },
};

pub(super) const TO: Field = Field {
    name: "to",
    short: None,
    help: "the quote is addressed to the person",
    example: "to:zelensky",
    values: Values::Persons,
    select: |context, values| {
        let index = context.index;
        let names = (&index.names.persons, &index.dataset.persons, &PERSONS);
        any_named(context, values, names, &[&index.relations.addressee])
    },
};

pub(super) const MENTIONS: Field = Field {
    name: "mentions",
    short: None,
    help: "the record's own words name the person",
    example: "mentions:putin",
    values: Values::Persons,
    select: |context, values| {
        let index = context.index;
        let names = (&index.names.persons, &index.dataset.persons, &PERSONS);
        any_named(context, values, names, &[&index.mentions])
    },
};

pub(super) const FOR: Field = Field {
    name: "for",
    short: None,
    help: "the quote is spoken for the party",
    example: "for:us",
    values: Values::Parties,
    select: |context, values| {
        party(context, values, &PARTIES).map(|mut bits| {
            bits.minus(&context.index.events);
            bits
        })
    },
};

pub(super) const PARTY: Field = Field {
    name: "party",
    short: None,
    help: "the party, or one below it, has a delegation, or the quote is spoken for it",
    example: "party:us",
    values: Values::Parties,
    select: |context, values| party(context, values, &PARTIES),
};

fn party(context: &Context<'_>, values: &[Value], called: &Called) -> Result<Bits, QueryError> {
    let index = context.index;
    any_named(context, values, (&index.names.parties, &index.dataset.parties, called), &[&index.relations.party])
}
