//! Completion in the filter bar: what can be written at the cursor, with the number of records that each would show.

use std::ops::Range;

use super::counts::{Counter, Scope};
use super::keys::FieldKey;
use super::offer::{MAX_OFFERS, Offer};
use super::offers::{Gathering, are_names, values, words};
use super::quoting::ends_word;

/// What can be written at the cursor.
#[derive(Debug, Clone, Default)]
pub struct Completion {
    /// The offers, the best first.
    pub items: Vec<Offer>,
    /// The one that is in the text.
    pub chosen: Option<usize>,
    /// The first one shown.
    pub top: usize,
    /// The bytes that an offer replaces.
    pub span: Range<usize>,
    /// The text before any was chosen.
    pub typed: String,
}

/// A completion that is computed in parts, so that a key can come in between: the offers are gathered, then counted one after
/// the other.
#[derive(Debug)]
pub struct Unfinished {
    completion: Completion,
    /// The offers, until all are gathered.
    gathering: Option<Gathering>,
    counter: Option<Counter>,
    /// What stands before and after an offer in its term.
    around: (String, String),
    /// How many offers are counted.
    counted: usize,
    /// Whether the offers of the most records come first.
    by_count: bool,
}

impl Unfinished {
    /// What can be written at this byte of a query, without counts; see [`Completion::new`].
    pub fn new(text: &str, cursor: usize, scope: &Scope<'_>, asked: bool) -> Self {
        let cursor = cursor.min(text.len());
        let term = term_at(text, cursor);
        let word = &text[term.start..cursor];
        let colon = word.find(':').filter(|at| *at > 0);
        let field = colon.and_then(|colon| FieldKey::parse(&word[..colon]));
        let nothing = Completion { span: cursor..cursor, typed: text.to_owned(), ..Completion::default() };
        let start = match (field, colon) {
            (Some(_), Some(colon)) => term.start + colon + 1 + last_value(&word[colon + 1..]),
            _ if colon.is_some() || word.contains(['"', '/']) || (word.is_empty() && !asked) => {
                let around = Default::default();
                let (gathering, counter) = (None, None);
                return Self { completion: nothing, gathering, counter, around, counted: 0, by_count: false };
            }
            _ => term.start,
        };
        let counter = Counter::new(scope, text, &term);
        let typed = &text[start..cursor];
        let gathering = Some(match field {
            Some(field) => values(field, typed.trim_start_matches('"'), scope.index),
            None => words(typed),
        });
        let around = (text[term.start..start].to_owned(), text[cursor..term.end].to_owned());
        let by_count = typed.is_empty() && field.is_some_and(are_names);
        let completion = Completion { span: start..cursor, ..nothing };
        Self { completion, gathering, counter, around, counted: 0, by_count }
    }

    /// Gathers some offers or counts the next one, in the same scope. Returns the completion when all are counted.
    pub fn step(&mut self, scope: &Scope<'_>) -> Option<Completion> {
        let items = &mut self.completion.items;
        if let Some(gathering) = &mut self.gathering {
            let shown = self.counter.as_ref().map_or(scope.index.all(), |counter| &counter.matching);
            if let Some(gathered) = gathering.step(scope.index, shown) {
                *items = gathered;
                self.gathering = None;
            }
            return None;
        }
        if let (Some(counter), Some(offer)) = (&self.counter, items.get_mut(self.counted)) {
            let (before, after) = &self.around;
            offer.count = counter.count(scope, &format!("{before}{}{after}", offer.text));
            self.counted += 1;
            return None;
        }
        if self.by_count {
            items.sort_by_key(|offer| std::cmp::Reverse(offer.count));
        }
        items.truncate(MAX_OFFERS);
        Some(std::mem::take(&mut self.completion))
    }
}

impl Completion {
    /// What can be written at this byte of a query; nothing where nothing begins with it. For an empty word, fields are
    /// offered only if `asked`.
    pub fn new(text: &str, cursor: usize, scope: &Scope<'_>, asked: bool) -> Self {
        let mut unfinished = Unfinished::new(text, cursor, scope, asked);
        loop {
            if let Some(completion) = unfinished.step(scope) {
                return completion;
            }
        }
    }

    /// Whether there is nothing to offer.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Chooses the next offer, or the previous one; past the ends the text is as it was typed.
    pub fn step(&mut self, forward: bool) {
        let last = self.items.len().checked_sub(1);
        self.chosen = match (self.chosen, forward) {
            (None, true) => last.map(|_| 0),
            (None, false) => last,
            (Some(at), true) => (Some(at) < last).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
    }

    /// The text with the chosen offer, and the place of the cursor in it.
    pub fn text(&self) -> (String, usize) {
        match self.chosen.map(|at| &self.items[at]) {
            None => (self.typed.clone(), self.span.end),
            Some(offer) => {
                let before = &self.typed[..self.span.start];
                (format!("{before}{}{}", offer.text, &self.typed[self.span.end..]), before.len() + offer.text.len())
            }
        }
    }
}

/// The bytes of the term at the cursor, without a negation before it.
fn term_at(text: &str, cursor: usize) -> Range<usize> {
    let (mut start, mut end, mut quoted) = (0, text.len(), false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted || !ends_word(c) => {}
            _ if at < cursor => start = at + c.len_utf8(),
            _ => {
                end = at;
                break;
            }
        }
    }
    let word = &text[start..cursor];
    start += word.len() - word.trim_start_matches(['-', '!']).len();
    start..end
}

/// Where the last of several values begins.
fn last_value(values: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, c) in values.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => start = at + 1,
            _ => {}
        }
    }
    start
}
