//! The persons named in the text of a record: by full name, by an alias that is not weak, or by the last word of the name if no
//! other person's name ends in it. All names are searched at once, in one pass over the folded texts.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Postings, RecordId, TextIndex};
use crate::model::{Dataset, Id};
use crate::names::{fold, words};

/// By person, the records whose text names the person.
pub(super) fn find(dataset: &Dataset, text: &TextIndex) -> Postings {
    let (patterns, owners) = patterns(dataset);
    let persons = dataset.persons.len();
    // Too many names for one automaton must not fail the load; there are no mentions then.
    let Ok(matcher) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns) else {
        return Postings::new(persons, &[]);
    };
    let mut pairs: Vec<(u32, RecordId)> = Vec::new();
    for (record, words) in text.records() {
        let from = pairs.len();
        for found in matcher.find_overlapping_iter(words) {
            if is_whole(words, found.start(), found.end()) {
                pairs.extend(owners[found.pattern().as_usize()].iter().map(|person| (*person, record)));
            }
        }
        pairs[from..].sort_unstable();
    }
    Postings::new(persons, &pairs)
}

/// The names to search, and the persons named by each.
fn patterns(dataset: &Dataset) -> (Vec<String>, Vec<Vec<u32>>) {
    let mut last_words: HashMap<String, Vec<u32>> = HashMap::new();
    let mut names: HashMap<String, Vec<u32>> = HashMap::new();
    for (id, person) in dataset.persons.iter() {
        let number = id.index() as u32;
        let folded = fold(&person.name);
        if let Some((_, last)) = words(&folded).last() {
            last_words.entry(last.to_owned()).or_default().push(number);
        }
        let aliases = person.aliases.iter().filter(|alias| !alias.is_weak()).map(|alias| fold(&alias.name));
        for name in aliases.chain([folded]) {
            names.entry(name).or_default().push(number);
        }
    }
    for (last, of) in last_words {
        if let [only] = of[..] {
            names.entry(last).or_default().push(only);
        }
    }
    let mut all: Vec<(String, Vec<u32>)> = names.into_iter().filter(|(name, _)| !name.trim().is_empty()).collect();
    all.sort_unstable();
    all.iter_mut().for_each(|(_, of)| {
        of.sort_unstable();
        of.dedup();
    });
    all.into_iter().unzip()
}

/// Whether the match consists of whole words, possibly followed by a possessive `'s`.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: char| c.is_alphanumeric();
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    if before.is_some_and(inside) {
        return false;
    }
    match (after.next(), after.next(), after.next()) {
        (Some('\''), Some('s'), third) => !third.is_some_and(inside),
        (Some('\''), Some(next), _) | (Some(next), ..) => !inside(next),
        (None, ..) => true,
    }
}
