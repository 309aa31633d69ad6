//! The first matches among very many candidates, searched in parts between which something else can be done.

use super::search::{Candidate, MIN_FOUND, Match, Wanted, beginning, best, in_name, pass};

/// How many candidates a part has: so many are searched within a few milliseconds, whatever is typed.
const PART: usize = 4096;
/// How many it has when only beginnings of words are looked for, which is much faster.
const LARGE_PART: usize = 4 * PART;

/// The best matches of a query, as far as they are found. Where names begin with what was typed, names that merely contain it
/// are left out.
#[derive(Debug)]
pub(crate) struct FirstMatches {
    wanted: Vec<Wanted>,
    /// How many matches are kept.
    max: usize,
    /// The next candidate.
    next: usize,
    /// The best of those found so far, in order, without positions.
    found: Vec<Match>,
    /// What was found without typing errors, when these are looked for.
    exact: Option<Vec<usize>>,
}

impl FirstMatches {
    /// The search for the best `max` matches, at least [`MIN_FOUND`].
    pub(crate) fn new(query: &str, max: usize) -> Self {
        Self { wanted: Wanted::all(query), max, next: 0, found: Vec::new(), exact: None }
    }

    /// Searches a part of the candidates, which are the same every time. Returns the matches when all are searched, in the order
    /// of [`super::search::search`].
    pub(crate) fn step(&mut self, candidates: &[Candidate]) -> Option<Vec<Match>> {
        let size = if self.only_beginnings() { LARGE_PART } else { PART };
        self.search(candidates, size);
        if self.next < candidates.len() {
            return None;
        }
        let few = self.found.len() < MIN_FOUND && !self.only_beginnings();
        if few && self.exact.is_none() && self.wanted.iter().any(Wanted::may_have_typos) {
            self.exact = Some(self.found.iter().map(|hit| hit.candidate).collect());
            self.next = 0;
            return None;
        }
        Some(std::mem::take(&mut self.found))
    }

    /// Whether a name begins with what was typed, so that no other matches count.
    fn only_beginnings(&self) -> bool {
        self.found.first().is_some_and(|hit| hit.begins)
    }

    /// Searches this many of the candidates.
    fn search(&mut self, candidates: &[Candidate], size: usize) {
        let range = self.next..candidates.len().min(self.next + size);
        self.next = range.end;
        let (only_beginnings, typos) = (self.only_beginnings(), self.exact.is_some());
        let mut hits = pass(candidates, range, |matcher, candidate| {
            best(&self.wanted, candidate, false, |word, name| {
                if only_beginnings { beginning(word, name) } else { in_name(matcher, word, name, typos) }
            })
        });
        if let Some(exact) = &self.exact {
            hits.retain(|hit| !exact.contains(&hit.candidate));
        }
        self.found.append(&mut hits);
        if self.found.iter().any(|hit| hit.begins) {
            self.found.retain(|hit| hit.begins);
        }
        if self.found.len() > self.max {
            self.found.select_nth_unstable_by(self.max, Match::order);
            self.found.truncate(self.max);
        }
        self.found.sort_unstable_by(Match::order);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::search::search;
    use proptest::prelude::*;

    /// The first matches by their definition.
    fn plain(query: &str, candidates: &[Candidate], max: usize) -> Vec<(usize, i64)> {
        let mut found = search(query, candidates);
        if found.iter().any(|hit| hit.begins) {
            found.retain(|hit| hit.begins);
        }
        found.iter().map(|hit| (hit.candidate, hit.score)).take(max).collect()
    }

    proptest! {
        #[test]
        fn parts_find_the_first_of_all(
            names in prop::collection::vec(prop::collection::vec("[abcя]{1,5}( [abdя]{1,5})?", 1..3), 0..40),
            query in "[abcdя]{1,5}( [abя]{1,2})?",
            max in 3usize..6,
            size in 1usize..9,
        ) {
            let new = |names: &Vec<String>| Candidate::new(names.iter().map(|name| &**name));
            let candidates: Vec<Candidate> = names.iter().map(new).collect();
            let mut matches = FirstMatches::new(&query, max);
            let found = loop {
                matches.search(&candidates, size);
                if matches.next == candidates.len() && let Some(found) = matches.step(&candidates) {
                    break found;
                }
            };
            let found: Vec<(usize, i64)> = found.iter().map(|hit| (hit.candidate, hit.score)).collect();
            prop_assert_eq!(found, plain(&query, &candidates, max));
        }
    }

    #[test]
    fn very_many_are_not_searched_at_once() {
        let candidates = vec![Candidate::new(["Anna Arden"]); 3 * LARGE_PART];
        let mut matches = FirstMatches::new("ard", 5);
        let parts = std::iter::repeat_with(|| matches.step(&candidates)).take_while(Option::is_none).count();
        assert!(parts >= 3, "{parts} parts");
    }
}
