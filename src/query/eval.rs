//! A tree to a set of records.

use super::ast::{Expr, FieldTerm, Node, Value};
use super::context::{Context, Meaning};
use super::error::QueryError;
use super::fields::{Field, time};
use super::keys::FieldKey;
use super::regex;
use crate::index::Bits;
use crate::index::text::Phrase;

/// The result of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The records.
    pub records: Bits,
    /// Values with several meanings.
    pub meanings: Vec<Meaning>,
}

/// Evaluates a query. Every part is evaluated, also where it cannot change the result, so that an unknown name is an error
/// anywhere.
pub fn evaluate(node: &Node, context: &Context<'_>) -> Result<Answer, QueryError> {
    let records = select(node, context)?;
    Ok(Answer { records, meanings: context.take_meanings() })
}

fn select(node: &Node, context: &Context<'_>) -> Result<Bits, QueryError> {
    let len = context.index.len();
    match &node.expr {
        Expr::All => Ok(Bits::all(len)),
        Expr::And(nodes) => fold(nodes, context, Bits::all(len), Bits::and),
        Expr::Or(nodes) => fold(nodes, context, Bits::none(len), Bits::or),
        Expr::Not(inner) => select(inner, context).map(Bits::inverted),
        Expr::Field(term) => {
            let select = || (Field::of(term.field).select)(context, &term.values);
            if is_searched(term) { kept(context, &term_text(term), select) } else { select() }
        }
        Expr::Regex(pattern) => {
            kept(context, &format!("/{pattern}"), || regex::select(pattern, node.span.start + 1, context.index))
        }
        Expr::Range(range) => time::may_lie_in(context, &[Value { text: range.clone(), span: node.span.clone() }]),
        Expr::Text(text) => {
            let phrase = Phrase::new(text);
            Ok(phrase
                .map_or_else(|| Bits::none(len), |phrase| context.index.text().find(&phrase, &context.index.relations)))
        }
    }
}

/// Whether the records of a field are found by passing over texts or many lists.
fn is_searched(term: &FieldTerm) -> bool {
    matches!(term.field, FieldKey::Point | FieldKey::Outcome | FieldKey::Proposal | FieldKey::Class)
}

/// A field and its values as a text that no other has.
fn term_text(term: &FieldTerm) -> String {
    let values: Vec<&str> = term.values.iter().map(|value| &*value.text).collect();
    format!("{}:{values:?}", term.field.name())
}

/// The records of a part of the query: those of the last answers, as only one part is new when a query is typed.
fn kept(
    context: &Context<'_>,
    text: &str,
    find: impl FnOnce() -> Result<Bits, QueryError>,
) -> Result<Bits, QueryError> {
    let answers = &context.index.kept;
    if let Some(known) = answers.answer(text) {
        return Ok((*known).clone());
    }
    let noted = context.noted();
    let found = find()?;
    if context.noted() == noted {
        answers.keep_answer(text.to_owned(), &found);
    }
    Ok(found)
}

fn fold(nodes: &[Node], context: &Context<'_>, start: Bits, join: fn(&mut Bits, &Bits)) -> Result<Bits, QueryError> {
    nodes.iter().try_fold(start, |mut bits, node| {
        join(&mut bits, &select(node, context)?);
        Ok(bits)
    })
}
