//! Events and quotes of files that have been read again, with references resolved by the dataset that stands.

use super::cycles::cycles;
use super::depth::{MAX_DEPTH, deeper_than};
use super::ids::Registers;
use super::timeline::Rows;
use super::{Builder, Positions};
use crate::dataset::parts::Part;
use crate::diagnostic::FileText;
use crate::model::{Dataset, EventId, Id, QuoteId};
use crate::parallel;

/// Builds the events and quotes of a file; nothing if there is any fault.
pub(crate) fn build_again(parts: Vec<Part>, text: &FileText, positions: &Positions<'_>) -> Option<Rows> {
    let registers = &Registers::standing(positions);
    let dataset = positions.dataset;
    let mut rows = Some(Rows::default());
    let build = |mut part: Part| {
        let built = Builder::new(registers, dataset.about.timezone).part(&mut part, text, dataset)?;
        let is_faulty = built.noted.faulty.events.iter().chain(&built.noted.faulty.quotes).any(|faulty| *faulty);
        (built.read.is_empty() && built.noted.faults.is_empty() && !is_faulty).then_some(built)
    };
    parallel::in_turn(parts.into_iter(), build, |built| {
        let Some((part, all)) = built.zip(rows.as_mut()) else {
            rows = None;
            return;
        };
        all.append(part.rows);
    });
    rows
}

impl Rows {
    /// Completes what depends on the events of quotes, in the dataset with all events; whether there is no fault.
    #[must_use]
    pub(crate) fn complete(&mut self, dataset: &Dataset, positions: &Positions<'_>) -> bool {
        let registers = Registers::standing(positions);
        let mut builder = Builder::new(&registers, dataset.about.timezone);
        builder.faulty.quotes = vec![false; self.quotes.len()];
        builder.check(&mut self.quotes, std::mem::take(&mut self.unchecked), dataset);
        builder.faults.is_empty() && !builder.faulty.quotes.contains(&true)
    }
}

/// Whether events and quotes have neither cyclic references nor too many levels.
pub(crate) fn has_sound_hierarchies(dataset: &Dataset) -> bool {
    let (events, quotes) = (&dataset.events, &dataset.quotes);
    // What is left at the positions of removed records is not looked at.
    let event = |at: usize| Some(EventId::new(at)).filter(|id| events.has(*id)).map(|id| &events[id]);
    let quote = |at: usize| Some(QuoteId::new(at)).filter(|id| quotes.has(*id)).map(|id| &quotes[id]);
    let part_of = |at: usize| event(at)?.part_of().map(Id::index);
    let rendered = |at: usize| quote(at)?.rendering_of().map(Id::index);
    let follows = |at: usize| event(at).map(|event| event.follows.iter().map(|id| id.index()).collect());
    let is_tree = |count: usize, parent: &dyn Fn(usize) -> Option<usize>| {
        cycles(count, |at| parent(at).into_iter().collect()).is_empty()
            && deeper_than(MAX_DEPTH, count, &vec![false; count], parent).is_empty()
    };
    is_tree(events.positions(), &part_of)
        && is_tree(quotes.positions(), &rendered)
        && cycles(events.positions(), |at| follows(at).unwrap_or_default()).is_empty()
}
