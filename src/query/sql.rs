//! A query as an SQL condition on the columns of exported records, for archives that are too large to load.
//!
//! The condition holds for the rows of exactly those records that the query selects. Its words are those that DuckDB, Trino and
//! Spark share: comparisons of texts, `in`, `like`, `||`, `lower`, `cast`, `coalesce`, `between`. Names are resolved here, with
//! the persons, parties, topics … of the dataset at hand, and written as ids. What the columns cannot decide is an error.
//!
//! * `predicate` — conditions as a tree, and how they are written
//! * `fields` — which condition each field is
//! * `refusal` — the error for the rest
//! * [`time`] — ranges of time, and moments as texts that sort

mod fields;
mod predicate;
mod refusal;
pub(crate) mod time;

use super::ast::{Expr, Node, Value};
use super::context::Context;
use super::error::QueryError;
use super::fields::range::TimeRange;
use predicate::Predicate;
use refusal::{SEARCH, refused};

/// A query as an SQL condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The conditions that must all hold. None for all records.
    pub parts: Vec<String>,
    /// The columns that they name, in alphabetical order.
    pub columns: Vec<&'static str>,
}

/// Writes a query as a condition. Values with several meanings are noted in the context, as when the query is evaluated.
pub fn condition(node: &Node, context: &Context<'_>) -> Result<Condition, QueryError> {
    let predicate = predicate(node, context)?;
    let mut columns = Vec::new();
    predicate.columns(&mut columns);
    columns.sort_unstable();
    columns.dedup();
    Ok(Condition { parts: predicate.parts(), columns })
}

fn predicate(node: &Node, context: &Context<'_>) -> Result<Predicate, QueryError> {
    let all = |nodes: &[Node]| nodes.iter().map(|node| predicate(node, context)).collect::<Result<Vec<_>, _>>();
    match &node.expr {
        Expr::All => Ok(Predicate::And(Vec::new())),
        Expr::And(nodes) => all(nodes).map(Predicate::And),
        Expr::Or(nodes) => all(nodes).map(Predicate::Or),
        Expr::Not(inner) => predicate(inner, context).map(|inner| Predicate::Not(Box::new(inner))),
        Expr::Field(term) => fields::predicate(term, node, context),
        Expr::Range(text) => {
            let value = Value { text: text.clone(), span: node.span.clone() };
            TimeRange::parse(&value).map(|range| time::may_lie_in(&range))
        }
        Expr::Text(_) => Err(refused(node, "a search for words", SEARCH)),
        Expr::Regex(_) => Err(refused(node, "a regular expression", SEARCH)),
    }
}
