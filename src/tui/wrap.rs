//! The card of a record as lines of the detail pane: wrapped once for a record and a width, never while drawing.

use std::ops::Range;

use crate::lens::card::{Card, Line, Link, TextRole};
use crate::query::hits::Hits;
use crate::sanitize;

/// A run of text of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub role: TextRole,
    /// The link that it belongs to, by number.
    pub link: Option<usize>,
    /// Whether the query was looking for it.
    pub hit: bool,
}

/// A line of the detail pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DetailLine {
    /// Nothing, between sections.
    Blank,
    /// The title of a section.
    Section(String),
    /// A label, where there is one, and text.
    Text {
        /// The label in the column before.
        label: String,
        /// How many cells the text is indented.
        indent: u16,
        /// The text.
        spans: Vec<TextRun>,
    },
}

/// A card as lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// The lines.
    pub lines: Vec<DetailLine>,
    /// The width of the column of labels.
    pub labels: usize,
    /// Where one can go from here, with the line on which each link begins.
    pub links: Vec<(Link, usize)>,
}

/// Labels get no wider than this; longer ones stand on a line of their own.
const MAX_LABEL: usize = 11;

/// The longest text that is shown, in characters: wrapping a longer one would make a key wait.
const MAX_CHARS: usize = 50_000;

/// Wraps a card to so many cells.
pub(crate) fn wrap(card: &Card, width: usize, hits: &Hits) -> Detail {
    let lines = || card.sections.iter().flat_map(|section| &section.lines);
    let labels = lines().map(|line| cells(&line.label)).filter(|cells| *cells <= MAX_LABEL).max().unwrap_or(0);
    // A screen too narrow for a column of labels puts them before the text.
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
        let mut ahead = &runs[..];
        for (nth, range) in wrapped(&text, room - hang).into_iter().enumerate() {
            let label = if nth == 0 && !long { line.label.clone() } else { String::new() };
            // Runs are in order: those before this line are not looked at again.
            ahead = &ahead[ahead.partition_point(|(run, _)| run.end <= range.start)..];
            let here = ahead.iter().take_while(|(run, _)| run.start < range.end);
            let mut spans: Vec<TextRun> = here.filter_map(|(run, span)| cut(run, span, &range)).collect();
            if nth > 0 && hang > 0 {
                spans.insert(0, TextRun { text: " ".repeat(hang), role: TextRole::Plain, link: None, hit: false });
            }
            for link in spans.iter().filter_map(|span| span.link) {
                // The first line on which a link is seen is where it begins.
                if self.links[link].1 == usize::MAX {
                    self.links[link].1 = self.lines.len();
                }
            }
            self.lines.push(DetailLine::Text { label, indent: indent as u16, spans });
        }
        let more = whole[text.len()..].chars().count();
        if more > 0 {
            let note = format!("… {more} more characters; an export has them all");
            let spans = vec![TextRun { text: note, role: TextRole::Dim, link: None, hit: false }];
            self.lines.push(DetailLine::Text { label: String::new(), indent: indent as u16, spans });
        }
    }

    /// The pieces of a paragraph, cut where hits begin and end, with their bytes in its text.
    fn runs(&mut self, line: &Line, text: &str, hits: &Hits) -> Vec<(Range<usize>, TextRun)> {
        let found = hits.ranges(text);
        let mut ahead = &found[..];
        let mut runs = Vec::new();
        let mut at = 0;
        for piece in &line.pieces {
            let link = piece.link.as_ref().map(|link| {
                self.links.push((link.clone(), usize::MAX));
                self.links.len() - 1
            });
            // The text may be cut.
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
            // Hits are in order and apart; one that goes on into the next piece is looked at there again.
            while let Some(hit) = ahead.first().filter(|hit| hit.start < end) {
                let (from, to) = (hit.start.max(at), hit.end.min(end));
                run(at..from, false);
                run(from..to, true);
                at = to;
                if hit.end > end {
                    break;
                }
                ahead = &ahead[1..];
            }
            run(at..end, false);
            at = end;
        }
        runs
    }
}

/// The part of a run that lies on a line.
fn cut(run: &Range<usize>, span: &TextRun, line: &Range<usize>) -> Option<TextRun> {
    let (from, to) = (run.start.max(line.start), run.end.min(line.end));
    (from < to).then(|| TextRun { text: span.text[from - run.start..to - run.start].to_owned(), ..span.clone() })
}

/// The bytes of each line of a text wrapped to so many cells.
fn wrapped(text: &str, width: usize) -> Vec<Range<usize>> {
    let options = textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit).break_words(true);
    let mut from = 0;
    let lines = textwrap::wrap(text, options).into_iter().map(|line| {
        let start = text[from..].find(&*line).map_or(from, |at| from + at);
        from = start + line.len();
        start..from
    });
    lines.collect()
}

fn cells(text: &str) -> usize {
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
    fn text_wraps_inside_its_column_and_keeps_its_links() {
        let link = Link::Word("kind", "talks".into());
        let pieces = vec![
            Piece::plain("one two "),
            Piece::new(TextRole::Strong, "three four five").to(link),
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
    fn nothing_is_lost_at_any_width() {
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
