//! The contents of a cell: numbers, what became of the points, their words.

use super::card;
use super::compare;
use super::lineage::{Draft, Fate, Lineage};
use super::said::{Days, Said, within};
use crate::index::{Index, RecordId};
use crate::lens::card::{Card, Options, Piece, TextRole};
use crate::lens::grid::{Contents, Value};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dataset, TopicId};
use crate::sanitize;

/// The versions and points of a grid, with the quotes about them.
#[derive(Debug)]
pub(super) struct Drafts {
    /// The versions and points.
    pub(super) lineage: Lineage,
    /// The selected quotes.
    pub(super) said: Said,
    /// The column that the user has chosen to compare with.
    pub(super) pinned: Option<usize>,
}

/// The names of the values of a cell in exports.
pub(super) const FIELDS: &[&str] =
    &["number", "change", "state", "text", "topic", "topic-id", "compared-with", "difference"];

impl Drafts {
    /// A version.
    pub(super) fn draft(&self, column: usize) -> &Draft {
        &self.lineage.versions[column]
    }

    /// The id of a version: `us-plan@28`.
    fn id(&self, dataset: &Dataset, column: usize) -> String {
        dataset.proposal_id(self.draft(column).reference)
    }

    /// The column with which a cell is compared: the pinned one, unless it is its own.
    pub(super) fn base(&self, cell: (usize, usize)) -> Option<usize> {
        self.pinned.filter(|&pinned| pinned != cell.1).or_else(|| self.lineage.base(cell))
    }

    /// The words of the points of a row in a version; `None` if it has none there.
    pub(super) fn text(&self, dataset: &Dataset, cell: (usize, usize)) -> Option<String> {
        if cell.0 == 0 {
            return self.draft(cell.1).version(dataset).summary.as_deref().map(ToOwned::to_owned);
        }
        let texts: Vec<&str> = self.lineage.points(dataset, cell).map(|(_, point)| &*point.text).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    }

    /// The numbers of the points of a cell: `8, 9`.
    pub(super) fn numbers(&self, dataset: &Dataset, cell: (usize, usize)) -> String {
        let numbers: Vec<&str> = self.lineage.points(dataset, cell).map(|(_, point)| &*point.number).collect();
        numbers.join(", ")
    }

    /// The topic of a row.
    pub(super) fn topic(&self, row: usize) -> Option<TopicId> {
        self.lineage.rows[row].topic
    }

    /// What the sides make of the points of a cell: agreed, bracketed, open.
    fn states(&self, dataset: &Dataset, cell: (usize, usize)) -> String {
        let mut states: Vec<&str> =
            self.lineage.points(dataset, cell).filter_map(|(_, point)| Some(point.state?.label())).collect();
        states.dedup();
        states.join(", ")
    }

    /// The first day of a version.
    pub(super) fn day(&self, dataset: &Dataset, column: usize) -> i64 {
        self.draft(column).version(dataset).when.1.s0.day()
    }

    /// The days between the version of a cell and the one that it is compared with, the earlier first.
    pub(super) fn between(&self, dataset: &Dataset, cell: (usize, usize)) -> Option<Days> {
        let (base, own) = (self.day(dataset, self.base(cell)?), self.day(dataset, cell.1));
        Some((base.min(own), base.max(own)))
    }

    /// The days since the version of a cell, if no version is based on it.
    pub(super) fn since(&self, dataset: &Dataset, cell: (usize, usize)) -> Option<Days> {
        let draft = self.draft(cell.1);
        draft.is_last.then(|| (self.day(dataset, cell.1), i64::MAX))
    }

    /// The selected quotes of a cell within a period: those on the topic of its row, and others about the proposal.
    pub(super) fn said(&self, index: &Index, cell: (usize, usize), days: Days) -> (Vec<RecordId>, Vec<RecordId>) {
        let on_topic = self.topic(cell.0).map_or(&[][..], |topic| self.said.on_topic(topic));
        let on_topic = within(index, on_topic, days);
        let about = within(index, self.said.of_proposal(self.draft(cell.1).reference.proposal), days);
        // Both are in order.
        let others = about.into_iter().filter(|record| on_topic.binary_search(record).is_err()).collect();
        (on_topic, others)
    }

    /// What became of the points of a cell, and what the sides make of them: `± edited, open`.
    pub(super) fn fate(&self, dataset: &Dataset, cell: (usize, usize)) -> String {
        let fates = self.lineage.fates(dataset, cell);
        let mut labels: Vec<&str> = fates.iter().map(|fate| fate.label()).filter(|label| !label.is_empty()).collect();
        let states = self.states(dataset, cell);
        if !states.is_empty() {
            labels.push(&states);
        }
        labels.join(", ")
    }
}

/// Status and authenticity of a version: `superseded, confirmed`.
pub(super) fn status(draft: &Draft, dataset: &Dataset) -> String {
    let version = draft.version(dataset);
    let words = [version.status.map(Vocabulary::label), version.authenticity.map(Vocabulary::label)];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Contents for Drafts {
    fn records(&self, index: &Index, cell: (usize, usize)) -> Vec<RecordId> {
        let dataset = &index.dataset;
        let periods = [self.between(dataset, cell), self.since(dataset, cell)];
        let said = periods.into_iter().flatten().map(|days| self.said(index, cell, days));
        let mut records: Vec<RecordId> = said.flat_map(|(on_topic, others)| [on_topic, others].concat()).collect();
        records.sort_unstable();
        records.dedup();
        records
    }

    fn lines(&self, index: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        let dataset = &index.dataset;
        let first = if cell.0 == 0 {
            vec![Piece::plain(status(self.draft(cell.1), dataset))]
        } else {
            let fates = self.lineage.fates(dataset, cell);
            let role = if fates.contains(&Fate::Unchanged) { TextRole::Dim } else { TextRole::Strong };
            let numbers = self.numbers(dataset, cell);
            let blank = if numbers.is_empty() { "" } else { "  " };
            vec![Piece::plain(numbers), Piece::new(role, format!("{blank}{}", self.fate(dataset, cell)))]
        };
        let text = self.text(dataset, cell).unwrap_or_default();
        let text = sanitize::line(sanitize::first_chars(&text, 8 * usize::from(width)));
        let words = textwrap::wrap(&text, usize::from(width).max(1));
        // What does not fit on the last line is cut there, which shows that there is more.
        let mut lines = vec![first];
        lines.extend(words.first().map(|line| vec![Piece::new(TextRole::Dim, line)]));
        let rest: Vec<&str> = words.iter().skip(1).map(|line| &**line).collect();
        lines.push(vec![Piece::new(TextRole::Dim, rest.join(" "))]);
        lines
    }

    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value> {
        let dataset = &index.dataset;
        let whole = cell.0 == 0;
        let fates: Vec<&str> = self.lineage.fates(dataset, cell).iter().map(|fate| fate.word()).collect();
        let topic = self.topic(cell.0).map(|topic| &dataset.topics[topic]);
        let base = self.base(cell);
        let text = |column: usize| self.text(dataset, (cell.0, column)).unwrap_or_default();
        let values = [
            self.numbers(dataset, cell),
            fates.join(", "),
            if whole { status(self.draft(cell.1), dataset) } else { self.states(dataset, cell) },
            text(cell.1),
            topic.map_or_else(String::new, |topic| topic.name.to_string()),
            topic.map_or_else(String::new, |topic| topic.id.to_string()),
            base.map_or_else(String::new, |base| self.id(dataset, base)),
            // Summaries are written independently of each other, so that their differences mean nothing.
            base.filter(|_| !whole).map_or_else(String::new, |base| compare::marked(&text(base), &text(cell.1))),
        ];
        values.into_iter().map(Value::Text).collect()
    }

    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
        card::card(self, index, cell, options)
    }
}

/// The name of a version with its date: `28 points, 18 Nov 2025~`.
pub(super) fn dated(draft: &Draft, dataset: &Dataset) -> String {
    let version = draft.version(dataset);
    let proposal = &dataset.proposals[draft.reference.proposal];
    format!("{}, {}", super::lineage::title(proposal, version), version.when.0.in_short())
}
