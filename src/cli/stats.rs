//! `demarche stats`: count records by person, party, topic, kind, month and source.

use std::collections::BTreeMap;

use super::args::StatsArgs;
use super::{Outcome, World, select};
use crate::index::{Index, Postings};
use crate::model::people::HasNames;
use crate::model::vocabulary::{Kind, Vocabulary};
use crate::model::when::calendar::date;
use crate::model::{Id, Table};
use crate::sanitize;
use crate::selection::Selection;

/// Id, name and number of records.
type Count = (String, String, usize);

pub(super) fn run(args: &StatsArgs, world: &mut World<'_>) -> Outcome {
    let selected = select(&args.selecting, world)?;
    let (index, selection) = (&selected.index, &selected.selection);
    if world.terminal {
        writeln!(world.out, "{} of {}", selection.counted(), selection.of)?;
    } else {
        writeln!(world.out, "records\tevents\tevents\t{}", selection.events)?;
        writeln!(world.out, "records\tquotes\tquotes\t{}", selection.quotes)?;
    }
    let dataset = &index.dataset;
    let relations = &index.relations;
    section("person", of_table(&dataset.persons, &relations.person, selection), world)?;
    section("party", of_table(&dataset.parties, &relations.party, selection), world)?;
    section("topic", of_table(&dataset.topics, &relations.topic, selection), world)?;
    let kinds = Kind::all().iter().map(|kind| {
        let count = relations.kind.count_in(&selection.records, *kind as usize);
        (kind.word().to_owned(), kind.label().to_owned(), count)
    });
    section("kind", most_first(kinds.collect()), world)?;
    section("month", months(index, selection), world)?;
    section("source", of_table(&dataset.sources, &relations.source, selection), world)
}

fn of_table<I: Id, T: HasNames>(table: &Table<I, T>, postings: &Postings, selection: &Selection) -> Vec<Count> {
    let counts = table.iter().map(|(id, row)| {
        (row.id().to_owned(), row.name().to_owned(), postings.count_in(&selection.records, id.index()))
    });
    most_first(counts.collect())
}

/// Without zeros, the largest counts first; equal ones in the order of the dataset.
fn most_first(mut counts: Vec<Count>) -> Vec<Count> {
    counts.retain(|(_, _, count)| *count > 0);
    counts.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    counts
}

fn months(index: &Index, selection: &Selection) -> Vec<Count> {
    let mut months: BTreeMap<String, usize> = BTreeMap::new();
    for record in selection.records.iter() {
        let month = index
            .times
            .day(record)
            .and_then(date)
            .map_or_else(|| "undated".to_owned(), |day| day.format("%Y-%m").to_string());
        *months.entry(month).or_default() += 1;
    }
    months.into_iter().map(|(month, count)| (month.clone(), month, count)).collect()
}

fn section(title: &str, counts: Vec<Count>, world: &mut World<'_>) -> Outcome {
    if world.terminal && !counts.is_empty() {
        writeln!(world.out, "\n{title}")?;
    }
    for (id, name, count) in counts {
        let name = sanitize::line(&name);
        if !world.terminal {
            writeln!(world.out, "{title}\t{id}\t{name}\t{count}")?;
        } else if *name == id {
            writeln!(world.out, "{count:>6}  {name}")?;
        } else {
            writeln!(world.out, "{count:>6}  {name}  ({id})")?;
        }
    }
    Ok(())
}
