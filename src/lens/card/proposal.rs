//! The cards of a proposal and of one version of it: points with their numbers, wording, topics and origin.

use super::tally::{aliases, counts, heading, identifier, months, party, pieces, section, text, topic};
use super::{Line, Piece, Scope, Section, Subject, TextRole, joined, sources};
use crate::model::vocabulary::Vocabulary;
use crate::model::{Dataset, PartyId, Point, ProposalRef, Version};
use crate::prose;

pub(super) fn sections(scope: Scope<'_>, reference: ProposalRef) -> Vec<Section> {
    let (index, dataset) = (scope.index, &scope.index.dataset);
    let records = Subject::Proposal(reference).records(index);
    let id = section("", [Some(identifier(&dataset.proposal_id(reference)))]);
    let Some(version) = dataset.version(reference) else {
        let known = &dataset.proposals[reference.proposal];
        return vec![
            heading(&known.name, known.kind.map(|kind| Piece::plain(kind.label())).into_iter().collect()),
            section("", [authors(dataset, &known.by), text("Note", scope.note(known.note.as_deref()))]),
            counts(scope, &records),
            aliases(&known.aliases),
            section("Versions", versions(dataset, reference).into_iter().map(Some)),
            months(index, &records),
            id,
        ];
    };
    vec![
        head(version),
        fields(dataset, reference, version),
        counts(scope, &records),
        section("Points", version.points.iter().flat_map(|point| lines_of(dataset, version, point)).map(Some)),
        sources(index, &version.sources),
        id,
    ]
}

/// A version by name, linked.
fn named(dataset: &Dataset, reference: ProposalRef) -> Piece {
    let subject = Subject::Proposal(reference);
    Piece::plain(subject.name(dataset)).to(subject)
}

fn authors(dataset: &Dataset, by: &[PartyId]) -> Option<Line> {
    pieces("By", by.iter().map(|&id| party(dataset, id)).collect())
}

/// The versions of a proposal, one a line, with their dates and states.
fn versions(dataset: &Dataset, reference: ProposalRef) -> Vec<Line> {
    let versions = dataset.proposals[reference.proposal].versions.iter().enumerate();
    let lines = versions.map(|(at, version)| {
        let subject = Subject::Proposal(ProposalRef { version: Some(at as u32), ..reference });
        let mut about = vec![version.when.0.in_short()];
        about.extend(version.status.map(|status| status.label().to_owned()));
        about.extend(points_of(version));
        let pieces = vec![
            Piece::plain(&version.name).to(subject),
            Piece::new(TextRole::Dim, format!("  {}", about.join(" · "))),
        ];
        Line::hanging(pieces)
    });
    lines.collect()
}

/// How many points a version has, and of how many the text is known.
fn points_of(version: &Version) -> Option<String> {
    let known = version.points.len();
    let points = |count| prose::count(count, "point");
    match version.count {
        Some(count) if known > 0 && known as u32 != count => {
            Some(format!("{}, {known} of them recorded", points(count as usize)))
        }
        Some(count) => Some(points(count as usize)),
        None if known > 0 => Some(format!("{} recorded", points(known))),
        None => None,
    }
}

/// Name, date and state of a version.
fn head(version: &Version) -> Section {
    let mut about = vec![Piece::plain(version.when.0.in_short())];
    about.extend(version.status.map(|status| Piece::plain(status.label())));
    about.extend(version.authenticity.map(|authenticity| Piece::plain(authenticity.label())));
    about.extend(points_of(version).map(Piece::plain));
    heading(&version.name, about)
}

/// Authors, origin and content of a version.
fn fields(dataset: &Dataset, reference: ProposalRef, version: &Version) -> Section {
    let known = &dataset.proposals[reference.proposal];
    let public = version.published.as_ref().map(|(when, _)| when.in_short());
    let children = dataset.proposals.iter().flat_map(|(proposal, known)| {
        let versions = known.versions.iter().enumerate().filter(|(_, other)| other.parents.contains(&reference));
        versions.map(move |(at, _)| named(dataset, ProposalRef { proposal, version: Some(at as u32) }))
    });
    let whole = ProposalRef { version: None, ..reference };
    section(
        "",
        [
            Some(Line::labelled("Of", vec![Piece::plain(&known.name).to(Subject::Proposal(whole))])),
            authors(dataset, if version.by.is_empty() { &known.by } else { &version.by }),
            text("Published", public.as_deref()),
            pieces("Based on", version.parents.iter().map(|&parent| named(dataset, parent)).collect()),
            pieces("Led to", children.collect()),
            text("Summary", version.summary.as_deref()),
            text("Changes", version.changes.as_deref()),
        ],
    )
}

/// A point: its number and wording, and below them its topic, the points that it is based on and its state.
fn lines_of(dataset: &Dataset, version: &Version, point: &Point) -> Vec<Line> {
    let mut lines = vec![Line::labelled(&*point.number, vec![Piece::plain(&point.text)])];
    let mut about: Vec<Piece> = point.topic.map(|id| topic(dataset, id)).into_iter().collect();
    for &parent in &version.parents {
        let of = dataset.version(parent).map_or(&[][..], |version| &version.points);
        let numbers: Vec<&str> =
            point.from.iter().filter(|number| of.iter().any(|point| point.number == **number)).map(|n| &**n).collect();
        if let (Some(known), false) = (dataset.version(parent), numbers.is_empty()) {
            let from = format!("from {} of {}", numbers.join(", "), known.name);
            about.push(Piece::new(TextRole::Dim, from).to(Subject::Proposal(parent)));
        }
    }
    about.extend(point.state.map(|state| Piece::plain(state.label())));
    if !about.is_empty() {
        lines.push(Line::labelled(" ", joined(about, " · ")));
    }
    lines
}
