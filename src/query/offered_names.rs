//! Offers that are names.

use std::cmp::Reverse;

use super::offer::{MAX_OFFERS, Offer};
use super::quoting::value_text;
use crate::index::catalog::Category;
use crate::index::{Bits, Index};
use crate::names::FirstMatches;
use crate::names::fold;

/// The entries of a category that have such a name, in any spelling, as far as they are searched.
#[derive(Debug)]
pub(super) struct Names {
    category: Category,
    /// Nothing if nothing is typed.
    matches: Option<FirstMatches>,
    /// What is written before each.
    before: String,
    /// How a word of each must begin, folded, and how many are offered at most.
    first_beginning: Option<(String, usize)>,
}

impl Names {
    /// Those that match what is typed; if nothing is, all.
    pub(super) fn new(category: Category, typed: &str) -> Self {
        let matches = (!typed.trim().is_empty()).then(|| FirstMatches::new(typed, MAX_OFFERS));
        Self { category, matches, before: String::new(), first_beginning: None }
    }

    /// The same, to be written after a text.
    pub(super) fn after(self, before: String) -> Self {
        Self { before, ..self }
    }

    /// Only the first of those that are shown under a name in which a word begins so; it is folded.
    pub(super) fn first_beginning(self, word: &str, max: usize) -> Self {
        Self { first_beginning: Some((word.to_owned(), max)), ..self }
    }

    /// Searches a part of them. Returns the offers when all are searched. If nothing is typed, those of the most records among
    /// `shown` come first.
    pub(super) fn step(&mut self, index: &Index, shown: &Bits) -> Option<Vec<Offer>> {
        let catalog = index.catalog(self.category);
        let found: Vec<usize> = match &mut self.matches {
            Some(matches) => matches.step(&catalog.candidates)?.into_iter().map(|hit| hit.candidate).collect(),
            None => most(&catalog.counts(index, shown)),
        };
        let offer = |at: usize| {
            let entry = &catalog.entries[at];
            let text = format!("{}{}", self.before, value_text(&entry.id));
            Offer::new(text, entry.name.clone(), entry.about.clone())
        };
        let mut offers: Vec<Offer> = found.into_iter().map(offer).collect();
        if let Some((word, max)) = &self.first_beginning {
            let is_beginning = |part: &str| part.starts_with(word);
            offers.retain(|offer| fold(&offer.name).split(|c: char| !c.is_alphanumeric()).any(is_beginning));
            offers.truncate(*max);
        }
        Some(offers)
    }
}

/// The entries of the highest counts, equals in their order.
fn most(counts: &[usize]) -> Vec<usize> {
    let mut entries: Vec<usize> = (0..counts.len()).collect();
    let place = |at: &usize| (Reverse(counts[*at]), *at);
    if entries.len() > MAX_OFFERS {
        entries.select_nth_unstable_by_key(MAX_OFFERS, place);
        entries.truncate(MAX_OFFERS);
    }
    entries.sort_unstable_by_key(place);
    entries
}
