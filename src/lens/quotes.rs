//! The quotes lens: a table of the selected quotes, or a concordance of the words of the query.

mod concordance;

use super::card::TextRole;
use super::caveats::caveats;
use super::sheet::{Cell, Column, Sheet, Width};
use super::{Lens, Mode};
use crate::index::{Index, RecordId};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Actor, Dataset, Quote, QuoteId, RecordRef, Speaker};
use crate::prose;
use crate::query::{FieldKey, Node};
use crate::view::{Answered, View};

/// The registry entry.
pub(super) const LENS: Lens = Lens {
    name: "quotes",
    title: "Quotes",
    help: "table of the selected quotes, sortable by any column; or the words of the query in context",
    columns: COLUMNS,
    modes: &[
        Mode { name: "table", title: "", help: "a row for each quote", columns: COLUMNS },
        Mode {
            name: "concordance",
            title: "in context",
            help: "the words of the query in one column, with what comes before and after",
            columns: concordance::COLUMNS,
        },
    ],
    quotes_only: true,
    build,
};

/// The names of the columns.
const COLUMNS: &[&str] =
    &["date", "speaker", "side", "stance", "topics", "act", "outlet", "channel", "credibility", "words", "caveats"];

fn build(answered: &Answered, view: &View) -> Sheet {
    let index = &answered.index;
    let quotes: Vec<RecordId> =
        answered.selection.records.iter().filter(|record| !index.events.contains(*record)).collect();
    let order = (view.sort.as_deref(), view.reverse);
    let is_concordance = LENS.mode(view).is_some_and(|mode| mode.name == concordance::NAME);
    let sheet = if is_concordance && !quotes.is_empty() {
        concordance::sheet(answered, &quotes, order)
    } else {
        Sheet::table(index, quotes, columns(), order).with_empty_message("No quotes selected.")
    };
    sheet.with_columns(&view.narrow)
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
        Column { name: "topics", title: "Topics", width: Width::Fixed(20), rank: 4, cell: topics, compare: None },
        Column { name: "act", title: "Act", width: Width::Fixed(14), rank: 6, cell: act, compare: None },
        Column { name: "outlet", title: "Outlet", width: Width::Fixed(16), rank: 3, cell: outlet, compare: None },
        Column { name: "channel", title: "Channel", width: Width::Fixed(12), rank: 7, cell: channel, compare: None },
        Column {
            name: "credibility",
            title: "Cred.",
            width: Width::Fixed(5),
            rank: 8,
            cell: credibility,
            compare: None,
        },
        Column { name: "words", title: "Words", width: Width::Rest, rank: 0, cell: words, compare: None },
        Column { name: "caveats", title: "Caveats", width: Width::Fixed(18), rank: 5, cell: doubts, compare: None },
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
    prose::record_date(&index.dataset, index.record(record)).unwrap_or_default()
}

fn speaker(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, _, quote| {
        let id = match quote.speaker {
            Speaker::Actor(Actor::Person(person)) => Some(&*dataset.persons[person].id),
            Speaker::Actor(Actor::Party(party)) => Some(&*dataset.parties[party].id),
            Speaker::Described(_) => None,
        };
        let condition = match id {
            Some(id) => term(FieldKey::By, id),
            None => term(FieldKey::Is, "anonymous"),
        };
        Cell::of(TextRole::Strong, prose::speaker_in_short(dataset, quote)).with_query(Some(condition))
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
        let stances = dataset.stances(quote);
        let mut labels: Vec<&str> = stances.iter().map(|(_, stance)| stance.label()).collect();
        labels.dedup();
        let condition = stances.first().map(|(_, stance)| term(FieldKey::Stance, stance.word()));
        Cell::plain(labels.join(", ")).with_query(condition)
    })
}

fn outlet(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| {
        let outlet = quote.outlet().unwrap_or("");
        Cell::of(TextRole::Dim, outlet).with_query((!outlet.is_empty()).then(|| term(FieldKey::Outlet, outlet)))
    })
}

fn topics(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, _, quote| {
        let names: Vec<&str> = quote.topics.iter().map(|topic| &*dataset.topics[*topic].name).collect();
        let condition = quote.topics.first().map(|topic| term(FieldKey::Topic, &dataset.topics[*topic].id));
        Cell::plain(names.join(", ")).with_query(condition)
    })
}

fn act(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| {
        let act = quote.act;
        Cell::plain(act.map_or("", Vocabulary::label)).with_query(act.map(|act| term(FieldKey::Act, act.word())))
    })
}

fn channel(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| {
        let condition = quote.channel.map(|channel| term(FieldKey::Channel, channel.word()));
        Cell::of(TextRole::Dim, quote.channel.map_or("", Vocabulary::label)).with_query(condition)
    })
}

fn credibility(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |dataset, id, _| {
        let figure = dataset.credibility(RecordRef::Quote(id)).map(|figure| figure.to_string());
        let condition = figure.as_deref().map(|figure| term(FieldKey::Credibility, figure));
        Cell::plain(figure.unwrap_or_default()).with_query(condition)
    })
}

fn words(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, _, quote| Cell::of(TextRole::Quote, prose::quotation(quote)))
}

/// What to know before relying on the quote, its note included.
fn doubts(index: &Index, record: RecordId) -> Cell {
    cell(index, record, |_, id, quote| {
        let mut found = caveats(index, RecordRef::Quote(id));
        found.extend(quote.note.as_deref().map(ToOwned::to_owned));
        Cell::of(TextRole::Caution, found.join("; "))
    })
}

fn term(field: FieldKey, value: &str) -> Node {
    Node::field(field, [value.to_owned()])
}
