//! The contents of a cell of accounts.

use std::collections::BTreeMap;

use super::gather::{Matter, Said, Side, recorded, side};
use super::sheet::side_name;
use crate::index::{Index, RecordId};
use crate::lens::card::{Card, Line, Link, Options, Piece, Section, Subject, TextRole, related};
use crate::lens::grid::{Contents, Value};
use crate::model::{Citation, EventId, RecordRef};
use crate::prose;

/// The names of the values of a cell in exports.
pub(super) const FIELDS: &[&str] =
    &["event", "matter", "date", "who", "words", "sources", "contradictions", "alone", "context"];

/// The lines of a row on the screen.
pub(super) const ROW_LINES: u16 = 5;

/// What a row is: a place among what is said on a matter of an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowKey {
    /// The event; `None` for quotes without one.
    pub(super) event: Option<EventId>,
    /// The matter.
    pub(super) matter: Matter,
    /// The place among the rows of the matter, from 0.
    pub(super) nth: usize,
    /// In the first row of a matter, the only side that says anything on it.
    pub(super) only: Option<Side>,
}

impl RowKey {
    /// The name of the matter.
    pub(super) fn matter_name(&self, index: &Index) -> String {
        match self.matter {
            Matter::Event => "event".to_owned(),
            Matter::Field(field) => prose::claim_label(field).to_owned(),
            Matter::Topic(Some(topic)) => prose::topic(&index.dataset, topic),
            Matter::Topic(None) => "no topic".to_owned(),
        }
    }

    /// The name of the matter, of a topic without those that it is part of.
    pub(super) fn short_name(&self, index: &Index) -> String {
        match self.matter {
            Matter::Topic(Some(topic)) => index.dataset.topics[topic].name.to_string(),
            _ => self.matter_name(index),
        }
    }

    /// Its id in exports: of the event, the matter and the place.
    pub(super) fn key(&self, index: &Index) -> String {
        use crate::model::vocabulary::Vocabulary;
        let event = self.event.map_or("", |event| &*index.dataset.events[event].id);
        let matter = match self.matter {
            Matter::Event => return event.to_owned(),
            Matter::Field(field) => field.word(),
            Matter::Topic(Some(topic)) => &*index.dataset.topics[topic].id,
            Matter::Topic(None) => "",
        };
        let kind = if matches!(self.matter, Matter::Field(_)) { "account" } else { "topic" };
        format!("{event}/{kind}/{matter}/{}", self.nth + 1)
    }
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What is said.
    pub(super) said: Said,
    /// The record that it is, if it is selected.
    pub(super) record: Option<RecordId>,
    /// In the row of the event, how many statements and accounts of it the side has.
    pub(super) said_here: (usize, usize),
    /// The numbers of the contradictions, each with the other statement if it is one of statements; 0 if the other one is not
    /// shown.
    pub(super) signs: Vec<(usize, Option<RecordId>)>,
    /// Whether no other side says anything on the matter.
    pub(super) alone: bool,
}

/// The accounts behind the cells of a grid.
#[derive(Debug)]
pub(super) struct Accounts {
    /// The rows.
    pub(super) rows: Vec<RowKey>,
    /// The columns.
    pub(super) sides: Vec<Side>,
    /// The cells by row and column.
    pub(super) cells: BTreeMap<(usize, usize), Entry>,
    /// The number of the next contradiction.
    pub(super) next_sign: usize,
}

/// What a cell says: who, when, the words, from where.
struct Account {
    date: String,
    /// The date without its year, and the last name: for a narrow column.
    short: (String, String),
    who: String,
    words: String,
    sources: Vec<Citation>,
    role: TextRole,
}

impl Accounts {
    /// The number for another contradiction.
    pub(super) fn sign(&mut self) -> usize {
        self.next_sign += 1;
        self.next_sign - 1
    }

    fn account(&self, index: &Index, (row, column): (usize, usize), entry: &Entry) -> Account {
        let dataset = &index.dataset;
        let plain = |who: String, words: String, sources: Vec<Citation>| Account {
            date: String::new(),
            short: (String::new(), who.clone()),
            who,
            words,
            sources,
            role: TextRole::Plain,
        };
        match entry.said {
            Said::Quote(id) => {
                let quote = &dataset.quotes[id];
                let day = index.times.day(index.of_quote(id)).and_then(crate::model::when::calendar::date);
                let day = day.map_or_else(String::new, |day| day.format("%-d %b").to_string());
                Account {
                    date: prose::record_date(dataset, RecordRef::Quote(id)).unwrap_or_default(),
                    short: (day, prose::speaker_in_short(dataset, quote).to_owned()),
                    who: dataset.speaker_name(quote).to_owned(),
                    words: prose::quotation(quote),
                    sources: dataset.quote_sources(quote).to_vec(),
                    role: TextRole::Quote,
                }
            }
            Said::Claim(event, at) => {
                let event = &dataset.events[event];
                let claim = &event.claims[at];
                let who = claim.by.map_or_else(String::new, |actor| dataset.actor_name(actor).to_owned());
                plain(who, prose::claimed(dataset, event, claim, None), claim.sources.to_vec())
            }
            Said::Recorded(id) => {
                let event = &dataset.events[id];
                let words = match self.rows[row].matter {
                    Matter::Field(field) => recorded(dataset, id, field),
                    _ => event.outcome.as_deref().or(event.summary.as_deref()).map(ToOwned::to_owned),
                };
                plain(String::new(), words.unwrap_or_default(), event.sources.to_vec())
            }
            Said::Present(id) => {
                let delegations = id.map_or(&[][..], |id| &dataset.events[id].delegations);
                let own = delegations.iter().filter(|row| side(dataset, Some(row.party)) == self.sides[column]);
                let names: Vec<String> = own.map(|row| prose::delegation(dataset, row)).collect();
                let absent = if id.is_some() { "not present" } else { "" };
                let who = if names.is_empty() { absent.to_owned() } else { names.join("; ") };
                let (statements, accounts) = entry.said_here;
                let counts = [(statements, "statement"), (accounts, "account")].into_iter();
                let words: Vec<String> =
                    counts.filter(|(count, _)| *count > 0).map(|(count, one)| prose::count(count, one)).collect();
                let words = if words.is_empty() { "says nothing of it here".to_owned() } else { words.join(", ") };
                plain(who, words, Vec::new())
            }
        }
    }

    /// The signs of the contradictions: `≠1 ≠4`.
    fn signs(entry: &Entry) -> String {
        let sign = |(number, _): &(usize, _)| if *number == 0 { "≠".to_owned() } else { format!("≠{number}") };
        entry.signs.iter().map(sign).collect::<Vec<_>>().join(" ")
    }

    fn is_context(entry: &Entry) -> bool {
        entry.record.is_none() && !matches!(entry.said, Said::Present(_))
    }
}

impl Contents for Accounts {
    fn lines(&self, index: &Index, cell: (usize, usize), width: u16) -> Vec<Vec<Piece>> {
        let Some(entry) = self.cells.get(&cell) else { return Vec::new() };
        let account = self.account(index, cell, entry);
        let context = Self::is_context(entry);
        let role = |role| if context { TextRole::Dim } else { role };
        let is_present = matches!(entry.said, Said::Present(_));
        let mut head = Vec::new();
        let signs = Self::signs(entry);
        if !signs.is_empty() {
            head.push(Piece::new(TextRole::Caution, format!("{signs} ")));
        }
        head.push(Piece::new(role(if is_present { TextRole::Plain } else { TextRole::Strong }), &account.short.1));
        if !account.short.0.is_empty() {
            head.push(Piece::new(TextRole::Dim, format!(" {}", account.short.0)));
        }
        let mut lines = vec![head];
        if lines[0].iter().all(|piece| piece.text.is_empty()) {
            lines.clear();
        }
        let sources = sources(index, &account.sources);
        let room = usize::from(ROW_LINES) - lines.len() - usize::from(!sources.is_empty());
        let words = role(if is_present { TextRole::Dim } else { account.role });
        let words =
            filled(&account.words, usize::from(width), room).into_iter().map(|line| vec![Piece::new(words, line)]);
        lines.extend(words);
        if !sources.is_empty() {
            lines.push(vec![Piece::new(TextRole::Dim, sources)]);
        }
        lines
    }

    fn records(&self, _: &Index, cell: (usize, usize)) -> Vec<RecordId> {
        self.cells.get(&cell).and_then(|entry| entry.record).into_iter().collect()
    }

    fn values(&self, index: &Index, cell: (usize, usize)) -> Vec<Value> {
        let Some(entry) = self.cells.get(&cell) else { return Vec::new() };
        let account = self.account(index, cell, entry);
        let row = &self.rows[cell.0];
        let cited: Vec<String> = account.sources.iter().map(|source| prose::citation(&index.dataset, source)).collect();
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let values = [
            row.event.map_or_else(String::new, |event| index.dataset.events[event].id.to_string()),
            row.matter_name(index),
            account.date,
            account.who,
            account.words,
            cited.join("; "),
            Self::signs(entry),
            yes(entry.alone),
            yes(Self::is_context(entry)),
        ];
        values.map(Value::Text).into()
    }

    fn card(&self, index: &Index, cell: (usize, usize), options: Options<'_>) -> Card {
        let row = &self.rows[cell.0];
        let side = self.sides[cell.1];
        let mut head = vec![Line::of(vec![match side {
            Side::Party(party) => Piece::new(TextRole::Side(party), side_name(index, side)).to(Subject::Party(party)),
            _ => Piece::new(TextRole::Strong, side_name(index, side)),
        }])];
        if let Some(event) = row.event {
            let event = index.of_event(event);
            head.push(Line::of(related(index, event, options)));
        }
        let matter = match row.matter {
            Matter::Topic(Some(topic)) => Some(Piece::plain(row.matter_name(index)).to(Subject::Topic(topic))),
            Matter::Event => None,
            _ => Some(Piece::plain(row.matter_name(index))),
        };
        head.extend(matter.map(|matter| Line::of(vec![Piece::new(TextRole::Dim, "on  "), matter])));
        let mut sections = vec![Section { title: String::new(), lines: head }];
        // The whole matter, so that what the cell only begins can be read through.
        // In the row of the event, all that the side says of it.
        let of_matter =
            |key: &RowKey| key.event == row.event && (row.matter == Matter::Event || key.matter == row.matter);
        let here = |at: &(usize, usize)| at.1 == cell.1 && of_matter(&self.rows[at.0]);
        let rest = |at: &(usize, usize)| at.1 != cell.1 && of_matter(&self.rows[at.0]);
        sections.push(self.section(index, "", options, here));
        if row.matter != Matter::Event {
            sections.push(self.section(index, "The others", options, rest));
        }
        if let Some(entry) = self.cells.get(&cell).filter(|entry| entry.alone) {
            let only = format!("Only {} says anything on this matter here.", side_name(index, side));
            let only = if matches!(entry.said, Said::Recorded(_)) { String::new() } else { only };
            sections
                .push(Section { title: String::new(), lines: vec![Line::of(vec![Piece::new(TextRole::Dim, only)])] });
        }
        Card { sections }
    }
}

impl Accounts {
    /// The full text of some cells, with their sources and what they contradict.
    fn section(
        &self,
        index: &Index,
        title: &str,
        options: Options<'_>,
        keep: impl Fn(&(usize, usize)) -> bool,
    ) -> Section {
        let mut lines = Vec::new();
        for (&at, entry) in self.cells.iter().filter(|(at, _)| keep(at)) {
            let account = self.account(index, at, entry);
            let mut pieces = Vec::new();
            let signs = Self::signs(entry);
            if !signs.is_empty() {
                pieces.push(Piece::new(TextRole::Caution, format!("{signs} ")));
            }
            let who = match (&*account.who, self.sides[at.1]) {
                ("", side) => side_name(index, side),
                (who, _) => who,
            };
            let link = match entry.said {
                Said::Quote(quote) => Some(index.of_quote(quote)),
                Said::Claim(event, _) | Said::Recorded(event) => Some(index.of_event(event)),
                Said::Present(event) => event.map(|event| index.of_event(event)),
            };
            let who = Piece::new(TextRole::Strong, who);
            pieces.push(match link {
                Some(record) => who.with_link(Link::Record(record)),
                None => who,
            });
            if !account.date.is_empty() {
                pieces.push(Piece::new(TextRole::Dim, format!("  {}", account.date)));
            }
            if Self::is_context(entry) {
                pieces.push(Piece::new(TextRole::Dim, "  not selected"));
            }
            lines.push(Line::of(pieces));
            if !account.words.is_empty() {
                lines.push(Line::hanging(vec![Piece::plain("  "), Piece::new(account.role, &account.words)]));
            }
            for citation in &account.sources {
                let source = Piece::new(TextRole::Dim, prose::citation(&index.dataset, citation));
                lines.push(Line::hanging(vec![Piece::plain("  "), source.to(Subject::Source(citation.source))]));
            }
            for other in entry.signs.iter().filter_map(|(_, other)| *other) {
                let mut pieces = vec![Piece::new(TextRole::Caution, "  ≠ ")];
                pieces.extend(related(index, other, options));
                lines.push(Line::hanging(pieces));
            }
        }
        Section { title: title.to_owned(), lines }
    }
}

/// The first source, and how many there are besides.
fn sources(index: &Index, citations: &[Citation]) -> String {
    let Some(first) = citations.first() else { return String::new() };
    let grade = prose::grade(&index.dataset.sources[first.source], first);
    let grade = if grade.is_empty() { String::new() } else { format!(" [{grade}]") };
    let more = if citations.len() > 1 { format!(" +{}", citations.len() - 1) } else { String::new() };
    format!("{}{grade}{more}", index.dataset.sources[first.source].byline())
}

/// A text in at most so many lines, cut between two words.
fn filled(text: &str, width: usize, most: usize) -> Vec<String> {
    // More than fits need not be wrapped.
    let text = crate::sanitize::first_chars(text, (width + 1) * (most + 1));
    let mut lines: Vec<String> =
        textwrap::wrap(text, width.max(1)).into_iter().map(std::borrow::Cow::into_owned).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let room = width.saturating_sub(2);
            while unicode_width::UnicodeWidthStr::width(last.as_str()) > room {
                let end = last.trim_end().rfind(' ').unwrap_or(0);
                last.truncate(end);
            }
            last.push_str(" …");
        }
    }
    lines
}
