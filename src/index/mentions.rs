//! The persons named in the text of a record: by full name, by an alias that is not weak, or by the last word of the name if no
//! other person's name ends in it. All names are searched at once, in the pass over the texts that indexes their words: each run of letters and
//! digits is looked up among the first of the names.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;

use super::renumbered::Renumbered;
use super::text::fold_fields;
use super::{Postings, RecordId};
use crate::model::people::HasNames;
use crate::model::{Dataset, Id, RecordRef};
use crate::names::{fold, words};
use crate::parallel;

/// By person, the records whose text names the person.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    persons: OnceLock<Postings>,
    /// Of a derived index, in which they are put together when they are first asked for: the mentions of the other one.
    other: Option<(Arc<Self>, Arc<Renumbered>)>,
}

impl Mentions {
    /// The mentions found in the texts of a dataset, in the order of the records.
    pub(super) fn new(dataset: &Dataset, found: &[Vec<Mention>]) -> Self {
        Self { persons: OnceLock::from(postings(dataset, found)), other: None }
    }

    /// The mentions in a derived index, whose persons are the same.
    pub(super) fn derived(this: &Arc<Self>, numbers: &Arc<Renumbered>) -> Self {
        Self { persons: OnceLock::new(), other: Some((Arc::clone(this), Arc::clone(numbers))) }
    }

    /// By person, the records whose text names the person. The dataset is that of the index.
    pub(super) fn get(&self, dataset: &Dataset) -> &Postings {
        self.persons.get_or_init(|| {
            let Some((other, numbers)) = &self.other else { return postings(dataset, &[]) };
            other.get(dataset).derived(in_texts(dataset, numbers.anew()), numbers)
        })
    }
}

/// A person, by position, named in a record.
pub(super) type Mention = (u32, RecordId);

fn postings(dataset: &Dataset, found: &[Vec<Mention>]) -> Postings {
    Postings::new(dataset.persons.positions(), &found.concat())
}

/// The persons named in the texts of these records, which are numbered by their places.
fn in_texts(dataset: &Dataset, records: &[RecordRef]) -> Postings {
    let names = Names::new(dataset);
    let parts = parallel::ranges(records.len(), |range| {
        let (mut pairs, mut folded) = (Vec::new(), String::new());
        for at in range {
            fold_fields(&mut folded, dataset, records[at]);
            names.find_in(RecordId(at as u32), &folded, &mut pairs);
        }
        pairs
    });
    postings(dataset, &parts)
}

/// The names of all persons, by the first run of letters and digits in each.
pub(super) struct Names(HashMap<Box<str>, Vec<Name>, RandomState>);

/// A name to search.
struct Name {
    text: Box<str>,
    /// Where its first run of letters and digits begins.
    from: usize,
    /// The persons that it names.
    persons: Vec<u32>,
}

impl Names {
    /// The names of the persons of a dataset.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut by_first: HashMap<Box<str>, Vec<Name>, RandomState> = HashMap::default();
        for (name, persons) in names(dataset) {
            // A name without a letter or digit names nobody.
            let first = runs(&name).next();
            if let Some(first) = first {
                let name = Name { from: first.start, persons, text: name.into() };
                by_first.entry(name.text[first].into()).or_default().push(name);
            }
        }
        Self(by_first)
    }

    /// Adds the persons named in the folded text of a record.
    pub(super) fn find_in(&self, record: RecordId, folded: &str, pairs: &mut Vec<Mention>) {
        let from = pairs.len();
        for run in runs(folded) {
            for name in self.0.get(&folded[run.clone()]).into_iter().flatten() {
                if name.is_at(folded, run.start) {
                    pairs.extend(name.persons.iter().map(|person| (*person, record)));
                }
            }
        }
        pairs[from..].sort_unstable();
    }
}

impl Name {
    /// Whether the name is in a text so that its first run of letters and digits begins here.
    fn is_at(&self, text: &str, at: usize) -> bool {
        let Some(start) = at.checked_sub(self.from) else { return false };
        let end = start + self.text.len();
        text.as_bytes().get(start..end) == Some(self.text.as_bytes()) && is_whole(text, start, end)
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
fn names(dataset: &Dataset) -> Vec<(String, Vec<u32>)> {
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
