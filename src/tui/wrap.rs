//! Wraps the card of a record into lines for the detail pane, once per record and width rather than per frame.

use std::ops::Range;

use crate::lens::card::{Card, Line, Link, TextRole};
use crate::query::hits::Hits;
use crate::sanitize;

/// A run of text with one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextRun {
    /// The text.
    pub(crate) text: String,
    /// Its role.
    pub(crate) role: TextRole,
    /// The index of its link, if any.
    pub(crate) link: Option<usize>,
    /// Whether it matches the query.
    pub(crate) hit: bool,
}

/// A line of the detail pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DetailLine {
    /// A blank line between sections.
    Blank,
    /// The title of a section.
    Section(String),
    /// Text with an optional label.
    Text {
        /// The label; may be empty.
        label: String,
        /// The indent of the text, in cells.
        indent: u16,
        /// The runs of text.
        spans: Vec<TextRun>,
    },
}

/// A wrapped card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Detail {
    /// The lines.
    pub(crate) lines: Vec<DetailLine>,
    /// The width of the label column.
    pub(crate) labels: usize,
    /// The links, each with the index of its first line.
    pub(crate) links: Vec<(Link, usize)>,
}

/// Maximum width of the label column; longer labels get a line of their own.
const MAX_LABEL: usize = 12;

/// Maximum length of a paragraph, in characters; wrapping longer ones would delay the response to a key.
const MAX_CHARS: usize = 50_000;

/// Wraps a card to a width in cells.
pub(crate) fn wrap(card: &Card, width: usize, hits: &Hits) -> Detail {
    let lines = || card.sections.iter().flat_map(|section| &section.lines);
    let labels = lines().map(|line| cells(&line.label)).filter(|cells| *cells <= MAX_LABEL).max().unwrap_or(0);
    // Too narrow for a label column: labels get lines of their own.
    let labels = if width < 30 { 0 } else { labels };
    let mut detail = Detail { lines: Vec::new(), labels, links: Vec::new() };
    for (at, section) in card.sections.iter().enumerate() {
        if at > 0 {
            detail.lines.push(DetailLine::Blank);
        }
        if !section.title.is_empty() {
            detail.lines.push(DetailLine::Section(section.title.clone()));
        }
        let labelled = section.lines.iter().any(|line| !line.label.is_empty());
        for line in &section.lines {
            detail.paragraph(line, width, labelled, hits);
        }
    }
    detail
}

impl Detail {
    fn paragraph(&mut self, line: &Line, width: usize, labelled: bool, hits: &Hits) {
        let long = cells(&line.label) > self.labels;
        if long {
            let label = DetailLine::Text { label: line.label.clone(), indent: 0, spans: Vec::new() };
            self.lines.push(label);
        }
        let indent = if labelled && self.labels > 0 { self.labels + 2 } else { 0 };
        let room = width.saturating_sub(indent).max(1);
        let whole = line.text();
        let text = sanitize::first_chars(&whole, MAX_CHARS).to_owned();
        let runs = self.runs(line, &text, hits);
        let hang = if room > 4 * line.hang { line.hang } else { 0 };
        let mut remaining = &runs[..];
        for (nth, range) in wrapped(&text, room - hang).into_iter().enumerate() {
            let label = if nth == 0 && !long { line.label.clone() } else { String::new() };
            // Runs are in order, so those before this line can be skipped.
            remaining = &remaining[remaining.partition_point(|(run, _)| run.end <= range.start)..];
            let on_line = remaining.iter().take_while(|(run, _)| run.start < range.end);
            let mut spans: Vec<TextRun> = on_line.filter_map(|(run, span)| cut(run, span, &range)).collect();
            if nth > 0 && hang > 0 {
                spans.insert(0, TextRun { text: " ".repeat(hang), role: TextRole::Plain, link: None, hit: false });
            }
            for link in spans.iter().filter_map(|span| span.link) {
                // Links may span several lines.
                if self.links[link].1 == usize::MAX {
                    self.links[link].1 = self.lines.len();
                }
            }
            self.lines.push(DetailLine::Text { label, indent: indent as u16, spans });
        }
        let more = whole[text.len()..].chars().count();
        if more > 0 {
            let note = format!("… and {more} more characters");
            let spans = vec![TextRun { text: note, role: TextRole::Dim, link: None, hit: false }];
            self.lines.push(DetailLine::Text { label: String::new(), indent: indent as u16, spans });
        }
    }

    /// The pieces of a paragraph, split at the boundaries of hits, with their byte ranges in its text.
    fn runs(&mut self, line: &Line, text: &str, hits: &Hits) -> Vec<(Range<usize>, TextRun)> {
        let hits = hits.ranges(text);
        let mut pending = &hits[..];
        let mut runs = Vec::new();
        let mut at = 0;
        for piece in &line.pieces {
            let link = piece.link.as_ref().map(|link| {
                self.links.push((link.clone(), usize::MAX));
                self.links.len() - 1
            });
            // The text may have been truncated.
            let end = (at + piece.text.len()).min(text.len());
            if at == end && !piece.text.is_empty() {
                break;
            }
            let mut run = |range: Range<usize>, hit: bool| {
                if !range.is_empty() {
                    let span = TextRun { text: text[range.clone()].to_owned(), role: piece.role, link, hit };
                    runs.push((range, span));
                }
            };
            // Hits are in order and disjoint; one that continues into the next piece is handled again there.
            while let Some(hit) = pending.first().filter(|hit| hit.start < end) {
                let (from, to) = (hit.start.max(at), hit.end.min(end));
                run(at..from, false);
                run(from..to, true);
                at = to;
                if hit.end > end {
                    break;
                }
                pending = &pending[1..];
            }
            run(at..end, false);
            at = end;
        }
        runs
    }
}

/// The part of a run that is on a line.
fn cut(run: &Range<usize>, span: &TextRun, line: &Range<usize>) -> Option<TextRun> {
    let (from, to) = (run.start.max(line.start), run.end.min(line.end));
    (from < to).then(|| TextRun { text: span.text[from - run.start..to - run.start].to_owned(), ..span.clone() })
}

/// The byte range of each line of a text wrapped to a width in cells.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let options = textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit).break_words(true);
    let mut from = 0;
    let lines = textwrap::wrap(text, options).into_iter().map(|line| {
        let start = text[from..].find(&*line).map_or(from, |at| from + at);
        from = start + line.len();
        start..from
    });
    lines.collect()
}

pub(crate) fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lens::card::{Piece, Section};

    fn card(pieces: Vec<Piece>) -> Card {
        Card { sections: vec![Section { title: String::new(), lines: vec![Line::labelled("Topics", pieces)] }] }
    }

    #[test]
    fn text_is_wrapped_within_its_column_with_links() {
        let link = Link::Word("kind", "talks".into());
        let pieces = vec![
            Piece::plain("one two "),
            Piece::new(TextRole::Strong, "three four five").with_link(link),
            Piece::plain(" six"),
        ];
        let detail = wrap(&card(pieces), 30, &Hits::default());
        let text: Vec<String> = detail
            .lines
            .iter()
            .map(|line| match line {
                DetailLine::Text { label, spans, .. } => {
                    format!("{label}|{}", spans.iter().map(|span| span.text.as_str()).collect::<String>())
                }
                _ => String::new(),
            })
            .collect();
        assert_eq!(text, ["Topics|one two three four", "|five six"]);
        assert_eq!(detail.links.len(), 1);
        assert_eq!(detail.links[0].1, 0);
    }

    #[test]
    fn no_text_is_lost_at_any_width() {
        let words = "Кремль: “useful” — 习近平 a-very-long-word-that-fits-nowhere-at-all end";
        for width in 1..60 {
            let detail = wrap(&card(vec![Piece::plain(words)]), width, &Hits::default());
            let text: String = detail
                .lines
                .iter()
                .flat_map(|line| match line {
                    DetailLine::Text { spans, .. } => spans.clone(),
                    _ => Vec::new(),
                })
                .map(|span| span.text)
                .collect();
            let dense = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(dense(&text), dense(words), "at {width}");
        }
    }
}
