//! How well a dataset is sourced: what rests on one source, what has no archived copy, what would fall with a source.

use std::collections::BTreeSet;

use crate::diagnostic::Fault;
use crate::model::{Dataset, Id, RecordRef, SourceId};

/// All records in the order of the files, events first.
fn records(dataset: &Dataset) -> impl Iterator<Item = RecordRef> {
    let events = dataset.events.ids().map(RecordRef::Event);
    events.chain(dataset.quotes.ids().map(RecordRef::Quote))
}

/// The source that a source goes back to: itself, or what it copies.
fn root(dataset: &Dataset, source: SourceId) -> SourceId {
    std::iter::successors(Some(source), |&source| dataset.sources[source].via).last().unwrap_or(source)
}

/// The independent sources of a record: copies of one count as that one.
fn roots(dataset: &Dataset, record: RecordRef) -> BTreeSet<SourceId> {
    dataset.sources_of(record).iter().map(|citation| root(dataset, citation.source)).collect()
}

/// Notes on sourcing, one a record and matter.
pub fn audit(dataset: &Dataset) -> Vec<Fault> {
    let mut notes = Vec::new();
    for record in records(dataset) {
        let (id, citations) = (dataset.record_id(record), dataset.sources_of(record));
        let roots = roots(dataset, record);
        if let Some(&only) = roots.first().filter(|_| roots.len() == 1) {
            let copies = if citations.len() > 1 {
                format!(" ({} copies of it are cited)", citations.len())
            } else {
                String::new()
            };
            notes.push(Fault::note(format!("\"{id}\" rests on one source, \"{}\"{copies}", dataset.sources[only].id)));
        }
        if !citations.is_empty() && citations.iter().all(|citation| dataset.sources[citation.source].archive.is_none())
        {
            notes.push(Fault::note(format!("no source of \"{id}\" has an archived copy")));
        }
        if roots.len() < 2 && citations.iter().any(|citation| citation.credibility == Some(1)) {
            notes.push(Fault::note(format!(
                "\"{id}\" is called confirmed (credibility 1) without two independent sources"
            )));
        }
    }
    notes
}

/// How many notes there are of each matter.
pub fn summary(dataset: &Dataset) -> String {
    let (mut one, mut archive, mut all) = (0, 0, 0);
    for record in records(dataset) {
        all += 1;
        one += usize::from(roots(dataset, record).len() == 1);
        let citations = dataset.sources_of(record);
        archive +=
            usize::from(!citations.is_empty() && citations.iter().all(|c| dataset.sources[c.source].archive.is_none()));
    }
    format!("of {all} records {one} rest on one source, and {archive} have no archived copy")
}

/// The records that would lose their last source if one, with all its copies, were withdrawn.
pub fn without(dataset: &Dataset, source: SourceId) -> Vec<Fault> {
    let gone = |other: SourceId| {
        std::iter::successors(Some(other), |&other| dataset.sources[other].via).any(|via| via.index() == source.index())
    };
    let falls = |record: &RecordRef| {
        let citations = dataset.sources_of(*record);
        !citations.is_empty() && citations.iter().all(|citation| gone(citation.source))
    };
    let name = &dataset.sources[source].id;
    let note = |record: RecordRef| {
        Fault::note(format!("\"{}\" would lose its last source with \"{name}\"", dataset.record_id(record)))
    };
    records(dataset).filter(falls).map(note).collect()
}
