//! The card of a party.

use std::collections::{HashMap, HashSet};

use super::tally::{
    aliases, counts, heading, identifier, months, party, person, pieces, ranking, section, text, topics,
};
use super::{Line, Link, Piece, Scope, Section, Subject, TextRole};
use crate::model::vocabulary::Vocabulary;
use crate::model::{PartyId, PersonId, ProposalRef, RecordRef};

pub(super) fn sections(scope: Scope<'_>, id: PartyId) -> Vec<Section> {
    let index = scope.index;
    let known = &index.dataset.parties[id];
    let records = Subject::Party(id).records(index);
    let quotes: Vec<_> = records.iter().filter(|record| !index.events.contains(*record)).collect();
    vec![
        head(scope, id),
        parts(scope, id),
        counts(scope, &records),
        aliases(&known.aliases),
        section("", [members(scope, id), partners(scope, id), documents(scope, id)]),
        months(index, &records),
        topics(index, quotes.into_iter()),
        section("", [text("Wikidata", known.wikidata.as_deref()), Some(identifier(&known.id))]),
    ]
}

/// Name, kind, role, short name and country.
fn head(scope: Scope<'_>, id: PartyId) -> Section {
    let dataset = &scope.index.dataset;
    let known = &dataset.parties[id];
    let mut about: Vec<Piece> = Vec::new();
    about.extend(known.kind.map(|kind| Piece::plain(kind.label())));
    about.extend(known.role.map(|role| Piece::plain(role.label())));
    about.extend(known.short.as_deref().map(|short| Piece::new(TextRole::Side(id), short)));
    about.extend(known.country.as_deref().filter(|country| known.short.as_deref() != Some(country)).map(Piece::plain));
    heading(&known.name, about)
}

/// What it is part of, and its parts.
fn parts(scope: Scope<'_>, id: PartyId) -> Section {
    let dataset = &scope.index.dataset;
    let parts = dataset.parties.iter().filter(|(_, party)| party.parent == Some(id));
    section(
        "",
        [
            dataset.parties[id].parent.map(|parent| Line::labelled("Part of", vec![party(dataset, parent)])),
            pieces("Parts", parts.map(|(part, _)| party(dataset, part)).collect()),
        ],
    )
}

/// The persons who belong to it at the reference date, by the number of their records.
fn members(scope: Scope<'_>, id: PartyId) -> Option<Line> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let belongs = |person: &PersonId| {
        let party = dataset.persons[*person].party_at(scope.moment());
        party.is_some_and(|party| dataset.party_and_ancestors(party).any(|ancestor| ancestor == id))
    };
    let members = dataset.persons.ids().filter(belongs);
    let counts = members.map(|person| (person, index.relations.person.get(person).len()));
    ranking("People", counts.filter(|(_, count)| *count > 0).collect(), |id| person(dataset, id))
}

/// The other parties at the events at which it was present.
fn partners(scope: Scope<'_>, id: PartyId) -> Option<Line> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let is_own = |party: PartyId| dataset.party_and_ancestors(party).any(|ancestor| ancestor == id);
    let mut counts: HashMap<PartyId, usize> = HashMap::new();
    for &record in &*index.relations.party.get(id) {
        let RecordRef::Event(event) = index.record(record) else { continue };
        let event = &dataset.events[event];
        let present = || event.delegations.iter().filter(|delegation| delegation.present());
        if event.status.took_place() && present().any(|delegation| is_own(delegation.party)) {
            let others: HashSet<PartyId> =
                present().map(|delegation| delegation.party).filter(|party| !is_own(*party)).collect();
            others.into_iter().for_each(|party| *counts.entry(party).or_default() += 1);
        }
    }
    ranking("Met", counts, |id| party(dataset, id))
}

/// The proposals of which it is an author.
fn documents(scope: Scope<'_>, id: PartyId) -> Option<Line> {
    let own = scope.index.dataset.proposals.iter().filter(|(_, proposal)| {
        // At a reference date, a proposal without a version was not yet known.
        proposal.by.contains(&id) && (scope.index.as_of.is_none() || !proposal.versions.is_empty())
    });
    let names = own.map(|(proposal, known)| {
        let subject = Subject::Proposal(ProposalRef { proposal, version: None });
        Piece::plain(&known.name).with_link(Link::Subject(subject))
    });
    pieces("Documents", names.collect())
}
