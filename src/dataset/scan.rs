//! What a chunk holds, as far as its lines show without parsing: where events and quotes begin, and their ids.
//!
//! It is a prediction. References can be resolved once all ids are known, so that no record has to be kept as written until
//! the last file is read. When a chunk is parsed, the prediction is compared with what is there; see [`super::parts`].

use std::borrow::Cow;
use std::ops::Range;

use super::chunks::{Chunk, KEYED, header_line, line_starts};
use crate::diagnostic::Location;

/// An event or a quote that is expected in a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expected {
    /// The offset of its header in the file.
    pub(crate) header: usize,
    /// The place of its id, with the quotation marks. Quotes need none.
    pub(crate) id: Option<Location>,
    /// Whether another record before it has the same id.
    pub(crate) is_duplicate: bool,
}

/// What a chunk holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The events, in order.
    pub(crate) events: Vec<Expected>,
    /// The quotes, in order.
    pub(crate) quotes: Vec<Expected>,
    /// The bytes of the chunk with events and quotes.
    timeline: Vec<Range<usize>>,
    /// The bytes of the chunk with other tables.
    others: Vec<Range<usize>>,
    /// Where in the file each of `others` but the first must turn out to begin: the offset of the id of its first table, or of
    /// the header of its first view.
    pub(crate) begins: Vec<usize>,
}

impl Contents {
    /// Whether there are events or quotes.
    pub(crate) fn has_timeline(&self) -> bool {
        !self.timeline.is_empty()
    }

    /// Whether there is anything else.
    pub(crate) fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// What a chunk has besides events and quotes, in order.
    pub(crate) fn others_in<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.others.iter().map(|range| &text[range.clone()])
    }

    /// The text of a chunk with only events and quotes. What is left out is blank, so that all places stay the same.
    pub(crate) fn timeline_of<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_others() { Cow::Owned(only(text, &self.timeline)) } else { Cow::Borrowed(text) }
    }

    /// The text of a chunk without events and quotes.
    pub(crate) fn others_of(&self, text: &str) -> String {
        only(text, &self.others)
    }

    /// Adds bytes to the last range of their kind, or begins another one; whether it is another one.
    fn add(ranges: &mut Vec<Range<usize>>, from: usize, to: usize) -> bool {
        match ranges.last_mut() {
            Some(last) if last.end == from => {
                last.end = to;
                false
            }
            _ => {
                ranges.push(from..to);
                true
            }
        }
    }
}

fn only(text: &str, ranges: &[Range<usize>]) -> String {
    let mut kept = Vec::with_capacity(text.len());
    for range in ranges {
        kept.resize(range.start, b' ');
        kept.extend_from_slice(&text.as_bytes()[range.clone()]);
    }
    // Ranges begin and end at lines, so that no character is cut.
    String::from_utf8(kept).unwrap_or_default()
}

/// The record to whose parts a header may belong.
#[derive(PartialEq, Clone, Copy)]
enum Current {
    Event,
    Quote,
    Other,
}

/// What a chunk of a file holds, or nothing if that is not plain from its lines.
pub(crate) fn contents(chunk: Chunk<'_>, file: u32) -> Option<Contents> {
    let text = chunk.text;
    let mut found = Contents::default();
    let mut starts = line_starts(text).peekable();
    let first = starts.peek().copied().unwrap_or(text.len());
    let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
    if !text[..first].lines().all(is_blank) {
        found.others.push(0..first);
    }
    let mut current = Current::Other;
    while let Some(at) = starts.next() {
        let end = starts.peek().copied().unwrap_or(text.len());
        let line = header_line(text, at);
        match line {
            "[[event]]" | "[[quote]]" => {
                let id = written_id(text, at..end).ok()?;
                let id = id.map(|id| Location::new(file, chunk.base + id.start..chunk.base + id.end));
                let expected = Expected { header: chunk.base + at, id, is_duplicate: false };
                if line == "[[event]]" {
                    // An event without an id is an error, which is found by parsing.
                    expected.id?;
                    found.events.push(expected);
                    current = Current::Event;
                } else {
                    found.quotes.push(expected);
                    current = Current::Quote;
                }
                Contents::add(&mut found.timeline, at, end);
            }
            _ if is_part(line, "event") && current == Current::Event => {
                Contents::add(&mut found.timeline, at, end);
            }
            _ if is_part(line, "quote") && current == Current::Quote => {
                Contents::add(&mut found.timeline, at, end);
            }
            _ if is_part(line, "event") || is_part(line, "quote") => return None,
            _ => {
                current = Current::Other;
                if Contents::add(&mut found.others, at, end) && found.others.len() > 1 {
                    found.begins.push(chunk.base + at + begin(line)?);
                }
            }
        }
    }
    Some(found)
}

fn is_part(line: &str, of: &str) -> bool {
    line.trim_start_matches('[').strip_prefix(of).is_some_and(|rest| rest.starts_with('.'))
}

/// Where in a plain header that is which will be found by parsing: the id, or the header itself.
fn begin(line: &str) -> Option<usize> {
    if line == "[[view]]" {
        return Some(0);
    }
    let (table, id) = line.strip_prefix('[')?.strip_suffix(']')?.split_once('.')?;
    let is_plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_known = KEYED.contains(&table) || table == "proposal";
    (is_plain && is_known).then_some(table.len() + 2)
}

/// Something else than a plain line `id = "ID"`.
struct Unusual;

/// The bytes of the id of a record, with quotation marks, up to its first part.
fn written_id(text: &str, record: Range<usize>) -> Result<Option<Range<usize>>, Unusual> {
    let bytes = &text.as_bytes()[record.clone()];
    for at in memchr::memmem::find_iter(bytes, b"\nid") {
        let after = &bytes[at + 3..];
        match after.first() {
            Some(b' ' | b'\t' | b'=') => {
                let (from, length) = quoted_id(after).ok_or(Unusual)?;
                let from = record.start + at + 3 + from;
                return Ok(Some(from..from + length));
            }
            Some(b'.') => return Err(Unusual),
            _ => {}
        }
    }
    Ok(None)
}

/// Offset and length of the string in ` = "ID"`, if nothing else follows on the line.
fn quoted_id(bytes: &[u8]) -> Option<(usize, usize)> {
    let blanks = |from: usize| from + bytes[from..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let equals = blanks(0);
    if bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let from = blanks(equals + 1);
    let mark = *bytes.get(from).filter(|mark| matches!(mark, b'"' | b'\''))?;
    let id = &bytes[from + 1..];
    // With a number after it, as exports write the automatic ids of quotes.
    let is_of_id = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'#');
    let length = id.iter().take_while(is_of_id).count();
    if length == 0 || id.get(length) != Some(&mark) {
        return None;
    }
    let end = blanks(from + length + 2);
    matches!(bytes.get(end), None | Some(b'\n' | b'\r' | b'#')).then_some((from, length + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Contents> {
        contents(Chunk { base: 100, text }, 0)
    }

    fn ids(text: &str) -> Option<Vec<Option<String>>> {
        let id =
            |expected: &Expected| expected.id.map(|id| text[id.span().start - 100..id.span().end - 100].to_owned());
        of(text).map(|found| found.events.iter().chain(&found.quotes).map(id).collect())
    }

    #[test]
    fn plain_ids_are_found_in_every_plain_notation() {
        for (line, id) in [
            ("id = \"e-1\"", "\"e-1\""),
            ("id=\"e-1\"", "\"e-1\""),
            ("id\t=  'e-1'  # first", "'e-1'"),
            ("title = \"T\"\nidea = 1\nid = \"e-1\"\r", "\"e-1\""),
        ] {
            assert_eq!(
                ids(&format!("[[event]]\n{line}\nkind = \"talks\"\n")),
                Some(vec![Some(id.to_owned())]),
                "{line}"
            );
        }
        assert_eq!(ids("[[quote]]\ntext = \"t\"\n[quote.stance]\nid = \"for\"\n"), Some(vec![None]));
    }

    #[test]
    fn what_is_not_plain_is_parsed_instead() {
        for line in [
            "id = \"E\"",
            "id = \"\"\"e\"\"\"",
            "id = \"e\\u0061\"",
            "id = 1",
            "id.x = 1",
            "  id = \"e\"",
            "\"id\" = \"e\"",
            "id = \"e\" x",
        ] {
            assert_eq!(of(&format!("[[event]]\n{line}\n")), None, "{line}");
        }
        assert_eq!(of("[[quote]]\ntext = \"t\"\n[[event.report]]\n"), None, "a part of nothing");
        assert_eq!(of("[[event]]\nid = \"e\"\n[dataset]\n[[quote]]\n[dataset]\n"), None, "not told by its id");
    }

    #[test]
    fn tables_of_the_timeline_are_told_from_others() {
        let text = "format = 1\n[[event]]\nid = \"e1\"\n[source.s]\ntitle = \"é\"\n[[quote]]\n[person.p]\n";
        let found = of(text).expect("it is plain");
        let (timeline, others) = (found.timeline_of(text), found.others_of(text));
        assert!(
            timeline.starts_with("           [[event]]\nid = \"e1\"\n     ") && timeline.ends_with("  [[quote]]\n"),
            "{timeline}"
        );
        assert!(others.starts_with("format = 1\n     ") && others.ends_with("  [person.p]\n"), "{others}");
        for (part, header) in [(&*timeline, "[[event]]"), (&*timeline, "[[quote]]"), (&*others, "[person.p]")] {
            assert_eq!(part.find(header), text.find(header));
        }
        assert_eq!(
            found.begins,
            [
                100 + text.find("[source").expect("it is there") + 8,
                100 + text.find("[person").expect("it is there") + 8
            ]
        );
    }
}
