//! The cards of a topic and of a place.

use std::collections::HashMap;

use super::tally::{self, aliases, counts, heading, identifier, months, party, person, pieces, ranking, section, text};
use super::{Line, Piece, Scope, Section, Subject, TextRole};
use crate::model::vocabulary::{Stance, Vocabulary};
use crate::model::{Actor, PartyId, PersonId, PlaceId, ProposalRef, RecordRef, TopicId};
use crate::prose;

pub(super) fn sections(scope: Scope<'_>, id: TopicId) -> Vec<Section> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let known = &dataset.topics[id];
    let records = Subject::Topic(id).records(index);
    let parts = dataset.topics.iter().filter(|(_, topic)| topic.parent == Some(id));
    vec![
        heading(&known.name, Vec::new()),
        section(
            "",
            [
                known.parent.map(|parent| Line::labelled("Part of", vec![tally::topic(dataset, parent)])),
                pieces(
                    "Parts",
                    parts.map(|(part, topic)| Piece::plain(&topic.name).to(Subject::Topic(part))).collect(),
                ),
                text("Definition", known.definition.as_deref()),
                text("For", known.for_means.as_deref()),
                text("Against", known.against_means.as_deref()),
            ],
        ),
        counts(scope, &records),
        aliases(&known.aliases),
        months(index, &records),
        section("", [speakers(scope, id)]),
        section("Latest stances", stances(scope, id).into_iter().map(Some)),
        section("Points of documents", points(scope, id).into_iter().map(Some)),
        section("", [Some(identifier(&known.id))]),
    ]
}

/// Who spoke about it most.
fn speakers(scope: Scope<'_>, id: TopicId) -> Option<Line> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let speaker = |record: &crate::index::RecordId| match index.record(*record) {
        RecordRef::Quote(quote) => match dataset.quotes[quote].speaker.actor()? {
            Actor::Person(person) => Some(person),
            Actor::Party(_) => None,
        },
        RecordRef::Event(_) => None,
    };
    let speakers: HashMap<PersonId, usize> = tally::tally(index.relations.topic.get(id).iter().filter_map(speaker));
    ranking("Speakers", speakers, |id| person(dataset, id))
}

/// The latest stance of each party on this very topic, the parties with the most coded quotes first.
fn stances(scope: Scope<'_>, id: TopicId) -> Vec<Line> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let mut latest: HashMap<PartyId, (usize, (i64, crate::index::RecordId, Stance))> = HashMap::new();
    for &stance in Stance::all() {
        for &record in &*index.relations.stance_on(id, stance) {
            let RecordRef::Quote(quote) = index.record(record) else { continue };
            let quote = &dataset.quotes[quote];
            // The list includes the quotes on its subtopics, whose stances are not stances on it.
            if !dataset.stances(quote).contains(&(id, stance)) {
                continue;
            }
            let Some(span) = index.times.get(record).filter(|_| quote.rendering_of().is_none()) else { continue };
            let Some(party) = dataset.quote_party(quote, Some(span.place.wall)) else { continue };
            let said = (span.place.utc(), record, stance);
            let entry = latest.entry(party).or_insert((0, said));
            (entry.0, entry.1) = (entry.0 + 1, entry.1.max(said));
        }
    }
    let mut latest: Vec<_> = latest.into_iter().collect();
    latest.sort_by_key(|(party, (count, _))| (std::cmp::Reverse(*count), *party));
    let lines = latest.into_iter().take(tally::MAX_RANKED).map(|(id, (count, (_, record, stance)))| {
        let day = tally::day(index, record).unwrap_or_default();
        let of = if count == 1 { String::new() } else { format!(", latest of {count}") };
        let pieces = vec![
            party(dataset, id),
            Piece::plain("  "),
            Piece::plain(stance.label()).with_link(super::Link::Record(record)),
            Piece::new(TextRole::Dim, format!("  {day}{of}")),
        ];
        Line::hanging(pieces)
    });
    lines.collect()
}

/// The points of proposals on it.
fn points(scope: Scope<'_>, id: TopicId) -> Vec<Line> {
    let dataset = &scope.index.dataset;
    let mut lines = Vec::new();
    for (proposal, known) in dataset.proposals.iter() {
        for (at, version) in known.versions.iter().enumerate() {
            let on_it = version.points.iter().filter(|point| {
                point.topic.is_some_and(|topic| dataset.topic_and_ancestors(topic).any(|ancestor| ancestor == id))
            });
            for point in on_it {
                let subject = Subject::Proposal(ProposalRef { proposal, version: Some(at as u32) });
                let pieces = vec![
                    Piece::plain(format!("{}: {}", known.name, version.name)).to(subject),
                    Piece::new(TextRole::Dim, format!(", point {}  ", point.number)),
                    Piece::plain(&point.text),
                ];
                lines.push(Line::hanging(pieces));
            }
        }
    }
    lines
}

/// The card of a place.
pub(super) fn place_sections(scope: Scope<'_>, id: PlaceId) -> Vec<Section> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let known = &dataset.places[id];
    let records = Subject::Place(id).records(index);
    let mut events = records.clone();
    events.and(&index.events);
    let country = known.country.as_deref().map(Piece::plain);
    vec![
        heading(&prose::place(dataset, id), Vec::new()),
        section(
            "",
            [
                country.map(|country| Line::labelled("Country", vec![country])),
                known.timezone.map(|zone| Line::labelled("Time zone", vec![Piece::plain(zone.to_string())])),
            ],
        ),
        counts(scope, &records),
        aliases(&known.aliases),
        months(index, &records),
        tally::listed("Events", scope, events.iter().map(|record| (record, None))),
        section("", [Some(identifier(&known.id))]),
    ]
}
