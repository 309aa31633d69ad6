//! The words nearest to a mistyped one, for suggestions in error messages.

/// The candidates nearest to a mistyped word, nearest first, at most `max`; nothing that is not plausibly meant.
/// Candidates are compared as they are: whoever wants case or accents ignored folds both sides before.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, max: usize) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let likeness = strsim::normalized_damerau_levenshtein(word, candidate)
                .max(strsim::jaro_winkler(word, candidate) - 0.15);
            (likeness >= 0.6).then_some((likeness, candidate))
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
