//! Reports on sourcing: records with a single source, sources without an archived copy, what depends on a source.

use std::collections::BTreeSet;

use crate::diagnostic::Fault;
use crate::model::{Dataset, EventId, Id, RecordRef, SourceId};

/// All records in the order of the files, events first.
fn records(dataset: &Dataset) -> impl Iterator<Item = RecordRef> {
    let events = dataset.events.ids().map(RecordRef::Event);
    events.chain(dataset.quotes.ids().map(RecordRef::Quote))
}

/// The original of a source: itself, or what it copies.
fn root(dataset: &Dataset, source: SourceId) -> SourceId {
    std::iter::successors(Some(source), |&source| dataset.sources[source].via).last().unwrap_or(source)
}

/// The independent sources of a record: copies count as their original.
fn roots(dataset: &Dataset, record: RecordRef) -> BTreeSet<SourceId> {
    dataset.sources_of(record).iter().map(|citation| root(dataset, citation.source)).collect()
}

/// Whether no source of a record has an archived copy.
fn unarchived(dataset: &Dataset, record: RecordRef) -> bool {
    let citations = dataset.sources_of(record);
    !citations.is_empty() && citations.iter().all(|citation| dataset.sources[citation.source].archive.is_none())
}

/// So many days after its end the first source of an event may be published without a question.
const LATE_DAYS: i64 = 2;

/// A note on an event of which nothing was published for days: it may have been secret, and was then not known from its end.
fn late_source(dataset: &Dataset, id: EventId) -> Option<Fault> {
    let event = &dataset.events[id];
    let bounds = dataset.bounds(RecordRef::Event(id)).filter(|bounds| bounds.e1.is_bounded())?;
    let published = event.sources.iter().filter_map(|citation| dataset.sources[citation.source].published.as_ref());
    let first = published.map(|(_, bounds)| bounds.e1.day()).min()?;
    let days = first - bounds.e1.day();
    if event.known.is_some() || !event.reports.is_empty() || days <= LATE_DAYS {
        return None;
    }
    let message =
        format!("the earliest source of \"{}\" was published {days} days after the end of the event", event.id);
    Some(Fault::note(message).help("if it was not public before, add known = …"))
}

/// Notes on sourcing, the most serious first. If no source at all has an archived copy, there is one note instead of one per
/// record.
pub fn audit(dataset: &Dataset) -> Vec<Fault> {
    let (mut notes, mut single, mut archive) = (Vec::new(), Vec::new(), Vec::new());
    notes.extend(dataset.events.ids().filter_map(|id| late_source(dataset, id)));
    for record in records(dataset) {
        let (id, citations) = (dataset.record_id(record), dataset.sources_of(record));
        let roots = roots(dataset, record);
        if roots.len() < 2 && citations.iter().any(|citation| citation.credibility == Some(1)) {
            notes.push(Fault::note(format!(
                "\"{id}\" has credibility 1 (confirmed) but fewer than two independent sources"
            )));
        }
        if let Some(&only) = roots.first().filter(|_| roots.len() == 1) {
            let copies = if citations.len() > 1 {
                format!(" (cited {} times, directly or through copies)", citations.len())
            } else {
                String::new()
            };
            single.push(Fault::note(format!("\"{id}\" has a single source, \"{}\"{copies}", dataset.sources[only].id)));
        }
        if unarchived(dataset, record) {
            archive.push(Fault::note(format!("no source of \"{id}\" has an archived copy")));
        }
    }
    if !archive.is_empty() && dataset.sources.iter().all(|(_, source)| source.archive.is_none()) {
        archive = vec![Fault::note("no source of the dataset has an archived copy".to_owned())];
    }
    notes.append(&mut archive);
    notes.append(&mut single);
    notes
}

/// The number of records in each state.
pub fn summary(dataset: &Dataset) -> String {
    let (mut one, mut archive, mut all) = (0, 0, 0);
    for record in records(dataset) {
        all += 1;
        one += usize::from(roots(dataset, record).len() == 1);
        archive += usize::from(unarchived(dataset, record));
    }
    format!("of {all} records, {one} have a single source and {archive} have no archived copy")
}

/// The records that would lose their last source if a source, with all its copies, were withdrawn.
pub fn without(dataset: &Dataset, source: SourceId) -> Vec<Fault> {
    let withdrawn = |other: SourceId| {
        std::iter::successors(Some(other), |&other| dataset.sources[other].via).any(|via| via.index() == source.index())
    };
    let loses_all = |record: &RecordRef| {
        let citations = dataset.sources_of(*record);
        !citations.is_empty() && citations.iter().all(|citation| withdrawn(citation.source))
    };
    let name = &dataset.sources[source].id;
    let note = |record: RecordRef| {
        Fault::note(format!("\"{}\" would lose its last source without \"{name}\"", dataset.record_id(record)))
    };
    records(dataset).filter(loses_all).map(note).collect()
}
