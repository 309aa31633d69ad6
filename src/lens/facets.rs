//! Facets: for each value of a category how many records choosing it would select. What is chosen in the category itself is
//! left out for that, so that a second value can be compared with the first.

use crate::index::catalog::Catalog;
use crate::query::Node;
use crate::query::toggle::{asked, is_on};
use crate::view::Answered;

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetValue {
    /// Its place in the catalog.
    pub entry: usize,
    /// How many records it has among those that everything but this category's conditions selects.
    pub count: usize,
    /// Whether the query asks for it.
    pub chosen: bool,
    /// Whether the query excludes it.
    pub excluded: bool,
}

/// The values of a category, in the order of the catalog.
pub fn facet(answered: &Answered, catalog: &Catalog) -> Vec<FacetValue> {
    let (index, query) = (&answered.index, &answered.node);
    let others: Vec<Node> = query.parts().iter().filter(|part| !is_on(part, catalog.category)).cloned().collect();
    // Where no condition is on the category, its records are those selected already.
    let counts = if others.len() == query.parts().len() {
        catalog.counts(index, &answered.selection.records)
    } else {
        catalog.counts(index, &answered.records_of(&Node::and(others)))
    };
    let asked = asked(index, query, catalog.category, catalog.entries.len());
    let values = counts.into_iter().zip(asked).enumerate();
    values.map(|(entry, (count, (chosen, excluded)))| FacetValue { entry, count, chosen, excluded }).collect()
}
