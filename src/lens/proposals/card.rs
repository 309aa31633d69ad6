//! A cell in full: two versions side by side, and the quotes in between.

use super::cell::{Drafts, dated, status};
use super::compare;
use super::lineage::{Draft, is_complete};
use super::said::Days;
use crate::index::{Index, RecordId};
use crate::lens::card::{Card, Line, Link, Options, Piece, Section, Subject, TextRole, limited, related};
use crate::model::when::{calendar, show};
use crate::model::{Dataset, ProposalRef, RecordRef};
use crate::prose;

pub(super) fn card(drafts: &Drafts, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
    let dataset = &index.dataset;
    let mut sections = vec![head(drafts, index, cell)];
    match drafts.base(cell) {
        Some(base) if cell.0 == 0 => sections.push(versions(drafts, index, (base, cell.1), options)),
        Some(base) => sections.push(points(drafts, index, cell, base, options)),
        None => sections.push(alone(drafts, index, cell)),
    }
    if let Some(days) = drafts.between(dataset, cell) {
        sections.extend(said(drafts, index, cell, days, options));
    }
    if let Some(days) = drafts.since(dataset, cell) {
        sections.extend(said(drafts, index, cell, days, options));
    }
    Card { sections }
}

/// What is compared: the topic and what became of it, or the version with its status.
fn head(drafts: &Drafts, index: &Index, cell: (usize, usize)) -> Section {
    let dataset = &index.dataset;
    let draft = drafts.draft(cell.1);
    let link = Link::Word("proposal", dataset.proposal_id(draft.reference));
    let version = Piece::new(TextRole::Strong, dated(draft, dataset)).with_link(link);
    let mut lines = Vec::new();
    if cell.0 > 0 {
        let fate = drafts.fate(dataset, cell);
        let topic = match drafts.topic(cell.0) {
            Some(topic) => Piece::new(TextRole::Strong, prose::topic(dataset, topic)).to(Subject::Topic(topic)),
            None => Piece::new(TextRole::Strong, "No topic"),
        };
        lines.push(Line::of(vec![topic, Piece::new(TextRole::Dim, " · "), version, Piece::plain(format!("  {fate}"))]));
        return Section { title: String::new(), lines };
    }
    let proposal = &dataset.proposals[draft.reference.proposal];
    let text = draft.version(dataset);
    let name = if proposal.versions.len() > 1 { format!("{} · ", proposal.name) } else { String::new() };
    lines.push(Line::of(vec![Piece::plain(name), version, Piece::plain(format!("  {}", status(draft, dataset)))]));
    let by = if text.by.is_empty() { &proposal.by } else { &text.by };
    let by: Vec<&str> = by.iter().map(|&party| &*dataset.parties[party].name).collect();
    let parents: Vec<String> = text.parents.iter().map(|&parent| name_of(index, parent)).collect();
    let counted = match (text.points.len(), text.count) {
        (0, None) => String::new(),
        (0, Some(count)) => format!("{count} points, none of them listed"),
        (listed, Some(count)) if !is_complete(text) => format!("{count} points, {listed} of them listed"),
        (listed, _) => format!("{listed} points"),
    };
    let texts = [
        ("By", by.join(", ")),
        ("Based on", parents.join(" · ")),
        ("Points", counted),
        ("Summary", text.summary.as_deref().unwrap_or_default().to_owned()),
        ("Changes", text.changes.as_deref().unwrap_or_default().to_owned()),
    ];
    let filled = texts.into_iter().filter(|(_, text)| !text.is_empty());
    lines.extend(filled.map(|(label, text)| Line::labelled(label, vec![Piece::plain(text)])));
    Section { title: String::new(), lines }
}

fn name_of(index: &Index, reference: ProposalRef) -> String {
    let version = index.dataset.version(reference);
    version.map_or_else(
        || index.dataset.proposals[reference.proposal].name.to_string(),
        |version| super::lineage::title(&index.dataset.proposals[reference.proposal], version),
    )
}

/// The words of a cell that is not compared with anything.
fn alone(drafts: &Drafts, index: &Index, cell: (usize, usize)) -> Section {
    let rows = if cell.0 == 0 { 1..drafts.lineage.rows.len() } else { cell.0..cell.0 + 1 };
    let points = rows.flat_map(|row| drafts.lineage.points(&index.dataset, (row, cell.1)));
    let lines = points.map(|(_, point)| Line::labelled(&*point.number, vec![Piece::plain(&point.text)]));
    Section { title: String::new(), lines: lines.collect() }
}

/// A point in two versions, word by word.
fn points(drafts: &Drafts, index: &Index, cell: (usize, usize), base: usize, options: Options<'_>) -> Section {
    let dataset = &index.dataset;
    let width = usize::from(options.width);
    let heading = |column: usize| {
        let numbers = drafts.numbers(dataset, (cell.0, column));
        let numbers = if numbers.is_empty() { String::new() } else { format!(" · {numbers}") };
        format!("{}{numbers}", dated(drafts.draft(column), dataset))
    };
    let texts = [base, cell.1].map(|column| drafts.text(dataset, (cell.0, column)));
    let [old, new] = [base, cell.1].map(|column| drafts.draft(column));
    let sides = [compared(texts[0].as_deref(), old, dataset), compared(texts[1].as_deref(), new, dataset)];
    let mut lines = compare::lines(sides[0], sides[1], width);
    if lines.is_empty() {
        let note = Piece::new(TextRole::Dim, "This point is not listed in these versions.");
        return Section { title: String::new(), lines: vec![Line::of(vec![note])] };
    }
    lines.splice(0..0, compare::headings(&heading(base), &heading(cell.1), width));
    Section { title: "Word by word".into(), lines }
}

/// The words of a point in a version, or whether the version has it.
fn compared<'t>(text: Option<&'t str>, draft: &Draft, dataset: &Dataset) -> compare::Text<'t> {
    match text {
        Some(text) => compare::Text::Of(text),
        None if is_complete(draft.version(dataset)) => compare::Text::None,
        None => compare::Text::Unknown,
    }
}

/// All points of two versions, word by word.
fn versions(drafts: &Drafts, index: &Index, (base, own): (usize, usize), options: Options<'_>) -> Section {
    let dataset = &index.dataset;
    let width = usize::from(options.width);
    let mut lines = Vec::new();
    for row in 1..drafts.lineage.rows.len() {
        let text = |column: usize| drafts.text(dataset, (row, column));
        let (old, new) = (text(base), text(own));
        if old.is_none() && new.is_none() {
            continue;
        }
        let sides = [(&old, base), (&new, own)].map(|(text, of)| compared(text.as_deref(), drafts.draft(of), dataset));
        let number = |column: usize| {
            let numbers = drafts.numbers(dataset, (row, column));
            if numbers.is_empty() { "—".to_owned() } else { numbers }
        };
        lines.extend(compare::headings(&number(base), &number(own), width));
        lines.extend(compare::lines(sides[0], sides[1], width));
    }
    if lines.is_empty() {
        lines.push(Line::of(vec![Piece::new(TextRole::Dim, "The points of these versions are not listed.")]));
    } else {
        let mut all = compare::headings(&dated(drafts.draft(base), dataset), &dated(drafts.draft(own), dataset), width);
        all.append(&mut lines);
        lines = all;
    }
    Section { title: "Word by word".into(), lines }
}

/// The quotes within a period: those on the topic of the row, and others about the proposal.
fn said(drafts: &Drafts, index: &Index, cell: (usize, usize), days: Days, options: Options<'_>) -> Vec<Section> {
    let day = |day: i64| calendar::date(day).map_or_else(String::new, show::short_day);
    let period = match days {
        (from, i64::MAX) => format!("since {}", day(from)),
        (from, until) => format!("from {} until before {}", day(from), day(until)),
    };
    let (on_topic, others) = drafts.said(index, cell, days);
    let section = |what: &str, records: Vec<RecordId>| {
        let title = format!("Said {what} {period}: {}", records.len());
        let lines = limited(&records, options.limit, |&record| vec![quote(index, record, options)]);
        Section { title, lines }
    };
    let proposal = &index.dataset.proposals[drafts.draft(cell.1).reference.proposal].name;
    let topic = drafts.topic(cell.0).map(|topic| &index.dataset.topics[topic].name);
    let mut sections = Vec::new();
    if let Some(topic) = topic {
        let mut of_topic = section(&format!("on “{}”", crate::sanitize::line(topic)), on_topic);
        if of_topic.lines.is_empty() {
            of_topic.lines.push(Line::of(vec![Piece::new(TextRole::Dim, "no selected quote")]));
        }
        sections.push(of_topic);
    }
    sections.push(section(&format!("of “{}”", crate::sanitize::line(proposal)), others));
    sections
}

fn quote(index: &Index, record: RecordId, options: Options<'_>) -> Line {
    let reference = index.record(record);
    let date = prose::record_date(&index.dataset, reference).unwrap_or_default();
    let mut pieces = related(index, record, options);
    if let RecordRef::Quote(id) = reference {
        let stances = prose::stances(&index.dataset, &index.dataset.quotes[id]);
        if !stances.is_empty() {
            pieces.push(Piece::new(TextRole::Dim, format!("  {stances}")));
        }
    }
    Line { hang: 2, ..Line::labelled(date, pieces) }
}
