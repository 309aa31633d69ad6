//! The card of a quote.

use super::{
    Line, Link, Options, Piece, Section, Subject, TextRole, Wording, proposals, related, sources, time, topics,
};
use crate::index::{Index, RecordId};
use crate::lens::caveats::doubt;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Actor, PartyId, QuoteId, RecordRef, Speaker};
use crate::prose;

pub(super) fn sections(index: &Index, id: QuoteId, options: Options<'_>) -> Vec<Section> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let titled = |title: &str, lines: Vec<Line>| Section { title: title.into(), lines };
    vec![
        titled("", head(index, id, options)),
        titled("", quotation(index, id, options)),
        titled("", fields(index, id)),
        titled("Related", links(index, id, options)),
        sources(index, dataset.quote_sources(quote)),
        titled("", vec![Line::labelled("Id", vec![Piece::new(TextRole::Dim, &quote.id)])]),
    ]
}

/// Speaker with office and party, time, provenance.
fn head(index: &Index, id: QuoteId, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let record = RecordRef::Quote(id);
    let wall = prose::moment(dataset, record);
    let party: Option<PartyId> = dataset.quote_party(quote, wall);
    let mut who = Vec::new();
    match &quote.speaker {
        Speaker::Actor(Actor::Person(person)) => {
            who.push(Piece::new(TextRole::Strong, &dataset.persons[*person].name).to(Subject::Person(*person)));
            who.extend(
                dataset.persons[*person].title_at(wall).map(|title| Piece::new(TextRole::Dim, format!("  {title}"))),
            );
        }
        Speaker::Actor(Actor::Party(party)) => {
            who.push(Piece::new(TextRole::Strong, &dataset.parties[*party].name).to(Subject::Party(*party)));
        }
        Speaker::Described(description) => {
            who.push(Piece::new(TextRole::Strong, description));
            who.push(Piece::new(TextRole::Dim, "  unnamed"));
        }
    }
    if let Some(party) = party.filter(|party| quote.speaker != Speaker::Actor(Actor::Party(*party))) {
        who.push(Piece::new(TextRole::Dim, "  "));
        who.push(Piece::new(TextRole::Side(party), &dataset.parties[party].name).to(Subject::Party(party)));
    }
    let when = match (&quote.when, quote.event) {
        (None, Some(_)) => format!("{} · time of the event", prose::record_when(dataset, record, options.zone)),
        _ => prose::record_when(dataset, record, options.zone),
    };
    let mut lines = vec![Line::of(who), Line::of(vec![time(index, record, when)])];
    if let Some(doubt) = doubt(index, record) {
        lines.push(Line::of(vec![Piece::new(TextRole::Caution, doubt)]));
    }
    let provenance = prose::provenance(dataset, quote);
    if !provenance.is_empty() {
        let piece = Piece::plain(provenance);
        lines.push(Line::of(vec![match quote.channel {
            Some(channel) => piece.with_link(Link::Word("channel", channel.word().into())),
            None => piece,
        }]));
    }
    lines
}

/// The text, in one or both wordings.
fn quotation(index: &Index, id: QuoteId, options: Options<'_>) -> Vec<Line> {
    let quote = &index.dataset.quotes[id];
    let text = vec![Piece::new(TextRole::Quote, prose::quotation(quote))];
    let Some(original) = prose::original(quote) else { return vec![Line::of(text)] };
    let original = vec![Piece::new(TextRole::Quote, original)];
    match options.wording {
        Wording::Translation => {
            let hint = options.original_key.map(|key| Piece::new(TextRole::Dim, format!("{key}: original")));
            std::iter::once(text).chain(hint.map(|hint| vec![hint])).map(Line::of).collect()
        }
        Wording::Original => vec![Line::of(original), Line::labelled("Translation", text)],
        Wording::Both => vec![Line::of(text), Line::labelled("Original", original)],
    }
}

/// Stance, act, topics, documents, place, date of publication and note.
fn fields(index: &Index, id: QuoteId) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let stances = prose::stances(dataset, quote);
    let stances = (!stances.is_empty()).then(|| Line::labelled("Stance", vec![Piece::plain(stances)]));
    let act = quote.act.map(|act| {
        Line::labelled("Act", vec![Piece::plain(act.label()).with_link(Link::Word("act", act.word().into()))])
    });
    let published = quote.published().map(|(when, _)| Line::labelled("Published", vec![Piece::plain(when.in_short())]));
    let place = quote.place.map(|place| {
        Line::labelled("Place", vec![Piece::plain(prose::place(dataset, place)).to(Subject::Place(place))])
    });
    let note = quote.note.as_deref().map(|note| Line::labelled("Note", vec![Piece::plain(note)]));
    let lines = [
        stances,
        act,
        topics(index, dataset.quote_topics(quote)),
        proposals(index, dataset.quote_proposals(quote)),
        place,
        published,
        note,
    ];
    lines.into_iter().flatten().collect()
}

/// The event and the related quotes, in both directions.
fn links(index: &Index, id: QuoteId, options: Options<'_>) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let mut lines = Vec::new();
    if let Some(event) = quote.event {
        lines.push(Line::labelled("Event", related(index, index.of_event(event), options)));
    }
    let mut add = |label: &str, records: &[RecordId]| {
        for (nth, &other) in records.iter().enumerate() {
            let label = if nth == 0 { label } else { "" };
            lines.push(Line::labelled(label, related(index, other, options)));
        }
    };
    let of = |quotes: &[QuoteId]| -> Vec<RecordId> { quotes.iter().map(|&quote| index.of_quote(quote)).collect() };
    add("Replies to", &of(quote.replies_to()));
    add("Replies", &index.links.replies.get(id));
    add("Disputes", &of(quote.disputes()));
    add("Disputed by", &index.links.disputes.get(id));
    add("Corrects", &of(quote.corrects()));
    add("Corrected by", &index.links.corrections.get(id));
    let first = dataset.rendered(quote).unwrap_or(id);
    let renderings = std::iter::once(index.of_quote(first)).chain(index.links.renderings.get(first).into_owned());
    add("Other versions", &renderings.filter(|other| *other != index.of_quote(id)).collect::<Vec<_>>());
    lines
}
