//! The coded statements of a selection: who, on which topic, with which stance, and whether that is a change.

use std::collections::HashMap;

use crate::index::{Bits, Index, RecordId};
use crate::model::vocabulary::Stance;
use crate::model::{Actor, PartyId, PersonId, QuoteId, RecordRef, Speaker, TopicId};
use crate::prose;

/// Whose positions are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Those of the parties for which people speak.
    Party,
    /// Those of the speakers.
    Person,
}

/// Who takes a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// A party, also as the speaker of a statement without a name.
    Party(PartyId),
    /// A person.
    Person(PersonId),
    /// Somebody without a party, or a speaker without a name.
    Unnamed,
}

/// A stance that somebody takes on a topic in a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// Who.
    pub(super) who: Who,
    /// The topic.
    pub(super) topic: TopicId,
    /// The stance.
    pub(super) stance: Stance,
    /// The stance that the same speaker or party had on the topic before, if it was another.
    pub(super) from: Option<Stance>,
    /// The quote; of a quote and its renderings, the one that is rendered, if it is selected.
    pub(super) record: RecordId,
    /// Other selected renderings of it.
    pub(super) renderings: Vec<RecordId>,
}

/// The statements in the order of the timeline. Each counts once, however many renderings of it are selected.
pub(super) fn statements(index: &Index, records: &Bits, by: By) -> Vec<Statement> {
    let dataset = &index.dataset;
    let mut known: HashMap<(QuoteId, TopicId), usize> = HashMap::new();
    let mut found: Vec<Statement> = Vec::new();
    for record in records.iter() {
        let RecordRef::Quote(id) = index.record(record) else { continue };
        let quote = &dataset.quotes[id];
        let stances = dataset.stances(quote);
        if stances.is_empty() {
            continue;
        }
        let original = dataset.rendered(quote);
        let who = match (by, &quote.speaker) {
            (By::Person, Speaker::Actor(Actor::Person(person))) => Who::Person(*person),
            (By::Person, Speaker::Actor(Actor::Party(party))) => Who::Party(*party),
            (By::Person, Speaker::Described(_)) => Who::Unnamed,
            (By::Party, _) => {
                let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
                party.map_or(Who::Unnamed, Who::Party)
            }
        };
        for (topic, stance) in stances {
            let new = Statement { who, topic, stance, from: None, record, renderings: Vec::new() };
            match known.entry((original.unwrap_or(id), topic)) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(found.len());
                    found.push(new);
                }
                std::collections::hash_map::Entry::Occupied(entry) => {
                    let statement = &mut found[*entry.get()];
                    if statement.record == record {
                        // The topic is listed twice.
                    } else if original.is_none() {
                        let rendering = std::mem::replace(statement, new);
                        statement.renderings = [vec![rendering.record], rendering.renderings].concat();
                    } else {
                        statement.renderings.push(record);
                    }
                }
            }
        }
    }
    found.sort_by_key(|statement| statement.record);
    let mut latest: HashMap<(Who, TopicId), Stance> = HashMap::new();
    for statement in &mut found {
        let before = latest.insert((statement.who, statement.topic), statement.stance);
        statement.from = before.filter(|before| *before != statement.stance);
    }
    found
}

/// The name of who takes a stance.
pub(super) fn name_of(index: &Index, who: Who) -> String {
    match who {
        Who::Party(party) => index.dataset.parties[party].name.to_string(),
        Who::Person(person) => index.dataset.persons[person].name.to_string(),
        Who::Unnamed => "not named".into(),
    }
}

/// The date of a record, in short; empty if it has none.
pub(super) fn date(index: &Index, record: RecordId) -> String {
    prose::record_date(&index.dataset, index.record(record)).unwrap_or_default()
}
