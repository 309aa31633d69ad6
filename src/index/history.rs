//! Columns that say of every record when it became known and from when on its row is final, so that the dataset of an earlier
//! day is found by comparing numbers, and only the rows that differ then are looked at.

use std::sync::OnceLock;

use crate::model::when::{Clock, Limit, Stamp};
use crate::model::{
    AnyId, Dataset, Event, EventId, Id, Proposal, ProposalId, ProposalRef, QuoteId, RecordRef, Report, Source, Stances,
    TableName, Then,
};
use crate::parallel;

/// Before all moments: always known.
const ALWAYS: i64 = i64::MIN;
/// After all moments: not known, or a row that is never assumed to be that of the whole dataset.
const NEVER: i64 = i64::MAX;

/// When each record of a dataset became known and final, on one clock, in seconds since 1970.
#[derive(Debug)]
pub(super) struct History {
    clock: Clock,
    /// When each record became known.
    known: Moments,
    /// From when on everything that the row of a record says is known, so that it is that of the whole dataset; possibly later
    /// than needed. Of proposals, too.
    is_final: OnceLock<(Moments, Vec<i64>)>,
}

/// A moment for each event and each quote, by position.
#[derive(Debug)]
struct Moments {
    events: Vec<i64>,
    quotes: Vec<i64>,
}

impl Moments {
    fn of(&self, record: RecordRef) -> i64 {
        match record {
            RecordRef::Event(id) => self.events[id.index()],
            RecordRef::Quote(id) => self.quotes[id.index()],
        }
    }
}

impl History {
    /// Gathers when the records of a whole dataset became known.
    pub(super) fn new(dataset: &Dataset, clock: Clock) -> Self {
        let known = |record| {
            // There is no record at some positions.
            if dataset.has_record(record) { moment(clock, dataset.known_on(record, clock)) } else { NEVER }
        };
        let known = Moments {
            events: parallel::map(dataset.events.positions(), |at| known(RecordRef::Event(Id::new(at)))),
            quotes: parallel::map(dataset.quotes.positions(), |at| known(RecordRef::Quote(Id::new(at)))),
        };
        Self { clock, known, is_final: OnceLock::new() }
    }

    fn finals(&self, dataset: &Dataset) -> &(Moments, Vec<i64>) {
        self.is_final.get_or_init(|| {
            let clock = self.clock;
            let published = |source: &Source| moment(clock, source.published.as_ref().map(|(_, bounds)| bounds.e1));
            let gather = Gather {
                dataset,
                clock,
                known: &self.known,
                sources: dataset.sources.iter().map(|(_, source)| published(source)).collect(),
                versions: dataset.proposals.iter().map(|(_, proposal)| versions(proposal, clock)).collect(),
            };
            let columns = Moments {
                events: parallel::map(dataset.events.positions(), |at| gather.event(Id::new(at))),
                quotes: parallel::map(dataset.quotes.positions(), |at| gather.quote(Id::new(at))),
            };
            (columns, dataset.proposals.ids().map(|id| gather.proposal(id)).collect())
        })
    }

    /// Gathers from when on rows are final, before it is asked for.
    pub(super) fn prepare(&self, dataset: &Dataset) {
        self.finals(dataset);
    }

    /// What is different at a reference date on the clock of this history.
    pub(super) fn at(&self, dataset: &Dataset, limit: Limit) -> Then {
        debug_assert_eq!(self.clock, limit.clock);
        let (rows, proposals) = self.finals(dataset);
        let known = |known: &[i64]| known.iter().map(|known| *known <= limit.at).collect::<Vec<bool>>();
        Then {
            known_events: known(&self.known.events),
            known_quotes: known(&self.known.quotes),
            events: between(&self.known.events, &rows.events, limit),
            quotes: between(&self.known.quotes, &rows.quotes, limit),
            proposals: between(&vec![ALWAYS; proposals.len()], proposals, limit),
        }
    }

    /// Whether a record was known at a reference date on the clock of this history.
    pub(super) fn is_known(&self, record: RecordRef, limit: Limit) -> bool {
        debug_assert_eq!(self.clock, limit.clock);
        self.known.of(record) <= limit.at
    }

    /// Whether everything that the row of a record says was known at a reference date on the clock of this history.
    pub(super) fn is_final(&self, dataset: &Dataset, record: RecordRef, limit: Limit) -> bool {
        debug_assert_eq!(self.clock, limit.clock);
        self.finals(dataset).0.of(record) <= limit.at
    }

    /// The civil day at whose end a record became known, see [`crate::model::Known::day`]. Only of the civil clock.
    pub(super) fn known_day(&self, record: RecordRef) -> Option<i64> {
        debug_assert_eq!(self.clock, Clock::Civil);
        let known = self.known.of(record);
        let bounded = ![ALWAYS, Stamp::PAST.wall, Stamp::FUTURE.wall].contains(&known);
        bounded.then(|| (known - 1).div_euclid(86_400))
    }
}

/// The positions of what is known at a limit, but not final.
fn between<I: Id + Send>(known: &[i64], is_final: &[i64], limit: Limit) -> Vec<I> {
    let is_between = |at: &usize| known[*at] <= limit.at && is_final[*at] > limit.at;
    let parts = parallel::ranges(known.len(), |range| range.filter(is_between).map(I::new).collect::<Vec<I>>());
    parts.concat()
}

/// A moment as a number; always, if there is none.
fn moment(clock: Clock, stamp: Option<Stamp>) -> i64 {
    stamp.map_or(ALWAYS, |stamp| clock.of(stamp))
}

/// By version of a proposal: from when on it and all versions listed before it are public, and its number is final.
fn versions(proposal: &Proposal, clock: Clock) -> Vec<i64> {
    let stamps = proposal.versions.iter().map(|version| clock.of(Dataset::version_known(version).stamp()));
    stamps
        .scan(ALWAYS, |latest, stamp| {
            *latest = stamp.max(*latest);
            Some(*latest)
        })
        .collect()
}

struct Gather<'d> {
    dataset: &'d Dataset,
    clock: Clock,
    /// When each record became known.
    known: &'d Moments,
    /// When each source was published.
    sources: Vec<i64>,
    /// See [`versions`].
    versions: Vec<Vec<i64>>,
}

impl Gather<'_> {
    fn event(&self, id: EventId) -> i64 {
        let event = &self.dataset.events[id];
        let complete = event.reports.iter().all(Report::is_meaningful)
            && event.claims.iter().all(|claim| claim.is_attributed() && claim.value.is_meaningful());
        if !complete {
            return NEVER;
        }
        // The final word does not come before the last report.
        self.references(AnyId::of(id)).max(self.proposals(&event.proposals)).max(self.final_word(event))
    }

    fn quote(&self, id: QuoteId) -> i64 {
        let quote = &self.dataset.quotes[id];
        if quote.stance.as_ref().is_some_and(|stances| !Stances::is_meaningful(stances)) {
            return NEVER;
        }
        // What it renders may render something else: the stance is that of the last known.
        let rendered = std::iter::successors(quote.rendering_of(), |&id| self.dataset.quotes[id].rendering_of());
        let rendered = rendered.map(|id| self.known.quotes[id.index()]).max().unwrap_or(ALWAYS);
        // A time of its own is read on the clock of the event's place, which may have been reported to be another.
        let event = self.dataset.event_of(quote).filter(|_| quote.place.is_none() && quote.when.is_some());
        let moved = event.filter(|event| event.reports.iter().any(|report| report.place.is_some()));
        let moved = moved.map_or(ALWAYS, |event| self.final_word(event));
        self.references(AnyId::of(id)).max(self.proposals(quote.proposals())).max(rendered).max(moved)
    }

    fn proposal(&self, id: ProposalId) -> i64 {
        let proposal = &self.dataset.proposals[id];
        let public = self.versions[id.index()].last().copied().unwrap_or(ALWAYS);
        let parents = proposal.versions.iter().flat_map(|version| &version.parents);
        let parents = parents.map(|parent| self.version(*parent)).max().unwrap_or(ALWAYS);
        self.references(AnyId::of(id)).max(public).max(parents)
    }

    fn final_word(&self, event: &Event) -> i64 {
        moment(self.clock, self.dataset.final_word(event, self.clock).from)
    }

    /// When the last of the sources, events and quotes to which a record refers became public.
    fn references(&self, id: AnyId) -> i64 {
        let mut last = ALWAYS;
        self.dataset.visit_references(id, &mut |to| {
            let public = match to.table {
                TableName::Sources => self.sources[to.index],
                TableName::Events => self.known.events[to.index],
                TableName::Quotes => self.known.quotes[to.index],
                _ => ALWAYS,
            };
            last = last.max(public);
        });
        last
    }

    /// When the last of some versions became public. A repeated reference is never final: it is dropped.
    fn proposals(&self, references: &[ProposalRef]) -> i64 {
        let repeated = (1..references.len()).any(|at| references[..at].contains(&references[at]));
        if repeated { NEVER } else { references.iter().map(|to| self.version(*to)).max().unwrap_or(ALWAYS) }
    }

    fn version(&self, reference: ProposalRef) -> i64 {
        let versions = &self.versions[reference.proposal.index()];
        reference.version.map_or(ALWAYS, |version| versions[version as usize])
    }
}
