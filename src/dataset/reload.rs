//! Reading again only the files that have changed.
//!
//! This is done where the result is known to be that of a full load: there are no errors, neither before nor after is there a
//! warning about a changed file or about records that depend on it, and the changed files have the same other tables, word for
//! word, and the same events and quotes in the same order, whatever these say. The warnings are then those from before.
//! Everything else is left to the full load.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::build::{Rows, build_again};
use super::gather::{self, gather};
use super::lint::{lint_dates, lint_records};
use super::load::DataFiles;
use super::parts::{self, Reading};
use super::versions::{Stamp, Version, Versions};
use crate::diagnostic::{Fault, Location, Severity};
use crate::model::{AnyId, Dataset, Event, EventId, Id, Origin, Quote, QuoteId, RecordRef, Stances, Subset};
use crate::parallel;

/// The most bytes that are read again. More are read sooner on all cores.
const MAX_BYTES: u64 = 16 << 20;

/// A dataset of which some files have been read again.
pub(crate) struct Reloaded {
    /// The dataset. All records have the positions that they had.
    pub(crate) dataset: Dataset,
    /// Its files.
    pub(crate) versions: Versions,
    /// The events and quotes whose rows differ from those before, and the quotes of such events.
    pub(crate) differ: Vec<RecordRef>,
    /// How many files have been read.
    pub(crate) files_read: usize,
}

/// What a file now says.
struct Changed {
    /// The positions of its events and quotes.
    events: Range<usize>,
    quotes: Range<usize>,
    rows: Rows,
}

/// Reads the changed files of a dataset again. Nothing if only a full load can tell what the dataset now is.
pub(crate) fn reload(
    input: &DataFiles,
    dataset: &Dataset,
    versions: &Versions,
    faults: &[Fault],
    quotes_of: &dyn Fn(EventId) -> Vec<QuoteId>,
) -> Option<Reloaded> {
    let DataFiles::Paths(paths) = input else { return None };
    let (paths, unreadable) = gather(paths);
    let is_same = unreadable.is_empty() && paths == dataset.files && versions.0.len() == paths.len();
    if !is_same {
        return None;
    }
    let mut now = versions.0.to_vec();
    let mut files = Vec::new();
    for (at, (path, version)) in paths.iter().zip(&mut now).enumerate() {
        let stamp = Stamp::of(path);
        if stamp.is_none() || stamp != version.stamp {
            *version = Version { stamp, ..*version };
            files.push(at);
        }
    }
    let size = |at: &usize| std::fs::metadata(&paths[*at]).map_or(u64::MAX, |meta| meta.len());
    if files.iter().map(size).fold(0, u64::saturating_add) > MAX_BYTES {
        return None;
    }
    let stays = |place: Location| !files.contains(&(place.file as usize));
    let may_stay = |fault: &Fault| {
        let others = fault.other.iter().all(|(place, _)| stays(*place));
        fault.severity == Severity::Warning && fault.place.is_some_and(stays) && others
    };
    if !faults.iter().all(may_stay) {
        return None;
    }
    let mut changed = Vec::new();
    for &at in &files {
        changed.push(read(&paths[at], at as u32, now[at].others?, dataset)?);
    }
    let replaced = replace(dataset, changed, quotes_of)?;
    Some(Reloaded { dataset: replaced.0, versions: Versions(now.into()), differ: replaced.1, files_read: files.len() })
}

/// Reads a file, and compares its other tables and its ids with those before.
fn read(path: &Path, file: u32, others: u64, dataset: &Dataset) -> Option<Changed> {
    let (text, faults) = gather::read(path, file);
    let found = parts::read_file(&text, file, Reading::new(parallel::cores()));
    if !faults.is_empty() || !found.faults.is_empty() || found.others(&text) != Some(others) {
        return None;
    }
    let (events, quotes) = (of_file(&dataset.event_origins, file), of_file(&dataset.quote_origins, file));
    let count = |of: fn((usize, usize)) -> usize| found.parts.iter().map(|part| of(part.rows.counts())).sum::<usize>();
    if (count(|counts| counts.0), count(|counts| counts.1)) != (events.len(), quotes.len()) {
        return None;
    }
    let mut rows = build_again(found.parts, &text, dataset)?;
    let old_events = events.clone().map(|at| &dataset.events[EventId::new(at)]);
    let old_quotes = quotes.clone().map(|at| &dataset.quotes[QuoteId::new(at)]);
    let same_events = rows.events.iter().zip(old_events).all(|(new, old)| is_same_event(new, old));
    let same_quotes = rows.quotes.iter_mut().zip(old_quotes).all(|(new, old)| is_same_quote(new, old));
    let before = mixed(&dataset.event_origins[events.clone()], &dataset.quote_origins[quotes.clone()]);
    let same_order = mixed(&rows.event_origins, &rows.quote_origins) == before;
    (same_events && same_quotes && same_order).then_some(Changed { events, quotes, rows })
}

/// The positions of the records of a file.
fn of_file(origins: &[Origin], file: u32) -> Range<usize> {
    origins.partition_point(|origin| origin.file < file)..origins.partition_point(|origin| origin.file <= file)
}

/// In the order of the lines: whether a record is a quote. The timeline has records of one time in this order.
fn mixed(events: &[Origin], quotes: &[Origin]) -> Vec<bool> {
    let events = events.iter().map(|origin| (origin.line, false));
    let mut all: Vec<(u32, bool)> = events.chain(quotes.iter().map(|origin| (origin.line, true))).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, is_quote)| is_quote).collect()
}

/// Whether an event has the same id, and the same place in hierarchies, whose cycles and depth are checked as a whole.
fn is_same_event(new: &Event, old: &Event) -> bool {
    new.id == old.id && new.part_of() == old.part_of() && new.follows == old.follows
}

/// The same for a quote. One without a written id gets that from before: it belongs to the same event, as do all others.
fn is_same_quote(new: &mut Quote, old: &Quote) -> bool {
    if !new.id_is_written {
        new.id.clone_from(&old.id);
    }
    new.id == old.id
        && new.id_is_written == old.id_is_written
        && new.event == old.event
        && new.rendering_of() == old.rendering_of()
}

/// The dataset with the rows that differ, and the records that do. Nothing if a full load would find a fault, or might.
fn replace(
    old: &Dataset,
    mut changed: Vec<Changed>,
    quotes_of: &dyn Fn(EventId) -> Vec<QuoteId>,
) -> Option<(Dataset, Vec<RecordRef>)> {
    let mut new = old.clone();
    let mut events = Vec::new();
    for file in &mut changed {
        let rows = file.events.clone().map(EventId::new).zip(std::mem::take(&mut file.rows.events));
        events.extend(rows.filter(|(id, row)| *row != old.events[*id]));
    }
    let event_ids: Vec<EventId> = events.iter().map(|(id, _)| *id).collect();
    new.events = old.events.part(vec![true; old.events.positions()], events);
    let mut quotes = Vec::new();
    for file in &mut changed {
        if !file.rows.complete(&new) {
            return None;
        }
        let rows = file.quotes.clone().map(QuoteId::new).zip(std::mem::take(&mut file.rows.quotes));
        quotes.extend(rows.filter(|(id, row)| *row != old.quotes[*id]));
    }
    let mut differ: Vec<RecordRef> = quotes.iter().map(|(id, _)| RecordRef::Quote(*id)).collect();
    new.quotes = old.quotes.part(vec![true; old.quotes.positions()], quotes);
    (new.event_origins, new.quote_origins) = (
        moved(&old.event_origins, &changed, |file| (&file.events, &file.rows.event_origins)),
        moved(&old.quote_origins, &changed, |file| (&file.quotes, &file.rows.quote_origins)),
    );
    for &id in &event_ids {
        let of_event = quotes_of(id);
        let is_read = |quote: &QuoteId| changed.iter().any(|file| file.quotes.contains(&quote.index()));
        let moved = new.events[id].topics != old.events[id].topics || new.events[id].place != old.events[id].place;
        let mut elsewhere = of_event.iter().filter(|quote| !is_read(quote)).map(|quote| &new.quotes[*quote]);
        // Its stances and its time are checked by the topics and the zone of the event.
        if moved && elsewhere.any(depends_on_event) {
            return None;
        }
        differ.push(RecordRef::Event(id));
        differ.extend(of_event.into_iter().map(RecordRef::Quote));
    }
    differ.sort_unstable();
    differ.dedup();
    let dates_differ = event_ids.iter().any(|id| new.events[*id].when != old.events[*id].when);
    let is_clean = lint_records(&new, &differ).is_empty()
        && lint_records(old, &differ).is_empty()
        && (!dates_differ || lint_dates(&new).is_empty())
        && same_referenced(old, &new, &differ);
    is_clean.then_some((new, differ))
}

/// Whether what a quote says has been checked with its event.
fn depends_on_event(quote: &Quote) -> bool {
    let stances = quote.topics.is_empty() && matches!(quote.stance, Some(Stances::ByTopic(_)));
    stances || (quote.place.is_none() && quote.when.is_some())
}

/// Where records are defined, with the lines of the changed files.
fn moved(old: &[Origin], changed: &[Changed], of: impl Fn(&Changed) -> (&Range<usize>, &Vec<Origin>)) -> Arc<[Origin]> {
    let mut origins: Arc<[Origin]> = old.into();
    if let Some(origins) = Arc::get_mut(&mut origins) {
        for (range, lines) in changed.iter().map(of) {
            origins[range.clone()].copy_from_slice(lines);
        }
    }
    origins
}

/// Whether the same persons, sources, topics … are referred to at all.
fn same_referenced(old: &Dataset, new: &Dataset, differ: &[RecordRef]) -> bool {
    let references = |dataset: &Dataset| {
        let mut found = HashSet::new();
        for record in differ {
            dataset.visit_references(record.any(), &mut |to: AnyId| {
                found.extend((!to.table.is_timeline()).then_some(to));
            });
        }
        found
    };
    let (before, after) = (references(old), references(new));
    // What only one of them refers to is also referred to elsewhere.
    let is_in = |dataset: &Dataset, ids: Vec<&AnyId>| {
        let referenced = (!ids.is_empty()).then(|| Subset::referenced(dataset));
        referenced.is_none_or(|referenced| ids.into_iter().all(|id| referenced.contains(*id)))
    };
    is_in(new, before.difference(&after).collect()) && is_in(old, after.difference(&before).collect())
}
