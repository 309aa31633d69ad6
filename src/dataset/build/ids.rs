//! Resolving written ids to positions, with errors for unknown ones.

use std::collections::HashMap;
use std::ops::Deref;

use super::Builder;
use crate::dataset::raw::At;
use crate::dataset::raw::values::Ref;
use crate::dataset::read::{Keyed, RawFile};
use crate::diagnostic::{Fault, Location, either};
use crate::model::{
    Actor, EventId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, ProposalRef, QuoteId, SourceId, TopicId,
};
use crate::names::nearest;

/// The ids of one table.
#[derive(Debug)]
pub(super) struct Ids<I> {
    known: HashMap<Box<str>, (I, Location)>,
}

impl<I> Default for Ids<I> {
    fn default() -> Self {
        Self { known: HashMap::new() }
    }
}

impl<I: Id> Ids<I> {
    fn get(&self, id: &str) -> Option<I> {
        self.known.get(id).map(|(found, _)| *found)
    }

    /// The place of the record with a written id.
    pub(super) fn place_of(&self, id: &str) -> Option<Location> {
        self.known.get(id).map(|(_, place)| *place)
    }

    /// Registers an id under its position. A duplicate id is an error and is not registered; a placeholder takes a position but
    /// cannot be found.
    fn register<T: Deref<Target = str>>(
        &mut self,
        called: &str,
        id: &At<T>,
        position: usize,
        faults: &mut Vec<Fault>,
    ) -> bool {
        if let Some((_, first)) = self.known.get(&*id.value) {
            let fault = Fault::error(format!("duplicate {called} id \"{}\"", &*id.value)).at(id.place);
            faults.push(
                fault
                    .other(*first, "first defined here")
                    .help("ids must be unique within their kind, across all files"),
            );
            return false;
        }
        if !id.value.is_empty() {
            self.known.insert((*id.value).into(), (I::new(position), id.place));
        }
        true
    }
}

/// All ids of a dataset.
#[derive(Debug, Default)]
pub(super) struct Registers {
    pub(super) parties: Ids<PartyId>,
    pub(super) persons: Ids<PersonId>,
    pub(super) places: Ids<PlaceId>,
    pub(super) topics: Ids<TopicId>,
    pub(super) sources: Ids<SourceId>,
    pub(super) proposals: Ids<ProposalId>,
    versions: HashMap<Box<str>, Vec<Box<str>>>,
    pub(super) kinds: Ids<KindId>,
    pub(super) events: Ids<EventId>,
    pub(super) quotes: Ids<QuoteId>,
}

impl Registers {
    /// Registers all ids. Records with duplicate ids are marked as faulty.
    pub(super) fn new(raw: &mut RawFile, faults: &mut Vec<Fault>) -> Self {
        let mut all = Self::default();
        keyed("party", &mut raw.parties, &mut all.parties, faults);
        for person in &mut raw.persons {
            if let Some(party) = all.parties.place_of(&person.id.value) {
                let message = format!("id \"{}\" is used by a party and a person", &*person.id.value);
                let fault = Fault::error(message).at(person.id.place).other(party, "the party is defined here");
                faults.push(fault.help("parties and persons share one set of ids, because both can be speakers"));
                person.faulty = true;
            }
        }
        keyed("person", &mut raw.persons, &mut all.persons, faults);
        keyed("place", &mut raw.places, &mut all.places, faults);
        keyed("topic", &mut raw.topics, &mut all.topics, faults);
        keyed("source", &mut raw.sources, &mut all.sources, faults);
        keyed("proposal", &mut raw.proposals, &mut all.proposals, faults);
        keyed("kind", &mut raw.kinds, &mut all.kinds, faults);
        for proposal in &raw.proposals {
            let versions = proposal.row.versions.iter().map(|version| version.id.value.0.clone());
            all.versions.entry(proposal.id.value.0.clone()).or_insert_with(|| versions.collect());
        }
        for (at, event) in raw.events.iter_mut().flatten().enumerate() {
            event.faulty |= !all.events.register("event", &event.id, at, faults);
        }
        for (at, quote) in raw.quotes.iter_mut().flatten().enumerate() {
            if let Some(id) = &quote.id {
                quote.faulty |= !all.quotes.register("quote", id, at, faults);
                if let Some(event) = all.events.place_of(&id.value) {
                    let message = format!("id \"{}\" is used by an event and a quote", &*id.value);
                    let fault = Fault::error(message).at(id.place).other(event, "the event is defined here");
                    faults.push(fault.help("events and quotes share one set of ids, because both are marked by id"));
                    quote.faulty = true;
                }
            }
        }
        all
    }
}

fn keyed<I: Id, T>(called: &str, rows: &mut [Keyed<T>], ids: &mut Ids<I>, faults: &mut Vec<Fault>) {
    for (at, row) in rows.iter_mut().enumerate() {
        row.faulty |= !ids.register(called, &row.id, at, faults);
    }
}

/// Looks up a reference, or notes that it is unknown, with the nearest ids.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident, $register:ident, $id:ty, $called:literal;)+) => {
        impl Builder {$(
            $(#[$doc])*
            pub(super) fn $name(&mut self, at: &At<Ref>) -> Option<$id> {
                let found = self.registers.$register.get(&at.value);
                if found.is_none() && !at.value.is_empty() {
                    let fault = unknown($called, at, &self.registers.$register);
                    self.note(fault);
                }
                found
            }
        )+}
    };
}

references! {
    /// The party with this id.
    party, parties, PartyId, "party";
    /// The place with this id.
    place, places, PlaceId, "place";
    /// The topic with this id.
    topic, topics, TopicId, "topic";
    /// The source with this id.
    source, sources, SourceId, "source";
    /// The event with this id.
    event, events, EventId, "event";
}

fn unknown<I>(called: &str, at: &At<Ref>, ids: &Ids<I>) -> Fault {
    let near = nearest(&at.value, ids.known.keys().map(AsRef::as_ref), 3);
    let help = if near.is_empty() {
        "define it or remove the reference".into()
    } else {
        format!("did you mean {}?", either(&near))
    };
    Fault::error(format!("unknown {called} \"{}\"", &*at.value)).at(at.place).help(help)
}

impl Builder {
    /// The person with this id.
    pub(super) fn person(&mut self, at: &At<Ref>) -> Option<PersonId> {
        if let Some(found) = self.registers.persons.get(&at.value) {
            return Some(found);
        }
        let fault = if self.registers.parties.get(&at.value).is_some() {
            Fault::error(format!("expected a person, found the party \"{}\"", &*at.value)).at(at.place)
        } else {
            unknown("person", at, &self.registers.persons)
        };
        self.note(fault);
        None
    }

    /// The person or party with this id.
    pub(super) fn actor(&mut self, at: &At<Ref>) -> Option<Actor> {
        if let Some(party) = self.registers.parties.get(&at.value) {
            return Some(Actor::Party(party));
        }
        if let Some(person) = self.registers.persons.get(&at.value) {
            return Some(Actor::Person(person));
        }
        let ids = self.registers.persons.known.keys().chain(self.registers.parties.known.keys());
        let near = nearest(&at.value, ids.map(AsRef::as_ref), 3);
        let help = if near.is_empty() {
            "define it, or use speaker-desc for a speaker who is not named".into()
        } else {
            format!("did you mean {}?", either(&near))
        };
        self.error(at.place, format!("unknown person or party \"{}\"", &*at.value), help);
        None
    }

    /// The quote with this id. Only quotes with a written id can be referred to.
    pub(super) fn quote(&mut self, at: &At<Ref>) -> Option<QuoteId> {
        if let Some(found) = self.registers.quotes.get(&at.value) {
            return Some(found);
        }
        let fault = if at.value.contains('#') {
            let message = format!("\"{}\" is an auto-numbered id, which can change", &*at.value);
            Fault::error(message).at(at.place).help("give that quote an id and refer to it")
        } else {
            unknown("quote", at, &self.registers.quotes)
        };
        self.note(fault);
        None
    }

    /// The proposal or version with this id.
    pub(super) fn proposal(&mut self, at: &At<Ref>) -> Option<ProposalRef> {
        let (id, version) = at.value.split_once('@').map_or((&*at.value, None), |(id, version)| (id, Some(version)));
        let Some(proposal) = self.registers.proposals.get(id) else {
            let name = At { value: Ref(id.into()), place: at.place };
            let fault = unknown("proposal", &name, &self.registers.proposals);
            self.note(fault);
            return None;
        };
        let Some(version) = version else { return Some(ProposalRef { proposal, version: None }) };
        let versions = self.registers.versions.get(id).map_or(&[][..], Vec::as_slice);
        if let Some(position) = versions.iter().position(|known| &**known == version) {
            return Some(ProposalRef { proposal, version: Some(position as u32) });
        }
        let help = if versions.is_empty() {
            "it has no versions".into()
        } else {
            format!("expected one of {}", versions.join(", "))
        };
        self.error(at.place, format!("unknown version \"{version}\" of proposal \"{id}\""), help);
        None
    }
}
