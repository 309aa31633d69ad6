//! Reading again only the files that have changed.
//!
//! This is done where the result is known to be that of a full load: there are no errors, neither before nor after is there a
//! warning about a changed file or about records that depend on it, and the changed files have the same other tables, word for
//! word, whatever their events and quotes are. The warnings are then those from before. Everything else is left to the full
//! load.
//!
//! * [`mod@number`] — automatic ids of quotes
//! * [`merge`] — a table with the rows read again
//! * [`moved`] — records that have another place among the rest
//! * [`check`] — what a full load would report, [`hierarchies`] of cycles and levels

mod check;
mod hierarchies;
mod merge;
mod moved;
mod number;

use std::path::Path;

use super::build::{Positions, Rows, build_again};
use super::gather::{self, gather};
use super::load::DataFiles;
use super::parts::{self, Part, Reading};
use super::versions::{Stamp, Version, Versions};
use crate::diagnostic::{Fault, FileText, Location, Severity};
use crate::model::{Dataset, Event, EventId, Origin, QuoteId, RecordRef};
use crate::parallel;

/// The most bytes that are read again. More are read sooner on all cores.
const MAX_BYTES: u64 = 16 << 20;

/// A dataset of which some files have been read again.
pub(crate) struct Reloaded {
    /// The dataset. Records have the positions that they had, or others that had no record.
    pub(crate) dataset: Dataset,
    /// Its files.
    pub(crate) versions: Versions,
    /// The events and quotes that are new, or whose rows or places among the rest differ from those before, and the quotes of
    /// such events.
    pub(crate) differ: Vec<RecordRef>,
    /// How many files have been read.
    pub(crate) files_read: usize,
}

/// The dataset as it was, and what it says of the changed files.
struct Before<'t> {
    dataset: &'t Dataset,
    positions: Positions<'t>,
    /// The records that were defined in these files.
    reread: Vec<RecordRef>,
    /// Whether there are warnings.
    has_warnings: bool,
    /// The records that refer to a record.
    referring: &'t dyn Fn(RecordRef) -> Vec<RecordRef>,
}

/// A row of a table, where it is defined.
type Row<I, T> = (I, Origin, T);

/// Reads the changed files of a dataset again. Nothing if only a full load can tell what the dataset now is. `referring` are the
/// records that refer to a record.
pub(crate) fn reload(
    input: &DataFiles,
    dataset: &Dataset,
    versions: &Versions,
    faults: &[Fault],
    referring: &dyn Fn(RecordRef) -> Vec<RecordRef>,
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
    let (mut texts, mut parts) = (Vec::new(), Vec::new());
    for &at in &files {
        let (text, of_text) = read(&paths[at], at as u32, now[at].others?)?;
        texts.push((at as u32, text));
        parts.push(of_text);
    }
    let named: Vec<(u32, &FileText)> = texts.iter().map(|(file, text)| (*file, text)).collect();
    let positions = Positions::new(dataset, &named, &parts)?;
    let mut rows = Rows::default();
    for ((_, text), parts) in texts.iter().zip(parts) {
        rows.append(build_again(parts, text, &positions)?);
    }
    let records = dataset.events.ids().map(RecordRef::Event).chain(dataset.quotes.ids().map(RecordRef::Quote));
    let reread = records.filter(|record| positions.is_reread(dataset.origin(*record))).collect();
    let before = Before { dataset, positions, reread, has_warnings: !faults.is_empty(), referring };
    let (dataset, differ) = before.with(rows)?;
    Some(Reloaded { dataset, versions: Versions(now.into()), differ, files_read: files.len() })
}

/// The first pass over a file. Nothing if there are faults, or if it has other tables than before.
fn read(path: &Path, file: u32, others: u64) -> Option<(FileText, Vec<Part>)> {
    let (text, faults) = gather::read(path, file);
    let found = parts::read_file(&text, file, Reading::new(parallel::cores()));
    let is_same = faults.is_empty() && found.faults.is_empty() && found.others(&text) == Some(others);
    is_same.then_some((text, found.parts))
}

impl Before<'_> {
    /// The dataset with the events and quotes of the changed files, and which records differ. Nothing if a full load would find a
    /// fault, or might.
    fn with(&self, mut rows: Rows) -> Option<(Dataset, Vec<RecordRef>)> {
        let old = self.dataset;
        if !self.keeps_references() {
            return None;
        }
        let mut new = old.clone();
        let found: Vec<Row<EventId, Event>> = std::mem::take(&mut rows.events)
            .into_iter()
            .zip(&rows.event_origins)
            .map(|(row, origin)| Some((self.positions.event(&row.id)?, *origin, row)))
            .collect::<Option<_>>()?;
        let mut moved = moved::Places::default();
        found.iter().for_each(|(id, origin, _)| moved.add(RecordRef::Event(*id), *origin));
        let leaves = |id: EventId| self.is_reread(RecordRef::Event(id));
        let events = merge::merge(&old.events, &old.event_origins, found, leaves)?;
        (new.events, new.event_origins) = (events.table, events.origins);
        if !rows.complete(&new, &self.positions) {
            return None;
        }
        let numbered = self.number(std::mem::take(&mut rows.quotes), &rows.quote_origins, &new)?;
        numbered.rows.iter().for_each(|(id, origin, _)| moved.add(RecordRef::Quote(*id), *origin));
        let renamed = numbered.rows.iter().filter(|(_, origin, _)| !self.positions.is_reread(*origin));
        let renamed: Vec<RecordRef> = renamed.map(|(id, ..)| RecordRef::Quote(*id)).collect();
        let of_events: Vec<(Option<EventId>, QuoteId)> =
            numbered.rows.iter().map(|(id, _, quote)| (quote.event, *id)).collect();
        let leaves = |id: QuoteId| self.is_reread(RecordRef::Quote(id)) || numbered.renamed.contains(&id);
        let quotes = merge::merge(&old.quotes, &old.quote_origins, numbered.rows, leaves)?;
        (new.quotes, new.quote_origins) = (quotes.table, quotes.origins);

        let changed = events.changed.iter().copied().map(RecordRef::Event);
        let mut differ: Vec<RecordRef> = changed.chain(quotes.changed.iter().copied().map(RecordRef::Quote)).collect();
        differ.extend(moved.moved(old).into_iter().chain(renamed));
        let mut of_differing: Vec<RecordRef> = Vec::new();
        for record in &differ {
            if let RecordRef::Event(id) = *record {
                of_differing.extend(self.other_quotes_of(id).into_iter().map(RecordRef::Quote));
                let read = of_events.iter().filter(|(event, _)| *event == Some(id));
                of_differing.extend(read.map(|(_, quote)| RecordRef::Quote(*quote)));
            }
        }
        differ.append(&mut of_differing);
        differ.retain(|record| new.has_record(*record));
        differ.sort_unstable();
        differ.dedup();
        self.is_sound(&new, &differ).then_some((new, differ))
    }

    /// Whether a record was defined in a file that has been read again.
    fn is_reread(&self, record: RecordRef) -> bool {
        self.positions.is_reread(self.dataset.origin(record))
    }

    /// The quotes of an event that are defined in other files than those read again.
    fn other_quotes_of(&self, event: EventId) -> Vec<QuoteId> {
        if !self.dataset.events.has(event) {
            return Vec::new();
        }
        let quote = |record: &RecordRef| match record {
            RecordRef::Quote(quote) if self.dataset.quotes[*quote].event == Some(event) => Some(*quote),
            _ => None,
        };
        let referring = (self.referring)(RecordRef::Event(event));
        referring.iter().filter(|record| !self.is_reread(**record)).filter_map(quote).collect()
    }
}
