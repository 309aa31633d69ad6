//! The dataset as the public knew it on a day: what was not known is gone, an event has the status, time and place last
//! reported, and nothing that only the final word tells is told before it. Names stay: persons, topics, sources and proposals
//! can be asked for, and have nothing then.

use super::subset::Subset;
use super::vocabulary::Status;
use super::{Citation, Dataset, Event, Id, Proposal, ProposalRef, Quote, RecordRef, Table};

impl Dataset {
    /// What was known before this second (UTC).
    #[must_use]
    pub fn as_of(&self, at: i64) -> Self {
        let then = Then { dataset: self, at, versions: self.versions_then(at) };
        let mut keep = Subset::all(self, true);
        let known = |record: RecordRef| self.known(record).is_none_or(|known| known.from() <= at);
        for id in self.events.ids() {
            keep.events[id.index()] = known(RecordRef::Event(id));
        }
        for id in self.quotes.ids() {
            keep.quotes[id.index()] = known(RecordRef::Quote(id));
        }
        let staged = Self {
            events: Table::new(self.events.iter().map(|(_, event)| then.event(event)).collect()),
            quotes: Table::new(self.quotes.iter().map(|(_, quote)| then.quote(quote, &keep)).collect()),
            proposals: Table::new(self.proposals.iter().map(|(id, row)| then.proposal(id.index(), row)).collect()),
            ..self.clone()
        };
        staged.subset(&keep).0
    }

    /// For each proposal, where each of its versions stands among those that were out.
    fn versions_then(&self, at: i64) -> Vec<Vec<Option<u16>>> {
        let row = |proposal: &Proposal| {
            let mut next = 0;
            let mut place = |out: bool| {
                next += u16::from(out);
                out.then(|| next - 1)
            };
            proposal.versions.iter().map(|version| place(Self::version_known(version).from() <= at)).collect()
        };
        self.proposals.iter().map(|(_, proposal)| row(proposal)).collect()
    }
}

struct Then<'d> {
    dataset: &'d Dataset,
    at: i64,
    versions: Vec<Vec<Option<u16>>>,
}

impl Then<'_> {
    fn published(&self, source: super::SourceId) -> bool {
        let published = self.dataset.sources[source].published.as_ref();
        published.is_none_or(|(_, bounds)| bounds.e1.utc() <= self.at)
    }

    fn citations(&self, citations: &mut Vec<Citation>) {
        citations.retain(|citation| self.published(citation.source));
    }

    fn proposals(&self, references: &[ProposalRef]) -> Vec<ProposalRef> {
        let then = |reference: &ProposalRef| match reference.version {
            None => Some(*reference),
            Some(version) => {
                let version = self.versions[reference.proposal.index()].get(usize::from(version)).copied().flatten()?;
                Some(ProposalRef { version: Some(version), ..*reference })
            }
        };
        references.iter().filter_map(then).collect()
    }

    fn proposal(&self, at: usize, proposal: &Proposal) -> Proposal {
        let mut then = proposal.clone();
        let mut out = self.versions[at].iter();
        then.versions.retain(|_| out.next().is_some_and(Option::is_some));
        for version in &mut then.versions {
            version.parents = self.proposals(&version.parents);
            self.citations(&mut version.sources);
        }
        then
    }

    fn event(&self, event: &Event) -> Event {
        let mut then = event.clone();
        then.proposals = self.proposals(&event.proposals);
        then.reports.retain(|report| report.on.1.e1.utc() <= self.at);
        self.citations(&mut then.sources);
        then.reports.iter_mut().for_each(|report| self.citations(&mut report.sources));
        if self.dataset.final_from(event) <= self.at {
            let out = |citation: &Citation| self.published(citation.source);
            then.claims.retain(|claim| claim.sources.is_empty() || claim.sources.iter().any(out));
            then.claims.iter_mut().for_each(|claim| self.citations(&mut claim.sources));
            return then;
        }
        // A page without a date belongs to the final word for all that is known.
        then.sources.retain(|citation| self.dataset.sources[citation.source].published.is_some());
        (then.result, then.outcome, then.duration, then.summary) = (None, None, None, None);
        // The curator's remark is made with the final word in mind.
        then.note = None;
        then.claims.clear();
        let mut reports: Vec<_> = then.reports.iter().collect();
        reports.sort_by_key(|report| report.on.1.e1.utc());
        if let Some(when) = reports.iter().rev().find_map(|report| report.when.clone()) {
            then.when = Some(when);
        }
        if let Some(place) = reports.iter().rev().find_map(|report| report.place) {
            then.place = Some(place);
        }
        let reported = reports.iter().rev().find_map(|report| report.status);
        let begins = then.when.as_ref().and_then(|when| when.bounds(self.dataset.home(then.place)).ok());
        let to_come = begins.is_none_or(|bounds| bounds.s0.utc() >= self.at);
        then.status = match reported {
            Some(status) => status,
            None if to_come || !event.status.took_place() => Status::Planned,
            None => Status::Ongoing,
        };
        then
    }

    /// A quote of an event that was not known then stands by itself, with what it took from the event except its title.
    fn quote(&self, quote: &Quote, keep: &Subset) -> Quote {
        let mut then = quote.clone();
        then.proposals = self.proposals(&quote.proposals);
        if let Some(event) = quote.event.filter(|event| !keep.events[event.index()]) {
            let dataset = self.dataset;
            then.when = dataset.quote_when(quote).cloned();
            then.place = dataset.quote_place(quote).or(dataset.events[event].place);
            then.topics = dataset.quote_topics(quote).to_vec();
            then.proposals = self.proposals(dataset.quote_proposals(quote));
            then.sources = dataset.quote_sources(quote).to_vec();
            then.event = None;
        }
        self.citations(&mut then.sources);
        then
    }
}
