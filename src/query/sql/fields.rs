//! Which condition on the columns each field is.

use super::predicate::{Item, Predicate};
use super::refusal::refused;
use super::time;
use crate::model::people::HasNames;
use crate::model::vocabulary::{
    Act, Channel, EventFormat, Fidelity, Kind, Reliability, ResultCode, SourceClass, Stance, Status, Vocabulary,
};
use crate::model::{Dataset, Id, PartyId, TopicId};
use crate::names::fold;
use crate::query::ast::{FieldTerm, Node, Value};
use crate::query::context::Context;
use crate::query::error::QueryError;
use crate::query::fields::range::TimeRange;
use crate::query::fields::{Field, names, people, sources, state, words};
use crate::query::keys::FieldKey;

/// The most names that a value may mean. More would be a statement that no engine reads quickly.
const MAX_NAMES: usize = 1_000;

/// The condition of a field with its values.
#[expect(clippy::match_wildcard_for_single_variants, reason = "so that a field can be added in its own file")]
pub(super) fn predicate(term: &FieldTerm, node: &Node, context: &Context<'_>) -> Result<Predicate, QueryError> {
    let writer = Writer { term, node, context, dataset: &context.index.dataset };
    let text =
        |word: fn(&Value) -> Result<String, QueryError>| term.values.iter().map(word).collect::<Result<Vec<_>, _>>();
    match term.field {
        FieldKey::Person => Ok(Predicate::has_any("person_ids", writer.persons(&term.values)?)),
        FieldKey::By => writer.by(),
        FieldKey::With => writer.with(),
        FieldKey::To => Ok(Predicate::has_any("addressee_ids", writer.persons(&term.values)?)),
        FieldKey::For => Ok(Predicate::And(vec![Predicate::is("type", "quote"), writer.party()?])),
        FieldKey::Party => writer.party(),
        FieldKey::Mentions => {
            writer.refused("the columns do not say whom the words mention; `demarche list --ids` does")
        }
        FieldKey::Topic => {
            let topics = writer.named((&context.index.names.topics, &writer.dataset.topics, &names::TOPIC))?;
            Ok(Predicate::has_any("topic_ids", writer.topics_below(&topics)))
        }
        FieldKey::Place => {
            let places = writer.named((&context.index.names.places, &writer.dataset.places, &names::PLACE))?;
            let ids = places.into_iter().map(|id| writer.dataset.places[id].id.to_string());
            Ok(Predicate::In("place_id", ids.collect()))
        }
        FieldKey::Proposal => writer.proposal(),
        FieldKey::Kind => writer.kind(),
        FieldKey::Status => Ok(Predicate::In("status", text(vocabulary::<Status>)?)),
        FieldKey::Result => Ok(Predicate::In("result", text(vocabulary::<ResultCode>)?)),
        FieldKey::Format => Ok(Predicate::In("format", text(vocabulary::<EventFormat>)?)),
        FieldKey::Outcome => {
            writer.refused("the columns hold no index of words; `demarche list --ids` searches outcomes")
        }
        FieldKey::Stance => writer.stance(),
        FieldKey::Act => Ok(Predicate::In("act", text(vocabulary::<Act>)?)),
        FieldKey::Channel => Ok(Predicate::In("channel", text(vocabulary::<Channel>)?)),
        FieldKey::Fidelity => Ok(Predicate::In("fidelity", text(vocabulary::<Fidelity>)?)),
        FieldKey::Outlet => Ok(writer.outlet()),
        FieldKey::Lang => {
            let tags = term.values.iter().map(|value| Predicate::Tag("language", value.text.to_lowercase()));
            Ok(Predicate::Or(tags.collect()))
        }
        FieldKey::Source => {
            let sources = writer.named((&context.index.names.sources, &writer.dataset.sources, &names::SOURCE))?;
            let ids = sources.into_iter().map(|id| writer.dataset.sources[id].id.to_string());
            Ok(Predicate::has_any("source_ids", ids))
        }
        FieldKey::Class => Ok(Predicate::has_any("source_classes", text(vocabulary::<SourceClass>)?)),
        FieldKey::Sources => {
            let ranges = term.values.iter().map(sources::number).collect::<Result<Vec<_>, _>>()?;
            let between =
                |range: std::ops::RangeInclusive<u32>| Predicate::Between("origins", *range.start(), *range.end());
            Ok(Predicate::Or(ranges.into_iter().map(between).collect()))
        }
        FieldKey::Reliability => {
            let wanted = term.values.iter().map(sources::letter).collect::<Result<Vec<_>, _>>()?;
            let letters = Reliability::all().iter();
            let accepted = letters.filter(|found| wanted.iter().any(|wanted| wanted.accepts(found, &Reliability::F)));
            Ok(Predicate::In("best_reliability", accepted.map(|letter| letter.word().to_owned()).collect()))
        }
        FieldKey::Credibility => {
            let wanted = term.values.iter().map(sources::figure).collect::<Result<Vec<_>, _>>()?;
            let accepted = (1..=6).filter(|found| wanted.iter().any(|wanted| wanted.accepts(found, &6)));
            let is = |figure: u8| Predicate::Between("best_credibility", figure.into(), figure.into());
            Ok(Predicate::Or(accepted.map(is).collect()))
        }
        FieldKey::Tag => {
            let tags = term.values.iter().flat_map(|value| in_csv_and_json(&fold(&value.text)));
            Ok(Predicate::Has("tags_folded", " | ", tags.map(Item::whole).collect()))
        }
        FieldKey::Id => {
            writer.check()?;
            Ok(Predicate::In("id", term.values.iter().map(|value| value.text.clone()).collect()))
        }
        FieldKey::In => writer.ranges(time::may_lie_in),
        FieldKey::Since => writer.ranges(time::since),
        FieldKey::Until => writer.ranges(time::until),
        FieldKey::Within => writer.ranges(time::within),
        FieldKey::Last => writer.last(),
        FieldKey::Reported => writer.reported(),
        FieldKey::Asof => writer.refused(
            "a row does not hold earlier states of its record; export with --as-of DATE, and leave it out here",
        ),
        FieldKey::Is => writer.property(),
        FieldKey::Has => Ok(Predicate::has_any("parts", text(|value| state::part(value).map(ToOwned::to_owned))?)),
        // `point:`, and a new field until it has a column; a test asks for a decision.
        _ => writer.refused("there is no column for it; `demarche list --ids` selects by it"),
    }
}

/// The word of a vocabulary that a value means.
fn vocabulary<V: Vocabulary>(value: &Value) -> Result<String, QueryError> {
    words::word::<V>(value).map(|word| word.word().to_owned())
}

/// A text as it stands in JSON Lines, and as CSV has it if a spreadsheet could take it for a formula.
fn in_csv_and_json(text: &str) -> Vec<String> {
    let formula = !text.starts_with(char::is_alphanumeric);
    [Some(text.to_owned()), formula.then(|| format!("'{text}"))].into_iter().flatten().collect()
}

struct Writer<'q> {
    term: &'q FieldTerm,
    node: &'q Node,
    context: &'q Context<'q>,
    dataset: &'q Dataset,
}

impl Writer<'_> {
    /// The error for a field that the columns cannot decide.
    fn refused(&self, instead: &'static str) -> Result<Predicate, QueryError> {
        Err(refused(self.node, format!("{}:", self.term.field.name()), instead))
    }

    /// What the field itself finds wrong with the values.
    fn check(&self) -> Result<(), QueryError> {
        // Of its own, so that several meanings are not noted twice.
        let context = Context::new(self.context.index);
        (Field::of(self.term.field).select)(&context, &self.term.values).map(|_| ())
    }

    /// The rows that any of the values names.
    fn named<I: Id, T: HasNames>(&self, names: names::Names<'_, I, T>) -> Result<Vec<I>, QueryError> {
        let mut found = Vec::new();
        for value in &self.term.values {
            found.extend(names::resolve(self.context, value, names)?);
        }
        if found.len() > MAX_NAMES {
            let (count, noun) = (found.len(), names.2.plural);
            let what = format!("a condition on {count} {noun}");
            return Err(refused(self.node, what, "name them more precisely, or use `demarche list --ids`"));
        }
        Ok(found)
    }

    /// The ids of the persons that any of the values means.
    fn persons(&self, values: &[Value]) -> Result<Vec<String>, QueryError> {
        let index = self.context.index;
        let mut ids = Vec::new();
        for value in values {
            let found =
                names::resolve(self.context, value, (&index.names.persons, &self.dataset.persons, &names::PERSON))?;
            ids.extend(found.into_iter().map(|id| self.dataset.persons[id].id.to_string()));
        }
        Ok(ids)
    }

    fn by(&self) -> Result<Predicate, QueryError> {
        let mut ids = Vec::new();
        for value in &self.term.values {
            let (persons, parties) = people::speakers(self.context, value)?;
            ids.extend(persons.into_iter().map(|id| self.dataset.persons[id].id.to_string()));
            ids.extend(parties.into_iter().map(|id| self.dataset.parties[id].id.to_string()));
        }
        Ok(Predicate::In("speaker_id", ids))
    }

    /// All of the values, unlike all other fields.
    fn with(&self) -> Result<Predicate, QueryError> {
        let each = self.term.values.iter().map(|value| {
            let persons = self.persons(std::slice::from_ref(value))?;
            Ok(Predicate::has_any("participant_ids", persons))
        });
        Ok(Predicate::And(each.collect::<Result<Vec<_>, _>>()?))
    }

    /// The parties and those below them.
    fn party(&self) -> Result<Predicate, QueryError> {
        let names = (&self.context.index.names.parties, &self.dataset.parties, &names::PARTY);
        let found: Vec<PartyId> = self.named(names)?;
        let below = self
            .dataset
            .parties
            .iter()
            .filter(|(id, _)| self.dataset.party_and_ancestors(*id).any(|party| found.contains(&party)));
        Ok(Predicate::has_any("party_ids", below.map(|(_, party)| party.id.to_string())))
    }

    /// The ids of topics and of those below them.
    fn topics_below(&self, topics: &[TopicId]) -> Vec<String> {
        let below = self
            .dataset
            .topics
            .iter()
            .filter(|(id, _)| self.dataset.topic_and_ancestors(*id).any(|topic| topics.contains(&topic)));
        below.map(|(_, topic)| topic.id.to_string()).collect()
    }

    fn proposal(&self) -> Result<Predicate, QueryError> {
        self.check()?;
        let names = (&self.context.index.names.proposals, &self.dataset.proposals, &names::PROPOSAL);
        let mut items = Vec::new();
        for value in &self.term.values {
            let (name, version) =
                value.text.split_once('@').map_or((&*value.text, None), |(name, of)| (name, Some(of)));
            let name = Value { text: name.to_owned(), span: value.span.clone() };
            for id in names::resolve(self.context, &name, names)? {
                let id = &self.dataset.proposals[id].id;
                match version {
                    Some(version) => items.push(Item::whole(format!("{id}@{version}"))),
                    None => items.extend([Item::whole(id.to_string()), Item::start(format!("{id}@"))]),
                }
            }
        }
        Ok(Predicate::has("proposal_ids", items))
    }

    /// A kind of the vocabulary with the dataset's own kinds that are like it, or one of the latter.
    fn kind(&self) -> Result<Predicate, QueryError> {
        let kinds = &self.dataset.kinds;
        let mut ids = Vec::new();
        for value in &self.term.values {
            if let Some(own) = kinds.find(&value.text) {
                ids.push(kinds[own].id.to_string());
                continue;
            }
            let kind: Kind = words::word(value)?;
            ids.push(kind.word().to_owned());
            ids.extend(kinds.iter().filter(|(_, own)| own.like == kind).map(|(_, own)| own.id.to_string()));
        }
        Ok(Predicate::In("kind_id", ids))
    }

    fn stance(&self) -> Result<Predicate, QueryError> {
        self.check()?;
        let names = (&self.context.index.names.topics, &self.dataset.topics, &names::TOPIC);
        let mut items = Vec::new();
        for value in &self.term.values {
            let (stance, topic) =
                value.text.split_once('@').map_or((&*value.text, None), |(stance, of)| (stance, Some(of)));
            let at = |text: &str| Value { text: text.to_owned(), span: value.span.clone() };
            let stance = vocabulary::<Stance>(&at(stance))?;
            match topic {
                None => items.push(Item::end(format!(":{stance}"))),
                Some(topic) => {
                    let topics = self.topics_below(&names::resolve(self.context, &at(topic), names)?);
                    items.extend(topics.into_iter().map(|topic| Item::whole(format!("{topic}:{stance}"))));
                }
            }
        }
        Ok(Predicate::has("stance_ids", items))
    }

    /// The outlets as quotes write them whose names are the same but for case, accents and script, and the name as typed.
    fn outlet(&self) -> Predicate {
        let wanted: Vec<String> = self.term.values.iter().map(|value| fold(&value.text)).collect();
        let known = self.dataset.quotes.iter().filter_map(|(_, quote)| quote.outlet());
        let mut names: std::collections::BTreeSet<&str> = known.filter(|name| wanted.contains(&fold(name))).collect();
        names.extend(self.term.values.iter().map(|value| &*value.text));
        Predicate::In("outlet", names.into_iter().flat_map(in_csv_and_json).collect())
    }

    fn ranges(&self, condition: fn(&TimeRange) -> Predicate) -> Result<Predicate, QueryError> {
        let ranges = self.term.values.iter().map(TimeRange::parse).collect::<Result<Vec<_>, _>>()?;
        Ok(Predicate::Or(ranges.iter().map(condition).collect()))
    }

    /// From the latest record of the dataset at hand, which the statement then names.
    fn last(&self) -> Result<Predicate, QueryError> {
        use crate::query::fields::time::last_ranges;
        match last_ranges(self.context.index, &self.term.values)? {
            Some(ranges) => Ok(Predicate::Or(ranges.iter().map(time::may_lie_in).collect())),
            None => self.refused("it counts back from the latest record, and the dataset has none; use since:"),
        }
    }

    fn reported(&self) -> Result<Predicate, QueryError> {
        let ranges = self.term.values.iter().map(TimeRange::parse).collect::<Result<Vec<_>, _>>()?;
        match ranges.iter().map(time::reported).collect() {
            Some(conditions) => Ok(Predicate::Or(conditions)),
            None => self.refused("the columns have the day on the wall clock of the record; give dates without a zone"),
        }
    }

    fn property(&self) -> Result<Predicate, QueryError> {
        let properties = self.term.values.iter().map(state::property).collect::<Result<Vec<_>, _>>()?;
        if properties.contains(&state::MARKED) {
            return Err(refused(self.node, "is:marked", "marks exist on the screen only; name the records with id:"));
        }
        if properties.contains(&state::NEW) {
            return Err(refused(
                self.node,
                "is:new",
                "there is no column for what is new; `demarche list --ids` names the records",
            ));
        }
        Ok(Predicate::has_any("properties", properties.into_iter().map(ToOwned::to_owned)))
    }
}
