//! Random names and texts: syllables in Latin and Cyrillic letters, and a vocabulary whose words are as unevenly frequent as
//! those of a language.

use std::collections::HashSet;

use fastrand::Rng;

const ONSETS: [(&str, &str); 20] = [
    ("b", "б"),
    ("v", "в"),
    ("g", "г"),
    ("d", "д"),
    ("zh", "ж"),
    ("z", "з"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("f", "ф"),
    ("kh", "х"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("br", "бр"),
    ("st", "ст"),
];
const VOWELS: [(&str, &str); 6] = [("a", "а"), ("e", "е"), ("i", "и"), ("o", "о"), ("u", "у"), ("y", "ы")];
const CODAS: [(&str, &str); 8] =
    [("", ""), ("", ""), ("n", "н"), ("r", "р"), ("l", "л"), ("sk", "ск"), ("v", "в"), ("m", "м")];

/// Words that every text has.
const COMMON: [&str; 40] = [
    "the",
    "of",
    "and",
    "to",
    "a",
    "in",
    "that",
    "is",
    "on",
    "we",
    "for",
    "not",
    "with",
    "be",
    "will",
    "this",
    "as",
    "are",
    "have",
    "by",
    "talks",
    "from",
    "no",
    "our",
    "peace",
    "has",
    "territory",
    "side",
    "ceasefire",
    "agreement",
    "meeting",
    "security",
    "guarantees",
    "proposal",
    "but",
    "if",
    "which",
    "their",
    "withdrawal",
    "exchange",
];

/// A word in both scripts.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In Latin letters.
    pub(super) latin: String,
    /// In Cyrillic letters.
    pub(super) cyrillic: String,
}

/// A random word of this many syllables.
pub(super) fn word(rng: &mut Rng, syllables: usize) -> Word {
    let mut word = Word { latin: String::new(), cyrillic: String::new() };
    for _ in 0..syllables {
        for part in [&ONSETS[rng.usize(..ONSETS.len())], &VOWELS[rng.usize(..VOWELS.len())]] {
            word.latin.push_str(part.0);
            word.cyrillic.push_str(part.1);
        }
        let coda = CODAS[rng.usize(..CODAS.len())];
        word.latin.push_str(coda.0);
        word.cyrillic.push_str(coda.1);
    }
    word
}

/// A word as a name: with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A new id that nothing else has: random syllables.
pub(super) fn id(rng: &mut Rng, taken: &mut HashSet<String>) -> String {
    for syllables in 2.. {
        for _ in 0..8 {
            let candidate = word(rng, syllables).latin;
            if taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
    unreachable!("there is a longer word")
}

/// The words of all texts, the most frequent first.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
}

impl Vocabulary {
    /// Makes a vocabulary of this many words.
    pub(super) fn new(rng: &mut Rng, count: usize) -> Self {
        let common = COMMON.iter().map(|&common| Word { latin: common.to_owned(), cyrillic: word(rng, 1).cyrillic });
        let mut words: Vec<Word> = common.collect();
        words.extend((COMMON.len()..count).map(|_| {
            let syllables = rng.usize(2..5);
            word(rng, syllables)
        }));
        Self { words }
    }

    /// A word; the frequency falls with the rank, as in a language (Zipf).
    fn pick(&self, rng: &mut Rng) -> &Word {
        let rank = (self.words.len() as f64).powf(rng.f64()) - 1.0;
        &self.words[(rank as usize).min(self.words.len() - 1)]
    }

    /// A sentence or several, of this many words, in which names can occur.
    pub(super) fn text(&self, rng: &mut Rng, words: usize, cyrillic: bool, names: &[&str]) -> String {
        let mut text = String::with_capacity(words * 8);
        let mut starts = true;
        for at in 0..words {
            if !text.is_empty() {
                text.push(' ');
            }
            if !names.is_empty() && at > 0 && rng.u32(..40) == 0 {
                text.push_str(names[rng.usize(..names.len())]);
                continue;
            }
            let word = self.pick(rng);
            let word = if cyrillic { &word.cyrillic } else { &word.latin };
            if starts {
                text.push_str(&capital(word));
            } else {
                text.push_str(word);
            }
            starts = at + 4 < words && rng.u32(..14) == 0;
            if starts {
                text.push('.');
            } else if at + 2 < words && rng.u32(..12) == 0 {
                text.push(',');
            }
        }
        text.push('.');
        text
    }
}
