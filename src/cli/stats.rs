//! `demarche stats`: count records by person, party, topic, kind, month and source.

use std::collections::BTreeMap;

use super::args::StatsArgs;
use super::{Env, Outcome, select};
use crate::index::{Chosen, Index, Postings};
use crate::model::people::HasNames;
use crate::model::vocabulary::{Kind, Vocabulary};
use crate::model::when::calendar::date;
use crate::model::{Id, Table};
use crate::sanitize;
use crate::selection::Selection;

/// Id, name and number of records.
type Count = (String, String, usize);

pub(super) fn run(args: &StatsArgs, env: &mut Env<'_>) -> Outcome {
    let selected = select(&args.selection, env)?;
    let (index, selection) = (&selected.index, &selected.selection);
    if env.terminal {
        writeln!(env.out, "{} of {}", selection.counted(), selection.total)?;
    } else {
        writeln!(env.out, "records\tevents\tevents\t{}", selection.events)?;
        writeln!(env.out, "records\tquotes\tquotes\t{}", selection.quotes)?;
    }
    let dataset = &index.dataset;
    let relations = &index.relations;
    let chosen = &index.chosen(&selection.records);
    section("person", of_table(&dataset.persons, &relations.person, chosen), env)?;
    section("party", of_table(&dataset.parties, &relations.party, chosen), env)?;
    section("topic", of_table(&dataset.topics, &relations.topic, chosen), env)?;
    let kinds = Kind::all().iter().map(|kind| {
        let count = relations.kind.count_in(chosen, *kind as usize);
        (kind.word().to_owned(), kind.label().to_owned(), count)
    });
    section("kind", sort_counts(kinds.collect()), env)?;
    section("month", months(index, selection), env)?;
    section("source", of_table(&dataset.sources, &relations.source, chosen), env)
}

fn of_table<I: Id, T: HasNames>(table: &Table<I, T>, postings: &Postings, chosen: &Chosen<'_>) -> Vec<Count> {
    let counts = table
        .iter()
        .map(|(id, row)| (row.id().to_owned(), row.name().to_owned(), postings.count_in(chosen, id.index())));
    sort_counts(counts.collect())
}

/// Drops zeros and sorts by count, largest first; ties keep the order of the dataset.
fn sort_counts(mut counts: Vec<Count>) -> Vec<Count> {
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

fn section(title: &str, counts: Vec<Count>, env: &mut Env<'_>) -> Outcome {
    if env.terminal && !counts.is_empty() {
        writeln!(env.out, "\n{title}")?;
    }
    for (id, name, count) in counts {
        let name = sanitize::line(&name);
        if !env.terminal {
            writeln!(env.out, "{title}\t{id}\t{name}\t{count}")?;
        } else if *name == id {
            writeln!(env.out, "{count:>6}  {name}")?;
        } else {
            writeln!(env.out, "{count:>6}  {name}  ({id})")?;
        }
    }
    Ok(())
}
