//! The contents of a cell: the latest stance, the run of stances through time, the statements.

use std::collections::BTreeMap;

use super::statements::{Statement, Who, date, name_of};
use crate::index::{Index, RecordId};
use crate::lens::card::{Card, Line, Link, Options, Piece, Section, TextRole, limited};
use crate::lens::grid::{Contents, Value};
use crate::model::vocabulary::{Stance, Vocabulary};
use crate::model::{RecordRef, Text, TopicId};
use crate::prose;

/// The statements behind the cells of a grid.
#[derive(Debug)]
pub(super) struct Positions {
    /// All statements, in order.
    pub(super) statements: Vec<Statement>,
    /// The statements of each cell, in order, by its row and column.
    pub(super) cells: BTreeMap<(usize, usize), Vec<usize>>,
    /// By row: who, and the topic if it is that of the row.
    pub(super) rows: Vec<(Who, Option<TopicId>)>,
    /// By column.
    pub(super) columns: Vec<Across>,
}

/// What a column of positions is about.
#[derive(Debug)]
pub(super) struct Across {
    /// The first and the last day on its run of stances.
    pub(super) days: Option<(i64, i64)>,
    /// Its topic, unless that is given by the row.
    pub(super) topic: Option<TopicId>,
    /// Its period, if it is one.
    pub(super) period: Option<String>,
}

/// The names of the values of a cell in exports; the numbers of statements with each stance follow.
pub(super) const FIELDS: &[&str] = &[
    "stance",
    "since",
    "statements",
    "changes",
    "run",
    "accepts",
    "leans-for",
    "open",
    "leans-against",
    "rejects",
    "conditional",
    "ambiguous",
    "declined",
];

impl Positions {
    fn of(&self, cell: (usize, usize)) -> impl DoubleEndedIterator<Item = &Statement> + Clone {
        self.cells.get(&cell).map_or(&[][..], Vec::as_slice).iter().map(|&at| &self.statements[at])
    }

    /// The latest statement on each topic of a cell, by topic.
    fn latest(&self, cell: (usize, usize)) -> BTreeMap<TopicId, &Statement> {
        self.of(cell).map(|statement| (statement.topic, statement)).collect()
    }

    fn changes(&self, cell: (usize, usize)) -> usize {
        self.of(cell).filter(|statement| statement.from.is_some()).count()
    }

    /// The latest stance as sign and word; if the cell is of several topics, the sign of each latest stance with its number of
    /// topics.
    fn headline(&self, cell: (usize, usize)) -> String {
        let latest = self.latest(cell);
        if let Some((_, statement)) = latest.first_key_value().filter(|_| latest.len() == 1) {
            return with_sign(statement.stance);
        }
        let signs = Stance::all().iter().filter_map(|stance| {
            let count = latest.values().filter(|statement| statement.stance == *stance).count();
            (count > 0).then(|| format!("{}{count}", stance.entry().glyph))
        });
        signs.collect::<Vec<_>>().join(" ")
    }

    /// The signs of the stances at their dates. A sign where the stance changes is marked by its role.
    fn run(&self, index: &Index, cell: (usize, usize), width: usize) -> Vec<Piece> {
        let Some((from, to)) = self.columns[cell.1].days.filter(|_| width > 0) else { return Vec::new() };
        let mut signs = vec![("·", TextRole::Dim); width];
        for statement in self.of(cell) {
            let Some(day) = index.times.day(statement.record) else { continue };
            let at = (day - from).max(0) as usize * width / ((to - from).max(0) as usize + 1);
            let changed = statement.from.is_some() || signs[at.min(width - 1)].1 == TextRole::Strong;
            signs[at.min(width - 1)] =
                (statement.stance.entry().glyph, if changed { TextRole::Strong } else { TextRole::Plain });
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for (sign, role) in signs {
            match pieces.last_mut().filter(|piece| piece.role == role) {
                Some(piece) => piece.text.push_str(sign),
                None => pieces.push(Piece::new(role, sign)),
            }
        }
        pieces
    }

    fn title(&self, index: &Index, (row, column): (usize, usize)) -> (String, Option<TopicId>) {
        let topic = self.rows[row].1.or(self.columns[column].topic);
        let who = name_of(index, self.rows[row].0);
        let topic_name = topic.map(|topic| format!(" · {}", prose::topic(&index.dataset, topic))).unwrap_or_default();
        let period = self.columns[column].period.as_ref().map(|period| format!(" · {period}")).unwrap_or_default();
        (format!("{who}{topic_name}{period}"), topic)
    }

    /// The statements on a topic, in order, under the latest stance.
    fn section(&self, index: &Index, cell: (usize, usize), topic: TopicId, options: Options<'_>) -> Section {
        let statements: Vec<&Statement> = self.of(cell).filter(|statement| statement.topic == topic).collect();
        let topic = &index.dataset.topics[topic];
        let means = |sign: Stance, text: &Option<Text>| {
            let text = text.as_deref()?;
            Some(Line::labelled(sign.entry().glyph, vec![Piece::new(TextRole::Dim, text)]))
        };
        let mut lines: Vec<Line> =
            [means(Stance::Accepts, &topic.for_means), means(Stance::Rejects, &topic.against_means)]
                .into_iter()
                .flatten()
                .collect();
        lines.extend(limited(&statements, options.limit, |statement| statement_lines(index, statement, options)));
        let since = statements.iter().rev().find(|statement| statement.from.is_some()).or(statements.first());
        let title = match (statements.last(), since) {
            (Some(last), Some(since)) => {
                format!("{}: {} since {}", topic.name, with_sign(last.stance), date(index, since.record))
            }
            _ => topic.name.to_string(),
        };
        Section { title: crate::sanitize::line(&title).into_owned(), lines }
    }
}

/// Sign and word: `✗ rejects`.
pub(super) fn with_sign(stance: Stance) -> String {
    format!("{} {}", stance.entry().glyph, stance.label())
}

/// A statement: date, stance, what it was before, speaker, words; then its renderings.
fn statement_lines(index: &Index, statement: &Statement, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let mut lines = Vec::new();
    for (nth, &record) in std::iter::once(&statement.record).chain(&statement.renderings).enumerate() {
        let RecordRef::Quote(id) = index.record(record) else { continue };
        let quote = &dataset.quotes[id];
        let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
        let mut pieces = Vec::new();
        if nth == 0 {
            match statement.from {
                Some(from) => pieces
                    .push(Piece::new(TextRole::Strong, format!("{} → {}", from.label(), with_sign(statement.stance)))),
                None => pieces.push(Piece::plain(with_sign(statement.stance))),
            }
        } else {
            pieces.push(Piece::new(TextRole::Dim, "also rendered"));
        }
        let role = party.map_or(TextRole::Strong, TextRole::Side);
        pieces.extend([
            Piece::plain("  "),
            Piece::new(role, dataset.speaker_name(quote)).with_link(Link::Record(record)),
            Piece::plain("  "),
            Piece::new(TextRole::Quote, options.quotation(quote)),
        ]);
        if let Some(condition) = quote.condition().filter(|_| statement.stance == Stance::Conditional) {
            pieces.push(Piece::new(TextRole::Dim, format!("  if: {condition}")));
        }
        let label = if nth == 0 { date(index, record) } else { String::new() };
        lines.push(Line { hang: 2, ..Line::labelled(label, pieces) });
    }
    lines
}

impl Contents for Positions {
    /// The quotes of the statements, with all their renderings.
    fn records(&self, _: &Index, cell: (usize, usize)) -> Vec<RecordId> {
        let quotes = self.of(cell).flat_map(|statement| statement.renderings.iter().chain([&statement.record]));
        let mut records: Vec<RecordId> = quotes.copied().collect();
        records.sort_unstable();
        records.dedup();
        records
    }

    fn lines(&self, index: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        let changes = self.changes(cell);
        let mut counts = format!(" {}", self.of(cell).count());
        let mut last = Vec::new();
        if changes > 0 {
            let mark = format!(" Δ{changes}");
            counts = format!("{counts:>3}");
            last = vec![Piece::new(TextRole::Dim, &counts), Piece::new(TextRole::Strong, mark)];
        } else {
            counts = format!("{counts:>3}   ");
            last.push(Piece::new(TextRole::Dim, &counts));
        }
        let taken: usize = last.iter().map(|piece| piece.text.chars().count()).sum();
        let mut second = self.run(index, cell, usize::from(width).saturating_sub(taken));
        second.extend(last);
        vec![vec![Piece::plain(self.headline(cell))], second]
    }

    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value> {
        let latest = self.latest(cell);
        let topics = &index.dataset.topics;
        let several = latest.len() > 1;
        let named = |statement: &Statement, text: &str| {
            if several { format!("{} {text}", topics[statement.topic].id) } else { text.to_owned() }
        };
        let stances: Vec<String> = latest.values().map(|statement| named(statement, statement.stance.word())).collect();
        let since = latest.values().map(|latest| {
            let same = self.of(cell).filter(|statement| statement.topic == latest.topic);
            let mut changes = same.clone().rev().filter(|statement| statement.from.is_some());
            let since = changes.next().or_else(|| same.clone().next());
            since.map_or_else(String::new, |since| named(since, &date(index, since.record)))
        });
        let run = self.of(cell).map(|statement| {
            named(statement, &format!("{} {}", date(index, statement.record), statement.stance.word()))
        });
        let joined = |parts: Vec<String>| Value::Text(parts.join("; "));
        let mut values = vec![
            joined(stances),
            joined(since.collect()),
            Value::Number(self.of(cell).count()),
            Value::Number(self.changes(cell)),
            joined(run.collect()),
        ];
        let count = |stance| self.of(cell).filter(|statement| statement.stance == stance).count();
        values.extend(Stance::all().iter().map(|stance| Value::Number(count(*stance))));
        values
    }

    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
        let (title, topic) = self.title(index, cell);
        let latest = self.latest(cell);
        let (count, changes) = (self.of(cell).count(), self.changes(cell));
        let summary = match count {
            0 => "no coded statement".to_owned(),
            _ => format!("{}, {} of stance", prose::count(count, "statement"), prose::count(changes, "change")),
        };
        let title_line =
            Line::of(vec![Piece::new(TextRole::Strong, title), Piece::new(TextRole::Dim, format!("  {summary}"))]);
        let mut sections = vec![Section { title: String::new(), lines: vec![title_line] }];
        // The topic of the cell itself first, then those below it.
        let own = topic.filter(|topic| latest.contains_key(topic));
        let others = latest.keys().copied().filter(|other| Some(*other) != own);
        sections.extend(own.into_iter().chain(others).map(|topic| self.section(index, cell, topic, options)));
        Card { sections }
    }
}
