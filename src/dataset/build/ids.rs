//! Written ids to positions, and what to say where a written id leads nowhere.

use std::collections::HashMap;
use std::ops::Deref;

use super::Builder;
use crate::dataset::raw::At;
use crate::dataset::raw::values::Ref;
use crate::dataset::read::RawFile;
use crate::diagnostic::{Fault, Place, either, nearest};
use crate::model::{
    Actor, EventId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, ProposalRef, QuoteId, SourceId, TopicId,
};

/// The ids of one kind of record.
#[derive(Debug)]
pub(super) struct Ids<I> {
    known: HashMap<Box<str>, (I, Place)>,
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
    pub(super) fn place_of(&self, id: &str) -> Option<Place> {
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
    /// Records that have the id of another.
    pub(super) unread: usize,
}

impl Registers {
    /// Registers every id, and takes the records out of `raw` that share another's.
    pub(super) fn new(raw: &mut RawFile, faults: &mut Vec<Fault>) -> Self {
        let mut all = Self::default();
        let unread = &mut all.unread;
        let parties = &mut all.parties;
        retain(&mut raw.parties, unread, |row, at| parties.register("parties", &row.id, at, faults));
        let (parties, persons) = (&all.parties, &mut all.persons);
        retain(&mut raw.persons, unread, |row, at| {
            if let Some((_, party)) = parties.known.get(&*row.id.value.0) {
                let fault = Fault::error(format!("\"{}\" names a party and a person", &*row.id.value)).at(row.id.place);
                faults.push(fault.other(*party, "the party").help("both can speak, so they share their ids"));
                return false;
            }
            persons.register("persons", &row.id, at, faults)
        });
        retain(&mut raw.places, unread, |row, at| all.places.register("places", &row.id, at, faults));
        retain(&mut raw.topics, unread, |row, at| all.topics.register("topics", &row.id, at, faults));
        retain(&mut raw.sources, unread, |row, at| all.sources.register("sources", &row.id, at, faults));
        retain(&mut raw.proposals, unread, |row, at| all.proposals.register("proposals", &row.id, at, faults));
        retain(&mut raw.kinds, unread, |row, at| all.kinds.register("kinds", &row.id, at, faults));
        for proposal in &raw.proposals {
            let versions = proposal.row.versions.iter().map(|version| version.id.value.0.clone());
            all.versions.insert(proposal.id.value.0.clone(), versions.collect());
        }
        retain(&mut raw.events, unread, |row, at| all.events.register("events", &row.id, at, faults));
        retain(&mut raw.quotes, unread, |row, at| {
            row.id.as_ref().is_none_or(|id| all.quotes.register("quotes", id, at, faults))
        });
        all
    }
}

/// Keeps the rows that could be registered under their position among those kept, and counts the others.
fn retain<T>(rows: &mut Vec<T>, unread: &mut usize, mut register: impl FnMut(&T, usize) -> bool) {
    let mut next = 0;
    rows.retain(|row| {
        let keep = register(row, next);
        next += usize::from(keep);
        *unread += usize::from(!keep);
        keep
    });
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
    let help = if near.is_empty() {
        format!("define it, or leave it out; there are {} of them", ids.known.len())
    } else {
        format!("did you mean {}?", either(&near))
    };
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
            return Some(ProposalRef { proposal, version: Some(position as u16) });
        }
        let help = format!("its versions are {}", versions.join(", "));
        self.error(at.place, format!("the proposal \"{id}\" has no version \"{version}\""), help);
        None
    }
}
