//! The parts that cards of subjects share: counts, months, rankings, topics with their stances.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use chrono::Datelike;

use super::{Line, Link, Piece, Scope, Section, Subject, TextRole, joined, more};
use crate::index::{Bits, Index, RecordId};
use crate::model::people::Alias;
use crate::model::vocabulary::{AliasKind, Stance, Vocabulary};
use crate::model::when::calendar::{Zoom, date};
use crate::model::when::show::short_day;
use crate::model::{Dataset, Id, PartyId, PersonId, RecordRef, TopicId};
use crate::prose;
use crate::selection::counted;

/// Most entries of a ranking.
pub(super) const MAX_RANKED: usize = 12;
/// Most topics with their stances.
const MAX_TOPICS: usize = 20;
/// Most records listed one a line.
const MAX_LISTED: usize = 100;
/// Most years in the chart of months.
const MAX_YEARS: usize = 15;
/// Most changes of stance in a line.
const MAX_CHANGES: usize = 5;
/// The length of the words of a quote where only one line is meant for it, in characters.
const BRIEF: usize = 80;

/// A section from lines that may be missing.
pub(super) fn section(title: &str, lines: impl IntoIterator<Item = Option<Line>>) -> Section {
    Section { title: title.into(), lines: lines.into_iter().flatten().collect() }
}

/// The name of a subject and what it is, above its labelled fields.
pub(super) fn heading(name: &str, about: Vec<Piece>) -> Section {
    let about = joined(about, " · ");
    let name = Line::of(vec![Piece::new(TextRole::Strong, name)]);
    section("", [Some(name), (!about.is_empty()).then(|| Line::of(about))])
}

/// The id as written in queries and files.
pub(super) fn identifier(id: &str) -> Line {
    Line::labelled("Id", vec![Piece::new(TextRole::Dim, id)])
}

/// A labelled line of running text, if there is any.
pub(super) fn text(label: &str, text: Option<&str>) -> Option<Line> {
    text.map(|text| Line::labelled(label, vec![Piece::plain(text)]))
}

/// A labelled line of pieces, if there are any.
pub(super) fn pieces(label: &str, pieces: Vec<Piece>) -> Option<Line> {
    let pieces = joined(pieces, " · ");
    (!pieces.is_empty()).then(|| Line::labelled(label, pieces))
}

/// A party by name, linked.
pub(super) fn party(dataset: &Dataset, id: PartyId) -> Piece {
    Piece::new(TextRole::Side(id), &dataset.parties[id].name).to(Subject::Party(id))
}

/// A person by name, linked.
pub(super) fn person(dataset: &Dataset, id: PersonId) -> Piece {
    Piece::plain(&dataset.persons[id].name).to(Subject::Person(id))
}

/// A topic with its ancestors, linked.
pub(super) fn topic(dataset: &Dataset, id: TopicId) -> Piece {
    Piece::plain(prose::topic(dataset, id)).to(Subject::Topic(id))
}

/// The other names, by kind, with the languages of those in their own script.
pub(super) fn aliases(aliases: &[Alias]) -> Section {
    let kinds = std::iter::once(None).chain(AliasKind::all().iter().copied().map(Some));
    let line = |kind: Option<AliasKind>| {
        let of_kind = aliases.iter().filter(|alias| alias.kind == kind);
        let names = of_kind.map(|alias| match alias.lang.as_deref().filter(|_| kind == Some(AliasKind::Native)) {
            Some(lang) => Piece::plain(format!("{} ({})", alias.name, prose::language(lang))),
            None => Piece::plain(&alias.name),
        });
        let label = match kind {
            None => "Also",
            Some(AliasKind::Romanisation) => "Spelled",
            Some(AliasKind::Native) => "Native",
            Some(AliasKind::Nickname) => "Nickname",
            Some(AliasKind::Inflected) => "Inflected",
            Some(AliasKind::Misspelling) => "Misspelled",
            Some(AliasKind::Weak) => "In texts",
        };
        pieces(label, names.collect())
    };
    section("Names", kinds.map(line))
}

/// The number of some records: `31 events and 58 quotes`.
pub(super) fn number(index: &Index, records: &Bits) -> String {
    let events = records.count_and(&index.events);
    counted(events, records.count() - events)
}

/// The day of a record: `3 Dec 2025`.
pub(super) fn day(index: &Index, record: RecordId) -> Option<String> {
    Some(short_day(date(index.times.day(record)?)?))
}

/// How many records there are, the first one and the last one.
pub(super) fn counts(scope: Scope<'_>, records: &Bits) -> Section {
    let index = scope.index;
    let mut selected = records.clone();
    selected.and(scope.selected);
    let mut line = vec![Piece::plain(number(index, records))];
    if selected != *records {
        line.push(Piece::new(TextRole::Dim, format!(", {} in the selection", number(index, &selected))));
    }
    let dated = || records.iter().filter_map(|record| Some((index.times.get(record)?.place.utc(), record)));
    let first = dated().min();
    let last = dated().max().filter(|last| Some(*last) != first);
    let one = |label: &str, found: Option<(i64, RecordId)>| {
        found.map(|(_, record)| Line::labelled(label, brief(scope, record)))
    };
    section("", [Some(Line::labelled("Records", line)), one("First", first), one("Last", last)])
}

/// A record in about a line: its day, and its title or the beginning of its words.
pub(super) fn brief(scope: Scope<'_>, record: RecordId) -> Vec<Piece> {
    let index = scope.index;
    let day = day(index, record).map_or_else(String::new, |day| format!("{day}  "));
    let mut line = vec![Piece::new(TextRole::Dim, day)];
    match index.record(record) {
        RecordRef::Event(id) => {
            line.push(Piece::plain(&index.dataset.events[id].title).with_link(Link::Record(record)));
        }
        RecordRef::Quote(_) => {
            let mut quote = super::related(index, record, scope.options);
            if let Some(words) = quote.last_mut() {
                words.text = shortened(&words.text);
            }
            line.extend(quote);
        }
    }
    line
}

/// The beginning of a text, cut between two words.
fn shortened(text: &str) -> String {
    let start = crate::sanitize::first_chars(text, BRIEF);
    if start.len() == text.len() {
        return text.to_owned();
    }
    let end = start.rfind(char::is_whitespace).unwrap_or(start.len());
    format!("{} …", start[..end].trim_end())
}

/// Records one a line, the first of them if they are many.
pub(super) fn listed(
    title: &str,
    scope: Scope<'_>,
    records: impl Iterator<Item = (RecordId, Option<Piece>)>,
) -> Section {
    let mut records = records.peekable();
    let mut lines: Vec<Line> = Vec::new();
    for (record, remark) in records.by_ref().take(MAX_LISTED) {
        let mut pieces = brief(scope, record);
        pieces.extend(remark);
        lines.push(Line::hanging(pieces));
    }
    lines.extend(more(records.count()));
    Section { title: title.into(), lines }
}

/// The records of each month: a line for each year, a bar for each month, the sum of the year.
pub(super) fn months(index: &Index, records: &Bits) -> Section {
    const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let mut years: BTreeMap<i32, [usize; 12]> = BTreeMap::new();
    for day in records.iter().filter_map(|record| index.times.day(record)) {
        if let Some(date) = date(Zoom::Month.start(day)) {
            years.entry(date.year()).or_default()[date.month0() as usize] += 1;
        }
    }
    let most = years.values().flatten().copied().max().unwrap_or(0);
    if most == 0 {
        return Section::default();
    }
    let bar = |count: usize| match count {
        0 => Piece::new(TextRole::Dim, "–"),
        _ => Piece::plain(BARS[(count * BARS.len()).div_ceil(most).clamp(1, BARS.len()) - 1]),
    };
    let mut lines = vec![Line::labelled(" ", vec![Piece::new(TextRole::Dim, "J F M A M J J A S O N D")])];
    let left_out = years.len().saturating_sub(MAX_YEARS);
    for (year, months) in years.into_iter().skip(left_out) {
        let mut bars = joined(months.iter().map(|count| bar(*count)).collect(), " ");
        bars.push(Piece::new(TextRole::Dim, format!("  {}", months.iter().sum::<usize>())));
        lines.push(Line::labelled(year.to_string(), bars));
    }
    let mut legend = format!("█ is {}", prose::count(most, "record"));
    if left_out > 0 {
        legend.push_str(&format!("; {left_out} earlier years left out"));
    }
    lines.push(Line::labelled(" ", vec![Piece::new(TextRole::Dim, legend)]));
    Section { title: "Months".into(), lines }
}

/// Counts how often each value occurs.
pub(super) fn tally<T: Eq + Hash>(values: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
    counts
}

/// The most frequent values with their counts; ties in the order of the dataset.
pub(super) fn ranked<I: Id>(counts: HashMap<I, usize>, name: impl Fn(I) -> Piece) -> Vec<Piece> {
    let mut counts: Vec<(I, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let more = counts.len().saturating_sub(MAX_RANKED);
    let mut pieces = Vec::new();
    for (id, count) in counts.into_iter().take(MAX_RANKED) {
        if !pieces.is_empty() {
            pieces.push(Piece::new(TextRole::Dim, " · "));
        }
        pieces.push(name(id));
        pieces.push(Piece::new(TextRole::Dim, format!(" {count}")));
    }
    if more > 0 {
        pieces.push(Piece::new(TextRole::Dim, format!(" · {more} more")));
    }
    pieces
}

/// A ranking as a line, if it is not empty.
pub(super) fn ranking<I: Id>(label: &str, counts: HashMap<I, usize>, name: impl Fn(I) -> Piece) -> Option<Line> {
    let pieces = ranked(counts, name);
    (!pieces.is_empty()).then(|| Line::labelled(label, pieces))
}

/// A stance with the second (UTC) of its quote, and the quote.
type Coded = (i64, RecordId, Stance);

/// The topics of quotes by frequency, with the run of stances on each through time. Renderings of a quote count once.
pub(super) fn topics(index: &Index, quotes: impl Iterator<Item = RecordId>) -> Section {
    let dataset = &index.dataset;
    let mut found: HashMap<TopicId, (usize, Vec<Coded>)> = HashMap::new();
    for record in quotes {
        let RecordRef::Quote(id) = index.record(record) else { continue };
        let quote = &dataset.quotes[id];
        if quote.rendering_of().is_some() {
            continue;
        }
        dataset.quote_topics(quote).iter().for_each(|topic| found.entry(*topic).or_default().0 += 1);
        let at = index.times.get(record).map_or(i64::MAX, |span| span.place.utc());
        for (topic, stance) in dataset.stances(quote) {
            found.entry(topic).or_default().1.push((at, record, stance));
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(topic, (count, _))| (std::cmp::Reverse(*count), *topic));
    let more = found.len().saturating_sub(MAX_TOPICS);
    let mut lines: Vec<Line> = Vec::new();
    for (id, (count, mut stances)) in found.into_iter().take(MAX_TOPICS) {
        stances.sort_unstable();
        let mut pieces = vec![topic(dataset, id), Piece::new(TextRole::Dim, format!("  {}", counted(0, count)))];
        pieces.extend(run(index, &stances));
        lines.push(Line::hanging(pieces));
    }
    if more > 0 {
        lines.push(Line::of(vec![Piece::new(TextRole::Dim, format!("… and {more} more topics"))]));
    }
    Section { title: "Topics and stances".into(), lines }
}

/// The changes of stance in words, with the day of the last one: ` · conditional → rejects, 3 Dec 2025`.
fn run(index: &Index, stances: &[Coded]) -> Vec<Piece> {
    let mut changes: Vec<&Coded> = Vec::new();
    for stance in stances {
        if changes.last().is_none_or(|last| last.2 != stance.2) {
            changes.push(stance);
        }
    }
    let Some(last) = changes.last() else { return Vec::new() };
    let from = changes.len().saturating_sub(MAX_CHANGES);
    let words: Vec<&str> = changes[from..].iter().map(|change| change.2.label()).collect();
    let earlier = if from > 0 { "… → " } else { "" };
    let day = day(index, last.1).map_or_else(String::new, |day| format!(", {day}"));
    let shown = Piece::plain(format!("{earlier}{}", words.join(" → "))).with_link(Link::Record(last.1));
    vec![Piece::new(TextRole::Dim, " · "), shown, Piece::new(TextRole::Dim, day)]
}
