//! Events and quotes, built part by part on all cores in the second pass over the files.
//!
//! What a part was parsed into is freed as soon as its records are built. Events and quotes refer to each other by position, and
//! positions are known from the first pass; what must be seen of another record is checked once all stand.

use std::collections::BTreeSet;

use super::records::Unchecked;
use super::{Builder, origins, table};
use crate::dataset::parts::Part;
use crate::diagnostic::{Fault, FileText, Location};
use crate::model::{Dataset, Event, Id, Origin, Quote, TextBuffer};
use crate::parallel;

/// Events and quotes, in order.
#[derive(Default)]
pub(crate) struct Rows {
    /// The events.
    pub(crate) events: Vec<Event>,
    /// The quotes. Those without a written id have none.
    pub(crate) quotes: Vec<Quote>,
    /// Where the events are defined.
    pub(crate) event_origins: Vec<Origin>,
    /// Where the quotes are defined.
    pub(crate) quote_origins: Vec<Origin>,
    /// What is to be checked, by the position of the quote.
    pub(super) unchecked: Vec<(usize, Unchecked)>,
}

impl Rows {
    /// Adds the rows of the next part.
    pub(crate) fn append(&mut self, mut next: Self) {
        let before = self.quotes.len();
        self.unchecked.extend(next.unchecked.into_iter().map(|(at, check)| (before + at, check)));
        self.events.append(&mut next.events);
        self.quotes.append(&mut next.quotes);
        self.event_origins.append(&mut next.event_origins);
        self.quote_origins.append(&mut next.quote_origins);
    }
}

/// The records of a part.
pub(super) struct Records<'r> {
    pub(super) rows: Rows,
    /// The faults found while it was parsed.
    pub(super) read: Vec<Fault>,
    /// The places, faults and faulty records.
    pub(super) noted: Builder<'r>,
}

impl<'r> Builder<'r> {
    /// Builds events and quotes. Returns the faults in what is written; an error are the files whose parts are not what the first
    /// pass expected.
    pub(super) fn records(
        &mut self,
        parts: Vec<Part>,
        texts: &[FileText],
        dataset: &mut Dataset,
        progress: &dyn Fn(usize),
    ) -> Result<Vec<Fault>, BTreeSet<u32>> {
        let counts = || parts.iter().map(|part| part.rows.counts());
        let mut rows = Rows {
            events: Vec::with_capacity(counts().map(|(events, _)| events).sum()),
            quotes: Vec::with_capacity(counts().map(|(_, quotes)| quotes).sum()),
            ..Rows::default()
        };
        let (mut read, mut unexpected) = (Vec::new(), BTreeSet::new());
        let (registers, zone) = (self.registers, self.zone);
        let others = &*dataset;
        let build = |mut part: Part| {
            let file = part.file;
            Builder::new(registers, zone).part(&mut part, &texts[file as usize], others).ok_or(file)
        };
        parallel::in_turn(parts.into_iter(), build, |built| {
            let mut part = match built {
                Ok(part) => part,
                Err(file) => {
                    unexpected.insert(file);
                    return;
                }
            };
            rows.append(part.rows);
            read.append(&mut part.read);
            self.append(part.noted);
            progress(rows.events.len());
        });
        if !unexpected.is_empty() {
            return Err(unexpected);
        }
        let Rows { events, mut quotes, event_origins, quote_origins, unchecked } = rows;
        dataset.events = table(events);
        self.number(&mut quotes, dataset);
        self.check(&mut quotes, unchecked, dataset);
        dataset.quotes = table(quotes);
        (dataset.event_origins, dataset.quote_origins) = (event_origins.into(), quote_origins.into());
        Ok(read)
    }

    /// Parses and builds the records of a part; nothing if they are not what was expected.
    pub(super) fn part(mut self, part: &mut Part, file: &FileText, dataset: &Dataset) -> Option<Records<'r>> {
        let (raw_events, raw_quotes, read) = part.read(file)?;
        let mut events = Vec::with_capacity(raw_events.len());
        for row in raw_events {
            self.places.records.events.push(row.header);
            let faulty = row.faulty;
            let (event, bad) = self.watched(|builder| builder.build_event(row, dataset));
            self.faulty.events.push(bad || faulty);
            events.push(event);
        }
        let (mut quotes, mut unchecked) = (Vec::with_capacity(raw_quotes.len()), Vec::new());
        for row in raw_quotes {
            self.places.records.quotes.push(row.header);
            let faulty = row.faulty;
            let ((quote, check), bad) = self.watched(|builder| builder.build_quote(row, dataset));
            self.faulty.quotes.push(bad || faulty);
            if !check.is_empty() {
                unchecked.push((quotes.len(), check));
            }
            quotes.push(quote);
        }
        let lines = |headers: &[Location]| origins(headers, part.text(file), part.start());
        let (event_origins, quote_origins) = (lines(&self.places.records.events), lines(&self.places.records.quotes));
        let rows = Rows { events, quotes, event_origins, quote_origins, unchecked };
        Some(Records { rows, read, noted: self })
    }

    /// Adds what was noted in the next part.
    fn append(&mut self, mut next: Builder<'_>) {
        self.faults.append(&mut next.faults);
        self.places.records.events.append(&mut next.places.records.events);
        self.places.records.quotes.append(&mut next.places.records.quotes);
        self.faulty.events.append(&mut next.faulty.events);
        self.faulty.quotes.append(&mut next.faulty.quotes);
    }

    /// Gives quotes without an id the id of their event with a number.
    fn number(&mut self, quotes: &mut [Quote], dataset: &Dataset) {
        // Those without an event are counted last.
        let mut ids = TextBuffer::new();
        let mut counted = vec![0_u32; dataset.events.len() + 1];
        for (at, quote) in quotes.iter_mut().enumerate() {
            let number = &mut counted[quote.event.map_or(dataset.events.len(), Id::index)];
            *number += 1;
            if quote.id_is_written {
                continue;
            }
            let event = quote.event.map_or("quote", |event| &dataset.events[event].id);
            let id = format!("{event}#{number}");
            quote.id = ids.add(&id);
            if let Some(place) = self.registers.quotes.place_of(&id) {
                let message = format!("the automatic id of this quote, \"{id}\", is taken");
                let fault = Fault::error(message).at(self.places.records.quotes[at]).other(place, "by this quote");
                self.faults.push(fault.help("give this quote an id too"));
                self.faulty.quotes[at] = true;
            }
        }
    }

    /// Checks what depends on the events of quotes.
    pub(super) fn check(&mut self, quotes: &mut [Quote], unchecked: Vec<(usize, Unchecked)>, dataset: &Dataset) {
        let home = |quote: &Quote| dataset.home(quote.event.and_then(|event| dataset.events[event].place));
        let clocks = parallel::ranges(unchecked.len(), |range| {
            let timed = range.filter(|&nth| {
                let quote: &Quote = &quotes[unchecked[nth].0];
                let has_fault = |when: &crate::model::When| when.bounds(home(quote)).is_err();
                unchecked[nth].1.when.is_some() && quote.when.as_deref().is_some_and(has_fault)
            });
            timed.collect::<Vec<_>>()
        });
        let mut clocks = clocks.into_iter().flatten().peekable();
        for (nth, (at, check)) in unchecked.into_iter().enumerate() {
            let quote = &mut quotes[at];
            let ((), bad) = self.watched(|builder| {
                if let Some(event) = quote.event.filter(|_| !check.stances.is_empty()) {
                    quote.stance = builder.stances(check.stances, &dataset.events[event].topics, dataset);
                }
                if clocks.next_if_eq(&nth).is_some()
                    && let (Some(value), Some(place)) = (quote.when.take(), check.when)
                {
                    let home = dataset.home(quote.event.and_then(|event| dataset.events[event].place));
                    quote.when = builder.time(Some(crate::dataset::raw::At { value: *value, place }), home);
                }
            });
            self.faulty.quotes[at] |= bad;
        }
    }
}
