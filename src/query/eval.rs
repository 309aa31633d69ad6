//! A tree to a set of records.

use super::ast::{Expr, FieldTerm, Node, Value};
use super::context::{Context, Meaning};
use super::error::QueryError;
use super::fields::{Field, time};
use super::keys::FieldKey;
use super::regex;
use crate::index::cache::Cache;
use crate::index::text::Phrase;
use crate::index::{Bits, Index};

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
///
/// As long as the words are not indexed, the result has all records that may match: see [`waits_for_words`].
pub fn evaluate(node: &Node, context: &Context<'_>) -> Result<Answer, QueryError> {
    let records = select(node, context, true)?;
    Ok(Answer { records, meanings: context.take_meanings() })
}

/// Whether the result of a query is not yet exact because its words have still to be indexed.
pub(crate) fn waits_for_words(node: &Node, index: &Index) -> bool {
    !index.has_words() && has_words(node)
}

/// Whether a condition of a query is on the words of a record.
fn has_words(node: &Node) -> bool {
    match &node.expr {
        Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().any(has_words),
        Expr::Not(inner) => has_words(inner),
        Expr::Field(term) => term.field == FieldKey::Mentions,
        Expr::Text(text) => Phrase::new(text).is_some(),
        Expr::All | Expr::Range(_) | Expr::Regex(_) => false,
    }
}

/// The records of a query. A condition on words that are not indexed yet holds for all records if `open`, else for none.
fn select(node: &Node, context: &Context<'_>, open: bool) -> Result<Bits, QueryError> {
    let index = context.index;
    // Asked before, as another thread may index the words in the meantime.
    let waits = waits_for_words(node, context.index);
    let unknown = || if open { index.all().clone() } else { index.none() };
    match &node.expr {
        Expr::All => Ok(index.all().clone()),
        Expr::And(nodes) => fold(nodes, context, open, index.all().clone(), Bits::and),
        Expr::Or(nodes) => fold(nodes, context, open, index.none(), Bits::or),
        Expr::Not(inner) => select(inner, context, !open).map(|records| index.all_but(&records)),
        Expr::Field(term) => {
            let find = || (Field::of(term.field).select)(context, &term.values);
            let records = if is_searched(term) { cached(context, &term_text(term), find) } else { find() }?;
            Ok(if waits { unknown() } else { records })
        }
        Expr::Regex(pattern) => {
            cached(context, &format!("/{pattern}"), || regex::select(pattern, node.span.start + 1, context.index))
        }
        Expr::Range(range) => time::may_lie_in(context, &[Value { text: range.clone(), span: node.span.clone() }]),
        Expr::Text(_) if waits => Ok(unknown()),
        Expr::Text(text) => {
            let Some(phrase) = Phrase::new(text) else { return Ok(index.none()) };
            let find = || Ok(context.index.find_text(&phrase));
            cached(context, &Cache::key_of_text(text), find)
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
fn cached(
    context: &Context<'_>,
    text: &str,
    find: impl FnOnce() -> Result<Bits, QueryError>,
) -> Result<Bits, QueryError> {
    let cache = &context.index.cache;
    if let Some(known) = cache.answer(text) {
        return Ok((*known).clone());
    }
    let noted = context.noted();
    let found = find()?;
    if context.noted() == noted {
        cache.add_answer(text.to_owned(), &found);
    }
    Ok(found)
}

fn fold(
    nodes: &[Node],
    context: &Context<'_>,
    open: bool,
    start: Bits,
    join: fn(&mut Bits, &Bits),
) -> Result<Bits, QueryError> {
    nodes.iter().try_fold(start, |mut bits, node| {
        join(&mut bits, &select(node, context, open)?);
        Ok(bits)
    })
}
