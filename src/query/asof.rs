//! `asof:`, the reference date. It selects nothing: it decides of which day's knowledge the rest of the query is asked.

use super::ast::{Expr, FieldTerm, Node, Value};
use super::error::QueryError;
use crate::model::when::{Shape, When, Zone};

/// A reference date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// As written.
    pub text: String,
    /// The second (UTC) after it: what was known before counts.
    pub at: i64,
}

impl AsOf {
    /// Reads a date in the zone of the dataset: through the end of that day, month or minute.
    pub fn parse(value: &Value, zone: Option<Zone>) -> Result<Self, QueryError> {
        let told = |message: String, help: &str| QueryError::new(value.span.clone(), message, help.to_owned());
        let when = When::parse(&value.text)
            .map_err(|error| told(error.message.clone(), error.help.as_deref().unwrap_or_default()))?;
        if !matches!(when.shape, Shape::Single(_)) {
            return Err(told("a reference date is one day, not a range".into(), "write asof:2025-12-02"));
        }
        let bounds = when.bounds(zone).map_err(|fault| told(fault.message.clone(), &fault.help))?;
        Ok(Self { text: value.text.clone(), at: bounds.e1.utc() })
    }
}

/// The reference date of a query. It may stand once, beside the other conditions and not within them.
pub fn of(query: &Node, zone: Option<Zone>) -> Result<Option<AsOf>, QueryError> {
    let mut found: Option<AsOf> = None;
    for part in query.parts() {
        match &part.expr {
            Expr::Field(FieldTerm { field, values }) if field.name == "asof" => {
                if found.is_some() || values.len() > 1 {
                    let message = "one reference date is enough".to_owned();
                    return Err(QueryError::new(part.span.clone(), message, "leave one of them"));
                }
                found = values.first().map(|value| AsOf::parse(value, zone)).transpose()?;
            }
            _ => {
                if let Some(inside) = inside(part) {
                    let message = "asof: stands beside the other conditions, not within one";
                    return Err(QueryError::new(inside.span.clone(), message, "take it out of the parentheses"));
                }
            }
        }
    }
    Ok(found)
}

/// The query with another reference date, or without one.
#[must_use]
pub fn with(query: &Node, date: Option<&str>) -> Node {
    let is_date = |part: &&Node| matches!(&part.expr, Expr::Field(term) if term.field.name == "asof");
    let mut parts: Vec<Node> = query.parts().iter().filter(|part| !is_date(part)).cloned().collect();
    if let (Some(date), Some(field)) = (date, super::fields::find("asof")) {
        parts.insert(0, Node::field(field, [date.to_owned()]));
    }
    Node::and(parts)
}

/// An `asof:` somewhere below.
fn inside(node: &Node) -> Option<&Node> {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().find_map(inside),
        Expr::Not(inner) => inside(inner),
        Expr::Field(term) if term.field.name == "asof" => Some(node),
        _ => None,
    }
}
