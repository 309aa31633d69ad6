//! Facets: the number of records that each value of a category would select. Conditions on the category itself are ignored,
//! so that alternatives to the chosen values can be compared.

use crate::index::catalog::Catalog;
use crate::query::Node;
use crate::query::toggle::{asked, is_on};
use crate::view::Answered;

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetValue {
    /// Its index in the catalog.
    pub entry: usize,
    /// Number of its records among those selected by the conditions on other categories.
    pub count: usize,
    /// Whether the query includes it.
    pub chosen: bool,
    /// Whether the query excludes it.
    pub excluded: bool,
}

/// Counts the values of a category, in the order of the catalog.
pub fn facet(answered: &Answered, catalog: &Catalog) -> Vec<FacetValue> {
    let (index, query) = (&answered.index, &answered.node);
    let others: Vec<Node> = query.parts().iter().filter(|part| !is_on(part, catalog.category)).cloned().collect();
    // Without a condition on the category these are the selected records.
    let counts = if others.len() == query.parts().len() {
        catalog.counts(index, &answered.selection.records)
    } else {
        catalog.counts(index, &answered.records_of(&Node::and(others)))
    };
    let asked = asked(index, query, catalog.category, catalog.entries.len());
    let values = counts.into_iter().zip(asked).enumerate();
    values.map(|(entry, (count, (chosen, excluded)))| FacetValue { entry, count, chosen, excluded }).collect()
}
