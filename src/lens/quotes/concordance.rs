//! A concordance: each place at which the words of the query stand in the selected quotes, one below the other (keyword in
//! context, as in corpus linguistics).

use std::ops::Range;

use super::{date, speaker};
use crate::index::RecordId;
use crate::lens::card::TextRole;
use crate::lens::sheet::{Cell, Column, Sheet, Width};
use crate::model::RecordRef;
use crate::query::hits::Hits;
use crate::view::Answered;

/// The name of the mode.
pub(super) const NAME: &str = "concordance";
/// The names of the columns.
pub(super) const COLUMNS: &[&str] = &["date", "speaker", "before", "match", "after"];

/// Maximum number of characters shown before and after a match.
const CONTEXT: usize = 400;

/// The table of matches. Quotes without a match of their own words have no row.
pub(super) fn sheet(answered: &Answered, quotes: &[RecordId], order: (Option<&str>, bool)) -> Sheet {
    let index = &answered.index;
    let hits = Hits::new(&answered.node, index);
    let mut lines = Vec::new();
    for &record in quotes {
        let RecordRef::Quote(id) = index.record(record) else { continue };
        let text = &*index.dataset.quotes[id].text;
        for found in hits.word_ranges(text) {
            lines.push((record, line(text, &found, [date_cell(answered, record), speaker(index, record)])));
        }
    }
    let message = if answered.node.words().is_none() {
        "No words in the query. A word after / is shown in context here."
    } else {
        "The words of the query are not in the text of the selected quotes."
    };
    Sheet { wide: true, ..Sheet::items(lines, columns(), order) }.with_empty_message(message)
}

fn date_cell(answered: &Answered, record: RecordId) -> Cell {
    // Record ids are in chronological order; their figures sort as text if they have the same length.
    Cell::of(TextRole::Dim, date(&answered.index, record)).with_key(format!("{:010}", record.0))
}

/// The cells of a match. The context is sorted by the words next to the match.
fn line(text: &str, found: &Range<usize>, [date, speaker]: [Cell; 2]) -> Vec<Cell> {
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let backwards: Vec<&str> = words(before).rev().take(5).collect();
    let forwards: Vec<&str> = words(after).take(5).collect();
    vec![
        date,
        speaker,
        Cell::of(TextRole::Quote, &before[start..]).with_key(backwards.join(" ")),
        Cell::of(TextRole::Strong, &text[found.clone()]),
        Cell::of(TextRole::Quote, after[..end].trim_start()).with_key(forwards.join(" ")),
    ]
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn columns() -> Vec<Column> {
    let column = |name, title, width, rank| Column {
        name,
        title,
        width,
        rank,
        // The cells of matches are built with their rows.
        cell: |_, _| Cell::plain(""),
        compare: None,
    };
    vec![
        column("date", "Date", Width::Fixed(11), 2),
        column("speaker", "Speaker", Width::Fixed(14), 1),
        column("before", "Before", Width::Before, 0),
        column("match", "Match", Width::Fixed(14), 0),
        column("after", "After", Width::Rest, 0),
    ]
}
