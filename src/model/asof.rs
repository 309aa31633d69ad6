//! The dataset as it was publicly known on a day: records that were not yet known are left out, and until the final word on
//! an event it has the status, time and place that were last reported, and nothing that only the final word says. Persons,
//! topics, sources and proposals stay, so that a query can name them, even if they have no records.

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
        self.subset_with(&keep, &mut Snapshot { dataset: self, at, versions: self.public_versions(at) }).0
    }

    /// For each proposal, the position of each of its versions among those that were public.
    fn public_versions(&self, at: i64) -> Vec<Vec<Option<u32>>> {
        let row = |proposal: &Proposal| {
            let mut next = 0;
            let mut place = |public: bool| {
                next += u32::from(public);
                public.then(|| next - 1)
            };
            proposal.versions.iter().map(|version| place(Self::version_known(version).from() <= at)).collect()
        };
        self.proposals.iter().map(|(_, proposal)| row(proposal)).collect()
    }
}

/// The records as they were known then.
struct Snapshot<'d> {
    dataset: &'d Dataset,
    at: i64,
    versions: Vec<Vec<Option<u32>>>,
}

impl Snapshot<'_> {
    fn published(&self, source: SourceId) -> bool {
        let published = self.dataset.sources[source].published.as_ref();
        published.is_none_or(|(_, bounds)| bounds.e1.utc() <= self.at)
    }

    /// Removes what only the final word says, and restores what was last reported.
    fn before_final_word(&self, event: &mut Event) {
        // A source without a date may belong to the final word.
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

/// Keeps citations of sources and versions of proposals that were public.
impl Rewrite for Snapshot<'_> {
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

impl Edit for Snapshot<'_> {
    fn proposal(&mut self, id: ProposalId, proposal: &mut Proposal) {
        let mut public = self.versions[id.index()].iter();
        proposal.versions.retain(|_| public.next().is_some_and(Option::is_some));
        proposal.rewrite(self);
    }

    fn event(&mut self, id: EventId, event: &mut Event) {
        event.reports.retain(|report| report.on.1.e1.utc() <= self.at);
        if self.dataset.final_from(&self.dataset.events[id]) <= self.at {
            let public = |citation: &Citation| self.published(citation.source);
            event.claims.retain(|claim| claim.sources.is_empty() || claim.sources.iter().any(public));
        } else {
            self.before_final_word(event);
        }
        event.rewrite(self);
    }

    fn quote(&mut self, quote: &mut Quote) {
        quote.rewrite(self);
    }
}
