//! An offer of completion.

use super::quoting::value_text;

/// How many offers there are at most.
pub(super) const MAX_OFFERS: usize = 50;

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is written.
    pub text: String,
    /// Its name.
    pub name: String,
    /// What distinguishes it from others.
    pub about: String,
    /// How many records would be shown with it; nothing for fields and reference dates.
    pub count: Option<usize>,
}

impl Offer {
    pub(super) fn new(text: String, name: String, about: String) -> Self {
        Self { text, name, about, count: None }
    }

    /// A value with a description.
    pub(super) fn value(value: String, about: String) -> Self {
        Self::new(value_text(&value), value, about)
    }
}
