//! What refers to what: the records that others need.

use super::ids::Id;
use super::people::Actor;
use super::subset::Subset;
use super::{Citation, ClaimValue, Dataset, EventId, Quote, QuoteId, Speaker};

impl Subset {
    /// Everything that anything refers to.
    pub fn used(dataset: &Dataset) -> Self {
        let mut used = Self::all(dataset, false);
        for (_, party) in dataset.parties.iter() {
            party.parent.iter().for_each(|id| used.parties[id.index()] = true);
        }
        for (_, person) in dataset.persons.iter() {
            let offices = person.offices.iter().filter_map(|office| office.party);
            person.party.into_iter().chain(offices).for_each(|id| used.parties[id.index()] = true);
        }
        for (_, topic) in dataset.topics.iter() {
            topic.parent.iter().for_each(|id| used.topics[id.index()] = true);
        }
        for (_, source) in dataset.sources.iter() {
            source.via.iter().for_each(|id| used.sources[id.index()] = true);
        }
        for (_, proposal) in dataset.proposals.iter() {
            proposal.by.iter().for_each(|id| used.parties[id.index()] = true);
            for version in &proposal.versions {
                version.by.iter().for_each(|id| used.parties[id.index()] = true);
                version.sources.iter().for_each(|citation| used.sources[citation.source.index()] = true);
                version.points.iter().filter_map(|point| point.topic).for_each(|id| used.topics[id.index()] = true);
                version.parents.iter().for_each(|parent| used.proposals[parent.proposal.index()] = true);
            }
        }
        for id in dataset.events.ids() {
            used.needs_of_event(dataset, id);
        }
        for id in dataset.quotes.ids() {
            used.needs_of_quote(dataset, id);
        }
        used
    }

    /// Marks what an event refers to, other events aside.
    pub fn needs_of_event(&mut self, dataset: &Dataset, id: EventId) {
        let event = &dataset.events[id];
        event.place.iter().for_each(|id| self.places[id.index()] = true);
        for delegation in &event.delegations {
            self.parties[delegation.party.index()] = true;
            delegation.people.iter().for_each(|id| self.persons[id.index()] = true);
        }
        event.people.iter().chain(&event.about).for_each(|id| self.persons[id.index()] = true);
        event.topics.iter().for_each(|id| self.topics[id.index()] = true);
        event.proposals.iter().for_each(|reference| self.proposals[reference.proposal.index()] = true);
        self.needs_of_citations(&event.sources);
        for report in &event.reports {
            report.place.iter().for_each(|id| self.places[id.index()] = true);
            self.needs_of_citations(&report.sources);
        }
        for claim in &event.claims {
            claim.by.iter().for_each(|actor| self.needs_of_actor(*actor));
            self.needs_of_citations(&claim.sources);
            match &claim.value {
                ClaimValue::Place(place) => self.places[place.index()] = true,
                ClaimValue::People(people) => people.iter().for_each(|id| self.persons[id.index()] = true),
                _ => {}
            }
        }
    }

    /// Marks what a quote refers to, events and other quotes aside.
    pub fn needs_of_quote(&mut self, dataset: &Dataset, id: QuoteId) {
        let quote: &Quote = &dataset.quotes[id];
        if let Speaker::Actor(actor) = quote.speaker {
            self.needs_of_actor(actor);
        }
        quote.relayed_by.iter().for_each(|actor| self.needs_of_actor(*actor));
        quote.on_behalf_of.iter().for_each(|id| self.parties[id.index()] = true);
        quote.to.iter().for_each(|id| self.persons[id.index()] = true);
        quote.topics.iter().for_each(|id| self.topics[id.index()] = true);
        quote.place.iter().for_each(|id| self.places[id.index()] = true);
        quote.proposals.iter().for_each(|reference| self.proposals[reference.proposal.index()] = true);
        self.needs_of_citations(&quote.sources);
    }

    fn needs_of_actor(&mut self, actor: Actor) {
        match actor {
            Actor::Person(id) => self.persons[id.index()] = true,
            Actor::Party(id) => self.parties[id.index()] = true,
        }
    }

    fn needs_of_citations(&mut self, citations: &[Citation]) {
        citations.iter().for_each(|citation| self.sources[citation.source.index()] = true);
    }
}
