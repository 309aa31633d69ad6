//! Splitting a file into chunks at the headers of its records.
//!
//! Parsing a whole file at once takes many times its size in memory; chunks of some dozens of records take a small constant
//! amount, parse faster, and can be parsed in parallel. A header inside a multi-line string splits that string: the chunk then
//! does not parse, and the caller reads the file as a whole instead.

use std::collections::HashSet;

/// Records per chunk, by measurement: fewer cost more calls, more cost cache misses.
pub(super) const RECORDS: usize = 64;

/// Tables of records with ids in their headers, but for proposals, which stay in one chunk.
pub(crate) const KEYED: [&str; 6] = ["party", "person", "place", "topic", "source", "kind"];

/// A chunk of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk<'t> {
    /// Its offset in bytes.
    pub(crate) base: usize,
    /// Its text.
    pub(crate) text: &'t str,
}

/// What a header line begins.
enum Header<'t> {
    /// `[[event]]`, `[person.ID]`: a record, with its header.
    Record(&'t str),
    /// `[[event.report]]`, `[[person.ID.roles]]`: part of a record whose header starts like this.
    Part(&'t str),
    /// `[proposal.ID]` and its parts; all proposals stay in one chunk.
    Proposal,
    /// Anything else.
    Other,
}

/// Splits a text into chunks that together mean the same as the whole, or returns it whole if that is not certain.
/// A chunk has at most `max` records.
pub(super) fn split(text: &str, max: usize) -> Vec<Chunk<'_>> {
    let whole = vec![Chunk { base: 0, text }];
    let (mut chunks, mut start, mut records) = (Vec::new(), 0, 0);
    let mut named = HashSet::new();
    let mut current = "";
    let mut proposals_in = None;
    for at in line_starts(text) {
        match classify(header_line(text, at)) {
            Header::Record(name) => {
                // The same id twice in one chunk would be a TOML error; in two chunks, both places can be reported.
                if records >= max || (!name.starts_with("[[") && named.contains(name)) {
                    chunks.push(Chunk { base: start, text: &text[start..at] });
                    (start, records) = (at, 0);
                    named.clear();
                }
                records += 1;
                named.insert(name);
                current = name;
            }
            Header::Part(of) if current.trim_end_matches(']') == of => {}
            Header::Proposal if proposals_in.is_none_or(|chunk| chunk == chunks.len()) => {
                proposals_in = Some(chunks.len());
            }
            Header::Part(_) | Header::Proposal => return whole,
            Header::Other => {}
        }
    }
    chunks.push(Chunk { base: start, text: &text[start..] });
    chunks
}

/// The offsets of all lines that begin with a bracket.
pub(super) fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let first = text.starts_with('[').then_some(0);
    first.into_iter().chain(memchr::memmem::find_iter(text.as_bytes(), b"\n[").map(|at| at + 1))
}

/// The line at an offset without a comment.
pub(super) fn header_line(text: &str, at: usize) -> &str {
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
    let line = &text[at..end];
    let line = line.split_once('#').map_or(line, |(header, _)| header);
    line.trim_end()
}

fn classify(line: &str) -> Header<'_> {
    if ["[[event]]", "[[quote]]", "[[view]]"].contains(&line) {
        return Header::Record(line);
    }
    if line.starts_with("[[event.") || line.starts_with("[event.") {
        return Header::Part("[[event");
    }
    if line.starts_with("[proposal.") || line.starts_with("[[proposal.") {
        return Header::Proposal;
    }
    let inner = line.trim_matches(['[', ']']);
    let mut parts = inner.splitn(3, '.');
    let kind = parts.next().unwrap_or_default();
    if !KEYED.contains(&kind) {
        return Header::Other;
    }
    match (parts.next(), parts.next()) {
        (Some(_), None) if !line.starts_with("[[") => Header::Record(line),
        (Some(id), Some(_)) => {
            let from = line.find(kind).unwrap_or(0);
            let brackets = usize::from(line.starts_with("[["));
            Header::Part(&line[brackets..from + kind.len() + 1 + id.len()])
        }
        _ => Header::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        split(text, RECORDS).iter().map(|chunk| chunk.text).collect()
    }

    #[test]
    fn chunks_are_the_whole_text_in_order() {
        let text: String =
            (0..200).map(|n| format!("[[event]]\nid = \"e{n}\"\n[[event.report]]\non = 2025-01-01\n")).collect();
        let chunks = split(&text, RECORDS);
        assert_eq!(chunks.len(), 4);
        assert_eq!(joined(&text), text);
        assert!(
            chunks
                .iter()
                .all(|chunk| chunk.text.starts_with("[[event]]") && text[chunk.base..].starts_with(chunk.text))
        );
    }

    #[test]
    fn duplicate_ids_are_in_different_chunks() {
        let chunks = split("[person.a]\nname = 'A'\n[person.b]\nname = 'B'\n[person.a]\nname = 'C'\n", RECORDS);
        assert_eq!(chunks.len(), 2);
        assert!(chunks[1].text.contains("'C'"));
    }

    #[test]
    fn records_are_not_split_from_their_parts() {
        let people: String = (0..70).map(|n| format!("[person.p{n}]\nname = 'P'\n")).collect();
        assert_eq!(
            split(&format!("{people}[[person.p3.roles]]\ntitle = 'x'\n"), RECORDS).len(),
            1,
            "a part far from its record"
        );
        assert_eq!(
            split(&format!("{people}[[person.p69.roles]]\ntitle = 'x'\n"), RECORDS).len(),
            2,
            "a part right after it"
        );
        let text = format!("[proposal.a]\nname = 'x'\n{people}[[proposal.a.version]]\nid = 'v'\n");
        assert_eq!(split(&text, RECORDS).len(), 1, "a version far from its proposal");
    }
}
