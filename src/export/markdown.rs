//! A brief in Markdown (`CommonMark` with footnotes): grouped by day, quotes as block quotes, sources numbered by first citation.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use super::{Export, Format, sheet};
use crate::index::{Index, RecordId};
use crate::lens::caveats::{ACCOUNTS, caveats};
use crate::lens::rows::Heading;
use crate::lens::timeline;
use crate::model::when::calendar::Zoom;
use crate::model::{Citation, Dataset, EventId, ProposalRef, QuoteId, RecordRef, SourceId};
use crate::prose;
use crate::sanitize;

/// `CommonMark` with footnotes.
pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    extension: "md",
    help: "a brief: grouped by day, quotes as block quotes, numbered sources",
    write,
    sheet: Some(sheet::markdown::write),
};

fn write(report: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut brief = Brief { report, dataset: &report.index.dataset, numbers: HashMap::new(), order: Vec::new() };
    let about = &brief.dataset.about;
    writeln!(out, "# {}\n", escaped(&about.title))?;
    for (name, value) in report.provenance().lines() {
        let value = if name == "Query" { code(&value) } else { escaped(&value).into_owned() };
        writeln!(out, "- {name}: {value}")?;
    }
    let mut days = Days::default();
    for (record, context) in report.records() {
        if let Some(day) = days.begins_with(report.index, record) {
            writeln!(out, "\n## {}", escaped(&capital(&day.text())))?;
        }
        match report.index.record(record) {
            RecordRef::Event(id) => brief.event(id, context, out)?,
            RecordRef::Quote(id) => brief.quote(id, out)?,
        }
    }
    if report.appends_proposals() {
        brief.proposals(out)?;
    }
    brief.sources(out)
}

/// The days of records as they follow each other: the headings of the timeline, found without its rows.
#[derive(Default)]
struct Days {
    heading: Option<Heading>,
    /// The record after which its quotes follow without a heading.
    first: Option<RecordId>,
}

impl Days {
    /// The heading that stands before the next record, if it is another one.
    fn begins_with(&mut self, index: &Index, record: RecordId) -> Option<Heading> {
        let event = timeline::parent_event(index, record, false);
        if event.is_some() && event == self.first {
            return None;
        }
        self.first = Some(record);
        let heading = timeline::heading(index, event.unwrap_or(record), Zoom::Day);
        (self.heading.replace(heading) != Some(heading)).then_some(heading)
    }
}

struct Brief<'a> {
    report: &'a Export<'a>,
    dataset: &'a Dataset,
    numbers: HashMap<SourceId, usize>,
    order: Vec<SourceId>,
}

impl Brief<'_> {
    fn event(&mut self, id: EventId, context: bool, out: &mut dyn Write) -> io::Result<()> {
        let dataset = self.dataset;
        let event = &dataset.events[id];
        let mut facts = vec![prose::kind(dataset, event)];
        facts.extend(event.place.map(|place| prose::place(dataset, place)));
        facts.push(prose::record_when(dataset, RecordRef::Event(id), None));
        facts.extend(event.due().map(|due| format!("due {}", prose::when_words(dataset, due, event.place, None))));
        facts.extend(event.duration().map(|duration| format!("lasted {duration}")));
        facts.extend(dataset.credibility(RecordRef::Event(id)).map(|figure| format!("credibility {figure}")));
        let marks = self.marks(&event.sources);
        writeln!(out, "\n### {}{marks}\n", escaped(&event.title))?;
        writeln!(out, "{}", escaped(&facts.join(" · ")))?;
        if context {
            writeln!(out, "\n_Context: a quote of this event is selected, but not the event itself._")?;
            return Ok(());
        }
        let wall = prose::moment(dataset, RecordRef::Event(id));
        for row in &event.delegations {
            let people: Vec<String> =
                row.people.iter().map(|&person| prose::with_office(dataset, person, wall)).collect();
            let absent = if row.present() { "" } else { " (absent)" };
            let party = &dataset.parties[row.party].name;
            writeln!(out, "\n- {}{absent}: {}", escaped(party), escaped(&people.join("; ")))?;
        }
        let result = event.result.map(|result| {
            use crate::model::vocabulary::Vocabulary;
            result.label()
        });
        for (label, text) in [
            ("Result", result),
            ("Outcome", event.outcome.as_deref()),
            ("Summary", event.summary.as_deref()),
            ("Note", event.note.as_deref()),
        ] {
            if let Some(text) = text {
                writeln!(out, "\n{label}: {}", escaped(text))?;
            }
        }
        self.caveats(RecordRef::Event(id), out)?;
        for claim in &event.claims {
            let value = prose::claimed(dataset, event, claim, None);
            let by = claim.by.map(|actor| format!("{}: ", dataset.actor_name(actor))).unwrap_or_default();
            let marks = self.marks(&claim.sources);
            let field = prose::claim_label(claim.field);
            writeln!(out, "\nConflicting account of the {field}: {}{}{marks}", escaped(&by), escaped(&value))?;
        }
        Ok(())
    }

    fn quote(&mut self, id: QuoteId, out: &mut dyn Write) -> io::Result<()> {
        let dataset = self.dataset;
        let quote = &dataset.quotes[id];
        let record = RecordRef::Quote(id);
        let wall = prose::moment(dataset, record);
        writeln!(out)?;
        for line in sanitize::lines(&prose::quotation(quote)).lines() {
            writeln!(out, "> {}  ", escape_line(line))?;
        }
        if let Some(original) = prose::original(quote) {
            for line in sanitize::lines(&original).lines() {
                writeln!(out, "> {}  ", escape_line(line))?;
            }
        }
        let speaker = prose::speaker(dataset, quote, wall);
        let marks = self.marks(dataset.quote_sources(quote));
        let how = prose::provenance(dataset, quote);
        let credibility = dataset.credibility(record).map(|figure| format!("credibility {figure}"));
        let how: Vec<String> = [how].into_iter().filter(|how| !how.is_empty()).chain(credibility).collect();
        let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join("; ")) };
        let when = prose::record_when(dataset, record, None);
        writeln!(out, "> — {}{marks}", escaped(&format!("{speaker}, {when}{how}")))?;
        let stances = prose::stances(dataset, quote);
        if !stances.is_empty() {
            writeln!(out, "\nStance: {}", escaped(&stances))?;
        }
        self.caveats(record, out)?;
        if let Some(note) = &quote.note {
            writeln!(out, "\nNote: {}", escaped(note))?;
        }
        Ok(())
    }

    fn caveats(&self, record: RecordRef, out: &mut dyn Write) -> io::Result<()> {
        let mut caveats = caveats(self.report.index, record);
        // Conflicting accounts are listed one by one.
        caveats.retain(|caveat| !caveat.starts_with(ACCOUNTS));
        if caveats.is_empty() { Ok(()) } else { writeln!(out, "\nCaveat: {}", escaped(&caveats.join("; "))) }
    }

    /// The footnote references of sources; a source keeps its first number.
    fn marks(&mut self, citations: &[Citation]) -> String {
        let mut marks = String::new();
        for citation in citations {
            let number = *self.numbers.entry(citation.source).or_insert_with(|| {
                self.order.push(citation.source);
                self.order.len()
            });
            marks.push_str(&format!("[^{number}]"));
        }
        marks
    }

    /// The versions of the proposals that the records cite, with their points.
    fn proposals(&mut self, out: &mut dyn Write) -> io::Result<()> {
        use crate::model::vocabulary::Vocabulary;
        let dataset = self.dataset;
        for (nth, id) in self.report.proposals().into_iter().enumerate() {
            let proposal = &dataset.proposals[id];
            writeln!(out, "{}\n### {}", if nth == 0 { "\n## Proposals\n" } else { "" }, escaped(&proposal.name))?;
            if let Some(note) = &proposal.note {
                writeln!(out, "\nNote: {}", escaped(note))?;
            }
            for (at, version) in proposal.versions.iter().enumerate() {
                let reference = ProposalRef { proposal: id, version: Some(at as u32) };
                let mut facts = vec![version.when.0.in_short()];
                let published = version.published.as_ref();
                facts.extend(published.map(|(when, _)| format!("published {}", when.in_short())));
                facts.extend(version.status.map(|status| status.label().to_owned()));
                facts.extend(version.authenticity.map(|authenticity| authenticity.label().to_owned()));
                facts.extend(version.count.map(|count| format!("{count} points reported")));
                facts.push(dataset.proposal_id(reference));
                let marks = self.marks(&version.sources);
                writeln!(out, "\n#### {}{marks}\n\n{}", escaped(&version.name), escaped(&facts.join(" · ")))?;
                for (label, text) in [("Summary", &version.summary), ("Changes", &version.changes)] {
                    if let Some(text) = text {
                        writeln!(out, "\n{label}: {}", escaped(text))?;
                    }
                }
                for (nth, point) in version.points.iter().enumerate() {
                    let topic = point.topic.map(|topic| format!(" ({})", dataset.topics[topic].name));
                    let text = format!("{}: {}{}", point.number, point.text, topic.unwrap_or_default());
                    writeln!(out, "{}- {}", if nth == 0 { "\n" } else { "" }, escaped(&text))?;
                }
            }
        }
        Ok(())
    }

    fn sources(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.order.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Sources\n")?;
        for (nth, &id) in self.order.iter().enumerate() {
            let source = &self.report.index.dataset.sources[id];
            let mut text = format!("{}. {}", escaped(source.byline()), escaped(&source.title));
            if let Some(date) = prose::published(source) {
                text.push_str(&format!(", {}", escaped(&date)));
            }
            for (label, url) in [("", &source.url), ("archived: ", &source.archive)] {
                if let Some(url) = url {
                    text.push_str(&format!(". {label}{}", link(url)));
                }
            }
            if let Some(letter) = source.reliability {
                use crate::model::vocabulary::Vocabulary;
                text.push_str(&format!(". Reliability {}", letter.word()));
            }
            if let Some(via) = source.via {
                text.push_str(&format!(". A copy of {}", escaped(self.dataset.sources[via].byline())));
            }
            writeln!(out, "[^{}]: {text}", nth + 1)?;
        }
        Ok(())
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Text on one line, with all markup escaped.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    match sanitize::line(text) {
        Cow::Borrowed(text) => escape_line(text),
        Cow::Owned(text) => Cow::Owned(escape_line(&text).into_owned()),
    }
}

fn escape_line(line: &str) -> Cow<'_, str> {
    let markup = |c: char| "\\`*_{}[]<>#|~&$".contains(c);
    // Characters that are markup only at the start of a line.
    let first = line.trim_start().starts_with(['-', '+', '=']);
    let digits = line.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line.trim_start()[digits..].starts_with(['.', ')']);
    if !first && !numbered && !line.contains(markup) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    let start = line.len() - line.trim_start().len();
    for (at, c) in line.char_indices() {
        if markup(c) || (first && at == start) || (numbered && at == start + digits) {
            out.push('\\');
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// A code span, with more backticks around it than the text has in a row.
pub(super) fn code(text: &str) -> String {
    let text = sanitize::line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A URL as a link if it is safe, else as text.
fn link(url: &str) -> String {
    let safe = |c: char| c.is_ascii_graphic() && !"<>\"`\\".contains(c);
    let known = url.starts_with("https://") || url.starts_with("http://");
    if known && url.chars().all(safe) { format!("<{url}>") } else { code(url) }
}
