//! The statements and differing accounts of a selection, by event and matter.

use std::collections::BTreeMap;

use crate::index::{Index, RecordId};
use crate::model::vocabulary::{ClaimField, Fidelity};
use crate::model::{Actor, Claim, Dataset, EventId, PartyId, QuoteId, RecordRef, TopicId};
use crate::prose;
use crate::view::Answered;

/// Whose account it is. The order is that of the columns if nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    /// A party, with everything that is part of it.
    Party(PartyId),
    /// Somebody not named, or named without a party.
    Unattributed,
    /// The dataset's own entry, from the sources of the event.
    Recorded,
}

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    /// The event itself.
    Event,
    /// A field on which accounts differ.
    Field(ClaimField),
    /// The first topic of a statement; `None` if it has none.
    Topic(Option<TopicId>),
}

/// What a side says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing by itself: the delegations of the side at an event, if there is one.
    Present(Option<EventId>),
    /// What the event's own entry has.
    Recorded(EventId),
    /// The account with this position in the event's list.
    Claim(EventId, usize),
    /// A quote.
    Quote(QuoteId),
}

/// A statement or an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) matter: Matter,
    pub(super) side: Side,
    pub(super) said: Said,
    /// The selected record that it is; `None` if it is shown only as context.
    pub(super) record: Option<RecordId>,
}

/// An event with what is said of it; or the quotes that belong to no event.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) event: Option<EventId>,
    /// The event, if it is selected.
    pub(super) record: Option<RecordId>,
    pub(super) items: Vec<Item>,
}

/// The events of a selection in order, each with its accounts and statements; then the quotes without an event. With context,
/// the quotes of a selected event that are not selected themselves are included.
pub(super) fn groups(answered: &Answered, context: bool) -> Vec<Group> {
    let (index, dataset) = (&answered.index, &answered.index.dataset);
    let selected = |record: RecordId| answered.selection.records.contains(record).then_some(record);
    let mut quotes: BTreeMap<Option<RecordId>, Vec<QuoteId>> = BTreeMap::new();
    for record in answered.selection.records.iter() {
        match index.record(record) {
            RecordRef::Event(_) => {
                quotes.entry(Some(record)).or_default();
            }
            RecordRef::Quote(quote) => {
                let event = dataset.quotes[quote].event.map(|event| index.of_event(event));
                quotes.entry(event).or_default().push(quote);
            }
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for (event, mut quotes) in quotes {
        let id = event.and_then(|record| match index.record(record) {
            RecordRef::Event(event) => Some(event),
            RecordRef::Quote(_) => None,
        });
        let record = event.and_then(selected);
        if let Some(id) = id.filter(|_| context && record.is_some()) {
            quotes = index.quotes_of(id).iter().filter_map(|&record| quote_of(index, record)).collect();
        }
        let mut items = id.map_or_else(Vec::new, |id| accounts(dataset, id, record));
        items.extend(quotes.into_iter().map(|id| statement(index, id, selected(index.of_quote(id)))));
        sort(index, &mut items);
        groups.push(Group { event: id, record, items });
    }
    // Quotes without an event come last.
    groups.sort_by_key(|group| group.event.is_none());
    groups
}

fn quote_of(index: &Index, record: RecordId) -> Option<QuoteId> {
    match index.record(record) {
        RecordRef::Quote(quote) => Some(quote),
        RecordRef::Event(_) => None,
    }
}

fn statement(index: &Index, id: QuoteId, record: Option<RecordId>) -> Item {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    // A rendering is on the topics of the quote that it renders.
    let original = dataset.rendered(quote).map_or(quote, |original| &dataset.quotes[original]);
    let topics = [quote, original].map(|quote| dataset.quote_topics(quote));
    let topic = topics.into_iter().find_map(|topics| topics.first().copied());
    let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
    Item { matter: Matter::Topic(topic), side: side(dataset, party), said: Said::Quote(id), record }
}

/// The accounts of an event that differ, with what its own entry has on the same matter.
fn accounts(dataset: &Dataset, id: EventId, record: Option<RecordId>) -> Vec<Item> {
    let event = &dataset.events[id];
    let wall = prose::moment(dataset, RecordRef::Event(id));
    let mut items: Vec<Item> = Vec::new();
    for (at, claim) in event.claims.iter().enumerate() {
        let matter = Matter::Field(claim.field);
        if items.iter().all(|item| item.matter != matter) && recorded(dataset, id, claim.field).is_some() {
            items.push(Item { matter, side: Side::Recorded, said: Said::Recorded(id), record });
        }
        let side = side(dataset, party_of(dataset, claim, wall));
        items.push(Item { matter, side, said: Said::Claim(id, at), record });
    }
    items
}

fn party_of(dataset: &Dataset, claim: &Claim, wall: Option<i64>) -> Option<PartyId> {
    match claim.by? {
        Actor::Party(party) => Some(party),
        Actor::Person(person) => dataset.persons[person].party_at(wall),
    }
}

/// The side of a party: the party that it is part of, over any number of steps.
pub(super) fn side(dataset: &Dataset, party: Option<PartyId>) -> Side {
    let whole = party.and_then(|party| dataset.party_and_ancestors(party).last());
    whole.map_or(Side::Unattributed, Side::Party)
}

/// What the entry of an event has in a field.
pub(super) fn recorded(dataset: &Dataset, id: EventId, field: ClaimField) -> Option<String> {
    use crate::model::vocabulary::Vocabulary;
    let event = &dataset.events[id];
    match field {
        ClaimField::When => event.when.as_ref().map(|_| prose::record_when(dataset, RecordRef::Event(id), None)),
        ClaimField::Duration => event.duration().map(ToString::to_string),
        ClaimField::Result => event.result.map(|result| result.label().to_owned()),
        ClaimField::Outcome => event.outcome.as_deref().map(ToOwned::to_owned),
        ClaimField::Place => event.place.map(|place| prose::place(dataset, place)),
        ClaimField::People => {
            let members = event.delegations.iter().filter(|delegation| delegation.present());
            let people = members.flat_map(|delegation| &delegation.people).chain(event.people());
            let names: Vec<&str> = people.map(|&person| &*dataset.persons[person].name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
    }
}

/// Sorts the items of an event: accounts by field, then statements by the first time of their topic; words spoken before
/// paraphrases, then by time.
fn sort(index: &Index, items: &mut [Item]) {
    let time = |item: &Item| match item.said {
        Said::Quote(id) => index.times.get(index.of_quote(id)).map_or(i64::MAX, |span| span.place.utc()),
        _ => i64::MIN,
    };
    let mut first: BTreeMap<Matter, i64> = BTreeMap::new();
    for item in items.iter() {
        let first = first.entry(item.matter).or_insert(i64::MAX);
        *first = time(item).min(*first);
    }
    let is_indirect = |item: &Item| match item.said {
        Said::Quote(id) => {
            matches!(index.dataset.quotes[id].fidelity, Fidelity::Paraphrase | Fidelity::Relayed)
        }
        _ => false,
    };
    let record = |item: &Item| match item.said {
        Said::Quote(id) => Some(index.of_quote(id)),
        _ => None,
    };
    items.sort_by_key(|item| (first[&item.matter], item.matter, is_indirect(item), time(item), record(item)));
}
