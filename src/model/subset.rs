//! Part of a dataset, with no reference left dangling: what the load keeps without faulty records, what was known on a day,
//! what a TOML export writes.

use std::sync::Arc;

use super::ids::{HasId, Id};
use super::references::{References, Rewrite};
use super::table::Table;
use super::tables::{AnyId, PerTable, TableName};
use super::{Dataset, Event, EventId, Origin, Proposal, ProposalId, Quote, QuoteId, RecordRef, When};

/// Which records to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset(PerTable<Vec<bool>>);

impl Subset {
    /// All records.
    pub fn all(dataset: &Dataset) -> Self {
        Self(PerTable::new(|table| dataset.present(table)))
    }

    /// No record.
    pub fn none(dataset: &Dataset) -> Self {
        Self(PerTable::new(|table| vec![false; dataset.present(table).len()]))
    }

    /// All records but these.
    pub(crate) fn without(left_out: &PerTable<Vec<bool>>) -> Self {
        Self(PerTable::new(|table| left_out[table].iter().map(|left_out| !left_out).collect()))
    }

    /// Everything that anything refers to.
    pub(crate) fn referenced(dataset: &Dataset) -> Self {
        let mut referenced = Self::none(dataset);
        for id in Self::all(dataset).ids() {
            dataset.visit_references(id, &mut |to| {
                referenced.insert(to);
            });
        }
        referenced
    }

    /// All records of the other tables, and these events and quotes by their positions.
    pub(super) fn of_timeline(dataset: &Dataset, events: Vec<bool>, quotes: Vec<bool>) -> Self {
        let others = |table: TableName| if table.is_timeline() { Vec::new() } else { dataset.present(table) };
        Self(PerTable { events, quotes, ..PerTable::new(others) })
    }

    /// Whether a record is kept.
    pub(crate) fn contains(&self, id: AnyId) -> bool {
        self.0[id.table][id.index]
    }

    /// Keeps a record; whether it was not kept before.
    pub fn insert(&mut self, id: AnyId) -> bool {
        !std::mem::replace(&mut self.0[id.table][id.index], true)
    }

    /// Keeps an event or a quote.
    pub(crate) fn insert_record(&mut self, record: RecordRef) {
        self.insert(record.any());
    }

    /// Leaves a record out.
    pub fn remove(&mut self, id: AnyId) {
        self.0[id.table][id.index] = false;
    }

    /// The records kept, table by table.
    pub fn ids(&self) -> impl Iterator<Item = AnyId> {
        self.0.iter().flat_map(|(table, kept)| {
            let kept = kept.iter().enumerate().filter(|(_, kept)| **kept);
            kept.map(move |(index, _)| AnyId { table, index })
        })
    }

    /// How many records are left out.
    pub(crate) fn left_out(&self) -> usize {
        self.0.iter().map(|(_, kept)| kept.iter().filter(|kept| !**kept).count()).sum()
    }

    /// Keeps what the kept records need: the persons, sources, topics … that they refer to, and what these refer to. Events
    /// and quotes are not added: references between them are dropped instead.
    pub fn add_needed(&mut self, dataset: &Dataset) {
        let mut open: Vec<AnyId> = self.ids().collect();
        while let Some(id) = open.pop() {
            let mut found = Vec::new();
            let visit = &mut |to: AnyId| found.push(to);
            match dataset.detached(id, self) {
                Some(quote) => quote.visit(visit),
                None => dataset.visit_references(id, visit),
            }
            found.retain(|to| !to.table.is_timeline() && self.insert(*to));
            open.append(&mut found);
        }
    }
}

/// Changes to the records of a subset, made before their references are rewritten.
pub(super) trait Edit {
    /// Changes a proposal.
    fn proposal(&mut self, _id: ProposalId, _row: &mut Proposal) {}
    /// Changes an event.
    fn event(&mut self, _id: EventId, _row: &mut Event) {}
    /// Changes a quote, which has what it takes from its event already if the event is left out.
    fn quote(&mut self, _id: QuoteId, _row: &mut Quote) {}
}

/// No changes.
struct Unchanged;

impl Edit for Unchanged {}

impl Dataset {
    /// The dataset with only these records, and how many references to others were dropped. Records that lack a
    /// required reference (a quote without its speaker) are left out too. A quote whose event is left out is given the
    /// time, place, sources, topics and proposals that it takes from the event.
    #[must_use]
    pub fn subset(&self, keep: &Subset) -> (Self, usize) {
        self.subset_with(keep, &mut Unchanged)
    }

    /// The same with changes to the records kept.
    pub(super) fn subset_with(&self, keep: &Subset, edit: &mut impl Edit) -> (Self, usize) {
        let keep = &self.complete(keep.clone());
        let to = &mut Positions::new(self, keep);
        let kept = &keep.0;
        let subset = Self {
            about: self.about.clone(),
            parties: rows(&self.parties, &kept.parties, to, |_, _| {}),
            persons: rows(&self.persons, &kept.persons, to, |_, _| {}),
            places: rows(&self.places, &kept.places, to, |_, _| {}),
            topics: rows(&self.topics, &kept.topics, to, |_, _| {}),
            sources: rows(&self.sources, &kept.sources, to, |_, _| {}),
            proposals: rows(&self.proposals, &kept.proposals, to, |id, row| edit.proposal(id, row)),
            kinds: rows(&self.kinds, &kept.kinds, to, |_, _| {}),
            events: rows(&self.events, &kept.events, to, |id, row| edit.event(id, row)),
            quotes: rows(&self.quotes, &kept.quotes, to, |id, row| {
                if let Some(detached) = self.detached(AnyId::of(id), keep) {
                    *row = detached;
                }
                edit.quote(id, row);
            }),
            views: self.views.clone(),
            files: self.files.clone(),
            event_origins: filtered(&self.events, &self.event_origins, &kept.events),
            quote_origins: filtered(&self.quotes, &self.quote_origins, &kept.quotes),
        };
        (subset, to.dropped)
    }

    /// Without records that lack a required reference.
    fn complete(&self, mut keep: Subset) -> Subset {
        let missing: Vec<AnyId> = keep.ids().filter(|&id| !self.is_complete(id, &|to| keep.contains(to))).collect();
        missing.into_iter().for_each(|id| keep.remove(id));
        keep
    }

    /// The quote with this id with what it takes from its event, if its event is left out.
    pub(super) fn detached(&self, id: AnyId, keep: &Subset) -> Option<Quote> {
        if id.table != TableName::Quotes {
            return None;
        }
        let quote = &self.quotes[Id::new(id.index)];
        let event = &self.events[quote.event.filter(|event| !keep.contains(AnyId::of(*event)))?];
        let mut detached = quote.clone();
        detached.place = quote.place.or(event.place);
        if quote.when.is_none() {
            // The time stays on the clock of the event's place.
            let home = self.home(event.place);
            let clock = |when: &When| (home != self.home(detached.place)).then(|| when.zone(home));
            detached.when.clone_from(&event.when);
            if let Some(when) = &mut detached.when {
                when.clock = when.clock.or(clock(when));
            }
        }
        if quote.sources.is_none() && !event.sources.is_empty() {
            detached.sources = Some(event.sources.clone());
        }
        detached.topics = self.quote_topics(quote).into();
        let proposals = self.quote_proposals(quote);
        if !proposals.is_empty() {
            detached.details_mut().proposals = proposals.into();
        }
        Some(detached)
    }
}

fn rows<I: Id, T: HasId + References + Clone>(
    table: &Table<I, T>,
    keep: &[bool],
    to: &mut Positions,
    mut edit: impl FnMut(I, &mut T),
) -> Table<I, T> {
    let kept = table.iter().filter(|(id, _)| keep[id.index()]).map(|(id, row)| {
        let mut row = row.clone();
        edit(id, &mut row);
        row.rewrite(to);
        row
    });
    Table::new(kept.collect())
}

fn filtered<I: Id, T>(table: &Table<I, T>, origins: &[Origin], keep: &[bool]) -> Arc<[Origin]> {
    table.ids().filter(|id| keep[id.index()]).filter_map(|id| origins.get(id.index()).copied()).collect()
}

/// The new position of each record that is kept.
struct Positions {
    new: PerTable<Vec<Option<u32>>>,
    dropped: usize,
}

impl Positions {
    fn new(dataset: &Dataset, keep: &Subset) -> Self {
        let positions = |table| {
            let kept = &keep.0[table];
            let mut new = vec![None; kept.len()];
            let in_order = dataset.in_order(table).into_iter().filter(|at| kept[*at]);
            in_order.zip(0..).for_each(|(at, position)| new[at] = Some(position));
            new
        };
        Self { new: PerTable::new(positions), dropped: 0 }
    }
}

impl Rewrite for Positions {
    fn id<I: Id>(&mut self, id: I) -> Option<I> {
        let new = self.new[I::TABLE][id.index()];
        self.dropped += usize::from(new.is_none());
        new.map(|index| I::new(index as usize))
    }
}
