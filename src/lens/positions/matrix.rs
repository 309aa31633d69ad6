//! The grids of positions: parties or people down, topics or periods across.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::cell::{Across, FIELDS, Positions};
use super::statements::{Statement, Who, name_of};
use crate::index::Index;
use crate::lens::card::TextRole;
use crate::lens::grid::{Grid, Head};
use crate::model::{Id, TopicId};
use crate::prose;
use crate::query::period::Period;
use crate::query::{FieldKey, Node};
use crate::view::View;

/// The order of rows and columns without a sort column.
const DEFAULT_ORDER: &str = "weight";

/// Numbers for values in the order of their first occurrence.
struct Numbers<T>(HashMap<T, usize>, Vec<T>);

impl<T: Copy + Eq + Hash> Numbers<T> {
    fn new() -> Self {
        Self(HashMap::new(), Vec::new())
    }

    fn of(&mut self, value: T) -> usize {
        *self.0.entry(value).or_insert_with(|| {
            self.1.push(value);
            self.1.len() - 1
        })
    }
}

/// Parties or people by topics. Topics deeper than the levels of the view count under the one that is shown above them.
pub(super) fn by_topic(index: &Index, statements: Vec<Statement>, view: &View) -> Grid {
    let dataset = &index.dataset;
    let depth = |topic| dataset.topic_and_ancestors(topic).count();
    let deepest = statements.iter().map(|statement| depth(statement.topic)).max().unwrap_or(0).min(255) as u8;
    let levels = view.levels.unwrap_or(deepest).clamp(1, deepest.max(1));
    let shown = |topic| {
        let over = depth(topic).saturating_sub(usize::from(levels));
        dataset.topic_and_ancestors(topic).nth(over).unwrap_or(topic)
    };
    let (mut rows, mut columns) = (Numbers::new(), Numbers::new());
    let mut cells: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        let cell = (rows.of(statement.who), columns.of(shown(statement.topic)));
        cells.entry(cell).or_default().push(at);
    }
    let days = statements.iter().filter_map(|statement| index.times.day(statement.record));
    let span = days.clone().min().zip(days.max());
    let positions = Positions {
        statements,
        cells,
        rows: rows.1.iter().map(|&who| (who, None)).collect(),
        columns: columns.1.iter().map(|&topic| Across { days: span, topic: Some(topic), period: None }).collect(),
    };
    let row_heads = rows.1.iter().enumerate().map(|(number, &who)| who_head(index, number, who)).collect();
    let tree = tree(index);
    let mut order: Vec<usize> = (0..columns.1.len()).collect();
    order.sort_by_key(|&number| tree[columns.1[number].index()]);
    let column_heads = order.into_iter().map(|number| {
        let topic = &dataset.topics[columns.1[number]];
        Head {
            query: Some(Node::field(FieldKey::Topic, [topic.id.to_string()])),
            ..Head::new(number, &*topic.id, &*topic.name)
        }
    });
    let mut grid = grid(["party", "topic"], (row_heads, column_heads.collect()), positions);
    grid.levels = (deepest > 1).then_some((levels, deepest));
    let by = view.sort.as_deref().or(Some(DEFAULT_ORDER));
    Grid::sort(&mut grid.rows, by, view.reverse);
    Grid::sort(&mut grid.columns, by, view.reverse);
    narrowed(grid, view)
}

/// Positions on each topic by periods of the zoom of the view. Periods without a statement are left out.
pub(super) fn through_time(index: &Index, statements: Vec<Statement>, view: &View) -> Grid {
    let (mut rows, mut columns) = (Numbers::new(), Numbers::new());
    let mut cells: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        let period = index.times.day(statement.record).map(|day| view.zoom.start(day));
        let cell = (rows.of((statement.who, statement.topic)), columns.of(period));
        cells.entry(cell).or_default().push(at);
    }
    let across = |start: &Option<i64>| Across {
        days: start.map(|start| (start, view.zoom.next(start) - 1)),
        topic: None,
        period: Some(start.map_or_else(|| "undated".into(), |start| Period::around(view.zoom, start).heading())),
    };
    let positions = Positions {
        statements,
        cells,
        rows: rows.1.iter().map(|&(who, topic)| (who, Some(topic))).collect(),
        columns: columns.1.iter().map(across).collect(),
    };
    let row_heads = rows.1.iter().enumerate().map(|(number, &(who, topic))| {
        let head = who_head(index, number, who);
        let topic = &index.dataset.topics[topic];
        let condition = Node::field(FieldKey::Topic, [topic.id.to_string()]);
        Head {
            key: format!("{}/{}", head.key, topic.id),
            note: topic.name.to_string(),
            query: Some(Node::and(head.query.into_iter().chain([condition]).collect())),
            ..head
        }
    });
    let mut column_heads: Vec<(Option<i64>, Head)> = Vec::new();
    for (number, &start) in columns.1.iter().enumerate() {
        let head = match start.map(|start| Period::around(view.zoom, start)) {
            Some(period) => Head {
                query: Some(Node::field(FieldKey::In, [period.text()])),
                ..Head::new(number, period.text(), period.heading())
            },
            None => Head::new(number, "undated", "undated"),
        };
        column_heads.push((start, head));
    }
    column_heads.sort_by_key(|(start, _)| (start.is_none(), *start));
    let column_heads = column_heads.into_iter().map(|(_, head)| head).collect();
    let mut grid = grid(["position", "period"], (row_heads.collect(), column_heads), positions);
    Grid::sort(&mut grid.rows, view.sort.as_deref().or(Some(DEFAULT_ORDER)), view.reverse);
    narrowed(grid, view)
}

fn grid(axes: [&'static str; 2], (mut rows, mut columns): (Vec<Head>, Vec<Head>), positions: Positions) -> Grid {
    let mut weights = (vec![0; rows.len()], vec![0; columns.len()]);
    let mut changes = vec![0; rows.len()];
    for (&(row, column), statements) in &positions.cells {
        weights.0[row] += statements.len();
        weights.1[column] += statements.len();
        changes[row] += statements.iter().filter(|&&at| positions.statements[at].from.is_some()).count();
    }
    let said = |count| prose::count(count, "statement");
    for row in &mut rows {
        row.weight = weights.0[row.number];
        if row.note.is_empty() {
            row.note = format!("{}, Δ{}", said(row.weight), changes[row.number]);
        }
    }
    for column in &mut columns {
        column.weight = weights.1[column.number];
        column.note = said(column.weight);
    }
    let cells: Vec<_> = positions.cells.keys().copied().collect();
    let mut grid = Grid::new(axes, (rows, columns), cells, Arc::new(positions));
    grid.fields = FIELDS;
    grid.row_lines = 2;
    grid.widths = (16, 26);
    grid
}

/// The grid narrowed to the words of the view, without what has no cell left.
fn narrowed(mut grid: Grid, view: &View) -> Grid {
    grid.narrow(&view.narrow);
    grid.drop_empty();
    grid
}

fn who_head(index: &Index, number: usize, who: Who) -> Head {
    let dataset = &index.dataset;
    let (key, role, query) = match who {
        Who::Party(party) => {
            let id = &dataset.parties[party].id;
            (id.to_string(), TextRole::Side(party), Some(Node::field(FieldKey::For, [id.to_string()])))
        }
        Who::Person(person) => {
            let id = &dataset.persons[person].id;
            (id.to_string(), TextRole::Strong, Some(Node::field(FieldKey::By, [id.to_string()])))
        }
        Who::Unnamed => (String::new(), TextRole::Dim, None),
    };
    Head { role, query, ..Head::new(number, key, name_of(index, who)) }
}

/// By topic: its place when every topic is followed by those below it.
fn tree(index: &Index) -> Vec<usize> {
    let topics = &index.dataset.topics;
    let mut below: HashMap<Option<TopicId>, Vec<TopicId>> = HashMap::new();
    for (id, topic) in topics.iter() {
        below.entry(topic.parent).or_default().push(id);
    }
    let mut places = vec![0; topics.len()];
    let mut open: Vec<TopicId> = below.get(&None).into_iter().flatten().rev().copied().collect();
    let mut next = 0;
    while let Some(topic) = open.pop() {
        places[topic.index()] = next;
        next += 1;
        open.extend(below.get(&Some(topic)).into_iter().flatten().rev());
    }
    places
}
