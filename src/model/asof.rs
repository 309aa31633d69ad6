//! The dataset as it was publicly known at a reference date: records that were not yet known are left out, and until the final
//! word on an event it has the status, time and place that were last reported, and nothing that only the final word says.
//! Persons, topics, sources and proposals stay, so that a query can name them, even if they have no records.

use std::collections::HashMap;

use thin_vec::ThinVec;

use super::ids::Id;
use super::references::{References, Rewrite};
use super::subset::{Edit, Subset};
use super::tables::{AnyId, TableName};
use super::vocabulary::Status;
use super::when::{Limit, Zone};
use super::{
    Citation, Dataset, Event, EventId, Proposal, ProposalId, ProposalRef, Quote, QuoteId, RecordRef, SourceId, When,
};
use crate::parallel;

/// Fewer events than this for each thread are edited on one.
const MIN_EVENTS: usize = 256;

/// What is different at a reference date.
#[derive(Debug)]
pub(crate) struct Then {
    /// By position: whether an event was known.
    pub(crate) known_events: Vec<bool>,
    /// By position: whether a quote was known.
    pub(crate) known_quotes: Vec<bool>,
    /// The known events whose rows may differ from those of the whole dataset.
    pub(crate) events: Vec<EventId>,
    /// The same for quotes.
    pub(crate) quotes: Vec<QuoteId>,
    /// The proposals whose rows may differ.
    pub(crate) proposals: Vec<ProposalId>,
}

impl Dataset {
    /// What was known of this whole dataset at a reference date. Records keep their positions, and only rows that may differ
    /// are copied.
    pub(crate) fn part_as_of(&self, at: Limit, then: &Then) -> Self {
        let keep = &Subset::of_timeline(self, then.known_events.clone(), then.known_quotes.clone());
        let versions = &self.public_versions(at);
        let start = || Snapshot { dataset: self, at, keep, versions, moved: HashMap::new() };
        let snapshot = &mut start();
        let proposals: Vec<(ProposalId, Proposal)> = (then.proposals.iter())
            .map(|&id| {
                let edit = |row: &mut Proposal| Edit::proposal(snapshot, id, row);
                (id, edited(self.proposals[id].clone(), keep, edit))
            })
            .collect();
        // Quotes depend on what was reported of their events.
        let parts =
            parallel::split(then.events.len(), parallel::cores().min(then.events.len() / MIN_EVENTS), |range| {
                let mut own = start();
                let edit = |&id: &EventId| (id, edited(self.events[id].clone(), keep, |row| own.event(id, row)));
                let rows: Vec<(EventId, Event)> = then.events[range].iter().map(edit).collect();
                (rows, own.moved)
            });
        let mut events = Vec::with_capacity(then.events.len());
        for (mut rows, moved) in parts {
            events.append(&mut rows);
            snapshot.moved.extend(moved);
        }
        let quotes: Vec<(QuoteId, Quote)> = (then.quotes.iter())
            .map(|&id| {
                let row = self.detached(AnyId::of(id), keep).unwrap_or_else(|| self.quotes[id].clone());
                (id, edited(row, keep, |row| snapshot.quote(id, row)))
            })
            .collect();
        Self {
            proposals: self.proposals.part(vec![true; self.proposals.positions()], proposals),
            events: self.events.part(then.known_events.clone(), events),
            quotes: self.quotes.part(then.known_quotes.clone(), quotes),
            ..self.clone()
        }
    }

    /// A copy of what was known at a reference date, in which records have positions of their own.
    #[must_use]
    pub fn as_of(&self, at: Limit) -> Self {
        let mut keep = Subset::all(self);
        let records = self.events.ids().map(RecordRef::Event).chain(self.quotes.ids().map(RecordRef::Quote));
        for record in records.filter(|&record| !self.known_by(record, at)) {
            keep.remove(record.any());
        }
        let versions = &self.public_versions(at);
        let snapshot = &mut Snapshot { dataset: self, at, keep: &keep, versions, moved: HashMap::new() };
        self.subset_with(&keep, snapshot).0
    }

    /// For each proposal, the position of each of its versions among those that were public.
    fn public_versions(&self, at: Limit) -> Vec<Vec<Option<u32>>> {
        let row = |proposal: &Proposal| {
            let mut next = 0;
            let mut place = |public: bool| {
                next += u32::from(public);
                public.then(|| next - 1)
            };
            proposal.versions.iter().map(|version| place(Self::version_known(version).by(at))).collect()
        };
        self.proposals.iter().map(|(_, proposal)| row(proposal)).collect()
    }
}

/// A row with an edit, and without references to records that are not kept.
fn edited<T: References>(mut row: T, keep: &Subset, edit: impl FnOnce(&mut T)) -> T {
    edit(&mut row);
    row.rewrite(&mut Kept(keep));
    row
}

/// Drops references to records that are not kept.
struct Kept<'k>(&'k Subset);

impl Rewrite for Kept<'_> {
    fn id<I: Id>(&mut self, id: I) -> Option<I> {
        self.0.contains(AnyId::of(id)).then_some(id)
    }
}

/// The records as they were known then.
struct Snapshot<'d> {
    dataset: &'d Dataset,
    at: Limit,
    /// The records that were known.
    keep: &'d Subset,
    versions: &'d [Vec<Option<u32>>],
    /// The zones of events that were reported to be in another one.
    moved: HashMap<EventId, Option<Zone>>,
}

impl Snapshot<'_> {
    fn published(&self, source: SourceId) -> bool {
        let published = self.dataset.sources[source].published.as_ref();
        published.is_none_or(|(_, bounds)| self.at.reached(bounds.e1))
    }

    /// Whether a source has a date. One that has none may belong to the final word on an event.
    fn is_dated(&self, citation: &Citation) -> bool {
        self.dataset.sources[citation.source].published.is_some()
    }

    /// Removes what only the final word says, and restores what was last reported.
    fn before_final_word(&mut self, id: EventId, event: &mut Event) {
        event.sources.retain(|citation| self.is_dated(citation));
        (event.result, event.outcome, event.summary) = (None, None, None);
        if let Some(details) = &mut event.details {
            details.duration = None;
        }
        // The curator's note is written with the final word in mind.
        event.note = None;
        event.claims.clear();
        let mut reports: Vec<_> = event.reports.iter().collect();
        reports.sort_by_key(|report| self.at.clock.of(report.on.1.e1));
        let last = || reports.iter().rev();
        let reported = last().find_map(|report| report.status);
        let home = self.dataset.home(event.place);
        let when = last().find_map(|report| {
            let read_at = self.dataset.home(report.place.or(event.place));
            report.when.as_ref().map(|when| (when.clone(), read_at))
        });
        let place = last().find_map(|report| report.place);
        let when = when.or_else(|| event.when.take().map(|when| (when, home)));
        event.place = place.or(event.place);
        let there = self.dataset.home(event.place);
        if there != home {
            self.moved.insert(id, home);
        }
        event.when = when.map(|(mut when, read_at)| {
            stay_on_clock(&mut when, read_at, there);
            when
        });
        event.status = self.status(event, reported);
    }

    /// The status before the final word: as reported, or by the clock.
    fn status(&self, event: &Event, reported: Option<Status>) -> Status {
        let bounds = event.when.as_ref().and_then(|when| when.bounds(self.dataset.home(event.place)).ok());
        let has = |stamp| self.at.reached(stamp);
        let has_begun = bounds.as_ref().is_some_and(|bounds| has(bounds.s1));
        let has_ended = bounds.as_ref().is_some_and(|bounds| has(bounds.e1));
        match (reported, event.status.took_place()) {
            (None | Some(Status::Planned | Status::Ongoing), true) if has_ended => Status::Held,
            (None | Some(Status::Planned), true) if has_begun => Status::Ongoing,
            (None, _) => Status::Planned,
            (Some(status), _) => status,
        }
    }
}

/// Keeps a time on the clock of the place where it was read, in the record of another.
fn stay_on_clock(when: &mut When, read_at: Option<Zone>, home: Option<Zone>) {
    if read_at != home {
        when.clock = Some(when.zone(read_at));
    }
}

/// Keeps citations of sources that were public; a version that was not is cited as its proposal.
impl Rewrite for Snapshot<'_> {
    fn id<I: Id>(&mut self, id: I) -> Option<I> {
        let known = I::TABLE != TableName::Sources || self.published(SourceId::new(id.index()));
        known.then_some(id)
    }

    fn proposal(&mut self, reference: ProposalRef) -> Option<ProposalRef> {
        let version = reference.version.and_then(|version| self.versions[reference.proposal.index()][version as usize]);
        Some(ProposalRef { version, ..reference })
    }
}

/// Each reference once: several versions that were not out are one proposal.
fn once(references: &mut ThinVec<ProposalRef>) {
    if references.len() > 1 {
        let mut seen = std::collections::HashSet::new();
        references.retain(|reference| seen.insert(*reference));
    }
}

impl Edit for Snapshot<'_> {
    fn proposal(&mut self, id: ProposalId, proposal: &mut Proposal) {
        let mut public = self.versions[id.index()].iter();
        proposal.versions.retain(|_| public.next().is_some_and(Option::is_some));
        for version in &mut proposal.versions {
            version
                .parents
                .retain(|parent| Rewrite::proposal(self, *parent).is_some_and(|parent| parent.version.is_some()));
        }
        proposal.rewrite(self);
    }

    fn event(&mut self, id: EventId, event: &mut Event) {
        event.reports.retain(|report| self.at.reached(report.on.1.e1));
        if self.dataset.final_word(&self.dataset.events[id], self.at.clock).by(self.at) {
            let public = |citation: &Citation| self.published(citation.source);
            event.claims.retain(|claim| claim.sources.is_empty() || claim.sources.iter().any(public));
        } else {
            self.before_final_word(id, event);
        }
        event.rewrite(self);
        once(&mut event.proposals);
    }

    fn quote(&mut self, id: QuoteId, quote: &mut Quote) {
        let whole = &self.dataset.quotes[id];
        let unknown_event = whole.event.filter(|event| !self.keep.contains(AnyId::of(*event)));
        if whole.sources.is_none() && unknown_event.is_some() {
            // Those of an event that was not known, whose final word was not out either.
            quote.sources.iter_mut().for_each(|sources| sources.retain(|citation| self.is_dated(citation)));
        }
        let moved = quote.event.filter(|_| quote.place.is_none()).and_then(|event| self.moved.get(&event));
        if let (Some(home), Some(when)) = (moved, &mut quote.when) {
            when.clock = Some(when.zone(*home));
        }
        quote.rewrite(self);
        if let Some(details) = &mut quote.details {
            once(&mut details.proposals);
        }
    }
}
