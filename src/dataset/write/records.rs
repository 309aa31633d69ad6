//! Events and quotes.
//!
//! Records are taken apart field by field (no `..`), so that a new field does not compile until it is written.

use super::table::{Table, inline, string, time};
use crate::model::vocabulary::{Fidelity, Status, Vocabulary};
use crate::model::{
    Actor, Claim, ClaimValue, Dataset, Delegation, Event, EventDetails, EventId, PersonId, Quote, QuoteDetails,
    QuoteId, RecordRef, Report, Speaker, Stances,
};

/// Writes all events and quotes in the order of the files, which decides between records of the same time.
pub(super) fn events_and_quotes(dataset: &Dataset, out: &mut String) {
    let events = dataset.events.ids().map(RecordRef::Event);
    let quotes = dataset.quotes.ids().map(RecordRef::Quote);
    let mut records: Vec<RecordRef> = events.chain(quotes).collect();
    records.sort_by_key(|record| dataset.origin(*record));
    for record in records {
        match record {
            RecordRef::Event(id) => event(dataset, &dataset.events[id], out),
            RecordRef::Quote(id) => quote(dataset, &dataset.quotes[id], out),
        }
    }
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
    let Event {
        id,
        title,
        kind,
        when,
        status,
        place,
        format,
        delegations,
        about,
        topics,
        proposals,
        result,
        outcome,
        summary,
        note,
        follows,
        related,
        sources,
        reports,
        claims,
        details: _,
    } = event;
    let EventDetails { due, duration, venue, people, tags, seq, part_of, known } = event.details();
    let events = |ids: &[EventId]| ids.iter().map(|&id| dataset.events[id].id.clone()).collect::<Vec<_>>();
    let mut table = Table::begin(out, "[[event]]");
    table.text("id", id);
    table.text("title", title);
    table.text("kind", kind.own.map_or(kind.base.word(), |own| &dataset.kinds[own].id));
    table.when("when", when.as_deref());
    table.maybe("status", word(Some(*status).filter(|status| *status != Status::Held)));
    table.when("due", due.as_deref());
    table.maybe("duration", duration.as_ref().map(|duration| &*duration.raw));
    table.maybe("place", place.map(|id| &*dataset.places[id].id));
    table.maybe("venue", venue.as_deref());
    table.maybe("format", word(*format));
    table.list("delegations", delegations.iter().map(|row| delegation(dataset, row)));
    table.texts("people", persons(dataset, people));
    table.texts("about", persons(dataset, about));
    table.texts("topics", topics.iter().map(|&id| &dataset.topics[id].id));
    table.texts("proposals", proposals.iter().map(|&id| dataset.proposal_id(id)));
    table.maybe("result", word(*result));
    table.maybe("outcome", outcome.as_deref());
    table.maybe("summary", summary.as_deref());
    table.maybe("note", note.as_deref());
    table.texts("tags", tags);
    if let Some(seq) = seq {
        table.raw("seq", &seq.to_string());
    }
    table.texts("follows", events(follows));
    table.maybe("part-of", part_of.map(|id| &*dataset.events[id].id));
    table.texts("related", events(related));
    table.when("known", known.as_deref());
    table.sources(dataset, sources);
    table.end();
    reports.iter().for_each(|row| report(dataset, row, out));
    claims.iter().for_each(|row| claim(dataset, row, out));
}

fn delegation(dataset: &Dataset, row: &Delegation) -> String {
    let Delegation { party, people, role, head } = row;
    let people: Vec<String> = persons(dataset, people).map(string).collect();
    inline(&[
        ("party", Some(string(&dataset.parties[*party].id))),
        ("people", (!people.is_empty()).then(|| format!("[{}]", people.join(", ")))),
        ("role", word(*role).map(string)),
        ("head", head.map(|id| string(&dataset.persons[id].id))),
    ])
}

fn report(dataset: &Dataset, report: &Report, out: &mut String) {
    let Report { on, status, when, place, note, sources } = report;
    let mut table = Table::begin(out, "[[event.report]]");
    table.when("on", Some(&on.0));
    table.maybe("status", word(*status));
    table.when("when", when.as_deref());
    table.maybe("place", place.map(|id| &*dataset.places[id].id));
    table.maybe("note", note.as_deref());
    table.sources(dataset, sources);
    table.end();
}

fn claim(dataset: &Dataset, claim: &Claim, out: &mut String) {
    let Claim { field, value, by, sources } = claim;
    let value = match value {
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
    table.text("field", field.word());
    table.raw("value", &value);
    table.maybe("by", by.map(|by| actor(dataset, by)));
    table.sources(dataset, sources);
    table.end();
}

fn quote(dataset: &Dataset, quote: &Quote, out: &mut String) {
    let Quote {
        id,
        // An automatic id is written too, so that references to the record stay valid.
        id_is_written: _,
        text,
        speaker,
        event,
        when,
        channel,
        to,
        language,
        original,
        translated,
        fidelity,
        fidelity_is_written,
        topics,
        stance,
        act,
        place,
        note,
        sources,
        details: _,
    } = quote;
    let QuoteDetails {
        published,
        outlet,
        on_behalf_of,
        relayed_by,
        condition,
        disputes,
        replies_to,
        corrects,
        rendering_of,
        proposals,
        tags,
    } = quote.details();
    let quotes = |ids: &[QuoteId]| ids.iter().map(|&id| dataset.quotes[id].id.clone()).collect::<Vec<_>>();
    let mut table = Table::begin(out, "[[quote]]");
    table.text("id", id);
    table.maybe("event", event.map(|id| &*dataset.events[id].id));
    match speaker {
        Speaker::Actor(speaker) => table.text("speaker", actor(dataset, *speaker)),
        Speaker::Described(description) => table.text("speaker-desc", description),
    }
    table.maybe("for", on_behalf_of.map(|id| &*dataset.parties[id].id));
    table.texts("to", persons(dataset, to));
    table.maybe("relayed-by", relayed_by.map(|by| actor(dataset, by)));
    table.when("when", when.as_deref());
    table.when("published", published.as_ref().map(|dated| &dated.0));
    table.maybe("place", place.map(|id| &*dataset.places[id].id));
    table.maybe("channel", word(*channel));
    table.maybe("outlet", outlet.as_deref());
    table.text("text", text);
    table.maybe("original", original.as_deref());
    table.maybe("language", language.as_deref());
    table.maybe("translated", word(*translated));
    let write_fidelity = *fidelity_is_written || *fidelity != Fidelity::Verbatim;
    table.maybe("fidelity", write_fidelity.then(|| fidelity.word()));
    table.texts("topics", topics.iter().map(|&id| &dataset.topics[id].id));
    table.texts("proposals", proposals.iter().map(|&id| dataset.proposal_id(id)));
    match stance {
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
    table.maybe("condition", condition.as_deref());
    table.maybe("act", word(*act));
    table.texts("disputes", quotes(disputes));
    table.texts("replies-to", quotes(replies_to));
    table.texts("corrects", quotes(corrects));
    table.maybe("rendering-of", rendering_of.map(|id| &*dataset.quotes[id].id));
    table.texts("tags", tags);
    table.maybe("note", note.as_deref());
    match sources.as_deref() {
        // Otherwise it would have those of its event.
        Some([]) if event.is_some_and(|id| !dataset.events[id].sources.is_empty()) => table.raw("sources", "[]"),
        own => table.sources(dataset, own.unwrap_or_default()),
    }
    table.end();
}
