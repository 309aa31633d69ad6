//! Changes of a query by picker and key: always of the tree, never of the text.

use super::ast::{Expr, Node};

/// The query narrowed by one more condition. A condition that it already has is not added again, and one that says the
/// opposite is replaced.
#[must_use]
pub fn narrow(query: &Node, condition: Node) -> Node {
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
pub fn drop_last(query: &Node) -> Node {
    let mut parts = parts(query);
    parts.pop();
    Node::and(parts)
}

/// The conditions that all must hold.
fn parts(query: &Node) -> Vec<Node> {
    match &query.expr {
        Expr::All => Vec::new(),
        Expr::And(nodes) => nodes.clone(),
        _ => vec![query.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse, print::print};
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
