//! What a query is evaluated against, and what it notes on the way.

use std::cell::RefCell;

use crate::index::{Bits, Index};
use crate::model::when::Limit;

/// What a query is evaluated against.
pub struct Context<'a> {
    /// The records.
    pub index: &'a Index,
    /// The records marked on the screen.
    pub marked: Option<&'a Bits>,
    /// The earlier reference date, against which records are new; `None` for the day before.
    pub previous: Option<Limit>,
    meanings: RefCell<Vec<Meaning>>,
}

impl<'a> Context<'a> {
    /// An index without marked records or an earlier reference date.
    pub fn new(index: &'a Index) -> Self {
        Self { index, marked: None, previous: None, meanings: RefCell::default() }
    }

    /// An index with what the screen knows: the marked records and the earlier reference date.
    pub(crate) fn of_view(index: &'a Index, marked: &'a Bits, previous: Option<Limit>) -> Self {
        Self { marked: Some(marked), previous, ..Self::new(index) }
    }

    /// Notes that a value has several meanings.
    pub(super) fn note(&self, meaning: Meaning) {
        self.meanings.borrow_mut().push(meaning);
    }

    /// How many meanings have been noted so far.
    pub(super) fn noted(&self) -> usize {
        self.meanings.borrow().len()
    }

    /// The meanings noted so far.
    pub(crate) fn take_meanings(&self) -> Vec<Meaning> {
        self.meanings.take()
    }
}

/// A value that means several persons, parties, topics ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The value as typed.
    pub value: String,
    /// What they are, in the plural.
    pub noun: &'static str,
    /// How many they are.
    pub count: usize,
    /// The names of the first of them.
    pub names: Vec<String>,
}

impl Meaning {
    /// How many names it has at most.
    pub(super) const MAX_NAMES: usize = 3;

    /// `"department" matches 23 parties: …`, for a header or a line on stderr.
    pub fn sentence(&self) -> String {
        let more = if self.count > self.names.len() { ", …" } else { "" };
        format!("\"{}\" matches {} {}: {}{more}", self.value, self.count, self.noun, self.names.join(", "))
    }
}
