//! `asof:`, the reference date. It is not a condition: it decides which state of knowledge the query is evaluated against.

use super::ast::{Expr, Node, Value};
use super::dates;
use super::error::{Asof, InvalidValue, QueryError};
use super::keys::FieldKey;
use crate::model::when::{Grain, Limit, Moment, Shape, When, Zone};

/// A reference date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// As written.
    pub text: String,
    /// The first moment after it: of a day, month or year on every record's own clock, of a clock time as an instant.
    pub at: Limit,
}

impl AsOf {
    /// Reads a date: through the end of that day or month, or of that minute in the zone of the dataset.
    pub fn parse(value: &Value, zone: Option<Zone>) -> Result<Self, QueryError> {
        let when = When::parse(&value.text).map_err(|error| dates::invalid(error, &value.text, value, 0))?;
        if !matches!(when.shape(), Shape::Single(_)) {
            return Err(QueryError::new(value.span.clone(), Asof::Interval));
        }
        if when.approximate() || when.uncertain() {
            let date = value.text.trim_end_matches(['~', '?', '%']).to_owned();
            return Err(QueryError::new(value.span.clone(), Asof::Marked { date }));
        }
        let bounds = when.bounds(zone).map_err(|fault| {
            let (text, span) = (value.text.clone(), value.span.clone());
            let kind = InvalidValue::Date { text, message: fault.message, help: fault.help, span: span.clone() };
            QueryError::new(span, kind)
        })?;
        let is_clock = |moment: &Moment| {
            moment.grain >= Grain::Minute || moment.zone.offset.is_some() || moment.zone.named.is_some()
        };
        let end = bounds.e1;
        let at = if when.leading().is_some_and(is_clock) { Limit::instant(end.utc()) } else { Limit::civil(end.wall) };
        Ok(Self { text: value.text.clone(), at })
    }
}

/// The reference date of a query. There may be one, beside the other conditions and not inside them.
pub fn of(query: &Node, zone: Option<Zone>) -> Result<Option<AsOf>, QueryError> {
    let mut found: Option<AsOf> = None;
    for part in query.parts() {
        match &part.expr {
            Expr::Field(term) if term.field == FieldKey::Asof => {
                if found.is_some() || term.values.len() > 1 {
                    return Err(QueryError::new(part.span.clone(), Asof::Duplicate));
                }
                found = term.values.first().map(|value| AsOf::parse(value, zone)).transpose()?;
            }
            _ => {
                if let Some(nested) = nested(part) {
                    return Err(QueryError::new(nested.span.clone(), Asof::Nested));
                }
            }
        }
    }
    Ok(found)
}

/// The query with another reference date, or without one.
#[must_use]
pub(crate) fn with(query: &Node, date: Option<&str>) -> Node {
    let is_date = |part: &&Node| matches!(&part.expr, Expr::Field(term) if term.field == FieldKey::Asof);
    let mut parts: Vec<Node> = query.parts().iter().filter(|part| !is_date(part)).cloned().collect();
    if let Some(date) = date {
        parts.insert(0, Node::field(FieldKey::Asof, [date.to_owned()]));
    }
    Node::and(parts)
}

/// An `asof:` anywhere below.
fn nested(node: &Node) -> Option<&Node> {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().find_map(nested),
        Expr::Not(inner) => nested(inner),
        Expr::Field(term) if term.field == FieldKey::Asof => Some(node),
        _ => None,
    }
}
