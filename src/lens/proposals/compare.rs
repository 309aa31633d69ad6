//! Two texts word by word, side by side or one above the other. Deletions are written `[-so-]` and insertions `{+so+}`, as `git
//! diff --word-diff` does, so that they do not depend on colour.

use similar::{ChangeTag, TextDiff};
use unicode_width::UnicodeWidthStr;

use crate::lens::card::{Line, Piece, TextRole};
use crate::sanitize;

/// The least width of a column at which two fit side by side.
const MIN_COLUMN: usize = 30;
/// The greatest product of the lengths of two texts, in bytes, that are compared word by word; longer ones count
/// as replaced.
const MAX_PRODUCT: usize = 100_000_000;
/// Between two columns.
const DIVIDER: &str = " │ ";

/// A part of a text: the same in both, deleted, or inserted.
type Part = (TextRole, String);

/// The parts of two texts. Words that are only separated by blanks are one part.
fn parts(old: &str, new: &str) -> Vec<(ChangeTag, String)> {
    if old.len().saturating_mul(new.len()) > MAX_PRODUCT && old != new {
        return vec![(ChangeTag::Delete, old.to_owned()), (ChangeTag::Insert, new.to_owned())];
    }
    let diff = TextDiff::from_unicode_words(old, new);
    let mut parts: Vec<(ChangeTag, String)> = Vec::new();
    let changes: Vec<_> = diff.iter_all_changes().map(|change| (change.tag(), change.value())).collect();
    for (at, &(tag, value)) in changes.iter().enumerate() {
        // A blank between two changes belongs to both, so that replaced phrases stay together.
        let between = tag == ChangeTag::Equal
            && value.trim().is_empty()
            && at > 0
            && changes[at - 1].0 != ChangeTag::Equal
            && changes.get(at + 1).is_some_and(|next| next.0 != ChangeTag::Equal);
        let tags: &[ChangeTag] = if between { &[ChangeTag::Delete, ChangeTag::Insert] } else { &[tag] };
        for &tag in tags {
            let start = parts.iter().rposition(|(other, _)| *other == ChangeTag::Equal).map_or(0, |equal| equal + 1);
            let same = match tag {
                ChangeTag::Equal => parts.len().checked_sub(1).filter(|last| parts[*last].0 == ChangeTag::Equal),
                _ => (start..parts.len()).find(|&place| parts[place].0 == tag),
            };
            match same {
                Some(place) => parts[place].1.push_str(value),
                None if tag == ChangeTag::Delete => parts.insert(start, (tag, value.to_owned())),
                None => parts.push((tag, value.to_owned())),
            }
        }
    }
    parts
}

/// One of both texts: without the insertions or without the deletions.
fn side(parts: &[(ChangeTag, String)], without: ChangeTag) -> Vec<Part> {
    parts
        .iter()
        .filter(|(tag, text)| *tag != without && !(*tag != ChangeTag::Equal && text.trim().is_empty()))
        .map(signed)
        .collect()
}

fn signed((tag, text): &(ChangeTag, String)) -> Part {
    let words = text.trim();
    let (before, after) = match text.split_once(words) {
        Some((before, after)) if !words.is_empty() => (before, after),
        _ => (&**text, ""),
    };
    match tag {
        ChangeTag::Equal => (TextRole::Plain, text.clone()),
        ChangeTag::Delete => (TextRole::Deleted, format!("{before}[-{words}-]{after}")),
        ChangeTag::Insert => (TextRole::Inserted, format!("{before}{{+{words}+}}{after}")),
    }
}

/// Both texts in one, with deletions and insertions in their place.
pub(super) fn marked(old: &str, new: &str) -> String {
    let parts = parts(old, new);
    let kept = parts.iter().filter(|(tag, text)| *tag == ChangeTag::Equal || !text.trim().is_empty());
    kept.map(|part| signed(part).1).collect()
}

/// One of two texts to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text<'t> {
    /// The text.
    Of(&'t str),
    /// There is none.
    None,
    /// It is not known whether there is one.
    Unknown,
}

/// Two texts, the older one on the left, in columns of equal width if there is room, else above the other.
pub(super) fn lines(old: Text<'_>, new: Text<'_>, width: usize) -> Vec<Line> {
    let clean = |text: &str| sanitize::line(text).into_owned();
    let note = |text: &str| vec![(TextRole::Dim, text.to_owned())];
    let (left, right) = match (old, new) {
        (Text::Of(old), Text::Of(new)) => {
            let (old, new) = (clean(old), clean(new));
            let parts = parts(&old, &new);
            (side(&parts, ChangeTag::Insert), side(&parts, ChangeTag::Delete))
        }
        (Text::Of(old), Text::None) => (vec![signed(&(ChangeTag::Delete, clean(old)))], note("—")),
        (Text::None, Text::Of(new)) => (note("—"), vec![signed(&(ChangeTag::Insert, clean(new)))]),
        (Text::Of(old), Text::Unknown) => (vec![(TextRole::Plain, clean(old))], note("not listed")),
        (Text::Unknown, Text::Of(new)) => (note("not listed"), vec![(TextRole::Plain, clean(new))]),
        (Text::None | Text::Unknown, Text::None | Text::Unknown) => return Vec::new(),
    };
    beside(&left, &right, width)
}

/// Two headings, one for each column.
pub(super) fn headings(old: &str, new: &str, width: usize) -> Vec<Line> {
    let part = |text: &str| vec![(TextRole::Strong, sanitize::line(text).into_owned())];
    beside(&part(old), &part(new), width)
}

fn beside(left: &[Part], right: &[Part], width: usize) -> Vec<Line> {
    let column = width.saturating_sub(DIVIDER.width()) / 2;
    if column < MIN_COLUMN {
        let above = |sign: &str, parts: &[Part]| {
            let pieces = std::iter::once(Piece::new(TextRole::Dim, sign));
            let pieces = pieces.chain(parts.iter().map(|(role, text)| Piece::new(*role, text)));
            Line::hanging(pieces.collect())
        };
        return vec![above("< ", left), above("> ", right)];
    }
    let (left, right) = (wrapped(left, column), wrapped(right, column));
    let line = |at: usize| {
        let mut pieces = left.get(at).cloned().unwrap_or_default();
        let used: usize = pieces.iter().map(|piece| piece.text.width()).sum();
        pieces.push(Piece::new(TextRole::Dim, format!("{}{DIVIDER}", " ".repeat(column.saturating_sub(used)))));
        pieces.extend(right.get(at).cloned().unwrap_or_default());
        Line::of(pieces)
    };
    (0..left.len().max(right.len())).map(line).collect()
}

/// The lines of a text, wrapped between words; longer words are broken.
fn wrapped(parts: &[Part], width: usize) -> Vec<Vec<Piece>> {
    let whole: String = parts.iter().map(|(_, text)| text.as_str()).collect();
    let options = textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit).break_words(true);
    let mut from = 0;
    let mut lines = Vec::new();
    for line in textwrap::wrap(&whole, options) {
        let start = whole[from..].find(&*line).map_or(from, |at| from + at);
        from = start + line.len();
        let (mut at, mut pieces) = (0, Vec::new());
        for (role, text) in parts {
            let (cut_from, cut_to) = (start.max(at), from.min(at + text.len()));
            if cut_from < cut_to {
                pieces.push(Piece::new(*role, &text[cut_from - at..cut_to - at]));
            }
            at += text.len();
        }
        lines.push(pieces);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_phrases_stay_together() {
        let (old, new) = ("The army is limited to 600,000.", "The army is kept at 800,000 in peacetime.");
        assert_eq!(
            marked(old, new),
            "The army is [-limited to 600,000-] {+kept at 800,000 in peacetime+}.".replace("] {", "]{")
        );
        assert_eq!(marked(old, old), old);
        assert_eq!(marked("", new), format!("{{+{new}+}}"));
    }

    #[test]
    fn each_side_has_its_own_words_and_fits_its_column() {
        let (old, new) =
            ("One two three four five six seven eight nine ten", "One two 3 four five six seven eight nine ten eleven");
        let lines = lines(Text::Of(old), Text::Of(new), 83);
        assert!(lines.iter().all(|line| line.text().width() <= 83));
        let column = |nth: usize| {
            let words =
                lines.iter().filter_map(|line| line.text().split('│').nth(nth).map(|text| text.trim().to_owned()));
            words.collect::<Vec<_>>().join(" ").trim().to_owned()
        };
        assert_eq!(column(0), "One two [-three-] four five six seven eight nine ten");
        assert_eq!(column(1), "One two {+3+} four five six seven eight nine ten {+eleven+}");
    }
}
