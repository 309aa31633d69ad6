//! The card of an event.

use super::{
    Line, Link, Options, Piece, Section, Subject, TextRole, joined, proposals, related, sources, time, topics,
};
use crate::index::{Index, RecordId};
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::{Event, EventId, RecordRef, Text};
use crate::prose;

pub(super) fn sections(index: &Index, id: EventId, options: Options<'_>) -> Vec<Section> {
    let dataset = &index.dataset;
    let event = &dataset.events[id];
    let titled = |title: &str, lines: Vec<Line>| Section { title: title.into(), lines };
    vec![
        titled("", head(index, id, options)),
        titled("", people(index, id)),
        titled("", contents(index, event)),
        titled("Earlier reports", history(index, event, options)),
        titled("Accounts differ", claims(index, event, options)),
        titled("Quotes", quotes(index, id, options)),
        titled("See also", links(index, id, options)),
        sources(index, &event.sources),
        titled("", vec![Line::labelled("Id", vec![Piece::new(TextRole::Dim, &event.id)])]),
    ]
}

/// Title, kind, status, place and time.
fn head(index: &Index, id: EventId, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let event = &dataset.events[id];
    let mut kind =
        vec![Piece::plain(dataset.kind_label(event)).with_link(Link::Word("kind", event.kind.base.word().into()))];
    let caution = !event.status.took_place();
    if event.status != Status::Held {
        let role = if caution { TextRole::Caution } else { TextRole::Plain };
        kind.push(Piece::new(role, event.status.label()).with_link(Link::Word("status", event.status.word().into())));
    }
    if let Some(place) = event.place {
        kind.push(Piece::plain(prose::place(dataset, place)).to(Subject::Place(place)));
    }
    kind.extend(event.venue().map(Piece::plain));
    kind.extend(event.format.map(|format| Piece::plain(format.label())));
    let mut lines = vec![
        Line::of(vec![Piece::new(TextRole::Strong, &event.title)]),
        Line::of(joined(kind, " · ")),
        Line::of(vec![time(
            index,
            RecordRef::Event(id),
            prose::record_when(dataset, RecordRef::Event(id), options.zone),
        )]),
    ];
    let due = event.due().map(|due| format!("due {}", prose::when_words(dataset, due, event.place, options.zone)));
    let duration = event.duration().map(|duration| format!("lasted {duration}"));
    let known =
        event.known().map(|known| format!("became public {}", prose::when_words(dataset, known, None, options.zone)));
    let more: Vec<Piece> = [due, duration, known].into_iter().flatten().map(Piece::plain).collect();
    if !more.is_empty() {
        lines.push(Line::of(joined(more, " · ")));
    }
    lines
}

/// Delegations and other persons, with the offices held at the time.
fn people(index: &Index, id: EventId) -> Vec<Line> {
    let dataset = &index.dataset;
    let event = &dataset.events[id];
    let wall = prose::moment(dataset, RecordRef::Event(id));
    let mut lines = Vec::new();
    let mut add = |label: String, people: &[crate::model::PersonId], head: Option<crate::model::PersonId>| {
        for (nth, &person) in people.iter().enumerate() {
            let mut pieces =
                vec![Piece::new(TextRole::Strong, &dataset.persons[person].name).to(Subject::Person(person))];
            if let Some(title) = dataset.persons[person].title_at(wall) {
                pieces.push(Piece::new(TextRole::Dim, format!("  {title}")));
            }
            if head == Some(person) && people.len() > 1 {
                pieces.push(Piece::new(TextRole::Dim, ", head of delegation"));
            }
            let label = if nth == 0 { label.clone() } else { String::new() };
            lines.push(Line::labelled(label, pieces));
        }
        if people.is_empty() && !label.is_empty() {
            lines.push(Line::labelled(label, vec![Piece::new(TextRole::Dim, "members not named")]));
        }
    };
    for delegation in &event.delegations {
        let party = &dataset.parties[delegation.party];
        let absent = if delegation.present() { "" } else { ", absent" };
        add(format!("{}{absent}", party.short.as_deref().unwrap_or(&party.name)), &delegation.people, delegation.head);
    }
    if !event.people().is_empty() {
        add("Also present".into(), event.people(), None);
    }
    if !event.about.is_empty() {
        add("About".into(), &event.about, None);
    }
    lines
}

/// Result, outcome, summary, topics and notes.
fn contents(index: &Index, event: &Event) -> Vec<Line> {
    let text =
        |label: &str, text: &Option<Text>| text.as_deref().map(|text| Line::labelled(label, vec![Piece::plain(text)]));
    let result = event.result.map(|result| {
        Line::labelled(
            "Result",
            vec![Piece::plain(result.label()).with_link(Link::Word("result", result.word().into()))],
        )
    });
    let tags: Vec<Piece> =
        event.tags().iter().map(|tag| Piece::plain(tag).with_link(Link::Word("tag", tag.to_string()))).collect();
    let tags = (!tags.is_empty()).then(|| Line::labelled("Tags", joined(tags, " · ")));
    let lines = [
        result,
        text("Outcome", &event.outcome),
        text("Summary", &event.summary),
        topics(index, &event.topics),
        proposals(index, &event.proposals),
        tags,
        text("Note", &event.note),
    ];
    lines.into_iter().flatten().collect()
}

/// Reports before the final word.
fn history(index: &Index, event: &Event, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let lines = event.reports.iter().map(|report| {
        let status = report.status.map(|status| {
            let role =
                if status.took_place() || status == Status::Planned { TextRole::Plain } else { TextRole::Caution };
            Piece::new(role, status.label())
        });
        let place = report.place.or(event.place);
        let when = report.when.as_ref().map(|when| Piece::plain(prose::when_words(dataset, when, place, options.zone)));
        let place = report.place.map(|place| Piece::plain(prose::place(dataset, place)).to(Subject::Place(place)));
        let note = report.note.as_deref().map(Piece::plain);
        let mut pieces = joined([status, when, place, note].into_iter().flatten().collect(), " · ");
        for citation in &report.sources {
            pieces.push(
                Piece::new(TextRole::Dim, format!("  {}", prose::citation(dataset, citation)))
                    .to(Subject::Source(citation.source)),
            );
        }
        Line::labelled(report.on.0.in_short(), pieces)
    });
    lines.collect()
}

/// Conflicting accounts of single fields.
fn claims(index: &Index, event: &Event, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let lines = event.claims.iter().map(|claim| {
        let value = Piece::new(TextRole::Caution, prose::claimed(dataset, event, claim, options.zone));
        let claimant = Piece::new(TextRole::Dim, format!("  {}", prose::claimant(dataset, claim)));
        Line::labelled(prose::claim_label(claim.field), vec![value, claimant])
    });
    lines.collect()
}

/// The quotes of the event, in chronological order.
fn quotes(index: &Index, id: EventId, options: Options<'_>) -> Vec<Line> {
    index.quotes_of(id).iter().map(|&record| Line::hanging(related(index, record, options))).collect()
}

/// Related events.
fn links(index: &Index, id: EventId, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let event = &dataset.events[id];
    let mut lines = Vec::new();
    let mut add = |label: &str, records: &[RecordId]| {
        for (nth, &other) in records.iter().enumerate() {
            let label = if nth == 0 { label } else { "" };
            lines.push(Line::labelled(label, related(index, other, options)));
        }
    };
    let of = |events: &[EventId]| -> Vec<RecordId> { events.iter().map(|&event| index.of_event(event)).collect() };
    add("Part of", &of(event.details().part_of.as_slice()));
    add("Parts", &index.links.parts.get(id));
    add("Follows", &of(&event.follows));
    add("Led to", &index.links.followers.get(id));
    let mut related = of(&event.related);
    let mut reverse = index.links.related.get(id).into_owned();
    reverse.retain(|other| !related.contains(other));
    related.extend(reverse);
    add("Related", &related);
    lines
}
