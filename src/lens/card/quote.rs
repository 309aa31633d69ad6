//! The card of a quote.

use super::{Line, Link, Options, Piece, Section, TextRole, proposals, related, sources, time, topics};
use crate::index::Index;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Actor, PartyId, QuoteId, RecordRef, Speaker};
use crate::prose;

pub(super) fn sections(index: &Index, id: QuoteId, options: Options) -> Vec<Section> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let titled = |title: &str, lines: Vec<Line>| Section { title: title.into(), lines };
    vec![
        titled("", head(index, id, options)),
        titled("", said(index, id, options)),
        titled("", meaning(index, id)),
        titled("Related", links(index, id, options)),
        sources(index, dataset.quote_sources(quote)),
        titled("", vec![Line::labelled("Id", vec![Piece::new(TextRole::Dim, &quote.id)])]),
    ]
}

/// Who, in which office, for whom, when.
fn head(index: &Index, id: QuoteId, options: Options) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let record = RecordRef::Quote(id);
    let wall = prose::moment(dataset, record);
    let party: Option<PartyId> = dataset.quote_party(quote, wall);
    let mut who = Vec::new();
    match &quote.speaker {
        Speaker::Actor(Actor::Person(person)) => {
            who.push(Piece::new(TextRole::Strong, &dataset.persons[*person].name).to(Link::Person(*person)));
            who.extend(
                dataset.persons[*person].title_at(wall).map(|title| Piece::new(TextRole::Dim, format!("  {title}"))),
            );
        }
        Speaker::Actor(Actor::Party(party)) => {
            who.push(Piece::new(TextRole::Strong, &dataset.parties[*party].name).to(Link::Party(*party)));
        }
        Speaker::Described(description) => {
            who.push(Piece::new(TextRole::Strong, description));
            who.push(Piece::new(TextRole::Dim, "  unnamed"));
        }
    }
    if let Some(party) = party.filter(|party| quote.speaker != Speaker::Actor(Actor::Party(*party))) {
        who.push(Piece::new(TextRole::Dim, "  "));
        who.push(Piece::new(TextRole::Side(party), &dataset.parties[party].name).to(Link::Party(party)));
    }
    let when = match (&quote.when, quote.event) {
        (None, Some(_)) => format!("{}, the time of the event", prose::record_when(dataset, record, options.zone)),
        _ => prose::record_when(dataset, record, options.zone),
    };
    let mut lines = vec![Line::of(who), Line::of(vec![time(index, record, when)])];
    let provenance = prose::provenance(dataset, quote);
    if !provenance.is_empty() {
        let piece = Piece::plain(provenance);
        lines.push(Line::of(vec![match quote.channel {
            Some(channel) => piece.to(Link::Word("channel", channel.word().into())),
            None => piece,
        }]));
    }
    lines
}

/// The words themselves.
fn said(index: &Index, id: QuoteId, options: Options) -> Vec<Line> {
    let quote = &index.dataset.quotes[id];
    let original = prose::original(quote);
    let text = Line::of(vec![Piece::new(TextRole::Quote, prose::quotation(quote))]);
    match original {
        Some(original) if options.original => {
            let spoken = Line::of(vec![Piece::new(TextRole::Quote, original)]);
            vec![spoken, Line::of(vec![Piece::new(TextRole::Dim, "as translated:")]), text]
        }
        Some(_) => vec![text, Line::of(vec![Piece::new(TextRole::Dim, "the words as spoken: O")])],
        None => vec![text],
    }
}

/// Stance, act, topics, texts, remarks.
fn meaning(index: &Index, id: QuoteId) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let stances = prose::stances(dataset, quote);
    let stances = (!stances.is_empty()).then(|| Line::labelled("Stance", vec![Piece::plain(stances)]));
    let act = quote
        .act
        .map(|act| Line::labelled("Act", vec![Piece::plain(act.label()).to(Link::Word("act", act.word().into()))]));
    let published = quote
        .published
        .as_ref()
        .map(|(when, bounds)| Line::labelled("Published", vec![Piece::plain(prose::date(when, bounds))]));
    let place = quote
        .place
        .map(|place| Line::labelled("Place", vec![Piece::plain(prose::place(dataset, place)).to(Link::Place(place))]));
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

/// The event, and quotes that this one answers, disputes, corrects or renders, and those that do so to it.
fn links(index: &Index, id: QuoteId, options: Options) -> Vec<Line> {
    let dataset = &index.dataset;
    let quote = &dataset.quotes[id];
    let mut lines = Vec::new();
    if let Some(event) = quote.event {
        lines.push(Line::labelled("Event", related(index, index.of_event(event), options)));
    }
    let mut add = |label: &str, quotes: Vec<QuoteId>| {
        for (nth, other) in quotes.into_iter().enumerate() {
            let label = if nth == 0 { label } else { "" };
            lines.push(Line::labelled(label, related(index, index.of_quote(other), options)));
        }
    };
    let others = |test: &dyn Fn(&crate::model::Quote) -> bool| -> Vec<QuoteId> {
        dataset.quotes.iter().filter(|(other, row)| *other != id && test(row)).map(|(other, _)| other).collect()
    };
    add("Replies to", quote.replies_to.clone());
    add("Replies", others(&|row| row.replies_to.contains(&id)));
    add("Disputes", quote.disputes.clone());
    add("Disputed by", others(&|row| row.disputes.contains(&id)));
    add("Corrects", quote.corrects.clone());
    add("Corrected by", others(&|row| row.corrects.contains(&id)));
    let first = quote.rendering_of.unwrap_or(id);
    let mut renderings = others(&|row| row.rendering_of == Some(first));
    if first != id {
        renderings.insert(0, first);
    }
    add("Other versions", renderings);
    lines
}
