//! The dataset as the public knew it on a day: what was not known then is gone, an event has the status, time and place last
//! reported, and nothing shows that only the final word says. Persons, topics, sources and proposals stay, so that a query can
//! name them; they then have no records.

use super::ids::Id;
use super::references::{References, Rewrite};
use super::subset::{Edit, Subset};
use super::tables::TableName;
use super::vocabulary::Status;
use super::{Citation, Dataset, Event, EventId, Proposal, ProposalId, ProposalRef, Quote, RecordRef, SourceId};

impl Dataset {
    /// What was known before this second (UTC).
    #[must_use]
    pub fn as_of(&self, at: i64) -> Self {
        let mut keep = Subset::all(self);
        let records = self.events.ids().map(RecordRef::Event).chain(self.quotes.ids().map(RecordRef::Quote));
        for record in records.filter(|&record| self.known(record).is_some_and(|known| known.from() > at)) {
            keep.remove(record.any());
        }
        self.subset_with(&keep, &mut Then { dataset: self, at, versions: self.versions_then(at) }).0
    }

    /// For each proposal, where each of its versions stands among those that were out.
    fn versions_then(&self, at: i64) -> Vec<Vec<Option<u32>>> {
        let row = |proposal: &Proposal| {
            let mut next = 0;
            let mut place = |out: bool| {
                next += u32::from(out);
                out.then(|| next - 1)
            };
            proposal.versions.iter().map(|version| place(Self::version_known(version).from() <= at)).collect()
        };
        self.proposals.iter().map(|(_, proposal)| row(proposal)).collect()
    }
}

/// What was known then of each record.
struct Then<'d> {
    dataset: &'d Dataset,
    at: i64,
    versions: Vec<Vec<Option<u32>>>,
}

impl Then<'_> {
    fn published(&self, source: SourceId) -> bool {
        let published = self.dataset.sources[source].published.as_ref();
        published.is_none_or(|(_, bounds)| bounds.e1.utc() <= self.at)
    }

    /// Takes out what only the final word says, and puts what was last reported in its place.
    fn before_the_final_word(&self, event: &mut Event) {
        // A page without a date belongs to the final word for all that is known.
        event.sources.retain(|citation| self.dataset.sources[citation.source].published.is_some());
        (event.result, event.outcome, event.duration, event.summary) = (None, None, None, None);
        // The curator's note is written with the final word in mind.
        event.note = None;
        event.claims.clear();
        let mut reports: Vec<_> = event.reports.iter().collect();
        reports.sort_by_key(|report| report.on.1.e1.utc());
        let reported = reports.iter().rev().find_map(|report| report.status);
        let when = reports.iter().rev().find_map(|report| report.when.clone());
        let place = reports.iter().rev().find_map(|report| report.place);
        event.when = when.or(event.when.take());
        event.place = place.or(event.place);
        let begins = event.when.as_ref().and_then(|when| when.bounds(self.dataset.home(event.place)).ok());
        let to_come = begins.is_none_or(|bounds| bounds.s0.utc() >= self.at);
        event.status = match reported {
            Some(status) => status,
            None if to_come || !event.status.took_place() => Status::Planned,
            None => Status::Ongoing,
        };
    }
}

/// Citations of sources that were out, and proposals in the versions that were out.
impl Rewrite for Then<'_> {
    fn id<I: Id>(&mut self, id: I) -> Option<I> {
        let known = I::TABLE != TableName::Sources || self.published(SourceId::new(id.index()));
        known.then_some(id)
    }

    fn proposal(&mut self, reference: ProposalRef) -> Option<ProposalRef> {
        let Some(version) = reference.version else { return Some(reference) };
        let then = self.versions[reference.proposal.index()].get(version as usize).copied().flatten()?;
        Some(ProposalRef { version: Some(then), ..reference })
    }
}

impl Edit for Then<'_> {
    fn proposal(&mut self, id: ProposalId, proposal: &mut Proposal) {
        let mut out = self.versions[id.index()].iter();
        proposal.versions.retain(|_| out.next().is_some_and(Option::is_some));
        proposal.rewrite(self);
    }

    fn event(&mut self, id: EventId, event: &mut Event) {
        event.reports.retain(|report| report.on.1.e1.utc() <= self.at);
        if self.dataset.final_from(&self.dataset.events[id]) <= self.at {
            let out = |citation: &Citation| self.published(citation.source);
            event.claims.retain(|claim| claim.sources.is_empty() || claim.sources.iter().any(out));
        } else {
            self.before_the_final_word(event);
        }
        event.rewrite(self);
    }

    fn quote(&mut self, quote: &mut Quote) {
        quote.rewrite(self);
    }
}
