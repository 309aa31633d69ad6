//! The catalog of documents: every proposal, followed by its versions.

use super::Entry;
use crate::index::{Bits, Index};
use crate::model::people::HasNames;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dataset, Id, ProposalId, RecordRef};
use crate::names::Found;
use crate::names::search::Candidate;

/// The entries, with their names for search: a version is found by the names of its proposal and its own.
pub(super) fn entries(dataset: &Dataset) -> (Vec<Entry>, Vec<Candidate>) {
    let clean = |text: &str| crate::sanitize::line(text).into_owned();
    let (mut entries, mut candidates) = (Vec::new(), Vec::new());
    for (_, proposal) in dataset.proposals.iter() {
        let aliases: Vec<&str> = proposal.aliases.iter().map(|alias| &*alias.name).collect();
        let party = proposal.by.first().copied().filter(|_| proposal.by.len() == 1);
        let kind = proposal.kind.map_or("", Vocabulary::label);
        let (id, name) = (proposal.id.to_string(), clean(proposal.name()));
        let names = [name.as_str()].into_iter().chain(aliases.iter().copied());
        candidates.push(Candidate::new(names.chain([id.as_str()])));
        entries.push(Entry { id, name: name.clone(), party, about: kind.to_owned(), depth: 0 });
        for version in &proposal.versions {
            let id = format!("{}@{}", proposal.id, version.id);
            let title = clean(&version.name);
            let whole = format!("{name}: {title}");
            let names = [title.as_str(), &whole].into_iter().chain(aliases.iter().copied());
            candidates.push(Candidate::new(names.chain([id.as_str()])));
            let about = format!("{name}, {}", version.when.0.in_short());
            entries.push(Entry { id, name: title, party, about, depth: 1 });
        }
    }
    (entries, candidates)
}

/// The number of the first entry of each proposal, which is that of the proposal itself.
fn starts(dataset: &Dataset) -> Vec<usize> {
    let mut next = 0;
    let mut starts = Vec::with_capacity(dataset.proposals.len());
    for (_, proposal) in dataset.proposals.iter() {
        starts.push(next);
        next += 1 + proposal.versions.len();
    }
    starts
}

/// How many of a set of records are about each entry.
pub(super) fn counts(index: &Index, records: &Bits, entries: usize) -> Vec<usize> {
    let dataset = &index.dataset;
    let starts = starts(dataset);
    let mut counts = vec![0; entries];
    for record in records.iter() {
        let references = match index.record(record) {
            RecordRef::Event(event) => &dataset.events[event].proposals,
            RecordRef::Quote(quote) => dataset.quote_proposals(&dataset.quotes[quote]),
        };
        let of = references.iter().flat_map(|reference| {
            let start = starts[reference.proposal.index()];
            let version = reference.version.map(|version| start + 1 + version as usize);
            [Some(start), version].into_iter().flatten()
        });
        let mut of: Vec<usize> = of.collect();
        of.sort_unstable();
        of.dedup();
        of.into_iter().for_each(|entry| counts[entry] += 1);
    }
    counts
}

/// The entries that a value of a query means: `us-plan`, `us-plan@28`.
pub(super) fn meant(index: &Index, value: &str) -> Vec<usize> {
    let dataset = &index.dataset;
    let (name, version) = value.split_once('@').map_or((value, None), |(name, version)| (name, Some(version)));
    let Found::Some(proposals) = index.names.proposals.find(name) else { return Vec::new() };
    let starts = starts(dataset);
    let entry = |id: ProposalId| {
        let start = starts[id.index()];
        let Some(version) = version else { return Some(start) };
        let at = dataset.proposals[id].versions.iter().position(|known| &*known.id == version)?;
        Some(start + 1 + at)
    };
    proposals.iter().copied().filter_map(entry).collect()
}
