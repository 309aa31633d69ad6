//! Warnings about probable mistakes. `check --strict` treats them as errors.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::build::Places;
use crate::diagnostic::{Fault, Location};
use crate::model::vocabulary::{Stance, Status, Translated};
use crate::model::when::{Bounds, Extent, Grain};
use crate::model::{
    AnyId, Citation, Dataset, Event, EventId, Id, PerTable, PersonId, Quote, QuoteId, RecordRef, Stances, Subset, When,
};
use crate::parallel;

/// All warnings about records without errors.
pub(crate) fn lint(dataset: &Dataset, places: &Places, faulty: &PerTable<Vec<bool>>) -> Vec<Fault> {
    let new = || Lint { dataset, places, faults: Vec::new() };
    let unused = || {
        let mut lint = new();
        lint.first_of_month();
        lint.urls();
        lint.unused(faulty);
        lint.faults
    };
    let events = |range: Range<usize>| {
        let mut lint = new();
        let ids = range.filter(|&at| !faulty.events[at]).map(EventId::new);
        ids.for_each(|id| lint.event(id, &dataset.events[id]));
        lint.faults
    };
    let quotes = |range: Range<usize>| {
        let mut lint = new();
        let ids = range.filter(|&at| !faulty.quotes[at]).map(QuoteId::new);
        ids.for_each(|id| lint.quote(id, &dataset.quotes[id]));
        lint.faults
    };
    let (records, unused) = parallel::both(
        || [parallel::ranges(dataset.events.len(), events), parallel::ranges(dataset.quotes.len(), quotes)],
        unused,
    );
    records.into_iter().flatten().flatten().chain(unused).collect()
}

/// All warnings about these records, without their places.
pub(super) fn lint_records(dataset: &Dataset, records: &[RecordRef]) -> Vec<Fault> {
    let mut lint = Lint { dataset, places: &Places::default(), faults: Vec::new() };
    for record in records {
        match *record {
            RecordRef::Event(id) => lint.event(id, &dataset.events[id]),
            RecordRef::Quote(id) => lint.quote(id, &dataset.quotes[id]),
        }
    }
    lint.faults
}

/// The warning about the dates of all events, if there is one.
pub(super) fn lint_dates(dataset: &Dataset) -> Vec<Fault> {
    let mut lint = Lint { dataset, places: &Places::default(), faults: Vec::new() };
    lint.first_of_month();
    lint.faults
}

struct Lint<'a> {
    dataset: &'a Dataset,
    places: &'a Places,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    fn warn(&mut self, place: Location, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault::warning(message).at(place).help(help));
    }

    fn event(&mut self, id: EventId, event: &Event) {
        let place = self.places.of(AnyId::of(id));
        if event.sources.is_empty() {
            self.warn(place, format!("event \"{}\" has no source", event.id), "add sources = [\"…\"]");
        }
        if event.result.is_some() && !event.status.took_place() {
            let message = format!("event \"{}\" has a result but did not take place", event.id);
            self.warn(place, message, "remove result or correct the status");
        }
        let people = || event.delegations.iter().flat_map(|delegation| delegation.people.iter().copied());
        let mut sorted: Vec<PersonId> = people().collect();
        sorted.sort_unstable();
        let repeats = sorted.windows(2).any(|pair| pair[0] == pair[1]);
        let mut seen = HashSet::new();
        for person in people().filter(|_| repeats) {
            if !seen.insert(person) {
                let message =
                    format!("{} is in two delegations of event \"{}\"", self.dataset.persons[person].name, event.id);
                self.warn(place, message, "");
            }
        }
        let Some(bounds) = self.dataset.bounds(RecordRef::Event(id)) else { return };
        if event.status.took_place() {
            self.older_sources(place, &event.id, &event.sources, &bounds);
        }
        let Some((coverage, covered)) = &self.dataset.about.coverage else { return };
        let coverage = &coverage.raw;
        if event.status == Status::Held && bounds.s0.wall >= covered.e1.wall {
            let message = format!("event \"{}\" has status held but is after the coverage ({coverage})", event.id);
            self.warn(place, message, "set status = \"planned\" or extend the coverage");
        } else if bounds.latest.wall <= covered.s0.wall || bounds.earliest.wall >= covered.e1.wall {
            self.warn(place, format!("event \"{}\" is outside the coverage ({coverage})", event.id), "");
        }
    }

    fn older_sources(&mut self, place: Location, id: &str, sources: &[Citation], bounds: &Bounds) {
        for citation in sources {
            let source = &self.dataset.sources[citation.source];
            if let Some((published, when)) = &source.published
                && before(published, when, bounds)
            {
                let message = format!("source \"{}\" ({}) is older than event \"{id}\"", source.id, published.raw);
                self.warn(place, message, "cite a source from before the event in a report");
            }
        }
    }

    fn quote(&mut self, id: QuoteId, quote: &Quote) {
        let place = self.places.of(AnyId::of(id));
        if self.dataset.quote_sources(quote).is_empty() {
            self.warn(place, format!("quote \"{}\" has no source", quote.id), "add sources = [\"…\"]");
        }
        let translated = quote.translated.is_some_and(|by| by != Translated::No);
        if translated && !quote.fidelity_is_written {
            let message = format!("quote \"{}\" is translated but has no fidelity", quote.id);
            self.warn(place, message, "add fidelity = \"verbatim\" if the whole sentence was translated");
        }
        let conditional = match &quote.stance {
            Some(Stances::All(stance)) => *stance == Stance::Conditional,
            Some(Stances::ByTopic(stances)) => stances.iter().any(|(_, stance)| *stance == Stance::Conditional),
            None => false,
        };
        if conditional && quote.condition().is_none() {
            self.warn(
                place,
                format!("quote \"{}\" has a conditional stance but no condition", quote.id),
                "add condition = \"…\"",
            );
        }
        if quote.stance.is_some() && self.dataset.quote_topics(quote).is_empty() {
            self.warn(place, format!("quote \"{}\" has a stance but no topic", quote.id), "add topics = [\"…\"]");
        }
        let time = self.dataset.bounds(RecordRef::Quote(id)).filter(|_| quote.when.is_some());
        if let (Some(time), Some((published, when))) = (time, quote.published())
            && before(published, when, &time)
        {
            self.warn(
                place,
                format!("quote \"{}\" was published ({}) before it was said", quote.id, published.raw),
                "",
            );
        }
    }

    /// An unknown day is often written as the first of the month.
    fn first_of_month(&mut self) {
        use chrono::Datelike;
        let (mut days, mut first) = (0, 0);
        for (_, event) in self.dataset.events.iter() {
            if let Some(moment) = event.when.as_ref().filter(|when| when.is_single()).and_then(|when| when.leading())
                && moment.grain == Grain::Day
                && !moment.mark.approximate
            {
                days += 1;
                first += usize::from(moment.begin.day() == 1);
            }
        }
        // Of true dates, one in thirty is a first.
        if first >= 5 && first * 5 > days {
            let message = format!("{first} of {days} dates are the first of a month");
            self.faults.push(Fault::warning(message).help("write 2025-12 if only the month is known"));
        }
    }

    fn urls(&mut self) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let dataset = self.dataset;
        for (id, source) in dataset.sources.iter() {
            let Some(url) = source.url.as_deref() else { continue };
            if let Some(&first) = seen.get(url) {
                let message =
                    format!("sources \"{}\" and \"{}\" share a URL", dataset.sources[Id::new(first)].id, source.id);
                let fault = Fault::warning(message)
                    .at(self.places.records.sources[id.index()])
                    .help("define one source per page, and cite passages with a locator");
                self.faults.push(fault.other(self.places.records.sources[first], "first used here"));
            } else {
                seen.insert(url, id.index());
            }
        }
    }

    fn unused(&mut self, faulty: &PerTable<Vec<bool>>) {
        let referenced = Subset::referenced(self.dataset);
        for (table, faulty) in faulty.iter().filter(|(table, _)| !table.is_timeline()) {
            for index in (0..faulty.len()).filter(|index| !faulty[*index]) {
                let id = AnyId { table, index };
                if !referenced.contains(id) {
                    let message =
                        format!("{} \"{}\" is never referenced", table.singular(), self.dataset.written_id(id));
                    self.warn(self.places.records[table][index], message, "");
                }
            }
        }
    }
}

/// Whether a publication is before an event. Days are compared as days, whatever the time zones: outlets date by their own
/// calendar, which is not recorded.
fn before(published: &When, when: &Extent, happened: &Bounds) -> bool {
    if published.grain() <= Grain::Day {
        when.e1.wall <= happened.earliest.wall
    } else {
        when.e1.utc() <= happened.earliest.utc()
    }
}
