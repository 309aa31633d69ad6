//! The text of a row of the list, wrapped and cut to its column. Scrolling and drawing both use it, so that they agree on
//! heights. Only the rows on the screen are ever formatted.

use std::ops::Range;

use super::state::State;
use super::wrap::{cells, wrapped};
use crate::lens::rows::Row;
use crate::model::vocabulary::{Status, Vocabulary};
use crate::model::{Event, Quote, RecordRef};
use crate::prose;
use crate::sanitize;

/// The column of times.
pub(crate) const TIME: u16 = 3;
/// The column of signs.
pub(crate) const SIGN: u16 = 12;
/// The width of the stance and the space after it.
const STANCE_WIDTH: u16 = 3;
/// The width of the column for the sign of doubt, at the right edge, with the space before it.
pub(crate) const DOUBT_WIDTH: u16 = 2;
/// Minimum width of the list to show the stance before the text.
const MIN_WIDTH_STANCE: u16 = 50;
/// Minimum width of the list to show the outlet in a row of one line.
const MIN_WIDTH_OUTLET: u16 = 96;
/// The width of the column of outlets in rows of one line.
pub(crate) const OUTLET: u16 = 18;

/// The columns of the list at a width in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The first column of the stance; `None` if it is not shown.
    pub(crate) stance: Option<u16>,
    /// The first column of the words of quotes.
    pub(crate) words: u16,
    /// The width of the column of outlets in rows of one line; 0 if it is not shown.
    pub(crate) outlet: u16,
}

impl Columns {
    /// The columns of a list of this width. In a narrow list, the words matter more than long names.
    pub(crate) fn of(width: u16) -> Self {
        let speaker = if width < 66 { 9 } else { 12 };
        let words = SIGN + 4 + speaker + 1;
        let outlet = if width < MIN_WIDTH_OUTLET { 0 } else { OUTLET };
        if width < MIN_WIDTH_STANCE {
            return Self { stance: None, words, outlet };
        }
        Self { stance: Some(words), words: words + STANCE_WIDTH, outlet }
    }
}

/// The text of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RowText {
    /// The sanitized title or words.
    pub(crate) text: String,
    /// The byte range of each line in it.
    pub(crate) lines: Vec<Range<usize>>,
    /// Whether the row is to have one line.
    pub(crate) is_line: bool,
    /// Whether text after the last line is left out.
    pub(crate) is_cut: bool,
    /// The status of an event, or the outlet of a quote: after the last line.
    pub(crate) suffix: String,
    /// Whether the suffix is on a line of its own.
    pub(crate) suffix_below: bool,
    /// The delegations of an event, on a line of their own; only with three lines or more per row.
    pub(crate) delegations: Option<String>,
}

impl RowText {
    /// The number of lines, at least one.
    pub(crate) fn height(&self) -> usize {
        self.lines.len().max(1) + usize::from(self.suffix_below) + usize::from(self.delegations.is_some())
    }

    /// A text that is not sanitized yet, without a suffix.
    pub(crate) fn of(text: &str, width: usize, max: usize) -> Self {
        let part = sanitize::first_chars(text, 2 * width.max(1) * max.max(1) + 4);
        let mut fitted = Self::fit(sanitize::line(part).into_owned(), String::new(), width, max);
        // More follows than was looked at.
        if part.len() < text.len() && !fitted.is_cut && fitted.lines.len() >= max {
            fitted.is_cut = true;
        }
        fitted
    }

    /// Wraps a text to a width in cells and cuts it after `max` lines, at a word. The suffix is never cut off.
    fn fit(text: String, suffix: String, width: usize, max: usize) -> Self {
        let (width, max) = (width.max(1), max.max(1));
        // Texts can be very long; this many characters fill all lines, of which each may be half empty.
        let part = sanitize::first_chars(&text, 2 * width * max + 2);
        let mut is_cut = part.len() < text.len();
        let mut lines = wrapped(part, width);
        if lines.len() > max {
            lines.truncate(max);
            is_cut = true;
        }
        let reserved = if suffix.is_empty() { 0 } else { cells(&suffix) + 2 };
        let last = lines.last().cloned().unwrap_or(0..0);
        let suffix_fits = cells(&text[last.clone()]) + usize::from(is_cut) + reserved <= width;
        let suffix_below = !suffix_fits && lines.len() < max;
        let reserved = if suffix_below { 0 } else { reserved };
        if let Some(last) = lines.last_mut() {
            is_cut |= cells(&text[last.clone()]) + reserved > width;
            if is_cut {
                *last = cut_at_word(&text, last.clone(), width.saturating_sub(reserved + 1));
            }
        }
        Self { text, lines, is_line: max == 1, is_cut, suffix, suffix_below, delegations: None }
    }
}

/// The part of a line that fits into a width, up to the end of a word if the first word fits.
fn cut_at_word(text: &str, line: Range<usize>, width: usize) -> Range<usize> {
    let mut used = 0;
    let mut end = line.start;
    let mut word_end = None;
    for (at, letter) in text[line.clone()].char_indices() {
        used += unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if letter.is_whitespace() && end > line.start {
            word_end = Some(line.start + text[line.start..line.start + at].trim_end().len());
        }
        if used > width {
            return line.start..word_end.unwrap_or(end);
        }
        end = line.start + at + letter.len_utf8();
    }
    line.start..end
}

impl State {
    /// The text of a row of the list, with at most this many lines of text.
    pub(crate) fn row_text(&self, at: usize, max: usize) -> RowText {
        let Some(Row::Record { record, .. }) = self.rows().get(at) else { return RowText::default() };
        let width = self.layout().list.width;
        match self.index().record(record) {
            RecordRef::Event(id) => self.event_text(&self.index().dataset.events[id], width, max),
            RecordRef::Quote(id) => self.quote_text(&self.index().dataset.quotes[id], width, max),
        }
    }

    fn event_text(&self, event: &Event, width: u16, max: usize) -> RowText {
        let room = usize::from(width.saturating_sub(SIGN + 2 + DOUBT_WIDTH));
        let status = if event.status == Status::Held { "" } else { event.status.label() };
        let mut text = RowText::fit(sanitize::line(&event.title).into_owned(), status.to_owned(), room, max);
        if max > 2 && !event.delegations.is_empty() {
            text.delegations = Some(prose::delegations(&self.index().dataset, event));
        }
        text
    }

    fn quote_text(&self, quote: &Quote, width: u16, max: usize) -> RowText {
        let columns = Columns::of(width);
        let words = if self.original { prose::original(quote) } else { None };
        let words = words.unwrap_or_else(|| prose::quotation(quote));
        let words = sanitize::line(&words).into_owned();
        let room = width.saturating_sub(columns.words + DOUBT_WIDTH);
        if max == 1 {
            let room = room.saturating_sub(if columns.outlet > 0 { columns.outlet + 2 } else { 0 });
            return RowText::fit(words, String::new(), usize::from(room), 1);
        }
        let outlet = prose::outlet(&self.index().dataset, quote).unwrap_or_default();
        RowText::fit(words, sanitize::line(outlet).into_owned(), usize::from(room), max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &RowText) -> Vec<String> {
        let last = text.lines.len().saturating_sub(1);
        let line = |(at, range): (usize, &Range<usize>)| {
            let mut line = text.text[range.clone()].to_owned();
            if at == last && text.is_cut {
                line.push('…');
            }
            if at == last && !text.suffix_below && !text.suffix.is_empty() {
                line.push_str(&format!("  {}", text.suffix));
            }
            line
        };
        let mut lines: Vec<String> = text.lines.iter().enumerate().map(line).collect();
        if text.suffix_below {
            lines.push(text.suffix.clone());
        }
        lines
    }

    fn fit(text: &str, suffix: &str, width: usize, max: usize) -> Vec<String> {
        shown(&RowText::fit(text.into(), suffix.into(), width, max))
    }

    #[test]
    fn text_is_cut_at_a_word() {
        assert_eq!(fit("useful and constructive", "", 30, 1), ["useful and constructive"]);
        assert_eq!(fit("useful and constructive", "", 20, 1), ["useful and…"]);
        assert_eq!(fit("useful and constructive", "", 11, 1), ["useful and…"]);
        assert_eq!(fit("useful and constructive", "", 10, 1), ["useful…"]);
        assert_eq!(fit("useful and constructive", "", 5, 1), ["usef…"], "no word fits");
        assert_eq!(fit("useful and constructive talks", "", 12, 2), ["useful and", "constructiv…"]);
        assert_eq!(fit("дни и ночи", "", 8, 1), ["дни и…"]);
    }

    #[test]
    fn the_suffix_is_always_shown() {
        assert_eq!(fit("Brussels debrief", "cancelled", 40, 1), ["Brussels debrief  cancelled"]);
        assert_eq!(fit("Brussels debrief", "cancelled", 22, 1), ["Brussels…  cancelled"]);
        assert_eq!(fit("Brussels debrief", "cancelled", 16, 3), ["Brussels debrief", "cancelled"]);
        assert_eq!(fit("one two three four", "TASS", 9, 2), ["one two", "th…  TASS"]);
    }

    proptest! {
        #[test]
        fn lines_fit_the_width(text in "[a-zё习 ]{0,80}", suffix in "[a-z]{0,8}", width in 12usize..60, max in 1usize..5) {
            let text = RowText::fit(text, suffix, width, max);
            let lines = shown(&text);
            prop_assert!(lines.len() <= max.max(1), "{lines:?}");
            for line in &lines {
                prop_assert!(cells(line) <= width, "{line:?} at {width}");
            }
            prop_assert_eq!(text.height(), lines.len().max(1));
        }
    }
}
