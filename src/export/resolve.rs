//! Records of the model to records for scripts: every id with the name that it stands for.

use super::record::{
    ClaimRecord, DelegationRecord, EventRecord, QuoteRecord, Record, Ref, ReportRecord, SourceRecord, StanceRecord,
    Time,
};
use crate::index::{Index, RecordId};
use crate::lens::words;
use crate::model::vocabulary::Vocabulary;
use crate::model::when::Stamp;
use crate::model::{
    Actor, Citation, EventId, PersonId, PlaceId, ProposalRef, Quote, QuoteId, RecordRef, Speaker, TopicId,
};

/// Resolves records of an index.
pub(super) struct Resolver<'a>(pub(super) &'a Index);

impl Resolver<'_> {
    /// The record with its references resolved.
    pub(super) fn record(&self, record: RecordId, context: bool) -> Record {
        match self.0.record(record) {
            RecordRef::Event(id) => Record::Event(Box::new(self.event(id, context))),
            RecordRef::Quote(id) => Record::Quote(Box::new(self.quote(id))),
        }
    }

    /// An event.
    pub(super) fn event(&self, id: EventId, context: bool) -> EventRecord {
        let dataset = &self.0.dataset;
        let event = &dataset.events[id];
        let ids = |ids: &[EventId]| ids.iter().map(|&id| dataset.events[id].id.to_string()).collect();
        let delegations = event.delegations.iter().map(|row| DelegationRecord {
            party: self.actor(Actor::Party(row.party)),
            role: row.role.map(|role| role.word().into()),
            people: self.people(&row.people),
            head: row.head.map(|id| dataset.persons[id].id.to_string()),
        });
        let reports = event.reports.iter().map(|row| ReportRecord {
            on: row.on.0.raw.to_string(),
            status: row.status.map(|status| status.word().into()),
            when: row.when.as_ref().map(|when| when.raw.to_string()),
            place: row.place.map(|id| self.place(id)),
            note: owned(row.note.as_deref()),
            sources: self.sources(&row.sources),
        });
        let claims = event.claims.iter().map(|row| ClaimRecord {
            field: row.field.word().into(),
            value: words::claimed(dataset, event, row, None),
            by: row.by.map(|actor| self.actor(actor)),
            sources: self.sources(&row.sources),
        });
        EventRecord {
            id: event.id.to_string(),
            context,
            title: event.title.to_string(),
            kind: event.kind.base.word().into(),
            own_kind: event.kind.own.map(|own| Ref::new(&dataset.kinds[own].id, &dataset.kinds[own].name)),
            status: event.status.word().into(),
            when: self.time(RecordRef::Event(id)),
            due: event.due.as_ref().map(|due| due.raw.to_string()),
            duration: event.duration.as_ref().map(|duration| duration.raw.to_string()),
            place: event.place.map(|id| self.place(id)),
            country: event.place.and_then(|id| owned(dataset.places[id].country.as_deref())),
            venue: owned(event.venue.as_deref()),
            format: event.format.map(|format| format.word().into()),
            delegations: delegations.collect(),
            people: self.people(&event.people),
            about: self.people(&event.about),
            topics: self.topics(&event.topics),
            proposals: self.proposals(&event.proposals),
            result: event.result.map(|result| result.word().into()),
            outcome: owned(event.outcome.as_deref()),
            summary: owned(event.summary.as_deref()),
            note: owned(event.note.as_deref()),
            tags: event.tags.iter().map(ToString::to_string).collect(),
            follows: ids(&event.follows),
            part_of: event.part_of.map(|id| dataset.events[id].id.to_string()),
            related: ids(&event.related),
            known: event.known.as_ref().map(|known| known.raw.to_string()),
            reports: reports.collect(),
            claims: claims.collect(),
            sources: self.sources(&event.sources),
        }
    }

    /// A quote.
    pub(super) fn quote(&self, id: QuoteId) -> QuoteRecord {
        let dataset = &self.0.dataset;
        let quote: &Quote = &dataset.quotes[id];
        let wall = words::moment(dataset, RecordRef::Quote(id));
        let ids = |ids: &[QuoteId]| ids.iter().map(|&id| dataset.quotes[id].id.to_string()).collect();
        let role = match quote.speaker {
            Speaker::Actor(Actor::Person(person)) => dataset.persons[person].title_at(wall),
            _ => None,
        };
        let stances = dataset.stances(quote).into_iter().map(|(topic, stance)| StanceRecord {
            topic: Ref::new(&dataset.topics[topic].id, &dataset.topics[topic].name),
            stance: stance.word(),
        });
        let party = dataset.quote_party(quote, wall).map(Actor::Party);
        QuoteRecord {
            id: quote.id.to_string(),
            text: quote.text.to_string(),
            quotation: words::quotation(quote),
            speaker: quote.speaker.actor().map(|actor| self.actor(actor)),
            speaker_desc: quote.speaker.actor().is_none().then(|| dataset.speaker_name(quote).to_owned()),
            role: owned(role),
            party: party.map(|party| self.actor(party)),
            event: dataset.event_of(quote).map(|event| Ref::new(&event.id, &event.title)),
            when: self.time(RecordRef::Quote(id)),
            published: quote.published.as_ref().map(|(when, _)| when.raw.to_string()),
            place: dataset.quote_place(quote).map(|id| self.place(id)),
            channel: quote.channel.map(|channel| channel.word().into()),
            outlet: owned(quote.outlet.as_deref()),
            to: self.people(&quote.to),
            relayed_by: quote.relayed_by.map(|actor| self.actor(actor)),
            language: owned(quote.language.as_deref()),
            original: owned(quote.original.as_deref()),
            translated: quote.translated.map(|by| by.word().into()),
            fidelity: quote.fidelity.word().into(),
            topics: self.topics(dataset.quote_topics(quote)),
            stances: stances.collect(),
            condition: owned(quote.condition.as_deref()),
            act: quote.act.map(|act| act.word().into()),
            disputes: ids(&quote.disputes),
            replies_to: ids(&quote.replies_to),
            corrects: ids(&quote.corrects),
            rendering_of: quote.rendering_of.map(|id| dataset.quotes[id].id.to_string()),
            proposals: self.proposals(dataset.quote_proposals(quote)),
            tags: quote.tags.iter().map(ToString::to_string).collect(),
            note: owned(quote.note.as_deref()),
            sources: self.sources(dataset.quote_sources(quote)),
        }
    }

    fn time(&self, record: RecordRef) -> Option<Time> {
        let (when, bounds) = (self.0.dataset.when(record)?, self.0.dataset.bounds(record)?);
        let civil = |stamp: Stamp| stamp.civil().map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        Some(Time {
            raw: when.raw.to_string(),
            words: when.in_words(&bounds, None),
            zone: bounds.zone.to_string(),
            earliest: civil(bounds.s0),
            latest: civil(bounds.e1),
            approximate: when.approximate(),
            uncertain: when.uncertain(),
        })
    }

    fn actor(&self, actor: Actor) -> Ref {
        let dataset = &self.0.dataset;
        let (id, wikidata) = match actor {
            Actor::Person(id) => (&dataset.persons[id].id, &dataset.persons[id].wikidata),
            Actor::Party(id) => (&dataset.parties[id].id, &dataset.parties[id].wikidata),
        };
        Ref { wikidata: owned(wikidata.as_deref()), ..Ref::new(id, dataset.actor_name(actor)) }
    }

    fn people(&self, people: &[PersonId]) -> Vec<Ref> {
        people.iter().map(|&id| self.actor(Actor::Person(id))).collect()
    }

    fn place(&self, id: PlaceId) -> Ref {
        let place = &self.0.dataset.places[id];
        Ref { wikidata: owned(place.wikidata.as_deref()), ..Ref::new(&place.id, &words::place(&self.0.dataset, id)) }
    }

    fn topics(&self, topics: &[TopicId]) -> Vec<Ref> {
        let rows = &self.0.dataset.topics;
        topics.iter().map(|&id| Ref::new(&rows[id].id, &rows[id].name)).collect()
    }

    fn proposals(&self, references: &[ProposalRef]) -> Vec<String> {
        references.iter().map(|&reference| self.0.dataset.proposal_id(reference)).collect()
    }

    fn sources(&self, citations: &[Citation]) -> Vec<SourceRecord> {
        let dataset = &self.0.dataset;
        let resolve = |citation: &Citation| {
            let source = &dataset.sources[citation.source];
            SourceRecord {
                id: source.id.to_string(),
                publisher: source.byline().to_owned(),
                title: source.title.to_string(),
                url: owned(source.url.as_deref()),
                archive: owned(source.archive.as_deref()),
                published: source.published.as_ref().map(|(when, _)| when.raw.to_string()),
                class: source.class.map(Vocabulary::word),
                reliability: source.reliability.map(Vocabulary::word),
                credibility: citation.credibility,
                locator: owned(citation.locator.as_deref()),
                via: source.via.map(|via| dataset.sources[via].id.to_string()),
            }
        };
        citations.iter().map(resolve).collect()
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(ToOwned::to_owned)
}
