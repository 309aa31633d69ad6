//! Resolving written ids to positions, with errors for unknown ones.

use std::borrow::Cow;
use std::ops::Deref;

use foldhash::{HashMap, HashMapExt};

use super::Builder;
use super::positions::Positions;
use super::repeated::Shared;
use crate::dataset::parts::{Part, Rows, written};
use crate::dataset::raw::At;
use crate::dataset::raw::values::Ref;
use crate::dataset::read::{Keyed, RawFile};
use crate::diagnostic::{Fault, FileText, Location, either};
use crate::model::{
    Actor, EventId, Id, KindId, PartyId, PersonId, PlaceId, ProposalId, ProposalRef, QuoteId, SourceId, Text, TopicId,
};
use crate::names::nearest;

/// The ids of one table.
#[derive(Debug)]
pub(super) struct Ids<'t, I> {
    known: HashMap<Cow<'t, str>, (I, Location)>,
    /// The positions in a dataset of which files are read again, and how to find a record in it.
    loaded: Option<(&'t Positions<'t>, Find<'t, I>)>,
}

/// Finds a record by its written id.
type Find<'t, I> = fn(&Positions<'t>, &str) -> Option<I>;

impl<I> Default for Ids<'_, I> {
    fn default() -> Self {
        Self { known: HashMap::new(), loaded: None }
    }
}

impl<'t, I: Id> Ids<'t, I> {
    /// The ids of a dataset of which files are read again.
    fn loaded(positions: &'t Positions<'t>, find: Find<'t, I>) -> Self {
        Self { loaded: Some((positions, find)), ..Self::default() }
    }

    fn get(&self, id: &str) -> Option<I> {
        match self.loaded {
            Some((positions, find)) => find(positions, id),
            None => self.known.get(id).map(|(found, _)| *found),
        }
    }

    /// The place of the record with a written id.
    pub(super) fn place_of(&self, id: &str) -> Option<Location> {
        self.known.get(id).map(|(_, place)| *place)
    }

    /// Registers an id under its position. A duplicate id is an error and is not registered; a placeholder takes a position but
    /// cannot be found.
    fn register(
        &mut self,
        called: &str,
        (id, place): (Cow<'t, str>, Location),
        position: usize,
        faults: &mut Vec<Fault>,
    ) -> bool {
        if let Some((_, first)) = self.known.get(&*id) {
            let fault = Fault::error(format!("duplicate {called} id \"{id}\"")).at(place);
            faults.push(
                fault
                    .other(*first, "first defined here")
                    .help("ids must be unique within their kind, across all files"),
            );
            return false;
        }
        if !id.is_empty() {
            self.known.insert(id, (I::new(position), place));
        }
        true
    }
}

/// The files, from which ids are borrowed where they are written plainly.
#[derive(Clone, Copy)]
struct Texts<'t>(&'t [FileText]);

impl<'t> Texts<'t> {
    /// The id expected at a place.
    fn at(self, place: Location) -> (Cow<'t, str>, Location) {
        let id = self.0.get(place.file as usize).and_then(|text| written(text, place)).unwrap_or_default();
        (Cow::Borrowed(id), place)
    }

    /// The id of a record.
    fn id<T: Deref<Target = str>>(self, id: &At<T>) -> (Cow<'t, str>, Location) {
        let text = self.0.get(id.place.file as usize);
        let bare = text.and_then(|text| text.text.get(id.place.span()));
        let quoted = text.and_then(|text| written(text, id.place));
        let same = [bare, quoted].into_iter().flatten().find(|found| **found == *id.value);
        (same.map_or_else(|| Cow::Owned((*id.value).to_owned()), Cow::Borrowed), id.place)
    }
}

/// All ids of a dataset.
#[derive(Debug, Default)]
pub(super) struct Registers<'t> {
    pub(super) parties: Ids<'t, PartyId>,
    pub(super) persons: Ids<'t, PersonId>,
    pub(super) places: Ids<'t, PlaceId>,
    pub(super) topics: Ids<'t, TopicId>,
    pub(super) sources: Ids<'t, SourceId>,
    pub(super) proposals: Ids<'t, ProposalId>,
    versions: HashMap<Text, Vec<Text>>,
    pub(super) kinds: Ids<'t, KindId>,
    pub(super) events: Ids<'t, EventId>,
    pub(super) quotes: Ids<'t, QuoteId>,
    /// Short texts that many records have.
    pub(super) repeated: Shared,
}

impl<'t> Registers<'t> {
    /// Registers all ids. Records with duplicate ids are marked as faulty.
    pub(super) fn new(raw: &mut RawFile, parts: &mut [Part], texts: &'t [FileText], faults: &mut Vec<Fault>) -> Self {
        let mut all = Self::default();
        let texts = Texts(texts);
        keyed("party", &mut raw.parties, &mut all.parties, texts, faults);
        for person in &mut raw.persons {
            if let Some(party) = all.parties.place_of(&person.id.value) {
                let message = format!("id \"{}\" is used by a party and a person", &*person.id.value);
                let fault = Fault::error(message).at(person.id.place).other(party, "the party is defined here");
                faults.push(fault.help("parties and persons share one set of ids, because both can be speakers"));
                person.faulty = true;
            }
        }
        keyed("person", &mut raw.persons, &mut all.persons, texts, faults);
        keyed("place", &mut raw.places, &mut all.places, texts, faults);
        keyed("topic", &mut raw.topics, &mut all.topics, texts, faults);
        keyed("source", &mut raw.sources, &mut all.sources, texts, faults);
        keyed("proposal", &mut raw.proposals, &mut all.proposals, texts, faults);
        keyed("kind", &mut raw.kinds, &mut all.kinds, texts, faults);
        for proposal in &raw.proposals {
            let versions = proposal.row.versions.iter().map(|version| version.id.value.0.clone());
            all.versions.entry(proposal.id.value.0.clone()).or_insert_with(|| versions.collect());
        }
        all.events_of(parts, texts, faults);
        all.quotes_of(parts, texts, faults);
        all
    }

    /// The ids of a dataset without faults of which files are read again. What is wrong is found with them, but not what was
    /// probably meant.
    pub(super) fn loaded(positions: &'t Positions<'t>) -> Self {
        let versions = positions.dataset.proposals.iter().map(|(_, proposal)| {
            let versions = proposal.versions.iter().map(|version| version.id.clone());
            (proposal.id.clone(), versions.collect())
        });
        Self {
            parties: Ids::loaded(positions, |known, id| known.dataset.parties.find(id)),
            persons: Ids::loaded(positions, |known, id| known.dataset.persons.find(id)),
            places: Ids::loaded(positions, |known, id| known.dataset.places.find(id)),
            topics: Ids::loaded(positions, |known, id| known.dataset.topics.find(id)),
            sources: Ids::loaded(positions, |known, id| known.dataset.sources.find(id)),
            proposals: Ids::loaded(positions, |known, id| known.dataset.proposals.find(id)),
            versions: versions.collect(),
            kinds: Ids::loaded(positions, |known, id| known.dataset.kinds.find(id)),
            events: Ids::loaded(positions, Positions::event),
            quotes: Ids::loaded(positions, Positions::quote),
            repeated: Shared::default(),
        }
    }

    fn events_of(&mut self, parts: &mut [Part], texts: Texts<'t>, faults: &mut Vec<Fault>) {
        let count = parts.iter().map(|part| part.rows.counts().0).sum();
        self.events.known.reserve(count);
        let mut positions = 0..count;
        let mut register =
            |id| positions.next().is_some_and(|position| self.events.register("event", id, position, faults));
        for part in parts {
            match &mut part.rows {
                Rows::Read(events, _) => {
                    events.iter_mut().for_each(|event| event.faulty |= !register(texts.id(&event.id)));
                }
                Rows::Expected(expected) => {
                    for event in &mut expected.events {
                        event.is_duplicate = event.id.is_some_and(|place| !register(texts.at(place)));
                    }
                }
            }
        }
    }

    fn quotes_of(&mut self, parts: &mut [Part], texts: Texts<'t>, faults: &mut Vec<Fault>) {
        let mut position = 0;
        let mut register = |id: Option<(Cow<'t, str>, Location)>| {
            position += 1;
            let Some((id, place)) = id else { return true };
            let event = self.events.place_of(&id);
            let is_first = self.quotes.register("quote", (id.clone(), place), position - 1, faults);
            if let Some(event) = event {
                let message = format!("id \"{id}\" is used by an event and a quote");
                let fault = Fault::error(message).at(place).other(event, "the event is defined here");
                faults.push(fault.help("events and quotes share one set of ids, because both are marked by id"));
            }
            is_first && event.is_none()
        };
        for part in parts {
            match &mut part.rows {
                Rows::Read(_, quotes) => {
                    for quote in quotes {
                        quote.faulty |= !register(quote.id.as_ref().map(|id| texts.id(id)));
                    }
                }
                Rows::Expected(expected) => {
                    for quote in &mut expected.quotes {
                        quote.is_duplicate = !register(quote.id.map(|place| texts.at(place)));
                    }
                }
            }
        }
    }
}

fn keyed<'t, I: Id, T>(
    called: &str,
    rows: &mut [Keyed<T>],
    ids: &mut Ids<'t, I>,
    texts: Texts<'t>,
    faults: &mut Vec<Fault>,
) {
    for (at, row) in rows.iter_mut().enumerate() {
        row.faulty |= !ids.register(called, texts.id(&row.id), at, faults);
    }
}

/// Looks up a reference, or notes that it is unknown, with the nearest ids.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident, $register:ident, $id:ty, $called:literal;)+) => {
        impl Builder<'_> {$(
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

fn unknown<I>(called: &str, at: &At<Ref>, ids: &Ids<'_, I>) -> Fault {
    let near = nearest(&at.value, ids.known.keys().map(AsRef::as_ref), 3);
    let help = if near.is_empty() {
        "define it or remove the reference".into()
    } else {
        format!("did you mean {}?", either(&near))
    };
    Fault::error(format!("unknown {called} \"{}\"", &*at.value)).at(at.place).help(help)
}

impl Builder<'_> {
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
            let name = At { value: Ref::new(id), place: at.place };
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
