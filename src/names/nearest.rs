//! The words nearest to a mistyped one, for suggestions in error messages.

/// The similarity from which a candidate is plausible, 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;

/// The candidates nearest to a mistyped word, nearest first, at most `max` and only plausible ones. They are compared as they
/// are: to ignore case or accents, fold both sides first.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<&'a str> {
    let letters = Letters::of(word);
    // The nearest so far, in order.
    let mut near: Vec<(f64, &str)> = Vec::with_capacity(max + 1);
    for candidate in candidates {
        let least = near.last().filter(|_| near.len() == max).map_or(MIN_SIMILARITY, |(least, _)| *least);
        if letters.highest(word, candidate) < least {
            continue;
        }
        let similarity = similarity(word, candidate);
        if similarity < least {
            continue;
        }
        let before = |other: &(f64, &str)| other.0 > similarity || (other.0 >= similarity && other.1 < candidate);
        let at = near.partition_point(before);
        if near.get(at).is_none_or(|(_, other)| *other != candidate) {
            near.insert(at, (similarity, candidate));
            near.truncate(max);
        }
    }
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How similar two words are, 0 to 1.
fn similarity(word: &str, candidate: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(word, candidate).max(strsim::jaro_winkler(word, candidate) - 0.15)
}

/// How often each letter is in a word. Letters that two words do not share bound their similarity from above, and are counted
/// much faster than the similarity is computed.
struct Letters {
    /// By the last six bits of the letter; different letters that share them only make the bound higher.
    counts: [u8; 64],
    length: usize,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self { counts: [0; 64], length: 0 };
        for letter in word.chars() {
            let count = &mut letters.counts[letter as usize % 64];
            *count = count.saturating_add(1);
            letters.length += 1;
        }
        letters
    }

    /// At most this is the similarity of the word with another.
    fn highest(&self, word: &str, other: &str) -> f64 {
        if self.length == 0 || other.is_empty() || self.length > usize::from(u8::MAX) {
            return 1.0;
        }
        let (mut left, mut shared, mut length) = (self.counts, 0_usize, 0_usize);
        for letter in other.chars() {
            let count = &mut left[letter as usize % 64];
            shared += usize::from(*count > 0);
            *count = count.saturating_sub(1);
            length += 1;
        }
        let share = |of: usize| shared as f64 / of as f64;
        let edits = share(self.length.max(length));
        let jaro = (share(self.length) + share(length) + 1.0) / 3.0;
        // Jaro–Winkler favours a common beginning of up to four letters.
        let begin = word.chars().zip(other.chars()).take(4).take_while(|(a, b)| a == b).count();
        // Rounding must not exclude what is exactly at a limit.
        edits.max(jaro + 0.1 * begin as f64 * (1.0 - jaro) - 0.15) + 1e-9
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_nearest_are_those_of_all(
            word in "[abcя]{0,6}|[a-f]{4,9}", all in prop::collection::vec("[abcя]{0,6}|[a-f]{4,9}", 0..40), max in 1usize..4,
        ) {
            let mut plain: Vec<(f64, &str)> = all.iter().map(|other| (similarity(&word, other), &**other)).collect();
            plain.retain(|(similarity, _)| *similarity >= MIN_SIMILARITY);
            plain.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            plain.dedup_by(|a, b| a.1 == b.1);
            let plain: Vec<&str> = plain.into_iter().take(max).map(|(_, other)| other).collect();
            prop_assert_eq!(nearest(&word, all.iter().map(|other| &**other), max), plain);
        }
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("speeker", ["speaker", "sources", "when"], 2), ["speaker"]);
        assert!(nearest("zzz", ["speaker", "sources"], 2).is_empty());
    }
}
