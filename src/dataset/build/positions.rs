//! The positions of events and quotes when files of a dataset are read again.
//!
//! A position belongs to an id for good: a record that changes, or moves to another file, keeps that which it had, one that is
//! removed leaves it empty, and new ids have positions after all others. References to a record are then the same before and
//! after, and the other files need not be read for them.

use foldhash::{HashMap, HashMapExt};

use crate::dataset::parts::{Part, Rows, written};
use crate::dataset::scan::Expected;
use crate::diagnostic::FileText;
use crate::model::{Dataset, EventId, Id, Origin, QuoteId, RecordRef, Table};

/// Positions by written id.
#[derive(Debug)]
pub(crate) struct Positions<'t> {
    /// The dataset before.
    pub(crate) dataset: &'t Dataset,
    /// By file: whether it is read again.
    reread: Vec<bool>,
    /// The records of these files.
    events: HashMap<&'t str, EventId>,
    quotes: HashMap<&'t str, QuoteId>,
    /// The next position of a quote.
    pub(crate) quotes_end: usize,
}

impl<'t> Positions<'t> {
    /// Gives positions to the events and quotes with written ids in files read again, after the first pass over these. Nothing
    /// if an id is used twice.
    pub(crate) fn new(dataset: &'t Dataset, texts: &[(u32, &'t FileText)], parts: &[Vec<Part>]) -> Option<Self> {
        let mut this = Self {
            dataset,
            reread: vec![false; dataset.files.len()],
            events: HashMap::new(),
            quotes: HashMap::new(),
            quotes_end: dataset.quotes.positions(),
        };
        texts.iter().for_each(|(file, _)| this.reread[*file as usize] = true);
        let mut event_positions = dataset.events.positions();
        for ((_, text), parts) in texts.iter().zip(parts) {
            let id = |expected: &Expected| expected.id.and_then(|place| written(text, place));
            for part in parts {
                let Rows::Expected(contents) = &part.rows else { continue };
                for id in contents.events.iter().filter_map(id) {
                    assign(id, &dataset.events, &mut this.events, &mut event_positions)?;
                }
                for id in contents.quotes.iter().filter_map(id) {
                    assign(id, &dataset.quotes, &mut this.quotes, &mut this.quotes_end)?;
                }
            }
        }
        let of_event = |id: &str| this.events.contains_key(id) || this.other_event(id).is_some();
        let is_repeated = this.events.keys().any(|id| this.other_event(id).is_some() || this.quote(id).is_some())
            || this.quotes.keys().any(|id| this.other_quote(id).is_some() || of_event(id));
        (!is_repeated).then_some(this)
    }

    /// The event with this id.
    pub(crate) fn event(&self, id: &str) -> Option<EventId> {
        self.events.get(id).copied().or_else(|| self.other_event(id))
    }

    /// The quote with this id, if that is written.
    pub(crate) fn quote(&self, id: &str) -> Option<QuoteId> {
        self.quotes.get(id).copied().or_else(|| self.other_quote(id))
    }

    /// Whether a place is in one of the files read again.
    pub(crate) fn is_reread(&self, origin: Origin) -> bool {
        self.reread.get(origin.file as usize).is_some_and(|reread| *reread)
    }

    /// Whether there is no record any more to which others can have referred.
    pub(crate) fn is_removed(&self, record: RecordRef) -> bool {
        match record {
            RecordRef::Event(id) => self.event(&self.dataset.events[id].id).is_none(),
            RecordRef::Quote(id) => self.quote(&self.dataset.quotes[id].id).is_none(),
        }
    }

    fn other_event(&self, id: &str) -> Option<EventId> {
        self.dataset.events.find(id).filter(|found| !self.is_reread(self.dataset.origin(RecordRef::Event(*found))))
    }

    fn other_quote(&self, id: &str) -> Option<QuoteId> {
        let stays = |found: &QuoteId| !self.is_reread(self.dataset.origin(RecordRef::Quote(*found)));
        self.dataset.quotes.find(id).filter(|found| self.dataset.quotes[*found].id_is_written && stays(found))
    }
}

/// Gives an id its position, or the next; nothing if it has one already.
fn assign<'t, I: Id, T: crate::model::HasId>(
    id: &'t str,
    table: &Table<I, T>,
    to: &mut HashMap<&'t str, I>,
    positions: &mut usize,
) -> Option<()> {
    let position = table.position_of(id).unwrap_or_else(|| {
        *positions += 1;
        I::new(*positions - 1)
    });
    to.insert(id, position).is_none().then_some(())
}
