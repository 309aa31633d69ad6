//! Cards: all fields of a record, or of something that records refer to, in reading order: for the detail pane and for
//! `list --long`.

mod event;
mod party;
mod person;
mod proposal;
mod quote;
mod source;
mod subject;
mod tally;
mod topic;

use super::caveats::doubt;
use crate::index::{Index, RecordId};
use crate::model::when::Grain;
use crate::model::when::calendar::Zoom;
use crate::model::when::show::DisplayZone;
use crate::model::{Citation, PartyId, Quote, RecordRef, TopicId};
use crate::prose;
use crate::query::period::Period;

pub use subject::Subject;
pub(crate) use subject::{Scope, subject_card};

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Another record.
    Record(RecordId),
    /// Something else that has a card.
    Subject(Subject),
    /// A field with a value: `kind:talks`, `status:held`, `channel:briefing`.
    Word(&'static str, String),
}

/// The role of a piece of text, which determines its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextRole {
    /// Running text.
    Plain,
    /// A title or a name.
    Strong,
    /// Secondary text: URLs, ids, explanations.
    Dim,
    /// A quotation.
    Quote,
    /// The name of a party, in its colour.
    Side(PartyId),
    /// A caveat: cancelled, disputed.
    Caution,
    /// Words that another version has not.
    Inserted,
    /// Words that only another version has.
    Deleted,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The text, safe for a terminal.
    pub(crate) text: String,
    /// Its role.
    pub(crate) role: TextRole,
    /// Its link, if any.
    pub(crate) link: Option<Link>,
}

impl Piece {
    /// Creates a piece without a link.
    pub(crate) fn new(role: TextRole, text: impl AsRef<str>) -> Self {
        Self { text: crate::sanitize::lines(text.as_ref()).into_owned(), role, link: None }
    }

    /// Creates a piece of running text.
    pub(crate) fn plain(text: impl AsRef<str>) -> Self {
        Self::new(TextRole::Plain, text)
    }

    /// Sets the link.
    #[must_use]
    pub(crate) fn with_link(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// Sets the link to something with a card.
    #[must_use]
    pub(crate) fn to(self, subject: Subject) -> Self {
        self.with_link(Link::Subject(subject))
    }
}

/// A paragraph with an optional label in front.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    /// The label; empty if the line continues the previous one.
    pub(crate) label: String,
    /// The text.
    pub(crate) pieces: Vec<Piece>,
    /// The hanging indent of continuation lines, in cells.
    pub(crate) hang: usize,
}

impl Line {
    /// Creates a paragraph without a label.
    pub(crate) fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces, ..Self::default() }
    }

    /// Creates a paragraph with a label.
    pub(crate) fn labelled(label: impl Into<String>, pieces: Vec<Piece>) -> Self {
        Self { label: label.into(), pieces, hang: 0 }
    }

    /// Creates a paragraph without a label whose continuation lines are indented.
    pub(crate) fn hanging(pieces: Vec<Piece>) -> Self {
        Self { pieces, hang: 2, ..Self::default() }
    }

    /// The text without roles.
    pub(crate) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A group of lines under a title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Section {
    /// The title; may be empty.
    pub(crate) title: String,
    /// The lines.
    pub(crate) lines: Vec<Line>,
}

/// All fields of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Card {
    /// The sections; none is empty.
    pub(crate) sections: Vec<Section>,
}

/// Which wording of a translated quote to show, if the dataset has the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wording {
    /// The text of the dataset.
    #[default]
    Translation,
    /// The original, with the translation below it on the quote's own card.
    Original,
    /// The text, with the original below it on the quote's own card.
    Both,
}

/// Options for cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Options<'k> {
    /// The zone of clock times.
    pub(crate) zone: DisplayZone,
    /// The width of the card in cells, for texts side by side; 0 if it is not known.
    pub(crate) width: u16,
    /// The greatest number of records in each list of a cell; `None` for all.
    pub(crate) limit: Option<usize>,
    /// The wording of quotes.
    pub(crate) wording: Wording,
    /// The key that toggles the original, mentioned below translations.
    pub(crate) original_key: Option<&'k str>,
}

impl Options<'_> {
    /// The text of a quote in the chosen wording.
    pub(crate) fn quotation(self, quote: &Quote) -> String {
        let original = if self.wording == Wording::Original { prose::original(quote) } else { None };
        original.unwrap_or_else(|| prose::quotation(quote))
    }
}

/// Builds the card of a record.
pub(crate) fn card(index: &Index, record: RecordId, options: Options<'_>) -> Card {
    let mut sections = match index.record(record) {
        RecordRef::Event(id) => event::sections(index, id, options),
        RecordRef::Quote(id) => quote::sections(index, id, options),
    };
    sections.retain(|section| !section.lines.is_empty());
    Card { sections }
}

/// The time of a record as text, linked to its day, month or year.
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
        Some(day) => piece.with_link(Link::Word("in", Period::around(zoom, day).text())),
        None => piece,
    }
}

/// The sources of a record: publisher and date, title, URL, archived copy.
fn sources(index: &Index, citations: &[Citation]) -> Section {
    let dataset = &index.dataset;
    let mut lines = Vec::new();
    for (nth, citation) in citations.iter().enumerate() {
        let source = &dataset.sources[citation.source];
        let subject = Subject::Source(citation.source);
        let mut head = vec![Piece::new(TextRole::Strong, prose::citation(dataset, citation)).to(subject)];
        if let Some(class) = source.class {
            use crate::model::vocabulary::Vocabulary;
            head.push(Piece::new(TextRole::Dim, format!("  {}", class.label())));
        }
        lines.push(Line::labelled(format!("{}", nth + 1), head));
        if source.publisher.is_some() || source.author.is_some() {
            lines.push(Line::of(vec![Piece::plain(&source.title)]));
        }
        if let Some(via) = source.via {
            let via = format!("copy of {}", dataset.sources[via].byline());
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

/// The topics, in one line.
fn topics(index: &Index, topics: &[TopicId]) -> Option<Line> {
    let dataset = &index.dataset;
    tally::pieces("Topics", topics.iter().map(|&topic| tally::topic(dataset, topic)).collect())
}

/// The proposals, in one line; the name of a proposal is written once, before its first version.
fn proposals(index: &Index, references: &[crate::model::ProposalRef]) -> Option<Line> {
    let dataset = &index.dataset;
    let mut previous = None;
    let pieces = references.iter().map(|&reference| {
        let proposal = &dataset.proposals[reference.proposal];
        let repeated = previous.replace(reference.proposal) == Some(reference.proposal);
        let name = match dataset.version(reference) {
            None => proposal.name.to_string(),
            Some(version) if repeated => version.name.to_string(),
            Some(version) => format!("{}: {}", proposal.name, version.name),
        };
        Piece::plain(name).to(Subject::Proposal(reference))
    });
    tally::pieces("Documents", pieces.collect())
}

/// Joins pieces with a separator.
fn joined(pieces: Vec<Piece>, separator: &str) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len() * 2);
    for piece in pieces {
        if !out.is_empty() {
            out.push(Piece::new(TextRole::Dim, separator));
        }
        out.push(piece);
    }
    out
}

/// The lines of things one below the other, of which those beyond a limit are counted.
pub(super) fn limited<T>(all: &[T], limit: Option<usize>, lines: impl Fn(&T) -> Vec<Line>) -> Vec<Line> {
    let shown = limit.map_or(all.len(), |limit| limit.min(all.len()));
    all[..shown].iter().flat_map(lines).chain(more(all.len() - shown)).collect()
}

/// Records one below the other, of which those beyond the limit are counted.
pub(super) fn records(index: &Index, records: &[RecordId], options: Options<'_>) -> Vec<Line> {
    limited(records, options.limit, |&record| vec![Line::hanging(related(index, record, options))])
}

/// A line for records that are not listed.
fn more(count: usize) -> Option<Line> {
    (count > 0).then(|| Line::of(vec![Piece::new(TextRole::Dim, format!("… and {count} more"))]))
}

/// One line for a related event or quote.
pub(crate) fn related(index: &Index, record: RecordId, options: Options<'_>) -> Vec<Piece> {
    let dataset = &index.dataset;
    match index.record(record) {
        RecordRef::Event(id) => {
            let event = &dataset.events[id];
            let day = dataset.bounds(RecordRef::Event(id)).and_then(|bounds| bounds.s0.civil());
            let day =
                day.map(|civil| format!("{}  ", crate::model::when::show::short_day(civil.date()))).unwrap_or_default();
            vec![Piece::new(TextRole::Dim, day), Piece::plain(&event.title).with_link(Link::Record(record))]
        }
        RecordRef::Quote(id) => {
            let quote = &dataset.quotes[id];
            let party = dataset.quote_party(quote, prose::moment(dataset, RecordRef::Quote(id)));
            let role = party.map_or(TextRole::Strong, TextRole::Side);
            let mut pieces = vec![
                Piece::new(role, dataset.speaker_name(quote)).with_link(Link::Record(record)),
                Piece::plain("  "),
                Piece::new(TextRole::Quote, options.quotation(quote)),
            ];
            pieces.extend(
                doubt(index, RecordRef::Quote(id)).map(|doubt| Piece::new(TextRole::Caution, format!("  {doubt}"))),
            );
            pieces
        }
    }
}
