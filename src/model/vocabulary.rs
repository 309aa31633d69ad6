//! The closed vocabularies of the data format, each word with its label, symbol, definition and code.
//!
//! A word that is not in its vocabulary is an error that lists the valid ones. Queries, facets, exports and the JSON Schema all
//! read these tables. Codes are those of CAMEO (Conflict and Mediation Event Observations, 1.1b3) or, if prefixed, of its
//! successor PLOVER; a word without a close counterpart has none.

mod actors;
mod proposals;
mod records;
mod sources;
mod speech;

pub use actors::{AliasKind, DelegationRole, PartyKind, PartyRole, Precision};
pub use proposals::{Authenticity, PointState, ProposalKind, VersionStatus};
pub use records::{ClaimField, EventFormat, Kind, ResultCode, Status};
pub use sources::{Reliability, SourceClass};
pub use speech::{Act, Channel, Fidelity, Stance, Translated};

/// One word of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As written in data and queries: lower case, with hyphens.
    pub word: &'static str,
    /// As shown to readers.
    pub label: &'static str,
    /// A symbol of one or two cells for narrow columns; empty if the label is always shown.
    pub glyph: &'static str,
    /// The symbol for terminals without the glyph (`--ascii`).
    pub ascii: &'static str,
    /// Definition, in one line.
    pub definition: &'static str,
    /// CAMEO code, or `PLOVER:…`; empty if there is none.
    pub code: &'static str,
}

/// A closed vocabulary: an enum whose every variant is a [`Word`].
pub trait Vocabulary: Copy + Eq + 'static {
    /// The name of the vocabulary in messages ("status", "fidelity").
    const NAME: &'static str;

    /// All words, in the order in which they are listed.
    fn all() -> &'static [Self];

    /// The word of this variant.
    fn entry(self) -> &'static Word;

    /// The variant with exactly this word.
    fn parse(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|variant| variant.entry().word == word)
    }

    /// The variant that a person means: by its word or label in any case, with spaces, hyphens or underscores.
    fn meant(text: &str) -> Option<Self> {
        let same = |known: &str| normalized(known) == normalized(text);
        let by = |of: fn(&Word) -> &'static str| Self::all().iter().copied().find(|variant| same(of(variant.entry())));
        by(|word| word.word).or_else(|| by(|word| word.label))
    }

    /// The word as written.
    fn word(self) -> &'static str {
        self.entry().word
    }

    /// The label.
    fn label(self) -> &'static str {
        self.entry().label
    }
}

fn normalized(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// Words that people use for words of the vocabularies.
const SYNONYMS: [(&str, &str); 24] = [
    ("for", "accepts"),
    ("yes", "accepts"),
    ("agrees", "accepts"),
    ("against", "rejects"),
    ("no", "rejects"),
    ("refuses", "rejects"),
    ("neutral", "open"),
    ("undecided", "open"),
    ("negotiation", "talks"),
    ("negotiations", "talks"),
    ("phone-call", "call"),
    ("telephone", "phone"),
    ("online", "video"),
    ("canceled", "cancelled"),
    ("called-off", "cancelled"),
    ("happened", "held"),
    ("completed", "held"),
    ("scheduled", "planned"),
    ("tweet", "post"),
    ("press-conference", "briefing"),
    ("agency", "wire"),
    ("news-agency", "wire"),
    ("tv", "broadcaster"),
    ("exact", "verbatim"),
];

/// The word of a vocabulary that was probably meant by another one.
pub(crate) fn synonym<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let text = normalized(text);
    words.into_iter().find(|word| SYNONYMS.contains(&(text.as_str(), word)))
}

/// Declares a vocabulary: `Variant = "word", "label", "glyph" "ascii", "definition", "code";`
macro_rules! vocabulary {
    (
        $(#[$doc:meta])*
        $name:ident, $called:literal:
        $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal, $glyph:literal $ascii:literal, $definition:literal, $code:literal;)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $definition] $variant),+
        }

        impl $crate::model::references::References for $name {}

        impl $crate::model::vocabulary::Vocabulary for $name {
            const NAME: &'static str = $called;

            fn all() -> &'static [Self] {
                &[$(Self::$variant),+]
            }

            fn entry(self) -> &'static $crate::model::vocabulary::Word {
                use $crate::model::vocabulary::Word;
                match self {
                    $(Self::$variant => &Word {
                        word: $word, label: $label, glyph: $glyph, ascii: $ascii, definition: $definition, code: $code,
                    }),+
                }
            }
        }
    };
}
use vocabulary;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn check<V: Vocabulary>() {
        let mut seen = HashSet::new();
        for &variant in V::all() {
            let entry = variant.entry();
            assert!(seen.insert(entry.word), "{}: duplicate {}", V::NAME, entry.word);
            assert!(V::parse(entry.word).is_some_and(|found| found == variant));
            // What the screen shows for a word means that word.
            assert!(V::meant(entry.label).is_some_and(|found| found == variant), "{}", entry.label);
            assert!(!entry.label.is_empty() && !entry.definition.is_empty(), "{} has a definition", entry.word);
            assert_eq!(entry.glyph.is_empty(), entry.ascii.is_empty(), "{} has both symbols or none", entry.word);
            assert!(entry.ascii.is_ascii() && entry.word.is_ascii());
            assert!(!entry.definition.ends_with('.'), "{}: definitions have no full stop", entry.word);
        }
    }

    #[test]
    fn every_word_is_unique_and_defined() {
        check::<Kind>();
        check::<Status>();
        check::<ResultCode>();
        check::<EventFormat>();
        check::<ClaimField>();
        check::<Channel>();
        check::<Fidelity>();
        check::<Translated>();
        check::<Stance>();
        check::<Act>();
        check::<PartyKind>();
        check::<PartyRole>();
        check::<DelegationRole>();
        check::<AliasKind>();
        check::<Precision>();
        check::<SourceClass>();
        check::<Reliability>();
        check::<ProposalKind>();
        check::<VersionStatus>();
        check::<Authenticity>();
        check::<PointState>();
    }
}
