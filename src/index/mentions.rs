//! The persons named in the text of a record: by full name, by an alias that is not weak, or by the last word of the name if no
//! other person's name ends in it. All names are searched at once, in one pass over the folded texts: each run of letters and
//! digits is looked up among the first of the names.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;

use super::renumbered::Renumbered;
use super::text::Words;
use super::{Postings, RecordId, TextIndex};
use crate::model::people::HasNames;
use crate::model::{Dataset, Id};
use crate::names::{fold, words};
use crate::parallel;

/// By person, the records whose text names the person; found when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    persons: OnceLock<Postings>,
    /// Of a derived index: the mentions of the other one.
    other: Option<(Arc<Self>, Arc<Renumbered>)>,
}

impl Mentions {
    /// Finds the persons named in the texts of a dataset.
    pub(super) fn new(dataset: &Dataset, words: &Words) -> Self {
        Self { persons: OnceLock::from(find(dataset, words)), other: None }
    }

    /// The mentions in a derived index, whose persons are the same.
    pub(super) fn derived(this: &Arc<Self>, numbers: &Arc<Renumbered>) -> Self {
        Self { persons: OnceLock::new(), other: Some((Arc::clone(this), Arc::clone(numbers))) }
    }

    /// By person, the records whose text names the person.
    pub(super) fn get(&self, dataset: &Dataset, text: &TextIndex) -> &Postings {
        self.persons.get_or_init(|| {
            let found = find(dataset, text.own());
            match &self.other {
                None => found,
                Some((other, numbers)) => other.get(dataset, text.other()).derived(found, numbers),
            }
        })
    }
}

fn find(dataset: &Dataset, words: &Words) -> Postings {
    if words.len() == 0 {
        return Postings::new(dataset.persons.positions(), &[]);
    }
    let patterns = patterns(dataset);
    let mut by_first: HashMap<&str, Vec<Pattern<'_>>, RandomState> = HashMap::default();
    for (name, persons) in &patterns {
        // A name without a letter or digit names nobody.
        if let Some(first) = runs(name).next() {
            by_first.entry(&name[first.clone()]).or_default().push(Pattern { name, from: first.start, persons });
        }
    }
    let parts = parallel::ranges(words.len(), |range| {
        let mut pairs: Vec<(u32, RecordId)> = Vec::new();
        for record in range.map(|number| RecordId(number as u32)) {
            let from = pairs.len();
            let text = words.of(record);
            for run in runs(text) {
                for pattern in by_first.get(&text[run.clone()]).into_iter().flatten() {
                    if pattern.is_at(text, run.start) {
                        pairs.extend(pattern.persons.iter().map(|person| (*person, record)));
                    }
                }
            }
            pairs[from..].sort_unstable();
        }
        pairs
    });
    Postings::new(dataset.persons.positions(), &parts.concat())
}

/// A name to search.
struct Pattern<'n> {
    name: &'n str,
    /// Where its first run of letters and digits begins.
    from: usize,
    /// The persons that it names.
    persons: &'n [u32],
}

impl Pattern<'_> {
    /// Whether the name is in a text so that its first run of letters and digits begins here.
    fn is_at(&self, text: &str, at: usize) -> bool {
        let Some(start) = at.checked_sub(self.from) else { return false };
        let end = start + self.name.len();
        text.as_bytes().get(start..end) == Some(self.name.as_bytes()) && is_whole(text, start, end)
    }
}

/// The runs of letters and digits in a folded text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
        at = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(bytes.len(), |n| start + n);
        Some(start..at)
    })
}

/// The names to search, and the persons named by each.
fn patterns(dataset: &Dataset) -> Vec<(String, Vec<u32>)> {
    let mut last_words: HashMap<String, Vec<u32>> = HashMap::new();
    let mut names: HashMap<String, Vec<u32>> = HashMap::new();
    for (id, person) in dataset.persons.iter() {
        let number = id.index() as u32;
        let folded = fold(&person.name);
        if let Some((_, last)) = words(&folded).last() {
            last_words.entry(last.to_owned()).or_default().push(number);
        }
        for name in person.strong_aliases().map(fold).chain([folded]) {
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
    all
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
