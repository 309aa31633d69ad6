//! The columns by which SQL selects records: the same names, types and values in CSV and in JSON Lines, so that one statement
//! reads both. [`crate::query::sql`] writes such statements.
//!
//! Ids and words stand in a text with a space between them, because a text is the only list that CSV and all SQL engines share.
//! Tags, which can have spaces, have ` | ` between them: after `;` spreadsheets can begin a cell, and the text would be changed.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::columns::Cells;
use crate::index::{Index, RecordId};
use crate::model::vocabulary::{Reliability, Vocabulary};
use crate::model::when::Stamp;
use crate::model::{Actor, Dataset, Event, PartyId, PersonId, Quote, RecordRef};
use crate::names::fold;
use crate::prose;
use crate::query::sql::time;
use crate::query::words_of_records;

/// A column that SQL selects by.
pub(super) struct KeyColumn {
    /// Name.
    pub(super) name: &'static str,
    /// Type of the cells.
    pub(super) cells: Cells,
    /// What it holds.
    pub(super) help: &'static str,
    /// The cell of a record.
    pub(super) cell: fn(&Keys) -> String,
}

/// Declares the columns: `name: type, type of the cells, "what it holds";`.
macro_rules! keys {
    ($($name:ident: $type:ty, $cells:expr, $help:literal;)+) => {
        /// The columns by which SQL selects. Empty ones are omitted.
        #[derive(Debug, Clone, Default, Serialize, JsonSchema)]
        pub(crate) struct Keys {
            $(#[doc = $help] #[serde(skip_serializing_if = "Option::is_none")] $name: Option<$type>,)+
        }

        /// The columns, in order.
        pub(super) const KEYS: &[KeyColumn] = &[$(KeyColumn {
            name: stringify!($name),
            cells: $cells,
            help: $help,
            cell: |keys| keys.$name.as_ref().map(ToString::to_string).unwrap_or_default(),
        }),+];
    };
}

keys! {
    earliest_utc: String, Cells::Time, "Earliest possible start in UTC, inclusive; empty if open. Sorts by time across time zones";
    latest_utc: String, Cells::Time, "Latest possible end in UTC, exclusive; empty if open";
    earliest_widened: String, Cells::Time, "Earliest start that a query considers, on the wall clock of the zone: of an approximate time, one unit earlier than `earliest`; 0001-01-01T00:00:00 if open";
    latest_widened: String, Cells::Time, "Latest end that a query considers, on the wall clock of the zone: of an approximate time, one unit later than `latest`; 9999-12-31T23:59:59 if open";
    earliest_widened_utc: String, Cells::Time, "The same as `earliest_widened` in UTC";
    latest_widened_utc: String, Cells::Time, "The same as `latest_widened` in UTC";
    known_from: String, Cells::Time, "Beginning of the day on which the record became known; empty if it was always known";
    known_to: String, Cells::Time, "End of that day, month or minute, exclusive";
    kind_id: String, Cells::Text, "Kind of the event: a word of the vocabulary, or the id of a kind that the dataset defines";
    place_id: String, Cells::Text, "Id of the place";
    speaker_id: String, Cells::Text, "Id of the speaker";
    person_ids: String, Cells::List(" "), "Ids of the persons present or concerned; of a quote, of those who speak it, are addressed or relay it";
    participant_ids: String, Cells::List(" "), "Ids of the persons who took part in the event, or in the event of the quote, if it took place";
    addressee_ids: String, Cells::List(" "), "Ids of the persons whom the quote addresses";
    party_ids: String, Cells::List(" "), "Ids of the parties with a delegation at the event, or of the party of the quote";
    topic_ids: String, Cells::List(" "), "Ids of the topics";
    proposal_ids: String, Cells::List(" "), "Ids of the proposals, each as `proposal` or `proposal@version`";
    stance_ids: String, Cells::List(" "), "Stances of the quote, each as `topic:stance`";
    source_ids: String, Cells::List(" "), "Ids of the sources";
    source_classes: String, Cells::List(" "), "Classes of the sources and of those that they copy";
    origins: u32, Cells::Integer, "Number of independent origins: sources that copy one source count once";
    best_reliability: String, Cells::Words(words::<Reliability>), "Reliability of the best source, Admiralty code A to E, or F if none can be judged";
    best_credibility: u8, Cells::Integer, "Best credibility of the information, Admiralty code 1 to 5, or 6 if none can be judged";
    tags_folded: String, Cells::List(" | "), "Tags in lower-case ASCII, without accents";
    properties: String, Cells::List(" "), "Words of the query language that hold for the record: is:WORD";
    parts: String, Cells::List(" "), "Words of the query language for what the record has: has:WORD";
}

fn words<V: Vocabulary>() -> Vec<&'static str> {
    V::all().iter().map(|word| word.word()).collect()
}

/// Fills the columns.
pub(super) struct KeyWriter<'a> {
    index: &'a Index,
    /// The words of `is:` and `has:` with their records.
    words: [Vec<(&'static str, crate::index::Bits)>; 2],
}

impl<'a> KeyWriter<'a> {
    /// For the records of an index.
    pub(super) fn new(index: &'a Index) -> Self {
        Self { index, words: words_of_records(index) }
    }

    /// The cells of a record.
    pub(super) fn keys(&self, id: RecordId) -> Keys {
        let (index, dataset) = (self.index, &*self.index.dataset);
        let record = index.record(id);
        let bounds = dataset.bounds(record);
        let stamp = |text: fn(Stamp) -> Option<String>, of: fn(&crate::model::Bounds) -> Stamp| {
            bounds.as_ref().and_then(|bounds| text(of(bounds)))
        };
        let known = self.known(record);
        let citations = dataset.sources_of(record);
        let sources = || citations.iter().map(|citation| citation.source);
        let classes = sources().flat_map(|id| dataset.source_and_originals(id));
        let classes = classes.filter_map(|id| dataset.sources[id].class.map(Vocabulary::word));
        let letters = || sources().filter_map(|id| dataset.sources[id].reliability);
        let figures = || citations.iter().filter_map(|citation| citation.credibility);
        let [properties, parts] = &self.words;
        let of_record = |words: &[(&'static str, crate::index::Bits)]| {
            list(" ", words.iter().filter(|(_, records)| records.contains(id)).map(|(word, _)| *word))
        };
        let common = Keys {
            earliest_utc: stamp(|at| at.is_bounded().then(|| instant(at)), |bounds| bounds.s0),
            latest_utc: stamp(|at| at.is_bounded().then(|| instant(at)), |bounds| bounds.e1),
            earliest_widened: stamp(|at| Some(wall(at)), |bounds| bounds.earliest),
            latest_widened: stamp(|at| Some(wall(at)), |bounds| bounds.latest),
            earliest_widened_utc: stamp(|at| Some(instant(at)), |bounds| bounds.earliest),
            latest_widened_utc: stamp(|at| Some(instant(at)), |bounds| bounds.latest),
            known_from: known.map(|(from, _)| time::civil(from)),
            known_to: known.map(|(_, to)| time::civil(to)),
            source_ids: list(" ", sources().map(|id| &*dataset.sources[id].id)),
            source_classes: list(" ", classes),
            origins: Some(index.origins.of(id)),
            // F and 6 cannot be judged, and count only if there is nothing else.
            best_reliability: letters()
                .filter(|letter| *letter != Reliability::F)
                .min()
                .or(letters().next())
                .map(|letter| letter.word().to_owned()),
            best_credibility: figures().filter(|figure| *figure != 6).min().or(figures().next()),
            properties: of_record(properties),
            parts: of_record(parts),
            ..Keys::default()
        };
        match record {
            RecordRef::Event(id) => event(dataset, &dataset.events[id], common),
            RecordRef::Quote(id) => quote(dataset, &dataset.quotes[id], prose::moment(dataset, record), common),
        }
    }

    /// The day on which a record became known, from its beginning to the next, in seconds since 1970. Not asked of the index, which would keep the answers for all records.
    fn known(&self, record: RecordRef) -> Option<(i64, i64)> {
        let index = self.index;
        let in_whole = match index.as_of {
            None => Some(record),
            Some(_) => index.whole.find_record(index.dataset.record_id(record)),
        };
        let day = index.whole.known(in_whole?)?.day()?;
        Some((day * 86_400, (day + 1) * 86_400))
    }
}

fn event(dataset: &Dataset, event: &Event, common: Keys) -> Keys {
    let present = || event.delegations.iter().filter(|row| row.present()).flat_map(|row| &row.people);
    let topics = event.topics.iter().map(|&id| &*dataset.topics[id].id);
    let parties: Vec<PartyId> = event.delegations.iter().map(|row| row.party).collect();
    Keys {
        kind_id: Some(event.kind.own.map_or(event.kind.base.word(), |own| &dataset.kinds[own].id).to_owned()),
        place_id: event.place.map(|id| dataset.places[id].id.to_string()),
        person_ids: people(dataset, present().chain(event.people()).chain(&event.about)),
        participant_ids: participants(dataset, event),
        party_ids: list(" ", parties.into_iter().map(|id| &*dataset.parties[id].id)),
        topic_ids: list(" ", topics),
        proposal_ids: proposals(dataset, &event.proposals),
        tags_folded: tags(event.tags()),
        ..common
    }
}

fn quote(dataset: &Dataset, quote: &Quote, moment: Option<i64>, common: Keys) -> Keys {
    let person = |actor: Option<Actor>| match actor {
        Some(Actor::Person(id)) => Some(id),
        _ => None,
    };
    let (speaker, relay) = (person(quote.speaker.actor()), person(quote.relayed_by()));
    let topics = dataset.quote_topics(quote).iter().map(|&id| &*dataset.topics[id].id);
    let stances = dataset.stances(quote).into_iter();
    let stances: Vec<String> =
        stances.map(|(topic, stance)| format!("{}:{}", dataset.topics[topic].id, stance.word())).collect();
    Keys {
        place_id: dataset.quote_place(quote).map(|id| dataset.places[id].id.to_string()),
        speaker_id: quote.speaker.actor().map(|actor| match actor {
            Actor::Person(id) => dataset.persons[id].id.to_string(),
            Actor::Party(id) => dataset.parties[id].id.to_string(),
        }),
        person_ids: people(dataset, speaker.iter().chain(&quote.to).chain(&relay)),
        participant_ids: dataset.event_of(quote).and_then(|event| participants(dataset, event)),
        addressee_ids: people(dataset, &quote.to),
        party_ids: dataset.quote_party(quote, moment).map(|id| dataset.parties[id].id.to_string()),
        topic_ids: list(" ", topics),
        proposal_ids: proposals(dataset, dataset.quote_proposals(quote)),
        stance_ids: list(" ", stances.iter().map(String::as_str)),
        tags_folded: tags(quote.tags()),
        ..common
    }
}

/// The persons who took part in an event that took place.
fn participants(dataset: &Dataset, event: &Event) -> Option<String> {
    let present = event.delegations.iter().filter(|row| row.present()).flat_map(|row| &row.people);
    event.status.took_place().then(|| people(dataset, present.chain(event.people()))).flatten()
}

fn people<'p>(dataset: &Dataset, people: impl IntoIterator<Item = &'p PersonId>) -> Option<String> {
    list(" ", people.into_iter().map(|&id| &*dataset.persons[id].id))
}

fn proposals(dataset: &Dataset, references: &[crate::model::ProposalRef]) -> Option<String> {
    let ids: Vec<String> = references.iter().map(|&reference| dataset.proposal_id(reference)).collect();
    list(" ", ids.iter().map(String::as_str))
}

fn tags(tags: &[Arc<str>]) -> Option<String> {
    let folded: Vec<String> = tags.iter().map(|tag| fold(tag)).collect();
    list(" | ", folded.iter().map(String::as_str))
}

/// The texts with a separator between them, each once; nothing if there are none.
fn list<'t>(separator: &str, texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    (!seen.is_empty()).then(|| seen.join(separator))
}

/// A moment on the wall clock, ISO 8601; the first or last second of the calendar if it is open.
fn wall(at: Stamp) -> String {
    crate::query::sql::time::civil(at.wall)
}

/// A moment in UTC, likewise.
fn instant(at: Stamp) -> String {
    crate::query::sql::time::instant(if at.is_bounded() { at.utc() } else { at.wall })
}
