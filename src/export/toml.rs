//! A dataset that loads again: the selected records and just what they need.
//!
//! A quote whose event is not exported takes with it what it had from the event: time, place, sources, topics, texts. Names
//! that the query mentions are kept too, so that the same query means the same in the file.

use std::io::{self, Write};

use super::Export;
use crate::dataset::write;
use crate::model::subset::Subset;
use crate::model::{Dataset, Id, PartyId, RecordRef, SourceId, TopicId};
use crate::names::Found;
use crate::query::{Expr, Field, Node, Values};

pub(super) fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let dataset = &*report.index.dataset;
    let mut keep = Subset::all(dataset, false);
    for (record, _) in report.records() {
        match report.index.record(record) {
            RecordRef::Event(id) => {
                keep.events[id.index()] = true;
                keep.needs_of_event(dataset, id);
            }
            RecordRef::Quote(id) => keep.quotes[id.index()] = true,
        }
    }
    let whole = with_own_words(dataset, &keep);
    for id in dataset.quotes.ids() {
        if keep.quotes[id.index()] {
            keep.needs_of_quote(&whole, id);
        }
    }
    if let Ok(query) = crate::query::parse(&report.query) {
        keep_named(report, &query, &mut keep);
    }
    close(dataset, &mut keep);
    let (mut subset, dropped) = whole.subset(&keep);
    // Views of the whole may name what is not in the part.
    subset.views.clear();
    let mut head: Vec<String> =
        report.provenance().lines().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if dropped > 0 {
        let references = if dropped == 1 { "1 reference".into() } else { format!("{dropped} references") };
        head.push(format!("Left out: {references} to records that are not in this file"));
    }
    out.write_all(write::write(&subset, &head).as_bytes())
}

/// The dataset in which quotes whose event is not kept own what they had from it.
fn with_own_words(dataset: &Dataset, keep: &Subset) -> Dataset {
    let mut whole = dataset.clone();
    for (id, quote) in dataset.quotes.iter() {
        let Some(event) = quote.event.filter(|event| keep.quotes[id.index()] && !keep.events[event.index()]) else {
            continue;
        };
        let own = &mut whole.quotes[id];
        if own.when.is_none() {
            own.when = dataset.quote_when(quote).cloned();
            // The time is read on the clock of the event's place.
            own.place = dataset.events[event].place.or(quote.place);
        }
        own.place = own.place.or_else(|| dataset.quote_place(quote));
        own.sources = dataset.quote_sources(quote).to_vec();
        own.topics = dataset.quote_topics(quote).to_vec();
        own.proposals = dataset.quote_proposals(quote).to_vec();
    }
    whole
}

/// Keeps whom and what the query names.
fn keep_named(report: &Export<'_>, node: &Node, keep: &mut Subset) {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| keep_named(report, node, keep)),
        Expr::Not(inner) => keep_named(report, inner, keep),
        Expr::Field(term) => {
            let books = &report.index.books;
            for value in &term.values {
                let name = value.text.split('@').next().unwrap_or(&value.text);
                let after = value.text.split('@').nth(1).unwrap_or("");
                match Field::of(term.field).values {
                    Values::Persons => mark(books.persons.find(name), &mut keep.persons),
                    Values::Actors => {
                        mark(books.persons.find(name), &mut keep.persons);
                        mark(books.parties.find(name), &mut keep.parties);
                    }
                    Values::Parties => mark(books.parties.find(name), &mut keep.parties),
                    Values::Topics => mark(books.topics.find(name), &mut keep.topics),
                    Values::Places => mark(books.places.find(name), &mut keep.places),
                    Values::Sources => mark(books.sources.find(name), &mut keep.sources),
                    Values::Proposals => mark(books.proposals.find(name), &mut keep.proposals),
                    Values::Stances(_) => mark(books.topics.find(after), &mut keep.topics),
                    Values::Words(_) | Values::Dates | Values::Ids | Values::Suggested(_) | Values::Text => {}
                }
            }
        }
        Expr::All | Expr::Range(_) | Expr::Text(_) | Expr::Regex(_) => {}
    }
}

fn mark<I: Id>(found: Found<I>, keep: &mut [bool]) {
    if let Found::Some(ids) = found {
        ids.into_iter().for_each(|id| keep[id.index()] = true);
    }
}

/// Keeps what the kept tables refer to: parties of persons, wider parties and topics, copied sources, parents of versions.
fn close(dataset: &Dataset, keep: &mut Subset) {
    // Versions can lead to further proposals, so this is done until nothing is added.
    loop {
        let before = keep.proposals.iter().filter(|kept| **kept).count();
        for (id, proposal) in dataset.proposals.iter() {
            if !keep.proposals[id.index()] {
                continue;
            }
            proposal.by.iter().for_each(|party| keep.parties[party.index()] = true);
            for version in &proposal.versions {
                version.by.iter().for_each(|party| keep.parties[party.index()] = true);
                version.parents.iter().for_each(|parent| keep.proposals[parent.proposal.index()] = true);
                version.sources.iter().for_each(|citation| keep.sources[citation.source.index()] = true);
                version
                    .points
                    .iter()
                    .filter_map(|point| point.topic)
                    .for_each(|topic| keep.topics[topic.index()] = true);
            }
        }
        if keep.proposals.iter().filter(|kept| **kept).count() == before {
            break;
        }
    }
    for (_, person) in dataset.persons.iter().filter(|(id, _)| keep.persons[id.index()]) {
        let offices = person.offices.iter().filter_map(|office| office.party);
        person.party.into_iter().chain(offices).for_each(|party| keep.parties[party.index()] = true);
    }
    let parties: Vec<PartyId> = dataset.parties.ids().filter(|id| keep.parties[id.index()]).collect();
    parties.into_iter().flat_map(|id| dataset.party_and_wider(id)).for_each(|id| keep.parties[id.index()] = true);
    let topics: Vec<TopicId> = dataset.topics.ids().filter(|id| keep.topics[id.index()]).collect();
    topics.into_iter().flat_map(|id| dataset.topic_and_wider(id)).for_each(|id| keep.topics[id.index()] = true);
    let sources: Vec<SourceId> = dataset.sources.ids().filter(|id| keep.sources[id.index()]).collect();
    for id in sources {
        let copied = std::iter::successors(Some(id), |&id| dataset.sources[id].via);
        copied.for_each(|id| keep.sources[id.index()] = true);
    }
}
