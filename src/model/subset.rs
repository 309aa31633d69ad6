//! Part of a dataset, with its references kept whole: what the load leaves without faulty records, what was known on a
//! day, what a TOML export writes.

use super::ids::{HasId, Id, Table};
use super::people::Actor;
use super::{
    Citation, Claim, ClaimValue, Dataset, Delegation, Event, EventId, Office, PartyId, PersonId, PlaceId, ProposalId,
    ProposalRef, Quote, QuoteId, SourceId, Speaker, Stances, TopicId,
};

/// Which records to keep, by position.
#[derive(Debug, Clone)]
pub struct Subset {
    /// Parties.
    pub parties: Vec<bool>,
    /// Persons.
    pub persons: Vec<bool>,
    /// Places.
    pub places: Vec<bool>,
    /// Topics.
    pub topics: Vec<bool>,
    /// Sources.
    pub sources: Vec<bool>,
    /// Proposals.
    pub proposals: Vec<bool>,
    /// Events.
    pub events: Vec<bool>,
    /// Quotes. A quote whose speaker is not kept is not kept either.
    pub quotes: Vec<bool>,
}

impl Subset {
    /// Everything, or nothing.
    pub fn all(dataset: &Dataset, keep: bool) -> Self {
        Self {
            parties: vec![keep; dataset.parties.len()],
            persons: vec![keep; dataset.persons.len()],
            places: vec![keep; dataset.places.len()],
            topics: vec![keep; dataset.topics.len()],
            sources: vec![keep; dataset.sources.len()],
            proposals: vec![keep; dataset.proposals.len()],
            events: vec![keep; dataset.events.len()],
            quotes: vec![keep; dataset.quotes.len()],
        }
    }

    /// Whether to keep each record, of whatever kind.
    pub fn iter_all(&self) -> impl Iterator<Item = &bool> {
        let tables = [
            &self.parties,
            &self.persons,
            &self.places,
            &self.topics,
            &self.sources,
            &self.proposals,
            &self.events,
            &self.quotes,
        ];
        tables.into_iter().flatten()
    }
}

impl Dataset {
    /// The dataset with only these records. References to others are dropped; the number tells how many between events and
    /// quotes were.
    pub fn subset(&self, keep: &Subset) -> (Self, usize) {
        let mut keep = keep.clone();
        for (id, quote) in self.quotes.iter() {
            keep.quotes[id.index()] &= match &quote.speaker {
                Speaker::Actor(Actor::Person(person)) => keep.persons[person.index()],
                Speaker::Actor(Actor::Party(party)) => keep.parties[party.index()],
                Speaker::Described(_) => true,
            };
        }
        let mut maps = Maps::new(&keep);
        let mut subset = Self {
            about: self.about.clone(),
            parties: rows(&self.parties, &keep.parties, |row| {
                row.parent = row.parent.and_then(|id| maps.parties.get(id));
            }),
            persons: rows(&self.persons, &keep.persons, |row| {
                row.party = row.party.and_then(|id| maps.parties.get(id));
                for Office { party, .. } in &mut row.offices {
                    *party = party.and_then(|id| maps.parties.get(id));
                }
            }),
            places: rows(&self.places, &keep.places, |_| {}),
            topics: rows(&self.topics, &keep.topics, |row| row.parent = row.parent.and_then(|id| maps.topics.get(id))),
            sources: rows(&self.sources, &keep.sources, |row| row.via = row.via.and_then(|id| maps.sources.get(id))),
            proposals: Table::default(),
            kinds: self.kinds.clone(),
            events: Table::default(),
            quotes: Table::default(),
            views: self.views.clone(),
            files: self.files.clone(),
            event_origins: kept(&self.event_origins, &keep.events),
            quote_origins: kept(&self.quote_origins, &keep.quotes),
        };
        subset.proposals = rows(&self.proposals, &keep.proposals, |row| {
            maps.parties.list(&mut row.by);
            for version in &mut row.versions {
                maps.parties.list(&mut version.by);
                maps.proposals(&mut version.parents);
                maps.citations(&mut version.sources);
                for point in &mut version.points {
                    point.topic = point.topic.and_then(|id| maps.topics.get(id));
                }
            }
        });
        subset.events = rows(&self.events, &keep.events, |event| maps.event(event));
        subset.quotes = rows(&self.quotes, &keep.quotes, |quote| maps.quote(quote));
        let dropped = maps.events.dropped + maps.quotes.dropped;
        (subset, dropped)
    }
}

fn rows<I: Id, T: HasId + Clone>(table: &Table<I, T>, keep: &[bool], mut mend: impl FnMut(&mut T)) -> Table<I, T> {
    let kept = table.iter().filter(|(id, _)| keep[id.index()]).map(|(_, row)| {
        let mut row = row.clone();
        mend(&mut row);
        row
    });
    Table::new(kept.collect())
}

fn kept<T: Copy>(rows: &[T], keep: &[bool]) -> Vec<T> {
    rows.iter().zip(keep).filter(|(_, keep)| **keep).map(|(row, _)| *row).collect()
}

/// Old positions to new ones.
struct Map<I> {
    to: Vec<Option<I>>,
    dropped: usize,
}

impl<I: Id> Map<I> {
    fn new(keep: &[bool]) -> Self {
        let mut next = 0;
        let to = keep.iter().map(|&keep| {
            let new = keep.then(|| I::new(next));
            next += usize::from(keep);
            new
        });
        Self { to: to.collect(), dropped: 0 }
    }

    fn get(&self, id: I) -> Option<I> {
        self.to[id.index()]
    }

    fn counted(&mut self, id: I) -> Option<I> {
        let found = self.get(id);
        self.dropped += usize::from(found.is_none());
        found
    }

    fn list(&mut self, ids: &mut Vec<I>) {
        *ids = std::mem::take(ids).into_iter().filter_map(|id| self.counted(id)).collect();
    }

    fn one(&mut self, id: &mut Option<I>) {
        *id = id.and_then(|id| self.counted(id));
    }
}

struct Maps {
    parties: Map<PartyId>,
    persons: Map<PersonId>,
    places: Map<PlaceId>,
    topics: Map<TopicId>,
    sources: Map<SourceId>,
    proposals: Map<ProposalId>,
    events: Map<EventId>,
    quotes: Map<QuoteId>,
}

impl Maps {
    fn new(keep: &Subset) -> Self {
        Self {
            parties: Map::new(&keep.parties),
            persons: Map::new(&keep.persons),
            places: Map::new(&keep.places),
            topics: Map::new(&keep.topics),
            sources: Map::new(&keep.sources),
            proposals: Map::new(&keep.proposals),
            events: Map::new(&keep.events),
            quotes: Map::new(&keep.quotes),
        }
    }

    fn proposals(&self, references: &mut Vec<ProposalRef>) {
        let mend = |reference: ProposalRef| {
            Some(ProposalRef { proposal: self.proposals.get(reference.proposal)?, ..reference })
        };
        *references = std::mem::take(references).into_iter().filter_map(mend).collect();
    }

    fn citations(&self, citations: &mut Vec<Citation>) {
        let mend = |citation: Citation| Some(Citation { source: self.sources.get(citation.source)?, ..citation });
        *citations = std::mem::take(citations).into_iter().filter_map(mend).collect();
    }

    fn actor(&self, actor: Actor) -> Option<Actor> {
        match actor {
            Actor::Person(person) => self.persons.get(person).map(Actor::Person),
            Actor::Party(party) => self.parties.get(party).map(Actor::Party),
        }
    }

    fn event(&mut self, event: &mut Event) {
        event.place = event.place.and_then(|id| self.places.get(id));
        let delegations = std::mem::take(&mut event.delegations);
        event.delegations = delegations.into_iter().filter_map(|delegation| self.delegation(delegation)).collect();
        self.persons.list(&mut event.people);
        self.persons.list(&mut event.about);
        self.topics.list(&mut event.topics);
        self.proposals(&mut event.proposals);
        self.events.list(&mut event.follows);
        self.events.one(&mut event.part_of);
        self.events.list(&mut event.related);
        self.citations(&mut event.sources);
        for report in &mut event.reports {
            report.place = report.place.and_then(|id| self.places.get(id));
            self.citations(&mut report.sources);
        }
        event.claims = std::mem::take(&mut event.claims).into_iter().filter_map(|claim| self.claim(claim)).collect();
    }

    fn claim(&mut self, mut claim: Claim) -> Option<Claim> {
        claim.by = claim.by.and_then(|actor| self.actor(actor));
        self.citations(&mut claim.sources);
        match &mut claim.value {
            ClaimValue::People(people) => self.persons.list(people),
            ClaimValue::Place(place) => *place = self.places.get(*place)?,
            _ => {}
        }
        Some(claim)
    }

    fn delegation(&mut self, mut delegation: Delegation) -> Option<Delegation> {
        delegation.party = self.parties.get(delegation.party)?;
        self.persons.list(&mut delegation.people);
        delegation.head = delegation.head.and_then(|id| self.persons.get(id));
        Some(delegation)
    }

    fn quote(&mut self, quote: &mut Quote) {
        if let Speaker::Actor(actor) = quote.speaker
            && let Some(actor) = self.actor(actor)
        {
            quote.speaker = Speaker::Actor(actor);
        }
        self.events.one(&mut quote.event);
        quote.on_behalf_of = quote.on_behalf_of.and_then(|id| self.parties.get(id));
        self.persons.list(&mut quote.to);
        quote.relayed_by = quote.relayed_by.and_then(|actor| self.actor(actor));
        self.topics.list(&mut quote.topics);
        if let Some(Stances::ByTopic(stances)) = &mut quote.stance {
            *stances = std::mem::take(stances)
                .into_iter()
                .filter_map(|(topic, stance)| Some((self.topics.get(topic)?, stance)))
                .collect();
        }
        self.quotes.list(&mut quote.disputes);
        self.quotes.list(&mut quote.replies_to);
        self.quotes.list(&mut quote.corrects);
        self.quotes.one(&mut quote.rendering_of);
        quote.place = quote.place.and_then(|id| self.places.get(id));
        self.proposals(&mut quote.proposals);
        self.citations(&mut quote.sources);
    }
}
