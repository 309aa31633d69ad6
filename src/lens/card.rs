//! Everything that one record holds, in the order in which a reader wants it: for the detail pane and for `list --long`.

mod event;
mod quote;

use crate::index::{Index, RecordId};
use crate::model::when::Grain;
use crate::model::when::show::DisplayZone;
use crate::model::{Citation, PartyId, PersonId, PlaceId, RecordRef, SourceId, TopicId};

use crate::model::when::calendar::Zoom;
use crate::prose;
use crate::query::period::Period;

/// What a piece of text leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Another record.
    Record(RecordId),
    /// A person.
    Person(PersonId),
    /// A party.
    Party(PartyId),
    /// A topic.
    Topic(TopicId),
    /// A place.
    Place(PlaceId),
    /// A source.
    Source(SourceId),
    /// A word of a field: `kind:talks`, `status:held`, `channel:briefing`.
    Word(&'static str, String),
}

/// How a piece of text is meant, for whoever draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// Running text.
    Plain,
    /// A title or a name.
    Strong,
    /// What matters less: addresses, ids, explanations.
    Dim,
    /// Words that somebody said.
    Quote,
    /// A party's own colour.
    Side(PartyId),
    /// Something to be careful about: cancelled, disputed.
    Caution,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, safe for a terminal.
    pub text: String,
    /// How it is meant.
    pub role: TextRole,
    /// Where it leads.
    pub link: Option<Link>,
}

impl Piece {
    /// A piece that leads nowhere.
    pub fn new(role: TextRole, text: impl AsRef<str>) -> Self {
        Self { text: crate::sanitize::lines(text.as_ref()).into_owned(), role, link: None }
    }

    /// Running text.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::new(TextRole::Plain, text)
    }

    /// With where it leads.
    #[must_use]
    pub fn to(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }
}

/// A paragraph, with a label in the column before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The label; empty where it goes on from the line before.
    pub label: String,
    /// The text.
    pub pieces: Vec<Piece>,
    /// How many cells its further lines are moved to the right, so that the first stands out.
    pub hang: usize,
}

impl Line {
    /// A paragraph without a label.
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces, ..Self::default() }
    }

    /// A paragraph with a label.
    pub fn labelled(label: impl Into<String>, pieces: Vec<Piece>) -> Self {
        Self { label: label.into(), pieces, hang: 0 }
    }

    /// The text without roles.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// Lines that belong together, under a title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The title; empty for the first.
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// Everything that one record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The sections; none is empty.
    pub sections: Vec<Section>,
}

/// Which wording of a translated quote is shown, where the dataset has the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wording {
    /// The text of the dataset.
    #[default]
    Translation,
    /// The original, with the translation below it on the quote's own card.
    Original,
    /// The text, with the original below it on the quote's own card.
    Both,
}

/// How a card is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options<'k> {
    /// The zone of clock times.
    pub zone: DisplayZone,
    /// The wording of quotes.
    pub wording: Wording,
    /// The key that shows the original, where there is one; named below a translation.
    pub original_key: Option<&'k str>,
}

/// The card of a record.
pub fn card(index: &Index, record: RecordId, options: Options<'_>) -> Card {
    let mut sections = match index.record(record) {
        RecordRef::Event(id) => event::sections(index, id, options),
        RecordRef::Quote(id) => quote::sections(index, id, options),
    };
    sections.retain(|section| !section.lines.is_empty());
    Card { sections }
}

/// The time of a record in words, with the day, month or year that a query would ask for.
fn time(index: &Index, record: RecordRef, text: String) -> Piece {
    let piece = Piece::plain(text);
    let day = index.times.day(index.of(record));
    let grain = index.dataset.when(record).map(crate::model::When::grain);
    let zoom = match grain {
        Some(Grain::Day | Grain::Part | Grain::Minute | Grain::Second) => Zoom::Day,
        Some(Grain::Month) => Zoom::Month,
        _ => Zoom::Year,
    };
    match day {
        Some(day) => piece.to(Link::Word("in", Period::around(zoom, day).text())),
        None => piece,
    }
}

/// The sources of a record, one paragraph each: who and when, title, URL, archived copy.
fn sources(index: &Index, citations: &[Citation]) -> Section {
    let dataset = &index.dataset;
    let mut lines = Vec::new();
    for (nth, citation) in citations.iter().enumerate() {
        let source = &dataset.sources[citation.source];
        let link = || Link::Source(citation.source);
        let mut head = vec![Piece::new(TextRole::Strong, prose::citation(dataset, citation)).to(link())];
        if let Some(class) = source.class {
            use crate::model::vocabulary::Vocabulary;
            head.push(Piece::new(TextRole::Dim, format!("  {}", class.label())));
        }
        lines.push(Line::labelled(format!("{}", nth + 1), head));
        if source.publisher.is_some() || source.author.is_some() {
            lines.push(Line::of(vec![Piece::plain(&source.title)]));
        }
        if let Some(via) = source.via {
            let via = format!("a copy of {}", dataset.sources[via].byline());
            lines.push(Line::of(vec![Piece::new(TextRole::Caution, via)]));
        }
        for url in [&source.url, &source.archive].into_iter().flatten() {
            lines.push(Line::of(vec![Piece::new(TextRole::Dim, url)]));
        }
        if let Some(note) = &source.note {
            lines.push(Line::of(vec![Piece::new(TextRole::Dim, note)]));
        }
    }
    Section { title: "Sources".into(), lines }
}

/// The topics as one line with links.
fn topics(index: &Index, topics: &[TopicId]) -> Option<Line> {
    let dataset = &index.dataset;
    let pieces = topics.iter().map(|&topic| Piece::plain(prose::topic(dataset, topic)).to(Link::Topic(topic)));
    let pieces = joined(pieces.collect(), " · ");
    (!pieces.is_empty()).then(|| Line::labelled("Topics", pieces))
}

/// The proposals as one line; a proposal's name stands once before its versions.
fn proposals(index: &Index, references: &[crate::model::ProposalRef]) -> Option<Line> {
    let dataset = &index.dataset;
    let mut before = None;
    let pieces = references.iter().map(|&reference| {
        let proposal = &dataset.proposals[reference.proposal];
        let repeated = before.replace(reference.proposal) == Some(reference.proposal);
        let name = match dataset.version(reference) {
            None => proposal.name.to_string(),
            Some(version) if repeated => version.name.to_string(),
            Some(version) => format!("{}: {}", proposal.name, version.name),
        };
        Piece::plain(name).to(Link::Word("proposal", dataset.proposal_id(reference)))
    });
    let pieces = joined(pieces.collect(), " · ");
    (!pieces.is_empty()).then(|| Line::labelled("Documents", pieces))
}

/// Pieces with something between them.
fn joined(pieces: Vec<Piece>, between: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len() * 2);
    for piece in pieces {
        if !out.is_empty() {
            out.push(Piece::new(TextRole::Dim, between));
        }
        out.push(piece);
    }
    out
}

/// One line for a quote under an event, or for an event beside a quote.
fn related(index: &Index, record: RecordId, options: Options<'_>) -> Vec<Piece> {
    let dataset = &index.dataset;
    match index.record(record) {
        RecordRef::Event(id) => {
            let event = &dataset.events[id];
            let day = dataset.bounds(RecordRef::Event(id)).and_then(|bounds| bounds.s0.civil());
            let day =
                day.map(|civil| format!("{}  ", crate::model::when::show::short_day(civil.date()))).unwrap_or_default();
            vec![Piece::new(TextRole::Dim, day), Piece::plain(&event.title).to(Link::Record(record))]
        }
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            let original = if options.wording == Wording::Original { prose::original(quote) } else { None };
            let said = original.unwrap_or_else(|| prose::quotation(quote));
            let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
            let role = party.map_or(TextRole::Strong, TextRole::Side);
            vec![
                Piece::new(role, dataset.speaker_name(quote)).to(Link::Record(record)),
                Piece::plain("  "),
                Piece::new(TextRole::Quote, said),
            ]
        }
    }
}
