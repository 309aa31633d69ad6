//! Events, each with its quotes below it, then quotes without an event.

use std::collections::HashMap;

use super::table::{Table, inline, string, time};
use crate::model::vocabulary::{Fidelity, Status, Vocabulary};
use crate::model::{
    Actor, Claim, ClaimValue, Dataset, Delegation, Event, EventId, PersonId, Quote, QuoteId, Speaker, Stances,
};

pub(super) fn events_with_quotes(dataset: &Dataset, out: &mut String) {
    let mut of_event: HashMap<Option<EventId>, Vec<QuoteId>> = HashMap::new();
    for (id, quote) in dataset.quotes.iter() {
        of_event.entry(quote.event).or_default().push(id);
    }
    let below = |event: Option<EventId>| of_event.get(&event).map_or(&[][..], Vec::as_slice);
    for (id, event) in dataset.events.iter() {
        self::event(dataset, event, out);
        below(Some(id)).iter().for_each(|&quote| self::quote(dataset, &dataset.quotes[quote], out));
    }
    below(None).iter().for_each(|&quote| self::quote(dataset, &dataset.quotes[quote], out));
}

fn word<V: Vocabulary>(word: Option<V>) -> Option<&'static str> {
    word.map(Vocabulary::word)
}

fn persons<'d>(dataset: &'d Dataset, people: &'d [PersonId]) -> impl Iterator<Item = &'d str> {
    people.iter().map(|&id| &*dataset.persons[id].id)
}

fn actor(dataset: &Dataset, actor: Actor) -> &str {
    match actor {
        Actor::Person(id) => &dataset.persons[id].id,
        Actor::Party(id) => &dataset.parties[id].id,
    }
}

fn event(dataset: &Dataset, event: &Event, out: &mut String) {
    let events = |ids: &[EventId]| ids.iter().map(|&id| dataset.events[id].id.clone()).collect::<Vec<_>>();
    let mut table = Table::begin(out, "[[event]]");
    table.text("id", &event.id);
    table.text("title", &event.title);
    table.text("kind", event.kind.own.map_or(event.kind.base.word(), |own| &dataset.kinds[own].id));
    table.when("when", event.when.as_ref());
    table.maybe("status", word(Some(event.status).filter(|status| *status != Status::Held)));
    table.when("due", event.due.as_ref());
    table.maybe("duration", event.duration.as_ref().map(|duration| &*duration.raw));
    table.maybe("place", event.place.map(|id| &*dataset.places[id].id));
    table.maybe("venue", event.venue.as_deref());
    table.maybe("format", word(event.format));
    table.list("delegations", event.delegations.iter().map(|row| delegation(dataset, row)));
    table.texts("people", persons(dataset, &event.people));
    table.texts("about", persons(dataset, &event.about));
    table.texts("topics", event.topics.iter().map(|&id| &dataset.topics[id].id));
    table.texts("proposals", event.proposals.iter().map(|&id| dataset.proposal_id(id)));
    table.maybe("result", word(event.result));
    table.maybe("outcome", event.outcome.as_deref());
    table.maybe("summary", event.summary.as_deref());
    table.maybe("note", event.note.as_deref());
    table.texts("tags", &event.tags);
    if let Some(seq) = event.seq {
        table.raw("seq", &seq.to_string());
    }
    table.texts("follows", events(&event.follows));
    table.maybe("part-of", event.part_of.map(|id| &*dataset.events[id].id));
    table.texts("related", events(&event.related));
    table.when("known", event.known.as_ref());
    table.sources(dataset, &event.sources);
    table.end();
    for report in &event.reports {
        let mut table = Table::begin(out, "[[event.report]]");
        table.when("on", Some(&report.on.0));
        table.maybe("status", word(report.status));
        table.when("when", report.when.as_ref());
        table.maybe("place", report.place.map(|id| &*dataset.places[id].id));
        table.maybe("note", report.note.as_deref());
        table.sources(dataset, &report.sources);
        table.end();
    }
    for row in &event.claims {
        claim(dataset, row, out);
    }
}

fn delegation(dataset: &Dataset, row: &Delegation) -> String {
    let people: Vec<String> = persons(dataset, &row.people).map(string).collect();
    inline(&[
        ("party", Some(string(&dataset.parties[row.party].id))),
        ("people", (!people.is_empty()).then(|| format!("[{}]", people.join(", ")))),
        ("role", word(row.role).map(string)),
        ("head", row.head.map(|id| string(&dataset.persons[id].id))),
    ])
}

fn claim(dataset: &Dataset, claim: &Claim, out: &mut String) {
    let value = match &claim.value {
        ClaimValue::When(when) => time(when),
        ClaimValue::Duration(duration) => string(&duration.raw),
        ClaimValue::Result(result) => string(result.word()),
        ClaimValue::Text(text) => string(text),
        ClaimValue::Place(id) => string(&dataset.places[*id].id),
        ClaimValue::People(people) => {
            format!("[{}]", persons(dataset, people).map(string).collect::<Vec<_>>().join(", "))
        }
    };
    let mut table = Table::begin(out, "[[event.claim]]");
    table.text("field", claim.field.word());
    table.raw("value", &value);
    table.maybe("by", claim.by.map(|by| actor(dataset, by)));
    table.sources(dataset, &claim.sources);
    table.end();
}

fn quote(dataset: &Dataset, quote: &Quote, out: &mut String) {
    let quotes = |ids: &[QuoteId]| ids.iter().map(|&id| dataset.quotes[id].id.clone()).collect::<Vec<_>>();
    let mut table = Table::begin(out, "[[quote]]");
    table.text("id", &quote.id);
    table.maybe("event", quote.event.map(|id| &*dataset.events[id].id));
    match &quote.speaker {
        Speaker::Actor(speaker) => table.text("speaker", actor(dataset, *speaker)),
        Speaker::Described(description) => table.text("speaker-desc", description),
    }
    table.maybe("for", quote.on_behalf_of.map(|id| &*dataset.parties[id].id));
    table.texts("to", persons(dataset, &quote.to));
    table.maybe("relayed-by", quote.relayed_by.map(|by| actor(dataset, by)));
    table.when("when", quote.when.as_ref());
    table.when("published", quote.published.as_ref().map(|(when, _)| when));
    table.maybe("place", quote.place.map(|id| &*dataset.places[id].id));
    table.maybe("channel", word(quote.channel));
    table.maybe("outlet", quote.outlet.as_deref());
    table.text("text", &quote.text);
    table.maybe("original", quote.original.as_deref());
    table.maybe("language", quote.language.as_deref());
    table.maybe("translated", word(quote.translated));
    let said = quote.fidelity_is_written || quote.fidelity != Fidelity::Verbatim;
    table.maybe("fidelity", said.then(|| quote.fidelity.word()));
    table.texts("topics", quote.topics.iter().map(|&id| &dataset.topics[id].id));
    table.texts("proposals", quote.proposals.iter().map(|&id| dataset.proposal_id(id)));
    match &quote.stance {
        None => {}
        Some(Stances::All(stance)) => table.text("stance", stance.word()),
        Some(Stances::ByTopic(stances)) => {
            let pairs: Vec<(&str, Option<String>)> = stances
                .iter()
                .map(|(topic, stance)| (&*dataset.topics[*topic].id, Some(string(stance.word()))))
                .collect();
            table.raw("stance", &inline(&pairs));
        }
    }
    table.maybe("condition", quote.condition.as_deref());
    table.maybe("act", word(quote.act));
    table.texts("disputes", quotes(&quote.disputes));
    table.texts("replies-to", quotes(&quote.replies_to));
    table.texts("corrects", quotes(&quote.corrects));
    table.maybe("rendering-of", quote.rendering_of.map(|id| &*dataset.quotes[id].id));
    table.texts("tags", &quote.tags);
    table.maybe("note", quote.note.as_deref());
    table.sources(dataset, &quote.sources);
    table.end();
}
