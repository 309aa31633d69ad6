//! The closed vocabularies of the data format, each word with its label, sign, definition and code.
//!
//! A word that is not in its vocabulary is an error that lists the right ones; queries, facets, exports and the JSON
//! Schema all read these tables, so that a word is typed once. Codes are those of CAMEO (Conflict and Mediation Event
//! Observations, 1.1b3) or, where marked, of its successor PLOVER; a word without a close counterpart has none.

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
    /// As written in the dataset and in queries: lower case, hyphens.
    pub word: &'static str,
    /// As shown to a reader inside a sentence.
    pub label: &'static str,
    /// One cell that stands for it where there is room for no more; empty where the label is always shown.
    pub glyph: &'static str,
    /// The same for terminals without the glyph (`--ascii`).
    pub ascii: &'static str,
    /// What it means, in one line.
    pub definition: &'static str,
    /// The CAMEO code, or `PLOVER:…`; empty where there is none.
    pub code: &'static str,
}

/// A closed vocabulary: an enum whose every variant is a [`Word`].
pub trait Vocabulary: Copy + Eq + 'static {
    /// What the vocabulary is called in messages ("status", "fidelity").
    const NAME: &'static str;

    /// All words, in the order in which they are listed to readers.
    fn all() -> &'static [Self];

    /// The word of this variant.
    fn entry(self) -> &'static Word;

    /// The variant that is written this way, exactly.
    fn parse(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|variant| variant.entry().word == word)
    }

    /// As written in the dataset.
    fn word(self) -> &'static str {
        self.entry().word
    }

    /// As shown to a reader.
    fn label(self) -> &'static str {
        self.entry().label
    }
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

    fn sound<V: Vocabulary>() {
        let mut seen = HashSet::new();
        for &variant in V::all() {
            let entry = variant.entry();
            assert!(seen.insert(entry.word), "{}: {} stands twice", V::NAME, entry.word);
            assert!(V::parse(entry.word).is_some_and(|found| found == variant));
            assert!(!entry.label.is_empty() && !entry.definition.is_empty(), "{} is explained", entry.word);
            assert_eq!(entry.glyph.is_empty(), entry.ascii.is_empty(), "{} has both signs or none", entry.word);
            assert!(entry.ascii.is_ascii() && entry.word.is_ascii());
            assert!(!entry.definition.ends_with('.'), "{}: definitions stand in tables", entry.word);
        }
    }

    #[test]
    fn every_word_is_unique_and_explained() {
        sound::<Kind>();
        sound::<Status>();
        sound::<ResultCode>();
        sound::<EventFormat>();
        sound::<ClaimField>();
        sound::<Channel>();
        sound::<Fidelity>();
        sound::<Translated>();
        sound::<Stance>();
        sound::<Act>();
        sound::<PartyKind>();
        sound::<PartyRole>();
        sound::<DelegationRole>();
        sound::<AliasKind>();
        sound::<Precision>();
        sound::<SourceClass>();
        sound::<Reliability>();
        sound::<ProposalKind>();
        sound::<VersionStatus>();
        sound::<Authenticity>();
        sound::<PointState>();
    }
}
