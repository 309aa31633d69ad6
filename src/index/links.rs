//! Reverse references between events and between quotes.

use std::sync::Arc;

use super::renumbered::Renumbered;
use super::{Index, Postings, RecordId};
use crate::model::{Dataset, Event, EventId, Id, Quote, QuoteId, RecordRef};

/// The records that refer to an event or a quote, in the order of the timeline.
#[derive(Debug, Default)]
pub struct Links {
    /// By event: its parts.
    pub parts: Postings,
    /// By event: the events that follow from it.
    pub followers: Postings,
    /// By event: the events that name it as related.
    pub related: Postings,
    /// By quote: its replies.
    pub replies: Postings,
    /// By quote: the quotes that dispute it.
    pub disputes: Postings,
    /// By quote: the quotes that correct it.
    pub corrections: Postings,
    /// By quote: all renderings of it, over any number of steps.
    pub renderings: Postings,
}

impl Links {
    /// Gathers the references of all records.
    pub(crate) fn new(dataset: &Dataset, records: &[RecordRef]) -> Self {
        Self {
            parts: of_events(dataset, records, |event| event.details().part_of.as_slice()),
            followers: of_events(dataset, records, |event| &event.follows),
            related: of_events(dataset, records, |event| &event.related),
            replies: of_quotes(dataset, records, |quote| quote.replies_to().iter().copied()),
            disputes: of_quotes(dataset, records, |quote| quote.disputes().iter().copied()),
            corrections: of_quotes(dataset, records, |quote| quote.corrects().iter().copied()),
            renderings: of_quotes(dataset, records, |quote| dataset.rendered(quote)),
        }
    }
}

impl Links {
    /// The references of a derived index, with those of the records indexed anew.
    pub(super) fn derived(&self, anew: Self, numbers: &Arc<Renumbered>) -> Self {
        Self {
            parts: self.parts.derived(anew.parts, numbers),
            followers: self.followers.derived(anew.followers, numbers),
            related: self.related.derived(anew.related, numbers),
            replies: self.replies.derived(anew.replies, numbers),
            disputes: self.disputes.derived(anew.disputes, numbers),
            corrections: self.corrections.derived(anew.corrections, numbers),
            renderings: self.renderings.derived(anew.renderings, numbers),
        }
    }
}

impl Index {
    /// The events and quotes that refer to a record.
    pub(crate) fn referring(&self, record: RecordRef) -> Vec<RecordRef> {
        let links = &self.links;
        match record {
            RecordRef::Event(event) => {
                let lists = [&links.parts, &links.followers, &links.related, &self.quotes_of_events];
                lists
                    .into_iter()
                    .flat_map(|list| list.get(event).into_owned())
                    .map(|number| self.record(number))
                    .collect()
            }
            RecordRef::Quote(id) => {
                let quotes = &self.dataset.quotes;
                let lists = [&links.replies, &links.disputes, &links.corrections];
                let lists = lists.into_iter().flat_map(|list| list.get(id).into_owned());
                // Those in several steps are not meant.
                let rendered = self.dataset.rendered(&quotes[id]).unwrap_or(id);
                let renderings =
                    links.renderings.get(rendered).into_owned().into_iter().map(|number| self.record(number));
                let direct = renderings.filter(
                    |record| matches!(record, RecordRef::Quote(other) if quotes[*other].rendering_of() == Some(id)),
                );
                lists.map(|number| self.record(number)).chain(direct).collect()
            }
        }
    }
}

/// By event, the events that refer to it.
fn of_events<'d>(
    dataset: &'d Dataset,
    records: &[RecordRef],
    targets: impl Fn(&'d Event) -> &'d [EventId],
) -> Postings {
    let mut pairs = Vec::new();
    for (number, record) in records.iter().enumerate() {
        if let RecordRef::Event(id) = record {
            let to = targets(&dataset.events[*id]).iter();
            pairs.extend(to.map(|to| (to.index() as u32, RecordId(number as u32))));
        }
    }
    Postings::new(dataset.events.positions(), &pairs)
}

/// By quote, the quotes that refer to it.
fn of_quotes<'d, I>(dataset: &'d Dataset, records: &[RecordRef], targets: impl Fn(&'d Quote) -> I) -> Postings
where
    I: IntoIterator<Item = QuoteId>,
{
    let mut pairs = Vec::new();
    for (number, record) in records.iter().enumerate() {
        if let RecordRef::Quote(id) = record {
            let to = targets(&dataset.quotes[*id]).into_iter();
            pairs.extend(to.map(|to| (to.index() as u32, RecordId(number as u32))));
        }
    }
    Postings::new(dataset.quotes.positions(), &pairs)
}
