//! Written ids to positions, and what to say where a written id leads nowhere.

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

/// The ids of one kind of record.
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

    /// Where the record with a written id stands.
    pub(super) fn place_of(&self, id: &str) -> Option<Location> {
        self.known.get(id).map(|(_, place)| *place)
    }

    /// Registers an id under the next position; a second record of the same id is a fault, and is not registered. A blank
    /// takes a position and is found by nobody.
    fn register<T: Deref<Target = str>>(
        &mut self,
        called: &str,
        id: &At<T>,
        position: usize,
        faults: &mut Vec<Fault>,
    ) -> bool {
        if let Some((_, first)) = self.known.get(&*id.value) {
            let fault = Fault::error(format!("there are two {called} \"{}\"", &*id.value)).at(id.place);
            faults
                .push(fault.other(*first, "the first is here").help("ids are unique within their kind over all files"));
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
    /// Registers every id. A record that shares another's is marked as faulty.
    pub(super) fn new(raw: &mut RawFile, faults: &mut Vec<Fault>) -> Self {
        let mut all = Self::default();
        keyed("parties", &mut raw.parties, &mut all.parties, faults);
        for person in &mut raw.persons {
            if let Some(party) = all.parties.place_of(&person.id.value) {
                let message = format!("\"{}\" names a party and a person", &*person.id.value);
                let fault = Fault::error(message).at(person.id.place).other(party, "the party");
                faults.push(fault.help("both can speak, so they share their ids"));
                person.faulty = true;
            }
        }
        keyed("persons", &mut raw.persons, &mut all.persons, faults);
        keyed("places", &mut raw.places, &mut all.places, faults);
        keyed("topics", &mut raw.topics, &mut all.topics, faults);
        keyed("sources", &mut raw.sources, &mut all.sources, faults);
        keyed("proposals", &mut raw.proposals, &mut all.proposals, faults);
        keyed("kinds", &mut raw.kinds, &mut all.kinds, faults);
        for proposal in &raw.proposals {
            let versions = proposal.row.versions.iter().map(|version| version.id.value.0.clone());
            all.versions.entry(proposal.id.value.0.clone()).or_insert_with(|| versions.collect());
        }
        for (at, event) in raw.events.iter_mut().enumerate() {
            event.faulty |= !all.events.register("events", &event.id, at, faults);
        }
        for (at, quote) in raw.quotes.iter_mut().enumerate() {
            if let Some(id) = &quote.id {
                quote.faulty |= !all.quotes.register("quotes", id, at, faults);
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

/// Looks a reference up, or notes that it leads nowhere and which ids are near.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident, $register:ident, $id:ty, $called:literal;)+) => {
        impl Builder {$(
            $(#[$doc])*
            pub(super) fn $name(&mut self, at: &At<Ref>) -> Option<$id> {
                let found = self.registers.$register.get(&at.value);
                if found.is_none() && !at.value.is_empty() {
                    let fault = nothing($called, at, &self.registers.$register);
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

fn nothing<I>(called: &str, at: &At<Ref>, ids: &Ids<I>) -> Fault {
    let near = nearest(&at.value, ids.known.keys().map(AsRef::as_ref), 3);
    let help =
        if near.is_empty() { "define it, or leave it out".into() } else { format!("did you mean {}?", either(&near)) };
    Fault::error(format!("there is no {called} \"{}\"", &*at.value)).at(at.place).help(help)
}

impl Builder {
    /// The person with this id.
    pub(super) fn person(&mut self, at: &At<Ref>) -> Option<PersonId> {
        if let Some(found) = self.registers.persons.get(&at.value) {
            return Some(found);
        }
        let fault = if self.registers.parties.get(&at.value).is_some() {
            Fault::error(format!("\"{}\" is a party, and a person is expected", &*at.value)).at(at.place)
        } else {
            nothing("person", at, &self.registers.persons)
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
            "define it, or use speaker-desc for somebody described and not named".into()
        } else {
            format!("did you mean {}?", either(&near))
        };
        self.error(at.place, format!("there is no person or party \"{}\"", &*at.value), help);
        None
    }

    /// The quote with this id. Only a written id can be referred to.
    pub(super) fn quote(&mut self, at: &At<Ref>) -> Option<QuoteId> {
        if let Some(found) = self.registers.quotes.get(&at.value) {
            return Some(found);
        }
        let fault = if at.value.contains('#') {
            let message = format!("\"{}\" is an id that was given by counting, and counting changes", &*at.value);
            Fault::error(message).at(at.place).help("write an id into that quote and refer to it")
        } else {
            nothing("quote", at, &self.registers.quotes)
        };
        self.note(fault);
        None
    }

    /// The proposal, or the version of it, with this id.
    pub(super) fn proposal(&mut self, at: &At<Ref>) -> Option<ProposalRef> {
        let (id, version) = at.value.split_once('@').map_or((&*at.value, None), |(id, version)| (id, Some(version)));
        let Some(proposal) = self.registers.proposals.get(id) else {
            let name = At { value: Ref(id.into()), place: at.place };
            let fault = nothing("proposal", &name, &self.registers.proposals);
            self.note(fault);
            return None;
        };
        let Some(version) = version else { return Some(ProposalRef { proposal, version: None }) };
        let versions = self.registers.versions.get(id).map_or(&[][..], Vec::as_slice);
        if let Some(position) = versions.iter().position(|known| &**known == version) {
            return Some(ProposalRef { proposal, version: Some(position as u32) });
        }
        let help = format!("its versions are {}", versions.join(", "));
        self.error(at.place, format!("the proposal \"{id}\" has no version \"{version}\""), help);
        None
    }
}
