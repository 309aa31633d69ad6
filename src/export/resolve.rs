//! Records of the model as records for scripts: every id with its name.
//!
//! Records are taken apart field by field (no `..`), so that a new field does not compile until it is exported.

use super::keys::{KeyWriter, Keys};
use super::record::{
    ClaimRecord, DelegationRecord, EventRecord, PointRecord, ProposalRecord, QuoteRecord, Record, Ref, ReportRecord,
    SourceRecord, StanceRecord, Time, VersionRecord,
};
use crate::index::{Index, RecordId};
use crate::lens::caveats::caveats;
use crate::model::vocabulary::Vocabulary;
use crate::model::when::Stamp;
use crate::model::{
    Actor, Citation, Event, EventDetails, EventId, PartyId, PersonId, PlaceId, Point, Proposal, ProposalId,
    ProposalRef, Quote, QuoteDetails, QuoteId, RecordRef, Speaker, TopicId, Version,
};
use crate::prose;
use crate::query::sql::time;

/// Resolves records of an index.
pub(super) struct Resolver<'a> {
    index: &'a Index,
    keys: KeyWriter<'a>,
}

impl<'a> Resolver<'a> {
    /// For the records of an index.
    pub(super) fn new(index: &'a Index) -> Self {
        Self { index, keys: KeyWriter::new(index) }
    }

    /// The record with its references resolved.
    pub(super) fn record(&self, record: RecordId, context: bool) -> Record {
        let keys = self.keys.keys(record);
        match self.index.record(record) {
            RecordRef::Event(id) => Record::Event(Box::new(self.event(id, context, keys))),
            RecordRef::Quote(id) => Record::Quote(Box::new(self.quote(id, keys))),
        }
    }

    /// An event.
    fn event(&self, id: EventId, context: bool, keys: Keys) -> EventRecord {
        let dataset = &self.index.dataset;
        let event = &dataset.events[id];
        // The time is resolved with its bounds; the order within a day is that of the records.
        let Event {
            id: written,
            title,
            kind,
            when: _,
            status,
            place,
            format,
            delegations,
            about,
            topics,
            proposals,
            result,
            outcome,
            summary,
            note,
            follows,
            related,
            sources,
            reports,
            claims,
            details: _,
        } = event;
        let EventDetails { due, duration, venue, people, tags, seq: _, part_of, known } = event.details();
        let ids = |ids: &[EventId]| ids.iter().map(|&id| dataset.events[id].id.to_string()).collect();
        let delegations = delegations.iter().map(|row| DelegationRecord {
            party: self.actor(Actor::Party(row.party)),
            role: row.role.map(|role| role.word().into()),
            people: self.people(&row.people),
            head: row.head.map(|id| dataset.persons[id].id.to_string()),
        });
        let reports = reports.iter().map(|row| ReportRecord {
            on: row.on.0.raw.to_string(),
            status: row.status.map(|status| status.word().into()),
            when: row.when.as_ref().map(|when| when.raw.to_string()),
            place: row.place.map(|id| self.place(id)),
            note: owned(row.note.as_deref()),
            sources: self.sources(&row.sources),
        });
        let claims = claims.iter().map(|row| ClaimRecord {
            field: row.field.word().into(),
            value: prose::claimed(dataset, event, row, None),
            by: row.by.map(|actor| self.actor(actor)),
            sources: self.sources(&row.sources),
        });
        EventRecord {
            id: written.to_string(),
            context,
            title: title.to_string(),
            kind: kind.base.word().into(),
            own_kind: kind.own.map(|own| Ref::new(&dataset.kinds[own].id, &dataset.kinds[own].name)),
            status: status.word().into(),
            when: self.time(RecordRef::Event(id)),
            due: due.as_ref().map(|due| due.raw.to_string()),
            duration: duration.as_ref().map(|duration| duration.raw.to_string()),
            place: place.map(|id| self.place(id)),
            country: place.and_then(|id| owned(dataset.places[id].country.as_deref())),
            venue: owned(venue.as_deref()),
            format: format.map(|format| format.word().into()),
            delegations: delegations.collect(),
            people: self.people(people),
            about: self.people(about),
            topics: self.topics(topics),
            proposals: self.proposals(proposals),
            result: result.map(|result| result.word().into()),
            outcome: owned(outcome.as_deref()),
            summary: owned(summary.as_deref()),
            note: owned(note.as_deref()),
            tags: tags.iter().map(ToString::to_string).collect(),
            follows: ids(follows),
            part_of: part_of.map(|id| dataset.events[id].id.to_string()),
            related: ids(related),
            known: known.as_ref().map(|known| known.raw.to_string()),
            reports: reports.collect(),
            claims: claims.collect(),
            credibility: dataset.credibility(RecordRef::Event(id)),
            caveats: caveats(self.index, RecordRef::Event(id)),
            sources: self.sources(sources),
            keys,
        }
    }

    /// A quote.
    fn quote(&self, id: QuoteId, keys: Keys) -> QuoteRecord {
        let dataset = &self.index.dataset;
        let quote = &dataset.quotes[id];
        // What a quote can take from its event, and the party, are asked of the dataset.
        let Quote {
            id: written,
            id_is_written: _,
            text,
            speaker,
            event: _,
            when: _,
            channel,
            to,
            language,
            original,
            translated,
            fidelity,
            fidelity_is_written: _,
            topics: _,
            stance: _,
            act,
            place: _,
            note,
            sources: _,
            details: _,
        } = quote;
        let QuoteDetails {
            published,
            outlet,
            on_behalf_of: _,
            relayed_by,
            condition,
            disputes,
            replies_to,
            corrects,
            rendering_of,
            proposals: _,
            tags,
        } = quote.details();
        let wall = prose::moment(dataset, RecordRef::Quote(id));
        let linked = |records: &[RecordId]| records.iter().map(|&record| self.index.id(record).to_owned()).collect();
        let ids = |ids: &[QuoteId]| ids.iter().map(|&id| dataset.quotes[id].id.to_string()).collect();
        let role = match speaker {
            Speaker::Actor(Actor::Person(person)) => dataset.persons[*person].title_at(wall),
            _ => None,
        };
        let stances = dataset.stances(quote).into_iter().map(|(topic, stance)| StanceRecord {
            topic: Ref::new(&dataset.topics[topic].id, &dataset.topics[topic].name),
            stance: stance.word(),
        });
        let party = dataset.quote_party(quote, wall).map(Actor::Party);
        QuoteRecord {
            id: written.to_string(),
            text: text.to_string(),
            quotation: prose::quotation(quote),
            speaker: speaker.actor().map(|actor| self.actor(actor)),
            speaker_desc: speaker.actor().is_none().then(|| dataset.speaker_name(quote).to_owned()),
            role: owned(role),
            party: party.map(|party| self.actor(party)),
            event: dataset.event_of(quote).map(|event| Ref::new(&event.id, &event.title)),
            when: self.time(RecordRef::Quote(id)),
            published: published.as_ref().map(|dated| dated.0.raw.to_string()),
            place: dataset.quote_place(quote).map(|id| self.place(id)),
            channel: channel.map(|channel| channel.word().into()),
            outlet: owned(outlet.as_deref()),
            to: self.people(to),
            relayed_by: relayed_by.map(|actor| self.actor(actor)),
            language: owned(language.as_deref()),
            original: owned(original.as_deref()),
            translated: translated.map(|by| by.word().into()),
            fidelity: fidelity.word().into(),
            topics: self.topics(dataset.quote_topics(quote)),
            stances: stances.collect(),
            condition: owned(condition.as_deref()),
            act: act.map(|act| act.word().into()),
            disputes: ids(disputes),
            disputed_by: linked(&self.index.links.disputes.get(id)),
            replies_to: ids(replies_to),
            corrects: ids(corrects),
            corrected_by: linked(&self.index.links.corrections.get(id)),
            rendering_of: rendering_of.map(|id| dataset.quotes[id].id.to_string()),
            renderings: linked(&self.index.links.renderings.get(id)),
            credibility: dataset.credibility(RecordRef::Quote(id)),
            caveats: caveats(self.index, RecordRef::Quote(id)),
            proposals: self.proposals(dataset.quote_proposals(quote)),
            tags: tags.iter().map(ToString::to_string).collect(),
            note: owned(note.as_deref()),
            sources: self.sources(dataset.quote_sources(quote)),
            keys,
        }
    }

    /// A proposal with its versions and their points.
    pub(super) fn proposal(&self, id: ProposalId) -> ProposalRecord {
        let dataset = &self.index.dataset;
        let Proposal { id: written, name, aliases, kind, by, note, versions } = &dataset.proposals[id];
        let versions = versions.iter().enumerate().map(|(at, version)| {
            let reference = ProposalRef { proposal: id, version: Some(at as u32) };
            self.version(dataset.proposal_id(reference), version)
        });
        ProposalRecord {
            id: written.to_string(),
            name: name.to_string(),
            aliases: aliases.iter().map(|alias| alias.name.to_string()).collect(),
            kind: kind.map(|kind| kind.word().into()),
            by: self.parties(by),
            note: owned(note.as_deref()),
            versions: versions.collect(),
        }
    }

    fn version(&self, written: String, version: &Version) -> VersionRecord {
        let Version {
            id: _,
            name,
            when,
            published,
            by,
            parents,
            count,
            summary,
            changes,
            status,
            authenticity,
            sources,
            points,
        } = version;
        let topics = &self.index.dataset.topics;
        let points = points.iter().map(|Point { number, text, topic, from, state }| PointRecord {
            number: number.to_string(),
            text: text.to_string(),
            topic: topic.map(|id| Ref::new(&topics[id].id, &topics[id].name)),
            from: from.iter().map(ToString::to_string).collect(),
            state: state.map(|state| state.word().into()),
        });
        VersionRecord {
            id: written,
            name: name.to_string(),
            when: when.0.raw.to_string(),
            published: published.as_ref().map(|dated| dated.0.raw.to_string()),
            by: self.parties(by),
            parents: self.proposals(parents),
            count: *count,
            summary: owned(summary.as_deref()),
            changes: owned(changes.as_deref()),
            status: status.map(|status| status.word().into()),
            authenticity: authenticity.map(|authenticity| authenticity.word().into()),
            points: points.collect(),
            sources: self.sources(sources),
        }
    }

    fn parties(&self, parties: &[PartyId]) -> Vec<Ref> {
        parties.iter().map(|&id| self.actor(Actor::Party(id))).collect()
    }

    fn time(&self, record: RecordRef) -> Option<Time> {
        let (when, bounds) = (self.index.dataset.when(record)?, self.index.dataset.bounds(record)?);
        let civil = |stamp: Stamp| stamp.is_bounded().then(|| time::civil(stamp.wall));
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
        let dataset = &self.index.dataset;
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
        let place = &self.index.dataset.places[id];
        Ref {
            wikidata: owned(place.wikidata.as_deref()),
            ..Ref::new(&place.id, &prose::place(&self.index.dataset, id))
        }
    }

    fn topics(&self, topics: &[TopicId]) -> Vec<Ref> {
        let rows = &self.index.dataset.topics;
        topics.iter().map(|&id| Ref::new(&rows[id].id, &rows[id].name)).collect()
    }

    fn proposals(&self, references: &[ProposalRef]) -> Vec<String> {
        references.iter().map(|&reference| self.index.dataset.proposal_id(reference)).collect()
    }

    fn sources(&self, citations: &[Citation]) -> Vec<SourceRecord> {
        let dataset = &self.index.dataset;
        let resolve = |citation: &Citation| {
            let source = &dataset.sources[citation.source];
            SourceRecord {
                id: source.id.to_string(),
                publisher: source.byline().to_owned(),
                title: source.title.to_string(),
                url: owned(source.url.as_deref()),
                archive: owned(source.archive.as_deref()),
                published: source.published.as_ref().map(|dated| dated.0.raw.to_string()),
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
