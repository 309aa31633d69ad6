//! Where in a text the words of a query are, for highlighting.

use std::ops::Range;

use ::regex::Regex;
use aho_corasick::AhoCorasick;

use super::ast::{Expr, Node};
use super::fields::Field;
use super::fields::definition::Values;
use super::regex;
use crate::index::Index;
use crate::index::text::Phrase;
use crate::model::people::HasNames;
use crate::names::{Folded, words};

/// What is highlighted: words and phrases of the query, and names of persons in it.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// First those of the query, then names.
    phrases: Vec<Phrase>,
    /// How many are of the query.
    of_query: usize,
    /// Finds the first words of all phrases in one pass.
    first_words: Option<AhoCorasick>,
    patterns: Vec<Regex>,
}

impl Hits {
    /// The hits of a query, without what it negates.
    pub fn new(query: &Node, index: &Index) -> Self {
        let of_query = query.texts().into_iter().filter_map(Phrase::new).collect();
        let mut of_names = Vec::new();
        names(query, index, &mut of_names);
        let patterns = query.patterns().into_iter().filter_map(|pattern| regex::compile(pattern, 1).ok()).collect();
        Self::of(of_query, of_names, patterns)
    }

    fn of(mut phrases: Vec<Phrase>, names: Vec<Phrase>, patterns: Vec<Regex>) -> Self {
        let of_query = phrases.len();
        phrases.extend(names);
        // More words than an automaton can hold are not highlighted; that is no reason to fail.
        let first_words = AhoCorasick::new(phrases.iter().map(Phrase::first_word)).ok();
        Self { first_words: first_words.filter(|_| !phrases.is_empty()), phrases, of_query, patterns }
    }

    /// The bytes of the hits in a text, in order, those that touch joined.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, self.phrases.len())
    }

    /// The same for words and phrases only: in a column of names, a person of the query is in every row.
    pub fn word_ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, self.of_query)
    }

    /// The hits of the first `count` phrases and of the regular expressions.
    fn find(&self, text: &str, count: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> =
            self.patterns.iter().flat_map(|pattern| pattern.find_iter(text).map(|found| found.range())).collect();
        if let Some(first_words) = self.first_words.as_ref().filter(|_| count > 0) {
            let folded = Folded::new(text);
            let in_text: Vec<(usize, &str)> = words(&folded.text).collect();
            for found in first_words.find_overlapping_iter(&folded.text) {
                let phrase = found.pattern().as_usize();
                let at = in_text.binary_search_by_key(&found.start(), |(start, _)| *start);
                if let (true, Ok(at)) = (phrase < count, at)
                    && let Some(range) = self.phrases[phrase].range_at(&folded.text, &in_text[at..])
                {
                    ranges.push(folded.source(range));
                }
            }
        }
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

fn names(node: &Node, index: &Index, phrases: &mut Vec<Phrase>) {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| names(node, index, phrases)),
        Expr::Field(term) if matches!(Field::of(term.field).values, Values::Persons | Values::Actors) => {
            for value in &term.values {
                for person in index.names.persons.meant(&value.text) {
                    let person = &index.dataset.persons[person];
                    let names = [&*person.name, person.last_name()].into_iter().chain(person.strong_aliases());
                    phrases.extend(names.filter_map(Phrase::new));
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hits(phrases: &[&str]) -> Hits {
        Hits::of(phrases.iter().filter_map(|text| Phrase::new(text)).collect(), Vec::new(), Vec::new())
    }

    #[test]
    fn hits_are_found_in_any_script_and_joined() {
        let text = "Путин i Putina w Szczecinie";
        let found: Vec<&str> =
            hits(&["putin", "puti", "w sz"]).ranges(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Путин", "Putin", "w Sz"]);
        let pattern = regex::compile("p.t[iy]n", 1).expect("an expression");
        assert_eq!(Hits::of(Vec::new(), Vec::new(), vec![pattern]).ranges("PUTIN and Patyn"), [0..5, 10..15]);
    }

    #[test]
    fn hits_of_names_are_apart_from_those_of_words() {
        let phrases = |text| Phrase::new(text).into_iter().collect();
        let hits = Hits::of(phrases("peace"), phrases("putin"), Vec::new());
        assert_eq!(hits.ranges("Putin on peace, peace"), [0..5, 9..14, 16..21]);
        assert_eq!(hits.word_ranges("Putin on peace, peace"), [9..14, 16..21]);
    }

    proptest! {
        /// One pass for all phrases finds what a pass for each of them finds.
        #[test]
        fn one_pass_finds_what_single_passes_find(
            phrases in prop::collection::vec("[ab' -]{1,6}|[abб' ]{1,4}", 0..6),
            text in "[abбAB' \n.-]{0,40}",
        ) {
            let phrases: Vec<Phrase> = phrases.iter().filter_map(|text| Phrase::new(text)).collect();
            let folded = Folded::new(&text);
            let single = phrases.iter().flat_map(|phrase| phrase.ranges(&folded.text)).map(|range| folded.source(range));
            let mut single: Vec<usize> = single.flatten().collect();
            single.sort_unstable();
            single.dedup();
            let all: Vec<usize> = Hits::of(phrases, Vec::new(), Vec::new()).ranges(&text).into_iter().flatten().collect();
            prop_assert_eq!(all, single);
        }
    }
}
