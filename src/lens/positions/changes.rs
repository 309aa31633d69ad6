//! The list of all changes of stance.

use super::cell::with_sign;
use super::statements::{Statement, name_of};
use super::statements::{Who, date};
use crate::index::Index;
use crate::lens::card::TextRole;
use crate::lens::sheet::{Cell, Column, Sheet, Width};
use crate::model::RecordRef;
use crate::model::vocabulary::Vocabulary;
use crate::names::fold;
use crate::prose;
use crate::query::{FieldKey, Node};
use crate::view::View;

/// A line for each statement with another stance than the one before it of the same party on the same topic.
pub(super) fn sheet(index: &Index, statements: &[Statement], view: &View) -> Sheet {
    let changed = statements.iter().filter(|statement| statement.from.is_some());
    let lines = changed.map(|statement| (statement.record, cells(index, statement)));
    let words = fold(&view.narrow);
    let contains = |cells: &[Cell]| {
        let text = fold(&cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "));
        words.split_whitespace().all(|word| text.contains(word))
    };
    let lines = lines.filter(|(_, cells)| contains(cells)).collect();
    let sheet = Sheet::items(lines, columns(), (view.sort.as_deref(), view.reverse));
    Sheet { wide: true, ..sheet }
}

fn columns() -> Vec<Column> {
    let column =
        |name, title, width, rank| Column { name, title, width, rank, cell: |_, _| Cell::plain(""), compare: None };
    vec![
        Column { compare: Some(|_, a, b| a.cmp(&b)), ..column("date", "Date", Width::Fixed(11), 0) },
        column("party", "Party", Width::Fixed(7), 0),
        column("topic", "Topic", Width::Fixed(18), 0),
        column("from", "From", Width::Fixed(15), 0),
        column("to", "To", Width::Fixed(15), 0),
        column("speaker", "Speaker", Width::Fixed(14), 1),
        column("words", "Words", Width::Rest, 2),
    ]
}

fn cells(index: &Index, statement: &Statement) -> Vec<Cell> {
    let dataset = &index.dataset;
    let RecordRef::Quote(id) = index.record(statement.record) else { return Vec::new() };
    let quote = &dataset.quotes[id];
    let topic = &dataset.topics[statement.topic];
    let party = match statement.who {
        Who::Party(party) => Cell::of(TextRole::Side(party), dataset.parties[party].label())
            .with_query(Some(Node::field(FieldKey::For, [dataset.parties[party].id.to_string()]))),
        who => Cell::of(TextRole::Dim, name_of(index, who)),
    };
    let stance = |role, stance: crate::model::vocabulary::Stance| {
        let value = format!("{}@{}", stance.word(), topic.id);
        Cell::of(role, with_sign(stance))
            .with_key(stance.label())
            .with_query(Some(Node::field(FieldKey::Stance, [value])))
    };
    vec![
        Cell::of(TextRole::Dim, date(index, statement.record)),
        party,
        Cell::plain(&*topic.name).with_query(Some(Node::field(FieldKey::Topic, [topic.id.to_string()]))),
        statement.from.map_or_else(|| Cell::plain(""), |from| stance(TextRole::Dim, from)),
        stance(TextRole::Plain, statement.stance),
        Cell::of(TextRole::Strong, dataset.speaker_name(quote)),
        Cell::of(TextRole::Quote, prose::quotation(quote)),
    ]
}
