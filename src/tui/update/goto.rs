//! Going to a position: what a text in the go-to prompt can mean, and the move itself.

use crate::index::{Category, RecordId};
use crate::lens::card::Subject;
use crate::lens::rows::Row;
use crate::model::When;
use crate::prose;
use crate::query::FieldKey;
use crate::tui::state::State;

/// Maximum number of ids that are offered for a part of them.
const MAX_OFFERS: usize = 50;

/// A position to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Target {
    /// A record.
    Record(RecordId),
    /// The first record from one day until before another, else the nearest one. In days since 1970-01-01.
    Days(i64, i64),
    /// A percentage of the list.
    Percent(usize),
    /// The card of a person, party, topic, place, source or document.
    Card(Subject),
    /// The end of the program, as in editors.
    Quit,
}

impl State {
    /// What a text can mean, the most likely first.
    pub(in crate::tui) fn targets(&self, text: &str) -> Vec<Target> {
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        if ["q", "quit"].contains(&text) {
            return vec![Target::Quit];
        }
        if let Some(percent) = text.strip_suffix('%').and_then(|number| number.trim().parse::<usize>().ok()) {
            return vec![Target::Percent(percent.min(100))];
        }
        let exact = self.index().find(text);
        let mut targets: Vec<Target> = exact.into_iter().map(Target::Record).collect();
        if let Some(bounds) = When::parse(text).ok().and_then(|when| when.bounds(None).ok()) {
            let from = bounds.s0.day();
            targets.push(Target::Days(from, bounds.e1.wall.div_euclid(86_400).max(from + 1)));
        }
        targets.extend(self.cards(text).map(Target::Card));
        targets.extend(self.partial_ids(text).filter(|record| Some(*record) != exact).map(Target::Record));
        targets.truncate(MAX_OFFERS);
        targets
    }

    /// What has a card and this id; of documents, also the versions of which this is the beginning: `us-plan@`.
    fn cards(&self, text: &str) -> impl Iterator<Item = Subject> {
        use FieldKey as F;
        let dataset = &self.index().dataset;
        let exact = [F::Person, F::Party, F::Topic, F::Place, F::Source, F::Proposal]
            .into_iter()
            .filter_map(|field| Subject::find(dataset, field, text));
        let documents = self.index().catalog(Category::Document).entries.iter();
        let begun = documents.filter(|entry| text.contains('@') && entry.id.starts_with(text) && entry.id != text);
        let begun = begun.filter_map(|entry| Subject::find(dataset, F::Proposal, &entry.id));
        exact.chain(begun).collect::<Vec<_>>().into_iter()
    }

    /// The records whose ids start with a text, then those whose ids contain it; events before quotes, because quotes without
    /// an id have that of their event plus a number.
    fn partial_ids(&self, text: &str) -> impl Iterator<Item = RecordId> {
        let lower = text.to_lowercase();
        let mut found: [Vec<RecordId>; 4] = Default::default();
        for record in self.index().all().iter() {
            if let Some(at) = self.index().id(record).find(&lower) {
                let is_quote = !self.index().events.contains(record);
                found[2 * usize::from(is_quote) + usize::from(at > 0)].push(record);
            }
        }
        let [event_starts, event_contains, quote_starts, quote_contains] = found;
        event_starts.into_iter().chain(event_contains).chain(quote_starts).chain(quote_contains)
    }

    /// A target in words: the date, and the title or words of its record.
    pub(in crate::tui) fn target_label(&self, target: Target) -> (String, String) {
        let record = match target {
            Target::Quit => return ("quit".to_owned(), "leave the program".to_owned()),
            Target::Card(subject) => {
                return (subject.noun().to_lowercase(), subject.name(&self.index().dataset));
            }
            Target::Record(record) => Some(record),
            Target::Days(from, to) => self.nearest(from, to).map(|(_, record)| record),
            Target::Percent(percent) => {
                let at = self.rows().len().saturating_sub(1) * percent / 100;
                self.rows().range(at..self.rows().len()).find_map(Row::record)
            }
        };
        let Some(record) = record else { return (String::new(), "no record".to_owned()) };
        let dataset = &self.index().dataset;
        let reference = self.index().record(record);
        (prose::record_date(dataset, reference).unwrap_or_default(), prose::record_title(dataset, reference))
    }

    /// The row of the first record from one day until before another; else of the first one after them; else of the last one.
    fn nearest(&self, from: i64, to: i64) -> Option<(usize, RecordId)> {
        let rows = self.rows();
        let day = |record: RecordId| self.index().columns.day(record);
        let on = |record| day(record).is_some_and(|day| from <= day && day < to);
        let after = |record| day(record).is_some_and(|day| day >= from);
        let last = || (0..rows.len()).rev().find(|at| rows.get(*at).and_then(Row::record).is_some());
        let at = rows.find(on).or_else(|| rows.find(after)).or_else(last)?;
        Some((at, rows.get(at)?.record()?))
    }

    /// Goes to a target. `text` is what was typed, for messages.
    pub(in crate::tui) fn go_to(&mut self, target: Target, text: &str) {
        match target {
            Target::Quit => {}
            Target::Card(subject) => self.open_card(subject),
            Target::Record(record) => self.go_to_record(record),
            Target::Percent(percent) => {
                self.cursor = self.rows().len().saturating_sub(1) * percent / 100;
                self.move_rows(0);
            }
            Target::Days(from, to) => {
                if let Some((at, record)) = self.nearest(from, to) {
                    let exact = self.index().times.day(record).is_some_and(|day| from <= day && day < to);
                    self.jump(at);
                    if !exact {
                        self.notify(format!("no record for {text}; showing the nearest"));
                    }
                }
            }
        }
    }
}
