//! Where in a text the words of a query stand, for showing them.

use std::ops::Range;

use ::regex::Regex;

use crate::index::Index;
use crate::index::text::Phrase;
use crate::names::{Folded, Found};
use crate::query::fields::Values;
use crate::query::{Expr, Node, regex};

/// What is to be shown: words and phrases that were asked for, and names of persons that were.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    words: Vec<Phrase>,
    names: Vec<Phrase>,
    patterns: Vec<Regex>,
}

impl Hits {
    /// The hits of a query; what it excludes is none.
    pub fn new(query: &Node, index: &Index) -> Self {
        let words = query.texts().into_iter().filter_map(Phrase::new).collect();
        let mut named = Vec::new();
        names(query, index, &mut named);
        let patterns = query.patterns().into_iter().filter_map(|pattern| regex::compile(pattern, 1).ok()).collect();
        Self { words, names: named, patterns }
    }

    /// The bytes of a text at which a hit stands, in order and apart.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, self.words.iter().chain(&self.names))
    }

    /// The same of words and phrases alone: where names stand in a column of their own, a person who was asked for is in
    /// every row.
    pub fn word_ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, self.words.iter())
    }

    fn find<'p>(&self, text: &str, phrases: impl Iterator<Item = &'p Phrase>) -> Vec<Range<usize>> {
        let mut phrases = phrases.peekable();
        let mut ranges: Vec<Range<usize>> =
            self.patterns.iter().flat_map(|pattern| pattern.find_iter(text).map(|found| found.range())).collect();
        if phrases.peek().is_some() {
            let folded = Folded::new(text);
            let found = phrases.flat_map(|phrase| phrase.ranges(&folded.text));
            ranges.extend(found.map(|range| folded.source(range)));
        }
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

fn names(node: &Node, index: &Index, phrases: &mut Vec<Phrase>) {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| names(node, index, phrases)),
        Expr::Field(term) if matches!(term.field.values, Values::Persons | Values::Actors) => {
            for value in &term.values {
                let Found::Some(persons) = index.names.persons.find(&value.text) else { continue };
                for person in persons {
                    let person = &index.dataset.persons[person];
                    let aliases = person.aliases.iter().filter(|alias| !alias.is_weak()).map(|alias| &*alias.name);
                    phrases
                        .extend([&person.name, person.last_name()].into_iter().chain(aliases).filter_map(Phrase::new));
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_found_in_any_script_and_merged() {
        let words = ["putin", "puti", "w sz"].iter().filter_map(|text| Phrase::new(text)).collect();
        let hits = Hits { words, ..Hits::default() };
        let text = "Путин i Putina w Szczecinie";
        let found: Vec<&str> = hits.ranges(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Путин", "Putin", "w Sz"]);
        let hits = Hits { patterns: vec![regex::compile("p.t[iy]n", 1).expect("an expression")], ..Hits::default() };
        assert_eq!(hits.ranges("PUTIN and Patyn"), [0..5, 10..15]);
    }
}
