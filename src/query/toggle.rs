//! A value of a category switched on or off in a query, as pickers and facets do: always a change of the syntax tree.

use super::ast::{Expr, FieldTerm, Node, Value};
use crate::index::Index;
use crate::index::catalog::{Catalog, Category};

/// Of each entry, whether the query asks for it and whether it excludes it.
pub fn asked(index: &Index, query: &Node, category: Category, entries: usize) -> Vec<(bool, bool)> {
    let mut asked = vec![(false, false); entries];
    for (term, negated) in query.parts().iter().filter_map(|part| term(part, category)) {
        for value in &term.values {
            for entry in category.meant(index, &value.text) {
                let asked = &mut asked[entry];
                if negated {
                    asked.1 = true;
                } else {
                    asked.0 = true;
                }
            }
        }
    }
    asked
}

/// The condition's term, if it is one on this group, and whether it is negated.
fn term(condition: &Node, category: Category) -> Option<(&FieldTerm, bool)> {
    let of = |node: &Node| match &node.expr {
        Expr::Field(term) => term.field == category.field(),
        _ => false,
    };
    match &condition.expr {
        Expr::Field(term) if of(condition) => Some((term, false)),
        Expr::Not(inner) => match &inner.expr {
            Expr::Field(term) if of(inner) => Some((term, true)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a condition is one on a category.
pub fn is_on(condition: &Node, category: Category) -> bool {
    term(condition, category).is_some()
}

/// The query with a value chosen or excluded; chosen or excluded already, it is taken back. Values of one group stand in one
/// condition, any of them.
#[must_use]
pub fn toggle(index: &Index, query: &Node, catalog: &Catalog, entry: usize, exclude: bool) -> Node {
    let category = catalog.category;
    let mentions =
        |term: &FieldTerm| term.values.iter().any(|value| category.meant(index, &value.text).contains(&entry));
    let had = query
        .parts()
        .iter()
        .filter_map(|part| term(part, category))
        .any(|(term, not)| not == exclude && mentions(term));
    // Whatever was said of it before is gone.
    let mut parts: Vec<Node> =
        query.parts().iter().cloned().filter_map(|part| without(index, part, catalog, entry)).collect();
    if had {
        return Node::and(parts);
    }
    let id = &*catalog.entries[entry].id;
    let place = parts.iter().position(|part| term(part, category).is_some_and(|(_, negated)| negated == exclude));
    if let Some((at, term)) = place.and_then(|at| Some((at, term(&parts[at], category)?.0))) {
        let values = term.values.iter().cloned().chain([Value::new(id)]).collect();
        parts[at] = with_values(term, values, exclude);
    } else {
        let condition = Node::field(category.field(), [id.to_owned()]);
        parts.push(if exclude { condition.negated() } else { condition });
    }
    Node::and(parts)
}

/// The condition without what it says of an entry; nothing where that is all it says.
fn without(index: &Index, part: Node, catalog: &Catalog, entry: usize) -> Option<Node> {
    let Some((term, negated)) = term(&part, catalog.category) else { return Some(part) };
    let kept: Vec<Value> = term
        .values
        .iter()
        .filter(|value| !catalog.category.meant(index, &value.text).contains(&entry))
        .cloned()
        .collect();
    (!kept.is_empty()).then(|| with_values(term, kept, negated))
}

fn with_values(term: &FieldTerm, values: Vec<Value>, negated: bool) -> Node {
    let node = Node::new(Expr::Field(FieldTerm { field: term.field, values }), 0..0);
    if negated { node.negated() } else { node }
}
