//! The words nearest to a mistyped one, for suggestions in error messages.

/// The similarity from which a candidate is plausible, 0 to 1.
const MIN_SIMILARITY: f64 = 0.6;

/// The candidates nearest to a mistyped word, nearest first, at most `max` and only plausible ones. They are compared as they
/// are: to ignore case or accents, fold both sides first.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let similarity = strsim::normalized_damerau_levenshtein(word, candidate)
                .max(strsim::jaro_winkler(word, candidate) - 0.15);
            (similarity >= MIN_SIMILARITY).then_some((similarity, candidate))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.into_iter().take(max).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("speeker", ["speaker", "sources", "when"], 2), ["speaker"]);
        assert!(nearest("zzz", ["speaker", "sources"], 2).is_empty());
    }
}
