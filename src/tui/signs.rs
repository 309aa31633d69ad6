//! The signs of the list and what they mean, for the legend in the help. A sign has one meaning, in ASCII as well.

use super::ui::list::{DOUBT, MARK, MIXED, NEW};
use crate::model::vocabulary::{Kind, Stance, Status, Vocabulary, Word};

/// A sign and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The sign.
    pub(crate) sign: &'static str,
    /// The meaning.
    pub(crate) meaning: String,
}

/// All signs: of rows, kinds of events, statuses, and stances. Kinds and statuses that share a sign share an entry.
pub(crate) fn legend() -> Vec<Sign> {
    let sign = |sign: &'static str, meaning: &str| Sign { sign, meaning: meaning.to_owned() };
    let mut signs = vec![
        sign("▌", "the record under the cursor"),
        sign(MARK, "marked"),
        sign(NEW, "new at the reference date, see is:new"),
        sign(DOUBT, "doubtful: credibility 3 or worse, or disputed"),
        sign("❝", "a quote"),
    ];
    signs.extend(shared(Kind::all().iter().map(|kind| kind.entry())));
    signs.extend(shared(Status::all().iter().map(|status| status.entry())));
    signs.extend(Stance::all().iter().map(|stance| {
        let entry = stance.entry();
        Sign { sign: entry.glyph, meaning: format!("stance: {}", entry.label) }
    }));
    signs.push(sign(MIXED, "stance: differs by topic"));
    signs.push(sign("~", "after a time: approximate"));
    signs.push(sign("…", "cut to fit; the detail pane has the whole text"));
    signs
}

/// One entry for each sign, with the labels of all words that have it.
fn shared(words: impl Iterator<Item = &'static Word>) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for word in words.filter(|word| !word.glyph.is_empty()) {
        match signs.iter_mut().find(|sign| sign.sign == word.glyph) {
            Some(sign) => sign.meaning.push_str(&format!(", {}", word.label)),
            None => signs.push(Sign { sign: word.glyph, meaning: word.label.to_owned() }),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ui::paint::ascii_text;

    #[test]
    fn a_sign_has_one_meaning() {
        let legend = legend();
        for sign in &legend {
            let same = |other: &&Sign| ascii_text(other.sign) == ascii_text(sign.sign);
            // An approximate time and a cut text are told apart by what they follow.
            let expected = if matches!(sign.sign, "~" | "…") { 2 } else { 1 };
            assert_eq!(legend.iter().filter(same).count(), expected, "{} in ASCII", sign.sign);
            assert_eq!(legend.iter().filter(|other| other.sign == sign.sign).count(), 1, "{}", sign.sign);
        }
    }
}
