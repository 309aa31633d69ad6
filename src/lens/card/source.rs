//! The card of a source: what it is, and what rests on it.

use std::collections::HashSet;

use super::tally::{heading, identifier, listed, months, number, pieces, section, text};
use super::{Line, Link, Piece, Scope, Section, Subject, TextRole};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Citation, Dataset, ProposalRef, RecordRef, SourceId, Text};
use crate::prose;

pub(super) fn sections(scope: Scope<'_>, id: SourceId) -> Vec<Section> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let known = &dataset.sources[id];
    let identifier = section("", [Some(identifier(&known.id))]);
    if known.published.as_ref().is_some_and(|(_, bounds)| !scope.is_known(bounds.e1.utc())) {
        let unknown = Piece::new(TextRole::Caution, "not published at the reference date");
        return vec![section("", [Some(Line::of(vec![unknown]))]), identifier];
    }
    let records = Subject::Source(id).records(index);
    let alone = |record| is_only_source(dataset, dataset.sources_of(index.record(record)), id);
    let mut sum = vec![Piece::plain(number(index, &records))];
    let only = records.iter().filter(|record| alone(*record)).count();
    if only > 0 {
        sum.push(Piece::new(TextRole::Caution, format!(", {only} of them on no other source")));
    }
    let mut selected = records.clone();
    selected.and(scope.selected);
    if selected != records {
        sum.push(Piece::new(TextRole::Dim, format!("; {} in the selection", number(index, &selected))));
    }
    let remark = |record| alone(record).then(|| Piece::new(TextRole::Caution, "  only source"));
    vec![
        head(scope, id),
        fields(scope, id),
        section("", [Some(Line::labelled("Rests on it", sum))]),
        months(index, &records),
        listed("What rests on it", scope, records.iter().map(|record| (record, remark(record)))),
        section("Also cited by", details(scope, id).into_iter().map(Some)),
        identifier,
    ]
}

/// Publisher, title, class, reliability, date and language.
fn head(scope: Scope<'_>, id: SourceId) -> Section {
    let dataset = &scope.index.dataset;
    let known = &dataset.sources[id];
    let mut about: Vec<Piece> = Vec::new();
    about.extend(known.class.map(|class| Piece::plain(class.label())));
    about.extend(known.reliability.map(|rated| Piece::plain(format!("{} ({})", rated.label(), rated.word()))));
    about.extend(prose::published(known).map(Piece::plain));
    about.extend(known.language.as_deref().map(|tag| Piece::plain(prose::language(tag))));
    let mut head = heading(known.byline(), about);
    if known.publisher.is_some() || known.author.is_some() {
        head.lines.insert(1, Line::of(vec![Piece::plain(&known.title)]));
    }
    head
}

/// Author, copies, addresses and note.
fn fields(scope: Scope<'_>, id: SourceId) -> Section {
    let dataset = &scope.index.dataset;
    let known = &dataset.sources[id];
    let address = |label: &str, url: &Option<Text>| {
        url.as_deref().map(|url| Line::labelled(label, vec![Piece::new(TextRole::Dim, url)]))
    };
    let source = |id: SourceId| Piece::plain(dataset.sources[id].byline()).to(Subject::Source(id));
    let copies = dataset.sources.iter().filter(|(_, other)| other.via == Some(id)).map(|(copy, _)| source(copy));
    section(
        "",
        [
            text("Author", known.author.as_deref().filter(|_| known.publisher.is_some())),
            known.via.map(|via| Line::labelled("Copy of", vec![source(via)])),
            pieces("Copies", copies.collect()),
            address("URL", &known.url),
            address("Archived", &known.archive),
            text("Accessed", known.accessed.as_ref().map(|when| &*when.raw)),
            text("Note", scope.note(known.note.as_deref())),
        ],
    )
}

/// Whether citations have no source but this one. A source and its copies count as one.
fn is_only_source(dataset: &Dataset, citations: &[Citation], id: SourceId) -> bool {
    let original = |id| dataset.source_and_originals(id).last();
    let originals: HashSet<Option<SourceId>> = citations.iter().map(|citation| original(citation.source)).collect();
    originals.len() == 1 && originals.contains(&original(id))
}

/// The reports, conflicting accounts and versions of proposals that cite it.
fn details(scope: Scope<'_>, id: SourceId) -> Vec<Line> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let cites = |citations: &[Citation]| citations.iter().any(|citation| citation.source == id);
    let mut lines = Vec::new();
    let mut add = |what: String, name: &str, link: Link| {
        let pieces = vec![Piece::new(TextRole::Dim, format!("{what}  ")), Piece::plain(name).with_link(link)];
        lines.push(Line::hanging(pieces));
    };
    for (event, known) in dataset.events.iter() {
        let link = || Link::Record(index.of(RecordRef::Event(event)));
        for report in known.reports.iter().filter(|report| cites(&report.sources)) {
            add(format!("report of {}", report.on.0.in_short()), &known.title, link());
        }
        for claim in known.claims.iter().filter(|claim| cites(&claim.sources)) {
            add(format!("account of the {}", prose::claim_label(claim.field)), &known.title, link());
        }
    }
    for (proposal, known) in dataset.proposals.iter() {
        for (at, version) in known.versions.iter().enumerate().filter(|(_, version)| cites(&version.sources)) {
            let subject = Subject::Proposal(ProposalRef { proposal, version: Some(at as u32) });
            add("version".into(), &format!("{}: {}", known.name, version.name), Link::Subject(subject));
        }
    }
    lines
}
