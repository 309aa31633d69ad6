//! Who was active when: persons by periods, as many as they take part in events, speak or are addressed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::DEFAULT_ORDER;
use crate::index::{Bits, Index, RecordId};
use crate::lens::card::{self, Card, Line, Options, Piece, Section, Subject, TextRole};
use crate::lens::grid::{Contents, Grid, Head, Value};
use crate::model::{Id, PersonId};
use crate::query::period::Period;
use crate::query::{FieldKey, Node};
use crate::selection::counted;
use crate::view::View;

/// Most cells of a bar.
const BAR: usize = 6;

/// The names of the values of a cell in exports.
const FIELDS: &[&str] = &["events", "quotes"];

/// The activity behind the cells of a grid.
#[derive(Debug)]
struct Activity {
    persons: Vec<PersonId>,
    periods: Vec<String>,
    cells: BTreeMap<(usize, usize), Vec<RecordId>>,
    most: usize,
}

/// Persons by periods of the zoom of the view. Periods without a record are left out.
pub(super) fn grid(index: &Index, records: &Bits, view: &View) -> Grid {
    let mut starts: BTreeMap<Option<i64>, usize> = BTreeMap::new();
    let mut periods: Vec<Head> = Vec::new();
    let mut cells: BTreeMap<(usize, usize), Vec<RecordId>> = BTreeMap::new();
    let mut persons = Vec::new();
    for person in index.dataset.persons.ids() {
        let own: Vec<RecordId> =
            index.relations.person.get(person).iter().copied().filter(|record| records.contains(*record)).collect();
        if own.is_empty() {
            continue;
        }
        for record in own {
            let start = index.times.day(record).map(|day| view.zoom.start(day));
            let column = *starts.entry(start).or_insert_with(|| {
                let number = periods.len();
                periods.push(match start.map(|start| Period::around(view.zoom, start)) {
                    Some(period) => Head {
                        query: Some(Node::field(FieldKey::In, [period.text()])),
                        ..Head::new(number, period.text(), period.heading())
                    },
                    None => Head::new(number, "undated", "undated"),
                });
                number
            });
            cells.entry((persons.len(), column)).or_default().push(record);
        }
        persons.push(person);
    }
    let rows = persons.iter().enumerate();
    let chosen = &index.chosen(records);
    let rows = rows
        .map(|(number, &person)| head(index, number, person, index.relations.person.count_in(chosen, person.index())));
    let rows = rows.collect();
    // In the order of time; undated ones come last.
    let mut order: Vec<(Option<i64>, usize)> = starts.into_iter().collect();
    order.sort_by_key(|(start, _)| (start.is_none(), *start));
    let columns: Vec<Head> = order.iter().map(|&(_, number)| periods[number].clone()).collect();
    let most = cells.values().map(Vec::len).max().unwrap_or(0);
    let periods = periods.into_iter().map(|head| head.text).collect();
    let found: Vec<_> = cells.keys().copied().collect();
    let mut grid =
        Grid::new(["person", "period"], (rows, columns), found, Arc::new(Activity { persons, periods, cells, most }));
    grid.fields = FIELDS;
    grid.widths = (10, 14);
    grid
}

/// The grid narrowed to the words of the view; its periods stay in the order of time.
pub(super) fn ordered(index: &Index, mut grid: Grid, view: &View) -> Grid {
    grid.narrow(&view.narrow);
    grid.drop_empty();
    if !view.narrow.is_empty() {
        grid.weigh(index);
    }
    Grid::sort(&mut grid.rows, view.sort.as_deref().or(Some(DEFAULT_ORDER)), view.reverse);
    grid
}

fn head(index: &Index, number: usize, id: PersonId, records: usize) -> Head {
    let dataset = &index.dataset;
    let person = &dataset.persons[id];
    let party = person.party_at(index.as_of.map(crate::model::when::Limit::last_second));
    Head {
        note: party.map_or_else(String::new, |party| dataset.parties[party].label()),
        weight: records,
        role: party.map_or(TextRole::Strong, TextRole::Side),
        query: Some(Node::field(FieldKey::Person, [person.id.to_string()])),
        ..Head::new(number, &*person.id, &*person.name)
    }
}

impl Activity {
    fn of(&self, cell: (usize, usize)) -> &[RecordId] {
        self.cells.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// How many events and quotes a cell has.
    fn counts(&self, index: &Index, cell: (usize, usize)) -> (usize, usize) {
        let records = self.of(cell);
        let events = records.iter().filter(|record| index.events.contains(**record)).count();
        (events, records.len() - events)
    }
}

impl Contents for Activity {
    fn lines(&self, _: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        let count = self.of(cell).len();
        let number = format!("{count:>3} ");
        let room = BAR.min(usize::from(width).saturating_sub(number.len()));
        let bar = "▇".repeat((count * room).div_ceil(self.most.max(1)).min(room));
        vec![vec![Piece::plain(number), Piece::new(TextRole::Dim, bar)]]
    }

    fn records(&self, _: &Index, cell: (usize, usize)) -> Vec<RecordId> {
        self.of(cell).to_vec()
    }

    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value> {
        let (events, quotes) = self.counts(index, cell);
        vec![Value::Number(events), Value::Number(quotes)]
    }

    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
        let person = self.persons[cell.0];
        let name = &index.dataset.persons[person].name;
        let (events, quotes) = self.counts(index, cell);
        let head = vec![
            Line::of(vec![Piece::new(TextRole::Strong, name).to(Subject::Person(person))]),
            Line::of(vec![
                Piece::new(TextRole::Dim, format!("{}  ", self.periods[cell.1])),
                Piece::plain(counted(events, quotes)),
            ]),
        ];
        Card {
            sections: vec![
                Section { title: String::new(), lines: head },
                Section { title: String::new(), lines: card::records(index, self.of(cell), options) },
            ],
        }
    }
}
