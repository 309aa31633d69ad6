//! Automatic ids: the quotes of an event are numbered in the order of the files, as are those without an event.
//!
//! A quote that is added or removed changes the numbers of those after it, in other files too. These are renamed, which is to say
//! that they move to the positions of their new ids.

use std::collections::BTreeSet;

use foldhash::{HashSet, HashSetExt};

use super::{Before, Row};
use crate::model::{Dataset, EventId, Id, Origin, Quote, QuoteId, RecordRef, Text};
use crate::parallel;

/// Quotes with their positions.
pub(super) struct Numbered {
    /// Those read again, and those of other files that are renamed.
    pub(super) rows: Vec<Row<QuoteId, Quote>>,
    /// The positions that the renamed ones had.
    pub(super) renamed: BTreeSet<QuoteId>,
}

/// A quote of an event.
enum Of {
    /// The nth of those read again.
    Read(usize),
    /// One of another file.
    Other(QuoteId),
}

impl Before<'_> {
    /// Gives the quotes read again, and those of other files with the same events, their ids and positions. Nothing if an id
    /// is taken, or if lines do not tell the order.
    pub(super) fn number(&self, mut quotes: Vec<Quote>, origins: &[Origin], new: &Dataset) -> Option<Numbered> {
        let old = self.dataset;
        let mut groups: Vec<(Option<EventId>, Origin, Of)> = Vec::new();
        for (nth, (quote, origin)) in quotes.iter().zip(origins).enumerate() {
            groups.push((quote.event, *origin, Of::Read(nth)));
        }
        let before = self.reread.iter().filter_map(|record| match record {
            RecordRef::Event(_) => None,
            RecordRef::Quote(id) => Some(old.quotes[*id].event),
        });
        let concerned: BTreeSet<Option<EventId>> = before.chain(quotes.iter().map(|quote| quote.event)).collect();
        for event in concerned {
            let others = event.map_or_else(|| self.others_without_event(), |event| self.other_quotes_of(event));
            groups.extend(others.into_iter().map(|id| (event, old.origin(RecordRef::Quote(id)), Of::Other(id))));
        }
        groups.sort_unstable_by_key(|(event, origin, _)| (*event, *origin));
        if groups.windows(2).any(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            return None;
        }
        let (mut renamed, mut others) = (BTreeSet::new(), Vec::new());
        let (mut last, mut number) = (None, 0);
        for (event, origin, of) in groups {
            number = if last == Some(event) { number + 1 } else { 1 };
            last = Some(event);
            let event = event.map_or("quote", |event| &new.events[event].id);
            let id = || Text::from(format!("{event}#{number}"));
            match of {
                Of::Read(nth) if quotes[nth].id_is_written => {}
                Of::Read(nth) => quotes[nth].id = id(),
                Of::Other(other) => {
                    let quote = &old.quotes[other];
                    if !quote.id_is_written && id() != quote.id {
                        others.push((origin, Quote { id: id(), ..quote.clone() }));
                        renamed.insert(other);
                    }
                }
            }
        }
        let read = quotes.into_iter().zip(origins).map(|(quote, origin)| (*origin, quote));
        let all: Vec<(Origin, Quote)> = read.chain(others).collect();
        Some(Numbered { rows: self.placed(all)?, renamed })
    }

    /// Quotes with their positions; nothing if an id is taken.
    fn placed(&self, quotes: Vec<(Origin, Quote)>) -> Option<Vec<Row<QuoteId, Quote>>> {
        let mut next = self.positions.quotes_end;
        let (mut rows, mut known) = (Vec::with_capacity(quotes.len()), HashSet::new());
        for (origin, quote) in quotes {
            let written = self.positions.quote(&quote.id);
            if written.is_some() != quote.id_is_written || !known.insert(quote.id.clone()) {
                return None;
            }
            let position = written.or_else(|| self.dataset.quotes.position_of(&quote.id)).unwrap_or_else(|| {
                next += 1;
                QuoteId::new(next - 1)
            });
            rows.push((position, origin, quote));
        }
        Some(rows)
    }

    /// The quotes without an event that are defined in other files than those read again.
    fn others_without_event(&self) -> Vec<QuoteId> {
        let quotes = &self.dataset.quotes;
        let others = parallel::ranges(quotes.positions(), |range| {
            let ids = range.map(QuoteId::new).filter(|id| quotes.get(*id).is_some_and(|quote| quote.event.is_none()));
            let others: Vec<QuoteId> = ids.collect();
            others
        });
        others.into_iter().flatten().filter(|id| !self.is_reread(RecordRef::Quote(*id))).collect()
    }
}
