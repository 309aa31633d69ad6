//! Who met whom: persons by persons, and parties by parties.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::index::{Bits, Index, RecordId};
use crate::lens::card::{self, Card, Line, Options, Piece, Section, Subject, TextRole};
use crate::lens::grid::{Contents, Grid, Head, Value};
use crate::model::when::Limit;
use crate::model::{Event, Id, PartyId, PersonId, RecordRef};
use crate::prose;
use crate::query::{FieldKey, Node};

/// Most cells of a bar.
const BAR: usize = 6;

/// The names of the values of a cell in exports.
const FIELDS: &[&str] = &["first", "last", "same-delegation"];

/// The joint events of two people or parties.
#[derive(Debug, Clone, Default)]
struct Joint {
    records: Vec<RecordId>,
    /// At how many of them both were in the same delegation.
    together: usize,
}

/// The meetings behind the cells of a grid.
#[derive(Debug)]
struct Meetings {
    subjects: Vec<Subject>,
    pairs: HashMap<(usize, usize), Joint>,
    most: usize,
}

/// The persons present at an event, each with the place of the delegation.
fn present(event: &Event) -> Vec<(PersonId, Option<usize>)> {
    let delegations = event.delegations.iter().enumerate().filter(|(_, delegation)| delegation.present());
    let members = delegations.flat_map(|(at, delegation)| delegation.people.iter().map(move |&id| (id, Some(at))));
    let mut people: Vec<_> = members.chain(event.people().iter().map(|&id| (id, None))).collect();
    // Somebody who is also listed without a delegation is present once.
    people.sort_by_key(|&(id, delegation)| (id, delegation.is_none(), delegation));
    people.dedup_by_key(|(id, _)| *id);
    people
}

/// Persons by persons.
pub(super) fn of_persons(index: &Index, records: &Bits) -> Grid {
    let people = |event: &Event| {
        let people = present(event).into_iter();
        people.map(|(id, delegation)| (id.index(), delegation)).collect::<Vec<_>>()
    };
    let subject = |id: usize| Subject::Person(PersonId::new(id));
    grid(index, records, ["person", "with"], people, subject)
}

/// Parties by parties.
pub(super) fn of_parties(index: &Index, records: &Bits) -> Grid {
    let parties = |event: &Event| {
        let present = event.delegations.iter().filter(|delegation| delegation.present());
        let parties: BTreeSet<PartyId> = present.map(|delegation| delegation.party).collect();
        parties.into_iter().map(|id| (id.index(), None)).collect::<Vec<_>>()
    };
    let subject = |id: usize| Subject::Party(PartyId::new(id));
    grid(index, records, ["party", "with"], parties, subject)
}

/// The grid of whoever is at events that took place. `who` gives them in ascending order, each once, with the delegation.
fn grid(
    index: &Index,
    records: &Bits,
    axes: [&'static str; 2],
    who: impl Fn(&Event) -> Vec<(usize, Option<usize>)>,
    subject: impl Fn(usize) -> Subject,
) -> Grid {
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut ids: Vec<usize> = Vec::new();
    let mut pairs: HashMap<(usize, usize), Joint> = HashMap::new();
    let mut events: Vec<usize> = Vec::new();
    for record in records.iter() {
        let RecordRef::Event(event) = index.record(record) else { continue };
        let event = &index.dataset.events[event];
        if !event.status.took_place() {
            continue;
        }
        let there = who(event);
        if there.len() < 2 {
            continue;
        }
        let there: Vec<(usize, Option<usize>)> = there
            .into_iter()
            .map(|(id, delegation)| {
                let number = *numbers.entry(id).or_insert_with(|| {
                    ids.push(id);
                    events.push(0);
                    ids.len() - 1
                });
                events[number] += 1;
                (number, delegation)
            })
            .collect();
        for (at, &(a, of_a)) in there.iter().enumerate() {
            for &(b, of_b) in &there[at + 1..] {
                let joint = pairs.entry((a.min(b), a.max(b))).or_default();
                joint.records.push(record);
                joint.together += usize::from(of_a.is_some() && of_a == of_b);
            }
        }
    }
    let subjects: Vec<Subject> = ids.into_iter().map(subject).collect();
    let heads: Vec<Head> =
        subjects.iter().enumerate().map(|(number, &subject)| head(index, number, subject, events[number])).collect();
    let cells: Vec<(usize, usize)> = pairs.keys().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
    let most = pairs.values().map(|joint| joint.records.len()).max().unwrap_or(0);
    let columns = heads.iter().map(|head| Head { note: String::new(), ..head.clone() }).collect();
    let mut grid = Grid::new(axes, (heads, columns), cells, Arc::new(Meetings { subjects, pairs, most }));
    grid.fields = FIELDS;
    grid.widths = (10, 12);
    grid
}

/// The head of a person or party at so many events with others.
fn head(index: &Index, number: usize, subject: Subject, weight: usize) -> Head {
    let dataset = &index.dataset;
    let events = prose::count(weight, "event");
    match subject {
        Subject::Person(id) => {
            let person = &dataset.persons[id];
            let party = person.party_at(index.as_of.map(Limit::last_second));
            let label = party.map(|party| format!("{}, ", dataset.parties[party].label())).unwrap_or_default();
            Head {
                note: format!("{label}{events}"),
                weight,
                role: party.map_or(TextRole::Strong, TextRole::Side),
                query: Some(Node::field(FieldKey::With, [person.id.to_string()])),
                ..Head::new(number, &*person.id, &*person.name)
            }
        }
        Subject::Party(id) => {
            let party = &dataset.parties[id];
            Head {
                note: events,
                weight,
                role: TextRole::Side(id),
                query: Some(Node::field(FieldKey::Party, [party.id.to_string()])),
                ..Head::new(number, &*party.id, &*party.name)
            }
        }
        _ => Head::new(number, subject.id(dataset), subject.id(dataset)),
    }
}

impl Meetings {
    /// All with whom somebody was at an event, the most frequent first.
    fn partners(&self, number: usize, name: impl Fn(Subject) -> Piece) -> Vec<Line> {
        let own = self.pairs.iter().filter(|((a, b), _)| *a == number || *b == number);
        let mut partners: Vec<(usize, usize)> =
            own.map(|((a, b), joint)| (joint.records.len(), if *a == number { *b } else { *a })).collect();
        partners.sort_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        let line = |(count, other): (usize, usize)| Line::labelled(count.to_string(), vec![name(self.subjects[other])]);
        partners.into_iter().map(line).collect()
    }

    fn joint(&self, (row, column): (usize, usize)) -> Option<&Joint> {
        self.pairs.get(&(row.min(column), row.max(column)))
    }
}

impl Contents for Meetings {
    fn lines(&self, _: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        let Some(joint) = self.joint(cell) else { return Vec::new() };
        let count = joint.records.len();
        let number = format!("{count:>3} ");
        let room = BAR.min(usize::from(width).saturating_sub(number.len()));
        let bar = "▇".repeat((count * room).div_ceil(self.most.max(1)).min(room));
        // Colleagues in one delegation are together without meeting.
        let role = if joint.together == count { TextRole::Dim } else { TextRole::Plain };
        vec![vec![Piece::new(role, number), Piece::new(TextRole::Dim, bar)]]
    }

    fn records(&self, _: &Index, cell: (usize, usize)) -> Vec<RecordId> {
        self.joint(cell).map_or_else(Vec::new, |joint| joint.records.clone())
    }

    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value> {
        let Some(joint) = self.joint(cell) else { return Vec::new() };
        let date = |record: &RecordId| prose::record_date(&index.dataset, index.record(*record));
        let days = [joint.records.first(), joint.records.last()];
        let days = days.map(|record| Value::Text(record.and_then(date).unwrap_or_default()));
        days.into_iter().chain([Value::Number(joint.together)]).collect()
    }

    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
        let dataset = &index.dataset;
        let name = |subject: Subject| match subject {
            Subject::Person(id) => Piece::new(TextRole::Strong, &dataset.persons[id].name).to(subject),
            Subject::Party(id) => Piece::new(TextRole::Side(id), &dataset.parties[id].name).to(subject),
            _ => Piece::plain(subject.id(dataset)),
        };
        let mut head = vec![Line::of(vec![name(self.subjects[cell.0])])];
        if cell.0 != cell.1 {
            head.push(Line::of(vec![Piece::new(TextRole::Dim, "with  "), name(self.subjects[cell.1])]));
        }
        let joint = self.joint(cell).filter(|_| cell.0 != cell.1);
        let Some(joint) = joint else {
            let lines = if cell.0 == cell.1 { self.partners(cell.0, name) } else { Vec::new() };
            if lines.is_empty() {
                head.push(Line::of(vec![Piece::new(TextRole::Dim, "no joint event in the selection")]));
            }
            let partners = Section { title: "Joint events with".into(), lines };
            return Card { sections: vec![Section { title: String::new(), lines: head }, partners] };
        };
        let together = match joint.together {
            0 => String::new(),
            count if count == joint.records.len() => ", in the same delegation".to_owned(),
            count => format!(", {count} of them in the same delegation"),
        };
        head.push(Line::of(vec![
            Piece::plain(prose::count(joint.records.len(), "joint event")),
            Piece::new(TextRole::Dim, together),
        ]));
        Card {
            sections: vec![
                Section { title: String::new(), lines: head },
                Section { title: "Events".into(), lines: card::records(index, &joint.records, options) },
            ],
        }
    }
}
