//! The quotes lens: a table of the selected quotes.

use super::Lens;
use super::card::TextRole;
use super::sheet::{Cell, Column, Sheet, Width};
use crate::index::{Index, RecordId};
use crate::model::{Actor, Dataset, Quote, QuoteId, RecordRef, Speaker};
use crate::prose;
use crate::query::{FieldKey, Node};
use crate::view::{Answered, View};

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "quotes",
    title: "Quotes",
    help: "table of the selected quotes, sortable by date, speaker, side, stance, outlet",
    columns: &["date", "speaker", "side", "stance", "outlet", "words"],
    quotes_only: true,
    build,
};

fn build(answered: &Answered, view: &View) -> Sheet {
    let index = &answered.index;
    let quotes = answered.selection.records.iter().filter(|record| !index.events.contains(*record)).collect();
    Sheet::table(index, quotes, columns(), (view.sort.as_deref(), view.reverse))
        .with_empty_message("No quotes selected.")
}

fn columns() -> Vec<Column> {
    vec![
        Column {
            name: "date",
            title: "Date",
            width: Width::Fixed(11),
            rank: 0,
            cell: |index, record| Cell::of(TextRole::Dim, date(index, record)),
            // Record ids are in chronological order.
            compare: Some(|_, a, b| a.cmp(&b)),
        },
        Column { name: "speaker", title: "Speaker", width: Width::Fixed(14), rank: 0, cell: speaker, compare: None },
        Column { name: "side", title: "Side", width: Width::Fixed(5), rank: 1, cell: side, compare: None },
        Column { name: "stance", title: "Stance", width: Width::Fixed(14), rank: 2, cell: stance, compare: None },
        Column { name: "outlet", title: "Outlet", width: Width::Fixed(16), rank: 3, cell: outlet, compare: None },
        Column { name: "words", title: "Words", width: Width::Rest, rank: 0, cell: words, compare: None },
    ]
}

/// The quote of a row; `None` for events, which this lens does not list.
fn quote(index: &Index, record: RecordId) -> Option<(&Dataset, QuoteId, &Quote)> {
    match index.record(record) {
        RecordRef::Quote(id) => Some((&index.dataset, id, &index.dataset.quotes[id])),
        RecordRef::Event(_) => None,
    }
}

fn cell(index: &Index, record: RecordId, build: impl Fn(&Dataset, QuoteId, &Quote) -> Cell) -> Cell {
    quote(index, record).map_or_else(|| Cell::plain(""), |(dataset, id, quote)| build(dataset, id, quote))
}

fn date(index: &Index, record: RecordId) -> String {
    let reference = index.record(record);
    let (when, bounds) = (index.dataset.when(reference), index.dataset.bounds(reference));
    when.zip(bounds).map_or_else(String::new, |(when, bounds)| prose::date(when, &bounds))
}

fn speaker(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, _, quote| {
        let id = match quote.speaker {
            Speaker::Actor(Actor::Person(person)) => Some(&*dataset.persons[person].id),
            Speaker::Actor(Actor::Party(party)) => Some(&*dataset.parties[party].id),
            Speaker::Described(_) => None,
        };
        let name = match quote.speaker {
            Speaker::Actor(Actor::Person(person)) => dataset.persons[person].last_name(),
            _ => dataset.speaker_name(quote),
        };
        let condition = match id {
            Some(id) => term(FieldKey::By, id),
            None => term(FieldKey::Is, "anonymous"),
        };
        Cell::of(TextRole::Strong, name).with_query(Some(condition))
    })
}

fn side(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, id, quote| {
        let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
        party.map_or_else(
            || Cell::plain(""),
            |party| {
                let row = &dataset.parties[party];
                Cell::of(TextRole::Side(party), row.label()).with_query(Some(term(FieldKey::Party, &row.id)))
            },
        )
    })
}

fn stance(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, _, quote| {
        use crate::model::vocabulary::Vocabulary;
        let stances = dataset.stances(quote);
        let mut labels: Vec<&str> = stances.iter().map(|(_, stance)| stance.label()).collect();
        labels.dedup();
        let condition = stances.first().map(|(_, stance)| term(FieldKey::Stance, stance.word()));
        Cell::plain(labels.join(", ")).with_query(condition)
    })
}

fn outlet(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| {
        let outlet = quote.outlet.as_deref().unwrap_or("");
        Cell::of(TextRole::Dim, outlet).with_query((!outlet.is_empty()).then(|| term(FieldKey::Outlet, outlet)))
    })
}

fn words(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| Cell::of(TextRole::Quote, prose::quotation(quote)))
}

fn term(field: FieldKey, value: &str) -> Node {
    Node::field(field, [value.to_owned()])
}
