//! The card of a person.

use std::collections::{HashMap, HashSet};

use super::tally::{
    aliases, counts, heading, identifier, months, party, person, ranking, section, tally, text, topics,
};
use super::{Line, Piece, Scope, Section, Subject, TextRole};
use crate::index::RecordId;
use crate::model::{Event, Office, PersonId, RecordRef};

pub(super) fn sections(scope: Scope<'_>, id: PersonId) -> Vec<Section> {
    let index = scope.index;
    let known = &index.dataset.persons[id];
    let records = Subject::Person(id).records(index);
    let spoken = index.relations.speaker.get(id);
    vec![
        head(scope, id),
        counts(scope, &records),
        aliases(&known.aliases),
        section("Offices", offices(scope, id).into_iter().map(Some)),
        months(index, &records),
        section("People", people(scope, id)),
        topics(index, spoken.iter().copied()),
        section(
            "",
            [
                text("Note", scope.note(known.note.as_deref())),
                text("Wikidata", known.wikidata.as_deref()),
                Some(identifier(&known.id)),
            ],
        ),
    ]
}

/// Name, office and party at the reference date, in which roles the person occurs.
fn head(scope: Scope<'_>, id: PersonId) -> Section {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let known = &dataset.persons[id];
    let now: Vec<Piece> = known
        .title_at(scope.moment())
        .map(Piece::plain)
        .into_iter()
        .chain(known.party_at(scope.moment()).map(|id| party(dataset, id)))
        .collect();
    let roles = [
        ("speaks in", index.relations.speaker.get(id).len()),
        ("addressed in", index.relations.addressee.get(id).len()),
        ("named in the text of", index.mentions_if_indexed().map_or(0, |mentions| mentions.get(id).len())),
    ];
    let roles = roles.into_iter().filter(|(_, count)| *count > 0).map(|(role, count)| format!("{role} {count}"));
    let roles = roles.collect::<Vec<_>>().join(" · ");
    let mut head = heading(&known.name, now);
    head.lines.extend((!roles.is_empty()).then(|| Line::of(vec![Piece::new(TextRole::Dim, roles)])));
    head
}

/// The offices known at the reference date, the latest first.
fn offices(scope: Scope<'_>, id: PersonId) -> Vec<Line> {
    let dataset = &scope.index.dataset;
    let begun = |office: &&Office| office.from.as_ref().is_none_or(|(_, from)| scope.is_known(from.s0.wall));
    let mut offices: Vec<&Office> = dataset.persons[id].offices.iter().filter(begun).collect();
    offices.sort_by_key(|office| std::cmp::Reverse(office.from.as_ref().map(|(_, from)| from.s0.wall)));
    let lines = offices.into_iter().map(|office| {
        let from = office.from.as_ref().map(|(when, _)| when.in_short());
        let to = office.to.as_ref().filter(|(_, to)| scope.is_known(to.e1.wall));
        let to = to.map(|(when, _)| when.in_short());
        let held = match (from, to) {
            (Some(from), Some(to)) => format!("{from} – {to}"),
            (Some(from), None) => format!("since {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => String::new(),
        };
        let mut pieces = vec![Piece::plain(&office.title)];
        if !held.is_empty() {
            pieces.push(Piece::new(TextRole::Dim, format!("  {held}")));
        }
        if let Some(id) = office.party {
            pieces.push(Piece::plain("  "));
            pieces.push(party(dataset, id));
        }
        Line::hanging(pieces)
    });
    lines.collect()
}

/// Whom the person met, sat beside in the same delegation, and named in his or her own words.
fn people(scope: Scope<'_>, id: PersonId) -> [Option<Line>; 3] {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let (mut met, mut beside): (HashMap<PersonId, usize>, HashMap<PersonId, usize>) = Default::default();
    for &record in &*index.relations.takes_part.get(id) {
        let RecordRef::Event(event) = index.record(record) else { continue };
        let (others, own) = joint(&dataset.events[event], id);
        others.into_iter().for_each(|other| *met.entry(other).or_default() += 1);
        own.into_iter().for_each(|other| *beside.entry(other).or_default() += 1);
    }
    let spoken: HashSet<RecordId> = index.relations.speaker.get(id).iter().copied().collect();
    let named = index.mentions_if_indexed().into_iter().flat_map(|mentions| {
        dataset.persons.ids().filter(|other| *other != id).flat_map(|other| {
            let times = mentions.get(other).iter().filter(|record| spoken.contains(record)).count();
            std::iter::repeat_n(other, times)
        })
    });
    [
        ranking("Met", met, |id| person(dataset, id)),
        ranking("Beside", beside, |id| person(dataset, id)),
        ranking("Spoke of", tally(named), |id| person(dataset, id)),
    ]
}

/// The other participants of an event at which a person was: those of other delegations, and those of the same one.
fn joint(event: &Event, id: PersonId) -> (HashSet<PersonId>, HashSet<PersonId>) {
    let present = || event.delegations.iter().filter(|delegation| delegation.present());
    let own = present().filter(|delegation| delegation.people.contains(&id));
    let own: HashSet<PersonId> =
        own.flat_map(|delegation| delegation.people.iter().copied()).filter(|other| *other != id).collect();
    let all = present().flat_map(|delegation| delegation.people.iter()).chain(event.people()).copied();
    let others = all.filter(|other| *other != id && !own.contains(other)).collect();
    (others, own)
}
