//! Changes of a query by pickers and keys. They change the tree, never the text.

use super::ast::{Expr, Node};
use super::keys::FieldKey;

/// The query with one more condition. A condition that it already has is not added again, and its negation is replaced.
#[must_use]
pub(crate) fn narrow(query: &Node, condition: Node) -> Node {
    let opposite = match &condition.expr {
        Expr::Not(inner) => (**inner).clone(),
        _ => condition.clone().negated(),
    };
    let mut parts = parts(query);
    parts.retain(|part| *part != opposite);
    if !parts.contains(&condition) {
        parts.push(condition);
    }
    Node::and(parts)
}

/// The query without its last condition.
#[must_use]
pub(crate) fn drop_last(query: &Node) -> Node {
    let mut parts = parts(query);
    parts.pop();
    Node::and(parts)
}

/// The query with its conditions on time only if `ranged`, and all others only if `filtered`. A reference date is not a
/// condition and always stays.
#[must_use]
pub(crate) fn switched(query: &Node, filtered: bool, ranged: bool) -> Node {
    let keeps = |part: &Node| match &part.expr {
        Expr::Field(term) if term.field == FieldKey::Asof => true,
        _ if is_time(part) => ranged,
        _ => filtered,
    };
    Node::and(parts(query).into_iter().filter(keeps).collect())
}

/// Whether a condition is on time only.
pub(crate) fn is_time(condition: &Node) -> bool {
    match &condition.expr {
        Expr::Range(_) => true,
        Expr::Field(term) => matches!(
            term.field,
            FieldKey::In | FieldKey::Since | FieldKey::Until | FieldKey::Within | FieldKey::Last | FieldKey::Reported
        ),
        Expr::Not(inner) => is_time(inner),
        Expr::Or(nodes) | Expr::And(nodes) => nodes.iter().all(is_time),
        Expr::All | Expr::Text(_) | Expr::Regex(_) => false,
    }
}

fn parts(query: &Node) -> Vec<Node> {
    query.parts().to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::{parser::parse, print::print};
    use super::*;

    #[test]
    fn edits_are_edits_of_the_tree() {
        let narrowed = |query: &str, by: &str| print(&narrow(&parse(query).expect(query), parse(by).expect(by)));
        assert_eq!(narrowed("", "person:putin"), "person:putin");
        assert_eq!(narrowed("a or b", "topic:nato"), "(a or b) topic:nato");
        assert_eq!(narrowed("person:putin x", "person:putin"), "person:putin x");
        assert_eq!(narrowed("person:putin x", "-person:putin"), "x -person:putin");
        assert_eq!(narrowed("-topic:nato", "topic:nato"), "topic:nato");
        assert_eq!(print(&drop_last(&parse("a (b or c) -d").expect("a query"))), "a (b or c)");
        assert_eq!(print(&drop_last(&parse("a or b").expect("a query"))), "");
    }
}
