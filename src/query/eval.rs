//! A tree to a set of records.

use std::cell::RefCell;

use super::ast::{Expr, Node, Value};
use super::error::QueryError;
use super::fields::time;
use crate::index::text::Phrase;
use crate::index::{Bits, Index};

/// What a query is asked of.
pub struct Context<'a> {
    /// The records.
    pub index: &'a Index,
    /// The records marked on the screen.
    pub marked: Option<&'a Bits>,
    meanings: RefCell<Vec<Meaning>>,
}

impl<'a> Context<'a> {
    /// A query of an index.
    pub fn new(index: &'a Index) -> Self {
        Self { index, marked: None, meanings: RefCell::default() }
    }

    /// Notes that a value means several.
    pub(super) fn means(&self, meaning: Meaning) {
        self.meanings.borrow_mut().push(meaning);
    }
}

/// A value that means several persons, parties, topics ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The value as typed.
    pub value: String,
    /// What they are, in the plural.
    pub called: &'static str,
    /// Their names.
    pub names: Vec<String>,
}

impl Meaning {
    /// `party:department` = 23 parties, for a header or a line on stderr.
    pub fn sentence(&self) -> String {
        let shown = 3.min(self.names.len());
        let more = if self.names.len() > shown { ", …" } else { "" };
        format!(
            "\"{}\" means {} {}: {}{more}",
            self.value,
            self.names.len(),
            self.called,
            self.names[..shown].join(", ")
        )
    }
}

/// What a query selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The records.
    pub records: Bits,
    /// Values that mean several.
    pub meanings: Vec<Meaning>,
}

/// Evaluates a query. Every part is looked at, also where it could not change the result: a wrong name is an error
/// wherever it stands.
pub fn evaluate(node: &Node, context: &Context<'_>) -> Result<Answer, QueryError> {
    let records = select(node, context)?;
    Ok(Answer { records, meanings: context.meanings.take() })
}

fn select(node: &Node, context: &Context<'_>) -> Result<Bits, QueryError> {
    let len = context.index.len();
    match &node.expr {
        Expr::All => Ok(Bits::all(len)),
        Expr::And(nodes) => fold(nodes, context, Bits::all(len), Bits::and),
        Expr::Or(nodes) => fold(nodes, context, Bits::none(len), Bits::or),
        Expr::Not(inner) => select(inner, context).map(Bits::inverted),
        Expr::Field(term) => (term.field.select)(context, &term.values),
        Expr::Regex(pattern) => super::regex::select(pattern, node.span.start + 1, context.index),
        Expr::Range(range) => time::may_lie_in(context, &[Value { text: range.clone(), span: node.span.clone() }]),
        Expr::Text(text) => {
            let phrase = Phrase::new(text);
            Ok(phrase
                .map_or_else(|| Bits::none(len), |phrase| context.index.text.find(&phrase, &context.index.relations)))
        }
    }
}

fn fold(nodes: &[Node], context: &Context<'_>, start: Bits, join: fn(&mut Bits, &Bits)) -> Result<Bits, QueryError> {
    nodes.iter().try_fold(start, |mut bits, node| {
        join(&mut bits, &select(node, context)?);
        Ok(bits)
    })
}
