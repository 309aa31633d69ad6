//! Facets: for each value of a group how many records choosing it would leave. What is chosen in the group itself is set
//! aside for that, so that a second value can be weighed against the first.

use crate::index::catalog::{Catalog, Category};
use crate::index::{Bits, Index};
use crate::query::{Context, Expr, FieldTerm, Node, Value, evaluate};

/// A value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetValue {
    /// Its place in the catalog.
    pub entry: usize,
    /// How many records it has among those that everything but this group's conditions selects.
    pub count: usize,
    /// Whether the query asks for it.
    pub chosen: bool,
    /// Whether the query excludes it.
    pub excluded: bool,
}

/// The values of a group, in the order of the catalog. `narrowed` takes away what the view leaves out besides the query.
pub fn facet(
    index: &Index,
    query: &Node,
    catalog: &Catalog,
    marked: &Bits,
    narrowed: impl Fn(&mut Bits),
) -> Vec<FacetValue> {
    let group = catalog.group;
    let rest: Vec<Node> = query.parts().iter().filter(|part| term(part, group).is_none()).cloned().collect();
    let mut context = Context::new(index);
    context.marked = Some(marked);
    // A wrong name elsewhere in the query leaves nothing to count in.
    let mut records =
        evaluate(&Node::and(rest), &context).map_or_else(|_| Bits::none(index.len()), |answer| answer.records);
    narrowed(&mut records);
    let counts = catalog.counts(index, &records);
    let asked = asked(index, query, group, catalog.entries.len());
    let values = counts.into_iter().zip(asked).enumerate();
    values.map(|(entry, (count, (chosen, excluded)))| FacetValue { entry, count, chosen, excluded }).collect()
}

/// Of each entry, whether the query asks for it and whether it excludes it.
fn asked(index: &Index, query: &Node, group: Category, entries: usize) -> Vec<(bool, bool)> {
    let mut asked = vec![(false, false); entries];
    for (term, negated) in query.parts().iter().filter_map(|part| term(part, group)) {
        for value in &term.values {
            for entry in group.meant(index, &value.text) {
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
fn term(condition: &Node, group: Category) -> Option<(&FieldTerm, bool)> {
    let of = |node: &Node| match &node.expr {
        Expr::Field(term) => term.field == group.field(),
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

/// The query with a value chosen or excluded; chosen or excluded already, it is taken back. Values of one group stand in one
/// condition, any of them.
#[must_use]
pub fn toggle(index: &Index, query: &Node, catalog: &Catalog, entry: usize, exclude: bool) -> Node {
    let group = catalog.group;
    let mentions = |term: &FieldTerm| term.values.iter().any(|value| group.meant(index, &value.text).contains(&entry));
    let had =
        query.parts().iter().filter_map(|part| term(part, group)).any(|(term, not)| not == exclude && mentions(term));
    // Whatever was said of it before is gone.
    let mut parts: Vec<Node> =
        query.parts().iter().cloned().filter_map(|part| without(index, part, catalog, entry)).collect();
    if had {
        return Node::and(parts);
    }
    let id = &*catalog.entries[entry].id;
    let place = parts.iter().position(|part| term(part, group).is_some_and(|(_, negated)| negated == exclude));
    if let Some((at, term)) = place.and_then(|at| Some((at, term(&parts[at], group)?.0))) {
        let values = term.values.iter().cloned().chain([Value::new(id)]).collect();
        parts[at] = with_values(term, values, exclude);
    } else {
        let condition = Node::field(group.field(), [id.to_owned()]);
        parts.push(if exclude { condition.negated() } else { condition });
    }
    Node::and(parts)
}

/// The condition without what it says of an entry; nothing where that is all it says.
fn without(index: &Index, part: Node, catalog: &Catalog, entry: usize) -> Option<Node> {
    let Some((term, negated)) = term(&part, catalog.group) else { return Some(part) };
    let kept: Vec<Value> =
        term.values.iter().filter(|value| !catalog.group.meant(index, &value.text).contains(&entry)).cloned().collect();
    (!kept.is_empty()).then(|| with_values(term, kept, negated))
}

fn with_values(term: &FieldTerm, values: Vec<Value>, negated: bool) -> Node {
    let node = Node::new(Expr::Field(FieldTerm { field: term.field, values }), 0..0);
    if negated { node.negated() } else { node }
}
