//! The records of each person, party, topic, place, kind and source.
//!
//! There are two kinds of relation: what a field of the query language selects (a topic also selects the records of its
//! subtopics), and which names a text search considers (only those that the record itself refers to).

use std::borrow::Cow;
use std::sync::Arc;

use super::renumbered::Renumbered;
use super::{Postings, RecordId, Times};
use crate::model::vocabulary::{Channel, Kind, Stance, Status, Vocabulary};
use crate::model::{Actor, Citation, Dataset, Event, Id, PartyId, PersonId, ProposalRef, Quote, RecordRef, TopicId};
use crate::parallel;

/// Lists of records by what selects them.
#[derive(Debug, Default)]
pub struct Relations {
    /// By person: takes part, is concerned, speaks, is addressed or relays.
    pub(crate) person: Postings,
    /// By person: speaks the quote.
    pub(crate) speaker: Postings,
    /// By party: speaks the quote as a party.
    pub(crate) party_speaker: Postings,
    /// By person: took part in the event, or in the event of the quote, and the event took place.
    pub(crate) takes_part: Postings,
    /// By person: the quote is addressed to the person.
    pub(crate) addressee: Postings,
    /// By party, including its subordinate parties: has a delegation at the event, or is the party of the quote.
    pub(crate) party: Postings,
    /// By topic, including its subtopics.
    pub(crate) topic: Postings,
    /// By place.
    pub(crate) place: Postings,
    /// By [`Kind`].
    pub(crate) kind: Postings,
    /// By [`Status`].
    pub(crate) status: Postings,
    /// By [`Channel`].
    pub(crate) channel: Postings,
    /// By source.
    pub(crate) source: Postings,
    /// By proposal, in any version.
    pub(crate) proposal: Postings,
    /// By topic and stance.
    stance: Postings,
    /// By [`Stance`], on any topic.
    pub(crate) any_stance: Postings,
    /// The names that a text search considers.
    pub(crate) named: CarriedNames,
}

/// The records that refer to a name, for text search.
#[derive(Debug, Default)]
pub(crate) struct CarriedNames {
    /// By person.
    pub(crate) persons: Postings,
    /// By party.
    pub(crate) parties: Postings,
    /// By topic.
    pub(crate) topics: Postings,
    /// By place.
    pub(crate) places: Postings,
    /// By proposal.
    pub(crate) proposals: Postings,
}

type Pairs = Vec<(u32, RecordId)>;

#[derive(Default)]
struct Pending {
    person: Pairs,
    speaker: Pairs,
    party_speaker: Pairs,
    takes_part: Pairs,
    addressee: Pairs,
    party: Pairs,
    topic: Pairs,
    place: Pairs,
    kind: Pairs,
    status: Pairs,
    channel: Pairs,
    source: Pairs,
    proposal: Pairs,
    stance: Pairs,
    any_stance: Pairs,
    named_persons: Pairs,
    named_parties: Pairs,
    named_topics: Pairs,
    named_places: Pairs,
    named_proposals: Pairs,
}

impl Relations {
    /// Gathers the relations of all records.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef], times: &Times) -> Self {
        let parts = parallel::ranges(records.len(), |range| {
            let mut pending = Pending::default();
            for number in range {
                let at = RecordId(number as u32);
                match records[number] {
                    RecordRef::Event(id) => pending.event(dataset, at, &dataset.events[id]),
                    RecordRef::Quote(id) => {
                        let wall = times.get(at).map(|span| span.place.wall);
                        pending.quote(dataset, at, &dataset.quotes[id], wall);
                    }
                }
            }
            pending
        });
        let pending = parts.into_iter().reduce(Pending::followed_by).unwrap_or_default();
        let Pending {
            person, speaker, party_speaker, takes_part, addressee, party, topic, place, kind, status, ..
        } = &pending;
        let (persons, parties, topics) =
            (dataset.persons.positions(), dataset.parties.positions(), dataset.topics.positions());
        Self {
            person: Postings::new(persons, person),
            speaker: Postings::new(persons, speaker),
            party_speaker: Postings::new(parties, party_speaker),
            takes_part: Postings::new(persons, takes_part),
            addressee: Postings::new(persons, addressee),
            party: Postings::new(parties, party),
            topic: Postings::new(topics, topic),
            place: Postings::new(dataset.places.positions(), place),
            kind: Postings::new(Kind::all().len(), kind),
            status: Postings::new(Status::all().len(), status),
            channel: Postings::new(Channel::all().len(), &pending.channel),
            source: Postings::new(dataset.sources.positions(), &pending.source),
            proposal: Postings::new(dataset.proposals.positions(), &pending.proposal),
            stance: Postings::new(topics * Stance::all().len(), &pending.stance),
            any_stance: Postings::new(Stance::all().len(), &pending.any_stance),
            named: CarriedNames {
                persons: Postings::new(persons, &pending.named_persons),
                parties: Postings::new(parties, &pending.named_parties),
                topics: Postings::new(topics, &pending.named_topics),
                places: Postings::new(dataset.places.positions(), &pending.named_places),
                proposals: Postings::new(dataset.proposals.positions(), &pending.named_proposals),
            },
        }
    }

    /// The relations of a derived index, with those of the records indexed anew.
    pub(super) fn derived(&self, anew: Self, numbers: &Arc<Renumbered>) -> Self {
        let (named, anew_named) = (&self.named, anew.named);
        Self {
            person: self.person.derived(anew.person, numbers),
            speaker: self.speaker.derived(anew.speaker, numbers),
            party_speaker: self.party_speaker.derived(anew.party_speaker, numbers),
            takes_part: self.takes_part.derived(anew.takes_part, numbers),
            addressee: self.addressee.derived(anew.addressee, numbers),
            party: self.party.derived(anew.party, numbers),
            topic: self.topic.derived(anew.topic, numbers),
            place: self.place.derived(anew.place, numbers),
            kind: self.kind.derived(anew.kind, numbers),
            status: self.status.derived(anew.status, numbers),
            channel: self.channel.derived(anew.channel, numbers),
            source: self.source.derived(anew.source, numbers),
            proposal: self.proposal.derived(anew.proposal, numbers),
            stance: self.stance.derived(anew.stance, numbers),
            any_stance: self.any_stance.derived(anew.any_stance, numbers),
            named: CarriedNames {
                persons: named.persons.derived(anew_named.persons, numbers),
                parties: named.parties.derived(anew_named.parties, numbers),
                topics: named.topics.derived(anew_named.topics, numbers),
                places: named.places.derived(anew_named.places, numbers),
                proposals: named.proposals.derived(anew_named.proposals, numbers),
            },
        }
    }

    /// The quotes with a stance on a topic or one of its subtopics.
    pub(crate) fn stance_on(&self, topic: TopicId, stance: Stance) -> Cow<'_, [RecordId]> {
        self.stance.at(topic.index() * Stance::all().len() + stance as usize)
    }
}

impl Pending {
    /// The pairs of these records, then those of others.
    fn followed_by(mut self, mut others: Self) -> Self {
        self.lists().into_iter().zip(others.lists()).for_each(|(list, other)| list.append(other));
        self
    }

    fn lists(&mut self) -> [&mut Pairs; 20] {
        [
            &mut self.person,
            &mut self.speaker,
            &mut self.party_speaker,
            &mut self.takes_part,
            &mut self.addressee,
            &mut self.party,
            &mut self.topic,
            &mut self.place,
            &mut self.kind,
            &mut self.status,
            &mut self.channel,
            &mut self.source,
            &mut self.proposal,
            &mut self.stance,
            &mut self.any_stance,
            &mut self.named_persons,
            &mut self.named_parties,
            &mut self.named_topics,
            &mut self.named_places,
            &mut self.named_proposals,
        ]
    }

    fn event(&mut self, dataset: &Dataset, at: RecordId, event: &Event) {
        let push = |pairs: &mut Pairs, group: usize| pairs.push((group as u32, at));
        for delegation in &event.delegations {
            for &person in &delegation.people {
                if delegation.present() {
                    push(&mut self.person, person.index());
                }
                push(&mut self.named_persons, person.index());
            }
            push(&mut self.named_parties, delegation.party.index());
            self.party_and_ancestors(dataset, at, delegation.party);
        }
        for person in event.people().iter().chain(&event.about) {
            push(&mut self.person, person.index());
            push(&mut self.named_persons, person.index());
        }
        took_part(event, |person| push(&mut self.takes_part, person.index()));
        self.topics(dataset, at, &event.topics);
        self.common(at, event.place, &event.proposals, &event.sources);
        // An event is found by the names of its place and proposals, a quote is not.
        event.place.iter().for_each(|place| push(&mut self.named_places, place.index()));
        event.proposals.iter().for_each(|reference| push(&mut self.named_proposals, reference.proposal.index()));
        push(&mut self.kind, event.kind.base as usize);
        push(&mut self.status, event.status as usize);
    }

    fn quote(&mut self, dataset: &Dataset, at: RecordId, quote: &Quote, wall: Option<i64>) {
        let push = |pairs: &mut Pairs, group: usize| pairs.push((group as u32, at));
        match quote.speaker.actor() {
            Some(Actor::Person(person)) => {
                push(&mut self.speaker, person.index());
                push(&mut self.person, person.index());
                push(&mut self.named_persons, person.index());
            }
            Some(Actor::Party(party)) => {
                push(&mut self.party_speaker, party.index());
                push(&mut self.named_parties, party.index());
            }
            None => {}
        }
        for &person in &quote.to {
            push(&mut self.addressee, person.index());
            push(&mut self.person, person.index());
            push(&mut self.named_persons, person.index());
        }
        if let Some(Actor::Person(person)) = quote.relayed_by() {
            push(&mut self.person, person.index());
        }
        if let Some(party) = dataset.quote_party(quote, wall) {
            push(&mut self.named_parties, party.index());
            self.party_and_ancestors(dataset, at, party);
        }
        if let Some(event) = dataset.event_of(quote) {
            took_part(event, |person| push(&mut self.takes_part, person.index()));
        }
        self.topics(dataset, at, dataset.quote_topics(quote));
        self.common(at, dataset.quote_place(quote), dataset.quote_proposals(quote), dataset.quote_sources(quote));
        if let Some(channel) = quote.channel {
            push(&mut self.channel, channel as usize);
        }
        for (topic, stance) in dataset.stances(quote) {
            push(&mut self.any_stance, stance as usize);
            for topic in dataset.topic_and_ancestors(topic) {
                push(&mut self.stance, topic.index() * Stance::all().len() + stance as usize);
            }
        }
    }

    fn party_and_ancestors(&mut self, dataset: &Dataset, at: RecordId, party: PartyId) {
        self.party.extend(dataset.party_and_ancestors(party).map(|party| (party.index() as u32, at)));
    }

    fn topics(&mut self, dataset: &Dataset, at: RecordId, topics: &[TopicId]) {
        for &topic in topics {
            self.named_topics.push((topic.index() as u32, at));
            self.topic.extend(dataset.topic_and_ancestors(topic).map(|topic| (topic.index() as u32, at)));
        }
    }

    fn common(
        &mut self,
        at: RecordId,
        place: Option<crate::model::PlaceId>,
        proposals: &[ProposalRef],
        sources: &[Citation],
    ) {
        if let Some(place) = place {
            self.place.push((place.index() as u32, at));
        }
        for reference in proposals {
            self.proposal.push((reference.proposal.index() as u32, at));
        }
        self.source.extend(sources.iter().map(|citation| (citation.source.index() as u32, at)));
    }
}

/// The participants of an event that took place.
fn took_part(event: &Event, mut each: impl FnMut(PersonId)) {
    if event.status.took_place() {
        let members = event.delegations.iter().filter(|delegation| delegation.present());
        members.flat_map(|delegation| &delegation.people).chain(event.people()).for_each(|person| each(*person));
    }
}
