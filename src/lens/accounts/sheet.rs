//! The grid of accounts: its rows and columns, and the signs of contradictions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::cell::{Accounts, Entry, FIELDS, ROW_LINES, RowKey};
use super::gather::{Group, Item, Matter, Said, Side, recorded, side};
use crate::index::Index;
use crate::lens::card::TextRole;
use crate::lens::grid::{Grid, Head};
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::{EventId, QuoteId, RecordRef};
use crate::names::fold;
use crate::prose;
use crate::query::{FieldKey, Node};
use crate::view::View;

/// The grid of these groups. `one` is the place of the only group among all, and their number.
pub(super) fn grid(index: &Index, mut groups: Vec<Group>, view: &View, one: Option<(usize, usize)>) -> Grid {
    if view.reverse {
        groups.reverse();
    }
    let sides = sides(index, &groups);
    let numbers: HashMap<Side, usize> = sides.iter().enumerate().map(|(number, side)| (*side, number)).collect();
    let mut accounts = Accounts { rows: Vec::new(), sides, cells: BTreeMap::new(), next_sign: 1 };
    for group in &groups {
        add_group(index, &mut accounts, &numbers, group);
        let mut rest = &group.items[..];
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|item| item.matter == first.matter).count();
            add_matter(index, &mut accounts, &numbers, group, &rest[..count]);
            rest = &rest[count..];
        }
    }
    mark_disputes(index, &mut accounts);
    let mut rows: Vec<Head> =
        accounts.rows.iter().enumerate().map(|(number, row)| row_head(index, number, row)).collect();
    if let (Some((at, all)), Some(first)) = (one, rows.first_mut()) {
        first.note = format!("{} of {all} · {}", at + 1, first.note);
    }
    let columns = column_heads(index, &accounts, view);
    let cells: Vec<_> = accounts.cells.keys().copied().collect();
    let kept = narrowed(index, &accounts, &columns, &view.narrow);
    let mut grid = Grid::new(["account", "side"], (rows, columns), cells, Arc::new(accounts));
    grid.fields = FIELDS;
    grid.row_lines = ROW_LINES;
    grid.widths = (18, 60);
    let (rows, columns) = kept;
    grid.rows.retain(|row| rows.contains(&row.number));
    grid.columns.retain(|column| columns.contains(&column.number));
    grid.drop_empty();
    grid
}

/// All sides with a statement, an account or a delegation; the dataset's own entry where there are events.
fn sides(index: &Index, groups: &[Group]) -> Vec<Side> {
    let dataset = &index.dataset;
    let mut sides: BTreeSet<Side> = groups.iter().flat_map(|group| &group.items).map(|item| item.side).collect();
    for event in groups.iter().filter_map(|group| group.event) {
        sides.insert(Side::Recorded);
        let delegations = dataset.events[event].delegations.iter();
        sides.extend(delegations.map(|delegation| side(dataset, Some(delegation.party))));
    }
    sides.into_iter().collect()
}

/// Adds the row of an event: what its own entry says, and the delegations of each side.
fn add_group(index: &Index, accounts: &mut Accounts, numbers: &HashMap<Side, usize>, group: &Group) {
    let dataset = &index.dataset;
    let row = accounts.rows.len();
    accounts.rows.push(RowKey { event: group.event, matter: Matter::Event, nth: 0, only: None });
    let entry = |said| Entry { said, record: group.record, said_here: (0, 0), signs: Vec::new(), alone: false };
    if let Some(event) = group.event {
        accounts.cells.insert((row, numbers[&Side::Recorded]), entry(Said::Recorded(event)));
    }
    let delegations = group.event.map_or(&[][..], |event| &dataset.events[event].delegations);
    let present = delegations.iter().map(|delegation| side(dataset, Some(delegation.party)));
    let speaking = group.items.iter().map(|item| item.side).filter(|side| *side != Side::Recorded);
    for side in present.chain(speaking).collect::<BTreeSet<Side>>() {
        let count =
            |test: fn(&Said) -> bool| group.items.iter().filter(|item| item.side == side && test(&item.said)).count();
        let said_here = (count(|said| matches!(said, Said::Quote(_))), count(|said| matches!(said, Said::Claim(..))));
        let entry = Entry { record: None, said_here, ..entry(Said::Present(group.event)) };
        accounts.cells.insert((row, numbers[&side]), entry);
    }
}

/// Adds the rows of a matter: as many as the side that says most of it needs.
fn add_matter(index: &Index, accounts: &mut Accounts, numbers: &HashMap<Side, usize>, group: &Group, items: &[Item]) {
    let speaking: BTreeSet<Side> = items.iter().map(|item| item.side).collect();
    let alone = speaking.len() == 1;
    let sign = contradicts(index, items).then(|| accounts.sign());
    let first_row = accounts.rows.len();
    let mut taken: HashMap<Side, usize> = HashMap::new();
    for item in items {
        let nth = taken.entry(item.side).or_insert(0);
        let row = first_row + *nth;
        if row == accounts.rows.len() {
            let only = speaking.first().copied().filter(|_| alone && *nth == 0);
            accounts.rows.push(RowKey { event: group.event, matter: item.matter, nth: *nth, only });
        }
        let signs = sign.into_iter().map(|sign| (sign, None)).collect();
        let entry = Entry { said: item.said, record: item.record, said_here: (0, 0), signs, alone };
        accounts.cells.insert((row, numbers[&item.side]), entry);
        *nth += 1;
    }
}

/// Whether accounts of one matter differ from each other, or from the event's own entry.
fn contradicts(index: &Index, items: &[Item]) -> bool {
    let values: BTreeSet<String> = items.iter().filter_map(|item| value(index, item)).map(|text| fold(&text)).collect();
    values.len() > 1
}

/// The value of an account; `None` for a statement.
fn value(index: &Index, item: &Item) -> Option<String> {
    let dataset = &index.dataset;
    match (item.said, item.matter) {
        (Said::Claim(event, at), _) => {
            let event = &dataset.events[event];
            Some(prose::claimed(dataset, event, &event.claims[at], None))
        }
        (Said::Recorded(event), Matter::Field(field)) => recorded(dataset, event, field),
        _ => None,
    }
}

/// Gives a statement and the one that it disputes a common sign. A statement whose counterpart is not shown gets a sign
/// without a number.
fn mark_disputes(index: &Index, accounts: &mut Accounts) {
    let quotes = accounts.cells.iter().filter_map(|(&cell, entry)| match entry.said {
        Said::Quote(quote) => Some((quote, cell)),
        _ => None,
    });
    let places: BTreeMap<(usize, usize), QuoteId> = quotes.clone().map(|(quote, cell)| (cell, quote)).collect();
    let cells: HashMap<QuoteId, (usize, usize)> = quotes.collect();
    for (cell, quote) in places {
        for &disputed in index.dataset.quotes[quote].disputes() {
            let other = cells.get(&disputed).copied();
            let sign = other.map_or(0, |_| accounts.sign());
            let mut add = |at: (usize, usize), other: QuoteId| {
                let signs = accounts.cells.get_mut(&at).map(|entry| &mut entry.signs);
                signs.into_iter().for_each(|signs| signs.push((sign, Some(index.of_quote(other)))));
            };
            add(cell, disputed);
            other.into_iter().for_each(|other| add(other, quote));
        }
        for &by in &*index.links.disputes.get(quote) {
            let RecordRef::Quote(disputing) = index.record(by) else { continue };
            if !cells.contains_key(&disputing)
                && let Some(entry) = accounts.cells.get_mut(&cell)
            {
                entry.signs.push((0, Some(by)));
            }
        }
    }
}

fn row_head(index: &Index, number: usize, row: &RowKey) -> Head {
    let dataset = &index.dataset;
    let event = row.event.map(|event| &dataset.events[event]);
    let key = row.key(index);
    match row.matter {
        Matter::Event => {
            let date = |id| prose::record_date(dataset, RecordRef::Event(id)).unwrap_or_else(|| "undated".to_owned());
            let mut note = row.event.map(date).unwrap_or_default();
            if let Some(status) = event.map(|event| event.status).filter(|status| *status != Status::Held) {
                note.push_str(&format!(", {}", status.label()));
            }
            let title = event.map_or("Without an event", |event| &*event.title);
            let query = event.map(|event| Node::field(FieldKey::Id, [event.id.to_string()]));
            Head { note, role: TextRole::Strong, query, ..Head::new(number, key, title) }
        }
        matter => {
            let text = if row.nth == 0 { row.short_name(index) } else { String::new() };
            let only = row.only.map(|side| format!("only {}", side_name(index, side)));
            let query = match matter {
                Matter::Topic(Some(topic)) => {
                    Some(Node::field(FieldKey::Topic, [dataset.topics[topic].id.to_string()]))
                }
                _ => None,
            };
            Head { note: only.unwrap_or_default(), depth: 1, query, ..Head::new(number, key, text) }
        }
    }
}

/// The name of a side.
pub(super) fn side_name(index: &Index, side: Side) -> &str {
    match side {
        Side::Party(party) => &index.dataset.parties[party].name,
        Side::Unattributed => "Not attributed",
        Side::Recorded => "As recorded",
    }
}

/// The heads of the sides: those who say most first, unless sorted otherwise; not attributed accounts and the dataset's own
/// entry last.
fn column_heads(index: &Index, accounts: &Accounts, view: &View) -> Vec<Head> {
    let mut weights = vec![0; accounts.sides.len()];
    for (&(_, column), entry) in &accounts.cells {
        weights[column] += usize::from(matches!(entry.said, Said::Quote(_) | Said::Claim(..)));
    }
    let mut heads: Vec<Head> = Vec::new();
    for (number, &side) in accounts.sides.iter().enumerate() {
        let (key, role, query) = match side {
            Side::Party(party) => {
                let id = &index.dataset.parties[party].id;
                (&**id, TextRole::Side(party), Some(Node::field(FieldKey::Party, [id.to_string()])))
            }
            Side::Unattributed => ("(not-attributed)", TextRole::Plain, None),
            Side::Recorded => ("(recorded)", TextRole::Plain, None),
        };
        let note = match (side, weights[number]) {
            (Side::Recorded, _) => String::new(),
            (_, 0) => "silent".to_owned(),
            (_, count) => prose::count(count, "statement"),
        };
        let head = Head::new(number, key, side_name(index, side));
        heads.push(Head { note, role, query, weight: weights[number], ..head });
    }
    Grid::sort(&mut heads, view.sort.as_deref().or(Some("weight")), false);
    heads.sort_by_key(|head| match accounts.sides[head.number] {
        Side::Party(_) => 0,
        Side::Unattributed => 1,
        Side::Recorded => 2,
    });
    heads
}

/// The rows and columns that contain each word of a text. A word in the title of an event keeps all of its rows; the row of the
/// event stays above any of its matters; a word in no row is one for columns.
fn narrowed(index: &Index, accounts: &Accounts, columns: &[Head], text: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut rows: BTreeSet<usize> = (0..accounts.rows.len()).collect();
    let mut kept: BTreeSet<usize> = columns.iter().map(|column| column.number).collect();
    let text = fold(text);
    for word in text.split_whitespace() {
        let has = |text: &str| fold(text).contains(word);
        let in_event = |row: &RowKey| {
            row.event
                .is_some_and(|event| has(&index.dataset.events[event].title) || has(&index.dataset.events[event].id))
        };
        let in_matter = |row: &RowKey| row.matter != Matter::Event && has(&row.matter_name(index));
        let found: BTreeSet<usize> = rows
            .iter()
            .copied()
            .filter(|&row| in_event(&accounts.rows[row]) || in_matter(&accounts.rows[row]))
            .collect();
        if found.is_empty() && columns.iter().any(|column| has(&column.text) || has(&column.key)) {
            kept.retain(|number| {
                columns.iter().any(|head| head.number == *number && (has(&head.text) || has(&head.key)))
            });
            continue;
        }
        let events: BTreeSet<Option<EventId>> = found.iter().map(|&row| accounts.rows[row].event).collect();
        rows.retain(|row| {
            let key = &accounts.rows[*row];
            found.contains(row) || (key.matter == Matter::Event && events.contains(&key.event))
        });
    }
    (rows, kept)
}
