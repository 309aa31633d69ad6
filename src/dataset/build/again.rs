//! Events and quotes of files that have been read again, with references resolved by the dataset as it was loaded.

use super::ids::Registers;
use super::timeline::Rows;
use super::{Builder, Positions};
use crate::dataset::parts::Part;
use crate::diagnostic::FileText;
use crate::model::Dataset;
use crate::parallel;

/// Builds the events and quotes of a file; nothing if there is any fault.
pub(crate) fn build_again(parts: Vec<Part>, text: &FileText, positions: &Positions<'_>) -> Option<Rows> {
    let registers = &Registers::loaded(positions);
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
        let registers = Registers::loaded(positions);
        let mut builder = Builder::new(&registers, dataset.about.timezone);
        builder.faulty.quotes = vec![false; self.quotes.len()];
        builder.check(&mut self.quotes, std::mem::take(&mut self.unchecked), dataset);
        builder.faults.is_empty() && !builder.faulty.quotes.contains(&true)
    }
}
