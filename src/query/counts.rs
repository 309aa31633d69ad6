//! How many records would be shown with a term in the place of the one at the cursor.

use std::ops::Range;

use super::ast::{Expr, Node};
use super::context::Context;
use super::error::{ErrorKind, QueryError, Syntax};
use super::eval::evaluate;
use super::keys::FieldKey;
use super::parser::parse;
use crate::index::{Bits, Index};
use crate::model::when::Limit;

/// What is shown besides what the query selects: needed to count what would be shown.
pub struct Scope<'a> {
    /// The records, as of the reference date.
    pub index: &'a Index,
    /// The records marked on the screen.
    pub marked: &'a Bits,
    /// The earlier reference date.
    pub previous: Option<Limit>,
    /// Removes the records that the view hides whatever the query is.
    pub narrow: &'a dyn Fn(&mut Bits),
}

impl<'a> Scope<'a> {
    fn context(&self) -> Context<'a> {
        Context::of_view(self.index, self.marked, self.previous)
    }
}

/// Counts what would be shown with different terms in one place of a query.
#[derive(Debug)]
pub(super) struct Counter {
    /// The records that are shown if they match the term.
    pub(super) matching: Bits,
    /// The records that are shown if they do not match the term: under a negation, or beside an `or`.
    others: Bits,
}

impl Counter {
    /// Counts for the term in these bytes of the query. Nothing where the rest of the query is wrong.
    ///
    /// Whether a record is shown depends on the term only through whether the record matches it, so the query is evaluated
    /// twice, with a term that matches everything and with one that matches nothing, and never again for each term.
    pub(super) fn new(scope: &Scope<'_>, query: &str, term: &Range<usize>) -> Option<Self> {
        let context = scope.context();
        let rest = with_placeholder(query, term).ok()?;
        let at = term.start + PLACEHOLDER_FIELD.len();
        if !stands_alone(&rest, at) {
            return None;
        }
        let shown = |replacement: &Expr| {
            let mut records = evaluate(&replaced(&rest, at, replacement), &context).ok()?.records;
            (scope.narrow)(&mut records);
            Some(records)
        };
        let matching = shown(&Expr::All)?;
        let others = shown(&Expr::Not(Box::new(Node::new(Expr::All, 0..0))))?;
        Some(Self { matching, others })
    }

    /// How many records would be shown with this term, in the same scope; nothing if it is wrong or a reference date.
    pub(super) fn count(&self, scope: &Scope<'_>, term: &str) -> Option<usize> {
        let node = parse(term).ok()?;
        match &node.expr {
            // With what follows it, it is several terms.
            Expr::And(_) | Expr::Or(_) => return None,
            Expr::Field(term) if term.field == FieldKey::Asof => return None,
            _ => {}
        }
        let records = evaluate(&node, &scope.context()).ok()?.records;
        Some(records.count_and(&self.matching) + self.others.count() - records.count_and(&self.others))
    }
}

/// The placeholder: a field, and a value that is never meant, a Unicode noncharacter.
const PLACEHOLDER_FIELD: &str = "tag:";
const PLACEHOLDER: &str = "\u{FFFF}";

/// The query with a placeholder for the term, and with the parentheses closed that are still open.
fn with_placeholder(query: &str, term: &Range<usize>) -> Result<Node, QueryError> {
    let mut text = format!("{}{PLACEHOLDER_FIELD}{PLACEHOLDER}{}", &query[..term.start], &query[term.end..]);
    loop {
        match parse(&text) {
            Err(error) if error.kind == ErrorKind::Syntax(Syntax::UnclosedParenthesis) => text.push(')'),
            parsed => return parsed,
        }
    }
}

/// Whether a value that begins at this byte is the only one of its field. Not where a comma follows: what is written there
/// belongs to the same list.
fn stands_alone(node: &Node, at: usize) -> bool {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().any(|node| stands_alone(node, at)),
        Expr::Not(inner) => stands_alone(inner, at),
        Expr::Field(term) => matches!(&term.values[..], [value] if value.span.start == at),
        _ => false,
    }
}

/// The tree with another expression for the placeholder, the value of which begins at this byte.
fn replaced(node: &Node, at: usize, replacement: &Expr) -> Node {
    let each = |nodes: &[Node]| nodes.iter().map(|node| replaced(node, at, replacement)).collect();
    let expr = match &node.expr {
        Expr::And(nodes) => Expr::And(each(nodes)),
        Expr::Or(nodes) => Expr::Or(each(nodes)),
        Expr::Not(inner) => Expr::Not(Box::new(replaced(inner, at, replacement))),
        Expr::Field(term) if term.values.iter().any(|value| value.span.start == at) => replacement.clone(),
        other => other.clone(),
    };
    Node::new(expr, node.span.clone())
}
